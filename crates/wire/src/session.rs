//! Unlocking and who is at work.

/// What the window knows before and after unlocking.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct StatusView {
    /// Version of the program.
    pub app_version: String,
    /// Registers used on this machine, newest first.
    pub registers: Vec<RegisterEntry>,
    /// The register to offer first, if the program was started with one.
    pub suggested: Option<String>,
    /// Who is at work, when a register is unlocked.
    pub session: Option<SessionView>,
    /// Whether the program was started to show the invented demo community.
    pub demo: bool,
    /// What the user of this machine likes.
    pub preferences: Preferences,
}

/// What the user of this machine likes the window to look like; none: as the window thinks best.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase", default)]
pub struct Preferences {
    /// Language: zh-CN or en.
    pub locale: Option<String>,
    /// light or dark.
    pub theme: Option<String>,
    /// Whether the list of buildings stands beside the map.
    pub list_open: Option<bool>,
    /// How fine the map is drawn (画质): auto, fine or fast.
    pub map_quality: Option<String>,
    /// Whether the small map (小地图) is shown.
    pub minimap: Option<bool>,
}

/// A register file on this machine.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct RegisterEntry {
    /// Its path.
    pub path: String,
    /// Its name.
    pub name: String,
    /// Who unlocked it last here.
    pub last_user: Option<String>,
    /// Whether the file is there.
    pub present: bool,
}

/// An unlocked register and its user.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct SessionView {
    /// Path of the register.
    pub path: String,
    /// Name of the register.
    pub register_name: String,
    /// User name.
    pub user: String,
    /// Name as shown.
    pub display_name: String,
    /// Role codes: officer, chief, clerk, auditor, administrator, care_officer.
    pub roles: Vec<String>,
    /// Police areas the user works in.
    pub areas: Vec<String>,
    /// Whether everything in the register is invented.
    pub is_demo: bool,
    /// Purpose under which this session reads and writes (a code of the closed purpose list).
    pub purpose: String,
    /// The closed purpose list.
    pub purposes: Vec<CodeEntry>,
    /// The base numbers.
    pub counts: BaseCounts,
    /// Lock after so many seconds without input.
    pub idle_lock_s: u32,
}

/// A new register was made.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct CreatedView {
    /// The session on it.
    pub session: SessionView,
    /// The recovery key: shown once, to be printed.
    pub recovery_key: String,
}

/// An entry of a closed list.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct CodeEntry {
    /// Code.
    pub code: String,
    /// Chinese name.
    pub zh: String,
    /// English name.
    pub en: String,
}

/// Base numbers of a register or an area (基础数据).
#[derive(Debug, Clone, PartialEq, Default, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct BaseCounts {
    /// 小区
    pub sites: u32,
    /// 楼幢
    pub buildings: u32,
    /// 房间
    pub rooms: u32,
    /// Rooms by state.
    pub room_states: RoomStateCounts,
    /// 人员
    pub persons: u32,
    /// Open stays (在住).
    pub open_stays: u32,
    /// Open stays not matched to a room (未匹配).
    pub unmatched_stays: u32,
    /// 单位
    pub organisations: u32,
}

/// Rooms by state (房屋状态).
#[derive(Debug, Clone, PartialEq, Default, Copy, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct RoomStateCounts {
    /// 自住
    pub owner_occupied: u32,
    /// 出租
    pub r#let: u32,
    /// 空置
    pub vacant: u32,
    /// 自用经营
    pub business: u32,
    /// 不详
    pub unknown: u32,
}

/// Nothing but success.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct Done {}
