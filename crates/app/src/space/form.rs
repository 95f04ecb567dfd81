//! The block form of the window ⇄ the specification of the domain.

use crate::refusal;
use louce_domain::room_plan::{
    BandNumbering, BandRooms, BlockSpec, FloorBand, FloorCount, FloorException, FloorLabel, FloorSkip, RoomChange,
    RoomException, RoomNumbering, SerialRun, SkippedFloor, UnitSpec,
};
use louce_domain::space_kind::SpaceKind;
use louce_wire::{
    BandForm, BandNumberingForm, BlockForm, FloorExceptionForm, FloorLabelForm, FloorSkipForm, FloorsCounted,
    NumberingForm, RoomChangeForm, RoomExceptionForm, RpcError, SkippedFloorForm, UnitForm,
};

/// The most entries of one list of a form: beyond it nobody filled it in by hand.
const MOST_ENTRIES: usize = 2_000;

/// The specification that a form describes. Blanks around names are dropped.
///
/// # Errors
/// When a kind of space is not in its list, or a list is longer than anybody writes.
pub fn spec_of(form: &BlockForm) -> Result<BlockSpec, RpcError> {
    check_lengths(form)?;
    Ok(BlockSpec {
        units: form.units.iter().map(unit).collect(),
        floors_above: form.floors_above,
        floors_counted: match form.floors_counted {
            FloorsCounted::Storeys => FloorCount::Storeys,
            FloorsCounted::TopNumber => FloorCount::TopNumber,
        },
        floors_below: form.floors_below,
        skipped_floors: form.skipped_floors.iter().map(skipped).collect(),
        floor_labels: form.floor_labels.iter().map(floor_label).collect(),
        rooms_per_floor: form.rooms_per_floor,
        parts_per_room: form.parts_per_room,
        numbering: numbering(form.numbering),
        serials: if form.serials_continue { SerialRun::Continue } else { SerialRun::Restart },
        skipped_serials: form.skipped_serials.clone(),
        bands: form.bands.iter().map(band).collect::<Result<_, _>>()?,
        floor_exceptions: form.floor_exceptions.iter().map(floor_exception).collect::<Result<_, _>>()?,
        room_exceptions: form.room_exceptions.iter().map(room_exception).collect::<Result<_, _>>()?,
    })
}

/// The form that describes a specification.
pub fn form_of(spec: &BlockSpec) -> BlockForm {
    BlockForm {
        units: spec.units.iter().map(unit_form).collect(),
        floors_above: spec.floors_above,
        floors_counted: match spec.floors_counted {
            FloorCount::Storeys => FloorsCounted::Storeys,
            FloorCount::TopNumber => FloorsCounted::TopNumber,
        },
        floors_below: spec.floors_below,
        skipped_floors: spec.skipped_floors.iter().map(skipped_form).collect(),
        floor_labels: spec.floor_labels.iter().map(floor_label_form).collect(),
        rooms_per_floor: spec.rooms_per_floor,
        parts_per_room: spec.parts_per_room,
        numbering: numbering_form(spec.numbering),
        serials_continue: spec.serials == SerialRun::Continue,
        skipped_serials: spec.skipped_serials.clone(),
        bands: spec.bands.iter().map(band_form).collect(),
        floor_exceptions: spec.floor_exceptions.iter().map(floor_exception_form).collect(),
        room_exceptions: spec.room_exceptions.iter().map(room_exception_form).collect(),
    }
}

fn check_lengths(form: &BlockForm) -> Result<(), RpcError> {
    let lengths = [
        ("units", form.units.len()),
        ("skippedFloors", form.skipped_floors.len()),
        ("floorLabels", form.floor_labels.len()),
        ("skippedSerials", form.skipped_serials.len()),
        ("bands", form.bands.len()),
        ("floorExceptions", form.floor_exceptions.len()),
        ("roomExceptions", form.room_exceptions.len()),
    ];
    match lengths.into_iter().find(|(_, length)| *length > MOST_ENTRIES) {
        None => Ok(()),
        Some((field, _)) => Err(refusal::invalid(
            format!("此项超过{MOST_ENTRIES}条：请核对，或分成几幢登记。"),
            format!("More than {MOST_ENTRIES} entries: check them, or register several buildings."),
        )
        .about(field)),
    }
}

fn text(text: &str) -> String {
    text.trim().to_owned()
}

fn optional(given: Option<&String>) -> Option<String> {
    given.map(|given| text(given)).filter(|given| !given.is_empty())
}

fn kind(code: &str, field: &str) -> Result<SpaceKind, RpcError> {
    code.parse().map_err(|_| {
        let zh = format!("没有“{code}”这种房间种类：请从列表中选择。");
        refusal::invalid(zh, format!("There is no kind of space “{code}”: choose one of the list.")).about(field)
    })
}

