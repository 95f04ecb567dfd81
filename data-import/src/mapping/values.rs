//! What the values of a column say it is.

use super::shape::{Shape, below, date_of, id_born_on, shapes};
use crate::cell::Row;
use crate::field::FieldCode;
use louce_domain::date::PartialDate;
use std::collections::HashSet;

/// Cells of a column that are looked at.
const SAMPLED: usize = 60;
/// Cells a column must hold before its values say anything.
pub(super) const CELLS_AT_LEAST: usize = 3;
/// Share of cells from which a shape is the column's, percent.
pub(super) const MOSTLY: usize = 60;
/// Share of cells up to which a shape is not the column's, percent.
const HARDLY: usize = 20;
/// Years between the earliest and the latest date of a column of birth dates.
const AGES_APART: i16 = 25;

/// The values of a column, counted by their looks.
#[derive(Debug, Clone, Default)]
pub(super) struct Values {
    /// Cells looked at.
    pub(super) cells: usize,
    distinct: usize,
    counts: Vec<(Shape, usize)>,
    /// Years of the earliest and the latest date.
    years: Option<(i16, i16)>,
    /// Dates that are the birth date which an id of the same row carries.
    born: usize,
    /// Whether the values count the rows: 1, 2, 3 …
    counts_rows: bool,
}

impl Values {
    /// Counts the values of a column below the header.
    pub(super) fn of(rows: &[Row], last_header: u32, column: u32) -> Self {
        let mut values = Self::default();
        let mut seen = HashSet::new();
        let mut running = Vec::new();
        for (row, cell) in below(rows, last_header, column).take(SAMPLED) {
            values.cells += 1;
            seen.insert(cell.text.trim());
            let shapes = shapes(cell);
            if shapes.contains(&Shape::Date)
                && let Some(date) = date_of(cell)
            {
                values.note_date(row, date);
            }
            running.extend(cell.text.trim().parse::<u32>());
            shapes.into_iter().for_each(|shape| values.count(shape));
        }
        values.distinct = seen.len();
        values.counts_rows = running.len() >= CELLS_AT_LEAST
            && running.len() == values.cells
            && running.first().is_some_and(|first| *first <= 1)
            && running.windows(2).all(|pair| matches!(pair, [a, b] if *b == *a + 1));
        values
    }

    fn count(&mut self, shape: Shape) {
        match self.counts.iter_mut().find(|(known, _)| *known == shape) {
            Some((_, count)) => *count += 1,
            None => self.counts.push((shape, 1)),
        }
    }

    fn note_date(&mut self, row: &Row, date: PartialDate) {
        let year = date.year();
        let (first, last) = self.years.unwrap_or((year, year));
        self.years = Some((first.min(year), last.max(year)));
        let born = row.cells.iter().find_map(|(_, cell)| id_born_on(cell));
        self.born += usize::from(born.is_some_and(|born| born.agrees_with(date)));
    }

    /// Share of the cells with one of these shapes, percent.
    pub(super) fn share(&self, wanted: &[Shape]) -> usize {
        let largest = wanted.iter().map(|shape| self.times(*shape)).max().unwrap_or(0);
        // An id and a spoilt id never are one cell, nor are several places of different kinds.
        let apart = wanted.len() > 1 && wanted.iter().all(|shape| EXCLUSIVE.contains(shape));
        let count = if apart { wanted.iter().map(|shape| self.times(*shape)).sum() } else { largest };
        (count * 100).checked_div(self.cells).unwrap_or(0)
    }

    fn times(&self, shape: Shape) -> usize {
        self.counts.iter().find(|(known, _)| *known == shape).map_or(0, |(_, count)| *count)
    }

    /// Whether enough cells are there for the values to say anything.
    pub(super) fn speak(&self) -> bool {
        self.cells >= CELLS_AT_LEAST
    }

