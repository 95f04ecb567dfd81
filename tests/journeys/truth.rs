//! Real ledgers against their truth: what `louce import` + `louce export` make of them is what a careful clerk reads.

use crate::bench::{Bench, text};
use louce_app::export::ExportKind;
use louce_app::import::undo::undo;
use louce_tests::repository::shared_data;
use louce_wire::OutcomeCountsView;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

fn ledger(name: &str) -> Option<PathBuf> {
    Some(shared_data()?.join("ledgers/filled").join(name))
}

fn truth(file: &Path) -> Value {
    let path = format!("{}.truth.json", file.display());
    serde_json::from_str(&std::fs::read_to_string(path).expect("each ledger has its truth")).expect("truth is JSON")
}

fn records<'a>(truth: &'a Value, key: &str) -> &'a [Value] {
    truth[key].as_array().map_or(&[], Vec::as_slice)
}

/// The readings of a field that are right: its `either` list where it has one, else its value.
fn right_readings(record: &Value, field: &str) -> Vec<Value> {
    match record["either"][field].as_array() {
        Some(list) => list.clone(),
        None => vec![record[field].clone()],
    }
}

fn differs(truth: &Value, field: &str, found: &Value, column: &str) -> Option<String> {
    let right: Vec<String> = right_readings(truth, field).iter().map(text).collect();
    let found = text(&found[column]);
    (!right.contains(&found)).then(|| format!("{field}: {right:?} is right, {found:?} was found"))
}

/// Rows that the truth lets wait or be rejected, by row number.
fn excused(truth: &Value) -> BTreeSet<u64> {
    let rows = truth["outcomes"]["rejected_or_pending"].as_array().expect("outcomes are listed");
    rows.iter().filter_map(|row| row["row"].as_u64()).collect()
}

fn rows_of(record: &Value) -> Vec<u64> {
    record["at"].as_array().into_iter().flatten().filter_map(|at| at[1].as_u64()).collect()
}

/// Every record of the truth has its exported record, field by field; returns what does not agree.
fn disagreements(
    truth: &Value,
    expected: &[Value],
    found: &[Value],
    key: impl Fn(&Value) -> String,
    found_key: impl Fn(&Value) -> String,
    fields: &[(&str, &str)],
) -> Vec<String> {
    let excused = excused(truth);
    let mut by_key: BTreeMap<String, Vec<&Value>> = BTreeMap::new();
    found.iter().for_each(|record| by_key.entry(found_key(record)).or_default().push(record));
    let mut wrong = Vec::new();
    for record in expected {
        let candidates = by_key.get(&key(record)).cloned().unwrap_or_default();
        let differences = |candidate: &&Value| -> Vec<String> {
            fields.iter().filter_map(|(field, column)| differs(record, field, candidate, column)).collect()
        };
        let best = candidates.iter().map(differences).min_by_key(Vec::len);
        let may_be_absent = record["optional"] == true || rows_of(record).iter().all(|row| excused.contains(row));
        match best {
            Some(best) if best.is_empty() => {}
            Some(best) => wrong.push(format!("{} {:?}: {}", key(record), rows_of(record), best.join("; "))),
            None if may_be_absent => {}
            None => wrong.push(format!("{} {:?} is missing", key(record), rows_of(record))),
        }
    }
    wrong
}

const PERSON_FIELDS: &[(&str, &str)] = &[
    ("name", "name"),
    ("citizen_id", "citizen_id"),
    ("id_state", "id_state"),
    ("sex", "sex"),
    ("birth_date", "birth_date"),
    ("birth_precision", "birth_precision"),
    ("phones", "phones"),
    ("marital", "marital_status"),
    ("education", "education"),
    ("occupation", "occupation"),
    ("hukou_site", "hukou_site"),
    ("hukou_addr", "hukou_address"),
];

const STAY_FIELDS: &[(&str, &str)] = &[
    ("site", "site"),
    ("building", "building"),
    ("unit", "unit"),
    ("floor", "floor"),
    ("room", "room"),
    ("sub_room", "sub_room"),
    ("relation", "relation"),
    ("relation_code", "relation_code"),
    ("from", "from"),
    ("to", "to"),
    ("household_no", "household_no"),
    ("residence_mismatch", "residence_mismatch"),
    ("moved_to", "moved_to"),
    ("actual_residence", "actual_residence"),
];

