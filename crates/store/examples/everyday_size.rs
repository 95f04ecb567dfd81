//! Times of the store at the everyday size (DESIGN §5) or a part of it, on invented people:
//! `cargo run -p louce-store --example everyday_size -- 0.1 [FILE [CLASS]]`. A FILE is kept and used again;
//! a CLASS of searches is run alone.
#![expect(clippy::print_stdout, clippy::expect_used, clippy::indexing_slicing, reason = "a bench prints and may stop")]

use louce_domain::citizen_id::CitizenIdState;
use louce_domain::id::{BuildingId, PersonId, RoomId};
use louce_domain::office::AddressMismatch;
use louce_domain::organisation::{Organisation, Presence, PresenceRole};
use louce_domain::person::Person;
use louce_domain::space::{Building, Place, Room, Site};
use louce_domain::stay::Stay;
use louce_store::{
    CountMode, Credential, KdfParams, NewRegister, Password, Register, Result, SearchQuery, StoreError, Surroundings,
    WriteContext, WriteTx,
};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

struct Seeded(AtomicU64);

impl Surroundings for Seeded {
    fn unix_ms(&self) -> u64 {
        1_795_000_000_000
    }
    fn fill_random(&self, buffer: &mut [u8]) {
        fastrand::Rng::with_seed(self.0.fetch_add(1, Ordering::Relaxed)).fill(buffer);
    }
}

const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤";
const GIVEN: &str = "伟芳娜秀英敏静丽强磊军洋勇艳杰涛明超兰霞平刚桂文辉力玲健红建国华志飞鑫波斌宇浩凯嘉俊帆雪梅婷慧莹雅琳晨阳子轩浩然欣怡诗涵梓萱一诺思远博文天佑";

#[derive(Default)]
struct Invented {
    rooms: Vec<RoomId>,
    persons: Vec<PersonId>,
    names: Vec<String>,
    ids: Vec<String>,
}

fn invent(tx: &mut WriteTx<'_>, scale: f64, random: &mut fastrand::Rng) -> Result<()> {
    let count = |n: f64| (n * scale).ceil() as usize;
    let (buildings, persons) = (count(6_800.0), count(1_270_000.0));
    let surnames: Vec<char> = SURNAMES.chars().collect();
    let given: Vec<char> = GIVEN.chars().collect();
    let mut rooms = Vec::new();
    let mut site = None;
    for b in 0..buildings {
        if b % 20 == 0 {
            let name: String = (0..2).map(|_| given[random.usize(..given.len())]).collect();
            let new = Site {
                id: tx.mint(),
                area: "330299-01".to_owned(),
                name: format!("{name}{}", ["家园", "花苑", "新村", "公寓"][b / 20 % 4]),
                division_code: Some("330299".to_owned()),
                township: Some("示例街道".to_owned()),
                community: Some("永丰社区".to_owned()),
            };
            tx.create_site(&new)?;
            site = Some(new.id);
        }
        let mut building = Building::named(tx.mint::<BuildingId>(), "330299-01", &(b % 20 + 1).to_string());
        building.site = site;
        tx.create_building(&building)?;
        for r in 0..22 {
            let room = Room {
                unit: Some((r % 2 + 1).to_string()),
                floor: Some(r / 4 + 1),
                ..Room::numbered(tx.mint(), building.id, &format!("{}0{}", r / 4 + 1, r % 4 / 2 + 1))
            };
            tx.create_room(&room)?;
            rooms.push(room.id);
        }
    }
    for p in 0..persons {
        let skewed = random.f64() * random.f64() * surnames.len() as f64;
        let mut name = String::from(surnames[skewed as usize]);
        (0..random.usize(1..=2)).for_each(|_| name.push(given[random.usize(..given.len())]));
        let mut person = Person::named(tx.mint(), "330299-01", &name);
        let id = format!(
            "330299{}{:02}{:02}{:04}",
            random.u32(1940..2020),
            random.u32(1..13),
            random.u32(1..29),
            p % 10_000
        );
        person.citizen_id = Some(id);
        person.id_state = CitizenIdState::Ok;
        person.phones = vec![format!("139{:08}", random.u32(0..100_000_000))];
        person.hukou_address = Some("示例省示例市示例区示例街道示例路123号".to_owned());
        tx.create_person(&person)?;
        let room: RoomId = rooms[random.usize(..rooms.len())];
        let stay = Stay::at(tx.mint(), person.id, Place::Room(room), "望湖家园3幢2单元501室");
        tx.create_stay(&stay)?;
    }
    for o in 0..count(27_000.0) {
        let name: String = (0..3).map(|_| given[random.usize(..given.len())]).collect();
        let mut organisation = Organisation::named(tx.mint(), "330299-01", &format!("示例{name}有限公司"));
        organisation.credit_code = Some(format!("91330299MA2A{o:05}X"));
        tx.create_organisation(&organisation)?;
        // Half are registered and taxed where they work; the others each in a room of their own.
        let at: RoomId = rooms[random.usize(..rooms.len())];
        for role in PresenceRole::ALL {
            let room = if o % 2 == 0 { at } else { rooms[random.usize(..rooms.len())] };
            let raw_address = "望湖家园3幢2单元501室".to_owned();
            let blank = Presence::blank(tx.mint(), organisation.id);
            tx.create(&Presence { role: *role, place: Place::Room(room), raw_address, ..blank })?;
        }
    }
    Ok(())
}

