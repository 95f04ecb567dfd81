//! Personal names as ledgers write them, and the masks that lists show.

use crate::numeral::half_width;
use crate::relation::{RelationCode, read_relation};

/// A name read from a ledger cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NameReading {
    /// The name, normalised; `None` where the cell names nobody.
    pub name: Option<String>,
    /// What stood in brackets behind it (户主, 老婆, 已搬走 …), without the brackets.
    pub annotation: Option<String>,
    /// The relation the annotation means, if it is one.
    pub relation: Option<RelationCode>,
    /// Whether a character could not be read (`?`, `□`, U+FFFD): kept in the name, to be asked for.
    pub has_gap: bool,
}

/// Cells that say that nobody is meant.
const NOBODY: &[&str] = &[
    "空置",
    "空",
    "空房",
    "空关",
    "空户",
    "无",
    "无人",
    "未见面",
    "未入住",
    "无人居住",
    "不详",
    "未知",
    "出租",
    "待租",
    "-",
    "--",
    "/",
    "—",
    "同上",
    "〃",
];

/// Reads one person's name: blanks inside Chinese names go, `•`/`・`/`.` between parts become `·`, a bracketed remark is
/// taken off, an unreadable character is kept and said.
pub fn read_name(raw: &str) -> NameReading {
    let folded = half_width(raw);
    let text = folded.trim().trim_matches(['\'', ',', '、', ';', ':']).trim();
    let (bare, annotation) = take_annotation(text);
    let name = normalised(bare);
    if name.is_empty() || NOBODY.contains(&name.as_str()) || !name.chars().any(|c| c.is_alphabetic() || is_gap(c)) {
        return NameReading { annotation, ..NameReading::default() };
    }
    NameReading {
        has_gap: name.chars().any(is_gap),
        relation: annotation.as_deref().and_then(|words| read_relation(words, None)),
        name: Some(name),
        annotation,
    }
}

/// Proposes the people a cell names: `张三、李四(妻)` is two. Splits at `、,;/` and line breaks, and at blanks where both
/// sides are whole names. A person confirms the split.
pub fn split_people(raw: &str) -> Vec<NameReading> {
    let mut people = Vec::new();
    for line in raw.split(['\n', '\r']) {
        let folded = half_width(line);
        for part in split_outside_brackets(folded.trim()) {
            people.extend(words_or_whole(part).into_iter().map(read_name).filter(|reading| reading.name.is_some()));
        }
    }
    people
}

/// The parts between `、,;/+&`, brackets left whole.
fn split_outside_brackets(text: &str) -> Vec<&str> {
    let mut depth = 0usize;
    text.split(move |c| {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && matches!(c, '、' | ',' | ';' | '/' | '+' | '&' | '|')
    })
    .collect()
}

/// `张三 李四` is two names; `张 三` is one that was spread, and `John Smith` is one.
fn words_or_whole(part: &str) -> Vec<&str> {
    let words: Vec<&str> = part.split_whitespace().collect();
    let whole_name = |word: &&str| {
        let bare = word.split('(').next().unwrap_or(word);
        (2..=4).contains(&bare.chars().count()) && bare.chars().all(is_ideograph)
    };
    if words.len() > 1 && words.iter().all(whole_name) { words } else { vec![part] }
}

/// Takes one bracketed remark off the end (or the front) of the text.
fn take_annotation(text: &str) -> (&str, Option<String>) {
    let Some((before, rest)) = text.split_once(['(', '[', '【', '〔']) else { return (text, None) };
    let (inside, after) = rest.split_once([')', ']', '】', '〕']).unwrap_or((rest, ""));
    let bare = if before.trim().is_empty() { after } else { before };
    let inside = inside.trim();
    (bare.trim(), (!inside.is_empty()).then(|| inside.to_owned()))
}

/// Blanks go where an ideograph touches them; the dots of transliterated names become `·`.
fn normalised(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let around = |index: usize| (index.checked_sub(1).and_then(|before| chars.get(before)), chars.get(index + 1));
    let mut name = String::with_capacity(text.len());
    for (index, c) in chars.iter().enumerate() {
        let (before, after) = around(index);
        let touches = |test: fn(char) -> bool| before.is_some_and(|c| test(*c)) || after.is_some_and(|c| test(*c));
        match c {
            ' ' if touches(is_ideograph) || name.ends_with(' ') => {}
            '•' | '・' | '‧' | '∙' | '●' | '･' => name.push('·'),
            '.' if before.is_some_and(|c| is_ideograph(*c)) && after.is_some_and(|c| is_ideograph(*c)) => {
                name.push('·')
            }
            c => name.push(*c),
        }
    }
    name.trim().to_owned()
}

