//! Every field the domain asks for (DOMAIN §1.3–1.5) is stored, shown, edited, exported and imported; what is dropped is
//! nowhere. The list is the catalogue: this walks it.

use crate::bench::Bench;
use louce_app::amend::amend;
use louce_app::asking::Asking;
use louce_app::export::{ExportKind, lists_field};
use louce_app::record;
use louce_domain::care::{CareNote, Protection};
use louce_domain::catalogue::{Editor, FieldMeta, Held, Requirement, field, fields, fields_of, items, list};
use louce_domain::change::RecordRef;
use louce_domain::field::RecordKind;
use louce_domain::id::{BuildingId, OrganisationId, PersonId, RoomId, SiteId, StayId, VisitId};
use louce_domain::organisation::Organisation;
use louce_domain::person::Person;
use louce_domain::space::{Building, Place, Room, Site};
use louce_domain::space_address::SpaceAddress;
use louce_domain::stay::Stay;
use louce_domain::tenancy::Tenancy;
use louce_domain::visit::Visit;
use louce_domain::with_kind;
use louce_store::{Record, WriteContext};
use louce_tests::repository;
use louce_wire::FieldEdit;
use std::collections::BTreeSet;

/// One record of every kind, and what its references can name.
pub struct Everything {
    pub bench: Bench,
    records: Vec<RecordRef>,
    other_room: RoomId,
}

fn context(asking: Asking<'_>) -> WriteContext {
    WriteContext {
        user: asking.session.user,
        role: "officer".to_owned(),
        action: "edit_records".to_owned(),
        purpose: Some(asking.session.purpose),
        batch: None,
        at_ms: asking.host.now_ms(),
        note: None,
    }
}

impl Everything {
    /// Written straight into the store: this is about fields, not about the commands that begin a record.
    pub fn new() -> Self {
        let bench = Bench::new();
        let area = bench.asking().area().to_owned();
        let mut records = Vec::new();
        let mut other_room = None;
        let written = bench.session.register.write(&context(bench.asking()), |tx| {
            let site: SiteId = tx.mint();
            tx.create(&Site { name: "示例苑".to_owned(), ..Site::blank(site, area.clone()) })?;
            let building: BuildingId = tx.mint();
            tx.create(&Building { site: Some(site), ..Building::named(building, &area, "3") })?;
            let (room, other): (RoomId, RoomId) = (tx.mint(), tx.mint());
            tx.create(&Room::numbered(room, building, "501"))?;
            tx.create(&Room::numbered(other, building, "502"))?;
            other_room = Some(other);
            let (person, relative): (PersonId, PersonId) = (tx.mint(), tx.mint());
            tx.create(&Person::named(person, &area, "张三"))?;
            tx.create(&Person::named(relative, &area, "李四"))?;
            let stay: StayId = tx.mint();
            tx.create(&Stay::at(stay, person, Place::Room(room), "示例苑3幢501室"))?;
            let organisation: OrganisationId = tx.mint();
            tx.create(&Organisation::named(organisation, &area, "示例店"))?;
            let visit: VisitId = tx.mint();
            tx.create(&Visit { place: Place::Room(room), ..Visit::blank(visit, area.clone()) })?;
            records.extend([
                RecordRef { kind: RecordKind::Site, id: site.0 },
                RecordRef { kind: RecordKind::Building, id: building.0 },
                RecordRef { kind: RecordKind::Room, id: room.0 },
                RecordRef { kind: RecordKind::Person, id: person.0 },
                RecordRef { kind: RecordKind::Stay, id: stay.0 },
                RecordRef { kind: RecordKind::Organisation, id: organisation.0 },
                RecordRef { kind: RecordKind::Visit, id: visit.0 },
            ]);
            let given = serde_json::json!({
                "area": area, "person": person, "relative": relative, "other": relative, "visit": visit,
                "organisation": organisation, "building": building, "from_room": room, "to_room": other,
            });
            let begun_above: Vec<RecordKind> = records.iter().map(|record| record.kind).collect();
            for kind in RecordKind::ALL.iter().filter(|kind| !begun_above.contains(kind)) {
                let StayId(id) = tx.mint();
                with_kind!(*kind, R => {
                    let record: R = begun(&given, &id.to_string());
                    tx.create(&record)?;
                });
                records.push(RecordRef { kind: *kind, id });
            }
            Ok::<_, louce_store::StoreError>(())
        });
        written.expect("one record of every kind is written");
        let all = Self { bench, records, other_room: other_room.expect("a second room") };
        // Neither stands without consent and a decision.
        let (note, protection) = (all.id(RecordKind::CareNote), all.id(RecordKind::Protection));
        put::<CareNote>(&all.bench, note, "consent_on", Some("2019-06-01")).expect("consent");
        put::<CareNote>(&all.bench, note, "review_on", Some("2020-05-10")).expect("a review");
        put::<Protection>(&all.bench, protection, "granted_by", Some("所领导")).expect("a decision");
        put::<Protection>(&all.bench, protection, "from", Some("2019-06-01")).expect("its day");
        let (address, place) = (all.id(RecordKind::SpaceAddress), Place::Room(all.other_room).to_string());
        put::<SpaceAddress>(&all.bench, address, "place", Some(&place)).expect("what it names");
        all
    }

