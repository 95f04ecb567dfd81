//! `louce init`: a new register.

use crate::desk::{DEFAULT_USER, machine};
use crate::output::Output;
use crate::password;
use crate::status::Status;
use clap::{Args, ValueEnum};
use louce_app::create_register::{GuessCost, Order, Origin, Policy, create};
use louce_wire::RpcError;
use serde_json::json;
use std::path::PathBuf;

/// Make a new register; prints the recovery key once.
#[derive(Debug, Args)]
pub struct Init {
    /// The file to make.
    #[arg(value_name = "REG")]
    register: PathBuf,
    /// single: one person with all roles, everything audited; station: separate roles.
    #[arg(long, value_enum, default_value = "single")]
    policy: PolicyName,
    /// Name of the register; the file's name when not given.
    #[arg(long)]
    name: Option<String>,
    /// First user.
    #[arg(long, default_value = DEFAULT_USER)]
    user: String,
    /// First user's name as shown.
    #[arg(long)]
    display_name: Option<String>,
    /// What a guess of the password costs. `floor` is for tests: it makes guessing cheaper than it should be.
    #[arg(long, value_enum, default_value = "calibrated", hide = true)]
    kdf: Kdf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum PolicyName {
    Single,
    Station,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kdf {
    Calibrated,
    Floor,
}

impl Init {
    /// Makes it.
    pub fn run(&self, output: &Output) -> Result<Status, RpcError> {
        let machine = machine();
        let stem = self.register.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        let order = Order {
            path: self.register.clone(),
            name: self.name.clone().or(stem).unwrap_or_default(),
            user: self.user.clone(),
            display_name: self.display_name.clone().unwrap_or_else(|| self.user.clone()),
            password: password::choose(output)?,
        };
        let policy = match self.policy {
            PolicyName::Single => Policy::Single,
            PolicyName::Station => Policy::Station,
        };
        let cost = match self.kdf {
            Kdf::Calibrated => GuessCost::Calibrated,
            Kdf::Floor => GuessCost::Floor,
        };
        let made = create(&machine, order, policy, cost, Origin::RealWorld)?;
        let path = self.register.display().to_string();
        let document = json!({ "register": path, "user": self.user, "recovery_key": made.recovery_key });
        output.tell(&document, || {
            let made_text = output.say("已建立登记簿", "Register made");
            let key_text = output.say(
                "恢复密钥（只显示这一次，请打印并妥善保管；忘记口令时只有它能打开登记簿）",
                "Recovery key (shown only now: print it and keep it safe; without the password nothing else opens the register)",
            );
            format!("{made_text}: {path}\n{key_text}:\n\n    {}\n", made.recovery_key)
        })?;
        Ok(Status::Done)
    }
}
