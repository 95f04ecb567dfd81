//! Dependencies point one way: the table of crates/ARCHITECTURE.md, by crate name.

use louce_tests::dependencies::Dependencies;
use louce_tests::repository;

use crate::assert_none;

/// One row: a crate of ours, what it must not be built with, and why. A name that ends in `*` is a prefix.
struct Wall {
    of: &'static str,
    keeps_out: &'static [&'static str],
    because: &'static str,
}

const WALLS: &[Wall] = &[
    Wall {
        of: "louce-domain",
        keeps_out: &["louce-*", "rusqlite", "tokio", "tauri"],
        because: "the rules outlive storage and screen",
    },
    Wall { of: "louce-seal", keeps_out: &["louce-*"], because: "it can be audited alone" },
    Wall {
        of: "louce-sync",
        keeps_out: &["louce-store", "rusqlite", "postgres*", "tokio-postgres", "sqlx*"],
        because: "merge laws are tested without a database",
    },
    Wall {
        of: "louce-store",
        keeps_out: &["louce-app", "louce-wire", "tauri", "postgres*", "tokio-postgres", "sqlx*"],
        because: "it keeps one file and knows neither screen nor network",
    },
    Wall {
        of: "louce-import",
        keeps_out: &["louce-store", "louce-sync", "rusqlite"],
        because: "a file proposes, it never writes",
    },
    Wall { of: "louce-scene", keeps_out: &["louce-*", "three-d"], because: "it is tested natively in milliseconds" },
    Wall {
        of: "louce-viewer",
        keeps_out: &["louce-domain", "louce-store"],
        because: "no resident's name can enter the wasm: it gets shapes, states and opaque ids",
    },
    Wall {
        of: "louce-wire",
        keeps_out: &["louce-*", "tauri"],
        because: "screen types change without touching stored ones",
    },
    Wall {
        of: "louce-picture",
        keeps_out: &["louce-domain", "louce-store", "louce-wire", "three-d", "tauri"],
        because: "a picture is drawn from shapes, states and opaque ids, without a graphics driver",
    },
    Wall {
        of: "louce-report",
        keeps_out: &["louce-store", "louce-picture", "louce-scene", "rusqlite", "tauri"],
        because: "a report is laid out from figures and a picture that were handed to it",
    },
    Wall {
        of: "louce-app",
        keeps_out: &["louce-hub-postgres", "louce-viewer", "three-d", "tauri"],
        because: "it runs under a test host",
    },
    Wall { of: "louce-cli", keeps_out: &["tauri", "three-d"], because: "it runs where there is no screen" },
];

/// Crates that promise to hold no unsafe code at all.
const PURE: &[&str] = &[
    "crates/domain/src/lib.rs",
    "crates/seal/src/lib.rs",
    "crates/scene/src/lib.rs",
    "crates/picture/src/lib.rs",
    "crates/wire/src/lib.rs",
    "crates/report/src/lib.rs",
    "crates/app/src/lib.rs",
    "data-import/src/lib.rs",
];

#[test]
fn dependencies_point_one_way() {
    let dependencies = Dependencies::read().expect("cargo metadata of this workspace");
    let members = dependencies.members();
    let mut breaches = Vec::new();
    for wall in WALLS.iter().filter(|wall| members.contains(wall.of)) {
        for reached in dependencies.reached_by(wall.of) {
            if reached != wall.of && wall.keeps_out.iter().any(|name| matches(name, reached)) {
                breaches.push(format!("{} reaches {reached}, but {}", wall.of, wall.because));
            }
        }
    }
    assert_none(&breaches, "a crate is built with one it must not know:");
}

#[test]
fn one_heavy_dependency_has_one_home() {
    let homes: &[(&str, &[&str])] = &[
        ("rusqlite", &["louce-store"]),
        ("calamine", &["louce-import"]),
        ("three-d", &["louce-viewer"]),
        ("tiny-skia", &["louce-picture"]),
        ("tauri", &["louce-desktop"]),
        ("typst", &["louce-report"]),
        ("argon2", &["louce-seal"]),
        ("wasm-bindgen-cli-support", &["xtask"]),
    ];
    let dependencies = Dependencies::read().expect("cargo metadata of this workspace");
    let mut breaches = Vec::new();
    for member in dependencies.members() {
        let named = dependencies.named_by(member);
        for (heavy, home) in homes {
            if named.contains(heavy) && !home.contains(&member) {
                breaches.push(format!("{member} names {heavy}, whose home is {}", home.join(", ")));
            }
        }
    }
    assert_none(&breaches, "a heavy dependency is named outside its home:");
}

#[test]
fn pure_crates_forbid_unsafe_code() {
    let forbids = |path: &&&str| repository::read(path).is_some_and(|text| text.contains("#![forbid(unsafe_code)]"));
    let breaches: Vec<_> = PURE.iter().filter(|path| !forbids(path)).collect();
    assert_none(&breaches, "these crates promise `#![forbid(unsafe_code)]` and do not say it:");
}

#[test]
fn the_table_of_walls_is_about_crates_that_exist_or_are_planned() {
    let planned = ["louce-sync"];
    let dependencies = Dependencies::read().expect("cargo metadata of this workspace");
    let members = dependencies.members();
    let unknown = WALLS.iter().map(|wall| wall.of).filter(|name| !members.contains(name) && !planned.contains(name));
    assert_none(&unknown.collect::<Vec<_>>(), "a renamed crate would slip through its wall:");
}

fn matches(pattern: &str, name: &str) -> bool {
    pattern.strip_suffix('*').map_or(pattern == name, |prefix| name.starts_with(prefix))
}
