//! From a plan to a building and its rooms.

use super::chance::{by_share, per_mille};
use super::identity::Numbers;
use super::mint::Mint;
use super::names::full_name;
use super::site::{BuildingPlan, SiteKind, SitePlan};
use fastrand::Rng;
use louce_domain::division::DEMO_DIVISION;
use louce_domain::id::{BuildingId, RoomId, SiteId};
use louce_domain::sex::Sex;
use louce_domain::space::{Building, BuildingUse, Room, RoomState};
use louce_domain::space_kind::SpaceKind;

/// What a building is invented from.
pub(super) struct BuildingContext<'a> {
    pub(super) area: &'a str,
    pub(super) site: Option<SiteId>,
    pub(super) site_plan: &'a SitePlan,
    pub(super) plan: &'a BuildingPlan,
}

impl BuildingContext<'_> {
    /// A shop row has no site: each house is known by its street and door number.
    fn door_no(&self) -> u32 {
        if self.site.is_none() { self.site_plan.gate + self.plan.number * 2 } else { self.site_plan.gate }
    }

    /// The address of the building as ledgers write it.
    fn address(&self) -> String {
        let street = &self.site_plan.street;
        match self.site {
            None => format!("{street}{}号", self.door_no()),
            Some(_) => format!("{street}{}号{}幢", self.door_no(), self.plan.number),
        }
    }

    /// The words before a room's unit and number in a written address.
    pub(super) fn written(&self) -> String {
        match (self.site, self.site_plan.kind) {
            (None, _) => format!("甬州市示例区{}{}号", self.site_plan.street, self.door_no()),
            (_, SiteKind::Offices) => format!("甬州市示例区{}", self.site_plan.name),
            _ => format!("甬州市示例区{}{}幢", self.site_plan.name, self.plan.number),
        }
    }
}

/// The building.
pub(super) fn building(
    rng: &mut Rng,
    mint: &mut Mint,
    numbers: &mut Numbers,
    context: &BuildingContext<'_>,
) -> Building {
    let (plan, kind) = (context.plan, context.site_plan.kind);
    let name = match context.site {
        None => context.address(),
        Some(_) => plan.number.to_string(),
    };
    let mut building = Building::named(BuildingId(mint.uuid(rng)), context.area, &name);
    building.site = context.site;
    building.street = Some(context.site_plan.street.clone());
    building.door_no = Some(format!("{}号", context.door_no()));
    building.address = Some(context.address());
    building.building_use = Some(building_use(kind, plan.shops_below));
    building.units = (plan.rooms.units > 0).then_some(plan.rooms.units);
    building.floors_above = Some(plan.rooms.floors_above);
    building.floors_below = Some(plan.floors_below);
    building.rooms_per_floor = Some(plan.rooms.rooms_per_floor);
    building.numbering_note = skipped(&plan.rooms.skipped_floors);
    building.division_code = Some(DEMO_DIVISION.to_owned());
    building.community_code = Some("330299003001".to_owned());
    building.built_year = Some(rng.u16(1988..2022));
    building.structure = Some(by_share(rng, &[(45, "砖混"), (45, "框架")], "框剪").to_owned());
    building.fire_grade = per_mille(rng, 600).then(|| by_share(rng, &[(70, "二级")], "三级").to_owned());
    building.height_m = (kind == SiteKind::Towers).then(|| f64::from(plan.rooms.floors_above) * 3.0);
    if matches!(kind, SiteKind::Towers | SiteKind::WalkUps) {
        building.property_company = Some(format!("{}物业服务有限公司", context.site_plan.name));
        if per_mille(rng, 850) {
            let sex = by_share(rng, &[(60, Sex::Female)], Sex::Male);
            building.block_leader_name = Some(full_name(rng, sex, 1962));
            building.block_leader_phones = vec![numbers.phone()];
        }
    }
    building
}

/// The households a block leader declares: the dwellings, as a rule.
pub(super) fn declared(rng: &mut Rng, kind: SiteKind, rooms: &[Room]) -> Option<u32> {
    let dwellings = u32::try_from(rooms.iter().filter(|room| room.kind == SpaceKind::Dwelling).count()).ok()?;
    let counted = if per_mille(rng, 40) { dwellings + rng.u32(1..4) } else { dwellings };
    matches!(kind, SiteKind::Towers | SiteKind::WalkUps | SiteKind::Villas | SiteKind::Lane).then_some(counted)
}

const fn building_use(kind: SiteKind, shops_below: bool) -> BuildingUse {
    match kind {
        SiteKind::Offices => BuildingUse::Office,
        SiteKind::ShopRow => BuildingUse::Mixed,
        SiteKind::Towers if shops_below => BuildingUse::Mixed,
        _ => BuildingUse::Dwelling,
    }
}

fn skipped(floors: &[i16]) -> Option<String> {
    let words: Vec<String> = floors.iter().map(ToString::to_string).collect();
    (!words.is_empty()).then(|| format!("无{}层", words.join("、")))
}

/// Its rooms, garages first.
pub(super) fn rooms(rng: &mut Rng, mint: &mut Mint, context: &BuildingContext<'_>, building: BuildingId) -> Vec<Room> {
    let (plan, kind) = (context.plan, context.site_plan.kind);
    let garages = (1..=plan.garages).map(|n| (None, -1, format!("B1{n:02}"), SpaceKind::Garage));
    let above = plan.rooms.rooms().into_iter().map(|room| {
        let use_of = match kind {
            SiteKind::Offices => SpaceKind::Office,
            _ if plan.shops_below && room.floor == 1 => SpaceKind::Shop,
            _ => room.kind,
        };
        (room.unit.filter(|_| plan.rooms.units > 0), room.floor, room.number, use_of)
    });
    garages
        .chain(above)
        .take(usize::try_from(plan.most_rooms).unwrap_or(usize::MAX))
        .map(|(unit, floor, number, kind)| {
            let blank = Room::numbered(RoomId(mint.uuid(rng)), building, &number);
            let mut room = Room { unit, floor: Some(floor), kind, state: state(rng, kind), ..blank };
            if kind == SpaceKind::Dwelling {
                let (layout, area) = by_share(
                    rng,
                    &[(30, ("两室一厅", 68)), (40, ("三室两厅", 98)), (12, ("一室一厅", 45))],
                    ("四室两厅", 138),
                );
                room.layout = Some(layout.to_owned());
                room.area_m2 = Some(f64::from(area + rng.i32(-6..9)));
                room.tenure = Some(by_share(rng, &[(88, "商品房"), (7, "房改房")], "公房").to_owned());
            }
            room
        })
        .collect()
}

fn state(rng: &mut Rng, kind: SpaceKind) -> RoomState {
    use RoomState::{Business, Let, OwnerOccupied, Unknown, Vacant};
    match kind {
        SpaceKind::Shop | SpaceKind::Office => by_share(rng, &[(72, Business), (14, Vacant), (9, Let)], Unknown),
        SpaceKind::Garage => by_share(rng, &[(70, OwnerOccupied), (14, Let), (10, Vacant)], Unknown),
        _ => by_share(rng, &[(60, OwnerOccupied), (27, Let), (8, Vacant)], Unknown),
    }
}
