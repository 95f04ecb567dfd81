//! Whether an employee is registered where they live (从业人员居住核对).

use crate::asking::stored;
use crate::places::{self, PlaceShown};
use louce_domain::address::{AddressParts, parse_address};
use louce_domain::date::PartialDate;
use louce_domain::dated::{Covers, Span};
use louce_domain::employment::Employment;
use louce_domain::id::PersonId;
use louce_domain::space::{Building, Place};
use louce_domain::stay::Stay;
use louce_store::Reader;
use louce_wire::RpcError;

/// What the register says of an employee's home.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HomeCheck {
    /// A stay is registered where the employer says they live.
    Registered,
    /// They are said to live here, and no stay says so.
    LivesHereUnregistered,
    /// They live in another district.
    Elsewhere,
    /// The address matches no place of the register.
    Unmatched,
    /// Nobody of the register is known to be this employee, and no address says where they live.
    PersonUnknown,
    /// The person's address is protected: nothing is compared.
    Withheld,
}

impl HomeCheck {
    /// Code, Chinese and English, as sent.
    pub const fn words(self) -> [&'static str; 3] {
        match self {
            Self::Registered => ["registered", "已登记", "Registered"],
            Self::LivesHereUnregistered => {
                ["lives_here_unregistered", "居住在本辖区，未登记", "Lives here, not registered"]
            }
            Self::Elsewhere => ["elsewhere", "居住在外辖区", "Lives elsewhere"],
            Self::Unmatched => ["unmatched", "住址未匹配", "Address not matched"],
            Self::PersonUnknown => ["person_unknown", "未找到人员", "Person not found"],
            Self::Withheld => ["withheld", "住址受保护，不作比对", "Address protected, not compared"],
        }
    }
}

/// The person an employment is about: as matched, else by citizen id, else by name and a common phone.
///
/// # Errors
/// When the register cannot be read.
fn person_of(reader: &Reader<'_>, employment: &Employment) -> Result<Option<PersonId>, RpcError> {
    if employment.person.is_some() {
        return Ok(employment.person);
    }
    if let Some(number) = &employment.citizen_id {
        let holders = reader.persons_by_citizen_id(&[number]).map_err(stored)?;
        if let Some(holder) = holders.first() {
            return Ok(Some(holder.id));
        }
    }
    let namesakes = reader.persons_by_name(&[&employment.name]).map_err(stored)?;
    let mut reached = namesakes.iter().filter(|p| p.phones.iter().any(|phone| employment.phones.contains(phone)));
    Ok(match (reached.next(), reached.next()) {
        (Some(one), None) => Some(one.id),
        _ => None,
    })
}

/// Checks an employee on a day. `withholds` says whether somebody's whereabouts may not be told to whoever asks.
///
/// # Errors
/// When the register cannot be read.
pub fn check_home(
    reader: &Reader<'_>,
    employment: &Employment,
    day: PartialDate,
    withholds: impl Fn(PersonId) -> Result<bool, RpcError>,
) -> Result<HomeCheck, RpcError> {
    let person = person_of(reader, employment)?;
    if person.map_or(Ok(false), withholds)? {
        return Ok(HomeCheck::Withheld);
    }
    let stays = person.map(|person| reader.stays_of_person(person)).transpose().map_err(stored)?.unwrap_or_default();
    let covers = |stay: &&Stay| Span { from: stay.from, to: stay.to, ended: !stay.is_open() }.covers(day) != Covers::No;
    let homes = stays.iter().filter(covers).map(|stay| stay.place).collect::<Vec<_>>();
    let said = match employment.place {
        Place::Unmatched => located(reader, &employment.raw_address)?,
        place => place,
    };
    if said != Place::Unmatched {
        let fits = homes.iter().map(|home| is_within(reader, *home, said)).collect::<Result<Vec<_>, _>>()?;
        let registered = fits.into_iter().any(|fits| fits);
        return Ok(if registered { HomeCheck::Registered } else { HomeCheck::LivesHereUnregistered });
    }
    if reader.home_division().map_err(stored)?.is_left_by(&employment.raw_address) {
        return Ok(HomeCheck::Elsewhere);
    }
    let silent = employment.raw_address.trim().is_empty();
    Ok(match person {
        Some(_) if silent && homes.iter().any(|home| *home != Place::Unmatched) => HomeCheck::Registered,
        Some(_) => HomeCheck::Unmatched,
        None if silent => HomeCheck::PersonUnknown,
        None => HomeCheck::Unmatched,
    })
}

/// Whether a registered home is where somebody is said to live, as far as both are known.
fn is_within(reader: &Reader<'_>, home: Place, said: Place) -> Result<bool, RpcError> {
    let (home, said) = (spot(reader, home)?, spot(reader, said)?);
    let agree = |one: Option<uuid::Uuid>, two: Option<uuid::Uuid>| one.zip(two).is_none_or(|(one, two)| one == two);
    let known = home.iter().zip(&said).any(|(one, two)| one.is_some() && two.is_some());
    Ok(known && home.iter().zip(&said).all(|(one, two)| agree(*one, *two)))
}

/// Site, building and room of a place.
fn spot(reader: &Reader<'_>, place: Place) -> Result<[Option<uuid::Uuid>; 3], RpcError> {
    let PlaceShown { building, room, .. } = places::shown(reader, place)?;
    let site = match (place, building) {
        (Place::Site(site), _) => Some(site),
        (_, Some(building)) => reader.building(building).map_err(stored)?.site,
        _ => None,
    };
    Ok([site.map(|id| id.0), building.map(|id| id.0), room.map(|id| id.0)])
}

/// The place of the register that a written address means; unmatched where there is none, or more than one.
fn located(reader: &Reader<'_>, raw: &str) -> Result<Place, RpcError> {
    if raw.trim().is_empty() {
        return Ok(Place::Unmatched);
    }
    let parts = parse_address(raw);
    let sites = parts.site.as_deref().map(|name| reader.sites_named(name)).transpose().map_err(stored)?;
    let site = match sites.as_deref() {
        Some([site]) => Some(site.id),
        Some(_) => return Ok(Place::Unmatched),
        None => None,
    };
    let buildings = match (site, &parts.building, &parts.road) {
        (Some(site), Some(name), _) => reader.buildings_named(site, name).map_err(stored)?,
        (None, block, Some(street)) => {
            let at_door = reader.buildings_at(street, parts.door_no.as_deref()).map_err(stored)?;
            at_door.into_iter().filter(|b| block.as_ref().is_none_or(|block| b.name == *block)).collect()
        }
        _ => Vec::new(),
    };
    match buildings.as_slice() {
        [building] => room_of(reader, building, &parts),
        _ => Ok(site.map_or(Place::Unmatched, Place::Site)),
    }
}

fn room_of(reader: &Reader<'_>, building: &Building, parts: &AddressParts) -> Result<Place, RpcError> {
    let at_building = Place::Building(building.id);
    let Some(number) = parts.room.as_deref() else { return Ok(at_building) };
    let rooms = reader.rooms_at(building.id, parts.unit.as_deref(), number, parts.sub_room.as_deref());
    let rooms = rooms.map_err(stored)?;
    Ok(rooms.iter().find(|room| room.is_live()).or(rooms.first()).map_or(at_building, |room| Place::Room(room.id)))
}