fn person_key(record: &Value) -> String {
    format!("{} {}", text(&record["name"]), text(&record["citizen_id"]))
}

fn agrees(name: &str) {
    let Some(file) = ledger(name) else { return };
    let (bench, truth) = (Bench::new(), truth(&file));
    let result = bench.import(&file).expect("the ledger is imported");
    assert_eq!(u64::from(total(&result.counts)), truth["rows_total"].as_u64().unwrap_or(0), "every row has a fate");
    let persons = bench.list(ExportKind::Persons);
    let mut wrong = disagreements(&truth, records(&truth, "persons"), &persons, person_key, person_key, PERSON_FIELDS);
    let stays = bench.list(ExportKind::Stays);
    wrong.extend(disagreements(&truth, records(&truth, "stays"), &stays, person_key, person_key, STAY_FIELDS));
    assert!(wrong.is_empty(), "{} records of {name} do not agree:\n{}", wrong.len(), wrong.join("\n"));
    let invented: Vec<&Value> = {
        let named = |key: &str| {
            records(&truth, key).iter().map(|p| text(if key == "persons" { &p["name"] } else { p })).collect::<Vec<_>>()
        };
        let known: BTreeSet<String> = named("persons").into_iter().chain(named("other_names")).collect();
        persons.iter().filter(|person| !known.contains(&text(&person["name"]))).collect()
    };
    assert!(invented.is_empty(), "nobody is invented: {invented:?}");
    let exported: String = bench.everything().into_iter().map(|(_, text)| text).collect();
    for forbidden in records(&truth, "forbidden_strings") {
        assert!(!exported.contains(&text(forbidden)), "a refused cell was stored: {forbidden}");
    }
}

fn total(counts: &OutcomeCountsView) -> u32 {
    counts.added + counts.updated + counts.unchanged + counts.pending + counts.rejected + counts.dropped
}

#[test]
fn person_ledger_agrees_with_its_truth() {
    agrees("人口台账.xlsx");
}

#[test]
fn corrected_person_ledger_agrees_with_its_truth() {
    agrees("人口台账-更正.xlsx");
}

