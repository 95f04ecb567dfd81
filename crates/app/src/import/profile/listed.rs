//! The list of profiles, and changing it.

use super::recognise::found;
use super::{Body, name_taken, named};
use crate::asking::{Asking, stored};
use crate::ids;
use crate::permission::Operation;
use louce_store::Reader;
use louce_wire::{ImportProfile, ImportProfiles, RpcError};

/// Every profile, by name.
///
/// # Errors
/// When the role does not allow it, or the register cannot be read.
pub fn list(asking: Asking<'_>) -> Result<ImportProfiles, RpcError> {
    asking.permit(Operation::ImportLedger)?.look(listed)
}

/// Gives a profile another name.
///
/// # Errors
/// When the role does not allow it, the profile is not there, or the name is none or taken.
pub fn rename(asking: Asking<'_>, id: &str, name: &str) -> Result<ImportProfiles, RpcError> {
    let (id, name) = (ids::read(id)?, named(name)?);
    asking.permit(Operation::ImportLedger)?.write(Some("import_profile renamed"), |tx| {
        let profile = found(&tx.reader(), id)?;
        let others = tx.reader().import_profiles().map_err(stored)?;
        if others.iter().any(|other| other.id != id && other.name == name) {
            return Err(name_taken(&name));
        }
        tx.put_import_profile(id, &name, &profile.body).map_err(stored)?;
        listed(&tx.reader())
    })
}

/// Forgets a profile. What was imported with it stays.
///
/// # Errors
/// When the role does not allow it, or the profile is not there.
pub fn forget(asking: Asking<'_>, id: &str) -> Result<ImportProfiles, RpcError> {
    let id = ids::read(id)?;
    asking.permit(Operation::ImportLedger)?.write(Some("import_profile forgotten"), |tx| {
        found(&tx.reader(), id)?;
        tx.forget_import_profile(id).map_err(stored)?;
        listed(&tx.reader())
    })
}

pub(super) fn listed(reader: &Reader<'_>) -> Result<ImportProfiles, RpcError> {
    let mut profiles = Vec::new();
    for profile in reader.import_profiles().map_err(stored)? {
        let user = reader.user(profile.user).map_err(stored)?;
        let body = Body::read(&profile.body).unwrap_or_default();
        profiles.push(ImportProfile {
            id: profile.id.to_string(),
            name: profile.name,
            layouts: count(body.layouts.len()),
            corrections: count(body.corrections()),
            user: user.map(|user| user.display_name).unwrap_or_default(),
            at_ms: profile.at_ms as f64,
            used: u32::try_from(profile.used).unwrap_or(u32::MAX),
        });
    }
    Ok(ImportProfiles { profiles })
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
