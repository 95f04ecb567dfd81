//! Several ids in one cell, beside several names.

use crate::facts::IdFacts;
use louce_domain::citizen_id::{CellForm, read_citizen_id};

/// The ids of a cell, in order.
pub(crate) fn ids(text: &str) -> Vec<IdFacts> {
    let parts = text.split(['\n', '\r', '、', ',', '，', ';', '；', '/', ' ']).filter(|part| !part.trim().is_empty());
    parts.map(|part| super::view::id_facts(read_citizen_id(part, CellForm::Text), part)).collect()
}
