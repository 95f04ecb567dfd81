use louce_domain::address::{AddressContext, AddressParts, parse_address_in};
use louce_domain::citizen_id::{CellForm, CitizenIdReading, CitizenIdState, read_citizen_id};
use louce_domain::credit_code::read_credit_code;
use louce_domain::relation::{RelationCode, read_relation};
use louce_domain::sex::Sex;
use serde_json::Value;
use std::path::PathBuf;

/// The truth files, by ledger name; empty where the shared data is absent.
fn truths() -> Vec<(String, Value)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/ledgers/filled");
    let Ok(entries) = std::fs::read_dir(folder) else {
        println!("skipped: no ../shared/data beside the repository");
        return Vec::new();
    };
    let files = entries.filter_map(Result::ok).map(|entry| entry.path());
    let mut truths: Vec<_> = files
        .filter_map(|path| Some((path.file_name()?.to_str()?.strip_suffix(".truth.json")?.to_owned(), path)))
        .map(|(name, path)| (name, serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()))
        .collect();
    truths.sort_by(|a: &(String, Value), b| a.0.cmp(&b.0));
    truths
}

fn records<'v>(truth: &'v Value, kind: &str) -> impl Iterator<Item = &'v Value> {
    truth[kind].as_array().into_iter().flatten()
}

/// The readings that are right for a field: its value, or any of `either`.
fn right<'v>(record: &'v Value, field: &str) -> Vec<&'v Value> {
    record["either"][field].as_array().map_or_else(|| vec![&record[field]], |either| either.iter().collect())
}

fn agrees(record: &Value, field: &str, read: &Value) -> bool {
    right(record, field).contains(&read)
}

/// What the parser's caller knows besides the address: the site by title or sheet name, the section's building, columns.
fn parsed(file: &str, kind: &str, record: &Value) -> AddressParts {
    let text = |field: &str| record[field].as_str();
    let with = |field: &str, word: &str| text(field).map(|number| format!("{number}{word}"));
    let (building, unit, room) = (with("building", "幢"), with("unit", "单元"), with("room", "室"));
    let raw = text("address_raw");
    let in_columns = raw.is_none() || kind == "buildings";
    let in_section = record["at"][0][0] == "三月底册";
    let context = AddressContext {
        site: match file {
            "混合问题.xlsx" => Some("澄浪苑"),
            "楼栋台账.xlsx" | "人员信息导出.xls" => text("site"),
            _ => None,
        },
        building: building.as_deref().filter(|_| in_columns || in_section),
        unit: unit.as_deref().filter(|_| in_columns),
        room: room.as_deref().filter(|_| in_columns),
    };
    parse_address_in(raw.unwrap_or_default(), &context)
}

#[test]
fn every_address_of_the_shared_ledgers_is_read_as_the_truth_says() {
    let (mut checked, mut wrong) = (0, Vec::new());
    for (file, truth) in truths() {
        for kind in ["stays", "orgs", "tenancies", "buildings", "rooms"] {
            for record in records(&truth, kind) {
                let parts = parsed(&file, kind, record);
                let read = |field: &str| match field {
                    "site" => Value::from(parts.site.clone()),
                    "building" => Value::from(parts.building.clone()),
                    "unit" => Value::from(parts.unit.clone()),
                    "floor" => Value::from(parts.floor),
                    "room" => Value::from(parts.room.clone()),
                    "sub_room" => Value::from(parts.sub_room.clone()),
                    "space_kind" => Value::from(parts.space_kind.map(|kind| kind.zh())),
                    "road" => Value::from(parts.road.clone()),
                    _ => Value::from(parts.door_no.clone()),
                };
                checked += 1;
                for field in ["site", "building", "unit", "floor", "room", "sub_room", "space_kind", "road", "door_no"]
                {
                    // A building's street number is not written out in the truth.
                    let unsaid = kind == "buildings" && matches!(field, "road" | "door_no");
                    if !unsaid && !agrees(record, field, &read(field)) {
                        wrong.push(format!(
                            "{file} {kind} {} {}: {field} {}",
                            record["at"],
                            record["address_raw"],
                            read(field)
                        ));
                    }
                }
            }
        }
    }
    println!("{checked} addresses checked");
    assert!(wrong.is_empty(), "{} of {checked} addresses disagree with the truth:\n{}", wrong.len(), wrong.join("\n"));
}

