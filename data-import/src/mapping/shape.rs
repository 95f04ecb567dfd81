//! What single values look like, whatever their column is called.

use crate::cell::{Cell, Form, Row};
use crate::normalise::value;
use louce_domain::address::{parse_address, read_building_no, read_unit_no};
use louce_domain::catalogue::list;
use louce_domain::citizen_id::{CellForm, CitizenIdState, read_citizen_id};
use louce_domain::credit_code::credit_code_checksum_holds;
use louce_domain::date::{DateContext, DatePrecision, PartialDate, parse_written_date};
use louce_domain::name::read_name;
use louce_domain::phone::read_phones;
use louce_domain::relation::read_relation;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

const SURNAMES: &str = include_str!("../../data/surnames.txt");
const PEOPLES: &str = include_str!("../../data/peoples.txt");
/// Longest value that is looked at, characters.
const LONGEST: usize = 80;

/// What a value looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Shape {
    /// A citizen id whose check holds.
    Id,
    /// An id in all but its check: 15 digits, a wrong check, digits lost.
    IdLike,
    /// One or more telephone numbers.
    Phone,
    /// A unified social credit code whose check holds.
    CreditCode,
    /// A date to the month or day, with its year in full.
    Date,
    /// 男, 女
    Sex,
    /// 户主, 妻, 子 …
    Relation,
    /// 是, 否, √
    YesNo,
    /// Building and room beneath a site or road.
    Address,
    /// Building and room: 3-2-501, 3幢501室.
    Shorthand,
    /// An area without a building in it: where somebody comes from.
    Area,
    /// 501, 501室
    RoomNo,
    /// 3幢
    BuildingNo,
    /// 2单元
    UnitNo,
    /// A person's name.
    Name,
    /// The name of a firm or institution.
    Organisation,
    /// 汉族
    People,
    /// 常住, 流动 …
    Class,
    /// A word of the list 婚姻状况.
    Marital,
    /// A word of the list 学历.
    Education,
    /// A word of the list 住所类型.
    Dwelling,
    /// A word of the list 流入原因.
    Reason,
    /// A number.
    Number,
}

static NAMES: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| SURNAMES.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).collect());

static WORDS: LazyLock<HashMap<String, Shape>> = LazyLock::new(|| {
    let mut words = HashMap::new();
    let listed = [
        ("inflow_reason", Shape::Reason),
        ("dwelling_kind", Shape::Dwelling),
        ("education", Shape::Education),
        ("marital_status", Shape::Marital),
    ];
    for (name, shape) in listed {
        let entries = list(name).map(|list| list.entries.as_slice()).unwrap_or_default();
        words.extend(entries.iter().filter(|entry| entry.zh != "其他").map(|entry| (entry.zh.to_owned(), shape)));
    }
    for (list, shape) in [
        ("大专|大学|大学本科|硕士|博士|技校|职高|普通高中|普通初中|中专|文盲|半文盲|学龄前", Shape::Education),
        ("有配偶|无配偶|离异", Shape::Marital),
        ("打工|上班|做生意|读书|务工经商|投靠亲友|随迁家属|探亲|租房|就业|上学", Shape::Reason),
        ("出租房|出租房屋|自购房|自有住房|宿舍|工地|工棚|旅店|员工宿舍|集体宿舍", Shape::Dwelling),
    ] {
        words.extend(list.split('|').map(|word| (word.to_owned(), shape)));
    }
    let peoples = PEOPLES.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace);
    for people in peoples {
        words.insert(format!("{people}族"), Shape::People);
        words.insert(people.to_owned(), Shape::People);
    }
    words
});

/// The shapes of a cell; a value may have several.
pub(super) fn shapes(cell: &Cell) -> Vec<Shape> {
    let form = if matches!(cell.form, Form::Number(_)) { CellForm::Number } else { CellForm::Text };
    let written = match cell.form {
        Form::Date => return vec![Shape::Date],
        Form::Bool(_) => return vec![Shape::YesNo],
        Form::Number(number) => number.to_string(),
        _ => cell.text.clone(),
    };
    let text = value::plain(&written);
    if text.is_empty() || text.chars().count() > LONGEST {
        return Vec::new();
    }
    let has_ideographs = text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    let mut found = if has_ideographs { in_words(&written, &text) } else { in_figures(&written, &text, form) };
    if value::flag(&text).is_some() {
        found.push(Shape::YesNo);
    }
    found
}

