//! The tables that are nothing but a record's fields and the records it refers to: addresses, grids, documents,
//! households, kinships, tenancies, inspections, employments, visits, encounters, care notes, protections, identity
//! links and successions.

use super::stay::place_columns;
use super::{Cells, RowIds, Table, place_from, place_ids, shape_once};
use crate::effects::Effects;
use crate::error::{Result, StoreError};
use louce_domain::care::{CareNote, Protection};
use louce_domain::document::Document;
use louce_domain::employment::Employment;
use louce_domain::field::{Fielded, RecordKind};
use louce_domain::grid::Grid;
use louce_domain::household::Household;
use louce_domain::identity_link::IdentityLink;
use louce_domain::inspection::Inspection;
use louce_domain::kinship::Kinship;
use louce_domain::space_address::SpaceAddress;
use louce_domain::succession::Succession;
use louce_domain::tenancy::Tenancy;
use louce_domain::visit::{Encounter, Visit};
use rusqlite::Connection;
use rusqlite::types::Value;
use uuid::Uuid;

/// The three columns of a place, read as outside names.
macro_rules! place_select {
    ($table:literal) => {
        concat!(
            ", (SELECT uuid FROM room WHERE id = ",
            $table,
            ".room), (SELECT uuid FROM building WHERE id = ",
            $table,
            ".building), (SELECT uuid FROM site WHERE id = ",
            $table,
            ".site)"
        )
    };
}

/// Gives [`Table`] to a record: `scoped` ones carry an area, `given` references make the record what it is, `linked` ones
/// are fields that may change, `placed` ones have a place. `also` is what else follows from a change.
macro_rules! linked_table {
    (
        $record:ident in $table:literal $(, scoped $area:ident)?
        $(, given { $($given:ident: $given_kind:ident),+ })?
        $(, linked { $($linked:ident: $linked_kind:ident),+ })?
        $(, placed $place:ident)?
        $(, also $also:path)?
    ) => {
        impl Table for $record {
            const LINKS: &'static [&'static str] = &[
                $(stringify!($area),)?
                $($(stringify!($given),)+)?
                $($(stringify!($linked),)+)?
                $(linked_table!(@name $place "room"), linked_table!(@name $place "building"), linked_table!(@name $place "site"),)?
            ];
            const FOLDED: &'static [&'static str] = &[$($(stringify!($linked),)+)? $(stringify!($place),)?];
            const FROM: &'static str = $table;
            const LINK_SELECT: &'static str = concat!(
                "NULL"
                $(, ", ", $table, ".", stringify!($area))?
                $($(, ", (SELECT uuid FROM ", linked_table!(@table $given_kind), " WHERE id = ", $table, ".", stringify!($given), ")")+)?
                $($(, ", (SELECT uuid FROM ", linked_table!(@table $linked_kind), " WHERE id = ", $table, ".", stringify!($linked), ")")+)?
                $(, linked_table!(@place $place $table))?
            );
            shape_once!();

            fn uuid(&self) -> Uuid {
                self.id.0
            }

            #[allow(unused_variables, reason = "a table without references looks nothing up")]
            fn links(&self, conn: &Connection, ids: &mut dyn RowIds) -> Result<Vec<Value>> {
                #[allow(unused_mut, reason = "a table without a place adds nothing")]
                let mut links = vec![
                    $(Value::Text(self.$area.clone()),)?
                    $($(Value::Integer(ids.row_of(conn, RecordKind::$given_kind, self.$given.0)?),)+)?
                    $($(match self.$linked {
                        Some(id) => Value::Integer(ids.row_of(conn, RecordKind::$linked_kind, id.0)?),
                        None => Value::Null,
                    },)+)?
                ];
                $(links.extend(place_ids(conn, ids, &self.$place)?);)?
                Ok(links)
            }

            $(fn link_texts(&self) -> Vec<(&'static str, Option<String>)> {
                vec![(stringify!($area), Some(self.$area.clone()))]
            })?

            #[allow(unused_variables, reason = "a table without given references has none to hold")]
            fn check_fixed(&self, after: &Self) -> Result<()> {
                $($(if self.$given != after.$given {
                    return Err(StoreError::FixedField(stringify!($given)));
                })+)?
                Ok(())
            }

            fn read(cells: &mut Cells<'_>) -> Result<Self> {
                let id = cells.uuid()?;
                cells.opt_text()?;
                $(let $area = cells.text()?;)?
                $($(let $given = cells.uuid()?;)+)?
                #[allow(unused_mut, reason = "a record may have no field")]
                let mut record = Self::blank(id $(, $area)? $($(, $given)+)?);
                $($(record.$linked = cells.opt_uuid()?;)+)?
                $(record.$place = place_from(cells)?;)?
                for field in Self::field_columns() {
                    // An empty text is what a blank record has: a tenancy whose room is known needs no written address.
                    if let Some(text) = cells.field_text()?.filter(|text| !text.is_empty()) {
                        record.set_field(field, Some(&text))?;
                    }
                }
                Ok(record)
            }

            fn effects(
                conn: &Connection,
                row: i64,
                before: Option<&Self>,
                after: Option<&Self>,
                out: &mut Effects,
            ) -> Result<()> {
                out.count(concat!("records:", $table), before.is_some(), after.is_some());
                out.touch(Self::KIND, row);
                for record in [before, after].into_iter().flatten() {
                    $($(out.touch_id(conn, RecordKind::$given_kind, record.$given.0)?;)+)?
                    $($(if let Some(id) = record.$linked {
                        out.touch_id(conn, RecordKind::$linked_kind, id.0)?;
                    })+)?
                    $(out.touch_place(conn, &record.$place)?;)?
                    $($also(conn, record, out)?;)?
                    let _ = (conn, record);
                }
                Ok(())
            }

            #[allow(unused_variables, reason = "a table without references looks nothing up")]
            fn column_values(
                conn: &Connection,
                ids: &mut dyn RowIds,
                field: &'static str,
                text: Option<&str>,
            ) -> Result<Vec<(&'static str, Value)>> {
                $($(if field == stringify!($linked) {
                    return Ok(vec![(field, linked_row(conn, ids, RecordKind::$linked_kind, text)?)]);
                })+)?
                $(if field == stringify!($place) {
                    return place_columns(conn, ids, field, text);
                })?
                Ok(vec![(field, text.map_or(Value::Null, |t| Value::Text(t.to_owned())))])
            }
        }
    };
    (@name $place:ident $column:literal) => { $column };
    (@place $place:ident $table:literal) => { place_select!($table) };
    (@table Person) => { "person" };
    (@table Organisation) => { "organisation" };
    (@table Room) => { "room" };
    (@table Tenancy) => { "tenancy" };
    (@table Visit) => { "visit" };
}

