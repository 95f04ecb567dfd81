//! Gathers what the report says, building by building, in one reading of the register.

use super::changes::{self, date_time};
use super::gaps;
use super::words;
use crate::asking::{Asking, stored};
use crate::block::natural_key;
use crate::population::Classes;
use crate::protection::Hidden;
use crate::rows::age_on;
use louce_domain::change::RecordRef;
use louce_domain::date::PartialDate;
use louce_domain::field::RecordKind;
use louce_domain::id::{OrganisationId, PersonId, RoomId, SiteId};
use louce_domain::population_class::PopulationClass;
use louce_domain::sex::Sex;
use louce_domain::space::{Place, Room, RoomState, Site};
use louce_report::{
    BaseNumbers, BuildingLine, BuildingSheet, Cover, Gap, HandoverReport, OrganisationLine, Origin, Parties, Party,
    Printed, Resident, RoomSheet, SpotCheckRoom, Stock, Term, WITHHELD,
};
use louce_store::{BuildingListing, Reader, Resident as Stayer};
use louce_wire::{ReportOrder, RpcError};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Rooms drawn for the spot check (DOMAIN §2.4 no. 9).
const SPOT_CHECK: usize = 10;

/// What is reported: a police area, a site, or everything.
pub struct Extent {
    /// Only this police area.
    pub area: Option<String>,
    /// Only this site.
    pub site: Option<SiteId>,
}

impl Extent {
    fn is_whole(&self) -> bool {
        self.area.is_none() && self.site.is_none()
    }

    fn covers_site(&self, site: &Site) -> bool {
        self.area.as_ref().is_none_or(|area| *area == site.area) && self.site.is_none_or(|only| only == site.id)
    }

    fn covers(&self, listing: &BuildingListing) -> bool {
        let in_area = self.area.as_ref().is_none_or(|area| *area == listing.building.area);
        in_area && self.site.is_none_or(|site| listing.building.site == Some(site))
    }
}

/// What is counted once however often it is met.
#[derive(Default)]
struct Tally {
    people: HashMap<PersonId, PopulationClass>,
    households: HashSet<String>,
    organisations: HashSet<OrganisationId>,
    states: BTreeMap<RoomState, u64>,
    rooms: u64,
}

struct Gathering<'a> {
    reader: &'a Reader<'a>,
    classes: Classes<'a>,
    /// Nobody's whose paper this will be: a protected person is counted, and named nowhere (住址保护).
    hidden: Hidden,
    today: PartialDate,
    divisions: HashMap<SiteId, String>,
    tally: Tally,
}

/// Identifiers of the buildings that the extent covers.
pub fn covered(reader: &Reader<'_>, extent: &Extent) -> Result<HashSet<String>, RpcError> {
    let listings = reader.buildings().map_err(stored)?;
    let covered = listings.iter().filter(|listing| extent.covers(listing));
    Ok(covered.map(|listing| listing.building.id.to_string()).collect())
}

/// The report of what the extent covers.
pub fn report(
    asking: Asking<'_>,
    reader: &Reader<'_>,
    order: &ReportOrder,
    extent: &Extent,
    since: Option<PartialDate>,
) -> Result<HandoverReport, RpcError> {
    let sites = reader.all_sites().map_err(stored)?;
    let divisions = sites.iter().filter_map(|site| Some((site.id, site.division_code.clone()?))).collect();
    let mut gathering = Gathering {
        reader,
        classes: Classes::of(reader)?,
        hidden: Hidden::from_all(reader)?,
        today: asking.host.today(),
        divisions,
        tally: Tally::default(),
    };
    let mut listings = reader.buildings().map_err(stored)?;
    listings.retain(|listing| extent.covers(listing));
    listings.sort_by_cached_key(|listing| (listing.site_name.clone(), natural_key(&listing.building.name)));
    let (mut lines, mut sheets) = (Vec::with_capacity(listings.len()), Vec::with_capacity(listings.len()));
    for listing in &listings {
        let sheet = gathering.building(listing)?;
        lines.push(line(listing, &sheet));
        sheets.push(sheet);
    }
    let outside = gathering.outside_buildings(&sites, extent)?;
    sheets.extend(outside);
    let spot_check = spot_check(asking, &sheets);
    let numbers = gathering.numbers(lines.len());
    let gaps = gathering.gaps(extent, &listings)?;
    let site_name = sites.iter().find(|site| Some(site.id) == extent.site).map(|site| site.name.clone());
    Ok(HandoverReport {
        cover: cover(asking, reader, order, site_name)?,
        numbers,
        changes: changes::since(reader, since, asking.host.now_ms())?,
        gaps,
        buildings: lines,
        picture: None,
        residents: sheets,
        disclosure: louce_report::Disclosure::Masked,
        spot_check,
        parties: parties(order),
        printed: Printed {
            by: asking.session.display_name.clone(),
            at: date_time(asking.host.now_ms()),
            purpose: asking.session.purpose.zh().to_owned(),
        },
    })
}

