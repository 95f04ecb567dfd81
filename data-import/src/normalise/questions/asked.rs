//! The questions a sheet may raise, with the answers each takes; the first holds where nobody says otherwise.

use crate::proposal::AnswerOption;

/// A question.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Asked {
    /// Code; of colours the part before the colon.
    pub(super) code: &'static str,
    /// In Chinese.
    pub(super) ask: &'static str,
    /// Code, Chinese, English.
    answers: &'static [(&'static str, &'static str, &'static str)],
}

impl Asked {
    /// The question of a code.
    pub(super) fn of(code: &str) -> Option<&'static Self> {
        let code = code.split_once(':').map_or(code, |(code, _)| code);
        ALL.iter().find(|asked| asked.code == code)
    }

    /// The code of an answer, if the question takes it.
    pub(super) fn takes(&self, answer: &str) -> Option<&'static str> {
        self.answers.iter().find(|(code, ..)| *code == answer).map(|(code, ..)| *code)
    }

    /// What holds without an answer.
    pub(super) fn default(&self) -> &'static str {
        self.answers.first().map_or("", |(code, ..)| code)
    }

    pub(super) fn options(&self) -> Vec<AnswerOption> {
        let option = |(code, zh, en): &(&str, &str, &str)| AnswerOption {
            code: (*code).to_owned(),
            zh: (*zh).to_owned(),
            en: (*en).to_owned(),
        };
        self.answers.iter().map(option).collect()
    }
}

const MOVED_OUT: (&str, &str, &str) = ("moved_out", "已搬走，结束居住登记", "Moved out: the stay ends");
const NOTHING: (&str, &str, &str) = ("nothing", "没有特别含义，照常导入", "Nothing: import as usual");
const SKIP: (&str, &str, &str) = ("skip", "不导入这些行", "Leave these rows out");

/// Every question.
const ALL: &[Asked] = &[
    Asked {
        code: "strike_through", ask: "划线的行表示什么？例如：已搬走。", answers: &[MOVED_OUT, NOTHING, SKIP]
    },
    // A colour is as often a stripe or a reminder as it is a moving out: nothing is done for it unasked.
    Asked {
        code: "fill_colour", ask: "涂有颜色的行表示什么？例如：已搬走。", answers: &[NOTHING, MOVED_OUT, SKIP]
    },
    Asked {
        code: "hidden_rows",
        ask: "有隐藏的行，是否一并导入？",
        answers: &[("import", "一并导入", "Import them too"), SKIP],
    },
    Asked {
        code: "tick_marks",
        ask: "“○”等记号表示是还是否？",
        answers: &[
            ("unknown", "说不清，留空", "Cannot be said: leave open"),
            ("yes", "表示是", "Yes"),
            ("no", "表示否", "No"),
        ],
    },
    Asked {
        code: "status_values",
        ask: "状态为“注销”“迁出”等的记录按已结束处理，是否正确？",
        answers: &[
            ("ended", "按已结束处理", "They have ended"),
            ("nothing", "仍按在住导入", "Import them as living there"),
        ],
    },
    Asked {
        code: "ambiguous_dates",
        ask: "“1980.1”在表格中与“1980.10”是同一个数，月份按什么理解？",
        answers: &[
            ("month_unknown", "只取年份，月份待核", "Take the year, leave the month open"),
            ("january", "都是1月", "January"),
            ("october", "都是10月", "October"),
        ],
    },
    Asked {
        code: "two_digit_years",
        ask: "年份只写了两位，按什么理解？",
        answers: &[
            ("latest", "按最近的可能年份", "The latest year it can mean"),
            ("unknown", "不取，待核", "Leave the date open"),
        ],
    },
    Asked {
        code: "sex_zero",
        ask: "性别栏中的“0”表示什么？国家标准中0为未知，有的模板用0表示女。",
        answers: &[("unknown", "未知", "Not known"), ("female", "女", "Female")],
    },
    Asked {
        code: "sheet_as_building",
        ask: "工作表名称看起来是楼栋或小区，是否作为地址的一部分？",
        answers: &[
            ("yes", "是，补入没有写明的地址", "Yes: it completes addresses"),
            ("no", "否，与地址无关", "No: it is no part of the address"),
        ],
    },
    // DESIGN §3 lets no such fact in; a word may also be harmless, and then the user may keep the cell: in this file
    // only, see `is_remembered`.
    Asked {
        code: "remark_sensitive",
        ask: "有的单元格写有不予登记的内容（信仰、健康、违法记录等），如何处理？",
        answers: &[
            ("leave_out", "不读取这些单元格", "Leave these cells out"),
            ("keep", "已核对，与此无关，照常读取", "Checked, harmless: read them"),
        ],
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_question_has_an_answer_that_holds() {
        for asked in ALL {
            assert_eq!(Asked::of(asked.code), Some(asked), "{} stands once", asked.code);
            assert!(asked.takes(asked.default()).is_some(), "{}: the first holds", asked.code);
            assert!(asked.options().len() >= 2, "{}: there is something to choose", asked.code);
            assert!(asked.options().iter().all(|option| !option.zh.is_empty() && !option.en.is_empty()), "in words");
        }
        assert_eq!(Asked::of("fill_colour:FFFF00").map(|asked| asked.code), Some("fill_colour"), "one for all colours");
    }
}
