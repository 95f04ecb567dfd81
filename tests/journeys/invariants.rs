//! Whatever officers do in whatever order: nobody vanishes, nobody lives in a room that is no longer in use, two main homes
//! are told, every value has an origin, and what is counted is what is there.

use crate::bench::Bench;
use crate::estate::{form, set};
use louce_app::import::undo::undo;
use louce_app::move_in::{OtherStays, move_in};
use louce_app::move_out::{End, move_out};
use louce_app::people::move_together;
use louce_app::{amend, space};
use louce_domain::change::RecordRef;
use louce_domain::field::RecordKind;
use louce_domain::finding::FindingCode;
use louce_domain::id::{BuildingId, PersonId, RoomId};
use louce_domain::organisation::Presence;
use louce_domain::space::{Place, Room};
use louce_domain::stay::{Stay, StayRole};
use louce_domain::succession::Succession;
use louce_domain::tenancy::Tenancy;
use louce_store::{ChangeKind, Reader, Record};
use louce_wire::{
    BlockChange, ErrorCode, MoveInPerson, MoveTogether, OccupantPlace, RoomEnding, RoomMerge, RoomSplit, RpcError,
    SplitForm,
};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::TestCaseError;
use std::collections::BTreeMap;

/// How many people there are to begin with, and at most.
const PEOPLE: usize = 6;

/// What an officer does next. Rooms, people and batches are chosen among those there are at the time, former ones too.
#[derive(Debug, Clone)]
enum Step {
    MoveIn { who: Index, room: Index, day: u16, alone: bool, main: bool },
    MoveOut { stay: Index, day: u16 },
    MoveTogether { stays: Vec<Index>, room: Option<Index>, day: u16 },
    Split { room: Index, into: Into, day: u16, places: Vec<Index> },
    Merge { rooms: Vec<Index>, renumber: bool, day: u16 },
    AddFloor,
    EndSurplus { day: u16 },
    EndByHand { room: Index, day: u16 },
    Undo { batch: Index },
}

#[derive(Debug, Clone, Copy)]
enum Into {
    Rooms,
    Parts,
    PartsBeside,
}

fn step() -> impl Strategy<Value = Step> {
    let index = any::<Index>;
    let day = || 0..240_u16;
    let into = prop_oneof![Just(Into::Rooms), Just(Into::Parts), Just(Into::PartsBeside)];
    prop_oneof![
        4 => (index(), index(), day(), any::<bool>(), any::<bool>())
            .prop_map(|(who, room, day, alone, main)| Step::MoveIn { who, room, day, alone, main }),
        2 => (index(), day()).prop_map(|(stay, day)| Step::MoveOut { stay, day }),
        2 => (prop::collection::vec(index(), 1..4), prop::option::weighted(0.8, index()), day())
            .prop_map(|(stays, room, day)| Step::MoveTogether { stays, room, day }),
        4 => (index(), into, day(), prop::collection::vec(index(), PEOPLE))
            .prop_map(|(room, into, day, places)| Step::Split { room, into, day, places }),
        3 => (prop::collection::vec(index(), 1..4), any::<bool>(), day())
            .prop_map(|(rooms, renumber, day)| Step::Merge { rooms, renumber, day }),
        1 => Just(Step::AddFloor),
        1 => day().prop_map(|day| Step::EndSurplus { day }),
        1 => (index(), day()).prop_map(|(room, day)| Step::EndByHand { room, day }),
        3 => index().prop_map(|batch| Step::Undo { batch }),
    ]
}

/// A day of the year 2026 before today.
fn date(day: u16) -> String {
    let (month, of_month) = (day / 30 + 1, day % 30 + 1);
    format!("2026-{month:02}-{:02}", if month == 2 { of_month.min(28) } else { of_month })
}

/// How many open stays each person has.
type Open = BTreeMap<PersonId, i64>;

/// A building with people in it, and what has been done there.
struct Scene {
    bench: Bench,
    building: BuildingId,
    people: Vec<PersonId>,
    /// Batches that may be undone, with what each changed in the number of open stays.
    batches: Vec<(String, Open)>,
    floors: u16,
    next_number: u16,
}

impl Scene {
    fn new() -> Self {
        let bench = Bench::new();
        let building = bench.raise("3", form(&[], 2, 2));
        let rooms: Vec<String> = bench.cells(&building, None).into_iter().map(|cell| cell.id).collect();
        let settle = |n: usize| {
            let moved = bench.moves_in(&rooms[n % rooms.len()], &format!("某甲{n}"), "2020-01-01");
            moved.person_id.parse().expect("an identifier")
        };
        let people = (0..PEOPLE).map(settle).collect();
        let building = building.parse().expect("an identifier");
        Self { people, building, batches: Vec::new(), floors: 2, next_number: 1, bench }
    }