fn times(label: &str, mut ms: Vec<f64>) {
    ms.sort_by(f64::total_cmp);
    let at = |share: f64| ms[((ms.len() - 1) as f64 * share) as usize];
    println!("{label:44} n {:4}  p50 {:8.3} ms  p95 {:8.3} ms  max {:8.3} ms", ms.len(), at(0.5), at(0.95), at(1.0));
}

fn timed<T>(work: impl FnOnce() -> T) -> (f64, T) {
    let start = Instant::now();
    let value = work();
    (start.elapsed().as_secs_f64() * 1_000.0, value)
}

fn search(register: &Register, label: &str, texts: &[String], count: CountMode) {
    let run = |text: &String| {
        let query = SearchQuery { limit: 50, count, ..SearchQuery::of(text) };
        timed(|| register.read(|r| r.search(&query)).expect("search"))
    };
    let results: Vec<_> = texts.iter().map(run).collect();
    let hits: u64 = results.iter().map(|(_, r)| r.count.number).sum();
    times(
        &format!("{label} ({count:?}, avg {})", hits / texts.len() as u64),
        results.into_iter().map(|r| r.0).collect(),
    );
}

/// Every hundredth person and room.
fn sample(register: &Register) -> Invented {
    let mut made = Invented::default();
    let mut seen = 0;
    register
        .read(|r| {
            r.for_each_room(|room| {
                made.rooms.push(room.id);
                Ok::<_, StoreError>(())
            })?;
            r.for_each_person(|person| {
                seen += 1;
                if seen % 100 == 0 {
                    made.persons.push(person.id);
                    made.names.push(person.name);
                    made.ids.extend(person.citizen_id);
                }
                Ok::<_, StoreError>(())
            })
        })
        .expect("sample");
    made
}

