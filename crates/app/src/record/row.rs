//! Any record as a row of a page: title, dates, fields and what it refers to, masked unless revealed.
//!
//! A row never ties a protected person to a place: the person is withheld where the record is about the place, the place
//! where it is about the person.

use super::given::Given;
use super::title::{Title, Titled};
use crate::asking::{Asking, stored};
use crate::permission::Operation;
use crate::protection::{self, WITHHELD};
use crate::rows::Disclosure;
use crate::{ids, places};
use louce_domain::change::RecordRef;
use louce_domain::date::PartialDate;
use louce_domain::dated::{Covers, Span};
use louce_domain::field::{Fielded, RecordKind};
use louce_domain::id::{OrganisationId, PersonId};
use louce_domain::space::Place;
use louce_domain::visit::Encounter;
use louce_domain::with_kind;
use louce_store::{Reader, Seen, StoreError};
use louce_wire::{FieldRow, LinkRow, RecordRow, RpcError};
use uuid::Uuid;

/// Fields that refer to another record.
const REFERENCES: &[(&str, RecordKind)] = &[
    ("owner_person", RecordKind::Person),
    ("owner_organisation", RecordKind::Organisation),
    ("parent_room", RecordKind::Room),
    ("household", RecordKind::Household),
    ("head", RecordKind::Person),
    ("landlord_person", RecordKind::Person),
    ("landlord_organisation", RecordKind::Organisation),
    ("tenant_person", RecordKind::Person),
    ("tenant_organisation", RecordKind::Organisation),
    ("tenancy", RecordKind::Tenancy),
    ("organisation", RecordKind::Organisation),
    ("person", RecordKind::Person),
];

/// Fields that say where a person lives, in records about the person.
pub const WHEREABOUTS: &[&str] = &[
    "place",
    "raw_address",
    "actual_residence",
    "moved_to",
    "grid",
    "hukou_site",
    "hukou_address",
    "household",
    "household_no",
];

/// How rows are made: for whom, on which day.
pub struct Listing<'r> {
    /// Where from.
    pub reader: &'r Reader<'r>,
    /// How much is shown.
    pub disclosure: Disclosure,
    /// The day asked for; none: now, whatever the day.
    pub on: Option<PartialDate>,
    sees_protected: bool,
}

/// A record as a row, for whoever asks: protected persons are withheld. `on` is the day asked for; without one a record
/// counts as open until it has ended.
///
/// # Errors
/// When the register cannot be read.
pub fn record_row<R: Titled>(
    reader: &Reader<'_>,
    record: &R,
    disclosure: Disclosure,
    on: Option<PartialDate>,
) -> Result<RecordRow, RpcError> {
    Listing { reader, disclosure, on, sees_protected: false }.row(record)
}

/// A link to a record, called by its title.
///
/// # Errors
/// When the record is not there, or the register cannot be read.
pub fn link_row(reader: &Reader<'_>, role: &str, to: RecordRef, disclosure: Disclosure) -> Result<LinkRow, RpcError> {
    Listing { reader, disclosure, on: None, sees_protected: false }.link(role, to)
}

impl<'r> Listing<'r> {
    /// Rows for who is asking: a role that may see protected addresses sees them.
    pub fn for_asking(
        reader: &'r Reader<'r>,
        asking: Asking<'_>,
        disclosure: Disclosure,
        on: Option<PartialDate>,
    ) -> Self {
        Self { reader, disclosure, on, sees_protected: asking.may(Operation::SeeProtected) }
    }