fn cover(
    asking: Asking<'_>,
    reader: &Reader<'_>,
    order: &ReportOrder,
    site: Option<String>,
) -> Result<Cover, RpcError> {
    let (rows, head) = reader.audit_head().map_err(stored)?;
    let now = date_time(asking.host.now_ms());
    Ok(Cover {
        title: String::new(),
        unit: asking.session.register_name.clone(),
        area: site.or_else(|| order.area.clone()).unwrap_or_else(|| "全部辖区".to_owned()),
        cut_off: now.clone(),
        since: order.since.clone().filter(|text| !text.trim().is_empty()),
        reason: String::new(),
        prepared_by: asking.session.display_name.clone(),
        generated_at: now,
        app_version: env!("CARGO_PKG_VERSION").to_owned(),
        data_version: rows.to_string(),
        fingerprint: head.iter().take(8).map(|byte| format!("{byte:02x}")).collect(),
        origin: if asking.session.is_demo { Origin::Demo } else { Origin::Register },
    })
}

fn parties(order: &ReportOrder) -> Parties {
    let party = |name: &Option<String>| Party { name: name.clone().unwrap_or_default(), ..Party::default() };
    Parties { from: party(&order.from_officer), to: party(&order.to_officer), witness: party(&order.supervisor) }
}

impl Gathering<'_> {
    fn building(&mut self, listing: &BuildingListing) -> Result<BuildingSheet, RpcError> {
        let building = &listing.building;
        let mut rooms = self.reader.rooms_of(building.id).map_err(stored)?;
        // Rooms that were split, merged or pulled down are handed over with what followed them.
        rooms.retain(Room::is_live);
        let stays = self.reader.stays_in_building(building.id).map_err(stored)?;
        let division = building.site.and_then(|site| self.divisions.get(&site).cloned());
        let mut by_room: HashMap<RoomId, Vec<Resident>> = HashMap::new();
        let mut unplaced = Vec::new();
        for stayer in stays.iter().filter(|stayer| stayer.stay.is_open()) {
            let resident = self.resident(stayer, division.as_deref())?;
            match stayer.stay.place {
                Place::Room(room) => by_room.entry(room).or_default().push(resident),
                _ => unplaced.push(resident),
            }
        }
        self.organisations_at(Place::Building(building.id))?;
        let rooms = rooms.iter().map(|room| self.room(room, &mut by_room)).collect::<Result<Vec<_>, _>>()?;
        // Whoever a ledger still leaves in a room that is gone is listed all the same.
        unplaced.extend(by_room.into_values().flatten());
        Ok(BuildingSheet {
            title: building.title(listing.site_name.as_deref()),
            address: building.address.clone().unwrap_or_default(),
            rooms,
            unplaced,
        })
    }

    fn room(&mut self, room: &Room, by_room: &mut HashMap<RoomId, Vec<Resident>>) -> Result<RoomSheet, RpcError> {
        self.tally.rooms += 1;
        *self.tally.states.entry(room.state).or_default() += 1;
        Ok(RoomSheet {
            room: room.address(""),
            own_address: String::new(),
            state: words::room_state(room.state),
            residents: by_room.remove(&room.id).unwrap_or_default(),
            organisations: self.organisations_at(Place::Room(room.id))?,
        })
    }

    fn organisations_at(&mut self, place: Place) -> Result<Vec<OrganisationLine>, RpcError> {
        let present = self.reader.organisations_at(place).map_err(stored)?;
        let mut lines = Vec::with_capacity(present.len());
        for (presence, organisation) in present {
            self.tally.organisations.insert(organisation.id);
            lines.push(OrganisationLine {
                code: organisation.credit_code.clone().unwrap_or_default(),
                phone: organisation.legal_rep_phones.join("、"),
                since: presence.from.map(|date| date.to_string()),
                name: organisation.name,
            });
        }
        Ok(lines)
    }

    fn resident(&mut self, stayer: &Stayer, division: Option<&str>) -> Result<Resident, RpcError> {
        let Stayer { person, stay } = stayer;
        let class = self.classes.class(person, stay, division).map_err(stored)?.unwrap_or(PopulationClass::Floating);
        self.tally.people.insert(person.id, class);
        self.tally.households.insert(match (&stay.household_no, stay.place) {
            (Some(number), _) => number.clone(),
            (None, Place::Unmatched) => format!("person:{}", person.id),
            (None, place) => place.to_string(),
        });
        if self.hidden.hides(person.id) {
            return Ok(withheld(words::class(class)));
        }
        Ok(Resident {
            name: person.name.clone(),
            sex: words::sex(person.sex),
            birth: person.birth_date.map(|date| date.to_string()),
            age: person.birth_date.and_then(|birth| age_on(birth, self.today)),
            class: words::class(class),
            relation: stay.relation.clone().map(Term::same),
            phone: person.phones.join("、"),
            since: stay.from.map(|date| date.to_string()),
        })
    }

    /// Open stays at a site or nowhere matched: listed apart, so that nobody is missing from the report.
    fn outside_buildings(&mut self, sites: &[Site], extent: &Extent) -> Result<Option<BuildingSheet>, RpcError> {
        let covered = sites.iter().filter(|site| extent.covers_site(site));
        let mut places: Vec<Place> = covered.map(|site| Place::Site(site.id)).collect();
        if extent.is_whole() {
            places.push(Place::Unmatched);
        }
        let mut unplaced = Vec::new();
        for place in places {
            for stayer in self.reader.stays_at(place).map_err(stored)?.iter().filter(|stayer| stayer.stay.is_open()) {
                unplaced.push(self.resident(stayer, None)?);
            }
            self.organisations_at(place)?;
        }
        let title = "楼栋不详 / building not known".to_owned();
        Ok((!unplaced.is_empty()).then(|| BuildingSheet { title, unplaced, ..BuildingSheet::default() }))
    }

    /// What is missing or doubtful in what the extent covers.
    fn gaps(&self, extent: &Extent, listings: &[BuildingListing]) -> Result<Vec<Gap>, RpcError> {
        if extent.site.is_none() {
            return gaps::of_area(self.reader, extent.area.as_deref(), self.today);
        }
        let buildings = listings.iter().map(|listing| listing.building.id);
        let organisation = |id: &OrganisationId| RecordRef { kind: RecordKind::Organisation, id: id.0 };
        gaps::of_buildings(self.reader, buildings, self.tally.organisations.iter().map(organisation), self.today)
    }

    fn numbers(&self, buildings: usize) -> BaseNumbers {
        let stock = |n: usize| Stock::now(u64::try_from(n).unwrap_or(u64::MAX));
        let of_class = |class: PopulationClass| self.tally.people.values().filter(|c| **c == class).count();
        BaseNumbers {
            buildings: stock(buildings),
            rooms: Stock::now(self.tally.rooms),
            rooms_by_state: self.tally.states.iter().map(|(s, n)| (words::room_state(*s), Stock::now(*n))).collect(),
            people: stock(self.tally.people.len()),
            people_by_class: PopulationClass::ALL.iter().map(|c| (words::class(*c), stock(of_class(*c)))).collect(),
            households: stock(self.tally.households.len()),
            organisations: stock(self.tally.organisations.len()),
        }
    }
}

