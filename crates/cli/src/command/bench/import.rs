//! `louce bench import`: reading and importing large ledgers, beside the peers that are installed, in one run.

use super::contender::{Contender, Cost};
use super::ledger;
use crate::output::Output;
use crate::status::Status;
use clap::Args;
use louce_wire::{ErrorCode, RpcError};
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Measure reading and importing beside polars, calamine and iconv | sqlite3, where they are installed.
#[derive(Debug, Args)]
pub struct BenchImport {
    /// A Python environment with the peers (`cargo xtask peers DIR` makes one); without it only ours is measured.
    #[arg(long, value_name = "DIR")]
    peers: Option<PathBuf>,
    /// Rows of the workbook.
    #[arg(long, default_value_t = 200_000)]
    xlsx_rows: u64,
    /// Rows of the GB18030 text.
    #[arg(long, default_value_t = 1_270_000)]
    csv_rows: u64,
    /// Rounds; in each, every contender runs once, in turn forwards and backwards.
    #[arg(long, default_value_t = 2)]
    rounds: usize,
    /// Only measures whose name contains one of these: `xlsx_read`, `xlsx_import`, `csv_import`.
    #[arg(value_name = "NAME")]
    names: Vec<String>,
    /// Folder for the ledgers and registers of the run; a temporary one when not given.
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,
}

/// A contender's line on the scoreboard: medians over the rounds.
#[derive(Debug, Serialize)]
struct Score {
    measure: String,
    contender: String,
    cpu_s: f64,
    wall_s: f64,
    peak_mb: f64,
    /// Our CPU time by this contender's; 1 for ours.
    ratio: Option<f64>,
    /// What was wrong with its answer, where it was wrong: then it counts for nothing.
    wrong: Option<String>,
}

/// The password of the registers that a run makes.
pub(super) const PASSWORD: &str = "a password of this bench";
const OURS: &str = "louce";

pub(super) fn failed(error: &dyn std::fmt::Display) -> RpcError {
    RpcError::new(ErrorCode::Internal, format!("测量失败：{error}"), format!("The measurement failed: {error}"))
}

impl BenchImport {
    /// Measures.
    ///
    /// # Errors
    /// When ours cannot be run; a peer that fails is a line that says so.
    pub fn run(&self, output: &Output) -> Result<Status, RpcError> {
        let temporary = tempfile::tempdir().map_err(|error| failed(&error))?;
        let folder = self.folder.clone().unwrap_or_else(|| temporary.path().to_owned());
        let mut scores = Vec::new();
        let (xlsx, csv) = (folder.join("ledger.xlsx"), folder.join("ledger.csv"));
        if self.wants("xlsx_read") || self.wants("xlsx_import") {
            make(&xlsx, self.xlsx_rows)?;
        }
        if self.wants("csv_import") {
            make(&csv, self.csv_rows)?;
        }
        let measures = [
            ("xlsx_read", self.readers(&xlsx)?, self.xlsx_rows),
            ("xlsx_import", self.importers(&xlsx, "calamine_to_sqlite", &folder)?, self.xlsx_rows),
            ("csv_import", self.importers(&csv, "iconv_sqlite3", &folder)?, self.csv_rows),
        ];
        for (name, contenders, rows) in measures {
            if self.wants(name) {
                scores.extend(self.measure(name, &contenders, rows, &folder)?);
            }
        }
        output.tell_list(&scores, || markdown(&scores))?;
        Ok(Status::Done)
    }

    fn wants(&self, name: &str) -> bool {
        self.names.is_empty() || self.names.iter().any(|wanted| name.contains(wanted.as_str()))
    }

    fn python(&self, script: &str, arguments: &[&Path]) -> Option<Contender> {
        let source = match script {
            "polars_read" => include_str!("peers/polars_read.py"),
            "calamine_read" => include_str!("peers/calamine_read.py"),
            _ => include_str!("peers/calamine_to_sqlite.py"),
        };
        let arguments = [OsString::from("-c"), source.into()].into_iter().chain(arguments.iter().map(|a| (*a).into()));
        let program = self.peers.as_ref()?.join("bin/python");
        Some(Contender { name: script.to_owned(), program, arguments: arguments.collect() })
    }

    fn readers(&self, xlsx: &Path) -> Result<Vec<Contender>, RpcError> {
        let ours = ours(&["bench", "read"], &[xlsx])?;
        let peers = ["polars_read", "calamine_read"].into_iter().filter_map(|peer| self.python(peer, &[xlsx]));
        Ok([ours].into_iter().chain(peers).collect())
    }

    fn importers(&self, file: &Path, peer: &str, folder: &Path) -> Result<Vec<Contender>, RpcError> {
        let ours = ours(&["import"], &[&folder.join("ours.louce"), file])?;
        let database = folder.join("peer.sqlite");
        let peer = match peer {
            "iconv_sqlite3" => self.peers.is_some().then(|| Contender {
                name: peer.to_owned(),
                program: "sh".into(),
                arguments: [OsString::from("-c"), include_str!("peers/iconv_sqlite3.sh").into(), "sh".into()]
                    .into_iter()
                    .chain([file.into(), database.into()])
                    .collect(),
            }),
            _ => self.python(peer, &[file, &database]),
        };
        Ok([ours].into_iter().chain(peer).collect())
    }

