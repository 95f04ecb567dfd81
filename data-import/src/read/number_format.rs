//! Number formats (数字格式, ISO/IEC 29500-1 §18.8.30): whether a number under one is shown as a day.
//!
//! Only that much of a format is understood; values are never printed through it.

/// How a format shows a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shows {
    /// As a number, or as text.
    #[default]
    Number,
    /// As a day, with or without a time (1980-01-05, 5月, 星期二).
    Day,
    /// As a time of day without its day (上午8:30).
    Time,
    /// As a time that has passed, beyond a day if need be (`[h]:mm`).
    Elapsed,
}

impl Shows {
    /// Whether a number is shown as a day.
    #[must_use]
    pub fn is_day(self) -> bool {
        self == Self::Day
    }
}

/// How a built-in format shows a number; those of the East Asian editions as Chinese Excel has them.
#[must_use]
pub fn built_in(id: u32) -> Shows {
    match id {
        14..=17 | 22 | 27..=31 | 36 | 50..=54 | 57 | 58 => Shows::Day,
        18..=21 | 32..=35 | 45 | 47 | 55 | 56 => Shows::Time,
        46 => Shows::Elapsed,
        _ => Shows::Number,
    }
}

/// How a custom format shows a number. The first section tells; where it applies under a condition only, any
/// other that shows a day does.
#[must_use]
pub fn custom(code: &str) -> Shows {
    let mut sections = sections(code).map(Section::read);
    let (first, conditional) = sections.next().unwrap_or_default();
    if conditional && sections.any(|(shows, _)| shows == Shows::Day) { Shows::Day } else { first }
}

/// The sections between the semicolons that are not part of a text.
fn sections(code: &str) -> impl Iterator<Item = &str> {
    let (mut quoted, mut escaped) = (false, false);
    code.split(move |character| {
        if std::mem::take(&mut escaped) {
            return false;
        }
        match character {
            '"' => quoted = !quoted,
            '\\' | '_' | '*' if !quoted => escaped = true,
            ';' if !quoted => return true,
            _ => {}
        }
        false
    })
}

/// What was last seen of a day or a time: an `m` means minutes beside hours and seconds.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum Last {
    #[default]
    Nothing,
    Hour,
    /// An `m` that is a month unless a second follows.
    EitherM,
}

#[derive(Default)]
struct Section {
    day: bool,
    time: bool,
    elapsed: bool,
    /// Places for digits: beside them only parts of a second are meant by letters.
    digits: bool,
    last: Last,
}

impl Section {
    /// How a section shows a number, and whether it does so only under a condition.
    fn read(section: &str) -> (Shows, bool) {
        let (mut read, mut conditional, mut rest) = (Self::default(), false, section);
        while let Some(first) = rest.chars().next() {
            let after = rest.get(first.len_utf8()..).unwrap_or_default();
            rest = match first {
                '"' => after.split_once('"').map_or("", |(_, after)| after),
                '\\' | '_' | '*' => after.char_indices().nth(1).and_then(|(at, _)| after.get(at..)).unwrap_or(""),
                '[' => {
                    let (inside, after) = after.split_once(']').unwrap_or((after, ""));
                    conditional |= inside.starts_with(['<', '>', '=']);
                    read.elapsed |= is_elapsed(inside);
                    after
                }
                _ => word(rest).or_else(|| exponent(rest)).unwrap_or_else(|| {
                    let run = rest.chars().take_while(|c| c.eq_ignore_ascii_case(&first)).map(char::len_utf8).sum();
                    read.letters(first, run);
                    rest.get(run..).unwrap_or_default()
                }),
            };
        }
        (read.shows(), conditional)
    }

    fn letters(&mut self, letter: char, count: usize) {
        match letter.to_ascii_lowercase() {
            'y' | 'd' | 'e' | 'g' => self.day = true,
            // 星期二: three or four of them name the day of the week.
            'a' if count >= 3 => self.day = true,
            // Years of the Buddhist era.
            'b' if count >= 2 => self.day = true,
            'm' if count >= 3 => self.day = true,
            'm' if self.last == Last::Hour => self.last = Last::Nothing,
            'm' => {
                self.month_is_settled();
                self.last = Last::EitherM;
            }
            'h' => {
                self.month_is_settled();
                (self.time, self.last) = (true, Last::Hour);
            }
            's' => (self.time, self.last) = (true, Last::Nothing),
            '0' | '#' | '?' => self.digits = true,
            _ => {}
        }
    }

    /// No second followed the last `m`, so it was a month.
    fn month_is_settled(&mut self) {
        self.day |= self.last == Last::EitherM;
    }

