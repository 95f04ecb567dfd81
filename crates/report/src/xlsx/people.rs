//! 房间与人员: one line for each resident, each organisation and each room without either.

use crate::document::{Align, Cell, Column, Table, Weight, resident_cells};
use crate::handover::{BuildingSheet, HandoverReport, OrganisationLine, RoomSheet};
use crate::labels::Labels;
use crate::language::Language;

pub(super) fn table(report: &HandoverReport, language: Language) -> Table {
    let mut table = Table::new(columns(language.labels()));
    for sheet in &report.residents {
        for room in &sheet.rooms {
            for record in room_records(room, report, language) {
                table.push(Weight::Normal, line(sheet, Some(room), record, language.labels()));
            }
        }
        for resident in &sheet.unplaced {
            let record = Record::Resident(resident_cells(resident, report.disclosure, language));
            table.push(Weight::Normal, line(sheet, None, record, language.labels()));
        }
    }
    table
}

/// What a line is about.
enum Record {
    Resident([Cell; 8]),
    /// Name, phone, since, code.
    Organisation([Cell; 4]),
    None,
}

fn columns(labels: &Labels) -> Vec<Column> {
    let titles = [
        (labels.building, 2.6),
        (labels.building_address, 4.0),
        (labels.room, 2.2),
        (labels.own_address, 2.2),
        (labels.state, 1.2),
        (labels.record, 1.2),
        (labels.person, 3.0),
        (labels.sex, 1.0),
        (labels.birth, 1.6),
        (labels.age, 1.0),
        (labels.class, 1.4),
        (labels.relation, 1.8),
        (labels.phone, 2.4),
        (labels.stay_since, 1.8),
        (labels.organisation_code, 3.2),
    ];
    titles.map(|(title, width)| Column::new(title, width, Align::Left)).into()
}

fn room_records(room: &RoomSheet, report: &HandoverReport, language: Language) -> Vec<Record> {
    let disclosure = report.disclosure;
    let residents =
        room.residents.iter().map(|resident| Record::Resident(resident_cells(resident, disclosure, language)));
    let organisation = |line: &OrganisationLine| {
        Record::Organisation([
            Cell::text(&line.name),
            Cell::text(&disclosure.phone(&line.phone)),
            Cell::date(line.since.as_ref()),
            Cell::text(&line.code),
        ])
    };
    let mut records: Vec<Record> = residents.chain(room.organisations.iter().map(organisation)).collect();
    if records.is_empty() {
        records.push(Record::None);
    }
    records
}

fn line(sheet: &BuildingSheet, room: Option<&RoomSheet>, record: Record, labels: &Labels) -> Vec<Cell> {
    let mut cells = vec![Cell::text(&sheet.title), Cell::text(&sheet.address)];
    match room {
        Some(room) => cells.extend([
            Cell::text(&room.room),
            Cell::text(&room.own_address),
            Cell::text(labels.room_state(room.state)),
        ]),
        None => cells.extend([Cell::text(labels.room_unknown), Cell::Blank, Cell::Blank]),
    }
    match record {
        Record::Resident(resident) => {
            cells.push(Cell::text(labels.record_resident));
            cells.extend(resident);
            cells.push(Cell::Blank);
        }
        Record::Organisation([name, phone, since, code]) => {
            cells.extend([Cell::text(labels.record_organisation), name]);
            cells.extend([Cell::Blank, Cell::Blank, Cell::Blank, Cell::Blank, Cell::Blank]);
            cells.extend([phone, since, code]);
        }
        Record::None => {
            cells.push(Cell::text(labels.record_none));
            cells.extend(std::iter::repeat_n(Cell::Blank, 9));
        }
    }
    cells
}
