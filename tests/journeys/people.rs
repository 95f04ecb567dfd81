//! People over the years: who lived where on which day, households that move, those whose address nobody may learn.

mod by_hand;
mod care;
mod households;
mod leaks;
mod protected;
mod records;
mod years;

use crate::bench::Bench;
use louce_app::asking::{Asking, Session};
use louce_app::move_in::{OtherStays, move_in};
use louce_app::move_out::{End, move_out};
use louce_app::permission::Role;
use louce_app::person::person;
use louce_app::record::add;
use louce_app::room::{Disclosure, room};
use louce_app::search::search;
use louce_wire::{FieldEdit, MoveInPerson, PersonView, RoomView, RpcError, SearchView, WrittenPerson};

const LEDGER: &str = "姓名,性别,身份证号,联系电话,住址,户籍地区划\n\
    张三,男,330299198001011212,13900001234,示例苑3幢2单元501室,330299\n\
    李四,女,330299198203042328,13900005678,示例苑3幢2单元501室,330299\n\
    单雄,男,330299197511223416,13900007777,示例苑3幢1单元101室,330299\n\
    孙七,男,330299196603030039,13900008888,示例苑3幢1单元201室,330299\n";

/// A register with a building of four rooms and its officer.
pub struct Town {
    pub bench: Bench,
    /// Somebody with the role of an officer and no other.
    officer: Session,
}

impl Town {
    pub fn new() -> Self {
        let bench = Bench::new();
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("人口台账.csv");
        std::fs::write(&file, LEDGER).expect("the ledger is written");
        bench.import(&file).expect("the ledger is imported");
        let officer = Session { roles: vec![Role::Officer], ..bench.session.clone() };
        Self { bench, officer }
    }

    pub fn asking(&self) -> Asking<'_> {
        self.bench.asking()
    }

    /// An officer who is no care officer.
    pub fn officer(&self) -> Asking<'_> {
        Asking { host: self.bench.machine.as_ref(), session: &self.officer }
    }

    pub fn find(&self, text: &str) -> SearchView {
        search(self.asking(), text, None, 20, None).expect("the search is answered")
    }

    /// The one person a text finds.
    pub fn person_id(&self, text: &str) -> String {
        let found = search(self.asking(), text, Some("person"), 20, None).expect("the search is answered");
        assert_eq!(found.hits.len(), 1, "{text} finds one person: {found:?}");
        found.hits[0].id.clone()
    }

    pub fn room_id(&self, shorthand: &str) -> String {
        let found = search(self.asking(), shorthand, Some("room"), 20, None).expect("the search is answered");
        found.hits.first().expect("the shorthand finds a room").id.clone()
    }

    pub fn person(&self, id: &str, as_of: Option<&str>) -> PersonView {
        person(self.asking(), id, as_of).expect("the person opens")
    }

    pub fn room(&self, id: &str, as_of: Option<&str>) -> RoomView {
        room(self.asking(), id, Disclosure::Revealed, as_of).expect("the room opens")
    }

    /// A new person moves in.
    pub fn newcomer(&self, room: &str, name: &str, stay: &[FieldEdit]) -> WrittenPerson {
        let who = MoveInPerson { person_id: None, fields: vec![edit("name", name)] };
        move_in(self.asking(), room, &who, stay, OtherStays::Keep).expect("somebody moves in")
    }

    /// Somebody of the register moves in.
    pub fn moves_in(
        &self,
        room: &str,
        id: &str,
        stay: &[FieldEdit],
        others: OtherStays,
    ) -> Result<WrittenPerson, RpcError> {
        let who = MoveInPerson { person_id: Some(id.to_owned()), fields: Vec::new() };
        move_in(self.asking(), room, &who, stay, others)
    }

    pub fn moves_out(&self, stay: &str, to: Option<&str>) {
        let end = End { to: to.map(str::to_owned), end_reason: "3".to_owned(), moved_to: None, note: None };
        move_out(self.asking(), stay, &end).expect("somebody moves out");
    }

    pub fn adds(&self, kind: &str, fields: &[FieldEdit]) -> String {
        add(self.asking(), kind, fields, &[], None).expect("the record is added").id
    }

    pub fn refused(&self, kind: &str, fields: &[FieldEdit]) -> RpcError {
        add(self.asking(), kind, fields, &[], None).expect_err("the record is refused")
    }
}

pub fn edit(field: &str, value: &str) -> FieldEdit {
    FieldEdit { field: field.to_owned(), value: Some(value.to_owned()), was: None }
}

pub fn names(view: &RoomView) -> Vec<&str> {
    let mut names: Vec<&str> = view.residents.iter().map(|resident| resident.name.as_str()).collect();
    names.sort_unstable();
    names
}

pub fn open_stay(view: &PersonView) -> &louce_wire::StayRow {
    view.stays.iter().find(|stay| stay.open).expect("an open stay")
}

pub fn value<'a>(fields: &'a [louce_wire::FieldRow], name: &str) -> Option<&'a str> {
    fields.iter().find(|row| row.field == name).and_then(|row| row.value.as_deref())
}
