//! Cutting an address into numbers with the words behind them, and the words between.

use super::words::{AFTER_CHINESE_NUMBER, SUFFIXES, Suffix};
use crate::numeral::{chinese_number, is_chinese_numeral};
use crate::space_kind::SpaceKind;

/// A piece of an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// Numbers joined by dashes, with the word behind the last: `3-2-501室`.
    Numbers {
        /// The numbers, as ASCII digits and letters.
        numbers: Vec<String>,
        /// What the word says the last one is.
        suffix: Option<Suffix>,
        /// A dash stands before them and no number joins there: `-1层`.
        dash_before: bool,
    },
    /// Anything else.
    Words(String),
    /// A blank, a comma or a bracket.
    Gap,
}

/// Cuts half-width, upper-case text into tokens.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut cutter = Cutter {
        chars: text.chars().collect(),
        at: 0,
        tokens: Vec::new(),
        words: String::new(),
        dash: false,
        joined: false,
    };
    while let Some(c) = cutter.peek(0) {
        cutter.step(c);
    }
    cutter.flush();
    cutter.tokens
}

struct Cutter {
    chars: Vec<char>,
    at: usize,
    tokens: Vec<Token>,
    words: String,
    /// A dash was just passed.
    dash: bool,
    /// That dash came directly behind a number without a suffix, so the next number joins it.
    joined: bool,
}

impl Cutter {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).copied()
    }

    fn step(&mut self, c: char) {
        if let Some((number, length)) = self.number_here(c) {
            self.take_number(number, length);
            return;
        }
        self.at += 1;
        if c == '-' || self.is_other_dash(c) {
            self.joined =
                self.words.is_empty() && matches!(self.tokens.last(), Some(Token::Numbers { suffix: None, .. }));
            self.flush();
            self.dash = true;
        } else if c.is_whitespace() || ",、;:()[]【】/。.\"'|*_~".contains(c) {
            self.flush();
            if !matches!(self.tokens.last(), None | Some(Token::Gap)) {
                self.tokens.push(Token::Gap);
            }
            (self.dash, self.joined) = (false, false);
        } else {
            self.words.push(c);
            (self.dash, self.joined) = (false, false);
        }
    }

    /// `3/2/501` and `3.2.501` join like dashes; `501/502` are two rooms.
    fn is_other_dash(&self, c: char) -> bool {
        let behind_short = match self.tokens.last() {
            Some(Token::Numbers { numbers, suffix: None, .. }) => numbers.last().is_some_and(|number| number.len() < 3),
            _ => false,
        };
        matches!(c, '/' | '.' | '_')
            && behind_short
            && self.words.is_empty()
            && self.peek(0).is_some_and(|c| c.is_ascii_digit())
    }

    fn flush(&mut self) {
        if !self.words.is_empty() {
            self.tokens.push(Token::Words(std::mem::take(&mut self.words)));
        }
    }

    /// A number at this place: its digits, and how many characters it takes.
    fn number_here(&self, c: char) -> Option<(String, usize)> {
        if c.is_ascii_alphanumeric() {
            return self.ascii_number();
        }
        if is_chinese_numeral(c) {
            return self.chinese_number();
        }
        let named = "东西南北中甲乙丙丁".contains(c) && (self.words.is_empty() || "甲乙丙丁".contains(c));
        let (suffix, _) = named.then(|| self.suffix_at(1)).flatten()?;
        let fits = matches!(suffix, Suffix::Building | Suffix::Unit | Suffix::Room) && self.peek(1) != Some('门');
        fits.then(|| (c.to_string(), 1))
    }

    /// A run of letters and digits, as far as it is a number: at most two letters before the digits, one behind.
    fn ascii_number(&self) -> Option<(String, usize)> {
        let run: String = self.chars.iter().skip(self.at).take_while(|c| c.is_ascii_alphanumeric()).collect();
        let letters = run.chars().take_while(char::is_ascii_alphabetic).count();
        let behind_word = self.words.chars().last().is_some_and(|c| c.is_ascii_alphabetic());
        if run.len() > 10 || letters > 2 || (behind_word && letters > 0) {
            return None;
        }
        // 3F is a floor: the letter is the word behind the number.
        let number = match run.strip_suffix('F') {
            Some(rest) if rest.chars().any(|c| c.is_ascii_digit()) => rest.to_owned(),
            _ => run,
        };
        let length = number.len();
        // 12甲号: the sign of a number inserted later belongs to it.
        if let Some(sign) =
            self.peek(length).filter(|c| "甲乙丙丁".contains(*c) && self.suffix_at(length + 1).is_some())
        {
            return Some((format!("{number}{sign}"), length + 1));
        }
        (!self.is_inside_name(length)).then_some((number, length))
    }

    /// Whether the `length` characters here belong to a name: 2期, D区, 绿地21城.
    fn is_inside_name(&self, length: usize) -> bool {
        match self.suffix_at(length) {
            Some((suffix, _)) => suffix == Suffix::Phase,
            None => length <= 2 && !self.words.is_empty() && !self.words.ends_with('第') && !self.may_follow(length),
        }
    }

    /// A Chinese numeral: with a known word behind it, or at the end behind another number.
    fn chinese_number(&self) -> Option<(String, usize)> {
        let run: String = self.chars.iter().skip(self.at).take_while(|c| is_chinese_numeral(**c)).collect();
        let length = run.chars().count();
        let follows_number =
            self.words.is_empty() && (self.dash || matches!(self.tokens.last(), Some(Token::Numbers { .. })));
        let blank = usize::from(self.peek(length) == Some(' '));
        let closes = match self.suffix_at(length + blank) {
            Some((Suffix::Group | Suffix::Phase, _)) => false,
            Some((_, suffix_length)) => self.may_follow(length + blank + suffix_length),
            None => follows_number && self.may_follow(length),
        };
        if closes { chinese_number(&run).map(|digits| (digits, length)) } else { None }
    }

    /// Whether what stands `ahead` may come behind a Chinese number.
    fn may_follow(&self, ahead: usize) -> bool {
        self.peek(ahead).is_none_or(|c| {
            !c.is_alphanumeric()
                || c.is_ascii_alphanumeric()
                || is_chinese_numeral(c)
                || AFTER_CHINESE_NUMBER.contains(c)
        })
    }

    /// The longest suffix word that stands `ahead`, and its length in characters.
    fn suffix_at(&self, ahead: usize) -> Option<(Suffix, usize)> {
        let from = self.at + ahead;
        let fits = |word: &str| word.chars().enumerate().all(|(index, c)| self.chars.get(from + index) == Some(&c));
        let next = self.chars.get(from)?;
        let found = SUFFIXES.iter().filter(|(word, _)| word.starts_with(*next) && fits(word));
        let (suffix, length) =
            found.map(|(word, suffix)| (*suffix, word.chars().count())).max_by_key(|(_, length)| *length)?;
        // 门卫, 室内, 区 of 区域: the word goes on and is another one.
        let goes_on = self.chars.get(from + length).copied().unwrap_or(' ');
        let other_word = match suffix {
            Suffix::Unit => "卫牌市面头口".contains(goes_on),
            Suffix::Lou => "上下顶".contains(goes_on),
            _ => false,
        };
        (!other_word).then_some((suffix, length))
    }

    fn take_number(&mut self, number: String, length: usize) {
        if self.words.ends_with('第') {
            self.words.pop();
        }
        self.flush();
        self.at += length;
        let blank = usize::from(self.peek(0) == Some(' '));
        let mut suffix = None;
        if self.peek(0) == Some('F') {
            suffix = Some(Suffix::Floor);
            self.at += 1;
        } else if let Some((found, suffix_length)) =
            self.suffix_at(blank).filter(|(found, _)| blank == 0 || *found != Suffix::Hao)
        {
            suffix = Some(found);
            self.at += blank + suffix_length;
        }
        match self.tokens.last_mut() {
            Some(Token::Numbers { numbers, suffix: last @ None, .. }) if self.joined => {
                numbers.push(number);
                *last = suffix;
            }
            _ => self.tokens.push(Token::Numbers { numbers: vec![number], suffix, dash_before: self.dash }),
        }
        (self.dash, self.joined) = (false, false);
    }
}