fn build(register: &Register, context: &WriteContext, scale: f64) {
    let mut random = fastrand::Rng::with_seed(7);
    let mut rows_ms = 0.0;
    let (ms, ()) = timed(|| {
        let work = |tx: &mut WriteTx<'_>| {
            let (ms, made) = timed(|| invent(tx, scale, &mut random));
            rows_ms = ms;
            made
        };
        register.write_bulk(context, work).expect("invented");
    });
    let records = register.read(|r| r.counters()).expect("counters");
    let kinds = ["sites", "buildings", "rooms", "persons", "stays", "organisations"];
    let total: i64 = kinds.iter().map(|name| records.get(name)).sum();
    println!(
        "{total} records: rows {:.1} s, then indexes, counters, search {:.1} s",
        rows_ms / 1e3,
        (ms - rows_ms) / 1e3
    );
    println!("{:.0} records/s over all", total as f64 / ms * 1e3);
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let scale: f64 = arguments.next().and_then(|a| a.parse().ok()).unwrap_or(0.01);
    let folder = tempfile::tempdir().expect("folder");
    let path = arguments.next().map_or_else(|| folder.path().join("bench.louce"), std::path::PathBuf::from);
    let surroundings = Seeded(AtomicU64::new(1));
    let new = NewRegister {
        policy: "single",
        user_name: "示例",
        display_name: "示例",
        role: "officer",
        password: &Password::new("示例"),
        kdf: KdfParams::floor(),
        areas: Vec::new(),
    };
    let fresh = !path.exists();
    let register = if fresh {
        Register::create(&path, &new, &surroundings).expect("create").0
    } else {
        let credential = Credential::Password { user: "示例".to_owned(), password: Password::new("示例") };
        let (ms, register) = timed(|| Register::open(&path, &credential, &surroundings).expect("open"));
        println!("open {ms:.0} ms");
        register
    };
    let context = WriteContext {
        user: register.opened_by().expect("user"),
        role: "officer".to_owned(),
        action: "bench".to_owned(),
        purpose: None,
        batch: None,
        at_ms: 1_795_000_000_000,
        note: None,
    };
    if fresh {
        build(&register, &context, scale);
    }
    println!("file {:.0} MB", std::fs::metadata(&path).expect("file").len() as f64 / 1e6);
    let made = sample(&register);
    let (ms, ()) = timed(|| register.warm().expect("warm"));
    println!("warm {ms:.0} ms");
    let mut random = fastrand::Rng::with_seed(8);
    searches(&register, &made, &mut random);
    if std::env::args().len() > 3 {
        return;
    }
    pages(&register, &made, &mut random);
    edits(&register, &context, &made, &mut random);
    import(&register, &context, &made);
    let (ms, problems) = timed(|| register.verify().expect("verify"));
    println!("verify {ms:.0} ms, problems {problems:?}");
    let sizes = register.read(|r| r.sizes()).expect("sizes");
    for (name, bytes) in sizes.iter().take(12) {
        println!("{:8.1} MB  {name}", *bytes as f64 / 1e6);
    }
    register.close().expect("close");
}

fn edits(register: &Register, context: &WriteContext, made: &Invented, random: &mut fastrand::Rng) {
    let edit = |id: &PersonId| {
        let before = register.read(|r| r.person(*id)).expect("person");
        let mut after = before.clone();
        after.phones = vec![format!("137{:08}", random.u32(0..100_000_000))];
        timed(|| register.write(context, |tx| tx.amend(&before, &after)).expect("amend")).0
    };
    let all: Vec<f64> = made.persons.iter().take(3_000).map(edit).collect();
    println!("slowest edits {:?}", all.iter().enumerate().filter(|(_, ms)| **ms > 50.0).collect::<Vec<_>>());
    times("durable single edit (phone)", all);
}

/// A later import: indexes, counters and search entries row by row.
fn import(register: &Register, context: &WriteContext, made: &Invented) {
    let rooms = &made.rooms;
    let work = |tx: &mut WriteTx<'_>| -> Result<()> {
        for n in 0..20_000 {
            let mut person = Person::named(tx.mint(), "330299-01", &format!("示例{}", n % 997));
            person.phones = vec![format!("138{n:08}")];
            tx.create_person(&person)?;
            let stay = Stay::at(tx.mint(), person.id, Place::Room(rooms[n % rooms.len()]), "示例");
            tx.create_stay(&stay)?;
        }
        Ok(())
    };
    let (ms, done) = timed(|| register.write(context, work));
    done.expect("import");
    println!("20,000 persons and stays into the full register {ms:.0} ms");
}

