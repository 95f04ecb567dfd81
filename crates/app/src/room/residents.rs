//! Who lives in a room on a day, who did before, and how they are counted together.

use crate::asking::stored;
use crate::findings::Shown;
use crate::population::Derivation;
use crate::protection::WITHHELD;
use crate::record::Listing;
use crate::record::row::span_of;
use crate::rows;
use louce_domain::change::RecordRef;
use louce_domain::date::PartialDate;
use louce_domain::dated::Covers;
use louce_domain::field::RecordKind;
use louce_domain::household::Household;
use louce_domain::id::{HouseholdId, PersonId, RoomId};
use louce_domain::stay::Stay;
use louce_store::Resident;
use louce_wire::{HouseholdRow, ResidentRow, RpcError};

/// The stays of a room, apart by whether they hold on the day.
pub(super) struct Residents {
    pub(super) here: Vec<ResidentRow>,
    pub(super) former: Vec<ResidentRow>,
    /// The stays behind `here` whose persons are shown, in its order.
    shown: Vec<Stay>,
}

impl Residents {
    /// Reads them; `day` is the day ages are told on.
    pub(super) fn of(list: &Listing<'_>, room: RoomId, day: PartialDate) -> Result<Self, RpcError> {
        let mut residents = Self { here: Vec::new(), former: Vec::new(), shown: Vec::new() };
        for resident in list.reader.stays_of_room(room).map_err(stored)? {
            let covers = covers(&resident.stay, list.on);
            if covers == Covers::No && begins_after(&resident.stay, list.on) {
                continue;
            }
            let row = row(list, &resident, day, covers == Covers::Possibly)?;
            if covers == Covers::No {
                residents.former.push(row);
                continue;
            }
            if !row.protected {
                residents.shown.push(resident.stay);
            }
            residents.here.push(row);
        }
        Ok(residents)
    }

    /// The households of those who live here, in the order in which they are met, the head first; last, those counted in
    /// none. A protected person is in no household of this page.
    pub(super) fn households(&self, list: &Listing<'_>) -> Result<Vec<HouseholdRow>, RpcError> {
        let mut groups: Vec<(Option<HouseholdId>, Vec<&Stay>)> = Vec::new();
        for stay in &self.shown {
            match groups.iter_mut().find(|(household, _)| *household == stay.household) {
                Some((_, stays)) => stays.push(stay),
                None => groups.push((stay.household, vec![stay])),
            }
        }
        groups.sort_by_key(|(household, _)| household.is_none());
        groups.into_iter().map(|(household, stays)| household_row(list, household, stays)).collect()
    }
}

fn household_row(
    list: &Listing<'_>,
    household: Option<HouseholdId>,
    mut stays: Vec<&Stay>,
) -> Result<HouseholdRow, RpcError> {
    let record: Option<Household> = household.map(|id| list.reader.record(id.0)).transpose().map_err(stored)?;
    let head: Option<PersonId> = record.as_ref().and_then(|household| household.head);
    stays.sort_by_key(|stay| Some(stay.person) != head);
    let head = match head {
        Some(head) if list.withholds(head)? => None,
        head => head,
    };
    Ok(HouseholdRow {
        record: record.map(|household| list.row(&household)).transpose()?,
        head_person_id: head.map(|head| head.to_string()),
        stay_ids: stays.into_iter().map(|stay| stay.id.to_string()).collect(),
    })
}

/// Whether a stay holds on the day asked for; without one, whether it is open.
fn covers(stay: &Stay, on: Option<PartialDate>) -> Covers {
    match on {
        Some(day) => span_of(stay).covers(day),
        None if stay.is_open() => Covers::Certainly,
        None => Covers::No,
    }
}

/// Whether the stay lies ahead of the day asked for: it is neither here nor former then.
fn begins_after(stay: &Stay, on: Option<PartialDate>) -> bool {
    on.zip(stay.from).is_some_and(|(day, from)| day.ends_before(from))
}

/// A resident; of a protected one, no more than that somebody lives here.
fn row(list: &Listing<'_>, resident: &Resident, day: PartialDate, possibly: bool) -> Result<ResidentRow, RpcError> {
    if list.withholds(resident.person.id)? {
        return Ok(withheld(resident, possibly));
    }
    let person = list.reader.person(resident.person.id).map_err(stored)?;
    let derivation = Derivation::of(list.reader, &person, &resident.stay)?;
    let class = resident.stay.stated_class.or_else(|| derivation.class());
    let findings = match list.on {
        // What was missing on another day, nobody noted.
        Some(_) => Vec::new(),
        None => {
            let itself = RecordRef { kind: RecordKind::Person, id: person.id.0 };
            Shown::on(list.reader, day)?.codes_of(list.reader, itself)?
        }
    };
    Ok(ResidentRow { possibly, findings, ..rows::resident(resident, list.disclosure, day, class) })
}

fn withheld(resident: &Resident, possibly: bool) -> ResidentRow {
    ResidentRow {
        stay_id: String::new(),
        person_id: String::new(),
        name: WITHHELD.to_owned(),
        sex: String::new(),
        birth_date: None,
        age: None,
        citizen_id: None,
        id_state: resident.person.id_state.code().to_owned(),
        phones: Vec::new(),
        relation: None,
        class: None,
        class_zh: None,
        household_no: None,
        from: None,
        to: None,
        end_reason: None,
        findings: Vec::new(),
        possibly,
        protected: true,
        verified_on: None,
        intended_until: None,
    }
}
