//! Small values: yes and no, numbers with units, words for codes.

use louce_domain::organisation::OrganisationKind;
use louce_domain::population_class::PopulationClass;
use unicode_normalization::UnicodeNormalization;

/// NFKC without blanks.
pub(crate) fn plain(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace()).collect()
}

/// Yes or no, in the ways ledgers write it; a circle says neither.
pub(crate) fn flag(text: &str) -> Option<bool> {
    match plain(text).to_lowercase().as_str() {
        "是" | "有" | "√" | "✓" | "✔" | "☑" | "1" | "y" | "yes" | "true" | "对" | "已" | "已签" | "已签订" => {
            Some(true)
        }
        "否" | "无" | "×" | "✗" | "✘" | "x" | "0" | "n" | "no" | "false" | "未" | "没有" | "不" | "未签" | "未签订" => {
            Some(false)
        }
        _ => None,
    }
}

/// The number that a text begins with: 33.5 of "33.5㎡", 2500 of "2500元/月".
pub(crate) fn leading_number(text: &str) -> Option<f64> {
    let digits: String = text.chars().filter(|c| *c != ',').take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    digits.trim_end_matches('.').parse().ok()
}

/// A population class, as ledgers name it.
pub(crate) fn class(text: &str) -> Option<PopulationClass> {
    let word = plain(text);
    let word = word.trim_end_matches("人口").trim_end_matches("人员");
    Some(match word {
        "常住" | "户籍" | "本地户籍" | "户籍常住" | "本地" => PopulationClass::Resident,
        "流动" | "暂住" | "外来" | "流动(暂住)" | "租住" => PopulationClass::Floating,
        "寄住" => PopulationClass::Lodger,
        "境外" | "外籍" | "港澳台" => PopulationClass::Foreign,
        "未落户" | "未落常住户口" => PopulationClass::Unregistered,
        _ => return None,
    })
}

/// A kind of organisation, as ledgers name it.
pub(crate) fn organisation_kind(text: &str) -> Option<OrganisationKind> {
    let word = plain(text);
    if let Ok(kind) = word.parse() {
        return Some(kind);
    }
    Some(match word.as_str() {
        "内资" | "企业" | "有限公司" | "有限责任公司" | "国有企业" | "私营企业" | "民营企业" => {
            OrganisationKind::Domestic
        }
        "外资" | "合资" | "外商投资企业" | "港澳台资企业" => OrganisationKind::Foreign,
        "个体" | "个体户" | "个体经营" | "个体经营户" => OrganisationKind::SoleTrader,
        "合作社" | "农民合作社" => OrganisationKind::Cooperative,
        "社团" => OrganisationKind::SocialGroup,
        "民非" | "民办非企业" => OrganisationKind::PrivateNonEnterprise,
        "其他" | "其它" => OrganisationKind::Other,
        _ => return None,
    })
}

/// Whether a name is a firm's or institution's, by its last word.
pub(crate) fn is_organisation_name(name: &str) -> bool {
    const LAST_WORDS: &[&str] = &[
        "公司",
        "中心",
        "合作社",
        "厂",
        "集团",
        "居委会",
        "村委会",
        "委员会",
        "银行",
        "学校",
        "医院",
        "街道办事处",
        "经营部",
        "事务所",
        "社区",
        "酒店",
        "宾馆",
        "商店",
        "超市",
        "联合社",
        "管理处",
        "物业",
        "单位",
    ];
    name.chars().count() >= 3 && LAST_WORDS.iter().any(|word| name.ends_with(word))
}

/// How many flats a floor of a unit has: a number, or "一梯两户".
pub(crate) fn flats_per_floor(text: &str) -> Option<u32> {
    let word = plain(text);
    if let Some(number) = leading_number(&word) {
        return format!("{number:.0}").parse().ok();
    }
    let flats = word.split_once('梯').map_or(word.as_str(), |(_, flats)| flats).trim_end_matches('户');
    let flats = flats.replace('两', "二");
    louce_domain::numeral::chinese_number(&flats).unwrap_or(flats).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_words_say_yes_no_or_nothing() {
        let read = ["√", "是", "×", "无", "○", "", "ｙ"].map(flag);
        assert_eq!(
            read,
            [Some(true), Some(true), Some(false), Some(false), None, None, Some(true)],
            "a circle is not explained anywhere"
        );
    }

    #[test]
    fn flats_are_counted_in_words_too() {
        assert_eq!(
            ["2", "一梯两户", "两户", "4户", "若干"].map(flats_per_floor),
            [Some(2), Some(2), Some(2), Some(4), None],
            "as clerks write it"
        );
    }
}
