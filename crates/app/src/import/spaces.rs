//! The sites, buildings and rooms a file can meet, and the indexes that find one however it is written.
//!
//! Sites and buildings stay for the whole pass; rooms are those of the buildings a chunk of rows touches.

mod units_named;

pub use self::units_named::{UnitMeant, UnitsNamed};

use louce_domain::address::{AddressParts, SiteForm, SiteLikeness, read_building_no, room_form};
use louce_domain::id::{BuildingId, RoomId, SiteId};
use louce_domain::space::{Building, Place, Room, Site};
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

/// Buildings of one number over all sites that are looked into where an address names no site.
const MOST_NAMESAKES: usize = 12;

/// How a building is told apart: inside a site by its name, on a street by its door and block number, else by its name.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum BuildingKey {
    /// 望湖家园 · 3
    InSite(SiteId, String),
    /// 澄浪路 · 59号, or 望湖北路 · 15号 · block 3
    OnStreet {
        /// Street.
        street: String,
        /// Door number with 号.
        door_no: String,
        /// Block, where several stand at one door number.
        block: Option<String>,
    },
    /// A building known by its name alone: 望湖大厦.
    Named(String),
}

impl BuildingKey {
    /// The key of a building.
    pub fn of(building: &Building) -> Self {
        match (building.site, &building.street, &building.door_no) {
            (Some(site), ..) => Self::InSite(site, building.name.clone()),
            (None, Some(street), Some(door_no)) if building.is_numbered() => {
                Self::OnStreet { street: street.clone(), door_no: door_no.clone(), block: Some(building.name.clone()) }
            }
            (None, Some(street), Some(door_no)) if building.name == format!("{street}{door_no}") => {
                Self::OnStreet { street: street.clone(), door_no: door_no.clone(), block: None }
            }
            (None, ..) => Self::Named(building.name.clone()),
        }
    }

    /// The building an address means; none where it names no building.
    pub fn meant(site: Option<SiteId>, parts: &AddressParts) -> Option<Self> {
        match (site, &parts.building, &parts.road, &parts.door_no) {
            (Some(site), Some(name), ..) => Some(Self::InSite(site, name.clone())),
            (None, block, Some(street), Some(door_no)) => {
                Some(Self::OnStreet { street: street.clone(), door_no: door_no.clone(), block: block.clone() })
            }
            _ => None,
        }
    }
}

/// How a room is told apart inside its building.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct RoomKey {
    /// The building.
    pub building: BuildingId,
    /// Number, without the leading zero some ledgers write (0501).
    number: String,
    /// Partition.
    sub_room: Option<String>,
}

impl RoomKey {
    /// The key of a number in a building.
    pub fn new(building: BuildingId, number: &str, sub_room: Option<&str>) -> Self {
        let is_padded = number.len() == 4 && number.bytes().all(|b| b.is_ascii_digit());
        let number = if is_padded { number.strip_prefix('0').unwrap_or(number) } else { number };
        Self { building, number: number.to_owned(), sub_room: sub_room.map(str::to_owned) }
    }
}

/// The room an address means, as far as the register can tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoomMeant {
    /// This one.
    Known(RoomId),
    /// None yet.
    Missing,
    /// The number stands in several units and the address names none.
    Ambiguous,
}

/// The site a name means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SiteMeant {
    /// This one.
    Known(SiteId),
    /// This one, spelt otherwise.
    Spelt(SiteId, SiteLikeness),
    /// Perhaps one of these: a person must say.
    Near(Vec<(SiteId, SiteLikeness)>),
    /// None yet.
    Missing,
}

/// A room, as far as it tells one from another.
#[derive(Debug, Clone)]
struct RoomBrief {
    id: RoomId,
    unit: Option<String>,
    sub_room: Option<String>,
}

/// Sites, buildings and rooms.
#[derive(Debug, Default)]
pub struct Spaces {
    sites: HashMap<String, SiteId>,
    forms: Vec<(SiteForm, SiteId)>,
    site_names: HashMap<SiteId, String>,
    /// Names that a person said mean a site.
    aliases: HashMap<String, SiteId>,
    /// Names that a person said are new sites'.
    new_names: HashSet<String>,
    buildings: HashMap<BuildingId, Building>,
    by_key: HashMap<BuildingKey, BuildingId>,
    of_site: HashMap<SiteId, Vec<BuildingId>>,
    by_number: HashMap<String, Vec<BuildingId>>,
    by_door: HashMap<(String, String), Vec<BuildingId>>,
    building_of_room: HashMap<RoomId, BuildingId>,
    rooms: HashMap<RoomKey, Vec<(Option<String>, RoomId)>>,
    by_form: HashMap<(BuildingId, String), Vec<RoomBrief>>,
    units: HashMap<BuildingId, HashSet<String>>,
    /// Units that the rows at hand name.
    named: UnitsNamed,
    /// The sites that names were found near to, while no site is added: rows repeat a few names.
    near: RefCell<HashMap<String, Vec<(SiteId, SiteLikeness)>>>,
}

