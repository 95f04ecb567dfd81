//! `louce bench`: the everyday operations timed on a register, through the same operations the window uses.

mod contender;
mod import;
mod ledger;
mod read;

use crate::arguments::Unlocking;
use crate::desk::Desk;
use crate::output::Output;
use crate::status::Status;
use clap::{Args, Subcommand};
use louce_app::asking::Asking;
use louce_app::host::Unwatched;
use louce_app::room::Disclosure;
use louce_app::{
    amend, building, community, duplicates, map, neighbourhood, office, organisation, person, room, search, timeline,
    today,
};
use louce_wire::{FieldEdit, RpcError, SearchHit};
use serde::Serialize;
use std::time::Instant;

/// Measure searches, pages and edits on a register. Edits change the remark of a room and put it back: use a demo.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Bench {
    #[command(subcommand)]
    other: Option<OtherBench>,
    #[command(flatten)]
    unlocking: Option<Unlocking>,
    /// Only benchmarks whose name contains one of these.
    #[arg(value_name = "NAME")]
    names: Vec<String>,
    /// How often each query is asked.
    #[arg(long, default_value_t = 200)]
    times: usize,
}

/// What is measured without a register.
#[derive(Debug, Subcommand)]
enum OtherBench {
    /// Reading and importing large ledgers, beside the peers that are installed.
    Import(import::BenchImport),
    /// Reading one ledger.
    #[command(hide = true)]
    Read(read::BenchRead),
    /// Writing an invented ledger.
    #[command(hide = true)]
    Ledger(ledger::BenchLedger),
}

/// One line of the scoreboard. Milliseconds.
#[derive(Debug, Serialize)]
struct Score {
    name: String,
    n: usize,
    p50_ms: f64,
    p95_ms: f64,
    max_ms: f64,
}

/// Queries as officers type them, by kind.
const QUERIES: &[(&str, &[&str])] = &[
    ("find_1_character", &["王", "单", "湖", "建"]),
    ("find_2_characters", &["王芳", "望湖", "建国", "曾伟"]),
    ("find_3_characters", &["王建国", "望湖家", "李秀英", "解志强"]),
    ("find_pinyin_initials", &["wjg", "lxy", "zw", "sf"]),
    ("find_pinyin", &["wangjianguo", "shan", "zeng", "lixiuying"]),
    ("find_id_tail", &["1234", "017X", "2468", "9021"]),
    ("find_phone_tail", &["00001234", "1234", "7919", "0042"]),
    ("find_address", &["望湖家园3幢", "月河新村2幢1单元", "望湖家园1-2-501", "澄浪路"]),
];

/// Records to open one after the other.
struct Found(Vec<SearchHit>);

impl Found {
    fn of(asking: Asking<'_>, text: &str, kind: &str) -> Result<Self, RpcError> {
        search::search(asking, text, Some(kind), 200, None).map(|found| Self(found.hits))
    }

    fn hit(&self, turn: usize) -> Option<&SearchHit> {
        self.0.get(turn % self.0.len().max(1))
    }

    fn id(&self, turn: usize) -> &str {
        self.hit(turn).map_or("", |hit| &hit.id)
    }

    fn building(&self, turn: usize) -> &str {
        self.hit(turn).and_then(|hit| hit.building_id.as_deref()).unwrap_or_default()
    }
}

impl Bench {
    /// Measures.
    pub fn run(&self, output: &Output) -> Result<Status, RpcError> {
        match &self.other {
            Some(OtherBench::Import(import)) => return import.run(output),
            Some(OtherBench::Read(read)) => return read.run(output),
            Some(OtherBench::Ledger(ledger)) => return ledger.run(output),
            None => {}
        }
        let Some(unlocking) = &self.unlocking else { return Ok(Status::Usage) };
        let desk = Desk::open(unlocking, output)?;
        let asking = desk.asking();
        let mut scores = Vec::new();
        for (name, texts) in QUERIES {
            self.measure(name, &mut scores, |turn| {
                let text = texts.get(turn % texts.len()).copied().unwrap_or_default();
                search::search(asking, text, None, 50, None).map(|_| ())
            })?;
        }
        self.pages(asking, &mut scores)?;
        output.tell_list(&scores, || markdown(&scores))?;
        Ok(Status::Done)
    }

