//! Sex (性别), GB/T 2261.1.

use crate::code_list::code_list;

code_list! {
    /// Sex as GB/T 2261.1 codes it. Ledgers also write M/F and 1/2, which [`Sex::read`] takes.
    Sex, default Unknown {
        /// 未知的性别
        Unknown = "0", "未知", "Unknown";
        /// 男
        Male = "1", "男", "Male";
        /// 女
        Female = "2", "女", "Female";
        /// 未说明的性别
        NotStated = "9", "未说明", "Not stated";
    }
}

impl Sex {
    /// Reads what a ledger writes: 男/女, 男性/女性, M/F, 1/2. A bare 0 stays [`Sex::Unknown`] as the standard has it,
    /// although some exports mean 女 by it. `None` when the cell says nothing.
    pub fn read(raw: &str) -> Option<Self> {
        match crate::numeral::half_width(raw).trim() {
            "男" | "男性" | "M" | "m" | "1" => Some(Self::Male),
            "女" | "女性" | "F" | "f" | "2" => Some(Self::Female),
            "未知" | "不详" | "0" => Some(Self::Unknown),
            "未说明" | "9" => Some(Self::NotStated),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Sex;

    #[test]
    fn ledger_spellings_are_read() {
        assert_eq!(Sex::read(" 男 "), Some(Sex::Male), "spaces around the word do not matter");
        assert_eq!(Sex::read("Ｆ"), Some(Sex::Female), "full-width letters are letters");
        assert_eq!(Sex::read("0"), Some(Sex::Unknown), "GB/T 2261.1: 0 is unknown, not 女");
        assert_eq!(Sex::read("汉族"), None, "another column's word is not a sex");
    }
}
