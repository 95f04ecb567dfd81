//! Features of a map that are left out although they are something that is drawn, each with its reason.

use serde::{Deserialize, Serialize};

/// Rejected features that are named one by one; the others are counted.
pub const NAMED_AT_MOST: usize = 200;
/// Characters of an identity that are kept.
const ID_CHARS: usize = 60;

/// Why a feature is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reject {
    /// It is no feature, or its numbers are none.
    Unreadable,
    /// It has no geometry, or an empty one.
    NoGeometry,
    /// Its outline has no area, its line no length.
    NoArea,
    /// A corner that lies nowhere: a number that is none, a vertex that does not exist, a place beside the earth.
    NoPlace,
    /// It lies on both sides of the 180th meridian.
    DateLine,
    /// It lies beyond 85° of latitude.
    Pole,
    /// The sides of a building cross.
    Crossed,
    /// It has more corners than are drawn.
    TooManyCorners,
    /// A building larger than any is.
    TooLarge,
    /// It lies where its coordinates cannot be of the file's system: axes the other way round, another strip.
    OutOfSystem,
    /// One of its outlines or courtyards cannot be drawn; the others are.
    Partly,
    /// Its identity is that of another record; it stands for itself.
    SharedId,
}

impl Reject {
    /// The code as sent.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unreadable => "feature_unreadable",
            Self::NoGeometry => "feature_no_geometry",
            Self::NoArea => "feature_no_area",
            Self::NoPlace => "feature_no_place",
            Self::DateLine => "feature_date_line",
            Self::Pole => "feature_pole",
            Self::Crossed => "feature_crossed",
            Self::TooManyCorners => "feature_too_many_corners",
            Self::TooLarge => "feature_too_large",
            Self::OutOfSystem => "feature_out_of_system",
            Self::Partly => "feature_partly",
            Self::SharedId => "feature_shared_id",
        }
    }

    /// What is wrong and what to do, in Chinese.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Unreadable => "不是完整的要素，或数值超出范围；请检查这一个要素后重新导出",
            Self::NoGeometry => "没有图形；请在地图软件中补画，或忽略",
            Self::NoArea => "轮廓不足三个角点或没有面积；请在地图软件中重画",
            Self::NoPlace => "有角点不在地球上或引用了不存在的顶点；请检查坐标系或让提供者重新导出",
            Self::DateLine => "横跨 180° 经线；请在该处分成两个要素",
            Self::Pole => "位于纬度 85° 以外，无法绘制；请检查坐标",
            Self::Crossed => "楼幢轮廓自相交；请在地图软件中修正角点顺序",
            Self::TooManyCorners => "角点过多；请在地图软件中简化后再导入",
            Self::TooLarge => "楼幢轮廓超过 40 万平方米，不是一幢楼；请检查图形和坐标系",
            Self::OutOfSystem => "不在文件坐标系的范围内，可能 X、Y 颠倒或带号不同；请修正这一个要素",
            Self::Partly => "有一块轮廓或天井无法绘制，已略去，其余照常导入；请在地图软件中检查",
            Self::SharedId => "编号与另一个要素相同但不是同一幢楼，已按单独的楼幢导入；请核对编号字段",
        }
    }

    /// Whether the feature is left out; else it is kept, and only something about it is to be known.
    pub const fn is_left_out(self) -> bool {
        !matches!(self, Self::Partly | Self::SharedId)
    }
}

/// A feature that is left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rejected {
    /// Its place in the file, from 1.
    pub feature: u64,
    /// Its identity in the file, shortened.
    pub id: Option<String>,
    /// Why.
    pub why: Reject,
}

/// The features that are left out.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Rejects {
    /// The first of them.
    pub named: Vec<Rejected>,
    /// How many in all.
    pub count: u64,
    /// Features that are kept although something about them is to be known; named among the others.
    #[serde(default)]
    pub noted: u64,
}

impl Rejects {
    /// Takes one down.
    pub fn push(&mut self, feature: u64, id: Option<&str>, why: Reject) {
        if why.is_left_out() {
            self.count += 1;
        } else {
            self.noted += 1;
        }
        if self.named.len() < NAMED_AT_MOST {
            let id = id.and_then(super::plain_line).map(|id| id.chars().take(ID_CHARS).collect());
            self.named.push(Rejected { feature, id, why });
        }
    }

    /// Adds those of another file.
    pub fn merge(&mut self, other: Self) {
        self.count += other.count;
        self.noted += other.noted;
        self.named.extend(other.named);
        self.named.truncate(NAMED_AT_MOST);
    }
}
