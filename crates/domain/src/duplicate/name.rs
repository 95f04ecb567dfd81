//! Names made comparable: what is heard, what is written, and how far apart two of them are.

mod latin;

use super::evidence::Evidence;
use super::facts::PersonFacts;
use super::slip::one_slip_apart;
use super::weight::weight;
use crate::numeral::half_width;
use crate::pinyin::{full_pinyin, has_compound_surname};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// How many readings of one name are compared.
const MOST_SOUNDS: usize = 4;

/// What a name is written with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    /// Ideographs.
    Han,
    /// Letters of any alphabet.
    Letters,
}

/// A name, folded: width, case, accents, blanks and dots are gone.
#[derive(Debug, Clone)]
pub(super) struct NameForm {
    script: Script,
    /// The characters in order, without dots and blanks; a gap is `?`.
    signs: Box<[char]>,
    /// The parts, sorted, of a name that has several (JOHN SMITH, 艾尔肯·吐逊); of a name in letters, always.
    parts: Box<[Box<str>]>,
    /// The readings run together; empty where a character could not be read.
    sounds: Box<[Box<str>]>,
}

impl NameForm {
    /// `None` where the text names nobody.
    pub(super) fn read(name: &str) -> Option<Self> {
        let folded = fold(name);
        let mut parts: Vec<&str> = folded.split('·').filter(|part| !part.is_empty()).collect();
        let signs: Box<[char]> = parts.iter().flat_map(|part| part.chars()).collect();
        if !signs.iter().any(|sign| sign.is_alphabetic()) {
            return None;
        }
        let script = if signs.iter().any(|sign| is_ideograph(*sign)) { Script::Han } else { Script::Letters };
        let sounds = if signs.contains(&GAP) { Vec::new() } else { sounds(script, &parts) };
        if script == Script::Han && parts.len() == 1 {
            parts.clear();
        }
        parts.sort_unstable();
        Some(Self {
            script,
            signs,
            parts: parts.into_iter().map(Box::from).collect(),
            sounds: sounds.into_iter().map(String::into_boxed_str).collect(),
        })
    }

    /// The texts under which names that sound or are spelt alike meet.
    pub(super) fn keys(&self) -> Vec<String> {
        let mut keys: Vec<String> = self.sounds.iter().map(|sound| sound.to_string()).collect();
        if self.script == Script::Letters {
            let skeleton: String = self.parts.iter().map(|part| latin::skeleton(part)).collect();
            if !keys.contains(&skeleton) {
                keys.push(skeleton);
            }
        }
        keys
    }

    /// The texts under which names meet that have a surname, a given name or another part in common.
    pub(super) fn part_keys(&self) -> Vec<String> {
        if self.script == Script::Letters {
            return self.parts.iter().map(|part| latin::skeleton(part)).filter(|part| part.len() > 1).collect();
        }
        if !self.parts.is_empty() {
            return self.parts.iter().filter_map(|part| full_pinyin(part).into_iter().next()).collect();
        }
        let whole: String = self.signs.iter().collect();
        let length = if has_compound_surname(&whole) { 2 } else { 1 };
        let (surname, given) = self.signs.split_at_checked(length).unwrap_or((&self.signs, &[]));
        [surname, given].iter().filter_map(|part| full_pinyin(&String::from_iter(*part)).into_iter().next()).collect()
    }
}

/// The names of one record.
#[derive(Debug, Clone)]
pub(super) struct Names {
    /// The name and, where there is one, the foreign name.
    present: Box<[NameForm]>,
    former: Box<[NameForm]>,
}

impl Names {
    pub(super) fn read<K>(facts: &PersonFacts<'_, K>) -> Self {
        let foreign: Vec<&str> = facts.foreign_given_name.into_iter().chain(facts.foreign_surname).collect();
        let foreign = NameForm::read(&foreign.join(" "));
        Self {
            present: NameForm::read(facts.name).into_iter().chain(foreign).collect(),
            former: facts.former_names.iter().filter_map(|name| NameForm::read(name)).collect(),
        }
    }

