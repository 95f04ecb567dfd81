//! A person (人员): identity, apart from where they stay.

use crate::citizen_id::CitizenIdState;
use crate::date::PartialDate;
use crate::field::{RecordKind, field_by_text, fielded};
use crate::id::PersonId;
use crate::sex::Sex;
use serde::{Deserialize, Serialize};

/// A person, as GB/T 31000 tables 12, 13 and 15 keep them, less what DOMAIN §1.8 forbids.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Person {
    /// Identifier.
    pub id: PersonId,
    /// Police area (警务区) the record belongs to.
    pub area: String,
    /// Name (姓名), normalised.
    pub name: String,
    /// Former name (曾用名).
    pub former_name: Option<String>,
    /// Citizen identity number (公民身份号码), GB 11643: 18 characters, or as written where `id_state` says so.
    pub citizen_id: Option<String>,
    /// What can be said of the number.
    pub id_state: CitizenIdState,
    /// Sex, GB/T 2261.1.
    pub sex: Sex,
    /// Birth date as exact as known.
    pub birth_date: Option<PartialDate>,
    /// Phones.
    pub phones: Vec<String>,
    /// Ethnicity (民族), GB/T 3304, as written. Hukou form only: no list, search, sort, group or statistic reads it.
    pub ethnicity: Option<String>,
    /// Native place (籍贯).
    pub native_place: Option<String>,
    /// Marital status (婚姻状况), GB/T 2261.2, as written.
    pub marital_status: Option<String>,
    /// Education (文化程度), GB/T 4658, as written.
    pub education: Option<String>,
    /// Occupation (职业), as written.
    pub occupation: Option<String>,
    /// Workplace (服务处所).
    pub workplace: Option<String>,
    /// Household register (户籍) division, GB/T 2260.
    pub hukou_division: Option<String>,
    /// Household register site (户籍小区), where local.
    pub hukou_site: Option<String>,
    /// Household register address (户籍地址).
    pub hukou_address: Option<String>,
    /// Remark (备注), at most 500 characters.
    pub remark: Option<String>,
}

field_by_text! { CitizenIdState => "state of a citizen id" }

fielded!(
    Person,
    RecordKind::Person,
    [
        name,
        former_name,
        citizen_id,
        id_state,
        sex,
        birth_date,
        phones,
        ethnicity,
        native_place,
        marital_status,
        education,
        occupation,
        workplace,
        hukou_division,
        hukou_site,
        hukou_address,
        remark,
    ]
);

impl Person {
    /// A person of whom only the name is known.
    pub fn named(id: PersonId, area: &str, name: &str) -> Self {
        Self {
            id,
            area: area.to_owned(),
            name: name.to_owned(),
            former_name: None,
            citizen_id: None,
            id_state: CitizenIdState::Missing,
            sex: Sex::Unknown,
            birth_date: None,
            phones: Vec::new(),
            ethnicity: None,
            native_place: None,
            marital_status: None,
            education: None,
            occupation: None,
            workplace: None,
            hukou_division: None,
            hukou_site: None,
            hukou_address: None,
            remark: None,
        }
    }
}
