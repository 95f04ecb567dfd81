//! From a parsed address to a place: the site, building and room meant, made as virtual ones where they are missing.

use super::known::{BuildingKey, RoomKey, RoomMeant};
use super::plan::Step;
use super::planner::Planner;
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
}

impl Planner<'_> {
    /// The place an address means.
    pub fn place(&self, parts: &AddressParts) -> Placed {
        let mut steps = Vec::new();
        let site = parts.site.as_deref().map(|name| self.site(name, &mut steps));
        let place = self.place_in(site, parts, &mut steps);
        Placed { place, site, steps }
    }

    fn place_in(&self, site: Option<SiteId>, parts: &AddressParts, steps: &mut Vec<Step>) -> Place {
        let Some(building) = self.building_of(site, parts, steps) else {
            return site.map_or(Place::Unmatched, Place::Site);
        };
        let room = parts.room.as_deref().and_then(|number| self.room(&building, number, parts, steps));
        room.map_or(Place::Building(building.id), Place::Room)
    }

    /// The site of a name, made when it is missing.
    pub fn site(&self, name: &str, steps: &mut Vec<Step>) -> SiteId {
        let planned = steps.iter().find_map(|step| match step {
            Step::CreateSite(site) if site.name == name => Some(site.id),
            _ => None,
        });
        if let Some(id) = self.known.site(name).or(planned) {
            return id;
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
        id
    }

    fn building_of(&self, site: Option<SiteId>, parts: &AddressParts, steps: &mut Vec<Step>) -> Option<Building> {
        let key = BuildingKey::meant(site, parts)?;
        if let Some(building) = self.known.building(&key) {
            return Some(building.clone());
        }
        let building = self.virtual_building(&key);
        steps.push(Step::CreateBuilding(building.clone()));
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
            RoomMeant::Known(id) => return Some(id),
            RoomMeant::Ambiguous => return None,
            RoomMeant::Missing => {}
        }
        let id = RoomId(self.mint.uuid());
        steps.push(Step::CreateRoom(Room {
            unit: parts.unit.clone(),
            floor: parts.floor,
            sub_room: parts.sub_room.clone(),
            kind: parts.space_kind.unwrap_or(SpaceKind::Dwelling),
            ..Room::numbered(id, building.id, number)
        }));
        Some(id)
    }
}
