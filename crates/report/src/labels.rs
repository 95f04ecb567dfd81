//! Every fixed word of a report, in both languages. A word that is missing in one does not compile.

use crate::handover::{PopulationClass, RoomState, Severity, Sex};

/// Declares the label table and both of its languages side by side.
macro_rules! labels {
    ($($name:ident: $zh:literal, $en:literal;)+) => {
        /// The fixed words of a report. `{name}` in a sentence is filled by `document::notice::fill`.
        pub(crate) struct Labels {
            /// Section numbers with their punctuation.
            pub ordinals: [&'static str; 9],
            /// The names of the annexes.
            pub annexes: [&'static str; 2],
            $(pub $name: &'static str,)+
        }

        /// zh-CN.
        pub(crate) static SIMPLIFIED_CHINESE: Labels = Labels {
            ordinals: ["一、", "二、", "三、", "四、", "五、", "六、", "七、", "八、", "九、"],
            annexes: ["附件一", "附件二"],
            $($name: $zh,)+
        };

        /// en.
        pub(crate) static ENGLISH: Labels = Labels {
            ordinals: ["1. ", "2. ", "3. ", "4. ", "5. ", "6. ", "7. ", "8. ", "9. "],
            annexes: ["Annex 1", "Annex 2"],
            $($name: $en,)+
        };
    };
}

labels! {
    title: "社区警务工作移交报告", "Community police handover report";
    demo_mark: "示例数据 · 人名地名均为虚构", "Invented data · no real person or place";
    demo_notice:
        "本报告由示例登记册生成，人员、地址、号码均为虚构，不得作为移交依据。",
        "This report was made from an invented register. Persons, addresses and numbers are made up; it is no basis for a real handover.";
    foot: "打印人：{by}　打印时间：{at}　用途：{purpose}", "Printed by {by}, {at}, for: {purpose}";
    page_before: "第 ", "Page ";
    page_between: " 页 共 ", " of ";
    page_after: " 页", "";
    sheet_cover: "概况", "Overview";
    sheet_changes: "变更", "Changes";
    sheet_gaps: "数据缺口", "Data gaps";
    sheet_buildings: "楼栋", "Buildings";
    sheet_residents: "房间与人员", "Rooms and residents";
    unit: "单位", "Unit";
    area: "移交区域", "Area";
    cut_off: "截止时间", "Cut-off";
    since: "起算日期", "Changes since";
    no_since: "未设定", "not set";
    from: "移交人", "Handed over by";
    to: "接收人", "Received by";
    witness: "监交人", "Supervised by";
    reason: "移交原因", "Reason";
    prepared_by: "编制人", "Prepared by";
    generated_at: "编制时间", "Prepared at";
    version: "版本", "Version";
    version_text: "楼册 {app}，数据 {data}", "Louce {app}, data {data}";
    fingerprint: "登记册指纹", "Register fingerprint";
    disagreement:
        "合计不符：{sum}，基本数据为 {stated}，逐项相加为 {added}。签字前请核对。",
        "Sums disagree: {sum}; the base numbers say {stated}, the parts add up to {added}. Clear this up before signing.";
    sum_rooms_by_state: "房屋按状态", "rooms by state";
    sum_people_by_class: "人口按类别", "people by class";
    sum_buildings_listed: "楼栋清单的栋数", "buildings listed";
    sum_rooms_of_buildings: "楼栋清单的房屋数", "rooms of the listed buildings";
    sum_rooms_listed: "逐户清单的房屋数", "rooms listed one by one";
    numbers: "基本数据", "Base numbers";
    item: "项目", "Item";
    at_cut_off: "截止时", "At cut-off";
    at_since: "起算时", "At the earlier date";
    difference: "增减", "Change";
    numbers_note:
        "人口按在住登记统计，一人只计一次；单位按在册登记统计，一家只计一次。",
        "People are counted by open stays, each once; organisations by open presences, each once.";
    buildings_count: "楼栋（栋）", "Buildings";
    rooms_count: "房屋（间）", "Rooms";
    people_count: "实有人口（人）", "People";
    households_count: "户数（户）", "Households";
    organisations_count: "实有单位（家）", "Organisations";
    changes: "变更情况", "Changes";
    changes_note:
        "自{since}起的登记变更。按登记人姓名排列，不作排名。",
        "Changes registered since {since}. Officers are listed by name; this is no ranking.";
    no_changes: "自{since}起无登记变更。", "No changes have been registered since {since}.";
    change_at: "时间", "When";
    change_kind: "事项", "Kind";
    change_place: "地址", "Place";
    change_detail: "说明", "Detail";
    change_by: "登记人", "By";
    other_officers: "其他 {count} 人", "{count} others";
    total: "合计", "Total";
    more_changes:
        "以上列出 {shown} 条，另有 {more} 条未列出，可在登记册的变更记录中查阅。",
        "{shown} changes are listed; {more} more are in the register's change log.";
    more_changes_in_workbook:
        "以上列出 {shown} 条，另有 {more} 条；本报告的 XLSX 工作簿列出更多，全部可在登记册的变更记录中查阅。",
        "{shown} changes are listed; there are {more} more. The XLSX workbook of this report lists more, the register's change log all.";
    gaps: "数据缺口", "Data gaps";
    gaps_note: "以下缺口针对登记记录，不针对任何人。", "Gaps are about records, never about people.";
    no_gaps: "未发现数据缺口。", "No data gaps were found.";
    severity: "程度", "Severity";
    gap: "缺口", "Gap";
    records: "记录数", "Records";
    action: "处理办法", "What to do";
    code: "代码", "Code";
    severity_conflict: "矛盾", "Conflict";
    severity_gap: "缺失", "Gap";
    severity_note: "提示", "Note";
    buildings: "楼栋清单", "Buildings";
    picture:
        "移交区域的楼栋，颜色和纹理表示房屋使用状态，截止 {cut_off}。",
        "The buildings of the area; colour and mark tell how rooms are used. Cut-off {cut_off}.";
    picture_source: "地图数据：{source}。", " Map data: {source}.";
    buildings_note:
        "住用含自住、出租、自用经营；完整率为应登记项目中已登记的比例。同时住在两栋楼的人在两栋各计一次，故人员合计可大于实有人口。",
        "Used rooms are lived in, let or a business. Completeness is the share of expected fields that are filled. Who stays in two buildings counts in both, so this total may exceed the number of people.";
    number: "序号", "No.";
    site: "小区/院", "Site";
    building: "楼栋", "Building";
    units: "单元", "Units";
    floors_above: "地上", "Floors";
    floors_below: "地下", "Below";
    rooms: "房屋", "Rooms";
    occupied: "住用", "Used";
    vacant: "空置", "Vacant";
    unknown: "不详", "Unkn.";
    people: "人员", "People";
    organisations: "单位", "Orgs";
    completeness: "完整率", "Filled";
    last_verified: "最近核实", "Verified";
    state_owner_occupied: "自住", "Owner";
    state_let: "出租", "Let";
    state_business: "自用经营", "Business";
    state_vacant: "空置", "Vacant";
    state_unknown: "不详", "Unknown";
    class_resident: "常住人口", "Residents with hukou here";
    class_lodger: "寄住人口", "Lodgers from the same prefecture";
    class_floating: "流动人口", "Floating population";
    class_foreign: "境外人员", "Foreign, HK, Macao, Taiwan";
    class_unregistered: "未落户人员", "Without hukou";
    short_resident: "常住", "Resident";
    short_lodger: "寄住", "Lodger";
    short_floating: "流动", "Floating";
    short_foreign: "境外", "Foreign";
    short_unregistered: "未落户", "No hukou";
    spot_check: "抽查核对", "Spot check";
    spot_check_note:
        "由程序随机抽取 {count} 间房屋，接收人实地核对后打勾；不符的写明情况。",
        "The program drew {count} rooms at random. The receiver checks them on the spot, ticks, and notes what is not true.";
    spot_check_result:
        "核对结果：抽查 {count} 间，属实 ______ 间，不符 ______ 间，差错率 ______ %。",
        "Result: of {count} rooms, true ______, not true ______; error rate ______ %.";
    spot_check_by: "核对人：________________　核对日期：________________", "Checked by: ________________   Date: ________________";
    room_address: "房屋地址", "Room";
    registered: "登记内容", "As registered";
    registered_people: "{state}，在住 {people} 人", "{state}, people: {people}";
    registered_nobody: "{state}，无人在住", "{state}, nobody";
    registered_organisations: "{state}，单位 {organisations} 家", "{state}, orgs: {organisations}";
    registered_both:
        "{state}，在住 {people} 人，单位 {organisations} 家",
        "{state}, people: {people}, orgs: {organisations}";
    true_to_fact: "属实", "True";
    not_true: "不符", "Not true";
    remark: "情况说明", "Remark";
    signing: "签字确认", "Signatures";
    signing_note:
        "移交人、接收人确认：以上数据取自截至{cut_off}的登记册（指纹 {fingerprint}），数据缺口与抽查结果双方均已知悉。自签字之日起，本区域登记工作由接收人负责。本报告一式三份，移交人、接收人各执一份，单位存档一份。",
        "Both parties confirm that the data above are those of the register at {cut_off} (fingerprint {fingerprint}) and that the data gaps and the spot check are known to them. From the day of signing the receiver is responsible for the records of this area. Three copies: one for each party, one for the files.";
    differences: "差异说明", "Differences noted";
    name: "姓名", "Name";
    post: "职务", "Post";
    police_number: "警号", "Number";
    signature: "签名", "Signature";
    signed_on: "日期", "Date";
    date_to_fill: "　　　年　　月　　日", "";
    residents: "逐户清单", "Room by room";
    change_list: "变更明细", "Changes one by one";
    in_annex: "逐条明细见{annex}。", " Each single change is in {annex}.";
    bracket_open: "（", " (";
    bracket_close: "）", ")";
    comma: "，", ", ";
    residents_note: "共 {rooms} 间房屋，在住 {people} 人次。", "{rooms} rooms, {people} residents.";
    masked_note:
        "姓名、电话已隐去部分内容，完整内容在登记册中凭用途查看。",
        " Names and phones are masked; the register shows them in full to those who state a purpose.";
    full_note:
        "本附件含完整姓名和电话，属个人信息，请妥善保管，用毕归档或销毁。",
        " This annex shows names and phones in full. It is personal information: keep it safe, file or destroy it after use.";
    too_many_rooms:
        "本区域共 {rooms} 间房屋、在住 {people} 人次，超过逐户打印的上限（{limit} 间），此处不打印。完整的逐户清单在本报告的 XLSX 工作簿“{sheet}”工作表中，请与本报告一并移交。",
        "This area has {rooms} rooms and {people} residents, more than are printed one by one ({limit} rooms). The complete list is in the sheet “{sheet}” of this report's XLSX workbook; hand it over together with this report.";
    building_line:
        "{address}，房屋 {rooms} 间，人员 {people} 人，单位 {organisations} 家",
        "{address}: {rooms} rooms, {people} people, {organisations} organisations";
    room: "房号", "Room";
    room_unknown: "房号不详", "room unknown";
    own_address: "独立门牌", "Own address";
    building_address: "楼栋地址", "Building address";
    state: "状态", "State";
    record: "类型", "Record";
    record_resident: "人员", "Resident";
    record_organisation: "单位", "Organisation";
    record_none: "无登记", "None";
    person: "姓名", "Name";
    sex: "性别", "Sex";
    birth: "出生", "Born";
    age: "年龄", "Age";
    class: "类别", "Class";
    relation: "关系", "Relation";
    phone: "电话", "Phone";
    stay_since: "入住时间", "Since";
    sex_male: "男", "M";
    sex_female: "女", "F";
    sex_unknown: "未知", "?";
    organisation_code: "统一社会信用代码", "Organisation code";
    code_of: "代码 {code}", "code {code}";
    phone_of: "电话 {phone}", "phone {phone}";
    present_since: "{date} 进驻", "since {date}";
}

impl Labels {
    pub(crate) fn room_state(&self, state: RoomState) -> &'static str {
        match state {
            RoomState::OwnerOccupied => self.state_owner_occupied,
            RoomState::Let => self.state_let,
            RoomState::Business => self.state_business,
            RoomState::Vacant => self.state_vacant,
            RoomState::Unknown => self.state_unknown,
        }
    }

    pub(crate) fn class(&self, class: PopulationClass) -> &'static str {
        match class {
            PopulationClass::Resident => self.class_resident,
            PopulationClass::Lodger => self.class_lodger,
            PopulationClass::Floating => self.class_floating,
            PopulationClass::Foreign => self.class_foreign,
            PopulationClass::Unregistered => self.class_unregistered,
        }
    }

    /// The class in a table column.
    pub(crate) fn short_class(&self, class: PopulationClass) -> &'static str {
        match class {
            PopulationClass::Resident => self.short_resident,
            PopulationClass::Lodger => self.short_lodger,
            PopulationClass::Floating => self.short_floating,
            PopulationClass::Foreign => self.short_foreign,
            PopulationClass::Unregistered => self.short_unregistered,
        }
    }

    pub(crate) fn severity_of(&self, severity: Severity) -> &'static str {
        match severity {
            Severity::Conflict => self.severity_conflict,
            Severity::Gap => self.severity_gap,
            Severity::Note => self.severity_note,
        }
    }

    pub(crate) fn sex_of(&self, sex: Sex) -> &'static str {
        match sex {
            Sex::Male => self.sex_male,
            Sex::Female => self.sex_female,
            Sex::Unknown => self.sex_unknown,
        }
    }
}
