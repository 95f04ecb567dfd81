//! Features of a map that are left out, or kept with something to be known, as the clerk is told of them.

use louce_import::footprints::{GroundProposal, Rejected};
use louce_wire::ImportWarning;

/// The features that are named, by their place in the file, and how many more there are.
pub fn warnings(proposal: &GroundProposal) -> (Vec<ImportWarning>, u32) {
    let warning = |rejected: &Rejected| ImportWarning {
        sheet: String::new(),
        row: u32::try_from(rejected.feature).unwrap_or(u32::MAX),
        column: None,
        code: rejected.why.code().to_owned(),
        message: rejected.why.zh().to_owned(),
        raw: rejected.id.clone(),
    };
    let named: Vec<ImportWarning> = proposal.rejects.named.iter().map(warning).collect();
    let more = (proposal.rejects.count + proposal.rejects.noted).saturating_sub(named.len() as u64);
    (named, u32::try_from(more).unwrap_or(u32::MAX))
}

/// Which feature, and what is the matter with it.
pub fn said(rejected: &Rejected) -> String {
    format!("第 {} 个要素：{}", rejected.feature, rejected.why.zh())
}
