//! Identifiers for what a plan makes.

use crate::host::Host;
use louce_domain::id::mint_uuid;
use uuid::Uuid;

/// Mints identifiers from the machine's clock and random source.
pub struct Mint<'a> {
    host: &'a dyn Host,
    unix_ms: u64,
}

impl<'a> Mint<'a> {
    /// A mint at the present time.
    pub fn new(host: &'a dyn Host) -> Self {
        Self { host, unix_ms: host.now_ms() }
    }

    /// A new identifier.
    pub fn uuid(&self) -> Uuid {
        let mut random = [0_u8; 10];
        self.host.fill_random(&mut random);
        mint_uuid(self.unix_ms, &random)
    }
}
