//! Organisations (单位).

use super::{Cells, RowIds, Table, shape_once};
use crate::effects::Effects;
use crate::error::Result;
use louce_domain::field::RecordKind;
use louce_domain::id::OrganisationId;
use louce_domain::organisation::Organisation;
use rusqlite::Connection;
use rusqlite::types::Value;
use uuid::Uuid;

impl Table for Organisation {
    const LINKS: &'static [&'static str] = &["area"];
    const FROM: &'static str = "organisation";
    const LINK_SELECT: &'static str = "organisation.area";
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
            id: OrganisationId(cells.uuid()?),
            area: cells.text()?,
            name: cells.text()?,
            credit_code: cells.opt_text()?,
            credit_code_state: cells.field()?,
            kind: cells.field()?,
            industry: cells.opt_text()?,
            status: cells.opt_text()?,
            founded_on: cells.field()?,
            supervisor: cells.opt_text()?,
            place_kind: cells.field()?,
            regimes: cells.field()?,
            phones: cells.field()?,
            legal_rep_name: cells.opt_text()?,
            legal_rep_document: cells.field()?,
            legal_rep_citizen_id: cells.opt_text()?,
            legal_rep_id_state: cells.field()?,
            legal_rep_phones: cells.field()?,
            staff: cells.number()?,
            security_contact_name: cells.opt_text()?,
            security_contact_phones: cells.field()?,
            hazmat: cells.flag()?,
            hazard: cells.opt_text()?,
            inspected_on: cells.field()?,
            verified_on: cells.field()?,
            closed_on: cells.field()?,
            remark: cells.opt_text()?,
        })
    }

    fn effects(_: &Connection, row: i64, before: Option<&Self>, after: Option<&Self>, out: &mut Effects) -> Result<()> {
        out.count("organisations", before.is_some(), after.is_some());
        out.reindex(RecordKind::Organisation, row);
        out.touch(RecordKind::Organisation, row);
        Ok(())
    }
}