/// Whether the token names a kind of space (工棚, 车库), so that a number before it is the kind's number.
pub(super) fn starts_with_kind(token: Option<&Token>) -> bool {
    matches!(token, Some(Token::Words(words)) if SpaceKind::at_start(words).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(text: &str) -> Vec<String> {
        let show = |token: Token| match token {
            Token::Numbers { numbers, suffix, .. } => {
                format!("{}{}", numbers.join("-"), suffix.map_or(String::new(), |s| format!(":{s:?}")))
            }
            Token::Words(words) => words,
            Token::Gap => "_".to_owned(),
        };
        tokens(text).into_iter().map(show).collect()
    }

    #[test]
    fn numbers_carry_the_word_behind_them() {
        assert_eq!(
            shape("望湖家园 3幢2单元501室"),
            ["望湖家园", "_", "3:Building", "2:Unit", "501:Room"],
            "the plain form"
        );
        assert_eq!(shape("3#2-501"), ["3:Building", "2-501"], "# is a building's word, the dash joins");
        assert_eq!(shape("三幢二单元五〇一"), ["3:Building", "2:Unit", "501"], "Chinese numerals");
        assert_eq!(shape("澄浪路92-1号"), ["澄浪路", "92-1:Hao"], "a street number with a branch");
        assert_eq!(shape("5 幢 -1层"), ["5:Building", "_", "1:Floor"], "a blank before the word");
        assert_eq!(shape("3F"), ["3:Floor"], "F is a floor");
    }

    #[test]
    fn numerals_inside_names_stay_names() {
        for name in ["望湖一村", "三门县", "八一路", "第一小区", "五层楼路", "一号桥路", "SOHO"] {
            assert_eq!(shape(name), [name], "{name} is a name");
        }
        assert_eq!(shape("望湖一村三幢"), ["望湖一村", "3:Building"], "the name ends where the number has its word");
    }
}
