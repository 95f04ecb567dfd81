//! Plans a row of a building ledger: the virtual building stands up, or gains what was not known of it.

use super::known::{BuildingKey, RoomKey, RoomMeant};
use super::plan::{PlannedRow, Step};
use super::planner::{Planner, RowAt};
use super::weigh::Weighing;
use louce_domain::address::AddressParts;
use louce_domain::batch::RowOutcome;
use louce_domain::change::RecordRef;
use louce_domain::field::RecordKind;
use louce_domain::id::{RoomId, SiteId};
use louce_domain::room_plan::{MOST_ROOMS_PER_BUILDING, RoomPlan};
use louce_domain::space::{Building, Room};
use louce_import::facts::{BuildingFacts, DeclaredCounts};

/// Plans one row.
pub fn plan(planner: &Planner<'_>, at: RowAt<'_>, facts: &BuildingFacts) -> PlannedRow {
    let rooms = room_plan(facts);
    if rooms.room_count() > MOST_ROOMS_PER_BUILDING {
        let detail = format!("单元×层×户共{}间，超过一幢的上限，请核对层数与户数", rooms.room_count());
        return at.waits("too_many_rooms", detail);
    }
    let mut steps = Vec::new();
    let site = facts.site.as_deref().and_then(|site| planner.site(site, &mut steps));
    let blank = Building { site, ..planner.virtual_building(&BuildingKey::Named(facts.building.clone())) };
    let mut fresh = described(blank, facts);
    at.said.fill(&mut fresh);
    let known = planner.known.building(&BuildingKey::of(&fresh)).or_else(|| written_otherwise(planner, site, facts));
    let (outcome, building, changes, kept) = match known {
        None => {
            steps.push(Step::CreateBuilding(Box::new(fresh.clone())));
            (RowOutcome::Added, fresh, Vec::new(), Vec::new())
        }
        Some(known) => {
            let mut ledger = described(known.clone(), facts);
            at.said.fill(&mut ledger);
            let weighed = planner.weigh(known.id.0, known, ledger, Weighing { covers: true, refined: &[] });
            if let Some(waits) = planner.contradicts(RecordKind::Building, &weighed) {
                return at.contradicts(waits);
            }
            let after = Building { unclaimed: false, ..weighed.after };
            if after != *known {
                steps.push(Step::AmendBuilding { before: Box::new(known.clone()), after: Box::new(after.clone()) });
            }
            (RowOutcome::Updated, after, weighed.changes, weighed.kept)
        }
    };
    steps.extend(missing_rooms(planner, &building, &rooms));
    let outcome = if steps.is_empty() { RowOutcome::Unchanged } else { outcome };
    let record = Some(RecordRef { kind: RecordKind::Building, id: building.id.0 });
    PlannedRow { record, changes, ..at.writes(outcome, steps) }.keeping(RecordKind::Building, kept)
}

/// The building of the site whose number is the row's, written otherwise.
fn written_otherwise<'a>(
    planner: &'a Planner<'_>,
    site: Option<SiteId>,
    facts: &BuildingFacts,
) -> Option<&'a Building> {
    let parts = AddressParts { building: Some(facts.building.clone()), ..AddressParts::default() };
    planner.known.spaces.building_meant(Some(site?), &parts)
}

fn small<T: TryFrom<u32>>(number: Option<u32>) -> Option<T> {
    number.and_then(|n| T::try_from(n).ok())
}

fn room_plan(facts: &BuildingFacts) -> RoomPlan {
    let unit_floors =
        facts.unit_floors.iter().filter_map(|(unit, floors)| Some((unit.clone(), i16::try_from(*floors).ok()?)));
    RoomPlan {
        units: small(facts.units).unwrap_or(1),
        floors_above: small(facts.floors_above).unwrap_or(0),
        rooms_per_floor: small(facts.rooms_per_floor).unwrap_or(0),
        skipped_floors: facts.skipped_floors.clone(),
        shop_floors: facts.shop_floors,
        unit_floors: unit_floors.collect(),
    }
}

/// The building with what the row says.
fn described(building: Building, facts: &BuildingFacts) -> Building {
    let leader = facts.block_leader.as_ref();
    let is_same = leader.is_none_or(|l| building.block_leader_name.as_ref() == Some(&l.name));
    let read = leader.map(|l| l.phones.clone()).unwrap_or_default();
    let phones = if is_same && read.is_empty() { building.block_leader_phones } else { read };
    Building {
        address: facts.address_raw.clone().or(building.address),
        street: building.street.or_else(|| facts.address.road.clone()),
        door_no: building.door_no.or_else(|| facts.address.door_no.clone()),
        units: small(facts.units).or(building.units),
        floors_above: small(facts.floors_above).or(building.floors_above),
        floors_below: small(facts.floors_below).or(building.floors_below),
        rooms_per_floor: small(facts.rooms_per_floor).or(building.rooms_per_floor),
        households_declared: facts.households_declared.or(building.households_declared),
        block_leader_name: leader.map(|l| l.name.clone()).or(building.block_leader_name),
        block_leader_phones: phones,
        property_company: facts.property_co.clone().or(building.property_company),
        declared_counts: declared(&facts.counts).or(building.declared_counts),
        remark: facts.remark.clone().or(building.remark),
        ..building
    }
}

/// What the ledger counts, in its own words.
fn declared(counts: &DeclaredCounts) -> Option<String> {
    let named = [
        ("常住户", counts.resident_households),
        ("常住人数", counts.residents),
        ("出租户", counts.let_households),
        ("流动人数", counts.floating),
        ("空置户", counts.vacant),
    ];
    let stated: Vec<String> = named.iter().filter_map(|(name, n)| n.map(|n| format!("{name}{n}"))).collect();
    (!stated.is_empty()).then(|| stated.join("，"))
}

fn missing_rooms(planner: &Planner<'_>, building: &Building, plan: &RoomPlan) -> Vec<Step> {
    let planned = plan.rooms().into_iter();
    let missing = planned.filter(|room| {
        let key = RoomKey::new(building.id, &room.number, None);
        planner.known.room(&key, room.unit.as_deref(), building.units) == RoomMeant::Missing
    });
    missing
        .map(|room| {
            let blank = Room::numbered(RoomId(planner.mint.uuid()), building.id, &room.number);
            Step::CreateRoom(Room { unit: room.unit, floor: Some(room.floor), kind: room.kind, ..blank })
        })
        .collect()
}
