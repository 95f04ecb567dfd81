//! Chinese words for what a preview shows.

use louce_import::FieldCode;
use louce_import::proposal::{Evidence, LedgerKind};

/// What a sheet is; empty where it holds no records.
pub(super) const fn ledger(kind: LedgerKind) -> &'static str {
    match kind {
        LedgerKind::Person => "人口台账",
        LedgerKind::FloatingPopulation => "流动人口登记表",
        LedgerKind::Rental => "出租屋台账",
        LedgerKind::Organisation => "单位台账",
        LedgerKind::Building => "楼栋台账",
        LedgerKind::RoomSurvey => "房屋采集表",
        LedgerKind::Visits => "走访记录",
        LedgerKind::Employees => "从业人员名单",
        LedgerKind::Plates => "门楼牌普查表",
        LedgerKind::Grids => "网格表",
        LedgerKind::NoRecords => "",
    }
}

/// Why a column is taken for what it is.
pub(super) const fn evidence(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::Nothing => "",
        Evidence::Header => "表头一致",
        Evidence::SimilarHeader => "表头相近",
        Evidence::Neighbour => "按相邻列判断",
        Evidence::Values => "按内容判断",
        Evidence::HeaderAndValues => "表头与内容一致",
        Evidence::Profile => "导入方案",
        Evidence::User => "手工指定",
    }
}

/// How a value came from its cell.
pub(super) fn rule(rule: &str) -> &'static str {
    match rule {
        "as_above" => "同上",
        "merged" => "合并单元格",
        "value_fixed" => "按值修正",
        _ => "已规范",
    }
}

/// Whether the values of a field tell persons apart, so that they are not listed: only the doubtful ones are shown. The
/// ethnicity of persons is never listed either.
pub(super) fn is_unlisted(field: FieldCode) -> bool {
    const UNLISTED: [&str; 17] = [
        "name",
        "former_name",
        "citizen_id",
        "phone",
        "phones",
        "ethnicity",
        "seq",
        "uscc",
        "permit_no",
        "rental_no",
        "household_no",
        "cert_no",
        "number",
        "met",
        "foreign_surname",
        "foreign_given_name",
        "co_tenants",
    ];
    let code = field.code();
    let last = code.rsplit('.').next().unwrap_or(code);
    UNLISTED.contains(&last) || last.ends_with("_name") || last.ends_with("_citizen_id") || last.ends_with("_phones")
}
