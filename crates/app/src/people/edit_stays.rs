//! The same edit of several stays (批量修改): a household's class, grid, permit, day of checking.

use super::stays_of;
use crate::amend::{ByHand, Hand, check_note, edited};
use crate::asking::Asking;
use crate::permission::Operation;
use crate::refusal;
use crate::writing::Writing;
use louce_domain::stay::Stay;
use louce_wire::{RpcError, StaysEdit, WrittenTogether};

/// Sets the same fields of several stays.
///
/// # Errors
/// When the role does not allow it, or a value is not valid for one of them: nothing is written then.
pub fn edit_stays(asking: Asking<'_>, edit: &StaysEdit) -> Result<WrittenTogether, RpcError> {
    let permit = asking.permit(Operation::EditRecords)?;
    check_note(edit.note.as_deref())?;
    if edit.edits.is_empty() {
        return Err(refusal::invalid("请先填写要修改的内容。", "Say what to change.").about("edits"));
    }
    permit.write(edit.note.as_deref(), |tx| {
        let stays = stays_of(&tx.reader(), &edit.stay_ids)?;
        let mut writing = Writing::begin(tx, "edit", format!("批量修改居住登记（{}条）", stays.len()))?;
        for before in &stays {
            let after = Stay::settled(edited(before, &edit.edits)?, before, &Hand::of(asking, writing.tx()))?;
            writing.amend(before, &after)?;
        }
        writing.finish()
    })
}
