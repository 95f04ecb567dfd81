//! Looking through a whole register, or for one record through what lies under its keys.

use super::block::{BlockKind, BlockingKey, birth_keys, digest, keys_of, name_keys};
use super::comparable::Comparable;
use super::compare::{Candidate, compare_read};
use super::facts::PersonFacts;
use std::hash::{DefaultHasher, Hash, Hasher};

/// The most records under one key that are compared each with each: 4,950 pairs.
pub const MOST_IN_BLOCK: usize = 100;

/// Two records that may be about one person; `a` is the lower key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CandidatePair<K> {
    /// One record.
    pub a: K,
    /// The other.
    pub b: K,
    /// How likely, and why.
    pub candidate: Candidate,
}

/// What became of a key under which too many records lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WideBlockOutcome {
    /// Compared were those that also sound alike, or have the birth date in common besides.
    Narrowed,
    /// Even so too many were left, and this many records were not compared under this key.
    LeftOut(usize),
}

/// A key under which more records lie than are compared each with each (a clinic's phone, a filled-in number).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WideBlock {
    /// The key.
    pub key: BlockingKey,
    /// How many records lie under it.
    pub records: usize,
    /// What was compared.
    pub outcome: WideBlockOutcome,
}

impl WideBlock {
    /// What happened, for the page that lists candidates.
    pub fn zh(&self) -> String {
        let (kind, records) = (self.key.kind.zh(), self.records);
        match self.outcome {
            WideBlockOutcome::Narrowed => {
                format!("{records}条记录的{kind}相同，数量过多：只比较了其中姓名读音（或连同出生日期）也相同的")
            }
            WideBlockOutcome::LeftOut(left_out) => {
                format!("{records}条记录的{kind}相同，数量过多：其中{left_out}条未按此项比较，请核对该值是否为代填")
            }
        }
    }

    /// The same in English.
    pub fn en(&self) -> String {
        let (kind, records) = (self.key.kind.en(), self.records);
        match self.outcome {
            WideBlockOutcome::Narrowed => {
                format!(
                    "{records} records have one {kind}, too many: only those whose names sound alike, or that share the birth date besides, were compared"
                )
            }
            WideBlockOutcome::LeftOut(left_out) => format!(
                "{records} records have one {kind}, too many: {left_out} of them were not compared by it; \
                 check whether the value is a stand-in"
            ),
        }
    }
}

/// What a search through a register found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found<K> {
    /// The pairs, by keys in ascending order.
    pub pairs: Vec<CandidatePair<K>>,
    /// Keys under which not every pair was compared, by key.
    pub wide_blocks: Vec<WideBlock>,
}

