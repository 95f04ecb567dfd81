//! `louce demo`: a register of an invented community.

use crate::desk::{DEFAULT_USER, Desk, machine};
use crate::output::Output;
use crate::password;
use crate::progress::OnTerminal;
use crate::status::Status;
use clap::Args;
use louce_app::create_register::{Order, create_demo, take_away};
use louce_app::demo;
use louce_app::demo_register::DEMO_PASSWORD;
use louce_wire::RpcError;
use serde_json::json;
use std::path::PathBuf;

/// Make a register of an invented community: same scale, same data.
#[derive(Debug, Args)]
pub struct Demo {
    /// The file to make.
    #[arg(value_name = "REG")]
    register: PathBuf,
    /// 1 is the everyday size: 6,800 buildings, 150,000 rooms, 1,270,000 person records, 27,000 organisations.
    #[arg(long, default_value_t = demo::DEFAULT_SCALE)]
    scale: f64,
    /// The user who can open it.
    #[arg(long, default_value = DEFAULT_USER)]
    user: String,
}

impl Demo {
    /// Makes it. Without `LOUCE_PASSWORD` the password is the public one of the demo: everything in it is invented.
    pub fn run(&self, output: &Output) -> Result<Status, RpcError> {
        let machine = machine();
        let password = password::given();
        let public = password.is_none();
        let order = Order {
            path: self.register.clone(),
            name: format!("{}（虚构数据）", demo::NAME),
            user: self.user.clone(),
            display_name: "演示民警".to_owned(),
            password: password.unwrap_or_else(|| DEMO_PASSWORD.to_owned()),
        };
        let made = create_demo(&machine, order)?;
        let desk = Desk::of(machine, made.session);
        let filled = demo::fill(desk.asking(), self.scale, &OnTerminal::new());
        let filled = filled.inspect_err(|_| take_away(&self.register))?;
        let totals = filled.totals;
        let document = json!({
            "register": self.register.display().to_string(),
            "user": self.user,
            "password": public.then_some(DEMO_PASSWORD),
            "recovery_key": made.recovery_key,
            "batch": filled.batch,
            "buildings": totals.buildings,
            "rooms": totals.rooms,
            "persons": totals.persons,
            "organisations": totals.organisations,
            "corrections": filled.corrections,
        });
        output.tell(&document, || self.words(output, &filled, public))?;
        Ok(Status::Done)
    }

    fn words(&self, output: &Output, filled: &demo::Filled, public: bool) -> String {
        let totals = filled.totals;
        let (path, user) = (self.register.display(), &self.user);
        let secret = if public { format!(" / {DEMO_PASSWORD}") } else { String::new() };
        if output.language == crate::language::Language::Zh {
            return format!(
                "已建立演示登记簿（全部虚构）：{path}\n楼幢 {}，房间 {}，人员记录 {}，单位 {}\n用户：{user}{secret}",
                totals.buildings, totals.rooms, totals.persons, totals.organisations
            );
        }
        format!(
            "Demo register made, everything in it is invented: {path}\n{} buildings, {} rooms, {} person records, {} organisations\nUser: {user}{secret}",
            totals.buildings, totals.rooms, totals.persons, totals.organisations
        )
    }
}