    /// Whether the values are what a field holds; none where that cannot be told.
    pub(super) fn agree_with(&self, field: FieldCode) -> Option<bool> {
        let wanted = expected(field);
        if wanted.is_empty() || !self.speak() {
            return None;
        }
        let share = self.share(wanted);
        if share >= MOSTLY {
            return Some(true);
        }
        let foreign = FOREIGN.iter().any(|shape| !wanted.contains(shape) && self.share(&[*shape]) >= MOSTLY);
        // A name stands out only where figures are wanted: 张家村 looks like one and is a place.
        let figures =
            wanted.iter().all(|shape| matches!(shape, Shape::Id | Shape::IdLike | Shape::Phone | Shape::Date));
        let named = figures && self.share(&[Shape::Name]) >= MOSTLY;
        (share <= HARDLY && (foreign || named)).then_some(false)
    }

    /// What the column may be by its values, surest first, with the confidence (0–100).
    pub(super) fn fields(&self) -> Vec<(FieldCode, u8)> {
        use FieldCode as F;
        if !self.speak() {
            return Vec::new();
        }
        let mut found: Vec<(F, u8)> = Vec::new();
        let mut add = |share: usize, from: usize, fields: &[(F, u8)]| {
            if share >= from {
                found.extend(fields.iter().map(|(field, most)| (*field, scaled(*most, share))));
            }
        };
        let share = |shapes: &[Shape]| self.share(shapes);
        add(
            share(&[Shape::Id, Shape::IdLike]).min(share(&[Shape::Id]) * 2),
            MOSTLY,
            &[(F::CitizenId, 90), (F::OwnerCitizenId, 50), (F::OrgLegalRepCitizenId, 40)],
        );
        add(share(&[Shape::Phone]), MOSTLY, &[(F::Phone, 85), (F::OwnerPhone, 50), (F::OrgLegalRepPhone, 40)]);
        add(share(&[Shape::CreditCode]), MOSTLY, &[(F::OrgUscc, 88)]);
        add(share(&[Shape::Sex]), 80, &[(F::Sex, 88)]);
        add(
            if self.distinct > 1 { share(&[Shape::Relation]) } else { 0 },
            70,
            &[(F::RelationToHead, 80), (F::RelationToOwner, 45)],
        );
        add(share(&[Shape::People]), 80, &[(F::Ethnicity, 80)]);
        add(share(&[Shape::Class]), 80, &[(F::Kind, 80)]);
        add(share(&[Shape::Marital]), 80, &[(F::Marital, 78)]);
        add(share(&[Shape::Education]), 80, &[(F::Education, 78)]);
        add(share(&[Shape::Dwelling]), 80, &[(F::DwellingKind, 70)]);
        add(share(&[Shape::Reason]), 80, &[(F::Reason, 70), (F::Occupation, 40)]);
        add(share(&[Shape::Shorthand]), MOSTLY, &[(F::Address, 78)]);
        add(
            share(&[Shape::Address, Shape::Shorthand]),
            MOSTLY,
            &[(F::Address, 72), (F::HukouAddr, 45), (F::OwnerAddress, 40), (F::ActualResidence, 35)],
        );
        add(share(&[Shape::Area]), MOSTLY, &[(F::HukouAddr, 55), (F::NativePlace, 50)]);
        add(share(&[Shape::RoomNo]), 80, &[(F::Address, 58), (F::Room, 57)]);
        add(share(&[Shape::BuildingNo]), MOSTLY, &[(F::Building, 78)]);
        add(share(&[Shape::UnitNo]), MOSTLY, &[(F::Unit, 78)]);
        let various = self.distinct * 100 >= self.cells * 50;
        add(
            if various { share(&[Shape::Name]) } else { 0 },
            70,
            &[(F::Name, 80), (F::OwnerName, 50), (F::RecordedBy, 30)],
        );
        add(share(&[Shape::Organisation]), MOSTLY, &[(F::OrgName, 66), (F::Workplace, 64), (F::PropertyCo, 30)]);
        add(share(&[Shape::Date]), 70, &self.dates());
        add(if self.counts_rows { 100 } else { 0 }, 100, &[(F::Seq, 70)]);
        found.sort_by_key(|(field, confidence)| (std::cmp::Reverse(*confidence), *field));
        let mut known = HashSet::new();
        found.retain(|(field, _)| known.insert(*field));
        found
    }

