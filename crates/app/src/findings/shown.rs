//! Which findings are shown today: by the reminders as they are set, and never those of care notes and protections,
//! which say for themselves when they are due, to those who may see them.

use super::reminders;
use crate::asking::{Asking, stored};
use crate::record::Listing;
use crate::rows::Disclosure;
use louce_domain::change::RecordRef;
use louce_domain::date::PartialDate;
use louce_domain::finding::{FindingCode, Reminders, Window};
use louce_store::{Reader, StoredFinding};
use louce_wire::{FindingRow, RpcError};

/// The findings of a register that are shown on a day.
pub struct Shown {
    reminders: Reminders,
    today: PartialDate,
}

impl Shown {
    /// As the reminders are set now.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn on(reader: &Reader<'_>, today: PartialDate) -> Result<Self, RpcError> {
        Ok(Self { reminders: reminders(reader)?, today })
    }

    /// Whether a finding is shown.
    pub fn holds(&self, finding: &StoredFinding) -> bool {
        let window = self.reminders.window(finding.code, self.today);
        !finding.code.is_of_care() && window.is_some_and(|window| window.holds(finding.due_on))
    }

    /// Of each code that is shown, the dates that are.
    pub fn windows(&self) -> Vec<(FindingCode, Window)> {
        let codes = FindingCode::ALL.iter().copied().filter(|code| !code.is_of_care());
        codes.filter_map(|code| self.reminders.window(code, self.today).map(|window| (code, window))).collect()
    }

    /// The codes of a record's own findings.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn codes_of(&self, reader: &Reader<'_>, record: RecordRef) -> Result<Vec<String>, RpcError> {
        let found = reader.findings_of(record).map_err(stored)?;
        let shown = found.into_iter().filter(|finding| self.holds(finding));
        Ok(shown.map(|finding| finding.code.code().to_owned()).collect())
    }
}

/// What is missing or doubtful in a record and in those its page shows, as of today, most pressing first. The words of the
/// data may be an address: where that is withheld they are left out.
///
/// # Errors
/// When the register cannot be read.
pub fn of_record(asking: Asking<'_>, reader: &Reader<'_>, record: RecordRef) -> Result<Vec<FindingRow>, RpcError> {
    let shown = Shown::on(reader, asking.host.today())?;
    let mut found = reader.findings_about(record).map_err(stored)?;
    found.retain(|finding| shown.holds(finding));
    let list = Listing::for_asking(reader, asking, Disclosure::Masked, None);
    for finding in found.iter_mut().filter(|finding| finding.detail.is_some()) {
        if list.withholds_place_of(finding.record)? {
            finding.detail = None;
        }
    }
    found.sort_by(|a, b| b.code.spec().severity.cmp(&a.code.spec().severity).then(a.code.cmp(&b.code)));
    Ok(found.into_iter().map(row).collect())
}

/// A finding in words.
fn row(finding: StoredFinding) -> FindingRow {
    FindingRow {
        code: finding.code.code().to_owned(),
        zh: finding.code.zh().to_owned(),
        en: finding.code.en().to_owned(),
        severity: finding.code.spec().severity.code().to_owned(),
        detail: finding.detail,
    }
}
