//! The people of a room through the years: persons, stays, and households that moved within the community.

use super::chance::{by_share, one_of, per_mille};
use super::household::{Member, members};
use super::identity::Numbers;
use super::letting::{Tenants, tenancy};
use super::mint::Mint;
use super::origin::{self, Origin, Roots};
use super::person::{Recorded, person};
use super::surroundings::days_ago;
use super::tenure::{Episode, Told, as_recorded, told};
use super::ties::{self, Neighbours};
use super::{DATA_AS_OF_DAY, DATA_AS_OF_YEAR, DemoRecord};
use fastrand::Rng;
use louce_domain::code_list::Coded;
use louce_domain::date::PartialDate;
use louce_domain::household::Household;
use louce_domain::id::{HouseholdId, PersonId, StayId};
use louce_domain::person::Person;
use louce_domain::population_class::PopulationClass;
use louce_domain::relation::read_relation;
use louce_domain::space::{Place, Room};
use louce_domain::stay::{EndReason, Stay};

/// A place where people stay, in the words of the records.
pub(super) struct Dwelling<'a> {
    pub(super) area: &'a str,
    pub(super) site: &'a str,
    pub(super) address: &'a str,
    pub(super) place: Place,
    pub(super) grid: &'a str,
    pub(super) household_no: &'a str,
    /// The room, where it is one.
    pub(super) room: Option<&'a Room>,
}

/// People who have left a room for another one of this community and not yet arrived.
#[derive(Default)]
pub(super) struct Movers {
    people: Vec<(PersonId, Member)>,
    since_day: i32,
}

/// Whoever invents people: numbers, ids, and who is on the move.
pub(super) struct People {
    pub(super) mint: Mint,
    pub(super) numbers: Numbers,
    pub(super) neighbours: Neighbours,
    movers: Movers,
}

impl People {
    pub(super) fn new() -> Self {
        Self {
            mint: Mint::default(),
            numbers: Numbers::new(origin::ORIGINS.len()),
            neighbours: Neighbours::default(),
            movers: Movers::default(),
        }
    }

    /// Records of one episode. Movers who wait for a home of this kind come as well: stays without new persons.
    pub(super) fn episode(
        &mut self,
        rng: &mut Rng,
        at: &Dwelling<'_>,
        episode: &Episode,
        out: &mut impl FnMut(DemoRecord),
    ) {
        if episode.to_day.is_none() {
            self.arrive(rng, at, episode, out);
        }
        let origin = origin::draw(rng, episode.roots);
        let within = episode.to_day.filter(|day| *day > DATA_AS_OF_DAY - 3000).is_some_and(|_| per_mille(rng, 60));
        let told = told(rng, episode, within);
        let counted = episode.to_day.is_none() && episode.roots == Roots::Owner && at.room.is_some();
        let household = counted.then(|| HouseholdId(self.mint.uuid(rng)));
        let mut tenants = Tenants { people: Vec::new() };
        for member in members(rng, episode.roots, episode.size, year_of(episode.from_day)) {
            let own = if member.relation == "合租" { origin::draw(rng, episode.roots) } else { origin };
            let person = self.record(rng, at, &member, (own, household), (episode, &told), out);
            if within {
                self.movers.people.push((person.id, member));
            }
            tenants.people.push(person);
        }
        let current = episode.to_day.is_none();
        if episode.roots == Roots::Tenant && (current || per_mille(rng, 60)) {
            tenancy(rng, &mut self.mint, at, (episode, &told), &tenants, out);
        }
        if let Some(met) = tenants.people.first().filter(|_| current && per_mille(rng, 70)) {
            ties::visit(rng, &mut self.mint, at, met.id, out);
        }
        if let Some(day) = episode.to_day.filter(|_| within) {
            self.movers.since_day = self.movers.since_day.max(day);
        }
    }

