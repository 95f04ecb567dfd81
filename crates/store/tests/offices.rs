//! Which organisations' addresses disagree is kept in step by every write, bulk or steady.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test may stop where it likes")]

mod support;

use louce_domain::office::AddressMismatch::{
    self, MissingRegistered, MissingTax, OtherBuilding, OtherRoom, OutOfDistrict,
};
use louce_domain::organisation::{Organisation, Presence, PresenceRole};
use louce_domain::space::Place;
use louce_store::{Register, StoreError, WriteTx};
use support::{community, home, organisation, write, writing};

fn at(tx: &mut WriteTx<'_>, owner: &Organisation, role: PresenceRole, place: Place, raw: &str) -> Presence {
    let presence = Presence { role, place, raw_address: raw.to_owned(), ..Presence::blank(tx.mint(), owner.id) };
    tx.create(&presence).unwrap();
    presence
}

fn listed(register: &Register, kind: Option<AddressMismatch>) -> Vec<(String, Vec<AddressMismatch>)> {
    let page = register.read(|r| r.mismatched(kind, 0, 100)).unwrap();
    assert_eq!(register.read(|r| r.mismatch_count(kind)).unwrap(), page.len() as u64, "the count is the list's");
    page.into_iter().map(|found| (found.name, found.mismatches)).collect()
}

#[test]
fn the_list_follows_moves_ends_closings_and_divisions() {
    let (_home, register) = home();
    let (c, shop, registered) = write(&register, |tx| {
        let c = community(tx);
        let shop = organisation(tx, "示例商贸", None);
        at(tx, &shop, PresenceRole::Office, Place::Room(c.room_501.id), "3-2-501");
        let registered = at(tx, &shop, PresenceRole::Registered, Place::Room(c.room_502.id), "3-2-502");
        at(tx, &shop, PresenceRole::Tax, Place::Room(c.room_501.id), "3-2-501");
        Ok((c, shop, registered))
    });
    let of_shop = || listed(&register, None).into_iter().filter(|(name, _)| *name == shop.name).collect::<Vec<_>>();
    let said = |mismatches: &[AddressMismatch]| vec![(shop.name.clone(), mismatches.to_vec())];
    assert_eq!(of_shop(), said(&[OtherRoom]), "two rooms of one building");
    let elsewhere =
        Presence {
            place: Place::Unmatched, raw_address: "杭州市西湖区文三路1号".to_owned(), ..registered.clone()
        };
    write(&register, |tx| tx.amend(&registered, &elsewhere).map(drop));
    assert_eq!(of_shop(), said(&[OutOfDistrict]), "registered in another city");
    let here = Presence { place: Place::Building(c.five.id), ..elsewhere.clone() };
    write(&register, |tx| tx.amend(&elsewhere, &here).map(drop));
    assert_eq!(of_shop(), said(&[OtherBuilding]), "registered in another building");
    let ended = Presence { to: "2020".parse().ok(), ..here.clone() };
    write(&register, |tx| tx.amend(&here, &ended).map(drop));
    assert_eq!(of_shop(), [], "an address given up disagrees with nothing");
    let missing = listed(&register, Some(MissingRegistered));
    assert!(missing.iter().any(|(name, _)| *name == shop.name), "but it is missing now: {missing:?}");
    write(&register, |tx| {
        let mut closed = shop.clone();
        closed.closed_on = "2021".parse().ok();
        tx.amend(&shop, &closed).map(drop)
    });
    assert!(!listed(&register, Some(MissingRegistered)).iter().any(|(name, _)| *name == shop.name), "closed: history");
    write(&register, |tx| {
        let mut moved = c.site.clone();
        moved.division_code = Some("330203".to_owned());
        tx.amend(&c.site, &moved).map(drop)
    });
    assert_eq!(register.verify().unwrap(), [], "every row is as the addresses say, the home division too");
}

#[test]
fn a_bulk_load_derives_the_same() {
    let make = |tx: &mut WriteTx<'_>| {
        let c = community(tx);
        for number in 0..40 {
            let shop = organisation(tx, &format!("示例{number}店"), None);
            at(tx, &shop, PresenceRole::Office, Place::Room(c.room_501.id), "");
            let other = if number % 2 == 0 { Place::Room(c.room_502.id) } else { Place::Building(c.five.id) };
            at(tx, &shop, PresenceRole::Registered, other, "");
        }
        Ok::<_, StoreError>(())
    };
    let (_home, steady) = home();
    write(&steady, make);
    let (_other, bulk) = home();
    bulk.write_bulk(&writing(&bulk, "load"), make).unwrap();
    let counts = |register: &Register| register.read(|r| r.mismatch_counts()).unwrap();
    assert_eq!(counts(&steady), counts(&bulk), "row by row or all at once");
    assert!(counts(&bulk).contains(&(OtherBuilding, 20)), "each second one");
    assert!(counts(&bulk).iter().any(|(kind, count)| *kind == MissingTax && *count >= 40), "nobody told of taxes");
    assert_eq!((bulk.verify().unwrap(), steady.verify().unwrap()), (vec![], vec![]), "both are sound");
    let page = bulk.read(|r| r.mismatched(Some(OtherRoom), 5, 10)).unwrap();
    assert_eq!(
        page.iter().map(|found| found.name.as_str()).collect::<Vec<_>>()[..2],
        ["示例10店", "示例12店"],
        "paged"
    );
}
