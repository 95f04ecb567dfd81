//! Since when a value is known, and from what: the day decides between register and ledger.
//!
//! A value written by a ledger is known on the day that the ledger speaks of (台账日期); by an officer, on the day they
//! wrote it. Of a ledger without a date no more is sure than that it is not newer than the day it came in.

use super::known::Known;
use super::planner::Planner;
use louce_domain::change::FieldChange;
use louce_domain::date::PartialDate;
use louce_domain::id::BatchId;
use louce_store::{LedgerKnown, Reader, StoreError, ValueOrigin};
use std::collections::HashMap;
use uuid::Uuid;

/// What wrote a value last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// An officer, on a day.
    Hand(PartialDate),
    /// A ledger, recorded on a day.
    Ledger(BatchId, PartialDate),
    /// An earlier row of the file at hand.
    Here,
}

/// Where the ledger at hand stands to a value of the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The ledger is newer.
    Newer,
    /// The ledger is a re-issue of the one that wrote the value: the later one holds.
    Reissue,
    /// The same file said both.
    SamePaper,
    /// The register is newer.
    Older,
    /// Dates do not tell.
    Unknown,
}

/// The ledger at hand.
#[derive(Debug, Clone, Default)]
pub struct LedgerNow {
    /// The day it speaks of.
    pub date: Option<PartialDate>,
    /// The batch it becomes.
    pub batch: Option<BatchId>,
    /// Layout of the sheet at hand.
    pub layout: String,
}

/// What wrote the records that a chunk of rows meets, and the ledgers behind it.
#[derive(Debug, Default)]
pub struct Knowledge {
    ledgers: HashMap<BatchId, LedgerKnown>,
    /// Layout of the sheet at hand.
    layout: String,
    made: HashMap<Uuid, Origin>,
    written: HashMap<Uuid, Vec<(String, Origin)>>,
}

impl Knowledge {
    /// Takes the ledgers of earlier batches in.
    pub fn learn_ledgers(&mut self, ledgers: Vec<LedgerKnown>) {
        self.ledgers.extend(ledgers.into_iter().map(|ledger| (ledger.batch, ledger)));
    }

    /// Takes in what wrote a record or a field.
    pub fn learn_origin(&mut self, found: ValueOrigin) {
        let day = day_of(found.at_ms);
        let origin = found.ledger.map_or(Origin::Hand(day), |batch| Origin::Ledger(batch, day));
        match found.field {
            Some(field) => self.written.entry(found.record).or_default().push((field, origin)),
            None => drop(self.made.insert(found.record, origin)),
        }
    }

    /// Notes what a row of the file at hand corrects; says whether it is anything.
    pub fn amend_here(&mut self, record: Uuid, changes: &[FieldChange]) -> bool {
        let written = self.written.entry(record).or_default();
        written.retain(|(field, _)| !changes.iter().any(|change| change.field == *field));
        written.extend(changes.iter().map(|change| (change.field.clone(), Origin::Here)));
        !changes.is_empty()
    }

    /// Whether anything is known of what wrote a record.
    pub fn knows(&self, record: Uuid) -> bool {
        self.made.contains_key(&record)
    }

    /// What wrote a field of a record last; none for what was never stored.
    pub fn origin(&self, record: Uuid, field: &str) -> Option<Origin> {
        let written = self.written.get(&record).into_iter().flatten().find(|(name, _)| name == field);
        written.map(|(_, origin)| *origin).or_else(|| self.made.get(&record).copied())
    }

    /// What made a record.
    pub fn maker(&self, record: Uuid) -> Option<Origin> {
        self.made.get(&record).copied()
    }

    /// Whether an officer wrote the field after the record was made.
    pub fn is_edited_by_hand(&self, record: Uuid, field: &str) -> bool {
        let written = self.written.get(&record).into_iter().flatten();
        written.filter(|(name, _)| name == field).any(|(_, origin)| matches!(origin, Origin::Hand(_)))
    }

    /// Lets go what is known of records that are let go.
    pub fn forget(&mut self) {
        self.made.clear();
        self.written.clear();
    }

    /// The day a value was known; none where its ledger does not say.
    pub fn day(&self, origin: Origin) -> Option<PartialDate> {
        match origin {
            Origin::Hand(day) => Some(day),
            Origin::Ledger(batch, _) => self.ledger_date(batch),
            Origin::Here => None,
        }
    }

    /// The day the ledger of a batch speaks of.
    pub fn ledger_date(&self, batch: BatchId) -> Option<PartialDate> {
        self.ledgers.get(&batch)?.date
    }

    /// Notes the layout of the sheet at hand.
    pub fn begin_layout(&mut self, layout: &str) {
        layout.clone_into(&mut self.layout);
    }

    /// Whether a ledger on the form of the sheet at hand made the record.
    pub fn has_layout_now(&self, record: Uuid) -> bool {
        self.maker(record).is_some_and(|origin| self.has_layout(origin, &self.layout))
    }

    /// Whether a ledger with a sheet of this layout wrote it.
    pub fn has_layout(&self, origin: Origin, layout: &str) -> bool {
        let Origin::Ledger(batch, _) = origin else { return false };
        let known = self.ledgers.get(&batch);
        !layout.is_empty() && known.is_some_and(|ledger| ledger.layouts.iter().any(|known| known == layout))
    }

