//! Which remembered layouts a file is read with, and which of them it turned out to have.

use super::Body;
use crate::asking::stored;
use crate::{ids, refusal};
use louce_import::remembered::{Recalled, RememberedLayout};
use louce_store::{ImportProfile, Reader};
use louce_wire::{AppliedProfile, ProfileUse, RpcError};
use uuid::Uuid;

/// The layouts to read a file with: all that are known, the most used first; those of one profile, near layouts too;
/// or none. Give them as `LedgerChoices::remembered`.
///
/// # Errors
/// When the profile is not there, or the register cannot be read.
pub fn recognise(reader: &Reader<'_>, used: &ProfileUse) -> Result<Vec<RememberedLayout>, RpcError> {
    Ok(match used {
        ProfileUse::Nothing => Vec::new(),
        ProfileUse::Profile { id } => layouts(&found(reader, ids::read(id)?)?, true),
        ProfileUse::Recognise => {
            let mut profiles = reader.import_profiles().map_err(stored)?;
            profiles.sort_by_key(|profile| std::cmp::Reverse(profile.used));
            profiles.iter().flat_map(|profile| layouts(profile, false)).collect()
        }
    })
}

/// The profile of a name, as the command line gives it.
///
/// # Errors
/// When there is none, or the register cannot be read.
pub fn by_name(reader: &Reader<'_>, name: &str) -> Result<ProfileUse, RpcError> {
    let profiles = reader.import_profiles().map_err(stored)?;
    let found = profiles.iter().find(|profile| profile.name == name.trim());
    found.map(|profile| ProfileUse::Profile { id: profile.id.to_string() }).ok_or_else(not_there)
}

/// The profile that sheets were read with, given the recalled layouts of the sheets that had one.
///
/// # Errors
/// When the register cannot be read.
pub fn applied(reader: &Reader<'_>, sheets: &[(String, Recalled)]) -> Result<Option<AppliedProfile>, RpcError> {
    let Some((_, first)) = sheets.iter().find(|(_, recalled)| recalled.applied) else { return Ok(None) };
    let profile = found(reader, ids::read(&first.profile)?)?;
    let same = sheets.iter().filter(|(_, recalled)| recalled.applied && recalled.profile == first.profile);
    let sheets = same.map(|(sheet, _)| sheet.clone()).collect();
    Ok(Some(AppliedProfile { id: profile.id.to_string(), name: profile.name, sheets }))
}

pub(super) fn found(reader: &Reader<'_>, id: Uuid) -> Result<ImportProfile, RpcError> {
    reader.import_profile(id).map_err(stored)?.ok_or_else(not_there)
}

fn not_there() -> RpcError {
    let zh = "没有这个导入方案，可能已被删除。请在方案列表中另选。";
    refusal::invalid(zh, "There is no such import profile; it may have been forgotten. Choose another.")
        .about("profile")
}

fn layouts(profile: &ImportProfile, near_too: bool) -> Vec<RememberedLayout> {
    let body = Body::read(&profile.body).unwrap_or_default();
    let of_profile = |layout| RememberedLayout { profile: profile.id.to_string(), near_too, ..layout };
    body.layouts.into_iter().map(of_profile).collect()
}
