//! The fields of every kind of record: what forms offer and tables are headed by.

/// Every field and every code list.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct CatalogueView {
    /// Fields, kind by kind, in the order of a form.
    pub fields: Vec<FieldMeta>,
    /// Code lists.
    pub lists: Vec<CodeListMeta>,
}

/// A field.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct FieldMeta {
    /// Kind of record.
    pub kind: String,
    /// Name.
    pub field: String,
    /// Chinese label.
    pub zh: String,
    /// English label.
    pub en: String,
    /// How it is edited: text, long_text, number, decimal, date, yes_no, list, list_or_text, texts, record, place, none (derived).
    pub editor: String,
    /// The code list it takes.
    pub list: Option<String>,
    /// The kind of record it names.
    pub record_kind: Option<String>,
    /// must, expected, optional or derived (DOMAIN §1.3–1.5).
    pub requirement: String,
    /// Where a form puts it: identity, contact, hukou, place, dates, permit, foreign, owner, landlord, tenant, security, plate, remark …
    pub section: String,
    /// Whether it is masked until revealed.
    pub personal: bool,
}

/// A code list.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct CodeListMeta {
    /// Name.
    pub name: String,
    /// Entries in the order of the standard.
    pub entries: Vec<CodeMeta>,
}

/// An entry of a code list.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct CodeMeta {
    /// Code as stored.
    pub code: String,
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}
