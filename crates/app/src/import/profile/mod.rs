//! Import profiles (导入方案): what was said about ledgers of one layout, remembered for the next one.
//!
//! Corrections are kept by header, so that a column that moved keeps its own. Nothing of any row is remembered: no
//! decision, no day, and no value of a column that says who somebody is.

mod file;
mod listed;
mod personal;
mod recognise;
mod remember;

pub use file::{export, load};
pub use listed::{forget, list, rename};
pub use recognise::{applied, by_name, recognise};
pub use remember::{SeenLayout, note_used, remember};

use crate::refusal;
use louce_import::remembered::RememberedLayout;
use louce_wire::RpcError;
use serde::{Deserialize, Serialize};

/// The form of a profile that this build writes.
const VERSION: u32 = 1;
/// Longest name, characters.
const NAME: usize = 60;
/// Layouts a profile may know.
const LAYOUTS: usize = 200;

/// What a profile holds.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
struct Body {
    version: u32,
    layouts: Vec<RememberedLayout>,
}

impl Body {
    fn new(layouts: Vec<RememberedLayout>) -> Self {
        Self { version: VERSION, layouts }
    }

    /// Reads what the register keeps; none where a newer Louce wrote it.
    fn read(json: &str) -> Option<Self> {
        serde_json::from_str(json).ok().filter(|body: &Self| body.version <= VERSION)
    }

    fn write(&self) -> Result<String, RpcError> {
        serde_json::to_string(self).map_err(|error| refusal::internal("import profile", &error))
    }

    /// Columns, values and answers it sets.
    fn corrections(&self) -> usize {
        self.layouts.iter().map(|layout| layout.columns.len() + layout.fixes.len() + layout.answers.len()).sum()
    }
}

/// A name as it is kept.
fn named(name: &str) -> Result<String, RpcError> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let fits = !name.is_empty() && name.chars().count() <= NAME && !name.chars().any(char::is_control);
    fits.then_some(name).ok_or_else(|| {
        refusal::invalid(
            format!("方案名称应为1至{NAME}个字。"),
            format!("Give the profile a name of 1 to {NAME} characters."),
        )
        .about("name")
    })
}

fn name_taken(name: &str) -> RpcError {
    let zh = format!("已有名为“{name}”的方案，请换一个名称。");
    refusal::invalid(zh, format!("A profile is called “{name}” already: choose another name.")).about("name")
}