    /// All of them, the present ones first.
    pub(super) fn iter(&self) -> impl Iterator<Item = &NameForm> {
        self.present.iter().chain(&self.former)
    }
}

/// What can be said of two records' names: the kindest of the present ones compared, unless a former name explains the
/// difference. `None` where a record has no name, or where one is in ideographs and the other in letters and they do not
/// sound alike: a transliteration proves nothing by differing.
pub(super) fn compare_names(a: &Names, b: &Names) -> Option<Evidence> {
    let pairs = a.present.iter().flat_map(|x| b.present.iter().map(move |y| (x, y)));
    let now = pairs.filter_map(|(x, y)| compare_name(x, y)).max_by_key(|evidence| weight(*evidence).alone);
    if now == Some(Evidence::SameName) {
        return now;
    }
    let is_former = |names: &Names, others: &Names| names.former.iter().any(|x| others.iter().any(|y| same(x, y)));
    if is_former(a, b) || is_former(b, a) { Some(Evidence::FormerNameMatches) } else { now }
}

fn compare_name(a: &NameForm, b: &NameForm) -> Option<Evidence> {
    if same(a, b) {
        return Some(Evidence::SameName);
    }
    if fits_gap(&a.signs, &b.signs) {
        return Some(Evidence::NameFitsGap);
    }
    if a.sounds.iter().any(|sound| b.sounds.contains(sound)) {
        return Some(Evidence::NameSoundsAlike);
    }
    match (a.script, b.script) {
        (Script::Han, Script::Han) => Some(compare_han(a, b)),
        (Script::Letters, Script::Letters) => Some(latin::compare_parts(&a.parts, &b.parts)),
        _ => None,
    }
}

fn same(a: &NameForm, b: &NameForm) -> bool {
    let is_whole = |name: &NameForm| !name.signs.contains(&GAP);
    is_whole(a) && (a.signs == b.signs || (!a.parts.is_empty() && a.parts == b.parts))
}

fn compare_han(a: &NameForm, b: &NameForm) -> Evidence {
    // Long names are transliterations: one character among five is spelling, not another given name.
    let is_long = a.signs.len().min(b.signs.len()) >= 5;
    match one_slip_apart(&a.signs, &b.signs) {
        true if is_long => return Evidence::NameSpeltAlike,
        true => return Evidence::NameDiffersByOneCharacter,
        false => {}
    }
    let of = |name: &NameForm| -> Vec<String> {
        if name.parts.is_empty() {
            vec![name.signs.iter().collect()]
        } else {
            name.parts.iter().map(|part| part.to_string()).collect()
        }
    };
    let (a, b) = (of(a), of(b));
    match a.iter().filter(|part| b.contains(part)).count() {
        0 => Evidence::NameDiffers,
        shared if shared == a.len().min(b.len()) => Evidence::NamePartMissing,
        _ => Evidence::NamePartDiffers,
    }
}

/// Whether the two agree wherever both could be read, and both could be read somewhere.
fn fits_gap(a: &[char], b: &[char]) -> bool {
    let has_gap = a.contains(&GAP) || b.contains(&GAP);
    let read = a.iter().zip(b).filter(|(x, y)| **x != GAP && **y != GAP);
    has_gap && a.len() == b.len() && a.len() > 1 && read.clone().all(|(x, y)| x == y) && read.count() > 0
}

fn sounds(script: Script, parts: &[&str]) -> Vec<String> {
    let joined = parts.concat();
    if script == Script::Han {
        let mut sounds = full_pinyin(&joined);
        sounds.truncate(MOST_SOUNDS);
        return sounds;
    }
    let mut sounds = vec![joined];
    // ZHANG WEI is Wei Zhang.
    if let Some((last, first)) = parts.split_last().filter(|(_, first)| !first.is_empty()) {
        let turned = format!("{last}{}", first.concat());
        if !sounds.contains(&turned) {
            sounds.push(turned);
        }
    }
    sounds
}

