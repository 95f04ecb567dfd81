//! Our cells beside what Microsoft Excel itself wrote: each sheet of 104 workbooks as Excel saved it to CSV.
//!
//! Excel's CSV holds each value as the cell's number format prints it, and we hold values; so a pair agrees when
//!
//! 1. **text** is the same after white space is evened out (Excel writes a line break in a cell as one or two
//!    characters, and pads with spaces for alignment), where Excel's `?` or `_` may stand for one character that
//!    the code page of the CSV does not have;
//! 2. **numbers** are the same once ours is rounded to the digits that Excel printed, after taking off currency,
//!    grouping, a unit of letters, parentheses (negative) and a percent sign; fractions by their quotient. `-`
//!    stands for a zero in accounting formats, and a number that a format hides prints nothing;
//! 3. **days** have the same day wherever Excel prints one: every figure printed must be the year, month, day or
//!    time of ours, and at least two must be printed, or one and the name of a month. A time
//!    alone under a format that prints its day is day 0 of January 1900;
//! 4. **times of day** and spans, which we hold as parts of a day, agree to the second;
//! 5. a cell full of `#` was too narrow to print anything, and says only that there is a number.
//!
//! Excel's CSV begins at the first row and column that the sheet uses, which may be below and right of A1; so all
//! cells of a sheet may lie apart by one and the same number of rows and of columns, and every cell is compared.
//!
//! What Excel computed or printed without its being in the file is named below, sheet by sheet, and left out.
//! Nothing else is forgiven: a value in another place, a missing or an added one makes the whole sheet differ.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::indexing_slicing, reason = "tests")]
use louce_import::cell::{Cell, Form, Sheet};
use louce_import::error::ReadError;
use louce_import::read::{collect::Collect, parse_here};
use louce_import::worker::Request;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Sheets of a workbook by their number, as Excel wrote them.
type Oracle = BTreeMap<String, BTreeMap<usize, Vec<Vec<String>>>>;

/// Of a thousand sheets so many must agree.
const AGREE_PER_MILLE: usize = 995;

#[test]
fn sheets_hold_what_excel_shows() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/workbooks");
    if !folder.is_dir() {
        println!("skipped: ../shared/data is not here");
        return;
    }
    let (mut agree, mut total, mut differing, mut refused) = (0, 0, Vec::new(), Vec::new());
    for (name, sheets) in oracle(&folder.join("excel-oracle")) {
        let bytes = std::fs::read(folder.join("poi").join(&name)).unwrap();
        let book = match read(&bytes) {
            Ok(book) => book,
            Err(error) => {
                refused.push(format!("{name} ({} sheets): {error}", sheets.len()));
                continue;
            }
        };
        for (index, rows) in &sheets {
            let apart = NOT_IN_THE_FILE.iter().find(|(book, sheet, _)| book == &name && sheet == index);
            if let Some((_, _, why)) = apart {
                println!("left out: {name} sheet {index}: {why}");
                continue;
            }
            total += 1;
            match book.get(*index).map(|sheet| difference(sheet, rows)) {
                Some(None) => agree += 1,
                Some(Some(said)) => differing.push(format!("{name} sheet {index}: {said}")),
                None if rows.iter().flatten().all(|text| text.trim().is_empty()) => agree += 1,
                None => differing.push(format!("{name} sheet {index}: we have only {} sheets", book.len())),
            }
        }
    }
    println!("{agree} of {total} sheets agree with Excel; refused workbooks: {}", refused.len());
    (differing.iter().chain(&refused)).for_each(|line| println!("  {line}"));
    assert!(total > 250, "the oracle has more sheets than that");
    assert!(agree * 1000 >= total * AGREE_PER_MILLE, "too many sheets differ: {differing:#?}");
    assert!(refused.is_empty(), "workbooks that Excel opens are refused: {refused:#?}");
}

