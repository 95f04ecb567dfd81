//! Persons (人员).

use super::{Cells, RowIds, Table, shape_once};
use crate::effects::Effects;
use crate::error::Result;
use louce_domain::field::RecordKind;
use louce_domain::id::PersonId;
use louce_domain::person::Person;
use rusqlite::Connection;
use rusqlite::types::Value;
use uuid::Uuid;

impl Table for Person {
    const LINKS: &'static [&'static str] = &["area"];
    const FROM: &'static str = "person";
    const LINK_SELECT: &'static str = "person.area";
    shape_once!();

    fn uuid(&self) -> Uuid {
        self.id.0
    }

    fn links(&self, _: &Connection, _: &mut dyn RowIds) -> Result<Vec<Value>> {
        Ok(vec![Value::Text(self.area.clone())])
    }

    fn link_texts(&self) -> Vec<(&'static str, Option<String>)> {
        vec![("area", Some(self.area.clone()))]
    }

    fn read(cells: &mut Cells<'_>) -> Result<Self> {
        Ok(Self {
            id: PersonId(cells.uuid()?),
            area: cells.text()?,
            name: cells.text()?,
            former_name: cells.opt_text()?,
            foreign_surname: cells.opt_text()?,
            foreign_given_name: cells.opt_text()?,
            nationality: cells.opt_text()?,
            citizen_id: cells.opt_text()?,
            id_state: cells.field()?,
            sex: cells.field()?,
            birth_date: cells.field()?,
            phones: cells.field()?,
            ethnicity: cells.opt_text()?,
            native_place: cells.opt_text()?,
            marital_status: cells.field()?,
            education: cells.field()?,
            occupation: cells.opt_text()?,
            workplace: cells.opt_text()?,
            hukou_division: cells.opt_text()?,
            hukou_site: cells.opt_text()?,
            hukou_address: cells.opt_text()?,
            hukou_kind: cells.opt_text()?,
            remark: cells.opt_text()?,
        })
    }

    fn effects(_: &Connection, row: i64, before: Option<&Self>, after: Option<&Self>, out: &mut Effects) -> Result<()> {
        out.count("persons", before.is_some(), after.is_some());
        out.reindex(RecordKind::Person, row);
        out.touch(RecordKind::Person, row);
        if before.map(identity) != after.map(identity) {
            out.compare(row);
        }
        Ok(())
    }
}

/// What tells a person's record apart from others.
fn identity(person: &Person) -> impl PartialEq + '_ {
    (
        (&person.name, &person.former_name, &person.foreign_surname, &person.foreign_given_name),
        (&person.citizen_id, person.birth_date, person.sex, &person.phones, &person.hukou_address),
    )
}
