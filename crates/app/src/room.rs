//! The room page (房间): who lives there, who did, which organisations work there.

use crate::asking::{Asking, stored};
use crate::permission::Operation;
use crate::{findings, ids, rows};
use louce_domain::change::RecordRef;
use louce_domain::field::RecordKind;
use louce_domain::id::RoomId;
use louce_domain::space::Place;
use louce_store::Reader;
use louce_wire::{RoomView, RpcError};

pub use crate::rows::Disclosure;

/// A room. Masked it is a look; revealed it is a look-up of persons. Both are audited.
///
/// # Errors
/// When the role does not allow it, or the room is not there.
pub fn room(asking: Asking<'_>, id: &str, disclosure: Disclosure, as_of: Option<&str>) -> Result<RoomView, RpcError> {
    let operation = match disclosure {
        Disclosure::Masked => Operation::ViewRoom,
        Disclosure::Revealed => Operation::RevealPersons,
    };
    let permit = asking.permit(operation)?;
    let id: RoomId = ids::read(id)?;
    permit.look_audited(|reader, seen| {
        let view = view(asking, reader, id, disclosure, as_of)?;
        seen.record(RecordRef { kind: RecordKind::Room, id: id.0 });
        seen.count(u64::try_from(view.residents.len() + view.former.len()).unwrap_or(u64::MAX));
        Ok(view)
    })
}

fn view(
    asking: Asking<'_>,
    reader: &Reader<'_>,
    id: RoomId,
    disclosure: Disclosure,
    as_of: Option<&str>,
) -> Result<RoomView, RpcError> {
    let room = reader.room(id).map_err(stored)?;
    let building = reader.building(room.building).map_err(stored)?;
    let site = building.site.map(|site| reader.site(site)).transpose().map_err(stored)?;
    let building_title = building.title(site.as_ref().map(|site| site.name.as_str()));
    let division = site.as_ref().and_then(|site| site.division_code.as_deref());
    let stays = reader.stays_of_room(id).map_err(stored)?;
    let (open, past): (Vec<_>, Vec<_>) = stays.iter().partition(|resident| resident.stay.is_open());
    let today = asking.host.today();
    let row = |resident: &&louce_store::Resident| rows::resident(resident, disclosure, today, division);
    let organisations = reader.organisations_at(Place::Room(id)).map_err(stored)?;
    Ok(RoomView {
        id: id.to_string(),
        address: room.address(&building_title),
        shorthand: room.shorthand(&building),
        building_id: building.id.to_string(),
        building_title,
        state: room.state.code().to_owned(),
        kind: room.kind.code().to_owned(),
        fields: rows::field_rows(&room),
        residents: open.iter().map(row).collect(),
        former: past.iter().map(row).collect(),
        organisations: organisations
            .iter()
            .map(|(presence, organisation)| rows::organisation(organisation, presence))
            .collect(),
        masked: disclosure == Disclosure::Masked,
        as_of: as_of.map(str::to_owned),
        live: room.is_live(),
        households: Vec::new(),
        tenancies: Vec::new(),
        visits: Vec::new(),
        addresses: Vec::new(),
        links: Vec::new(),
        findings: findings::of_record(reader, RecordRef { kind: RecordKind::Room, id: id.0 }, today)?,
    })
}
