//! New identifiers: UUIDv7 in rising order, from the time of the write and a stream of random bytes.

use louce_domain::id::mint_uuid;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// Mints identifiers that always rise. Seeded once from the surroundings' random source.
pub(crate) struct Minter {
    seed: [u8; 32],
    block: u64,
    last: u128,
}

impl Minter {
    pub(crate) const fn new(seed: [u8; 32]) -> Self {
        Self { seed, block: 0, last: 0 }
    }

    /// A new identifier, greater than all before it.
    pub(crate) fn mint(&mut self, unix_ms: u64) -> Uuid {
        let block: [u8; 32] = Sha256::new()
            .chain_update(b"louce/mint/v1")
            .chain_update(self.seed)
            .chain_update(self.block.to_be_bytes())
            .finalize()
            .into();
        self.block += 1;
        let (random, step) = block.split_at(10);
        let random = random.first_chunk::<10>().copied().unwrap_or_default();
        let fresh = mint_uuid(unix_ms, &random).as_u128();
        // Within one millisecond the random part rises by a random step, so that identifiers stay in order and no one
        // can tell one from the other.
        let step = step.first_chunk::<2>().map_or(1, |bytes| 1 + u128::from(u16::from_be_bytes(*bytes)));
        let same_ms = fresh >> 80 <= self.last >> 80;
        self.last = if same_ms { self.last + step } else { fresh };
        Uuid::from_u128(self.last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_rise_even_when_the_clock_stands_or_falls_back() {
        let mut minter = Minter::new([7; 32]);
        let mut last = Uuid::nil();
        for ms in [1_000, 1_000, 999, 1_000, 1_001, 5] {
            let id = minter.mint(1_700_000_000_000 + ms);
            assert!(id > last, "each identifier is greater than the one before");
            assert_eq!(id.get_version_num(), 7, "it stays a UUIDv7");
            last = id;
        }
    }
}
