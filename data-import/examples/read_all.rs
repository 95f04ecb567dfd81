//! Reads every file of a folder through the parsing process and says what became of it:
//! `read_all PROGRAM FOLDER`. For looking over a corpus of workbooks.
#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs, reason = "a tool for the developer's eyes")]
use louce_import::{ProposeOptions, ReadError, Unwatched, propose};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Instant;

fn main() {
    let mut arguments = std::env::args().skip(1).map(PathBuf::from);
    let (program, folder) = (arguments.next().unwrap(), arguments.next().unwrap());
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for file in files.iter().filter(|file| file.is_file()) {
        let started = Instant::now();
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let result = propose(&program, &name, std::fs::read(file).unwrap(), &ProposeOptions::in_year(2026), &Unwatched);
        let what = match &result {
            Ok(proposal) => format!("ok {}", proposal.file.format.name()),
            Err(ReadError::UnknownFormat { looks_like }) => format!("unknown_format {looks_like:?}"),
            Err(error) => error.code().to_owned(),
        };
        *counts.entry(what.clone()).or_default() += 1;
        let slow = started.elapsed().as_millis();
        if result.is_err() || slow > 2000 {
            println!("{name}: {what} {slow} ms {:?}", result.err());
        }
    }
    println!("{counts:#?}");
}