    /// A record as a row.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn row<R: Titled>(&self, record: &R) -> Result<RecordRow, RpcError> {
        let fields = record.fields();
        let text = |name: &str| fields.iter().find(|(field, _)| *field == name).and_then(|(_, text)| text.as_deref());
        let span = span_of(record);
        let covers = self.on.map(|day| span.covers(day));
        let bare = self.hides_place_of(record)?;
        let title =
            if bare { Title { title: WITHHELD.to_owned(), ..Title::default() } } else { record.called(self)? };
        let unnamed = self.unnamed(record)?;
        let shown = |field: &str| {
            let whereabouts = bare && WHEREABOUTS.contains(&field);
            let of_unnamed = unnamed.iter().any(|prefix| field.starts_with(prefix));
            !whereabouts && !of_unnamed && !is_reference(field) && field != "place" && field != "ethnicity"
        };
        Ok(RecordRow {
            kind: R::KIND.code().to_owned(),
            id: record.id().to_string(),
            title: title.title,
            subtitle: title.subtitle,
            from: span.from.map(|date| date.to_string()),
            to: span.to.map(|date| date.to_string()),
            open: covers.map_or(!span.ended, |covers| covers != Covers::No),
            possibly: covers == Some(Covers::Possibly),
            fields: fields
                .iter()
                .filter(|(field, _)| shown(field))
                .map(|(field, value)| self.field(field, value.as_deref()))
                .collect(),
            links: self.links(record, text("place").filter(|_| !bare))?,
            findings: Vec::new(),
        })
    }

    /// A link to a record.
    ///
    /// # Errors
    /// When the record is not there, or the register cannot be read.
    pub fn link(&self, role: &str, to: RecordRef) -> Result<LinkRow, RpcError> {
        let title = with_kind!(to.kind, R => {
            let record: R = self.reader.record(to.id).map_err(stored)?;
            self.titled(&record, self.hides_place_of(&record)?)?.title
        });
        Ok(LinkRow { role: role.to_owned(), kind: to.kind.code().to_owned(), id: to.id.to_string(), title })
    }

    /// Whether a record is there.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] where it is not.
    pub fn reader_holds(&self, record: RecordRef) -> Result<(), StoreError> {
        with_kind!(record.kind, R => self.reader.record::<R>(record.id).map(drop))
    }

    /// Whether a record is about somebody whose address is withheld, or names them, by reference or by number.
    ///
    /// # Errors
    /// When the record is not there, or the register cannot be read.
    pub fn names_withheld(&self, record: RecordRef) -> Result<bool, RpcError> {
        with_kind!(record.kind, R => {
            let found: R = self.reader.record(record.id).map_err(stored)?;
            for person in persons_of(&found) {
                if self.withholds(person)? {
                    return Ok(true);
                }
            }
            Ok(self.hides_place_of(&found)? || !self.unnamed(&found)?.is_empty())
        })
    }

    /// Whether the address of a person is withheld.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn withholds(&self, person: PersonId) -> Result<bool, RpcError> {
        if self.sees_protected { Ok(false) } else { protection::protected(self.reader, person) }
    }

    /// Whether a record is about a person whose place it would give away to whoever asks.
    ///
    /// # Errors
    /// When the record is not there, or the register cannot be read.
    pub fn withholds_place_of(&self, record: RecordRef) -> Result<bool, RpcError> {
        with_kind!(record.kind, R => self.hides_place_of(&self.reader.record::<R>(record.id).map_err(stored)?))
    }

    /// Whether a number is that of somebody whose address is withheld.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn withholds_number(&self, citizen_id: Option<&str>) -> Result<bool, RpcError> {
        let number = citizen_id.filter(|_| !self.sees_protected);
        number.map_or(Ok(false), |number| protection::protected_number(self.reader, number))
    }

    /// A person's name.
    pub(super) fn person(&self, id: PersonId) -> Result<String, RpcError> {
        let brief = self.reader.person_briefs(&[id]).map_err(stored)?.pop();
        Ok(brief.map(|person| self.disclosure.name(&person.name)).unwrap_or_default())
    }

    /// A person's name in a record about a place.
    pub(super) fn person_there(&self, id: PersonId) -> Result<String, RpcError> {
        if self.withholds(id)? { Ok(WITHHELD.to_owned()) } else { self.person(id) }
    }

    /// An organisation's name.
    pub(super) fn organisation(&self, id: OrganisationId) -> Result<String, RpcError> {
        self.reader.organisation(id).map(|organisation| organisation.name).map_err(stored)
    }

    /// A place in words; empty where nothing is matched.
    pub(super) fn place(&self, place: Place) -> Result<String, RpcError> {
        Ok(places::shown(self.reader, place)?.address.unwrap_or_default())
    }

    /// A place in words, or the address as written.
    pub(super) fn address(&self, place: Place, raw: &str) -> Result<String, RpcError> {
        Ok(places::shown(self.reader, place)?.address.unwrap_or_else(|| raw.to_owned()))
    }

    fn field(&self, field: &str, value: Option<&str>) -> FieldRow {
        let value = value.map(|value| masked(self.disclosure, field, value));
        FieldRow { field: field.to_owned(), value, origin: None }
    }

    /// A stay is called by its address: a withheld one by nothing.
    fn titled<R: Titled>(&self, record: &R, bare: bool) -> Result<Title, RpcError> {
        if bare && R::KIND == RecordKind::Stay {
            return Ok(Title { title: WITHHELD.to_owned(), ..Title::default() });
        }
        record.called(self)
    }

    /// Whether the record is about a person whose place it would give away.
    fn hides_place_of<R: Given>(&self, record: &R) -> Result<bool, RpcError> {
        if self.sees_protected {
            return Ok(false);
        }
        let whose = match R::KIND {
            RecordKind::Person => Some(PersonId(record.id())),
            RecordKind::Stay => given_person(record),
            RecordKind::Employment => match field_of(record, "person").and_then(|id| id.parse().ok()) {
                // The employer's list may write the number of somebody it was not matched with.
                None => return self.withholds_number(field_of(record, "citizen_id").as_deref()),
                person => person,
            },
            _ => None,
        };
        whose.map_or(Ok(false), |person| protection::protected(self.reader, person))
    }

    /// The prefixes of the fields that would name a protected person at a place.
    fn unnamed<R: Given>(&self, record: &R) -> Result<Vec<&'static str>, RpcError> {
        let sides = [("tenant_person", "tenant_"), ("landlord_person", "landlord_"), ("owner_person", "owner_")];
        let mut prefixes = Vec::new();
        for (field, prefix) in sides {
            let person = field_of(record, field).and_then(|id| id.parse::<PersonId>().ok());
            let number = field_of(record, &format!("{prefix}citizen_id")).filter(|_| person.is_none());
            if person.map_or(Ok(false), |person| self.withholds(person))? || self.withholds_number(number.as_deref())? {
                prefixes.push(prefix);
                // Who shares the rooms with them would lead to them as well.
                prefixes.extend((prefix == "tenant_").then_some("co_tenants"));
            }
        }
        Ok(prefixes)
    }

    fn links<R: Given>(&self, record: &R, place: Option<&str>) -> Result<Vec<LinkRow>, RpcError> {
        let mut links = Vec::new();
        for (role, to) in record.given().into_iter().chain(references(record)) {
            let there = matches!(R::KIND, RecordKind::Stay | RecordKind::Employment | RecordKind::Kinship);
            let person = (to.kind == RecordKind::Person && names_place(R::KIND) && !there).then_some(PersonId(to.id));
            if !person.map_or(Ok(false), |person| self.withholds(person))? {
                links.push(self.link(role, to)?);
            }
        }
        if let Some(place) = place.and_then(|text| text.parse::<Place>().ok()).and_then(record_of) {
            links.push(self.link("place", place)?);
        }
        if R::KIND == RecordKind::Visit {
            links.extend(self.met(record.id())?);
        }
        Ok(links)
    }

    /// The persons met on a visit.
    fn met(&self, visit: Uuid) -> Result<Vec<LinkRow>, RpcError> {
        let visit = RecordRef { kind: RecordKind::Visit, id: visit };
        let encounters: Vec<Encounter> = self.reader.records_naming("visit", visit).map_err(stored)?;
        let mut links = Vec::with_capacity(encounters.len());
        for met in encounters {
            if !self.withholds(met.person)? {
                links.push(self.link("met", RecordRef { kind: RecordKind::Person, id: met.person.0 })?);
            }
        }
        Ok(links)
    }
}

