//! On which days rooms were checked (核实): at the door, by a stay's registration, on a visit.

use super::{COLOURED, MapScope, Reader, RoomRow};
use crate::connection::Ready;
use crate::error::Result;
use crate::table::{Cells, kind_number};
use louce_domain::date::PartialDate;
use louce_domain::field::RecordKind;

/// A room was checked on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RoomChecked {
    /// The room.
    pub room: RoomRow,
    /// The day.
    pub on: PartialDate,
}

/// The statement that follows gives a room and the days it was checked on, in text.
type Part = (&'static str, &'static str);

/// Who stays there was checked or registered; somebody called to check, or met somebody there whose record was checked.
const PARTS: [Part; 2] = [
    (
        "SELECT room, verified_on, registered_on FROM stay
         WHERE room IS NOT NULL AND (verified_on IS NOT NULL OR registered_on IS NOT NULL)",
        "building",
    ),
    (
        "SELECT room, \"on\", NULL FROM visit
         WHERE room IS NOT NULL AND \"on\" IS NOT NULL AND (purpose = 'verification'
               OR EXISTS (SELECT 1 FROM encounter WHERE encounter.visit = visit.id AND encounter.verified = 1))",
        "building",
    ),
];

impl Reader<'_> {
    /// Every day on which a room is known to have been checked, one by one. The days of checks that later ones took the
    /// place of are in the change log.
    pub fn map_checks(&self, scope: MapScope, mut take: impl FnMut(RoomChecked)) -> Result<()> {
        for (part, column) in PARTS {
            self.each_check(&format!("{part}{}", scope.narrowing(column)), scope, &mut take)?;
        }
        self.each_check(&earlier_checks(scope), scope, &mut take)
    }

    fn each_check(&self, sql: &str, scope: MapScope, take: &mut impl FnMut(RoomChecked)) -> Result<()> {
        let mut statement = self.conn.ready(sql)?;
        let mut rows = statement.query(scope.params())?;
        while let Some(row) = rows.next()? {
            let mut cells = Cells::of(row);
            let room = RoomRow(cells.integer()?);
            let days: [Option<PartialDate>; 2] = [cells.field()?, cells.field()?];
            days.into_iter().flatten().for_each(|on| take(RoomChecked { room, on }));
        }
        Ok(())
    }
}

/// What stood in the two fields of a stay before: a check that a later one took the place of took place all the same. A
/// date that an earlier one took the place of was wrong.
fn earlier_checks(scope: MapScope) -> String {
    let kind = kind_number(RecordKind::Stay);
    format!(
        "SELECT stay.room, f.old, NULL
         FROM change_field f INDEXED BY change_field_coloured CROSS JOIN change ON change.id = f.change
              CROSS JOIN stay ON stay.id = f.record
         WHERE f.kind = {kind} AND {COLOURED} AND f.old < f.new
               AND change.undoes IS NULL AND stay.room IS NOT NULL{}",
        scope.narrowing_records("f.record", "stay")
    )
}