    fn read<T>(&self, read: impl FnOnce(&Reader<'_>) -> Result<T, louce_store::StoreError>) -> T {
        self.bench.session.register.read(|reader| read(&reader)).expect("the register is read")
    }

    fn rooms(&self) -> Vec<Room> {
        self.read(|reader| reader.rooms_of(self.building))
    }

    fn stays(&self) -> Vec<Stay> {
        self.read(|reader| reader.records_in_building(self.building))
    }

    fn open(&self) -> Open {
        let mut open: Open = self.people.iter().map(|person| (*person, 0)).collect();
        let stays = self.read(|reader| {
            self.people.iter().map(|person| reader.stays_of_person(*person)).collect::<Result<Vec<_>, _>>()
        });
        for stay in stays.into_iter().flatten().filter(Stay::is_open) {
            *open.entry(stay.person).or_default() += 1;
        }
        open
    }

    /// Takes a step. What cannot be done is refused and leaves everything as it was.
    fn take(&mut self, step: &Step) -> Result<(), TestCaseError> {
        let before = self.open();
        let mut expected = before.clone();
        let done = self.carry_out(step, &mut expected);
        match done {
            Ok(batch) => {
                let change = expected.iter().map(|(person, open)| (*person, open - before[person])).collect();
                self.batches.extend(batch.map(|batch| (batch, change)));
            }
            Err(error) => {
                let refused = matches!(error.code, ErrorCode::Invalid | ErrorCode::Conflict);
                prop_assert!(refused, "{step:?} is refused for a reason a person understands: {error:?}");
                expected = before;
            }
        }
        prop_assert_eq!(self.open(), expected, "after {:?}, everybody has the open stays they should have", step);
        Ok(())
    }

    /// Carries a step out; gives what to undo it by, and puts into `open` what should be open afterwards.
    fn carry_out(&mut self, step: &Step, open: &mut Open) -> Result<Option<String>, RpcError> {
        match step {
            Step::MoveIn { who, room, day, alone, main } => self.move_in(*who, *room, *day, (*alone, *main), open),
            Step::MoveOut { stay, day } => self.move_out(*stay, *day, open),
            Step::MoveTogether { stays, room, day } => self.move_together(stays, *room, *day, open),
            Step::Split { room, into, day, places } => self.split(*room, *into, *day, places),
            Step::Merge { rooms, renumber, day } => self.merge(rooms, *renumber, *day),
            Step::AddFloor => self.change_block(self.floors + 1, None),
            Step::EndSurplus { day } => self.change_block(self.floors, Some(*day)),
            Step::EndByHand { room, day } => self.end_by_hand(*room, *day),
            Step::Undo { batch } => self.undo(*batch, open),
        }
    }

    fn move_in(
        &self,
        who: Index,
        room: Index,
        day: u16,
        (alone, main): (bool, bool),
        open: &mut Open,
    ) -> Result<Option<String>, RpcError> {
        let (person, room) = (*who.get(&self.people), room.get(&self.rooms()).id);
        let others = if alone { OtherStays::End } else { OtherStays::Keep };
        let role = if main { StayRole::Main } else { StayRole::Additional };
        let stay = [set("from", &date(day)), set("role", role.code())];
        let known = MoveInPerson { person_id: Some(person.to_string()), fields: Vec::new() };
        move_in(self.bench.asking(), &room.to_string(), &known, &stay, others)?;
        let count = open.entry(person).or_default();
        *count = if alone { 1 } else { *count + 1 };
        Ok(None)
    }

    fn move_out(&self, stay: Index, day: u16, open: &mut Open) -> Result<Option<String>, RpcError> {
        let stays = self.stays();
        if stays.is_empty() {
            return Ok(None);
        }
        let stay = stay.get(&stays);
        let end = End { to: Some(date(day)), end_reason: "3".to_owned(), moved_to: None, note: None };
        move_out(self.bench.asking(), &stay.id.to_string(), &end)?;
        *open.entry(stay.person).or_default() -= 1;
        Ok(None)
    }

    fn move_together(
        &self,
        chosen: &[Index],
        room: Option<Index>,
        day: u16,
        open: &mut Open,
    ) -> Result<Option<String>, RpcError> {
        let mut stays = self.stays();
        stays.retain(Stay::is_open);
        if stays.is_empty() {
            return Ok(None);
        }
        let moving: BTreeMap<_, _> = chosen.iter().map(|index| index.get(&stays)).map(|stay| (stay.id, stay)).collect();
        let rooms = self.rooms();
        let order = MoveTogether {
            stay_ids: moving.keys().map(ToString::to_string).collect(),
            room_id: room.map(|room| room.get(&rooms).id.to_string()),
            on: Some(date(day)),
            end_reason: if room.is_some() { "moved_within" } else { "3" }.to_owned(),
            moved_to: None,
            take_household: false,
            note: None,
        };
        let moved = move_together(self.bench.asking(), &order)?;
        if room.is_none() {
            moving.values().for_each(|stay| *open.entry(stay.person).or_default() -= 1);
        }
        Ok(Some(moved.batch_id))
    }

    /// Everybody in the room is assigned somewhere, except where too few places are given.
    fn split(&mut self, room: Index, into: Into, day: u16, places: &[Index]) -> Result<Option<String>, RpcError> {
        let rooms = self.rooms();
        let room = room.get(&rooms);
        let here = Place::Room(room.id);
        let inside: Vec<Stay> = self.stays().into_iter().filter(|stay| stay.is_open() && stay.place == here).collect();
        let parts = match into {
            Into::Rooms => vec![self.fresh_number(), self.fresh_number()],
            Into::Parts => vec!["A".to_owned(), "B".to_owned()],
            Into::PartsBeside => vec![format!("C{}", self.next_number)],
        };
        let assigned = inside.iter().zip(places).map(|(stay, place)| OccupantPlace {
            kind: "stay".to_owned(),
            id: stay.id.to_string(),
            part: Some(u32::try_from(place.index(parts.len())).expect("few parts")),
        });
        let order = RoomSplit {
            room_id: room.id.to_string(),
            on: Some(date(day)),
            into: match into {
                Into::Rooms => SplitForm::Rooms,
                Into::Parts => SplitForm::Parts,
                Into::PartsBeside => SplitForm::PartsBeside,
            },
            occupants: assigned.collect(),
            parts,
            note: None,
        };
        Ok(Some(space::split_room(self.bench.asking(), &order)?.batch_id))
    }

    fn merge(&mut self, chosen: &[Index], renumber: bool, day: u16) -> Result<Option<String>, RpcError> {
        let rooms = self.rooms();
        let order = RoomMerge {
            room_ids: chosen.iter().map(|index| index.get(&rooms).id.to_string()).collect(),
            number: renumber.then(|| self.fresh_number()),
            on: Some(date(day)),
            note: None,
        };
        Ok(Some(space::merge_rooms(self.bench.asking(), &order)?.batch_id))
    }

    fn fresh_number(&mut self) -> String {
        self.next_number += 1;
        format!("8{:02}", self.next_number)
    }

    /// Raises the building by a floor, or ends every surplus room that can be ended on a day.
    fn change_block(&mut self, floors: u16, end_on: Option<u16>) -> Result<Option<String>, RpcError> {
        let building = self.building.to_string();
        let plan = space::plan_block(self.bench.asking(), Some(&building), None)?;
        let mut wanted = plan.form;
        wanted.floors_above = floors;
        let ending =
            |room: &louce_wire::SurplusRoom| RoomEnding { room_id: room.id.clone(), reason: "erroneous".to_owned() };
        let empty = plan.surplus.iter().filter(|room| room.occupants == 0);
        let change = BlockChange {
            building_id: building,
            form: wanted,
            on: end_on.map(date),
            end_rooms: if end_on.is_some() { empty.map(ending).collect() } else { Vec::new() },
            note: None,
        };
        let changed = space::change_block(self.bench.asking(), &change)?;
        self.floors = floors;
        Ok(Some(changed.batch_id))
    }

    fn end_by_hand(&self, room: Index, day: u16) -> Result<Option<String>, RpcError> {
        let rooms = self.rooms();
        let room = room.get(&rooms).id.to_string();
        amend::amend(self.bench.asking(), "room", &room, &[set("valid_to", &date(day))], None)?;
        Ok(None)
    }

    fn undo(&mut self, batch: Index, open: &mut Open) -> Result<Option<String>, RpcError> {
        if self.batches.is_empty() {
            return Ok(None);
        }
        let at = batch.index(self.batches.len());
        undo(self.bench.asking(), &self.batches[at].0)?;
        let (_, change) = self.batches.remove(at);
        change.iter().for_each(|(person, by)| *open.entry(*person).or_default() -= by);
        let form = space::plan_block(self.bench.asking(), Some(&self.building.to_string()), None)?.form;
        self.floors = form.floors_above;
        Ok(None)
    }

    fn check(&self) -> Result<(), TestCaseError> {
        self.bench
            .session
            .register
            .read(|reader| Ok::<_, louce_store::StoreError>(self.check_all(&reader)))
            .expect("read")
    }

    fn check_all(&self, reader: &Reader<'_>) -> Result<(), TestCaseError> {
        self.check_rooms(reader)?;
        self.check_homes(reader)?;
        self.check_origins(reader)?;
        let counted = (reader.counters().expect("counters"), reader.recount().expect("a recount"));
        prop_assert_eq!(counted.0, counted.1, "what is counted is what is there");
        let of_buildings =
            (reader.all_building_counts().expect("counters"), reader.recount_buildings().expect("a recount"));
        prop_assert_eq!(of_buildings.0, of_buildings.1, "in each building too");
        Ok(())
    }

    /// Nothing is open in a room that is no longer in use, and no two rooms in use are called the same.
    fn check_rooms(&self, reader: &Reader<'_>) -> Result<(), TestCaseError> {
        let rooms = reader.rooms_of(self.building).expect("rooms");
        let is_live = |place| rooms.iter().any(|room: &Room| Place::Room(room.id) == place && room.is_live());
        let stays: Vec<Stay> = reader.records_in_building(self.building).expect("stays");
        for stay in stays.iter().filter(|stay| stay.is_open()) {
            prop_assert!(is_live(stay.place), "an open stay is in a room that is in use: {:?}", stay);
        }
        let presences: Vec<Presence> = reader.records_in_building(self.building).expect("presences");
        let tenancies: Vec<Tenancy> = reader.records_in_building(self.building).expect("tenancies");
        let open = presences.iter().filter(|known| known.to.is_none()).map(|known| known.place);
        let let_out = tenancies.iter().filter(|known| known.is_open()).map(|known| known.place);
        prop_assert!(open.chain(let_out).all(is_live), "nor does anything else go on in a room that ended");
        let mut names: Vec<_> =
            rooms.iter().filter(|room| room.is_live()).map(|room| (&room.unit, &room.number, &room.sub_room)).collect();
        names.sort_unstable();
        let all = names.len();
        names.dedup();
        prop_assert_eq!(names.len(), all, "each room in use has a name of its own: {:?}", names);
        Ok(())
    }

    /// Two main homes at once are told.
    fn check_homes(&self, reader: &Reader<'_>) -> Result<(), TestCaseError> {
        for person in &self.people {
            let stays = reader.stays_of_person(*person).expect("stays");
            let main: Vec<&Stay> = stays.iter().filter(|stay| stay.is_open() && stay.role == StayRole::Main).collect();
            for stay in main.iter().filter(|_| main.len() > 1) {
                let found = reader.findings_of(record(RecordKind::Stay, stay.id)).expect("findings");
                let is_told = found.iter().any(|finding| finding.code == FindingCode::TwoMainHomes);
                prop_assert!(is_told, "{} has two main homes, and nobody is told", person);
            }
        }
        Ok(())
    }

    /// Every record names who wrote it and when, and each value that changed is the last that was written.
    fn check_origins(&self, reader: &Reader<'_>) -> Result<(), TestCaseError> {
        let rooms = reader.rooms_of(self.building).expect("rooms");
        for room in &rooms {
            check_origin(reader, room, room.id)?;
            let from: Vec<Succession> =
                reader.records_naming("from_room", record(RecordKind::Room, room.id)).expect("followers");
            for step in from {
                check_origin(reader, &step, step.id)?;
                let known = |id: RoomId| rooms.iter().any(|room| room.id == id);
                prop_assert!(known(step.from_room) && known(step.to_room), "both ends can be walked to: {:?}", step);
            }
        }
        for person in &self.people {
            for stay in reader.stays_of_person(*person).expect("stays") {
                check_origin(reader, &stay, stay.id)?;
            }
        }
        Ok(())
    }
}

fn record(kind: RecordKind, id: impl ToString) -> RecordRef {
    RecordRef { kind, id: id.to_string().parse().expect("an identifier") }
}

fn check_origin<R: Record>(reader: &Reader<'_>, known: &R, id: impl ToString) -> Result<(), TestCaseError> {
    let reference = record(R::KIND, id);
    let history = reader.changes_of(reference).expect("a history");
    let created = history.iter().any(|entry| entry.what == ChangeKind::Created);
    prop_assert!(created, "{reference:?} came from somewhere");
    let is_signed = history.iter().all(|entry| !entry.head.user_name.is_empty() && entry.head.at_ms > 0);
    prop_assert!(is_signed, "somebody wrote it, some day: {history:?}");
    for (field, value) in known.fields() {
        let last = history.iter().flat_map(|entry| &entry.fields).rfind(|change| change.field == field);
        prop_assert!(
            last.is_none_or(|change| change.new == value),
            "{field} is what was written last: {last:?}, {value:?}"
        );
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_done_nobody_is_lost(steps in prop::collection::vec(step(), 1..30)) {
        let mut scene = Scene::new();
        for step in &steps {
            scene.take(step)?;
        }
        scene.check()?;
    }
}