fn pages(register: &Register, made: &Invented, random: &mut fastrand::Rng) {
    let room = |_| {
        let id = made.rooms[random.usize(..made.rooms.len())];
        timed(|| register.read(|r| r.room(id).and_then(|_| r.stays_of_room(id))).expect("room")).0
    };
    times("room page (room + stays + persons)", (0..500).map(room).collect());
    let list = |_| timed(|| register.read(|r| r.buildings()).expect("buildings")).0;
    times("all buildings with figures", (0..10).map(list).collect());
    let figures = |_| timed(|| register.read(|r| r.counters()).expect("counters")).0;
    times("figures of the register", (0..100).map(figures).collect());
    for kind in [None, Some(AddressMismatch::OtherBuilding)] {
        let list = |page: u32| {
            let read = |r: louce_store::Reader<'_>| {
                r.mismatch_counts()?;
                r.mismatch_count(kind)?;
                r.mismatched(kind, page * 100, 100)
            };
            timed(|| register.read(read).expect("mismatches")).0
        };
        times(&format!("a page of address mismatches ({kind:?})"), (0..100).map(list).collect());
    }
}

fn searches(register: &Register, made: &Invented, random: &mut fastrand::Rng) {
    let n = 200;
    let mut of = |work: &mut dyn FnMut(&mut fastrand::Rng) -> String| (0..n).map(|_| work(random)).collect::<Vec<_>>();
    let name = |r: &mut fastrand::Rng| made.names[r.usize(..made.names.len())].clone();
    let id = |r: &mut fastrand::Rng| made.ids[r.usize(..made.ids.len())].clone();
    let chars = |text: String, n: usize| text.chars().take(n).collect::<String>();
    let initials = |name: &str| louce_domain::pinyin::pinyin_initials(name).first().cloned().unwrap_or_default();
    let full = |name: &str| louce_domain::pinyin::full_pinyin(name).first().cloned().unwrap_or_default();
    let classes: Vec<(&str, Vec<String>)> = vec![
        ("1 character of a name", of(&mut |r| chars(name(r), 1))),
        ("2 characters of a name", of(&mut |r| chars(name(r), 2))),
        ("whole name", of(&mut |r| name(r))),
        ("pinyin initials", of(&mut |r| initials(&name(r)))),
        ("1 letter", of(&mut |r| chars(initials(&name(r)), 1))),
        ("2 letters", of(&mut |r| chars(initials(&name(r)), 2))),
        ("full pinyin", of(&mut |r| full(&name(r)))),
        ("pinyin, first 4 letters", of(&mut |r| chars(full(&name(r)), 4))),
        ("whole id", of(&mut |r| id(r))),
        ("id, last 4", of(&mut |r| id(r).chars().skip(14).collect())),
        ("id, last 6", of(&mut |r| id(r).chars().skip(12).collect())),
        ("1 digit", of(&mut |r| r.u32(0..10).to_string())),
        ("2 digits", of(&mut |r| r.u32(10..100).to_string())),
        ("3 digits", of(&mut |r| r.u32(100..1000).to_string())),
        ("phone, 6 middle digits", of(&mut |r| format!("{:06}", r.u32(0..1_000_000)))),
        ("room shorthand", of(&mut |r| format!("{}-{}-{}01", r.u32(1..21), r.u32(1..3), r.u32(1..6)))),
        ("site + building", of(&mut |r| format!("家园{}幢", r.u32(1..21)))),
        ("address, two terms", of(&mut |r| format!("花苑 {}01室", r.u32(1..6)))),
        ("name + address", of(&mut |r| format!("{} 家园{}幢", name(r), r.u32(1..21)))),
        ("nothing like it", of(&mut |r| format!("龘{}", r.u32(0..9)))),
    ];
    // One class alone, for a profiler.
    let only = std::env::args().nth(3);
    let classes: Vec<_> = classes.into_iter().filter(|(label, _)| only.as_ref().is_none_or(|o| label == o)).collect();
    for (label, texts) in &classes {
        search(register, label, texts, CountMode::UpTo(1_000));
    }
    for (label, texts) in &classes {
        search(register, label, texts.get(..20).unwrap_or(texts), CountMode::Exact);
    }
}
