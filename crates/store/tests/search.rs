//! Search finds exactly what a plain scan would, at every length from one character over.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may stop where it likes"
)]

mod support;

use louce_domain::field::RecordKind;
use louce_domain::space::Place;
use louce_store::{CountMode, Register, SearchField, SearchQuery, SearchResult, StoreError, WriteTx, normalise};
use std::collections::{BTreeSet, HashMap};
use support::{building, community, home, organisation, person, presence, room, site, stay, write};

fn query(text: &str) -> SearchQuery {
    SearchQuery { limit: 10_000, ..SearchQuery::of(text) }
}

fn found(register: &Register, text: &str) -> SearchResult {
    register.read(|r| r.search(&query(text))).unwrap()
}

fn titles(register: &Register, text: &str) -> Vec<String> {
    found(register, text).hits.into_iter().map(|hit| hit.title).collect()
}

#[test]
fn the_ways_people_search_all_find() {
    let (_home, register) = home();
    write(&register, |tx| Ok(community(tx)));
    let cases = [
        ("张", "张伟", SearchField::Name),
        ("张伟", "张伟", SearchField::Name),
        ("zhangwei", "张伟", SearchField::Pinyin),
        ("ZW", "张伟", SearchField::Pinyin),
        ("shanxiong", "单雄信", SearchField::Pinyin),
        ("sxx", "单雄信", SearchField::Pinyin),
        ("0011", "张伟", SearchField::CitizenId),
        ("330299198001050011", "张伟", SearchField::CitizenId),
        ("1234", "张伟", SearchField::Phone),
        ("3-2-501", "望湖家园3幢2单元501室", SearchField::Shorthand),
        ("３幢２单元５０１", "望湖家园3幢2单元501室", SearchField::Address),
        ("望湖家园5栋", "望湖家园5幢", SearchField::Name),
        ("92330299ma2a", "示例小吃店", SearchField::CreditCode),
        ("小吃", "示例小吃店", SearchField::Name),
        ("永丰社区", "望湖家园", SearchField::Community),
        ("望湖 502", "望湖家园3幢2单元502室", SearchField::Address),
    ];
    for (text, title, field) in cases {
        let result = found(&register, text);
        let hit = result.hits.iter().find(|hit| hit.title == title);
        let hit = hit.unwrap_or_else(|| panic!("{text} must find {title}, found {:?}", result.hits));
        assert_eq!(hit.field, field, "{text} is found in that field");
    }
    assert_eq!(titles(&register, "李"), Vec::<String>::new(), "who is not there is not found");
    assert_eq!(titles(&register, "  "), Vec::<String>::new(), "nothing is looked for, nothing is found");
}

#[test]
fn exact_names_come_first() {
    let (_home, register) = home();
    write(&register, |tx| {
        for name in ["王张伟", "张伟丽", "张伟", "李张"] {
            person(tx, name, None, &[]);
        }
        Ok(())
    });
    assert_eq!(titles(&register, "张伟"), ["张伟", "张伟丽", "王张伟"], "whole name, beginning, within");
}

#[test]
fn a_hit_says_where_and_how_it_stands() {
    let (_home, register) = home();
    write(&register, |tx| Ok(community(tx)));
    let hit = found(&register, "张伟").hits.remove(0);
    assert_eq!(hit.kind, RecordKind::Person, "a person");
    assert_eq!(hit.address.as_deref(), Some("望湖家园3幢2单元501室"), "with the place of the open stay");
    assert_eq!(hit.number.as_deref(), Some("330299198001050011"), "and the number, which the caller masks");
    assert_eq!(hit.state, louce_store::HitState::Resident(true), "who lives here");
}

#[test]
fn a_person_is_found_by_name_and_place_together() {
    let (_home, register) = home();
    let c = write(&register, |tx| {
        let c = community(tx);
        person(tx, "张伟", None, &["13900005555"]);
        Ok(c)
    });
    let people = |text: &str| {
        let query = SearchQuery { kinds: vec![RecordKind::Person], ..query(text) };
        register.read(|r| r.search(&query)).unwrap()
    };
    assert_eq!(people("张伟").count.number, 2, "two people bear the name");
    assert_eq!(people("望湖 张伟").hits.iter().map(|h| h.id).collect::<Vec<_>>(), [c.zhang.id.0], "one lives there");
    assert_eq!(people("zw 3-2-501").count.number, 1, "initials and shorthand go together");
    assert_eq!(people("张伟 5幢").count.number, 0, "nobody of that name lives in that building");
    assert_eq!(people("望湖 501").count.number, 0, "an address alone finds no person");
    write(&register, |tx| {
        let mut moved = c.stay_zhang.clone();
        moved.place = Place::Building(c.five.id);
        tx.amend(&c.stay_zhang, &moved).map(drop)
    });
    assert_eq!(people("张伟 5幢").count.number, 1, "a move is seen at once");
}

