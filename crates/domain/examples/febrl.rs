//! Precision and recall of the duplicate engine on the public FEBRL sets.
//!
//! `cargo run --release -p louce-domain --example febrl -- FOLDER [without-documents] [errors]`, where the folder holds
//! the sets as CSV (docs/duplicates.md says how they get there). Sets 1–3 are searched for duplicates within, 4 is a linkage of
//! two files. Without documents the social security number is not looked at; with errors every wrong and missed pair is printed.
#![expect(clippy::print_stdout, reason = "printing is what this program is for")]

use louce_domain::date::PartialDate;
use louce_domain::duplicate::{CandidatePair, DocumentFact, Grade, PersonFacts, candidates};
use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::time::Instant;

type Failure = Box<dyn std::error::Error>;

/// One row of a set.
struct Row {
    /// What the rows of one person share: `rec-17` of `rec-17-dup-0`.
    person: String,
    /// Which of two files it is from; 0 where there is one.
    file: usize,
    name: String,
    birth: Option<PartialDate>,
    number: String,
    address: String,
}

/// Whether a set asks about a pair: a linkage of two files only about pairs across.
type Asked = fn(&Row, &Row) -> bool;

const SETS: &[(&str, &[&str], Asked)] = &[
    ("FEBRL1", &["febrl1.csv"], |_, _| true),
    ("FEBRL2", &["febrl2.csv"], |_, _| true),
    ("FEBRL3", &["febrl3.csv"], |_, _| true),
    ("FEBRL4", &["febrl4a.csv", "febrl4b.csv"], |a, b| a.file != b.file),
];

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let folder = arguments.first().ok_or("say in which folder the CSV files are")?;
    let asked_for = |word: &str| arguments.iter().any(|argument| argument == word);
    println!("| set | records | true pairs | from grade | shown | precision | recall | F1 | seconds |");
    println!("|---|---:|---:|---|---:|---:|---:|---:|---:|");
    for (set, files, asked) in SETS {
        let rows = read(Path::new(folder), files)?;
        let started = Instant::now();
        let facts: Vec<_> =
            rows.iter().enumerate().map(|(key, row)| row.facts(key, !asked_for("without-documents"))).collect();
        let mut pairs = candidates(&facts).pairs;
        let seconds = started.elapsed().as_secs_f64();
        pairs.retain(|pair| rows_of(&rows, pair).is_some_and(|(a, b)| asked(a, b)));
        measure(set, &rows, &pairs, true_pairs(&rows, *asked), seconds);
        if asked_for("errors") {
            show_errors(&rows, &pairs, *asked);
        }
    }
    Ok(())
}

fn rows_of<'a>(rows: &'a [Row], pair: &CandidatePair<usize>) -> Option<(&'a Row, &'a Row)> {
    rows.get(pair.a).zip(rows.get(pair.b))
}

fn measure(set: &str, rows: &[Row], pairs: &[CandidatePair<usize>], truth: usize, seconds: f64) {
    for least in [Grade::Possible, Grade::Probable] {
        let shown: Vec<_> = pairs.iter().filter(|pair| pair.candidate.grade >= least).collect();
        let is_right = |pair: &&&CandidatePair<usize>| rows_of(rows, pair).is_some_and(|(a, b)| a.person == b.person);
        let right = shown.iter().filter(is_right).count() as f64;
        let (precision, recall) = (right / shown.len() as f64, right / truth as f64);
        let f1 = 2.0 * precision * recall / (precision + recall);
        println!(
            "| {set} | {} | {truth} | {least} | {} | {precision:.4} | {recall:.4} | {f1:.4} | {seconds:.2} |",
            rows.len(),
            shown.len()
        );
    }
}

fn show_errors(rows: &[Row], pairs: &[CandidatePair<usize>], asked: Asked) {
    for pair in pairs {
        if let Some((a, b)) = rows_of(rows, pair).filter(|(a, b)| a.person != b.person) {
            println!("WRONG {:?}\n  {}\n  {}", pair.candidate, a.line(), b.line());
        }
    }
    let shown: HashSet<_> = pairs.iter().map(|pair| (pair.a, pair.b)).collect();
    for (i, a) in rows.iter().enumerate() {
        for (j, b) in rows.iter().enumerate().skip(i + 1) {
            if a.person == b.person && asked(a, b) && !shown.contains(&(i, j)) {
                println!("MISSED\n  {}\n  {}", a.line(), b.line());
            }
        }
    }
}

fn true_pairs(rows: &[Row], asked: Asked) -> usize {
    let mut persons: HashMap<&str, Vec<&Row>> = HashMap::new();
    for row in rows {
        persons.entry(&row.person).or_default().push(row);
    }
    let pairs_of = |rows: &Vec<&Row>| {
        let with_later =
            |(place, row): (usize, &&Row)| rows.iter().skip(place + 1).filter(|other| asked(row, other)).count();
        rows.iter().enumerate().map(with_later).sum::<usize>()
    };
    persons.values().map(pairs_of).sum()
}

fn read(folder: &Path, files: &[&str]) -> Result<Vec<Row>, Failure> {
    let mut rows = Vec::new();
    for (file, name) in files.iter().enumerate() {
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_path(folder.join(name))?;
        for record in reader.deserialize() {
            rows.push(Row::of(&record?, file));
        }
    }
    Ok(rows)
}

impl Row {
    fn of(columns: &HashMap<String, String>, file: usize) -> Self {
        let text = |column: &str| columns.get(column).map(String::as_str).unwrap_or_default();
        let joined = |of: &[&str]| of.iter().map(|column| text(column)).collect::<Vec<_>>().join(" ").trim().to_owned();
        Self {
            person: text("rec_id").split('-').take(2).collect::<Vec<_>>().join("-"),
            file,
            name: joined(&["given_name", "surname"]),
            birth: birth(text("date_of_birth")),
            number: text("soc_sec_id").to_owned(),
            address: joined(&["street_number", "address_1", "address_2", "suburb", "postcode", "state"]),
        }
    }

    fn facts(&self, key: usize, with_documents: bool) -> PersonFacts<'_, usize> {
        let number = DocumentFact { kind: "soc_sec_id", number: &self.number };
        PersonFacts {
            birth: self.birth,
            hukou_address: Some(&self.address),
            documents: with_documents.then_some(number).into_iter().collect(),
            ..PersonFacts::named(key, &self.name)
        }
    }

    fn line(&self) -> String {
        format!("{} | {:?} | {} | {}", self.name, self.birth.map(|birth| birth.to_string()), self.number, self.address)
    }
}

/// `19800105`, where the calendar has it.
fn birth(text: &str) -> Option<PartialDate> {
    let part = |from: usize, to: usize| text.get(from..to)?.parse::<u16>().ok();
    let (month, day) = (u8::try_from(part(4, 6)?).ok()?, u8::try_from(part(6, 8)?).ok()?);
    PartialDate::day_of(i16::try_from(part(0, 4)?).ok()?, month, day)
}
