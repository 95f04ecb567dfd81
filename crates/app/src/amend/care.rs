//! Care notes and protected addresses written by hand: with consent, with a review, with an end (DOMAIN §1.8 rule 4).

use super::by_hand::{ByHand, Hand, refuse_backwards};
use crate::refusal;
use louce_domain::care::{CareNote, MOST_MONTHS_TO_REVIEW, Protection};
use louce_domain::date::PartialDate;
use louce_wire::RpcError;

impl ByHand for CareNote {
    /// Without consent there is no note; it ends by itself twelve months after consent, or earlier.
    fn settled(mut after: Self, before: &Self, hand: &Hand<'_>) -> Result<Self, RpcError> {
        let Some(consent) = after.consent_on else {
            let zh = "关爱记录须经本人、家属或监护人同意，请填写同意日期。";
            let en = "A care note needs consent: say on which day it was given.";
            return Err(refusal::invalid(zh, en).about("consent_on"));
        };
        hand.refuse_ahead("consent_on", Some(consent))?;
        let latest = months_after(consent.first_day(), MOST_MONTHS_TO_REVIEW);
        // Consent given anew moves the review with it.
        if after.review_on == before.review_on && after.consent_on != before.consent_on {
            after.review_on = latest;
        }
        let review = after.review_on.or(latest);
        if review.zip(latest).is_some_and(|(review, latest)| latest.ends_before(review)) {
            let zh = format!("复核日期最迟为同意后{MOST_MONTHS_TO_REVIEW}个月，到期后须重新征得同意。");
            let en = format!(
                "It is reviewed at most {MOST_MONTHS_TO_REVIEW} months after consent; then consent is asked anew."
            );
            return Err(refusal::invalid(zh, en).about("review_on"));
        }
        refuse_backwards(Some(consent), review, "review_on")?;
        hand.refuse_ahead("to", after.to)?;
        after.review_on = review;
        Ok(after)
    }
}

impl ByHand for Protection {
    fn settled(mut after: Self, _: &Self, hand: &Hand<'_>) -> Result<Self, RpcError> {
        if after.granted_by.is_none() {
            let (zh, en) = ("请填写批准人：住址保护须有人决定。", "Say who decided it: a protection is granted.");
            return Err(refusal::invalid(zh, en).about("granted_by"));
        }
        after.from = after.from.or(Some(hand.today));
        // A protection that ends on a day to come would be forgotten: it is lifted on the day.
        hand.refuse_ahead("to", after.to)?;
        refuse_backwards(after.from, after.to, "to")?;
        Ok(after)
    }
}

/// The same day so many months later, or the last day of a month that is too short.
fn months_after(day: PartialDate, months: u16) -> Option<PartialDate> {
    let month = i32::from(day.month()?) - 1 + i32::from(months);
    let year = day.year().checked_add(i16::try_from(month / 12).ok()?)?;
    let month = u8::try_from(month % 12 + 1).ok()?;
    PartialDate::day_of(year, month, day.day()?)
        .or_else(|| PartialDate::month_of(year, month).map(PartialDate::last_day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twelve_months_after_a_leap_day_is_the_end_of_february() {
        let after = |text: &str, months| months_after(text.parse().unwrap(), months).unwrap().to_string();
        assert_eq!(after("2024-02-29", 12), "2025-02-28", "2025 has no 29 February");
        assert_eq!(after("2025-11-30", 3), "2026-02-28", "over the end of the year");
        assert_eq!(after("2025-01-15", 12), "2026-01-15", "an ordinary year");
    }
}
