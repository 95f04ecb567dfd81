//! How doubtful values are read, as the questions about them are answered.

use super::Answers;

/// What the number 1980.1 stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OneOfTwelve {
    /// January or October: the month stays open.
    Open,
    /// This month.
    Month(u8),
}

/// How doubtful values of a sheet are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Rules {
    /// The last year a two-digit year can mean.
    pub(crate) latest_year: i16,
    /// Whether two-digit years are completed at all.
    pub(crate) completes_years: bool,
    /// 1980.1
    pub(crate) month: OneOfTwelve,
    /// What a circle in a column of yes and no says.
    pub(crate) circle: Option<bool>,
    /// Whether 0 in a column of sexes is 女.
    pub(crate) zero_is_female: bool,
    /// Whether a closed record of another system is an ended stay.
    pub(crate) closed_ends: bool,
}

impl Rules {
    /// The rules that answers make.
    pub(super) fn of(answers: &Answers, latest_year: i16) -> Self {
        let holds = |code: &str| answers.hold(code, None).0;
        Self {
            latest_year,
            completes_years: holds("two_digit_years") != "unknown",
            month: match holds("ambiguous_dates") {
                "january" => OneOfTwelve::Month(1),
                "october" => OneOfTwelve::Month(10),
                _ => OneOfTwelve::Open,
            },
            circle: match holds("tick_marks") {
                "yes" => Some(true),
                "no" => Some(false),
                _ => None,
            },
            zero_is_female: holds("sex_zero") == "female",
            closed_ends: holds("status_values") != "nothing",
        }
    }
}