/// The kinds that lie at a place; an encounter lies where its visit does.
fn names_place(kind: RecordKind) -> bool {
    with_kind!(kind, R => <R as Fielded>::FIELDS.contains(&"place"))
        || matches!(kind, RecordKind::Room | RecordKind::Encounter)
}

fn is_reference(field: &str) -> bool {
    REFERENCES.iter().any(|(name, _)| *name == field)
}

fn field_of<R: Fielded>(record: &R, name: &str) -> Option<String> {
    record.fields().into_iter().find(|(field, _)| *field == name).and_then(|(_, text)| text)
}

fn given_person<R: Given>(record: &R) -> Option<PersonId> {
    record.given().into_iter().find(|(name, _)| *name == "person").map(|(_, to)| PersonId(to.id))
}

/// The fields of a record that refer to others.
fn references<R: Fielded>(record: &R) -> Vec<(&'static str, RecordRef)> {
    let known = |field: &str| REFERENCES.iter().find(|(name, _)| *name == field).map(|(_, kind)| *kind);
    let reference = |(field, text): (&'static str, Option<String>)| {
        Some((field, RecordRef { kind: known(field)?, id: ids::read(&text?).ok()? }))
    };
    record.fields().into_iter().filter_map(reference).collect()
}

/// The persons a record is about or names, itself where it is one.
pub fn persons_of<R: Given>(record: &R) -> Vec<PersonId> {
    let own = (R::KIND == RecordKind::Person).then(|| PersonId(record.id()));
    let named = record.given().into_iter().chain(references(record)).filter(|(_, to)| to.kind == RecordKind::Person);
    own.into_iter().chain(named.map(|(_, to)| PersonId(to.id))).collect()
}

