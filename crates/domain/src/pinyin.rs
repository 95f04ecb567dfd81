//! Pinyin of names (lower-case ASCII, no tones, ü as `v`): what the search box indexes. Surnames are read as surnames.

use pinyin::ToPinyin;
use std::collections::HashMap;
use std::sync::LazyLock;

/// How many readings of one name are worth indexing.
const MOST_READINGS: usize = 8;

/// Characters, or compound surnames, and their readings (one syllable per character for the compounds).
type Readings = HashMap<&'static str, Vec<&'static str>>;

static SURNAMES: LazyLock<Readings> = LazyLock::new(|| table(include_str!("../data/surnames.txt")));
static POLYPHONES: LazyLock<Readings> = LazyLock::new(|| table(include_str!("../data/polyphones.txt")));

fn table(text: &'static str) -> Readings {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(' ')).map(|(key, readings)| (key, readings.split(' ').collect())).collect()
}

/// Whether the name begins with a compound surname (欧阳, 尉迟 …) and has a given name behind it.
pub fn has_compound_surname(name: &str) -> bool {
    name.chars().count() > 2 && first_chars(name, 2).is_some_and(|surname| SURNAMES.contains_key(surname))
}

/// Every reading of the name worth indexing, run together: 单雄信 → `shanxiongxin`, then `danxiongxin`. The surname
/// reading comes first. Letters and digits of the name itself are kept in lower case; anything else is left out.
pub fn full_pinyin(name: &str) -> Vec<String> {
    joined(name, |syllable| syllable)
}

/// The initials of every reading: 单雄信 → `sxx`, then `dxx`.
pub fn pinyin_initials(name: &str) -> Vec<String> {
    joined(name, |syllable| syllable.get(..1).unwrap_or_default())
}

/// The distinct joinings of one reading per character, at most [`MOST_READINGS`], the likeliest first.
fn joined(name: &str, cut: fn(&str) -> &str) -> Vec<String> {
    let mut readings = vec![String::new()];
    for syllables in syllables(name) {
        let mut next: Vec<String> = Vec::with_capacity(readings.len() * syllables.len());
        for syllable in &syllables {
            for reading in &readings {
                let longer = format!("{reading}{}", cut(syllable));
                if !next.contains(&longer) {
                    next.push(longer);
                }
            }
        }
        next.truncate(MOST_READINGS);
        readings = next;
    }
    readings.retain(|reading| !reading.is_empty());
    readings
}

/// The readings of each character in order.
fn syllables(name: &str) -> Vec<Vec<String>> {
    let (surname, given) = surname_of(name);
    let mut all: Vec<Vec<String>> =
        surname.into_iter().map(|readings| readings.into_iter().map(str::to_owned).collect()).collect();
    for c in given.chars() {
        all.push(readings_of(c));
    }
    all
}

/// The surname's readings, one list per character, and what follows it.
fn surname_of(name: &str) -> (Vec<Vec<&'static str>>, &str) {
    if has_compound_surname(name)
        && let Some(readings) = first_chars(name, 2).and_then(|surname| SURNAMES.get_key_value(surname))
    {
        return (
            readings.1.iter().map(|reading| vec![*reading]).collect(),
            name.get(readings.0.len()..).unwrap_or_default(),
        );
    }
    let Some((surname, readings)) = first_chars(name, 1).and_then(|surname| SURNAMES.get_key_value(surname)) else {
        return (Vec::new(), name);
    };
    let mut readings = readings.clone();
    let usual = surname.chars().next().and_then(|c| c.to_pinyin()).map(|usual| usual.plain());
    readings.extend(usual.filter(|usual| usual.is_ascii() && !readings.contains(usual)));
    (vec![readings], name.get(surname.len()..).unwrap_or_default())
}

/// The living readings of a character in a given name, the usual one first; an empty one for what has no reading.
fn readings_of(c: char) -> Vec<String> {
    if c.is_ascii_alphanumeric() {
        return vec![c.to_ascii_lowercase().to_string()];
    }
    if let Some(readings) = POLYPHONES.get(c.encode_utf8(&mut [0; 4]) as &str) {
        return readings.iter().map(|reading| (*reading).to_owned()).collect();
    }
    vec![c.to_pinyin().map_or_else(String::new, |usual| usual.plain().replace('ü', "v"))]
}