#[test]
fn search_follows_renames_moves_and_withdrawals() {
    let (_home, register) = home();
    let c = write(&register, |tx| Ok(community(tx)));
    write(&register, |tx| {
        let mut renamed = c.site.clone();
        renamed.name = "听湖家园".to_owned();
        tx.amend(&c.site, &renamed).map(drop)
    });
    assert_eq!(titles(&register, "望湖"), Vec::<String>::new(), "the old name is gone from site, buildings and rooms");
    assert_eq!(found(&register, "听湖").count.number, 5, "site, two buildings and two rooms bear the new one");
    write(&register, |tx| {
        let mut renamed = c.three.clone();
        renamed.name = "13".to_owned();
        tx.amend(&c.three, &renamed).map(drop)
    });
    assert_eq!(titles(&register, "13-2-501"), ["听湖家园13幢2单元501室"], "rooms follow their building");
    let mut named = c.zhang.clone();
    named.name = "张维".to_owned();
    named.former_name = Some("张伟".to_owned());
    write(&register, |tx| tx.amend(&c.zhang, &named).map(drop));
    assert_eq!(found(&register, "张伟").hits[0].field, SearchField::FormerName, "the former name still finds");
    assert_eq!(register.verify().unwrap(), [], "every entry is as the records say");
}

#[test]
fn ethnicity_and_remarks_find_nobody() {
    let (_home, register) = home();
    write(&register, |tx| {
        let before = person(tx, "李示例", None, &[]);
        let mut after = before.clone();
        after.ethnicity = Some("畲族".to_owned());
        after.remark = Some("独居".to_owned());
        tx.amend(&before, &after).map(drop)
    });
    for text in ["畲族", "畲", "独居", "李示例 畲族"] {
        assert_eq!(titles(&register, text), Vec::<String>::new(), "{text} is no way to find people (DESIGN §3)");
    }
}

/// Everything that can be found, with its text, and where each person stays now, by the slow way.
struct Scan {
    entries: Vec<(RecordKind, uuid::Uuid, String)>,
    places: HashMap<uuid::Uuid, Vec<String>>,
}

impl Scan {
    fn of(register: &Register) -> Self {
        let entries = register.read(|r| r.search_texts()).unwrap();
        let texts: HashMap<uuid::Uuid, String> = entries.iter().map(|(_, id, text)| (*id, text.clone())).collect();
        let mut places: HashMap<uuid::Uuid, Vec<String>> = HashMap::new();
        let mut note =
            |person: uuid::Uuid, place: uuid::Uuid| places.entry(person).or_default().push(texts[&place].clone());
        register
            .read(|r| {
                r.for_each_stay(|listing| {
                    match listing.stay.place {
                        _ if !listing.stay.is_open() => {}
                        Place::Room(id) => note(listing.person.id.0, id.0),
                        Place::Building(id) => note(listing.person.id.0, id.0),
                        Place::Site(id) => note(listing.person.id.0, id.0),
                        Place::Unmatched => {}
                    }
                    Ok::<_, StoreError>(())
                })
            })
            .unwrap();
        Self { entries, places }
    }

    /// Each term in the entry, or for a person at least one there and the rest at the place of one open stay.
    fn meets(&self, kind: RecordKind, id: uuid::Uuid, entry: &str, terms: &[&str]) -> bool {
        let own: Vec<bool> = terms.iter().map(|term| entry.contains(term)).collect();
        let rest = || terms.iter().zip(&own).filter(|(_, own)| !**own).map(|(term, _)| term);
        let at_place = || self.places.get(&id).is_some_and(|p| p.iter().any(|place| rest().all(|t| place.contains(t))));
        own.iter().all(|o| *o) || (kind == RecordKind::Person && own.iter().any(|o| *o) && at_place())
    }

    fn find(&self, text: &str) -> BTreeSet<(RecordKind, uuid::Uuid)> {
        let text = normalise(text);
        let terms: Vec<&str> = text.split_whitespace().collect();
        let hit = |(kind, id, entry): &&(RecordKind, uuid::Uuid, String)| {
            !terms.is_empty() && self.meets(*kind, *id, entry, &terms)
        };
        self.entries.iter().filter(hit).map(|(kind, id, _)| (*kind, *id)).collect()
    }