/// Notes the persons that links name as seen: whoever asks who looked at them finds this look.
pub fn note_named<'l>(seen: &mut Seen, links: impl IntoIterator<Item = &'l LinkRow>) {
    for link in links.into_iter().filter(|link| link.kind == RecordKind::Person.code()) {
        if let Ok(id) = ids::read(&link.id) {
            seen.record(RecordRef { kind: RecordKind::Person, id });
        }
    }
}

/// The record a place is.
pub fn record_of(place: Place) -> Option<RecordRef> {
    Some(match place {
        Place::Room(id) => RecordRef { kind: RecordKind::Room, id: id.0 },
        Place::Building(id) => RecordRef { kind: RecordKind::Building, id: id.0 },
        Place::Site(id) => RecordRef { kind: RecordKind::Site, id: id.0 },
        Place::Unmatched => return None,
    })
}

/// The time a record holds for: its dates by the names they have in each kind. A care note ends by itself on the day it
/// was to be reviewed; a visit is a matter of one day.
pub fn span_of<R: Fielded>(record: &R) -> Span {
    let date = |name: &str| field_of(record, name).and_then(|text| text.parse::<PartialDate>().ok());
    let first = |names: &[&str]| names.iter().find_map(|name| date(name));
    let from = first(&["from", "valid_from", "on", "consent_on", "founded_on"]);
    let to = first(&["to", "valid_to", "on", "closed_on"]);
    let to = if R::KIND == RecordKind::CareNote { earlier(to, date("review_on")) } else { to };
    Span { from, to, ended: to.is_some() || field_of(record, "end_reason").is_some() }
}

fn earlier(a: Option<PartialDate>, b: Option<PartialDate>) -> Option<PartialDate> {
    match (a, b) {
        (Some(a), Some(b)) => Some(if b.ends_before(a) { b } else { a }),
        (a, b) => a.or(b),
    }
}

/// The value of a field as far as it is disclosed.
fn masked(disclosure: Disclosure, field: &str, value: &str) -> String {
    let each = |mask: &dyn Fn(&str) -> String| value.split('、').map(mask).collect::<Vec<_>>().join("、");
    if field.ends_with("phones") {
        each(&|phone| disclosure.phone(phone))
    } else if field.ends_with("citizen_id") || field == "number" || field == "permit_no" {
        disclosure.citizen_id(value)
    } else if field == "name" || field.ends_with("_name") || field == "co_tenants" {
        each(&|name| disclosure.name(name))
    } else {
        value.to_owned()
    }
}
