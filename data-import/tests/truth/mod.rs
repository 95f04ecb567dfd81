//! Reads truth files and puts proposals into their shape, field by field.

use louce_import::facts::{ContactFacts, IdFacts, OwnerFacts, PersonFacts, RowFacts};
use louce_import::proposal::{RowOutcome, RowProposal};
use louce_import::{Proposal, ProposeOptions, Unwatched, propose};
use serde_json::{Map, Value, json};
use std::path::{Path, PathBuf};

/// The folder of the filled ledgers; none in a checkout without the shared data.
pub fn ledgers() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/ledgers/filled");
    if !folder.is_dir() {
        println!("skipped: no ../shared/data beside the repository");
        return None;
    }
    Some(folder)
}

/// Reads a file through the parsing process, as the program does.
pub fn read(folder: &Path, name: &str) -> Proposal {
    let bytes = std::fs::read(folder.join(name)).unwrap();
    let worker = Path::new(env!("CARGO_BIN_EXE_louce-parse-worker"));
    propose(worker, name, bytes, &ProposeOptions::in_year(2026), &Unwatched).unwrap()
}

/// The truth of a file.
pub fn truth(folder: &Path, name: &str) -> Value {
    serde_json::from_slice(&std::fs::read(folder.join(format!("{name}.truth.json"))).unwrap()).unwrap()
}

/// The row at a place of a truth file.
pub fn row<'a>(proposal: &'a Proposal, sheet: &Value, number: &Value) -> Option<&'a RowProposal> {
    let sheet = proposal.sheets.iter().find(|s| json!(s.name) == *sheet)?;
    sheet.rows.iter().find(|row| json!(row.row) == *number)
}

/// What a row says, in the shape of a truth record of this kind.
pub fn shaped(row: &RowProposal, kind: &str) -> Option<Value> {
    match (kind, row.facts.as_deref()?) {
        ("persons", RowFacts::Person(person)) => Some(person_shape(person)),
        ("persons", RowFacts::Tenancy(tenancy)) => Some(person_shape(tenancy.tenant.as_deref()?)),
        ("stays", RowFacts::Person(person)) => Some(stay_shape(person)),
        ("stays", RowFacts::Tenancy(tenancy)) => Some(stay_shape(tenancy.tenant.as_deref()?)),
        ("orgs", RowFacts::Organisation(o)) => {
            let mut shape = place_shape(&o.address);
            let code = o.kind.map(|kind| kind.code());
            extend(
                &mut shape,
                json!({
                    "name": o.name, "uscc": o.uscc, "uscc_state": o.uscc_state, "kind": o.kind_text, "kind_code": code, "industry": o.industry,
                    "legal_rep": o.legal_rep.as_ref().map(contact_shape), "staff": o.staff,
                    "security_contact": o.security_contact.as_ref().map(contact_shape), "hazmat": o.hazmat, "hazard": o.hazard,
                    "inspected_on": o.inspected_on, "remark": o.remark,
                }),
            );
            Some(Value::Object(shape))
        }
        ("buildings", RowFacts::Building(b)) => Some(json!({
            "site": b.site, "building": b.building, "units": b.units, "floors_above": b.floors_above, "floors_below": b.floors_below,
            "rooms_per_floor": b.rooms_per_floor, "households_declared": b.households_declared, "rooms_expected": b.rooms_expected,
            "counts": some(json!(b.counts)), "block_leader": b.block_leader.as_ref().map(contact_shape), "address_raw": b.address_raw,
            "property_co": b.property_co, "remark": b.remark,
        })),
        ("tenancies", RowFacts::Tenancy(t)) => {
            let mut shape = place_shape(&t.address);
            extend(
                &mut shape,
                json!({
                    "rental_no": t.rental_no, "owner": t.owner.as_ref().map(owner_shape), "rooms_let": t.rooms_let, "area_m2": t.area_m2,
                    "use": t.use_text, "rent_per_month": t.rent_per_month, "living_count": t.living_count, "from": t.from, "to": t.to,
                    "security_contact": t.security_contact, "agreement_signed": t.agreement_signed, "hazard": t.hazard,
                    "inspected_on": t.inspected_on, "inspected_by": t.inspected_by,
                }),
            );
            Some(Value::Object(shape))
        }
        ("tenancies", RowFacts::Person(p)) => {
            let mut shape = place_shape(&p.stay.address);
            extend(
                &mut shape,
                json!({"owner": p.landlord.as_ref().map(owner_shape), "relation_to_owner": p.relation_to_owner}),
            );
            Some(Value::Object(shape))
        }
        ("rooms", RowFacts::Room(r)) => {
            let mut shape = place_shape(&r.address);
            extend(
                &mut shape,
                json!({
                    "room_kind": r.room_kind, "area_m2": r.area_m2, "structure": r.structure, "owner": r.owner.as_ref().map(owner_shape),
                    "status": r.status, "use": r.use_text, "cert_no": r.cert_no,
                    "tenants": (!r.tenants.is_empty()).then_some(&r.tenants),
                }),
            );
            Some(Value::Object(shape))
        }
        _ => None,
    }
}

fn extend(shape: &mut Map<String, Value>, more: Value) {
    if let Value::Object(more) = more {
        shape.extend(more);
    }
}

/// Without the members that are null, as the truth writes its inner objects.
fn some(value: Value) -> Value {
    match value {
        Value::Object(members) => Value::Object(members.into_iter().filter(|(_, value)| !value.is_null()).collect()),
        value => value,
    }
}

