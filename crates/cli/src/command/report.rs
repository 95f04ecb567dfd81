//! `louce report`: the handover report.

use crate::arguments::Unlocking;
use crate::desk::Desk;
use crate::output::Output;
use crate::progress::OnTerminal;
use crate::status::Status;
use clap::{Args, ValueEnum};
use louce_app::report::write_report;
use louce_wire::{ReportOrder, RpcError};
use std::path::PathBuf;

/// Write a report.
#[derive(Debug, Args)]
pub struct Report {
    #[command(flatten)]
    unlocking: Unlocking,
    /// Which.
    #[arg(value_enum, value_name = "REPORT")]
    report: ReportName,
    /// Police area; the whole register when not given.
    #[arg(long, value_name = "CODE")]
    area: Option<String>,
    /// Only this site, by identifier.
    #[arg(long)]
    site: Option<String>,
    /// Changes since this date (2024-05-31).
    #[arg(long, value_name = "DATE")]
    since: Option<String>,
    /// Who hands over.
    #[arg(long)]
    from: Option<String>,
    /// Who takes over.
    #[arg(long)]
    to: Option<String>,
    /// Who supervises.
    #[arg(long)]
    supervisor: Option<String>,
    /// Names, ids and phones in full instead of masked; audited.
    #[arg(long)]
    full_names: bool,
    /// Leave out the picture of the area.
    #[arg(long)]
    no_picture: bool,
    /// pdf, xlsx or html.
    #[arg(long, default_value = "pdf")]
    format: String,
    /// The file to write.
    #[arg(long)]
    out: PathBuf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ReportName {
    /// 交接清单
    Handover,
}

impl Report {
    /// Writes it.
    pub fn run(&self, output: &Output) -> Result<Status, RpcError> {
        let desk = Desk::open(&self.unlocking, output)?;
        let ReportName::Handover = self.report;
        let order = ReportOrder {
            format: self.format.clone(),
            area: self.area.clone(),
            site: self.site.clone(),
            since: self.since.clone(),
            from_officer: self.from.clone(),
            to_officer: self.to.clone(),
            supervisor: self.supervisor.clone(),
            full_names: self.full_names,
            picture: !self.no_picture,
            language: output.language.code().to_owned(),
            out: self.out.display().to_string(),
        };
        let written = write_report(desk.asking(), &order, &OnTerminal::new())?;
        output.tell(&written, || format!("{} ({} B)", written.path, written.bytes))?;
        Ok(Status::Done)
    }
}