    pub fn id(&self, kind: RecordKind) -> RecordRef {
        *self.records.iter().find(|record| record.kind == kind).expect("one of every kind")
    }

    /// A value the field takes that is none of those a record begins with.
    fn sample(&self, meta: &FieldMeta) -> String {
        match meta.editor {
            Editor::Number => "2".to_owned(),
            Editor::Decimal => "12.5".to_owned(),
            Editor::Date => "2020-05-06".to_owned(),
            Editor::YesNo => "1".to_owned(),
            Editor::List | Editor::ListOrText => {
                let entries = &meta.list.and_then(list).expect("its list").entries;
                let last = entries.iter().rev().find(|entry| entry.code != "0");
                last.expect("a list has entries").code.to_owned()
            }
            Editor::Record => self.id(meta.record_kind.expect("of some kind")).id.to_string(),
            // The second room is where an address already stands.
            Editor::Place => Place::Building(BuildingId(self.id(RecordKind::Building).id)).to_string(),
            Editor::Texts => "甲、乙".to_owned(),
            Editor::Text | Editor::LongText | Editor::None => sample_text(meta.field),
        }
    }
}

/// A record of which nothing is known but what it is given; texts that must be there are empty.
fn begun<R: Record>(given: &serde_json::Value, id: &str) -> R {
    let mut json = given.as_object().expect("an object").clone();
    json.retain(|name, _| !R::FIELDS.contains(&name.as_str()));
    json.insert("id".to_owned(), id.into());
    serde_json::from_value(json.into()).expect("a blank record")
}

fn sample_text(field: &str) -> String {
    match field {
        "citizen_id" | "landlord_citizen_id" | "tenant_citizen_id" => "330299198001011234".to_owned(),
        other => format!("示例{other}"),
    }
}

/// Fields that are said together with another.
const COMPANIONS: &[(RecordKind, &str, &str, &str)] = &[
    (RecordKind::Stay, "residence_match", "residence_match_reason", "本人说明"),
    (RecordKind::Stay, "stated_class", "class_reason", "本人说明"),
    (RecordKind::Tenancy, "to", "end_reason", "expired"),
    (RecordKind::CareNote, "consent_on", "review_on", "2020-05-10"),
];

fn edit(field: &str, text: &str) -> FieldEdit {
    FieldEdit { field: field.to_owned(), value: Some(text.to_owned()), was: None }
}

