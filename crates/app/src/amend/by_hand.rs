//! What follows when a record is written by hand: what cannot stand is refused with what to do, what can be derived is
//! derived. Doubtful data is no reason to refuse: it becomes a finding.

use super::{refuse_taken_id, with_id_read};
use crate::asking::{Asking, stored};
use crate::record::title::Titled;
use crate::refusal;
use louce_domain::citizen_id::{CellForm, read_citizen_id};
use louce_domain::code_list::Coded;
use louce_domain::credit_code::read_credit_code;
use louce_domain::date::PartialDate;
use louce_domain::document::{Document, DocumentType};
use louce_domain::employment::Employment;
use louce_domain::grid::Grid;
use louce_domain::id::PersonId;
use louce_domain::identity_link::IdentityLink;
use louce_domain::inspection::Inspection;
use louce_domain::kinship::Kinship;
use louce_domain::organisation::Organisation;
use louce_domain::person::Person;
use louce_domain::space::{RoomState, Site};
use louce_domain::succession::Succession;
use louce_domain::tenancy::Tenancy;
use louce_domain::visit::Encounter;
use louce_store::{Reader, WriteTx};
use louce_wire::RpcError;

/// The hand that writes: what it can look up, and the day.
pub struct Hand<'t> {
    /// The register, with what this write has written so far.
    pub reader: Reader<'t>,
    /// Who writes.
    pub asking: Asking<'t>,
    /// Today.
    pub today: PartialDate,
}

impl<'t> Hand<'t> {
    /// Whoever is asking, inside a write.
    pub fn of(asking: Asking<'t>, tx: &'t WriteTx<'_>) -> Self {
        Self { reader: tx.reader(), asking, today: asking.host.today() }
    }

    /// Refuses a day that lies ahead.
    pub(super) fn refuse_ahead(&self, field: &str, date: Option<PartialDate>) -> Result<(), RpcError> {
        if date.is_some_and(|date| date.first_day() > self.today) {
            let (zh, en) = ("日期不能晚于今天，请核对。", "The date cannot lie ahead of today.");
            return Err(refusal::invalid(zh, en).about(field));
        }
        Ok(())
    }
}

/// What comes with a new record beside its fields.
#[derive(Default)]
pub struct Adding {
    /// The persons met on a visit.
    pub met: Vec<PersonId>,
    /// The state the room of a tenancy is in from now on, where the officer says so.
    pub room_state: Option<RoomState>,
}

/// A kind of record that can be written by hand.
pub trait ByHand: Titled {
    /// The record with what follows from its fields. A new one is compared with a blank one.
    ///
    /// # Errors
    /// When it cannot stand as it is.
    fn settled(after: Self, before: &Self, hand: &Hand<'_>) -> Result<Self, RpcError> {
        let _ = (before, hand);
        Ok(after)
    }

    /// Writes what follows for other records once this one was added.
    ///
    /// # Errors
    /// When it cannot be written.
    fn follow(&self, adding: &Adding, asking: Asking<'_>, tx: &mut WriteTx<'_>) -> Result<(), RpcError> {
        let _ = (adding, asking, tx);
        Ok(())
    }
}

impl ByHand for Site {}
impl ByHand for Grid {}
impl ByHand for Encounter {}
impl ByHand for Succession {}

impl ByHand for Person {
    fn settled(after: Self, before: &Self, hand: &Hand<'_>) -> Result<Self, RpcError> {
        let after = with_id_read(after, before);
        if after.citizen_id != before.citizen_id {
            refuse_taken_id(&hand.reader, &after)?;
        }
        Ok(after)
    }
}

impl ByHand for Organisation {
    fn settled(mut after: Self, before: &Self, _: &Hand<'_>) -> Result<Self, RpcError> {
        if after.credit_code != before.credit_code {
            let reading = read_credit_code(after.credit_code.as_deref().unwrap_or_default());
            after.credit_code = reading.text;
            after.credit_code_state = reading.state;
        }
        if after.legal_rep_citizen_id != before.legal_rep_citizen_id {
            let reading = read_citizen_id(after.legal_rep_citizen_id.as_deref().unwrap_or_default(), CellForm::Text);
            after.legal_rep_citizen_id = reading.text;
            after.legal_rep_id_state = reading.state;
        }
        Ok(after)
    }
}

