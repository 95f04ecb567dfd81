//! Messes of single cells: ids, dates, phones, names, addresses, marks.

use super::{Clerk, id};
use encoding_rs::GB18030;
use rust_xlsxwriter::Workbook;

#[test]
fn an_id_typed_as_a_number_is_never_completed() {
    let clerk = Clerk::new();
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write_row(0, 0, ["姓名", "身份证号", "性别", "现住址"]).expect("written");
    sheet.write_row(1, 0, ["丁一"]).expect("written");
    sheet.write_number(1, 1, 330_299_198_001_010_012.0).expect("written");
    sheet.write_row(1, 2, ["男", "望湖家园1幢1单元101室"]).expect("written");
    clerk.import(&clerk.workbook("五.xlsx", &mut workbook));
    assert_eq!(clerk.persons("citizen_id"), [""], "the last digits are gone and stay gone");
    assert_eq!(clerk.persons("id_state"), ["precision_lost"], "which is said");
    assert_eq!(clerk.persons("birth_date"), ["1980-01-01"], "what is left of it is the date of birth");
}

#[test]
fn an_id_is_cleaned_and_its_older_form_kept() {
    let clerk = Clerk::new();
    let sound = id("19800101", "002");
    let wide: String = sound.chars().map(|c| char::from_u32(u32::from(c) - 0x21 + 0xFF01).expect("wide")).collect();
    let spaced = |id: &str| {
        let (division, rest) = id.split_at(6);
        let (birth, tail) = rest.split_at(8);
        format!("'{division} {birth} {tail}").to_lowercase()
    };
    let file = clerk.text(
        "六.csv",
        &[
            "姓名|身份证号|现住址",
            &format!("戊一|{wide}|望湖家园1幢1单元101室"),
            &format!("戊二|{}|望湖家园1幢1单元102室", spaced(&id("19800101", "004"))),
            "戊三|330299800101003|望湖家园1幢1单元103室",
        ],
    );
    clerk.import(&file);
    assert_eq!(
        clerk.persons("citizen_id"),
        [sound, "330299800101003".to_owned(), id("19800101", "004")],
        "wide, spaced and quoted forms are cleaned; fifteen digits stay as written"
    );
    assert_eq!(clerk.persons("id_state"), ["ok", "15_digit", "ok"], "and are known as what they are");
}

#[test]
fn dates_are_read_to_the_precision_that_is_written() {
    let clerk = Clerk::new();
    let written = [
        ("a", "1980.1.5", "1980-01-05"),
        ("b", "80年1月", "1980-01"),
        ("c", "19800105", "1980-01-05"),
        ("d", "不详", ""),
        ("e", "农历八月十五", ""),
        ("f", "1982年", "1982"),
    ];
    let mut lines = vec!["姓名|出生日期|现住址".to_owned()];
    lines.extend(written.iter().map(|(name, date, _)| format!("己{name}|{date}|望湖家园1幢1单元10{name}室")));
    clerk.import(&clerk.text("八.csv", &lines.iter().map(String::as_str).collect::<Vec<_>>()));
    let right: Vec<&str> = written.iter().map(|(_, _, date)| *date).collect();
    assert_eq!(clerk.persons("birth_date"), right, "no day or month is made up");
}

#[test]
fn the_number_1980_1_leaves_its_month_open_and_a_serial_is_a_day() {
    let clerk = Clerk::new();
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write_row(0, 0, ["姓名", "出生日期", "现住址"]).expect("written");
    for (row, (name, date)) in (1..).zip([("庚一", 1980.1), ("庚二", 29_225.0)]) {
        sheet.write(row, 0, name).expect("written");
        sheet.write_number(row, 1, date).expect("written");
        sheet.write(row, 2, "望湖家园1幢1单元101室").expect("written");
    }
    clerk.import(&clerk.workbook("八.xlsx", &mut workbook));
    assert_eq!(clerk.persons("birth_date"), ["1980", "1980-01-05"], "January and October are one number");
}

#[test]
fn several_phones_are_parted_and_a_phone_kept_as_a_number_is_whole() {
    let clerk = Clerk::new();
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write_row(0, 0, ["姓名", "联系电话", "现住址"]).expect("written");
    sheet.write_row(1, 0, ["辛一", "13900000001/13900000002", "望湖家园1幢1单元101室"]).expect("written");
    sheet.write_row(2, 0, ["辛二"]).expect("written");
    sheet.write_number(2, 1, 13_900_000_003.0).expect("written");
    sheet.write(2, 2, "望湖家园1幢1单元102室").expect("written");
    clerk.import(&clerk.workbook("十.xlsx", &mut workbook));
    assert_eq!(clerk.persons("phones"), ["13900000001、13900000002", "13900000003"], "eleven digits fit a number");
}

