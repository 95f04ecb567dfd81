use super::*;
use crate::field::Fielded;
use crate::with_kind;

/// Rows of a table that are not comments.
fn count(table: &str) -> usize {
    table.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).count()
}

#[test]
fn every_row_of_the_tables_is_read() {
    assert_eq!(
        fields().len(),
        count(include_str!("../../data/fields.tsv")),
        "no field is left out for a slip of the pen"
    );
    assert_eq!(items().len(), count(include_str!("../../data/items.tsv")), "nor an item of the domain");
}

#[test]
fn the_catalogue_and_the_records_have_the_same_fields() {
    for kind in RecordKind::ALL {
        let stored = with_kind!(*kind, R => R::FIELDS);
        let listed: Vec<&str> = fields_of(*kind).map(|meta| meta.field).collect();
        for name in stored {
            assert!(listed.contains(name), "{}.{name} is stored: a form must be able to show it", kind.code());
        }
        for name in &listed {
            assert!(stored.contains(name), "{}.{name} is listed: a record must have it", kind.code());
        }
        assert_eq!(stored.len(), listed.len(), "{} lists each field once", kind.code());
    }
}

#[test]
fn every_list_and_record_kind_that_is_named_exists() {
    for meta in fields() {
        let name = format!("{}.{}", meta.kind.code(), meta.field);
        match meta.editor {
            Editor::List | Editor::ListOrText => {
                assert!(
                    meta.list.and_then(list).is_some(),
                    "{name} is chosen from a list that is there: {:?}",
                    meta.list
                )
            }
            Editor::Record => assert!(meta.record_kind.is_some(), "{name} names records of some kind"),
            _ => assert!(meta.list.is_none_or(|name| list(name).is_some()), "{name} is told by a list that is there"),
        }
    }
}

#[test]
fn a_list_takes_what_its_field_takes() {
    for kind in RecordKind::ALL {
        for meta in fields_of(*kind).filter(|meta| meta.editor == Editor::List) {
            for entry in &meta.list.and_then(list).expect("its list").entries {
                let stored = with_kind!(*kind, R => set::<R>(meta.field, entry.code));
                let name = format!("{}.{} takes {}", kind.code(), meta.field, entry.code);
                // An unknown sex is stored as nothing said, the others as their word.
                let taken = stored.expect(&name).is_none_or(|text| text == entry.code || text == entry.zh);
                assert!(taken, "{name}, and stores the same");
            }
        }
    }
}

/// Sets one field of a record of which nothing is known, and gives its text back.
fn set<R: Fielded + serde::de::DeserializeOwned>(field: &str, text: &str) -> Result<Option<String>, String> {
    let id = "01890000-0000-7000-8000-000000000000";
    let given = ["id", "person", "relative", "other", "visit", "organisation", "building", "from_room", "to_room"];
    let mut json = serde_json::Map::from_iter(given.map(|name| (name.to_owned(), id.into())));
    json.retain(|name, _| !R::FIELDS.contains(&name.as_str()));
    json.insert("area".to_owned(), "330299-01".into());
    let mut record: R = serde_json::from_value(json.into()).map_err(|error| error.to_string())?;
    record.set_field(field, Some(text)).map_err(|error| error.to_string())?;
    Ok(record.fields().into_iter().find(|(name, _)| *name == field).and_then(|(_, text)| text))
}

#[test]
fn the_domain_has_every_item_it_asks_for() {
    let named = |section: &str| items().iter().filter(|item| item.section == section).count();
    assert!(named("1.3") >= 45, "addresses, buildings, rooms, plates and grids");
    assert!(named("1.4") >= 65, "persons, stays and rentals");
    assert!(named("1.5") >= 30, "organisations");
}

#[test]
fn a_field_is_asked_for_no_less_than_its_item() {
    for item in items() {
        let Held::Fields(Requirement::Expected, fields) = &item.held else { continue };
        let asked = fields.iter().any(|meta| matches!(meta.requirement, Requirement::Must | Requirement::Expected));
        assert!(
            asked,
            "{} is expected: one of {:?} is asked for",
            item.zh,
            fields.iter().map(|f| f.field).collect::<Vec<_>>()
        );
    }
}

#[test]
fn what_is_dropped_has_no_field() {
    for item in items() {
        let Held::Dropped(words) = &item.held else { continue };
        for meta in fields() {
            let named = words.iter().find(|word| meta.field.contains(**word) || meta.zh.contains(**word));
            assert_eq!(
                named,
                None,
                "{} is dropped: {}.{} must not bring it back",
                item.zh,
                meta.kind.code(),
                meta.field
            );
        }
    }
}