const fn numbering(form: NumberingForm) -> RoomNumbering {
    match form {
        NumberingForm::FloorSerial => RoomNumbering::FloorSerial,
        NumberingForm::PaddedFloorSerial => RoomNumbering::PaddedFloorSerial,
        NumberingForm::UnitLetter => RoomNumbering::UnitLetter,
        NumberingForm::UnitDash => RoomNumbering::UnitDash,
        NumberingForm::Suffix => RoomNumbering::Suffix,
        NumberingForm::ChineseFloorSide => RoomNumbering::ChineseFloorSide,
    }
}

const fn numbering_form(style: RoomNumbering) -> NumberingForm {
    match style {
        RoomNumbering::FloorSerial => NumberingForm::FloorSerial,
        RoomNumbering::PaddedFloorSerial => NumberingForm::PaddedFloorSerial,
        RoomNumbering::UnitLetter => NumberingForm::UnitLetter,
        RoomNumbering::UnitDash => NumberingForm::UnitDash,
        RoomNumbering::Suffix => NumberingForm::Suffix,
        RoomNumbering::ChineseFloorSide => NumberingForm::ChineseFloorSide,
    }
}

fn unit(form: &UnitForm) -> UnitSpec {
    UnitSpec {
        name: text(&form.name),
        floors_above: form.floors_above,
        floors_below: form.floors_below,
        rooms_per_floor: form.rooms_per_floor,
    }
}

fn unit_form(unit: &UnitSpec) -> UnitForm {
    UnitForm {
        name: unit.name.clone(),
        floors_above: unit.floors_above,
        floors_below: unit.floors_below,
        rooms_per_floor: unit.rooms_per_floor,
    }
}

const fn skipped(form: &SkippedFloorForm) -> SkippedFloor {
    let how = match form.how {
        FloorSkipForm::LabelJumps => FloorSkip::LabelJumps,
        FloorSkipForm::NotBuilt => FloorSkip::NotBuilt,
    };
    SkippedFloor { floor: form.floor, how }
}

const fn skipped_form(skipped: &SkippedFloor) -> SkippedFloorForm {
    let how = match skipped.how {
        FloorSkip::LabelJumps => FloorSkipForm::LabelJumps,
        FloorSkip::NotBuilt => FloorSkipForm::NotBuilt,
    };
    SkippedFloorForm { floor: skipped.floor, how }
}

fn floor_label(form: &FloorLabelForm) -> FloorLabel {
    FloorLabel { storey: form.storey, label: text(&form.label), takes_number: form.takes_number }
}

fn floor_label_form(own: &FloorLabel) -> FloorLabelForm {
    FloorLabelForm { storey: own.storey, label: own.label.clone(), takes_number: own.takes_number }
}

fn band(form: &BandForm) -> Result<FloorBand, RpcError> {
    Ok(FloorBand {
        floors: form.floors.iter().map(|floor| text(floor)).collect(),
        units: form.units.iter().map(|unit| text(unit)).collect(),
        kind: kind(&form.kind, "bands")?,
        rooms: form.rooms,
        rooms_of: if form.whole_floor { BandRooms::WholeFloor } else { BandRooms::EachUnit },
        numbering: match &form.numbering {
            BandNumberingForm::AsRooms => BandNumbering::AsRooms,
            BandNumberingForm::Serial { prefix, start } => {
                BandNumbering::Serial { prefix: text(prefix), start: *start }
            }
            BandNumberingForm::Street { street, start, step } => {
                BandNumbering::Street { street: optional(street.as_ref()), start: *start, step: *step }
            }
        },
    })
}

fn band_form(band: &FloorBand) -> BandForm {
    BandForm {
        floors: band.floors.clone(),
        units: band.units.clone(),
        kind: band.kind.code().to_owned(),
        rooms: band.rooms,
        whole_floor: band.rooms_of == BandRooms::WholeFloor,
        numbering: match &band.numbering {
            BandNumbering::AsRooms => BandNumberingForm::AsRooms,
            BandNumbering::Serial { prefix, start } => {
                BandNumberingForm::Serial { prefix: prefix.clone(), start: *start }
            }
            BandNumbering::Street { street, start, step } => {
                BandNumberingForm::Street { street: street.clone(), start: *start, step: *step }
            }
        },
    }
}

fn floor_exception(form: &FloorExceptionForm) -> Result<FloorException, RpcError> {
    Ok(FloorException {
        floor: text(&form.floor),
        unit: optional(form.unit.as_ref()),
        rooms: form.rooms,
        kind: form.kind.as_deref().map(|code| kind(code, "floorExceptions")).transpose()?,
    })
}

