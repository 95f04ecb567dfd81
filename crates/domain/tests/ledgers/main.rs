//! The domain's readings against what a careful clerk reads out of the shared ledgers.

#[cfg(test)]
mod truth;
