//! From a parsed address to a place: the site, building and room meant, made as virtual ones where they are missing.

use super::known::{BuildingKey, RoomKey};
use super::plan::Step;
use super::planner::Planner;
use louce_domain::address::AddressParts;
use louce_domain::id::{BuildingId, RoomId, SiteId};
use louce_domain::space::{Building, Place, Room, RoomState, Site};
use louce_domain::space_kind::SpaceKind;

/// A place, and what must be made for it to be there.
pub struct Placed {
    /// The place.
    pub place: Place,
    /// New sites, buildings and rooms, outermost first.
    pub steps: Vec<Step>,
}

impl Planner<'_> {
    /// The place an address means.
    pub fn place(&self, parts: &AddressParts) -> Placed {
        let mut steps = Vec::new();
        let place = self.place_in(parts, &mut steps);
        Placed { place, steps }
    }

    fn place_in(&self, parts: &AddressParts, steps: &mut Vec<Step>) -> Place {
        let site = parts.site.as_deref().map(|name| self.site(name, steps));
        let Some(building) = self.building_of(site, parts, steps) else {
            return site.map_or(Place::Unmatched, Place::Site);
        };
        match &parts.room {
            Some(number) => Place::Room(self.room(building, number, parts, steps)),
            None => Place::Building(building),
        }
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

    fn building_of(&self, site: Option<SiteId>, parts: &AddressParts, steps: &mut Vec<Step>) -> Option<BuildingId> {
        let key = match (site, &parts.building, &parts.road, &parts.door_no) {
            (Some(site), Some(name), ..) => BuildingKey::InSite(site, name.clone()),
            (None, None, Some(street), Some(door_no)) => BuildingKey::OnStreet(street.clone(), door_no.clone()),
            (None, Some(name), Some(street), Some(door_no)) => {
                BuildingKey::OnStreet(street.clone(), format!("{door_no}{name}幢"))
            }
            _ => return None,
        };
        if let Some(building) = self.known.building(&key) {
            return Some(building.id);
        }
        let building = self.virtual_building(&key);
        let id = building.id;
        steps.push(Step::CreateBuilding(building));
        Some(id)
    }

    /// A building of which nothing but its key is known.
    pub fn virtual_building(&self, key: &BuildingKey) -> Building {
        let id = BuildingId(self.mint.uuid());
        match key {
            BuildingKey::InSite(site, name) => Building { site: Some(*site), ..Building::named(id, self.area, name) },
            BuildingKey::OnStreet(street, door_no) => Building {
                street: Some(street.clone()),
                door_no: Some(door_no.clone()),
                ..Building::named(id, self.area, &format!("{street}{door_no}"))
            },
            BuildingKey::Named(name) => Building::named(id, self.area, name),
        }
    }

    fn room(&self, building: BuildingId, number: &str, parts: &AddressParts, steps: &mut Vec<Step>) -> RoomId {
        let key = RoomKey { building, number: number.to_owned(), sub_room: parts.sub_room.clone() };
        if let Some(id) = self.known.room(&key, parts.unit.as_deref()) {
            return id;
        }
        let id = RoomId(self.mint.uuid());
        steps.push(Step::CreateRoom(Room {
            id,
            building,
            unit: parts.unit.clone(),
            floor: parts.floor,
            number: number.to_owned(),
            sub_room: parts.sub_room.clone(),
            kind: parts.space_kind.unwrap_or(SpaceKind::Dwelling),
            state: RoomState::Unknown,
            remark: None,
        }));
        id
    }
}
