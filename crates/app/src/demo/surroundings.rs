//! What stands around the people of a room: addresses with their plates, grids, partitions, and what became of rooms.

use super::chance::{by_share, one_of, per_mille};
use super::mint::Mint;
use super::names::full_name;
use super::{DATA_AS_OF_DAY, DemoRecord};
use fastrand::Rng;
use louce_domain::date::PartialDate;
use louce_domain::grid::Grid;
use louce_domain::id::{GridId, RoomId, SpaceAddressId, SuccessionId};
use louce_domain::sex::Sex;
use louce_domain::space::{Building, Place, Room, RoomEndReason, RoomState};
use louce_domain::space_address::{AddressRole, PlateKind, PlateState, SpaceAddress};
use louce_domain::space_kind::SpaceKind;
use louce_domain::succession::{Succession, SuccessionKind};

/// A day before the data end.
pub(super) fn days_ago(days: i32) -> PartialDate {
    PartialDate::from_days_since_1970(DATA_AS_OF_DAY - days)
}

/// The code of the grid of a site.
pub(super) fn grid_code(site: usize) -> String {
    format!("330299003101{site:03}")
}

/// The grid of a site.
pub(super) fn grid(rng: &mut Rng, mint: &mut Mint, area: &str, site: usize) -> DemoRecord {
    let worker = |rng: &mut Rng| {
        let sex = by_share(rng, &[(70, Sex::Female)], Sex::Male);
        full_name(rng, sex, 1985)
    };
    let leader = worker(rng);
    let workers = vec![worker(rng), worker(rng)];
    DemoRecord::Grid(Grid {
        code: grid_code(site),
        name: format!("望湖第{site}网格"),
        leader_name: Some(leader),
        workers: Some(2),
        worker_names: workers,
        area_km2: Some(f64::from(rng.u8(4..30)) / 100.0),
        from: PartialDate::year_only(2018),
        ..Grid::blank(GridId(mint.uuid(rng)), area.to_owned())
    })
}

/// The addresses of a building: the main one with its plate, now and then an older name.
pub(super) fn addresses(rng: &mut Rng, mint: &mut Mint, building: &Building, out: &mut Vec<DemoRecord>) {
    let Some(text) = building.address.clone() else { return };
    let place = Place::Building(building.id);
    let surveyed = per_mille(rng, 700);
    let state = by_share(
        rng,
        &[(90, PlateState::Good), (4, PlateState::Missing), (3, PlateState::Damaged), (2, PlateState::Wrong)],
        PlateState::Doubled,
    );
    out.push(DemoRecord::Address(SpaceAddress {
        place,
        text: format!("甬州市示例区{text}"),
        plate_no: building.door_no.clone(),
        plate_kind: Some(if building.site.is_some() { PlateKind::Building } else { PlateKind::Door }),
        plate_code: Some(format!("DM330299{:08}", rng.u32(..100_000_000))),
        plate_state: surveyed.then_some(state),
        plate_surveyed_on: surveyed.then(|| days_ago(rng.i32(5..500))),
        from: PartialDate::year_only(rng.i16(1996..2019)),
        ..SpaceAddress::blank(SpaceAddressId(mint.uuid(rng)))
    }));
    if per_mille(rng, 80) {
        out.push(DemoRecord::Address(SpaceAddress {
            place,
            role: AddressRole::Alias,
            text: format!("原{}{}号", one_of(rng, &["示例路", "解放新路", "老街", "跃进街"]), rng.u8(1..200)),
            to: PartialDate::year_only(rng.i16(1998..2016)),
            ..SpaceAddress::blank(SpaceAddressId(mint.uuid(rng)))
        }));
    }
}

/// What became of a few rooms: a let flat partitioned, a room numbered anew. The rooms as built come first.
pub(super) fn changed_rooms(rng: &mut Rng, mint: &mut Mint, room: &Room, out: &mut Vec<DemoRecord>) {
    if room.kind != SpaceKind::Dwelling {
        return out.push(DemoRecord::Room(room.clone()));
    }
    // What has just been built has not changed yet.
    match rng.u32(..1000) {
        0..6 if room.state == RoomState::Let && room.valid_from.is_none() => partition(rng, mint, room, out),
        6..8 if room.valid_from.is_none() => numbered_anew(rng, mint, room, out),
        _ => out.push(DemoRecord::Room(room.clone())),
    }
}

fn partition(rng: &mut Rng, mint: &mut Mint, room: &Room, out: &mut Vec<DemoRecord>) {
    out.push(DemoRecord::Room(room.clone()));
    let on = days_ago(rng.i32(100..2500));
    for letter in ["A", "B", "C"].iter().take(rng.usize(2..=3)) {
        let part = Room {
            id: RoomId(mint.uuid(rng)),
            sub_room: Some((*letter).to_owned()),
            parent_room: Some(room.id),
            area_m2: room.area_m2.map(|area| (area / 4.0).round()),
            valid_from: Some(on),
            ..room.clone()
        };
        let to = part.id;
        out.push(DemoRecord::Room(part));
        out.push(succession(rng, mint, (room.id, to), SuccessionKind::Partition, on));
    }
}

/// The room lives on under the new number; what it was called before has ended.
fn numbered_anew(rng: &mut Rng, mint: &mut Mint, room: &Room, out: &mut Vec<DemoRecord>) {
    let on = days_ago(rng.i32(400..4000));
    let old = Room {
        id: RoomId(mint.uuid(rng)),
        number: format!("旧{}", room.number),
        state: RoomState::Unknown,
        valid_to: Some(on),
        end_reason: Some(RoomEndReason::Renumbered),
        ..room.clone()
    };
    let from = old.id;
    out.push(DemoRecord::Room(room.clone()));
    out.push(DemoRecord::Room(old));
    out.push(succession(rng, mint, (from, room.id), SuccessionKind::Renumber, on));
}

fn succession(
    rng: &mut Rng,
    mint: &mut Mint,
    (from, to): (RoomId, RoomId),
    kind: SuccessionKind,
    on: PartialDate,
) -> DemoRecord {
    DemoRecord::Succession(Succession {
        kind,
        on: Some(on),
        ..Succession::blank(SuccessionId(mint.uuid(rng)), from, to)
    })
}
