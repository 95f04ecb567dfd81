//! The language of human output: Chinese where the locale is, else English. JSON is the same in both.

/// A language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Language {
    /// 中文
    Zh,
    /// English
    En,
}

impl Language {
    /// From `LC_ALL`, `LC_MESSAGES` or `LANG`, the first that is set.
    pub fn of_environment() -> Self {
        let named = ["LC_ALL", "LC_MESSAGES", "LANG"]
            .into_iter()
            .find_map(|name| std::env::var(name).ok().filter(|v| !v.is_empty()));
        if named.is_some_and(|locale| locale.starts_with("zh")) { Self::Zh } else { Self::En }
    }

    /// Picks the words.
    pub const fn say<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }

    /// The code reports take.
    pub const fn code(self) -> &'static str {
        self.say("zh", "en")
    }
}
