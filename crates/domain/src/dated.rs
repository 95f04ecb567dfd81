//! What was true on a day (截至日期): a dated record covers a day certainly, possibly, or not.

use crate::date::PartialDate;
use std::ops::RangeInclusive;

/// Whether a span of time covers a day. Dates are as exact as known, so the answer may be “possibly”.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Covers {
    /// Not.
    No,
    /// The dates recorded leave it open: an unknown beginning, a year without a month.
    Possibly,
    /// Yes.
    Certainly,
}

/// The span from–to of a record. An end may be known to have come without its date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Span {
    /// Since when; none: unknown.
    pub from: Option<PartialDate>,
    /// Until when, the day included; none: open, or ended on an unknown day.
    pub to: Option<PartialDate>,
    /// Whether it has ended.
    pub ended: bool,
}

impl Span {
    /// The span of a record that has ended if and only if it has an end date.
    pub const fn new(from: Option<PartialDate>, to: Option<PartialDate>) -> Self {
        Self { from, to, ended: to.is_some() }
    }

    /// Whether the span covers a day (or the whole or part of a month or year, when `day` is one).
    pub fn covers(&self, day: PartialDate) -> Covers {
        let (first, last) = (day.first_day().days_since_1970(), day.last_day().days_since_1970());
        let begun = match self.from {
            None => Covers::Possibly,
            Some(from) if from.last_day().days_since_1970() <= first => Covers::Certainly,
            Some(from) if from.first_day().days_since_1970() <= last => Covers::Possibly,
            Some(_) => Covers::No,
        };
        let lasting = match (self.to, self.ended) {
            (None, false) => Covers::Certainly,
            (None, true) => Covers::Possibly,
            (Some(to), _) if to.first_day().days_since_1970() >= last => Covers::Certainly,
            (Some(to), _) if to.last_day().days_since_1970() >= first => Covers::Possibly,
            (Some(_), _) => Covers::No,
        };
        begun.min(lasting)
    }

    /// The days it may have covered, as days since 1970-01-01: those of which [`covers`](Self::covers) says more than no.
    pub fn possible_days(&self) -> RangeInclusive<i32> {
        let first = self.from.map_or(i32::MIN, |from| from.first_day().days_since_1970());
        let last = self.to.map_or(i32::MAX, |to| to.last_day().days_since_1970());
        first..=last
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn covers(from: &str, to: &str, day: &str) -> Covers {
        let date = |text: &str| text.parse::<PartialDate>().ok();
        let span = Span { from: date(from), to: date(to), ended: !to.is_empty() };
        span.covers(date(day).expect("a date"))
    }

    #[test]
    fn a_day_within_exact_dates_is_certain() {
        assert_eq!(covers("2014-03-01", "2016-05-31", "2015-06-01"), Covers::Certainly, "between the two");
        assert_eq!(covers("2014-03-01", "2016-05-31", "2016-05-31"), Covers::Certainly, "the last day counts");
        assert_eq!(covers("2014-03-01", "2016-05-31", "2016-06-01"), Covers::No, "the day after does not");
        assert_eq!(covers("2014-03-01", "", "2013-12-31"), Covers::No, "it had not begun");
    }

    #[test]
    fn partial_dates_leave_it_open() {
        assert_eq!(covers("2015", "", "2015-06-01"), Covers::Possibly, "it may have begun in autumn");
        assert_eq!(covers("2014", "2015", "2015-06-01"), Covers::Possibly, "it may have ended in spring");
        assert_eq!(covers("", "2016", "2015-06-01"), Covers::Possibly, "nobody wrote when it began");
        assert_eq!(covers("2014", "2016", "2015-06-01"), Covers::Certainly, "whole years around it");
    }

    #[test]
    fn an_end_without_a_date_leaves_it_open() {
        let ended = Span { from: "2014".parse().ok(), to: None, ended: true };
        assert_eq!(ended.covers("2015-06-01".parse().expect("a date")), Covers::Possibly, "ended, nobody knows when");
    }

    #[test]
    fn the_possible_days_are_those_that_are_not_ruled_out() {
        let known = ["", "2014", "2014-06", "2014-06-30", "2015-01", "2015-01-01"];
        let days: Vec<PartialDate> = (16_000..16_800).step_by(7).map(PartialDate::from_days_since_1970).collect();
        for (from, to) in known.iter().flat_map(|from| known.iter().map(move |to| (*from, *to))) {
            let span = Span { from: from.parse().ok(), to: to.parse().ok(), ended: !to.is_empty() };
            for day in &days {
                let within = span.possible_days().contains(&day.days_since_1970());
                assert_eq!(within, span.covers(*day) != Covers::No, "{from}–{to} on {day}");
            }
        }
    }
}
