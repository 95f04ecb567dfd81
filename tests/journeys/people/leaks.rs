//! What one page gives is not joined with another to say where a protected person lives: every identifier that a page
//! about the person shows is looked up in turn, and every one that a page about the home shows.

use super::protected::Shelter;
use louce_app::asking::Asking;
use louce_app::history::history;
use louce_app::neighbourhood::neighbourhood;
use louce_app::organisation::organisation;
use louce_app::person::person;
use louce_app::record::show;
use louce_app::room::{Disclosure, room};
use louce_app::timeline::timeline;
use louce_app::{building, today};
use louce_domain::field::RecordKind;
use serde_json::Value;
use std::collections::BTreeSet;

/// A reply as the window gets it; nothing where it is refused.
macro_rules! json {
    ($reply:expr) => {
        $reply.map_or(Value::Null, |reply| serde_json::to_value(reply).expect("a reply is JSON"))
    };
}

/// Every page and record that an identifier leads to, whatever its kind.
fn pages(asking: Asking<'_>, id: &str) -> Vec<(String, Value)> {
    let mut pages = vec![
        ("person".to_owned(), json!(person(asking, id, None))),
        ("organisation".to_owned(), json!(organisation(asking, id, None))),
        ("building".to_owned(), json!(building::building(asking, id, None))),
    ];
    for disclosure in [Disclosure::Masked, Disclosure::Revealed] {
        pages.push((format!("room {disclosure:?}"), json!(room(asking, id, disclosure, None))));
        pages.push((format!("batch graph {disclosure:?}"), json!(neighbourhood(asking, "batch", id, disclosure))));
        for kind in RecordKind::ALL {
            let name = |page: &str| format!("{page} of {} {disclosure:?}", kind.code());
            pages.push((name("timeline"), json!(timeline(asking, kind.code(), id, disclosure))));
            pages.push((name("graph"), json!(neighbourhood(asking, kind.code(), id, disclosure))));
        }
    }
    for kind in RecordKind::ALL {
        pages.push((format!("record {}", kind.code()), json!(show(asking, kind.code(), id))));
        // A history answers about anything: only that of a record of the kind counts.
        if json!(show(asking, kind.code(), id)) != Value::Null {
            pages.push((format!("history of {}", kind.code()), json!(history(asking, kind.code(), id))));
        }
    }
    pages.retain(|(_, page)| *page != Value::Null);
    pages
}

/// The identifiers in a reply.
fn ids(page: &Value, found: &mut BTreeSet<String>) {
    match page {
        Value::String(text) => {
            found.extend((text.len() == 36 && text.matches('-').count() == 4).then(|| text.clone()));
        }
        Value::Array(items) => items.iter().for_each(|item| ids(item, found)),
        Value::Object(fields) => fields.values().for_each(|item| ids(item, found)),
        _ => {}
    }
}

fn tells(page: &Value, words: &[&str]) -> bool {
    let text = page.to_string();
    words.iter().any(|word| text.contains(word))
}

#[test]
fn nothing_that_a_page_about_her_shows_leads_to_her_home() {
    let Shelter { town, li, home } = Shelter::new();
    let place = format!("room:{home}");
    let firm = town.adds("organisation", &[super::edit("name", "示例商贸有限公司")]);
    let works = [super::edit("organisation", &firm), super::edit("person", &li), super::edit("place", &place)];
    town.adds("employment", &works);
    let hers = ["李四", "李*", "330299198203042328", "13900005678", li.as_str()];
    let at_home = ["501", home.as_str()];
    let mut shown = BTreeSet::new();
    for (name, page) in pages(town.officer(), &li) {
        assert!(!tells(&page, &at_home), "{name} of her says where she lives: {page:#}");
        ids(&page, &mut shown);
    }
    for id in &shown {
        for (name, page) in pages(town.officer(), id).iter().filter(|(name, _)| !name.contains("batch")) {
            assert!(!tells(page, &at_home), "her pages show {id}, and its {name} says where she lives: {page:#}");
        }
    }
    let mut there = BTreeSet::new();
    for (name, page) in pages(town.officer(), &home) {
        assert!(!tells(&page, &hers), "{name} of the room names her: {page:#}");
        ids(&page, &mut there);
    }
    // Who else lives there has pages of their own, and the batch and the building hold everybody.
    let zhang = town.person_id("张三");
    for id in there.iter().filter(|id| **id != zhang) {
        for (name, page) in pages(town.officer(), id) {
            let gathers = name.contains("batch") || name.contains("building") || name.contains("site");
            assert!(gathers || !tells(&page, &hers), "the room shows {id}, and its {name} names her: {page:#}");
        }
    }
    let due = json!(today::today(town.officer()));
    let groups = due["groups"].as_array().expect("groups").clone();
    for hit in groups.iter().flat_map(|group| group["first"].as_array().expect("hits").clone()) {
        assert!(!(tells(&hit, &hers) && tells(&hit, &at_home)), "a finding ties her to her home: {hit:#}");
    }
}
