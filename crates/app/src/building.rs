//! The building page (楼幢): block view and building table, now or as of a day.

mod inhabited;

pub use inhabited::{Inhabited, inhabited};

use crate::asking::{Asking, stored};
use crate::block::{BlockOf, DeclaredFloors, block, count_states};
use crate::permission::Operation;
use crate::plane::LocalPlane;
use crate::record::Listing;
use crate::record::row::span_of;
use crate::rows::Disclosure;
use crate::{day, findings, ids, map, rows, space};
use louce_domain::change::RecordRef;
use louce_domain::date::PartialDate;
use louce_domain::dated::{Covers, Span};
use louce_domain::field::RecordKind;
use louce_domain::id::BuildingId;
use louce_domain::space::{Building, Place, Room, RoomEndReason};
use louce_domain::space_address::SpaceAddress;
use louce_store::Reader;
use louce_wire::{BlockView, BuildingView, FieldRow, LinkRow, OrganisationRow, RecordRow, RpcError};

/// A building with its floors and rooms. It names the block leader (楼栋长), so the look is audited.
///
/// # Errors
/// When the role does not allow it, the building is not there, or the day is no date.
pub fn building(asking: Asking<'_>, id: &str, as_of: Option<&str>) -> Result<BuildingView, RpcError> {
    let permit = asking.permit(Operation::ViewSpaces)?;
    let id: BuildingId = ids::read(id)?;
    let on = day::read(as_of)?;
    permit.look_audited(|reader, seen| {
        seen.record(RecordRef { kind: RecordKind::Building, id: id.0 });
        view(asking, reader, id, on)
    })
}

fn view(
    asking: Asking<'_>,
    reader: &Reader<'_>,
    id: BuildingId,
    on: Option<PartialDate>,
) -> Result<BuildingView, RpcError> {
    let building = reader.building(id).map_err(stored)?;
    let site = building.site.map(|site| reader.site(site)).transpose().map_err(stored)?;
    let site_name = site.as_ref().map(|site| site.name.clone());
    // As on the map, today is now.
    let today = asking.host.today();
    let past = on.filter(|day| *day != today);
    let (mut rooms, gone): (Vec<Room>, Vec<Room>) =
        reader.rooms_of(id).map_err(stored)?.into_iter().partition(|room| was_in_use(room, past));
    if let Some(day) = past {
        let states = map::states_on(reader, id, day, today)?;
        rooms.iter_mut().for_each(|room| room.state = states.get(&room.id).copied().unwrap_or(room.state));
    }
    let mut inside = inhabited(reader, id, past)?;
    inside.count_findings(reader, id, today)?;
    let spec = space::stored_spec(&building);
    let declared = DeclaredFloors { above: building.floors_above, below: building.floors_below };
    let building_id = id.to_string();
    let of =
        BlockOf { building_id: &building_id, rooms: &rooms, occupancy: &inside.rooms, spec: spec.as_ref(), declared };
    Ok(BuildingView {
        id: id.to_string(),
        title: building.title(site_name.as_deref()),
        site: building.site.map(|site| site.to_string()),
        site_name,
        address: building.address.clone(),
        fields: fields(&building),
        block: with_footprint(block(&of), &building),
        room_states: count_states(rooms.iter()),
        residents: inside.residents,
        residents_without_room: inside.residents_without_room,
        organisations: organisations(reader, id, past)?,
        as_of: on.map(|day| day.to_string()),
        addresses: addresses(asking, reader, id, on)?,
        block_form: spec.as_ref().map(space::form_of),
        superseded: superseded(gone),
        findings: findings::of_record(asking, reader, RecordRef { kind: RecordKind::Building, id: id.0 })?,
    })
}

/// Whether a room was in use on a day, or is now.
fn was_in_use(room: &Room, on: Option<PartialDate>) -> bool {
    on.map_or(room.is_live(), |day| in_use_on(&span_of(room), room.end_reason, day))
}

/// Whether a room was in use on a day. On the day it became another, the other was.
pub fn in_use_on(span: &Span, reason: Option<RoomEndReason>, day: PartialDate) -> bool {
    let became_another =
        matches!(reason, Some(RoomEndReason::Split | RoomEndReason::Merged | RoomEndReason::Renumbered));
    let is_that_day = became_another && span.to == Some(day);
    reason != Some(RoomEndReason::Erroneous) && span.covers(day) != Covers::No && !is_that_day
}

/// Its fields; how its rooms are made is shown as a form.
fn fields(building: &Building) -> Vec<FieldRow> {
    rows::field_rows(building).into_iter().filter(|row| row.field != "block_spec").collect()
}

fn with_footprint(block: BlockView, building: &Building) -> BlockView {
    let surveyed = building.footprint.len() >= 3;
    let ring = || LocalPlane::around(building.footprint.iter()).project_all(&building.footprint);
    BlockView { footprint: surveyed.then(ring), ..block }
}

fn organisations(
    reader: &Reader<'_>,
    id: BuildingId,
    on: Option<PartialDate>,
) -> Result<Vec<OrganisationRow>, RpcError> {
    let present = reader.organisations_at(Place::Building(id)).map_err(stored)?;
    let there = present.iter().filter(|(presence, _)| on.is_none_or(|day| span_of(presence).covers(day) != Covers::No));
    Ok(there.map(|(presence, organisation)| rows::organisation(organisation, presence)).collect())
}

/// Its addresses with their plates, those in use first.
fn addresses(
    asking: Asking<'_>,
    reader: &Reader<'_>,
    id: BuildingId,
    on: Option<PartialDate>,
) -> Result<Vec<RecordRow>, RpcError> {
    let list = Listing::for_asking(reader, asking, Disclosure::Masked, on);
    let known: Vec<SpaceAddress> = reader.records_at(Place::Building(id)).map_err(stored)?;
    let mut shown: Vec<RecordRow> = known.iter().map(|address| list.row(address)).collect::<Result<_, _>>()?;
    shown.sort_by_key(|row| !row.open);
    Ok(shown)
}

/// The rooms that were not in use, those that ended last first; their role is why.
fn superseded(mut gone: Vec<Room>) -> Vec<LinkRow> {
    gone.sort_by_key(|room| std::cmp::Reverse(room.valid_to));
    let link = |room: &Room| LinkRow {
        role: room.end_reason.map_or("ended", RoomEndReason::code).to_owned(),
        kind: RecordKind::Room.code().to_owned(),
        id: room.id.to_string(),
        title: format!("{}{}", room.unit.as_ref().map(|unit| format!("{unit}单元")).unwrap_or_default(), room.label()),
    };
    gone.iter().filter(|room| !room.is_live()).map(link).collect()
}
