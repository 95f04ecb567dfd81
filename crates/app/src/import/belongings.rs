//! What a row says beside its main record: the person's document, the inspection, the organisation's other addresses,
//! what is known of the room and of the site.

use super::knowledge::Standing;
use super::linked::{Key, Linked};
use super::plan::{PlannedRow, Step};
use super::planner::{Planner, RowAt};
use super::said::take_fields;
use louce_domain::address::parse_address;
use louce_domain::change::FieldChange;
use louce_domain::document::Document;
use louce_domain::field::RecordKind;
use louce_domain::id::{DocumentId, InspectionId, OrganisationId, PersonId, PresenceId, TenancyId};
use louce_domain::inspection::Inspection;
use louce_domain::organisation::{Presence, PresenceRole};
use louce_domain::space::{Place, Room, Site};
use louce_domain::tenancy::Tenancy;
use louce_import::facts::{OwnerFacts, RoomFacts};

/// Adds a document of the row's person: a passport, a permit.
pub fn document(planner: &mut Planner<'_>, at: RowAt<'_>, row: &mut PlannedRow) {
    let Some(person) = row.record.map(|record| PersonId(record.id)) else { return };
    let Some(number) = at.said.get(RecordKind::Document, "number") else { return };
    let mut read = Document::blank(DocumentId(planner.mint.uuid()), person);
    number.clone_into(&mut read.number);
    at.said.fill(&mut read);
    let known = planner.known.linked::<Document>(&Key::Of(person.0)).find(|known| known.number == number).cloned();
    match known {
        Some(known) => {
            let after = take_fields(&known, &read, &[]);
            row.amend(planner, known, after);
        }
        None => row.add(planner, Step::Create(Box::new(Linked::Document(read)))),
    }
}

/// Adds the inspection of a row that has its date: of the letting, or of the organisation.
pub fn inspection(planner: &mut Planner<'_>, at: RowAt<'_>, place: Place, row: &mut PlannedRow) {
    if at.said.get(RecordKind::Inspection, "on").is_none() {
        return;
    }
    let organisation = row.record.filter(|record| record.kind == RecordKind::Organisation);
    let tenancy = row.steps.iter().rev().find_map(|step| match step {
        Step::Create(linked) => match &**linked {
            Linked::Tenancy(tenancy) => Some(tenancy.id),
            _ => None,
        },
        _ => None,
    });
    let tenancy: Option<TenancyId> = tenancy.or_else(|| {
        let here = planner.known.linked::<Tenancy>(&Key::Place(place));
        here.max_by_key(|tenancy| tenancy.is_open()).map(|tenancy| tenancy.id)
    });
    let tenancy = tenancy.filter(|_| organisation.is_none());
    let Some(of) = organisation.map(|record| record.id).or(tenancy.map(|id| id.0)) else { return };
    let blank = Inspection::blank(InspectionId(planner.mint.uuid()), planner.area.to_owned());
    let organisation = organisation.map(|record| OrganisationId(record.id));
    let mut read = Inspection { place, tenancy, organisation, ..blank };
    at.said.fill(&mut read);
    let known = planner.known.linked::<Inspection>(&Key::Of(of)).find(|known| known.on == read.on).cloned();
    match known {
        Some(known) => {
            let after = take_fields(&known, &read, &["place", "tenancy", "organisation"]);
            row.amend(planner, known, after);
        }
        None => row.add(planner, Step::Create(Box::new(Linked::Inspection(read)))),
    }
}

/// Adds the registered and the tax address of an organisation, and dates the one of the row.
pub fn presences(planner: &mut Planner<'_>, at: RowAt<'_>, raw_address: &str, row: &mut PlannedRow) {
    let Some(organisation) = row.record.map(|record| OrganisationId(record.id)) else { return };
    for (role, field) in [(PresenceRole::Registered, "registered"), (PresenceRole::Tax, "tax")] {
        let Some(text) = at.said.get(RecordKind::Presence, field) else { continue };
        let present = |presence: &Presence| presence.role == role && presence.raw_address == text;
        if planner.known.presences_of(organisation).iter().any(present) {
            continue;
        }
        if let Some(kept) = newer_presence(planner, organisation, role, text) {
            row.reason.get_or_insert_with(|| "older_ledger".to_owned());
            row.keep(RecordKind::Presence, vec![kept]);
            continue;
        }
        let placed = planner.place(&parse_address(text));
        let blank = Presence::blank(PresenceId(planner.mint.uuid()), organisation);
        let presence = Presence { role, place: placed.place, raw_address: text.to_owned(), ..blank };
        placed.steps.into_iter().for_each(|step| row.add(planner, step));
        row.add(planner, Step::CreatePresence(presence));
    }
    let is_office = |presence: &&Presence| presence.role == PresenceRole::Office && presence.raw_address == raw_address;
    let office = planner.known.presences_of(organisation).iter().find(is_office).cloned();
    if let Some(office) = office {
        let mut after = office.clone();
        for stated in at.said.of(RecordKind::Presence).filter(|stated| matches!(stated.field.as_str(), "from" | "to")) {
            // A date that cannot be read stays with the raw row.
            let _not_taken = louce_domain::field::Fielded::set_field(&mut after, &stated.field, Some(&stated.text));
        }
        dated(planner, office, after, row);
    }
}

