//! Findings (数据疑点) and what is due today.

use crate::LinkRow;

/// What is due.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct TodayView {
    /// Today.
    pub date: String,
    /// What is due, grouped, most pressing first.
    pub groups: Vec<TodayGroup>,
    /// What this user wrote last, newest first.
    pub recent: Vec<RecentWork>,
    /// What others changed since this user was last here.
    pub changed_since: Option<ChangedSince>,
}

/// Findings of one code.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct TodayGroup {
    /// Code.
    pub code: String,
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
    /// note, gap or conflict.
    pub severity: String,
    /// Where Today puts it: due (到期), person, stay, rental, organisation, space.
    pub topic: String,
    /// How many records.
    pub count: u32,
    /// Days ahead that it is shown, where it has a date.
    pub due_by: Option<u16>,
    /// The first few.
    pub first: Vec<FindingHit>,
}

/// A record with a finding.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct FindingHit {
    /// Code.
    pub code: String,
    /// The record (masked).
    pub record: LinkRow,
    /// Where it is: a room, a building, a site; else the person or organisation on whose page it stands.
    pub place: Option<LinkRow>,
    /// Since, or from when.
    pub due_on: Option<String>,
    /// The words of the data.
    pub detail: Option<String>,
    /// What mends it.
    pub fix: FixAction,
}

/// The one click from a finding to its mending.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct FixAction {
    /// What the window opens: edit_field, move_out, extend_stay, verify_stay, add_visit, add_inspection, match_place, link_person, edit_record, open_duplicates.
    pub action: String,
    /// The field to put the cursor in.
    pub field: Option<String>,
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

/// The records with one finding.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct FindingsView {
    /// How many.
    pub count: u32,
    /// This page of them, most overdue first.
    pub hits: Vec<FindingHit>,
}

/// A record this user wrote.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct RecentWork {
    /// The record (masked).
    pub record: LinkRow,
    /// When, milliseconds since 1970.
    pub at_ms: f64,
    /// What: amended, moved in …
    pub action: String,
}

/// What others wrote since this user was last here.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct ChangedSince {
    /// Since when, milliseconds since 1970.
    pub since_ms: f64,
    /// Changes.
    pub changes: u32,
    /// By whom.
    pub users: Vec<String>,
}

/// When a finding is shown (DOMAIN §1.7: localities differ).
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct ReminderSetting {
    /// Finding code.
    pub code: String,
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
    /// Days: until it is due after the last time, or ahead of the date; the texts say which.
    pub days: u16,
    /// Days by default.
    pub default_days: u16,
    /// Whether it is shown at all.
    pub on: bool,
}

/// Every reminder.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct RemindersView {
    /// Reminders.
    pub reminders: Vec<ReminderSetting>,
}
