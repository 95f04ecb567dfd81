//! Putting the tokens together.

use super::head::{is_site_name, split_divisions, split_road};
use super::number::{floor_of_room, read_building_no, trim_zeros};
use super::token::{Token, starts_with_kind, tokens};
use super::words::{FLOOR_WORDS, NOISE, PASSING_PLACES, RELATIVE_WORDS, SUB_ROOM_MARKS, Suffix};
use super::{AddressContext, AddressParts};
use crate::numeral::half_width;
use crate::space_kind::SpaceKind;

/// Reads an address that stands alone.
pub fn parse_address(text: &str) -> AddressParts {
    parse_address_in(text, &AddressContext::default())
}

/// Reads an address with what other columns or rows say about its place. The context only fills what the address leaves
/// open, and nothing at all where the address cannot be read: `修车铺楼上` is not in the building of its section.
pub fn parse_address_in(text: &str, context: &AddressContext<'_>) -> AddressParts {
    let folded = half_width(text).to_ascii_uppercase();
    let body = folded.split_once(':').map_or(folded.as_str(), |(_, after)| after);
    let mut reader = Reader {
        parts: AddressParts::unread(),
        context_building: context.building.and_then(read_building_no),
        context_site: context.site.map(str::trim).filter(|site| !site.is_empty()),
        lane_site: false,
        vague: false,
        below_ground: false,
        expects_sub_room: false,
    };
    let tokens = tokens(body);
    for (index, token) in tokens.iter().enumerate() {
        let next = tokens.get(index + 1);
        match token {
            Token::Gap => reader.expects_sub_room = false,
            Token::Words(words) => reader.take_words(words, next),
            Token::Numbers { numbers, suffix, dash_before } => {
                reader.take_numbers(numbers, *suffix, *dash_before, next)
            }
        }
    }
    reader.finish(context, body.trim().is_empty())
}

pub(super) struct Reader<'a> {
    pub(super) parts: AddressParts,
    pub(super) context_building: Option<String>,
    pub(super) context_site: Option<&'a str>,
    /// The site is a lane number (88弄), to give way to a name.
    pub(super) lane_site: bool,
    /// A word like 旁 or 后面: the place is beside what is named.
    pub(super) vague: bool,
    /// 地下 or 负 stands before what comes.
    below_ground: bool,
    /// 隔断 stands before what comes.
    expects_sub_room: bool,
}

