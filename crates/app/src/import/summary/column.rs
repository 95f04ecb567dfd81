//! What is remembered of a column: how full it is, how many values it has, which of them are doubtful.

use super::value::Values;
use super::words;
use louce_import::FieldCode;
use louce_import::proposal::{ColumnMeaning, ColumnProposal, RowProposal};
use louce_wire::{ColumnPreview, FieldGuess};

/// What is remembered of a column.
pub(super) struct ColumnSummary {
    column: ColumnProposal,
    values: Values,
}

impl ColumnSummary {
    pub(super) fn of(column: ColumnProposal) -> Self {
        let are_listed = !matches!(column.meaning, ColumnMeaning::Field(field) if words::is_unlisted(field));
        Self { column, values: Values::new(are_listed) }
    }

    pub(super) const fn column(&self) -> u32 {
        self.column.column
    }

    /// What a profile remembers the column by.
    pub(super) fn seen(&self) -> (u32, String, Option<FieldCode>) {
        let field = match self.column.meaning {
            ColumnMeaning::Field(field) => Some(field),
            _ => None,
        };
        (self.column.column, self.column.header.clone(), field)
    }

    /// Whether the cells of the column may be shown at all.
    pub(super) const fn is_shown(&self) -> bool {
        matches!(self.column.meaning, ColumnMeaning::Field(_) | ColumnMeaning::Unmapped)
    }

    pub(super) fn note(&mut self, row: &RowProposal) {
        let column = self.column.column;
        if !self.is_shown() {
            return;
        }
        let text = usize::try_from(column).ok().and_then(|at| row.cells.get(at)).map_or("", |text| text.trim());
        let problem = row.findings.iter().find(|finding| finding.column == Some(column));
        let read = row.trail.iter().find(|step| step.column == column && step.raw.trim() == text);
        let read_as = read.map(|step| step.value.as_str()).filter(|value| *value != text);
        self.values.note(text, problem.map(|finding| finding.message.as_str()), read_as);
    }

    pub(super) fn finish(self) -> ColumnPreview {
        let column = self.column;
        let (field, refused) = match column.meaning {
            ColumnMeaning::Field(field) => (Some(field), None),
            ColumnMeaning::Refused(kind) => (None, Some(kind.why_zh().to_owned())),
            ColumnMeaning::Unsupported | ColumnMeaning::Unmapped => (None, None),
        };
        let alternatives = column.alternatives.iter();
        let (facets, facets_cut) = self.values.facets();
        ColumnPreview {
            field: field.map(|field| field.code().to_owned()),
            refused,
            unsupported: column.meaning == ColumnMeaning::Unsupported,
            confidence: column.confidence,
            evidence: words::evidence(column.evidence).to_owned(),
            alternatives: alternatives
                .map(|(field, confidence)| FieldGuess { field: field.code().to_owned(), confidence: *confidence })
                .collect(),
            filled: self.values.filled,
            distinct: self.values.distinct(),
            problems: self.values.problems,
            facets,
            facets_cut,
            column: column.letters,
            header: column.header,
            examples: column.examples,
        }
    }
}
