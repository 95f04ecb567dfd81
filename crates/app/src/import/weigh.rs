//! What becomes of a record where a ledger says something else than the register (DOMAIN §2.2 #18).
//!
//! 1. A blank is filled, whatever the ledger's day, and a value made more exact (a month by its day, a lost character, a
//!    number that fails its check by one that holds) is taken.
//! 2. A newer ledger corrects, and so does the re-issue of the ledger that wrote the value.
//! 3. Older paper never overwrites: the register stays, and the row says so.
//! 4. Where the days do not tell: who and where somebody is, and whether they left, waits for a person with both values;
//!    so does what an officer corrected by hand. An ordinary field stays as the register has it, and the row says so. A
//!    phone more is no contradiction.
//! 5. Within one file the later row corrects ordinary fields, as a clerk who writes on below would mean it.

use super::knowledge::Standing;
use super::planner::Planner;
use louce_domain::catalogue::{self, Editor, FieldMeta};
use louce_domain::change::{FieldChange, differences};
use louce_domain::date::PartialDate;
use louce_domain::field::{Fielded, RecordKind};
use louce_domain::name::{mask_citizen_id, mask_name, mask_phone};
use uuid::Uuid;

/// What the row knows that the comparison cannot see.
#[derive(Debug, Clone, Copy, Default)]
pub struct Weighing<'a> {
    /// The row speaks of the site that the register has the record in.
    pub covers: bool,
    /// Fields in which the ledger is the more exact, not the other.
    pub refined: &'a [&'a str],
}

/// A record between register and ledger.
#[derive(Debug, Clone)]
pub struct Weighed<R> {
    /// The record as it shall be.
    pub after: R,
    /// What changes.
    pub changes: Vec<FieldChange>,
    /// What contradicts and is not decided: register first.
    pub conflicts: Vec<FieldChange>,
    /// What the register keeps although the ledger says otherwise: register first.
    pub kept: Vec<FieldChange>,
    /// Whether the ledger is older than something it contradicts.
    pub is_older: bool,
    /// Whether an officer wrote something that it contradicts.
    pub is_by_hand: bool,
}

/// What becomes of one field.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Take,
    Keep,
    Older,
    Conflict,
}

/// Fields that say who somebody is, where, and whether they left: never decided by guessing.
const TELLING: &[(RecordKind, &[&str])] = &[
    (RecordKind::Person, &["name", "citizen_id", "id_state", "birth_date", "sex"]),
    (RecordKind::Stay, &["place", "to", "end_reason"]),
    (RecordKind::Organisation, &["name", "credit_code", "credit_code_state"]),
    (RecordKind::Tenancy, &["landlord_name", "landlord_citizen_id", "landlord_person", "landlord_organisation"]),
];

/// Fields that say nothing without another: they go its way where it changes too.
const FOLLOWING: &[(&str, &str)] = &[
    ("id_state", "citizen_id"),
    ("birth_date", "citizen_id"),
    ("sex", "citizen_id"),
    ("end_reason", "to"),
    ("credit_code_state", "credit_code"),
    ("legal_rep_citizen_id", "legal_rep_name"),
    ("legal_rep_id_state", "legal_rep_name"),
    ("legal_rep_phones", "legal_rep_name"),
    ("security_contact_phones", "security_contact_name"),
    ("block_leader_phones", "block_leader_name"),
    ("owner_phones", "owner_name"),
    ("owner_person", "owner_name"),
    ("owner_organisation", "owner_name"),
    ("landlord_phones", "landlord_name"),
    ("landlord_citizen_id", "landlord_name"),
    ("landlord_person", "landlord_name"),
    ("landlord_organisation", "landlord_name"),
    ("landlord_address", "landlord_name"),
];

/// An end is no blank to be filled: that somebody left contradicts that they are there.
const ENDS: &[&str] = &["to", "end_reason"];

fn is_telling(kind: RecordKind, field: &str) -> bool {
    TELLING.iter().any(|(of, fields)| *of == kind && fields.contains(&field))
}

fn is_blank(field: &str, text: Option<&str>) -> bool {
    match text {
        None | Some("") => true,
        Some(text) => matches!((field, text), ("sex", "0" | "9") | ("state", "unknown") | ("kind", "dwelling")),
    }
}

/// Whether the ledger's date says the same more exactly.
fn is_finer(old: &str, new: &str) -> bool {
    let dates = old.parse::<PartialDate>().ok().zip(new.parse::<PartialDate>().ok());
    dates.is_some_and(|(old, new)| old.agrees_with(new) && new.precision() > old.precision())
}

