//! What each column carries: by its header's tiers, by the columns before it, and where that is not enough
//! by its values.

use crate::cell::{Row, column_letters};
use crate::choices::SheetChoice;
use crate::dictionary::{self, Role, Withheld};
use crate::field::FieldCode;
use crate::header::Header;
use crate::proposal::{ColumnMeaning, ColumnProposal, Evidence, LedgerKind};
use std::collections::{BTreeSet, HashSet};

const SURE: u8 = 100;
const EXACT: u8 = 95;
const BY_NEIGHBOUR: u8 = 85;
const BY_VALUES: u8 = 75;
/// Share of a header that a synonym must cover to count as similar, percent.
const SIMILAR_FROM: u8 = 50;
const SAMPLE_ROWS: usize = 60;
const EXAMPLES: usize = 3;

/// Columns whose cells are left out while reading: refused ones and those without a field.
#[must_use]
pub fn withheld_columns(header: &Header) -> BTreeSet<u32> {
    let withheld = header.columns.iter().filter(|(_, tiers)| withheld(tiers).is_some());
    withheld.map(|(column, _)| *column).collect()
}

/// Why the cells under a header with these tiers are left out, if they are.
pub(crate) fn withheld(tiers: &[String]) -> Option<Withheld> {
    let keys = tiers.iter().map(|tier| dictionary::header_key(tier));
    // Both brackets and what they hold: a note in brackets must not hide a refused word.
    keys.chain([dictionary::header_key(&tiers.join("").replace(['(', '（'], ""))])
        .find_map(|key| dictionary::withheld(&key))
}

/// Maps the columns of a header; `rows` are the sheet's, for evidence and examples.
#[must_use]
pub fn map(header: &Header, rows: &[Row], wanted: Option<&SheetChoice>) -> (Vec<ColumnProposal>, LedgerKind) {
    let mut columns = by_headers(header);
    by_values(&mut columns, header, rows);
    apply(&mut columns, wanted);
    room_or_address(&mut columns);
    let ledger = ledger_of(&columns);
    if ledger != LedgerKind::Organisation {
        for column in columns.iter_mut().filter(|column| column.meaning == ColumnMeaning::Field(FieldCode::OrgKind)) {
            column.meaning = ColumnMeaning::Unmapped;
        }
    }
    for column in &mut columns {
        column.examples = examples(column, header, rows);
    }
    (columns, ledger)
}

fn by_headers(header: &Header) -> Vec<ColumnProposal> {
    let mut taken = HashSet::new();
    let mut beside: Option<Role> = None;
    let mut columns = Vec::new();
    for (column, tiers) in &header.columns {
        let (meaning, confidence) = match withheld(tiers) {
            Some(Withheld::Refused(kind)) => (ColumnMeaning::Refused(kind), SURE),
            Some(Withheld::Unsupported) => (ColumnMeaning::Unsupported, SURE),
            None => match read_header(tiers, beside, &taken) {
                Some((field, confidence)) if repeatable(field) || taken.insert(field) => {
                    (ColumnMeaning::Field(field), confidence)
                }
                _ => (ColumnMeaning::Unmapped, 0),
            },
        };
        beside = next_beside(beside, meaning);
        columns.push(ColumnProposal {
            column: *column,
            letters: column_letters(*column),
            header: tiers.join("·"),
            meaning,
            confidence,
            examples: Vec::new(),
            evidence: Evidence::Nothing,
            alternatives: Vec::new(),
        });
    }
    columns
}

fn repeatable(field: FieldCode) -> bool {
    matches!(field, FieldCode::Phone | FieldCode::Remark)
}

/// Whose bare id and phone columns follow: a named contact's, until a column that says nothing of a contact.
fn next_beside(beside: Option<Role>, meaning: ColumnMeaning) -> Option<Role> {
    use FieldCode as F;
    match meaning {
        ColumnMeaning::Field(F::OwnerName) => Some(Role::Owner),
        ColumnMeaning::Field(F::OrgLegalRepName) => Some(Role::LegalRep),
        ColumnMeaning::Field(F::OrgSecurityName) => Some(Role::SecurityContact),
        ColumnMeaning::Field(F::BlockLeaderName) => Some(Role::BlockLeader),
        ColumnMeaning::Field(F::OwnerCitizenId | F::OwnerPhone | F::OrgLegalRepCitizenId | F::OrgLegalRepPhone) => {
            beside
        }
        ColumnMeaning::Field(F::OrgSecurityPhone | F::BlockLeaderPhone) => beside,
        _ => None,
    }
}