/// Sheets that cannot agree, because Excel printed what the file does not hold. They count for neither side.
const NOT_IN_THE_FILE: [(&str, usize, &str); 6] = [
    ("bug60858.xlsx", 0, "formulas without a stored value, which Excel computes on opening and we never do"),
    ("excelant.xls", 0, "formulas of an add-in, stored as #VALUE! and computed anew by Excel"),
    ("excelant.xls", 2, "a formula of an add-in, stored as #NAME? and computed anew by Excel"),
    ("46368.xls", 0, "texts of a formula too long for it, computed anew by Excel"),
    ("ConditionalFormattingSamples.xlsx", 7, "formats that print a word and not the number: \" Excellent\" for 5"),
    (
        "CustomXMLMappings-complex-type.xlsx",
        1,
        "the CSV is of an older edition of the workbook, which has other headers",
    ),
];

fn read(bytes: &[u8]) -> Result<Vec<Sheet>, ReadError> {
    let mut sink = Collect::default();
    parse_here(bytes, &Request::default(), &mut sink).map(|_| sink.workbook.sheets)
}

fn oracle(folder: &Path) -> Oracle {
    let mut oracle = Oracle::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let mut parts = name.trim_end_matches(".csv").rsplitn(2, '.');
        let index = parts.next().unwrap().parse().unwrap();
        let bytes = std::fs::read(&path).unwrap();
        // Most were written in the code page of the machine, that of western Europe, a few in UTF-8.
        let text = String::from_utf8(bytes);
        let text = text.unwrap_or_else(|raw| encoding_rs::WINDOWS_1252.decode(raw.as_bytes()).0.into_owned());
        oracle.entry(parts.next().unwrap().to_owned()).or_default().insert(index, records(&text));
    }
    oracle
}

/// Records of a CSV as Excel writes it: any line end, quotes doubled within quotes.
fn records(text: &str) -> Vec<Vec<String>> {
    let (mut records, mut record, mut field, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut characters = text.trim_start_matches('\u{feff}').chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' if quoted && characters.peek() == Some(&'"') => field.extend(characters.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => record.push(std::mem::take(&mut field)),
            '\r' if !quoted && characters.peek() == Some(&'\n') => {}
            '\n' | '\r' if !quoted => {
                record.push(std::mem::take(&mut field));
                records.push(std::mem::take(&mut record));
            }
            character => field.push(character),
        }
    }
    record.push(field);
    records.push(record);
    records
}

/// The first cells of a sheet that do not agree, and how many.
fn difference(sheet: &Sheet, shown: &[Vec<String>]) -> Option<String> {
    let cells = sheet.rows.iter().flat_map(|row| row.cells.iter().map(|(column, cell)| (row.number, *column, cell)));
    // Excel prints the value of a merged range once.
    let cells = cells.filter(|(_, _, cell)| cell.merged_from.is_none());
    let cells: BTreeMap<(usize, usize), &Cell> =
        cells.map(|(row, column, cell)| ((row as usize - 1, column as usize), cell)).collect();
    let texts = shown
        .iter()
        .enumerate()
        .flat_map(|(row, record)| record.iter().enumerate().map(move |(column, text)| ((row, column), text.as_str())));
    let texts: Vec<_> = texts.filter(|(_, text)| !evened(text).is_empty()).collect();
    let shift = shift(cells.keys(), texts.iter().map(|(place, _)| place));
    let texts: BTreeMap<_, _> =
        texts.into_iter().map(|((row, column), text)| ((row + shift.0, column + shift.1), text)).collect();
    let places: BTreeSet<_> = cells.keys().chain(texts.keys()).collect();
    let text = |place: &(usize, usize)| texts.get(place).copied().unwrap_or_default();
    let wrong: Vec<_> = places.into_iter().filter(|place| !agrees(cells.get(place).copied(), text(place))).collect();
    let said = |place: &&(usize, usize)| {
        let ours = cells.get(*place).map(|cell| (cell.text.chars().take(60).collect::<String>(), cell.form));
        format!("row {} column {}: ours {ours:?}, Excel {:?}", place.0 + 1, place.1, text(place))
    };
    let first: Vec<String> = wrong.iter().take(3).map(said).collect();
    (!wrong.is_empty()).then(|| format!("{} cells differ: {}", wrong.len(), first.join("; ")))
}

