//! Invented organisations: companies in offices, shops on the ground floor, and those that have gone.

use super::chance::{by_share, one_of, per_mille};
use super::identity::Numbers;
use super::letting::inspection;
use super::mint::Mint;
use super::names::full_name;
use super::origin::ORIGINS;
use super::stays::{Dwelling, People};
use super::tenure::as_recorded;
use super::{DATA_AS_OF_DAY, DemoRecord};
use fastrand::Rng;
use louce_domain::citizen_id::CitizenIdState;
use louce_domain::code_list::Coded;
use louce_domain::credit_code::{CreditCodeState, credit_code_check_character};
use louce_domain::date::PartialDate;
use louce_domain::division::DEMO_DIVISION;
use louce_domain::employment::Employment;
use louce_domain::id::{EmploymentId, OrganisationId, PresenceId};
use louce_domain::organisation::{Organisation, OrganisationKind, PlaceKind, Presence, PresenceRole};
use louce_domain::sex::Sex;
use louce_domain::space::Place;

const BRANDS: &[&str] = &[
    "顺发", "鑫源", "百佳", "聚贤", "同兴", "金桥", "乐邻", "长青", "恒泰", "瑞丰", "宏达", "新航", "嘉禾", "汇通",
    "天成", "德邻", "万和", "小满", "江南", "东日", "启明", "远航", "四季", "家乐", "海纳", "云帆", "百草", "一品",
    "巧手", "拾光",
];
/// What is written behind the brand in shops, and the industry.
const SHOPS: &[(&str, &str)] = &[
    ("便利店", "零售"),
    ("药店", "零售"),
    ("水果店", "零售"),
    ("面馆", "餐饮"),
    ("小吃店", "餐饮"),
    ("火锅店", "餐饮"),
    ("理发店", "居民服务"),
    ("洗衣店", "居民服务"),
    ("汽车维修部", "修理"),
    ("电动车行", "零售"),
    ("五金建材店", "批发"),
    ("打字复印社", "商务服务"),
    ("房产中介所", "房地产"),
    ("宾馆", "住宿"),
    ("网吧", "娱乐"),
    ("诊所", "卫生"),
    ("文具店", "零售"),
    ("服装店", "零售"),
    ("花店", "零售"),
    ("宠物店", "居民服务"),
];
const COMPANIES: &[(&str, &str)] = &[
    ("贸易有限公司", "批发"),
    ("科技有限公司", "软件和信息技术服务"),
    ("物流有限公司", "交通运输"),
    ("装饰工程有限公司", "建筑"),
    ("广告有限公司", "商务服务"),
    ("教育咨询有限公司", "教育"),
    ("财务咨询有限公司", "商务服务"),
    ("进出口有限公司", "批发"),
    ("电子商务有限公司", "零售"),
    ("人力资源有限公司", "商务服务"),
    ("建筑设计有限公司", "专业技术服务"),
    ("律师事务所", "商务服务"),
];

/// Where an organisation is, and what kind of space that is.
pub(super) struct Premises<'a> {
    pub(super) at: &'a Dwelling<'a>,
    /// A shop, or rather an office.
    pub(super) shop: bool,
    /// Whether another organisation is there now: this one has gone.
    pub(super) gone: bool,
}

/// Invents an organisation with its addresses.
pub(super) fn organisation(
    rng: &mut Rng,
    people: &mut People,
    premises: &Premises<'_>,
    out: &mut impl FnMut(DemoRecord),
) {
    let (trade, industry) = one_of(rng, if premises.shop { SHOPS } else { COMPANIES });
    let place = by_share(rng, &[(45, "甬州市"), (35, "示例区")], "");
    let (brand, other) = (one_of(rng, BRANDS), one_of(rng, BRANDS));
    let second = by_share(rng, &[(55, "")], if other == brand { "" } else { other });
    let name = format!("{place}{brand}{second}{trade}");
    let mut record = Organisation::named(OrganisationId(people.mint.uuid(rng)), premises.at.area, &name);
    record.kind = Some(if premises.shop {
        by_share(rng, &[(88, OrganisationKind::SoleTrader)], OrganisationKind::Domestic)
    } else {
        by_share(
            rng,
            &[(88, OrganisationKind::Domestic), (5, OrganisationKind::Foreign)],
            OrganisationKind::PrivateNonEnterprise,
        )
    });
    record.industry = Some(industry.to_owned());
    (record.credit_code, record.credit_code_state) = credit_code(rng, premises.shop);
    legal_representative(rng, &mut people.numbers, &mut record);
    record.staff = Some(if premises.shop { rng.u32(1..9) } else { rng.u32(2..120) });
    inspect(rng, &mut record);
    describe(rng, &mut people.numbers, &mut record);
    let (id, inspected) = (record.id, record.inspected_on);
    let presences = presences(rng, &mut people.mint, premises, id);
    out(DemoRecord::Organisation(record));
    presences.into_iter().for_each(|presence| out(DemoRecord::Presence(presence)));
    if premises.gone {
        return;
    }
    if let Some(on) = inspected.filter(|_| per_mille(rng, 500)) {
        let found = inspection(rng, &mut people.mint, premises.at, 90, |inspection| {
            inspection.organisation = Some(id);
            inspection.on = Some(on);
        });
        out(DemoRecord::Inspection(found));
    }
    if per_mille(rng, 120) {
        (0..rng.u8(1..4)).for_each(|_| employ(rng, people, id, out));
    }
}

