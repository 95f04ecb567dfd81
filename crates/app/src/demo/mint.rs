//! Identifiers of invented records: UUIDv7 in the order of invention, from the community's own date.

use super::DATA_AS_OF_MS;
use fastrand::Rng;
use louce_domain::id::mint_uuid;
use uuid::Uuid;

/// Records minted in one millisecond: as many as the twelve bits behind the time count.
const PER_MS: u64 = 4096;

/// Mints identifiers that increase.
#[derive(Default)]
pub(super) struct Mint {
    minted: u64,
}

impl Mint {
    pub(super) fn uuid(&mut self, rng: &mut Rng) -> Uuid {
        let mut random = [0; 10];
        rng.fill(&mut random);
        let order = u16::try_from(self.minted % PER_MS).unwrap_or_default().to_be_bytes();
        for (byte, ordered) in random.iter_mut().zip(order) {
            *byte = ordered;
        }
        let at = DATA_AS_OF_MS + self.minted / PER_MS;
        self.minted += 1;
        mint_uuid(at, &random)
    }
}