/// The id as the cell held it, and whether it was a number.
fn id_cell(person: &Value) -> (&str, CellForm) {
    let written = person["id_as_written"].as_str().or(person["citizen_id"].as_str()).unwrap_or_default();
    let cut = person["id_state"] == "precision_lost" && written.len() == 18;
    (written, if cut { CellForm::Number } else { CellForm::Text })
}

fn check_id(person: &Value, reading: &CitizenIdReading) -> Result<(), String> {
    let same = |field: &str, read: Value| {
        if agrees(person, field, &read) { Ok(()) } else { Err(format!("{field} {read}")) }
    };
    same("id_state", Value::from(reading.state.code()))?;
    same("citizen_id", Value::from(reading.text.clone()))?;
    if let Some(offer) = person["id_upgrade_offer"].as_str() {
        (reading.upgrade_offer.as_deref() == Some(offer))
            .then_some(())
            .ok_or(format!("offer {:?}", reading.upgrade_offer))?;
    }
    if let Some(prefix) = person["id_prefix"].as_str() {
        (reading.prefix.code() == prefix).then_some(()).ok_or(format!("prefix {:?}", reading.prefix))?;
    }
    if let Some(birth) = reading.birth_date {
        same("birth_date", Value::from(birth.to_string()))?;
    }
    if let Some(sex) = reading.sex {
        same("sex", Value::from(sex.zh()))?;
    }
    if let Some(division) = person["id_recovered"]["division"].as_str() {
        (reading.division.as_deref() == Some(division))
            .then_some(())
            .ok_or(format!("division {:?}", reading.division))?;
    }
    let sound = matches!(reading.state, CitizenIdState::Ok | CitizenIdState::FifteenDigit);
    (!sound || reading.birth_date.is_some() && reading.sex.is_some())
        .then_some(())
        .ok_or("a sound id tells birth and sex".to_owned())
}

#[test]
fn every_citizen_id_of_the_shared_ledgers_is_read_as_the_truth_says() {
    let (mut checked, mut wrong) = (0, Vec::new());
    for (file, truth) in truths() {
        for person in records(&truth, "persons") {
            let (written, form) = id_cell(person);
            let (written, form) = if person["id_state"] == "missing" { ("", CellForm::Text) } else { (written, form) };
            checked += 1;
            if let Err(what) = check_id(person, &read_citizen_id(written, form)) {
                wrong.push(format!("{file} {} {written}: {what}", person["at"]));
            }
        }
    }
    println!("{checked} ids checked");
    assert!(wrong.is_empty(), "{} of {checked} ids disagree with the truth:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_relation_of_the_shared_ledgers_has_its_code() {
    let mut wrong = Vec::new();
    for (file, truth) in truths() {
        for stay in records(&truth, "stays").filter(|stay| stay["relation"].is_string()) {
            let person = records(&truth, "persons").find(|person| person["ref"] == stay["person"]);
            let sex = person.and_then(|person| person["sex"].as_str()).and_then(Sex::read);
            let code = read_relation(stay["relation"].as_str().unwrap(), sex).map(RelationCode::code);
            if !agrees(stay, "relation_code", &Value::from(code)) {
                wrong.push(format!("{file} {}: {} is read as {code:?}", stay["at"], stay["relation"]));
            }
        }
    }
    assert!(wrong.is_empty(), "relations disagree with the truth:\n{}", wrong.join("\n"));
}

#[test]
fn every_credit_code_of_the_shared_ledgers_has_its_state() {
    let mut wrong = Vec::new();
    for (file, truth) in truths() {
        for org in records(&truth, "orgs") {
            let reading = read_credit_code(org["uscc"].as_str().unwrap_or_default());
            if org["uscc_state"] != reading.state.code() || !agrees(org, "uscc", &Value::from(reading.text)) {
                wrong.push(format!("{file} {}: {} is read as {}", org["at"], org["uscc"], reading.state));
            }
        }
    }
    assert!(wrong.is_empty(), "credit codes disagree with the truth:\n{}", wrong.join("\n"));
}