    fn pages(&self, asking: Asking<'_>, scores: &mut Vec<Score>) -> Result<(), RpcError> {
        let rooms = Found::of(asking, "501", "room")?;
        let persons = Found::of(asking, "王", "person")?;
        let organisations = Found::of(asking, "公司", "organisation")?;
        if [&rooms, &persons, &organisations].iter().any(|found| found.0.is_empty()) {
            return Ok(());
        }
        for (suffix, as_of) in [("", None), ("_ten_years_ago", Some("2016-06-01"))] {
            self.measure(&format!("room_page{suffix}"), scores, |turn| {
                room::room(asking, rooms.id(turn), Disclosure::Masked, as_of).map(|_| ())
            })?;
            self.measure(&format!("building_page{suffix}"), scores, |turn| {
                building::building(asking, rooms.building(turn), as_of).map(|_| ())
            })?;
            self.measure(&format!("person_page{suffix}"), scores, |turn| {
                person::person(asking, persons.id(turn), as_of).map(|_| ())
            })?;
            self.measure(&format!("organisation_page{suffix}"), scores, |turn| {
                organisation::organisation(asking, organisations.id(turn), as_of).map(|_| ())
            })?;
        }
        self.measure("find_3_characters_ten_years_ago", scores, |_| {
            search::search(asking, "王建国", None, 50, Some("2016-06-01")).map(|_| ())
        })?;
        self.measure("room_timeline", scores, |turn| {
            timeline::timeline(asking, "room", rooms.id(turn), Disclosure::Masked).map(|_| ())
        })?;
        self.measure("room_neighbourhood", scores, |turn| {
            neighbourhood::neighbourhood(asking, "room", rooms.id(turn), Disclosure::Masked).map(|_| ())
        })?;
        self.measure("edit_commit", scores, |turn| {
            let value = (turn % 2 == 0).then(|| format!("bench {turn}"));
            let edit = FieldEdit { field: "remark".to_owned(), value, was: None };
            amend::amend(asking, "room", rooms.id(turn / 2), &[edit], None).map(|_| ())
        })?;
        self.lists(asking, scores)
    }

    fn lists(&self, asking: Asking<'_>, scores: &mut Vec<Score>) -> Result<(), RpcError> {
        self.measure("map", scores, |_| community::community(asking).map(|_| ()))?;
        self.colours(asking, scores)?;
        self.measure("today", scores, |_| today::today(asking).map(|_| ()))?;
        self.measure("findings_page", scores, |turn| {
            let offset = u32::try_from(turn % 20).unwrap_or(0) * 50;
            today::findings(asking, "not_verified", offset, 50).map(|_| ())
        })?;
        self.measure("address_mismatches", scores, |turn| {
            let offset = u32::try_from(turn % 20).unwrap_or(0) * 50;
            office::mismatches(asking, None, offset, 50).map(|_| ())
        })?;
        self.measure("duplicates_search", scores, |_| duplicates::search(asking, &Unwatched).map(|_| ()))?;
        self.measure("duplicates_queue", scores, |_| duplicates::queue(asking, 0, 50).map(|_| ()))
    }

    /// The map in every mode: now, on a past day, and a decade of it. A mode without a past is refused, and not measured.
    fn colours(&self, asking: Asking<'_>, scores: &mut Vec<Score>) -> Result<(), RpcError> {
        use louce_wire::ColourMode::{Findings, Occupancy, Organisations, Plates, State, Tenancy, Verified};
        for mode in [State, Occupancy, Verified, Tenancy, Organisations, Findings, Plates] {
            let name = format!("{mode:?}").to_lowercase();
            self.measure(&format!("map_colours_{name}"), scores, |_| map::map_colours(asking, mode, None).map(|_| ()))?;
            if matches!(mode, Findings | Plates) {
                continue;
            }
            self.measure(&format!("map_colours_{name}_ten_years_ago"), scores, |_| {
                map::map_colours(asking, mode, Some("2016-06-01")).map(|_| ())
            })?;
            self.measure(&format!("map_replay_{name}"), scores, |_| map::map_timeline(asking, mode).map(|_| ()))?;
        }
        Ok(())
    }

    /// Times an operation; the first few turns warm it up and do not count.
    fn measure(
        &self,
        name: &str,
        scores: &mut Vec<Score>,
        mut operation: impl FnMut(usize) -> Result<(), RpcError>,
    ) -> Result<(), RpcError> {
        if !self.names.is_empty() && !self.names.iter().any(|wanted| name.contains(wanted.as_str())) {
            return Ok(());
        }
        let (warm_up, turns) = match name {
            "duplicates_search" => (0, 1),
            _ if name.starts_with("map") => (2, self.times.min(10)),
            _ => (4, self.times.max(2)),
        };
        (0..warm_up).try_for_each(&mut operation)?;
        let mut times = Vec::with_capacity(turns);
        for turn in 0..turns {
            let began = Instant::now();
            operation(turn)?;
            times.push(began.elapsed().as_secs_f64() * 1000.0);
        }
        times.sort_by(f64::total_cmp);
        let at =
            |share: usize| times.get((times.len() * share / 100).min(times.len() - 1)).copied().unwrap_or_default();
        scores.push(Score { name: name.to_owned(), n: turns, p50_ms: at(50), p95_ms: at(95), max_ms: at(100) });
        Ok(())
    }
}

fn markdown(scores: &[Score]) -> String {
    let mut text = "| operation | n | p50 ms | p95 ms | max ms |\n|---|---:|---:|---:|---:|\n".to_owned();
    for score in scores {
        let Score { name, n, p50_ms, p95_ms, max_ms } = score;
        text.push_str(&format!("| {name} | {n} | {p50_ms:.2} | {p95_ms:.2} | {max_ms:.2} |\n"));
    }
    text
}
