//! The synonym dictionary: data in `data/*.tsv`, read once.

use crate::field::{FieldCode, RefusedKind};
use std::collections::HashMap;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

const SYNONYMS: &str = include_str!("../data/synonyms.tsv");
const ROLES: &str = include_str!("../data/roles.tsv");
const REFUSED: &str = include_str!("../data/refused.tsv");
const UNSUPPORTED: &str = include_str!("../data/unsupported.tsv");

/// Whose name, id, phone or address a column carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// The person the row is about.
    Subject,
    /// 房东, 产权人
    Owner,
    /// 法定代表人
    LegalRep,
    /// 治保负责人
    SecurityContact,
    /// 楼栋长
    BlockLeader,
}

impl Role {
    fn from_code(code: &str) -> Option<Self> {
        Some(match code {
            "subject" => Self::Subject,
            "owner" => Self::Owner,
            "legal_rep" => Self::LegalRep,
            "security_contact" => Self::SecurityContact,
            "block_leader" => Self::BlockLeader,
            _ => return None,
        })
    }

    /// The field of this person that a bare field means: phone of the owner, and so on.
    #[must_use]
    pub fn field(self, bare: FieldCode) -> Option<FieldCode> {
        use FieldCode as F;
        Some(match (self, bare) {
            (Self::Subject, field) => field,
            (Self::Owner, F::Name) => F::OwnerName,
            (Self::Owner, F::CitizenId) => F::OwnerCitizenId,
            (Self::Owner, F::Phone) => F::OwnerPhone,
            (Self::Owner, F::Address) => F::OwnerAddress,
            (Self::Owner, F::RelationToOwner) => F::RelationToOwner,
            (Self::LegalRep, F::Name) => F::OrgLegalRepName,
            (Self::LegalRep, F::CitizenId) => F::OrgLegalRepCitizenId,
            (Self::LegalRep, F::Phone) => F::OrgLegalRepPhone,
            (Self::SecurityContact, F::Name) => F::OrgSecurityName,
            (Self::SecurityContact, F::Phone) => F::OrgSecurityPhone,
            (Self::BlockLeader, F::Name) => F::BlockLeaderName,
            (Self::BlockLeader, F::Phone) => F::BlockLeaderPhone,
            _ => return None,
        })
    }
}

/// Why a column's cells are left out while reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Withheld {
    /// Refused, with the reason.
    Refused(RefusedKind),
    /// No field for it.
    Unsupported,
}

/// Before a refused word that is refused as the whole header only.
const WHOLE: char = '=';

/// Synonyms that say nothing as a part of a longer header: a date of what, a name of what.
const GENERIC: &[&str] = &["日期", "原因", "内容", "名称", "类别", "编号", "说明", "去向", "关系", "状态", "编码"];

struct Dictionary {
    fields: HashMap<String, FieldCode>,
    roles: HashMap<String, Role>,
    refused: Vec<(String, RefusedKind)>,
    /// Words that are refused only where they are the whole header: 管控, but not 防火管控措施.
    refused_whole: HashMap<String, RefusedKind>,
    unsupported: Vec<String>,
    /// The first two characters of every refused and unsupported word, in order.
    withheld_begins: Vec<(char, char)>,
    /// Whether one of them may begin with a character, by its lowest bits: most characters need no further look.
    withheld_firsts: [bool; FIRSTS],
}

/// Places that first characters are sorted into.
const FIRSTS: usize = 4_096;

fn first(c: char) -> usize {
    usize::try_from(u32::from(c)).unwrap_or(0) % FIRSTS
}

static DICTIONARY: LazyLock<Dictionary> = LazyLock::new(|| {
    let of = |(code, word): (&str, &str)| Some((header_key(word), RefusedKind::from_code(code)?));
    let (whole, within): (Vec<_>, Vec<_>) = lines(REFUSED).partition(|(_, word)| word.starts_with(WHOLE));
    let refused: Vec<(String, RefusedKind)> = within.into_iter().filter_map(of).collect();
    let whole = whole.into_iter().map(|(code, word)| (code, word.trim_start_matches(WHOLE)));
    let refused_whole: HashMap<String, RefusedKind> = whole.filter_map(of).collect();
    let unsupported: Vec<String> = lines(UNSUPPORTED).map(|(_, word)| header_key(word)).collect();
    let words = refused.iter().map(|(word, _)| word).chain(refused_whole.keys()).chain(&unsupported);
    let mut withheld_begins: Vec<(char, char)> = words.filter_map(|word| pairs(word).next()).collect();
    withheld_begins.sort_unstable();
    let mut withheld_firsts = [false; FIRSTS];
    for (c, _) in &withheld_begins {
        if let Some(begins) = withheld_firsts.get_mut(first(*c)) {
            *begins = true;
        }
    }
    Dictionary {
        fields: lines(SYNONYMS)
            .filter_map(|(code, word)| Some((header_key(word), FieldCode::from_code(code)?)))
            .collect(),
        roles: lines(ROLES).filter_map(|(code, word)| Some((header_key(word), Role::from_code(code)?))).collect(),
        refused,
        refused_whole,
        unsupported,
        withheld_begins,
        withheld_firsts,
    }
});

