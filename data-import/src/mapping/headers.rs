//! What the header of a column says it is: by its tiers, and by the columns before it.

use super::values::Values;
use super::withheld;
use crate::cell::column_letters;
use crate::dictionary::{self, Role, Withheld};
use crate::field::{FieldCode, RefusedKind};
use crate::header::Header;
use crate::proposal::{ColumnMeaning, ColumnProposal, Evidence};
use std::collections::{HashMap, HashSet};

const SURE: u8 = 100;
const EXACT: u8 = 95;
const BY_NEIGHBOUR: u8 = 85;
/// Share of a header that a synonym must cover to count as similar, percent.
const SIMILAR_FROM: u8 = 50;
/// A header one character off a synonym, where the values agree.
const MISSPELT: u8 = 70;

/// The columns of a header as their headers say; `refused` for what they hold.
pub(super) fn read(
    header: &Header,
    values: &HashMap<u32, Values>,
    refused: &[(u32, RefusedKind)],
) -> Vec<ColumnProposal> {
    let mut taken = HashSet::new();
    let mut beside: Option<Role> = None;
    let mut columns = Vec::new();
    for (column, tiers) in &header.columns {
        let by_values = refused.iter().find(|(at, _)| at == column).map(|(_, kind)| *kind);
        let found = meaning(tiers, by_values, beside, &taken, values.get(column));
        if let ColumnMeaning::Field(field) = found.0 {
            taken.insert(field);
        }
        beside = next_beside(beside, found.0);
        columns.push(proposal(*column, tiers, found));
    }
    let unnamed = refused.iter().filter(|(at, _)| !header.columns.iter().any(|(column, _)| column == at));
    columns.extend(
        unnamed.map(|(column, kind)| proposal(*column, &[], (ColumnMeaning::Refused(*kind), EXACT, Evidence::Values))),
    );
    columns.sort_by_key(|column| column.column);
    columns
}

fn proposal(
    column: u32,
    tiers: &[String],
    (meaning, confidence, evidence): (ColumnMeaning, u8, Evidence),
) -> ColumnProposal {
    ColumnProposal {
        column,
        letters: column_letters(column),
        header: tiers.join("·"),
        meaning,
        confidence,
        examples: Vec::new(),
        evidence,
        alternatives: Vec::new(),
        contradicted: false,
    }
}

fn meaning(
    tiers: &[String],
    by_values: Option<RefusedKind>,
    beside: Option<Role>,
    taken: &HashSet<FieldCode>,
    values: Option<&Values>,
) -> (ColumnMeaning, u8, Evidence) {
    match withheld(tiers) {
        Some(Withheld::Refused(kind)) => return (ColumnMeaning::Refused(kind), SURE, Evidence::Header),
        Some(Withheld::Unsupported) => return (ColumnMeaning::Unsupported, SURE, Evidence::Header),
        None => {}
    }
    if let Some(kind) = by_values {
        return (ColumnMeaning::Refused(kind), EXACT, Evidence::Values);
    }
    let read = read_header(tiers, beside, taken).or_else(|| misspelt(tiers, taken, values));
    match read.filter(|(field, ..)| super::repeatable(*field) || !taken.contains(field)) {
        Some((field, confidence, evidence)) => (ColumnMeaning::Field(field), confidence, evidence),
        None => (ColumnMeaning::Unmapped, 0, Evidence::Nothing),
    }
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

type Found = (FieldCode, u8, Evidence);

fn read_header(tiers: &[String], beside: Option<Role>, taken: &HashSet<FieldCode>) -> Option<Found> {
    let exact = |field| (field, EXACT, Evidence::Header);
    let leaf = dictionary::header_key(tiers.last()?);
    let whole = dictionary::header_key(&tiers.join(""));
    if let Some(field) = dictionary::exact(&whole).filter(|_| tiers.len() > 1) {
        return Some(exact(field));
    }
    let group = tiers.iter().rev().skip(1).find_map(|tier| dictionary::role(&dictionary::header_key(tier)));
    let bare = dictionary::exact(&leaf);
    if let Some(field) = group.zip(bare).and_then(|(role, bare)| role.field(bare)) {
        return Some(exact(field));
    }
    if let Some(field) = dictionary::role(&leaf).and_then(|role| role.field(FieldCode::Name)) {
        return Some(exact(field));
    }
    if let Some(bare) = bare {
        let contact = matches!(bare, FieldCode::CitizenId | FieldCode::Phone);
        let of_contact = beside.filter(|_| contact).and_then(|role| role.field(bare));
        return Some(match of_contact.filter(|field| !taken.contains(field)) {
            Some(field) => (field, BY_NEIGHBOUR, Evidence::Neighbour),
            None => exact(bare),
        });
    }
    if let Some(field) = dictionary::role_and_field(&leaf) {
        return Some(exact(field));
    }
    let similar = dictionary::similar(&leaf).filter(|(field, share)| *share >= SIMILAR_FROM && !taken.contains(field));
    similar.map(|(field, share)| (field, share, Evidence::SimilarHeader))
}

/// A header that is one character off a synonym (身份证好码), believed only where the values are what the field holds:
/// 迁入日期 is not 迁出日期.
fn misspelt(tiers: &[String], taken: &HashSet<FieldCode>, values: Option<&Values>) -> Option<Found> {
    let leaf = dictionary::header_key(tiers.last()?);
    let agree = |field: FieldCode| values.and_then(|values| values.agree_with(field)) == Some(true);
    let believed = |field: &FieldCode| !taken.contains(field) && !super::values::is_date(*field) && agree(*field);
    let mut near = dictionary::one_off(&leaf).into_iter().filter(believed);
    near.next().map(|field| (field, MISSPELT, Evidence::HeaderAndValues))
}
