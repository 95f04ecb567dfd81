//! `louce export`: lists of records.

use crate::arguments::Unlocking;
use crate::desk::Desk;
use crate::output::Output;
use crate::progress::OnTerminal;
use crate::status::Status;
use clap::Args;
use louce_app::export::{ExportFormat, ExportKind, ExportOrder, export, export_to_file};
use louce_domain::date::PartialDate;
use louce_wire::RpcError;
use std::path::PathBuf;

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
        let rows = export_to_file(desk.asking(), order, path, &watch)?;
        let document = serde_json::json!({ "out": path.display().to_string(), "rows": rows });
        output.tell(&document, || format!("{} {}: {}", rows, output.say("行", "rows"), path.display()))?;
        Ok(Status::Done)
    }
}
