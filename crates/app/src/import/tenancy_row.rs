//! Plans the letting that a row speaks of: a row of a rental ledger, a resident with a landlord, a surveyed room with
//! tenants. Landlord and tenant are matched by sound numbers alone; else they are kept as written.

use super::doubtful::with;
use super::knowledge::Standing;
use super::linked::{Key, Linked, Part};
use super::person_match::names_agree;
use super::plan::{PlannedRow, Step};
use super::planner::{Planner, RowAt, Waits};
use super::said::take_fields;
use super::weigh::{Weighing, in_words};
use louce_domain::change::{FieldChange, RecordRef};
use louce_domain::citizen_id::CitizenIdState;
use louce_domain::code_list::Coded;
use louce_domain::credit_code::{CreditCodeState, read_credit_code};
use louce_domain::field::RecordKind;
use louce_domain::id::{PersonId, TenancyId};
use louce_domain::space::{Place, Room, RoomState};
use louce_domain::tenancy::{Tenancy, TenancyEndReason};
use louce_import::RowFacts;
use louce_import::facts::{AddressFacts, IdFacts, OwnerFacts, PersonFacts, RoomFacts, TenancyFacts};

/// Fields that say which letting it is, and who the tenants are.
const IDENTITY: &[&str] = &["place", "raw_address", "co_tenants"];

/// Adds the letting of a row of a rental ledger.
pub fn of_ledger(planner: &mut Planner<'_>, at: RowAt<'_>, facts: &TenancyFacts, row: &mut PlannedRow) {
    let place = planner.place(&facts.address.parts).place;
    let mut read = blank(planner, place, &facts.address.raw);
    read.rental_no.clone_from(&facts.rental_no);
    read.rental_use = facts.use_text.as_deref().map(Coded::read);
    read.rooms_let = facts.rooms_let.and_then(|rooms| u16::try_from(rooms).ok());
    read.area_m2 = facts.area_m2;
    read.monthly_rent_yuan = facts.rent_per_month;
    read.occupants_declared = facts.living_count.and_then(|count| u16::try_from(count).ok());
    read.from = facts.from;
    read.to = facts.to;
    read.end_reason = facts.to.map(|_| TenancyEndReason::GivenUp);
    read.security_name.clone_from(&facts.security_contact);
    read.responsibility_signed = facts.agreement_signed;
    read.hazard = facts.hazard.as_deref().map(Coded::read);
    read.inspected_on = facts.inspected_on;
    if let Some(owner) = &facts.owner {
        landlord(planner, &mut read, owner);
    }
    match &facts.tenant {
        Some(person) => {
            tenant(&mut read, person, row.record);
            let code = credit_code(&person.id);
            read.remark = facts.remark.clone().filter(|_| code.is_some());
            let known = code.and_then(|code| planner.known.organisation_with_code(&code));
            read.tenant_organisation = known.map(|organisation| organisation.id);
        }
        None => read.remark.clone_from(&facts.remark),
    }
    at.said.fill(&mut read);
    settle(planner, read, facts.continues, row);
}

/// Adds the letting of a resident whose row names a landlord.
pub fn of_resident(planner: &mut Planner<'_>, at: RowAt<'_>, facts: &PersonFacts, row: &mut PlannedRow) {
    let Some(owner) = &facts.landlord else { return };
    let place = planner.place(&facts.stay.address.parts).place;
    let mut read = blank(planner, place, &facts.stay.address.raw);
    landlord(planner, &mut read, owner);
    tenant(&mut read, facts, row.record);
    at.said.fill(&mut read);
    settle(planner, read, facts.stay.address.inherited, row);
}

/// Adds the letting of a surveyed room: its tenant is known by name alone, and nobody is invented.
pub fn of_room(planner: &mut Planner<'_>, at: RowAt<'_>, facts: &RoomFacts, row: &mut PlannedRow) {
    let Some(name) = facts.tenants.first() else { return };
    let place = planner.place(&facts.address.parts).place;
    let mut read = blank(planner, place, &facts.address.raw);
    if let Some(owner) = &facts.owner {
        landlord(planner, &mut read, owner);
    }
    read.tenant_name = Some(name.clone());
    at.said.fill(&mut read);
    settle(planner, read, false, row);
}

fn blank(planner: &Planner<'_>, place: Place, raw_address: &str) -> Tenancy {
    let blank = Tenancy::blank(TenancyId(planner.mint.uuid()), planner.area.to_owned());
    Tenancy { place, raw_address: raw_address.to_owned(), ..blank }
}

