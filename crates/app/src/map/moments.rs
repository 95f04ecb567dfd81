//! The moments a picture of the map is of, earliest first: days gone by, then now.

use louce_domain::date::PartialDate;
use louce_domain::dated::Span;
use louce_store::Since;
use std::ops::Range;

/// One of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Moment {
    /// What was there on a day, as exact as it is asked for.
    On(PartialDate),
    /// What is open.
    Now,
}

/// The moments.
#[derive(Debug, Clone)]
pub(super) struct Moments {
    days: Vec<PartialDate>,
    /// First and last of each as days since 1970-01-01.
    numbers: Vec<(i32, i32)>,
    today: PartialDate,
    now: bool,
}

fn numbers(day: PartialDate) -> (i32, i32) {
    (day.first_day().days_since_1970(), day.last_day().days_since_1970())
}

impl Moments {
    /// Now alone.
    pub(super) const fn now(today: PartialDate) -> Self {
        Self { days: Vec::new(), numbers: Vec::new(), today, now: true }
    }

    /// One day.
    pub(super) fn on(day: PartialDate, today: PartialDate) -> Self {
        Self { days: vec![day], numbers: vec![numbers(day)], today, now: false }
    }

    /// Days gone by, earliest first, and now.
    pub(super) fn until_now(days: Vec<PartialDate>, today: PartialDate) -> Self {
        Self { numbers: days.iter().copied().map(numbers).collect(), days, today, now: true }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.days.len() + usize::from(self.now)
    }

    /// Every one.
    pub(super) fn all(&self) -> impl Iterator<Item = Moment> {
        let now = self.now.then_some(Moment::Now);
        self.days.iter().copied().map(Moment::On).chain(now)
    }

    /// The moment, where it is only one.
    pub(super) fn only(&self) -> Option<Moment> {
        self.all().next().filter(|_| self.len() == 1)
    }

    /// The day of them, where it is only one and past.
    pub(super) fn past(&self) -> Option<PartialDate> {
        self.days.first().copied().filter(|_| !self.now)
    }

    /// Today.
    pub(super) const fn today(&self) -> PartialDate {
        self.today
    }

    /// What has to be read for them.
    pub(super) fn since(&self) -> Since {
        if self.days.is_empty() { Since::Now } else { Since::Ever }
    }

    /// First and last day of each as days since 1970-01-01; now is today.
    pub(super) fn day_numbers(&self) -> Vec<(i32, i32)> {
        self.numbers.iter().copied().chain(self.now.then(|| numbers(self.today))).collect()
    }

    /// The days on which something was in its room, certainly or possibly. On the day its room became another, it was in
    /// the other.
    pub(super) fn days_within(&self, span: &Span, room_changed: bool) -> Range<usize> {
        let possible = span.possible_days();
        let start = self.numbers.partition_point(|(_, last)| last < possible.start());
        let end = self.numbers.partition_point(|(first, _)| first <= possible.end());
        let gone_on = room_changed && end.checked_sub(1).and_then(|last| self.days.get(last)).copied() == span.to;
        start..end.saturating_sub(usize::from(gone_on && span.to.is_some())).max(start)
    }

    /// Where now is among them.
    pub(super) fn now_at(&self) -> Option<usize> {
        self.now.then_some(self.days.len())
    }
}