    /// Where a ledger stands to what was written so. `covers`: the row speaks of the same site as the register does, so
    /// that a ledger of the same layout is the same ledger issued again, and not another office's on the same form.
    pub fn standing(&self, now: &LedgerNow, origin: Origin, covers: bool) -> Standing {
        let is_here = matches!(origin, Origin::Ledger(batch, _) if Some(batch) == now.batch);
        if is_here || origin == Origin::Here {
            return Standing::SamePaper;
        }
        let (ledger, known) = (now.date, self.day(origin));
        match (ledger, known) {
            (Some(ledger), Some(known)) if known.ends_before(ledger) => return Standing::Newer,
            (Some(ledger), Some(known)) if ledger.ends_before(known) => return Standing::Older,
            _ => {}
        }
        let Origin::Ledger(batch, recorded) = origin else { return Standing::Unknown };
        if known.is_none() && ledger.is_some_and(|ledger| recorded.ends_before(ledger)) {
            // Paper that came in before the day this one speaks of is older than it.
            return Standing::Newer;
        }
        let alike_dated = ledger.is_some() == known.is_some();
        if covers && alike_dated && self.has_layout(Origin::Ledger(batch, recorded), &now.layout) {
            return Standing::Reissue;
        }
        Standing::Unknown
    }
}

/// The day of a moment, in milliseconds since 1970-01-01 UTC.
pub fn day_of(at_ms: u64) -> PartialDate {
    PartialDate::from_days_since_1970(i32::try_from(at_ms / 86_400_000).unwrap_or(i32::MAX))
}

impl Planner<'_> {
    /// Where the ledger at hand stands to a field of a record.
    pub fn standing(&self, record: Uuid, field: &str, covers: bool) -> Standing {
        match self.known.knowledge.origin(record, field) {
            Some(origin) => self.known.knowledge.standing(&self.ledger, origin, covers),
            // Only this pass itself knows a record that has no origin yet.
            None => Standing::SamePaper,
        }
    }
}

/// Takes in what wrote the records that are known and not yet accounted for, in one question a kind.
///
/// # Errors
/// When the register cannot be read.
pub fn load_origins(reader: &Reader<'_>, known: &mut Known) -> Result<(), StoreError> {
    for (kind, ids) in known.unaccounted() {
        for origin in reader.origins(kind, &ids)? {
            known.knowledge.learn_origin(origin);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Option<PartialDate> {
        text.parse().ok()
    }

    fn knowing(known: Option<PartialDate>) -> (Knowledge, Origin) {
        let batch = BatchId(Uuid::from_u128(1));
        let mut knowledge = Knowledge::default();
        knowledge.learn_ledgers(vec![LedgerKnown { batch, date: known, layouts: vec!["A".to_owned()] }]);
        (knowledge, Origin::Ledger(batch, date("2026-05-01").unwrap()))
    }

    fn now(date: Option<PartialDate>, layout: &str) -> LedgerNow {
        LedgerNow { date, layout: layout.to_owned(), batch: Some(BatchId(Uuid::from_u128(2))) }
    }

    #[test]
    fn the_day_decides_and_its_lack_leaves_it_open() {
        for (known, ledger, layout, expected, why) in [
            ("2026-03", "2026-04-01", "B", Standing::Newer, "April is after March"),
            ("2026-03", "2025-12", "B", Standing::Older, "December was before"),
            ("2026-03", "2026-03-15", "B", Standing::Unknown, "a day in March is not after March"),
            ("2026-03", "2026-03", "A", Standing::Reissue, "the same form for the same month"),
            ("2026-03", "2025-12", "A", Standing::Older, "a date wins over the form"),
            ("", "", "A", Standing::Reissue, "the same ledger again"),
            ("", "", "B", Standing::Unknown, "two forms without a date"),
            ("", "2026-06-01", "B", Standing::Newer, "it came in in May, this one speaks of June"),
            ("", "2026-04-01", "B", Standing::Unknown, "what came in in May may speak of any day before"),
            ("2026-03", "", "A", Standing::Unknown, "this form used to say its day"),
        ] {
            let (knowledge, origin) = knowing(date(known));
            assert_eq!(knowledge.standing(&now(date(ledger), layout), origin, true), expected, "{why}");
        }
    }

    #[test]
    fn another_offices_ledger_on_the_same_form_is_no_reissue() {
        let (knowledge, origin) = knowing(None);
        assert_eq!(knowledge.standing(&now(None, "A"), origin, false), Standing::Unknown, "it covers another site");
    }

    #[test]
    fn an_officer_knew_it_on_the_day_they_wrote_it() {
        let (knowledge, _) = knowing(None);
        let hand = Origin::Hand(date("2026-05-01").unwrap());
        for (ledger, expected) in [
            (date("2026-06"), Standing::Newer),
            (date("2026-04-30"), Standing::Older),
            (date("2026-05-01"), Standing::Unknown),
            (None, Standing::Unknown),
        ] {
            assert_eq!(knowledge.standing(&now(ledger, "A"), hand, true), expected, "{ledger:?}");
        }
    }
}
