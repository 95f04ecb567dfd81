use super::*;
use crate::cell::{Form, Sheet};
use crate::read::collect::Collect;
use proptest::prelude::*;

fn record(id: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).unwrap();
    [&id.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
}

fn words(numbers: &[u16]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

fn wide(text: &str, length_bytes: usize) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let length = u16::try_from(units.len()).unwrap().to_le_bytes();
    [&length[..length_bytes], &[1], &words(&units)].concat()
}

/// A BIFF8 workbook of one sheet with these records.
fn workbook(hidden: bool, sheet: &[Vec<u8>]) -> Vec<u8> {
    let font = |options: u16| record(0x31, &[&words(&[200, options, 8, 400, 0])[..], &[0; 8]].concat());
    let xf = |font: u16, format: u16, fill: u32, colours: u16| {
        let mut data = words(&[font, format]);
        data.resize(14, 0);
        data.extend((fill << 26).to_le_bytes());
        data.extend(colours.to_le_bytes());
        record(0xE0, &data)
    };
    let sst = [&2u32.to_le_bytes()[..], &2u32.to_le_bytes(), &wide("张三", 2), &wide("李四", 2)].concat();
    let globals = [
        record(0x0809, &words(&[0x0600, 5, 0, 0])),
        font(0),
        font(8),
        record(0x041E, &[&words(&[164])[..], &wide("yyyy\"年\"m\"月\"d\"日\"", 2)].concat()),
        xf(0, 0, 0, 0),
        xf(1, 0, 1, 13),
        xf(0, 164, 0, 0),
        record(0xFC, &sst),
    ]
    .concat();
    let name = wide("甲", 1);
    let listed = 4 + 6 + name.len();
    let offset = u32::try_from(globals.len() + listed + 4).unwrap();
    let bound = record(0x85, &[&offset.to_le_bytes()[..], &[u8::from(hidden), 0], &name].concat());
    let bof = record(0x0809, &words(&[0x0600, 0x10, 0, 0]));
    [globals, bound, record(0x0A, &[]), bof, sheet.concat(), record(0x0A, &[])].concat()
}

fn sheet_of(stream: &[u8]) -> Sheet {
    let mut sink = Collect::default();
    read_bare(stream, &mut sink).unwrap();
    sink.workbook.sheets.remove(0)
}

#[test]
fn cells_carry_value_line_fill_and_day() {
    let cell =
        |id, row, column, format, value: &[u8]| record(id, &[&words(&[row, column, format])[..], value].concat());
    let text = [&words(&[1])[..], &[0; 4], &[0xFF, 0xFF], &[0; 6]].concat();
    let sheet = [
        record(0x0208, &words(&[1, 0, 4, 255, 0, 0, 0x20, 0])),
        cell(0xFD, 0, 0, 1, &0u32.to_le_bytes()),
        cell(0x0203, 0, 1, 2, &29_225f64.to_le_bytes()),
        record(
            0xBD,
            &[
                &words(&[1, 0, 0])[..],
                &(501u32 << 2 | 2).to_le_bytes(),
                &words(&[2]),
                &(29_225u32 << 2 | 2).to_le_bytes(),
                &words(&[1]),
            ]
            .concat(),
        ),
        cell(0x0006, 1, 3, 0, &[&[0, 0, 0, 0, 0, 0, 0xFF, 0xFF][..], &text].concat()),
        record(0x0207, &wide("旧值", 2)),
        record(0xE5, &words(&[1, 0, 1, 0, 0])),
    ];
    let sheet = sheet_of(&workbook(true, &sheet));
    assert_eq!((sheet.name.as_deref(), sheet.hidden), (Some("甲"), true), "a hidden sheet");
    let name = sheet.rows[0].cell(0).unwrap();
    assert_eq!(
        (name.text.as_str(), name.struck, name.fill),
        ("张三", true, Some([255, 255, 0])),
        "by XF, font, palette"
    );
    let day = sheet.rows[0].cell(1).unwrap();
    assert_eq!((day.text.as_str(), day.form), ("1980-01-05", Form::Date), "by number format");
    assert_eq!((sheet.rows[0].hidden, sheet.rows[1].hidden), (false, true), "by ROW record");
    assert_eq!(
        (sheet.rows[1].text(1), sheet.rows[1].text(3)),
        ("1980-01-05", "旧值"),
        "several numbers; a formula's text"
    );
    assert_eq!(sheet.merges.len(), 1, "one range");
    assert_eq!(sheet.rows[1].text(0), "501", "a value of its own under the range stays");
}

#[test]
fn a_sheet_of_excel_2_and_of_excel_4_is_read() {
    let old = [
        record(0x0009, &words(&[2, 0x10])),
        record(0x42, &words(&[936])),
        record(0x1E, b"\x07General"),
        record(0x1E, b"\x08yyyy-m-d"),
        record(0x0004, &[&words(&[0, 0])[..], &[0, 0, 0, 4], b"\xD5\xC5\xC8\xFD"].concat()),
        record(0x0002, &[&words(&[0, 1])[..], &[0, 0, 0], &words(&[501])].concat()),
        record(0x0003, &[&words(&[1, 1])[..], &[0, 1, 0], &29_225f64.to_le_bytes()].concat()),
        record(0x000A, &[]),
    ]
    .concat();
    let sheet = sheet_of(&old);
    assert_eq!((sheet.rows[0].text(0), sheet.rows[0].text(1)), ("张三", "501"), "GBK by its code page");
    assert_eq!(sheet.rows[1].text(1), "1980-01-05", "the format stands in the cell");
    let four = [
        record(0x0409, &words(&[4, 0x10, 0])),
        record(0x0204, &[&words(&[0, 0, 0, 2])[..], b"ab"].concat()),
        record(0x000A, &[]),
    ]
    .concat();
    assert_eq!(sheet_of(&four).rows[0].text(0), "ab", "two bytes of length");
}

#[test]
fn a_password_is_told_and_a_cut_off_sheet_refused() {
    let locked =
        [record(0x0809, &words(&[0x0600, 5, 0, 0])), record(0x2F, &words(&[1, 1, 1])), record(0x0A, &[])].concat();
    assert_eq!(read_bare(&locked, &mut Collect::default()), Err(ReadError::Encrypted), "FILEPASS says so");
    let whole = workbook(false, &[record(0xFD, &words(&[0, 0, 0, 0, 0]))]);
    let half = &whole[..whole.len() - 6];
    assert_eq!(read_bare(half, &mut Collect::default()), Err(damaged(FileFormat::Xls)), "half a record");
}

proptest! {
    #[test]
    fn noise_never_panics(at in 0usize..400, noise in proptest::collection::vec(any::<u8>(), 0..20), cut in 0usize..500) {
        let mut stream = workbook(false, &[record(0xFD, &words(&[0, 0, 0, 0, 0])), record(0xE5, &words(&[1, 0, 1, 0, 0]))]);
        for (place, byte) in (at..).zip(noise) {
            if let Some(slot) = stream.get_mut(place) {
                *slot = byte;
            }
        }
        let _ = read_bare(&stream, &mut Collect::default());
        stream.truncate(cut);
        let _ = read_bare(&stream, &mut Collect::default());
        let _ = read(&[b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".as_slice(), &[0; 22], &[9, 0, 6, 0], &stream].concat(), &mut Collect::default());
    }
}