fn is_gap(c: char) -> bool {
    matches!(c, '?' | '\u{FFFD}' | '□' | '■' | '〓' | '*')
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '〇' | '々' | '㐀'..='鿿' | '豈'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}') || is_gap(c)
}

/// A name as lists show it: the first character and a star (张*), the first two for a compound surname (欧阳*).
pub fn mask_name(name: &str) -> String {
    let shown = if crate::pinyin::has_compound_surname(name) { 2 } else { 1 };
    let mut masked: String = name.chars().take(shown).collect();
    masked.push('*');
    masked
}

/// A citizen id as lists show it: four characters at either end (3302**********1234); all stars when shorter than nine.
pub fn mask_citizen_id(id: &str) -> String {
    mask_middle(id, 4, 4)
}

/// A phone as lists show it: 139****1234; the area code and the last two digits of a landline.
pub fn mask_phone(phone: &str) -> String {
    match phone.split_once('-') {
        Some((area, local)) => format!("{area}-{}", mask_middle(local, 0, 2)),
        None => mask_middle(phone, 3, 4),
    }
}

fn mask_middle(text: &str, head: usize, tail: usize) -> String {
    let length = text.chars().count();
    let shown = |index: usize| length > head + tail && (index < head || index >= length - tail);
    text.chars().enumerate().map(|(index, c)| if shown(index) { c } else { '*' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(raw: &str) -> Option<String> {
        read_name(raw).name
    }

    #[test]
    fn spellings_of_one_name_are_one_name() {
        for (raw, expected) in [
            ("张　三", "张三"),
            (" 张 三 ", "张三"),
            ("艾尔肯•吐逊", "艾尔肯·吐逊"),
            ("艾尔肯.吐逊", "艾尔肯·吐逊"),
            ("艾尔肯・吐逊", "艾尔肯·吐逊"),
            ("JOHN  SMITH", "JOHN SMITH"),
            ("周𬍛", "周𬍛"),
            ("张三(户主)", "张三"),
        ] {
            assert_eq!(name(raw).as_deref(), Some(expected), "{raw:?} is {expected}");
        }
    }

    #[test]
    fn a_gap_is_kept_and_said() {
        for raw in ["姚?", "姚？", "姚\u{FFFD}", "姚□"] {
            let reading = read_name(raw);
            assert!(reading.has_gap, "{raw:?} has a character nobody could read");
            assert_eq!(reading.name.unwrap().chars().count(), 2, "the place of the character is kept");
        }
        assert!(!read_name("姚明").has_gap, "a whole name has none");
    }

    #[test]
    fn nobody_is_invented() {
        for raw in ["", "  ", "空置", "未见面", "-", "(空)", "12", "无"] {
            assert_eq!(name(raw), None, "{raw:?} names nobody");
        }
    }

    #[test]
    fn several_people_in_one_cell_are_proposed() {
        let people = split_people("叶国波、孔香燕(老婆)");
        let names: Vec<_> = people.iter().filter_map(|person| person.name.as_deref()).collect();
        assert_eq!(names, ["叶国波", "孔香燕"], "two people");
        assert_eq!(
            people.last().and_then(|person| person.relation).map(RelationCode::code),
            Some("12"),
            "老婆 is a relation"
        );
        for raw in ["张三/李四", "张三 李四", "张三\n李四", "张三；李四", "张三,李四(房东、已搬走)"]
        {
            assert_eq!(split_people(raw).len(), 2, "{raw:?} names two");
        }
        assert_eq!(split_people("张 三").len(), 1, "one name spread over the cell");
    }

    #[test]
    fn masks_show_what_lists_need() {
        assert_eq!(mask_name("张三丰"), "张*", "the surname");
        assert_eq!(mask_name("欧阳修远"), "欧阳*", "a compound surname");
        assert_eq!(mask_citizen_id("330299199001011234"), "3302**********1234", "both ends");
        assert_eq!(mask_citizen_id("3302"), "****", "a fragment shows nothing");
        assert_eq!(mask_phone("13900001234"), "139****1234", "the middle is hidden");
        assert_eq!(mask_phone("0500-8333792"), "0500-*****92", "a landline keeps its area");
    }
}
