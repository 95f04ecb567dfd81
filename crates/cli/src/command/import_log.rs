//! `louce import-log`: the batches and what became of their rows.

use crate::arguments::Unlocking;
use crate::desk::Desk;
use crate::output::Output;
use crate::status::Status;
use crate::table::aligned;
use clap::Args;
use louce_app::import::{batches::batches, unimported};
use louce_wire::{BatchRow, ErrorCode, RpcError};
use std::path::PathBuf;

/// List the batches, newest first, or one of them.
#[derive(Debug, Args)]
pub struct ImportLog {
    #[command(flatten)]
    unlocking: Unlocking,
    /// Only this batch.
    #[arg(value_name = "BATCH")]
    batch: Option<String>,
    /// Write the rows of the batch that were not taken, with reasons, as a workbook.
    #[arg(long, value_name = "FILE", requires = "batch")]
    unimported: Option<PathBuf>,
}

fn unknown() -> RpcError {
    RpcError::new(
        ErrorCode::Invalid,
        "没有这个批次，请先用 import-log 查看。",
        "There is no such batch: see import-log.",
    )
}

impl ImportLog {
    /// Lists them.
    pub fn run(&self, output: &Output) -> Result<Status, RpcError> {
        let desk = Desk::open(&self.unlocking, output)?;
        let mut rows = batches(desk.asking())?.batches;
        if let Some(batch) = &self.batch {
            rows.retain(|row| row.id == *batch);
            if rows.is_empty() {
                return Err(unknown());
            }
            if let Some(out) = &self.unimported {
                unimported::write(desk.asking(), batch, out)?;
            }
        }
        output.tell_list(&rows, || words(output, &rows))?;
        Ok(Status::Done)
    }
}

fn words(output: &Output, rows: &[BatchRow]) -> String {
    let mut lines: Vec<Vec<String>> = Vec::new();
    for row in rows {
        let counts = row.counts;
        let undone = if row.undone_at_ms.is_some() { output.say("已撤销", "undone") } else { "" };
        lines.push(vec![
            row.id.clone(),
            row.file.clone(),
            row.user.clone(),
            format!(
                "+{} ~{} ={} ?{} !{} -{}",
                counts.added, counts.updated, counts.unchanged, counts.pending, counts.rejected, counts.dropped
            ),
            undone.to_owned(),
        ]);
    }
    let legend = output
        .say("（+新增 ~更新 =无变化 ?待处理 !拒绝 -略过）", "(+added ~updated =unchanged ?pending !rejected -dropped)");
    format!("{}{legend}", aligned(&lines))
}
