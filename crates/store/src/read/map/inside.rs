//! Stays, tenancies and presences in rooms: how many are open or were on a day, or when each was there.

use super::{MapScope, Reader, RoomRow};
use crate::connection::Ready;
use crate::error::Result;
use crate::table::{Cells, table_of};
use louce_domain::date::PartialDate;
use louce_domain::dated::Span;
use louce_domain::field::RecordKind;
use rusqlite::types::Value;
use rusqlite::{Params, params_from_iter};

/// What is counted in rooms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoomFigure {
    /// Stays (在住).
    Residents,
    /// Tenancies (租赁登记).
    Tenancies,
    /// Organisations (单位), each once however often its address is registered there.
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

    /// How many they are.
    const fn counted(self) -> &'static str {
        match self {
            Self::Residents | Self::Tenancies => "count(*)",
            Self::Organisations => "count(DISTINCT organisation)",
        }
    }

    /// What says that one is open.
    const fn open(self) -> &'static str {
        match self {
            Self::Residents | Self::Tenancies => "\"to\" IS NULL AND end_reason IS NULL",
            Self::Organisations => "\"to\" IS NULL",
        }
    }

    /// What says that one was there on a day, certainly or possibly: it had begun by the last day meant, it had not ended
    /// before the first. A date cut to its month or year covers the whole of it. On the day its room became another, it
    /// was in the other.
    fn there(self) -> String {
        let gone_on = match self {
            Self::Residents | Self::Tenancies => " AND NOT (\"to\" IS ?2 AND end_reason IS 'room_changed')",
            Self::Organisations => "",
        };
        format!(
            "(\"from\" IS NULL OR \"from\" <= ?3) AND (\"to\" IS NULL OR \"to\" >= ?4 OR \"to\" IN (?5, ?6)){gone_on}"
        )
    }

    /// Why it ended, until when it was agreed, and whose it is, where its kind says so.
    const fn end(self) -> &'static str {
        match self {
            Self::Residents => "end_reason, NULL, NULL",
            Self::Tenancies => "end_reason, agreed_until, NULL",
            Self::Organisations => "NULL, NULL, organisation",
        }
    }
}

/// Row number of an organisation: tells organisations apart within one reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OrganisationRow(pub i64);

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
    /// Whose presence it is; of presences only.
    pub organisation: Option<OrganisationRow>,
}

impl Reader<'_> {
    /// How many are open in each room that has any.
    pub fn map_figures(&self, figure: RoomFigure, scope: MapScope) -> Result<Vec<(RoomRow, u32)>> {
        self.figures(figure, figure.open(), scope, scope.params())
    }

    /// How many were in each room that had any on a day, which is as exact as it is asked for: certainly or possibly, as
    /// [`Span::covers`] says of each.
    pub fn map_figures_on(&self, figure: RoomFigure, scope: MapScope, day: PartialDate) -> Result<Vec<(RoomRow, u32)>> {
        self.figures(figure, &figure.there(), scope, of_day(scope, day))
    }

    fn figures(
        &self,
        figure: RoomFigure,
        there: &str,
        scope: MapScope,
        params: impl Params,
    ) -> Result<Vec<(RoomRow, u32)>> {
        let (table, counted) = (table_of(figure.kind()), figure.counted());
        let sql = format!(
            "SELECT room, {counted} FROM {table} WHERE room IS NOT NULL AND {there}{} GROUP BY room",
            scope.narrowing("building")
        );
        let mut statement = self.conn.ready(&sql)?;
        let rows = statement.query_map(params, |row| Ok((RoomRow(row.get(0)?), row.get(1)?)))?;
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
            let (agreed_until, organisation) = (cells.field()?, cells.opt_integer()?.map(OrganisationRow));
            take(RoomSpan { room, span, room_changed, agreed_until, organisation });
        }
        Ok(())
    }
}

/// The building, the day as it is asked for, its last and first day, and the month and the year that this is in.
fn of_day(scope: MapScope, day: PartialDate) -> impl Params {
    let first = day.first_day();
    let month = first.month().and_then(|month| PartialDate::month_of(first.year(), month));
    let dates = [Some(day), Some(day.last_day()), Some(first), month, PartialDate::year_only(first.year())];
    let text = |date: Option<PartialDate>| date.map_or(Value::Null, |date| Value::Text(date.to_string()));
    let building = match scope {
        MapScope::Whole => Value::Null,
        MapScope::Building(id) => Value::Blob(id.0.as_bytes().to_vec()),
    };
    params_from_iter([building].into_iter().chain(dates.map(text)))
}
