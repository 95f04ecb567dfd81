//! Base numbers (基本数据): stocks at the cut-off, never mixed with flows.

use serde::{Deserialize, Serialize};

/// One count at the cut-off, and what it was at the earlier date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Stock {
    /// At the cut-off.
    pub now: u64,
    /// At [`Cover::since`](super::Cover::since); `None` when it is not known.
    pub then: Option<u64>,
}

impl Stock {
    /// A count without an earlier one.
    pub fn now(now: u64) -> Self {
        Self { now, then: None }
    }

    /// A count with its earlier value.
    pub fn since(now: u64, then: u64) -> Self {
        Self { now, then: Some(then) }
    }

    /// How much it grew (positive) or shrank (negative).
    pub fn change(self) -> Option<i64> {
        let then = i64::try_from(self.then?).ok()?;
        Some(i64::try_from(self.now).ok()?.saturating_sub(then))
    }
}

/// What a room is used as (房屋状态), DOMAIN's five values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum RoomState {
    /// 自住: lived in by its owner, or by residents when nothing else is registered.
    OwnerOccupied,
    /// 出租.
    Let,
    /// 自用经营: an owner's shop, office or store.
    Business,
    /// 空置.
    Vacant,
    /// 不详.
    Unknown,
}

impl RoomState {
    /// All states in the order reports list them.
    pub const ALL: [Self; 5] = [Self::OwnerOccupied, Self::Let, Self::Business, Self::Vacant, Self::Unknown];
}

/// The five classes of 实有人口.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum PopulationClass {
    /// 常住人口.
    Resident,
    /// 寄住人口.
    Lodger,
    /// 流动人口.
    Floating,
    /// 境外人员.
    Foreign,
    /// 未落户人员.
    Unregistered,
}

impl PopulationClass {
    /// All classes in the order reports list them.
    pub const ALL: [Self; 5] = [Self::Resident, Self::Lodger, Self::Floating, Self::Foreign, Self::Unregistered];
}

/// The stocks of an area.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct BaseNumbers {
    /// Buildings (楼栋).
    pub buildings: Stock,
    /// Rooms (房屋), all states together.
    pub rooms: Stock,
    /// Rooms by state; a state that is absent counts as none.
    pub rooms_by_state: Vec<(RoomState, Stock)>,
    /// People with an open stay in the area, each counted once.
    pub people: Stock,
    /// The same people by class; a class that is absent counts as none.
    pub people_by_class: Vec<(PopulationClass, Stock)>,
    /// Households (户).
    pub households: Stock,
    /// Organisations present (实有单位), each counted once.
    pub organisations: Stock,
}

impl BaseNumbers {
    /// Rooms of one state.
    pub fn rooms_in(&self, state: RoomState) -> Stock {
        pick(&self.rooms_by_state, state, self.rooms)
    }

    /// People of one class.
    pub fn people_of(&self, class: PopulationClass) -> Stock {
        pick(&self.people_by_class, class, self.people)
    }
}

/// The stock of a key; absent means none, before too if the whole has an earlier value.
fn pick<K: PartialEq + Copy>(stocks: &[(K, Stock)], key: K, whole: Stock) -> Stock {
    let found = stocks.iter().find(|(candidate, _)| *candidate == key);
    found.map_or(Stock { now: 0, then: whole.then.map(|_| 0) }, |(_, stock)| *stock)
}
