//! Blocking keys: the texts under which two records about one person meet, so that nobody compares all with all.

use super::address::AddressForm;
use super::comparable::Comparable;
use super::facts::PersonFacts;
use crate::code_list::code_list;
use crate::date::{DatePrecision, PartialDate};

code_list! {
    /// What two records under one key have in common. Each kind forgives another slip; a pair needs only one.
    BlockKind {
        /// The citizen id without century and check character. Forgives anything else.
        CitizenId = "citizen_id", "公民身份号码", "citizen id";
        /// Kind and number of a document. Forgives anything else.
        Document = "document", "证件号码", "document number";
        /// A phone.
        Phone = "phone", "电话", "phone";
        /// The sound of the name and either end of the citizen id. Forgives a slip in the other.
        NameIdEnd = "name_id_end", "姓名读音与证号首尾", "sound of the name and beginning or end of the citizen id";
        /// The sound of the name and the year of birth. Forgives homophones, a wrong or missing month and day.
        NameYear = "name_year", "姓名读音与出生年份", "sound of the name and year of birth";
        /// The sound of the name, month and day in either order. Forgives a wrong year.
        NameMonthDay = "name_month_day", "姓名读音与出生月日", "sound of the name, month and day of birth";
        /// A surname, given name or other part, and the birth date. Forgives a slip in the rest of the name.
        NamePartBirth = "name_part_birth", "姓或名与出生日期", "part of the name and birth date";
        /// The sound of the name and the numbers of the address. Forgives any birth date.
        NameAddress = "name_address", "姓名读音与地址号码", "sound of the name and numbers of the address";
        /// The birth date and the numbers of the address. Forgives any name.
        BirthAddress = "birth_address", "出生日期与地址号码", "birth date and numbers of the address";
    }
}

/// A text under which a record is to be found again. It holds personal data: it stays where the record stays.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BlockingKey {
    /// What it is made of.
    pub kind: BlockKind,
    /// The text, unique within the kind.
    pub text: String,
}

impl BlockingKey {
    /// The key in 64 bits, the same in every version of the program (FNV-1a of kind and text): for an index that shall
    /// be small. Two keys may fall on one digest; the comparison then tells them apart.
    pub fn digest(&self) -> u64 {
        digest(self.kind, &self.text)
    }
}

pub(super) fn digest(kind: BlockKind, text: &str) -> u64 {
    let bytes = kind.code().bytes().chain([b':']).chain(text.bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Every key of a record, sorted, each once.
pub fn blocking_keys<K>(facts: &PersonFacts<'_, K>) -> Vec<BlockingKey> {
    let record = Comparable::read(facts);
    let of_kind = |kind: BlockKind| keys_of(&record, kind).into_iter().map(move |text| BlockingKey { kind, text });
    let mut keys: Vec<_> = BlockKind::ALL.iter().copied().flat_map(of_kind).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// The record's keys of one kind. The same text may come twice.
pub(super) fn keys_of(record: &Comparable<'_>, kind: BlockKind) -> Vec<String> {
    match kind {
        BlockKind::CitizenId => record.citizen_ids.iter().map(|id| id.first_generation()).collect(),
        BlockKind::Document => record.documents.iter().map(|of| format!("{}/{}", of.kind, of.number)).collect(),
        BlockKind::Phone => record.phones.iter().map(|phone| phone.to_string()).collect(),
        BlockKind::NameIdEnd => {
            let ends: Vec<_> = record.citizen_ids.iter().flat_map(|id| id.ends()).map(str::to_owned).collect();
            each_with_each(&name_keys(record), &ends)
        }
        BlockKind::NameYear => each_with_each(&name_keys(record), &years(record)),
        BlockKind::NameMonthDay => each_with_each(&name_keys(record), &days(record, month_and_day)),
        BlockKind::NamePartBirth => {
            let parts: Vec<_> = record.names.iter().flat_map(|name| name.part_keys()).collect();
            each_with_each(&parts, &days(record, year_and_day))
        }
        BlockKind::NameAddress => each_with_each(&name_keys(record), &numbers(record)),
        BlockKind::BirthAddress => each_with_each(&days(record, year_and_day), &numbers(record)),
    }
}

/// The sounds of all names.
pub(super) fn name_keys(record: &Comparable<'_>) -> Vec<String> {
    record.names.iter().flat_map(|name| name.keys()).collect()
}

/// The full birth dates, month and day in ascending order.
pub(super) fn birth_keys(record: &Comparable<'_>) -> Vec<String> {
    days(record, year_and_day)
}

fn years(record: &Comparable<'_>) -> Vec<String> {
    record.births.iter().map(|birth| birth.year().to_string()).collect()
}

fn days(record: &Comparable<'_>, text: fn(PartialDate, u8, u8) -> String) -> Vec<String> {
    let full = record.births.iter().filter(|birth| birth.precision() == DatePrecision::Day);
    full.filter_map(|birth| Some(text(*birth, birth.month()?, birth.day()?))).collect()
}

/// Month and day in ascending order, so that a date whose two were exchanged has the same text.
fn month_and_day(_: PartialDate, month: u8, day: u8) -> String {
    format!("{:02}{:02}", month.min(day), month.max(day))
}

fn year_and_day(birth: PartialDate, month: u8, day: u8) -> String {
    format!("{:04}{}", birth.year(), month_and_day(birth, month, day))
}

fn numbers(record: &Comparable<'_>) -> Vec<String> {
    record.hukou_address.and_then(AddressForm::read).map(|address| address.numbers).into_iter().collect()
}

fn each_with_each(a: &[String], b: &[String]) -> Vec<String> {
    a.iter().flat_map(|a| b.iter().map(move |b| format!("{a}/{b}"))).collect()
}
