//! The words of findings: what is the matter with the record, and what to do about it.

use louce_domain::finding::Severity;

/// A kind of finding in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FindingWords {
    /// Code.
    pub code: &'static str,
    /// How pressing.
    pub severity: Severity,
    /// What is missing or doubtful, in Chinese.
    pub zh: &'static str,
    /// The same in English.
    pub en: &'static str,
    /// What to do, in Chinese.
    pub action_zh: &'static str,
    /// The same in English.
    pub action_en: &'static str,
}

macro_rules! table {
    ($($code:literal, $severity:ident, $zh:literal, $en:literal, $action_zh:literal, $action_en:literal;)+) => {
        /// Every kind of finding.
        pub(super) const ALL: &[FindingWords] = &[$(FindingWords {
            code: $code,
            severity: Severity::$severity,
            zh: $zh,
            en: $en,
            action_zh: $action_zh,
            action_en: $action_en,
        },)+];
    };
}

table! {
    "id_missing", Gap, "无公民身份号码", "No citizen id", "下次走访时采集", "Collect it at the next visit";
    "id_bad_checksum", Conflict, "身份号码校验位不符", "The id fails its checksum", "对照证件核对号码", "Compare with the card";
    "id_precision_lost", Gap, "身份号码被表格软件截断", "A spreadsheet cut the id", "号码无法复原，需重新采集", "It cannot be recovered: collect it again";
    "id_15_digit", Note, "15位旧身份号码", "A 15-digit id of the first generation", "对照证件登记18位号码", "Register the 18-digit id from the card";
    "id_malformed", Gap, "身份号码格式错误", "The id is malformed", "对照证件核对号码", "Compare with the card";
    "id_birth_mismatch", Conflict, "出生日期与身份号码不一致", "Birth date and id disagree", "对照证件核对", "Compare with the card";
    "id_sex_mismatch", Conflict, "性别与身份号码不一致", "Sex and id disagree", "对照证件核对", "Compare with the card";
    "name_unreadable", Gap, "姓名中有无法辨认的字", "A character of the name cannot be read", "对照证件补正", "Put it right from the card";
    "phone_missing", Note, "无联系电话", "No phone", "下次走访时采集", "Collect it at the next visit";
    "hukou_missing", Gap, "无户籍地址", "No household register address", "下次走访时采集", "Collect it at the next visit";
    "room_unknown", Gap, "居住房间未匹配", "The room is not known", "核对原始地址并选定房间", "Check the raw address and choose the room";
    "permit_expired", Note, "居住证已过期", "The residence permit has expired", "提醒办理签注", "Remind of renewal";
    "stay_past_intended", Note, "已超过拟居期限", "The intended stay is over", "核实是否仍居住", "Verify whether the stay continues";
    "uscc_missing", Gap, "无统一社会信用代码", "No unified social credit code", "对照营业执照采集", "Take it from the licence";
    "uscc_bad_checksum", Conflict, "信用代码校验位不符", "The credit code fails its checksum", "对照营业执照核对", "Compare with the licence";
    "uscc_15_digit", Note, "15位旧注册号", "A 15-digit registration number", "对照营业执照登记18位代码", "Register the 18-character code";
    "uscc_precision_lost", Gap, "信用代码被表格软件截断", "A spreadsheet cut the credit code", "需重新采集", "Collect it again";
    "uscc_malformed", Gap, "信用代码格式错误", "The credit code is malformed", "对照营业执照核对", "Compare with the licence";
    "legal_rep_id_missing", Note, "法定代表人无身份号码", "No id of the legal representative", "下次检查时采集", "Collect it at the next inspection";
    "legal_rep_id_bad_checksum", Conflict, "法定代表人身份号码校验位不符", "The legal representative's id fails its checksum", "对照证件核对", "Compare with the card";
    "legal_rep_id_precision_lost", Gap, "法定代表人身份号码被截断", "A spreadsheet cut the legal representative's id", "需重新采集", "Collect it again";
    "legal_rep_id_15_digit", Note, "法定代表人为15位旧号码", "A 15-digit id of the legal representative", "对照证件登记18位号码", "Register the 18-digit id";
    "legal_rep_id_malformed", Gap, "法定代表人身份号码格式错误", "The legal representative's id is malformed", "对照证件核对", "Compare with the card";
    "security_contact_missing", Note, "无治保负责人", "No security contact", "下次检查时采集", "Collect it at the next inspection";
    "declared_rooms_differ", Conflict, "登记总户数与实有房间数不符", "Declared households and counted rooms differ", "实地核对房间", "Check the rooms on site";
    "floors_missing", Gap, "未登记层数", "No number of floors", "补录地上层数", "Register the floors above ground";
}

/// A code nobody knows yet: from a newer version.
const UNKNOWN: FindingWords = FindingWords {
    code: "",
    severity: Severity::Note,
    zh: "其他疑点",
    en: "Another finding",
    action_zh: "请核对记录",
    action_en: "Check the record",
};

/// The words of a finding.
pub fn words(code: &str) -> FindingWords {
    ALL.iter().copied().find(|known| known.code == code).unwrap_or(UNKNOWN)
}
