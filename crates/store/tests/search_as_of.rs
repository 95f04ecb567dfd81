//! Search as of a day keeps exactly what held then, and counts it; and what a record is found by beside its name.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may stop where it likes"
)]

mod support;

use louce_domain::date::PartialDate;
use louce_domain::dated::{Covers, Span};
use louce_domain::document::Document;
use louce_domain::field::RecordKind;
use louce_domain::organisation::{Organisation, Presence, PresenceRole};
use louce_domain::space::{Place, Room, RoomEndReason};
use louce_domain::space_address::{AddressRole, SpaceAddress};
use louce_domain::stay::{EndReason, Stay};
use louce_domain::tenancy::Tenancy;
use louce_store::{CountMode, Register, SearchField, SearchQuery, StoreError, WriteTx, normalise};
use std::collections::{BTreeSet, HashMap};
use support::{AREA, building, community, home, organisation, person, room, site, write};
use uuid::Uuid;

fn date(text: &str) -> Option<PartialDate> {
    text.parse().ok()
}

/// A year, a month or a day between 2008 and 2022; now and then nothing.
fn any_date(random: &mut fastrand::Rng) -> Option<PartialDate> {
    let (year, month, day) = (random.i16(2008..2022), random.u8(1..13), random.u8(1..29));
    match random.u8(0..4) {
        0 => None,
        1 => PartialDate::year_only(year),
        2 => PartialDate::month_of(year, month),
        _ => PartialDate::day_of(year, month, day),
    }
}

fn invent(tx: &mut WriteTx<'_>, random: &mut fastrand::Rng) {
    let names = ["张伟", "张芳", "王秀英", "李敏", "单雄信", "欧阳静"];
    let s = site(tx, "望湖家园");
    for number in 1..=3 {
        let b = building(tx, Some(s.id), &number.to_string());
        for door in 1..=8 {
            let blank = Room::numbered(tx.mint(), b.id, &format!("{door}01"));
            let end_reason = (random.u8(0..4) == 0).then_some(RoomEndReason::Renumbered);
            let valid_to = end_reason.and_then(|_| any_date(random));
            let r = Room { valid_from: any_date(random), valid_to, end_reason, ..blank };
            tx.create_room(&r).unwrap();
            for _ in 0..random.u8(0..5) {
                let p = person(tx, random.choice(names).unwrap(), None, &["13900001234"]);
                for _ in 0..random.u8(1..3) {
                    let place = if random.bool() { Place::Room(r.id) } else { Place::Building(b.id) };
                    let ended = random.bool();
                    let blank = Stay::at(tx.mint(), p.id, place, "");
                    let to = if ended { any_date(random) } else { None };
                    let end_reason = ended.then_some(EndReason::MovedAway);
                    tx.create_stay(&Stay { from: any_date(random), to, end_reason, ..blank }).unwrap();
                }
            }
        }
        let mut o = Organisation::named(tx.mint(), AREA, &format!("示例小吃{number}店"));
        o.closed_on = (number == 2).then(|| date("2015-06")).flatten();
        tx.create_organisation(&o).unwrap();
        let place = Place::Building(b.id);
        let mut p = Presence { place, role: PresenceRole::Office, ..Presence::blank(tx.mint(), o.id) };
        p.from = any_date(random);
        p.to = if random.bool() { any_date(random) } else { None };
        tx.create_presence(&p).unwrap();
    }
}

/// What can be found with the spans that decide, and where each person stayed when, by the slow way.
struct Scan {
    entries: Vec<(RecordKind, Uuid, String)>,
    spans: HashMap<Uuid, Vec<Span>>,
    stays: HashMap<Uuid, Vec<(Span, String)>>,
}

