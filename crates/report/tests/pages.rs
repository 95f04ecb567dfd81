//! PDF and HTML: complete, escaped, the same each time.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test may stop")]
#![allow(clippy::print_stdout, reason = "a skipped test says so")]

use std::path::PathBuf;
use std::process::Command;

use louce_report::{
    AreaPicture, Disclosure, Fonts, HandoverReport, Language, Origin, find_fonts, render_html, render_pdf,
    usual_font_dirs,
};

mod sample;

/// Names that would be markup, a formula or a place holder if they were not kept as values.
const HOSTILE: [&str; 6] =
    ["#let x = 1", "*张三*", "$a_b$", "</td><script>alert(1)</script>", "\\#{by}@x <y>", "= 一级 // 注"];

/// Fonts of this machine, or `None` with a line that says what is skipped.
fn fonts() -> Option<Fonts> {
    let home = std::env::var_os("HOME").map(PathBuf::from);
    let fonts = find_fonts(&usual_font_dirs(home.as_deref()));
    if let Err(error) = &fonts {
        println!("skipped, no PDF can be set here: {error}");
    }
    fonts.ok()
}

fn pdf(report: &HandoverReport, fonts: &Fonts, language: Language) -> Vec<u8> {
    render_pdf(report, fonts, language, &mut |_| {}).expect("an invented report can be set")
}

/// The text of a PDF without its blanks, or `None` where pdftotext is not installed.
fn text_of(pdf: &[u8], name: &str) -> Option<String> {
    let path = std::env::temp_dir().join(format!("louce-report-{}-{name}.pdf", std::process::id()));
    std::fs::write(&path, pdf).expect("the temporary folder can be written");
    let output = Command::new("pdftotext").args(["-layout", "-nopgbrk"]).arg(&path).arg("-").output();
    std::fs::remove_file(&path).expect("it was just written");
    match output {
        Ok(output) => Some(without_blanks(&String::from_utf8_lossy(&output.stdout))),
        Err(_) => {
            println!("skipped, pdftotext is not installed");
            None
        }
    }
}

fn without_blanks(text: &str) -> String {
    text.split_whitespace().collect()
}

fn with_hostile_names() -> HandoverReport {
    let mut report = sample::community(1, Disclosure::Full);
    let template = report.residents[0].residents().next().unwrap().clone();
    let named = |name: &&str| louce_report::Resident { name: (*name).to_owned(), ..template.clone() };
    report.residents[0].rooms[5].residents = HOSTILE.iter().map(named).collect();
    report.cover.area = "#panic(\"x\") *警务区*".to_owned();
    report
}

#[test]
fn names_that_look_like_markup_are_printed_as_names() {
    let Some(fonts) = fonts() else { return };
    let pdf = pdf(&with_hostile_names(), &fonts, Language::Chinese);
    let Some(text) = text_of(&pdf, "hostile") else {
        return;
    };
    for name in HOSTILE.iter().filter(|name| name.chars().count() < 12) {
        assert!(text.contains(&without_blanks(name)), "{name} stands in the PDF as it is");
    }
    assert!(text.contains("#panic(\"x\")*警务区*"), "and so does the area in the head of the page");
}

#[test]
fn html_has_no_markup_that_comes_from_data() {
    let page = render_html(&with_hostile_names(), Language::Chinese);
    assert!(!page.contains("<script"), "a name cannot become an element");
    assert!(page.contains("&lt;/td&gt;&lt;script&gt;alert(1)&lt;/script&gt;"), "it stays a name");
    for outside in ["src=", "href=", "url(", "@import"] {
        assert!(!page.contains(outside), "the page loads nothing: {outside}");
    }
}

/// A blue picture of four by three pixels.
#[rustfmt::skip]
const BLUE: [u8; 73] = [
    137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 0, 4, 0, 0, 0, 3, 8, 2, 0, 0, 0, 59, 150, 57, 145, 0, 0, 0, 16, 73, 68, 65, 84, 120, 218, 99, 8, 155, 113, 2, 142, 24, 112, 114, 0, 139, 58, 20, 137, 143, 219, 93, 39, 0, 0, 0, 0, 73, 69, 78, 68, 174, 66, 96, 130,
];

#[test]
fn a_picture_of_the_area_is_part_of_every_printing_and_says_whose_data_it_rests_on() {
    let mut report = sample::community(1, Disclosure::Masked);
    let without = render_html(&report, Language::Chinese);
    assert!(!without.contains("<img"), "nothing is drawn where nobody drew anything");
    report.picture = Some(AreaPicture { png: BLUE.to_vec(), source: "测绘<院>".to_owned() });
    let page = render_html(&report, Language::Chinese);
    assert!(page.contains("<img src=\"data:image/png;base64,iVBORw0KGgo"), "the page carries its picture itself");
    assert_eq!(page.matches("src=").count(), 1, "and loads nothing");
    assert!(page.contains("地图数据：测绘&lt;院&gt;"), "the source is named, as text");
    let Some(fonts) = fonts() else { return };
    let (small, large) = (sample::community(1, Disclosure::Masked), report);
    let set = |report: &HandoverReport| pdf(report, &fonts, Language::Chinese);
    let images = |pdf: &[u8]| pdf.windows(6).filter(|bytes| bytes == b"/Image").count();
    assert!(images(&set(&large)) > images(&set(&small)), "the PDF carries it too");
    assert!(text_of(&set(&large), "picture").is_none_or(|text| text.contains("地图数据：测绘<院>")), "with its source");
}

