//! The cell table: the class of the room behind each bay of each storey, kept from one colouring to the next.

use super::{CELLS_WIDTH, Facade, Facades, NO_CLASS};
use crate::table::Table;
use std::ops::Range;

/// The ground floor often has other rooms than the storeys above it: each of the two has a plan of its own.
const PLANS: usize = 2;

/// The classes behind all facades.
#[derive(Clone, Debug)]
pub struct Cells {
    table: Table<u8>,
    /// Which room of a storey is behind each bay of [`Facades::bays`]: on the ground, and above.
    behind: Vec<[u16; PLANS]>,
    /// For how many rooms of a storey that holds, by slot; 0: for none yet.
    planned: Vec<[usize; PLANS]>,
    /// Whether no cell has a class.
    blank: bool,
    /// Classes of the rooms of one storey.
    rooms: Vec<u8>,
}

impl Default for Cells {
    fn default() -> Self {
        Self::new(&Facades::default())
    }
}

impl Cells {
    /// Cells of `facades`, in none of which a room is known.
    pub fn new(facades: &Facades) -> Self {
        Self {
            table: Table::new(CELLS_WIDTH, facades.cells as usize, NO_CLASS),
            behind: vec![[0; PLANS]; facades.bays.len()],
            planned: vec![[0; PLANS]; facades.facades.len()],
            blank: true,
            rooms: Vec::new(),
        }
    }

    /// All cells, in whole rows.
    pub fn texels(&self) -> &[u8] {
        self.table.texels()
    }

    /// Some rows of them.
    pub fn rows(&self, rows: &Range<u32>) -> &[u8] {
        self.table.rows(rows)
    }

    /// Whether any row waits to be sent.
    pub fn is_touched(&self) -> bool {
        self.table.is_touched()
    }

    /// The rows to send now, from the first on.
    pub fn take_touched(&mut self) -> Vec<Range<u32>> {
        self.table.take_touched()
    }

    /// Takes all classes back.
    pub fn clear(&mut self) {
        if !std::mem::replace(&mut self.blank, true) {
            let all = 0..self.table.texels().len();
            self.table.change(all, |cells| put(cells, std::iter::repeat(NO_CLASS)));
        }
    }

    /// Writes the classes of the rooms of one building: `storeys` from the ground up, one digit for each room in the
    /// order of the building page, anything else for none.
    pub fn write<'a>(&mut self, facades: &Facades, slot: u32, storeys: impl IntoIterator<Item = &'a [u8]>) {
        let Self { table, behind, planned, blank, rooms } = self;
        let Some(facade) = facades.facade(slot).filter(|f| f.bays > 0) else { return };
        let (first, bays) = (facade.first_bay as usize, usize::from(facade.bays));
        let Some(behind) = behind.get_mut(first..first + bays) else { return };
        let Some(planned) = planned.get_mut(slot as usize) else { return };
        let range = facade.range();
        table.change(range.start as usize..range.end as usize, |own| {
            let mut changed = false;
            let mut storeys = storeys.into_iter();
            for (storey, cells) in own.chunks_exact_mut(bays).enumerate() {
                rooms.clear();
                rooms.extend(storeys.next().unwrap_or_default().iter().map(|digit| class(*digit)));
                let above = storey > 0;
                facade.plan(facades, rooms.len(), above, planned, behind);
                let room_behind = |plan: &[u16; PLANS]| usize::from(if above { plan[1] } else { plan[0] });
                let found = |room: usize| rooms.get(room).copied().unwrap_or(NO_CLASS);
                changed |= put(cells, behind.iter().map(|plan| found(room_behind(plan))));
                *blank &= rooms.is_empty();
            }
            changed
        });
    }
}

impl Facade {
    /// Says for each bay which of `rooms` rooms is behind it, unless it was said for as many before.
    fn plan(
        &self,
        facades: &Facades,
        rooms: usize,
        above: bool,
        planned: &mut [usize; PLANS],
        behind: &mut [[u16; PLANS]],
    ) {
        let [ground, usual] = planned;
        let planned = if above { usual } else { ground };
        if rooms == 0 || *planned == rooms {
            return;
        }
        *planned = rooms;
        let bays = facades.bays.get(self.first_bay as usize..).unwrap_or_default();
        for ([ground, usual], bay) in behind.iter_mut().zip(bays) {
            let room = u16::try_from(self.room_behind(*bay, rooms)).unwrap_or(u16::MAX);
            *(if above { usual } else { ground }) = room;
        }
    }
}

/// Writes `classes` into `cells`; true where one was another before.
fn put(cells: &mut [u8], classes: impl Iterator<Item = u8>) -> bool {
    let mut differ = 0;
    for (cell, class) in cells.iter_mut().zip(classes) {
        differ |= *cell ^ class;
        *cell = class;
    }
    differ != 0
}

fn class(digit: u8) -> u8 {
    if digit.is_ascii_digit() { digit - b'0' } else { NO_CLASS }
}
