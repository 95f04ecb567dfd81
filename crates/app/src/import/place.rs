//! From a parsed address to a place: the site, building and room meant, made as virtual ones where they are missing.
//! Nothing is made beside something near: that is a person's decision ([`super::address_match`]).

use super::known::{BuildingKey, RoomKey, RoomMeant, SiteMeant};
use super::plan::Step;
use super::planner::Planner;
use super::spaces::{Spaces, UnitMeant};
use louce_domain::address::AddressParts;
use louce_domain::id::{BuildingId, RoomId, SiteId};
use louce_domain::space::{Building, Place, Room, Site};
use louce_domain::space_kind::SpaceKind;

/// A place, and what must be made for it to be there.
pub struct Placed {
    /// The place.
    pub place: Place,
    /// The site it is in, where it is in one.
    pub site: Option<SiteId>,
    /// New sites, buildings and rooms, outermost first.
    pub steps: Vec<Step>,
    /// Why it is this place, where the address writes it otherwise.
    pub note: Option<String>,
}

impl Placed {
    /// The building it is, or is in, be it known or about to be made.
    pub fn building(&self, spaces: &Spaces) -> Option<BuildingId> {
        let made = |id: RoomId| {
            self.steps.iter().find_map(|step| match step {
                Step::CreateRoom(room) if room.id == id => Some(room.building),
                _ => None,
            })
        };
        match self.place {
            Place::Room(id) => spaces.building_of_room(id).or_else(|| made(id)),
            place => spaces.building_of_place(place),
        }
    }
}

