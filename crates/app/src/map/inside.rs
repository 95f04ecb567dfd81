//! Rooms by what is in them: residents, organisations, tenancies.

use super::classes::Classes;
use super::mode::reached;
use super::moments::Moments;
use super::state::States;
use super::sweep::{Counts, Sweep};
use super::town::Town;
use crate::asking::stored;
use louce_domain::space::RoomState;
use louce_store::{Reader, RoomFigure, RoomSpan, Since};
use louce_wire::RpcError;

/// Rooms by how many live there (在住人数).
///
/// # Errors
/// When the register cannot be read.
pub(super) fn by_residents(reader: &Reader<'_>, town: &Town, moments: &Moments) -> Result<Classes, RpcError> {
    let counts = counted(reader, RoomFigure::Residents, town, moments)?;
    Ok(Classes::of(town, moments, |room, moment| reached(counts.at(room, moment), &[1, 3, 5, 9])))
}

/// Rooms by how many organisations are registered there (单位), each address of one counted as on the building page.
///
/// # Errors
/// When the register cannot be read.
pub(super) fn by_organisations(reader: &Reader<'_>, town: &Town, moments: &Moments) -> Result<Classes, RpcError> {
    let counts = counted(reader, RoomFigure::Organisations, town, moments)?;
    Ok(Classes::of(town, moments, |room, moment| reached(counts.at(room, moment), &[1, 2, 3])))
}

/// Rooms by their tenancies (租住).
///
/// # Errors
/// When the register cannot be read.
pub(super) fn by_tenancy(reader: &Reader<'_>, town: &Town, moments: &Moments) -> Result<Classes, RpcError> {
    let states = States::read(reader, town, moments)?;
    let (open, over) = tenancies(reader, town, moments)?;
    let class = |room, moment| match (open.at(room, moment), over.at(room, moment)) {
        // Of a day before the room was entered nobody has said that it was let.
        (0, _) if states.at(room, moment) == Some(RoomState::Let) && states.recorded(room, moment) => 3,
        (0, _) => 0,
        (_, 0) => 1,
        _ => 2,
    };
    Ok(Classes::of(town, moments, |room, moment| Some(class(room, moment))))
}

/// How many are in each room at each moment.
fn counted(reader: &Reader<'_>, figure: RoomFigure, town: &Town, moments: &Moments) -> Result<Counts, RpcError> {
    let mut sweep = Sweep::over(town.rooms.len(), moments.len());
    match moments.since() {
        Since::Now => {
            for (row, count) in reader.map_figures(figure, town.scope).map_err(stored)? {
                town.room_at(row).into_iter().for_each(|room| sweep.add(room, 0..moments.len(), count));
            }
        }
        Since::Ever => {
            let take = |there: RoomSpan| {
                town.room_at(there.room).into_iter().for_each(|room| note(&mut sweep, moments, room, &there));
            };
            reader.map_spans(figure, town.scope, take).map_err(stored)?;
        }
    }
    Ok(sweep.counts())
}

/// Counts one while it was there, and now where it is open.
fn note(sweep: &mut Sweep, moments: &Moments, room: usize, there: &RoomSpan) {
    sweep.add(room, moments.days_within(&there.span, there.room_changed), 1);
    let open = moments.now_at().filter(|_| !there.span.ended);
    open.into_iter().for_each(|now| sweep.add(room, now..now + 1, 1));
}

/// Tenancies at each moment, and those of them whose agreed term is over (已过约定期限).
fn tenancies(reader: &Reader<'_>, town: &Town, moments: &Moments) -> Result<(Counts, Counts), RpcError> {
    let new = || Sweep::over(town.rooms.len(), moments.len());
    let (mut open, mut over) = (new(), new());
    let days = moments.day_numbers();
    let take = |there: RoomSpan| {
        let Some(room) = town.room_at(there.room) else { return };
        note(&mut open, moments, room, &there);
        let Some(agreed) = there.agreed_until.map(|date| date.last_day().days_since_1970()) else { return };
        let past = days.partition_point(|(first, _)| *first <= agreed);
        let within = moments.days_within(&there.span, there.room_changed);
        over.add(room, within.start.max(past)..within.end, 1);
        let now = moments.now_at().filter(|now| !there.span.ended && *now >= past);
        now.into_iter().for_each(|now| over.add(room, now..now + 1, 1));
    };
    reader.map_spans(RoomFigure::Tenancies, town.scope, take).map_err(stored)?;
    Ok((open.counts(), over.counts()))
}