#[test]
fn organisation_ledger_agrees_with_its_truth() {
    let Some(file) = ledger("单位台账.csv") else { return };
    let (bench, truth) = (Bench::new(), truth(&file));
    let result = bench.import(&file).expect("the ledger is imported");
    assert_eq!(u64::from(total(&result.counts)), truth["rows_total"].as_u64().unwrap_or(0), "every row has a fate");
    let fields = [
        ("name", "name"),
        ("uscc", "uscc"),
        ("uscc_state", "uscc_state"),
        ("industry", "industry"),
        ("staff", "staff"),
        ("inspected_on", "inspected_on"),
        ("hazard", "hazard"),
        ("remark", "remark"),
    ];
    let key = |record: &Value| text(&record["name"]);
    let organisations = bench.list(ExportKind::Organisations);
    let mut wrong = disagreements(&truth, records(&truth, "orgs"), &organisations, key, key, &fields);
    let by_name: BTreeMap<String, &Value> = organisations.iter().map(|found| (key(found), found)).collect();
    for expected in records(&truth, "orgs") {
        let Some(found) = by_name.get(&key(expected)) else { continue };
        let pairs = [
            (&expected["legal_rep"]["name"], &found["legal_rep"]),
            (&expected["legal_rep"]["citizen_id"], &found["legal_rep_citizen_id"]),
            (&expected["legal_rep"]["phones"], &found["legal_rep_phones"]),
            (&expected["security_contact"]["name"], &found["security_contact"]),
            (&expected["security_contact"]["phones"], &found["security_contact_phones"]),
        ];
        let differing = pairs.iter().filter(|(right, found)| text(right) != text(found));
        wrong.extend(differing.map(|(right, found)| format!("{}: {right} is right, {found} was found", key(expected))));
    }
    assert!(wrong.is_empty(), "{} organisations do not agree:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn building_ledger_agrees_with_its_truth() {
    let Some(file) = ledger("楼栋台账.xlsx") else { return };
    let (bench, truth) = (Bench::new(), truth(&file));
    let result = bench.import(&file).expect("the ledger is imported");
    assert_eq!(u64::from(total(&result.counts)), truth["rows_total"].as_u64().unwrap_or(0), "every row has a fate");
    let fields = [
        ("site", "site"),
        ("building", "building"),
        ("units", "units"),
        ("floors_above", "floors_above"),
        ("floors_below", "floors_below"),
        ("rooms_per_floor", "rooms_per_floor"),
        ("households_declared", "households_declared"),
        ("rooms_expected", "rooms"),
        ("address_raw", "address"),
        ("property_co", "property_company"),
        ("remark", "remark"),
    ];
    let key = |record: &Value| format!("{} {}", text(&record["site"]), text(&record["building"]));
    let buildings = bench.list(ExportKind::Buildings);
    let wrong = disagreements(&truth, records(&truth, "buildings"), &buildings, key, key, &fields);
    assert!(wrong.is_empty(), "{} buildings do not agree:\n{}", wrong.len(), wrong.join("\n"));
    assert_eq!(buildings.len(), records(&truth, "buildings").len(), "no building was invented");
}

#[test]
fn the_same_ledger_twice_adds_nothing() {
    let Some(file) = ledger("人口台账.xlsx") else { return };
    let bench = Bench::new();
    bench.import(&file).expect("the first import");
    let before = bench.everything();
    let again = bench.import(&file).expect("the second import");
    assert_eq!((again.counts.added, again.counts.updated), (0, 0), "nothing is new: {:?}", again.counts);
    assert_eq!(bench.everything(), before, "nothing changed");
}

#[test]
fn a_corrected_ledger_becomes_the_right_diff_and_undo_takes_it_back() {
    let (Some(first), Some(corrected)) = (ledger("人口台账.xlsx"), ledger("人口台账-更正.xlsx")) else {
        return;
    };
    let (bench, truth) = (Bench::new(), truth(&corrected));
    let empty = bench.everything();
    let first_batch = bench.import(&first).expect("the first import");
    let before = bench.everything();
    let reissue = bench.import(&corrected).expect("the corrected ledger");
    let expected = &truth["reissue"]["expected_after_first"];
    let found = [reissue.counts.unchanged, reissue.counts.updated, reissue.counts.added].map(u64::from);
    let right = ["unchanged", "updated", "new"].map(|key| expected[key].as_u64().unwrap_or(0));
    assert_eq!(found, right, "unchanged, updated, new: {:?}", reissue.counts);
    undo(bench.asking(), &reissue.batch_id).expect("the correction is undone");
    assert_eq!(bench.everything(), before, "undo restores the export byte for byte");
    undo(bench.asking(), &first_batch.batch_id).expect("the first import is undone");
    assert_eq!(bench.everything(), empty, "and again, down to the empty register");
}

#[test]
fn every_filled_ledger_imports_without_a_crash() {
    let Some(folder) = shared_data().map(|data| data.join("ledgers/filled")) else { return };
    let bench = Bench::new();
    let entries = std::fs::read_dir(folder).expect("the folder is readable").flatten().map(|entry| entry.path());
    let ledgers: Vec<PathBuf> = entries
        .filter(|path| {
            path.extension().is_some_and(|ext| ["xlsx", "xls", "csv", "ods"].iter().any(|known| ext == *known))
        })
        .collect();
    assert_eq!(ledgers.len(), 9, "the nine filled ledgers");
    for file in ledgers {
        let result = bench.import(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let rows = truth(&file)["rows_total"].as_u64().unwrap_or(0);
        assert_eq!(u64::from(total(&result.counts)), rows, "every row of {} has a fate", file.display());
    }
}

const TENANCY_FIELDS: &[(&str, &str)] = &[
    ("rental_no", "rental_no"),
    ("address_raw", "raw_address"),
    ("rooms_let", "rooms_let"),
    ("area_m2", "area_m2"),
    ("use", "rental_use"),
    ("rent_per_month", "monthly_rent_yuan"),
    ("living_count", "occupants_declared"),
    ("from", "from"),
    ("to", "to"),
    ("security_contact", "security_name"),
    ("agreement_signed", "responsibility_signed"),
    ("hazard", "hazard"),
    ("inspected_on", "inspected_on"),
];

/// The lettings of a ledger, each told by its place and landlord, against what the export has of them.
fn lettings_agree(name: &str) {
    let Some(file) = ledger(name) else { return };
    let (bench, truth) = (Bench::new(), truth(&file));
    bench.import(&file).expect("the ledger is imported");
    let before = bench.everything();
    let found = bench.list(ExportKind::Tenancies);
    let place = |record: &Value| ["site", "building", "unit", "room"].map(|part| text(&record[part])).join(" ");
    let key = |record: &Value| format!("{} {}", text(&record["address_raw"]), text(&record["owner"]["name"]));
    let found_key = |record: &Value| format!("{} {}", text(&record["raw_address"]), text(&record["landlord"]));
    let expected = records(&truth, "tenancies");
    let mut wrong = disagreements(&truth, expected, &found, key, found_key, TENANCY_FIELDS);
    let names: BTreeMap<String, String> =
        records(&truth, "persons").iter().map(|person| (text(&person["ref"]), text(&person["name"]))).collect();
    for letting in expected {
        let Some(found) = found.iter().find(|found| found_key(found) == key(letting)) else { continue };
        // A house on a street has a building of its own, which the truth leaves open.
        if letting["room"] != Value::Null && place(found) != place(letting) {
            wrong.push(format!("{}: {} is right, {} was found", key(letting), place(letting), place(found)));
        }
        let owner = &letting["owner"];
        let pairs = [
            (text(&owner["phones"]), text(&found["landlord_phones"])),
            (text(&owner["citizen_id"]), text(&found["landlord_citizen_id"])),
            (text(&owner["address"]), text(&found["landlord_address"])),
        ];
        let differing = pairs.iter().filter(|(right, found)| right != found);
        wrong.extend(differing.map(|(right, found)| format!("{}: {right} is right, {found} was found", key(letting))));
        let right: BTreeSet<String> = records(letting, "tenants").iter().map(|id| names[&text(id)].clone()).collect();
        let mut tenants: BTreeSet<String> = records(found, "co_tenants").iter().map(text).collect();
        tenants.extend(Some(text(&found["tenant"])).filter(|name| !name.is_empty()));
        if tenants != right {
            wrong.push(format!("{}: {right:?} live there, {tenants:?} were found", key(letting)));
        }
    }
    assert!(wrong.is_empty(), "{} lettings of {name} do not agree:\n{}", wrong.len(), wrong.join("\n"));
    assert_eq!(found.len(), expected.len(), "no letting was invented");
    let again = bench.import(&file).expect("the second import");
    assert_eq!((again.counts.added, again.counts.updated), (0, 0), "nothing is new: {:?}", again.counts);
    assert_eq!(bench.everything(), before, "nothing changed");
}

#[test]
fn rental_ledger_agrees_with_its_truth() {
    lettings_agree("出租屋台账.xlsx");
}

#[test]
fn lettings_named_in_a_ledger_of_residents_agree_with_their_truth() {
    lettings_agree("流动人口登记表.xls");
}

#[test]
fn surveyed_rooms_agree_with_their_truth() {
    let Some(file) = ledger("房屋采集表.ods") else { return };
    let (bench, truth) = (Bench::new(), truth(&file));
    bench.import(&file).expect("the survey is imported");
    let state = |record: &Value| {
        let word = match text(&record["status"]).as_str() {
            "自用" => "自住",
            "" => "不详",
            other => return other.to_owned(),
        };
        word.to_owned()
    };
    let place = |record: &Value| ["site", "building", "unit", "room"].map(|part| text(&record[part])).join(" ");
    let rooms = bench.list(ExportKind::Rooms);
    let excused = excused(&truth);
    let mut wrong = Vec::new();
    for expected in records(&truth, "rooms") {
        // A house on a street and a garage without number are no rooms.
        if expected["room"] == Value::Null || rows_of(expected).iter().any(|row| excused.contains(row)) {
            continue;
        }
        let Some(found) = rooms.iter().find(|found| place(found) == place(expected)) else {
            wrong.push(format!("{} is missing", place(expected)));
            continue;
        };
        let pairs = [
            (state(expected), text(&found["state"])),
            (text(&expected["area_m2"]), text(&found["area_m2"])),
            (text(&expected["cert_no"]), text(&found["title_no"])),
            (text(&expected["owner"]["name"]), text(&found["owner_name"])),
            (text(&expected["owner"]["phones"]), text(&found["owner_phones"])),
        ];
        let differing = pairs.iter().filter(|(right, found)| right != found);
        wrong.extend(
            differing.map(|(right, found)| format!("{}: {right} is right, {found} was found", place(expected))),
        );
    }
    assert!(wrong.is_empty(), "{} rooms do not agree:\n{}", wrong.len(), wrong.join("\n"));
}
