//! Households as people come and go: a household without anybody left is dissolved, not deleted.

use crate::asking::stored;
use louce_domain::change::RecordRef;
use louce_domain::date::PartialDate;
use louce_domain::field::RecordKind;
use louce_domain::household::Household;
use louce_domain::id::HouseholdId;
use louce_domain::stay::Stay;
use louce_store::Reader;
use louce_wire::RpcError;

/// The open stays counted in a household.
///
/// # Errors
/// When the register cannot be read.
pub fn members(reader: &Reader<'_>, id: HouseholdId) -> Result<Vec<Stay>, RpcError> {
    Ok(all_members(reader, id)?.into_iter().filter(Stay::is_open).collect())
}

/// Every stay that is or was counted in a household.
///
/// # Errors
/// When the register cannot be read.
pub fn all_members(reader: &Reader<'_>, id: HouseholdId) -> Result<Vec<Stay>, RpcError> {
    let household = RecordRef { kind: RecordKind::Household, id: id.0 };
    reader.records_naming("household", household).map_err(stored)
}

/// A household that its last stay has ended or left, as it is and as it ends.
///
/// # Errors
/// When it cannot be read.
pub fn emptied(
    reader: &Reader<'_>,
    id: HouseholdId,
    on: Option<PartialDate>,
    today: PartialDate,
) -> Result<Option<(Household, Household)>, RpcError> {
    let before: Household = reader.record(id.0).map_err(stored)?;
    if before.to.is_some() || !members(reader, id)?.is_empty() {
        return Ok(None);
    }
    // The day nobody was left is known to be no later than today.
    let after = Household { to: on.or(Some(today)), ..before.clone() };
    Ok(Some((before, after)))
}
