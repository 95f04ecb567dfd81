//! Invented names of sites and streets.

use super::site::SiteKind;
use fastrand::Rng;

const PLACES: &[&str] = &[
    "望湖", "月河", "澄浪", "芳草", "翠柏", "听松", "梅影", "清泉", "鸥沙", "南圃", "北渡", "东篱", "西苑", "竹屿",
    "烟汀", "桃渡", "莲桥", "云岫", "锦澜", "银杏", "紫荆", "金桂", "丹枫", "碧水", "青林", "晴川", "归雁", "稻香",
    "和风", "春晓", "秋实", "海棠", "兰溪", "静湖", "琴台", "鼓山", "书院", "文澜", "甬泽", "镜波", "栖霞", "朝露",
    "星河", "平皋", "高梧", "鹤鸣", "黄粱", "绿野",
];
const STREET_FORMS: &[&str] = &["路", "北路", "南路", "东街", "西街", "巷"];

/// Hands out names, no site name twice.
#[derive(Default)]
pub(super) struct SiteNames {
    streets: u32,
    gates: u32,
}

impl SiteNames {
    /// A street and a door number on it; two or three sites share a street.
    pub(super) fn street(&mut self, rng: &mut Rng) -> (String, u32) {
        if self.gates == 0 || self.gates > 420 {
            self.streets += 1;
            self.gates = 1;
        }
        let street = self.streets as usize + 1;
        let place = PLACES.get(street % PLACES.len()).copied().unwrap_or("望湖");
        let form = STREET_FORMS.get(street / PLACES.len() % STREET_FORMS.len()).copied().unwrap_or("路");
        let round = street / (PLACES.len() * STREET_FORMS.len());
        let gate = self.gates + rng.u32(4..60) * 2;
        self.gates = gate + 60;
        let number = if round == 0 { String::new() } else { format!("{}", round + 1) };
        (format!("{place}{number}{form}"), gate)
    }

    /// The name of the site planned as number `index`.
    pub(super) fn site(&self, kind: SiteKind, index: usize) -> String {
        let place = PLACES.get(index % PLACES.len()).copied().unwrap_or("望湖");
        let round = index / PLACES.len();
        let forms: &[&str] = match kind {
            SiteKind::Towers => &["家园", "华府", "名邸", "公馆"],
            SiteKind::WalkUps => &["新村", "小区", "东区", "花园"],
            SiteKind::Villas => &["山庄", "别墅", "墅园"],
            SiteKind::Offices => &["大厦", "中心", "广场"],
            SiteKind::ShopRow => &["路商铺"],
            SiteKind::Lane => &["里", "老街", "坊"],
        };
        let form = forms.get(round % forms.len()).copied().unwrap_or("家园");
        const PHASES: &[&str] =
            &["", "二期", "三期", "四期", "五期", "六期", "七期", "八期", "九期", "十期", "十一期", "十二期"];
        let phase = PHASES
            .get(round / forms.len())
            .map_or_else(|| format!("{}期", round / forms.len() + 1), |p| (*p).to_owned());
        format!("{place}{form}{phase}")
    }
}
