//! An invented community (division 330299) as a handover report. Nobody and nothing in it exists.

#![allow(dead_code, reason = "each test and the example use a part of it")]

use louce_report::{
    BaseNumbers, BuildingLine, BuildingSheet, ChangeCount, ChangeEntry, Changes, Cover, Disclosure, Gap,
    HandoverReport, OrganisationLine, Origin, Parties, Party, PopulationClass, Printed, Resident, RoomSheet, RoomState,
    Severity, Sex, SpotCheckRoom, Stock, Term,
};

/// A report on `buildings` invented buildings of 72 rooms each: about 50 rooms lived in, 130 residents.
pub fn community(buildings: usize, disclosure: Disclosure) -> HandoverReport {
    let mut dice = fastrand::Rng::with_seed(330_299);
    let residents: Vec<BuildingSheet> = (0..buildings).map(|place| building(place, &mut dice)).collect();
    HandoverReport {
        cover: cover(),
        numbers: numbers(&residents),
        changes: changes(&residents, &mut dice),
        gaps: gaps(),
        buildings: residents.iter().enumerate().map(|(place, sheet)| line(place, sheet, &mut dice)).collect(),
        spot_check: spot_check(&residents, &mut dice),
        picture: None,
        residents,
        disclosure,
        parties: Parties {
            from: party("周建民", "330299101", "社区民警"),
            to: party("林晓峰", "330299117", "社区民警"),
            witness: party("陈国强", "330299003", "所领导"),
        },
        printed: Printed {
            by: "周建民(330299101)".to_owned(),
            at: "2026-03-31T18:05".to_owned(),
            purpose: "交接".to_owned(),
        },
    }
}

fn party(name: &str, number: &str, post: &str) -> Party {
    Party { name: name.to_owned(), number: number.to_owned(), post: post.to_owned() }
}

fn cover() -> Cover {
    Cover {
        title: String::new(),
        unit: "示例派出所".to_owned(),
        area: "澄浪社区第二警务区".to_owned(),
        cut_off: "2026-03-31T18:00".to_owned(),
        since: Some("2025-09-01".to_owned()),
        reason: "岗位调整".to_owned(),
        prepared_by: "周建民".to_owned(),
        generated_at: "2026-03-31T18:05".to_owned(),
        app_version: "0.1.0".to_owned(),
        data_version: "3 / 48211".to_owned(),
        fingerprint: "9f3c 61d2 07ab 4e58 c1f0 8823".to_owned(),
        origin: Origin::Demo,
    }
}

const SITES: [&str; 3] = ["澄浪小区", "柳岸新村", "示例花园"];

fn building(place: usize, dice: &mut fastrand::Rng) -> BuildingSheet {
    let site = SITES.get(place % 3).unwrap_or(&"示例花园");
    let number = place / 3 + 1;
    let title = format!("{site}{number}幢");
    let address = format!("示例市示例区澄浪路{}号{title}", 10 * (place % 3) + 8);
    let mut rooms: Vec<RoomSheet> = (1..=3).map(|shop| self::shop(place, shop, dice)).collect();
    for unit in 1..=2 {
        for floor in 2..=18 {
            for door in 1..=2 {
                rooms.push(room(format!("{unit}单元{floor}0{door}室"), dice));
            }
        }
    }
    rooms.push(room("2单元地下室B01".to_owned(), dice));
    let unplaced = if place == 1 { vec![resident(dice)] } else { Vec::new() };
    BuildingSheet { title, address, rooms, unplaced }
}

fn room(name: String, dice: &mut fastrand::Rng) -> RoomSheet {
    let (state, people) = match dice.u8(0..100) {
        0..55 => (RoomState::OwnerOccupied, dice.usize(1..=4)),
        55..82 => (RoomState::Let, dice.usize(1..=5)),
        82..94 => (RoomState::Vacant, 0),
        _ => (RoomState::Unknown, dice.usize(0..=1)),
    };
    let mut residents: Vec<Resident> = (0..people).map(|_| resident(dice)).collect();
    for (place, resident) in residents.iter_mut().enumerate() {
        resident.relation = relation(place);
    }
    RoomSheet { room: name, own_address: String::new(), state, residents, organisations: Vec::new() }
}

