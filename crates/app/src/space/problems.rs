//! What is wrong with a form or a change, as the screen shows it.

use super::open_records::Before;
use crate::asking::stored;
use crate::protection::{self, WITHHELD};
use crate::refusal;
use louce_domain::change::RecordRef;
use louce_domain::field::RecordKind;
use louce_domain::name::mask_name;
use louce_domain::room_plan::change::ChangeProblem;
use louce_domain::room_plan::{BlockSpec, SpecProblem};
use louce_store::Reader;
use louce_wire::{FormProblem, RpcError};

/// How many records an error names; the rest are counted.
const MOST_NAMED: usize = 6;

/// Everything to be mended in a form, in its order.
pub fn form_problems(spec: &BlockSpec) -> Vec<FormProblem> {
    spec.validate().iter().map(|problem| form_problem(spec, problem)).collect()
}

fn form_problem(spec: &BlockSpec, problem: &SpecProblem) -> FormProblem {
    let code = serde_json::to_value(problem).ok().and_then(|value| value.get("code")?.as_str().map(str::to_owned));
    FormProblem {
        code: code.unwrap_or_default(),
        field: field_of(spec, problem).to_owned(),
        zh: problem.zh(),
        en: problem.en(),
    }
}

/// Refuses a specification with faults, by the first of them.
///
/// # Errors
/// When there is one.
pub fn check(spec: &BlockSpec) -> Result<(), RpcError> {
    match spec.validate().first() {
        None => Ok(()),
        Some(problem) => Err(refusal::invalid(problem.zh(), problem.en()).about(field_of(spec, problem))),
    }
}

/// The field of the form in which a problem is mended.
fn field_of(spec: &BlockSpec, problem: &SpecProblem) -> &'static str {
    match problem {
        SpecProblem::NoFloors | SpecProblem::TooManyFloors => "floorsAbove",
        SpecProblem::NoRooms | SpecProblem::TooManyRooms | SpecProblem::TooManyOnFloor { .. } => "roomsPerFloor",
        SpecProblem::TooManyUnits | SpecProblem::UnitName { .. } | SpecProblem::UnitTwice { .. } => "units",
        SpecProblem::TooManySides { .. } | SpecProblem::UnitNotALetter { .. } | SpecProblem::UnitNotForDash { .. } => {
            "numbering"
        }
        SpecProblem::TooManyParts => "partsPerRoom",
        SpecProblem::FloorLabel { .. } | SpecProblem::FloorTwice { .. } => "floorLabels",
        SpecProblem::SkippedBeyond { .. } => "skippedFloors",
        SpecProblem::UnknownFloor { floor } => {
            if spec.bands.iter().any(|band| band.floors.contains(floor)) {
                "bands"
            } else {
                "floorExceptions"
            }
        }
        SpecProblem::UnknownUnit { unit } if spec.bands.iter().any(|band| band.units.contains(unit)) => "bands",
        SpecProblem::UnknownUnit { unit }
            if spec.floor_exceptions.iter().any(|own| own.unit.as_ref() == Some(unit)) =>
        {
            "floorExceptions"
        }
        SpecProblem::BandsOverlap { .. } | SpecProblem::StreetStep | SpecProblem::BasementOfUnitB => "bands",
        SpecProblem::NumberTwice { .. } if !spec.bands.is_empty() => "bands",
        SpecProblem::UnknownUnit { .. }
        | SpecProblem::UnknownRoom { .. }
        | SpecProblem::MergedIntoNothing { .. }
        | SpecProblem::PartNames { .. }
        | SpecProblem::RoomNumber { .. }
        | SpecProblem::NumberTwice { .. } => "roomExceptions",
    }
}

/// A change that cannot be made as asked.
pub fn change_refused(problem: &ChangeProblem) -> RpcError {
    refusal::invalid(problem.zh(), problem.en()).about(problem.code())
}

/// A change in which records have no room yet: names them, persons masked.
pub fn undecided(reader: &Reader<'_>, before: &Before, problems: &[ChangeProblem]) -> RpcError {
    let open: Vec<RecordRef> = problems
        .iter()
        .filter_map(|problem| match problem {
            ChangeProblem::Undecided { record } => Some(*record),
            _ => None,
        })
        .collect();
    if open.is_empty() {
        return problems.first().map_or_else(|| refusal::internal("settle", &"no problem named"), change_refused);
    }
    let mut named: Vec<String> = Vec::new();
    for record in open.iter().take(MOST_NAMED) {
        match called(reader, before, *record) {
            Ok(name) => named.push(format!("{}{name}", record.kind.zh())),
            Err(error) => return error,
        }
    }
    let more = if open.len() > MOST_NAMED { "……" } else { "" };
    refusal::invalid(
        format!("还有{}条登记没有指定房间：{}{more}。请逐条选择。", open.len(), named.join("、")),
        format!("{} open records have no room yet: choose one for each ({}).", open.len(), named.join(", ")),
    )
    .about("occupants")
}

/// What a record is called in an error: `（张*）`.
fn called(reader: &Reader<'_>, before: &Before, record: RecordRef) -> Result<String, RpcError> {
    let name = match record.kind {
        RecordKind::Stay => match before.stays.iter().find(|stay| stay.id.0 == record.id) {
            Some(stay) if protection::protected(reader, stay.person)? => Some(WITHHELD.to_owned()),
            Some(stay) => {
                let person = reader.person_briefs(&[stay.person]).map_err(stored)?.pop();
                person.map(|person| mask_name(&person.name))
            }
            None => None,
        },
        RecordKind::Presence => match before.presences.iter().find(|known| known.id.0 == record.id) {
            Some(presence) => Some(reader.organisation(presence.organisation).map_err(stored)?.name),
            None => None,
        },
        RecordKind::Tenancy => {
            let tenancy = before.tenancies.iter().find(|known| known.id.0 == record.id);
            tenancy.and_then(|tenancy| tenancy.rental_no.clone())
        }
        _ => None,
    };
    Ok(name.map(|name| format!("（{name}）")).unwrap_or_default())
}
