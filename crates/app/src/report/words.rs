//! Domain codes in the words of the report.

use louce_domain::{population_class, sex, space};
use louce_report::{PopulationClass, RoomState, Sex, Term};

pub fn room_state(state: space::RoomState) -> RoomState {
    match state {
        space::RoomState::OwnerOccupied => RoomState::OwnerOccupied,
        space::RoomState::Let => RoomState::Let,
        space::RoomState::Vacant => RoomState::Vacant,
        space::RoomState::Business => RoomState::Business,
        space::RoomState::Unknown => RoomState::Unknown,
    }
}

pub fn class(class: population_class::PopulationClass) -> PopulationClass {
    match class {
        population_class::PopulationClass::Resident => PopulationClass::Resident,
        population_class::PopulationClass::Lodger => PopulationClass::Lodger,
        population_class::PopulationClass::Floating => PopulationClass::Floating,
        population_class::PopulationClass::Foreign => PopulationClass::Foreign,
        population_class::PopulationClass::Unregistered => PopulationClass::Unregistered,
    }
}

pub fn sex(sex: sex::Sex) -> Sex {
    match sex {
        sex::Sex::Male => Sex::Male,
        sex::Sex::Female => Sex::Female,
        sex::Sex::Unknown | sex::Sex::NotStated => Sex::Unknown,
    }
}

/// What a change did, by kind of record and by what became of it.
pub fn change_kind(code: &str) -> Term {
    match code {
        "created:person" => Term::new("新增人员", "Persons added"),
        "created:stay" => Term::new("迁入登记", "Stays opened"),
        "created:room" => Term::new("新建房间", "Rooms added"),
        "created:building" => Term::new("新建楼幢", "Buildings added"),
        "created:organisation" => Term::new("新增单位", "Organisations added"),
        "amended:person" => Term::new("人员信息更正", "Persons corrected"),
        "amended:stay" => Term::new("居住登记更正", "Stays corrected"),
        "ended:stay" => Term::new("迁出", "Moved out"),
        "amended:room" => Term::new("房间信息更正", "Rooms corrected"),
        "amended:building" => Term::new("楼幢信息更正", "Buildings corrected"),
        "amended:organisation" => Term::new("单位信息更正", "Organisations corrected"),
        "withdrawn" => Term::new("撤销批次收回", "Withdrawn by undo"),
        other => Term::same(other),
    }
}
