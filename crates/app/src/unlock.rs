//! Unlocking a register (解锁).

use crate::asking::Session;
use crate::host::Host;
use crate::permission::Role;
use crate::surroundings::FromHost;
use crate::{refusal, store_error};
use louce_domain::purpose::Purpose;
use louce_store::{Credential, Password, ReadContext, Reader, Register, StoreError};
use louce_wire::RpcError;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Settings that say what a register is.
pub mod settings {
    /// Name of the register, a JSON string.
    pub const NAME: &str = "register.name";
    /// Whether everything in it is invented, a JSON boolean.
    pub const DEMO: &str = "register.demo";
}

/// The one name of a register: links and relative parts resolved, so that whoever calls it by another meets the same
/// lock, key slots and count of wrong passwords. As it is written where it is not there.
pub fn resolved(path: &Path) -> PathBuf {
    dunce::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

/// Opens a register with a password.
///
/// # Errors
/// When it cannot be opened; the file is as it was.
pub fn unlock(host: &dyn Host, path: &Path, user: &str, password: String) -> Result<Session, RpcError> {
    let path = &resolved(path);
    let credential = Credential::Password { user: user.to_owned(), password: Password::new(&password) };
    drop(louce_store::Sensitive::new(password));
    let opened = Register::open(path, &credential, &FromHost(host));
    let register = opened.map_err(|error| store_error::opening(&error))?;
    session(host, register, path)
}

/// Reads what searches need into memory, beside whatever the user does first. For a program that goes on for a while:
/// whoever starts it must see the register closed before the process ends, because the cipher is torn down at exit.
pub fn warm_up(session: &Session) {
    let register = Arc::clone(&session.register);
    std::thread::spawn(move || {
        // A cold cache only makes the first searches slower.
        let _still_cold = register.warm();
    });
}

struct Who {
    user: louce_store::User,
    name: Option<String>,
    is_demo: bool,
}

fn who(reader: &Reader<'_>, register: &Register) -> Result<Option<Who>, StoreError> {
    let Some(user) = register.opened_by().map(|id| reader.user(id)).transpose()?.flatten() else { return Ok(None) };
    let name = reader.setting(settings::NAME)?.and_then(|json| serde_json::from_str(&json).ok());
    let is_demo = reader.setting(settings::DEMO)?.is_some_and(|json| json == "true");
    Ok(Some(Who { user, name, is_demo }))
}

/// The session of whoever opened the register; the opening is audited.
///
/// # Errors
/// When the user is not in the register any more, or it cannot be read.
pub fn session(host: &dyn Host, register: Register, path: &Path) -> Result<Session, RpcError> {
    let found: Result<Option<Who>, StoreError> = register.read(|reader| who(&reader, &register));
    let Who { user, name, is_demo } =
        found.map_err(|error| store_error::shown(&error))?.ok_or_else(|| refusal::not_permitted("unlock"))?;
    let roles: Vec<Role> = user.role.split(',').filter_map(Role::from_code).collect();
    let context = ReadContext {
        user: user.id,
        role: user.role.clone(),
        action: "unlock".to_owned(),
        purpose: None,
        at_ms: host.now_ms(),
        note: None,
    };
    register.note(&context, "done").map_err(|error| store_error::shown(&error))?;
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    Ok(Session {
        register: Arc::new(register),
        path: resolved(path),
        register_name: name.or(stem).unwrap_or_default(),
        user: user.id,
        user_name: user.name,
        display_name: user.display_name,
        roles,
        areas: user.areas,
        purpose: Purpose::Upkeep,
        is_demo,
    })
}
