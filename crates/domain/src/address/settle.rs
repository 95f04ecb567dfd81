//! The last step: what the context fills in, and how far the address could be read.

use super::number::{read_room_no, read_unit_no};
use super::parse::Reader;
use super::words::{SHOP_ROAD_ENDINGS, TOWER_ENDINGS};
use super::{AddressContext, AddressParts, AddressReading};
use crate::space_kind::SpaceKind;

impl Reader<'_> {
    /// Settles the whole address. `empty`: there was no text, only context.
    pub(super) fn finish(mut self, context: &AddressContext<'_>, empty: bool) -> AddressParts {
        if self.vague {
            // What stands beside a room is not that room.
            (self.parts.room, self.parts.sub_room, self.parts.floor, self.parts.space_kind) = (None, None, None, None);
        }
        if self.several_rooms {
            // Whoever is told to live in two rooms is put into neither without being asked.
            self.parts.sub_room = None;
            if let Some(room) = self.parts.room.take() {
                let others = std::mem::take(&mut self.parts.rest);
                self.leave(&room);
                self.leave(&others);
            }
        }
        let anything = self.parts.building.is_some()
            || self.parts.unit.is_some()
            || self.parts.room.is_some()
            || self.parts.door_no.is_some()
            || self.parts.space_kind.is_some()
            || self.parts.floor.is_some();
        let only_site = self.parts.site.is_some() && self.parts.rest.is_empty() && !self.vague;
        if empty || only_site || (anything && !self.vague) || self.parts.building.is_some() {
            self.apply_context(context);
        }
        self.parts.reading = self.reading(only_site || empty);
        let shop_road = |road: &String| SHOP_ROAD_ENDINGS.iter().any(|ending| road.ends_with(ending));
        let street_only = self.parts.road.as_ref().is_some_and(shop_road)
            && self.parts.site.is_none()
            && self.parts.building.is_none()
            && self.parts.room.is_none()
            && self.parts.floor.is_none();
        if street_only && self.parts.door_no.is_some() && self.parts.space_kind.is_none() && self.parts.rest.is_empty()
        {
            // A street number with nothing behind it is a space of its own on the street.
            self.parts.space_kind = Some(SpaceKind::Shop);
        }
        self.parts
    }

    fn apply_context(&mut self, context: &AddressContext<'_>) {
        let other_site = self
            .parts
            .site
            .as_deref()
            .zip(self.context_site)
            .is_some_and(|(own, context)| own != context && !self.lane_site);
        let on_street = self.parts.road.is_some() && !self.lane_site && self.parts.building.is_none();
        if let (Some(site), false) = (self.context_site, other_site) {
            if let (true, Some(lane)) = (self.lane_site, self.parts.site.as_deref()) {
                let door = self.parts.road.as_deref().and_then(|road| lane.strip_prefix(road)).unwrap_or(lane);
                self.parts.door_no = Some(door.to_owned());
            }
            self.parts.site = Some(site.to_owned());
        }
        if other_site || on_street {
            return;
        }
        let own_building = self.parts.building.is_some();
        if !own_building {
            self.parts.building = self.context_building.take();
        }
        if self.parts.unit.is_none() {
            self.parts.unit = context.unit.and_then(read_unit_no);
        }
        if self.parts.room.is_none()
            && self.parts.space_kind.is_none()
            && !self.several_rooms
            && let Some(room) = context.room.and_then(read_room_no)
        {
            self.set_room(&room, None);
        }
    }

    fn reading(&self, nothing_left: bool) -> AddressReading {
        let parts = &self.parts;
        let tower = parts.site.as_deref().is_some_and(|site| TOWER_ENDINGS.iter().any(|ending| site.ends_with(ending)));
        let space = parts.room.is_some() || parts.space_kind.is_some();
        match (&parts.building, &parts.door_no, &parts.site) {
            (Some(_), ..) if space => AddressReading::Complete,
            (Some(_), ..) => AddressReading::BuildingOnly,
            (None, Some(_), _) if !self.vague => AddressReading::Complete,
            (None, None, Some(_)) if tower && parts.room.is_some() => AddressReading::Complete,
            (None, None, Some(_)) if nothing_left || space => AddressReading::SiteOnly,
            _ => AddressReading::Unread,
        }
    }
}
