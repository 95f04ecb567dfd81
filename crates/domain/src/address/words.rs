//! The words of addresses, as data.

/// What the word behind a number says the number is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Suffix {
    /// 弄
    Lane,
    /// 号: a street number, a building or a room, as its neighbours say
    Hao,
    /// 号院: a walled compound
    Compound,
    /// 幢 栋 号楼 座 #
    Building,
    /// 单元 门 梯
    Unit,
    /// 楼: a floor, or a building where a unit follows
    Lou,
    /// 层 F
    Floor,
    /// 室 房 户
    Room,
    /// 期 区: part of a site's name
    Phase,
    /// 组 队: part of a village
    Group,
}

/// Words behind numbers; the longest that fits is taken.
pub(super) const SUFFIXES: &[(&str, Suffix)] = &[
    ("支弄", Suffix::Lane),
    ("弄", Suffix::Lane),
    ("号大院", Suffix::Compound),
    ("号院", Suffix::Compound),
    ("号楼", Suffix::Building),
    ("#楼", Suffix::Building),
    ("栋楼", Suffix::Building),
    ("幢楼", Suffix::Building),
    ("幢", Suffix::Building),
    ("栋", Suffix::Building),
    ("棟", Suffix::Building),
    ("座", Suffix::Building),
    ("#", Suffix::Building),
    ("号门", Suffix::Unit),
    ("号", Suffix::Hao),
    ("单元", Suffix::Unit),
    ("门洞", Suffix::Unit),
    ("梯", Suffix::Unit),
    ("门", Suffix::Unit),
    ("层楼", Suffix::Floor),
    ("层", Suffix::Floor),
    ("楼", Suffix::Lou),
    ("号房间", Suffix::Room),
    ("房间", Suffix::Room),
    ("号房", Suffix::Room),
    ("号室", Suffix::Room),
    ("室", Suffix::Room),
    ("房", Suffix::Room),
    ("户", Suffix::Room),
    ("期", Suffix::Phase),
    ("区", Suffix::Phase),
    ("村民小组", Suffix::Group),
    ("小组", Suffix::Group),
    ("组", Suffix::Group),
    ("大队", Suffix::Group),
    ("队", Suffix::Group),
];

/// What may stand behind a Chinese numeral with its word: anything else, and the numeral is part of a name (一号桥, 三门县).
pub(super) const AFTER_CHINESE_NUMBER: &str = "隔地底负顶车商店门沿阁储仓室东西南北中左右附之第内办工楼层";

/// Floors by name.
pub(super) const FLOOR_WORDS: &[(&str, i16)] =
    &[("地下一层", -1), ("地下二层", -2), ("底楼", 1), ("底层", 1), ("首层", 1), ("架空层", 1)];

/// Marks of a partition; its letter or number follows.
pub(super) const SUB_ROOM_MARKS: &[&str] = &["隔断间", "隔断", "隔间", "分隔间", "单间", "小间"];

/// Where on its floor a room lies, for rooms that have no number (五楼东).
pub(super) const SIDES: &[(&str, &str)] = &[
    ("东", "东"),
    ("西", "西"),
    ("南", "南"),
    ("北", "北"),
    ("中", "中"),
    ("左", "左"),
    ("右", "右"),
    ("东边", "东"),
    ("西边", "西"),
    ("东首", "东"),
    ("西首", "西"),
];

/// Buildings that have a name instead of a number, at the end of a site's name.
pub(super) const NAMED_BUILDINGS: &[(&str, &str)] = &[
    ("东楼", "东"),
    ("西楼", "西"),
    ("南楼", "南"),
    ("北楼", "北"),
    ("主楼", "主"),
    ("副楼", "副"),
    ("附楼", "附"),
    ("裙楼", "裙"),
];

/// Words beside a place that are not the place: the address is not that building or room.
pub(super) const RELATIVE_WORDS: &[&str] = &[
    "旁",
    "后面",
    "前面",
    "对面",
    "隔壁",
    "附近",
    "楼上",
    "楼下",
    "楼顶",
    "边上",
    "门口",
    "路口",
    "交叉口",
    "里面",
    "外面",
    "以东",
    "以西",
    "以南",
    "以北",
    "往东",
    "往西",
    "往南",
    "往北",
    "东侧",
    "西侧",
    "南侧",
    "北侧",
];

/// Words that say nothing.
pub(super) const NOISE: &[&str] = &[
    "现住址",
    "住址",
    "地址",
    "现住",
    "室内",
    "弄内",
    "院内",
    "出租房",
    "房屋",
    "民房",
    "沿街",
    "临街",
    "内",
    "之",
    "的",
    "处",
    "住",
];

/// Endings of the names of sites (小区, 院, 大厦 …).
pub(super) const SITE_ENDINGS: &[&str] = &[
    "小区",
    "家园",
    "花园",
    "新村",
    "公寓",
    "大厦",
    "大楼",
    "商厦",
    "广场",
    "中心",
    "山庄",
    "别墅",
    "公馆",
    "国际",
    "名邸",
    "天地",
    "园区",
    "市场",
    "商场",
    "商城",
    "学校",
    "小学",
    "中学",
    "大学",
    "医院",
    "酒店",
    "宾馆",
    "招待所",
    "公司",
    "工厂",
    "宿舍",
    "社区",
    "苑",
    "府",
    "庭",
    "城",
    "湾",
    "里",
    "坊",
    "院",
    "村",
    "园",
    "居",
    "楼",
    "阁",
    "轩",
    "邸",
    "都",
    "郡",
    "墅",
    "岛",
    "港",
    "厂",
    "期",
    "寓",
    "舍",
    "景",
    "座",
    "庐",
];

/// Endings of the names of sites that are one building.
pub(super) const TOWER_ENDINGS: &[&str] = &[
    "大厦",
    "大楼",
    "商厦",
    "写字楼",
    "商务楼",
    "办公楼",
    "综合楼",
    "宿舍楼",
    "公寓楼",
    "酒店",
    "宾馆",
    "招待所",
    "广场",
    "中心",
];

/// Places that are no site to be registered: the words stay in the rest.
pub(super) const PASSING_PLACES: &[&str] = &["工地", "工地上", "菜场", "空地", "桥下", "河边", "停车场"];

/// Endings of the roads whose numbers are shops; those of lanes and alleys (巷, 弄, 胡同) are houses.
pub(super) const SHOP_ROAD_ENDINGS: &[&str] = &["路", "街", "道"];

/// Endings of road names, longest first.
pub(super) const ROAD_ENDINGS: &[&str] = &["大道", "胡同", "路", "街", "巷", "弄", "道"];