fn read_header(tiers: &[String], beside: Option<Role>, taken: &HashSet<FieldCode>) -> Option<(FieldCode, u8)> {
    let leaf = dictionary::header_key(tiers.last()?);
    let whole = dictionary::header_key(&tiers.join(""));
    if let Some(field) = dictionary::exact(&whole).filter(|_| tiers.len() > 1) {
        return Some((field, EXACT));
    }
    let group = tiers.iter().rev().skip(1).find_map(|tier| dictionary::role(&dictionary::header_key(tier)));
    let bare = dictionary::exact(&leaf);
    if let Some(field) = group.zip(bare).and_then(|(role, bare)| role.field(bare)) {
        return Some((field, EXACT));
    }
    if let Some(field) = dictionary::role(&leaf).and_then(|role| role.field(FieldCode::Name)) {
        return Some((field, EXACT));
    }
    if let Some(bare) = bare {
        let contact = matches!(bare, FieldCode::CitizenId | FieldCode::Phone);
        let of_contact = beside.filter(|_| contact).and_then(|role| role.field(bare));
        return Some(match of_contact.filter(|field| !taken.contains(field)) {
            Some(field) => (field, BY_NEIGHBOUR),
            None => (bare, EXACT),
        });
    }
    if let Some(field) = dictionary::role_and_field(&leaf) {
        return Some((field, EXACT));
    }
    dictionary::similar(&leaf).filter(|(field, share)| *share >= SIMILAR_FROM && !taken.contains(field))
}

/// A column of sound ids is an id column whatever it is called, and so for mobile phones.
fn by_values(columns: &mut [ColumnProposal], header: &Header, rows: &[Row]) {
    for (field, test) in [(FieldCode::CitizenId, is_id as fn(&str) -> bool), (FieldCode::Phone, is_mobile)] {
        if columns.iter().any(|column| column.meaning == ColumnMeaning::Field(field)) {
            continue;
        }
        for column in columns.iter_mut().filter(|column| column.meaning == ColumnMeaning::Unmapped) {
            let values = sample(rows, header, column.column);
            let fitting = values.iter().filter(|value| test(value)).count();
            if values.len() >= 3 && fitting * 10 >= values.len() * 6 {
                column.meaning = ColumnMeaning::Field(field);
                column.confidence = BY_VALUES;
                break;
            }
        }
    }
}

fn is_id(text: &str) -> bool {
    text.len() == 18 && louce_domain::citizen_id::checksum_holds(text)
}

fn is_mobile(text: &str) -> bool {
    text.len() == 11 && text.starts_with('1') && text.bytes().all(|b| b.is_ascii_digit())
}

fn sample<'a>(rows: &'a [Row], header: &Header, column: u32) -> Vec<&'a str> {
    let below = rows.iter().filter(|row| row.number > header.last_row()).take(SAMPLE_ROWS);
    below.map(|row| row.text(column)).filter(|text| !text.trim().is_empty()).collect()
}

fn examples(column: &ColumnProposal, header: &Header, rows: &[Row]) -> Vec<String> {
    if matches!(column.meaning, ColumnMeaning::Refused(_) | ColumnMeaning::Unsupported) {
        return Vec::new();
    }
    let mut seen = Vec::new();
    for value in sample(rows, header, column.column) {
        if seen.len() < EXAMPLES && !seen.iter().any(|known: &String| known == value) {
            seen.push(value.to_owned());
        }
    }
    seen
}

fn apply(columns: &mut [ColumnProposal], wanted: Option<&SheetChoice>) {
    for (at, field) in wanted.iter().flat_map(|wanted| wanted.columns.iter()) {
        let found = columns.iter_mut().find(|column| column.column == *at);
        let Some(column) = found.filter(|column| !matches!(column.meaning, ColumnMeaning::Refused(_))) else {
            continue;
        };
        column.meaning = field.map_or(ColumnMeaning::Unmapped, ColumnMeaning::Field);
        column.confidence = SURE;
    }
}

/// 室号 alone is the address; beside a building or unit column it is the room number.
fn room_or_address(columns: &mut [ColumnProposal]) {
    let has = |field| columns.iter().any(|column| column.meaning == ColumnMeaning::Field(field));
    if !(has(FieldCode::Building) || has(FieldCode::Unit)) {
        return;
    }
    for column in columns.iter_mut().filter(|column| column.meaning == ColumnMeaning::Field(FieldCode::Address)) {
        let leaf = column.header.rsplit('·').next().unwrap_or_default();
        if ["室号", "房号", "房间号"].contains(&leaf) {
            column.meaning = ColumnMeaning::Field(FieldCode::Room);
        }
    }
}