impl Reader<'_> {
    fn take_words(&mut self, words: &str, next: Option<&Token>) {
        if RELATIVE_WORDS.iter().any(|word| words.contains(word)) {
            self.vague = true;
            self.leave(words);
            return;
        }
        let mut words = words;
        while let Some(rest) = self.take_known_word(words) {
            words = rest;
        }
        if words.is_empty() {
            return;
        }
        if self.parts.building.is_some() || self.parts.room.is_some() {
            match SpaceKind::at_end(words) {
                Some((word, kind)) => {
                    self.set_kind(kind);
                    self.leave(words.strip_suffix(word).unwrap_or_default());
                }
                None => self.leave(words),
            }
            return;
        }
        self.take_head(words, next);
    }

    /// Takes one floor word, partition mark, kind or filler off the front; gives what is left.
    fn take_known_word<'t>(&mut self, words: &'t str) -> Option<&'t str> {
        if words.is_empty() {
            return None;
        }
        let in_building = self.parts.building.is_some() || self.context_building.is_some();
        if let Some((rest, floor)) =
            FLOOR_WORDS.iter().find_map(|(word, floor)| words.strip_prefix(word).map(|rest| (rest, *floor)))
        {
            self.parts.floor = Some(floor);
            return Some(rest);
        }
        if let Some(rest) = SUB_ROOM_MARKS.iter().find_map(|mark| words.strip_prefix(mark)) {
            self.expects_sub_room = true;
            return Some(rest);
        }
        if let Some((word, kind)) = SpaceKind::at_start(words) {
            let rest = words.strip_prefix(word)?;
            if rest.is_empty() || in_building || word.starts_with("沿街") {
                self.set_kind(kind);
                return Some(rest);
            }
        }
        for below in ["半地下", "地下", "负"] {
            if let Some(rest) = words.strip_prefix(below) {
                self.below_ground = true;
                return Some(rest);
            }
        }
        NOISE
            .iter()
            .find_map(|noise| words.strip_prefix(noise).filter(|rest| rest.is_empty() || in_building || rest.len() > 6))
    }

    fn set_kind(&mut self, kind: SpaceKind) {
        self.parts.space_kind = Some(kind);
        if self.below_ground || kind == SpaceKind::Basement {
            self.parts.floor = self.parts.floor.or(Some(-1));
        }
    }

    /// Words that belong before the building: divisions, road, site, and a kind at their end.
    fn take_head(&mut self, words: &str, next: Option<&Token>) {
        let village = matches!(next, Some(Token::Numbers { suffix: Some(Suffix::Group), .. }));
        let (divisions, rest) = split_divisions(words, village);
        if !divisions.is_empty() {
            self.parts.division_text.get_or_insert_default().push_str(divisions);
        }
        let (road, site) = if self.parts.road.is_none() { split_road(rest) } else { (None, rest) };
        if let Some(road) = road {
            self.parts.road = Some(road.to_owned());
        }
        let (site, kind) = match SpaceKind::at_end(site) {
            Some((word, kind)) if kind != SpaceKind::Dwelling => (site.strip_suffix(word).unwrap_or(site), Some(kind)),
            _ => (site, None),
        };
        if let Some(kind) = kind {
            self.set_kind(kind);
        }
        self.take_site(site, matches!(next, Some(Token::Numbers { .. })));
    }

    fn take_site(&mut self, site: &str, number_follows: bool) {
        let plausible = is_site_name(site) || number_follows || self.context_site == Some(site);
        match &mut self.parts.site {
            _ if site.is_empty() => {}
            _ if PASSING_PLACES.contains(&site) || !plausible => self.leave(site),
            Some(lane) if self.lane_site => {
                let door = self.parts.road.as_deref().and_then(|road| lane.strip_prefix(road)).unwrap_or(lane);
                self.parts.door_no = Some(door.to_owned());
                self.parts.site = Some(site.to_owned());
                self.lane_site = false;
            }
            Some(known) if known == site => {}
            Some(_) => self.leave(site),
            None => self.parts.site = Some(site.to_owned()),
        }
    }

    fn take_numbers(&mut self, numbers: &[String], suffix: Option<Suffix>, dash_before: bool, next: Option<&Token>) {
        let (Some(first), joined) = (numbers.first(), numbers.join("-")) else { return };
        let single = numbers.len() == 1;
        match suffix {
            Some(Suffix::Lane) => {
                let road = self.parts.road.as_deref().unwrap_or_default();
                self.parts.site = Some(format!("{road}{joined}弄"));
                self.lane_site = true;
            }
            Some(Suffix::Compound) => {
                let road = self.parts.road.as_deref().unwrap_or_default();
                self.parts.site = Some(format!("{road}{joined}号院"));
            }
            Some(Suffix::Building) => self.parts.building = Some(trim_zeros(&joined)),
            Some(Suffix::Unit) => self.take_unit(numbers),
            Some(Suffix::Lou) if single && self.is_building_lou(next) => self.parts.building = Some(trim_zeros(first)),
            Some(Suffix::Floor | Suffix::Lou) => self.take_floor(numbers, dash_before),
            Some(Suffix::Phase) => self.take_phase(&joined),
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

    /// 2期, 3区: part of the site's name.
    fn take_phase(&mut self, number: &str) {
        match &mut self.parts.site {
            Some(site) if self.parts.building.is_none() => site.push_str(&format!("{number}期")),
            _ => self.leave(number),
        }
    }

    /// 号 is a street number on a road, a building in a lane or site, a room in a building, the number of a garage.
    fn take_hao(&mut self, numbers: &[String], next: Option<&Token>) {
        let joined = numbers.join("-");
        let in_building = self.parts.building.is_some() || self.parts.unit.is_some();
        if in_building || (self.parts.site.is_none() && self.parts.road.is_none() && self.context_building.is_some()) {
            self.take_tail(numbers, Some(Suffix::Room));
        } else if starts_with_kind(next)
            && self.parts.road.is_some()
            && self.parts.site.is_none()
            && !self.parts.rest.is_empty()
        {
            self.leave(&format!("{joined}号"));
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
        let placed = self.parts.building.is_some() || self.parts.unit.is_some() || self.parts.door_no.is_some();
        if self.parts.room.is_some() {
            if self.parts.sub_room.is_none() && (letter || number.len() <= 2) {
                self.parts.sub_room = Some(number.to_owned());
            } else {
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
        self.parts.floor = match floor_of_room(room) {
            Some(floor) if below => Some(-floor.abs()),
            Some(floor) if self.parts.floor.is_none_or(|written| written > 0) => Some(floor),
            _ => self.parts.floor,
        };
        self.parts.room = Some(room.to_owned());
        if let Some(sub_room) = sub_room.map(String::as_str).or(letter) {
            self.parts.sub_room = Some(sub_room.to_owned());
        }
    }

    fn leave(&mut self, words: &str) {
        if !words.is_empty() {
            if !self.parts.rest.is_empty() {
                self.parts.rest.push(' ');
            }
            self.parts.rest.push_str(words);
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
