//! A register of made-up people in a temporary folder.
#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "each test file uses a part of it, and a test may stop where it likes"
)]

use louce_domain::citizen_id::CitizenIdState;
use louce_domain::id::{BuildingId, OrganisationId, PersonId, PresenceId, RoomId, SiteId, StayId};
use louce_domain::organisation::{Organisation, Presence, PresenceRole};
use louce_domain::person::Person;
use louce_domain::purpose::Purpose;
use louce_domain::space::{Building, Place, Room, Site};
use louce_domain::stay::Stay;
use louce_store::{
    Area, Credential, KdfParams, NewRegister, Password, ReadContext, RecoveryKey, Register, StoreError, Surroundings,
    WriteContext, WriteTx,
};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use tempfile::TempDir;

pub const NOW: u64 = 1_795_000_000_000;
pub const USER: &str = "示例民警";
pub const PASSWORD: &str = "示例口令一二三四";

/// Time stands still; chance repeats itself.
pub struct Still(AtomicU64);

impl Still {
    pub fn new(seed: u64) -> Self {
        Self(AtomicU64::new(seed))
    }
}

impl Surroundings for Still {
    fn unix_ms(&self) -> u64 {
        NOW
    }
    fn fill_random(&self, buffer: &mut [u8]) {
        let mut random = fastrand::Rng::with_seed(self.0.fetch_add(1, Ordering::Relaxed));
        random.fill(buffer);
    }
}

pub struct Home {
    pub folder: TempDir,
    pub surroundings: Still,
    pub recovery: RecoveryKey,
}

impl Home {
    pub fn path(&self) -> PathBuf {
        self.folder.path().join("示例.louce")
    }

    pub fn open(&self) -> Result<Register, louce_store::OpenError> {
        Register::open(&self.path(), &credential(PASSWORD), &self.surroundings)
    }
}

pub fn credential(password: &str) -> Credential {
    Credential::Password { user: USER.to_owned(), password: Password::new(password) }
}

pub fn home() -> (Home, Register) {
    let folder = tempfile::tempdir().unwrap();
    let surroundings = Still::new(7);
    let password = Password::new(PASSWORD);
    let new = NewRegister {
        policy: "single",
        user_name: USER,
        display_name: "示例民警甲",
        role: "officer",
        password: &password,
        kdf: KdfParams::floor(),
        areas: vec![Area { code: "330299-01".to_owned(), name: "示例警务区".to_owned() }],
    };
    let (register, recovery) = Register::create(&folder.path().join("示例.louce"), &new, &surroundings).unwrap();
    (Home { folder, surroundings, recovery }, register)
}

pub fn writing(register: &Register, action: &str) -> WriteContext {
    WriteContext {
        user: register.opened_by().unwrap(),
        role: "officer".to_owned(),
        action: action.to_owned(),
        purpose: Some(Purpose::Upkeep),
        batch: None,
        at_ms: NOW,
        note: None,
    }
}

pub fn reading(register: &Register, action: &str) -> ReadContext {
    ReadContext {
        user: register.opened_by().unwrap(),
        role: "officer".to_owned(),
        action: action.to_owned(),
        purpose: Some(Purpose::Verification),
        at_ms: NOW,
        note: None,
    }
}

pub fn write<T>(register: &Register, work: impl FnOnce(&mut WriteTx<'_>) -> Result<T, StoreError>) -> T {
    register.write(&writing(register, "test"), work).unwrap()
}

pub const AREA: &str = "330299-01";

pub fn site(tx: &mut WriteTx<'_>, name: &str) -> Site {
    let site = Site {
        id: tx.mint::<SiteId>(),
        area: AREA.to_owned(),
        name: name.to_owned(),
        division_code: Some("330299".to_owned()),
        township: Some("示例街道".to_owned()),
        community: Some("永丰社区".to_owned()),
    };
    tx.create_site(&site).unwrap();
    site
}

pub fn building(tx: &mut WriteTx<'_>, site: Option<SiteId>, name: &str) -> Building {
    let mut building = Building::named(tx.mint::<BuildingId>(), AREA, name);
    building.site = site;
    tx.create_building(&building).unwrap();
    building
}

pub fn room(tx: &mut WriteTx<'_>, building: BuildingId, unit: Option<&str>, number: &str) -> Room {
    let room = Room {
        unit: unit.map(str::to_owned),
        floor: number.get(..number.len().saturating_sub(2)).and_then(|f| f.parse().ok()),
        ..Room::numbered(tx.mint::<RoomId>(), building, number)
    };
    tx.create_room(&room).unwrap();
    room
}

pub fn person(tx: &mut WriteTx<'_>, name: &str, citizen_id: Option<&str>, phones: &[&str]) -> Person {
    let mut person = Person::named(tx.mint::<PersonId>(), AREA, name);
    person.citizen_id = citizen_id.map(str::to_owned);
    person.id_state = if citizen_id.is_some() { CitizenIdState::Ok } else { CitizenIdState::Missing };
    person.phones = phones.iter().map(|p| (*p).to_owned()).collect();
    tx.create_person(&person).unwrap();
    person
}

pub fn stay(tx: &mut WriteTx<'_>, person: PersonId, place: Place) -> Stay {
    let mut stay = Stay::at(tx.mint::<StayId>(), person, place, "示例地址");
    stay.from = "2020-05".parse().ok();
    tx.create_stay(&stay).unwrap();
    stay
}

pub fn organisation(tx: &mut WriteTx<'_>, name: &str, credit_code: Option<&str>) -> Organisation {
    let mut organisation = Organisation::named(tx.mint::<OrganisationId>(), AREA, name);
    organisation.credit_code = credit_code.map(str::to_owned);
    tx.create_organisation(&organisation).unwrap();
    organisation
}

pub fn presence(tx: &mut WriteTx<'_>, organisation: OrganisationId, place: Place) -> Presence {
    let presence = Presence {
        id: tx.mint::<PresenceId>(),
        organisation,
        role: PresenceRole::Office,
        place,
        raw_address: "示例地址".to_owned(),
        from: None,
        to: None,
    };
    tx.create_presence(&presence).unwrap();
    presence
}

/// 望湖家园: two buildings, some rooms, people and an organisation.
pub struct Community {
    pub site: Site,
    pub three: Building,
    pub five: Building,
    pub room_501: Room,
    pub room_502: Room,
    pub zhang: Person,
    pub shan: Person,
    pub stay_zhang: Stay,
    pub shop: Organisation,
}

pub fn community(tx: &mut WriteTx<'_>) -> Community {
    let site = site(tx, "望湖家园");
    let three = building(tx, Some(site.id), "3");
    let five = building(tx, Some(site.id), "5");
    let room_501 = room(tx, three.id, Some("2"), "501");
    let room_502 = room(tx, three.id, Some("2"), "502");
    let zhang = person(tx, "张伟", Some("330299198001050011"), &["13900001234"]);
    let shan = person(tx, "单雄信", None, &[]);
    let stay_zhang = stay(tx, zhang.id, Place::Room(room_501.id));
    stay(tx, shan.id, Place::Building(five.id));
    let shop = organisation(tx, "示例小吃店", Some("92330299MA2A00001X"));
    presence(tx, shop.id, Place::Room(room_502.id));
    Community { site, three, five, room_501, room_502, zhang, shan, stay_zhang, shop }
}