/// A presence made by this very row is dated before it is written.
fn dated(planner: &mut Planner<'_>, before: Presence, after: Presence, row: &mut PlannedRow) {
    for step in &mut row.steps {
        if let Step::CreatePresence(made) = step
            && made.id == before.id
        {
            *made = after;
            planner.known.learn_presence(made.clone());
            return;
        }
    }
    row.amend(planner, before, after);
}

/// The open presence of a kind at another address of which the register knows later than the ledger at hand; none where a
/// person said that the ledger is right.
pub(super) fn newer_presence(
    planner: &Planner<'_>,
    organisation: OrganisationId,
    role: PresenceRole,
    raw_address: &str,
) -> Option<FieldChange> {
    let mut present = planner.known.presences_of(organisation).iter().filter(|presence| presence.role == role);
    let is_newer = |presence: &&Presence| {
        presence.to.is_none() && planner.standing(presence.id.0, "raw_address", true) == Standing::Older
    };
    let newer = present.find(is_newer).filter(|_| !planner.takes.is_for_ledger())?;
    Some(FieldChange {
        field: "raw_address".to_owned(),
        old: Some(newer.raw_address.clone()),
        new: Some(raw_address.to_owned()),
    })
}

/// Fills and corrects the room of a row: owner, ownership, area, what the survey says.
pub fn room(
    planner: &mut Planner<'_>,
    at: RowAt<'_>,
    place: Place,
    owner: Option<&OwnerFacts>,
    survey: Option<&RoomFacts>,
    row: &mut PlannedRow,
) {
    let Place::Room(id) = place else { return };
    let Some(before) = planner.known.linked::<Room>(&Key::Of(id.0)).next().cloned() else { return };
    let mut after = before.clone();
    if let Some(owner) = owner {
        let is_other = before.owner_name.as_ref().is_some_and(|known| *known != owner.name);
        if is_other || !owner.phones.is_empty() {
            after.owner_phones.clone_from(&owner.phones);
        }
        if is_other {
            // Whoever the room was linked to is not the owner the ledger names.
            after.owner_person = None;
            after.owner_organisation = None;
        }
        after.owner_name = Some(owner.name.clone());
    }
    if let Some(facts) = survey {
        after.state = facts.status.as_deref().and_then(state).unwrap_or(after.state);
        after.kind = facts.room_kind.as_deref().and_then(|kind| kind.parse().ok()).unwrap_or(after.kind);
        after.area_m2 = facts.area_m2.or(after.area_m2);
        after.title_no = facts.cert_no.clone().or(after.title_no);
        after.remark = facts.remark.clone().or(after.remark);
    }
    at.said.fill(&mut after);
    row.amend(planner, before, after);
}

/// The state of a room as surveys write it (自用, 出租, 空置).
pub fn state(text: &str) -> Option<louce_domain::space::RoomState> {
    use louce_domain::space::RoomState as State;
    match text.trim() {
        "自用" => Some(State::OwnerOccupied),
        "出租" | "租赁" | "已出租" => Some(State::Let),
        "空置" | "空关" | "闲置" => Some(State::Vacant),
        "经营" => Some(State::Business),
        other => other.parse().ok(),
    }
}

/// A building ledger's division, township and community are its site's too, where the site has none.
pub fn site(planner: &mut Planner<'_>, at: RowAt<'_>, site: Option<&str>, row: &mut PlannedRow) {
    let Some(id) = site.and_then(|name| planner.known.site(name)) else { return };
    let Some(before) = planner.known.linked::<Site>(&Key::Of(id.0)).next().cloned() else { return };
    let said = |known: &Option<String>, field: &str| {
        known.clone().or_else(|| at.said.get(RecordKind::Building, field).map(str::to_owned))
    };
    let after = Site {
        division_code: said(&before.division_code, "division_code"),
        township: said(&before.township, "township"),
        community: said(&before.community, "community"),
        ..before.clone()
    };
    row.amend(planner, before, after);
}
