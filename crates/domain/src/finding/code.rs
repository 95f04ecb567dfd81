//! Every kind of finding as data: words, severity, topic, what it flags, what mends it, when it is shown.

use super::reminder::Timing::{self, After, Ahead, Always, Past};
use super::{Severity, Topic};
use crate::code_list::code_list;
use crate::field::RecordKind;

code_list! {
    /// What one click on a finding opens.
    FixKind {
        /// A field of the record, the cursor in it.
        EditField = "edit_field", "填写", "Fill in";
        /// The end of a stay.
        MoveOut = "move_out", "迁出", "Move out";
        /// A later date of a stay.
        ExtendStay = "extend_stay", "延期", "Extend";
        /// The note that a stay was checked at the door.
        VerifyStay = "verify_stay", "核实", "Verify";
        /// A new visit.
        AddVisit = "add_visit", "登记走访", "Record a visit";
        /// A new inspection.
        AddInspection = "add_inspection", "登记检查", "Record an inspection";
        /// The choice of a building or room.
        MatchPlace = "match_place", "匹配房间", "Match the place";
        /// The choice of a person.
        LinkPerson = "link_person", "关联人员", "Link a person";
        /// The record's form.
        EditRecord = "edit_record", "编辑记录", "Edit the record";
        /// The review of two records that may be about one person.
        OpenDuplicates = "open_duplicates", "查重", "Review duplicates";
    }
}

/// The one click from a finding to its mending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fix {
    /// What it opens.
    pub kind: FixKind,
    /// The field to put the cursor in.
    pub field: Option<&'static str>,
    /// What to do, in Chinese.
    pub zh: &'static str,
    /// The same in English.
    pub en: &'static str,
}

/// What is known of a kind of finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FindingSpec {
    /// How pressing.
    pub severity: Severity,
    /// Where Today puts it.
    pub topic: Topic,
    /// The kinds of record it flags.
    pub flags: &'static [RecordKind],
    /// When it is shown.
    pub timing: Timing,
    /// What mends it.
    pub fix: Fix,
}