fn sound(id: Option<&IdFacts>) -> Option<&str> {
    id.filter(|id| id.state == CitizenIdState::Ok).and_then(|id| id.text.as_deref())
}

/// The credit code that stands where an id should: an organisation lets or rents.
pub fn credit_code(id: &IdFacts) -> Option<String> {
    let code = read_credit_code(id.text.as_deref()?);
    code.text.filter(|_| id.state != CitizenIdState::Ok && code.state == CreditCodeState::Ok)
}

fn landlord(planner: &Planner<'_>, read: &mut Tenancy, owner: &OwnerFacts) {
    let written = owner.id.as_ref().and_then(|id| id.text.clone());
    read.landlord_name = Some(owner.name.clone());
    read.landlord_phones.clone_from(&owner.phones);
    read.landlord_address.clone_from(&owner.address);
    read.landlord_person =
        sound(owner.id.as_ref()).and_then(|id| planner.known.person_with_id(id)).map(|person| person.id);
    let code = owner.id.as_ref().and_then(credit_code).filter(|_| read.landlord_person.is_none());
    read.landlord_organisation =
        code.and_then(|code| planner.known.organisation_with_code(&code).map(|organisation| organisation.id));
    read.landlord_citizen_id = written;
}

fn tenant(read: &mut Tenancy, person: &PersonFacts, record: Option<RecordRef>) {
    read.tenant_name = Some(person.name.clone());
    read.tenant_citizen_id = person.id.text.clone();
    read.tenant_phones.clone_from(&person.phones);
    read.tenant_person = record.filter(|record| record.kind == RecordKind::Person).map(|record| PersonId(record.id));
}

/// The landlord and tenant that a row names for a place.
fn landlord_said(facts: &RowFacts) -> Option<(&AddressFacts, &str, &str)> {
    match facts {
        RowFacts::Tenancy(tenancy) => {
            Some((&tenancy.address, &tenancy.owner.as_ref()?.name, &tenancy.tenant.as_ref()?.name))
        }
        RowFacts::Person(person) => Some((&person.stay.address, &person.landlord.as_ref()?.name, &person.name)),
        _ => None,
    }
}

impl Planner<'_> {
    /// Why a row waits that names another landlord for an open letting of the same tenant; none where the days tell, or
    /// the same file says both.
    pub fn landlord_contradicts(&self, facts: &RowFacts) -> Option<Waits> {
        let (address, landlord, tenant) = landlord_said(facts)?;
        let place = self.place(&address.parts).place;
        let (change, standing) = self.other_landlord(place, &address.raw, landlord, tenant)?;
        let is_decided = self.takes.is_for_ledger() || self.takes.is_for_register();
        if standing != Standing::Unknown || is_decided {
            return None;
        }
        let both = in_words(RecordKind::Tenancy, std::slice::from_ref(&change));
        let detail = format!("同一承租人的房东不一致，日期不能判断先后：{both}。请填写台账日期或确认以哪一个为准");
        Some(Waits { reason: "contradiction", detail, conflicts: vec![change] })
    }

    /// The other landlord of the open letting of a tenant at a place, and where the ledger stands to it.
    fn other_landlord(
        &self,
        place: Place,
        raw_address: &str,
        landlord: &str,
        tenant: &str,
    ) -> Option<(FieldChange, Standing)> {
        let mut here = self.known.linked::<Tenancy>(&Key::at(place, raw_address));
        let letting = here.find(|known| known.is_open() && known.tenant_name.as_deref() == Some(tenant))?;
        let known = letting.landlord_name.as_deref().filter(|known| !names_agree(known, landlord))?;
        let change = FieldChange {
            field: "landlord_name".to_owned(),
            old: Some(known.to_owned()),
            new: Some(landlord.to_owned()),
        };
        Some((change, self.standing(letting.id.0, "landlord_name", true)))
    }

    /// Whether the register keeps its landlord against the row, which then says so.
    fn keeps_landlord(&self, read: &Tenancy, row: &mut PlannedRow) -> bool {
        let said = read.landlord_name.as_deref().zip(read.tenant_name.as_deref());
        let other =
            said.and_then(|(landlord, tenant)| self.other_landlord(read.place, &read.raw_address, landlord, tenant));
        let Some((change, standing)) = other else { return false };
        let kept = match standing {
            Standing::Older => !self.takes.is_for_ledger(),
            Standing::Unknown => self.takes.is_for_register(),
            Standing::Newer | Standing::Reissue | Standing::SamePaper => false,
        };
        if kept {
            row.keep(RecordKind::Tenancy, vec![change]);
        }
        kept
    }
}

