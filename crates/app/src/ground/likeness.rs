//! How a footprint of a map and a building of the register are recognised as one: by the words they are called by.

use louce_domain::address::{parse_address, read_building_no};
use louce_domain::space::Building;

/// What the words of a building or a footprint come to, each in one spelling.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// Name, where it is more than a number.
    pub name: Option<String>,
    /// Name with its site before it.
    pub title: Option<String>,
    /// Site (小区).
    pub site: Option<String>,
    /// Number of the block (楼栋号).
    pub number: Option<String>,
    /// 街路巷
    pub street: Option<String>,
    /// 门牌号 without 号.
    pub door: Option<String>,
}

/// A spelling that does not tell widths, cases, blanks and the words for a block apart.
pub fn folded(text: &str) -> String {
    let narrow = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        other => other,
    };
    let kept = text.chars().map(narrow).filter(|c| !c.is_whitespace() && !matches!(c, '·' | '-' | '—'));
    let folded: String = kept.flat_map(char::to_uppercase).collect();
    folded.replace("号楼", "幢").replace(['栋', '座'], "幢")
}

fn door_of(text: &str) -> Option<String> {
    let narrow: String = text.trim().trim_end_matches('号').chars().filter(|c| !c.is_whitespace()).collect();
    (!narrow.is_empty()).then(|| narrow.to_uppercase())
}

/// The number of a block that a text is, and nothing else: `3号楼`, `3幢`, `12A`.
fn number_of(text: &str) -> Option<String> {
    read_building_no(text).map(|number| number.to_uppercase())
}

impl Words {
    /// The words of a building, with the name of its site.
    pub fn of_building(building: &Building, site: Option<&str>) -> Self {
        let number = building.is_numbered().then(|| number_of(&building.name)).flatten();
        Self {
            name: number.is_none().then(|| folded(&building.name)),
            title: Some(folded(&building.title(site))).filter(|_| site.is_some()),
            site: site.map(folded),
            number,
            street: building.street.as_deref().map(folded),
            door: building.door_no.as_deref().and_then(door_of),
        }
    }

    /// The words of a footprint: what the map calls it, the site whose outline it lies in, and its address.
    pub fn of_footprint(name: Option<&str>, site: Option<&str>, street: Option<&str>, door: Option<&str>) -> Self {
        let number = name.and_then(number_of);
        // 望湖家园3幢: a site and a number in one.
        let said = name.filter(|_| number.is_none()).map(parse_address).filter(|parts| parts.site.is_some());
        let said_number = said.as_ref().and_then(|parts| parts.building.as_deref()).map(str::to_uppercase);
        let said_site = said.and_then(|parts| parts.site).filter(|_| said_number.is_some());
        Self {
            name: name.filter(|_| number.is_none()).map(folded),
            title: name.filter(|_| number.is_none()).map(folded),
            site: said_site.as_deref().or(site).map(folded),
            number: number.or(said_number),
            street: street.map(folded),
            door: door.and_then(door_of),
        }
    }

    /// Whether two records cannot be one, whatever they share: their sites or their numbers differ. A site that only says
    /// more (甲苑, 甲苑一期) is no other.
    pub fn contradict(&self, other: &Self) -> bool {
        let both = |of: fn(&Self) -> &Option<String>| of(self).as_deref().zip(of(other).as_deref());
        both(|words| &words.site).is_some_and(|(a, b)| !a.starts_with(b) && !b.starts_with(a))
            || both(|words| &words.number).is_some_and(|(a, b)| a != b)
    }

    /// What two records must share to be one, the surest first.
    pub fn keys(&self) -> [Option<String>; 5] {
        let joined = |parts: &[&Option<String>]| -> Option<String> {
            let words: Option<Vec<&str>> = parts.iter().map(|part| part.as_deref()).collect();
            words.map(|words| words.join("\u{1f}"))
        };
        [
            joined(&[&self.site, &self.number]),
            self.title.clone(),
            self.name.clone(),
            joined(&[&self.street, &self.door, &self.number]),
            joined(&[&self.street, &self.door]),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_in_every_spelling() {
        for text in ["3", "3幢", "3号楼", "３栋", "3#", "三幢"] {
            assert_eq!(number_of(text).as_deref(), Some("3"), "{text}");
        }
        assert_eq!(number_of("望湖家园3幢"), None, "a name is more than a number");
        assert_eq!(number_of("海关大楼"), None, "and some have none");
    }

    #[test]
    fn a_name_with_its_site_says_both() {
        let words = Words::of_footprint(Some("望湖家园3号楼"), None, None, None);
        assert_eq!((words.site.as_deref(), words.number.as_deref()), (Some("望湖家园"), Some("3")), "of one text");
    }
}