fn line(listing: &BuildingListing, sheet: &BuildingSheet) -> BuildingLine {
    let BuildingListing { building, site_name, counts } = listing;
    let occupied = counts.owner_occupied + counts.let_out + counts.business;
    let storeys = |floors: Option<i16>| floors.and_then(|floors| u32::try_from(floors).ok()).unwrap_or(0);
    let known = [
        building.units.is_some(),
        building.floors_above.is_some(),
        building.address.is_some(),
        building.block_leader_name.is_some(),
        building.property_company.is_some(),
        counts.rooms > 0 && counts.unknown == 0,
    ];
    let filled = known.iter().filter(|known| **known).count() * 100 / known.len();
    BuildingLine {
        site: site_name.clone().unwrap_or_default(),
        number: building.label(),
        units: u32::from(building.units.unwrap_or(0)),
        floors_above: storeys(building.floors_above),
        floors_below: storeys(building.floors_below),
        rooms: u64::from(counts.rooms),
        occupied: u64::from(occupied),
        vacant: u64::from(counts.vacant),
        unknown: u64::from(counts.unknown),
        people: u64::try_from(sheet.residents().count()).unwrap_or(u64::MAX),
        organisations: u64::from(counts.organisations),
        completeness: u8::try_from(filled).ok(),
        last_verified: None,
    }
}

/// Somebody lives there: no more is said of a protected person.
fn withheld(class: louce_report::PopulationClass) -> Resident {
    Resident {
        name: WITHHELD.to_owned(),
        sex: words::sex(Sex::Unknown),
        birth: None,
        age: None,
        class,
        relation: None,
        phone: String::new(),
        since: None,
    }
}

/// Rooms drawn by lot, each at most once.
fn spot_check(asking: Asking<'_>, sheets: &[BuildingSheet]) -> Vec<SpotCheckRoom> {
    let mut rooms: Vec<(&BuildingSheet, &RoomSheet)> =
        sheets.iter().flat_map(|sheet| sheet.rooms.iter().map(move |room| (sheet, room))).collect();
    let mut seed = [0_u8; 8];
    asking.host.fill_random(&mut seed);
    fastrand::Rng::with_seed(u64::from_le_bytes(seed)).shuffle(&mut rooms);
    let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let drawn = rooms.into_iter().take(SPOT_CHECK).map(|(sheet, room)| SpotCheckRoom {
        address: format!("{}{}", sheet.title, room.room),
        state: room.state,
        people: small(room.residents.len()),
        organisations: small(room.organisations.len()),
    });
    drawn.collect()
}
