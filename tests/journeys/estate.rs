//! A small estate on the bench: buildings raised by the form, people moved in, rooms named by what stands on their doors.

use crate::bench::Bench;
use louce_app::move_in::{OtherStays, move_in};
use louce_app::room::{Disclosure, room};
use louce_app::search::search;
use louce_app::{building, space};
use louce_wire::{
    BlockForm, BuildingView, FieldEdit, FloorsCounted, MoveInPerson, NumberingForm, OccupantPlace, RaiseBuilding,
    RoomCell, RoomMerge, RoomSplit, RoomView, RpcError, SearchHit, SplitForm, UnitForm, WrittenPerson, WrittenTogether,
};

pub const SITE: &str = "示例苑";

/// A field set to a value.
pub fn set(field: &str, value: &str) -> FieldEdit {
    FieldEdit { field: field.to_owned(), value: Some(value.to_owned()), was: None }
}

/// So many units, floors, and rooms on each floor of each.
pub fn form(units: &[&str], floors: u16, rooms: u16) -> BlockForm {
    let unit = |name: &&str| UnitForm {
        name: (*name).to_owned(),
        floors_above: None,
        floors_below: None,
        rooms_per_floor: None,
    };
    BlockForm {
        units: units.iter().map(unit).collect(),
        floors_above: floors,
        floors_counted: FloorsCounted::Storeys,
        floors_below: 0,
        skipped_floors: Vec::new(),
        floor_labels: Vec::new(),
        rooms_per_floor: rooms,
        parts_per_room: 1,
        numbering: NumberingForm::FloorSerial,
        serials_continue: false,
        skipped_serials: Vec::new(),
        bands: Vec::new(),
        floor_exceptions: Vec::new(),
        room_exceptions: Vec::new(),
    }
}

/// An order to raise a building in the site.
pub fn order(name: &str, form: BlockForm) -> RaiseBuilding {
    RaiseBuilding {
        site_id: None,
        site_name: Some(SITE.to_owned()),
        fields: vec![set("name", name)],
        footprint: None,
        form,
        note: None,
    }
}

/// The identifiers of the records of a kind that were written.
pub fn written(together: &WrittenTogether, kind: &str) -> Vec<String> {
    together.records.iter().filter(|record| record.kind == kind).map(|record| record.id.clone()).collect()
}

impl Bench {
    /// Raises a building; gives its identifier.
    pub fn raise(&self, name: &str, form: BlockForm) -> String {
        let raised = space::raise_building(self.asking(), &order(name, form)).expect("the building is raised");
        written(&raised, "building").pop().expect("one building is written")
    }

    pub fn building(&self, id: &str, as_of: Option<&str>) -> BuildingView {
        building::building(self.asking(), id, as_of).expect("the building opens")
    }

    pub fn room(&self, id: &str, as_of: Option<&str>) -> RoomView {
        room(self.asking(), id, Disclosure::Revealed, as_of).expect("the room opens")
    }

    /// The cells of a building's block.
    pub fn cells(&self, building: &str, as_of: Option<&str>) -> Vec<RoomCell> {
        self.building(building, as_of).block.floors.into_iter().flat_map(|floor| floor.rooms).collect()
    }

    /// The room in use that is called so.
    pub fn room_called(&self, building: &str, number: &str) -> String {
        let cell = self.cells(building, None).into_iter().find(|cell| cell.number == number);
        cell.expect("the building has a room of this number").id
    }

    /// A new person moves in.
    pub fn moves_in(&self, room: &str, name: &str, from: &str) -> WrittenPerson {
        let person = MoveInPerson { person_id: None, fields: vec![set("name", name)] };
        move_in(self.asking(), room, &person, &[set("from", from)], OtherStays::Keep).expect("the person moves in")
    }

    pub fn split(
        &self,
        room: &str,
        on: &str,
        parts: &[&str],
        places: &[(&WrittenPerson, u32)],
    ) -> Result<WrittenTogether, RpcError> {
        space::split_room(
            self.asking(),
            &RoomSplit {
                room_id: room.to_owned(),
                on: Some(on.to_owned()),
                into: SplitForm::Rooms,
                parts: parts.iter().map(|part| (*part).to_owned()).collect(),
                occupants: places.iter().map(|(who, part)| place(who, *part)).collect(),
                note: None,
            },
        )
    }

    pub fn merge(&self, rooms: &[&str], number: Option<&str>, on: &str) -> Result<WrittenTogether, RpcError> {
        space::merge_rooms(
            self.asking(),
            &RoomMerge {
                room_ids: rooms.iter().map(|room| (*room).to_owned()).collect(),
                number: number.map(str::to_owned),
                on: Some(on.to_owned()),
                note: None,
            },
        )
    }

    pub fn found(&self, text: &str) -> Vec<SearchHit> {
        search(self.asking(), text, None, 20, None).expect("the search runs").hits
    }
}

/// The stay of somebody who moved in goes to a part.
pub fn place(who: &WrittenPerson, part: u32) -> OccupantPlace {
    let id = who.stay_id.clone().expect("whoever moved in has a stay");
    OccupantPlace { kind: "stay".to_owned(), id, part: Some(part) }
}
