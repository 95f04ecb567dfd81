//! Stays corrected by hand. They begin by moving in and end by moving out; what was written of a former stay's end can be
//! put right, but nobody is brought back by editing a date.

use super::by_hand::{ByHand, Hand, refuse_backwards};
use crate::asking::stored;
use crate::population;
use crate::refusal;
use louce_domain::relation::read_relation;
use louce_domain::stay::{Stay, StayRole};
use louce_store::Reader;
use louce_wire::{ErrorCode, RpcError};

impl ByHand for Stay {
    fn settled(mut after: Self, before: &Self, hand: &Hand<'_>) -> Result<Self, RpcError> {
        if after.relation != before.relation && after.relation_code == before.relation_code {
            // The code follows the word; a word that is no relation is kept without one.
            let sex = hand.reader.person(after.person).map_err(stored)?.sex;
            after.relation_code = after.relation.as_deref().and_then(|word| read_relation(word, Some(sex)));
        }
        settle_end(&after, before, hand)?;
        refuse_backwards(after.from, after.to, "from")?;
        if after.is_open() && after.role == StayRole::Main && before.role != StayRole::Main {
            refuse_second_main(&hand.reader, &after)?;
        }
        if after.stated_class.is_some() && after.stated_class != before.stated_class && after.class_reason.is_none() {
            refuse_unreasoned_class(&after, hand)?;
        }
        let match_changed = after.residence_match.is_some() && after.residence_match != before.residence_match;
        if match_changed && after.residence_match_reason.is_none() {
            return Err(reason_needed("residence_match_reason"));
        }
        Ok(after)
    }
}

/// The end of a former stay may be corrected; an open one ends by moving out, an ended one is not opened again.
fn settle_end(after: &Stay, before: &Stay, hand: &Hand<'_>) -> Result<(), RpcError> {
    if after.to == before.to && after.end_reason == before.end_reason {
        return Ok(());
    }
    if before.is_open() {
        let (zh, en) = ("在住登记请用“迁出”或“搬家”结束。", "An open stay ends by moving out: use that command.");
        return Err(refusal::invalid(zh, en).about("to"));
    }
    if after.is_open() {
        let zh = "该居住登记已经结束，不能改回在住。如此人仍住此处，请重新办理迁入；如整批搬家有误，请撤销该次搬家。";
        let en = "This stay has ended and is not opened again: move the person in anew, or undo the move it came with.";
        return Err(refusal::invalid(zh, en).about("to"));
    }
    if after.end_reason.is_none() {
        let (zh, en) = ("请选择注销类别。", "Choose why the stay ended.");
        return Err(refusal::invalid(zh, en).about("end_reason"));
    }
    hand.refuse_ahead("to", after.to)
}

/// A person has one main home: a second is flagged as a further one (另有住处).
///
/// # Errors
/// When another main stay of the person is open.
pub fn refuse_second_main(reader: &Reader<'_>, stay: &Stay) -> Result<(), RpcError> {
    let stays = reader.stays_of_person(stay.person).map_err(stored)?;
    let main = stays.iter().any(|other| other.id != stay.id && other.is_open() && other.role == StayRole::Main);
    if main && stay.role == StayRole::Main {
        let zh = "此人在别处登记有主要住处。请选择结束原居住登记，或将本处登记为“另有住处”。";
        let en = "The person has a main home elsewhere: end that stay, or enter this one as a further home.";
        return Err(RpcError::new(ErrorCode::Conflict, zh, en).about("role"));
    }
    Ok(())
}

fn refuse_unreasoned_class(after: &Stay, hand: &Hand<'_>) -> Result<(), RpcError> {
    let person = hand.reader.person(after.person).map_err(stored)?;
    let derived = population::Derivation::of(&hand.reader, &person, after)?.class();
    if derived.is_none() || derived == after.stated_class {
        return Ok(());
    }
    Err(reason_needed("class_reason"))
}

fn reason_needed(field: &str) -> RpcError {
    let zh = "与系统推导不同，请写明理由。";
    refusal::invalid(zh, "It differs from what follows from the data: say why.").about(field)
}
