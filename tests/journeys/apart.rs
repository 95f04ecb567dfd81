//! What an import must keep apart: buildings at one door number, rooms of two units, namesakes of two sites, old paper
//! and new knowledge.

use crate::bench::Bench;
use louce_app::export::ExportKind;
use louce_wire::ImportResult;
use serde_json::Value;

struct Clerk {
    bench: Bench,
    folder: tempfile::TempDir,
}

impl Clerk {
    fn new() -> Self {
        Self { bench: Bench::new(), folder: tempfile::tempdir().expect("a folder") }
    }

    /// Imports a ledger of these lines.
    fn imports(&self, lines: &[&str]) -> ImportResult {
        let file = self.folder.path().join("人口台账.csv");
        std::fs::write(&file, lines.join("\n") + "\n").expect("the ledger is written");
        self.bench.import(&file).expect("the ledger is imported")
    }

    fn stays(&self) -> Vec<Value> {
        self.bench.list(ExportKind::Stays)
    }

    fn open_stays(&self) -> usize {
        self.stays().iter().filter(|stay| stay["end_reason"].is_null()).count()
    }
}

const HEADER: &str = "姓名,身份证号,现住小区,住址,户编号,来本地时间";

#[test]
fn blocks_at_one_door_number_are_buildings_of_their_own() {
    let clerk = Clerk::new();
    let ledger = [
        "姓名,身份证号,住址",
        "张三,330299198001011212,望湖北路15号1幢501室",
        "李四,330299198203042328,望湖北路15号2幢501室",
    ];
    let first = clerk.imports(&ledger);
    assert_eq!((first.effects.buildings, first.effects.rooms), (2, 2), "two blocks, a room in each: {first:?}");
    let before = clerk.bench.everything();
    let again = clerk.imports(&ledger);
    assert_eq!((again.counts.added, again.counts.updated), (0, 0), "nobody moves by importing twice: {again:?}");
    assert_eq!(clerk.bench.everything(), before, "nothing changed");
}

#[test]
fn a_number_in_two_units_is_two_rooms_in_whatever_order_the_rows_come() {
    let bare = "甲一,330299198001011218,望湖家园,3幢501室,,";
    let one = "乙二,33029919820304232X,望湖家园,3幢1单元501室,,";
    let two = "丙三,330299197511223419,望湖家园,3幢2单元501室,,";
    for rows in [[bare, two, one], [one, bare, two], [one, two, bare]] {
        let clerk = Clerk::new();
        let ledger = [HEADER, rows[0], rows[1], rows[2]];
        let result = clerk.imports(&ledger);
        assert_eq!(result.effects.rooms, 2, "no third room beside the two: {rows:?} {result:?}");
        let stays = clerk.stays();
        let nowhere = stays.iter().filter(|stay| stay["room"].is_null() && !stay["building"].is_null());
        assert_eq!(nowhere.count(), 1, "who is in one of the two is in the building, until somebody says where");
        let again = clerk.imports(&ledger);
        assert_eq!((again.counts.added, again.counts.updated), (0, 0), "and nobody moves: {again:?}");
    }
}

#[test]
fn a_number_without_its_unit_is_the_only_room_of_that_number() {
    let bare = "甲一,330299198001011218,望湖家园,3幢501室,,";
    let one = "乙二,33029919820304232X,望湖家园,3幢1单元501室,,";
    for rows in [[bare, one], [one, bare]] {
        let clerk = Clerk::new();
        let result = clerk.imports(&[HEADER, rows[0], rows[1]]);
        assert_eq!(result.effects.rooms, 1, "the file has one 501 in 3幢: {rows:?} {result:?}");
    }
}

#[test]
fn a_leading_zero_makes_no_other_room() {
    let clerk = Clerk::new();
    clerk.imports(&[HEADER, "甲一,330299198001011212,望湖家园,3幢1单元501室,,"]);
    let result = clerk.imports(&[HEADER, "甲一,330299198001011212,望湖家园,3幢1单元0501室,,"]);
    assert_eq!((result.effects.rooms, result.counts.updated), (0, 0), "0501 is 501: {result:?}");
}

#[test]
fn namesakes_with_one_household_number_in_two_sites_are_two_persons() {
    let clerk = Clerk::new();
    clerk.imports(&[HEADER, "张伟,,望湖家园,3幢1单元501室,12,"]);
    let result = clerk.imports(&[HEADER, "张伟,,澄浪苑,1幢1单元201室,12,"]);
    assert_eq!(result.counts.added, 1, "every ledger numbers its households from one: {result:?}");
    assert_eq!(clerk.open_stays(), 2, "nobody was moved");
}

#[test]
fn an_older_ledger_moves_nobody_back() {
    let clerk = Clerk::new();
    clerk.imports(&[HEADER, "张三,330299198001011212,望湖家园,3幢1单元501室,,2023-05-01"]);
    let result = clerk.imports(&[HEADER, "张三,330299198001011212,望湖家园,8幢1单元201室,,2019-03-01"]);
    assert_eq!(result.counts.pending, 1, "the contradiction waits for a person: {result:?}");
    let rooms: Vec<Value> = clerk.stays().iter().map(|stay| stay["building"].clone()).collect();
    assert_eq!(rooms, ["3"], "the newer stay stands");
}
