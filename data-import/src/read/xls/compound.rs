//! Streams of a compound file (MS-CFB). Tolerant of what writers get wrong: only the chains are believed.

const HEADER: usize = 512;
const ENTRY: usize = 128;
const FREE: u32 = 0xFFFF_FFFA;
/// Sector chains are cut at this many sectors: more than the largest allowed file has.
const LONGEST: usize = 4 << 20;

/// A compound file with its allocation table.
pub struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    mini_sector: usize,
    mini_below: u64,
    fat: Vec<u32>,
    mini_fat: Vec<u32>,
    mini_stream: Vec<u8>,
    entries: Vec<Entry>,
}

struct Entry {
    name: String,
    first: u32,
    size: u64,
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2)?.try_into().ok().map(u16::from_le_bytes)
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes)
}

fn words(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.chunks_exact(4).filter_map(|four| four.try_into().ok()).map(u32::from_le_bytes)
}

impl<'a> Compound<'a> {
    /// Opens a compound file; none where its tables are cut off.
    pub fn open(bytes: &'a [u8]) -> Option<Self> {
        let sector = 1usize << u16_at(bytes, 30).filter(|shift| (7..=16).contains(shift))?;
        let mini_sector = 1usize << u16_at(bytes, 32).filter(|shift| (4..=12).contains(shift))?;
        let mini_below = u64::from(u32_at(bytes, 56)?);
        let mut file = Self {
            bytes,
            sector,
            mini_sector,
            mini_below,
            fat: Vec::new(),
            mini_fat: Vec::new(),
            mini_stream: Vec::new(),
            entries: Vec::new(),
        };
        file.fat = file.read_fat()?;
        file.entries = file.read_directory(u32_at(bytes, 48)?)?;
        if let Some(mini_fat) = u32_at(bytes, 60).filter(|first| *first < FREE) {
            file.mini_fat = words(&file.chain(mini_fat)?).collect();
        }
        if let Some(root) = file.entries.first().map(|root| root.first).filter(|first| *first < FREE) {
            file.mini_stream = file.chain(root).unwrap_or_default();
        }
        Some(file)
    }

    /// The bytes of a sector; the last of a file may be cut short.
    fn sector(&self, number: u32) -> Option<&'a [u8]> {
        let from = usize::try_from(number).ok()?.checked_add(1)?.checked_mul(self.sector)?.max(HEADER);
        self.bytes.get(from..self.bytes.len().min(from.checked_add(self.sector)?)).filter(|sector| !sector.is_empty())
    }

    /// The allocation table: 109 of its sectors are named in the header, further ones in a chain of their own.
    fn read_fat(&self) -> Option<Vec<u32>> {
        let count = usize::try_from(u32_at(self.bytes, 44)?).ok()?.min(self.bytes.len() / self.sector + 1);
        let mut sectors: Vec<u32> = words(self.bytes.get(76..HEADER)?).collect();
        let mut next = u32_at(self.bytes, 68)?;
        while next < FREE && sectors.len() < count {
            let mut table: Vec<u32> = words(self.sector(next)?).collect();
            next = table.pop()?;
            sectors.append(&mut table);
        }
        let mut fat = Vec::new();
        for sector in sectors.into_iter().filter(|sector| *sector < FREE).take(count) {
            fat.extend(words(self.sector(sector)?));
        }
        Some(fat)
    }

    /// The bytes of a chain of sectors; none where it leaves the file or runs in a circle.
    fn chain(&self, first: u32) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        let mut next = first;
        for _ in 0..LONGEST {
            if next >= FREE {
                return Some(bytes);
            }
            bytes.extend_from_slice(self.sector(next)?);
            if bytes.len() > self.bytes.len() {
                return None;
            }
            next = *self.fat.get(usize::try_from(next).ok()?)?;
        }
        None
    }

    fn mini_chain(&self, first: u32, size: usize) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        let mut next = first;
        while next < FREE && bytes.len() < size {
            let at = usize::try_from(next).ok()?;
            let from = at.checked_mul(self.mini_sector)?;
            let to = self.mini_stream.len().min(from.checked_add(self.mini_sector)?);
            bytes.extend_from_slice(self.mini_stream.get(from..to).filter(|sector| !sector.is_empty())?);
            if bytes.len() > self.mini_stream.len() {
                return None;
            }
            next = *self.mini_fat.get(at)?;
        }
        Some(bytes)
    }

    fn read_directory(&self, first: u32) -> Option<Vec<Entry>> {
        let directory = self.chain(first)?;
        let entries = directory.chunks_exact(ENTRY).map(|entry| {
            let length = usize::from(u16_at(entry, 64).unwrap_or(0)).clamp(2, 64);
            let units = entry.get(..length - 2).unwrap_or_default().chunks_exact(2);
            let units = units.filter_map(|pair| pair.try_into().ok().map(u16::from_le_bytes));
            let units: Vec<u16> = units.collect();
            let is_stream = matches!(entry.get(66), Some(2 | 5));
            let name = if is_stream { String::from_utf16_lossy(&units) } else { String::new() };
            let size = u64::from(u32_at(entry, 120).unwrap_or(0));
            Entry { name, first: u32_at(entry, 116).unwrap_or(u32::MAX), size }
        });
        Some(entries.collect())
    }

    /// The content of the first stream of this name (ASCII, any case); none where there is none or it is broken.
    pub fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let entry = self.entries.iter().skip(1).find(|entry| entry.name.eq_ignore_ascii_case(name))?;
        let size = usize::try_from(entry.size).ok()?;
        let mut bytes =
            if entry.size < self.mini_below { self.mini_chain(entry.first, size)? } else { self.chain(entry.first)? };
        if size > 0 {
            bytes.truncate(size);
        }
        Some(bytes)
    }
}
