//! As-above marks (同上, 〃) and blanks that mean the same: only in address, household and owner columns, never in a
//! name, id, phone or date (DOMAIN §2.2 #4).

use super::columns::FieldColumns;
use crate::cell::{Cell, Row};
use crate::field::FieldCode;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

const MARKS: &[&str] = &["同上", "〃", "″", "同前", "同", "以上", "上同", "\"", "''", "“", "”", "ditto"];
/// In the columns that are filled a dash is a mark too.
const DASHES: &[&str] = &["-", "—", "--", "——"];

/// Fields that a mark fills.
const FILLED: &[FieldCode] = &[
    FieldCode::Site,
    FieldCode::Address,
    FieldCode::Building,
    FieldCode::Unit,
    FieldCode::Floor,
    FieldCode::Room,
    FieldCode::HouseholdNo,
    FieldCode::HukouSite,
    FieldCode::HukouAddr,
    FieldCode::OwnerName,
    FieldCode::OwnerCitizenId,
    FieldCode::OwnerPhone,
    FieldCode::OwnerAddress,
    FieldCode::RelationToOwner,
    FieldCode::Grid,
];

/// Fields where a blank means as above, once marks or merged cells show that the ledger is kept so.
const BLANK_FILLED: &[FieldCode] =
    &[FieldCode::Address, FieldCode::Building, FieldCode::Unit, FieldCode::Room, FieldCode::Site];

/// What belongs to the owner of the room.
const OWNER: &[FieldCode] = &[
    FieldCode::OwnerName,
    FieldCode::OwnerCitizenId,
    FieldCode::OwnerPhone,
    FieldCode::OwnerAddress,
    FieldCode::RelationToOwner,
];

/// Whether a cell says "as above".
pub(crate) fn is_mark(text: &str) -> bool {
    MARKS.contains(&text.trim())
}

/// The last value of each filled column.
#[derive(Debug, Default)]
pub(crate) struct Above {
    last: HashMap<u32, Cell>,
    blank_filled: HashSet<u32>,
    /// Columns of blank-filled fields in which marks occur.
    kept_so: HashSet<u32>,
    filled: HashSet<u32>,
}

impl Above {
    /// Begins a sheet with these columns.
    pub(crate) fn of(fields: &FieldColumns) -> Self {
        let columns =
            |list: &[FieldCode]| list.iter().flat_map(|field| fields.all(*field)).copied().collect::<HashSet<u32>>();
        Self {
            last: HashMap::new(),
            blank_filled: columns(BLANK_FILLED),
            kept_so: HashSet::new(),
            filled: columns(FILLED),
        }
    }

    /// Looks whether marks stand in a row: from the first on, a blank in their column means the same.
    pub(crate) fn look(&mut self, row: &Row) {
        if self.kept_so.len() == self.blank_filled.len() {
            return;
        }
        let marked =
            row.cells.iter().filter(|(column, cell)| self.blank_filled.contains(column) && is_mark(&cell.text));
        self.kept_so.extend(marked.map(|(column, _)| *column));
    }

    /// The value of a column: the row's own, or the one above where a mark or blank says so; with whether it came
    /// from above. `heads_household` keeps a blank of a new household from being filled.
    pub(crate) fn value<'a>(
        &mut self,
        column: u32,
        cell: Option<&'a Cell>,
        heads_household: bool,
    ) -> Option<(Cow<'a, Cell>, bool)> {
        if !self.filled.contains(&column) {
            return cell.map(|cell| (Cow::Borrowed(cell), false));
        }
        let text = cell.map_or("", |cell| cell.text.trim());
        if is_mark(text) || DASHES.contains(&text) {
            return self.last.get(&column).map(|cell| (Cow::Owned(cell.clone()), true));
        }
        if text.is_empty() {
            let blank = self.kept_so.contains(&column) && !heads_household;
            return blank.then(|| self.last.get(&column).map(|cell| (Cow::Owned(cell.clone()), true))).flatten();
        }
        let cell = cell?;
        self.last.insert(column, cell.clone());
        Some((Cow::Borrowed(cell), false))
    }

    /// The owner's value of the row above, for a row whose room is that of the row above.
    pub(crate) fn same_owner(&self, field: FieldCode, column: u32) -> Option<Cell> {
        OWNER.contains(&field).then(|| self.last.get(&column).cloned()).flatten()
    }

    /// A room of its own without an owner: the owner above is another room's.
    pub(crate) fn forget_owner(&mut self, field: FieldCode, column: u32) {
        if OWNER.contains(&field) {
            self.last.remove(&column);
        }
    }

    /// Forgets the values above: a section row begins a new building.
    pub(crate) fn forget(&mut self) {
        self.last.clear();
    }
}
