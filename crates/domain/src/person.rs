//! A person (人员): identity, apart from where they stay.

use crate::citizen_id::CitizenIdState;
use crate::code_list::{Coded, code_list};
use crate::date::PartialDate;
use crate::field::{RecordKind, field_by_text, record};
use crate::id::PersonId;
use crate::sex::Sex;

code_list! {
    /// Marital status (婚姻状况), GB/T 2261.2.
    MaritalStatus {
        /// 未婚
        Unmarried = "10", "未婚", "Unmarried";
        /// 已婚
        Married = "20", "已婚", "Married";
        /// 初婚
        FirstMarriage = "21", "初婚", "First marriage";
        /// 再婚
        Remarried = "22", "再婚", "Remarried";
        /// 复婚
        RemarriedSame = "23", "复婚", "Remarried to the same spouse";
        /// 丧偶
        Widowed = "30", "丧偶", "Widowed";
        /// 离婚
        Divorced = "40", "离婚", "Divorced";
        /// 未说明
        NotStated = "90", "未说明", "Not stated";
    }
}

code_list! {
    /// Education (学历), the tens of GB/T 4658.
    Education {
        /// 研究生
        Postgraduate = "10", "研究生", "Postgraduate" | "硕士" | "博士" | "硕士研究生" | "博士研究生";
        /// 本科
        Undergraduate = "20", "本科", "Undergraduate" | "大学本科" | "大学";
        /// 专科
        College = "30", "专科", "College" | "大学专科" | "大专";
        /// 中专 / 技校
        Vocational = "40", "中专", "Vocational school" | "中等专业" | "技校" | "职高" | "中职";
        /// 高中
        SeniorSecondary = "60", "高中", "Senior secondary" | "普通高中";
        /// 初中
        JuniorSecondary = "70", "初中", "Junior secondary" | "普通初中";
        /// 小学
        Primary = "80", "小学", "Primary";
        /// 其他
        Other = "90", "其他", "Other";
    }
}

record! {
    /// A person, as GB/T 31000 tables 12, 13 and 15 keep them, less what DOMAIN §1.8 forbids.
    Person(PersonId): RecordKind::Person,
    given {
        /// Police area (警务区) the record belongs to.
        area: String,
    }
    fields {
        /// Name (姓名), normalised.
        name: String,
        /// Former name (曾用名).
        former_name: Option<String>,
        /// Foreign surname (外文姓), as in the travel document.
        foreign_surname: Option<String>,
        /// Foreign given names (外文名).
        foreign_given_name: Option<String>,
        /// Nationality (国籍), GB/T 2659 three-letter code, or as written.
        nationality: Option<String>,
        /// Citizen identity number (公民身份号码), GB 11643: 18 characters, or as written where `id_state` says so.
        citizen_id: Option<String>,
        /// What can be said of the number.
        id_state: CitizenIdState,
        /// Sex, GB/T 2261.1.
        sex: Sex,
        /// Birth date as exact as known.
        birth_date: Option<PartialDate>,
        /// Phones.
        phones: Vec<String>,
        /// Ethnicity (民族), GB/T 3304, as written. Hukou form only: no list, search, sort, group or statistic reads it.
        ethnicity: Option<String>,
        /// Native place (籍贯).
        native_place: Option<String>,
        /// Marital status (婚姻状况), GB/T 2261.2.
        marital_status: Option<Coded<MaritalStatus>>,
        /// Education (文化程度), GB/T 4658, by tens.
        education: Option<Coded<Education>>,
        /// Occupation (职业), as written.
        occupation: Option<String>,
        /// Workplace (服务处所).
        workplace: Option<String>,
        /// Household register (户籍) division, GB/T 2260.
        hukou_division: Option<String>,
        /// Household register site (户籍小区), where local.
        hukou_site: Option<String>,
        /// Household register address (户籍地址).
        hukou_address: Option<String>,
        /// Kind of household register (户口性质), as written.
        hukou_kind: Option<String>,
        /// Remark (备注), at most 500 characters.
        remark: Option<String>,
    }
}

field_by_text! { CitizenIdState => "state of a citizen id" }

impl Person {
    /// A person of whom only the name is known.
    pub fn named(id: PersonId, area: &str, name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::blank(id, area.to_owned()) }
    }
}
