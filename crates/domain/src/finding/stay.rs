//! Stays and households.

use super::written::{end_before_begin, not_listed, words};
use super::{Finding, FindingCode};
use crate::household::Household;
use crate::space::Place;
use crate::stay::{Stay, StayRole};

/// A stay and its surroundings.
#[derive(Debug, Clone, Copy)]
pub struct StayFacts<'a> {
    /// The stay.
    pub stay: &'a Stay,
    /// Other open main stays of the same person.
    pub other_main_stays: u32,
    /// Whether its room, where it has one, is in use.
    pub room_live: bool,
}

/// What is missing or doubtful in a stay. One that has ended is history: only its dates can be wrong.
pub fn stay(facts: &StayFacts<'_>) -> Vec<Finding> {
    let StayFacts { stay, other_main_stays, room_live } = *facts;
    let mut found: Vec<Finding> = end_before_begin(stay.from, stay.to).into_iter().collect();
    if !stay.is_open() {
        return found;
    }
    match stay.place {
        Place::Room(_) if !room_live => found.push(Finding::of(FindingCode::SupersededRoom)),
        Place::Room(_) => {}
        _ => found.push(Finding::saying(FindingCode::RoomUnknown, stay.raw_address.clone())),
    }
    if stay.role == StayRole::Main && other_main_stays > 0 {
        found.push(Finding::of(FindingCode::TwoMainHomes));
    }
    found.extend(due(stay));
    found.extend(not_listed([
        words(stay.inflow_reason.as_ref()),
        words(stay.dwelling_kind.as_ref()),
        words(stay.relation_to_owner.as_ref()),
        words(stay.permit_kind.as_ref()),
        words(stay.coming_purpose.as_ref()),
    ]));
    found
}

/// What depends on the day.
fn due(stay: &Stay) -> Vec<Finding> {
    let permit = stay.permit_until.map(|date| {
        [FindingCode::PermitExpiring, FindingCode::PermitExpired].map(|code| Finding::from_date(code, date))
    });
    let intended = stay.intended_until.or(stay.departs_on).map(|date| {
        [FindingCode::StayEnding, FindingCode::StayPastIntended].map(|code| Finding::from_date(code, date))
    });
    let seen = stay.verified_on.max(stay.registered_on).or(stay.from);
    let verified = seen.map_or_else(
        || Finding::of(FindingCode::NotVerified),
        |date| Finding::from_date(FindingCode::NotVerified, date),
    );
    permit.into_iter().chain(intended).flatten().chain([verified]).collect()
}

/// What is missing or doubtful in a household.
pub fn household(household: &Household) -> Vec<Finding> {
    let headless = household.to.is_none() && household.head.is_none();
    let number = household.number.clone().unwrap_or_default();
    let head = headless.then(|| Finding::saying(FindingCode::HeadMissing, number));
    head.into_iter().chain(end_before_begin(household.from, household.to)).collect()
}
