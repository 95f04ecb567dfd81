//! What a row states of fields that its facts have no place for.

use louce_domain::date::PartialDate;
use louce_domain::field::{Fielded, RecordKind};
use louce_import::facts::Stated;

/// The statements of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said<'a>(pub &'a [Stated]);

impl<'a> Said<'a> {
    /// The statements about a kind of record.
    pub fn of(self, kind: RecordKind) -> impl Iterator<Item = &'a Stated> {
        self.0.iter().filter(move |stated| stated.kind == kind.code())
    }

    /// What is said of one field.
    pub fn get(self, kind: RecordKind, field: &str) -> Option<&'a str> {
        self.of(kind).find(|stated| stated.field == field).map(|stated| stated.text.as_str())
    }

    /// Fills and corrects a record; what its field cannot take stays with the raw row of the batch.
    pub fn fill<R: Fielded>(self, record: &mut R) {
        for stated in self.of(R::KIND) {
            take(record, &stated.field, &stated.text);
        }
    }
}

/// Takes what another reading of the same record says, but for some fields: it never empties one.
pub fn take_fields<R: Fielded + Clone>(known: &R, read: &R, except: &[&str]) -> R {
    let mut after = known.clone();
    for (field, text) in read.fields() {
        let text = text.filter(|text| !text.is_empty() && !except.contains(&field));
        text.into_iter().for_each(|text| take(&mut after, field, &text));
    }
    after
}

fn take<R: Fielded>(record: &mut R, field: &str, text: &str) {
    let known = record.fields().into_iter().find(|(name, _)| *name == field).and_then(|(_, text)| text);
    if !known.is_some_and(|known| is_finer_date(&known, text)) {
        // A closed list may not have the word: the cell stays with the row.
        let _not_taken = record.set_field(field, Some(text));
    }
}

/// Whether the register knows the same date more exactly.
fn is_finer_date(known: &str, read: &str) -> bool {
    let dates = known.parse::<PartialDate>().ok().zip(read.parse::<PartialDate>().ok());
    dates.is_some_and(|(known, read)| known != read && known.agrees_with(read) && known.day().is_some())
}
