//! Changing a building: whatever is split, merged, renumbered and built on, no one is lost.

use louce_domain::change::RecordRef;
use louce_domain::field::RecordKind;
use louce_domain::id::{BuildingId, RoomId};
use louce_domain::room_plan::change::{
    ChangePlan, ChangeProblem, Inside, MergeInto, MoreFloors, NewNumber, Occupant, SplitInto, WholeRoom, add_floors,
    check_conserved, merge, part_names, renumber, split, split_numbers,
};
use louce_domain::room_plan::{BlockSpec, rooms};
use louce_domain::space::Room;
use proptest::prelude::*;
use std::collections::{BTreeMap, HashMap, HashSet};
use uuid::Uuid;

/// What an officer does; the numbers choose among what is there.
#[derive(Debug, Clone)]
enum Deed {
    Split(usize, u16),
    Partition(usize, u16, bool),
    Merge(usize, usize, bool),
    Swap(usize, usize),
    AddFloor,
}

fn deed() -> impl Strategy<Value = Deed> {
    let room = || 0usize..1000;
    prop_oneof![
        (room(), 2u16..4).prop_map(|(room, n)| Deed::Split(room, n)),
        (room(), 1u16..4, any::<bool>()).prop_map(|(room, n, ends)| Deed::Partition(room, n, ends)),
        (room(), room(), any::<bool>()).prop_map(|(one, other, new)| Deed::Merge(one, other, new)),
        (room(), room()).prop_map(|(one, other)| Deed::Swap(one, other)),
        Just(Deed::AddFloor),
    ]
}

struct World {
    spec: BlockSpec,
    rooms: Vec<Room>,
    occupants: Vec<Occupant>,
    minted: u128,
}

const HERE: BuildingId = BuildingId(Uuid::from_u128(1));

impl World {
    fn new(seats: &[usize]) -> Self {
        let spec = BlockSpec::plain(2, 3, 2);
        let id = |n: usize| RoomId(Uuid::from_u128(100 + n as u128));
        let rooms: Vec<Room> = rooms(&spec).iter().enumerate().map(|(n, planned)| planned.room(id(n), HERE)).collect();
        let occupant = |(n, seat): (usize, &usize)| Occupant {
            record: RecordRef {
                kind: if n % 3 == 0 { RecordKind::Presence } else { RecordKind::Stay },
                id: Uuid::from_u128(n as u128),
            },
            room: rooms[seat % rooms.len()].id,
        };
        let occupants = seats.iter().enumerate().map(occupant).collect();
        Self { spec, rooms, occupants, minted: 1_000_000 }
    }

    fn plan(&mut self, deed: &Deed) -> Result<ChangePlan, ChangeProblem> {
        let inside = Inside { rooms: &self.rooms, occupants: &self.occupants, on: "2026-11-01".parse().unwrap() };
        let live: Vec<&Room> = inside.live().collect();
        let pick = |n: usize| live[n % live.len()];
        let minted = &mut self.minted;
        let mut mint = || {
            *minted += 1;
            Uuid::from_u128(*minted)
        };
        match *deed {
            Deed::Split(n, into) => {
                let numbers = split_numbers(&inside, pick(n), into);
                split(&inside, pick(n).id, &SplitInto::Rooms { numbers }, &mut mint)
            }
            Deed::Partition(n, into, ends) => {
                let whole = if ends { WholeRoom::Ends } else { WholeRoom::LivesOn };
                split(&inside, pick(n).id, &SplitInto::Parts { names: part_names(into), whole }, &mut mint)
            }
            Deed::Merge(one, other, new) => {
                let into = if new {
                    MergeInto::New { number: pick(one).number.clone() }
                } else {
                    MergeInto::Keep(pick(one).id)
                };
                merge(&inside, &[pick(one).id, pick(other).id], &into, &mut mint)
            }
            Deed::Swap(one, other) => {
                let to = |room: &Room, like: &Room| NewNumber {
                    room: room.id,
                    unit: like.unit.clone(),
                    floor: like.floor,
                    number: like.number.clone(),
                };
                renumber(&inside, &[to(pick(one), pick(other)), to(pick(other), pick(one))], &mut mint)
            }
            Deed::AddFloor => {
                let (taller, plan) =
                    add_floors(&inside, HERE, &self.spec, MoreFloors { above: 1, below: 0 }, &mut mint)?;
                self.spec = taller;
                Ok(plan)
            }
        }
    }
}

proptest! {
    #[test]
    fn no_one_is_lost_by_any_sequence_of_changes(
        seats in prop::collection::vec(0usize..100, 0..30), deeds in prop::collection::vec((deed(), 0usize..100), 1..25),
    ) {
        let mut world = World::new(&seats);
        let everyone: HashSet<RecordRef> = world.occupants.iter().map(|occupant| occupant.record).collect();
        for (deed, choice) in deeds {
            let Ok(plan) = world.plan(&deed) else { continue };
            let said: BTreeMap<RecordRef, RoomId> =
                plan.decisions.iter().enumerate().map(|(n, d)| (d.record, d.choices[(choice + n) % d.choices.len()])).collect();
            let ended: Vec<RoomId> = plan.ended.iter().map(|end| end.room).collect();
            let followed: HashSet<RoomId> = plan.successions.iter().map(|succession| succession.from_room).collect();
            let settled = plan.settle(&said).expect("everything is said");
            let inside = Inside { rooms: &world.rooms, occupants: &world.occupants, on: "2026-11-01".parse().unwrap() };
            prop_assert_eq!(check_conserved(&inside, &settled), Ok(()), "{:?} loses no one", deed);
            prop_assert!(ended.iter().all(|room| followed.contains(room)), "what ended is known to have become something");
            let (rooms, occupants) = settled.after(&inside);
            (world.rooms, world.occupants) = (rooms, occupants);

            let live: HashMap<RoomId, &Room> = world.rooms.iter().filter(|room| room.is_live()).map(|room| (room.id, room)).collect();
            let still: HashSet<RecordRef> = world.occupants.iter().map(|occupant| occupant.record).collect();
            prop_assert_eq!(&still, &everyone, "the same people");
            prop_assert!(world.occupants.iter().all(|occupant| live.contains_key(&occupant.room)), "each in a room in use");
            let called: HashSet<_> = live.values().map(|room| (&room.unit, &room.number, &room.sub_room)).collect();
            prop_assert_eq!(called.len(), live.len(), "no two rooms in use are called alike");
            let orphans = live.values().filter_map(|room| room.parent_room).filter(|whole| !live.contains_key(whole)).count();
            prop_assert_eq!(orphans, 0, "no part without its room");
            let ids: HashSet<RoomId> = world.rooms.iter().map(|room| room.id).collect();
            prop_assert_eq!(ids.len(), world.rooms.len(), "no room is forgotten or doubled");
        }
    }
}
