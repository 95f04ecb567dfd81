//! Who is asking, for what: every operation takes an [`Asking`] and passes the permission table with it.

use crate::host::Host;
use crate::permission::{Operation, Role};
use crate::{refusal, store_error};
use louce_domain::id::UserId;
use louce_domain::purpose::Purpose;
use louce_store::{ReadContext, Reader, Register, Seen, StoreError, WriteContext, WriteTx};
use louce_wire::RpcError;
use std::path::PathBuf;
use std::sync::Arc;

/// An unlocked register and its user.
#[derive(Clone)]
pub struct Session {
    /// The register.
    pub register: Arc<Register>,
    /// Where it is.
    pub path: PathBuf,
    /// Its name.
    pub register_name: String,
    /// The user.
    pub user: UserId,
    /// User name.
    pub user_name: String,
    /// Name as shown.
    pub display_name: String,
    /// Roles.
    pub roles: Vec<Role>,
    /// Police areas the user works in.
    pub areas: Vec<String>,
    /// Purpose the session reads and writes under.
    pub purpose: Purpose,
    /// Whether everything in the register is invented.
    pub is_demo: bool,
}

/// Someone asking for something on this machine.
#[derive(Clone, Copy)]
pub struct Asking<'a> {
    /// The machine.
    pub host: &'a dyn Host,
    /// Who.
    pub session: &'a Session,
}

/// Leave to carry out one operation: only the permission table gives it.
#[derive(Clone, Copy)]
pub struct Permit<'a> {
    asking: Asking<'a>,
    operation: Operation,
    role: Role,
}

impl<'a> Asking<'a> {
    /// Asks the permission table.
    ///
    /// # Errors
    /// When none of the user's roles may do it.
    pub fn permit(self, operation: Operation) -> Result<Permit<'a>, RpcError> {
        let fitting = self.session.roles.iter().copied().find(|role| operation.allows(&[*role]));
        let role = fitting.ok_or_else(|| refusal::not_permitted(operation.code()))?;
        Ok(Permit { asking: self, operation, role })
    }

    /// Whether any of the user's roles may do it: for what a page leaves out rather than refuses.
    pub fn may(&self, operation: Operation) -> bool {
        operation.allows(&self.session.roles)
    }

    /// The area that new records belong to.
    pub fn area(&self) -> &'a str {
        self.session.areas.first().map_or("", String::as_str)
    }
}

impl Permit<'_> {
    /// The who, when and why of a look.
    pub fn read_context(&self, note: Option<&str>) -> ReadContext {
        ReadContext {
            user: self.asking.session.user,
            role: self.role.code().to_owned(),
            action: self.operation.code().to_owned(),
            purpose: Some(self.asking.session.purpose),
            at_ms: self.asking.host.now_ms(),
            note: note.map(str::to_owned),
        }
    }

    /// The who, when and why of a write.
    pub fn write_context(&self, note: Option<&str>) -> WriteContext {
        WriteContext {
            user: self.asking.session.user,
            role: self.role.code().to_owned(),
            action: self.operation.code().to_owned(),
            purpose: Some(self.asking.session.purpose),
            batch: None,
            at_ms: self.asking.host.now_ms(),
            note: note.map(str::to_owned),
        }
    }

    /// Reads what names no person: not audited.
    ///
    /// # Errors
    /// What the reading ends in.
    pub fn look<T>(&self, read: impl FnOnce(&Reader<'_>) -> Result<T, RpcError>) -> Result<T, RpcError> {
        let looked: Result<T, Ended> = self.asking.session.register.read(|reader| read(&reader).map_err(Ended));
        looked.map_err(|ended| ended.0)
    }

    /// Reads what concerns persons: what was seen is audited before anything is returned.
    ///
    /// # Errors
    /// What the reading ends in.
    pub fn look_audited<T>(
        &self,
        read: impl FnOnce(&Reader<'_>, &mut Seen) -> Result<T, RpcError>,
    ) -> Result<T, RpcError> {
        let context = self.read_context(None);
        let register = &self.asking.session.register;
        let looked: Result<T, Ended> =
            register.audited_read(&context, |reader, seen| read(&reader, seen).map_err(Ended));
        looked.map_err(|ended| ended.0)
    }

    /// Notes in the audit log that the operation was refused: its own row went with the transaction.
    pub fn note_refused(&self) {
        // The refusal stands whether or not it can be noted; a full disk is told by the next write.
        let _not_noted = self.asking.session.register.note(&self.read_context(None), "refused");
    }

    /// Writes in one transaction.
    ///
    /// # Errors
    /// What the writing ends in; nothing of it stays behind.
    pub fn write<T>(
        &self,
        note: Option<&str>,
        write: impl FnOnce(&mut WriteTx<'_>) -> Result<T, RpcError>,
    ) -> Result<T, RpcError> {
        let context = self.write_context(note);
        let written: Result<T, Ended> = self.asking.session.register.write(&context, |tx| write(tx).map_err(Ended));
        written.map_err(|ended| ended.0)
    }

    /// Writes an import: rows as they come, what follows from them once at the end, in one transaction.
    ///
    /// # Errors
    /// What the writing ends in; nothing of it stays behind.
    pub fn write_loaded<T>(&self, write: impl FnOnce(&mut WriteTx<'_>) -> Result<T, RpcError>) -> Result<T, RpcError> {
        let context = self.write_context(None);
        let written: Result<T, Ended> =
            self.asking.session.register.write_loaded(&context, |tx| write(tx).map_err(Ended));
        written.map_err(|ended| ended.0)
    }

    /// Does what an import would do and takes all of it back; what was seen is audited before anything is returned.
    ///
    /// # Errors
    /// What the rehearsal ends in; nothing of it stays behind either way.
    pub fn rehearse<T>(
        &self,
        rehearse: impl FnOnce(&mut WriteTx<'_>, &mut Seen) -> Result<T, RpcError>,
    ) -> Result<T, RpcError> {
        let (writing, reading) = (self.write_context(None), self.read_context(None));
        let register = &self.asking.session.register;
        let rehearsed: Result<T, Ended> =
            register.rehearse(&writing, &reading, |tx, seen| rehearse(tx, seen).map_err(Ended));
        rehearsed.map_err(|ended| ended.0)
    }

    /// Writes a first load: rows first, indexes and counters once at the end, in one transaction all the same.
    ///
    /// # Errors
    /// What the writing ends in; nothing of it stays behind.
    pub fn write_bulk<T>(&self, write: impl FnOnce(&mut WriteTx<'_>) -> Result<T, RpcError>) -> Result<T, RpcError> {
        let context = self.write_context(None);
        let written: Result<T, Ended> =
            self.asking.session.register.write_bulk(&context, |tx| write(tx).map_err(Ended));
        written.map_err(|ended| ended.0)
    }
}

/// How an operation ended badly: storage errors become what the screen shows at the door of the store.
struct Ended(RpcError);

impl From<StoreError> for Ended {
    fn from(error: StoreError) -> Self {
        Self(store_error::shown(&error))
    }
}

/// A storage error as the screen shows it.
pub fn stored(error: StoreError) -> RpcError {
    store_error::shown(&error)
}
