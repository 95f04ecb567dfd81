//! Which lists can leave the register.

use louce_domain::field::{FieldError, RecordKind};
use std::str::FromStr;

/// A list of records. Care notes, protections and verdicts on two records are on none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ExportKind {
    /// 楼幢
    Buildings,
    /// 房间
    Rooms,
    /// 人员
    Persons,
    /// 居住登记
    Stays,
    /// 单位
    Organisations,
    /// 租赁登记
    Tenancies,
    /// 数据疑点
    Findings,
    /// 小区 / 院
    Sites,
    /// 单位地址登记
    Presences,
    /// 地址登记
    Addresses,
    /// 网格
    Grids,
    /// 证件
    Documents,
    /// 户
    Households,
    /// 亲属关系
    Kinships,
    /// 从业登记
    Employments,
    /// 检查登记
    Inspections,
    /// 走访
    Visits,
    /// 房屋沿革
    Successions,
}

impl ExportKind {
    /// Every list.
    pub const ALL: &'static [Self] = &[
        Self::Buildings,
        Self::Rooms,
        Self::Persons,
        Self::Stays,
        Self::Organisations,
        Self::Tenancies,
        Self::Findings,
        Self::Sites,
        Self::Presences,
        Self::Addresses,
        Self::Grids,
        Self::Documents,
        Self::Households,
        Self::Kinships,
        Self::Employments,
        Self::Inspections,
        Self::Visits,
        Self::Successions,
    ];

    /// The code on the command line.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Buildings => "buildings",
            Self::Rooms => "rooms",
            Self::Persons => "persons",
            Self::Stays => "stays",
            Self::Organisations => "orgs",
            Self::Tenancies => "tenancies",
            Self::Findings => "findings",
            Self::Sites => "sites",
            Self::Presences => "presences",
            Self::Addresses => "addresses",
            Self::Grids => "grids",
            Self::Documents => "documents",
            Self::Households => "households",
            Self::Kinships => "kinships",
            Self::Employments => "employments",
            Self::Inspections => "inspections",
            Self::Visits => "visits",
            Self::Successions => "successions",
        }
    }

    /// The kind of record it lists; none where it lists several.
    pub const fn subject(self) -> Option<RecordKind> {
        Some(match self {
            Self::Buildings => RecordKind::Building,
            Self::Rooms => RecordKind::Room,
            Self::Persons => RecordKind::Person,
            Self::Stays => RecordKind::Stay,
            Self::Organisations => RecordKind::Organisation,
            Self::Tenancies => RecordKind::Tenancy,
            Self::Sites => RecordKind::Site,
            Self::Presences => RecordKind::Presence,
            Self::Addresses => RecordKind::SpaceAddress,
            Self::Grids => RecordKind::Grid,
            Self::Documents => RecordKind::Document,
            Self::Households => RecordKind::Household,
            Self::Kinships => RecordKind::Kinship,
            Self::Employments => RecordKind::Employment,
            Self::Inspections => RecordKind::Inspection,
            Self::Visits => RecordKind::Visit,
            Self::Successions => RecordKind::Succession,
            Self::Findings => return None,
        })
    }

    /// The names of the columns, in order: a contract with scripts. Ethnicity is in none of them.
    pub fn columns(self) -> &'static [&'static str] {
        super::column::columns(self)
    }
}

impl FromStr for ExportKind {
    type Err = FieldError;
    fn from_str(text: &str) -> Result<Self, FieldError> {
        let known = Self::ALL.iter().copied().find(|kind| kind.code() == text);
        known.ok_or_else(|| FieldError::not_in_list("list to export", text))
    }
}