/// Looks through all records. What is found does not depend on their order. Time grows with the records and with how
/// many share a key, never with the square of the register.
pub fn candidates<K: Copy + Ord>(facts: &[PersonFacts<'_, K>]) -> Found<K> {
    let nothing = Found { pairs: Vec::new(), wide_blocks: Vec::new() };
    candidates_while(facts, &mut |_, _| true).unwrap_or(nothing)
}

/// The same, asking before each kind of key whether to go on: `go_on(kinds done, kinds in all)`. None where it was told
/// to stop.
pub fn candidates_while<K: Copy + Ord>(
    facts: &[PersonFacts<'_, K>],
    go_on: &mut dyn FnMut(usize, usize) -> bool,
) -> Option<Found<K>> {
    let search = Search { records: facts.iter().map(Comparable::read).collect() };
    let mut pairs = Vec::new();
    let mut wide_blocks = Vec::new();
    for (done, kind) in BlockKind::ALL.iter().enumerate() {
        if !go_on(done, BlockKind::ALL.len()) {
            return None;
        }
        search.through(*kind, &mut pairs, &mut wide_blocks);
    }
    pairs.sort_unstable_by_key(|(places, _)| *places);
    pairs.dedup_by_key(|(places, _)| *places);
    let key_at = |place: u32| place_of(place).and_then(|place| facts.get(place)).map(|facts| facts.key);
    let named = |((a, b), candidate): (Places, Candidate)| {
        let (a, b) = key_at(a).zip(key_at(b))?;
        Some(CandidatePair { a: a.min(b), b: a.max(b), candidate })
    };
    let mut pairs: Vec<_> = pairs.into_iter().filter_map(named).collect();
    pairs.sort_by_key(|pair| (pair.a, pair.b));
    wide_blocks.sort_by(|x, y| x.key.cmp(&y.key));
    Some(Found { pairs, wide_blocks })
}

/// Compares one record with those that share a key with it (see [`super::blocking_keys`]); itself is passed over. The
/// likeliest come first, then by key.
pub fn candidates_for<'a, K: Copy + Ord + 'a>(
    one: &PersonFacts<'_, K>,
    others: impl IntoIterator<Item = &'a PersonFacts<'a, K>>,
) -> Vec<(K, Candidate)> {
    let read = Comparable::read(one);
    let others = others.into_iter().filter(|other| other.key != one.key);
    let mut found: Vec<_> =
        others.filter_map(|other| Some((other.key, compare_read(&read, &Comparable::read(other))?))).collect();
    found
        .sort_by(|(x, x_candidate), (y, y_candidate)| y_candidate.grade.cmp(&x_candidate.grade).then_with(|| x.cmp(y)));
    found.dedup_by_key(|(key, _)| *key);
    found
}

/// Places of two records in the list, the lower first.
type Places = (u32, u32);

struct Search<'a> {
    records: Vec<Comparable<'a>>,
}

fn place_of(place: u32) -> Option<usize> {
    usize::try_from(place).ok()
}

impl Search<'_> {
    fn record(&self, place: u32) -> Option<&Comparable<'_>> {
        place_of(place).and_then(|place| self.records.get(place))
    }

    /// Compares what meets under keys of one kind.
    fn through(&self, kind: BlockKind, pairs: &mut Vec<(Places, Candidate)>, wide_blocks: &mut Vec<WideBlock>) {
        let mut entries: Vec<(u64, u32)> = Vec::with_capacity(self.records.len());
        for (place, record) in (0u32..).zip(&self.records) {
            entries.extend(keys_of(record, kind).iter().map(|text| (digest(kind, text), place)));
        }
        for block in blocks(&mut entries) {
            if block.len() <= MOST_IN_BLOCK {
                self.compare_each_with_each(block, pairs);
            } else {
                wide_blocks.extend(self.narrowed(kind, block, pairs));
            }
        }
    }

    /// Compares within a wide block only what sounds alike, and if that is still too much, has one birth date besides.
    fn narrowed(
        &self,
        kind: BlockKind,
        block: &[(u64, u32)],
        pairs: &mut Vec<(Places, Candidate)>,
    ) -> Option<WideBlock> {
        let (wide_digest, first) = *block.first()?;
        let mut left_out = 0;
        for by_name in blocks(&mut self.regrouped(block, name_keys)) {
            if by_name.len() <= MOST_IN_BLOCK {
                self.compare_each_with_each(by_name, pairs);
                continue;
            }
            for by_birth in blocks(&mut self.regrouped(by_name, birth_keys)) {
                if by_birth.len() <= MOST_IN_BLOCK {
                    self.compare_each_with_each(by_birth, pairs);
                } else {
                    left_out += by_birth.len();
                }
            }
        }
        let text = keys_of(self.record(first)?, kind).into_iter().find(|text| digest(kind, text) == wide_digest)?;
        let outcome = if left_out == 0 { WideBlockOutcome::Narrowed } else { WideBlockOutcome::LeftOut(left_out) };
        Some(WideBlock { key: BlockingKey { kind, text }, records: block.len(), outcome })
    }

    fn regrouped(&self, block: &[(u64, u32)], keys: fn(&Comparable<'_>) -> Vec<String>) -> Vec<(u64, u32)> {
        let mut entries = Vec::with_capacity(block.len());
        for (_, place) in block {
            let keys = self.record(*place).map(keys).unwrap_or_default();
            entries.extend(keys.iter().map(|key| (hashed(key), *place)));
        }
        entries
    }

    fn compare_each_with_each(&self, block: &[(u64, u32)], pairs: &mut Vec<(Places, Candidate)>) {
        for (index, (_, a)) in block.iter().enumerate() {
            for (_, b) in block.iter().skip(index + 1) {
                let compared = self.record(*a).zip(self.record(*b)).and_then(|(x, y)| compare_read(x, y));
                pairs.extend(compared.map(|candidate| ((*a.min(b), *a.max(b)), candidate)));
            }
        }
    }
}

/// The runs of one key, each record once, of at least two records.
fn blocks(entries: &mut Vec<(u64, u32)>) -> impl Iterator<Item = &[(u64, u32)]> {
    entries.sort_unstable();
    entries.dedup();
    entries.chunk_by(|x, y| x.0 == y.0).filter(|block| block.len() > 1)
}

fn hashed(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}
