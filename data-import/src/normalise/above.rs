//! As-above marks (同上, 〃) and blanks that mean the same: only in address, household and owner columns, never in a
//! name, id, phone or date (DOMAIN §2.2 #4).

use super::columns::FieldColumns;
use crate::cell::{Cell, Row};
use crate::field::FieldCode;
use std::borrow::Cow;

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
    columns: Vec<Filled>,
}

/// A column that marks fill.
#[derive(Debug)]
struct Filled {
    column: u32,
    last: Option<Cell>,
    /// Whether a blank may mean the same as a mark.
    blank_filled: bool,
    /// Whether it does: marks occurred in the column.
    kept_so: bool,
}

impl Above {
    /// Begins a sheet with these columns.
    pub(crate) fn of(fields: &FieldColumns) -> Self {
        let blank_filled: Vec<u32> = BLANK_FILLED.iter().flat_map(|field| fields.all(*field)).copied().collect();
        let filled = FILLED.iter().flat_map(|field| fields.all(*field)).copied();
        let filled = filled.map(|column| Filled {
            column,
            last: None,
            blank_filled: blank_filled.contains(&column),
            kept_so: false,
        });
        Self { columns: filled.collect() }
    }

    /// Looks whether marks stand in a row: from the first on, a blank in their column means the same.
    pub(crate) fn look(&mut self, row: &Row) {
        for filled in self.columns.iter_mut().filter(|filled| filled.blank_filled && !filled.kept_so) {
            filled.kept_so = is_mark(row.text(filled.column));
        }
    }

    /// The value of a column: the row's own, or the one above where a mark or blank says so; with whether it came
    /// from above. `heads_household` keeps a blank of a new household from being filled.
    pub(crate) fn value<'a>(
        &mut self,
        column: u32,
        cell: Option<&'a Cell>,
        heads_household: bool,
    ) -> Option<(Cow<'a, Cell>, bool)> {
        let Some(filled) = self.columns.iter_mut().find(|filled| filled.column == column) else {
            return cell.map(|cell| (Cow::Borrowed(cell), false));
        };
        let text = cell.map_or("", |cell| cell.text.trim());
        if is_mark(text) || DASHES.contains(&text) {
            return filled.last.as_ref().map(|cell| (Cow::Owned(cell.clone()), true));
        }
        if text.is_empty() {
            let last = filled.last.as_ref().filter(|_| filled.kept_so && !heads_household);
            return last.map(|cell| (Cow::Owned(cell.clone()), true));
        }
        let cell = cell?;
        match &mut filled.last {
            // Rows of one building or household follow each other.
            Some(last) if last == cell => {}
            last => *last = Some(cell.clone()),
        }
        Some((Cow::Borrowed(cell), false))
    }

    /// The owner's value of the row above, for a row whose room is that of the row above.
    pub(crate) fn same_owner(&self, field: FieldCode, column: u32) -> Option<Cell> {
        let owner = OWNER.contains(&field).then(|| self.columns.iter().find(|filled| filled.column == column));
        owner.flatten().and_then(|filled| filled.last.clone())
    }

    /// A room of its own without an owner: the owner above is another room's.
    pub(crate) fn forget_owner(&mut self, field: FieldCode, column: u32) {
        if OWNER.contains(&field)
            && let Some(filled) = self.columns.iter_mut().find(|filled| filled.column == column)
        {
            filled.last = None;
        }
    }

    /// Forgets the values above: a section row begins a new building.
    pub(crate) fn forget(&mut self) {
        self.columns.iter_mut().for_each(|filled| filled.last = None);
    }
}