/// What kind of place it is, since when, its phone.
fn describe(rng: &mut Rng, numbers: &mut Numbers, record: &mut Organisation) {
    const PLACES: &[(&str, PlaceKind)] = &[
        ("宾馆", PlaceKind::Hotel),
        ("网吧", PlaceKind::InternetCafe),
        ("药店", PlaceKind::SmallPlace),
        ("火锅店", PlaceKind::SmallPlace),
        ("打字复印社", PlaceKind::SpecialTrade),
    ];
    let place = PLACES.iter().find(|(word, _)| record.name.ends_with(word));
    record.place_kind = place.map(|(_, kind)| Coded::Listed(*kind));
    record.regimes = if place.is_some() { vec!["治安".to_owned(), "消防".to_owned()] } else { Vec::new() };
    record.phones = vec![numbers.phone()];
    record.status = Some("存续".to_owned());
    record.founded_on = PartialDate::year_only(rng.i16(1996..2025));
}

/// Somebody who works there; half of them live in the community.
fn employ(rng: &mut Rng, people: &mut People, organisation: OrganisationId, out: &mut impl FnMut(DemoRecord)) {
    let mut employment = Employment::blank(EmploymentId(people.mint.uuid(rng)), organisation);
    let neighbour = people.neighbours.any(rng).cloned().filter(|_| per_mille(rng, 500));
    match neighbour {
        Some(person) => {
            employment.person = Some(person.id);
            employment.name = person.name;
            employment.citizen_id = person.citizen_id;
            employment.phones = person.phones;
        }
        None => {
            let born = rng.i16(1965..2006);
            employment.name = full_name(rng, Sex::Female, born);
            employment.phones = vec![people.numbers.phone()];
            employment.raw_address =
                by_share(rng, &[(40, "甬州市示例区望湖北路128号")], "甬州市东浦区高新路9号").to_owned();
        }
    }
    employment.post = Some(one_of(rng, &["店员", "会计", "保安", "厨师", "设计", "客服"]).to_owned());
    let day = DATA_AS_OF_DAY - rng.i32(1..2000);
    employment.from = as_recorded(rng, day);
    out(DemoRecord::Employment(employment));
}

/// A unified social credit code on the demo division: registration authority and kind, division, organisation code, check.
fn credit_code(rng: &mut Rng, shop: bool) -> (Option<String>, CreditCodeState) {
    const CHARACTERS: &[char] = &[
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J', 'K', 'L', 'M',
        'N', 'P', 'Q', 'R', 'T', 'U', 'W', 'X', 'Y',
    ];
    let tail: String = (0..7).map(|_| one_of(rng, CHARACTERS)).collect();
    let body = format!("{}{DEMO_DIVISION}MA{tail}", if shop { "92" } else { "91" });
    let Some(check) = credit_code_check_character(&body) else { return (None, CreditCodeState::Missing) };
    match rng.u8(..100) {
        0..4 => (None, CreditCodeState::Missing),
        4..6 => (Some(format!("{body}{}", if check == '5' { 'A' } else { '5' })), CreditCodeState::BadChecksum),
        _ => (Some(format!("{body}{check}")), CreditCodeState::Ok),
    }
}

fn legal_representative(rng: &mut Rng, numbers: &mut Numbers, record: &mut Organisation) {
    let sex = by_share(rng, &[(66, Sex::Male)], Sex::Female);
    let born = rng.i16(1958..1999);
    let name = full_name(rng, sex, born);
    record.legal_rep_phones = vec![numbers.phone()];
    if let Some(origin) = ORIGINS.first().filter(|_| per_mille(rng, 900)) {
        record.legal_rep_citizen_id = Some(numbers.citizen_id(origin, born, sex).citizen_id);
        record.legal_rep_id_state = CitizenIdState::Ok;
    }
    if per_mille(rng, 700) {
        let own = per_mille(rng, 400);
        record.security_contact_name = Some(if own { name.clone() } else { full_name(rng, Sex::Male, born + 3) });
        record.security_contact_phones = vec![numbers.phone()];
    }
    record.legal_rep_name = Some(name);
}

fn inspect(rng: &mut Rng, record: &mut Organisation) {
    if !per_mille(rng, 620) {
        return;
    }
    record.hazmat = Some(per_mille(rng, 12));
    record.hazard = Some(
        by_share(rng, &[(78, "无"), (8, "占用通道"), (7, "灭火器过期"), (4, "堆放杂物")], "电线老化，已口头告知")
            .to_owned(),
    );
    let day = DATA_AS_OF_DAY - rng.i32(5..900);
    record.inspected_on = as_recorded(rng, day);
}

fn presences(rng: &mut Rng, mint: &mut Mint, premises: &Premises<'_>, organisation: OrganisationId) -> Vec<Presence> {
    let to_day = premises.gone.then(|| DATA_AS_OF_DAY - rng.i32(60..3000));
    let from_day = to_day.unwrap_or(DATA_AS_OF_DAY) - rng.i32(120..3600);
    let (from, to) = (as_recorded(rng, from_day), to_day.and_then(|day| as_recorded(rng, day)));
    let mut presence = |rng: &mut Rng, role, place, address: &str| Presence {
        id: PresenceId(mint.uuid(rng)),
        organisation,
        role,
        place,
        raw_address: address.to_owned(),
        from,
        to,
    };
    let mut all = vec![presence(rng, PresenceRole::Office, premises.at.place, premises.at.address)];
    // 办公地, 注册地, 纳税地 need not agree (楼宇经济).
    if per_mille(rng, 350) {
        all.push(presence(rng, PresenceRole::Registered, premises.at.place, premises.at.address));
    } else if per_mille(rng, 150) {
        let elsewhere = format!("甬州市东浦区高新路{}号", rng.u16(1..400));
        all.push(presence(rng, PresenceRole::Registered, Place::Unmatched, &elsewhere));
    }
    if per_mille(rng, 60) {
        all.push(presence(rng, PresenceRole::Tax, Place::Unmatched, "甬州市西渡县税务大厅"));
    }
    all
}
