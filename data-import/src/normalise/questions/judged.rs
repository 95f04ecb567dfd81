//! Which cells are looked at for what is not registered (DESIGN §3), and how closely: by the column they stand in.

use super::FREE;
use crate::field::{FieldCode as F, RefusedKind};
use crate::proposal::{ColumnMeaning, ColumnProposal};
use crate::refused_values::{sensitive, sensitive_value};

/// Names of persons, places, trades and grades of houses: 健康 is a site, A型 a layout of rooms.
const NAMES: &[F] = &[
    F::Name,
    F::Site,
    F::Building,
    F::Unit,
    F::Floor,
    F::Room,
    F::Grid,
    F::HukouSite,
    F::RecordedBy,
    F::OwnerName,
    F::Use,
    F::SecurityContact,
    F::InspectedBy,
    F::OrgName,
    F::OrgKind,
    F::OrgIndustry,
    F::OrgLegalRepName,
    F::OrgSecurityName,
    F::BlockLeaderName,
    F::PropertyCo,
    F::Structure,
    F::Township,
    F::Community,
    F::Developer,
    F::FireGrade,
    F::Layout,
    F::Annex,
    F::ForeignSurname,
    F::ForeignGivenName,
    F::Grade,
    F::Supervisor,
    F::PlaceKind,
    F::Regimes,
    F::Visitor,
    F::GridLeader,
    F::GridWorkers,
];

/// How closely the cells of a column are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    /// A word anywhere speaks.
    Words,
    /// The value as a whole speaks.
    Value,
    /// What stands there is a name, or is left out already.
    No,
}

/// How closely each column of a sheet is looked at.
#[derive(Debug)]
pub(super) struct Judged {
    /// By column from 0.
    looks: Vec<Look>,
}

impl Judged {
    pub(super) fn of(columns: &[ColumnProposal]) -> Self {
        let width = columns.iter().map(|column| column.column as usize + 1).max().unwrap_or(0);
        // What has no header may say anything.
        let mut looks = vec![Look::Words; width];
        for column in columns {
            if let Some(look) = looks.get_mut(column.column as usize) {
                *look = look_at(column.meaning);
            }
        }
        Self { looks }
    }

    /// What a cell of a column (from 0) speaks of that is not registered.
    pub(super) fn speaks(&self, column: u32, text: &str) -> Option<RefusedKind> {
        match self.looks.get(column as usize).copied().unwrap_or(Look::Words) {
            Look::Words => sensitive(text),
            Look::Value => sensitive_value(text),
            Look::No => None,
        }
    }
}

fn look_at(meaning: ColumnMeaning) -> Look {
    match meaning {
        ColumnMeaning::Unmapped => Look::Words,
        ColumnMeaning::Field(field) if FREE.contains(&field) => Look::Words,
        ColumnMeaning::Field(field) if NAMES.contains(&field) => Look::No,
        ColumnMeaning::Field(_) => Look::Value,
        ColumnMeaning::Refused(_) | ColumnMeaning::Unsupported => Look::No,
    }
}
