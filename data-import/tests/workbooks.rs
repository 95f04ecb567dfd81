//! Every workbook of the shared corpus, hostile ones included, through the parsing process: each is read or refused
//! with a reason, within memory and time, and nothing reaches the program.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may stop, and says what it skips and counts")]

use louce_import::{ProposeOptions, ReadError, Unwatched, propose};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const FOLDERS: [&str; 4] = ["poi", "calamine", "xlrd", "spreadsheetml"];

fn files() -> Option<Vec<PathBuf>> {
    let workbooks = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/workbooks");
    if !workbooks.is_dir() {
        println!("skipped: no ../shared/data beside the repository");
        return None;
    }
    let inside = |folder: &str| std::fs::read_dir(workbooks.join(folder)).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = FOLDERS.into_iter().flat_map(inside).filter(|path| path.is_file()).collect();
    files.sort();
    Some(files)
}

struct Read {
    name: String,
    result: Result<&'static str, ReadError>,
    took: Duration,
}

fn read(path: &Path) -> Read {
    let worker = Path::new(env!("CARGO_BIN_EXE_louce-parse-worker"));
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let started = Instant::now();
    let proposal = propose(worker, &name, std::fs::read(path).unwrap(), &ProposeOptions::in_year(2026), &Unwatched);
    Read { result: proposal.map(|proposal| proposal.file.format.name()), took: started.elapsed(), name }
}

#[test]
fn every_workbook_is_read_or_refused_with_a_reason() {
    let Some(files) = files() else { return };
    let half = files.len() / 2;
    let (first, second) = files.split_at(half);
    let read_all = |files: &[PathBuf]| files.iter().map(|file| read(file)).collect::<Vec<_>>();
    let all = std::thread::scope(|scope| {
        let other = scope.spawn(|| read_all(second));
        let mut all = read_all(first);
        all.extend(other.join().unwrap());
        all
    });
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for Read { name, result, took } in &all {
        let what = match result {
            Ok(format) => format!("read as {format}"),
            Err(error) => format!("refused: {}", error.code()),
        };
        *counts.entry(what).or_default() += 1;
        if let Err(error) = result {
            println!("{name}: {}", error.message_en());
            let killed = matches!(
                error,
                ReadError::ParserDied { .. }
                    | ReadError::TimedOut { .. }
                    | ReadError::ParserConfused
                    | ReadError::ParserMissing
            );
            assert!(!killed, "{name}: the parsing process itself must say why: {error:?}");
            assert!(error.message_zh().chars().count() > 8, "{name}: the clerk is told what it is and what to do");
        }
        if took.as_secs() >= 10 {
            println!("{name}: {} s", took.as_secs());
        }
    }
    println!("{} workbooks", all.len());
    counts.iter().for_each(|(what, n)| println!("{n:5} {what}"));
    assert!(all.iter().any(|read| read.result.is_ok()), "workbooks are read");
}
