//! Reads the columns of a row one after the other into the fields of a record.

use crate::error::{Result, StoreError};
use louce_domain::field::FieldValue;
use rusqlite::Row;
use rusqlite::types::ValueRef;
use uuid::Uuid;

/// A row and the next column to read.
pub struct Cells<'r> {
    row: &'r Row<'r>,
    next: usize,
}

impl<'r> Cells<'r> {
    pub(crate) const fn of(row: &'r Row<'r>) -> Self {
        Self { row, next: 0 }
    }

    fn value(&mut self) -> Result<ValueRef<'r>> {
        let value = self.row.get_ref(self.next)?;
        self.next += 1;
        Ok(value)
    }

    fn str(&mut self) -> Result<Option<&'r str>> {
        match self.value()? {
            ValueRef::Null => Ok(None),
            ValueRef::Text(bytes) => std::str::from_utf8(bytes).map(Some).map_err(|_| damaged("text")),
            _ => Err(damaged("text")),
        }
    }

    pub(crate) fn integer(&mut self) -> Result<i64> {
        self.opt_integer()?.ok_or_else(|| damaged("whole number"))
    }

    pub(crate) fn opt_integer(&mut self) -> Result<Option<i64>> {
        match self.value()? {
            ValueRef::Null => Ok(None),
            ValueRef::Integer(number) => Ok(Some(number)),
            _ => Err(damaged("whole number")),
        }
    }

    /// A whole number of a narrower type.
    pub(crate) fn number<N: TryFrom<i64>>(&mut self) -> Result<Option<N>> {
        let number = self.opt_integer()?;
        number.map(|n| N::try_from(n).map_err(|_| damaged("whole number in range"))).transpose()
    }

    pub(crate) fn flag(&mut self) -> Result<Option<bool>> {
        Ok(self.opt_integer()?.map(|n| n != 0))
    }

    pub(crate) fn real(&mut self) -> Result<Option<f64>> {
        match self.value()? {
            ValueRef::Null => Ok(None),
            ValueRef::Real(number) => Ok(Some(number)),
            _ => Err(damaged("number")),
        }
    }

    pub(crate) fn text(&mut self) -> Result<String> {
        self.str()?.map(str::to_owned).ok_or_else(|| damaged("text"))
    }

    pub(crate) fn opt_text(&mut self) -> Result<Option<String>> {
        Ok(self.str()?.map(str::to_owned))
    }

    /// A value kept as the text of its field.
    pub(crate) fn field<T: FieldValue>(&mut self) -> Result<T> {
        Ok(T::from_field(self.str()?)?)
    }

    /// The text of a field, whatever its column keeps.
    pub(crate) fn field_text(&mut self) -> Result<Option<std::borrow::Cow<'r, str>>> {
        Ok(match self.value()? {
            ValueRef::Null => None,
            ValueRef::Integer(number) => Some(number.to_string().into()),
            ValueRef::Real(number) => Some(number.to_string().into()),
            ValueRef::Text(bytes) => Some(std::str::from_utf8(bytes).map_err(|_| damaged("text"))?.into()),
            ValueRef::Blob(_) => return Err(damaged("field")),
        })
    }

    pub(crate) fn uuid<T: From<Uuid>>(&mut self) -> Result<T> {
        self.opt_uuid()?.ok_or_else(|| damaged("identifier"))
    }

    pub(crate) fn opt_uuid<T: From<Uuid>>(&mut self) -> Result<Option<T>> {
        match self.value()? {
            ValueRef::Null => Ok(None),
            ValueRef::Blob(bytes) => {
                Uuid::from_slice(bytes).map(|u| Some(T::from(u))).map_err(|_| damaged("identifier"))
            }
            _ => Err(damaged("identifier")),
        }
    }
}

fn damaged(expected: &str) -> StoreError {
    StoreError::Damaged(format!("a stored value is not a {expected}"))
}
