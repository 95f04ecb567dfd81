//! The first page: facts, who hands over to whom, and whether the numbers add up.

use super::notice::fill;
use super::{Block, Section, Topic};
use crate::handover::{Disagreement, HandoverReport, Origin, Sum};
use crate::labels::Labels;
use crate::language::Language;

pub(super) fn section(report: &HandoverReport, language: Language) -> Section {
    let labels = language.labels();
    let mut blocks = vec![Block::Facts(facts(report, language))];
    if report.cover.origin == Origin::Demo {
        blocks.push(Block::Notice(labels.demo_notice.to_owned()));
    }
    blocks.extend(report.reconcile().iter().map(|sum| Block::Notice(disagreement(sum, labels))));
    Section { topic: Topic::Cover, heading: labels.sheet_cover.to_owned(), blocks }
}

fn facts(report: &HandoverReport, language: Language) -> Vec<(String, String)> {
    let labels = language.labels();
    let cover = &report.cover;
    let since = cover.since.as_ref().map_or(labels.no_since.to_owned(), |since| language.long_date(since));
    let pairs = [
        (labels.unit, cover.unit.clone()),
        (labels.area, cover.area.clone()),
        (labels.cut_off, language.long_date(&cover.cut_off)),
        (labels.since, since),
        (labels.from, party(&report.parties.from)),
        (labels.to, party(&report.parties.to)),
        (labels.witness, party(&report.parties.witness)),
        (labels.reason, cover.reason.clone()),
        (labels.prepared_by, cover.prepared_by.clone()),
        (labels.generated_at, language.long_date(&cover.generated_at)),
        (labels.version, fill(labels.version_text, &[("app", &cover.app_version), ("data", &cover.data_version)])),
        (labels.fingerprint, cover.fingerprint.clone()),
    ];
    pairs.into_iter().map(|(label, value)| (label.to_owned(), value)).collect()
}

fn party(party: &crate::handover::Party) -> String {
    let parts = [party.name.as_str(), party.post.as_str(), party.number.as_str()];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}

fn disagreement(sum: &Disagreement, labels: &Labels) -> String {
    let name = match sum.sum {
        Sum::RoomsByState => labels.sum_rooms_by_state,
        Sum::PeopleByClass => labels.sum_people_by_class,
        Sum::BuildingsListed => labels.sum_buildings_listed,
        Sum::RoomsOfBuildings => labels.sum_rooms_of_buildings,
        Sum::RoomsListed => labels.sum_rooms_listed,
    };
    let (stated, added) = (sum.stated.to_string(), sum.added.to_string());
    fill(labels.disagreement, &[("sum", name), ("stated", &stated), ("added", &added)])
}
