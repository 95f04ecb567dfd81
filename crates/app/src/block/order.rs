//! How the rooms of a building stand: storey over storey from the lowest up, in each by unit, then number. The building
//! page and the map's colours read it off here, so that a digit of the one is the cell of the other.

use super::storeys::{DeclaredFloors, StoreyKey, Storeys};
use louce_domain::room_plan::BlockSpec;
use louce_domain::space::Room;
use louce_store::MapDoor;
use std::collections::BTreeMap;

/// What tells where a room stands.
pub trait Stands {
    /// Unit (单元).
    fn unit(&self) -> Option<&str>;
    /// Floor as numbered.
    fn floor(&self) -> Option<i16>;
    /// Room number.
    fn number(&self) -> &str;
    /// Partition (隔断).
    fn sub_room(&self) -> Option<&str>;
    /// What the address adds (附属地址): the name of a floor that has no number.
    fn annex(&self) -> Option<&str>;
}

macro_rules! stands {
    ($($room:ty),+) => { $(impl Stands for $room {
        fn unit(&self) -> Option<&str> {
            self.unit.as_deref()
        }
        fn floor(&self) -> Option<i16> {
            self.floor
        }
        fn number(&self) -> &str {
            &self.number
        }
        fn sub_room(&self) -> Option<&str> {
            self.sub_room.as_deref()
        }
        fn annex(&self) -> Option<&str> {
            self.annex.as_deref()
        }
    })+ };
}
stands!(Room, MapDoor);

/// A storey with its rooms in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing<'r, R> {
    /// 1 is the lowest storey above ground, −1 the highest below; there is no 0.
    pub storey: i16,
    /// The rooms.
    pub rooms: Vec<&'r R>,
}

/// The storeys of a building from the lowest up, those without rooms among them where the specification names them, or
/// where as many are declared. Rooms whose number tells no floor stand on the ground floor.
pub fn arranged<'r, R: Stands>(
    spec: Option<&BlockSpec>,
    declared: DeclaredFloors,
    rooms: &'r [R],
) -> Vec<Standing<'r, R>> {
    arranged_on(&Storeys::of(spec, declared), rooms).into_iter().map(|(_, standing)| standing).collect()
}

/// The same, each with what it is called by.
pub(super) fn arranged_on<'r, R: Stands>(storeys: &Storeys, rooms: &'r [R]) -> Vec<(StoreyKey, Standing<'r, R>)> {
    let known = storeys.keys(rooms.iter()).into_iter();
    let mut by_storey: BTreeMap<StoreyKey, Vec<&R>> = known.map(|key| (key, Vec::new())).collect();
    for room in rooms {
        by_storey.entry(storeys.key(room)).or_default().push(room);
    }
    let below = by_storey.keys().filter(|(floor, _)| *floor < 0).count();
    let storey = |(at, (key, mut rooms)): (usize, (StoreyKey, Vec<&'r R>))| {
        rooms.sort_by_cached_key(|room| place_in_row(*room));
        (key, Standing { storey: storey_at(at, below), rooms })
    };
    by_storey.into_iter().enumerate().map(storey).collect()
}

fn storey_at(at: usize, below: usize) -> i16 {
    let storey = if at < below { at.cast_signed() - below.cast_signed() } else { (at - below).cast_signed() + 1 };
    i16::try_from(storey).unwrap_or(i16::MAX)
}

/// Where a room stands on its floor. The floor itself is in it for rooms that share a number.
fn place_in_row<R: Stands>(room: &R) -> impl Ord {
    let number = room.number();
    (room.unit().map(by_number), side(number), by_number(number), room.sub_room(), room.floor())
}

/// A text by its numbers: unit 2 stands before unit 10, room 501 before 1001.
pub fn natural_key(text: &str) -> (u64, String) {
    let (number, text) = by_number(text);
    (number, text.to_owned())
}

fn by_number(text: &str) -> (u64, &str) {
    let digits = text.bytes().take_while(u8::is_ascii_digit);
    let number = digits.fold(0_u64, |number, digit| number.saturating_mul(10).saturating_add(u64::from(digit - b'0')));
    (if text.starts_with(|first: char| first.is_ascii_digit()) { number } else { u64::MAX }, text)
}

/// Rooms called by their sides stand as the sides do: 东, 中, 西.
fn side(number: &str) -> Option<usize> {
    let last = number.chars().next_back()?;
    ['东', '左', '中', '南', '北', '右', '西'].iter().position(|side| *side == last)
}
