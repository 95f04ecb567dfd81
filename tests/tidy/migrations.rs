//! Migrations are only ever added: a file in the field was made by the ones it has.

use louce_tests::repository::{self, git};

use crate::assert_none;

const FOLDER: &str = "crates/store/migrations";

#[test]
fn released_migrations_do_not_change() {
    let tags = git(&["tag", "--list", "v*", "--sort=-creatordate"]).expect("tags of this checkout");
    let Some(release) = tags.lines().next() else {
        println!("skipped: nothing has been released yet");
        return;
    };
    let changes = git(&["diff", "--name-status", release, "--", FOLDER]).expect("changes since the release");
    let breaches: Vec<_> = changes.lines().filter(|line| !line.starts_with('A')).collect();
    assert_none(&breaches, "registers made by a release were migrated with these; add a new migration instead:");
}

#[test]
fn migrations_are_named_by_date_and_order() {
    let paths = repository::paths().expect("files of this checkout");
    let files = paths.iter().filter_map(|path| path.strip_prefix(FOLDER)).map(|name| name.trim_start_matches('/'));
    let misnamed = files.filter(|name| name.ends_with(".sql") && !starts_with_a_date(name));
    assert_none(&misnamed.collect::<Vec<_>>(), "migrations are called YYYYMMDD… or YYYY-MM-DD…, so that they sort:");
}

fn starts_with_a_date(name: &str) -> bool {
    let digits: String = name.chars().filter(|letter| *letter != '-').take(8).collect();
    digits.len() == 8 && digits.chars().all(|letter| letter.is_ascii_digit()) && digits.starts_with("20")
}
