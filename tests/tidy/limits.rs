//! The line Louce does not cross: a register of dwellings keeps no dossier on people. What must not exist is listed
//! here as data and looked for in what is stored, sent to the screen and shown there.

use louce_tests::{repository, words};

use crate::assert_none;

/// Names no field, column or type may have, in any spelling, with the reason.
const FORBIDDEN_NAMES: &[(&str, &str)] = &[
    ("religion", "belief"),
    ("faith", "belief"),
    ("political", "belief"),
    ("politics", "belief"),
    ("party member", "belief"),
    ("petition", "petition"),
    ("petitioner", "petition"),
    ("health status", "health"),
    ("health condition", "health"),
    ("disease", "health"),
    ("hiv", "health"),
    ("mental", "health"),
    ("blood type", "health"),
    ("drug", "criminal record"),
    ("criminal", "criminal record"),
    ("conviction", "criminal record"),
    ("offender", "criminal record"),
    ("biometric", "biometric"),
    ("fingerprint", "biometric"),
    ("face image", "biometric"),
    ("face id", "biometric"),
    ("facial", "biometric"),
    ("iris", "biometric"),
    ("dna", "biometric"),
    ("vehicle", "vehicle"),
    ("license plate", "vehicle"),
    ("plate number", "vehicle"),
    ("trajectory", "movement"),
    ("phone location", "movement"),
    ("imei", "movement"),
    ("imsi", "movement"),
    ("watch list", "watch-list"),
    ("watchlist", "watch-list"),
    ("blacklist", "watch-list"),
    ("key person", "watch-list"),
    ("focus person", "watch-list"),
    ("attention level", "watch-list"),
    ("risk score", "score"),
    ("risk level", "score"),
    ("credit score", "score"),
    ("person score", "score"),
    ("person tag", "free tag"),
    ("person colour", "colour on a person"),
    ("person color", "colour on a person"),
];

/// Words no screen may show, except where it says that such a column was refused.
const FORBIDDEN_LABELS: &[&str] = &[
    "重点人",
    "重点类别",
    "关注程度",
    "关注等级",
    "宗教",
    "信仰",
    "政治面貌",
    "上访",
    "信访",
    "艾滋",
    "吸毒",
    "前科",
    "犯罪",
    "违法记录",
    "精神障碍",
    "血型",
    "指纹",
    "人脸",
    "虹膜",
    "车牌",
    "车辆",
    "轨迹",
    "黑名单",
    "风险等级",
    "积分",
    "布控",
    "预警人员",
];

/// What is stored and what is sent: schema, wire types, their bindings.
fn stored_or_sent(path: &str) -> bool {
    let is_sql = path.ends_with(".sql") && path.starts_with("crates/store/");
    is_sql || path.starts_with("crates/wire/src/") || path.starts_with("frontend/src/bindings/")
}

/// A message that explains why something is refused has to name it.
fn explains_a_refusal(line: &str) -> bool {
    ["refus", "prohibit", "拒绝", "不收", "不登记", "不保存"].iter().any(|word| line.to_lowercase().contains(word))
}

/// A line that is only a comment, in any of the languages.
fn is_comment(line: &str) -> bool {
    ["//", "--", "/*", "*", "#"].iter().any(|start| line.trim_start().starts_with(start))
}

#[test]
fn nothing_stored_or_sent_has_a_forbidden_field() {
    let mut breaches = Vec::new();
    let files = repository::sources(&["sql", "rs", "ts"]).expect("files of this checkout");
    for file in files.iter().filter(|file| stored_or_sent(&file.path)) {
        let lines = file.text.lines().enumerate().filter(|(_, line)| !is_comment(line) && !explains_a_refusal(line));
        for (number, line) in lines {
            let named = FORBIDDEN_NAMES.iter().filter(|(name, _)| words::contains(line, name));
            breaches.extend(named.map(|(name, kind)| format!("{}:{}: `{name}` ({kind})", file.path, number + 1)));
        }
    }
    assert_none(&breaches, "Louce keeps no such data about people:");
}

#[test]
fn no_screen_shows_a_forbidden_label() {
    let mut breaches = Vec::new();
    let files = repository::sources(&["ts", "svelte", "json", "js", "sql"]).expect("files of this checkout");
    // Refusals in English: what the importer says of a column that it does not read.
    let refusals = "frontend/src/import/english.json";
    let is_screen = |path: &str| path.starts_with("frontend/src/") && !path.ends_with(".test.ts") && path != refusals;
    let shown = |path: &str| is_screen(path) || path.starts_with("crates/store/");
    for file in files.iter().filter(|file| shown(&file.path)) {
        for (number, line) in file.text.lines().enumerate().filter(|(_, line)| !explains_a_refusal(line)) {
            let named = FORBIDDEN_LABELS.iter().filter(|label| line.contains(**label));
            breaches.extend(named.map(|label| format!("{}:{}: {label}", file.path, number + 1)));
        }
    }
    assert_none(&breaches, "no screen offers such a field, filter, label or colour:");
}

#[test]
fn ethnicity_is_on_no_index_list_or_request() {
    let mut breaches = Vec::new();
    let files = repository::sources(&["sql", "rs"]).expect("files of this checkout");
    for file in files.iter().filter(|file| stored_or_sent(&file.path)) {
        let statements = file.text.split(if file.path.ends_with(".sql") { ";" } else { "\n}" });
        for statement in statements.filter(|statement| words::contains(statement, "ethnicity")) {
            let reaches = ["CREATE INDEX", "fts5", "enum Request", "Filter", "Hit", "Statistic", "Group"];
            let found = reaches.iter().filter(|word| statement.contains(**word));
            breaches.extend(found.map(|word| format!("{}: ethnicity beside `{word}`", file.path)));
        }
    }
    assert_none(&breaches, "民族 is printed on the hukou form and can be neither searched, grouped nor counted:");
}

#[test]
fn the_wasm_viewer_is_told_of_no_person() {
    let files = repository::sources(&["rs"]).expect("files of this checkout");
    let drawn = files
        .iter()
        .filter(|file| ["crates/scene/src/", "crates/viewer/src/"].iter().any(|at| file.path.starts_with(at)));
    let mut breaches = Vec::new();
    for file in drawn {
        for (number, line) in file.text.lines().enumerate().filter(|(_, line)| !is_comment(line)) {
            let named = ["person", "resident", "citizen", "phone"].iter().filter(|word| words::contains(line, word));
            breaches.extend(named.map(|word| format!("{}:{}: `{word}`", file.path, number + 1)));
        }
    }
    assert_none(&breaches, "the viewer draws shapes and states under opaque ids:");
}
