//! From a member of a household to a person's record.

use super::DATA_AS_OF_YEAR;
use super::chance::{by_share, one_of, per_mille};
use super::household::Member;
use super::identity::{Numbers, as_written};
use super::mint::Mint;
use super::names::full_name;
use super::origin::Origin;
use fastrand::Rng;
use louce_domain::code_list::Coded;
use louce_domain::id::PersonId;
use louce_domain::person::Person;

/// Where a person is recorded, for the words of the record.
pub(super) struct Recorded<'a> {
    pub(super) area: &'a str,
    /// The room's written address.
    pub(super) address: &'a str,
    /// The site's name, where local households are registered.
    pub(super) site: &'a str,
    pub(super) origin: Origin,
    /// Year of the last entry: a past resident's record stops there.
    pub(super) year: i16,
}

/// Invents the record of a person.
pub(super) fn person(
    rng: &mut Rng,
    mint: &mut Mint,
    numbers: &mut Numbers,
    member: &Member,
    at: &Recorded<'_>,
) -> Person {
    let age = at.year - member.born;
    let mut person = Person::named(PersonId(mint.uuid(rng)), at.area, &full_name(rng, member.sex, member.born));
    let minted = numbers.citizen_id(&at.origin, member.born.min(DATA_AS_OF_YEAR - 1), member.sex);
    let written = as_written(rng, &minted, age < 7);
    person.citizen_id = written.citizen_id;
    person.id_state = written.id_state;
    person.birth_date = written.birth_date;
    person.sex = member.sex;
    if age >= 14 && per_mille(rng, 900) {
        person.phones.push(numbers.phone());
        if per_mille(rng, 30) {
            person.phones.push(numbers.phone());
        }
    }
    register(rng, &mut person, at);
    describe(rng, &mut person, age);
    person
}

fn register(rng: &mut Rng, person: &mut Person, at: &Recorded<'_>) {
    if per_mille(rng, 40) {
        return;
    }
    let local = at.origin.index == 0;
    person.hukou_division = Some(at.origin.division.to_owned());
    person.hukou_address = Some(if local && per_mille(rng, 850) {
        person.hukou_site = Some(at.site.to_owned());
        at.address.to_owned()
    } else if local {
        format!("{}{}路{}号", at.origin.place, one_of(rng, &["望湖北", "澄浪", "月河", "北渡"]), rng.u8(1..=200))
    } else {
        let town = one_of(rng, &["城关镇", "柳林镇", "双桥乡", "石塘镇", "白马镇", "三河乡", "龙门镇", "清溪乡"]);
        let village = one_of(rng, &["新建村", "前进村", "大湾村", "李家村", "东岭村", "沙坪村", "油坊村", "上坝村"]);
        format!("{}{town}{village}{}组", at.origin.place, rng.u8(1..=12))
    });
    if local {
        person.ethnicity = Some(by_share(rng, &[(97, "汉族"), (1, "土家族"), (1, "畲族")], "苗族").to_owned());
    }
    if per_mille(rng, 250) {
        person.native_place = Some(at.origin.place.to_owned());
    }
}

fn describe(rng: &mut Rng, person: &mut Person, age: i16) {
    if age >= 20 && per_mille(rng, 600) {
        let married = if age >= 27 { 86 } else { 25 };
        person.marital_status =
            Some(Coded::read(by_share(rng, &[(married, "已婚"), (4, "离婚"), (3, "丧偶")], "未婚")));
    }
    if age >= 16 && per_mille(rng, 550) {
        let education =
            by_share(rng, &[(28, "大学本科"), (22, "大学专科"), (22, "高中"), (20, "初中"), (5, "小学")], "研究生");
        person.education = Some(Coded::read(education));
    }
    if per_mille(rng, 450) {
        let working = [
            "企业职员",
            "工人",
            "个体经营",
            "教师",
            "驾驶员",
            "厨师",
            "售货员",
            "护士",
            "会计",
            "快递员",
            "保洁员",
            "工程师",
        ];
        let occupation = match age {
            ..3 => "",
            3..7 => "学龄前儿童",
            7..20 => "学生",
            20..60 => one_of(rng, &working),
            _ => "退休",
        };
        person.occupation = (!occupation.is_empty()).then(|| occupation.to_owned());
    }
}
