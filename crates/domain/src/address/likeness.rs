//! How alike two names of sites are: one compound spelt in two ways, or two compounds.
//!
//! What tells neighbours apart is never a slip of the hand: numerals, directions, phases and letters (望湖一村, 东区, 二期)
//! must be the same. Of what is left, one slip in a name of three characters or more is worth a look; nothing further is.

use crate::numeral::{chinese_number, half_width, is_chinese_numeral};
use crate::pinyin::full_pinyin;

/// Words that say no more than that the name is a site's.
const BARE_ENDINGS: &[&str] = &["住宅小区", "居民小区", "生活小区", "住宅区", "生活区", "居民区", "小区"];

/// Words that name a kind of site and belong to its name; a bare ending may stand for any of them.
const KINDS: &[&str] =
    &["家园", "花园", "花苑", "嘉园", "佳园", "公寓", "名苑", "雅苑", "新苑", "苑", "庭", "居", "园"];

/// What parts neighbours.
const DIRECTIONS: &str = "东西南北中上下前后左右内外甲乙丙丁";

/// How two names of sites are alike, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SiteLikeness {
    /// The same but for blanks, width, brackets and the way numerals are written (望湖2村, 望湖二村).
    SameWords,
    /// The same but for a word that every site may bear (望湖家园, 望湖家园小区).
    BareEnding,
    /// Other characters, same pinyin (望湖佳园, 望湖家园).
    SoundsAlike,
    /// One slip apart (望湖花园, 望湖家园).
    OneSlip,
    /// One says what kind of site it is, the other only that it is one (望湖小区, 望湖家园).
    KindUnsaid,
}

impl SiteLikeness {
    /// How well the two fit, 0–100.
    #[must_use]
    pub const fn score(self) -> u8 {
        match self {
            Self::SameWords => 100,
            Self::BareEnding => 97,
            Self::SoundsAlike => 85,
            Self::OneSlip => 75,
            Self::KindUnsaid => 65,
        }
    }

    /// Whether the two are one site for sure.
    #[must_use]
    pub const fn is_certain(self) -> bool {
        matches!(self, Self::SameWords | Self::BareEnding)
    }

    /// In words.
    #[must_use]
    pub const fn zh(self) -> &'static str {
        match self {
            Self::SameWords => "小区名仅写法不同",
            Self::BareEnding => "小区名仅差“小区”等通用字样",
            Self::SoundsAlike => "小区名读音相同、用字不同",
            Self::OneSlip => "小区名只差一个字",
            Self::KindUnsaid => "小区名主干相同",
        }
    }
}

/// A name of a site, made comparable once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteForm {
    words: String,
    core: String,
    /// Numerals, letters and directions, which are never slips.
    parting: String,
    sound: Option<String>,
}

impl SiteForm {
    /// Reads a name.
    #[must_use]
    pub fn read(name: &str) -> Self {
        let words = folded(name);
        let core = core(&words).to_owned();
        let parting = core.chars().filter(|c| c.is_ascii_alphanumeric() || DIRECTIONS.contains(*c)).collect();
        let sound = full_pinyin(&core).into_iter().next();
        Self { words, core, parting, sound }
    }

    /// The words, folded: equal for names that are the same in writing.
    #[must_use]
    pub fn words(&self) -> &str {
        &self.words
    }

    /// How alike two names are; none where they are two sites'.
    #[must_use]
    pub fn likeness(&self, other: &Self) -> Option<SiteLikeness> {
        if self.words == other.words {
            return Some(SiteLikeness::SameWords);
        }
        if self.core.is_empty() || self.parting != other.parting {
            return None;
        }
        if self.core == other.core {
            return (self.core.chars().count() >= 2).then_some(SiteLikeness::BareEnding);
        }
        let shortest = self.core.chars().count().min(other.core.chars().count());
        if shortest >= 3 && self.sound.is_some() && self.sound == other.sound {
            return Some(SiteLikeness::SoundsAlike);
        }
        if shortest >= 3 && strsim::osa_distance(&self.core, &other.core) == 1 && !self.part_neighbours(other) {
            return Some(SiteLikeness::OneSlip);
        }
        (self.leaves_kind_unsaid(other) || other.leaves_kind_unsaid(self)).then_some(SiteLikeness::KindUnsaid)
    }

    /// Whether what differs is a word that parts neighbours: a direction on one side, another on the other.
    fn part_neighbours(&self, other: &Self) -> bool {
        let differing = self.core.chars().zip(other.core.chars()).find(|(a, b)| a != b);
        differing.is_some_and(|(a, b)| "大小新老".contains(a) && "大小新老".contains(b))
    }