/// Declares the codes with everything known of them, once.
macro_rules! finding_codes {
    (@field $field:literal) => { Some($field) };
    (@field) => { None };
    ($($(#[$meta:meta])* $variant:ident = $code:literal, $severity:ident $topic:ident, $timing:expr, [$($kind:ident),+],
        $zh:literal, $en:literal => $fix:ident $($field:literal)?, $fix_zh:literal, $fix_en:literal;)+) => {
        code_list! {
            /// A kind of finding.
            FindingCode { $($(#[$meta])* $variant = $code, $zh, $en;)+ }
        }

        impl FindingCode {
            /// What is known of it.
            pub const fn spec(self) -> FindingSpec {
                match self { $(Self::$variant => FindingSpec {
                    severity: Severity::$severity,
                    topic: Topic::$topic,
                    flags: &[$(RecordKind::$kind),+],
                    timing: $timing,
                    fix: Fix {
                        kind: FixKind::$fix,
                        field: finding_codes!(@field $($field)?),
                        zh: $fix_zh,
                        en: $fix_en,
                    },
                },)+ }
            }
        }
    };
}

finding_codes! {
    /// The permit will expire (居住证到期提醒): endorsed in the month before (DOMAIN §1.7).
    PermitExpiring = "permit_expiring", Note Due, Ahead(30), [Stay], "居住证即将到期", "The permit is about to expire"
        => EditField "permit_until", "办理签注后登记新的有效期", "Register the new date once it is endorsed";
    /// The permit has expired.
    PermitExpired = "permit_expired", Gap Due, Past(0), [Stay], "居住证已过期", "The permit has expired"
        => EditField "permit_until", "核对证件，登记新的有效期", "Check the permit and register the new date";
    /// The stay will pass its intended date (拟居期限提醒).
    StayEnding = "stay_ending", Note Due, Ahead(31), [Stay], "拟居期限将至", "The intended stay ends soon"
        => ExtendStay "intended_until", "核实后延期或迁出", "Verify, then extend or end the stay";
    /// The stay has passed its intended date.
    StayPastIntended = "stay_past_intended", Gap Due, Past(0), [Stay], "已超过拟居期限", "The intended stay is over"
        => ExtendStay "intended_until", "核实后延期或迁出", "Verify, then extend or end the stay";
    /// The stay was not checked at the door for long (超期未核实).
    NotVerified = "not_verified", Note Due, After(180), [Stay], "超期未核实", "Not verified for a long time"
        => VerifyStay "verified_on", "上门核实后登记日期", "Verify at the door and note the day";
    /// The rented place is due for inspection.
    RentalInspectionDue = "rental_inspection_due", Note Due, After(112), [Tenancy],
        "出租房屋检查将到期", "The rental inspection falls due"
        => AddInspection, "安排检查并登记", "Inspect and record it";
    /// The inspection of the rented place is overdue.
    RentalInspectionOverdue = "rental_inspection_overdue", Gap Due, After(122), [Tenancy],
        "出租房屋检查已逾期", "The rental inspection is overdue"
        => AddInspection, "尽快检查并登记", "Inspect and record it soon";
    /// The tenancy has passed its agreed end.
    TenancyPastAgreed = "tenancy_past_agreed", Gap Due, Past(0), [Tenancy],
        "租赁已过约定期限", "The agreed tenancy is over"
        => EditField "agreed_until", "核实续租或退租", "Verify whether it goes on or has ended";
    /// What an inspection found was not put right by its date.
    HazardNotRectified = "hazard_not_rectified", Conflict Due, Past(0), [Inspection],
        "隐患逾期未整改", "A hazard was not put right by its date"
        => EditField "rectified_on", "复查并登记整改日期", "Check again and note when it was put right";
    /// A visit was promised.
    VisitPromised = "visit_promised", Gap Due, Ahead(3), [Visit], "约定回访到期", "A promised visit is due"
        => EditField "kept_on", "回访后登记日期", "Call again and note the day";
    /// A care note has to be reviewed with the person.
    CareReviewDue = "care_review_due", Note Due, Ahead(14), [CareNote], "关爱登记应复核", "A care note is due for review"
        => EditRecord, "与本人复核，续期或终止", "Review it with the person: renew or end it";
    /// The protection of an address has to be reviewed.
    ProtectionReviewDue = "protection_review_due", Note Due, Ahead(14), [Protection],
        "住址保护应复核", "An address protection is due for review"
        => EditRecord, "复核，续期或解除", "Review it: renew or lift it";
    /// A document has expired.
    DocumentExpired = "document_expired", Note Due, Past(0), [Document], "证件已过期", "The document has expired"
        => EditField "until", "核对新证件并登记", "Check the new document and register it";
    /// An employee’s address lies here, but no stay is registered (从业人员住址核实).
    EmployeeNotRegistered = "employee_not_registered", Gap Due, After(5), [Employment],
        "从业登记的住址未见居住登记", "No stay at the address of this employment"
        => LinkPerson "person", "核实住址并登记居住", "Verify the address and register the stay";

    /// No citizen id, and no other document.
    IdMissing = "id_missing", Gap Person, Always, [Person], "无公民身份号码", "No citizen id"
        => EditField "citizen_id", "下次走访时采集", "Collect it at the next visit";
    /// The checksum of GB 11643 fails.
    IdBadChecksum = "id_bad_checksum", Conflict Person, Always, [Person],
        "身份号码校验位不符", "The id fails its checksum"
        => EditField "citizen_id", "对照证件核对号码", "Compare with the card";
    /// A spreadsheet kept fifteen digits of it.
    IdPrecisionLost = "id_precision_lost", Gap Person, Always, [Person],
        "身份号码被表格软件截断", "A spreadsheet cut the id"
        => EditField "citizen_id", "号码无法复原，需重新采集", "It cannot be recovered: collect it again";
    /// A first-generation number.
    Id15Digit = "id_15_digit", Note Person, Always, [Person],
        "15位旧身份号码", "A 15-digit id of the first generation"
        => EditField "citizen_id", "对照证件登记18位号码", "Register the 18-digit id from the card";
    /// Not in the form of a number.
    IdMalformed = "id_malformed", Gap Person, Always, [Person], "身份号码格式错误", "The id is malformed"
        => EditField "citizen_id", "对照证件核对号码", "Compare with the card";
    /// Birth date and id disagree.
    IdBirthMismatch = "id_birth_mismatch", Conflict Person, Always, [Person],
        "出生日期与身份号码不一致", "Birth date and id disagree"
        => EditField "birth_date", "对照证件核对", "Compare with the card";
    /// Sex and id disagree.
    IdSexMismatch = "id_sex_mismatch", Conflict Person, Always, [Person],
        "性别与身份号码不一致", "Sex and id disagree"
        => EditField "sex", "对照证件核对", "Compare with the card";
    /// A character of the name was lost on its way here.
    NameUnreadable = "name_unreadable", Gap Person, Always, [Person],
        "姓名中有无法辨认的字", "A character of the name cannot be read"
        => EditField "name", "对照证件补正", "Put it right from the card";
    /// No phone.
    PhoneMissing = "phone_missing", Note Person, Always, [Person], "无联系电话", "No phone"
        => EditField "phones", "下次走访时采集", "Collect it at the next visit";
    /// No household register address.
    HukouMissing = "hukou_missing", Gap Person, Always, [Person], "无户籍地址", "No household register address"
        => EditField "hukou_address", "下次走访时采集", "Collect it at the next visit";

    /// The written address led to no room.
    RoomUnknown = "room_unknown", Gap Stay, Always, [Stay], "居住房间未匹配", "The room is not known"
        => MatchPlace "place", "核对原始地址并选定房间", "Check the raw address and choose the room";
    /// Another main stay of the same person is open.
    TwoMainHomes = "two_main_homes", Conflict Stay, Always, [Stay],
        "同时有两处主要住处登记", "Two main stays are open at once"
        => MoveOut, "结束已离开的一处，或改为另有住处", "End the one that is over, or make it a further home";
    /// The room of an open stay is no longer in use.
    SupersededRoom = "superseded_room", Conflict Stay, Always, [Stay],
        "居住登记所在房间已停用", "The room of the stay is no longer in use"
        => MatchPlace "place", "改到拆分或合并后的房间", "Choose the room that followed it";
    /// A household without its head.
    HeadMissing = "head_missing", Note Stay, Always, [Household], "户无户主", "A household without its head"
        => EditField "head", "登记户主", "Register the head";

    /// No document number of the landlord.
    LandlordIdMissing = "landlord_id_missing", Gap Rental, Always, [Tenancy],
        "出租房屋无房主证件号码", "No document number of the landlord"
        => EditField "landlord_citizen_id", "联系房主采集", "Collect it from the landlord";
    /// The statement of responsibility was not signed.
    ResponsibilityMissing = "responsibility_missing", Gap Rental, Always, [Tenancy],
        "未签订治安责任书", "No statement of responsibility"
        => EditField "responsibility_signed_on", "签订后登记日期", "Have it signed and note the day";
    /// Floating tenants are registered in a room that is not marked as let.
    RentalNotMarked = "rental_not_marked", Gap Rental, Always, [Room],
        "有流动人口租住但未标为出租", "Tenants are registered, but the room is not marked as let"
        => EditField "state", "核实后标为出租", "Verify, then mark it as let";

    /// No unified social credit code.
    UsccMissing = "uscc_missing", Gap Organisation, Always, [Organisation],
        "无统一社会信用代码", "No unified social credit code"
        => EditField "credit_code", "对照营业执照采集", "Take it from the licence";
    /// The checksum of GB 32100 fails.
    UsccBadChecksum = "uscc_bad_checksum", Conflict Organisation, Always, [Organisation],
        "信用代码校验位不符", "The credit code fails its checksum"
        => EditField "credit_code", "对照营业执照核对", "Compare with the licence";
    /// A registration number of before 2015.
    Uscc15Digit = "uscc_15_digit", Note Organisation, Always, [Organisation],
        "15位旧注册号", "A 15-digit registration number"
        => EditField "credit_code", "对照营业执照登记18位代码", "Register the 18-character code";
    /// A spreadsheet cut it.
    UsccPrecisionLost = "uscc_precision_lost", Gap Organisation, Always, [Organisation],
        "信用代码被表格软件截断", "A spreadsheet cut the credit code"
        => EditField "credit_code", "需重新采集", "Collect it again";
    /// Not in the form of a code.
    UsccMalformed = "uscc_malformed", Gap Organisation, Always, [Organisation],
        "信用代码格式错误", "The credit code is malformed"
        => EditField "credit_code", "对照营业执照核对", "Compare with the licence";
    /// No id of the legal representative.
    LegalRepIdMissing = "legal_rep_id_missing", Note Organisation, Always, [Organisation],
        "法定代表人无身份号码", "No id of the legal representative"
        => EditField "legal_rep_citizen_id", "下次检查时采集", "Collect it at the next inspection";
    /// Its checksum fails.
    LegalRepIdBadChecksum = "legal_rep_id_bad_checksum", Conflict Organisation, Always, [Organisation],
        "法定代表人身份号码校验位不符", "The legal representative’s id fails its checksum"
        => EditField "legal_rep_citizen_id", "对照证件核对", "Compare with the card";
    /// A spreadsheet cut it.
    LegalRepIdPrecisionLost = "legal_rep_id_precision_lost", Gap Organisation, Always, [Organisation],
        "法定代表人身份号码被截断", "A spreadsheet cut the legal representative’s id"
        => EditField "legal_rep_citizen_id", "需重新采集", "Collect it again";
    /// A first-generation number.
    LegalRepId15Digit = "legal_rep_id_15_digit", Note Organisation, Always, [Organisation],
        "法定代表人为15位旧号码", "A 15-digit id of the legal representative"
        => EditField "legal_rep_citizen_id", "对照证件登记18位号码", "Register the 18-digit id";
    /// Not in the form of a number.
    LegalRepIdMalformed = "legal_rep_id_malformed", Gap Organisation, Always, [Organisation],
        "法定代表人身份号码格式错误", "The legal representative’s id is malformed"
        => EditField "legal_rep_citizen_id", "对照证件核对", "Compare with the card";
    /// Nobody named for security.
    SecurityContactMissing = "security_contact_missing", Note Organisation, Always, [Organisation],
        "无治保负责人", "No security contact"
        => EditField "security_contact_name", "下次检查时采集", "Collect it at the next inspection";
    /// Where it works is not known.
    OrgAddressMissing = "org_address_missing", Note Organisation, Always, [Organisation],
        "单位无办公地址", "No office address of the organisation"
        => EditRecord, "登记办公地址", "Register where it works";
    /// An address that led to no building.
    OrgAddressUnmatched = "org_address_unmatched", Gap Organisation, Always, [Organisation],
        "单位地址未匹配到楼幢", "An address of the organisation is not matched"
        => MatchPlace "place", "核对地址并选定楼幢房间", "Check the address and choose the place";
    /// The three addresses lie in different buildings (楼宇经济).
    OrgAddressMismatch = "org_address_mismatch", Conflict Organisation, Always, [Organisation],
        "办公、注册、纳税地址不在同一楼幢", "Office, registered and tax address differ"
        => EditRecord, "核实后更正地址或注明", "Verify, then correct the address or note why";

    /// Declared households and counted rooms differ.
    DeclaredRoomsDiffer = "declared_rooms_differ", Conflict Space, Always, [Building],
        "登记总户数与实有房间数不符", "Declared households and counted rooms differ"
        => EditField "households_declared", "实地核对房间", "Check the rooms on site";
    /// No number of floors.
    FloorsMissing = "floors_missing", Gap Space, Always, [Building], "未登记层数", "No number of floors"
        => EditField "floors_above", "补录地上层数", "Register the floors above ground";
    /// Not on the map yet.
    CoordinatesMissing = "coordinates_missing", Note Space, Always, [Building],
        "楼幢无坐标", "A building without coordinates"
        => EditField "longitude", "在地图上标出位置", "Put it on the map";
    /// The plate is missing (缺).
    PlateMissing = "plate_missing", Note Space, Always, [SpaceAddress], "门楼牌缺失", "A plate is missing"
        => EditField "plate_state", "补装后登记", "Have it put up and note it";
    /// The plate is damaged (损).
    PlateDamaged = "plate_damaged", Note Space, Always, [SpaceAddress], "门楼牌破损", "A plate is damaged"
        => EditField "plate_state", "更换后登记", "Have it replaced and note it";
    /// The plate shows something else (错).
    PlateWrong = "plate_wrong", Gap Space, Always, [SpaceAddress], "门楼牌错误", "A plate is wrong"
        => EditField "plate_state", "更正后登记", "Have it corrected and note it";
    /// Another plate shows the same (重).
    PlateDoubled = "plate_doubled", Gap Space, Always, [SpaceAddress], "门楼牌重号", "A plate is doubled"
        => EditField "plate_state", "更正后登记", "Have it corrected and note it";

    /// The record ends before it begins.
    EndBeforeBegin = "end_before_begin", Conflict Stay, Always,
        [Stay, Presence, Tenancy, Employment, Document, Household, SpaceAddress, Grid, Building, Room],
        "结束日期早于开始日期", "The end lies before the beginning"
        => EditRecord, "核对两个日期", "Check both dates";
    /// A list does not have what the ledger wrote; it was kept as written.
    CodeNotListed = "code_not_listed", Note Stay, Always, [Person, Stay, Document, Tenancy, Inspection, Organisation],
        "代码不在标准代码表中", "A code is not in its list"
        => EditRecord, "对照代码表选定", "Choose it from the list";
}

impl FindingCode {
    /// The finding that takes its place when time goes on: an expiring permit has expired.
    pub const fn followed_by(self) -> Option<Self> {
        match self {
            Self::PermitExpiring => Some(Self::PermitExpired),
            Self::StayEnding => Some(Self::StayPastIntended),
            Self::RentalInspectionDue => Some(Self::RentalInspectionOverdue),
            _ => None,
        }
    }

    /// Whether only the roles that see care notes and protected addresses may see it.
    pub const fn is_of_care(self) -> bool {
        matches!(self, Self::CareReviewDue | Self::ProtectionReviewDue)
    }
}
