//! Rooms by what is in them: residents, organisations, tenancies.

use super::classes::Classes;
use super::mode::reached;
use super::moments::{Moment, Moments};
use super::state::{Entered, States};
use super::sweep::{Counts, Sweep};
use super::town::Town;
use crate::asking::stored;
use louce_domain::space::RoomState;
use louce_store::{OrganisationRow, Reader, RoomFigure, RoomRow, RoomSpan};
use louce_wire::RpcError;
use std::ops::Range;

/// Rooms by how many live there (在住人数).
///
/// # Errors
/// When the register cannot be read.
pub(super) fn by_residents(reader: &Reader<'_>, town: &Town, moments: &Moments) -> Result<Classes, RpcError> {
    let counts = counted(reader, RoomFigure::Residents, town, moments)?;
    Ok(Classes::of(town, moments, |room, moment| reached(counts.at(room, moment), &[1, 3, 5, 9])))
}

/// Rooms by how many organisations are registered there (单位): one that is there twice, as its seat and as where it
/// works, is one.
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
    let entered = Entered::read(reader, town, moments)?;
    let (open, over) = tenancies(reader, town, moments)?;
    let class = |room, moment| match (open.at(room, moment), over.at(room, moment)) {
        // Of a day before the room was entered nobody has said that it was let.
        (0, _) if states.at(room, moment) == Some(RoomState::Let) && entered.by(room, moment) => 3,
        (0, _) => 0,
        (_, 0) => 1,
        _ => 2,
    };
    Ok(Classes::of(town, moments, |room, moment| Some(class(room, moment))))
}

/// How many are in each room at each moment: counted by the register where it is asked for one, swept for many.
fn counted(reader: &Reader<'_>, figure: RoomFigure, town: &Town, moments: &Moments) -> Result<Counts, RpcError> {
    let mut sweep = Sweep::over(town.rooms.len(), moments.len());
    let mut note = |counted: Vec<(RoomRow, u32)>| {
        let known = counted.into_iter().filter_map(|(row, count)| Some((town.room_at(row)?, count)));
        known.for_each(|(room, count)| sweep.add(room, 0..moments.len(), count));
    };
    match (moments.only(), figure) {
        (Some(Moment::Now), _) => note(reader.map_figures(figure, town.scope).map_err(stored)?),
        (Some(Moment::On(day)), _) => note(reader.map_figures_on(figure, town.scope, day).map_err(stored)?),
        (None, RoomFigure::Organisations) => sweep_organisations(reader, &mut sweep, town, moments)?,
        (None, _) => {
            let take = |there: RoomSpan| {
                let room = town.room_at(there.room);
                let during = || during(moments, &there).into_iter();
                room.into_iter().for_each(|room| during().for_each(|during| sweep.add(room, during, 1)));
            };
            reader.map_spans(figure, town.scope, take).map_err(stored)?;
        }
    }
    Ok(sweep.counts())
}

/// The moments of which something was in its room: days, and now where it is open.
fn during(moments: &Moments, there: &RoomSpan) -> [Range<usize>; 2] {
    let now = moments.now_at().filter(|_| !there.span.ended).map_or(0..0, |now| now..now + 1);
    [moments.days_within(&there.span, there.room_changed), now]
}

/// An organisation that is in a room twice at a moment is counted there once.
fn sweep_organisations(reader: &Reader<'_>, sweep: &mut Sweep, town: &Town, moments: &Moments) -> Result<(), RpcError> {
    let mut there: Vec<(usize, Option<OrganisationRow>, usize, usize)> = Vec::new();
    let take = |span: RoomSpan| {
        let room = town.room_at(span.room);
        let each = || during(moments, &span).into_iter().filter(|during| !during.is_empty());
        room.into_iter()
            .for_each(|room| there.extend(each().map(|during| (room, span.organisation, during.start, during.end))));
    };
    reader.map_spans(RoomFigure::Organisations, town.scope, take).map_err(stored)?;
    there.sort_unstable();
    let mut last = None;
    let mut counted_until = 0;
    for (room, organisation, start, end) in there {
        if last != Some((room, organisation)) {
            (last, counted_until) = (Some((room, organisation)), 0);
        }
        sweep.add(room, start.max(counted_until)..end, 1);
        counted_until = counted_until.max(end);
    }
    Ok(())
}

/// Tenancies at each moment, and those of them whose agreed term is over (已过约定期限).
fn tenancies(reader: &Reader<'_>, town: &Town, moments: &Moments) -> Result<(Counts, Counts), RpcError> {
    let new = || Sweep::over(town.rooms.len(), moments.len());
    let (mut open, mut over) = (new(), new());
    let days = moments.day_numbers();
    let take = |there: RoomSpan| {
        let Some(room) = town.room_at(there.room) else { return };
        during(moments, &there).into_iter().for_each(|during| open.add(room, during, 1));
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
