//! Forming a household (立户): stays at one place are counted together. Nobody is added who is not registered there.

use super::{household, refuse_ended, stays_of};
use crate::amend::invalid_field;
use crate::asking::{Asking, stored};
use crate::permission::Operation;
use crate::writing::Writing;
use crate::{ids, refusal};
use louce_domain::change::RecordRef;
use louce_domain::field::{Fielded, RecordKind};
use louce_domain::household::Household;
use louce_domain::id::{HouseholdId, PersonId};
use louce_domain::kinship::Kinship;
use louce_domain::relation::{RelationCode, read_relation};
use louce_domain::space::Place;
use louce_domain::stay::Stay;
use louce_store::Reader;
use louce_wire::{FormHousehold, RpcError, WrittenTogether};
use std::collections::BTreeSet;

/// The word and the code of the head (户主), GB/T 4761.
const HEAD: &str = "户主";

/// Counts stays together as a household, a new one or one that is there.
///
/// # Errors
/// When the role does not allow it, the stays are not at one place, or the head is not among them.
pub fn form_household(asking: Asking<'_>, order: &FormHousehold) -> Result<WrittenTogether, RpcError> {
    let permit = asking.permit(Operation::EditRecords)?;
    let head: Option<PersonId> = order.head_person_id.as_deref().map(ids::read).transpose()?;
    permit.write(None, |tx| {
        let stays = stays_of(&tx.reader(), &order.stay_ids)?;
        refuse_ended(&stays)?;
        let place = common_place(&stays)?;
        refuse_strange_head(&stays, head)?;
        let mut writing = Writing::begin(tx, "household", format!("立户（{}人）", stays.len()))?;
        let formed = written(asking, &mut writing, order, place, head)?;
        let left: BTreeSet<HouseholdId> = stays.iter().filter_map(|stay| stay.household).collect();
        for stay in household::members(&writing.reader(), formed.id)? {
            if !stays.iter().any(|member| member.id == stay.id) {
                writing.amend(&stay, &Stay { household: None, ..stay.clone() })?;
            }
        }
        for stay in &stays {
            let after = counted(&writing.reader(), stay, &formed)?;
            writing.amend(stay, &after)?;
        }
        for id in left.into_iter().filter(|id| *id != formed.id) {
            if let Some((before, after)) = household::emptied(&writing.reader(), id, None, asking.host.today())? {
                writing.amend(&before, &after)?;
            }
        }
        writing.finish()
    })
}

fn common_place(stays: &[Stay]) -> Result<Place, RpcError> {
    let place = stays.first().map_or(Place::Unmatched, |stay| stay.place);
    let together = stays.iter().all(|stay| stay.place == place)
        && (place != Place::Unmatched
            || stays.iter().all(|stay| stays.first().is_some_and(|first| first.raw_address == stay.raw_address)));
    if together {
        return Ok(place);
    }
    let zh = "同一户的人须登记在同一处，请先办理搬家。";
    Err(refusal::invalid(zh, "A household lives at one place: move the others there first.").about("stay_ids"))
}

fn refuse_strange_head(stays: &[Stay], head: Option<PersonId>) -> Result<(), RpcError> {
    if head.is_some_and(|head| stays.iter().all(|stay| stay.person != head)) {
        let zh = "户主须是本户登记在住的人，请从所选人员中选择。";
        let en = "The head is one of the people counted in the household.";
        return Err(refusal::invalid(zh, en).about("head_person_id"));
    }
    Ok(())
}

/// The household as it is from now on. What the order leaves out stays as it was.
fn written(
    asking: Asking<'_>,
    writing: &mut Writing<'_, '_>,
    order: &FormHousehold,
    place: Place,
    head: Option<PersonId>,
) -> Result<Household, RpcError> {
    let known: Option<Household> = match &order.household_id {
        Some(id) => Some(writing.reader().record(ids::read(id)?).map_err(stored)?),
        None => None,
    };
    let mut after = known.clone().unwrap_or_else(|| Household::blank(writing.mint(), asking.area().to_owned()));
    for (field, text) in [("number", &order.number), ("kind", &order.kind)] {
        if text.is_some() {
            after.set_field(field, text.as_deref()).map_err(|error| invalid_field(field, &error))?;
        }
    }
    after = Household { head: head.or(after.head), place, to: None, ..after };
    match known {
        Some(before) => writing.amend(&before, &after)?,
        None => writing.create(&after)?,
    }
    Ok(after)
}

/// The stay as it is counted in the household. Relations are filled in where they are unknown: the head's own, the word of
/// the ledger, and what is recorded of the two; nothing is guessed.
fn counted(reader: &Reader<'_>, stay: &Stay, household: &Household) -> Result<Stay, RpcError> {
    let mut after = Stay { household: Some(household.id), ..stay.clone() };
    let Some(head) = household.head else { return Ok(after) };
    let head_code = read_relation(HEAD, None);
    if stay.person == head {
        after.relation_code = head_code;
        after.relation = Some(HEAD.to_owned());
        return Ok(after);
    }
    if after.relation_code == head_code {
        // There is one head; what the former one is to the new one has to be asked.
        after.relation_code = None;
        after.relation = None;
    }
    if after.relation_code.is_none() {
        let sex = reader.person(stay.person).map_err(stored)?.sex;
        let written = after.relation.as_deref().and_then(|word| read_relation(word, Some(sex)));
        after.relation_code = written.map_or_else(|| recorded(reader, head, stay.person), |code| Ok(Some(code)))?;
        after.relation = after.relation.or(after.relation_code.map(|code| code.zh().to_owned()));
    }
    Ok(after)
}

/// What a person is to the head, as recorded apart from any household.
fn recorded(reader: &Reader<'_>, head: PersonId, person: PersonId) -> Result<Option<RelationCode>, RpcError> {
    let of_head = RecordRef { kind: RecordKind::Person, id: head.0 };
    let known: Vec<Kinship> = reader.records_naming("person", of_head).map_err(stored)?;
    Ok(known.into_iter().find(|kin| kin.relative == person && kin.to.is_none()).and_then(|kin| kin.relation))
}