/// Whether a value is a citizen id that carries this birth date.
pub(super) fn id_born_on(cell: &Cell) -> Option<PartialDate> {
    let reading = read_citizen_id(&cell.text, CellForm::Text);
    (reading.state == CitizenIdState::Ok).then_some(reading.birth_date).flatten()
}

/// The date of a cell that has the shape of one.
pub(super) fn date_of(cell: &Cell) -> Option<PartialDate> {
    let text = cell.text.split(['T', ' ']).next().unwrap_or_default();
    parse_written_date(text, &DateContext::text(9999)).date
}

fn in_figures(written: &str, text: &str, form: CellForm) -> Vec<Shape> {
    let mut found = Vec::new();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    if digits >= 14 || text.contains("E+") || text.contains("e+") {
        match read_citizen_id(written, form).state {
            CitizenIdState::Ok => found.push(Shape::Id),
            CitizenIdState::BadChecksum | CitizenIdState::FifteenDigit | CitizenIdState::PrecisionLost => {
                found.push(Shape::IdLike);
            }
            _ => {}
        }
    }
    let code = text.to_ascii_uppercase();
    if code.len() == 18 && !found.contains(&Shape::Id) && credit_code_checksum_holds(&code) {
        found.push(Shape::CreditCode);
    }
    if is_date(text) {
        found.push(Shape::Date);
    } else if is_phone(written, form) {
        found.push(Shape::Phone);
    }
    if is_shorthand(text) && !found.contains(&Shape::Date) {
        found.push(Shape::Shorthand);
    }
    if is_room_no(text) {
        found.push(Shape::RoomNo);
    }
    if text.parse::<f64>().is_ok() {
        found.push(Shape::Number);
    }
    if matches!(text.to_ascii_uppercase().as_str(), "M" | "F") {
        found.push(Shape::Sex);
    }
    found
}

fn in_words(written: &str, text: &str) -> Vec<Shape> {
    if matches!(text, "男" | "女" | "男性" | "女性") {
        return vec![Shape::Sex];
    }
    let mut found: Vec<Shape> = WORDS.get(text).copied().into_iter().collect();
    if value::class(text).is_some() {
        found.push(Shape::Class);
    }
    if read_relation(text, None).is_some() {
        found.push(Shape::Relation);
    }
    if is_date(text) {
        found.push(Shape::Date);
    }
    if value::is_organisation_name(text) {
        found.push(Shape::Organisation);
    }
    if found.is_empty() {
        found.extend(place(text));
    }
    if found.is_empty() && is_name(written) {
        found.push(Shape::Name);
    }
    found
}

fn place(text: &str) -> Option<Shape> {
    if text.ends_with(['幢', '栋']) || text.ends_with("号楼") {
        if read_building_no(text).is_some_and(|number| number.chars().count() <= 4) {
            return Some(Shape::BuildingNo);
        }
    } else if (text.ends_with("单元") || text.ends_with('梯')) && read_unit_no(text).is_some() {
        return Some(Shape::UnitNo);
    }
    if is_room_no(text.trim_end_matches(['室', '房'])) {
        return Some(Shape::RoomNo);
    }
    let parts = parse_address(text);
    let stands_somewhere = parts.site.is_some() || parts.road.is_some();
    let has_number = parts.building.is_some() || parts.door_no.is_some() || parts.room.is_some();
    match (stands_somewhere, parts.building.is_some() && parts.room.is_some()) {
        (true, _) if has_number => Some(Shape::Address),
        (false, true) => Some(Shape::Shorthand),
        _ if parts.division_text.is_some() => Some(Shape::Area),
        _ => None,
    }
}

/// Whether a text begins with the year in full and is a date.
fn is_date(text: &str) -> bool {
    let text = text.split('T').next().unwrap_or_default();
    let year = text.get(..4).is_some_and(|year| year.parse::<u16>().is_ok_and(|year| (1900..=2100).contains(&year)));
    if !year || text.len() < 6 {
        return false;
    }
    let all_digits = text.bytes().all(|byte| byte.is_ascii_digit());
    let apart = text.get(4..).is_some_and(|rest| rest.starts_with(['-', '.', '/', '年']));
    (apart || (all_digits && text.len() == 8))
        && parse_written_date(text, &DateContext::text(2100))
            .date
            .is_some_and(|date| date.precision() != DatePrecision::Year)
}