fn place_shape(address: &louce_import::facts::AddressFacts) -> Map<String, Value> {
    let p = &address.parts;
    let shape = json!({
        "address_raw": address.raw, "site": p.site, "building": p.building, "unit": p.unit, "floor": p.floor, "room": p.room,
        "sub_room": p.sub_room, "space_kind": p.space_kind.map(|kind| kind.zh()), "road": p.road, "door_no": p.door_no,
    });
    shape.as_object().unwrap().clone()
}

fn person_shape(p: &PersonFacts) -> Value {
    let mut shape = json!({
        "name": p.name, "sex": p.sex.map(|sex| sex.zh()), "birth_date": p.birth_date,
        "birth_precision": p.birth_date.map(|date| date.precision().code()), "phones": p.phones, "ethnicity": p.ethnicity,
        "marital": p.marital, "education": p.education, "occupation": p.occupation, "workplace": p.workplace,
        "hukou_site": p.hukou_site, "hukou_addr": p.hukou_addr, "death_date": p.death_date,
        "name_state": matches!(p.name_state, louce_import::facts::NameState::Unreadable).then_some("unreadable"),
    });
    let members = shape.as_object_mut().unwrap();
    extend(members, id_shape(&p.id));
    shape
}

fn id_shape(id: &IdFacts) -> Value {
    let lost = id.state.code() == "precision_lost";
    json!({
        "citizen_id": id.text, "id_state": id.state, "id_upgrade_offer": id.upgrade_offer,
        "id_as_written": id.as_written,
        "id_recovered": lost.then(|| json!({"division": id.division, "birth_date": id.birth_date})),
        "id_prefix": id.division_unknown.then_some("unknown"),
    })
}

fn stay_shape(p: &PersonFacts) -> Value {
    let s = &p.stay;
    let mut shape = place_shape(&s.address);
    extend(
        &mut shape,
        json!({
            "name": p.name, "citizen_id": p.id.text, "relation": s.relation, "relation_code": s.relation_code,
            "kind": s.class.map(|class| class.zh()), "from": s.from, "to": s.to, "household_no": s.household_no,
            "residence_mismatch": s.residence_mismatch, "ended": s.ended.then_some(true), "end_reason": s.end_text.clone().or(s.end_reason.map(|reason| reason.zh().to_owned())),
            "moved_to": s.moved_to, "actual_residence": s.actual_residence, "reason": s.reason, "dwelling_kind": s.dwelling_kind,
            "intended_until": s.intended_until, "intended_until_text": s.intended_until_text, "permit_no": s.permit_no,
            "permit_from": s.permit_from, "permit_to": s.permit_to, "recorded_on": s.recorded_on,
        }),
    );
    Value::Object(shape)
}

fn contact_shape(c: &ContactFacts) -> Value {
    let mut shape = json!({"name": c.name, "phones": c.phones});
    if let Some(id) = &c.id {
        extend(shape.as_object_mut().unwrap(), json!({"citizen_id": id.text, "id_state": id.state}));
    }
    shape
}

fn owner_shape(o: &OwnerFacts) -> Value {
    let mut shape = json!({"name": o.name, "phones": o.phones});
    let members = shape.as_object_mut().unwrap();
    if let Some(id) = o.id.as_ref().filter(|id| id.text.is_some() || id.state.code() == "precision_lost") {
        extend(members, json!({"citizen_id": id.text, "id_state": id.state}));
    }
    if o.is_org {
        extend(members, json!({"is_org": true}));
    }
    if let Some(address) = &o.address {
        extend(members, json!({"address": address}));
    }
    shape
}

/// Members of truth records that are not facts of a row, or that the plan works out.
const NOT_FACTS: &[&str] = &[
    "ref",
    "at",
    "either",
    "optional",
    "inherited",
    "proposed_split",
    "person",
    "tenants",
    "hukou_only",
    "state",
    "reason_code",
    "dwelling_kind_code",
];

/// How the facts of a file compare.
#[derive(Debug, Default)]
pub struct Score {
    pub right: usize,
    pub pending: usize,
    pub wrong: Vec<String>,
}

/// Compares the records of one kind.
pub fn compare(proposal: &Proposal, truth: &Value, kind: &str, score: &mut Score) {
    for record in truth[kind].as_array().into_iter().flatten() {
        for at in record["at"].as_array().into_iter().flatten() {
            let Some(row) = row(proposal, &at[0], &at[1]) else {
                score.wrong.push(format!("{kind} {at}: no row"));
                continue;
            };
            let waits = !matches!(row.outcome, RowOutcome::Record);
            let Some(shape) = shaped(row, kind) else {
                if waits || record.get("optional").is_some() || record.get("proposed_split").is_some() {
                    score.pending += 1;
                } else {
                    score.wrong.push(format!("{kind} {at}: {:?} says nothing of it", row.outcome));
                }
                continue;
            };
            for (key, wanted) in record.as_object().unwrap() {
                if NOT_FACTS.contains(&key.as_str()) || (key == "id_prefix" && wanted != "unknown") {
                    continue;
                }
                let got = &shape[key];
                let any = record["either"][key].as_array();
                if same(got, wanted) || any.is_some_and(|any| any.iter().any(|one| same(got, one))) {
                    score.right += 1;
                } else if waits {
                    score.pending += 1;
                } else {
                    score.wrong.push(format!("{kind} {at} {key}: wanted {wanted}, got {got}"));
                }
            }
        }
    }
}

fn same(got: &Value, wanted: &Value) -> bool {
    match (got.as_f64(), wanted.as_f64()) {
        (Some(got), Some(wanted)) => (got - wanted).abs() < 1e-9,
        _ => got == wanted,
    }
}
