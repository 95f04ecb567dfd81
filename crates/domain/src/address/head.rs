//! The words before the numbers: divisions, road, site.

use super::words::{ROAD_ENDINGS, SITE_ENDINGS};
use crate::division::is_division_name;

/// Splits the leading divisions off: `浙江省宁波市海曙区望湖街道澄浪路` → (`…望湖街道`, `澄浪路`). `village`: a group number follows,
/// so a 村 at the end is a village and not a site.
pub(super) fn split_divisions(words: &str, village: bool) -> (&str, &str) {
    let mut start = 0;
    for (index, c) in words.char_indices() {
        let end = index + c.len_utf8();
        let (Some(segment), Some(rest)) = (words.get(start..end), words.get(end..)) else { continue };
        if index >= start && ends_division(segment, rest, c, village) {
            start = match rest.strip_prefix('道') {
                Some(_) if c == '街' => end + '道'.len_utf8(),
                _ => end,
            };
        }
    }
    let (divisions, rest) = words.split_at_checked(start).unwrap_or(("", words));
    match ["办事处", "居委会", "居民委员会", "村委会", "民委员会"].iter().find_map(|office| rest.strip_prefix(office))
    {
        Some(after) => (words.get(..words.len() - after.len()).unwrap_or(divisions), after),
        None => (divisions, rest),
    }
}

/// Whether `segment`, ending in `last` and followed by `rest`, is the name of a division.
fn ends_division(segment: &str, rest: &str, last: char, village: bool) -> bool {
    let length = segment.chars().count();
    let before = segment.chars().nth_back(1).unwrap_or(' ');
    let next = rest.chars().next().unwrap_or(' ');
    if !(2..=12).contains(&length)
        || (last != '街' && "路街巷弄场政民府城".contains(next))
        || rest.starts_with("大道")
        || rest.starts_with("大街")
    {
        return false;
    }
    match last {
        '省' | '盟' => true,
        '州' => segment.ends_with("自治州"),
        '市' => length <= 6 && !"超城菜门上夜".contains(before),
        '县' | '旗' => length <= 10,
        '镇' | '乡' => length <= 6,
        '街' => next == '道' && length <= 6,
        '村' => village && rest.is_empty(),
        '区' => match before {
            '小' | '园' | '校' | '厂' | '营' | '片' | '景' | '库' | '宅' => false,
            '社' => length >= 3,
            '东' | '南' | '西' | '北' | '中' | '上' | '下' | '新' | '城' => {
                is_division_name(segment) || (length <= 3 && !rest.is_empty())
            }
            before => !before.is_ascii_alphanumeric() && !crate::numeral::is_chinese_numeral(before) && length <= 8,
        },
        _ => false,
    }
}

/// Splits the road off: `澄浪路望湖家园` → (`澄浪路`, `望湖家园`). A road's name inside a site's name is left there (`中山路小区`).
pub(super) fn split_road(words: &str) -> (Option<&str>, &str) {
    for (index, _) in words.char_indices() {
        let Some(rest) = words.get(index..) else { continue };
        let Some(ending) = ROAD_ENDINGS.iter().find(|ending| rest.starts_with(**ending)) else { continue };
        let end = index + ending.len();
        let (Some(road), Some(after)) = (words.get(..end), words.get(end..)) else { continue };
        let too_short = road.chars().count() < 2;
        let only_at_end = matches!(*ending, "道" | "弄") && !after.is_empty();
        if too_short || only_at_end || after.starts_with(['口', '道', '边']) {
            continue;
        }
        if SITE_ENDINGS.contains(&after) {
            return (None, words);
        }
        return (Some(road), after);
    }
    (None, words)
}

/// Whether the words end as names of sites do.
pub(super) fn is_site_name(words: &str) -> bool {
    words.chars().count() >= 2 && SITE_ENDINGS.iter().any(|ending| words.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn divisions_come_off_the_front() {
        for (words, divisions, rest) in [
            ("浙江省宁波市海曙区望湖街道澄浪路", "浙江省宁波市海曙区望湖街道", "澄浪路"),
            ("甬州市示例区永丰社区望湖家园", "甬州市示例区永丰社区", "望湖家园"),
            ("望湖家园东区", "", "望湖家园东区"),
            ("海曙区望湖小区", "海曙区", "望湖小区"),
            ("镇明路", "", "镇明路"),
            ("县前街", "", "县前街"),
            ("新市路菜市场", "", "新市路菜市场"),
            ("月河新村", "", "月河新村"),
            ("城市花园", "", "城市花园"),
        ] {
            assert_eq!(split_divisions(words, false), (divisions, rest), "{words}");
        }
        assert_eq!(
            split_divisions("下河镇李家坪村", true),
            ("下河镇李家坪村", ""),
            "a group number follows: a village"
        );
    }

    #[test]
    fn a_road_comes_off_unless_it_is_in_a_name() {
        assert_eq!(split_road("澄浪路望湖家园"), (Some("澄浪路"), "望湖家园"), "road, then site");
        assert_eq!(split_road("望湖北路"), (Some("望湖北路"), ""), "only a road");
        assert_eq!(split_road("人民大道"), (Some("人民大道"), ""), "the longer ending");
        assert_eq!(split_road("中山路小区"), (None, "中山路小区"), "the site is named after the road");
        assert_eq!(split_road("望湖家园"), (None, "望湖家园"), "no road");
    }
}