/// What stands for a character nobody could read.
const GAP: char = '?';

/// Lower case without accents; whatever parts a name becomes one `·`, an unreadable character becomes `?`.
fn fold(name: &str) -> String {
    let wide = half_width(name);
    let mut folded = String::with_capacity(wide.len());
    for c in wide.nfd().filter(|c| !is_combining_mark(*c)) {
        match c {
            GAP | '\u{FFFD}' | '□' | '■' | '〓' | '*' => folded.push(GAP),
            '\'' | '’' | '`' => {}
            c if c.is_alphanumeric() => folded.extend(c.to_lowercase()),
            c if is_ideograph(c) => folded.push(c),
            _ => folded.push('·'),
        }
    }
    // A blank inside a name in ideographs parts nothing.
    if folded.chars().any(is_ideograph) && wide.contains(' ') && !wide.contains('·') {
        folded.retain(|c| c != '·');
    }
    folded
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '〇' | '々' | '㐀'..='鿿' | '豈'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compared(a: &str, b: &str) -> Option<Evidence> {
        let read = |name| Names::read(&PersonFacts::named((), name));
        let there = compare_names(&read(a), &read(b));
        assert_eq!(there, compare_names(&read(b), &read(a)), "{a} and {b} compare the same both ways");
        there
    }

    #[test]
    fn names_are_compared_by_sign_sound_and_part() {
        for (a, b, expected) in [
            ("张 三", "张三", Evidence::SameName),
            ("艾尔肯·吐逊", "艾尔肯吐逊", Evidence::SameName),
            ("José Núñez", "JOSE NUNEZ", Evidence::SameName),
            ("Smith, John", "John Smith", Evidence::SameName),
            ("张伟", "章玮", Evidence::NameSoundsAlike),
            ("张伟", "ZHANG WEI", Evidence::NameSoundsAlike),
            ("单雄信", "善雄信", Evidence::NameSoundsAlike),
            ("姚?", "姚明", Evidence::NameFitsGap),
            ("张小明", "张小亮", Evidence::NameDiffersByOneCharacter),
            ("张伟", "张大伟", Evidence::NameDiffersByOneCharacter),
            ("艾尔肯·吐逊", "艾尔肯", Evidence::NamePartMissing),
            ("艾尔肯·吐逊", "艾合买提·吐逊", Evidence::NamePartDiffers),
            ("张三", "李四", Evidence::NameDiffers),
            ("Jon Smith", "John Smith", Evidence::NameSpeltAlike),
            ("J Smith", "John Smith", Evidence::NameSpeltAlike),
            ("Maria Garcia Lopez", "Maria Garcia", Evidence::NamePartMissing),
            ("Anna Smith", "Peter Smith", Evidence::NamePartDiffers),
            ("Anna Smith", "Peter Brown", Evidence::NameDiffers),
        ] {
            assert_eq!(compared(a, b), Some(expected), "{a} beside {b}");
        }
    }

    #[test]
    fn a_foreign_name_is_a_name() {
        let named = PersonFacts {
            foreign_surname: Some("SMITH"),
            foreign_given_name: Some("John"),
            ..PersonFacts::named((), "约翰·史密斯")
        };
        let (two_ways, letters) = (Names::read(&named), Names::read(&PersonFacts::named((), "john smith")));
        assert_eq!(compare_names(&two_ways, &letters), Some(Evidence::SameName), "whichever column it stands in");
    }

    #[test]
    fn what_cannot_be_compared_says_nothing() {
        assert_eq!(compared("约翰·史密斯", "John Smith"), None, "a transliteration proves nothing by differing");
        assert_eq!(compared("", "张三"), None, "no name");
        assert_eq!(compared("??", "张三"), None, "nothing legible");
    }
}