/// Names of which the sites near them are kept.
const MOST_NAMES: usize = 4_096;

/// A building number in the form that is compared: 3幢 and 三号楼 are 3.
fn number_form(name: &str) -> String {
    read_building_no(name).unwrap_or_else(|| name.to_owned())
}

impl Spaces {
    /// Takes a site in.
    pub fn learn_site(&mut self, site: &Site) {
        self.sites.insert(site.name.clone(), site.id);
        if self.site_names.insert(site.id, site.name.clone()).as_ref() != Some(&site.name) {
            self.forms.retain(|(_, id)| *id != site.id);
            self.forms.push((SiteForm::read(&site.name), site.id));
            self.near.borrow_mut().clear();
        }
    }

    /// Notes that a person said what site a name means.
    pub fn learn_alias(&mut self, name: &str, site: SiteId) {
        if self.site_names.contains_key(&site) {
            self.aliases.insert(name.to_owned(), site);
        }
    }

    /// Notes that a person said that a name is a new site's.
    pub fn allow_new(&mut self, name: &str) {
        self.new_names.insert(name.to_owned());
    }

    /// Takes a building in.
    pub fn learn_building(&mut self, building: Building) {
        fn note<K: std::hash::Hash + Eq>(index: &mut HashMap<K, Vec<BuildingId>>, key: K, id: BuildingId) {
            let ids = index.entry(key).or_default();
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        let id = building.id;
        if let Some(site) = building.site {
            note(&mut self.of_site, site, id);
        }
        note(&mut self.by_number, number_form(&building.name), id);
        if let (Some(street), Some(door_no)) = (&building.street, &building.door_no) {
            note(&mut self.by_door, (street.clone(), door_no.clone()), id);
        }
        self.by_key.insert(BuildingKey::of(&building), id);
        self.buildings.insert(id, building);
    }

    /// Takes a room in.
    pub fn learn_room(&mut self, room: &Room) {
        self.building_of_room.insert(room.id, room.building);
        let key = RoomKey::new(room.building, &room.number, room.sub_room.as_deref());
        let same_number = self.rooms.entry(key).or_default();
        if same_number.iter().any(|(_, id)| *id == room.id) {
            return;
        }
        same_number.push((room.unit.clone(), room.id));
        self.units.entry(room.building).or_default().extend(room.unit.clone());
        let brief = RoomBrief { id: room.id, unit: room.unit.clone(), sub_room: room.sub_room.clone() };
        self.by_form.entry((room.building, room_form(&room.number, room.floor))).or_default().push(brief);
    }

    /// Lets the rooms go: what a chunk of rows met.
    pub fn forget_rooms(&mut self) {
        self.building_of_room.clear();
        self.rooms.clear();
        self.by_form.clear();
        self.units.clear();
    }

    /// Lets all of them go, but not what a person said of names.
    pub fn forget(&mut self) {
        let (aliases, new_names) = (std::mem::take(&mut self.aliases), std::mem::take(&mut self.new_names));
        *self = Self { aliases, new_names, ..Self::default() };
    }

    /// The site of exactly this name.
    pub fn site(&self, name: &str) -> Option<SiteId> {
        self.sites.get(name).copied()
    }

    /// A site's name.
    pub fn site_name(&self, id: SiteId) -> Option<&str> {
        self.site_names.get(&id).map(String::as_str)
    }

    /// The site a name means. Only one site that is the same for sure is taken (望湖家园小区 for 望湖家园); a name that is
    /// near one, or the same as several, is a person's business.
    pub fn site_meant(&self, name: &str) -> SiteMeant {
        if let Some(site) = self.sites.get(name).or_else(|| self.aliases.get(name)) {
            return SiteMeant::Known(*site);
        }
        if self.new_names.contains(name) {
            return SiteMeant::Missing;
        }
        let near = self.sites_near(name);
        let certain = near.iter().filter(|(_, likeness)| likeness.is_certain()).count();
        match near.as_slice() {
            [] => SiteMeant::Missing,
            [(site, likeness), ..] if certain == 1 => SiteMeant::Spelt(*site, *likeness),
            _ => SiteMeant::Near(near),
        }
    }

    /// The sites whose names are like a name, the likest first.
    fn sites_near(&self, name: &str) -> Vec<(SiteId, SiteLikeness)> {
        if let Some(near) = self.near.borrow().get(name) {
            return near.clone();
        }
        let read = SiteForm::read(name);
        let mut near: Vec<(SiteId, SiteLikeness)> =
            self.forms.iter().filter_map(|(form, id)| Some((*id, read.likeness(form)?))).collect();
        near.sort_by_key(|(id, likeness)| (*likeness, *id));
        let mut kept = self.near.borrow_mut();
        if kept.len() >= MOST_NAMES {
            kept.clear();
        }
        kept.insert(name.to_owned(), near.clone());
        near
    }

    /// The building of exactly this key.
    pub fn building(&self, key: &BuildingKey) -> Option<&Building> {
        self.by_key.get(key).and_then(|id| self.buildings.get(id))
    }

    /// A building.
    pub fn building_of_id(&self, id: BuildingId) -> Option<&Building> {
        self.buildings.get(&id)
    }

    /// The building an address means for sure: by its key; by its number however written; by its door where one
    /// building without a site, or one block, states it; by its site where that is one named tower.
    pub fn building_meant(&self, site: Option<SiteId>, parts: &AddressParts) -> Option<&Building> {
        let exact = BuildingKey::meant(site, parts).and_then(|key| self.building(&key));
        let sure = |building: &&Building| match (site, &parts.building) {
            (Some(_), Some(_)) => true,
            (Some(_), None) => !building.is_numbered(),
            // A site's gate bears one number for all its buildings.
            (None, block) => parts.door_no.is_some() && (block.is_some() || building.site.is_none()),
        };
        exact.or_else(|| only(self.buildings_meant(site, parts)).filter(sure))
    }

    /// The buildings an address can mean, where none has its very key.
    pub fn buildings_meant(&self, site: Option<SiteId>, parts: &AddressParts) -> Vec<&Building> {
        let found = |ids: Option<&Vec<BuildingId>>| -> Vec<&Building> {
            ids.into_iter().flatten().filter_map(|id| self.buildings.get(id)).collect()
        };
        let named = |building: &&Building, name: &str| number_form(&building.name) == number_form(name);
        match (site, &parts.building, &parts.road, &parts.door_no) {
            (Some(site), Some(name), ..) => {
                found(self.of_site.get(&site)).into_iter().filter(|building| named(building, name)).collect()
            }
            (Some(site), None, ..) if parts.room.is_some() => found(self.of_site.get(&site)),
            (None, block, Some(street), Some(door_no)) => {
                let at_door = found(self.by_door.get(&(street.clone(), door_no.clone())));
                let is_block = |building: &&Building| block.as_deref().is_none_or(|block| named(building, block));
                at_door.into_iter().filter(is_block).collect()
            }
            (None, Some(name), None, None) if parts.room.is_some() => {
                let named = found(self.by_number.get(&number_form(name)));
                named.into_iter().filter(|building| building.site.is_some()).take(MOST_NAMESAKES).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Every building that an address may mean, near ones among them: those whose rooms must be known.
    pub fn touched_by(&self, parts: &AddressParts, site: impl FnOnce(&str) -> SiteMeant) -> Vec<BuildingId> {
        let sites = match parts.site.as_deref().map(site) {
            None => vec![None],
            Some(SiteMeant::Known(site) | SiteMeant::Spelt(site, _)) => vec![Some(site)],
            Some(SiteMeant::Near(near)) => near.into_iter().map(|(site, _)| Some(site)).collect(),
            Some(SiteMeant::Missing) => Vec::new(),
        };
        let of = |site: Option<SiteId>| {
            let exact = BuildingKey::meant(site, parts).and_then(|key| self.building(&key));
            let meant = if exact.is_some() { Vec::new() } else { self.buildings_meant(site, parts) };
            exact.into_iter().chain(meant).map(|building| building.id).collect::<Vec<_>>()
        };
        let named = parts.building.clone().map(BuildingKey::Named).and_then(|key| self.by_key.get(&key)).copied();
        sites.into_iter().flat_map(of).chain(named).collect()
    }

    /// The room of a key and unit in a building of so many units. Only where a building cannot have a second unit does
    /// a number without unit stand for one with it.
    pub fn room(&self, key: &RoomKey, unit: Option<&str>, units: Option<u16>) -> RoomMeant {
        let candidates = self.rooms.get(key).map_or(&[][..], Vec::as_slice);
        if let Some((_, id)) = candidates.iter().find(|(known, _)| known.as_deref() == unit) {
            return RoomMeant::Known(*id);
        }
        match (candidates, unit) {
            ([], _) => RoomMeant::Missing,
            ([(_, id)], None) if units.is_none_or(|units| units <= 1) => RoomMeant::Known(*id),
            ([(None, id)], Some(_)) if units.is_some_and(|units| units <= 1) => RoomMeant::Known(*id),
            ([(_, id)], None) if self.is_complete(key.building, units) => RoomMeant::Known(*id),
            (_, None) => RoomMeant::Ambiguous,
            (_, Some(_)) => RoomMeant::Missing,
        }
    }

    /// Whether every unit a building declares has rooms here, so that a number in one unit alone is the only one.
    fn is_complete(&self, building: BuildingId, units: Option<u16>) -> bool {
        let known = self.units.get(&building).map_or(0, HashSet::len);
        units.is_some_and(|units| usize::from(units) == known)
    }

    /// The room an address means when no number is exactly its own: the number written otherwise (5-01), or run together
    /// with what was read as a unit. Only a single one is given.
    pub fn room_written_otherwise(&self, building: BuildingId, number: &str, parts: &AddressParts) -> Option<RoomId> {
        let fits = |brief: &&RoomBrief, unit: Option<&str>| {
            brief.sub_room == parts.sub_room && (unit.is_none() || brief.unit.as_deref() == unit)
        };
        let formed = |form: String, unit: Option<&str>| -> Option<RoomId> {
            let rooms = self.by_form.get(&(building, form))?;
            only(rooms.iter().filter(|brief| fits(brief, unit)).collect()).map(|brief| brief.id)
        };
        let unit = parts.unit.as_deref();
        let has_unit = |unit: &str| self.units.get(&building).is_some_and(|units| units.contains(unit));
        let joined = || {
            let unit = unit.filter(|unit| number.len() == 2 && !has_unit(unit))?;
            formed(room_form(&format!("{unit}{number}"), None), None)
        };
        formed(room_form(number, parts.floor), unit).or_else(joined)
    }

    /// Takes in which units the rows at hand name.
    pub fn hear_units(&mut self, named: UnitsNamed) {
        self.named = named;
    }

    /// The unit that a room number written without one is in, by the register and the rows at hand.
    pub fn unit_meant(&self, key: &RoomKey, parts: &AddressParts) -> UnitMeant {
        self.named.meant(parts, self.rooms_of_number(key).filter_map(|(unit, _)| unit))
    }

    /// The rooms of a number in a building, whatever their units.
    pub fn rooms_of_number(&self, key: &RoomKey) -> impl Iterator<Item = (Option<&str>, RoomId)> {
        self.rooms.get(key).into_iter().flatten().map(|(unit, id)| (unit.as_deref(), *id))
    }

    /// The building a room is in.
    pub fn building_of_room(&self, room: RoomId) -> Option<BuildingId> {
        self.building_of_room.get(&room).copied()
    }

    /// The building a place is, or is in, as far as known.
    pub fn building_of_place(&self, place: Place) -> Option<BuildingId> {
        match place {
            Place::Building(building) => Some(building),
            Place::Room(room) => self.building_of_room(room),
            Place::Site(_) | Place::Unmatched => None,
        }
    }

    /// The site a place is in, as far as known.
    pub fn site_of(&self, place: Place) -> Option<SiteId> {
        match place {
            Place::Site(site) => Some(site),
            place => self.buildings.get(&self.building_of_place(place)?)?.site,
        }
    }

    /// The buildings there are.
    pub fn building_ids(&self) -> impl Iterator<Item = BuildingId> {
        self.buildings.keys().copied()
    }
}

/// The one thing there is.
fn only<T>(found: Vec<T>) -> Option<T> {
    let mut found = found.into_iter();
    found.next().filter(|_| found.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;
    use louce_domain::address::parse_address;
    use uuid::Uuid;

    fn site(no: u128, name: &str) -> Site {
        Site { name: name.to_owned(), ..Site::blank(SiteId(Uuid::from_u128(no)), "A".to_owned()) }
    }

    fn building(no: u128, of: Option<u128>, name: &str) -> Building {
        let id = BuildingId(Uuid::from_u128(no));
        Building { site: of.map(|no| SiteId(Uuid::from_u128(no))), ..Building::named(id, "A", name) }
    }

    fn room(no: u128, of: u128, unit: Option<&str>, number: &str) -> Room {
        let blank = Room::numbered(RoomId(Uuid::from_u128(no)), BuildingId(Uuid::from_u128(of)), number);
        Room { unit: unit.map(str::to_owned), ..blank }
    }

    fn estate() -> Spaces {
        let mut spaces = Spaces::default();
        spaces.learn_site(&site(1, "望湖家园"));
        spaces.learn_building(building(10, Some(1), "3幢"));
        spaces.learn_building(Building { units: Some(2), ..building(11, Some(1), "8") });
        spaces.learn_building(Building {
            street: Some("澄浪路".to_owned()),
            door_no: Some("59号".to_owned()),
            ..building(12, None, "望湖大厦")
        });
        spaces.learn_room(&room(20, 10, None, "501"));
        spaces.learn_room(&room(21, 11, Some("1"), "101"));
        spaces
    }

    #[test]
    fn a_site_is_taken_only_where_it_is_the_same_for_sure() {
        let mut spaces = estate();
        let home = SiteId(Uuid::from_u128(1));
        assert_eq!(spaces.site_meant("望湖家园"), SiteMeant::Known(home), "its name");
        assert_eq!(
            spaces.site_meant("望湖家园小区"),
            SiteMeant::Spelt(home, SiteLikeness::BareEnding),
            "a bare word more"
        );
        assert_eq!(spaces.site_meant("望湖花园"), SiteMeant::Near(vec![(home, SiteLikeness::OneSlip)]), "a question");
        assert_eq!(spaces.site_meant("望湖家园二期"), SiteMeant::Missing, "a phase is another site");
        spaces.learn_site(&site(2, "望湖家园 小区"));
        assert!(
            matches!(spaces.site_meant("望湖家园住宅小区"), SiteMeant::Near(near) if near.len() == 2),
            "of two, neither"
        );
        spaces.allow_new("望湖花园");
        assert_eq!(spaces.site_meant("望湖花园"), SiteMeant::Missing, "a person said that it is another");
        spaces.learn_alias("望湖佳苑", home);
        assert_eq!(spaces.site_meant("望湖佳苑"), SiteMeant::Known(home), "a person said that it is this one");
    }

    #[test]
    fn a_building_is_found_by_its_number_and_by_its_door() {
        let spaces = estate();
        let meant = |text: &str| {
            let parts = parse_address(text);
            let site = parts.site.as_deref().and_then(|name| spaces.site(name));
            spaces.building_meant(site, &parts).map(|building| building.id.0.as_u128())
        };
        assert_eq!(meant("望湖家园三号楼501"), Some(10), "the register writes 3幢");
        assert_eq!(meant("澄浪路59号501室"), Some(12), "a named building that states the door");
        assert_eq!(meant("望湖家园5幢501"), None, "5 is not 3");
        assert_eq!(meant("望湖家园501"), None, "one known building does not make it the only one");
    }

    #[test]
    fn a_room_is_found_however_its_number_is_written() {
        let spaces = estate();
        let id = BuildingId(Uuid::from_u128(10));
        let written = |unit: Option<&str>, number: &str, floor: Option<i16>| {
            let parts = AddressParts { unit: unit.map(str::to_owned), floor, ..AddressParts::default() };
            spaces.room_written_otherwise(id, number, &parts).map(|room| room.0.as_u128())
        };
        assert_eq!(written(None, "5-01", None), Some(20), "floor and room parted");
        assert_eq!(written(Some("5"), "01", None), Some(20), "and read as a unit, which the building has not");
        assert_eq!(written(None, "1-501", None), None, "a unit is no floor");
        assert_eq!(written(Some("2"), "501", None), None, "the room is in no unit 2");
    }

    #[test]
    fn a_number_in_one_unit_is_the_only_one_where_all_units_are_known() {
        let mut spaces = estate();
        let key = RoomKey::new(BuildingId(Uuid::from_u128(11)), "101", None);
        assert_eq!(spaces.room(&key, None, Some(2)), RoomMeant::Ambiguous, "unit 2 may have a 101 too");
        spaces.learn_room(&room(22, 11, Some("2"), "103"));
        assert_eq!(spaces.room(&key, None, Some(2)), RoomMeant::Known(RoomId(Uuid::from_u128(21))), "it has not");
    }
}