    /// A column of dates is one of birth where the ids of the rows say so, or where the years lie ages apart.
    fn dates(&self) -> Vec<(FieldCode, u8)> {
        use FieldCode as F;
        let born = self.born * 2 > self.times(Shape::Date) && self.born >= CELLS_AT_LEAST;
        let apart = self.years.is_some_and(|(first, last)| last - first >= AGES_APART && first < 1990);
        let birth = if born {
            92
        } else if apart {
            66
        } else {
            30
        };
        vec![(F::BirthDate, birth), (F::StayFrom, 45), (F::RecordedOn, 40), (F::StayTo, 25)]
    }
}

fn scaled(most: u8, share: usize) -> u8 {
    // A share of 60 % still leaves four fifths of the confidence.
    let percent = 50 + share.min(100) / 2;
    u8::try_from(usize::from(most) * percent / 100).unwrap_or(most)
}

/// Shapes that exclude each other.
const EXCLUSIVE: &[Shape] = &[Shape::Id, Shape::IdLike, Shape::Address, Shape::Shorthand];

/// Shapes that hardly anything else has.
const FOREIGN: &[Shape] = &[Shape::Id, Shape::Phone, Shape::CreditCode, Shape::Sex, Shape::Date];

/// What the cells of a field look like; nothing where they may look like anything.
fn expected(field: FieldCode) -> &'static [Shape] {
    use FieldCode as F;
    match field {
        F::CitizenId | F::OwnerCitizenId | F::OrgLegalRepCitizenId | F::SecurityCitizenId => {
            &[Shape::Id, Shape::IdLike]
        }
        F::Phone | F::OwnerPhone | F::OrgLegalRepPhone | F::OrgSecurityPhone | F::BlockLeaderPhone => &[Shape::Phone],
        F::SecurityPhones | F::OrgPhones | F::GridPhones => &[Shape::Phone],
        F::Name | F::OrgLegalRepName | F::OrgSecurityName | F::BlockLeaderName => &[Shape::Name],
        F::OwnerName => &[Shape::Name, Shape::Organisation],
        F::Sex => &[Shape::Sex],
        F::RelationToHead => &[Shape::Relation],
        F::OrgUscc => &[Shape::CreditCode],
        F::OrgName => &[Shape::Organisation],
        F::Ethnicity => &[Shape::People],
        F::Kind => &[Shape::Class],
        F::Marital => &[Shape::Marital],
        F::Education => &[Shape::Education],
        F::Address => &[Shape::Address, Shape::Shorthand],
        F::HukouAddr | F::OwnerAddress | F::ActualResidence | F::NativePlace => &[Shape::Area, Shape::Address],
        F::Building => &[Shape::BuildingNo],
        F::Unit => &[Shape::UnitNo],
        F::Room => &[Shape::RoomNo],
        F::BirthDate | F::StayFrom | F::StayTo | F::MovedOutDate | F::DeathDate | F::RecordedOn => &[Shape::Date],
        F::PermitFrom | F::PermitTo | F::InspectedOn | F::VisitOn | F::VerifiedOn => &[Shape::Date],
        F::Rent | F::AreaM2 | F::LivingCount | F::RoomsLet | F::OrgStaff => &[Shape::Number],
        _ => &[],
    }
}

/// Whether a field is a date: dates look alike, whatever they are dates of.
pub(super) fn is_date(field: FieldCode) -> bool {
    expected(field) == [Shape::Date]
}
