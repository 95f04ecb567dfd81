//! Tables without a header: data from their first row on, told by the values alone.

use super::shape::{Shape, shapes};
use super::{Told, map};
use crate::cell::Row;
use crate::dictionary;
use crate::field::FieldCode as F;
use crate::header::Header;
use crate::proposal::{ColumnMeaning, Evidence};
use std::collections::BTreeMap;

/// Rows that are looked at.
const LOOKED_AT: usize = 60;
/// Share of rows in which a column must hold a value to be one, percent.
const FILLED: usize = 20;
/// Share of the cells under 姓名 alone that must look like names, percent.
const NAMES: usize = 80;

/// The columns of a table without a header: no rows, no names. None where its values do not name persons with an id,
/// a phone or an address.
#[must_use]
pub fn without_header(rows: &[Row]) -> Option<Header> {
    let looked_at = rows.get(..rows.len().min(LOOKED_AT))?;
    let mut filled: BTreeMap<u32, usize> = BTreeMap::new();
    // A title above the list or a line below it is no row of it.
    let records = looked_at.iter().filter(|row| row.own().count() >= 2);
    let mut count = 0;
    for row in records {
        count += 1;
        row.own().for_each(|(column, _)| *filled.entry(*column).or_default() += 1);
    }
    let columns = filled.into_iter().filter(|(_, times)| times * 100 >= count * FILLED);
    let header = Header { rows: Vec::new(), columns: columns.map(|(column, _)| (column, Vec::new())).collect() };
    let (columns, _) = map(&header, looked_at, Told::default());
    let has = |field| {
        columns
            .iter()
            .any(|column| column.evidence == Evidence::Values && column.meaning == ColumnMeaning::Field(field))
    };
    (has(F::Name) && (has(F::CitizenId) || has(F::Phone) || has(F::Address))).then_some(header)
}

/// A list of nothing but names: a cell 姓名, and under it one cell a row that looks like a name.
#[must_use]
pub fn names_alone(rows: &[Row]) -> Option<Header> {
    let single = |row: &Row| {
        let mut own = row.own();
        own.next().map(|(column, cell)| (*column, cell.text.clone())).filter(|_| own.next().is_none())
    };
    let is_header = |text: &str| dictionary::exact(&dictionary::header_key(text)) == Some(F::Name);
    let at = rows.iter().position(|row| single(row).is_some_and(|(_, text)| is_header(&text)))?;
    let (header, below) = rows.get(at..)?.split_first()?;
    let (column, text) = single(header)?;
    let below = below.get(..below.len().min(LOOKED_AT))?;
    let is_name =
        |row: &&Row| row.own().count() == 1 && row.cell(column).is_some_and(|cell| shapes(cell).contains(&Shape::Name));
    let names = below.iter().filter(is_name).count();
    let are_names = names > 0 && names * 100 >= below.len() * NAMES;
    are_names.then(|| Header { rows: vec![header.number], columns: vec![(column, vec![text.trim().to_owned()])] })
}
