//! Writes one step of a plan.

use super::linked::{Linked, Part, each_linked};
use super::plan::Step;
use louce_store::{Record, StoreError, WriteTx};

/// Writes one step.
///
/// # Errors
/// What the store says.
pub fn write_step(tx: &mut WriteTx<'_>, step: &Step) -> Result<(), StoreError> {
    match step {
        Step::CreateSite(site) => tx.create_site(site),
        Step::CreateBuilding(building) => tx.create_building(building),
        Step::CreateRoom(room) => tx.create_room(room),
        Step::CreatePerson(person) => tx.create_person(person),
        Step::CreateStay(stay) => tx.create_stay(stay),
        Step::CreateOrganisation(organisation) => tx.create_organisation(organisation),
        Step::CreatePresence(presence) => tx.create_presence(presence),
        Step::Create(linked) => each_linked!(&**linked, record => tx.create(record)),
        Step::Remember(decided) => tx.remember_decision(decided),
        Step::Amend { before, after } => amend_linked(tx, before, after),
        Step::AmendBuilding { before, after } => tx.amend(&**before, &**after).map(drop),
        Step::AmendPerson { before, after } => tx.amend(&**before, &**after).map(drop),
        Step::AmendStay { before, after } => tx.amend(&**before, &**after).map(drop),
        Step::AmendOrganisation { before, after } => tx.amend(&**before, &**after).map(drop),
    }
}

type Amend = fn(&mut WriteTx<'_>, &Linked, &Linked) -> Result<(), StoreError>;

fn amend_linked(tx: &mut WriteTx<'_>, before: &Linked, after: &Linked) -> Result<(), StoreError> {
    fn amend<R: Part + Record>(tx: &mut WriteTx<'_>, before: &Linked, after: &Linked) -> Result<(), StoreError> {
        let pair = R::of(before).zip(R::of(after));
        pair.map_or(Ok(()), |(before, after)| tx.amend(before, after).map(drop))
    }
    fn kind_of<R: Part + Record>(_: &R) -> Amend {
        amend::<R>
    }
    each_linked!(after, record => kind_of(record))(tx, before, after)
}
