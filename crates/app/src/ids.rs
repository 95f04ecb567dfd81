//! Identifiers as the window sends them.

use crate::refusal;
use louce_wire::RpcError;
use std::str::FromStr;

/// Reads an identifier.
///
/// # Errors
/// When the text is none.
pub fn read<T: FromStr>(text: &str) -> Result<T, RpcError> {
    text.parse().map_err(|_| refusal::invalid(format!("编号“{text}”无效。"), format!("“{text}” is no identifier.")))
}