    fn record(
        &mut self,
        rng: &mut Rng,
        at: &Dwelling<'_>,
        member: &Member,
        (origin, household): (Origin, Option<HouseholdId>),
        (episode, told): (&Episode, &Told),
        out: &mut impl FnMut(DemoRecord),
    ) -> Person {
        let year = episode.to_day.map_or(DATA_AS_OF_YEAR, year_of);
        let recorded = Recorded { area: at.area, address: at.address, site: at.site, origin, year };
        let mut person = person(rng, &mut self.mint, &mut self.numbers, member, &recorded);
        let mut stay = self.stay(rng, at, member, person.id, episode, told);
        state_class(rng, &mut stay, member, origin.index, year);
        let abroad = episode.roots == Roots::Tenant && episode.to_day.is_none() && year - member.born >= 20;
        let passport =
            (abroad && per_mille(rng, 12)).then(|| ties::from_abroad(rng, &mut self.mint, &mut person, &mut stay));
        let vague = at.room.is_none() && member.relation.is_empty() && per_mille(rng, 40);
        if let Some(known) = self.neighbours.any(rng).filter(|_| vague) {
            ties::written_twice(rng, known, &mut person);
        }
        out(DemoRecord::Person(person.clone()));
        if let Some(id) = household {
            stay.household = Some(id);
            if member.relation == "户主" {
                out(DemoRecord::Household(household_of(id, &person, at, &stay)));
            }
        }
        let open = stay.is_open();
        out(DemoRecord::Stay(stay));
        passport.into_iter().for_each(&mut *out);
        if open {
            self.tie(rng, &person, out);
        }
        person
    }

    /// A relative in another block, a care note: for a few.
    fn tie(&mut self, rng: &mut Rng, person: &Person, out: &mut impl FnMut(DemoRecord)) {
        if let Some(parent) = self.neighbours.parent_of(rng, person).filter(|_| per_mille(rng, 60)) {
            out(ties::kinship(rng, &mut self.mint, person.id, parent));
        }
        if ties::is_older_than(person, 78) && per_mille(rng, 25) {
            out(ties::care(rng, &mut self.mint, person));
        }
        self.neighbours.remember(person);
    }

    /// A person of whom no source tells where exactly they lived.
    pub(super) fn unmatched(&mut self, rng: &mut Rng, at: &Dwelling<'_>, out: &mut impl FnMut(DemoRecord)) {
        let roots = by_share(rng, &[(30, Roots::Owner)], Roots::Tenant);
        let ended = DATA_AS_OF_DAY - rng.i32(10..4000);
        let to_day = by_share(rng, &[(70, Some(ended))], None);
        let from_day = to_day.unwrap_or(DATA_AS_OF_DAY) - rng.i32(60..1500);
        let episode = Episode { roots, size: 1, from_day, to_day };
        let told = told(rng, &episode, false);
        let Some(member) = members(rng, roots, 1, year_of(from_day)).pop() else { return };
        let alone = Member { relation: "", ..member };
        let origin = origin::draw(rng, roots);
        self.record(rng, at, &alone, (origin, None), (&episode, &told), out);
    }

    /// Movers move in where a household lives that came after they left.
    fn arrive(&mut self, rng: &mut Rng, at: &Dwelling<'_>, episode: &Episode, out: &mut impl FnMut(DemoRecord)) {
        if self.movers.people.is_empty() || episode.from_day > self.movers.since_day || episode.roots == Roots::Tenant {
            return;
        }
        let since = Episode { from_day: self.movers.since_day + 1, ..*episode };
        let told = told(rng, &since, false);
        for (id, member) in std::mem::take(&mut self.movers.people) {
            let as_guest = Member { relation: by_share(rng, &[(50, "亲戚")], "朋友"), ..member };
            let stay = self.stay(rng, at, &as_guest, id, &since, &told);
            out(DemoRecord::Stay(stay));
        }
    }

