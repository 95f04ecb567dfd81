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

/// 一、二、三 in Chinese, 1. 2. 3. in English; the cover has no heading and the annex its own name.
fn number(sections: &mut [Section], language: Language) {
    let numbered = sections.iter_mut().filter(|section| !matches!(section.topic, Topic::Cover | Topic::Residents));
    for (section, ordinal) in numbered.zip(language.labels().ordinals) {
        section.heading = format!("{ordinal}{}", section.heading);
    }
}
