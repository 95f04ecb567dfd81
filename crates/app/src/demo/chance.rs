//! Drawing lots: seeded choices from lists and shares.

use fastrand::Rng;

/// One entry of a list, each as likely as the others.
pub(super) fn one_of<T: Copy + Default>(rng: &mut Rng, list: &[T]) -> T {
    if list.is_empty() { T::default() } else { list.get(rng.usize(..list.len())).copied().unwrap_or_default() }
}

/// An entry drawn by its share in per cent; whatever the shares leave of 100 falls to `otherwise`.
pub(super) fn by_share<T: Copy>(rng: &mut Rng, shares: &[(u8, T)], otherwise: T) -> T {
    let mut lot = rng.u8(..100);
    for (share, entry) in shares {
        if lot < *share {
            return *entry;
        }
        lot -= share;
    }
    otherwise
}

/// True in so many of a thousand cases.
pub(super) fn per_mille(rng: &mut Rng, share: u32) -> bool {
    rng.u32(..1000) < share
}
