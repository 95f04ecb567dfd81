//! An organisation's address as the rules about its addresses read it.

use crate::asking::stored;
use crate::places;
use louce_domain::office::KnownAddress;
use louce_domain::organisation::Presence;
use louce_domain::space::Place;
use louce_store::Reader;
use louce_wire::RpcError;

/// A presence with the building, room and division it was matched to.
///
/// # Errors
/// When the register cannot be read.
pub fn known_address(reader: &Reader<'_>, presence: &Presence) -> Result<KnownAddress, RpcError> {
    let shown = places::shown(reader, presence.place)?;
    let building = shown.building.map(|id| reader.building(id)).transpose().map_err(stored)?;
    let site = match (&building, presence.place) {
        (Some(building), _) => building.site,
        (None, Place::Site(site)) => Some(site),
        (None, _) => None,
    };
    let site = site.map(|id| reader.site(id)).transpose().map_err(stored)?;
    let of_site = site.and_then(|site| site.division_code);
    Ok(KnownAddress {
        role: presence.role,
        building: shown.building,
        room: shown.room,
        division: of_site.or_else(|| building.and_then(|building| building.division_code)),
        text: presence.raw_address.clone(),
    })
}
