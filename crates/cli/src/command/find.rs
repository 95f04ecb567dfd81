//! `louce find`: the one search box.

use crate::arguments::Unlocking;
use crate::desk::Desk;
use crate::output::Output;
use crate::status::Status;
use crate::table::aligned;
use clap::Args;
use louce_app::search::search_exact;
use louce_wire::{RpcError, SearchView};
use serde_json::json;

/// Search by address, room shorthand, name, pinyin, id, phone, organisation.
#[derive(Debug, Args)]
pub struct Find {
    #[command(flatten)]
    unlocking: Unlocking,
    /// What to look for, from one character on.
    #[arg(value_name = "TEXT")]
    text: String,
    /// Only this kind: site, building, room, person, organisation.
    #[arg(long)]
    kind: Option<String>,
    /// Only what held on this day: 2015-06-01, 2015-06 or 2015.
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
    /// Only count.
    #[arg(long)]
    count: bool,
    /// At most so many hits; the count is exact all the same.
    #[arg(long, default_value_t = 50)]
    limit: u32,
}

impl Find {
    /// Searches. Names, ids and phones of persons are masked.
    pub fn run(&self, output: &Output) -> Result<Status, RpcError> {
        let desk = Desk::open(&self.unlocking, output)?;
        let limit = if self.count { 0 } else { self.limit };
        let found = search_exact(desk.asking(), &self.text, self.kind.as_deref(), limit, self.as_of.as_deref())?;
        if self.count {
            output.tell(&json!({ "count": found.count }), || found.count.to_string())?;
        } else {
            output.tell(&json!({ "count": found.count, "hits": found.hits }), || words(output, &found))?;
        }
        Ok(Status::Done)
    }
}

fn words(output: &Output, found: &SearchView) -> String {
    let rows: Vec<Vec<String>> = found
        .hits
        .iter()
        .map(|hit| {
            let ended = if hit.ended { output.say("（已结束）", " (ended)") } else { "" };
            vec![hit.kind.clone(), format!("{}{ended}", hit.title), hit.id.clone(), hit.subtitle.clone()]
        })
        .collect();
    format!("{} {}\n{}", found.count, output.say("条", "hits"), aligned(&rows))
}