impl Planner<'_> {
    /// Weighs what the ledger makes of a record against the record.
    pub fn weigh<R: Fielded + Clone>(&self, id: Uuid, before: &R, ledger: R, row: Weighing<'_>) -> Weighed<R> {
        let mut weighed = Weighed {
            after: ledger,
            changes: Vec::new(),
            conflicts: Vec::new(),
            kept: Vec::new(),
            is_older: false,
            is_by_hand: false,
        };
        let differing = differences(before, &weighed.after);
        for change in &differing {
            let leader = FOLLOWING.iter().find(|(field, _)| *field == change.field).map(|(_, leader)| *leader);
            let led = leader.and_then(|leader| differing.iter().find(|other| other.field == leader));
            let (fate, by_hand) = self.fate::<R>(id, led.unwrap_or(change), row);
            self.settle(id, change, fate, row.covers, &mut weighed);
            weighed.is_older |= fate == Fate::Older;
            weighed.is_by_hand |= by_hand && fate == Fate::Conflict;
        }
        weighed.changes = differences(before, &weighed.after);
        weighed
    }

    fn fate<R: Fielded>(&self, id: Uuid, change: &FieldChange, row: Weighing<'_>) -> (Fate, bool) {
        let field = change.field.as_str();
        let is_end = R::KIND != RecordKind::Person && ENDS.contains(&field) && is_telling(R::KIND, field);
        let finer = change.old.as_deref().zip(change.new.as_deref()).is_some_and(|(old, new)| is_finer(old, new));
        let blank = is_blank(field, change.old.as_deref()) && !is_end;
        let by_hand = self.known.knowledge.is_edited_by_hand(id, field);
        if finer || row.refined.contains(&field) || (blank && !by_hand) {
            return (Fate::Take, by_hand);
        }
        let telling = is_telling(R::KIND, field);
        let is_said_twice = telling && self.known.is_said_here(id);
        let fate = match self.standing(id, field, row.covers) {
            Standing::Newer | Standing::Reissue if is_said_twice && !is_end => Fate::Conflict,
            Standing::Newer => Fate::Take,
            Standing::Reissue if !by_hand => Fate::Take,
            Standing::SamePaper if !telling || is_end => Fate::Take,
            Standing::Older => Fate::Older,
            _ if field.ends_with("phones") && !by_hand => Fate::Keep,
            _ if telling || by_hand => Fate::Conflict,
            _ => Fate::Keep,
        };
        (self.decided(fate), by_hand)
    }

    /// What a person said overrules what the days leave open.
    fn decided(&self, fate: Fate) -> Fate {
        match fate {
            Fate::Conflict | Fate::Keep | Fate::Older if self.takes.is_for_ledger() => Fate::Take,
            Fate::Conflict if self.takes.is_for_register() => Fate::Keep,
            fate => fate,
        }
    }

    fn settle<R: Fielded>(&self, id: Uuid, change: &FieldChange, fate: Fate, covers: bool, weighed: &mut Weighed<R>) {
        let field = change.field.as_str();
        if field.ends_with("phones")
            && let Some(text) = self.phones(id, change, fate, covers)
        {
            let _always_taken = weighed.after.set_field(field, Some(&text));
            return;
        }
        match fate {
            Fate::Take => return,
            Fate::Keep | Fate::Older => weighed.kept.push(change.clone()),
            Fate::Conflict => weighed.conflicts.push(change.clone()),
        }
        // A value that the record had, its field takes.
        let _always_taken = weighed.after.set_field(field, change.old.as_deref());
    }

    /// Phones of two ledgers are put together, the newer first; only the re-issue of the same ledger takes one away, and
    /// older paper adds none.
    fn phones(&self, id: Uuid, change: &FieldChange, fate: Fate, covers: bool) -> Option<String> {
        let (old, new) = (change.old.as_deref()?, change.new.as_deref()?);
        let follows = FOLLOWING.iter().any(|(field, _)| *field == change.field);
        if follows || self.takes.is_for_ledger() {
            return None;
        }
        let (first, second) = match (fate, self.standing(id, &change.field, covers)) {
            (Fate::Take, Standing::Newer) if !self.is_same_layout(id, &change.field) => (new, old),
            (Fate::Take, Standing::SamePaper) | (Fate::Keep, _) => (old, new),
            _ => return None,
        };
        let mut phones: Vec<&str> = Vec::new();
        for phone in first.split('、').chain(second.split('、')) {
            if !phones.contains(&phone) {
                phones.push(phone);
            }
        }
        Some(phones.join("、"))
    }

    fn is_same_layout(&self, id: Uuid, field: &str) -> bool {
        let origin = self.known.knowledge.origin(id, field);
        origin.is_some_and(|origin| self.known.knowledge.has_layout(origin, &self.ledger.layout))
    }
}

/// Both values of what contradicts, in words: register first, masked.
pub fn in_words(kind: RecordKind, changes: &[FieldChange]) -> String {
    let one = |change: &FieldChange| {
        let meta = catalogue::field(kind, &change.field);
        let shown = |text: &Option<String>| {
            let text = text.as_deref().filter(|text| !text.is_empty());
            text.map_or_else(
                || "（空）".to_owned(),
                |text| named(meta, text, || masked(kind, meta, &change.field, text)),
            )
        };
        let name = meta.map_or(change.field.as_str(), |meta| meta.zh);
        format!("“{name}”登记簿为 {}，台账为 {}", shown(&change.old), shown(&change.new))
    };
    changes.iter().map(one).collect::<Vec<_>>().join("；")
}

