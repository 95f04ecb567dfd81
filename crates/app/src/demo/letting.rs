//! Who lets rooms to whom: owners of let rooms, one of whom has forty, and the tenancies with their inspections.

use super::DemoRecord;
use super::chance::{by_share, one_of, per_mille};
use super::identity::Numbers;
use super::mint::Mint;
use super::names::full_name;
use super::stays::Dwelling;
use super::surroundings::days_ago;
use super::tenure::{Episode, Told};
use fastrand::Rng;
use louce_domain::code_list::Coded;
use louce_domain::id::{InspectionId, PersonId, TenancyId};
use louce_domain::inspection::{HazardKind, Inspection};
use louce_domain::person::Person;
use louce_domain::sex::Sex;
use louce_domain::space::{Room, RoomState};
use louce_domain::tenancy::{RentalHazard, RentalUse, Tenancy, TenancyEndReason};

/// How many rooms the one large landlord has.
pub(super) const MOST_ROOMS: u32 = 40;

/// The landlord of many rooms.
pub(super) struct Landlord {
    person: Person,
    left: u32,
}

impl Landlord {
    /// The landlord as a person of the register, who lives somewhere nobody has matched.
    pub(super) fn invent(rng: &mut Rng, mint: &mut Mint, numbers: &mut Numbers, area: &str) -> Self {
        let name = full_name(rng, Sex::Male, 1968);
        let mut person = Person::named(PersonId(mint.uuid(rng)), area, &name);
        let origin = super::origin::home();
        person.citizen_id = Some(numbers.citizen_id(&origin, 1968, Sex::Male).citizen_id);
        person.id_state = louce_domain::citizen_id::CitizenIdState::Ok;
        person.sex = Sex::Male;
        person.phones = vec![numbers.phone()];
        person.hukou_division = Some(origin.division.to_owned());
        person.hukou_address = Some("甬州市示例区望湖北路128号".to_owned());
        Self { person, left: MOST_ROOMS }
    }

    /// The record.
    pub(super) const fn person(&self) -> &Person {
        &self.person
    }

    /// Gives a let room its owner: the large landlord while rooms are left, then somebody else.
    pub(super) fn own(&mut self, rng: &mut Rng, numbers: &mut Numbers, room: &mut Room) {
        if room.state != RoomState::Let {
            return;
        }
        if self.left > 0 {
            self.left -= 1;
            room.owner_person = Some(self.person.id);
            room.owner_name = Some(self.person.name.clone());
            room.owner_phones.clone_from(&self.person.phones);
        } else if per_mille(rng, 880) {
            let sex = by_share(rng, &[(60, Sex::Male)], Sex::Female);
            room.owner_name = Some(full_name(rng, sex, 1970));
            room.owner_phones = vec![numbers.phone()];
        }
    }
}

/// The people of a letting, its main tenant first.
pub(super) struct Tenants {
    pub(super) people: Vec<Person>,
}

/// Writes the tenancy of an episode of tenants, and what was inspected.
pub(super) fn tenancy(
    rng: &mut Rng,
    mint: &mut Mint,
    at: &Dwelling<'_>,
    (episode, told): (&Episode, &Told),
    tenants: &Tenants,
    out: &mut impl FnMut(DemoRecord),
) {
    let (Some(room), Some(tenant)) = (at.room, tenants.people.first()) else { return };
    let ended = episode.to_day.is_some();
    let signed = per_mille(rng, 820);
    let mut tenancy = Tenancy {
        place: at.place,
        raw_address: at.address.to_owned(),
        rental_no: Some(format!("CZ{:08}", rng.u32(..100_000_000))),
        rental_use: Some(Coded::Listed(RentalUse::Dwelling)),
        landlord_person: room.owner_person,
        landlord_name: room.owner_name.clone(),
        landlord_phones: room.owner_phones.clone(),
        tenant_person: Some(tenant.id),
        tenant_name: Some(tenant.name.clone()),
        tenant_citizen_id: tenant.citizen_id.clone(),
        tenant_phones: tenant.phones.clone(),
        co_tenants: tenants.people.iter().skip(1).map(|person| person.name.clone()).collect(),
        security_name: room.owner_name.clone(),
        security_phones: room.owner_phones.clone(),
        responsibility_signed: Some(signed),
        responsibility_signed_on: told.from.filter(|_| signed),
        rooms_let: Some(rng.u16(1..4)),
        area_m2: room.area_m2,
        monthly_rent_yuan: Some(f64::from(rng.u16(8..60)) * 100.0),
        layout: room.layout.clone(),
        occupants_declared: u16::try_from(tenants.people.len()).ok(),
        hazard: Some(Coded::Listed(by_share(
            rng,
            &[(88, RentalHazard::None), (8, RentalHazard::Fire)],
            RentalHazard::Security,
        ))),
        from: told.from,
        to: told.to,
        end_reason: ended.then(|| by_share(rng, &[(60, TenancyEndReason::GivenUp)], TenancyEndReason::Expired)),
        ..Tenancy::blank(TenancyId(mint.uuid(rng)), at.area.to_owned())
    };
    let inspected = (!ended && per_mille(rng, 600)).then(|| rng.i32(5..260));
    tenancy.inspected_on = inspected.map(days_ago);
    let id = tenancy.id;
    out(DemoRecord::Tenancy(tenancy));
    if let Some(days) = inspected.filter(|_| per_mille(rng, 400)) {
        out(DemoRecord::Inspection(inspection(rng, mint, at, days, |inspection| inspection.tenancy = Some(id))));
    }
}

/// An inspection some days ago; a few found something that is still to be put right.
pub(super) fn inspection(
    rng: &mut Rng,
    mint: &mut Mint,
    at: &Dwelling<'_>,
    days: i32,
    of: impl FnOnce(&mut Inspection),
) -> Inspection {
    let found = per_mille(rng, 150);
    let mut inspection = Inspection {
        place: at.place,
        on: Some(days_ago(days)),
        inspector: Some(one_of(rng, &super::OFFICERS).to_owned()),
        hazard: Some(Coded::Listed(if found { HazardKind::Fire } else { HazardKind::None })),
        result: Some(if found { "疏散通道堆放杂物，责令清理" } else { "未发现隐患" }.to_owned()),
        rectify_by: found.then(|| days_ago(days - 15)),
        rectified_on: (found && days > 60 && per_mille(rng, 800)).then(|| days_ago(days - 12)),
        ..Inspection::blank(InspectionId(mint.uuid(rng)), at.area.to_owned())
    };
    of(&mut inspection);
    inspection
}
