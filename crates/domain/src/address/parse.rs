//! Putting the tokens together.

use super::head::{is_site_name, split_divisions, split_road};
use super::number::read_building_no;
use super::token::{Token, tokens};
use super::words::{
    FLOOR_WORDS, NAMED_BUILDINGS, NOISE, PASSING_PLACES, RELATIVE_WORDS, SIDES, SUB_ROOM_MARKS, Suffix,
};
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
        parts: AddressParts::default(),
        context_building: context.building.and_then(read_building_no),
        context_site: context.site.map(str::trim).filter(|site| !site.is_empty()),
        lane_site: false,
        vague: false,
        below_ground: false,
        expects_sub_room: false,
        expects_annex: false,
        several_rooms: false,
    };
    let tokens = tokens(body);
    for (index, token) in tokens.iter().enumerate() {
        let next = tokens.iter().skip(index + 1).find(|token| **token != Token::Gap);
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
    /// The site is only a number (88弄, 92号院), to give way to a name.
    pub(super) lane_site: bool,
    /// A word like 旁 or 后面: the place is beside what is named.
    pub(super) vague: bool,
    /// 地下 or 负 stands before what comes.
    pub(super) below_ground: bool,
    /// 隔断 stands before what comes.
    pub(super) expects_sub_room: bool,
    /// 附 stands before what comes: 59号附3号.
    pub(super) expects_annex: bool,
    /// More than one room is named: 501、502室. Neither is the room.
    pub(super) several_rooms: bool,
}

impl Reader<'_> {
    fn take_words(&mut self, words: &str, next: Option<&Token>) {
        if RELATIVE_WORDS.iter().any(|word| words.contains(word)) {
            self.vague = true;
            self.leave(words);
            return;
        }
        if words == "附" && self.parts.door_no.is_some() {
            self.expects_annex = true;
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
            self.take_inner(words);
            return;
        }
        self.take_head(words, next);
    }

    /// Words behind the building: a side of the floor, a kind, the site named last.
    fn take_inner(&mut self, words: &str) {
        let side = SIDES.iter().find(|(word, _)| *word == words).map(|(_, side)| *side);
        match (side, SpaceKind::at_end(words)) {
            (Some(side), _) if self.parts.floor.is_some() && self.parts.room.is_none() => self.set_room(side, None),
            (_, Some((word, kind))) => {
                self.set_kind(kind);
                self.leave(words.strip_suffix(word).unwrap_or_default());
            }
            _ if self.parts.site.is_none() && is_site_name(words) => self.parts.site = Some(words.to_owned()),
            _ => self.leave(words),
        }
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
        // A single character may begin a name (内河花园): it is filler only where no name is to come.
        let mut filler = NOISE.iter().filter(|word| in_building || word.chars().count() > 1 || **word == words);
        filler.find_map(|word| words.strip_prefix(word))
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
        let rest = match ["沿街", "临街"].iter().find_map(|word| rest.strip_suffix(word)) {
            Some(before) if is_site_name(before) => {
                self.set_kind(SpaceKind::Shop);
                before
            }
            _ => rest,
        };
        let (road, site) = if self.parts.road.is_none() { split_road(rest) } else { (None, rest) };
        if let Some(road) = road {
            self.parts.road = Some(road.to_owned());
        }
        let (site, kind) = match SpaceKind::at_end(site) {
            Some((word, kind)) if kind != SpaceKind::Dwelling => (site.strip_suffix(word).unwrap_or(site), Some(kind)),
            _ => (site, None),
        };
        let above = site.strip_suffix("地下");
        self.below_ground |= above.is_some();
        let site = above.unwrap_or(site);
        if let Some(kind) = kind {
            self.set_kind(kind);
        }
        let named = NAMED_BUILDINGS.iter().find_map(|(word, name)| site.strip_suffix(word).map(|site| (site, *name)));
        let named = named.filter(|(site, _)| is_site_name(site));
        if let Some((_, name)) = named {
            self.parts.building = Some(name.to_owned());
        }
        let site = named.map_or(site, |(site, _)| site);
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
            Some(known) if site.chars().count() <= 4 && site.ends_with(['期', '区']) => known.push_str(site),
            Some(_) => self.leave(site),
            None => self.parts.site = Some(site.to_owned()),
        }
    }

    /// Keeps what was not understood.
    pub(super) fn leave(&mut self, words: &str) {
        if !words.is_empty() {
            if !self.parts.rest.is_empty() {
                self.parts.rest.push(' ');
            }
            self.parts.rest.push_str(words);
        }
    }
}