fn first_chars(text: &str, count: usize) -> Option<&str> {
    let end = text.char_indices().nth(count).map_or(text.len(), |(index, _)| index);
    text.get(..end).filter(|first| first.chars().count() == count)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The surnames of the scoreboard: reading as a surname, which the plain dictionary gets wrong for many.
    const SCOREBOARD: &[(&str, &str)] = &[
        ("单", "shan"),
        ("解", "xie"),
        ("仇", "qiu"),
        ("曾", "zeng"),
        ("区", "ou"),
        ("盖", "ge"),
        ("查", "zha"),
        ("任", "ren"),
        ("华", "hua"),
        ("朴", "piao"),
        ("乐", "yue"),
        ("尉", "wei"),
        ("缪", "miao"),
        ("翟", "zhai"),
        ("冼", "xian"),
        ("覃", "qin"),
        ("隗", "wei"),
        ("种", "chong"),
        ("员", "yun"),
        ("郗", "chi"),
        ("乜", "nie"),
        ("黑", "he"),
        ("繁", "po"),
        ("召", "shao"),
        ("牟", "mu"),
        ("撒", "sa"),
        ("洗", "xian"),
        ("訾", "zi"),
        ("逄", "pang"),
        ("柏", "bai"),
        ("薄", "bo"),
        ("卜", "bu"),
        ("晁", "chao"),
        ("褚", "chu"),
        ("宁", "ning"),
        ("祭", "zhai"),
        ("折", "she"),
        ("秘", "bi"),
        ("句", "gou"),
        ("宿", "su"),
        ("长", "zhang"),
        ("重", "chong"),
        ("佴", "nai"),
        ("能", "nai"),
        ("瞿", "qu"),
        ("臧", "zang"),
        ("沈", "shen"),
        ("石", "shi"),
        ("夏", "xia"),
        ("葛", "ge"),
    ];

    #[test]
    fn polyphonic_surnames_are_read_as_surnames() {
        for (surname, reading) in SCOREBOARD {
            let name = format!("{surname}伟");
            assert_eq!(
                full_pinyin(&name).first(),
                Some(&format!("{reading}wei")),
                "{surname} as a surname is {reading}"
            );
            let initials = format!("{}w", reading.chars().next().unwrap());
            assert_eq!(pinyin_initials(&name).first(), Some(&initials), "and so are its initials");
        }
    }

    #[test]
    fn compound_surnames_are_read_whole() {
        for (name, reading) in [
            ("尉迟恭", "yuchigong"),
            ("万俟卨", "moqixie"),
            ("长孙无忌", "zhangsunwuji"),
            ("澹台明", "tantaiming"),
            ("单于飞", "chanyufei"),
            ("欧阳修", "ouyangxiu"),
            ("令狐冲", "linghuchong"),
        ] {
            assert_eq!(full_pinyin(name).first().map(String::as_str), Some(reading), "{name} is {reading}");
        }
        assert_eq!(
            full_pinyin("万俟").first().map(String::as_str),
            Some("wanqi"),
            "two characters alone are surname and given name"
        );
    }

    #[test]
    fn the_usual_reading_is_indexed_too() {
        let readings = full_pinyin("单伟");
        assert!(readings.contains(&"danwei".to_owned()), "someone will type dan: {readings:?}");
        assert!(pinyin_initials("单伟").contains(&"dw".to_owned()), "or dw");
        assert_eq!(full_pinyin("王小明"), ["wangxiaoming"], "readings that live only in dictionaries are not");
        assert_eq!(full_pinyin("吕布").first().map(String::as_str), Some("lvbu"), "ü is v");
    }

    #[test]
    fn other_characters_are_kept_or_left_out() {
        assert_eq!(full_pinyin("Tom3"), ["tom3"], "letters and digits stay");
        assert_eq!(pinyin_initials("艾尔肯·吐逊").first().map(String::as_str), Some("aektx"), "the dot is no syllable");
        assert!(full_pinyin("").is_empty() && full_pinyin("?").is_empty(), "nothing to index");
        assert!(full_pinyin(&"乐".repeat(30)).len() <= MOST_READINGS, "readings do not multiply without end");
    }
}
