//! Administrative divisions (行政区划, GB/T 2260), past and present: names by code, and what an id's prefix is worth.

use crate::code_list::code_list;
use std::collections::HashSet;
use std::sync::LazyLock;

/// The code of the demo division 示例区. It was never assigned; invented people carry it.
pub const DEMO_DIVISION: &str = "330299";

code_list! {
    /// What the six leading digits of an id are. An id keeps its prefix for life: abolished is fine, unknown is a warning.
    DivisionPrefix {
        /// A division in force.
        Known = "known", "在用";
        /// A division that was abolished or renumbered after 1980.
        Abolished = "abolished", "已撤销";
        /// No division since 1980.
        Unknown = "unknown", "未知";
        /// The demo division 330299.
        Demo = "demo", "示例区";
    }
}

impl DivisionPrefix {
    /// Looks up a six-digit code.
    pub fn of(code: &str) -> Self {
        match find(code) {
            _ if code == DEMO_DIVISION => Self::Demo,
            Some(entry) if entry.in_force => Self::Known,
            Some(_) => Self::Abolished,
            None => Self::Unknown,
        }
    }
}

/// The division's own name, the latest it had: `330203` → 海曙区. `None` for a code that was never assigned.
pub fn division_name(code: &str) -> Option<&'static str> {
    if code == DEMO_DIVISION { Some("示例区") } else { find(code).map(|entry| entry.name) }
}

/// The name with province and prefecture before it: `330203` → 浙江省宁波市海曙区.
pub fn division_full_name(code: &str) -> Option<String> {
    if code == DEMO_DIVISION {
        return Some("甬州市示例区".to_owned());
    }
    let entry = find(code)?;
    let above = [entry.province, entry.prefecture].into_iter().filter(|name| *name != entry.name);
    Some(above.chain([entry.name]).collect())
}

/// Whether some division since 1980 has or had this very name (海曙区, 宁波市, 浙江省).
pub fn is_division_name(name: &str) -> bool {
    static NAMES: LazyLock<HashSet<&'static str>> =
        LazyLock::new(|| DIVISIONS.iter().map(|entry| entry.name).collect());
    NAMES.contains(name) || name == "示例区" || name == "甬州市"
}

struct Entry {
    code: &'static str,
    name: &'static str,
    province: &'static str,
    prefecture: &'static str,
    in_force: bool,
}

static DIVISIONS: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    let (mut province, mut prefecture) = ("", "");
    let mut entries = Vec::with_capacity(6500);
    for line in include_str!("../data/divisions.txt").lines() {
        if let Some(group) = line.strip_prefix('@') {
            (province, prefecture) = group.split_once('\t').unwrap_or((group, ""));
        } else if let Some(body) = line.strip_prefix(['+', '-'])
            && let Some((code, name)) = body.split_at_checked(6)
        {
            entries.push(Entry { code, name, province, prefecture, in_force: line.starts_with('+') });
        }
    }
    entries
});

fn find(code: &str) -> Option<&'static Entry> {
    let index = DIVISIONS.binary_search_by(|entry| entry.code.cmp(code)).ok()?;
    DIVISIONS.get(index)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_known_abolished_or_unknown() {
        assert_eq!(DivisionPrefix::of("330203"), DivisionPrefix::Known, "海曙区 is in force");
        assert_eq!(DivisionPrefix::of("330227"), DivisionPrefix::Abolished, "鄞县 ended in 2002");
        assert_eq!(DivisionPrefix::of("330298"), DivisionPrefix::Unknown, "never assigned");
        assert_eq!(DivisionPrefix::of("330299"), DivisionPrefix::Demo, "the demo division");
        assert_eq!(DivisionPrefix::of(""), DivisionPrefix::Unknown, "nothing is no division");
    }

    #[test]
    fn names_are_whole_and_current() {
        assert_eq!(
            division_full_name("330204").as_deref(),
            Some("浙江省宁波市江东区"),
            "an abolished division keeps its name"
        );
        assert_eq!(division_full_name("110101").as_deref(), Some("北京市东城区"), "直辖 is no name");
        assert_eq!(division_name("330299"), Some("示例区"), "the demo division has a name too");
        assert!(is_division_name("海曙区") && !is_division_name("望湖家园"), "sites are no divisions");
    }

    #[test]
    fn the_table_is_sorted_and_whole() {
        assert!(DIVISIONS.len() > 6400, "every code since 1980 is there");
        assert!(DIVISIONS.is_sorted_by(|a, b| a.code < b.code), "binary search needs the order, and one entry a code");
    }
}
