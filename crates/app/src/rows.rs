//! From records to the rows of the screen: masked unless revealed, ages from today's date, codes with their words.

use louce_domain::date::PartialDate;
use louce_domain::field::Fielded;
use louce_domain::name::{mask_citizen_id, mask_name, mask_phone};
use louce_domain::organisation::{Organisation, Presence};
use louce_domain::person::Person;
use louce_domain::population_class::PopulationClass;
use louce_domain::sex::Sex;
use louce_domain::space::Place;
use louce_store::{PersonBrief, Resident};
use louce_wire::{FieldRow, OrganisationRow, PresenceRow, ResidentRow};

/// Whether a reply shows persons in full.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Disclosure {
    /// 张*, 3302**********1234
    Masked,
    /// In full, audited.
    Revealed,
}

impl Disclosure {
    /// From the flag of the request.
    pub fn from_reveal(reveal: bool) -> Self {
        if reveal { Self::Revealed } else { Self::Masked }
    }

    fn shown(self, text: &str, mask: impl Fn(&str) -> String) -> String {
        match self {
            Self::Masked => mask(text),
            Self::Revealed => text.to_owned(),
        }
    }

    /// A name.
    pub fn name(self, name: &str) -> String {
        self.shown(name, mask_name)
    }

    /// A citizen id.
    pub fn citizen_id(self, id: &str) -> String {
        self.shown(id, mask_citizen_id)
    }

    /// A phone.
    pub fn phone(self, phone: &str) -> String {
        self.shown(phone, mask_phone)
    }
}

/// Whole years from birth to a day; none when the year is unknown or lies ahead. Month and day count where known.
pub fn age_on(birth: PartialDate, today: PartialDate) -> Option<u16> {
    let years = today.year().checked_sub(birth.year())?;
    let had_birthday = match (birth.month(), today.month()) {
        (Some(b), Some(t)) if b == t => birth.day().zip(today.day()).is_none_or(|(b, t)| b <= t),
        (Some(b), Some(t)) => b < t,
        _ => true,
    };
    u16::try_from(if had_birthday { years } else { years - 1 }).ok()
}

/// A resident of a room, of this class, seen on a day.
pub fn resident(
    Resident { person, stay }: &Resident,
    disclosure: Disclosure,
    today: PartialDate,
    class: Option<PopulationClass>,
) -> ResidentRow {
    ResidentRow {
        stay_id: stay.id.to_string(),
        person_id: person.id.to_string(),
        name: disclosure.name(&person.name),
        sex: if person.sex == Sex::Unknown { String::new() } else { person.sex.zh().to_owned() },
        birth_date: person.birth_date.map(|date| match disclosure {
            Disclosure::Masked => date.year().to_string(),
            Disclosure::Revealed => date.to_string(),
        }),
        age: person.birth_date.and_then(|birth| age_on(birth, today)),
        citizen_id: person.citizen_id.as_deref().map(|id| disclosure.citizen_id(id)),
        id_state: person.id_state.code().to_owned(),
        phones: person.phones.iter().map(|phone| disclosure.phone(phone)).collect(),
        relation: stay.relation.clone(),
        class: class.map(|class| class.code().to_owned()),
        class_zh: class.map(|class| class.zh().to_owned()),
        household_no: stay.household_no.clone(),
        from: stay.from.map(|date| date.to_string()),
        to: stay.to.map(|date| date.to_string()),
        end_reason: stay.end_reason.map(|reason| reason.zh().to_owned()),
        findings: Vec::new(),
        possibly: false,
        protected: false,
        verified_on: stay.verified_on.map(|date| date.to_string()),
        intended_until: stay.intended_until.map(|date| date.to_string()),
    }
}

/// What a list knows of a person, in the form that rules read.
pub fn as_person(brief: &PersonBrief) -> Person {
    Person {
        citizen_id: brief.citizen_id.clone(),
        id_state: brief.id_state,
        sex: brief.sex,
        birth_date: brief.birth_date,
        phones: brief.phones.clone(),
        hukou_division: brief.hukou_division.clone(),
        hukou_site: brief.hukou_site.clone(),
        hukou_address: brief.hukou_address.clone(),
        ..Person::named(brief.id, "", &brief.name)
    }
}

/// Every field of a record, without origins.
pub fn field_rows<R: Fielded>(record: &R) -> Vec<FieldRow> {
    let row =
        |(field, value): (&'static str, Option<String>)| FieldRow { field: field.to_owned(), value, origin: None };
    record.fields().into_iter().map(row).collect()
}

/// An organisation at a place.
pub fn organisation(organisation: &Organisation, presence: &Presence) -> OrganisationRow {
    OrganisationRow {
        id: organisation.id.to_string(),
        name: organisation.name.clone(),
        kind: organisation.kind.map(|kind| kind.zh().to_owned()),
        industry: organisation.industry.clone(),
        credit_code: organisation.credit_code.clone(),
        role: presence.role.zh().to_owned(),
        from: presence.from.map(|date| date.to_string()),
        to: presence.to.map(|date| date.to_string()),
    }
}

/// An address of an organisation.
pub fn presence(presence: &Presence, building: Option<String>) -> PresenceRow {
    PresenceRow {
        id: presence.id.to_string(),
        role: presence.role.zh().to_owned(),
        address: presence.raw_address.clone(),
        room_id: match presence.place {
            Place::Room(id) => Some(id.to_string()),
            _ => None,
        },
        building_id: building,
        from: presence.from.map(|date| date.to_string()),
        to: presence.to.map(|date| date.to_string()),
        fields: field_rows(presence),
        open: presence.to.is_none(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn age_counts_the_birthday() {
        let (birth, before, on) =
            (PartialDate::day_of(1980, 5, 20), PartialDate::day_of(2026, 5, 19), PartialDate::day_of(2026, 5, 20));
        let age = |today: Option<PartialDate>| birth.zip(today).and_then(|(b, t)| age_on(b, t));
        assert_eq!(age(before), Some(45), "the day before the birthday");
        assert_eq!(age(on), Some(46), "on the birthday");
    }

    #[test]
    fn an_unborn_date_gives_no_age() {
        let (birth, today) = (PartialDate::year_only(2031), PartialDate::year_only(2020));
        assert_eq!(
            birth.zip(today).and_then(|(b, t)| age_on(b, t)),
            None,
            "a birth date ahead is a finding, not an age"
        );
    }
}
