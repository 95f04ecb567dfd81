//! What is found about rooms and what is in them (待核), as the cells of the building page count it: of the rooms
//! themselves, of open stays and who stays, of tenancies and addresses.

use super::{Reader, RoomRow};
use crate::connection::Ready;
use crate::error::Result;
use crate::table::finding::bounds;
use crate::table::kind_number;
use louce_domain::field::RecordKind;
use louce_domain::finding::{FindingCode, Window};

const ROOMS: &str = "SELECT id, id FROM room";
/// Open stays, and who stays: read off one index.
const STAYS: &str = "SELECT id, room FROM stay WHERE room IS NOT NULL AND \"to\" IS NULL AND end_reason IS NULL";
const RESIDENTS: &str =
    "SELECT person, room FROM stay WHERE room IS NOT NULL AND \"to\" IS NULL AND end_reason IS NULL";
const TENANCIES: &str = "SELECT id, room FROM tenancy WHERE room IS NOT NULL";
const ADDRESSES: &str = "SELECT id, room FROM space_address WHERE room IS NOT NULL";

/// What findings in a room are of.
const PLACED: [(RecordKind, &str); 5] = [
    (RecordKind::Room, ROOMS),
    (RecordKind::Person, RESIDENTS),
    (RecordKind::Stay, STAYS),
    (RecordKind::Tenancy, TENANCIES),
    (RecordKind::SpaceAddress, ADDRESSES),
];

/// The rows of a kind that are in rooms, by row number, and where they were last looked up: findings of one code come in
/// long runs of rising rows.
struct Placed {
    kind: i64,
    rows: Vec<(i64, RoomRow)>,
    at: usize,
}

impl Placed {
    /// The rooms that a row is in.
    fn rooms_of(&mut self, row: i64) -> impl Iterator<Item = RoomRow> + '_ {
        if self.rows.get(self.at).is_none_or(|(here, _)| *here > row) {
            self.at = 0;
        }
        let mut step = 1;
        while self.rows.get(self.at + step).is_some_and(|(there, _)| *there < row) {
            self.at += step;
            step *= 2;
        }
        let near = self.rows.get(self.at..).unwrap_or_default();
        let near = near.get(..=step).unwrap_or(near);
        self.at += near.partition_point(|(there, _)| *there < row);
        let rest = self.rows.get(self.at..).unwrap_or_default();
        rest.iter().take_while(move |(there, _)| *there == row).map(|(_, room)| *room)
    }
}

impl Reader<'_> {
    /// The room of every finding that is shown, one by one: of each code those that its window holds. For the whole
    /// register; of one building [`findings_of_building`](Self::findings_of_building) tells them.
    pub fn map_findings(&self, shown: &[(FindingCode, Window)], mut take: impl FnMut(RoomRow)) -> Result<()> {
        let mut placed = PLACED.iter().map(|(kind, sql)| self.placed(*kind, sql)).collect::<Result<Vec<_>>>()?;
        let sql = "SELECT kind, record FROM finding WHERE code = ?1 AND due_on >= ?2 AND due_on <= ?3";
        for (code, window) in shown {
            let [first, last] = bounds(*window);
            let mut statement = self.conn.ready(sql)?;
            let mut rows = statement.query([code.code(), &first, &last])?;
            while let Some(row) = rows.next()? {
                let (kind, record): (i64, i64) = (row.get(0)?, row.get(1)?);
                let of_kind = placed.iter_mut().find(|placed| placed.kind == kind);
                of_kind.into_iter().for_each(|placed| placed.rooms_of(record).for_each(&mut take));
            }
        }
        Ok(())
    }

    fn placed(&self, kind: RecordKind, sql: &str) -> Result<Placed> {
        let mut statement = self.conn.ready(sql)?;
        let mut found = statement.query([])?;
        let mut rows = Vec::new();
        while let Some(row) = found.next()? {
            rows.push((row.get(0)?, RoomRow(row.get(1)?)));
        }
        rows.sort_unstable();
        Ok(Placed { kind: kind_number(kind), rows, at: 0 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rooms_are_found_in_whatever_order_they_are_asked_for() {
        // A row of every third number; some are in two rooms.
        let rows: Vec<(i64, RoomRow)> =
            (0..200).flat_map(|n| (0..=n % 2).map(move |more| (3 * n, RoomRow(1_000 * n + more)))).collect();
        let mut placed = Placed { kind: 0, rows: rows.clone(), at: 0 };
        let jumps = (0..600).chain((0..600).map(|n| n * 7 % 601)).chain((0..600).rev());
        for row in jumps {
            let expected: Vec<RoomRow> =
                rows.iter().filter(|(there, _)| *there == row).map(|(_, room)| *room).collect();
            assert_eq!(placed.rooms_of(row).collect::<Vec<_>>(), expected, "row {row}");
        }
        let mut nothing = Placed { kind: 0, rows: Vec::new(), at: 0 };
        assert_eq!(nothing.rooms_of(5).count(), 0, "nobody lives anywhere");
    }
}