/// What the register keeps although the ledger says otherwise, in words; none where it keeps nothing.
pub fn kept_in_words(kept: &[(RecordKind, FieldChange)], is_older: bool) -> Option<String> {
    let words: Vec<String> = kept.iter().map(|(kind, change)| in_words(*kind, std::slice::from_ref(change))).collect();
    match (is_older, words.is_empty()) {
        (true, true) => Some("台账较旧，登记簿保持不变".to_owned()),
        (true, false) => Some(format!("台账较旧，保留登记簿的内容：{}", words.join("；"))),
        (false, false) => Some(format!("日期不能判断先后，保留登记簿的内容：{}", words.join("；"))),
        (false, true) => None,
    }
}

/// A coded value by its name in its code list; any other as `plain` gives it.
fn named(meta: Option<&FieldMeta>, text: &str, plain: impl FnOnce() -> String) -> String {
    let entries = meta.and_then(|meta| meta.list).and_then(catalogue::list).map(|list| list.entries.iter());
    let entry = entries.and_then(|mut entries| entries.find(|entry| entry.code == text));
    entry.map_or_else(plain, |entry| entry.zh.to_owned())
}

/// A value as a clerk may read it: who somebody is as lists show it, and no identifier of ours.
fn masked(kind: RecordKind, meta: Option<&FieldMeta>, field: &str, text: &str) -> String {
    match field {
        _ if meta.is_some_and(|meta| meta.editor == Editor::Record) => "（登记对象）".to_owned(),
        "name" if meta.is_some_and(|meta| !meta.is_personal) => text.to_owned(),
        "number" if kind == RecordKind::Document => mask_citizen_id(text),
        _ => masked_as(field, text),
    }
}

/// Every name of a person, every number of their papers and every phone, masked; anything else as it is.
pub(super) fn masked_as(field: &str, text: &str) -> String {
    let each = |mask: fn(&str) -> String| text.split('、').map(mask).collect::<Vec<_>>().join("、");
    match field {
        "permit_no" => mask_citizen_id(text),
        "name" | "co_tenants" | "foreign_surname" => each(mask_name),
        _ if field.ends_with("citizen_id") => mask_citizen_id(text),
        _ if field.ends_with("phones") => each(mask_phone),
        _ if field.ends_with("_name") || field.ends_with("_names") => each(mask_name),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(kind: RecordKind, field: &str, old: Option<&str>, new: Option<&str>) -> String {
        let owned = |text: Option<&str>| text.map(str::to_owned);
        in_words(kind, &[FieldChange { field: field.to_owned(), old: owned(old), new: owned(new) }])
    }

    #[test]
    fn coded_values_are_told_by_their_names() {
        let ended = words(RecordKind::Stay, "end_reason", None, Some("3"));
        assert!(!ended.contains('3') && ended.contains("登记簿为 （空）"), "no code reaches the clerk: {ended}");
        let sex = words(RecordKind::Person, "sex", Some("1"), Some("2"));
        assert!(sex.contains("登记簿为 男") && sex.contains("台账为 女"), "both sides are named: {sex}");
        let free = words(RecordKind::Person, "workplace", Some("3"), Some("4"));
        assert!(free.contains("登记簿为 3"), "a value without a code list stays as written: {free}");
    }

    #[test]
    fn whoever_is_named_in_a_reason_is_named_masked() {
        use louce_domain::catalogue::fields;
        use louce_domain::field::RecordKind as Kind;
        let id = "330299198001011218";
        for meta in fields().iter().filter(|meta| meta.field.ends_with("citizen_id")) {
            let told = words(meta.kind, meta.field, Some(id), None);
            assert!(!told.contains(id), "{:?}.{} is a citizen id: {told}", meta.kind, meta.field);
        }
        for meta in fields().iter().filter(|meta| meta.field.ends_with("phones")) {
            let told = words(meta.kind, meta.field, Some("13900001111、13900002222"), None);
            assert!(!told.contains("0000"), "{:?}.{} are phones: {told}", meta.kind, meta.field);
        }
        for (kind, field) in [
            (Kind::Person, "former_name"),
            (Kind::Room, "owner_name"),
            (Kind::Organisation, "legal_rep_name"),
            (Kind::Organisation, "security_contact_name"),
            (Kind::Building, "block_leader_name"),
            (Kind::Tenancy, "tenant_name"),
            (Kind::Tenancy, "co_tenants"),
            (Kind::Employment, "name"),
            (Kind::Grid, "worker_names"),
        ] {
            let told = words(kind, field, Some("欧阳明月、张三丰"), None);
            assert!(!told.contains("明月") && !told.contains("三丰"), "{kind:?}.{field} names people: {told}");
        }
        let firm = words(Kind::Organisation, "name", Some("望湖商行"), None);
        assert!(firm.contains("望湖商行"), "a firm is no person: {firm}");
        let head = words(Kind::Household, "head", Some("0192d3f0-0000-7000-8000-000000000001"), None);
        assert!(!head.contains("0192d3f0"), "an identifier says nothing to a clerk: {head}");
    }
}