#[test]
fn shorthand_addresses_mean_the_same_room() {
    let clerk = Clerk::new();
    let shapes = [
        "望湖家园3-2-501",
        "望湖家园3#2-501",
        "望湖家园3幢2单元501室",
        "望湖家园三幢2单元501",
        "望湖家园３号楼二单元501",
    ];
    let mut lines = vec!["姓名|现住址".to_owned()];
    lines.extend(shapes.iter().zip('a'..).map(|(shape, name)| format!("壬{name}|{shape}")));
    clerk.import(&clerk.text("十二.csv", &lines.iter().map(String::as_str).collect::<Vec<_>>()));
    let places: Vec<_> =
        clerk.stays("building").into_iter().zip(clerk.stays("unit")).zip(clerk.stays("room")).collect();
    assert_eq!(places.len(), shapes.len(), "everybody lives somewhere");
    assert!(
        places
            .iter()
            .all(|((building, unit), room)| (building.as_str(), unit.as_str(), room.as_str()) == ("3", "2", "501")),
        "in the same room: {places:?}"
    );
}

#[test]
fn an_address_that_leads_nowhere_is_kept_and_waits_to_be_placed() {
    let clerk = Clerk::new();
    clerk.import(&clerk.text("十二.csv", &["姓名|现住址", "癸一|桥头老王家隔壁"]));
    assert_eq!(clerk.stays("raw_address"), ["桥头老王家隔壁"], "the words are not lost");
    assert_eq!(clerk.stays("room"), [""], "and no room is made up");
}

/// The same two persons in every encoding an office has.
#[test]
fn every_encoding_gives_the_same_persons() {
    let lines = format!(
        "姓名,身份证号,现住址\n张三,{},望湖家园1幢1单元101室\n𠮷野花,{},望湖家园1幢1单元102室\n",
        id("19800101", "001"),
        id("19800101", "002")
    );
    let utf16 = |order: fn(u16) -> [u8; 2]| lines.encode_utf16().flat_map(order).collect::<Vec<u8>>();
    let forms: [(&str, Vec<u8>); 6] = [
        ("utf8.csv", lines.clone().into_bytes()),
        ("utf8-bom.csv", ["\u{feff}".as_bytes(), lines.as_bytes()].concat()),
        ("gb18030.csv", GB18030.encode(&lines).0.into_owned()),
        ("utf16le.txt", [vec![0xFF, 0xFE], utf16(u16::to_le_bytes)].concat()),
        ("utf16be.txt", [vec![0xFE, 0xFF], utf16(u16::to_be_bytes)].concat()),
        ("tabs.tsv", lines.replace(',', "\t").into_bytes()),
    ];
    for (name, bytes) in forms {
        let clerk = Clerk::new();
        clerk.import(&clerk.file(name, &bytes));
        assert_eq!(clerk.persons("name"), ["张三", "𠮷野花"], "{name}");
    }
}

#[test]
fn names_lose_their_blanks_and_brackets_and_keep_their_dots() {
    let clerk = Clerk::new();
    let lines = ["姓名|身份证号|现住址"].map(str::to_owned).into_iter().chain(
        [("张　三", "001"), ("李四(户主)", "003"), ("阿依古丽·买买提", "005"), ("王?", "007")]
            .iter()
            .map(|(name, number)| format!("{name}|{}|望湖家园1幢1单元101室", id("19800101", number))),
    );
    let lines: Vec<String> = lines.collect();
    clerk.import(&clerk.text("十六.csv", &lines.iter().map(String::as_str).collect::<Vec<_>>()));
    assert_eq!(clerk.persons("name"), ["张三", "李四", "王?", "阿依古丽·买买提"], "a lost character stays a gap");
}

#[test]
fn marks_for_sex_and_yes_are_understood() {
    let clerk = Clerk::new();
    let mut lines = vec!["姓名|性别|是否人户分离|现住址".to_owned()];
    for (name, sex, split) in
        [("子a", "男", "是"), ("子b", "M", "√"), ("子c", "女", "否"), ("子d", "F", "×"), ("子e", "2", "")]
    {
        lines.push(format!("{name}|{sex}|{split}|望湖家园1幢1单元101室"));
    }
    clerk.import(&clerk.text("十七.csv", &lines.iter().map(String::as_str).collect::<Vec<_>>()));
    assert_eq!(clerk.persons("sex"), ["男", "男", "女", "女", "女"], "words, letters and GB/T 2261.1 numbers");
    assert_eq!(clerk.stays("residence_mismatch"), ["true", "true", "false", "false", ""], "and nothing is nothing");
}
