//! The words for reason codes: why a row waits, was refused or passed over.

use super::guarded::NEEDS_CARE_OFFICER;

/// Code and Chinese words.
const REASONS: &[(&str, &str)] = &[
    ("title", "标题行"),
    ("header", "表头"),
    ("header_note", "表头说明行"),
    ("repeated_header", "重复表头"),
    ("section", "分节行"),
    ("total", "合计行"),
    ("signature", "填表签名行"),
    ("legend", "图例说明"),
    ("blank", "空行"),
    ("end_mark", "“以下空白”标记"),
    ("no_name", "没有姓名，不虚构人员"),
    ("no_organisation_name", "没有单位名称"),
    ("other_table", "属于同页的另一张表，列不同"),
    ("no_building", "没有楼栋号"),
    ("no_address", "没有地址"),
    ("no_header", "未识别出表头，请指定表头行"),
    ("no_facts", "本行未读出任何内容"),
    ("room_unknown", "只知小区或楼幢，房间待补"),
    ("address_unmatched", "地址无法对应到楼幢和房间"),
    ("address_ambiguous", "地址与已登记的小区或楼幢相近，待确认是哪一处"),
    ("contradiction", "台账与登记簿不一致，日期不能判断先后，待确认"),
    ("register_kept", "与登记簿不一致，已保留登记簿的内容"),
    ("several_persons", "一格多人，请拆分后导入"),
    ("id_conflict", "身份证号与他人重复"),
    ("ambiguous_person", "有相近或同名人员，待确认"),
    ("too_many_namesakes", "同名且信息相同的人员过多，待确认"),
    ("newer_edit", "民警曾手工更正，台账与登记簿不一致"),
    ("older_ledger", "台账较旧，登记簿保持不变"),
    ("stay_ended", "登记簿记载此人已离开该处"),
    ("two_places_in_file", "同一文件中此人登记在两处"),
    ("code_conflict", "信用代码与其他单位重复"),
    ("too_many_rooms", "楼幢房间数过多，请核对"),
    ("tenant_by_name_only", "承租人仅有姓名，未建立人员"),
    (NEEDS_CARE_OFFICER, "该行涉及受保护的登记，请交由有权限的民警导入"),
    ("met_unknown", "见面人员中有人未在该处登记"),
];

/// The words of a code; the code itself where there are none.
pub fn in_chinese(code: &str) -> &str {
    REASONS.iter().find(|(known, _)| *known == code).map_or(code, |(_, words)| words)
}
