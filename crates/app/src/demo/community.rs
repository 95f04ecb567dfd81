//! The invented community as a stream of records: site by site, building by building, room by room. What it holds in
//! memory is one building, whatever the scale.

use super::building::{BuildingContext, building, declared, rooms};
use super::chance::{by_share, per_mille};
use super::corrections::{Correction, Corrector};
use super::letting::Landlord;
use super::organisation::{Premises, organisation};
use super::past::states_before;
use super::site::{BuildingPlan, Planner, SiteKind, SitePlan};
use super::stays::{Dwelling, People};
use super::surroundings;
use super::tenure::{episodes, first_day, weight};
use super::totals::{Quota, ScaleError, Totals};
use super::town::{Plot, Town, Unclaimed};
use super::{DemoRecord, SEED};
use crate::ground::UNNAMED;
use crate::ground::outline::{middle, rounded};
use fastrand::Rng;
use louce_domain::date::PartialDate;
use louce_domain::division::DEMO_DIVISION;
use louce_domain::id::{BuildingId, SiteId};
use louce_domain::space::{Building, Place, Room, RoomState, Site};
use louce_domain::space_kind::SpaceKind;
use louce_store::{GroundFeature, GroundSource};
use std::collections::VecDeque;

/// How many of a hundred persons are matched to a room; the rest are known by a vague address.
const MATCHED_PER_CENT: u32 = 97;
/// Buildings of this year and later were built while the register was kept: their rooms say since when they are there.
const BUILT_WITHIN: u16 = 2017;
/// The police area (警务区) of a community that is given none: demo division, station, 31, serial.
const OWN_AREA: &str = "330299003101";

/// The community, record by record: a space comes before what is in it, a person before the stay.
pub struct Community {
    rng: Rng,
    area: String,
    planner: Planner,
    people: People,
    corrector: Corrector,
    landlord: Option<Landlord>,
    persons: Quota,
    vague: Quota,
    organisations: Quota,
    sites: usize,
    site: Option<(SitePlan, Option<Site>, VecDeque<BuildingPlan>)>,
    town: Town,
    plots: VecDeque<Option<Plot>>,
    plotted: u32,
    ready: VecDeque<DemoRecord>,
}

impl Community {
    /// The community at a scale (0.001 to 10; 1 is the everyday size). The same scale yields the same records.
    pub fn at_scale(scale: f64) -> Result<Self, ScaleError> {
        let totals = Totals::at_scale(scale)?;
        let matched =
            u32::try_from(u64::from(totals.persons) * u64::from(MATCHED_PER_CENT) / 100).unwrap_or(totals.persons);
        Ok(Self {
            rng: Rng::with_seed(SEED),
            area: OWN_AREA.to_owned(),
            planner: Planner::new(totals),
            people: People::new(),
            corrector: Corrector::new(totals.persons),
            landlord: None,
            persons: Quota::new(matched, totals.rooms),
            // The landlord of many rooms is one of them.
            vague: Quota::new(totals.persons - matched - 1, totals.buildings),
            organisations: Quota::new(totals.organisations, totals.rooms),
            sites: 0,
            site: None,
            town: Town::default(),
            plots: VecDeque::new(),
            plotted: 0,
            ready: VecDeque::new(),
        })
    }

    /// The same community in another police area.
    #[must_use]
    pub fn in_area(self, area: &str) -> Self {
        Self { area: area.to_owned(), ..self }
    }

    /// Streets, river and parks around what has been built; whole once every record has been taken.
    pub fn ground(&self) -> (GroundSource, Vec<GroundFeature>) {
        self.town.ground()
    }

    /// The later corrections; whole once every record has been taken.
    pub fn corrections(self) -> Vec<Correction> {
        self.corrector.finish()
    }

    /// Invents the next building with all that is in it. False when there is none.
    fn advance(&mut self) -> bool {
        let Some((plan, site, mut buildings)) = self.site.take().or_else(|| self.open_site()) else { return false };
        if let Some(building) = buildings.pop_front() {
            let mut records = Vec::new();
            self.building(&plan, site.as_ref(), &building, &mut records);
            for record in &records {
                self.corrector.see(&mut self.rng, &mut self.people.numbers, record);
            }
            self.ready.extend(records);
            self.site = Some((plan, site, buildings));
        }
        true
    }

