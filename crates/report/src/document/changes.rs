//! Changes since the earlier date: how many of which kind by whom, and the dated list.

use std::collections::BTreeSet;

use super::compose::Extent;
use super::notice::fill;
use super::{Align, Block, Cell, Column, Section, Table, Topic, Weight};
use crate::handover::{ChangeEntry, Changes, HandoverReport};
use crate::labels::Labels;
use crate::language::{Language, Term};

/// Entries of the dated list that are printed; the workbook has all.
pub(crate) const PRINTED_CHANGES: usize = 200;

/// Officers with a column of their own on paper; the rest are added up.
const PRINTED_OFFICERS: usize = 6;

pub(super) fn section(report: &HandoverReport, language: Language, extent: Extent) -> Section {
    let labels = language.labels();
    let changes = &report.changes;
    let since = report.cover.since.as_ref().map_or(labels.no_since.to_owned(), |since| language.long_date(since));
    let mut blocks = Vec::new();
    if changes.counts.is_empty() && changes.entries.is_empty() && changes.entries_total == 0 {
        blocks.push(Block::Paragraph(fill(labels.no_changes, &[("since", &since)])));
    } else {
        let [annex, _] = labels.annexes;
        let note = fill(labels.changes_note, &[("since", &since)]);
        let listed =
            if changes.entries.is_empty() { String::new() } else { fill(labels.in_annex, &[("annex", annex)]) };
        blocks.push(Block::Paragraph(note + &listed));
        blocks.push(Block::Table(counts(changes, language, extent)));
    }
    Section { topic: Topic::Changes, heading: labels.changes.to_owned(), blocks }
}

/// Kinds down, officers across, sums at both ends.
fn counts(changes: &Changes, language: Language, extent: Extent) -> Table {
    let labels = language.labels();
    let officers = officers(changes);
    let (named, others) = officers.split_at(own_columns(officers.len(), extent));
    let mut table = Table::new(count_columns(labels, named, others.len()));
    let line = |name: &str, kind: Option<&Term>| {
        let mut cells = vec![Cell::text(name)];
        cells.extend(named.iter().map(|officer| sum(changes, kind, |by| by == *officer)));
        if !others.is_empty() {
            cells.push(sum(changes, kind, |by| others.contains(&by)));
        }
        cells.push(sum(changes, kind, |_| true));
        cells
    };
    for kind in kinds(changes) {
        table.push(Weight::Normal, line(kind.in_language(language), Some(kind)));
    }
    table.push(Weight::Total, line(labels.total, None));
    table
}

/// In the order of their first appearance.
fn kinds(changes: &Changes) -> Vec<&Term> {
    let mut kinds: Vec<&Term> = Vec::new();
    for count in &changes.counts {
        if !kinds.contains(&&count.kind) {
            kinds.push(&count.kind);
        }
    }
    kinds
}

/// By name, never by how much they did.
fn officers(changes: &Changes) -> Vec<&str> {
    let officers: BTreeSet<&str> = changes.counts.iter().map(|count| count.by.as_str()).collect();
    officers.into_iter().collect()
}

/// How many officers have a column of their own.
fn own_columns(officers: usize, extent: Extent) -> usize {
    match extent {
        Extent::Print if officers > PRINTED_OFFICERS => PRINTED_OFFICERS - 1,
        Extent::Print | Extent::Whole => officers,
    }
}

/// Changes of one kind (of all with `None`) by some officers.
fn sum(changes: &Changes, kind: Option<&Term>, by: impl Fn(&str) -> bool) -> Cell {
    let counts = changes.counts.iter();
    let matching = counts.filter(|count| kind.is_none_or(|kind| *kind == count.kind) && by(&count.by));
    Cell::Count(matching.map(|count| count.count).sum())
}

fn count_columns(labels: &Labels, named: &[&str], others: usize) -> Vec<Column> {
    let mut columns = vec![Column::new(labels.change_kind, 2.4, Align::Left)];
    columns.extend(named.iter().map(|officer| Column::new(officer, 1.2, Align::Right)));
    if others > 0 {
        columns.push(Column::new(&fill(labels.other_officers, &[("count", &others.to_string())]), 1.2, Align::Right));
    }
    columns.push(Column::new(labels.total, 1.2, Align::Right));
    columns
}

/// The dated list, an annex.
pub(super) fn list(report: &HandoverReport, language: Language, extent: Extent) -> Section {
    let labels = language.labels();
    let changes = &report.changes;
    let shown =
        if extent == Extent::Print { changes.entries.len().min(PRINTED_CHANGES) } else { changes.entries.len() };
    let mut table = Table::new(vec![
        Column::new(labels.change_at, 1.7, Align::Left),
        Column::new(labels.change_kind, 1.4, Align::Left),
        Column::new(labels.change_place, 3.6, Align::Left),
        Column::new(labels.person, 1.2, Align::Left),
        Column::new(labels.change_detail, 2.2, Align::Left),
        Column::new(labels.change_by, 1.2, Align::Left),
    ]);
    for entry in changes.entries.iter().take(shown) {
        table.push(Weight::Normal, entry_cells(report, entry, language));
    }
    let mut blocks = vec![Block::Table(table)];
    let total = changes.entries_total.max(changes.entries.len() as u64);
    let left_out = total.saturating_sub(shown as u64);
    if left_out > 0 {
        let values = [("shown", shown.to_string()), ("more", left_out.to_string())];
        let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
        let sentence =
            if shown < changes.entries.len() { labels.more_changes_in_workbook } else { labels.more_changes };
        blocks.push(Block::Notice(fill(sentence, &values)));
    }
    Section { topic: Topic::ChangeList, heading: labels.change_list.to_owned(), blocks }
}

fn entry_cells(report: &HandoverReport, entry: &ChangeEntry, language: Language) -> Vec<Cell> {
    let person = entry.person.as_ref().map(|name| report.disclosure.name(name)).unwrap_or_default();
    let detail = entry.detail.as_ref().map_or("", |detail| detail.in_language(language));
    vec![
        Cell::Date(entry.at.clone()),
        Cell::text(entry.kind.in_language(language)),
        Cell::text(&entry.place),
        Cell::Text(person),
        Cell::text(detail),
        Cell::text(&entry.by),
    ]
}