fn is_phone(written: &str, form: CellForm) -> bool {
    let reading = read_phones(written, form);
    !reading.phones.is_empty() && reading.unread.is_empty()
}

/// 3-2-501, 3#501
fn is_shorthand(text: &str) -> bool {
    let figures = text.split(['-', '#', '—', '/']).collect::<Vec<_>>();
    let short = |part: &&str| (1..=5).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (2..=4).contains(&figures.len()) && figures.iter().all(short) && figures.last().is_some_and(|room| is_room_no(room))
}

/// A floor and two digits that number its rooms: 101, 2304, A501.
fn is_room_no(text: &str) -> bool {
    let digits = text.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let number: Option<u16> = (digits.len() >= 3 && digits.len() <= 4).then(|| digits.parse().ok()).flatten();
    text.len() <= 5 && number.is_some_and(|number| (1..=40).contains(&(number % 100)) && number / 100 >= 1)
}

fn is_name(written: &str) -> bool {
    let reading = read_name(written);
    let Some(name) = reading.name.filter(|_| !reading.has_gap) else { return false };
    let letters = name.chars().count();
    if name.contains('·') {
        return (4..=24).contains(&letters);
    }
    let begins = |length: usize| {
        let end = name.char_indices().nth(length).map_or(name.len(), |(at, _)| at);
        name.get(..end).is_some_and(|surname| NAMES.contains(surname))
    };
    ((2..=3).contains(&letters) && begins(1)) || ((3..=4).contains(&letters) && begins(2))
}

/// The cells of a column below the header, in order, with their rows' places in `rows`.
pub(super) fn below(rows: &[Row], last_header: u32, column: u32) -> impl Iterator<Item = (&Row, &Cell)> {
    let rows = rows.iter().filter(move |row| row.number > last_header);
    let cells = rows.filter_map(move |row| Some((row, row.cell(column)?)));
    cells.filter(|(_, cell)| cell.merged_from.is_none() && !cell.is_blank())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_told_by_their_looks() {
        for (text, shape) in [
            ("330299198001010011", Shape::IdLike),
            ("13900001234", Shape::Phone),
            ("0574-83337922", Shape::Phone),
            ("91330299MA9D1EEH7U", Shape::CreditCode),
            ("1980-01-05", Shape::Date),
            ("1980年1月", Shape::Date),
            ("19800105", Shape::Date),
            ("男", Shape::Sex),
            ("户主", Shape::Relation),
            ("儿媳", Shape::Relation),
            ("望湖家园3幢2单元501室", Shape::Address),
            ("澄浪路92号", Shape::Address),
            ("3-2-501", Shape::Shorthand),
            ("3幢2单元501室", Shape::Shorthand),
            ("501", Shape::RoomNo),
            ("501室", Shape::RoomNo),
            ("3幢", Shape::BuildingNo),
            ("2单元", Shape::UnitNo),
            ("张三", Shape::Name),
            ("欧阳修远", Shape::Name),
            ("艾尔肯·吐逊", Shape::Name),
            ("示例区某某贸易有限公司", Shape::Organisation),
            ("汉族", Shape::People),
            ("流动人口", Shape::Class),
            ("已婚", Shape::Marital),
            ("大专", Shape::Education),
            ("是", Shape::YesNo),
            ("33.5", Shape::Number),
        ] {
            let found = shapes(&Cell::text(text));
            assert!(found.contains(&shape), "{text} is {shape:?}, not {found:?}");
        }
        for (text, shape) in [
            ("1980-01-05", Shape::Shorthand),
            ("1980.5", Shape::Phone),
            ("租客", Shape::Name),
            ("正常", Shape::Name),
            ("共用厨房", Shape::Name),
            ("2500", Shape::RoomNo),
        ] {
            assert!(!shapes(&Cell::text(text)).contains(&shape), "{text} is no {shape:?}");
        }
    }
}
