//! What can be asked and what is answered.

use louce_domain::date::PartialDate;
use louce_domain::field::RecordKind;
use louce_domain::id::PersonId;
use louce_domain::space::RoomState;
use uuid::Uuid;

/// How far hits are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CountMode {
    /// To the last one.
    Exact,
    /// At most so many of each kind: enough to say “more than …”.
    UpTo(u64),
}

/// What is looked for.
#[derive(Debug, Clone)]
pub struct SearchQuery {
    /// Terms, separated by spaces; a hit contains each of them. A person may also meet a part of them, but at least one,
    /// and the place of one open stay the rest: `永丰 张伟` finds the 张伟 who live in 永丰.
    pub text: String,
    /// Kinds of record, of [`SEARCHED`]; empty means all of them.
    pub kinds: Vec<RecordKind>,
    /// At most so many hits.
    pub limit: usize,
    /// How far to count.
    pub count: CountMode,
    /// Only what held on this day, certainly or possibly: persons with a stay that covers it, organisations present,
    /// rooms and buildings in use. A place beside a name is then the place of such a stay. None: everything, and the
    /// places are those of open stays.
    pub as_of: Option<PartialDate>,
    /// Persons whose whereabouts the asker may not learn (住址保护): they are found by their own words only, and their
    /// hits say no place.
    pub withheld: Vec<PersonId>,
}

impl SearchQuery {
    /// Everything that a text finds, counted to the last one; the hits themselves only when a limit is set.
    pub fn of(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            kinds: Vec::new(),
            limit: 0,
            count: CountMode::Exact,
            as_of: None,
            withheld: Vec::new(),
        }
    }
}

/// How many records were found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SearchCount {
    /// The number.
    pub number: u64,
    /// Whether it is all of them; otherwise there are at least so many.
    pub exact: bool,
}

/// The field by which a record was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SearchField {
    /// Name.
    Name,
    /// Former name (曾用名).
    FormerName,
    /// Pinyin or its initials.
    Pinyin,
    /// Citizen id.
    CitizenId,
    /// Phone.
    Phone,
    /// Address.
    Address,
    /// Room shorthand, `3-2-501`.
    Shorthand,
    /// Unified social credit code.
    CreditCode,
    /// Legal representative.
    LegalRep,
    /// Owner or landlord of a room, by name or phone as written.
    Owner,
    /// Community or township.
    Community,
}

/// How the record stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HitState {
    /// State of a room.
    Room(RoomState),
    /// Whether a person has an open stay; one that covers the day asked for.
    Resident(bool),
    /// Nothing to say.
    None,
}

/// A record found. Unmasked: the caller masks what it shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchHit {
    /// Its kind.
    pub kind: RecordKind,
    /// Its identifier.
    pub id: Uuid,
    /// Name of a site, person or organisation; short address of a building or room.
    pub title: String,
    /// Where: community of a site, address of a building, place of a person's or an organisation's latest open stay, or
    /// of the one that covers the day asked for.
    pub address: Option<String>,
    /// Citizen id of a person, credit code of an organisation.
    pub number: Option<String>,
    /// The field in which the first term was found.
    pub field: SearchField,
    /// How it stands.
    pub state: HitState,
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchResult {
    /// How many.
    pub count: SearchCount,
    /// The first of them, exact names before beginnings of names before the rest.
    pub hits: Vec<SearchHit>,
}
