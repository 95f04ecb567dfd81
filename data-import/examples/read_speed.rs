//! Writes a large ledger of invented people and times reading it to cells, with calamine and with ours, in CPU
//! seconds of this process: `read_speed [ROWS] [FILE]`.
#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs, reason = "a tool for the developer's eyes")]
mod counting;

use calamine::Reader;
use counting::Count;
use louce_import::limits::Limits;
use louce_import::read::parse_here;
use louce_import::worker::Request;
use rust_xlsxwriter::{Format, Workbook};
use std::hint::black_box;
use std::io::Cursor;

const HEADER: [&str; 12] = [
    "序号",
    "姓名",
    "性别",
    "证件号码",
    "户籍地址",
    "现住址",
    "联系电话",
    "来本地日期",
    "居住事由",
    "工作单位",
    "房东姓名",
    "备注",
];

fn main() {
    let mut arguments = std::env::args().skip(1);
    let rows: u32 = arguments.next().map_or(200_000, |rows| rows.parse().unwrap());
    let bytes = match arguments.next() {
        Some(file) => std::fs::read(file).unwrap(),
        None => ledger(rows),
    };
    println!("{rows} rows, {} MiB packed", bytes.len() >> 20);
    for _ in 0..3 {
        let library = seconds(|| with_calamine(&bytes));
        let ours = seconds(|| with_ours(&bytes));
        let precheck = seconds(|| u64::from(louce_import::precheck::precheck(&bytes, &Limits::default()).is_ok()));
        println!(
            "calamine {library:.2} s, ours with all checks {ours:.2} s (the pre-check alone {precheck:.2} s): {:.2}",
            ours / library
        );
    }
}

/// CPU seconds that `work` takes; what it counted is printed, so that both can be seen to do the same.
fn seconds(work: impl FnOnce() -> u64) -> f64 {
    let before = cpu();
    let counted = work();
    let spent = cpu() - before;
    println!("  {counted} bytes of text in {spent:.2} s");
    spent
}

/// CPU seconds of this process so far, from the kernel's own count.
fn cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/schedstat").unwrap();
    stat.split(' ').next().unwrap().parse::<f64>().unwrap() / 1e9
}

fn with_calamine(bytes: &[u8]) -> u64 {
    let mut book: calamine::Xlsx<_> = calamine::Xlsx::new(Cursor::new(bytes)).unwrap();
    let mut total = 0;
    for name in book.sheet_names() {
        let mut cells = book.worksheet_cells_reader(&name).unwrap();
        while let Some(cell) = cells.next_cell().unwrap() {
            // To a cell that can be kept, as the frame readers do.
            let data = calamine::Data::from(black_box(cell.get_value().clone()));
            total += match black_box(data) {
                calamine::Data::String(text) => text.len() as u64,
                _ => 0,
            };
        }
    }
    total
}

fn with_ours(bytes: &[u8]) -> u64 {
    let mut count = Count::default();
    parse_here(bytes, &Request::default(), &mut count).unwrap();
    assert!(count.rows > 0, "there is something to measure");
    black_box(count.bytes)
}

fn ledger(rows: u32) -> Vec<u8> {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    let bold = Format::new().set_bold();
    for (column, name) in (0u16..).zip(HEADER) {
        page.write_with_format(0, column, name, &bold).unwrap();
    }
    for row in 1..=rows {
        for (column, text) in (0u16..).zip(person(row)) {
            page.write(row, column, text).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

fn person(number: u32) -> [String; 12] {
    let pick = |from: &[&str], turn: u32| {
        from.get((number / turn) as usize % from.len()).copied().unwrap_or_default().to_owned()
    };
    let family = pick(&["赵", "钱", "孙", "李", "周", "吴", "郑", "王", "冯", "陈"], 1);
    let given =
        format!("{}{}", pick(&["小", "大", "文", "秀", "建"], 10), pick(&["明", "红", "军", "英", "平", "华"], 50));
    [
        number.to_string(),
        format!("{family}{given}"),
        pick(&["男", "女"], 1),
        format!("330299{}{:02}{:02}{:04}", 1950 + number % 60, number % 12 + 1, number % 28 + 1, number % 10_000),
        format!(
            "{}{}村{}组{}号",
            pick(&["示例省甲市乙县", "示例省丙市丁县", "示例省戊市"], 7),
            number % 300,
            number % 9,
            number % 97
        ),
        format!(
            "示例路{}号{}幢{}单元{}室",
            number % 50,
            number % 40 + 1,
            number % 4 + 1,
            number % 30 * 100 + number % 6
        ),
        format!("139{:08}", number),
        format!("20{:02}-{:02}-{:02}", number % 26, number % 12 + 1, number % 28 + 1),
        pick(&["务工", "经商", "服务", "借读", "投靠亲属"], 3),
        format!("示例{}有限公司", number % 800),
        format!("{}{}", pick(&["房", "东", "屋"], 11), number % 5_000),
        pick(&["", "", "已登记", "需复核电话"], 13),
    ]
}
