//! `louce undo`: takes a batch back.

use crate::arguments::Unlocking;
use crate::desk::Desk;
use crate::output::Output;
use crate::status::Status;
use clap::Args;
use louce_app::import::undo::undo;
use louce_wire::RpcError;
use serde_json::json;

/// Undo a batch. Refused while newer changes stand on it.
#[derive(Debug, Args)]
pub struct Undo {
    #[command(flatten)]
    unlocking: Unlocking,
    /// The batch, as `import-log` names it.
    #[arg(value_name = "BATCH")]
    batch: String,
}

impl Undo {
    /// Takes it back.
    pub fn run(&self, output: &Output) -> Result<Status, RpcError> {
        let desk = Desk::open(&self.unlocking, output)?;
        let effects = undo(desk.asking(), &self.batch)?;
        output.tell(&json!({ "batch": self.batch, "withdrawn": effects }), || {
            format!("{}: {}", output.say("已撤销批次", "Batch undone"), self.batch)
        })?;
        Ok(Status::Done)
    }
}
