//! Puts the sections together and numbers them.

use super::{Document, Section, Topic};
use super::{buildings, changes, cover, gaps, notice, numbers, residents, signing};
use crate::handover::{HandoverReport, Origin};
use crate::language::Language;

/// How far the parts go that can become very long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Extent {
    /// As much as paper can bear; what is left out is said and is in the workbook.
    Print,
    /// Everything.
    Whole,
}

/// The report as a document.
pub(crate) fn compose(report: &HandoverReport, language: Language, extent: Extent) -> Document {
    let labels = language.labels();
    let mut sections = vec![cover::section(report, language), numbers::section(report, language)];
    sections.push(changes::section(report, language, extent));
    sections.push(gaps::section(report, language));
    sections.push(buildings::section(report, language));
    if !report.spot_check.is_empty() {
        sections.push(signing::spot_check(report, language));
    }
    sections.push(signing::section(report, language));
    if !report.changes.entries.is_empty() {
        sections.push(changes::list(report, language, extent));
    }
    if !report.residents.is_empty() {
        sections.push(residents::section(report, language, extent));
    }
    number(&mut sections, language);
    let mark = (report.cover.origin == Origin::Demo).then(|| labels.demo_mark.to_owned());
    Document { title: title(report, language), area: area(report), mark, foot: foot(report, language), sections }
}

fn title(report: &HandoverReport, language: Language) -> String {
    let given = report.cover.title.trim();
    if given.is_empty() { language.labels().title.to_owned() } else { given.to_owned() }
}

fn area(report: &HandoverReport) -> String {
    let parts = [report.cover.unit.trim(), report.cover.area.trim()];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

fn foot(report: &HandoverReport, language: Language) -> String {
    let printed = &report.printed;
    let at = language.long_date(&printed.at);
    notice::fill(language.labels().foot, &[("by", &printed.by), ("at", &at), ("purpose", &printed.purpose)])
}

/// 一、二、三 in Chinese, 1. 2. 3. in English; the cover has no heading, the annexes names of their own.
fn number(sections: &mut [Section], language: Language) {
    let labels = language.labels();
    let (mut ordinals, mut annexes) = (labels.ordinals.iter(), labels.annexes.iter());
    for section in sections.iter_mut().filter(|section| section.topic != Topic::Cover) {
        let number = if section.topic.is_annex() { annexes.next() } else { ordinals.next() };
        let gap = if section.topic.is_annex() { "\u{3000}" } else { "" };
        section.heading = format!("{}{gap}{}", number.unwrap_or(&""), section.heading);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, PRINTED_CHANGES, PRINTED_ROOMS};
    use crate::handover::{BuildingSheet, ChangeEntry, RoomSheet, RoomState};

    /// All notices of a report, and how many tables it has.
    fn notices(report: &HandoverReport, extent: Extent) -> (String, usize) {
        let sections = compose(report, Language::Chinese, extent).sections;
        let blocks = || sections.iter().flat_map(|section| &section.blocks);
        let tables = blocks().filter(|block| matches!(block, Block::Table(_))).count();
        let text =
            blocks().filter_map(|block| if let Block::Notice(text) = block { Some(text.as_str()) } else { None });
        (text.collect(), tables)
    }

    fn with_rooms(count: usize) -> HandoverReport {
        let room = RoomSheet {
            room: "101室".to_owned(),
            own_address: String::new(),
            state: RoomState::Vacant,
            residents: Vec::new(),
            organisations: Vec::new(),
        };
        let sheet = BuildingSheet { rooms: vec![room; count], ..BuildingSheet::default() };
        HandoverReport { residents: vec![sheet], ..HandoverReport::default() }
    }

    #[test]
    fn rooms_beyond_the_limit_are_announced_and_not_dropped() {
        let (few, with_annex) = notices(&with_rooms(PRINTED_ROOMS), Extent::Print);
        assert!(!few.contains("逐户打印的上限"), "as many as the limit are printed: {few}");
        let (many, without) = notices(&with_rooms(PRINTED_ROOMS + 1), Extent::Print);
        assert!(many.contains("房间与人员"), "the notice names the sheet of the workbook: {many}");
        assert_eq!(without + 1, with_annex, "one table less, the one of the building");
        let (whole, tables) = notices(&with_rooms(PRINTED_ROOMS + 1), Extent::Whole);
        assert!(!whole.contains("逐户打印的上限") && tables == with_annex, "the other forms have it all");
    }

    #[test]
    fn changes_that_are_not_listed_are_counted() {
        let mut report = HandoverReport::default();
        let entry = ChangeEntry {
            at: "2026-03-01".to_owned(),
            by: "周建民".to_owned(),
            kind: crate::Term::new("迁入", "moved in"),
            place: String::new(),
            person: None,
            detail: None,
        };
        report.changes.entries = vec![entry; PRINTED_CHANGES + 5];
        report.changes.entries_total = PRINTED_CHANGES as u64 + 12;
        let (print, _) = notices(&report, Extent::Print);
        assert!(print.contains("另有 12 条"), "on paper: {print}");
        let (whole, _) = notices(&report, Extent::Whole);
        assert!(whole.contains("另有 7 条"), "in the workbook: {whole}");
    }
}
