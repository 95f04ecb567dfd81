//! What each column carries: by its header's tiers, by the columns before it, and by its values; what the user and the
//! profiles say wins over all of it, except over a refusal.

mod headerless;
mod headers;
mod ledger;
mod shape;
mod values;

use crate::cell::Row;
use crate::choices::SheetChoice;
use crate::dictionary::{self, Withheld};
use crate::field::{FieldCode, RefusedKind};
use crate::header::Header;
use crate::proposal::{ColumnMeaning, ColumnProposal, Evidence, LedgerKind};
pub use headerless::{names_alone, without_header};
use ledger::ledger_of;
use std::collections::{BTreeSet, HashMap, HashSet};
use values::Values;

const SURE: u8 = 100;
const EXAMPLES: usize = 3;
const SAMPLE_ROWS: usize = 60;
/// Other meanings that are offered.
const ALTERNATIVES: usize = 5;
/// Confidence from which values alone give a column its meaning.
const BY_VALUES_FROM: u8 = 62;
/// The same for a table without a header, where there is nothing else.
const HEADERLESS_FROM: u8 = 52;
/// Two columns whose confidence lies so close are equally likely.
const AS_LIKELY: u8 = 6;
/// What is left of the confidence in a header that its values contradict.
const CONTRADICTED: u8 = 30;

/// What is said of a sheet's columns from outside.
#[derive(Debug, Clone, Copy, Default)]
pub struct Told<'a> {
    /// What the user says.
    pub wanted: Option<&'a SheetChoice>,
    /// What a profile remembers.
    pub recalled: Option<&'a SheetChoice>,
    /// Columns that the parsing process refused for what they hold.
    pub refused: &'a [(u32, RefusedKind)],
}

/// Columns without a header that one to their left speaks for, at most.
const SPOKEN_FOR: u32 = 8;

/// Columns whose cells are left out while reading: refused ones and those without a field. A refused header speaks for the
/// columns to its right that have none: a group that was not merged, or one whose lower tier was not found.
#[must_use]
pub fn withheld_columns(header: &Header) -> BTreeSet<u32> {
    let mut columns = BTreeSet::new();
    let next = header.columns.iter().skip(1).map(|(column, _)| Some(*column)).chain([None]);
    for ((column, tiers), next) in header.columns.iter().zip(next) {
        let last = match withheld(tiers) {
            Some(Withheld::Refused(_)) => column.saturating_add(SPOKEN_FOR).min(next.unwrap_or(u32::MAX)),
            Some(Withheld::Unsupported) => column.saturating_add(1),
            None => continue,
        };
        columns.extend(*column..last);
    }
    columns
}

/// Why the cells under a header with these tiers are left out, if they are.
pub(crate) fn withheld(tiers: &[String]) -> Option<Withheld> {
    let keys = tiers.iter().map(|tier| dictionary::header_key(tier));
    // Both brackets and what they hold: a note in brackets must not hide a refused word.
    keys.chain([dictionary::header_key(&tiers.join("").replace(['(', '（'], ""))])
        .find_map(|key| dictionary::withheld(&key))
}

/// Maps the columns of a header; `rows` are the sheet's first, for evidence and examples.
#[must_use]
pub fn map(header: &Header, rows: &[Row], told: Told<'_>) -> (Vec<ColumnProposal>, LedgerKind) {
    let last_header = header.last_row();
    let values = header.columns.iter().map(|(column, _)| (*column, Values::of(rows, last_header, *column)));
    let values: HashMap<u32, Values> = values.collect();
    let mut columns = headers::read(header, &values, told.refused);
    columns.iter_mut().for_each(|column| weigh(column, &values));
    by_values(&mut columns, &values, if header.rows.is_empty() { HEADERLESS_FROM } else { BY_VALUES_FROM });
    apply(&mut columns, told.recalled, Evidence::Profile);
    apply(&mut columns, told.wanted, Evidence::User);
    room_or_address(&mut columns);
    let ledger = ledger_of(&columns);
    if ledger != LedgerKind::Organisation {
        for column in columns.iter_mut().filter(|column| column.meaning == ColumnMeaning::Field(FieldCode::OrgKind)) {
            column.meaning = ColumnMeaning::Unmapped;
        }
    }
    for column in columns.iter_mut().filter(|column| is_read(column)) {
        column.alternatives = alternatives(column, values.get(&column.column));
        column.examples = examples(column, last_header, rows);
    }
    (columns, ledger)
}

fn repeatable(field: FieldCode) -> bool {
    matches!(field, FieldCode::Phone | FieldCode::Remark)
}

fn is_read(column: &ColumnProposal) -> bool {
    !matches!(column.meaning, ColumnMeaning::Refused(_) | ColumnMeaning::Unsupported)
}

/// Weighs the header of a column against its values.
fn weigh(column: &mut ColumnProposal, values: &HashMap<u32, Values>) {
    let ColumnMeaning::Field(field) = column.meaning else { return };
    match values.get(&column.column).and_then(|values| values.agree_with(field)) {
        Some(true) => {
            column.confidence = (column.confidence + 10).min(99);
            column.evidence = Evidence::HeaderAndValues;
        }
        Some(false) if column.evidence == Evidence::SimilarHeader => {
            // The header was only like one of the field's; the values may yet give it another.
            column.meaning = ColumnMeaning::Unmapped;
            (column.confidence, column.evidence) = (0, Evidence::Nothing);
        }
        Some(false) => (column.confidence, column.contradicted) = (CONTRADICTED, true),
        None => {}
    }
}

