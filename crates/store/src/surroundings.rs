//! What the store cannot know by itself: the time, and chance. Both are handed in.

/// Time and randomness, as the caller has them.
pub trait Surroundings: Send + Sync {
    /// Milliseconds since 1970-01-01 UTC.
    fn unix_ms(&self) -> u64;
    /// Fills a buffer with bytes from a cryptographic random source.
    fn fill_random(&self, buffer: &mut [u8]);
}
