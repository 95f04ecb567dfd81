//! The annex: room by room, who lives there.

use super::compose::Extent;
use super::notice::fill;
use super::{Align, Block, Cell, Column, Group, Line, Section, Table, Topic, Weight};
use crate::disclosure::Disclosure;
use crate::handover::{BuildingSheet, HandoverReport, OrganisationLine, Resident, RoomSheet};
use crate::labels::Labels;
use crate::language::Language;

/// Rooms printed one by one on paper. Above it the annex would run to hundreds of pages nobody leafs
/// through; the report then says so and the workbook has them.
pub(crate) const PRINTED_ROOMS: usize = 3_000;

pub(super) fn section(report: &HandoverReport, language: Language, extent: Extent) -> Section {
    let labels = language.labels();
    let (rooms, people) = (report.listed_rooms(), report.listed_residents());
    let numbers = [rooms.to_string(), people.to_string(), PRINTED_ROOMS.to_string()];
    let [rooms_text, people_text, limit] = numbers.each_ref().map(String::as_str);
    let values = [("rooms", rooms_text), ("people", people_text), ("limit", limit), ("sheet", labels.sheet_residents)];
    let mut blocks = Vec::new();
    if extent == Extent::Print && rooms > PRINTED_ROOMS {
        blocks.push(Block::Notice(fill(labels.too_many_rooms, &values)));
    } else {
        let disclosure = match report.disclosure {
            Disclosure::Masked => labels.masked_note,
            Disclosure::Full => labels.full_note,
        };
        blocks.push(Block::Paragraph(format!("{}{disclosure}", fill(labels.residents_note, &values))));
        blocks.extend(report.residents.iter().flat_map(|sheet| building(sheet, report.disclosure, language)));
    }
    Section { topic: Topic::Residents, heading: labels.residents.to_owned(), blocks }
}

fn building(sheet: &BuildingSheet, disclosure: Disclosure, language: Language) -> [Block; 2] {
    let labels = language.labels();
    let counts = [sheet.rooms.len(), sheet.residents().count(), sheet.organisations().count()].map(|n| n.to_string());
    let [rooms, people, organisations] = counts.each_ref().map(String::as_str);
    let values =
        [("address", sheet.address.as_str()), ("rooms", rooms), ("people", people), ("organisations", organisations)];
    let mut table = Table { columns: columns(labels), lead: 2, groups: Vec::new() };
    table.groups.extend(sheet.rooms.iter().map(|room| group(room, disclosure, language)));
    if !sheet.unplaced.is_empty() {
        let lines = sheet.unplaced.iter().map(|resident| resident_line(resident, disclosure, language)).collect();
        table.groups.push(Group {
            lead: vec![Cell::text(labels.room_unknown), Cell::Blank],
            lines,
            weight: Weight::Normal,
        });
    }
    let line = fill(labels.building_line, &values);
    [Block::Subheading { title: sheet.title.clone(), line }, Block::Table(table)]
}

fn columns(labels: &Labels) -> Vec<Column> {
    vec![
        Column::new(labels.room, 2.1, Align::Left),
        Column::new(labels.state, 1.35, Align::Centre),
        Column::new(labels.person, 1.5, Align::Left),
        Column::new(labels.sex, 0.7, Align::Centre),
        Column::new(labels.birth, 1.4, Align::Centre),
        Column::new(labels.age, 0.7, Align::Right),
        Column::new(labels.class, 1.05, Align::Centre),
        Column::new(labels.relation, 1.2, Align::Left),
        Column::new(labels.phone, 2.0, Align::Left),
        Column::new(labels.stay_since, 1.6, Align::Left),
    ]
}

fn group(room: &RoomSheet, disclosure: Disclosure, language: Language) -> Group {
    let labels = language.labels();
    let residents = room.residents.iter().map(|resident| resident_line(resident, disclosure, language));
    let organisations = room.organisations.iter().map(|line| Line::Wide(organisation(line, disclosure, labels)));
    let mut lines: Vec<Line> = residents.chain(organisations).collect();
    if lines.is_empty() {
        lines.push(Line::Cells(vec![Cell::Blank; 8]));
    }
    let name =
        if room.own_address.is_empty() { room.room.clone() } else { format!("{} {}", room.room, room.own_address) };
    let lead = vec![Cell::Text(name), Cell::text(labels.room_state(room.state))];
    Group { lead, lines, weight: Weight::Normal }
}

fn resident_line(resident: &Resident, disclosure: Disclosure, language: Language) -> Line {
    Line::Cells(resident_cells(resident, disclosure, language).to_vec())
}

/// Name, sex, birth, age, class, relation, phone, since.
pub(crate) fn resident_cells(resident: &Resident, disclosure: Disclosure, language: Language) -> [Cell; 8] {
    let labels = language.labels();
    let relation = resident.relation.as_ref().map_or("", |relation| relation.in_language(language));
    let birth = resident.birth.as_ref().map(|birth| disclosure.birth(birth));
    [
        Cell::text(&disclosure.name(&resident.name)),
        Cell::text(labels.sex_of(resident.sex)),
        Cell::date(birth.as_ref()),
        resident.age.map_or(Cell::Blank, |age| Cell::Count(age.into())),
        Cell::text(labels.short_class(resident.class)),
        Cell::text(relation),
        Cell::text(&disclosure.phone(&resident.phone)),
        Cell::date(resident.since.as_ref()),
    ]
}

/// `name (code …, phone …, since …)`, as far as it is known.
fn organisation(line: &OrganisationLine, disclosure: Disclosure, labels: &Labels) -> String {
    let phone = disclosure.phone(&line.phone);
    let parts = [
        (labels.code_of, "code", line.code.as_str()),
        (labels.phone_of, "phone", phone.as_str()),
        (labels.present_since, "date", line.since.as_deref().unwrap_or_default()),
    ];
    let known = parts.iter().filter(|(_, _, value)| !value.is_empty());
    let known: Vec<String> = known.map(|(sentence, key, value)| fill(sentence, &[(*key, *value)])).collect();
    if known.is_empty() {
        return line.name.clone();
    }
    [&line.name, labels.bracket_open, &known.join(labels.comma), labels.bracket_close].concat()
}