/// Neighbouring characters of a text, its blanks and punctuation passed over.
fn pairs(text: &str) -> impl Iterator<Item = (char, char)> {
    let mut before = None;
    let letters = text.chars().filter(|c| c.is_alphanumeric()).map(|c| c.to_ascii_lowercase());
    letters.filter_map(move |c| Some((before.replace(c)?, c)))
}

fn lines(data: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = data.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
    lines.flat_map(|(code, words)| words.split('|').map(move |word| (code.trim(), word.trim())))
}

/// Characters that are written and not seen: zero-width blanks and joiners, soft hyphens, marks of direction. A word
/// with one inside is the same word.
pub(crate) fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// A header as it is compared: NFKC, lower case, without blanks, what is not seen, stars, colons and a note in
/// brackets.
#[must_use]
pub fn header_key(header: &str) -> String {
    let mut key: String = header
        .nfkc()
        .filter(|c| !c.is_whitespace() && !c.is_control() && !is_unseen(*c) && !matches!(c, '*' | ':' | '★' | '·'))
        .flat_map(char::to_lowercase)
        .collect();
    if let Some(open) = key.find('(').filter(|open| *open > 0 && key.ends_with(')')) {
        key.truncate(open);
    }
    key
}

/// The field of an exact synonym.
#[must_use]
pub fn exact(key: &str) -> Option<FieldCode> {
    DICTIONARY.fields.get(key).copied()
}

/// The role of a word.
#[must_use]
pub fn role(key: &str) -> Option<Role> {
    DICTIONARY.roles.get(key).copied()
}

/// A role before a bare field: 房东电话, 楼栋长电话.
#[must_use]
pub fn role_and_field(key: &str) -> Option<FieldCode> {
    let splits = key.char_indices().map(|(at, _)| key.split_at(at)).skip(2);
    let mut found = splits.filter_map(|(head, tail)| role(head)?.field(exact(tail.trim_start_matches('的'))?));
    found.next()
}

/// The field whose longest synonym is held by the header, with the share of the header that it covers (0–100).
#[must_use]
pub fn similar(key: &str) -> Option<(FieldCode, u8)> {
    let length = key.chars().count().max(1);
    let telling = |word: &str| word.chars().count() >= 2 && !GENERIC.contains(&word);
    let held = DICTIONARY.fields.iter().filter(|(word, _)| telling(word) && key.contains(word.as_str()));
    let best = held.max_by_key(|(word, field)| (word.chars().count(), std::cmp::Reverse(**field)))?;
    let share = best.0.chars().count() * 100 / length;
    Some((*best.1, u8::try_from(share.min(100)).unwrap_or(100)))
}

/// The fields with a synonym of at least three characters that is one character off the header: another, one too many,
/// one too few.
#[must_use]
pub fn one_off(key: &str) -> Vec<FieldCode> {
    let letters: Vec<char> = key.chars().collect();
    let near = DICTIONARY.fields.iter().filter(|(word, _)| is_one_off(&letters, word));
    let mut fields: Vec<FieldCode> = near.map(|(_, field)| *field).collect();
    fields.sort_unstable();
    fields.dedup();
    fields
}

fn is_one_off(letters: &[char], word: &str) -> bool {
    let word: Vec<char> = word.chars().collect();
    let (short, long) =
        if letters.len() <= word.len() { (letters, word.as_slice()) } else { (word.as_slice(), letters) };
    if short.len() < 2 || long.len() < 3 || long.len() - short.len() > 1 {
        return false;
    }
    let head = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    let tail = short.iter().rev().zip(long.iter().rev()).take_while(|(a, b)| a == b).count();
    head + tail >= long.len() - 1
}

/// What else a header could mean: fields whose synonyms share neighbouring characters with it, best first, with the
/// confidence (0–60).
#[must_use]
pub fn resembling(key: &str, most: usize) -> Vec<(FieldCode, u8)> {
    let own: Vec<(char, char)> = pairs(key).collect();
    let mut best: HashMap<FieldCode, u8> = HashMap::new();
    for (word, field) in &DICTIONARY.fields {
        let of_word: Vec<(char, char)> = pairs(word).collect();
        let shared = own.iter().filter(|pair| of_word.contains(pair)).count();
        if shared > 0 {
            let likeness = (shared * 2 * 60 / (own.len() + of_word.len())).min(60);
            let slot = best.entry(*field).or_default();
            *slot = (*slot).max(u8::try_from(likeness).unwrap_or(60));
        }
    }
    let mut found: Vec<(FieldCode, u8)> = best.into_iter().filter(|(_, likeness)| *likeness >= 20).collect();
    found.sort_by_key(|(field, likeness)| (std::cmp::Reverse(*likeness), *field));
    found.truncate(most);
    found
}