/// The walk: stored, shown, edited. What has a command of its own is written through the store.
#[test]
fn every_field_is_stored_shown_and_edited() {
    let all = Everything::new();
    let mut wrong = Vec::new();
    for meta in fields().iter().filter(|meta| meta.editor != Editor::None) {
        let name = format!("{}.{}", meta.kind.code(), meta.field);
        let (id, value) = (all.id(meta.kind), all.sample(meta));
        let before = with_kind!(meta.kind, R => texts::<R>(&all.bench, id));
        let with = COMPANIONS.iter().filter(|(kind, field, ..)| (*kind, *field) == (meta.kind, meta.field));
        let edits: Vec<FieldEdit> =
            with.map(|(.., field, text)| edit(field, text)).chain([edit(meta.field, &value)]).collect();
        let by_hand = amend(all.bench.asking(), meta.kind.code(), &id.id.to_string(), &edits, None);
        if let Err(error) = by_hand
            && let Err(error) = by_command(&all, meta, id, &value, &error.to_string())
        {
            wrong.push(format!("{name} cannot be edited: {error}"));
            continue;
        }
        let stored = with_kind!(meta.kind, R => read::<R>(&all.bench, id, meta.field));
        if stored.is_none() {
            wrong.push(format!("{name} is not stored: {value} was written"));
        }
        if !is_shown(&all, meta, id) {
            wrong.push(format!("{name} is not shown"));
        }
        with_kind!(meta.kind, R => restore::<R>(&all.bench, id, &before));
    }
    assert!(wrong.is_empty(), "{} fields:\n{}", wrong.len(), wrong.join("\n"));
}

/// Fields that only a command changes (moving, splitting, joining): they are written all the same.
fn by_command(all: &Everything, meta: &FieldMeta, id: RecordRef, value: &str, refused: &str) -> Result<(), String> {
    const BY_COMMAND: &[(RecordKind, &str)] = &[
        (RecordKind::Stay, "place"),
        (RecordKind::Stay, "household"),
        (RecordKind::Stay, "to"),
        (RecordKind::Stay, "end_reason"),
        (RecordKind::Building, "valid_to"),
        (RecordKind::Room, "end_reason"),
        (RecordKind::Room, "valid_to"),
        (RecordKind::Room, "parent_room"),
        (RecordKind::IdentityLink, "*"),
        (RecordKind::Succession, "*"),
    ];
    let known = BY_COMMAND.iter().any(|(kind, field)| *kind == meta.kind && (*field == meta.field || *field == "*"));
    if !known {
        return Err(refused.to_owned());
    }
    with_kind!(meta.kind, R => put::<R>(&all.bench, id, meta.field, Some(value)))
}

pub fn put<R: Record>(bench: &Bench, id: RecordRef, field: &str, value: Option<&str>) -> Result<(), String> {
    let written = bench.session.register.write(&context(bench.asking()), |tx| {
        let before: R = tx.reader().record(id.id)?;
        let mut after = before.clone();
        // A field that must have a value keeps it.
        let _kept = after.set_field(field, value);
        tx.amend(&before, &after).map(drop)
    });
    written.map_err(|error| error.to_string())
}

fn texts<R: Record>(bench: &Bench, id: RecordRef) -> Vec<(&'static str, Option<String>)> {
    let context = louce_store::ReadContext {
        user: bench.session.user,
        role: "officer".to_owned(),
        action: "view_room".to_owned(),
        purpose: None,
        at_ms: 0,
        note: None,
    };
    let record =
        bench.session.register.audited_read(&context, |reader, _| reader.record::<R>(id.id)).expect("it is there");
    record.fields()
}

fn read<R: Record>(bench: &Bench, id: RecordRef, field: &str) -> Option<String> {
    texts::<R>(bench, id).into_iter().find(|(name, _)| *name == field).and_then(|(_, text)| text)
}

