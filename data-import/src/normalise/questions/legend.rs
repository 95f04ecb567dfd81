//! What a file itself says about its marks: "注：划线者为已搬走。", "黄色表示已迁出".

use super::super::value::plain;
use crate::cell::Row;

/// Longest text that is looked at as a legend, characters.
const LONGEST: usize = 60;
const STRUCK: &[&str] = &["划线", "删除线", "划掉", "划去"];
/// What stands between a mark and its meaning.
const MEANS: &[&str] = &["表示", "代表", "即为", "为", "是", "即", "=", ":"];
const GONE: &[&str] = &["搬走", "搬离", "离开", "迁出", "已搬", "搬出", "退租", "不在住"];
const VOID: &[&str] = &["作废", "重复", "删除", "无效", "注销"];

/// What a row says of struck rows.
pub(super) fn of_struck(row: &Row) -> Option<String> {
    of_marks(row, STRUCK)
}

/// What a row says of a colour (red green blue).
pub(super) fn of_colour(row: &Row, colour: [u8; 3]) -> Option<String> {
    let name = name(colour)?;
    of_marks(row, &[name])
}

/// The answer that such words come to, if they do.
pub(super) fn answer(said: &str) -> Option<&'static str> {
    let any = |words: &[&str]| words.iter().any(|word| said.contains(word));
    if any(GONE) {
        Some("moved_out")
    } else if any(VOID) {
        Some("skip")
    } else {
        None
    }
}

fn of_marks(row: &Row, marks: &[&str]) -> Option<String> {
    let mut short = row.own().filter(|(_, cell)| cell.text.char_indices().nth(LONGEST).is_none());
    short.find_map(|(_, cell)| {
        let text = plain(&cell.text);
        let (_, rest) = marks.iter().find_map(|mark| text.split_once(mark))?;
        let at = |word: &&str| rest.find(*word).map(|at| (at, word.len()));
        let (at, length) = MEANS.iter().filter_map(at).min()?;
        let said = rest.get(at + length..)?.trim_start_matches(MEANS_CHARS);
        let said = said.split(['。', ',', ';', ')', '、']).next()?.trim();
        (!said.is_empty()).then(|| said.to_owned())
    })
}

const MEANS_CHARS: &[char] = &['为', '是', '=', ':', '示'];

/// The name of a colour as clerks call it, by its hue.
pub(super) fn name(colour: [u8; 3]) -> Option<&'static str> {
    let [red, green, blue] = colour.map(i32::from);
    let (most, least) = (red.max(green).max(blue), red.min(green).min(blue));
    let spread = most - least;
    if spread < 24 {
        return (most < 245).then_some("灰");
    }
    let sixth = |a: i32, b: i32| (a - b) * 60 / spread;
    let hue = if most == red {
        sixth(green, blue).rem_euclid(360)
    } else if most == green {
        120 + sixth(blue, red)
    } else {
        240 + sixth(red, green)
    };
    Some(match hue {
        20..=43 => "橙",
        44..=69 => "黄",
        70..=169 => "绿",
        170..=259 => "蓝",
        260..=309 => "紫",
        _ => "红",
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cell::Cell;

    fn row(text: &str) -> Row {
        Row { number: 9, hidden: false, cells: vec![(0, Cell::text(text))] }
    }

    #[test]
    fn legends_say_what_marks_mean() {
        for (text, said, means) in [
            ("注：划线者为已搬走。", "已搬走", Some("moved_out")),
            ("删除线表示已迁出", "已迁出", Some("moved_out")),
            ("说明：划线=作废，其余正常", "作废", Some("skip")),
            ("划线的是重点核实", "重点核实", None),
        ] {
            let found = of_struck(&row(text)).unwrap();
            assert_eq!((found.as_str(), answer(&found)), (said, means), "{text}");
        }
        assert_eq!(of_struck(&row("备注：共12户")), None, "no word of strike-through");
        assert_eq!(of_colour(&row("黄色表示已搬走"), [255, 255, 0]).as_deref(), Some("已搬走"), "yellow by its name");
        assert_eq!(of_colour(&row("黄色表示已搬走"), [255, 0, 0]), None, "red is another");
    }

    #[test]
    fn colours_are_called_as_clerks_call_them() {
        let names = [[255, 255, 0], [255, 0, 0], [146, 208, 80], [0, 112, 192], [255, 192, 0], [217, 217, 217]];
        assert_eq!(names.map(name), ["黄", "红", "绿", "蓝", "黄", "灰"].map(Some), "the palette of a spreadsheet");
    }
}
