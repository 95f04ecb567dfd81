//! Data gaps, most pressing first.

use super::{Align, Block, Cell, Column, Section, Table, Topic, Weight};
use crate::handover::{Gap, HandoverReport};
use crate::language::Language;

pub(super) fn section(report: &HandoverReport, language: Language) -> Section {
    let labels = language.labels();
    let mut gaps: Vec<&Gap> = report.gaps.iter().collect();
    gaps.sort_by_key(|gap| (gap.severity, std::cmp::Reverse(gap.count)));
    let mut blocks = vec![Block::Paragraph(labels.gaps_note.to_owned())];
    if gaps.is_empty() {
        blocks = vec![Block::Paragraph(labels.no_gaps.to_owned())];
    } else {
        let mut table = Table::new(vec![
            Column::new(labels.severity, 0.9, Align::Centre),
            Column::new(labels.gap, 3.3, Align::Left),
            Column::new(labels.records, 0.9, Align::Right),
            Column::new(labels.action, 4.2, Align::Left),
            Column::new(labels.code, 3.1, Align::Left),
        ]);
        for gap in gaps {
            table.push(
                Weight::Normal,
                vec![
                    Cell::text(labels.severity_of(gap.severity)),
                    Cell::text(gap.title.in_language(language)),
                    Cell::Count(gap.count),
                    Cell::text(gap.action.in_language(language)),
                    Cell::text(&gap.code),
                ],
            );
        }
        blocks.push(Block::Table(table));
    }
    Section { topic: Topic::Gaps, heading: labels.gaps.to_owned(), blocks }
}
