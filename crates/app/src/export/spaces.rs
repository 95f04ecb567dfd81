//! Spaces by id while a list is made: sites, buildings and rooms are few beside persons and are held in memory.

use louce_domain::id::{BuildingId, RoomId, SiteId};
use louce_domain::space::{Building, Place, Room, Site};
use std::collections::HashMap;

/// Every space of the register.
#[derive(Default)]
pub(super) struct Spaces {
    pub(super) sites: HashMap<SiteId, Site>,
    pub(super) buildings: HashMap<BuildingId, Building>,
    pub(super) rooms: HashMap<RoomId, Room>,
}

/// A place in words.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct At<'a> {
    pub(super) site: Option<&'a str>,
    pub(super) division: Option<&'a str>,
    pub(super) building: Option<&'a str>,
    pub(super) room: Option<&'a Room>,
}

impl Spaces {
    /// The name of a site.
    pub(super) fn site_name(&self, site: Option<SiteId>) -> Option<&str> {
        site.and_then(|site| self.sites.get(&site)).map(|site| site.name.as_str())
    }

    /// A place in words, as exact as it is known.
    pub(super) fn at(&self, place: &Place) -> At<'_> {
        match place {
            Place::Room(id) => {
                let room = self.rooms.get(id);
                At { room, ..self.at_building(room.map(|room| room.building)) }
            }
            Place::Building(id) => self.at_building(Some(*id)),
            Place::Site(id) => self.at_site(Some(*id)),
            Place::Unmatched => At::default(),
        }
    }

    fn at_building(&self, id: Option<BuildingId>) -> At<'_> {
        let building = id.and_then(|id| self.buildings.get(&id));
        let site = self.at_site(building.and_then(|building| building.site));
        At { building: building.map(|building| building.name.as_str()), ..site }
    }

    fn at_site(&self, id: Option<SiteId>) -> At<'_> {
        let site = id.and_then(|id| self.sites.get(&id));
        At {
            site: site.map(|site| site.name.as_str()),
            division: site.and_then(|site| site.division_code.as_deref()),
            ..At::default()
        }
    }
}