impl Scan {
    fn of(register: &Register) -> Self {
        let entries = register.read(|r| r.search_texts()).unwrap();
        let texts: HashMap<Uuid, String> = entries.iter().map(|(_, id, text)| (*id, text.clone())).collect();
        let mut scan = Self { entries, spans: HashMap::new(), stays: HashMap::new() };
        let read = |r: louce_store::Reader<'_>| {
            r.for_each_record::<Room, StoreError>(|room| {
                let span = Span { from: room.valid_from, to: room.valid_to, ended: !room.is_live() };
                scan.spans.entry(room.id.0).or_default().push(span);
                Ok(())
            })?;
            r.for_each_record::<Stay, StoreError>(|stay| {
                let span = Span { from: stay.from, to: stay.to, ended: !stay.is_open() };
                scan.spans.entry(stay.person.0).or_default().push(span);
                let place = match stay.place {
                    Place::Room(id) => id.0,
                    Place::Building(id) => id.0,
                    other => panic!("none was invented: {other}"),
                };
                scan.stays.entry(stay.person.0).or_default().push((span, texts[&place].clone()));
                Ok(())
            })?;
            r.for_each_record::<Presence, StoreError>(|presence| {
                let closed = r.organisation(presence.organisation)?.closed_on;
                let to = presence.to.or(closed);
                let span = Span { from: presence.from, to, ended: to.is_some() };
                scan.spans.entry(presence.organisation.0).or_default().push(span);
                Ok(())
            })
        };
        register.read(read).unwrap();
        scan
    }

    fn find(&self, text: &str, day: PartialDate) -> BTreeSet<(RecordKind, Uuid)> {
        let text = normalise(text);
        let terms: Vec<&str> = text.split_whitespace().collect();
        let covers = |span: &Span| span.covers(day) != Covers::No;
        let dated = |kind: RecordKind| matches!(kind, RecordKind::Room | RecordKind::Person | RecordKind::Organisation);
        let held = |kind, id: &Uuid| !dated(kind) || self.spans.get(id).is_some_and(|spans| spans.iter().any(covers));
        let meets = |kind, id: &Uuid, entry: &str| {
            let own: Vec<bool> = terms.iter().map(|term| entry.contains(term)).collect();
            let rest = |place: &str| terms.iter().zip(&own).all(|(term, own)| *own || place.contains(term));
            let stays = self.stays.get(id).map_or(&[][..], Vec::as_slice);
            let there = || stays.iter().any(|(span, place)| covers(span) && rest(place));
            own.iter().all(|own| *own) || (kind == RecordKind::Person && own.contains(&true) && there())
        };
        let hit = |(kind, id, entry): &&(RecordKind, Uuid, String)| held(*kind, id) && meets(*kind, id, entry);
        self.entries.iter().filter(hit).map(|(kind, id, _)| (*kind, *id)).collect()
    }
}

#[test]
fn a_search_as_of_a_day_finds_and_counts_what_a_plain_scan_does() {
    let (_home, register) = home();
    let mut random = fastrand::Rng::with_seed(20_150_601);
    write(&register, |tx| {
        invent(tx, &mut random);
        Ok(())
    });
    let scan = Scan::of(&register);
    let texts =
        ["张", "zhang", "张伟 望湖", "3-", "301", "1幢", "示例", "小吃", "1390", "欧阳 2幢", "王 1 望湖", "501"];
    let mut narrowed = 0;
    for text in texts {
        for day in ["2009", "2012-05", "2015-06-01", "2015-06", "2018-12-31", "2026-11-22"] {
            let as_of = date(day);
            let query = SearchQuery { limit: 10_000, as_of, ..SearchQuery::of(text) };
            let expected = scan.find(text, as_of.unwrap());
            let found = register.read(|r| r.search(&query)).unwrap();
            let hits: BTreeSet<_> = found.hits.iter().map(|hit| (hit.kind, hit.id)).collect();
            assert_eq!(hits, expected, "“{text}” on {day} must find exactly what a scan finds");
            assert_eq!(found.count.number, expected.len() as u64, "“{text}” on {day} must be counted exactly");
            let few = SearchQuery { limit: 2, count: CountMode::UpTo(3), ..query.clone() };
            let few = register.read(|r| r.search(&few)).unwrap();
            assert_eq!(
                few.hits.len(),
                expected.len().min(2),
                "“{text}” on {day}: a page is full where there is enough"
            );
            assert!(few.hits.iter().all(|hit| expected.contains(&(hit.kind, hit.id))), "“{text}” on {day}: and right");
            let all = register.read(|r| r.search(&SearchQuery { as_of: None, ..query })).unwrap();
            narrowed += u32::from(all.count.number > found.count.number);
        }
    }
    assert!(narrowed > 30, "the day makes a difference in most of these searches: {narrowed}");
}

#[test]
fn a_hit_says_where_somebody_was_on_the_day() {
    let (_home, register) = home();
    let c = write(&register, |tx| {
        let c = community(tx);
        let mut moved = c.stay_zhang.clone();
        (moved.from, moved.to, moved.end_reason) = (date("2010"), date("2014-12-31"), Some(EndReason::MovedWithin));
        tx.amend(&c.stay_zhang, &moved)?;
        let later = Stay::at(tx.mint(), c.zhang.id, Place::Building(c.five.id), "");
        tx.create_stay(&Stay { from: date("2015-01-01"), ..later })?;
        Ok(c)
    });
    let on = |text: &str, day: &str| {
        let query =
            SearchQuery { limit: 10, as_of: date(day), kinds: vec![RecordKind::Person], ..SearchQuery::of(text) };
        register.read(|r| r.search(&query)).unwrap().hits
    };
    let addresses =
        |day: &str| on("张伟", day).into_iter().map(|hit| hit.address.unwrap_or_default()).collect::<Vec<_>>();
    assert_eq!(addresses("2012-06-01"), ["望湖家园3幢2单元501室"], "the room of that year");
    assert_eq!(addresses("2020"), ["望湖家园5幢"], "the building since");
    assert_eq!(addresses("2009"), Vec::<String>::new(), "not here yet");
    assert_eq!(on("张伟 501", "2012").len(), 1, "name and place of the same time");
    assert_eq!(on("张伟 501", "2020").len(), 0, "name and place of different times");
    let withheld = SearchQuery { limit: 10, withheld: vec![c.zhang.id], ..SearchQuery::of("张伟 5幢") };
    assert_eq!(register.read(|r| r.search(&withheld)).unwrap().count.number, 0, "a protected address finds nobody");
    let by_name = SearchQuery { text: "张伟".to_owned(), ..withheld };
    let hits = register.read(|r| r.search(&by_name)).unwrap().hits;
    assert_eq!(
        hits.iter().map(|hit| &hit.address).collect::<Vec<_>>(),
        [&None],
        "the name finds, the place is not told"
    );
}