/// The row number a changed reference stands for.
pub(crate) fn linked_row(
    conn: &Connection,
    ids: &mut dyn RowIds,
    kind: RecordKind,
    text: Option<&str>,
) -> Result<Value> {
    let Some(text) = text else {
        return Ok(Value::Null);
    };
    let id = Uuid::parse_str(text).map_err(|error| StoreError::Damaged(error.to_string()))?;
    ids.row_of(conn, kind, id).map(Value::Integer)
}

linked_table!(SpaceAddress in "space_address", placed place, also named_space);
linked_table!(Grid in "grid", scoped area);
linked_table!(Document in "document", given { person: Person }, also document_owner);
linked_table!(Household in "household", scoped area, linked { head: Person }, placed place);
linked_table!(Kinship in "kinship", given { person: Person, relative: Person });
linked_table!(
    Tenancy in "tenancy", scoped area,
    linked {
        landlord_person: Person, landlord_organisation: Organisation,
        tenant_person: Person, tenant_organisation: Organisation
    },
    placed place, also let_space
);
linked_table!(
    Inspection in "inspection", scoped area, linked { tenancy: Tenancy, organisation: Organisation }, placed place
);
linked_table!(
    Employment in "employment", given { organisation: Organisation }, linked { person: Person }, placed place
);
linked_table!(Visit in "visit", scoped area, placed place);
linked_table!(Encounter in "encounter", given { visit: Visit, person: Person });
linked_table!(CareNote in "care_note", given { person: Person });
linked_table!(Protection in "protection", given { person: Person });
linked_table!(IdentityLink in "identity_link", given { person: Person, other: Person });
linked_table!(Succession in "succession", given { from_room: Room, to_room: Room });

/// A person is found by every document number they have.
fn document_owner(conn: &Connection, document: &Document, out: &mut Effects) -> Result<()> {
    if let Some(person) = super::row_of(conn, RecordKind::Person, document.person.0)? {
        out.compare(person);
    }
    out.reindex_id(conn, RecordKind::Person, document.person.0)
}

/// A room is found by the landlord of whom only the ledger knows.
fn let_space(conn: &Connection, tenancy: &Tenancy, out: &mut Effects) -> Result<()> {
    out.reindex_place(conn, &tenancy.place)
}

/// A space is found by every address it has.
fn named_space(conn: &Connection, address: &SpaceAddress, out: &mut Effects) -> Result<()> {
    out.reindex_place(conn, &address.place)
}
