//! Nothing in the repository says on which machine it was written or where it was downloaded from.

use anyhow::Result;
use louce_tests::repository;

use crate::assert_none;

const TEXTS: &[&str] = &[
    "rs", "toml", "md", "ts", "mjs", "js", "svelte", "json", "css", "html", "sql", "yml", "yaml", "txt", "svg", "lock",
];
/// Paths of a machine, in two parts so that this file does not hold them itself.
const MACHINE_PATHS: &[(&str, &str)] =
    &[("/wo", "rk/"), ("/ro", "ot/"), ("/ho", "me/"), ("/Us", "ers/"), ("C:\\Us", "ers")];
/// The invented user of examples, whose home is on no machine.
const INVENTED_USER: &str = "officer/";
/// Hosts of package registries and their mirrors, likewise.
const REGISTRY_HOSTS: &[(&str, &str)] = &[
    ("registry.npm", "js.org"),
    ("npm", "mirror.com"),
    ("static.crates", ".io"),
    ("index.crates", ".io"),
    ("rs", "proxy.cn"),
    ("deb.debian", ".org"),
    ("tuna.tsing", "hua"),
    ("mirrors.", "ustc"),
    ("mirrors.ali", "yun"),
];

#[test]
fn no_machine_paths() {
    assert_none(
        &lines_with(MACHINE_PATHS).expect("files of this checkout"),
        "a path of one machine means nothing on another:",
    );
}

#[test]
fn no_registry_hosts() {
    assert_none(
        &lines_with(REGISTRY_HOSTS).expect("files of this checkout"),
        "where packages come from is each machine's own setting:",
    );
}

fn lines_with(needles: &[(&str, &str)]) -> Result<Vec<String>> {
    let needles: Vec<String> = needles.iter().map(|(one, two)| format!("{one}{two}")).collect();
    let mut found = Vec::new();
    for file in repository::sources(TEXTS)? {
        for (number, line) in file.text.lines().enumerate() {
            if needles.iter().any(|needle| names(line, needle)) {
                found.push(format!("{}:{}: {}", file.path, number + 1, line.trim()));
            }
        }
    }
    Ok(found)
}

/// The line holds it, and a path not merely as the end of a longer word or URL.
fn names(line: &str, needle: &str) -> bool {
    let inside_a_word =
        |before: &str| before.ends_with(|letter: char| letter.is_alphanumeric() || "._-)}".contains(letter));
    line.match_indices(needle).any(|(at, _)| {
        let before = line.get(..at).unwrap_or("");
        let after = line.get(at + needle.len()..).unwrap_or("");
        !needle.starts_with('/') || !(inside_a_word(before) || after.starts_with(INVENTED_USER))
    })
}

#[test]
fn a_path_of_a_machine_is_told_from_a_part_of_another() {
    assert!(names("see /srv/zhang/x", "/srv/"), "an absolute path");
    assert!(!names("https://example.com/srv/x", "/srv/"), "a part of a URL");
    assert!(!names("/srv/officer/a.louce", "/srv/"), "the home of an invented user");
    assert!(!names("target/srv/x", "/srv/"), "a part of a relative path");
}
