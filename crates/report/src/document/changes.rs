//! Changes since the earlier date: how many of which kind by whom, and the dated list.

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
        blocks.push(Block::Paragraph(fill(labels.changes_note, &[("since", &since)])));
        blocks.push(Block::Table(counts(changes, language, extent)));
        blocks.extend(entries(report, language, extent));
    }
    Section { topic: Topic::Changes, heading: labels.changes.to_owned(), blocks }
}

/// Kinds down, officers across, sums at both ends.
fn counts(changes: &Changes, language: Language, extent: Extent) -> Table {
    let labels = language.labels();
    let mut kinds: Vec<&Term> = Vec::new();
    let mut officers: Vec<&str> = Vec::new();
    for count in &changes.counts {
        if !kinds.contains(&&count.kind) {
            kinds.push(&count.kind);
        }
        if !officers.contains(&count.by.as_str()) {
            officers.push(&count.by);
        }
    }
    officers.sort_unstable();
    let named = if extent == Extent::Print && officers.len() > PRINTED_OFFICERS { PRINTED_OFFICERS - 1 } else { officers.len() };
    let (named, others) = officers.split_at(named);
    let mut table = Table::new(count_columns(labels, named, others.len()));
    let count = |kind: Option<&Term>, officer: &dyn Fn(&str) -> bool| -> Cell {
        let matching = changes.counts.iter().filter(|count| kind.is_none_or(|kind| *kind == count.kind) && officer(&count.by));
        Cell::Count(matching.map(|count| count.count).sum())
    };
    for kind in kinds.iter().copied().map(Some).chain([None]) {
        let name = kind.map_or(labels.total, |kind| kind.in_language(language));
        let mut cells = vec![Cell::text(name)];
        cells.extend(named.iter().map(|officer| count(kind, &|by| by == *officer)));
        if !others.is_empty() {
            cells.push(count(kind, &|by| others.contains(&by)));
        }
        cells.push(count(kind, &|_| true));
        table.push(if kind.is_some() { Weight::Normal } else { Weight::Total }, cells);
    }
    table
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

fn entries(report: &HandoverReport, language: Language, extent: Extent) -> Vec<Block> {
    let labels = language.labels();
    let changes = &report.changes;
    let shown = if extent == Extent::Print { changes.entries.len().min(PRINTED_CHANGES) } else { changes.entries.len() };
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
    let mut blocks = vec![Block::Subheading { title: labels.change_list.to_owned(), line: String::new() }, Block::Table(table)];
    let total = changes.entries_total.max(changes.entries.len() as u64);
    let left_out = total.saturating_sub(shown as u64);
    if left_out > 0 {
        let values = [("shown", shown.to_string()), ("more", left_out.to_string())];
        let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
        let sentence = if shown < changes.entries.len() { labels.more_changes_in_workbook } else { labels.more_changes };
        blocks.push(Block::Notice(fill(sentence, &values)));
    }
    blocks
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