    fn measure(&self, name: &str, contenders: &[Contender], rows: u64, folder: &Path) -> Result<Vec<Score>, RpcError> {
        let mut costs: BTreeMap<usize, Vec<Cost>> = BTreeMap::new();
        let mut wrong: BTreeMap<usize, String> = BTreeMap::new();
        let characters = if name == "xlsx_read" { Some(ledger::characters(rows)) } else { None };
        for round in 0..self.rounds.max(1) {
            let mut turns: Vec<usize> = (0..contenders.len()).collect();
            if round % 2 == 1 {
                turns.reverse();
            }
            for turn in turns {
                let Some(contender) = contenders.get(turn).filter(|_| !wrong.contains_key(&turn)) else { continue };
                prepare(name, contender, folder)?;
                match contender.run() {
                    Ok(cost) => match fault(&cost.answer, rows, characters) {
                        Some(fault) => drop(wrong.insert(turn, fault)),
                        None => costs.entry(turn).or_default().push(cost),
                    },
                    Err(error) if contender.name == OURS => return Err(failed(&error)),
                    Err(error) => drop(wrong.insert(turn, error.to_string())),
                }
            }
        }
        let cpu = |turn: usize| costs.get(&turn).map(|costs| median(costs, |cost| cost.cpu_s));
        let score = |(turn, contender): (usize, &Contender)| {
            let costs = costs.get(&turn).map(Vec::as_slice).unwrap_or_default();
            Score {
                measure: name.to_owned(),
                contender: contender.name.clone(),
                cpu_s: median(costs, |cost| cost.cpu_s),
                wall_s: median(costs, |cost| cost.wall_s),
                peak_mb: median(costs, |cost| cost.peak_mb),
                ratio: cpu(0).zip(cpu(turn)).map(|(ours, theirs)| ours / theirs),
                wrong: wrong.get(&turn).cloned(),
            }
        };
        Ok(contenders.iter().enumerate().map(score).collect())
    }
}

/// This program with these arguments.
fn ours(words: &[&str], paths: &[&Path]) -> Result<Contender, RpcError> {
    let program = std::env::current_exe().map_err(|error| failed(&error))?;
    let words = words.iter().map(OsString::from);
    let arguments = [OsString::from("--json")].into_iter().chain(words).chain(paths.iter().map(|path| (*path).into()));
    Ok(Contender { name: OURS.to_owned(), program, arguments: arguments.collect() })
}

/// Makes a ledger in a process of its own.
fn make(ledger: &Path, rows: u64) -> Result<(), RpcError> {
    let rows = rows.to_string();
    ours(&["bench", "ledger", "--rows", &rows], &[ledger])?.run().map(drop).map_err(|error| failed(&error))
}

/// An empty register for ours, no database for the peer. Not measured.
fn prepare(measure: &str, contender: &Contender, folder: &Path) -> Result<(), RpcError> {
    if measure.ends_with("_read") {
        return Ok(());
    }
    for file in std::fs::read_dir(folder).map_err(|error| failed(&error))?.flatten() {
        let name = file.file_name().to_string_lossy().into_owned();
        if name.starts_with("ours.louce") || name.starts_with("peer.sqlite") {
            std::fs::remove_file(file.path()).map_err(|error| failed(&error))?;
        }
    }
    if contender.name != OURS {
        return Ok(());
    }
    let register = folder.join("ours.louce");
    let init = Command::new(&contender.program)
        .args(["--json", "init", "--kdf", "floor"])
        .arg(&register)
        .env("LOUCE_PASSWORD", PASSWORD)
        .output()
        .map_err(|error| failed(&error))?;
    if init.status.success() { Ok(()) } else { Err(failed(&String::from_utf8_lossy(&init.stderr))) }
}

/// What is wrong with an answer, if anything is: too few rows, or other characters than were written.
fn fault(answer: &Value, rows: u64, characters: Option<u64>) -> Option<String> {
    // A workbook and a text have one sheet; its header is a row that ours drops.
    let taken = answer["rows"].as_u64().or_else(|| {
        let counts = &answer["counts"];
        let count = |name: &str| counts[name].as_u64();
        Some(count("added")? + count("updated")? + count("unchanged")?)
    });
    if taken != Some(rows) {
        return Some(format!("{taken:?} rows of {rows}"));
    }
    let seen = answer["characters"].as_u64();
    characters.filter(|written| seen != Some(*written)).map(|written| format!("{seen:?} characters of {written}"))
}

fn median(costs: &[Cost], of: impl Fn(&Cost) -> f64) -> f64 {
    let mut values: Vec<f64> = costs.iter().map(of).collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

fn markdown(scores: &[Score]) -> String {
    let mut text =
        "| measure | contender | CPU s | wall s | peak MB | ours : it |\n|---|---|---:|---:|---:|---:|\n".to_owned();
    for score in scores {
        let Score { measure, contender, cpu_s, wall_s, peak_mb, ratio, wrong } = score;
        match (wrong, ratio) {
            (Some(wrong), _) => text.push_str(&format!("| {measure} | {contender} | wrong: {wrong} | | | |\n")),
            (None, ratio) => {
                let ratio = ratio.map_or_else(String::new, |ratio| format!("{ratio:.2}"));
                text.push_str(&format!(
                    "| {measure} | {contender} | {cpu_s:.2} | {wall_s:.2} | {peak_mb:.0} | {ratio} |\n"
                ));
            }
        }
    }
    text
}
