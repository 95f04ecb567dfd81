//! Where an organisation works, is registered and pays its taxes (楼宇经济): whether its addresses agree (DOMAIN §3).

use crate::code_list::code_list;
use crate::division::{DEMO_DIVISION, division_name, is_division_name};
use crate::id::{BuildingId, RoomId};
use crate::organisation::PresenceRole;
use std::collections::BTreeSet;

code_list! {
    /// How an organisation's addresses disagree, or which of them nobody knows.
    AddressMismatch {
        /// 不在本辖区
        OutOfDistrict = "out_of_district", "不在本辖区", "Outside the district";
        /// 不在同一楼幢
        OtherBuilding = "other_building", "不在同一楼幢", "In different buildings";
        /// 不在同一房间
        OtherRoom = "other_room", "不在同一房间", "In different rooms";
        /// 地址未匹配到楼幢
        Unmatched = "unmatched", "地址未匹配", "An address matches no building";
        /// 缺办公地
        MissingOffice = "missing_office", "缺办公地", "No office address";
        /// 缺注册地
        MissingRegistered = "missing_registered", "缺注册地", "No registered address";
        /// 缺纳税地
        MissingTax = "missing_tax", "缺纳税地", "No tax address";
    }
}

impl AddressMismatch {
    /// Whether addresses that are known disagree; otherwise one is only missing.
    pub const fn is_disagreement(self) -> bool {
        !matches!(self, Self::MissingOffice | Self::MissingRegistered | Self::MissingTax)
    }

    const fn missing(role: PresenceRole) -> Self {
        match role {
            PresenceRole::Office => Self::MissingOffice,
            PresenceRole::Registered => Self::MissingRegistered,
            PresenceRole::Tax => Self::MissingTax,
        }
    }
}

/// One address of an organisation, as far as it was matched to the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownAddress {
    /// Which of its addresses.
    pub role: PresenceRole,
    /// The building, where known.
    pub building: Option<BuildingId>,
    /// The room, where known.
    pub room: Option<RoomId>,
    /// County-level division (GB/T 2260) of the place matched, where the register has it.
    pub division: Option<String>,
    /// The address as written.
    pub text: String,
}

/// The county-level division a register is kept for, with the names that mean it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HomeDivision {
    code: Option<String>,
    names: Vec<&'static str>,
}

/// The longest name of a division, characters.
const LONGEST_NAME: usize = 15;

impl HomeDivision {
    /// The division of a code; none where the register does not say.
    pub fn of(code: Option<&str>) -> Self {
        let Some(county) = code.and_then(|code| code.get(..6)) else { return Self::default() };
        let above = |digits: usize| county.get(..digits).map(|head| format!("{head:0<6}"));
        let codes = [above(2), above(4), Some(county.to_owned())];
        let mut names: Vec<&str> = codes.iter().flatten().filter_map(|code| division_name(code)).collect();
        if county == DEMO_DIVISION {
            names.push("甬州市");
        }
        Self { code: Some(county.to_owned()), names }
    }

    /// Whether a written address names another division than this one. Nothing named, nothing said.
    pub fn is_left_by(&self, text: &str) -> bool {
        let leaves = |name: &str| !self.names.contains(&name);
        let named = leading_divisions(text);
        !self.names.is_empty() && (named.iter().any(|name| leaves(name)) || self.is_other_county_of_the_city(text))
    }

    /// Whether what follows the name of this city is a county-level division the list does not know: a new one, a zone.
    fn is_other_county_of_the_city(&self, text: &str) -> bool {
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let cities = self.names.iter().filter(|name| name.ends_with('市'));
        cities.filter_map(|city| text.split_once(city)).any(|(_, rest)| {
            let head: String = rest.chars().take(LONGEST_COUNTY).collect();
            let county = head.split_inclusive(['区', '县']).next().filter(|name| name.ends_with(['区', '县']));
            county.is_some_and(|name| !self.names.contains(&name) && !NO_COUNTY.iter().any(|end| name.ends_with(end)))
        })
    }

    fn differs_from(&self, division: &str) -> bool {
        self.code.as_deref().is_some_and(|home| division.get(..6) != Some(home))
    }
}