/// The record as it was: what followed from an edit is taken back with it.
fn restore<R: Record>(bench: &Bench, id: RecordRef, before: &[(&'static str, Option<String>)]) {
    for (field, text) in before.iter().filter(|(field, text)| read::<R>(bench, id, field) != *text) {
        put::<R>(bench, id, field, text.as_deref()).expect("as it was");
    }
}

/// In full on its page or row: a field with its value, a reference and a place as a link. Ethnicity is on the hukou form.
fn is_shown(all: &Everything, meta: &FieldMeta, id: RecordRef) -> bool {
    let row = record::show(all.bench.asking(), meta.kind.code(), &id.id.to_string()).expect("a record is shown");
    let as_field = row.fields.iter().any(|shown| shown.field == meta.field && shown.value.is_some());
    let as_link = row.links.iter().any(|link| link.role == meta.field);
    as_field || as_link || (meta.kind, meta.field) == (RecordKind::Person, "ethnicity")
}

#[test]
fn every_field_leaves_in_a_list_or_says_why_not() {
    let mut missing = Vec::new();
    for meta in fields().iter().filter(|meta| meta.not_exported.is_none()) {
        let with_visits = meta.kind == RecordKind::Encounter;
        let listed =
            ExportKind::ALL.iter().any(|kind| kind.subject() == Some(meta.kind) && lists_field(*kind, meta.field));
        if !listed && !with_visits {
            missing.push(format!("{}.{}", meta.kind.code(), meta.field));
        }
    }
    assert!(missing.is_empty(), "no list has {missing:?}, and the catalogue does not say why");
    let kept: Vec<&FieldMeta> = fields().iter().filter(|meta| meta.not_exported.is_some()).collect();
    let private = [RecordKind::CareNote, RecordKind::Protection, RecordKind::IdentityLink];
    for meta in kept.iter().filter(|meta| !private.contains(&meta.kind)) {
        assert!(
            ["ethnicity", "block_spec"].contains(&meta.field),
            "only the hukou form and notes of the program stay in: {}",
            meta.field
        );
    }
}

/// Ledgers with every column there is, one record each.
pub const LEDGERS: &[(&str, &[(&str, &str)])] = &[
    (
        "网格表.csv",
        &[
            ("网格编码", "330299003101001"),
            ("网格名称", "望湖第1网格"),
            ("社区编码", "330299003001"),
            ("网格长", "林望湖"),
            ("网格员", "周望湖、吴望湖"),
            ("网格员电话", "13900001111"),
            ("网格员数量", "2"),
            ("网格户数", "320"),
            ("网格面积", "0.12"),
            ("启用日期", "2018-01-01"),
            ("停用日期", "2030-01-01"),
        ],
    ),
    (
        "楼栋台账.csv",
        &[
            ("小区", "望湖家园"),
            ("楼栋号", "3幢"),
            ("地址", "望湖北路15号3幢"),
            ("实体编码", "33029900300100001000003"),
            ("行政区划", "330299"),
            ("街道", "望湖街道"),
            ("社区编码", "330299003001"),
            ("社区", "望湖社区"),
            ("所属网格", "330299003101001"),
            ("用途", "住宅"),
            ("单元数", "2"),
            ("地上层数", "6"),
            ("地下层数", "1"),
            ("每层户数", "2"),
            ("总户数", "24"),
            ("常住户", "20"),
            ("建成年代", "1998"),
            ("结构", "砖混"),
            ("开发商", "望湖开发公司"),
            ("消防等级", "二级"),
            ("楼栋长", "孙望湖"),
            ("楼栋长电话", "13900002222"),
            ("物业", "望湖物业"),
            ("编号说明", "无4层"),
            ("建筑高度", "18.5"),
            ("经度", "121.5"),
            ("纬度", "29.8"),
            ("启用日期", "1999-01-01"),
            ("停用日期", "2050-01-01"),
            ("备注", "望湖备注"),
        ],
    ),
    (
        "房屋采集表.csv",
        &[
            ("地址", "望湖家园3幢2单元501室隔断A"),
            ("房屋类型", "住宅"),
            ("建筑面积", "89.6"),
            ("户型", "两室一厅"),
            ("附属地址", "东侧"),
            ("产权人", "钱望湖"),
            ("联系方式", "13900003333"),
            ("产权性质", "商品房"),
            ("产权证号", "示房权证第1号"),
            ("使用状态", "空置"),
            ("启用日期", "1999-01-01"),
            ("停用日期", "2050-01-01"),
            ("备注", "望湖备注"),
        ],
    ),
    (
        "流动人口登记表.csv",
        &[
            ("姓名", "张三"),
            ("曾用名", "张山"),
            ("外文姓", "ZHANG"),
            ("外文名", "SAN"),
            ("国籍", "CHN"),
            ("身份证号", "330299198001010016"),
            ("性别", "男"),
            ("出生日期", "1980-01-01"),
            ("联系电话", "13900001234"),
            ("民族", "汉族"),
            ("籍贯", "甬州"),
            ("婚姻状况", "已婚"),
            ("文化程度", "高中"),
            ("职业", "厨师"),
            ("服务处所", "望湖店"),
            ("户籍区划", "341599"),
            ("户籍小区", "望湖新村"),
            ("户籍地址", "淮中省岚州市柳溪县望湖村1组"),
            ("户口性质", "农业"),
            ("现住址", "望湖家园3幢2单元502室"),
            ("与户主关系", "户主"),
            ("户号", "00012"),
            ("户别", "集体户"),
            ("人口类别", "流动"),
            ("是否人户分离", "是"),
            ("实际居住地", "望湖北路9号"),
            ("所属网格", "望湖第1网格"),
            ("暂住事由", "务工"),
            ("居住处所", "租赁房屋"),
            ("房东姓名", "钱望湖"),
            ("与房东关系", "租住"),
            ("办证类型", "居住证"),
            ("居住证号", "330299202012345678"),
            ("签发日期", "2025-01-01"),
            ("有效期至", "2026-01-01"),
            ("拟居住至", "2027-01-01"),
            ("来华目的", "就业"),
            ("抵达日期", "2020-01-01"),
            ("预计离开日期", "2028-01-01"),
            ("登记日期", "2020-02-01"),
            ("核实日期", "2026-01-01"),
            ("入住时间", "2020-01-15"),
            ("是否已迁出", "是"),
            ("迁出日期", "2026-05-01"),
            ("迁往地", "岚州市"),
            ("证件种类", "普通护照"),
            ("护照号", "X00001234"),
            ("签发国家", "CHN"),
            ("证件签发日期", "2019-01-01"),
            ("证件有效期", "2029-01-01"),
            ("备注", "望湖备注"),
        ],
    ),
    (
        "人口台账.csv",
        &[
            ("姓名", "李四"),
            ("身份证号", "330299198202020022"),
            ("与户主关系", "户主"),
            ("户号", "00013"),
            ("户别", "家庭户"),
            ("现住址", "望湖家园3幢1单元101室"),
            ("出生日期", "1982-02-02"),
        ],
    ),
    (
        "单位台账.csv",
        &[
            ("单位名称", "甬州市望湖贸易有限公司"),
            ("统一社会信用代码", "91330299MA00000001"),
            ("类别", "内资企业"),
            ("行业", "批发"),
            ("经营状态", "存续"),
            ("成立日期", "2010-01-01"),
            ("主管部门", "市场监管所"),
            ("场所类别", "旅馆"),
            ("管理类", "治安、消防"),
            ("单位电话", "0574-00001111"),
            ("地址", "望湖家园3幢1单元102室"),
            ("注册地址", "望湖家园3幢1单元201室"),
            ("纳税地址", "甬州市税务大厅"),
            ("入驻日期", "2011-01-01"),
            ("搬出日期", "2029-01-01"),
            ("法定代表人", "赵望湖"),
            ("法定代表人身份证", "330299197003030033"),
            ("法定代表人电话", "13900004444"),
            ("法定代表人证件种类", "居民身份证"),
            ("从业人数", "12"),
            ("治保负责人", "冯望湖"),
            ("治保负责人电话", "13900005555"),
            ("是否危化", "是"),
            ("隐患", "消防"),
            ("检查日期", "2026-03-01"),
            ("检查人", "民警甲"),
            ("检查情况", "通道堆物"),
            ("整改期限", "2026-03-15"),
            ("整改完成日期", "2026-03-10"),
            ("核实日期", "2026-03-01"),
            ("注销日期", "2030-01-01"),
            ("备注", "望湖备注"),
        ],
    ),
    (
        "出租屋台账.csv",
        &[
            ("出租房屋编号", "CZ0001"),
            ("租赁备案证号", "BA0001"),
            ("标牌编码", "BP0001"),
            ("地址", "望湖家园3幢1单元202室"),
            ("房东姓名", "李四"),
            ("房东身份证", "330299198202020022"),
            ("房东电话", "13900006666"),
            ("房东现住址", "望湖家园3幢1单元101室"),
            ("产权性质", "商品房"),
            ("出租间数", "2"),
            ("出租面积", "60.5"),
            ("用途", "住房"),
            ("月租金", "2500.5"),
            ("户型", "两室"),
            ("管理级别", "甲"),
            ("承租人姓名", "王五"),
            ("承租人身份证", "330299198505050055"),
            ("承租人电话", "13900007777"),
            ("合租人", "陈望湖、卫望湖"),
            ("实住人数", "3"),
            ("起租日期", "2024-01-01"),
            ("约定终止时间", "2027-01-01"),
            ("退租日期", "2026-06-01"),
            ("退租原因", "到期"),
            ("治安责任人", "李四"),
            ("治安责任人身份证", "330299198202020022"),
            ("治安责任人电话", "13900006666"),
            ("责任书", "是"),
            ("责任书签订日期", "2024-01-02"),
            ("隐患情况", "火灾"),
            ("检查日期", "2026-02-01"),
            ("检查人", "民警乙"),
            ("备注", "望湖备注"),
        ],
    ),
    (
        "出租屋台账-单位房东.csv",
        &[
            ("出租房屋编号", "CZ0002"),
            ("地址", "望湖家园3幢1单元302室"),
            ("房东姓名", "甬州市望湖贸易有限公司"),
            ("房东身份证", "91330299MA00000001"),
            ("月租金", "1500"),
            ("承租人姓名", "甬州市望湖贸易有限公司"),
            ("承租人身份证", "91330299MA00000001"),
            ("备注", "转租自用"),
        ],
    ),
    (
        "从业人员名单.csv",
        &[
            ("单位名称", "甬州市望湖贸易有限公司"),
            ("姓名", "李四"),
            ("身份证号", "330299198202020022"),
            ("电话", "13900008888"),
            ("部门", "后勤"),
            ("岗位", "仓管"),
            ("住址", "望湖家园3幢1单元101室"),
            ("入职日期", "2021-01-01"),
            ("离职日期", "2026-01-01"),
        ],
    ),
    (
        "走访记录.csv",
        &[
            ("日期", "2026-04-01"),
            ("地址", "望湖家园3幢1单元101室"),
            ("走访类型", "安全检查"),
            ("原因", "例行"),
            ("内容", "检查电线"),
            ("走访人", "民警甲"),
            ("已见面人员", "李四"),
            ("约定回访", "2026-05-01"),
        ],
    ),
    (
        "门楼牌普查表.csv",
        &[
            ("地址", "望湖家园3幢1单元101室"),
            ("地址性质", "别名"),
            ("地址编码", "DZ0001"),
            ("牌号", "101"),
            ("门楼牌种类", "户牌"),
            ("二维码", "QR0001"),
            ("门楼牌状态", "损"),
            ("普查日期", "2026-01-01"),
            ("启用日期", "1999-01-01"),
            ("停用日期", "2050-01-01"),
        ],
    ),
];

/// An id whose check character is right, for a body of seventeen digits.
pub fn with_checks(text: &str) -> String {
    let is_id = text.len() == 18 && text.starts_with("330299") && text.bytes().all(|b| b.is_ascii_digit());
    if is_id && text.as_bytes().get(6) == Some(&b'1') {
        let body = text.get(..17).expect("seventeen characters");
        let check = louce_domain::citizen_id::check_character(body).expect("a check character");
        return format!("{body}{check}");
    }
    if text.starts_with("91330299MA") {
        let body = text.get(..17).expect("seventeen characters");
        let check = louce_domain::credit_code::credit_code_check_character(body).expect("a check character");
        return format!("{body}{check}");
    }
    text.to_owned()
}

#[test]
fn every_field_comes_in_by_a_ledger_or_says_why_not() {
    let bench = Bench::new();
    let folder = tempfile::tempdir().expect("a folder");
    for (name, columns) in LEDGERS {
        let headers: Vec<&str> = columns.iter().map(|(header, _)| *header).collect();
        let values: Vec<String> = columns.iter().map(|(_, value)| with_checks(value)).collect();
        let file = folder.path().join(name);
        std::fs::write(&file, format!("{}\n{}\n", headers.join(","), values.join(","))).expect("a ledger is written");
        let result = bench.import(&file).expect("the ledger is imported");
        assert_eq!(result.counts.added + result.counts.updated, 1, "{name}: its row is taken: {:?}", result.counts);
        let before = bench.everything();
        let again = bench.import(&file).expect("again");
        assert_eq!((again.counts.added, again.counts.updated), (0, 0), "{name} twice adds nothing");
        assert_eq!(bench.everything(), before, "{name} twice changes nothing");
    }
    let mut missing = Vec::new();
    for kind in RecordKind::ALL {
        let told = with_kind!(*kind, R => told::<R>(&bench));
        for meta in fields_of(*kind).filter(|meta| meta.not_imported.is_none() && !told.contains(meta.field)) {
            missing.push(format!("{}.{}", kind.code(), meta.field));
        }
    }
    assert!(
        missing.is_empty(),
        "{} fields no ledger brought, and the catalogue does not say why: {missing:?}",
        missing.len()
    );
}

/// The fields that some record of a kind has.
fn told<R: Record>(bench: &Bench) -> BTreeSet<&'static str> {
    let mut told = BTreeSet::new();
    let read = bench.session.register.read(|reader| {
        reader.for_each_record::<R, louce_store::StoreError>(|record| {
            let has = |text: &Option<String>| text.as_ref().is_some_and(|text| !text.is_empty() && text != "unmatched");
            told.extend(record.fields().iter().filter(|(_, text)| has(text)).map(|(name, _)| *name));
            Ok(())
        })
    });
    read.expect("the records are read");
    told
}

#[test]
fn what_the_domain_asks_for_has_a_field() {
    for item in items() {
        match &item.held {
            Held::Fields(Requirement::Must | Requirement::Expected | Requirement::Optional, held) => {
                assert!(!held.is_empty(), "{} is held", item.zh)
            }
            Held::Fields(Requirement::Derived, held) => assert!(!held.is_empty(), "{} is shown", item.zh),
            Held::Beside(_, column) => {
                let (kind, name) = column.split_once('.').expect("KIND.NAME");
                let kind: RecordKind = kind.parse().expect("a kind");
                assert!(field(kind, name).is_none(), "{column} stands beside the fields");
            }
            Held::Dropped(words) => assert!(!words.is_empty(), "{} is looked for", item.zh),
        }
    }
}

#[test]
fn what_is_dropped_is_in_no_schema_wire_type_or_message() {
    let files = repository::sources(&["sql", "rs", "ts", "svelte", "json"]).expect("files of this checkout");
    let stored = |path: &str| path.starts_with("crates/store/") && path.ends_with(".sql");
    let sent = |path: &str| path.starts_with("crates/wire/src/") || path.starts_with("frontend/src/bindings/");
    // Refusals in English: what the importer says of a column that it does not read.
    let refusals = "frontend/src/import/english.json";
    let shown = |path: &str| path.starts_with("frontend/src/") && !path.ends_with(".test.ts") && path != refusals;
    let explains = |line: &str| ["拒绝", "不收", "不登记", "不保存", "refus"].iter().any(|word| line.contains(word));
    let comment = |line: &str| ["//", "--", "*", "/*"].iter().any(|start| line.trim_start().starts_with(start));
    let mut found = Vec::new();
    for file in files.iter().filter(|file| stored(&file.path) || sent(&file.path) || shown(&file.path)) {
        for (number, line) in file.text.lines().enumerate().filter(|(_, line)| !explains(line) && !comment(line)) {
            for item in items() {
                let Held::Dropped(words) = &item.held else { continue };
                let named = words.iter().filter(|word| names(line, word));
                found.extend(named.map(|word| format!("{}:{}: {word} ({})", file.path, number + 1, item.zh)));
            }
        }
    }
    assert!(found.is_empty(), "what is dropped (DOMAIN §1.8) is nowhere:\n{}", found.join("\n"));
}

/// A Chinese word anywhere; an English one as the name of a column, a field or a message.
fn names(line: &str, word: &str) -> bool {
    if !word.is_ascii() {
        return line.contains(word);
    }
    let mut parts = word.split('_');
    let first = parts.next().unwrap_or_default().to_owned();
    let camel = parts.fold(first, |name, part| {
        let mut letters = part.chars();
        let head = letters.next().map(|letter| letter.to_ascii_uppercase());
        name + &head.into_iter().chain(letters).collect::<String>()
    });
    // What a message says in English may explain; what it is called may not offer.
    let named = line.split("\": \"").next().unwrap_or(line);
    [word, camel.as_str()].iter().any(|name| named.contains(name))
}

#[test]
fn the_landlord_of_a_ledger_is_matched_by_a_sound_number_alone() {
    let bench = Bench::new();
    let folder = tempfile::tempdir().expect("a folder");
    let number = with_checks("330299198202020022");
    let write = |name: &str, text: String| {
        let file = folder.path().join(name);
        std::fs::write(&file, text).expect("a ledger is written");
        file
    };
    let people = write("人口台账.csv", format!("姓名,身份证号,现住址\n李四,{number},望湖家园3幢1单元101室\n"));
    bench.import(&people).expect("the person is imported");
    let header = "出租房屋编号,地址,房东姓名,房东身份证,月租金\n";
    let named = write("一.csv", format!("{header}CZ1,望湖家园3幢1单元201室,李四,,900\n"));
    bench.import(&named).expect("imported");
    let numbered = write("二.csv", format!("{header}CZ2,望湖家园3幢1单元202室,李四,{number},900\n"));
    bench.import(&numbered).expect("imported");
    let mut tenancies: Vec<Tenancy> = Vec::new();
    let read = bench.session.register.read(|reader| {
        reader.for_each_record(|tenancy: Tenancy| {
            tenancies.push(tenancy);
            Ok::<_, louce_store::StoreError>(())
        })
    });
    read.expect("tenancies are read");
    let matched: Vec<_> =
        tenancies.iter().map(|tenancy| (tenancy.rental_no.as_deref(), tenancy.landlord_person.is_some())).collect();
    assert_eq!(matched, [(Some("CZ1"), false), (Some("CZ2"), true)], "a name alone is no evidence");
    assert!(tenancies.iter().all(|tenancy| tenancy.landlord_name.as_deref() == Some("李四")), "both keep the name");
}
