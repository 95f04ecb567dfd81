//! Stays, tenancies and presences in rooms: how many are open, or when each was there.

use super::{MapScope, Reader, RoomRow};
use crate::connection::Ready;
use crate::error::Result;
use crate::table::{Cells, table_of};
use louce_domain::date::PartialDate;
use louce_domain::dated::Span;
use louce_domain::field::RecordKind;

/// What is counted in rooms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoomFigure {
    /// Stays (在住).
    Residents,
    /// Tenancies (租赁登记).
    Tenancies,
    /// Presences of organisations (单位地址登记).
    Organisations,
}

impl RoomFigure {
    const fn kind(self) -> RecordKind {
        match self {
            Self::Residents => RecordKind::Stay,
            Self::Tenancies => RecordKind::Tenancy,
            Self::Organisations => RecordKind::Presence,
        }
    }

    /// What says that one is open.
    const fn open(self) -> &'static str {
        match self {
            Self::Residents | Self::Tenancies => "\"to\" IS NULL AND end_reason IS NULL",
            Self::Organisations => "\"to\" IS NULL",
        }
    }

    /// Why it ended, and until when it was agreed, where its kind says so.
    const fn end(self) -> &'static str {
        match self {
            Self::Residents => "end_reason, NULL",
            Self::Tenancies => "end_reason, agreed_until",
            Self::Organisations => "NULL, NULL",
        }
    }
}

/// Something that was in a room for a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RoomSpan {
    /// The room.
    pub room: RoomRow,
    /// When.
    pub span: Span,
    /// Whether it ended because its room became another (房屋变更): it went on elsewhere on the day it ended.
    pub room_changed: bool,
    /// Until when it was agreed (约定终止时间); of tenancies only.
    pub agreed_until: Option<PartialDate>,
}

impl Reader<'_> {
    /// How many are open in each room that has any.
    pub fn map_figures(&self, figure: RoomFigure, scope: MapScope) -> Result<Vec<(RoomRow, u32)>> {
        let (table, open) = (table_of(figure.kind()), figure.open());
        let sql = format!(
            "SELECT room, count(*) FROM {table} WHERE room IS NOT NULL AND {open}{} GROUP BY room",
            scope.narrowing("building")
        );
        let mut statement = self.conn.ready(&sql)?;
        let rows = statement.query_map(scope.params(), |row| Ok((RoomRow(row.get(0)?), row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// When each that ever was in a room was there, one by one: there are many more of them than rooms.
    pub fn map_spans(&self, figure: RoomFigure, scope: MapScope, mut take: impl FnMut(RoomSpan)) -> Result<()> {
        let sql = format!(
            "SELECT room, \"from\", \"to\", {} FROM {} WHERE room IS NOT NULL{}",
            figure.end(),
            table_of(figure.kind()),
            scope.narrowing("building")
        );
        let mut statement = self.conn.ready(&sql)?;
        let mut rows = statement.query(scope.params())?;
        while let Some(row) = rows.next()? {
            let mut cells = Cells::of(row);
            let room = RoomRow(cells.integer()?);
            let (from, to): (Option<PartialDate>, Option<PartialDate>) = (cells.field()?, cells.field()?);
            let reason = cells.field_text()?;
            let span = Span { from, to, ended: to.is_some() || reason.is_some() };
            let room_changed = reason.as_deref() == Some("room_changed");
            take(RoomSpan { room, span, room_changed, agreed_until: cells.field()? });
        }
        Ok(())
    }
}
