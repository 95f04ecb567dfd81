//! Rows → facts, each value with a trail, each row with an outcome.

use crate::cell::Sheet;
use crate::proposal::Proposal;
use crate::propose::ProposeOptions;

/// Adds what one sheet proposes.
pub fn sheet(_sheet: &Sheet, _options: &ProposeOptions, _proposal: &mut Proposal) {}