/// A column of sound ids is an id column whatever it is called, and so for other values that can be told. Where two
/// columns may equally be the same, neither is.
fn by_values(columns: &mut [ColumnProposal], values: &HashMap<u32, Values>, from: u8) {
    let mut taken: HashSet<FieldCode> = columns.iter().filter_map(field_of).collect();
    let open: Vec<u32> = columns.iter().filter(|c| c.meaning == ColumnMeaning::Unmapped).map(|c| c.column).collect();
    let mut guesses: Vec<(u32, FieldCode, u8)> = Vec::new();
    for column in open {
        let fields = values.get(&column).map(Values::fields).unwrap_or_default();
        guesses.extend(fields.into_iter().filter(|(_, sure)| *sure >= from).map(|(field, sure)| (column, field, sure)));
    }
    guesses.sort_by_key(|(column, _, sure)| (std::cmp::Reverse(*sure), *column));
    while let Some((column, field, sure)) = guesses.first().copied() {
        let rivals =
            |guess: &&(u32, FieldCode, u8)| guess.1 == field && guess.0 != column && guess.2 + AS_LIKELY >= sure;
        let rival = guesses.iter().find(rivals).copied();
        let winner = if taken.contains(&field) {
            None
        } else if rival.is_some() {
            beside_the_id(columns, &guesses, field, sure)
        } else {
            Some(column)
        };
        if let Some(winner) = winner {
            take(columns, winner, field, sure);
            taken.insert(field);
            guesses.retain(|guess| guess.0 != winner && guess.1 != field);
        } else {
            guesses.retain(|guess| guess.1 != field);
        }
    }
}

/// Of several columns that may be the same of a person, the only one that stands beside the person's id or name.
fn beside_the_id(
    columns: &[ColumnProposal],
    guesses: &[(u32, FieldCode, u8)],
    field: FieldCode,
    sure: u8,
) -> Option<u32> {
    let anchor = |wanted| columns.iter().find(|column| field_of(column) == Some(wanted)).map(|column| column.column);
    let at = match field {
        FieldCode::Name => anchor(FieldCode::CitizenId),
        FieldCode::CitizenId | FieldCode::Phone => anchor(FieldCode::Name),
        _ => None,
    }?;
    let likely = guesses.iter().filter(|guess| guess.1 == field && guess.2 + AS_LIKELY >= sure);
    let mut beside = likely.map(|guess| guess.0).filter(|column| column.abs_diff(at) <= 2);
    let first = beside.next()?;
    beside.next().is_none().then_some(first)
}

fn take(columns: &mut [ColumnProposal], at: u32, field: FieldCode, sure: u8) {
    if let Some(column) = columns.iter_mut().find(|column| column.column == at) {
        column.meaning = ColumnMeaning::Field(field);
        (column.confidence, column.evidence) = (sure, Evidence::Values);
    }
}

fn field_of(column: &ColumnProposal) -> Option<FieldCode> {
    if let ColumnMeaning::Field(field) = column.meaning { Some(field) } else { None }
}

/// What else a column could be, by its values and its header.
fn alternatives(column: &ColumnProposal, values: Option<&Values>) -> Vec<(FieldCode, u8)> {
    let leaf = dictionary::header_key(column.header.rsplit('·').next().unwrap_or_default());
    let by_values = values.map(Values::fields).unwrap_or_default();
    let by_header = dictionary::resembling(&leaf, ALTERNATIVES);
    let mut found: Vec<(FieldCode, u8)> = Vec::new();
    for (field, sure) in by_values.into_iter().chain(by_header) {
        if Some(field) != field_of(column) && !found.iter().any(|(known, _)| *known == field) {
            found.push((field, sure));
        }
    }
    found.sort_by_key(|(_, sure)| std::cmp::Reverse(*sure));
    found.truncate(ALTERNATIVES);
    found
}

fn examples(column: &ColumnProposal, last_header: u32, rows: &[Row]) -> Vec<String> {
    let below = rows.iter().filter(|row| row.number > last_header).take(SAMPLE_ROWS);
    let mut seen: Vec<String> = Vec::new();
    for value in below.map(|row| row.text(column.column)).filter(|text| !text.trim().is_empty()) {
        // A word of what must not be kept stands in no example, whatever becomes of its cell.
        let shown = crate::refused_values::sensitive(value).is_none();
        if shown && seen.len() < EXAMPLES && !seen.iter().any(|known| known == value) {
            seen.push(value.to_owned());
        }
    }
    seen
}

fn apply(columns: &mut [ColumnProposal], said: Option<&SheetChoice>, evidence: Evidence) {
    for (at, field) in said.iter().flat_map(|said| said.columns.iter()) {
        let Some(column) = columns.iter_mut().find(|column| column.column == *at && is_read(column)) else { continue };
        column.meaning = field.map_or(ColumnMeaning::Unmapped, ColumnMeaning::Field);
        (column.confidence, column.evidence, column.contradicted) = (SURE, evidence, false);
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
        if ["室号", "房号", "房间号"].contains(&leaf) && column.evidence != Evidence::User {
            column.meaning = ColumnMeaning::Field(FieldCode::Room);
        }
    }
}

#[cfg(test)]
mod tests;