    /// 望湖小区 beside 望湖家园.
    fn leaves_kind_unsaid(&self, other: &Self) -> bool {
        let bare = self.core != self.words && self.core.chars().count() >= 2;
        bare && other.core.strip_prefix(self.core.as_str()).is_some_and(|kind| KINDS.contains(&kind))
    }
}

/// How alike two names of sites are; none where they are two sites'.
#[must_use]
pub fn site_likeness(a: &str, b: &str) -> Option<SiteLikeness> {
    SiteForm::read(a).likeness(&SiteForm::read(b))
}

/// Without blanks and punctuation, numerals as digits, letters in upper case.
fn folded(name: &str) -> String {
    let plain: String = half_width(name).chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect();
    let (mut words, mut numeral) = (String::with_capacity(plain.len()), String::new());
    for c in plain.chars() {
        if is_chinese_numeral(c) {
            numeral.push(c);
            continue;
        }
        close(&mut words, &mut numeral, Some(c));
        words.push(c);
    }
    close(&mut words, &mut numeral, None);
    words
}

/// A numeral counts as one only where a word of counting follows: 三门小区 is a name, 三村 a number.
fn close(words: &mut String, numeral: &mut String, next: Option<char>) {
    if numeral.is_empty() {
        return;
    }
    let counts = next.is_none_or(|next| "村期区弄号坊里巷组队院幢".contains(next));
    match chinese_number(numeral).filter(|_| counts) {
        Some(number) => words.push_str(&number),
        None => words.push_str(numeral),
    }
    numeral.clear();
}

fn core(words: &str) -> &str {
    let stripped = BARE_ENDINGS.iter().find_map(|ending| words.strip_suffix(ending));
    stripped.filter(|core| core.chars().count() >= 2).unwrap_or(words)
}

/// A room number in the form that is compared: without leading zeros and blanks, with the floor before a letter (`0501`,
/// `5-01`, `501` are one; so are `5A` and `A` on floor 5). A dash before three digits parts unit and room and stays.
#[must_use]
pub fn room_form(number: &str, floor: Option<i16>) -> String {
    let folded = half_width(number);
    let parts_unit = |after: &str| after.chars().filter(char::is_ascii_digit).count() >= 3;
    let keeps_dash = folded.trim().split_once('-').is_some_and(|(_, after)| parts_unit(after));
    let kept = folded.chars().filter(|c| c.is_alphanumeric() || (keeps_dash && *c == '-'));
    let plain: String = kept.flat_map(char::to_uppercase).collect();
    let bare = plain.trim_start_matches('0');
    let is_letter = bare.chars().count() == 1 && bare.chars().all(char::is_alphabetic);
    match floor.filter(|floor| is_letter && *floor > 0) {
        Some(floor) => format!("{floor}{bare}"),
        None => bare.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_site_is_known_by_all_its_spellings() {
        for (a, b, expected) in [
            ("望湖家园", "望湖 家园", Some(SiteLikeness::SameWords)),
            ("望湖二村", "望湖2村", Some(SiteLikeness::SameWords)),
            ("望湖家园", "望湖家园小区", Some(SiteLikeness::BareEnding)),
            ("望湖", "望湖小区", Some(SiteLikeness::BareEnding)),
            ("望湖家园", "望湖佳园", Some(SiteLikeness::SoundsAlike)),
            ("望湖家园", "望湖花园", Some(SiteLikeness::OneSlip)),
            ("望湖小区", "望湖家园", Some(SiteLikeness::KindUnsaid)),
        ] {
            assert_eq!(site_likeness(a, b), expected, "{a} beside {b}");
            assert_eq!(site_likeness(b, a), expected, "and the other way round");
        }
    }

    #[test]
    fn neighbours_stay_apart() {
        for (a, b) in [
            ("望湖一村", "望湖二村"),
            ("望湖家园东区", "望湖家园西区"),
            ("望湖家园", "望湖家园二期"),
            ("东湖花园", "西湖花园"),
            ("南苑", "北苑"),
            ("望湖新村", "望湖老村"),
            ("望湖家园", "澄浪苑"),
            ("望湖家园", "望湖新村"),
            ("澄浪路88弄", "澄浪路89弄"),
        ] {
            assert_eq!(site_likeness(a, b), None, "{a} and {b} are two sites");
        }
    }

    #[test]
    fn a_room_is_one_however_its_number_is_written() {
        for (number, floor, expected) in [
            ("501", None, "501"),
            ("0501", None, "501"),
            ("5-01", None, "501"),
            ("A", Some(5), "5A"),
            ("5a", None, "5A"),
        ] {
            assert_eq!(room_form(number, floor), expected, "{number} on {floor:?}");
        }
        assert_ne!(room_form("1-101", None), room_form("1101", None), "room 101 of unit 1 is not on floor 11");
    }
}