/// The most characters of a county's name that stand after its city.
const LONGEST_COUNTY: usize = 5;
/// What ends like a district and is none.
const NO_COUNTY: [&str; 6] = ["小区", "社区", "园区", "片区", "校区", "库区"];

/// The divisions an address begins with: 浙江省, 宁波市, 江东区 of `浙江省宁波市江东区百丈路1号`.
fn leading_divisions(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    let mut found = Vec::new();
    let mut rest = chars.as_slice();
    while let Some((name, after)) = first_division(rest) {
        found.push(name);
        rest = after;
    }
    found
}

fn first_division(chars: &[char]) -> Option<(String, &[char])> {
    (2..=chars.len().min(LONGEST_NAME)).rev().find_map(|length| {
        let (head, rest) = chars.split_at_checked(length)?;
        let name: String = head.iter().collect();
        is_division_name(&name).then_some((name, rest))
    })
}

/// How near two addresses are: nearer is smaller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Nearness {
    Agreeing,
    OtherRoom,
    OtherBuilding,
}

fn nearness(one: &KnownAddress, other: &KnownAddress) -> Option<Nearness> {
    let (building, beside) = one.building.zip(other.building)?;
    Some(match one.room.zip(other.room) {
        _ if building != beside => Nearness::OtherBuilding,
        Some((room, next)) if room != next => Nearness::OtherRoom,
        _ => Nearness::Agreeing,
    })
}

/// How the addresses that hold on one day disagree, in the order of the list. Where an organisation has several addresses
/// of one kind, the nearest of them counts.
pub fn mismatches(addresses: &[KnownAddress], home: &HomeDivision) -> Vec<AddressMismatch> {
    let mut found = BTreeSet::new();
    let of = |role: PresenceRole| addresses.iter().filter(move |address| address.role == role);
    for role in PresenceRole::ALL {
        if of(*role).next().is_none() {
            found.insert(AddressMismatch::missing(*role));
        }
    }
    found.extend(addresses.iter().filter_map(|address| misplaced(address, home)));
    let pairs = [
        (PresenceRole::Office, PresenceRole::Registered),
        (PresenceRole::Office, PresenceRole::Tax),
        (PresenceRole::Registered, PresenceRole::Tax),
    ];
    for (role, other) in pairs {
        let nearest = of(role).flat_map(|one| of(other).filter_map(|two| nearness(one, two))).min();
        found.extend(match nearest {
            Some(Nearness::OtherBuilding) => Some(AddressMismatch::OtherBuilding),
            Some(Nearness::OtherRoom) => Some(AddressMismatch::OtherRoom),
            Some(Nearness::Agreeing) | None => None,
        });
    }
    found.into_iter().collect()
}

/// What is wrong with one address by itself. Only an address of the books (registered, tax) is outside the district: an
/// office elsewhere that is in no building of the register is simply not matched.
fn misplaced(address: &KnownAddress, home: &HomeDivision) -> Option<AddressMismatch> {
    let outside = match &address.division {
        Some(division) => home.differs_from(division),
        None => address.building.is_none() && home.is_left_by(&address.text),
    };
    if outside && address.role != PresenceRole::Office {
        return Some(AddressMismatch::OutOfDistrict);
    }
    address.building.is_none().then_some(AddressMismatch::Unmatched)
}

#[cfg(test)]
mod tests {
    use super::*;
    use AddressMismatch::{
        MissingOffice, MissingRegistered, MissingTax, OtherBuilding, OtherRoom, OutOfDistrict, Unmatched,
    };
    use PresenceRole::{Office, Registered, Tax};
    use uuid::Uuid;

    /// `1`: building 1; `1/2`: its room 2; anything else is an unmatched text.
    fn address(role: PresenceRole, at: &str) -> KnownAddress {
        let mut numbers = at.split('/').map(str::parse::<u128>);
        let building = numbers.next().and_then(Result::ok);
        let room = numbers.next().and_then(Result::ok);
        KnownAddress {
            role,
            building: building.map(|n| BuildingId(Uuid::from_u128(n))),
            room: room.map(|n| RoomId(Uuid::from_u128(n))),
            division: building.map(|_| "330203".to_owned()),
            text: at.to_owned(),
        }
    }

