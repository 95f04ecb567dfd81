//! What ties people together and to the register: documents of people from abroad, relatives in other blocks, visits and
//! whom they met, care notes, and the same person written down twice.

use super::chance::{by_share, one_of, per_mille};
use super::mint::Mint;
use super::stays::Dwelling;
use super::surroundings::days_ago;
use super::{DATA_AS_OF_DAY, DATA_AS_OF_YEAR, DemoRecord};
use fastrand::Rng;
use louce_domain::care::{CareKind, CareNote, ConsentBy};
use louce_domain::citizen_id::CitizenIdState;
use louce_domain::code_list::Coded;
use louce_domain::date::PartialDate;
use louce_domain::document::{Document, DocumentType};
use louce_domain::id::{CareNoteId, DocumentId, EncounterId, KinshipId, PersonId, VisitId};
use louce_domain::kinship::Kinship;
use louce_domain::person::Person;
use louce_domain::population_class::PopulationClass;
use louce_domain::relation::read_relation;
use louce_domain::sex::Sex;
use louce_domain::stay::Stay;
use louce_domain::visit::{Encounter, Visit, VisitPurpose};

/// How many of the people met last are remembered.
const REMEMBERED: usize = 200;

/// The people invented last who still live where they were recorded.
#[derive(Default)]
pub(super) struct Neighbours {
    people: Vec<Person>,
    next: usize,
}

impl Neighbours {
    pub(super) fn remember(&mut self, person: &Person) {
        if self.people.len() < REMEMBERED {
            return self.people.push(person.clone());
        }
        if let Some(slot) = self.people.get_mut(self.next % REMEMBERED) {
            person.clone_into(slot);
        }
        self.next += 1;
    }

    /// One of them.
    pub(super) fn any(&self, rng: &mut Rng) -> Option<&Person> {
        (!self.people.is_empty()).then(|| self.people.get(rng.usize(..self.people.len()))).flatten()
    }

    /// A parent of a person in another room: someone a generation older.
    pub(super) fn parent_of(&self, rng: &mut Rng, person: &Person) -> Option<(PersonId, &'static str)> {
        let born = person.birth_date?.year();
        let older = self.any(rng).filter(|other| other.id != person.id && other.sex != Sex::Unknown)?;
        let years = born - older.birth_date?.year();
        let relation = if older.sex == Sex::Male { "父亲" } else { "母亲" };
        (21..=38).contains(&years).then_some((older.id, relation))
    }
}

const ABROAD: &[(&str, &str, &str)] = &[
    ("KOR", "KIM", "MINJUN"),
    ("JPN", "SATO", "HARUKA"),
    ("VNM", "NGUYEN", "VAN AN"),
    ("PAK", "KHAN", "IMRAN"),
    ("DEU", "MUSTER", "ERIKA"),
    ("NGA", "OKAFOR", "CHIDI"),
    ("FRA", "EXEMPLE", "MARIE"),
    ("RUS", "PRIMEROV", "IVAN"),
];

/// Makes a tenant one from abroad: a passport instead of a citizen id.
pub(super) fn from_abroad(rng: &mut Rng, mint: &mut Mint, person: &mut Person, stay: &mut Stay) -> DemoRecord {
    let (country, surname, given) = one_of(rng, ABROAD);
    person.citizen_id = None;
    person.id_state = CitizenIdState::Missing;
    person.name = format!("{surname} {given}");
    person.foreign_surname = Some(surname.to_owned());
    person.foreign_given_name = Some(given.to_owned());
    person.nationality = Some(country.to_owned());
    person.hukou_division = None;
    person.hukou_address = None;
    person.hukou_site = None;
    person.ethnicity = None;
    person.native_place = None;
    stay.stated_class = Some(PopulationClass::Foreign);
    stay.coming_purpose = Some(Coded::read(one_of(rng, &["就业", "就业", "学习", "商务", "探亲"])));
    stay.arrived_on = stay.from;
    stay.departs_on = Some(PartialDate::from_days_since_1970(DATA_AS_OF_DAY + rng.i32(-20..600)));
    DemoRecord::Document(Document {
        kind: Some(Coded::Listed(DocumentType::Passport)),
        number: format!("X0000{:04}", rng.u16(..10_000)),
        country: Some(country.to_owned()),
        from: PartialDate::year_only(rng.i16(2017..2025)),
        until: Some(PartialDate::from_days_since_1970(DATA_AS_OF_DAY + rng.i32(-30..2500))),
        ..Document::blank(DocumentId(mint.uuid(rng)), person.id)
    })
}

