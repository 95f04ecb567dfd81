//! What each number of an address is: building, unit, floor, room, partition or street number.

use super::number::{floor_of_room, trim_zeros};
use super::parse::Reader;
use super::token::{Token, starts_with_kind};
use super::words::Suffix;

impl Reader<'_> {
    /// Takes numbers joined by dashes with the word behind the last; `next` is the token after them.
    pub(super) fn take_numbers(
        &mut self,
        numbers: &[String],
        suffix: Option<Suffix>,
        dash_before: bool,
        next: Option<&Token>,
    ) {
        let (Some(first), joined) = (numbers.first(), numbers.join("-")) else { return };
        let single = numbers.len() == 1;
        if std::mem::take(&mut self.expects_annex)
            && let Some(door) = &mut self.parts.door_no
        {
            door.push_str(&format!("附{joined}号"));
            return;
        }
        match suffix {
            Some(Suffix::Lane) => {
                let road = self.parts.road.as_deref().unwrap_or_default();
                self.parts.site = Some(format!("{road}{joined}弄"));
                self.lane_site = true;
            }
            Some(Suffix::Compound) => {
                let road = self.parts.road.as_deref().unwrap_or_default();
                self.parts.site = Some(format!("{road}{joined}号院"));
                self.lane_site = true;
            }
            Some(Suffix::Building) if self.parts.building.is_some() => self.take_unit(numbers),
            Some(Suffix::Building) => self.parts.building = Some(trim_zeros(&joined)),
            Some(Suffix::Unit) => self.take_unit(numbers),
            Some(Suffix::Lou) if single && self.is_building_lou(next) => self.parts.building = Some(trim_zeros(first)),
            Some(Suffix::Floor | Suffix::Lou) => self.take_floor(numbers, dash_before),
            Some(Suffix::Phase) => self.leave(&joined),
            Some(Suffix::Group) => {
                self.parts.division_text.get_or_insert_default().push_str(&format!("{joined}组"));
            }
            Some(Suffix::Hao) => self.take_hao(numbers, next),
            Some(Suffix::Room) | None => self.take_tail(numbers, suffix),
        }
    }

    /// 楼 behind a number is a building where a unit follows and no building is known yet.
    fn is_building_lou(&self, next: Option<&Token>) -> bool {
        self.parts.building.is_none()
            && self.context_building.is_none()
            && matches!(next, Some(Token::Numbers { suffix: Some(Suffix::Unit), .. }))
    }

    fn take_unit(&mut self, numbers: &[String]) {
        match numbers {
            [unit] => self.parts.unit = Some(trim_zeros(unit)),
            [building, unit] => {
                self.parts.building = Some(trim_zeros(building));
                self.parts.unit = Some(trim_zeros(unit));
            }
            _ => self.leave(&numbers.join("-")),
        }
    }

    fn take_floor(&mut self, numbers: &[String], dash_before: bool) {
        let (floor, before) = match numbers {
            [floor] => (floor, None),
            [building, floor] => (floor, Some(building)),
            _ => return self.leave(&numbers.join("-")),
        };
        if let Some(building) = before {
            self.parts.building = Some(trim_zeros(building));
        }
        let below = self.below_ground || (dash_before && before.is_none());
        self.parts.floor = match (floor.parse::<i16>(), floor.strip_prefix('B').map(str::parse::<i16>)) {
            (Ok(number), _) if below => Some(-number),
            (Ok(number), _) => Some(number),
            (_, Some(Ok(number))) => Some(-number),
            _ => None,
        };
        self.below_ground = false;
    }

    /// 号 is a street number on a road, a building in a lane or site, a room in a building, the number of a garage.
    fn take_hao(&mut self, numbers: &[String], next: Option<&Token>) {
        let joined = numbers.join("-");
        let in_building = self.parts.building.is_some() || self.parts.unit.is_some();
        let room_follows = matches!(next, Some(Token::Numbers { suffix: None | Some(Suffix::Room), .. }));
        let in_section = self.parts.site.is_none() && self.parts.road.is_none() && self.context_building.is_some();
        let on_road = self.parts.road.is_some() && self.parts.site.is_none();
        if in_building && room_follows && joined.len() <= 2 && self.parts.unit.is_none() && self.parts.room.is_none() {
            // 53幢20号505: the number in the building is its entrance.
            self.take_unit(numbers);
        } else if in_building || in_section {
            self.take_tail(numbers, Some(Suffix::Room));
        } else if on_road && starts_with_kind(next) && !self.parts.rest.is_empty() {
            self.leave(&format!("{joined}号"));
        } else if !on_road && (starts_with_kind(next) || self.parts.space_kind.is_some()) {
            self.set_room(&joined, None);
        } else if self.parts.site.is_some() || (self.parts.road.is_none() && self.context_site.is_some()) {
            self.parts.building = Some(trim_zeros(&joined));
        } else if self.parts.door_no.is_none() {
            self.parts.door_no = Some(format!("{joined}号"));
        } else {
            self.leave(&format!("{joined}号"));
        }
    }

    /// Numbers without a word, or with 室: building, unit, room and partition as far as they are not known yet.
    fn take_tail(&mut self, numbers: &[String], suffix: Option<Suffix>) {
        if self.expects_sub_room {
            self.expects_sub_room = false;
            self.parts.sub_room = Some(numbers.join("-"));
            return;
        }
        let (numbers, sub_room) = split_sub_room(numbers);
        let known = self.parts.building.is_some() || self.context_building.is_some();
        match numbers {
            [building, unit, floor, room]
                if floor_of_room(room).is_some_and(|implied| floor.parse() == Ok(implied)) =>
            {
                self.set_building_unit(building, Some(unit));
                self.set_room(room, sub_room);
            }
            [building, unit, room]
                if self.parts.building.as_deref().is_none_or(|known| known == trim_zeros(building)) =>
            {
                self.set_building_unit(building, Some(unit));
                self.set_room(room, sub_room);
            }
            [unit, floor, room] if floor_of_room(room).is_some_and(|implied| floor.parse() == Ok(implied)) => {
                self.parts.unit = Some(trim_zeros(unit));
                self.set_room(room, sub_room);
            }
            [first, second] if known && is_room_like(first) && is_room_like(second) => {
                // 501-502室: the rooms from one to the other, no room of a unit 501.
                self.several_rooms = true;
                self.leave(&numbers.join("-"));
            }
            [unit, room] if known && self.parts.unit.is_none() => {
                self.parts.unit = Some(trim_zeros(unit));
                self.set_room(room, sub_room);
            }
            [building, room] if !known && is_room_like(room) => {
                self.set_building_unit(building, None);
                self.set_room(room, sub_room);
            }
            [building, unit] if !known && self.parts.road.is_none() => self.set_building_unit(building, Some(unit)),
            [number] => self.take_single(number, sub_room, suffix),
            _ if self.is_bare_street() => self.parts.door_no = Some(format!("{}号", numbers.join("-"))),
            _ => self.leave(&numbers.join("-")),
        }
    }

    /// A road and nothing else so far: a number without 号 is the street number.
    fn is_bare_street(&self) -> bool {
        self.parts.road.is_some()
            && self.parts.site.is_none()
            && self.parts.door_no.is_none()
            && self.parts.building.is_none()
    }

    fn take_single(&mut self, number: &str, sub_room: Option<&String>, suffix: Option<Suffix>) {
        let letter = number.chars().all(|c| c.is_ascii_alphabetic());
        let placed = self.parts.building.is_some()
            || self.parts.unit.is_some()
            || self.parts.door_no.is_some()
            || (self.parts.space_kind.is_some() && self.parts.road.is_none());
        if self.parts.room.is_some() {
            if self.parts.sub_room.is_none() && (letter || number.len() <= 2) {
                self.parts.sub_room = Some(number.to_owned());
            } else {
                self.several_rooms |= is_room_like(number) && self.parts.room.as_deref() != Some(number);
                self.leave(number);
            }
        } else if suffix == Some(Suffix::Room) || placed || self.context_building.is_some() {
            self.set_room(number, sub_room);
        } else if self.is_bare_street() {
            let branch = sub_room.map_or(String::new(), |branch| format!("-{branch}"));
            self.parts.door_no = Some(format!("{number}{branch}号"));
        } else if is_room_like(number) {
            self.set_room(number, sub_room);
        } else if self.parts.site.is_some() || self.context_site.is_some() {
            self.parts.building = Some(trim_zeros(number));
        } else {
            self.leave(number);
        }
    }

    fn set_building_unit(&mut self, building: &str, unit: Option<&String>) {
        self.parts.building = Some(trim_zeros(building));
        if let Some(unit) = unit {
            self.parts.unit = Some(trim_zeros(unit));
        }
    }

    pub(super) fn set_room(&mut self, room: &str, sub_room: Option<&String>) {
        let (room, letter) = split_letter(room);
        let below = std::mem::take(&mut self.below_ground);
        // B101 in unit B is the unit's letter, not a basement.
        let letter_of_unit = self.parts.unit.as_deref().filter(|unit| unit.bytes().all(|b| b.is_ascii_alphabetic()));
        let numbered = letter_of_unit.and_then(|unit| room.strip_prefix(unit)).unwrap_or(room);
        self.parts.floor = match floor_of_room(numbered) {
            Some(floor) if below => Some(-floor.abs()),
            Some(floor) if self.parts.floor.is_none_or(|written| written > 0) => Some(floor),
            _ => self.parts.floor,
        };
        self.parts.room = Some(room.to_owned());
        if let Some(sub_room) = sub_room.map(String::as_str).or(letter) {
            self.parts.sub_room = Some(sub_room.to_owned());
        }
    }
}

/// A room number: three digits or more, or letters before or behind such.
fn is_room_like(number: &str) -> bool {
    number.chars().filter(char::is_ascii_digit).count() >= 3
}

/// `501-A`, `501-2`: what stands behind a whole room number is a partition.
fn split_sub_room(numbers: &[String]) -> (&[String], Option<&String>) {
    match numbers {
        [before @ .., room, last]
            if is_room_like(room) && last.len() <= 2 && (numbers.len() > 2 || !is_room_like(last)) =>
        {
            (numbers.get(..before.len() + 1).unwrap_or(numbers), Some(last))
        }
        _ => (numbers, None),
    }
}

/// `501A` → `501` and `A`.
fn split_letter(room: &str) -> (&str, Option<&str>) {
    match room.split_at_checked(room.len().saturating_sub(1)) {
        Some((digits, letter))
            if digits.len() >= 3
                && digits.bytes().all(|byte| byte.is_ascii_digit())
                && letter.bytes().all(|byte| byte.is_ascii_alphabetic()) =>
        {
            (digits, Some(letter))
        }
        _ => (room, None),
    }
}
