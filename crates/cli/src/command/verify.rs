//! `louce verify`: everything that can be checked of a register.

use crate::arguments::Unlocking;
use crate::desk::Desk;
use crate::output::Output;
use crate::status::Status;
use crate::table::aligned;
use clap::Args;
use louce_app::asking::stored;
use louce_app::permission::Operation;
use louce_wire::RpcError;
use serde_json::json;

/// Check file, pages, schema, audit chain, counters and search entries; exit 4 and what is wrong where anything is.
#[derive(Debug, Args)]
pub struct Verify {
    #[command(flatten)]
    unlocking: Unlocking,
}

impl Verify {
    /// Checks it.
    pub fn run(&self, output: &Output) -> Result<Status, RpcError> {
        let desk = Desk::open(&self.unlocking, output)?;
        let asking = desk.asking();
        let _permitted = asking.permit(Operation::VerifyRegister)?;
        let problems = asking.session.register.verify().map_err(stored)?;
        let list: Vec<_> = problems.iter().map(|p| json!({ "check": p.check, "detail": p.detail })).collect();
        let sound = problems.is_empty();
        output.tell(&json!({ "sound": sound, "problems": list }), || {
            let rows: Vec<Vec<String>> = problems.iter().map(|p| vec![p.check.to_owned(), p.detail.clone()]).collect();
            let verdict = if sound {
                output.say("登记簿完好。", "The register is sound.")
            } else {
                output.say("登记簿有问题，请用备份恢复：", "Something is wrong; restore a backup:")
            };
            format!("{verdict}\n{}", aligned(&rows))
        })?;
        Ok(if sound { Status::Done } else { Status::Unreadable })
    }
}