    fn open_site(&mut self) -> Option<(SitePlan, Option<Site>, VecDeque<BuildingPlan>)> {
        let plan = self.planner.next(&mut self.rng)?;
        self.sites += 1;
        // Shops of a street belong to no site.
        let site = (plan.kind != SiteKind::ShopRow).then(|| Site {
            id: SiteId(self.people.mint.uuid(&mut self.rng)),
            area: self.area.clone(),
            name: plan.name.clone(),
            division_code: Some(DEMO_DIVISION.to_owned()),
            township: Some("望湖街道".to_owned()),
            community: Some(format!("{}社区", plan.street.chars().take(2).collect::<String>())),
        });
        self.ready.extend(site.clone().map(DemoRecord::Site));
        let grid = surroundings::grid(&mut self.rng, &mut self.people.mint, &self.area, self.sites);
        self.ready.push_back(grid);
        let buildings = plan.buildings.iter().cloned().collect();
        let laid = self.town.lay(&plan);
        self.plots = laid.plots.into();
        let unclaimed: Vec<DemoRecord> = laid.unclaimed.into_iter().map(|found| self.unclaimed(found)).collect();
        self.ready.extend(unclaimed);
        Some((plan, site, buildings))
    }

    /// A footprint that no building has taken, as a map brings it.
    fn unclaimed(&mut self, found: Unclaimed) -> DemoRecord {
        // Lots of its own: what is invented beside it stays what it is.
        let id = self.people.mint.uuid(&mut Rng::with_seed(SEED ^ u64::from(self.plotted)));
        let number = found.map_id.trim_start_matches("demo:");
        let name = found.name.unwrap_or_else(|| format!("{UNNAMED}{number}"));
        DemoRecord::Footprint(Building {
            height_m: Some(found.height_m),
            map_id: Some(found.map_id),
            unclaimed: true,
            ..on_plot(Building::named(BuildingId(id), &self.area, &name), found.plot)
        })
    }

    fn building(&mut self, site_plan: &SitePlan, site: Option<&Site>, plan: &BuildingPlan, out: &mut Vec<DemoRecord>) {
        let area = self.area.clone();
        let context = BuildingContext { area: &area, site: site.map(|site| site.id), site_plan, plan };
        let people = &mut self.people;
        let mut building = building(&mut self.rng, &mut people.mint, &mut people.numbers, &context);
        building.grid = Some(surroundings::grid_code(self.sites));
        if let Some(plot) = self.plots.pop_front().flatten() {
            self.plotted += 1;
            building = on_plot(building, plot);
            building.map_id = Some(format!("demo:{}", self.plotted));
        }
        let mut rooms = rooms(&mut self.rng, &mut people.mint, &context, building.id);
        let landlord = self.landlord.get_or_insert_with(|| {
            let landlord = Landlord::invent(&mut self.rng, &mut people.mint, &mut people.numbers, &area);
            out.push(DemoRecord::Person(landlord.person().clone()));
            landlord
        });
        let built = building.built_year.filter(|year| *year >= BUILT_WITHIN).and_then(|year| year.try_into().ok());
        rooms.iter_mut().for_each(|room| room.valid_from = built.and_then(PartialDate::year_only));
        rooms.iter_mut().for_each(|room| landlord.own(&mut self.rng, &mut people.numbers, room));
        building.households_declared = declared(&mut self.rng, site_plan.kind, &rooms);
        let written = context.written();
        out.push(DemoRecord::Building(building.clone()));
        surroundings::addresses(&mut self.rng, &mut self.people.mint, &building, out);
        for room in &rooms {
            surroundings::changed_rooms(&mut self.rng, &mut self.people.mint, room, out);
        }
        for room in &rooms {
            self.room(site_plan, &area, &written, room, out);
        }
        self.vague_persons(site_plan, &area, &written, &building, out);
    }