    #[test]
    fn each_way_to_disagree_is_told() {
        type Case<'c> = (&'c [(PresenceRole, &'c str)], &'c [AddressMismatch], &'c str);
        let cases: &[Case<'_>] = &[
            (&[(Office, "1/1"), (Registered, "1/1"), (Tax, "1/1")], &[], "all three in one room"),
            (&[(Office, "1/1"), (Registered, "1"), (Tax, "1/1")], &[], "an unknown room contradicts nobody"),
            (&[(Office, "1/1"), (Registered, "1/2"), (Tax, "1/1")], &[OtherRoom], "two rooms of one building"),
            (&[(Office, "1/1"), (Registered, "2/1"), (Tax, "1/1")], &[OtherBuilding], "two buildings"),
            (
                &[(Office, "1"), (Registered, "2"), (Tax, "1/3")],
                &[OtherBuilding],
                "the room is not asked across buildings",
            ),
            (
                &[(Office, "1/1"), (Registered, "1/2"), (Tax, "3")],
                &[OtherBuilding, OtherRoom],
                "each pair speaks for itself",
            ),
            (
                &[(Office, "1/1"), (Office, "2/1"), (Registered, "2/1"), (Tax, "1/1")],
                &[OtherBuilding],
                "the nearest of two offices counts; the two books still disagree",
            ),
            (&[(Office, "1/1"), (Registered, "1/1")], &[MissingTax], "nobody knows where taxes are paid"),
            (&[], &[MissingOffice, MissingRegistered, MissingTax], "nothing is known"),
            (
                &[(Office, "1/1"), (Registered, "宁波市江北区大闸路1号"), (Tax, "1/1")],
                &[OutOfDistrict],
                "another county of the same city",
            ),
            (
                &[(Office, "1/1"), (Registered, "杭州市 西湖区文三路1号"), (Tax, "某路1号")],
                &[OutOfDistrict, Unmatched],
                "another city; a street that no building stands at",
            ),
            (
                &[(Office, "江北区大闸路1号"), (Registered, "1/1"), (Tax, "1/1")],
                &[Unmatched],
                "an office elsewhere is only unmatched",
            ),
            (
                &[(Office, "1"), (Registered, "浙江省宁波市海曙区某路1号"), (Tax, "1")],
                &[Unmatched],
                "the own district by its full name",
            ),
        ];
        let home = HomeDivision::of(Some("330203"));
        for (given, expected, why) in cases {
            let addresses: Vec<_> = given.iter().map(|(role, at)| address(*role, at)).collect();
            assert_eq!(mismatches(&addresses, &home), *expected, "{why}");
        }
    }

    #[test]
    fn a_matched_place_of_another_division_is_outside() {
        let mut tax = address(Tax, "2/1");
        tax.division = Some("330205".to_owned());
        let all = [address(Office, "1/1"), address(Registered, "1/1"), tax];
        let found = mismatches(&all, &HomeDivision::of(Some("330203")));
        assert_eq!(found, [OutOfDistrict, OtherBuilding], "the register holds a site of another county");
    }

    #[test]
    fn a_register_without_division_calls_nothing_outside() {
        let all = [address(Office, "1/1"), address(Registered, "杭州市西湖区文三路1号"), address(Tax, "1/1")];
        assert_eq!(mismatches(&all, &HomeDivision::of(None)), [Unmatched], "nobody said which district is ours");
    }

    #[test]
    fn a_road_named_like_a_division_is_none() {
        let home = HomeDivision::of(Some("330203"));
        assert!(!home.is_left_by("北京路12号"), "北京 without 市 is no division");
        assert!(home.is_left_by("重庆市江北区观音桥1号"), "a city of another province");
        assert!(!HomeDivision::of(Some(DEMO_DIVISION)).is_left_by("甬州市示例区示例路1号"), "the demo's own names");
        assert!(
            HomeDivision::of(Some(DEMO_DIVISION)).is_left_by("甬州市东浦区高新路2号"),
            "another county of the city"
        );
        assert!(!HomeDivision::of(Some(DEMO_DIVISION)).is_left_by("甬州市望湖小区3幢"), "a compound is no county");
    }
}
