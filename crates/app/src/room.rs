//! The room page (房间): who lives there, who did, how they are counted together, who works there, what it came from.

mod linked;
mod residents;

use crate::asking::{Asking, stored};
use crate::permission::Operation;
use crate::record::Listing;
use crate::record::row::{note_named, span_of};
use crate::{day, findings, ids, rows};
use linked::Around;
use louce_domain::change::RecordRef;
use louce_domain::date::PartialDate;
use louce_domain::dated::Covers;
use louce_domain::field::RecordKind;
use louce_domain::id::RoomId;
use louce_domain::space::{Place, Room};
use louce_domain::space_address::SpaceAddress;
use louce_domain::tenancy::Tenancy;
use louce_store::{Reader, Seen};
use louce_wire::{OrganisationRow, RoomView, RpcError};
use residents::Residents;

pub use crate::rows::Disclosure;

/// A room, as of a day where one is asked for. Masked it is a look; revealed it is a look-up of persons. Both are audited.
///
/// # Errors
/// When the role does not allow it, the room is not there, or the day is no date.
pub fn room(asking: Asking<'_>, id: &str, disclosure: Disclosure, as_of: Option<&str>) -> Result<RoomView, RpcError> {
    let operation = match disclosure {
        Disclosure::Masked => Operation::ViewRoom,
        Disclosure::Revealed => Operation::RevealPersons,
    };
    let permit = asking.permit(operation)?;
    let id: RoomId = ids::read(id)?;
    let on = day::read(as_of)?;
    permit.look_audited(|reader, seen| {
        let list = Listing::for_asking(reader, asking, disclosure, on);
        let view = view(asking, &list, id)?;
        note_seen(seen, &view);
        Ok(view)
    })
}

fn view(asking: Asking<'_>, list: &Listing<'_>, id: RoomId) -> Result<RoomView, RpcError> {
    let (reader, place) = (list.reader, Place::Room(id));
    let room = reader.room(id).map_err(stored)?;
    let building = reader.building(room.building).map_err(stored)?;
    let site = building.site.map(|site| reader.site(site)).transpose().map_err(stored)?;
    let building_title = building.title(site.as_ref().map(|site| site.name.as_str()));
    let residents = Residents::of(list, id, list.on.unwrap_or(asking.host.today()))?;
    let around = Around { list, place };
    let record = RecordRef { kind: RecordKind::Room, id: id.0 };
    Ok(RoomView {
        id: id.to_string(),
        address: room.address(&building_title),
        shorthand: room.shorthand(&building),
        building_id: building.id.to_string(),
        building_title,
        state: room.state.code().to_owned(),
        kind: room.kind.code().to_owned(),
        fields: list.row(&room)?.fields,
        organisations: organisations(reader, place, list.on)?,
        masked: list.disclosure == Disclosure::Masked,
        as_of: list.on.map(|day| day.to_string()),
        live: is_live(&room, list.on),
        households: residents.households(list)?,
        residents: residents.here,
        former: residents.former,
        tenancies: around.dated::<Tenancy>()?,
        visits: around.visits()?,
        addresses: around.dated::<SpaceAddress>()?,
        links: around.links(&room)?,
        findings: findings::of_record(asking, reader, record)?,
    })
}

/// Whoever a page names in full was seen, and is found where one asks who looked at them; masked, they are counted.
fn note_seen(seen: &mut Seen, view: &RoomView) {
    if let Ok(id) = ids::read(&view.id) {
        seen.record(RecordRef { kind: RecordKind::Room, id });
    }
    let residents = || view.residents.iter().chain(&view.former);
    if view.masked {
        return seen.count(u64::try_from(residents().count()).unwrap_or(u64::MAX));
    }
    for resident in residents() {
        // Of a protected one nothing was seen.
        if let Ok(id) = ids::read(&resident.person_id) {
            seen.record(RecordRef { kind: RecordKind::Person, id });
        }
    }
    let rows = view.tenancies.iter().chain(&view.visits).flat_map(|row| &row.links);
    note_named(seen, rows.chain(&view.links));
}

/// Whether the room is in use, on the day asked for.
fn is_live(room: &Room, on: Option<PartialDate>) -> bool {
    on.map_or(room.is_live(), |day| span_of(room).covers(day) != Covers::No)
}

fn organisations(reader: &Reader<'_>, place: Place, on: Option<PartialDate>) -> Result<Vec<OrganisationRow>, RpcError> {
    let present = reader.organisations_at(place).map_err(stored)?;
    let there = present.iter().filter(|(presence, _)| on.is_none_or(|day| span_of(presence).covers(day) != Covers::No));
    Ok(there.map(|(presence, organisation)| rows::organisation(organisation, presence)).collect())
}
