//! `louce show`: a building, room, person or organisation by its identifier.

use crate::arguments::Unlocking;
use crate::desk::Desk;
use crate::output::Output;
use crate::status::Status;
use crate::table::aligned;
use clap::Args;
use louce_app::asking::Asking;
use louce_app::room::Disclosure;
use louce_app::{building, history, organisation, person, room};
use louce_wire::{ErrorCode, RpcError};
use serde_json::{Value, json};

/// Show a building, room, person or organisation.
#[derive(Debug, Args)]
pub struct Show {
    #[command(flatten)]
    unlocking: Unlocking,
    /// The identifier, as `find` gives it.
    #[arg(value_name = "ID")]
    id: String,
    /// Show residents of a room in full, audited as a look-up of persons.
    #[arg(long)]
    reveal: bool,
    /// The history of the record as well.
    #[arg(long)]
    history: bool,
}

impl Show {
    /// Shows it.
    pub fn run(&self, output: &Output) -> Result<Status, RpcError> {
        let desk = Desk::open(&self.unlocking, output)?;
        let (kind, record) = self.record(desk.asking())?;
        let mut document = json!({ "kind": kind, "record": record });
        if self.history {
            let entries = history::history(desk.asking(), kind, &self.id)?;
            if let Some(document) = document.as_object_mut() {
                document.insert("history".to_owned(), json!(entries.entries));
            }
        }
        output.tell(&document, || words(&document))?;
        Ok(Status::Done)
    }

    /// Looks among spaces first, among persons last.
    fn record(&self, asking: Asking<'_>) -> Result<(&'static str, Value), RpcError> {
        let disclosure = Disclosure::from_reveal(self.reveal);
        let id = self.id.as_str();
        if let Some(view) = there(building::building(asking, id, None))? {
            return Ok(("building", json!(view)));
        }
        if let Some(view) = there(room::room(asking, id, disclosure, None))? {
            return Ok(("room", json!(view)));
        }
        if let Some(view) = there(organisation::organisation(asking, id, None))? {
            return Ok(("organisation", json!(view)));
        }
        person::person(asking, id, None).map(|view| ("person", json!(view)))
    }
}

/// A record that is not of this kind may be of another.
fn there<T>(looked: Result<T, RpcError>) -> Result<Option<T>, RpcError> {
    match looked {
        Ok(view) => Ok(Some(view)),
        Err(error) if error.code == ErrorCode::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// The document as indented lines of names and values.
fn words(document: &Value) -> String {
    let mut rows = Vec::new();
    spread(document, 0, "", &mut rows);
    aligned(&rows)
}

fn spread(value: &Value, depth: usize, name: &str, rows: &mut Vec<Vec<String>>) {
    let label = format!("{}{name}", "  ".repeat(depth));
    match value {
        Value::Null => {}
        Value::Object(fields) => {
            if let Some(field) = fields.get("field").and_then(Value::as_str)
                && fields.contains_key("value")
            {
                return spread(fields.get("value").unwrap_or(&Value::Null), depth, field, rows);
            }
            if !name.is_empty() {
                rows.push(vec![label]);
            }
            fields.iter().for_each(|(name, value)| spread(value, depth + 1, name, rows));
        }
        Value::Array(entries) if entries.is_empty() => {}
        Value::Array(entries) => {
            rows.push(vec![label]);
            for entry in entries {
                spread(entry, depth + 1, if entry.is_object() { "-" } else { "" }, rows);
            }
        }
        Value::String(text) => rows.push(vec![label, text.clone()]),
        other => rows.push(vec![label, other.to_string()]),
    }
}