/// How far the first row and the first column of the CSV lie below and right of A1.
fn shift<'a>(
    ours: impl Iterator<Item = &'a (usize, usize)> + Clone,
    shown: impl Iterator<Item = &'a (usize, usize)> + Clone,
) -> (usize, usize) {
    let rows = ours.clone().map(|at| at.0).min().zip(shown.clone().map(|at| at.0).min());
    let columns = ours.map(|at| at.1).min().zip(shown.map(|at| at.1).min());
    let apart = |first: Option<(usize, usize)>| first.map_or(0, |(ours, shown)| ours.saturating_sub(shown));
    (apart(rows), apart(columns))
}

fn agrees(cell: Option<&Cell>, shown: &str) -> bool {
    // A cell of nothing but full-width spaces is nothing to us.
    let Some(cell) = cell else { return evened(shown).chars().all(|c| c == '_') };
    let plain = evened(shown);
    match cell.form {
        _ if same_text(&evened(&cell.text), &plain) => true,
        Form::Number(_) | Form::Date if !plain.is_empty() && plain.chars().all(|c| c == '#') => true,
        Form::Number(value) => same_number(value, &plain) || same_time(value, &plain) || same_day_0(value, &plain),
        Form::Date => same_day(&cell.text, &plain),
        _ => false,
    }
}

