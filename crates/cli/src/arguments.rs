//! The arguments, as DESIGN §6 promises them.

use crate::command::{bench, demo, export, find, import, import_log, init, picture, report, show, undo, verify};
use crate::language::Language;
use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

/// 楼册: a register of virtual buildings for community police.
///
/// Exit codes: 0 done, 1 done with rows needing attention, 2 usage, 3 refused (permission or password), 4 damaged or
/// unreadable input, 5 internal.
#[derive(Debug, Parser)]
#[command(name = "louce", version, max_term_width = 110)]
pub struct Arguments {
    /// One JSON document on standard output, or JSON lines for lists.
    #[arg(long, global = true)]
    pub json: bool,
    /// Language of human output; by default that of the locale.
    #[arg(long, global = true, value_enum)]
    pub lang: Option<Language>,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The subcommands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a new register; prints the recovery key once.
    Init(init::Init),
    /// Make a register of an invented community.
    Demo(demo::Demo),
    /// Import ledgers or footprints.
    Import(import::Import),
    /// List the batches, or the fate of one.
    ImportLog(import_log::ImportLog),
    /// Undo a batch.
    Undo(undo::Undo),
    /// Search by address, room shorthand, name, pinyin, id, phone, organisation.
    Find(find::Find),
    /// Show a building, room, person or organisation.
    Show(show::Show),
    /// Write a list of records.
    Export(export::Export),
    /// Draw the map or an opened building as a picture.
    Picture(picture::Picture),
    /// Write the handover report.
    Report(report::Report),
    /// Check file, pages, schema, audit chain and counters.
    Verify(verify::Verify),
    /// Measure the everyday operations on a register.
    Bench(bench::Bench),
}

/// How a register is opened. The password comes from the prompt or from `LOUCE_PASSWORD`.
#[derive(Debug, Clone, Args)]
pub struct Unlocking {
    /// The register's file.
    #[arg(value_name = "REG")]
    pub register: PathBuf,
    /// User name; `officer` when not given.
    #[arg(long)]
    pub user: Option<String>,
    /// Purpose code under which everything is audited: upkeep, visit, resident_request, verification, case, import,
    /// handover.
    #[arg(long, value_name = "CODE")]
    pub purpose: Option<String>,
}