    fn stay(
        &mut self,
        rng: &mut Rng,
        at: &Dwelling<'_>,
        member: &Member,
        person: PersonId,
        episode: &Episode,
        told: &Told,
    ) -> Stay {
        let mut stay = Stay::at(StayId(self.mint.uuid(rng)), person, at.place, at.address);
        stay.relation = (!member.relation.is_empty()).then(|| member.relation.to_owned());
        stay.relation_code = read_relation(member.relation, Some(member.sex));
        stay.household_no =
            (episode.roots == Roots::Owner && !at.household_no.is_empty()).then(|| at.household_no.to_owned());
        stay.grid = Some(at.grid.to_owned());
        stay.dwelling_kind =
            Some(Coded::read(if episode.roots == Roots::Owner { "自购房屋" } else { "租赁房屋" }));
        (stay.from, stay.to, stay.end_reason) = (told.from, told.to, told.end_reason);
        if let Some(day) = episode.to_day.filter(|day| year_of(*day) - member.born >= 68 && per_mille(rng, 350)) {
            stay.end_reason = Some(EndReason::Deceased);
            let last = rng.i32(episode.from_day..=day);
            stay.to = as_recorded(rng, last);
        }
        let left = stay.end_reason == Some(EndReason::MovedAway);
        stay.moved_to = (left && per_mille(rng, 200)).then(|| moved_to(rng));
        if episode.roots == Roots::Tenant {
            tenant_papers(rng, &mut stay, member, episode);
        }
        if episode.to_day.is_none() && per_mille(rng, 500) {
            stay.verified_on = Some(days_ago(rng.i32(1..600)));
        }
        stay
    }
}

fn household_of(id: HouseholdId, head: &Person, at: &Dwelling<'_>, stay: &Stay) -> Household {
    Household {
        number: (!at.household_no.is_empty()).then(|| at.household_no.to_owned()),
        head: Some(head.id),
        place: at.place,
        from: stay.from,
        ..Household::blank(id, at.area.to_owned())
    }
}

fn year_of(day: i32) -> i16 {
    PartialDate::from_days_since_1970(day).year()
}

fn moved_to(rng: &mut Rng) -> String {
    let far = origin::draw(rng, Roots::Tenant);
    format!("{}{}", far.place, one_of(rng, &["", "城关镇", "开发区", "老家"]))
}

fn tenant_papers(rng: &mut Rng, stay: &mut Stay, member: &Member, episode: &Episode) {
    let reasons = ["务工", "务工", "务工", "经商", "随迁", "学习培训", "投亲靠友", "工作调动"];
    stay.relation_to_owner = Some(Coded::read(one_of(rng, &["租住", "租住", "租住", "借住"])));
    stay.inflow_reason = Some(Coded::read(one_of(rng, &reasons)));
    let grown = year_of(episode.from_day) - member.born >= 16;
    if grown && per_mille(rng, 450) {
        let until = episode.to_day.unwrap_or(DATA_AS_OF_DAY) + rng.i32(-60..300);
        stay.permit_no = Some(format!("3302990{:07}", rng.u32(..10_000_000)));
        stay.permit_kind = Some(Coded::read("居住证"));
        stay.permit_from = Some(PartialDate::from_days_since_1970(until - 365));
        stay.permit_until = Some(PartialDate::from_days_since_1970(until));
    }
    if episode.to_day.is_none() && per_mille(rng, 300) {
        stay.intended_until = Some(PartialDate::from_days_since_1970(DATA_AS_OF_DAY + rng.i32(-60..700)));
    }
}

/// What the ledger itself says of the class; elsewhere it is derived.
fn state_class(rng: &mut Rng, stay: &mut Stay, member: &Member, origin: usize, year: i16) {
    stay.stated_class = match origin {
        0 if year - member.born < 2 && per_mille(rng, 120) => Some(PopulationClass::Unregistered),
        0 if per_mille(rng, 200) => Some(PopulationClass::Resident),
        1 | 2 if per_mille(rng, 150) => Some(PopulationClass::Lodger),
        3.. if per_mille(rng, 200) => Some(PopulationClass::Floating),
        _ => None,
    };
    if origin == 0 && stay.is_open() && per_mille(rng, 30) {
        stay.residence_mismatch = Some(true);
        stay.actual_residence = Some(format!("甬州市东浦区北渡路{}号", rng.u8(1..=200)));
    }
}