/// Text with its white space evened out.
fn evened(text: &str) -> String {
    let is_space = |c: char| c.is_ascii_whitespace() || c == '\u{a0}';
    text.split(is_space).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Equal, but for characters that the code page of the CSV does not have.
fn same_text(ours: &str, shown: &str) -> bool {
    ours == shown
        || (ours.chars().count() == shown.chars().count()
            && ours.chars().zip(shown.chars()).all(|(a, b)| a == b || (!a.is_ascii() && matches!(b, '?' | '_'))))
}

/// Ours, rounded to the digits that Excel printed.
fn same_number(value: f64, shown: &str) -> bool {
    if shown.is_empty() {
        return true;
    }
    let negative = shown.starts_with('-') || (shown.starts_with('(') && shown.ends_with(')')) || shown.contains("-$");
    let bare: String =
        shown.chars().filter(|c| !matches!(c, ',' | '$' | '€' | '£' | '¥' | '(' | ')' | ' ' | '"')).collect();
    let bare = bare.trim_start_matches('-');
    if bare.is_empty() {
        return value == 0.0 && shown.contains('-');
    }
    let (bare, scale) = bare.strip_suffix('%').map_or((bare, 1.0), |bare| (bare, 100.0));
    let bare =
        if bare.contains("E+") || bare.contains("E-") { bare } else { bare.trim_end_matches(char::is_alphabetic) };
    if let Some((above, below)) = bare.split_once('/') {
        let parts = above.parse::<f64>().ok().zip(below.parse::<f64>().ok());
        return parts.is_some_and(|(above, below)| (value.abs() - above / below).abs() < 0.5 / below.max(1.0));
    }
    let Ok(printed) = bare.parse::<f64>() else { return false };
    let (mantissa, exponent) = bare.split_once('E').unwrap_or((bare, "0"));
    let decimals = mantissa.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let step = 10f64.powi(exponent.parse::<i32>().unwrap_or(0)) * 10f64.powi(-i32::try_from(decimals).unwrap());
    let printed = if negative { -printed } else { printed };
    (value * scale - printed).abs() <= step * 0.5 + (value * scale).abs() * 1e-12
}

/// A part of a day, or a span of days, printed as hours, minutes and seconds.
fn same_time(value: f64, shown: &str) -> bool {
    let clock = shown.trim_end_matches(" AM").trim_end_matches(" PM");
    let parts: Option<Vec<f64>> = clock.split(':').map(|part| part.parse().ok()).collect();
    let Some(parts) = parts.filter(|parts| (2..=3).contains(&parts.len())) else { return false };
    let afternoon = if shown.ends_with(" PM") && parts[0] < 12.0 { 12.0 } else { 0.0 };
    let seconds = (parts[0] + afternoon) * 3600.0 + parts[1] * 60.0 + parts.get(2).copied().unwrap_or(0.0);
    let least = if parts.len() == 3 { 1.0 } else { 60.0 };
    // Without brackets in the format the days of a span are not printed.
    [value, value.fract()].into_iter().any(|value| (value * 86_400.0 - seconds).abs() < least)
}

/// A part of a day under a format that prints the day: that is day 0 of January 1900.
fn same_day_0(value: f64, shown: &str) -> bool {
    (0.0..1.0).contains(&value) && same_day("1900-01-00", shown)
}

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Every figure that Excel prints is one of ours.
fn same_day(ours: &str, shown: &str) -> bool {
    let figures = |text: &str| -> Vec<u32> {
        text.split(|c: char| !c.is_ascii_digit()).filter_map(|figure| figure.parse().ok()).collect()
    };
    let mut own = figures(ours);
    let month = own.get(1).copied().unwrap_or_default();
    let words: Vec<String> = shown.split(|c: char| !c.is_alphabetic()).map(str::to_lowercase).collect();
    let named = words
        .iter()
        .filter(|word| word.len() >= 3)
        .find_map(|word| MONTHS.iter().position(|name| word.starts_with(name)));
    if named.is_some_and(|named| named + 1 != month as usize) {
        return false;
    }
    let mut printed = figures(shown);
    let count = printed.len() + usize::from(named.is_some());
    // What is printed as it is first: 07 is a month rather than the end of 2007.
    printed.retain(|figure| own.iter().position(|mine| mine == figure).map(|place| own.remove(place)).is_none());
    let all_found = printed.iter().all(|figure| {
        let is_it = |mine: &u32| (*mine >= 1000 && mine % 100 == *figure) || (*mine > 12 && mine - 12 == *figure);
        own.iter().position(is_it).map(|place| own.remove(place)).is_some() || *figure == 0
    });
    all_found && count >= 2
}

#[test]
fn the_comparison_forgives_a_format_and_nothing_else() {
    let number = |value: f64, shown: &str| agrees(Some(&Cell::number(value)), shown);
    assert!(
        number(1234.5, " $1,234.50 ") && number(-0.934, "-93%") && number(0.0, " -   "),
        "money, percents, nothing"
    );
    assert!(number(-1.0, "($1.00)") && number(0.5, "12:00:00") && number(4.0947e231, "4.0947E+231"), "other formats");
    assert!(!number(1234.5, "1,235.50") && !number(12.0, "-12") && !number(0.12, "0.13"), "another number is another");
    assert!(!number(3.0, "x") && !agrees(None, "0") && !number(1.0, "1:00"), "and so are text, nothing, and a time");
    let day = |shown: &str| agrees(Some(&Cell::of(Form::Date, "2005-01-10T15:30:00")), shown);
    assert!(
        day("10-Jan-2005") && day("1/10/05") && day("10-Jan") && day("January 10, 2005") && day("1/10/05 3:30 PM"),
        "a day in several formats"
    );
    assert!(
        !day("11-Jan-2005") && !day("10-Feb-2005") && !day("38362") && !day("1/10/06") && !day("Monday"),
        "another day is another"
    );
    let text = |ours: &str, shown: &str| agrees(Some(&Cell::text(ours)), shown);
    assert!(text("a\nb", "a\r\nb") && text("五号", "??"), "line breaks and the code page");
    assert!(!text("a", "b") && !text("a", "") && !text("ab", "??"), "another text is another");
}
