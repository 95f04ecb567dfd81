//! The names of rules: how a value came from its cell. Data, in rules.tsv.

use louce_wire::SourceRule;

const RULES: &str = include_str!("rules.tsv");

/// Code, Chinese, English of every rule.
fn all() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    RULES.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut parts = line.split('\t');
        Some((parts.next()?, parts.next()?, parts.next()?))
    })
}

/// A rule by its code; the code itself where it has no name, as in a register written by a newer program.
pub fn rule(code: &str) -> SourceRule {
    let named = all().find(|(known, ..)| *known == code);
    let (code, zh, en) = named.unwrap_or((code, code, code));
    SourceRule { code: code.to_owned(), zh: zh.to_owned(), en: en.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::provenance::sources;
    use louce_domain::citizen_id::CitizenIdState;
    use std::collections::HashSet;

    #[test]
    fn every_rule_has_one_name_in_both_languages() {
        let codes: Vec<_> = all().map(|(code, ..)| code).collect();
        assert_eq!(codes.iter().collect::<HashSet<_>>().len(), codes.len(), "no code twice");
        for (code, zh, en) in all() {
            let is_chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
            assert!(is_chinese(zh) && !is_chinese(en) && !en.is_empty(), "{code}: {zh} / {en}");
        }
        let lines = RULES.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(codes.len(), lines, "every line has three parts");
    }

    #[test]
    fn the_rules_of_sources_and_of_states_are_named() {
        let named: HashSet<_> = all().map(|(code, ..)| code).collect();
        let states = [CitizenIdState::PrecisionLost, CitizenIdState::FifteenDigit, CitizenIdState::BadChecksum];
        let used = sources::rules().chain(states.map(CitizenIdState::code));
        let unnamed: Vec<_> = used.filter(|code| !named.contains(code)).collect();
        assert!(unnamed.is_empty(), "without a name: {unnamed:?}");
    }
}
