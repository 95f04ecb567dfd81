use super::*;
use crate::read::collect::Collect;
use proptest::prelude::*;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn record(kind: u32, data: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut varying = |mut number: u32| {
        while number > 0x7F {
            bytes.push(u8::try_from(number & 0x7F).unwrap() | 0x80);
            number >>= 7;
        }
        bytes.push(u8::try_from(number).unwrap());
    };
    varying(kind);
    varying(u32::try_from(data.len()).unwrap());
    bytes.extend(data);
    bytes
}

fn words(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut bytes = u32::try_from(units.len()).unwrap().to_le_bytes().to_vec();
    bytes.extend(units.iter().flat_map(|unit| unit.to_le_bytes()));
    bytes
}

fn workbook(sheet: &[u8]) -> Vec<u8> {
    const RELS: &str = r#"<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.bin"/><Relationship Id="r2" Type="x/sharedStrings" Target="sharedStrings.bin"/><Relationship Id="r3" Type="x/styles" Target="/xl/styles.bin"/></Relationships>"#;
    let bundle = record(156, &[words(&[1, 1]), wide("r1"), wide("甲")].concat());
    let half = |numbers: &[u16]| numbers.iter().flat_map(|number| number.to_le_bytes()).collect::<Vec<u8>>();
    let yellow = [5, 0, 0, 0, 255, 255, 0, 255];
    let styles = [
        record(44, &[half(&[164]), wide("yyyy-mm-dd")].concat()),
        record(43, &half(&[200, 0])),
        record(43, &half(&[200, 8])),
        record(45, &[words(&[0]), vec![0; 16]].concat()),
        record(45, &[words(&[1]), yellow.to_vec(), vec![0; 8]].concat()),
        record(617, &[]),
        record(47, &half(&[0, 0, 0, 0])),
        record(47, &half(&[0, 0, 1, 1])),
        record(47, &half(&[0, 164, 0, 0])),
        record(618, &[]),
    ];
    let parts = [
        ("xl/workbook.bin", bundle),
        ("xl/_rels/workbook.bin.rels", RELS.as_bytes().to_vec()),
        ("xl/sharedStrings.bin", record(19, &[vec![0], wide("张三")].concat())),
        ("xl/styles.bin", styles.concat()),
        ("xl/worksheets/sheet1.bin", sheet.to_vec()),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(&part).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn sheet() -> Vec<u8> {
    let row = |number: u32, hidden: u8| record(0, &[words(&[number, 0]), vec![0, 0, 0, hidden, 0]].concat());
    let cell = |kind: u32, column: u32, format: u32, value: &[u8]| {
        record(kind, &[words(&[column, format]), value.to_vec()].concat())
    };
    [
        row(0, 0),
        cell(7, 0, 1, &words(&[0])),
        cell(5, 1, 2, &29_225f64.to_le_bytes()),
        row(1, 0x10),
        cell(2, 1, 0, &words(&[501 << 2 | 2])),
        cell(8, 2, 0, &wide("旧值")),
        record(146, &[]),
        record(176, &words(&[0, 1, 0, 0])),
    ]
    .concat()
}

#[test]
fn cells_carry_value_line_fill_and_day() {
    let mut sink = Collect::default();
    read(&workbook(&sheet()), &mut sink).unwrap();
    let sheet = &sink.workbook.sheets[0];
    assert_eq!((sheet.name.as_deref(), sheet.hidden), (Some("甲"), true), "a hidden sheet");
    let name = sheet.rows[0].cell(0).unwrap();
    assert_eq!((name.text.as_str(), name.struck, name.fill), ("张三", true, Some([255, 255, 0])), "by XF, font, fill");
    let day = sheet.rows[0].cell(1).unwrap();
    assert_eq!((day.text.as_str(), day.form), ("1980-01-05", Form::Date), "by number format");
    assert_eq!((sheet.rows[0].hidden, sheet.rows[1].hidden), (false, true), "by the row's header");
    assert_eq!((sheet.rows[1].text(1), sheet.rows[1].text(2)), ("501", "旧值"), "a short number, a formula's text");
    assert_eq!(sheet.rows[1].text(0), "张三", "lent by the merged range that stands behind the cells");
}

#[test]
fn a_part_that_is_cut_off_is_refused() {
    let whole = sheet();
    let half = &whole[..whole.len() - 3];
    assert_eq!(read(&workbook(half), &mut Collect::default()), Err(damaged(FileFormat::Xlsb)), "half a record");
}

proptest! {
    #[test]
    fn noise_never_panics(at in 0usize..150, noise in proptest::collection::vec(any::<u8>(), 0..20)) {
        let mut bytes = sheet();
        for (place, byte) in (at..).zip(noise) {
            if let Some(slot) = bytes.get_mut(place) {
                *slot = byte;
            }
        }
        let _ = read(&workbook(&bytes), &mut Collect::default());
    }
}
