//! The building list with its sums.

use super::notice::fill;
use super::{Align, Block, Cell, Column, Section, Table, Topic, Weight};
use crate::handover::{AreaPicture, BuildingLine, HandoverReport};
use crate::labels::Labels;
use crate::language::Language;

pub(super) fn section(report: &HandoverReport, language: Language) -> Section {
    let labels = language.labels();
    let mut table = Table::new(columns(labels));
    for (place, building) in report.buildings.iter().enumerate() {
        table.push(Weight::Normal, cells(place + 1, building));
    }
    table.push(Weight::Total, totals(&report.buildings, labels));
    let mut blocks: Vec<Block> = report.picture.iter().map(|picture| shown(picture, report, language)).collect();
    blocks.extend([Block::Table(table), Block::Paragraph(labels.buildings_note.to_owned())]);
    Section { topic: Topic::Buildings, heading: labels.buildings.to_owned(), blocks }
}

fn shown(picture: &AreaPicture, report: &HandoverReport, language: Language) -> Block {
    let labels = language.labels();
    let shows = fill(labels.picture, &[("cut_off", &language.long_date(&report.cover.cut_off))]);
    let source = fill(labels.picture_source, &[("source", &picture.source)]);
    let line = if picture.source.is_empty() { shows.clone() } else { format!("{shows}{source}") };
    Block::Picture { png: picture.png.clone(), shows, line }
}

fn columns(labels: &Labels) -> Vec<Column> {
    vec![
        Column::new(labels.number, 0.8, Align::Right),
        Column::new(labels.site, 2.4, Align::Left),
        Column::new(labels.building, 1.5, Align::Left),
        Column::new(labels.units, 0.8, Align::Right),
        Column::new(labels.floors_above, 0.8, Align::Right),
        Column::new(labels.floors_below, 0.8, Align::Right),
        Column::new(labels.rooms, 0.9, Align::Right),
        Column::new(labels.occupied, 0.9, Align::Right),
        Column::new(labels.vacant, 0.9, Align::Right),
        Column::new(labels.unknown, 0.9, Align::Right),
        Column::new(labels.people, 0.9, Align::Right),
        Column::new(labels.organisations, 0.9, Align::Right),
        Column::new(labels.completeness, 1.1, Align::Right),
        Column::new(labels.last_verified, 1.7, Align::Right),
    ]
}

fn cells(place: usize, building: &BuildingLine) -> Vec<Cell> {
    vec![
        Cell::count(place),
        Cell::text(&building.site),
        Cell::text(&building.number),
        Cell::Count(building.units.into()),
        Cell::Count(building.floors_above.into()),
        Cell::Count(building.floors_below.into()),
        Cell::Count(building.rooms),
        Cell::Count(building.occupied),
        Cell::Count(building.vacant),
        Cell::Count(building.unknown),
        Cell::Count(building.people),
        Cell::Count(building.organisations),
        building.completeness.map_or(Cell::Blank, Cell::Percent),
        Cell::date(building.last_verified.as_ref()),
    ]
}

fn totals(buildings: &[BuildingLine], labels: &Labels) -> Vec<Cell> {
    let sum = |count: fn(&BuildingLine) -> u64| Cell::Count(buildings.iter().map(count).sum());
    vec![
        Cell::Blank,
        Cell::text(labels.total),
        Cell::Blank,
        Cell::Blank,
        Cell::Blank,
        Cell::Blank,
        sum(|building| building.rooms),
        sum(|building| building.occupied),
        sum(|building| building.vacant),
        sum(|building| building.unknown),
        sum(|building| building.people),
        sum(|building| building.organisations),
        Cell::Blank,
        Cell::Blank,
    ]
}
