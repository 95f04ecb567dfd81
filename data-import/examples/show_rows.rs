//! Prints rows of a file as they are read: `show_rows FILE [FROM TO]`.
#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs, reason = "a tool for the developer's eyes")]
use louce_import::read::{collect::Collect, parse_here};
use louce_import::worker::Request;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let bytes = std::fs::read(arguments.next().unwrap()).unwrap();
    let from: u32 = arguments.next().map_or(1, |n| n.parse().unwrap());
    let to: u32 = arguments.next().map_or(u32::MAX, |n| n.parse().unwrap());
    let mut sink = Collect::default();
    println!("{:?}", parse_here(&bytes, &Request::default(), &mut sink));
    for sheet in &sink.workbook.sheets {
        println!(
            "== {:?} withheld {:?} far {:?} merges {}",
            sheet.name,
            sheet.withheld,
            sheet.far_rows,
            sheet.merges.len()
        );
        for row in sheet.rows.iter().filter(|row| (from..=to).contains(&row.number)) {
            let cells = row.cells.iter().map(|(column, cell)| {
                let mark = if cell.merged_from.is_some() {
                    "^"
                } else if cell.struck {
                    "~"
                } else {
                    ""
                };
                format!(
                    "{}={}{:?}{}",
                    louce_import::cell::column_letters(*column),
                    mark,
                    cell.text,
                    if let louce_import::cell::Form::Number(_) = cell.form { "#" } else { "" }
                )
            });
            println!("{}{} {}", row.number, if row.hidden { "h" } else { "" }, cells.collect::<Vec<_>>().join(" "));
        }
    }
}