impl ByHand for Document {
    /// The number of an identity card is cleaned as the importer cleans it; what is no sound number stays as written.
    fn settled(mut after: Self, before: &Self, _: &Hand<'_>) -> Result<Self, RpcError> {
        let is_card = after.kind == Some(Coded::Listed(DocumentType::IdentityCard));
        if is_card && (after.number != before.number || after.kind != before.kind) {
            let read = read_citizen_id(&after.number, CellForm::Text).text;
            after.number = read.unwrap_or(after.number);
        }
        refuse_backwards(after.from, after.until, "until")?;
        Ok(after)
    }
}

impl ByHand for Kinship {
    fn settled(after: Self, _: &Self, hand: &Hand<'_>) -> Result<Self, RpcError> {
        refuse_self(after.person, after.relative, "relative")?;
        hand.refuse_ahead("to", after.to)?;
        Ok(after)
    }
}

impl ByHand for IdentityLink {
    fn settled(after: Self, _: &Self, hand: &Hand<'_>) -> Result<Self, RpcError> {
        refuse_self(after.person, after.other, "other")?;
        hand.refuse_ahead("to", after.to)?;
        Ok(after)
    }
}

impl ByHand for Inspection {
    fn settled(after: Self, _: &Self, hand: &Hand<'_>) -> Result<Self, RpcError> {
        hand.refuse_ahead("on", after.on)?;
        refuse_backwards(after.on, after.rectified_on, "rectified_on")?;
        Ok(after)
    }

    /// What was inspected says so itself: its next inspection counts from here.
    fn follow(&self, _: &Adding, _: Asking<'_>, tx: &mut WriteTx<'_>) -> Result<(), RpcError> {
        let later = |known: Option<PartialDate>| known.max(self.on);
        if let Some(id) = self.tenancy {
            let before: Tenancy = tx.reader().record(id.0).map_err(stored)?;
            let after = Tenancy { inspected_on: later(before.inspected_on), ..before.clone() };
            tx.amend(&before, &after).map_err(stored)?;
        }
        if let Some(id) = self.organisation {
            let before = tx.reader().organisation(id).map_err(stored)?;
            let after = Organisation { inspected_on: later(before.inspected_on), ..before.clone() };
            tx.amend(&before, &after).map_err(stored)?;
        }
        Ok(())
    }
}

impl ByHand for Employment {
    /// An employee of the register is called as there, unless the list of the employer says otherwise.
    fn settled(mut after: Self, _: &Self, hand: &Hand<'_>) -> Result<Self, RpcError> {
        if let Some(id) = after.person.filter(|_| after.name.is_empty()) {
            let person = hand.reader.person(id).map_err(stored)?;
            after.citizen_id = after.citizen_id.or(person.citizen_id);
            after.name = person.name;
        }
        refuse_backwards(after.from, after.to, "to")?;
        Ok(after)
    }
}

/// Refuses an end before the beginning.
pub(super) fn refuse_backwards(
    from: Option<PartialDate>,
    to: Option<PartialDate>,
    field: &str,
) -> Result<(), RpcError> {
    if from.zip(to).is_some_and(|(from, to)| to.ends_before(from)) {
        let (zh, en) = ("结束日期早于开始日期，请核对。", "It would end before it began: check both dates.");
        return Err(refusal::invalid(zh, en).about(field));
    }
    Ok(())
}

fn refuse_self(one: PersonId, other: PersonId, field: &str) -> Result<(), RpcError> {
    if one == other {
        let (zh, en) = ("两边是同一条人员记录，请另选一人。", "Both are the same record: choose another person.");
        return Err(refusal::invalid(zh, en).about(field));
    }
    Ok(())
}