/// A relative in another block.
pub(super) fn kinship(rng: &mut Rng, mint: &mut Mint, person: PersonId, (to, word): (PersonId, &str)) -> DemoRecord {
    DemoRecord::Kinship(Kinship {
        relation: read_relation(word, None),
        ..Kinship::blank(KinshipId(mint.uuid(rng)), person, to)
    })
}

/// A care note with consent, for the few who asked for one.
pub(super) fn care(rng: &mut Rng, mint: &mut Mint, person: &Person) -> DemoRecord {
    let ago = rng.i32(20..330);
    DemoRecord::Care(CareNote {
        kind: by_share(
            rng,
            &[(50, CareKind::LivesAlone), (25, CareKind::EvacuationHelp), (15, CareKind::HardOfHearing)],
            CareKind::HardOfSeeing,
        ),
        consent_by: by_share(rng, &[(70, ConsentBy::Person)], ConsentBy::Family),
        consent_on: Some(days_ago(ago)),
        review_on: Some(days_ago(ago - 365)),
        ..CareNote::blank(CareNoteId(mint.uuid(rng)), person.id)
    })
}

/// A visit to a room and the person met; now and then a promise to call again.
pub(super) fn visit(
    rng: &mut Rng,
    mint: &mut Mint,
    at: &Dwelling<'_>,
    met: PersonId,
    out: &mut impl FnMut(DemoRecord),
) {
    let ago = rng.i32(2..700);
    let purpose = by_share(
        rng,
        &[(60, VisitPurpose::Verification), (15, VisitPurpose::Safety), (10, VisitPurpose::Information)],
        VisitPurpose::Request,
    );
    let again = per_mille(rng, 120).then(|| rng.i32(-20..40));
    let visit = Visit {
        place: at.place,
        raw_address: at.address.to_owned(),
        on: Some(days_ago(ago)),
        purpose,
        content: Some(
            one_of(rng, &["核对居住信息，无变化", "补登联系电话", "发放防火宣传单", "提醒居住证签注"]).to_owned(),
        ),
        visitor: Some(one_of(rng, &super::OFFICERS).to_owned()),
        again_on: again.map(days_ago),
        kept_on: again.filter(|days| *days > 0 && *days < ago && per_mille(rng, 600)).map(|days| days_ago(days - 1)),
        ..Visit::blank(VisitId(mint.uuid(rng)), at.area.to_owned())
    };
    let id = visit.id;
    out(DemoRecord::Visit(visit));
    out(DemoRecord::Encounter(Encounter {
        verified: Some(purpose == VisitPurpose::Verification),
        ..Encounter::blank(EncounterId(mint.uuid(rng)), id, met)
    }));
}

/// Writes a person down a second time, as another clerk heard it: a character of the name and the number differ.
pub(super) fn written_twice(rng: &mut Rng, known: &Person, copy: &mut Person) {
    const HEARD: &[(char, char)] = &[
        ('伟', '炜'),
        ('芳', '方'),
        ('娜', '那'),
        ('敏', '闽'),
        ('静', '靖'),
        ('丽', '莉'),
        ('强', '墙'),
        ('军', '君'),
    ];
    let heard = |c: char| HEARD.iter().find(|(said, _)| *said == c).map_or(c, |(_, written)| *written);
    copy.name = known.name.chars().map(heard).collect();
    copy.sex = known.sex;
    copy.birth_date = known.birth_date;
    copy.citizen_id = None;
    copy.id_state = CitizenIdState::Missing;
    copy.hukou_division.clone_from(&known.hukou_division);
    copy.hukou_address.clone_from(&known.hukou_address);
    if per_mille(rng, 700) {
        copy.phones.clone_from(&known.phones);
    }
}

/// Whether a person is so old at the day of the data.
pub(super) fn is_older_than(person: &Person, years: i16) -> bool {
    person.birth_date.is_some_and(|birth| DATA_AS_OF_YEAR - birth.year() >= years)
}
