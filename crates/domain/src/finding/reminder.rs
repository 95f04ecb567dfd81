//! Reminders (提醒): on which days a dated finding is shown. Localities differ, so the days are settings; they are
//! applied when findings are read, never stored with them.

use super::FindingCode;
use crate::date::PartialDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How the days of a finding count from its date. The number is the default.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Timing {
    /// It has no date: it holds as long as it stands.
    Always,
    /// Shown so many days before the date.
    Ahead(u16),
    /// Shown so many days after the date, the last time something was done.
    After(u16),
    /// Shown once the date is over, and so many days of grace.
    Past(u16),
}

impl Timing {
    /// The days by default; none where it has no date.
    pub const fn days(self) -> Option<u16> {
        match self {
            Self::Always => None,
            Self::Ahead(days) | Self::After(days) | Self::Past(days) => Some(days),
        }
    }

    /// Days from the date to the first day on which it is shown, with `days` as set.
    fn offset(self, days: u16) -> i32 {
        match self {
            Self::Always => 0,
            Self::Ahead(_) => -i32::from(days),
            Self::After(_) => i32::from(days),
            Self::Past(_) => i32::from(days) + 1,
        }
    }
}

/// The dates whose findings are shown on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// Only later dates than this one; none: findings without a date too.
    pub after: Option<PartialDate>,
    /// Dates until this one, it included.
    pub until: PartialDate,
}

impl Window {
    /// Whether a finding with this date is shown.
    pub fn holds(&self, due_on: Option<PartialDate>) -> bool {
        match due_on {
            None => self.after.is_none(),
            Some(date) => date <= self.until && self.after.is_none_or(|after| date > after),
        }
    }
}

/// One reminder as set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminder {
    /// Days; what they count is the code's [`Timing`].
    pub days: u16,
    /// Whether it is shown at all.
    pub on: bool,
}

/// The reminders of a register: what was set, the defaults for the rest. Kept as JSON by code; what another version
/// set for codes unknown here is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Reminders(BTreeMap<String, Reminder>);

/// The most days a reminder takes: ten years.
pub const MOST_DAYS: u16 = 3660;

impl Reminders {
    /// The codes that have days to set, in the order of the list.
    pub fn codes() -> impl Iterator<Item = FindingCode> {
        FindingCode::ALL.iter().copied().filter(|code| code.spec().timing.days().is_some())
    }

    /// A reminder as it stands.
    pub fn get(&self, code: FindingCode) -> Reminder {
        let default = Reminder { days: code.spec().timing.days().unwrap_or(0), on: true };
        self.0.get(code.code()).copied().unwrap_or(default)
    }

    /// Sets a reminder. `false`, and nothing is set, where the code has no days or they are too many.
    #[must_use]
    pub fn set(&mut self, code: FindingCode, reminder: Reminder) -> bool {
        let Some(default) = code.spec().timing.days().filter(|_| reminder.days <= MOST_DAYS) else { return false };
        if reminder == (Reminder { days: default, on: true }) {
            self.0.remove(code.code());
        } else {
            self.0.insert(code.code().to_owned(), reminder);
        }
        true
    }

    /// The dates whose findings of a code are shown on a day; none where the reminder is switched off.
    pub fn window(&self, code: FindingCode, today: PartialDate) -> Option<Window> {
        let set = self.get(code);
        let date = |code: FindingCode, days: u16| {
            let offset = code.spec().timing.offset(days);
            PartialDate::from_days_since_1970(today.first_day().days_since_1970().saturating_sub(offset))
        };
        // What follows takes over on its own day, shown or switched off: a permit that has expired is not expiring.
        let after = code.followed_by().map(|next| date(next, self.get(next).days));
        set.on.then(|| Window { after, until: date(code, set.days) })
    }
}