/// Meets the letting with what is known, and lets the room.
fn settle(planner: &mut Planner<'_>, read: Tenancy, continues: bool, row: &mut PlannedRow) {
    if planner.keeps_landlord(&read, row) {
        return;
    }
    let known = find(planner, &read, continues).cloned();
    let open = match known {
        None => {
            let open = read.is_open();
            row.add(planner, Step::Create(Box::new(Linked::Tenancy(read.clone()))));
            open
        }
        Some(known) => {
            let after = met(&known, &read);
            let open = after.is_open();
            row.amend(planner, known, after);
            open
        }
    };
    if let (true, Place::Room(id)) = (open, read.place) {
        let room: Option<Room> = planner.known.linked::<Room>(&Key::Of(id.0)).next().cloned();
        if let Some(room) = room.filter(|room| room.state == RoomState::Unknown) {
            let after = Room { state: RoomState::Let, ..room.clone() };
            row.amend(planner, room, after);
        }
    }
}

/// The letting with what the row says: of its tenant everything, of another tenant that they share it.
fn met(known: &Tenancy, read: &Tenancy) -> Tenancy {
    if known.tenant_name.is_none() || read.tenant_name.is_none() || is_same_tenant(known, read) {
        return take_fields(known, read, IDENTITY);
    }
    let mut after = known.clone();
    after.co_tenants.extend(read.tenant_name.iter().filter(|name| !known.co_tenants.contains(name)).cloned());
    after
}

fn is_same_tenant(known: &Tenancy, read: &Tenancy) -> bool {
    let same_person = known.tenant_person.is_some() && known.tenant_person == read.tenant_person;
    same_person || known.tenant_name == read.tenant_name
}

/// The letting a row speaks of: by its number, else by landlord and what tells it from the one before.
fn find<'a>(planner: &'a Planner<'_>, read: &Tenancy, continues: bool) -> Option<&'a Tenancy> {
    let here = || planner.known.linked::<Tenancy>(&Key::at(read.place, &read.raw_address));
    let same_number = |known: &&Tenancy| read.rental_no.is_some() && known.rental_no == read.rental_no;
    let agrees = |known: &&Tenancy| {
        let numbers_differ = read.rental_no.is_some() && known.rental_no.is_some();
        let is_corrected = planner.takes.is_for_ledger() && is_same_tenant(known, read);
        let same_landlord = is_corrected
            || known.landlord_name == read.landlord_name
            || known.landlord_name.is_none()
            || read.landlord_name.is_none();
        let same_term = known.from.zip(read.from).is_none_or(|(known, read)| known.agrees_with(read));
        !numbers_differ && same_landlord && (continues || is_same_tenant(known, read) || same_term)
    };
    here().find(same_number).or_else(|| here().filter(agrees).max_by_key(|known| known.is_open()))
}

impl PlannedRow {
    /// One more step, which later rows and later steps of this row meet.
    pub fn add(&mut self, planner: &mut Planner<'_>, step: Step) {
        planner.known.adopt(&step);
        self.steps.push(step);
    }

    /// A record with something corrected, as far as the days of register and ledger allow; what the register keeps is
    /// told with the row.
    pub fn amend<R: Part>(&mut self, planner: &mut Planner<'_>, before: R, after: R) {
        let id = before.clone().linked().id();
        let weighed = planner.weigh(id, &before, after, Weighing { covers: true, refined: &[] });
        self.keep(R::KIND, weighed.kept.into_iter().chain(weighed.conflicts).collect());
        if weighed.changes.is_empty() {
            return;
        }
        self.changes.extend(weighed.changes);
        let (before, after) = (Box::new(before.linked()), Box::new(weighed.after.linked()));
        self.add(planner, Step::Amend { before, after });
    }

    /// Tells what the register keeps although the row says otherwise.
    pub fn keep(&mut self, kind: RecordKind, kept: Vec<FieldChange>) {
        if kept.is_empty() {
            return;
        }
        self.reason.get_or_insert_with(|| "register_kept".to_owned());
        let words = in_words(kind, &kept);
        self.detail = Some(with(self.detail.take(), &format!("保留登记簿的内容：{words}")));
        self.conflicts.extend(kept);
    }

    /// The same row with what the register keeps.
    #[must_use]
    pub fn keeping(mut self, kind: RecordKind, kept: Vec<FieldChange>) -> Self {
        self.keep(kind, kept);
        self
    }
}
