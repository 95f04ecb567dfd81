//! Sizes and names of files and types.

use anyhow::Result;
use louce_tests::repository::{self, SourceFile};

use crate::assert_none;

/// No file is longer; most are a fifth of it.
const LONGEST_FILE: usize = 800;
/// What a name ends in when nobody decided what the thing is.
const VAGUE_ENDINGS: &[&str] = &["Manager", "Service", "Helper", "Helpers", "Util", "Utils", "Processor"];
/// Modules with such a name collect whatever has no home.
const VAGUE_MODULES: &[&str] = &["common", "utils", "util", "helpers", "helper", "misc"];
/// Written by a program: as long as what they are made from.
const GENERATED: &[&str] = &["frontend/src/bindings/", "crates/store/schema.sql"];
/// Written by hand.
const CODE: &[&str] = &["rs", "ts", "mjs", "svelte", "css", "sql"];

fn code() -> Result<Vec<SourceFile>> {
    let mut files = repository::sources(CODE)?;
    files.retain(|file| !GENERATED.iter().any(|made| file.path.starts_with(made)));
    Ok(files)
}

#[test]
fn no_file_is_longer_than_800_lines() {
    let lines = |file: &SourceFile| file.text.lines().count();
    let long = code().expect("files of this checkout").into_iter().filter(|file| lines(file) > LONGEST_FILE);
    let breaches: Vec<_> = long.map(|file| format!("{}: {} lines", file.path, lines(&file))).collect();
    assert_none(&breaches, "a file this long holds more than one thing; cut it where its parts differ:");
}

#[test]
fn types_are_named_after_what_they_are() {
    let mut breaches = Vec::new();
    for file in code().expect("files of this checkout").iter().filter(|file| file.path.ends_with(".rs")) {
        for line in file.text.lines() {
            if let Some(name) = declared_type(line)
                && VAGUE_ENDINGS.iter().any(|ending| name.ends_with(ending))
            {
                breaches.push(format!("{}: {name}", file.path));
            }
        }
    }
    assert_none(&breaches, "a type's name says nothing about what it is:");
}

#[test]
fn modules_are_named_after_what_they_hold() {
    let names_nothing = |path: &&String| {
        let parts = path.split('/').map(|part| part.split('.').next().unwrap_or(part));
        parts.into_iter().any(|part| VAGUE_MODULES.contains(&part))
    };
    let paths = repository::paths().expect("files of this checkout");
    let breaches: Vec<_> = paths.iter().filter(names_nothing).collect();
    assert_none(&breaches, "such a module collects whatever has no home:");
}

/// The name in a line that declares a struct, an enum or a trait.
fn declared_type(line: &str) -> Option<&str> {
    let words =
        line.split([' ', '<', '(', '{', ';', ':']).skip_while(|word| word.is_empty() || word.starts_with("pub"));
    let mut words =
        words.skip_while(|word| word.starts_with("crate)") || word.starts_with("super)") || word.is_empty());
    matches!(words.next()?, "struct" | "enum" | "trait").then(|| words.next()).flatten()
}

#[test]
fn declared_types_are_recognised() {
    assert_eq!(declared_type("pub struct RoomHelper<'a> {"), Some("RoomHelper"), "public and generic");
    assert_eq!(declared_type("    pub(crate) enum Outcome {"), Some("Outcome"), "with a narrower visibility");
    assert_eq!(declared_type("trait Host: Send {"), Some("Host"), "with bounds");
    assert_eq!(declared_type("let service = 1;"), None, "a variable is no type");
}
