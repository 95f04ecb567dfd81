//! What the window knows before and after unlocking.

use crate::asking::Session;
use crate::counts::base_counts;
use crate::host::Host;
use crate::preferences::preferences;
use crate::recent::RecentRegisters;
use louce_domain::purpose::Purpose;
use louce_store::StoreError;
use louce_wire::{CodeEntry, SessionView, StatusView};
use std::path::PathBuf;

/// What the program was started with.
#[derive(Debug, Clone, Default)]
pub struct StartOptions {
    /// The register to offer first.
    pub suggested: Option<PathBuf>,
    /// Whether it is the invented demo community.
    pub demo: bool,
}

/// Lock after so many seconds without input (SECURITY T1).
const IDLE_LOCK_S: u32 = 600;

/// What there is, and who is at work.
pub fn status(host: &dyn Host, start: &StartOptions, session: Option<&Session>) -> StatusView {
    StatusView {
        app_version: env!("CARGO_PKG_VERSION").to_owned(),
        registers: RecentRegisters::in_folder(&host.data_dir()).entries(),
        suggested: start.suggested.as_ref().map(|path| path.display().to_string()),
        session: session.map(session_view),
        demo: start.demo,
        preferences: preferences(host),
    }
}

fn english(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Upkeep => "Daily upkeep",
        Purpose::Visit => "Visit",
        Purpose::ResidentRequest => "Resident's request",
        Purpose::Verification => "Verification",
        Purpose::Case => "Case",
        Purpose::Import => "Ledger import",
        Purpose::Handover => "Handover",
    }
}

fn entry(purpose: &Purpose) -> CodeEntry {
    CodeEntry { code: purpose.code().to_owned(), zh: purpose.zh().to_owned(), en: english(*purpose).to_owned() }
}

/// A session as shown.
pub fn session_view(session: &Session) -> SessionView {
    let counts: Result<_, StoreError> = session.register.read(|reader| base_counts(&reader));
    SessionView {
        path: session.path.display().to_string(),
        register_name: session.register_name.clone(),
        user: session.user_name.clone(),
        display_name: session.display_name.clone(),
        roles: session.roles.iter().map(|role| role.code().to_owned()).collect(),
        areas: session.areas.clone(),
        is_demo: session.is_demo,
        purpose: session.purpose.code().to_owned(),
        purposes: Purpose::ALL.iter().map(entry).collect(),
        counts: counts.unwrap_or_default(),
        idle_lock_s: IDLE_LOCK_S,
    }
}
