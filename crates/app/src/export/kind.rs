//! Which lists can leave the register, and what their columns are called: a contract with scripts.

use louce_domain::field::FieldError;
use std::str::FromStr;

/// A list of records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportKind {
    /// 楼幢
    Buildings,
    /// 房间
    Rooms,
    /// 人员
    Persons,
    /// 居住登记
    Stays,
    /// 单位
    Organisations,
    /// 租赁登记: none are kept yet, the list is empty.
    Tenancies,
    /// 数据疑点
    Findings,
}

impl ExportKind {
    /// Every list.
    pub const ALL: &'static [Self] = &[
        Self::Buildings,
        Self::Rooms,
        Self::Persons,
        Self::Stays,
        Self::Organisations,
        Self::Tenancies,
        Self::Findings,
    ];

    /// The code on the command line.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Buildings => "buildings",
            Self::Rooms => "rooms",
            Self::Persons => "persons",
            Self::Stays => "stays",
            Self::Organisations => "orgs",
            Self::Tenancies => "tenancies",
            Self::Findings => "findings",
        }
    }

    /// The names of the columns, in order. Ethnicity is in none of them.
    pub const fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Buildings => &[
                "site",
                "building",
                "units",
                "floors_above",
                "floors_below",
                "rooms",
                "street",
                "door_no",
                "address",
                "building_use",
                "rooms_per_floor",
                "households_declared",
                "block_leader",
                "block_leader_phones",
                "property_company",
                "numbering_note",
                "remark",
            ],
            Self::Rooms => &["site", "building", "unit", "floor", "room", "sub_room", "kind", "state", "remark"],
            Self::Persons => &[
                "name",
                "citizen_id",
                "id_state",
                "sex",
                "birth_date",
                "birth_precision",
                "phones",
                "former_name",
                "hukou_division",
                "hukou_site",
                "hukou_address",
                "marital_status",
                "education",
                "occupation",
                "workplace",
                "remark",
            ],
            Self::Stays => &[
                "name",
                "citizen_id",
                "site",
                "building",
                "unit",
                "floor",
                "room",
                "sub_room",
                "raw_address",
                "class",
                "relation",
                "from",
                "to",
                "end_reason",
                "relation_code",
                "household_no",
                "residence_mismatch",
                "actual_residence",
                "grid",
                "inflow_reason",
                "dwelling_kind",
                "permit_no",
                "permit_until",
                "intended_until",
                "moved_to",
                "id_state",
                "birth_date",
            ],
            Self::Organisations => &[
                "name",
                "uscc",
                "kind",
                "addresses",
                "uscc_state",
                "industry",
                "legal_rep",
                "legal_rep_citizen_id",
                "legal_rep_id_state",
                "legal_rep_phones",
                "staff",
                "security_contact",
                "security_contact_phones",
                "hazmat",
                "hazard",
                "inspected_on",
                "remark",
            ],
            Self::Tenancies => &["site", "building", "unit", "room", "landlord", "tenant", "from", "to"],
            Self::Findings => &["code", "severity", "message", "record_kind", "record", "place", "detail"],
        }
    }
}

impl FromStr for ExportKind {
    type Err = FieldError;
    fn from_str(text: &str) -> Result<Self, FieldError> {
        let known = Self::ALL.iter().copied().find(|kind| kind.code() == text);
        known.ok_or_else(|| FieldError::not_in_list("list to export", text))
    }
}
