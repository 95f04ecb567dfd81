//! The indexed colours of Excel.

use crate::read::xml::visible;

/// Colours 8 to 63 as Excel has them unless a workbook says otherwise.
const STANDARD: [u32; 56] = [
    0x000000, 0xFFFFFF, 0xFF0000, 0x00FF00, 0x0000FF, 0xFFFF00, 0xFF00FF, 0x00FFFF, 0x800000, 0x008000, 0x000080,
    0x808000, 0x800080, 0x008080, 0xC0C0C0, 0x808080, 0x9999FF, 0x993366, 0xFFFFCC, 0xCCFFFF, 0x660066, 0xFF8080,
    0x0066CC, 0xCCCCFF, 0x000080, 0xFF00FF, 0xFFFF00, 0x00FFFF, 0x800080, 0x800000, 0x008080, 0x0000FF, 0x00CCFF,
    0xCCFFFF, 0xCCFFCC, 0xFFFF99, 0x99CCFF, 0xFF99CC, 0xCC99FF, 0xFFCC99, 0x3366FF, 0x33CCCC, 0x99CC00, 0xFFCC00,
    0xFF9900, 0xFF6600, 0x666699, 0x969696, 0x003366, 0x339966, 0x003300, 0x333300, 0x993300, 0x993366, 0x333399,
    0x333333,
];

/// The colours of one workbook.
#[derive(Debug, Clone)]
pub struct Palette {
    colours: Vec<[u8; 3]>,
}

impl Default for Palette {
    fn default() -> Self {
        Self { colours: STANDARD.iter().map(|colour| split(*colour)).collect() }
    }
}

fn split(colour: u32) -> [u8; 3] {
    let [_, red, green, blue] = colour.to_be_bytes();
    [red, green, blue]
}

/// A colour by its number as Excel has it unless a workbook says otherwise; 0 to 7 repeat 8 to 15.
pub fn standard(number: usize) -> Option<[u8; 3]> {
    STANDARD.get(if number < 8 { number } else { number - 8 }).map(|colour| split(*colour))
}

impl Palette {
    /// Replaces colours from number 8 on.
    pub fn replace(&mut self, colours: impl Iterator<Item = [u8; 3]>) {
        for (slot, colour) in self.colours.iter_mut().zip(colours) {
            *slot = colour;
        }
    }

    /// A fill colour by its number; none for white and for the system's colours (64 and above).
    pub fn fill(&self, index: u32) -> Option<[u8; 3]> {
        let place = if index < 8 { index } else { index - 8 };
        self.colours.get(usize::try_from(place).ok()?).copied().and_then(visible)
    }

    /// The colour of a pattern: a solid one is all foreground, others show their ground unless the system chooses it.
    pub fn pattern(&self, pattern: u32, fore: u32, back: u32) -> Option<[u8; 3]> {
        match pattern {
            0 => None,
            1 => self.fill(fore),
            _ => self.fill(if back < 64 { back } else { fore }),
        }
    }
}
