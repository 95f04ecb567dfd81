//! The spot check and the signatures of three.

use super::notice::fill;
use super::{Align, Block, Cell, Column, Section, Signature, Table, Topic, Weight};
use crate::handover::{HandoverReport, Party, SpotCheckRoom};
use crate::labels::Labels;
use crate::language::Language;

pub(super) fn spot_check(report: &HandoverReport, language: Language) -> Section {
    let labels = language.labels();
    let mut table = Table::new(vec![
        Column::new(labels.number, 0.7, Align::Right),
        Column::new(labels.room_address, 4.2, Align::Left),
        Column::new(labels.registered, 3.0, Align::Left),
        Column::new(labels.true_to_fact, 0.8, Align::Centre),
        Column::new(labels.not_true, 0.8, Align::Centre),
        Column::new(labels.remark, 2.6, Align::Left),
    ]);
    for (place, room) in report.spot_check.iter().enumerate() {
        table.push(
            Weight::Normal,
            vec![
                Cell::count(place + 1),
                Cell::text(&room.address),
                Cell::Text(registered(room, labels)),
                Cell::Box,
                Cell::Box,
                Cell::Blank,
            ],
        );
    }
    let count = report.spot_check.len().to_string();
    let blocks = vec![
        Block::Paragraph(fill(labels.spot_check_note, &[("count", &count)])),
        Block::Table(table),
        Block::Paragraph(fill(labels.spot_check_result, &[("count", &count)])),
        Block::Paragraph(labels.spot_check_by.to_owned()),
    ];
    Section { topic: Topic::SpotCheck, heading: labels.spot_check.to_owned(), blocks }
}

fn registered(room: &SpotCheckRoom, labels: &Labels) -> String {
    let (people, organisations) = (room.people.to_string(), room.organisations.to_string());
    let sentence = match (room.people, room.organisations) {
        (0, 0) => labels.registered_nobody,
        (_, 0) => labels.registered_people,
        (0, _) => labels.registered_organisations,
        _ => labels.registered_both,
    };
    let state = labels.room_state(room.state);
    fill(sentence, &[("state", state), ("people", &people), ("organisations", &organisations)])
}

pub(super) fn section(report: &HandoverReport, language: Language) -> Section {
    let labels = language.labels();
    let parties = &report.parties;
    let signatures = vec![
        signature(labels.from, &parties.from, labels),
        signature(labels.to, &parties.to, labels),
        signature(labels.witness, &parties.witness, labels),
    ];
    let cut_off = language.long_date(&report.cover.cut_off);
    let values = [("cut_off", cut_off.as_str()), ("fingerprint", report.cover.fingerprint.as_str())];
    let blocks = vec![
        Block::Paragraph(fill(labels.signing_note, &values)),
        Block::Facts(vec![(labels.differences.to_owned(), String::new())]),
        Block::Signatures(signatures),
    ];
    Section { topic: Topic::Signing, heading: labels.signing.to_owned(), blocks }
}

fn signature(role: &str, party: &Party, labels: &Labels) -> Signature {
    let fields = [
        (labels.name, party.name.as_str()),
        (labels.post, party.post.as_str()),
        (labels.police_number, party.number.as_str()),
        (labels.signature, ""),
        (labels.signed_on, labels.date_to_fill),
    ];
    let fields = fields.map(|(label, value)| (label.to_owned(), value.to_owned())).to_vec();
    Signature { role: role.to_owned(), fields }
}
