//! What classes are called on a picture: as on the page.

use louce_report::Language;
use louce_wire::ColourMode;

/// Code, Chinese, English. A class is `mode.code`; the same words as in the page's catalogue.
const WORDS: &str = include_str!("words.tsv");

fn word(code: &str, language: Language) -> Option<&'static str> {
    let mut columns = WORDS
        .lines()
        .map(|line| line.split('\t'))
        .find_map(|mut columns| (columns.next() == Some(code)).then_some(columns))?;
    let (chinese, english) = (columns.next()?, columns.next()?);
    Some(if language == Language::English { english } else { chinese })
}

/// The code of a mode, as sent.
pub(super) fn mode_code(mode: ColourMode) -> &'static str {
    match mode {
        ColourMode::State => "state",
        ColourMode::Occupancy => "occupancy",
        ColourMode::Verified => "verified",
        ColourMode::Findings => "findings",
        ColourMode::Tenancy => "tenancy",
        ColourMode::Plates => "plates",
        ColourMode::Organisations => "organisations",
    }
}

/// What a class is called; its code where the table has forgotten it.
pub(super) fn class_name(mode: ColourMode, code: &str, language: Language) -> &str {
    word(&format!("{}.{code}", mode_code(mode)), language).unwrap_or(code)
}

/// What is told by colour, and what is counted.
pub(super) fn heading(mode: ColourMode, per_building: bool, language: Language) -> String {
    let counted = if per_building { "buildings" } else { "rooms" };
    let words = [mode_code(mode), counted].map(|code| word(code, language).unwrap_or(code));
    words.join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn catalogue(file: &str) -> serde_json::Value {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../frontend/src/i18n").join(file);
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
    }

    /// The key of a word in the page's catalogue.
    fn key(code: &str) -> String {
        match code.split_once('.') {
            Some(("state", _)) => code.to_owned(),
            Some(_) => format!("colourClass.{code}"),
            None if code == "rooms" || code == "buildings" => format!("legend.{code}"),
            None => format!("colour.{code}"),
        }
    }

    #[test]
    fn a_picture_calls_classes_what_the_page_calls_them() {
        for (file, language) in [("zh-CN.json", Language::Chinese), ("en.json", Language::English)] {
            let page = catalogue(file);
            for code in WORDS.lines().filter_map(|line| line.split('\t').next()) {
                let said = page.get(key(code)).and_then(|text| text.as_str());
                assert_eq!(word(code, language), said, "{code} in {file}");
            }
        }
    }

    #[test]
    fn every_class_has_a_name() {
        let classes = |prefix: &'static str| {
            catalogue("zh-CN.json")
                .as_object()
                .map_or(0, |all| all.keys().filter(|key| key.starts_with(prefix)).count())
        };
        let named = WORDS.lines().filter(|line| line.split('\t').next().is_some_and(|code| code.contains('.'))).count();
        assert_eq!(named, classes("colourClass.") + 5, "those of the page, and the five states");
    }
}
