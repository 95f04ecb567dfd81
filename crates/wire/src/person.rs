//! The person page.

use crate::{LinkRow, RecordRow};

/// A field with its value.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct FieldRow {
    /// Field name.
    pub field: String,
    /// Value as text.
    pub value: Option<String>,
    /// The ledger cell the value came from, e.g. 人口台账.xlsx · Person · C12.
    pub origin: Option<String>,
}

/// A person, revealed under a purpose.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct PersonView {
    /// Identifier.
    pub id: String,
    /// Name.
    pub name: String,
    /// All fields in record order.
    pub fields: Vec<FieldRow>,
    /// Stays, newest first.
    pub stays: Vec<StayRow>,
    /// What is missing or doubtful in the record.
    pub findings: Vec<FindingRow>,
    /// The day the page shows; none: today.
    pub as_of: Option<String>,
    /// Population class (人口类别) on that day, and what it rests on.
    pub class: Option<DerivedRow>,
    /// 人户一致, and what it rests on.
    pub residence_match: Option<DerivedRow>,
    /// Documents, current ones first.
    pub documents: Vec<RecordRow>,
    /// Who is counted in the same household, and relatives elsewhere.
    pub relatives: Vec<LinkRow>,
    /// Kinships as recorded.
    pub kinships: Vec<RecordRow>,
    /// Tenancies as landlord or tenant.
    pub tenancies: Vec<RecordRow>,
    /// Rooms owned.
    pub owned: Vec<LinkRow>,
    /// Employments.
    pub employments: Vec<RecordRow>,
    /// Visits at which the person was met.
    pub visits: Vec<RecordRow>,
    /// Care notes; none where the role does not see them.
    pub care_notes: Vec<RecordRow>,
    /// Whether the role may see and write care notes.
    pub may_see_care: bool,
    /// The protection of the address that stands, if any and if the role may see it.
    pub protection: Option<RecordRow>,
    /// Whether the address is protected and this page therefore hides it.
    pub address_hidden: bool,
    /// Verdicts about records that look like this one.
    pub identity_links: Vec<RecordRow>,
}

/// A stay as listed on a person.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct StayRow {
    /// Stay.
    pub id: String,
    /// Address as shown.
    pub address: String,
    /// Room, where matched.
    pub room_id: Option<String>,
    /// Building, where matched.
    pub building_id: Option<String>,
    /// Whether it is open.
    pub open: bool,
    /// Fields in record order.
    pub fields: Vec<FieldRow>,
}

/// A value that follows from others, unless an officer stated it with a reason.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct DerivedRow {
    /// Code that counts.
    pub code: String,
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
    /// Code that follows from the data, where an officer stated another.
    pub derived: Option<String>,
    /// What it rests on, in Chinese: the two divisions compared, or the officer's reason.
    pub basis_zh: String,
    /// In English.
    pub basis_en: String,
    /// The stay it belongs to, by which it is overridden.
    pub stay_id: Option<String>,
}

/// Something missing or doubtful in a record.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct FindingRow {
    /// Code.
    pub code: String,
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
    /// The words of the data.
    pub detail: Option<String>,
    /// note, gap or conflict.
    pub severity: String,
}

/// A field and the text it shall have; none clears it.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct FieldEdit {
    /// Field name.
    pub field: String,
    /// New text.
    pub value: Option<String>,
    /// The text the user saw before; refused when the field no longer holds it. Empty stands for no value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub was: Option<String>,
}

/// A person to move in: known already, or new.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct MoveInPerson {
    /// A person of the register.
    pub person_id: Option<String>,
    /// For a new person: fields by name; `name` is needed.
    pub fields: Vec<FieldEdit>,
}

/// Who was written.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct WrittenPerson {
    /// The person.
    pub person_id: String,
    /// The stay, where one was opened or ended.
    pub stay_id: Option<String>,
    /// How many fields changed.
    pub changed: u32,
}
