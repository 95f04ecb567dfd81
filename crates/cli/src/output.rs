//! What a command says: one JSON document (or JSON lines for lists) with `--json`, words otherwise.

use crate::language::Language;
use louce_wire::{ErrorCode, RpcError};
use serde::Serialize;
use std::borrow::Cow;
use std::io::{self, Write};

/// Where a command speaks, and how.
#[derive(Debug, Clone, Copy)]
pub struct Output {
    /// Whether scripts listen.
    pub json: bool,
    /// The language of words.
    pub language: Language,
}

/// Standard output is gone or full.
fn unheard(error: &io::Error) -> RpcError {
    RpcError::new(
        ErrorCode::Internal,
        format!("无法写到标准输出：{error}。请检查管道或磁盘空间。"),
        format!("Cannot write to standard output: {error}. Check the pipe or the disk space."),
    )
}

impl Output {
    /// Picks the words.
    pub const fn say<'a>(&self, zh: &'a str, en: &'a str) -> &'a str {
        self.language.say(zh, en)
    }

    /// Says one thing: a document for scripts, words for people.
    pub fn tell<T: Serialize>(&self, document: &T, words: impl FnOnce() -> String) -> Result<(), RpcError> {
        let text =
            if self.json { serde_json::to_string(document).map_err(|error| unheard(&error.into()))? } else { words() };
        self.line(&text)
    }

    /// Says a list: one JSON line for each entry, or words.
    pub fn tell_list<T: Serialize>(&self, entries: &[T], words: impl FnOnce() -> String) -> Result<(), RpcError> {
        if !self.json {
            return self.line(&words());
        }
        entries.iter().try_for_each(|entry| self.tell(entry, String::new))
    }

    fn line(&self, text: &str) -> Result<(), RpcError> {
        let mut out = io::stdout().lock();
        writeln!(out, "{}", harmless(text.trim_end_matches('\n'))).map_err(|error| unheard(&error))
    }

    /// Says why a command failed, on standard error.
    pub fn fail(&self, error: &RpcError) {
        let text = if self.json {
            serde_json::to_string(&serde_json::json!({ "error": error })).unwrap_or_default()
        } else {
            format!("louce: {}", self.say(&error.zh, &error.en))
        };
        // Nowhere is left to say that standard error is gone.
        let _unheard = writeln!(io::stderr().lock(), "{}", harmless(&text));
    }
}

/// The text with every character escaped that a terminal would obey or that turns the direction of what follows: records are
/// written by others. The escape is JSON's own, so that a document stays what it is.
fn harmless(text: &str) -> Cow<'_, str> {
    let is_obeyed = |c: char| {
        (c.is_control() && !matches!(c, '\n' | '\t'))
            || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    if !text.contains(is_obeyed) {
        return Cow::Borrowed(text);
    }
    let escaped = |c: char| if is_obeyed(c) { format!("\\u{:04x}", u32::from(c)) } else { c.to_string() };
    Cow::Owned(text.chars().map(escaped).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_written_out() {
        assert_eq!(
            harmless("3幢\u{1b}[2J\u{202e}\n次行\t尾"),
            "3幢\\u001b[2J\\u202e\n次行\t尾",
            "lines and columns stay"
        );
        let document = serde_json::json!({ "name": "a\u{9b}\u{202e}" }).to_string();
        let said: serde_json::Value = serde_json::from_str(&harmless(&document)).unwrap_or_default();
        assert_eq!(said["name"], "a\u{9b}\u{202e}", "a document says the same");
    }
}