#[test]
fn other_addresses_document_numbers_and_written_owners_find() {
    let (_home, register) = home();
    let (c, tenancy) = write(&register, |tx| {
        let c = community(tx);
        let alias = SpaceAddress {
            place: Place::Room(c.room_501.id),
            role: AddressRole::Alias,
            text: "滨湖路18号商铺".to_owned(),
            ..SpaceAddress::blank(tx.mint())
        };
        tx.create(&alias)?;
        let old_name = SpaceAddress {
            place: Place::Building(c.five.id),
            text: "原棉纺厂宿舍".to_owned(),
            ..SpaceAddress::blank(tx.mint())
        };
        tx.create(&old_name)?;
        let passport = Document { number: "E12345678".to_owned(), ..Document::blank(tx.mint(), c.zhang.id) };
        tx.create(&passport)?;
        let mut owned = c.room_502.clone();
        (owned.owner_name, owned.owner_phones) = (Some("冯房东".to_owned()), vec!["13900007788".to_owned()]);
        tx.amend(&c.room_502, &owned)?;
        let tenancy = Tenancy {
            place: Place::Room(c.room_501.id),
            landlord_name: Some("褚租主".to_owned()),
            ..Tenancy::blank(tx.mint(), AREA.to_owned())
        };
        tx.create(&tenancy)?;
        Ok((c, tenancy))
    });
    let found = |text: &str| {
        let query = SearchQuery { limit: 10, ..SearchQuery::of(text) };
        let hits = register.read(|r| r.search(&query)).unwrap().hits;
        hits.into_iter().map(|hit| (hit.id, hit.field)).collect::<Vec<_>>()
    };
    assert_eq!(found("滨湖路18号"), [(c.room_501.id.0, SearchField::Address)], "a room by its other address");
    assert_eq!(found("棉纺厂"), [(c.five.id.0, SearchField::Address)], "a building by its old name");
    assert_eq!(found("e12345678"), [(c.zhang.id.0, SearchField::CitizenId)], "a person by a passport");
    assert_eq!(found("冯房东"), [(c.room_502.id.0, SearchField::Owner)], "a room by an owner only the ledger knows");
    assert_eq!(found("13900007788"), [(c.room_502.id.0, SearchField::Owner)], "and by their phone");
    assert_eq!(found("褚租主"), [(c.room_501.id.0, SearchField::Owner)], "a room by its landlord");
    write(&register, |tx| {
        let mut matched = tenancy.clone();
        matched.landlord_person = Some(c.zhang.id);
        tx.amend(&tenancy, &matched).map(drop)
    });
    assert_eq!(found("褚租主"), [], "a landlord of the register is found himself, and his tenancy from him");
    assert_eq!(register.verify().unwrap(), [], "every entry is as the records say");
}

#[test]
fn an_organisation_is_found_only_while_it_is_present() {
    let (_home, register) = home();
    write(&register, |tx| {
        let s = site(tx, "望湖家园");
        let b = building(tx, Some(s.id), "1");
        let r = room(tx, b.id, None, "101");
        let o = organisation(tx, "示例小吃店", None);
        let blank = Presence::blank(tx.mint(), o.id);
        tx.create(&Presence { place: Place::Room(r.id), from: date("2012"), to: date("2014"), ..blank })
    });
    let on = |day: &str| {
        let query = SearchQuery { limit: 10, as_of: date(day), ..SearchQuery::of("小吃") };
        register.read(|r| r.search(&query)).unwrap().hits.into_iter().map(|hit| hit.address).collect::<Vec<_>>()
    };
    assert_eq!(on("2013-01-01"), [Some("望湖家园1幢101室".to_owned())], "present, and where");
    assert_eq!(on("2016"), Vec::<Option<String>>::new(), "gone");
}