/// Whether the cells under a header are left out while reading, and why.
#[must_use]
pub fn withheld(key: &str) -> Option<Withheld> {
    if DICTIONARY.unsupported.iter().any(|word| key.contains(word.as_str())) {
        return Some(Withheld::Unsupported);
    }
    let refused = DICTIONARY.refused.iter().find(|(word, _)| key.contains(word.as_str()));
    let refused = refused.map(|(_, kind)| *kind).or_else(|| DICTIONARY.refused_whole.get(key).copied());
    refused.map(Withheld::Refused)
}

/// A quick look before [`withheld`]: false where no refused or unsupported word can be in the text.
#[must_use]
pub fn may_be_withheld(text: &str) -> bool {
    let dictionary = &*DICTIONARY;
    let mut before = None;
    // Every cell of every row comes through here.
    for c in text.chars() {
        let ideograph = matches!(c, '\u{4e00}'..='\u{9fff}');
        if !ideograph && is_odd(c) {
            return true;
        }
        if !ideograph && !c.is_alphanumeric() {
            continue;
        }
        let c = c.to_ascii_lowercase();
        if before.is_some_and(|before| dictionary.withheld_begins.binary_search(&(before, c)).is_ok()) {
            return true;
        }
        before = dictionary.withheld_firsts.get(first(c)).is_some_and(|begins| *begins).then_some(c);
    }
    false
}

/// Letters that NFKC may turn into others need the full look.
fn is_odd(c: char) -> bool {
    let plain = matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3000}'..='\u{303f}' | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '·' | '★');
    !c.is_ascii() && !plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_is_whole_and_says_nothing_twice() {
        let mut seen = HashMap::new();
        for (code, word) in lines(SYNONYMS) {
            assert!(FieldCode::from_code(code).is_some(), "{code} is a field");
            assert_eq!(seen.insert(header_key(word), code), None, "{word} stands once");
            assert_eq!(withheld(&header_key(word)), None, "{word} is no refused word");
        }
        for (code, _) in lines(ROLES) {
            assert!(Role::from_code(code).is_some(), "{code} is a role");
        }
        for (code, _) in lines(REFUSED) {
            assert!(RefusedKind::from_code(code).is_some(), "{code} is a reason");
        }
    }

    #[test]
    fn the_quick_look_misses_no_refused_word() {
        for (_, word) in lines(REFUSED).chain(lines(UNSUPPORTED)) {
            assert!(word.chars().count() >= 2, "{word}: a single character would refuse too much");
            let apart: String = word.chars().flat_map(|c| [c, ' ']).collect();
            let inside = format!("备注（是否{word}）");
            let dressed = if word.starts_with(WHOLE) { format!("{word}（如实填写）") } else { inside };
            for text in [dressed, apart, word.to_uppercase()].map(|text| text.replace(WHOLE, "")) {
                let key = if word.starts_with(WHOLE) {
                    header_key(&text)
                } else {
                    header_key(&text.replace(['（', '）'], ""))
                };
                assert!(withheld(&key).is_some(), "{text} is refused");
                assert!(may_be_withheld(&text), "{text} is looked at in full");
            }
        }
        assert!(!may_be_withheld("3幢2单元501室"), "an address needs no full look");
    }

    #[test]
    fn what_is_not_seen_hides_no_word() {
        for text in
            ["宗\u{200b}教信仰", "宗\u{ad}教\u{2060}信仰", "\u{feff}涉\u{200d}案情况", "管\u{200c}控", "宗\u{1}教"]
        {
            assert!(withheld(&header_key(text)).is_some() && may_be_withheld(text), "{text:?} is refused");
        }
        assert_eq!(exact(&header_key("姓\u{200b}名")), Some(FieldCode::Name), "nor an ordinary one");
    }

    #[test]
    fn words_with_another_meaning_are_refused_as_a_whole_header_only() {
        for text in [
            "管控",
            "关注情况",
            "风险",
            "诉求",
            "身高(cm)",
            "团员",
            "面貌",
            "Wifi MAC",
            "Religion",
            "常去地点",
            "帮教情况",
        ] {
            assert!(withheld(&header_key(text)).is_some(), "{text} is refused");
        }
        for text in [
            "安全隐患",
            "防火管控措施",
            "消防风险点",
            "房屋危险等级",
            "集团员工数",
            "建筑身高度",
            "院落面貌",
            "系列管理",
        ] {
            assert_eq!(withheld(&header_key(text)), None, "{text} is an ordinary header");
        }
    }

    #[test]
    fn headers_are_compared_without_their_dress() {
        assert_eq!(exact(&header_key("姓　名*")), Some(FieldCode::Name), "blanks and stars");
        assert_eq!(exact(&header_key("身份证号（18位）")), Some(FieldCode::CitizenId), "a note in brackets");
        assert_eq!(role_and_field(&header_key("房东电话")), Some(FieldCode::OwnerPhone), "whose phone");
        assert_eq!(
            withheld(&header_key("是否 重点人员")),
            Some(Withheld::Refused(RefusedKind::KeyPerson)),
            "refused in any dress"
        );
    }
}
