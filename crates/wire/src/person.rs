//! The person page.

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
