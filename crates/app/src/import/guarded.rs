//! Rows about somebody whose address is hidden from whoever imports (DOMAIN §1.8 rule 4): they wait for a care officer, and
//! all of them say the same.
//!
//! A row that names her is known by its words alone, before anything is matched, so that what becomes of it does not hang on
//! where it says that she lives. A row of somebody else that would show or correct a record naming her is known by its plan.

use super::linked::Linked;
use super::person_match::is_likely;
use super::plan::{PlannedRow, Step};
use super::withheld::{Words, plain, words_of};
use crate::asking::{Asking, stored};
use crate::protection::Hidden;
use louce_domain::batch::RowOutcome;
use louce_domain::change::FieldChange;
use louce_domain::citizen_id::CitizenIdState;
use louce_domain::field::{Fielded, RecordKind};
use louce_domain::id::PersonId;
use louce_domain::person::Person;
use louce_import::RowFacts;
use louce_import::facts::PersonFacts;
use louce_import::proposal::RowProposal;
use louce_store::Reader;
use louce_wire::RpcError;
use serde_json::Value;
use uuid::Uuid;

/// Why such a row waits.
pub const NEEDS_CARE_OFFICER: &str = "needs_care_officer";

/// Parts of a row that name places, not people.
const PLACES: &[&str] = &["address", "hukou_addr", "hukou_site", "native_place"];

/// Those whose address is hidden from whoever imports; nobody, where the role sees protected addresses.
#[derive(Debug, Default)]
pub struct Guarded(Vec<Sheltered>);

#[derive(Debug)]
struct Sheltered {
    person: Person,
    words: Words,
}

impl Guarded {
    /// Reads who they are.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn read(reader: &Reader<'_>, asking: Asking<'_>) -> Result<Self, RpcError> {
        let hidden = Hidden::read(reader, asking)?.persons().into_iter();
        let sheltered = hidden.map(|id| {
            let person = reader.person(id).map_err(stored)?;
            Ok(Sheltered { words: words_of(reader, &person)?, person })
        });
        sheltered.collect::<Result<_, RpcError>>().map(Self)
    }

    /// Whether a name is one of theirs: a namesake's row must not tell of rows of hers that wait.
    pub fn has_name(&self, name: &str) -> bool {
        let name = plain(name);
        self.0.iter().any(|one| one.words.names.contains(&name))
    }

    /// Whether a row names one of them, or is as near to her as two records of one person are.
    pub fn is_named_in(&self, row: &RowProposal) -> bool {
        let Some(facts) = row.facts.as_deref().filter(|_| !self.0.is_empty()) else { return false };
        let resident: Option<&PersonFacts> = match facts {
            RowFacts::Person(person) => Some(person),
            RowFacts::Tenancy(tenancy) => tenancy.tenant.as_deref(),
            _ => None,
        };
        if resident.is_some_and(|facts| self.0.iter().any(|one| one.is_near(facts))) {
            return true;
        }
        let text = plain(&serde_json::to_string(&(facts, &row.stated)).unwrap_or_default());
        let mut found = self.0.iter().filter(|one| one.words.are_in(&text)).peekable();
        if found.peek().is_none() {
            return false;
        }
        let said = serde_json::to_value((facts, &row.stated)).unwrap_or_default();
        found.any(|one| one.is_said_in(&said, facts))
    }

    fn has(&self, id: Uuid) -> bool {
        self.0.iter().any(|one| one.person.id.0 == id)
    }

    /// Whether a plan shows or corrects anything of theirs.
    pub fn is_touched_by(&self, row: &PlannedRow) -> bool {
        if self.0.is_empty() {
            return false;
        }
        let is_met = row.record.is_some_and(|record| record.kind == RecordKind::Person && self.has(record.id));
        let is_offered = row.candidates.iter().any(|candidate| self.has(candidate.record.id));
        let mut told = row.changes.iter().chain(&row.conflicts);
        is_met || is_offered || told.any(|change| self.is_told_by(change)) || row.steps.iter().any(|it| self.is_in(it))
    }

    /// Whether one of two values names one of them.
    fn is_told_by(&self, change: &FieldChange) -> bool {
        change.old.iter().chain(&change.new).any(|value| self.is_meant(value))
    }

    fn is_meant(&self, value: &str) -> bool {
        let text = plain(value);
        value.parse().is_ok_and(|id| self.has(id)) || self.0.iter().any(|one| one.words.are_in(&text))
    }

    fn is_in(&self, step: &Step) -> bool {
        match step {
            Step::AmendPerson { before, .. } => self.has(before.id.0),
            Step::AmendStay { before, .. } => self.has(before.person.0),
            Step::CreateStay(stay) => self.has(stay.person.0),
            Step::Create(linked) => named(linked).into_iter().any(|person| self.has(person.0)),
            Step::Amend { before, .. } => {
                let named = named(before).into_iter().any(|person| self.has(person.0));
                named || written(before).iter().any(|text| self.is_meant(text))
            }
            _ => false,
        }
    }
}