    fn shows(mut self) -> Shows {
        self.month_is_settled();
        match self {
            Self { elapsed: true, .. } => Shows::Elapsed,
            Self { digits: true, time: false, .. } => Shows::Number,
            Self { day: true, .. } => Shows::Day,
            Self { time: true, .. } => Shows::Time,
            _ => Shows::Number,
        }
    }
}

/// What comes after a word that is none of the letters: the General format, or before and after noon.
fn word(rest: &str) -> Option<&str> {
    const WORDS: [&str; 5] = ["general", "g/通用格式", "am/pm", "a/p", "上午/下午"];
    WORDS.iter().find_map(|word| {
        let start = rest.get(..word.len())?;
        start.eq_ignore_ascii_case(word).then(|| rest.get(word.len()..))?
    })
}

/// What comes after the exponent of 0.00E+00, whose E is no year.
fn exponent(rest: &str) -> Option<&str> {
    rest.strip_prefix(['e', 'E'])?.strip_prefix(['+', '-'])
}

/// `[h]`, `[mm]`, `[s]`; anything else in brackets is a colour, a condition or a locale.
fn is_elapsed(inside: &str) -> bool {
    let mut letters = inside.chars().map(|letter| letter.to_ascii_lowercase());
    let first = letters.next();
    matches!(first, Some('h' | 'm' | 's')) && letters.all(|letter| Some(letter) == first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn days_are_told_from_what_shows_them() {
        let days = [
            "yyyy-mm-dd",
            "yyyy/m/d;@",
            "[$-804]yyyy\"年\"m\"月\"d\"日\";@",
            "yyyy年m月d日",
            "m\"月\"d\"日\"",
            "mmm-yy",
            "m",
            "[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\";@",
            "[Red][<40000]0;[>=40000]yyyy-m-d",
            "[$-804]aaaa;@",
            "e/m/d",
            "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy",
            "yyyy-m-d h:mm AM/PM",
            "d.m.yyyy hh:mm:ss.000",
            "[$-404]ggge\"年\"m\"月\"",
            "h:mm m/d",
            "[ENG][$-409]mmmm\\-yy;@",
            "yyyy\\-mm\\-dd",
            "YYYY/MM/DD",
            "[Color 5]d",
            "mm-dd;0",
        ];
        for code in days {
            assert_eq!(custom(code), Shows::Day, "{code}");
        }
    }

    #[test]
    fn times_and_spans_are_no_days() {
        for code in
            ["h:mm", "mm:ss", "hh:mm:ss.00", "上午/下午h\"时\"mm\"分\"", "[$-804]AM/PM h:mm", "h A/P", "mm:ss.0;@", "s"]
        {
            assert_eq!(custom(code), Shows::Time, "{code}");
        }
        for code in ["[h]:mm:ss", "[mm]:ss", "[SS]", "d [hh]:mm"] {
            assert_eq!(custom(code), Shows::Elapsed, "{code}");
        }
    }

    #[test]
    fn numbers_stay_numbers_whatever_is_written_beside_them() {
        let numbers = [
            "General",
            "G/通用格式",
            "0.00E+00",
            "##0.0E-0",
            "#,##0.00_);[Red](#,##0.00)",
            "0\"days\"",
            "0\\d",
            "_d0",
            "*y0",
            "@",
            "\"yyyy\"0",
            "[Red]0",
            "[$¥-804]#,##0.00",
            "[DBNum2]G/通用格式",
            "0%",
            "# ?/?",
            "",
            ";;;",
            "0;yyyy",
            "\"",
            "\\",
            "[",
            "General\" 岁\"",
            "\"第\"0\"栋\"",
            "[>100]0;[Red]0.0",
            "[DBNum1][$-804]General",
        ];
        for code in numbers {
            assert_eq!(custom(code), Shows::Number, "{code}");
        }
    }

    #[test]
    fn built_in_formats_are_those_of_chinese_excel() {
        let days: Vec<u32> = (0..200).filter(|id| built_in(*id) == Shows::Day).collect();
        assert_eq!(days, [14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58], "days");
        let times: Vec<u32> = (0..200).filter(|id| built_in(*id) == Shows::Time).collect();
        assert_eq!(times, [18, 19, 20, 21, 32, 33, 34, 35, 45, 47, 55, 56], "times of day");
        assert_eq!(built_in(46), Shows::Elapsed, "[h]:mm:ss");
    }

    proptest! {
        #[test]
        fn no_format_panics(code in "[ymdhs0#;\"\\\\_*\\[\\]上年@eEgG+\\-<>a/pP]{0,24}") {
            let _ = custom(&code);
        }
    }
}
