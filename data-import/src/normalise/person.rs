//! Persons and their stays.

use super::address;
use super::place::Place;
use super::questions::CLOSED;
use super::value;
use super::view::RowView;
use crate::facts::{IdFacts, NameState, OwnerFacts, PersonFacts, SplitPerson, StayFacts};
use crate::field::FieldCode as F;
use louce_domain::citizen_id::CitizenIdState;
use louce_domain::date::{DateContext, PartialDate};
use louce_domain::name::{read_name, split_people};
use louce_domain::population_class::PopulationClass;
use louce_domain::relation::read_relation;
use louce_domain::sex::Sex;
use louce_domain::stay::EndReason;

/// Reads the person of a row; none where it names nobody.
pub(crate) fn read(view: &mut RowView<'_>, place: &Place, class: Option<PopulationClass>) -> Option<PersonFacts> {
    let raw = view.own_text(F::Name)?;
    let reading = read_name(&raw);
    let people = split_people(&raw);
    let first = people.first().and_then(|person| person.name.clone());
    let several = people.len() > 1;
    let name = if several { first } else { reading.name }?;
    if name != raw {
        view.step(F::Name, &name, if several { "split_proposed" } else { "name_normalised" });
    }
    if reading.has_gap {
        view.find("name_unreadable", F::Name);
    }
    let mut ids = identities(view, if several { people.len() } else { 1 }).into_iter();
    let id = ids.next().unwrap_or_else(IdFacts::missing);
    let others = people.into_iter().skip(1).zip(ids);
    let others =
        others.filter_map(|(person, id)| Some(SplitPerson { name: person.name?, relation: person.annotation, id }));
    let split: Vec<SplitPerson> = others.collect();
    let sex = sex(view, &id);
    let birth_date = birth_date(view, &id);
    let mut stay = stay(view, place, class);
    stay.relation_code = stay
        .relation
        .as_deref()
        .and_then(|word| read_relation(word, sex))
        .or(reading.relation.filter(|_| stay.relation.is_none()));
    let death_date = view.date(F::DeathDate);
    Some(PersonFacts {
        name,
        name_state: if reading.has_gap { NameState::Unreadable } else { NameState::Ok },
        phones: if several { Vec::new() } else { view.phones(F::Phone) },
        split,
        former_name: view.text(F::FormerName),
        id,
        sex,
        birth_date,
        ethnicity: view.text(F::Ethnicity),
        native_place: view.text(F::NativePlace),
        marital: view.text(F::Marital),
        education: view.text(F::Education),
        occupation: view.text(F::Occupation),
        workplace: view.text(F::Workplace),
        hukou_site: view.text(F::HukouSite),
        hukou_addr: view.text(F::HukouAddr),
        death_date,
        remark: view.text(F::Remark),
        stay,
        landlord: owner(view),
        relation_to_owner: view.text(F::RelationToOwner),
    })
}

/// An id for each person of the row: where a cell names several people, the ids stand in the same order.
fn identities(view: &mut RowView<'_>, people: usize) -> Vec<IdFacts> {
    if people <= 1 {
        return vec![view.id(F::CitizenId, "id")];
    }
    let mut ids = super::split::ids(view.text(F::CitizenId).as_deref().unwrap_or(""));
    if ids.len() < people {
        view.find("id_missing", F::CitizenId);
    }
    ids.resize_with(people, IdFacts::missing);
    ids
}

fn sex(view: &mut RowView<'_>, id: &IdFacts) -> Option<Sex> {
    let text = view.text(F::Sex);
    let zero = text.as_deref() == Some("0") && view.rules.zero_is_female;
    let written = if zero { Some(Sex::Female) } else { text.as_deref().and_then(Sex::read) };
    if let (Some(column), Some(number)) = (written, id.sex)
        && column != number
    {
        view.find("id_sex_mismatch", F::Sex);
    }
    written.or(id.sex)
}

fn birth_date(view: &mut RowView<'_>, id: &IdFacts) -> Option<PartialDate> {
    let written = view.date_beside(F::BirthDate, id.birth_date);
    if let (Some(column), Some(number)) = (written, id.birth_date)
        && !column.agrees_with(number)
        && id.state != CitizenIdState::PrecisionLost
    {
        view.find("id_birth_mismatch", F::BirthDate);
    }
    id.birth_date.or(written)
}

fn stay(view: &mut RowView<'_>, place: &Place, class: Option<PopulationClass>) -> StayFacts {
    let address = address::read(view, place);
    let stated = view.text(F::Kind).as_deref().and_then(value::class);
    let mut stay = StayFacts {
        address,
        household_no: view.text(F::HouseholdNo),
        relation: view.text(F::RelationToHead),
        class: stated.or(class),
        grid: view.text(F::Grid),
        residence_mismatch: view.flag(F::ResidenceMismatch),
        actual_residence: view.text(F::ActualResidence),
        from: view.date(F::StayFrom),
        to: view.date(F::StayTo),
        moved_to: view.text(F::MovedTo),
        reason: view.text(F::Reason),
        dwelling_kind: view.text(F::DwellingKind),
        permit_no: view.own_text(F::PermitNo),
        permit_from: view.date(F::PermitFrom),
        permit_to: view.date(F::PermitTo),
        recorded_by: view.text(F::RecordedBy),
        recorded_on: view.date(F::RecordedOn),
        status: view.text(F::Status),
        ..StayFacts::default()
    };
    intended_until(view, &mut stay);
    end(view, &mut stay);
    stay
}

/// 拟居期限 is a date, or a duration in words.
fn intended_until(view: &mut RowView<'_>, stay: &mut StayFacts) {
    let Some(text) = view.text(F::IntendedUntil) else { return };
    let is_date = louce_domain::date::parse_written_date(&text, &DateContext::text(9999)).date.is_some();
    if is_date {
        stay.intended_until = view.date(F::IntendedUntil);
    }
    if stay.intended_until.is_none() {
        stay.intended_until_text = Some(text);
    }
}

fn end(view: &mut RowView<'_>, stay: &mut StayFacts) {
    let moved_on = view.date(F::MovedOutDate);
    let died_on = view.date(F::DeathDate);
    let dead = view.flag(F::Dead).unwrap_or(died_on.is_some());
    let moved = view.flag(F::MovedOut).unwrap_or(moved_on.is_some());
    let closed = stay.status.as_deref().is_some_and(|status| view.rules.closed_ends && CLOSED.contains(&status));
    if dead {
        (stay.ended, stay.end_reason, stay.to) = (true, Some(EndReason::Deceased), died_on);
    } else if moved {
        (stay.ended, stay.end_reason, stay.to) = (true, Some(EndReason::MovedAway), moved_on);
    } else if stay.to.is_some() {
        (stay.ended, stay.end_reason) = (true, Some(EndReason::MovedAway));
        stay.end_text = view.has_column(F::RentalNo).then(|| "退租".to_owned());
    } else if closed {
        (stay.ended, stay.end_reason) = (true, Some(EndReason::Unstated));
    }
}

/// The landlord or owner of a row.
pub(crate) fn owner(view: &mut RowView<'_>) -> Option<OwnerFacts> {
    let raw = view.text(F::OwnerName)?;
    let name = read_name(&raw).name?;
    let id = view.has_column(F::OwnerCitizenId).then(|| view.id(F::OwnerCitizenId, "owner_id"));
    let phones = view.phones(F::OwnerPhone);
    Some(OwnerFacts {
        is_org: value::is_organisation_name(&name),
        name,
        id,
        phones,
        address: view.text(F::OwnerAddress),
        inherited: view.is_inherited(F::OwnerName),
    })
}