/// Whom a record names by a link. Who owns a room is told by what changes of it alone.
fn named(linked: &Linked) -> Vec<PersonId> {
    match linked {
        Linked::Household(household) => household.head.into_iter().collect(),
        Linked::Tenancy(tenancy) => tenancy.landlord_person.into_iter().chain(tenancy.tenant_person).collect(),
        Linked::Employment(employment) => employment.person.into_iter().collect(),
        Linked::Document(document) => vec![document.person],
        Linked::Encounter(encounter) => vec![encounter.person],
        Linked::IdentityLink(link) => vec![link.person, link.other],
        _ => Vec::new(),
    }
}

/// The fields of a record that is about people by their names.
fn written(linked: &Linked) -> Vec<String> {
    let fields = match linked {
        Linked::Tenancy(tenancy) => tenancy.fields(),
        Linked::Employment(employment) => employment.fields(),
        _ => Vec::new(),
    };
    fields.into_iter().filter_map(|(_, text)| text).collect()
}

impl Sheltered {
    /// Whether the row is as near to her as two records of one person are, wherever it says that she lives.
    fn is_near(&self, facts: &PersonFacts) -> bool {
        let start = |id: &str| id.get(..super::known::ID_START).map(str::to_owned);
        let ids = self.person.citizen_id.as_deref().and_then(start).zip(facts.id.text.as_deref().and_then(start));
        let births = self.person.birth_date.zip(facts.birth_date);
        let may_be = ids.is_some_and(|(known, read)| known == read)
            || births.is_some_and(|(known, read)| known.agrees_with(read));
        may_be && is_likely(&self.person, facts)
    }

    /// Whether any part of a row names her. The row's own person is told from her by a longer name, or by another sound
    /// number where the row speaks of nobody else.
    fn is_said_in(&self, said: &Value, facts: &RowFacts) -> bool {
        match said {
            Value::String(text) => {
                let text = plain(text);
                let is_named = self.words.names.iter().any(|name| text.contains(name));
                self.words.numbers.iter().any(|number| text.contains(number))
                    || (is_named && !self.is_somebody_else(&text, facts))
            }
            Value::Array(parts) => parts.iter().any(|part| self.is_said_in(part, facts)),
            Value::Object(parts) => {
                let mut people = parts.iter().filter(|(name, _)| !PLACES.contains(&name.as_str()));
                people.any(|(_, part)| self.is_said_in(part, facts))
            }
            _ => false,
        }
    }

    fn is_somebody_else(&self, name: &str, facts: &RowFacts) -> bool {
        let RowFacts::Person(facts) = facts else { return false };
        if plain(&facts.name) != name || !facts.split.is_empty() {
            return false;
        }
        let both_sound = facts.id.state == CitizenIdState::Ok && self.person.id_state == CitizenIdState::Ok;
        let two_numbers = both_sound && facts.id.text != self.person.citizen_id;
        !self.words.names.iter().any(|known| known == name) || (two_numbers && facts.landlord.is_none())
    }
}

impl PlannedRow {
    /// The row as it waits for a care officer: nothing of the register, and the same words for each.
    pub fn guarded(sheet: usize, row: u32) -> Self {
        Self::idle(sheet, row, RowOutcome::Pending, Some(NEEDS_CARE_OFFICER))
    }
}
