//! What a ledger row adds to a record already known: it fills and corrects, it never empties.

use louce_domain::citizen_id::CitizenIdState;
use louce_domain::code_list::{CodeList, Coded};
use louce_domain::date::{DatePrecision, PartialDate};
use louce_domain::organisation::Organisation;
use louce_domain::person::Person;
use louce_domain::stay::Stay;
use louce_import::facts::{NameState, OrganisationFacts, PersonFacts, StayFacts};

/// Takes a value of the row over where the row has one.
fn take<T: Clone>(slot: &mut Option<T>, read: &Option<T>) {
    if read.is_some() {
        slot.clone_from(read);
    }
}

fn take_list(slot: &mut Vec<String>, read: &[String]) {
    if !read.is_empty() {
        slot.clear();
        slot.extend_from_slice(read);
    }
}

/// A date of the row is taken unless the register knows the same date more exactly.
fn take_date(slot: &mut Option<PartialDate>, read: Option<PartialDate>) {
    let Some(read) = read else { return };
    let coarser = |known: PartialDate| match read.precision() {
        DatePrecision::Year => known.year() == read.year(),
        DatePrecision::Month => known.year() == read.year() && known.month() == read.month(),
        DatePrecision::Day => false,
    };
    if !slot.is_some_and(coarser) {
        *slot = Some(read);
    }
}

/// How much a number is worth: a doubtful one never replaces a sound one.
pub(super) fn worth(state: CitizenIdState) -> u8 {
    match state {
        CitizenIdState::Ok => 4,
        CitizenIdState::BadChecksum | CitizenIdState::FifteenDigit => 3,
        CitizenIdState::Malformed => 2,
        CitizenIdState::PrecisionLost => 1,
        CitizenIdState::Missing => 0,
    }
}

/// A code where the ledger writes one of its list, else its words.
pub fn take_coded<L: CodeList>(known: &mut Option<Coded<L>>, stated: &Option<String>) {
    if let Some(words) = stated {
        *known = Some(Coded::read(words));
    }
}

/// The person with what the row says.
pub fn person(known: &Person, facts: &PersonFacts) -> Person {
    let mut after = known.clone();
    if facts.name_state == NameState::Ok && !facts.name.is_empty() {
        after.name.clone_from(&facts.name);
    }
    if worth(facts.id.state) >= worth(known.id_state) && facts.id.state != CitizenIdState::Missing {
        after.citizen_id.clone_from(&facts.id.text);
        after.id_state = facts.id.state;
    }
    after.sex = facts.sex.unwrap_or(after.sex);
    take_date(&mut after.birth_date, facts.birth_date);
    take_list(&mut after.phones, &facts.phones);
    take(&mut after.former_name, &facts.former_name);
    take(&mut after.ethnicity, &facts.ethnicity);
    take(&mut after.native_place, &facts.native_place);
    take_coded(&mut after.marital_status, &facts.marital);
    take_coded(&mut after.education, &facts.education);
    take(&mut after.occupation, &facts.occupation);
    take(&mut after.workplace, &facts.workplace);
    take(&mut after.hukou_site, &facts.hukou_site);
    take(&mut after.hukou_address, &facts.hukou_addr);
    take(&mut after.remark, &facts.remark);
    after
}

/// The stay with what the row says; place, written address and end are the planner's business.
pub fn stay(known: &Stay, facts: &StayFacts) -> Stay {
    let mut after = known.clone();
    take(&mut after.stated_class, &facts.class);
    take(&mut after.relation, &facts.relation);
    take(&mut after.relation_code, &facts.relation_code);
    take(&mut after.household_no, &facts.household_no);
    take(&mut after.residence_mismatch, &facts.residence_mismatch);
    take(&mut after.actual_residence, &facts.actual_residence);
    take(&mut after.grid, &facts.grid);
    take_coded(&mut after.inflow_reason, &facts.reason);
    take_coded(&mut after.dwelling_kind, &facts.dwelling_kind);
    take(&mut after.permit_no, &facts.permit_no);
    take(&mut after.moved_to, &facts.moved_to);
    take_date(&mut after.permit_from, facts.permit_from);
    take_date(&mut after.registered_on, facts.recorded_on);
    take_date(&mut after.permit_until, facts.permit_to);
    take_date(&mut after.intended_until, facts.intended_until);
    take_date(&mut after.from, facts.from);
    after
}

/// The organisation with what the row says.
pub fn organisation(known: &Organisation, facts: &OrganisationFacts) -> Organisation {
    let mut after = known.clone();
    if facts.uscc.is_some() {
        after.credit_code.clone_from(&facts.uscc);
        after.credit_code_state = facts.uscc_state;
    }
    take(&mut after.kind, &facts.kind);
    take(&mut after.industry, &facts.industry);
    take(&mut after.staff, &facts.staff);
    take(&mut after.hazmat, &facts.hazmat);
    take(&mut after.hazard, &facts.hazard);
    take_date(&mut after.inspected_on, facts.inspected_on);
    take(&mut after.remark, &facts.remark);
    if let Some(rep) = &facts.legal_rep {
        if known.legal_rep_name.as_ref() != Some(&rep.name) {
            // Another person: nothing of the former one may stay with the new name.
            after.legal_rep_citizen_id = None;
            after.legal_rep_id_state = CitizenIdState::Missing;
            after.legal_rep_phones.clear();
        }
        after.legal_rep_name = Some(rep.name.clone());
        take_list(&mut after.legal_rep_phones, &rep.phones);
        if let Some(id) = rep.id.as_ref().filter(|id| worth(id.state) >= worth(after.legal_rep_id_state)) {
            after.legal_rep_citizen_id.clone_from(&id.text);
            after.legal_rep_id_state = id.state;
        }
    }
    if let Some(contact) = &facts.security_contact {
        if known.security_contact_name.as_ref() != Some(&contact.name) {
            after.security_contact_phones.clear();
        }
        after.security_contact_name = Some(contact.name.clone());
        take_list(&mut after.security_contact_phones, &contact.phones);
    }
    after
}