    fn room(&mut self, site_plan: &SitePlan, area: &str, written: &str, room: &Room, out: &mut Vec<DemoRecord>) {
        let unit = room.unit.as_ref().map_or_else(String::new, |unit| format!("{unit}单元"));
        let address = format!("{written}{unit}{}室", room.number);
        let household_no = format!("{:05}{}{}", self.sites, room.unit.as_deref().unwrap_or("0"), room.number);
        let grid = format!("望湖第{}网格", self.sites);
        let site = site_plan.name.as_str();
        let place = Place::Room(room.id);
        let household_no = household_no.as_str();
        let at = Dwelling { area, site, address: &address, place, grid: &grid, household_no, room: Some(room) };
        let dwelling = room.kind == SpaceKind::Dwelling;
        let weight = weight(&mut self.rng, room.state, dwelling);
        let persons = self.persons.take(weight);
        let episodes = episodes(&mut self.rng, room.state, persons, first_day(room));
        for episode in &episodes {
            self.people.episode(&mut self.rng, &at, episode, &mut |record| out.push(record));
        }
        let before = states_before(room, &episodes);
        out.extend((!before.is_empty()).then(|| DemoRecord::Past(room.clone(), before)));
        self.room_organisations(&at, room, out);
    }

    fn room_organisations(&mut self, at: &Dwelling<'_>, room: &Room, out: &mut Vec<DemoRecord>) {
        let weight = match (room.kind, room.state) {
            (SpaceKind::Garage, _) => 0.0,
            (SpaceKind::Shop | SpaceKind::Office, RoomState::Business) => 8.0,
            (SpaceKind::Shop | SpaceKind::Office, _) => 4.0,
            _ => 0.08,
        };
        let count = self.organisations.take(weight * (0.5 + self.rng.f64()));
        let shop = room.kind == SpaceKind::Shop || (room.kind == SpaceKind::Dwelling && per_mille(&mut self.rng, 600));
        for nth in 0..count {
            let gone = nth > 1 || (room.state != RoomState::Business && room.kind != SpaceKind::Dwelling);
            let premises = Premises { at, shop, gone };
            let people = &mut self.people;
            organisation(&mut self.rng, people, &premises, &mut |record| out.push(record));
        }
    }

    /// People known to live, or to have lived, about here; no source says in which room.
    fn vague_persons(
        &mut self,
        plan: &SitePlan,
        area: &str,
        written: &str,
        building: &Building,
        out: &mut Vec<DemoRecord>,
    ) {
        let grid = format!("望湖第{}网格", self.sites);
        // The last building takes the persons no room had a place for.
        let last =
            self.planner.finished() && plan.buildings.last().is_some_and(|b| b.number.to_string() == building.name);
        let more = if last { self.persons.rest() + self.vague.rest() } else { self.vague.take(1.0) };
        for _ in 0..more {
            let by_building = (Place::Building(building.id), written.to_owned());
            let by_site = building
                .site
                .map_or((Place::Unmatched, plan.street.clone()), |site| (Place::Site(site), plan.name.clone()));
            let unmatched = (Place::Unmatched, format!("{}附近（原租户登记）", plan.street));
            let (place, address) = match by_share(&mut self.rng, &[(35, 0), (30, 1)], 2) {
                0 => by_building,
                1 => by_site,
                _ => unmatched,
            };
            let at = Dwelling {
                area,
                site: &plan.name,
                address: &address,
                place,
                grid: &grid,
                household_no: "",
                room: None,
            };
            self.people.unmatched(&mut self.rng, &at, &mut |record| out.push(record));
        }
        if last {
            self.last_organisations(area, plan, building, out);
        }
    }

    fn last_organisations(&mut self, area: &str, plan: &SitePlan, building: &Building, out: &mut Vec<DemoRecord>) {
        let place = Place::Building(building.id);
        let at =
            Dwelling { area, site: &plan.name, address: &plan.name, place, grid: "", household_no: "", room: None };
        for _ in 0..self.organisations.rest() {
            let people = &mut self.people;
            let premises = Premises { at: &at, shop: true, gone: true };
            organisation(&mut self.rng, people, &premises, &mut |record| out.push(record));
        }
    }
}

/// A building where the invented map has it.
fn on_plot(building: Building, plot: Plot) -> Building {
    let stands = middle(&plot.ring).map(rounded);
    Building {
        longitude: stands.map(|[longitude, _]| longitude),
        latitude: stands.map(|[_, latitude]| latitude),
        footprint: plot.ring,
        footprint_holes: plot.holes,
        ..building
    }
}

impl Iterator for Community {
    type Item = DemoRecord;

    fn next(&mut self) -> Option<DemoRecord> {
        while self.ready.is_empty() {
            if !self.advance() {
                return None;
            }
        }
        self.ready.pop_front()
    }
}
