//! Which entries of `Cargo.lock` one crate depends on: the viewer need not be rebuilt when some other crate moves.

use std::collections::{BTreeMap, BTreeSet};

/// The lock entries reachable from a package, in a fixed order.
pub fn entries_below(lock: &str, package: &str) -> Vec<String> {
    let mut by_name: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for entry in lock.split("[[package]]").skip(1) {
        if let Some(name) = quoted_after(entry, "name = ") {
            by_name.entry(name).or_default().push(entry);
        }
    }
    let mut reached = BTreeSet::new();
    let mut waiting = vec![package];
    while let Some(name) = waiting.pop() {
        for entry in by_name.get(name).into_iter().flatten() {
            if reached.insert(*entry) {
                waiting.extend(dependencies(entry));
            }
        }
    }
    reached.into_iter().map(str::to_owned).collect()
}

fn quoted_after<'a>(entry: &'a str, key: &str) -> Option<&'a str> {
    let value = entry.lines().find_map(|line| line.strip_prefix(key))?;
    Some(value.trim_matches('"'))
}

/// Names only: where two versions of a crate exist, both count.
fn dependencies(entry: &str) -> impl Iterator<Item = &str> {
    let lines = entry.lines().skip_while(|line| !line.starts_with("dependencies")).skip(1);
    lines.take_while(|line| !line.starts_with(']')).filter_map(|line| {
        let text = line.trim().trim_matches(['"', ',']);
        text.split(' ').next()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = "version = 4\n\n\
        [[package]]\nname = \"louce-viewer\"\nversion = \"0.1.0\"\ndependencies = [\n \"glow\",\n \"log 0.4.2\",\n]\n\n\
        [[package]]\nname = \"glow\"\nversion = \"0.17.0\"\n\n\
        [[package]]\nname = \"log\"\nversion = \"0.4.2\"\n\n\
        [[package]]\nname = \"tauri\"\nversion = \"2.12.5\"\n";

    #[test]
    fn only_what_the_package_reaches_counts() {
        let entries = entries_below(LOCK, "louce-viewer").join("");
        assert!(entries.contains("name = \"glow\""), "a direct dependency");
        assert!(entries.contains("name = \"log\""), "also when its version is spelled out");
        assert!(!entries.contains("tauri"), "another crate's dependency does not rebuild the viewer");
    }
}
