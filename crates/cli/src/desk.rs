//! The machine a command runs on, and the register it opens.

use crate::arguments::Unlocking;
use crate::output::Output;
use crate::password;
use louce_app::asking::{Asking, Session};
use louce_app::host::ThisMachine;
use louce_app::{set_purpose, unlock};
use louce_wire::RpcError;

/// The user of a one-person register when none is named.
pub const DEFAULT_USER: &str = "officer";

/// This machine; the reading process for ledgers is this very program.
pub fn machine() -> ThisMachine {
    ThisMachine::of_this_user(std::env::current_exe().unwrap_or_default())
}

/// An open register.
pub struct Desk {
    machine: ThisMachine,
    session: Session,
}

impl Desk {
    /// Opens the register with the password asked for, under the purpose given.
    pub fn open(unlocking: &Unlocking, output: &Output) -> Result<Self, RpcError> {
        let machine = machine();
        let user = unlocking.user.as_deref().unwrap_or(DEFAULT_USER);
        let password = password::ask(output)?;
        let session = unlock::unlock(&machine, &unlocking.register, user, password)?;
        let mut desk = Self { machine, session };
        if let Some(purpose) = &unlocking.purpose {
            desk.session = set_purpose::set_purpose(desk.asking(), purpose)?;
        }
        Ok(desk)
    }

    /// A desk for a register that was just made.
    pub fn of(machine: ThisMachine, session: Session) -> Self {
        Self { machine, session }
    }

    /// Who asks.
    pub fn asking(&self) -> Asking<'_> {
        Asking { host: &self.machine, session: &self.session }
    }
}