impl Planner<'_> {
    /// The place an address means; nowhere, where it is near something and nobody has said whether it is that.
    pub fn place(&self, parts: &AddressParts) -> Placed {
        let mut placed = Placed { place: Place::Unmatched, site: None, steps: Vec::new(), note: None };
        match self.settled.as_ref().filter(|(said, _)| said == parts) {
            Some((_, Place::Building(id))) => {
                placed.place = self
                    .known
                    .spaces
                    .building_of_id(*id)
                    .cloned()
                    .map_or(Place::Building(*id), |building| self.in_building(&building, parts, &mut placed.steps));
                placed.site = self.known.site_of(Place::Building(*id));
                return placed;
            }
            Some((_, place)) => {
                placed.place = *place;
                placed.site = self.known.site_of(*place);
                return placed;
            }
            None => {}
        }
        if let Some(name) = parts.site.as_deref() {
            match self.known.site_meant(name) {
                SiteMeant::Near(_) => return placed,
                SiteMeant::Spelt(site, likeness) => {
                    let known = self.known.spaces.site_name(site).unwrap_or_default();
                    placed.note = Some(format!("“{name}”按已登记的“{known}”处理（{}）", likeness.zh()));
                    placed.site = Some(site);
                }
                SiteMeant::Known(_) | SiteMeant::Missing => placed.site = self.site(name, &mut placed.steps),
            }
        }
        placed.place = self.place_in(placed.site, parts, &mut placed.steps);
        placed
    }

    fn place_in(&self, site: Option<SiteId>, parts: &AddressParts, steps: &mut Vec<Step>) -> Place {
        let Some(building) = self.building_of(site, parts, steps) else {
            return site.map_or(Place::Unmatched, Place::Site);
        };
        self.in_building(&building, parts, steps)
    }

    fn in_building(&self, building: &Building, parts: &AddressParts, steps: &mut Vec<Step>) -> Place {
        let room = parts.room.as_deref().and_then(|number| self.room(building, number, parts, steps));
        room.map_or(Place::Building(building.id), Place::Room)
    }

    /// The site of a name, made when it is missing; none where the name is near another's.
    pub fn site(&self, name: &str, steps: &mut Vec<Step>) -> Option<SiteId> {
        match self.known.site_meant(name) {
            SiteMeant::Known(site) | SiteMeant::Spelt(site, _) => return Some(site),
            SiteMeant::Near(_) => return None,
            SiteMeant::Missing => {}
        }
        let planned = steps.iter().find_map(|step| match step {
            Step::CreateSite(site) if site.name == name => Some(site.id),
            _ => None,
        });
        if planned.is_some() {
            return planned;
        }
        let id = SiteId(self.mint.uuid());
        steps.push(Step::CreateSite(Site {
            id,
            area: self.area.to_owned(),
            name: name.to_owned(),
            division_code: None,
            township: None,
            community: None,
        }));
        Some(id)
    }

    fn building_of(&self, site: Option<SiteId>, parts: &AddressParts, steps: &mut Vec<Step>) -> Option<Building> {
        if let Some(building) = self.known.spaces.building_meant(site, parts) {
            return Some(building.clone());
        }
        let building = self.virtual_building(&BuildingKey::meant(site, parts)?);
        steps.push(Step::CreateBuilding(Box::new(building.clone())));
        Some(building)
    }

    /// A building of which nothing but its key is known.
    pub fn virtual_building(&self, key: &BuildingKey) -> Building {
        let id = BuildingId(self.mint.uuid());
        match key {
            BuildingKey::InSite(site, name) => Building { site: Some(*site), ..Building::named(id, self.area, name) },
            BuildingKey::OnStreet { street, door_no, block } => {
                let name = block.clone().unwrap_or_else(|| format!("{street}{door_no}"));
                Building {
                    street: Some(street.clone()),
                    door_no: Some(door_no.clone()),
                    ..Building::named(id, self.area, &name)
                }
            }
            BuildingKey::Named(name) => Building::named(id, self.area, name),
        }
    }

    /// The room of a number, made when it is missing; none where it could be in several units.
    fn room(&self, building: &Building, number: &str, parts: &AddressParts, steps: &mut Vec<Step>) -> Option<RoomId> {
        let key = RoomKey::new(building.id, number, parts.sub_room.as_deref());
        match self.known.room(&key, parts.unit.as_deref(), building.units) {
            RoomMeant::Known(id) if self.is_sure(building, &key, parts, id) => return Some(id),
            RoomMeant::Known(_) | RoomMeant::Ambiguous => return None,
            RoomMeant::Missing => {}
        }
        if let Some(id) = self.known.spaces.room_written_otherwise(building.id, number, parts) {
            return Some(id);
        }
        let unit = match (&parts.unit, self.known.spaces.unit_meant(&key, parts)) {
            (Some(unit), _) => Some(unit.clone()),
            (None, UnitMeant::Only(unit)) if has_one_unit(building) => Some(unit),
            (None, UnitMeant::Unsaid) => None,
            (None, _) if building.units == Some(1) => None,
            (None, UnitMeant::Only(_) | UnitMeant::Open) => return None,
        };
        let id = RoomId(self.mint.uuid());
        steps.push(Step::CreateRoom(Room {
            unit,
            floor: parts.floor,
            sub_room: parts.sub_room.clone(),
            kind: parts.space_kind.unwrap_or(SpaceKind::Dwelling),
            ..Room::numbered(id, building.id, number)
        }));
        Some(id)
    }
    /// Whether a known room is the one meant: not where the rows at hand name the number in a further unit.
    fn is_sure(&self, building: &Building, key: &RoomKey, parts: &AddressParts, room: RoomId) -> bool {
        let is_bare = |unit: Option<&str>| unit.is_none() || building.units.is_some();
        let mut rooms = self.known.spaces.rooms_of_number(key);
        parts.unit.is_some()
            || rooms.any(|(unit, id)| id == room && is_bare(unit))
            || self.known.spaces.unit_meant(key, parts) != UnitMeant::Open
    }
}

/// Whether nothing speaks for a second unit: none is declared.
fn has_one_unit(building: &Building) -> bool {
    building.units.is_none_or(|units| units <= 1)
}
