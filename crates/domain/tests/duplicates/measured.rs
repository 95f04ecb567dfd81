use crate::town::{Record, town};
use louce_domain::duplicate::{CandidatePair, Grade, candidates, candidates_for, compare};
use std::collections::{HashMap, HashSet};

fn searched(records: &[Record]) -> Vec<CandidatePair<usize>> {
    let facts: Vec<_> = records.iter().enumerate().map(|(key, record)| record.facts(key)).collect();
    candidates(&facts).pairs
}

fn true_pairs(records: &[Record]) -> HashSet<(usize, usize)> {
    let mut persons: HashMap<usize, Vec<usize>> = HashMap::new();
    for (key, record) in records.iter().enumerate() {
        persons.entry(record.person).or_default().push(key);
    }
    persons.values().filter(|keys| keys.len() == 2).map(|keys| (keys[0], keys[1])).collect()
}

/// Precision and recall of the pairs from a grade on.
fn measured(records: &[Record], pairs: &[CandidatePair<usize>], least: Grade) -> (f64, f64) {
    let truth = true_pairs(records);
    let shown: HashSet<_> =
        pairs.iter().filter(|pair| pair.candidate.grade >= least).map(|pair| (pair.a, pair.b)).collect();
    let right = shown.intersection(&truth).count() as f64;
    (right / shown.len() as f64, right / truth.len() as f64)
}

#[test]
fn second_records_are_found_and_strangers_are_not_shown() {
    for seed in [1, 2, 3] {
        let records = town(8_000, seed);
        let pairs = searched(&records);
        for (grade, least_precision, least_recall) in
            [(Grade::Possible, 0.99, 0.96), (Grade::Probable, 0.995, 0.89), (Grade::Certain, 0.999, 0.48)]
        {
            let (precision, recall) = measured(&records, &pairs, grade);
            println!("seed {seed}, from {grade} on: precision {precision:.4}, recall {recall:.4}");
            assert!(precision >= least_precision, "seed {seed}, {grade}: {precision:.4} of what is shown is right");
            assert!(recall >= least_recall, "seed {seed}, {grade}: {recall:.4} of the second records are found");
        }
    }
}

#[test]
fn blocks_lose_next_to_nothing() {
    let records = town(1_200, 7);
    let by_blocks: HashSet<_> = searched(&records).iter().map(|pair| (pair.a, pair.b)).collect();
    let facts: Vec<_> = records.iter().enumerate().map(|(key, record)| record.facts(key)).collect();
    let all_with_all: HashSet<_> = facts
        .iter()
        .enumerate()
        .flat_map(|(place, a)| facts.iter().skip(place + 1).map(move |b| (a, b)))
        .filter(|(a, b)| compare(a, b).is_some())
        .map(|(a, b)| (a.key, b.key))
        .collect();
    assert!(by_blocks.is_subset(&all_with_all), "a pair is judged the same however it met");
    let kept = by_blocks.len() as f64 / all_with_all.len() as f64;
    assert!(kept >= 0.99, "{kept:.4} of what comparing all with all shows is met under a key");
}

#[test]
fn the_order_of_the_register_does_not_matter() {
    let records = town(1_000, 11);
    let mut facts: Vec<_> = records.iter().enumerate().map(|(key, record)| record.facts(key)).collect();
    let found = candidates(&facts);
    facts.reverse();
    assert_eq!(candidates(&facts), found, "the same pairs, grades and reasons from the other end");
}

#[test]
fn checking_one_record_says_what_the_whole_search_says() {
    let records = town(600, 13);
    let facts: Vec<_> = records.iter().enumerate().map(|(key, record)| record.facts(key)).collect();
    let pairs = searched(&records);
    for one in &facts {
        let alone: HashMap<_, _> = candidates_for(one, &facts).into_iter().collect();
        for pair in pairs.iter().filter(|pair| pair.a == one.key || pair.b == one.key) {
            let other = if pair.a == one.key { pair.b } else { pair.a };
            assert_eq!(alone.get(&other), Some(&pair.candidate), "records {} and {}", pair.a, pair.b);
        }
    }
}
