//! What a pass came to, as the wizard shows it.

use super::plan::{Effects, PlannedRow};
use super::reasons::in_chinese;
use super::weigh::masked_as;
use louce_domain::batch::OutcomeCounts;
use louce_wire::{FieldChangeRow, ImportEffects, OutcomeCountsView};

/// Counts for the screen.
pub fn counts_view(counts: OutcomeCounts) -> OutcomeCountsView {
    let OutcomeCounts { added, updated, unchanged, pending, rejected, dropped } = counts;
    OutcomeCountsView { added, updated, unchanged, pending, rejected, dropped }
}

/// Effects for the screen.
pub fn effects_view(effects: Effects) -> ImportEffects {
    let Effects { sites, buildings, rooms, persons, stays, ended_stays, organisations, .. } = effects;
    let Effects { tenancies, households, other, amended, .. } = effects;
    ImportEffects {
        sites,
        buildings,
        rooms,
        persons,
        stays,
        ended_stays,
        organisations,
        tenancies,
        households,
        other,
        amended,
    }
}

/// The reason of a row in words: what exactly, else the words of its code.
pub fn reason_of(row: &PlannedRow) -> Option<String> {
    row.detail.clone().or_else(|| row.reason.as_deref().map(|code| in_chinese(code).to_owned()))
}

/// What the register holds is masked; what the file says stands in the file anyway.
pub fn change_view(change: &louce_domain::change::FieldChange) -> FieldChangeRow {
    let masked = |text: &String| masked_as(&change.field, text);
    FieldChangeRow { field: change.field.clone(), old: change.old.as_ref().map(masked), new: change.new.clone() }
}