fn floor_exception_form(own: &FloorException) -> FloorExceptionForm {
    FloorExceptionForm {
        floor: own.floor.clone(),
        unit: own.unit.clone(),
        rooms: own.rooms,
        kind: own.kind.map(|kind| kind.code().to_owned()),
    }
}

fn room_exception(form: &RoomExceptionForm) -> Result<RoomException, RpcError> {
    let change = match &form.change {
        RoomChangeForm::Missing => RoomChange::Missing,
        RoomChangeForm::MergedInto { number } => RoomChange::MergedInto { number: text(number) },
        RoomChangeForm::Kind { kind: code } => RoomChange::Kind { kind: kind(code, "roomExceptions")? },
        RoomChangeForm::Number { number } => RoomChange::Number { number: text(number) },
        RoomChangeForm::Parts { names } => RoomChange::Parts { names: names.iter().map(|name| text(name)).collect() },
    };
    Ok(RoomException { unit: optional(form.unit.as_ref()), number: text(&form.number), change })
}

fn room_exception_form(own: &RoomException) -> RoomExceptionForm {
    let change = match &own.change {
        RoomChange::Missing => RoomChangeForm::Missing,
        RoomChange::MergedInto { number } => RoomChangeForm::MergedInto { number: number.clone() },
        RoomChange::Kind { kind } => RoomChangeForm::Kind { kind: kind.code().to_owned() },
        RoomChange::Number { number } => RoomChangeForm::Number { number: number.clone() },
        RoomChange::Parts { names } => RoomChangeForm::Parts { names: names.clone() },
    };
    RoomExceptionForm { unit: own.unit.clone(), number: own.number.clone(), change }
}

#[cfg(test)]
mod tests {
    use super::*;
    use louce_domain::room_plan::UnitNames;

    fn everything() -> BlockSpec {
        let exception =
            |number: &str, change| RoomException { unit: Some("1".to_owned()), number: number.to_owned(), change };
        BlockSpec {
            units: UnitNames::Numbers.names(2).into_iter().map(UnitSpec::named).collect(),
            floors_above: 9,
            floors_counted: FloorCount::TopNumber,
            floors_below: 1,
            skipped_floors: vec![
                SkippedFloor { floor: 4, how: FloorSkip::LabelJumps },
                SkippedFloor { floor: 6, how: FloorSkip::NotBuilt },
            ],
            floor_labels: vec![FloorLabel { storey: 2, label: "夹层".to_owned(), takes_number: false }],
            rooms_per_floor: 3,
            parts_per_room: 2,
            numbering: RoomNumbering::UnitDash,
            serials: SerialRun::Continue,
            skipped_serials: vec![4],
            bands: vec![
                FloorBand {
                    floors: vec!["1".to_owned()],
                    units: Vec::new(),
                    kind: SpaceKind::Shop,
                    rooms: 4,
                    rooms_of: BandRooms::WholeFloor,
                    numbering: BandNumbering::Street { street: Some("澄浪路".to_owned()), start: 201, step: 2 },
                },
                FloorBand {
                    floors: vec!["B1".to_owned()],
                    units: vec!["2".to_owned()],
                    kind: SpaceKind::Garage,
                    rooms: 8,
                    rooms_of: BandRooms::EachUnit,
                    numbering: BandNumbering::Serial { prefix: "车库".to_owned(), start: 1 },
                },
            ],
            floor_exceptions: vec![FloorException {
                floor: "9".to_owned(),
                unit: Some("2".to_owned()),
                rooms: Some(1),
                kind: Some(SpaceKind::Attic),
            }],
            room_exceptions: vec![
                exception("201", RoomChange::Missing),
                exception("302", RoomChange::MergedInto { number: "301".to_owned() }),
                exception("303", RoomChange::Kind { kind: SpaceKind::Office }),
                exception("501", RoomChange::Number { number: "501甲".to_owned() }),
                exception("502", RoomChange::Parts { names: vec!["东".to_owned(), "西".to_owned()] }),
            ],
        }
    }

    #[test]
    fn a_form_says_everything_that_a_specification_does() {
        let spec = everything();
        assert_eq!(
            spec_of(&form_of(&spec)).expect("the form is read"),
            spec,
            "nothing is lost on the way to the screen"
        );
    }

    #[test]
    fn a_kind_that_is_not_in_the_list_is_refused_by_its_field() {
        let mut form = form_of(&everything());
        form.bands.iter_mut().for_each(|band| band.kind = "castle".to_owned());
        let error = spec_of(&form).expect_err("there is no such kind");
        assert_eq!(error.field.as_deref(), Some("bands"), "the screen can point at it");
    }
}
