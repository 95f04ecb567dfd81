//! `louce export`: lists of records.

use crate::arguments::Unlocking;
use crate::desk::Desk;
use crate::output::Output;
use crate::progress::OnTerminal;
use crate::status::Status;
use clap::Args;
use louce_app::export::{ExportFormat, ExportKind, ExportOrder, export};
use louce_domain::date::PartialDate;
use louce_wire::{ErrorCode, RpcError};
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// Write a list of records. Audited with its count before the first byte goes out.
#[derive(Debug, Args)]
pub struct Export {
    #[command(flatten)]
    unlocking: Unlocking,
    /// buildings, rooms, persons, stays, orgs, tenancies, households, documents, visits, inspections … or findings.
    #[arg(long)]
    kind: ExportKind,
    /// jsonl, csv or xlsx.
    #[arg(long, default_value = "jsonl")]
    format: ExportFormat,
    /// Only what held on this day (2015-06-01, 2015-06 or 2015): stays, addresses, tenancies and other dated records.
    #[arg(long)]
    as_of: Option<PartialDate>,
    /// The file to write; standard output when not given.
    #[arg(long)]
    out: Option<PathBuf>,
}

fn unwritable(path: &Path, error: &std::io::Error) -> RpcError {
    RpcError::new(
        ErrorCode::ReadOnly,
        format!("无法写入 {}：{error}。请换一个位置。", path.display()),
        format!("Cannot write {}: {error}. Choose another place.", path.display()),
    )
}

impl Export {
    /// Writes the list.
    pub fn run(&self, output: &Output) -> Result<Status, RpcError> {
        let desk = Desk::open(&self.unlocking, output)?;
        let order = ExportOrder { kind: self.kind, format: self.format, as_of: self.as_of };
        let watch = OnTerminal::new();
        let Some(path) = &self.out else {
            export(desk.asking(), order, &mut std::io::stdout().lock(), &watch)?;
            return Ok(Status::Done);
        };
        // Whole or not at all: a list that breaks off must not look like one.
        let mut part = path.clone().into_os_string();
        part.push(".part");
        let part = PathBuf::from(part);
        let mut file = File::create(&part).map_err(|error| unwritable(path, &error))?;
        let written = export(desk.asking(), order, &mut file, &watch);
        let rows = written.inspect_err(|_| drop(fs::remove_file(&part)))?;
        fs::rename(&part, path).map_err(|error| unwritable(path, &error))?;
        let document = serde_json::json!({ "out": path.display().to_string(), "rows": rows });
        output.tell(&document, || format!("{} {}: {}", rows, output.say("行", "rows"), path.display()))?;
        Ok(Status::Done)
    }
}