fn shop(place: usize, shop: usize, dice: &mut fastrand::Rng) -> RoomSheet {
    let trade = ["便利店", "理发店", "餐饮店", "药房", "五金店", "水果店"];
    let organisation = OrganisationLine {
        name: format!("示例区{}{}", surname(dice), dice.choice(trade).unwrap_or("便利店")),
        code: format!("92330299MA2{:06}X{}", 100 * place + shop, shop),
        phone: phone(dice),
        since: Some(format!("20{}-05-01", dice.u8(16..26))),
    };
    RoomSheet {
        room: format!("底商{shop}"),
        own_address: format!("澄浪路{}-{shop}号", 10 * (place % 3) + 92),
        state: RoomState::Business,
        residents: Vec::new(),
        organisations: vec![organisation],
    }
}

fn relation(place: usize) -> Option<Term> {
    let relations =
        [Term::new("户主", "head"), Term::new("配偶", "spouse"), Term::new("子", "son"), Term::new("女", "daughter")];
    relations.into_iter().nth(place)
}

fn surname(dice: &mut fastrand::Rng) -> &'static str {
    dice.choice(["王", "李", "张", "刘", "陈", "单", "解", "仇", "曾", "欧阳"]).unwrap_or("王")
}

fn phone(dice: &mut fastrand::Rng) -> String {
    format!("139000{:05}", dice.u32(0..100_000))
}

fn resident(dice: &mut fastrand::Rng) -> Resident {
    let given = dice.choice(["伟", "芳", "秀英", "建国", "晓峰", "丽", "子涵", "雨桐", "志强", "梅"]);
    let year = dice.u16(1938..2025);
    let class = match dice.u8(0..100) {
        0..62 => PopulationClass::Resident,
        62..72 => PopulationClass::Lodger,
        72..97 => PopulationClass::Floating,
        97..99 => PopulationClass::Foreign,
        _ => PopulationClass::Unregistered,
    };
    Resident {
        name: format!("{}{}", surname(dice), given.unwrap_or("伟")),
        sex: if dice.bool() { Sex::Male } else { Sex::Female },
        birth: Some(format!("{year}-{:02}-{:02}", dice.u8(1..=12), dice.u8(1..=28))),
        age: Some(2025 - year),
        class,
        relation: None,
        phone: if dice.u8(0..5) == 0 { String::new() } else { phone(dice) },
        since: Some(format!("20{:02}-{:02}-{:02}", dice.u8(8..26), dice.u8(1..=12), dice.u8(1..=28))),
    }
}

fn numbers(sheets: &[BuildingSheet]) -> BaseNumbers {
    let rooms: Vec<&RoomSheet> = sheets.iter().flat_map(|sheet| &sheet.rooms).collect();
    let people: Vec<&Resident> = sheets.iter().flat_map(|sheet| sheet.residents()).collect();
    let stock = |now: usize| Stock::since(now as u64, (now as u64 * 97) / 100);
    let state = |state: RoomState| (state, stock(rooms.iter().filter(|room| room.state == state).count()));
    let class = |class: PopulationClass| (class, stock(people.iter().filter(|person| person.class == class).count()));
    BaseNumbers {
        buildings: Stock::since(sheets.len() as u64, sheets.len() as u64),
        rooms: stock(rooms.len()),
        rooms_by_state: RoomState::ALL.map(state).to_vec(),
        people: stock(people.len()),
        people_by_class: PopulationClass::ALL.map(class).to_vec(),
        households: stock(rooms.iter().filter(|room| !room.residents.is_empty()).count()),
        organisations: stock(sheets.iter().map(|sheet| sheet.organisations().count()).sum()),
    }
}

