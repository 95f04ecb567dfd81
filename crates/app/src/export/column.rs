//! The columns of each list: first those that lead it, whose names and order are a contract with scripts, then every other
//! field that the catalogue lets out, in its order.

use super::kind::ExportKind;
use louce_domain::catalogue::{FieldMeta, fields_of};
use std::sync::LazyLock;

/// The columns that lead a list: `column` where it is called like the field it holds, `column:field+field` where not,
/// `column:` where it comes from another record.
const fn leading(kind: ExportKind) -> &'static str {
    match kind {
        ExportKind::Buildings => {
            "site: building:name units floors_above floors_below rooms: street door_no address building_use \
             rooms_per_floor households_declared block_leader:block_leader_name block_leader_phones \
             property_company numbering_note remark"
        }
        ExportKind::Rooms => "site: building: unit floor room:number sub_room kind state remark",
        ExportKind::Persons => {
            "name citizen_id id_state sex birth_date birth_precision: phones former_name hukou_division \
             hukou_site hukou_address marital_status education occupation workplace remark"
        }
        ExportKind::Stays => {
            "name: citizen_id: site:place building: unit: floor: room: sub_room: raw_address class:stated_class \
             relation from to end_reason relation_code household_no residence_mismatch actual_residence grid \
             inflow_reason dwelling_kind permit_no permit_until intended_until moved_to id_state: birth_date:"
        }
        ExportKind::Organisations => {
            "name uscc:credit_code kind addresses: uscc_state:credit_code_state industry legal_rep:legal_rep_name \
             legal_rep_citizen_id legal_rep_id_state legal_rep_phones staff \
             security_contact:security_contact_name security_contact_phones hazmat hazard inspected_on remark"
        }
        ExportKind::Tenancies => {
            "site:place building: unit: room: landlord:landlord_person+landlord_organisation \
             tenant:tenant_person+tenant_organisation from to floor: sub_room:"
        }
        ExportKind::Findings => "code: severity: message: record_kind: record: place: detail:",
        ExportKind::Sites => "site:name",
        ExportKind::Presences => "organisation: uscc: site:place building: unit: floor: room: sub_room:",
        ExportKind::Addresses => "site:place building: unit: floor: room: sub_room:",
        ExportKind::Grids => "",
        ExportKind::Documents => "name: citizen_id:",
        ExportKind::Households => "site:place building: unit: floor: room: sub_room: head head_citizen_id: members:",
        ExportKind::Kinships => "name: citizen_id: relative: relative_citizen_id:",
        ExportKind::Employments => {
            "organisation: uscc: registered_name:person site:place building: unit: floor: room: sub_room:"
        }
        ExportKind::Inspections => "site:place building: unit: floor: room: sub_room: organisation tenancy",
        ExportKind::Visits => "site:place building: unit: floor: room: sub_room: met: verified:",
        ExportKind::Successions => "site: building: from_room: to_room:",
    }
}

struct Columns {
    names: Vec<&'static str>,
    rest: Vec<&'static FieldMeta>,
}

static COLUMNS: LazyLock<Vec<Columns>> = LazyLock::new(|| ExportKind::ALL.iter().map(|kind| plan(*kind)).collect());

fn plan(kind: ExportKind) -> Columns {
    let leading = leading(kind).split_whitespace();
    let (mut names, mut held) = (Vec::new(), Vec::new());
    for column in leading {
        let (name, fields) = column.split_once(':').unwrap_or((column, column));
        names.push(name);
        held.extend(fields.split('+'));
    }
    let fields = kind.subject().into_iter().flat_map(fields_of);
    let rest: Vec<_> = fields.filter(|meta| meta.not_exported.is_none() && !held.contains(&meta.field)).collect();
    names.extend(rest.iter().map(|meta| meta.field));
    Columns { names, rest }
}

fn of(kind: ExportKind) -> Option<&'static Columns> {
    let at = ExportKind::ALL.iter().position(|other| *other == kind)?;
    COLUMNS.get(at)
}

/// The names of the columns, in order.
pub(super) fn columns(kind: ExportKind) -> &'static [&'static str] {
    of(kind).map_or(&[], |columns| &columns.names)
}

/// The fields after the leading columns.
pub(super) fn rest(kind: ExportKind) -> &'static [&'static FieldMeta] {
    of(kind).map_or(&[], |columns| &columns.rest)
}

/// Whether a list has a field, under whatever name.
pub fn lists_field(kind: ExportKind, field: &str) -> bool {
    let held = |column: &str| {
        let (_, fields) = column.split_once(':').unwrap_or((column, column));
        fields.split('+').any(|held| held == field)
    };
    leading(kind).split_whitespace().any(held) || rest(kind).iter().any(|meta| meta.field == field)
}

#[cfg(test)]
mod tests {
    use super::*;
    use louce_domain::field::RecordKind;

    #[test]
    fn every_list_has_the_columns_of_the_contract_first() {
        let expected = ["site", "building", "unit", "room", "landlord", "tenant", "from", "to"];
        assert!(ExportKind::Tenancies.columns().starts_with(&expected), "tenancies as scripts know them");
        let expected = ["name", "uscc", "kind", "addresses"];
        assert!(ExportKind::Organisations.columns().starts_with(&expected), "organisations as scripts know them");
    }

    #[test]
    fn no_two_columns_of_a_list_have_one_name() {
        for kind in ExportKind::ALL {
            let mut names = kind.columns().to_vec();
            names.sort_unstable();
            let all = names.len();
            names.dedup();
            assert_eq!(names.len(), all, "a script finds each column of {} once", kind.code());
        }
    }

    #[test]
    fn nothing_lists_ethnicity_care_or_protection() {
        for kind in ExportKind::ALL {
            assert!(!lists_field(*kind, "ethnicity"), "{} does not list it", kind.code());
            let subject = kind.subject();
            let kept = [RecordKind::CareNote, RecordKind::Protection, RecordKind::IdentityLink];
            assert!(subject.is_none_or(|subject| !kept.contains(&subject)), "{} stays in the register", kind.code());
        }
    }
}
