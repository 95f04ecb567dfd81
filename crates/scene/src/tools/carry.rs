//! A building carried over the ground.

use super::MovedTo;
use bevy_math::Vec2;

/// One press of the turning key, in degrees.
const TURN_DEG: f32 = 15.0;
/// What moved less than this, in metres, was not moved.
const LEAST_M: f32 = 0.05;

/// An outline on its way.
#[derive(Clone, Debug, PartialEq)]
pub struct Carry {
    /// Opaque id of the building.
    pub id: String,
    /// Its height in metres.
    pub height: f32,
    outline: Vec<Vec2>,
    middle: Vec2,
    /// For one that was laid out and not surveyed: how far it was turned already.
    laid_deg: Option<f32>,
    held: Vec2,
    by: Vec2,
    turned_deg: f32,
}

impl Carry {
    /// `outline` of a building of `height`, held at a place. `laid_deg` where it was laid out: how far it is turned.
    pub fn new(id: &str, outline: Vec<Vec2>, height: f32, laid_deg: Option<f32>, held: Vec2) -> Self {
        let (min, max) = crate::polygon::extent(&outline);
        let middle = (min + max) * 0.5;
        Self { id: id.to_owned(), height, outline, middle, laid_deg, held, by: Vec2::ZERO, turned_deg: 0.0 }
    }

    /// The hand is here now.
    pub fn move_to(&mut self, at: Vec2) {
        if at.is_finite() {
            self.by = at - self.held;
        }
    }

    /// Turns by one step, clockwise or back.
    pub fn turn(&mut self, clockwise: bool) {
        let step = if clockwise { TURN_DEG } else { -TURN_DEG };
        self.turned_deg = (self.turned_deg + step).rem_euclid(360.0);
    }

    /// Where it stood.
    pub fn origin(&self) -> &[Vec2] {
        &self.outline
    }

    /// Where it would stand.
    pub fn ring(&self) -> Vec<Vec2> {
        let (sin, cos) = (-self.turned_deg).to_radians().sin_cos();
        let turn = |p: Vec2| Vec2::new(p.x * cos - p.y * sin, p.x * sin + p.y * cos);
        self.outline.iter().map(|p| turn(*p - self.middle) + self.middle + self.by).collect()
    }

    /// Puts it down; nothing where it stands as it stood.
    pub fn put(self) -> Option<(String, MovedTo)> {
        let moved = self.by.length() > LEAST_M || self.turned_deg > 0.0;
        let place = match self.laid_deg {
            Some(before) => MovedTo::Laid {
                middle: (self.middle + self.by).to_array(),
                turn_deg: (before + self.turned_deg).rem_euclid(360.0),
            },
            None => MovedTo::Outline { ring: self.ring().iter().map(Vec2::to_array).collect() },
        };
        moved.then_some((self.id, place))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(laid_deg: Option<f32>) -> Carry {
        let ring = vec![Vec2::ZERO, Vec2::new(20.0, 0.0), Vec2::new(20.0, 10.0), Vec2::new(0.0, 10.0)];
        Carry::new("b", ring, 18.0, laid_deg, Vec2::new(3.0, 3.0))
    }

    #[test]
    fn a_carried_outline_follows_the_hand_and_turns_about_its_middle() {
        let mut carry = square(None);
        carry.move_to(Vec2::new(13.0, -1.0));
        (0..6).for_each(|_| carry.turn(true));
        let Some((_, MovedTo::Outline { ring })) = carry.put() else { panic!("a surveyed building keeps its outline") };
        let middle = ring.iter().fold(Vec2::ZERO, |sum, p| sum + Vec2::from_array(*p)) / 4.0;
        assert!(middle.distance(Vec2::new(20.0, 1.0)) < 1e-3, "10 m east and 4 m south: {middle}");
        // A quarter turn clockwise takes the south-west corner to the north-west.
        assert!(
            Vec2::from_array(ring[0]).distance(Vec2::new(15.0, 11.0)) < 1e-3,
            "clockwise seen from above: {ring:?}"
        );
    }

    #[test]
    fn a_building_laid_out_tells_its_middle_and_its_turn() {
        let mut carry = square(Some(350.0));
        carry.turn(true);
        let (_, place) = carry.put().expect("it was turned");
        assert_eq!(place, MovedTo::Laid { middle: [10.0, 5.0], turn_deg: 5.0 }, "turns add up and go round");
    }

    #[test]
    fn what_was_put_back_was_not_moved() {
        let mut carry = square(None);
        carry.move_to(Vec2::new(50.0, 3.0));
        carry.move_to(Vec2::new(3.0, 3.0));
        (0..24).for_each(|_| carry.turn(false));
        assert_eq!(carry.put(), None, "nothing need be saved");
    }
}
