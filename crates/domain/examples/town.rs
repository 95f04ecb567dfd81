//! Precision, recall and time of the duplicate engine on an invented town of any size:
//! `cargo run --release -p louce-domain --example town -- 1000000`; with `csv` behind it, prints the town itself instead.
#![expect(clippy::print_stdout, clippy::indexing_slicing, clippy::unwrap_used, reason = "a bench prints and may stop")]

use louce_domain::duplicate::{Grade, WideBlockOutcome, candidates};
use std::collections::BTreeMap;
use std::time::Instant;

#[path = "../tests/duplicates/town.rs"]
mod town;

fn main() {
    let persons = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(100_000);
    let records = town::town(persons, 1);
    if std::env::args().nth(2).as_deref() == Some("csv") {
        return print_csv(&records);
    }
    let started = Instant::now();
    let facts: Vec<_> = records.iter().enumerate().map(|(key, record)| record.facts(key)).collect();
    let found = candidates(&facts);
    let seconds = started.elapsed().as_secs_f64();
    let mut people: Vec<usize> = records.iter().map(|record| record.person).collect();
    people.sort_unstable();
    let truth = people.windows(2).filter(|pair| pair[0] == pair[1]).count();
    println!("{} records, {truth} true pairs, {seconds:.1} s", records.len());
    println!("| from grade | shown | precision | recall |\n|---|---:|---:|---:|");
    for grade in Grade::ALL {
        let shown: Vec<_> = found.pairs.iter().filter(|pair| pair.candidate.grade >= *grade).collect();
        let right = shown.iter().filter(|pair| records[pair.a].person == records[pair.b].person).count() as f64;
        let (precision, recall) = (right / shown.len() as f64, right / truth as f64);
        println!("| {} | {} | {precision:.4} | {recall:.4} |", grade.en(), shown.len());
    }
    let left_out = |outcome| matches!(outcome, WideBlockOutcome::LeftOut(_));
    let incomplete = found.wide_blocks.iter().filter(|block| left_out(block.outcome)).count();
    println!("{} wide keys narrowed, {incomplete} of them not compared in full", found.wide_blocks.len());
    let mut wrong: BTreeMap<String, usize> = BTreeMap::new();
    for pair in found.pairs.iter().filter(|pair| records[pair.a].person != records[pair.b].person) {
        *wrong.entry(format!("{:?}", pair.candidate)).or_default() += 1;
    }
    let mut wrong: Vec<_> = wrong.into_iter().map(|(evidence, count)| (count, evidence)).collect();
    wrong.sort_unstable_by(|x, y| y.cmp(x));
    for (count, evidence) in wrong.iter().take(15) {
        println!("{count} strangers shown by {evidence}");
    }
}

fn print_csv(records: &[town::Record]) {
    println!("key,person,name,citizen_id,birth,phone,hukou_address");
    for (key, record) in records.iter().enumerate() {
        let text = |field: &Option<String>| field.clone().unwrap_or_default();
        println!(
            "{key},{},{},{},{},{},{}",
            record.person,
            record.name,
            text(&record.citizen_id),
            record.birth.map(|birth| birth.to_string()).unwrap_or_default(),
            text(&record.phone),
            text(&record.hukou_address)
        );
    }
}
