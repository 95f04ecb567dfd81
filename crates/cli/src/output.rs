//! What a command says: one JSON document (or JSON lines for lists) with `--json`, words otherwise.

use crate::language::Language;
use louce_wire::{ErrorCode, RpcError};
use serde::Serialize;
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
        writeln!(out, "{}", text.trim_end_matches('\n')).map_err(|error| unheard(&error))
    }

    /// Says why a command failed, on standard error.
    pub fn fail(&self, error: &RpcError) {
        let text = if self.json {
            serde_json::to_string(&serde_json::json!({ "error": error })).unwrap_or_default()
        } else {
            format!("louce: {}", self.say(&error.zh, &error.en))
        };
        // Nowhere is left to say that standard error is gone.
        let _unheard = writeln!(io::stderr().lock(), "{text}");
    }
}
