//! The head of the report and the people who sign it.

use serde::{Deserialize, Serialize};

/// Who, where, when, why, from which data.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Cover {
    /// Title; empty for the usual one (社区警务工作移交报告).
    pub title: String,
    /// Police unit (单位), e.g. 示例派出所.
    pub unit: String,
    /// The area handed over (警务区、社区 or 全部辖区).
    pub area: String,
    /// Cut-off of all numbers (截止时间), ISO date-time.
    pub cut_off: String,
    /// The earlier date the changes are counted from (起算日期), mostly the last handover.
    pub since: Option<String>,
    /// Why the area is handed over (移交原因), e.g. 岗位调整.
    pub reason: String,
    /// Who prepared the report (编制人).
    pub prepared_by: String,
    /// When the report was generated, ISO date-time. Also the date inside the PDF and the workbook.
    pub generated_at: String,
    /// Version of the program, e.g. `0.1.0`.
    pub app_version: String,
    /// Version of the data: schema or change number, e.g. `12 / 4711`.
    pub data_version: String,
    /// Fingerprint of the register the numbers come from (登记册指纹), hex or base32.
    pub fingerprint: String,
    /// Whether the register is invented; an invented one says so on every page.
    pub origin: Origin,
}

/// Where the records come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Origin {
    /// A register in use.
    #[default]
    Register,
    /// The invented demo community (示例数据, division 330299).
    Demo,
}

/// The three who sign.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Parties {
    /// 移交人.
    pub from: Party,
    /// 接收人.
    pub to: Party,
    /// 监交人 (所领导).
    pub witness: Party,
}

/// One who signs. Empty fields are left open for the pen.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Party {
    /// Name.
    pub name: String,
    /// Police number (警号), text.
    pub number: String,
    /// Post (职务), e.g. 社区民警.
    pub post: String,
}

/// The line at the foot of every page: it says whose copy this is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Printed {
    /// Who made this copy, with the police number if there is one.
    pub by: String,
    /// When, ISO date-time.
    pub at: String,
    /// The purpose given for it (用途), e.g. 交接.
    pub purpose: String,
}
