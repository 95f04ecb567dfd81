//! Places that stand outside the rows: titles, sheet names, section rows.

use super::value::plain;
use louce_domain::address::{parse_address, read_building_no, read_unit_no};

/// What is known of the place before a row is read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Place {
    pub(crate) site: Option<String>,
    pub(crate) building: Option<String>,
    pub(crate) unit: Option<String>,
}

/// Words that names of housing estates and office buildings end with.
const SITE_WORDS: &[&str] = &[
    "家园", "新村", "小区", "花园", "花苑", "嘉苑", "雅苑", "佳苑", "公寓", "大厦", "广场", "公馆", "名城", "新城",
    "嘉园", "苑",
];
const BUILDING_WORDS: &[&str] = &["幢", "栋", "号楼", "座", "#楼", "#"];
const UNIT_WORDS: &[&str] = &["单元", "梯"];
const LONGEST: usize = 20;

impl Place {
    /// The place of a sheet: its name, else its title.
    pub(crate) fn of_sheet(name: Option<&str>, titles: &[&str]) -> Self {
        let named = name.and_then(section).unwrap_or_default();
        let site = named.site.clone().or_else(|| titles.iter().find_map(|title| site_at_start(&plain(title))));
        Self { site, ..named }
    }

    /// Whether a sheet's name is a place.
    pub(crate) fn is_named_by(name: &str) -> bool {
        section(name).is_some()
    }

    /// Enters a section: a building leaves the unit behind, a site both.
    pub(crate) fn enter(&mut self, section: Place) {
        if section.site.is_some() {
            *self = section;
        } else if section.building.is_some() {
            self.building = section.building;
            self.unit = section.unit;
        } else if section.unit.is_some() {
            self.unit = section.unit;
        }
    }
}

/// The place that a text names, when it names nothing else: "3幢", "望湖家园", "望湖家园3幢2单元", "二单元".
pub(crate) fn section(text: &str) -> Option<Place> {
    let text = plain(text);
    let text = text.trim_end_matches([':', '、', ',']);
    if text.is_empty() || text.chars().count() > LONGEST {
        return None;
    }
    let site = site_at_start(text);
    let rest = site.as_deref().and_then(|site| text.strip_prefix(site)).unwrap_or(text);
    if rest.is_empty() {
        return Some(Place { site, ..Place::default() });
    }
    let ends = |words: &[&str]| words.iter().any(|word| rest.ends_with(word));
    let (building, unit) = if ends(BUILDING_WORDS) {
        (read_building_no(rest), None)
    } else if ends(UNIT_WORDS) {
        let parts = parse_address(rest);
        (parts.building, parts.unit.or_else(|| read_unit_no(rest)))
    } else {
        return None;
    };
    (building.is_some() || unit.is_some()).then_some(Place { site, building, unit })
}

/// The name of a site that a text begins with, told by its last word: 澄浪苑 of "澄浪苑3、5、7幢住户底册".
fn site_at_start(text: &str) -> Option<String> {
    let ends = SITE_WORDS.iter().filter_map(|word| text.find(word).filter(|at| *at > 0).map(|at| at + word.len()));
    let name = text.get(..ends.min()?)?;
    // Streets, communities and firms in front of it are not part of the name.
    let name =
        name.rsplit(['街', '路', '区', '县', '市', '镇']).next().filter(|_| !name.ends_with("小区")).unwrap_or(name);
    (2..=12).contains(&name.chars().count()).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(site: Option<&str>, building: Option<&str>, unit: Option<&str>) -> Place {
        let owned = |text: Option<&str>| text.map(str::to_owned);
        Place { site: owned(site), building: owned(building), unit: owned(unit) }
    }

    #[test]
    fn sections_name_a_place_and_nothing_else() {
        for (text, site, building, unit) in [
            ("5 幢", None, Some("5"), None),
            ("七幢", None, Some("7"), None),
            ("2单元", None, None, Some("2")),
            ("望湖家园", Some("望湖家园"), None, None),
            ("望湖家园3号楼", Some("望湖家园"), Some("3"), None),
        ] {
            assert_eq!(section(text), Some(place(site, building, unit)), "{text}");
        }
        for text in ["Person", "三月底册", "张三", "3", "备注", "流动人口"] {
            assert_eq!(section(text), None, "{text} is no place");
        }
    }

    #[test]
    fn titles_name_the_site() {
        let titled = |title| Place::of_sheet(Some("Sheet1"), &[title]).site;
        assert_eq!(titled("澄浪苑3、5、7幢住户底册").as_deref(), Some("澄浪苑"), "the site stands first");
        assert_eq!(titled("望湖街道永丰社区流动人口登记表"), None, "a community is no site");
    }
}
