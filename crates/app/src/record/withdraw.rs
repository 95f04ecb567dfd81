//! Taking back a record that was entered by mistake: it leaves the lists, its body and its history stay.

use crate::amend::check_note;
use crate::asking::{Asking, stored};
use crate::permission::Operation;
use crate::{ids, refusal};
use louce_domain::change::RecordRef;
use louce_domain::field::RecordKind;
use louce_domain::visit::Encounter;
use louce_store::WriteTx;
use louce_wire::{Done, RpcError};

/// Takes a record back.
///
/// # Errors
/// When the role does not allow it, the kind ends another way, or other records refer to it.
pub fn withdraw(asking: Asking<'_>, kind: &str, id: &str, note: Option<&str>) -> Result<Done, RpcError> {
    let kind: RecordKind = kind.parse().map_err(|_| refusal::no_such_record(kind))?;
    let permit = asking.permit(Operation::writing(kind))?;
    check_note(note)?;
    refuse_other_end(kind)?;
    let record = RecordRef { kind, id: ids::read(id)? };
    permit.write(note, |tx| {
        take_parts(tx, record)?;
        tx.withdraw(record).map_err(stored)
    })?;
    Ok(Done {})
}

/// The kinds that end with a reason instead (DOMAIN §1.7): others rest on them.
fn refuse_other_end(kind: RecordKind) -> Result<(), RpcError> {
    let (zh, en) = match kind {
        RecordKind::Stay => (
            "居住登记不撤回：请办理迁出，注销类别选“登记错误”。",
            "A stay is ended as “entered in error”, not taken back.",
        ),
        RecordKind::Building | RecordKind::Room | RecordKind::Site => (
            "房屋不撤回：请填写停用日期，原因选“登记错误”。",
            "A space is ended as “entered in error”, not taken back.",
        ),
        RecordKind::IdentityLink => ("请在“疑似重复”中取消关联。", "A link is taken back from the list of duplicates."),
        RecordKind::Succession => ("请撤销当时的拆分或合并。", "Undo the split or merge it came with."),
        _ => return Ok(()),
    };
    Err(refusal::invalid(zh, en))
}

/// What is a part of the record goes with it: the persons met, with their visit.
fn take_parts(tx: &mut WriteTx<'_>, record: RecordRef) -> Result<(), RpcError> {
    if record.kind != RecordKind::Visit {
        return Ok(());
    }
    let met: Vec<Encounter> = tx.reader().records_naming("visit", record).map_err(stored)?;
    for encounter in met {
        tx.withdraw(RecordRef { kind: RecordKind::Encounter, id: encounter.id.0 }).map_err(stored)?;
    }
    Ok(())
}