fn ledger_of(columns: &[ColumnProposal]) -> LedgerKind {
    use FieldCode as F;
    let fields: HashSet<F> = columns
        .iter()
        .filter_map(|column| match column.meaning {
            ColumnMeaning::Field(field) => Some(field),
            _ => None,
        })
        .collect();
    let any = |wanted: &[F]| wanted.iter().any(|field| fields.contains(field));
    if any(&[F::VisitOn]) && any(&[F::VisitPurpose, F::VisitContent, F::Met]) {
        LedgerKind::Visits
    } else if any(&[F::PlateState, F::PlateKind, F::SurveyedOn]) && !any(&[F::Name]) {
        LedgerKind::Plates
    } else if any(&[F::GridLeader, F::GridWorkers]) && any(&[F::Grid]) && !any(&[F::Name]) {
        LedgerKind::Grids
    } else if any(&[F::OrgName]) && any(&[F::Name]) && any(&[F::Post, F::Department, F::EmployedFrom]) {
        LedgerKind::Employees
    } else if any(&[F::OrgName]) {
        LedgerKind::Organisation
    } else if any(&[F::Units, F::FloorsAbove, F::HouseholdsDeclared]) && any(&[F::Building]) && !any(&[F::Name]) {
        LedgerKind::Building
    } else if any(&[F::RentalNo, F::RoomsLet, F::AgreementSigned]) || (any(&[F::OwnerName]) && any(&[F::Rent])) {
        LedgerKind::Rental
    } else if any(&[F::RoomKind, F::RoomStatus, F::CertNo]) {
        LedgerKind::RoomSurvey
    } else if any(&[F::PermitNo, F::Reason, F::DwellingKind, F::IntendedUntil]) && any(&[F::Name]) {
        LedgerKind::FloatingPopulation
    } else if any(&[F::Name, F::CitizenId]) {
        LedgerKind::Person
    } else if any(&[F::Building]) && any(&[F::Room]) {
        LedgerKind::RoomSurvey
    } else {
        LedgerKind::NoRecords
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::RefusedKind;

    fn header(columns: &[&[&str]]) -> Header {
        let tiers = columns.iter().map(|tiers| tiers.iter().map(|tier| (*tier).to_owned()).collect());
        Header { rows: vec![1], columns: (0..).zip(tiers).collect() }
    }

    fn fields(columns: &[&[&str]]) -> Vec<String> {
        let (columns, _) = map(&header(columns), &[], None);
        let name = |column: ColumnProposal| match column.meaning {
            ColumnMeaning::Field(field) => field.code().to_owned(),
            other => format!("{other:?}"),
        };
        columns.into_iter().map(name).collect()
    }

    #[test]
    fn bare_columns_belong_to_the_contact_before_them() {
        let found = fields(&[
            &["单位名称"],
            &["法定代表人"],
            &["身份证"],
            &["电话"],
            &["从业人数"],
            &["治保负责人"],
            &["治保电话"],
        ]);
        let wanted = [
            "org.name",
            "org.legal_rep.name",
            "org.legal_rep.citizen_id",
            "org.legal_rep.phone",
            "org.staff",
            "org.security_contact.name",
            "org.security_contact.phone",
        ];
        assert_eq!(found, wanted, "身份证 and 电话 after 法定代表人 are that person's");
    }

    #[test]
    fn a_group_says_whose_name_it_is() {
        let found = fields(&[
            &["房东", "姓名"],
            &["房东", "现住址"],
            &["承租人", "姓名"],
            &["承租人", "电话"],
            &["居住证", "证号"],
        ]);
        assert_eq!(found, ["owner.name", "owner.address", "name", "phone", "permit_no"], "the tier above decides");
    }

    #[test]
    fn refused_columns_stay_refused_whatever_the_user_says() {
        let header = header(&[&["姓名"], &["身份证号"], &["备注", "宗教信仰"]]);
        let wanted = SheetChoice { columns: vec![(2, Some(FieldCode::Remark))], ..SheetChoice::default() };
        let (columns, _) = map(&header, &[], Some(&wanted));
        assert_eq!(columns[2].meaning, ColumnMeaning::Refused(RefusedKind::Religion), "no way around the refusal");
        assert_eq!(withheld_columns(&header), BTreeSet::from([2]), "its cells are never passed on");
    }
}
