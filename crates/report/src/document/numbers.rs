//! Base numbers with their change since the earlier date.

use super::{Align, Block, Cell, Column, Section, Table, Topic, Weight};
use crate::handover::{BaseNumbers, HandoverReport, PopulationClass, RoomState, Stock};
use crate::labels::Labels;
use crate::language::Language;

pub(super) fn section(report: &HandoverReport, language: Language) -> Section {
    let labels = language.labels();
    let numbers = &report.numbers;
    let compared = report.cover.since.is_some();
    let mut table = Table::new(columns(labels, compared));
    for (weight, name, stock) in rows(numbers, labels) {
        let mut cells = vec![Cell::text(name), Cell::Count(stock.now)];
        if compared {
            cells.push(stock.then.map_or(Cell::Blank, Cell::Count));
            cells.push(stock.change().map_or(Cell::Blank, Cell::Change));
        }
        table.push(weight, cells);
    }
    let note = Block::Paragraph(labels.numbers_note.to_owned());
    Section { topic: Topic::Numbers, heading: labels.numbers.to_owned(), blocks: vec![Block::Table(table), note] }
}

fn columns(labels: &Labels, compared: bool) -> Vec<Column> {
    let mut columns =
        vec![Column::new(labels.item, 3.0, Align::Left), Column::new(labels.at_cut_off, 1.4, Align::Right)];
    if compared {
        columns.push(Column::new(labels.at_since, 1.4, Align::Right));
        columns.push(Column::new(labels.difference, 1.4, Align::Right));
    }
    columns
}

fn rows<'a>(numbers: &BaseNumbers, labels: &'a Labels) -> Vec<(Weight, &'a str, Stock)> {
    let mut rows = vec![
        (Weight::Total, labels.buildings_count, numbers.buildings),
        (Weight::Total, labels.rooms_count, numbers.rooms),
    ];
    rows.extend(RoomState::ALL.map(|state| (Weight::Part, labels.room_state(state), numbers.rooms_in(state))));
    rows.push((Weight::Total, labels.people_count, numbers.people));
    rows.extend(PopulationClass::ALL.map(|class| (Weight::Part, labels.class(class), numbers.people_of(class))));
    rows.push((Weight::Total, labels.households_count, numbers.households));
    rows.push((Weight::Total, labels.organisations_count, numbers.organisations));
    rows
}
