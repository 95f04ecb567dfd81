//! One door between screen and program: one command on one side, one caller on the other.

use louce_tests::repository;

use crate::assert_none;

/// The only file of the front end that may call the program.
const CALLER: &str = "frontend/src/backend.ts";

#[test]
fn only_the_backend_module_invokes() {
    let files = repository::sources(&["ts", "svelte", "mjs", "js"]).expect("files of this checkout");
    let knocks = |text: &str| text.contains("@tauri-apps/api/core") || text.contains("__TAURI") || calls_invoke(text);
    let front_end = files.iter().filter(|file| file.path.starts_with("frontend/src/") && file.path != CALLER);
    let breaches: Vec<_> = front_end.filter(|file| knocks(&file.text)).map(|file| &file.path).collect();
    assert_none(&breaches, "these call the program past frontend/src/backend.ts:");
}

#[test]
fn the_window_has_exactly_one_command() {
    let files = repository::sources(&["rs"]).expect("files of this checkout");
    let desktop = files.iter().filter(|file| file.path.starts_with("src-tauri/"));
    let count: usize = desktop.map(|file| file.text.matches("#[tauri::command").count()).sum();
    assert!(count <= 1, "{count} commands: requests are types of louce-wire that go through the one `rpc`");
}

/// The files that may write to a disk in the crates that serve a user: the one writer of what leaves, two small files of
/// the user's own, and the ledgers that a bench invents.
const WRITERS: &[&str] = &[
    "crates/app/src/save/beside.rs",
    "crates/app/src/preferences.rs",
    "crates/app/src/recent.rs",
    "crates/cli/src/command/bench/ledger.rs",
];

#[test]
fn what_leaves_is_written_at_one_place() {
    let files = repository::sources(&["rs"]).expect("files of this checkout");
    let serves =
        |path: &str| ["crates/app/src/", "crates/cli/src/", "src-tauri/src/"].iter().any(|at| path.starts_with(at));
    let writes = |text: &str| {
        let program = text.split("#[cfg(test)]").next().unwrap_or_default();
        let calls = ["File::create", "fs::write", "fs::copy", "fs::rename", "OpenOptions"];
        calls.iter().any(|call| program.contains(call))
    };
    let others = files.iter().filter(|file| serves(&file.path) && !WRITERS.contains(&file.path.as_str()));
    let breaches: Vec<_> = others.filter(|file| writes(&file.text)).map(|file| &file.path).collect();
    assert_none(&breaches, "these write files past crates/app/src/save.rs, which guards the register:");
    assert!(
        WRITERS.iter().all(|path| repository::read(path).is_some_and(|text| writes(&text))),
        "each of them does write"
    );
}

/// `invoke(` or `invoke<…>(` as a word of its own.
fn calls_invoke(text: &str) -> bool {
    text.match_indices("invoke").any(|(at, word)| {
        let (before, after) = (text.get(..at).unwrap_or(""), text.get(at + word.len()..).unwrap_or(""));
        !before.ends_with(|letter: char| letter.is_alphanumeric() || letter == '_') && after.starts_with(['(', '<'])
    })
}

#[test]
fn a_call_of_invoke_is_recognised() {
    assert!(calls_invoke("await invoke<Reply>('rpc')"), "with a type");
    assert!(calls_invoke("window.invoke('rpc')"), "on an object");
    assert!(!calls_invoke("reinvoke()"), "another word");
    assert!(!calls_invoke("// invokes nothing"), "prose");
}