#[test]
fn a_picture_that_is_none_is_said_and_breaks_nothing_else() {
    let Some(fonts) = fonts() else { return };
    let mut report = sample::community(1, Disclosure::Masked);
    report.picture = Some(AreaPicture { png: b"no picture".to_vec(), source: String::new() });
    let refused = render_pdf(&report, &fonts, Language::Chinese, &mut |_| {});
    assert!(refused.is_err(), "a fault of the caller is an error, not a panic");
}

#[test]
fn the_same_report_gives_the_same_pdf() {
    let Some(fonts) = fonts() else { return };
    let report = sample::community(2, Disclosure::Masked);
    let once = pdf(&report, &fonts, Language::Chinese);
    assert!(once == pdf(&report, &fonts, Language::Chinese), "no clock and no chance go into a PDF");
}

#[test]
fn masked_pages_show_no_name_and_no_phone() {
    let mut report = sample::community(1, Disclosure::Masked);
    let page = render_html(&report, Language::Chinese);
    report.disclosure = Disclosure::Full;
    let full = render_html(&report, Language::Chinese);
    for resident in report.residents.iter().flat_map(|sheet| sheet.residents()) {
        let cell = format!(">{}<", resident.name);
        assert!(full.contains(&cell), "{} is shown when asked for", resident.name);
        assert!(!page.contains(&cell), "{} is masked otherwise", resident.name);
        assert!(resident.phone.is_empty() || !page.contains(&resident.phone), "and so is {}", resident.phone);
    }
}

#[test]
fn every_page_says_who_printed_it_and_that_a_demo_is_invented() {
    let Some(fonts) = fonts() else { return };
    let mut report = sample::community(2, Disclosure::Masked);
    let mut pages = 0;
    let mut count = |stage| {
        if let louce_report::PdfStage::Written { pages: written } = stage {
            pages = written;
        }
    };
    let pdf_bytes = render_pdf(&report, &fonts, Language::Chinese, &mut count).unwrap();
    let Some(text) = text_of(&pdf_bytes, "pages") else {
        return;
    };
    assert_eq!(text.matches("打印人：周建民").count(), pages, "the foot of each page");
    assert!(text.matches("示例数据").count() >= pages, "the mark of each page");
    assert!(text.contains(&format!("第{pages}页共{pages}页")), "the last page knows that it is the last");
    report.cover.origin = Origin::Register;
    let Some(text) = text_of(&pdf(&report, &fonts, Language::Chinese), "register") else {
        return;
    };
    assert_eq!(text.matches("示例数据").count(), 0, "a register in use is not called invented");
}

#[test]
fn a_room_longer_than_a_page_is_printed_whole() {
    let Some(fonts) = fonts() else { return };
    let mut report = sample::community(1, Disclosure::Full);
    let template = report.residents[0].residents().next().unwrap().clone();
    let named = |place| louce_report::Resident { name: format!("工友{place:03}"), ..template.clone() };
    report.residents[0].rooms[5].residents = (0..120).map(named).collect();
    let Some(text) = text_of(&pdf(&report, &fonts, Language::Chinese), "dormitory") else {
        return;
    };
    for place in 0..120 {
        assert!(text.contains(&format!("工友{place:03}")), "resident {place} of a dormitory is printed");
    }
}

#[test]
fn english_reports_have_no_chinese_words_of_their_own() {
    let mut report = HandoverReport::default();
    report.cover.since = Some("2025-09-01".to_owned());
    let page = render_html(&report, Language::English);
    let body = page.split("<body>").nth(1).unwrap();
    let chinese: String = body.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).collect();
    assert_eq!(chinese, "", "every fixed word is translated");
}

#[test]
fn an_empty_report_is_a_report() {
    let report = HandoverReport::default();
    let page = render_html(&report, Language::Chinese);
    assert!(page.contains("未发现数据缺口"), "no gaps is worth saying");
    if let Some(fonts) = fonts() {
        assert!(pdf(&report, &fonts, Language::Chinese).starts_with(b"%PDF-"), "and it can be printed");
    }
}

#[test]
fn sums_that_disagree_are_said_on_the_first_page() {
    let mut report = sample::community(1, Disclosure::Masked);
    report.numbers.people.now += 1;
    let page = render_html(&report, Language::Chinese);
    assert!(page.contains("合计不符：人口按类别"), "nobody should sign numbers that do not add up");
}