    /// A random piece of what can be found, or of what cannot.
    fn fragment(&self, random: &mut fastrand::Rng) -> String {
        let (_, _, entry) = &self.entries[random.usize(..self.entries.len())];
        let line = entry.split(char::is_control).filter(|l| !l.is_empty()).collect::<Vec<_>>();
        let chars: Vec<char> = line[random.usize(..line.len())].chars().collect();
        let length = random.usize(1..=6).min(chars.len());
        let start = random.usize(..=chars.len() - length);
        let mut piece: Vec<char> = chars[start..start + length].to_vec();
        if random.u8(..10) == 0 {
            let at = random.usize(..piece.len());
            piece[at] = *random.choice(&['1', 'a', '张', '幢', '-', '#']).unwrap();
        }
        piece.into_iter().collect()
    }
}

fn invent(tx: &mut WriteTx<'_>, random: &mut fastrand::Rng) {
    let surnames = ["张", "王", "李", "单", "解", "仇", "曾", "欧阳", "赵"];
    let given =
        ["伟", "芳", "娜", "秀英", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "涛", "明", "超", "𬭎"];
    for site_name in ["望湖家园", "云溪苑", "永丰小区", "A座公寓"] {
        let s = site(tx, site_name);
        for b in 1..=4 {
            let b = building(tx, Some(s.id), &b.to_string());
            for floor in 1..=5 {
                for door in 1..=3 {
                    let r = room(tx, b.id, Some(&(1 + door % 2).to_string()), &format!("{floor}0{door}"));
                    for _ in 0..random.u8(0..3) {
                        let surname = random.choice(&surnames).unwrap();
                        let name =
                            format!("{surname}{}{}", random.choice(&given).unwrap(), random.choice(&given).unwrap());
                        let id = format!(
                            "330299{:04}{:02}{:02}{:03}X",
                            random.u32(1940..2020),
                            random.u32(1..13),
                            random.u32(1..29),
                            random.u32(0..1000)
                        );
                        let phone = format!("139{:08}", random.u32(0..100_000_000));
                        let p = person(tx, &name, Some(&id), &[&phone]);
                        stay(tx, p.id, Place::Room(r.id));
                    }
                }
            }
        }
    }
    for i in 0..40 {
        let name =
            format!("示例{}{}店", random.choice(&given).unwrap(), random.choice(&["便利", "小吃", "Coffee"]).unwrap());
        let o = organisation(tx, &name, Some(&format!("9233029{}MA2A{i:05}", i % 10)));
        presence(tx, o.id, Place::Unmatched);
    }
}

fn compare(register: &Register, rounds: usize, random: &mut fastrand::Rng) {
    let scan = Scan::of(register);
    for _ in 0..rounds {
        let terms = random.usize(1..=3);
        let text = (0..terms).map(|_| scan.fragment(random)).collect::<Vec<_>>().join(" ");
        let expected = scan.find(&text);
        let result = found(register, &text);
        let hits: BTreeSet<_> = result.hits.iter().map(|hit| (hit.kind, hit.id)).collect();
        assert_eq!(hits, expected, "“{text}” must find exactly what a scan finds");
        assert_eq!(result.count.number, expected.len() as u64, "“{text}” must be counted exactly");
        let few = SearchQuery { limit: 3, count: CountMode::UpTo(2), ..query(&text) };
        let few = register.read(|r| r.search(&few)).unwrap();
        assert_eq!(few.hits.len(), expected.len().min(3), "“{text}”: as many as asked for, where there are so many");
        assert!(few.hits.iter().all(|hit| expected.contains(&(hit.kind, hit.id))), "“{text}”: none that is no hit");
        let honest = few.count.number == expected.len() as u64 || !few.count.exact;
        assert!(honest && few.count.number <= expected.len() as u64, "“{text}”: a capped count says so");
    }
}

#[test]
fn thousands_of_random_queries_find_what_a_plain_scan_finds() {
    let (_home, register) = home();
    let mut random = fastrand::Rng::with_seed(20_261_121);
    write(&register, |tx| {
        invent(tx, &mut random);
        Ok(())
    });
    compare(&register, 3_000, &mut random);
    // The same after edits, where old grams have to be gone.
    write(&register, |tx| {
        let mut all = Vec::new();
        tx.reader().for_each_person(|p| {
            all.push(p);
            Ok::<_, StoreError>(())
        })?;
        for before in all.iter().step_by(3) {
            let mut after = before.clone();
            after.name = format!("赵{}", random.choice(&["一一", "二二", "三"]).unwrap());
            after.phones.push("13700001111".to_owned());
            tx.amend(before, &after)?;
        }
        Ok(())
    });
    compare(&register, 1_000, &mut random);
    assert_eq!(register.verify().unwrap(), [], "every entry is as the records say");
}
