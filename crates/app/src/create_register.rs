//! Making a register (新建登记簿): one encrypted file with its key slots, the first user, the recovery key shown once.

use crate::asking::Session;
use crate::host::Host;
use crate::permission::Role;
use crate::save::SIDECARS;
use crate::surroundings::FromHost;
use crate::unlock::{self, settings};
use crate::{refusal, store_error};
use louce_domain::purpose::Purpose;
use louce_store::{Area, KdfParams, NewRegister, Password, Register, WriteContext};
use louce_wire::RpcError;
use std::path::{Path, PathBuf};

/// The shortest password, characters.
const SHORTEST_PASSWORD: usize = 8;

/// Who a register is for (DESIGN §6).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Policy {
    /// One person with all roles.
    Single,
    /// Roles in several hands.
    Station,
}

impl Policy {
    /// The code as stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Single => "single",
            Self::Station => "station",
        }
    }

    /// The roles of the first user.
    fn first_roles(self) -> &'static [Role] {
        match self {
            Self::Single => Role::ALL,
            Self::Station => &[Role::Administrator],
        }
    }
}

/// What a guess of the password shall cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GuessCost {
    /// As much as this machine can bear at unlock (SECURITY §4.1).
    Calibrated,
    /// The least that is allowed: for tests and the public demo.
    Floor,
}

/// A register to be made.
pub struct Order {
    /// File.
    pub path: PathBuf,
    /// Name of the register.
    pub name: String,
    /// First user.
    pub user: String,
    /// Name as shown.
    pub display_name: String,
    /// Password.
    pub password: String,
}

/// A register made and unlocked.
pub struct Made {
    /// The session on it.
    pub session: Session,
    /// The recovery key, to be shown once.
    pub recovery_key: String,
}

/// Makes a one-person register.
///
/// # Errors
/// When something given is not valid or the file cannot be made; nothing is left behind.
pub fn create_register(host: &dyn Host, order: Order) -> Result<Made, RpcError> {
    create(host, order, Policy::Single, GuessCost::Calibrated, Origin::RealWorld)
}

/// Makes the register of the invented demo community.
///
/// # Errors
/// As [`create_register`].
pub fn create_demo(host: &dyn Host, order: Order) -> Result<Made, RpcError> {
    create(host, order, Policy::Single, GuessCost::Floor, Origin::Invented)
}

/// Whether what the register holds is real.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Real dwellings and residents.
    RealWorld,
    /// Everything is invented.
    Invented,
}

/// Makes a register.
///
/// # Errors
/// As [`create_register`].
pub fn create(
    host: &dyn Host,
    order: Order,
    policy: Policy,
    cost: GuessCost,
    origin: Origin,
) -> Result<Made, RpcError> {
    check(&order)?;
    if let Some(folder) = order.path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(|error| store_error::creating(&louce_store::CreateError::Io(error)))?;
    }
    let roles: Vec<&str> = policy.first_roles().iter().map(|role| role.code()).collect();
    let password = Password::new(&order.password);
    let new = NewRegister {
        policy: policy.code(),
        user_name: &order.user,
        display_name: &order.display_name,
        role: &roles.join(","),
        password: &password,
        kdf: kdf(host, cost),
        areas: vec![Area { code: "default".to_owned(), name: order.name.clone() }],
    };
    let made = Register::create(&order.path, &new, &FromHost(host));
    let (register, recovery) = made.map_err(|error| store_error::creating(&error))?;
    name_it(host, &register, &order.name, origin).inspect_err(|_| take_away(&order.path))?;
    let recovery_key = recovery.to_text().expose().clone(); // to be shown once, on the screen of who made the register
    Ok(Made { session: unlock::session(host, register, &order.path)?, recovery_key })
}

fn check(order: &Order) -> Result<(), RpcError> {
    if order.user.trim().is_empty() {
        return Err(refusal::invalid("请填写用户名。", "Give a user name.").about("user"));
    }
    if order.password.chars().count() < SHORTEST_PASSWORD {
        return Err(refusal::invalid(
            format!("口令至少{SHORTEST_PASSWORD}个字符。"),
            format!("The password needs at least {SHORTEST_PASSWORD} characters."),
        )
        .about("password"));
    }
    Ok(())
}

fn kdf(host: &dyn Host, cost: GuessCost) -> KdfParams {
    match cost {
        GuessCost::Floor => KdfParams::floor(),
        GuessCost::Calibrated => louce_store::calibrate(|work| {
            let before = host.now_ms();
            work();
            std::time::Duration::from_millis(host.now_ms().saturating_sub(before))
        }),
    }
}

/// Keeps the register's name and origin.
fn name_it(host: &dyn Host, register: &Register, name: &str, origin: Origin) -> Result<(), RpcError> {
    let user = register.opened_by().ok_or_else(refusal::locked)?;
    let context = WriteContext {
        user,
        role: Role::Administrator.code().to_owned(),
        action: "name_register".to_owned(),
        purpose: Some(Purpose::Upkeep),
        batch: None,
        at_ms: host.now_ms(),
        note: None,
    };
    let named: Result<(), louce_store::StoreError> = register.write(&context, |tx| {
        tx.set_setting(settings::NAME, &serde_json::json!(name).to_string())?;
        tx.set_setting(settings::DEMO, &serde_json::json!(origin == Origin::Invented).to_string())
    });
    named.map_err(|error| store_error::shown(&error))
}

/// Takes a register away that could not be finished.
pub fn take_away(path: &Path) {
    for suffix in SIDECARS.into_iter().chain([""]) {
        let mut file = path.as_os_str().to_owned();
        file.push(suffix);
        // What is not there need not be taken away.
        let _absent = std::fs::remove_file(PathBuf::from(file));
    }
}