fn line(place: usize, sheet: &BuildingSheet, dice: &mut fastrand::Rng) -> BuildingLine {
    let state = |wanted: RoomState| sheet.rooms.iter().filter(|room| room.state == wanted).count() as u64;
    let (vacant, unknown) = (state(RoomState::Vacant), state(RoomState::Unknown));
    BuildingLine {
        site: SITES.get(place % 3).unwrap_or(&"").to_string(),
        number: format!("{}幢", place / 3 + 1),
        units: 2,
        floors_above: 18,
        floors_below: 1,
        rooms: sheet.rooms.len() as u64,
        occupied: sheet.rooms.len() as u64 - vacant - unknown,
        vacant,
        unknown,
        people: sheet.residents().count() as u64,
        organisations: sheet.organisations().count() as u64,
        completeness: Some(dice.u8(71..=100)),
        last_verified: dice.bool().then(|| format!("2026-{:02}-{:02}", dice.u8(1..=3), dice.u8(1..=28))),
    }
}

fn changes(sheets: &[BuildingSheet], dice: &mut fastrand::Rng) -> Changes {
    let kinds = [
        Term::new("迁入", "moved in"),
        Term::new("迁出", "moved out"),
        Term::new("人员信息更正", "person corrected"),
        Term::new("房屋状态变更", "room state changed"),
        Term::new("单位进驻", "organisation arrived"),
    ];
    let officers = ["周建民", "林晓峰", "何敏"];
    let count = |(kind, by): (&Term, &&str), count| ChangeCount { kind: kind.clone(), by: (*by).to_owned(), count };
    let pairs = kinds.iter().flat_map(|kind| officers.iter().map(move |officer| (kind, officer)));
    let counts: Vec<ChangeCount> = pairs.map(|pair| count(pair, dice.u64(3..60))).collect();
    let mut entries: Vec<ChangeEntry> = Vec::new();
    for place in 0..60 {
        let sheet = dice.choice(sheets);
        let room = sheet.and_then(|sheet| dice.choice(&sheet.rooms));
        let kind = dice.usize(0..kinds.len());
        entries.push(ChangeEntry {
            at: format!("2026-03-{:02}T{:02}:{:02}", 30 - place / 2, dice.u8(8..18), dice.u8(0..60)),
            by: dice.choice(officers).unwrap_or("周建民").to_owned(),
            kind: kinds.get(kind).cloned().unwrap_or_default(),
            place: sheet.zip(room).map(|(sheet, room)| format!("{}{}", sheet.title, room.room)).unwrap_or_default(),
            person: (kind < 3).then(|| resident(dice).name),
            detail: (kind == 2).then(|| Term::new("联系电话", "phone")),
        });
    }
    let entries_total = counts.iter().map(|count| count.count).sum();
    Changes { counts, entries, entries_total }
}

fn gaps() -> Vec<Gap> {
    let gap =
        |code: &str, title, severity, count, action| Gap { code: code.to_owned(), title, severity, count, action };
    vec![
        gap(
            "id_missing",
            Term::new("无公民身份号码", "no citizen id"),
            Severity::Gap,
            17,
            Term::new("入户核对证件后补登", "see the document on the next call and enter it"),
        ),
        gap(
            "id_bad_checksum",
            Term::new("身份号码校验位不符", "citizen id fails its checksum"),
            Severity::Conflict,
            4,
            Term::new("对照原台账与证件更正;科学计数法截断的须重新采集", "compare with ledger and document"),
        ),
        gap(
            "room_unverified",
            Term::new("房屋超过 180 天未核实", "room not verified for 180 days"),
            Severity::Note,
            121,
            Term::new("列入走访计划", "plan a call"),
        ),
        gap(
            "floating_not_let",
            Term::new("有流动人口居住但未登记出租", "floating tenants in a room not marked as let"),
            Severity::Conflict,
            9,
            Term::new("核实租住关系,变更房屋状态,补登租赁信息", "verify, then correct the state of the room"),
        ),
    ]
}

fn spot_check(sheets: &[BuildingSheet], dice: &mut fastrand::Rng) -> Vec<SpotCheckRoom> {
    let draw = |_| {
        let sheet = dice.choice(sheets)?;
        let room = dice.choice(&sheet.rooms)?;
        Some(SpotCheckRoom {
            address: format!("{}{}", sheet.title, room.room),
            state: room.state,
            people: room.residents.len() as u32,
            organisations: room.organisations.len() as u32,
        })
    };
    (0..10).filter_map(draw).collect()
}
