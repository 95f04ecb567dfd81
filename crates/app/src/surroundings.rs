//! The machine as the store sees it.

use crate::host::Host;
use louce_store::Surroundings;

/// Lends a host to the store.
pub struct FromHost<'a>(pub &'a dyn Host);

impl Surroundings for FromHost<'_> {
    fn unix_ms(&self) -> u64 {
        self.0.now_ms()
    }

    fn fill_random(&self, buffer: &mut [u8]) {
        self.0.fill_random(buffer);
    }
}
