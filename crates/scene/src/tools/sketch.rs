//! Corners clicked one by one on the ground: an outline, or a way that is measured.

use crate::polygon::{Polygon, edges, signed_area};
use bevy_math::Vec2;

/// An edge that turns by nearly a right angle turns by one, within so many degrees.
const RIGHT_DEG: f32 = 7.0;
/// Corners nearer to each other than this are one, in metres.
const SAME_M: f32 = 0.05;
/// A sketch has no more corners than this.
const MOST_CORNERS: usize = 400;

/// Where the next corner would be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Aim {
    /// Metres east and north.
    pub at: Vec2,
    /// A click would close the outline.
    pub closes: bool,
}

/// Corners so far.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sketch {
    corners: Vec<Vec2>,
    aim: Option<Aim>,
    /// Where the pointer itself is, and how far from there is still the same place.
    hand: (Vec2, f32),
    /// Where it was at the last click.
    clicked: Option<Vec2>,
}

impl Sketch {
    /// Corners clicked so far.
    pub fn corners(&self) -> &[Vec2] {
        &self.corners
    }

    /// Where the next one would be.
    pub fn aim(&self) -> Option<Aim> {
        self.aim
    }

    /// The pointer is over `at`. Within `catch` metres of the first corner it would close the outline; `square` makes
    /// nearly right angles right.
    pub fn point(&mut self, at: Vec2, catch: f32, square: bool) {
        if !at.is_finite() {
            return;
        }
        self.hand = (at, catch * 0.5);
        let first = self.corners.first().copied().filter(|f| self.corners.len() > 2 && f.distance(at) <= catch);
        self.aim = Some(match first {
            Some(first) => Aim { at: first, closes: true },
            None => Aim { at: if square { self.squared(at, catch) } else { at }, closes: false },
        });
    }

    /// `at`, on the line that leaves the last edge at a right angle or straight on where it is nearly there; and level
    /// with the first corner where it is nearly that.
    fn squared(&self, at: Vec2, catch: f32) -> Vec2 {
        let [.., before, last] = self.corners.as_slice() else {
            return at;
        };
        let (edge, way) = ((last - before).normalize_or_zero(), at - last);
        let lines = [edge, edge.perp()];
        let near =
            |line: &Vec2| way.angle_to(*line).to_degrees().abs().min(180.0 - way.angle_to(*line).to_degrees().abs());
        let Some(line) = lines.into_iter().find(|l| near(l) <= RIGHT_DEG) else {
            return at;
        };
        let along = line * way.dot(line);
        // The fourth corner of a rectangle lies where it would close at a right angle.
        let level = self.corners.first().map(|first| line * (first - last).dot(line));
        let along = level.filter(|l| self.corners.len() > 2 && l.distance(along) <= catch).unwrap_or(along);
        last + along
    }

    /// Sets a corner where the pointer is. True when that closes the outline.
    pub fn click(&mut self) -> bool {
        let Some(aim) = self.aim else {
            return false;
        };
        if aim.closes {
            return true;
        }
        // The second half of a double click, whatever the angle made of the first.
        let (hand, same) = self.hand;
        if self.clicked.replace(hand).is_some_and(|before| before.distance(hand) < same) {
            return false;
        }
        if self.corners.len() < MOST_CORNERS && self.corners.last().is_none_or(|c| c.distance(aim.at) > SAME_M) {
            self.corners.push(aim.at);
        }
        false
    }

    /// Takes the last corner back. False when there was none.
    pub fn undo(&mut self) -> bool {
        self.clicked = None;
        self.corners.pop().is_some()
    }

    /// The corners with the one that follows the pointer.
    pub fn with_aim(&self) -> Vec<Vec2> {
        let loose = self.aim.filter(|a| !a.closes && self.corners.last().is_none_or(|c| c.distance(a.at) > SAME_M));
        self.corners.iter().copied().chain(loose.map(|a| a.at)).collect()
    }

    /// The outline, counter-clockwise, if the corners make one: an area, and no edge across another.
    pub fn outline(&self) -> Option<Vec<Vec2>> {
        let ring: Vec<[f32; 2]> = self.corners.iter().map(Vec2::to_array).collect();
        let polygon = Polygon::from_rings(&ring, &[])?;
        (!crosses_itself(&polygon.outer)).then_some(polygon.outer)
    }
}

/// Square metres within `ring`.
pub(crate) fn area(ring: &[Vec2]) -> f32 {
    signed_area(ring).abs()
}

/// True when two edges of `ring` that do not follow each other cross.
fn crosses_itself(ring: &[Vec2]) -> bool {
    let walls: Vec<(Vec2, Vec2)> = edges(ring).collect();
    let apart = |i: usize, j: usize| j > i + 1 && (i > 0 || j + 1 < walls.len());
    walls.iter().enumerate().any(|(i, a)| walls.iter().enumerate().any(|(j, b)| apart(i, j) && cross(*a, *b)))
}

fn cross((a, b): (Vec2, Vec2), (c, d): (Vec2, Vec2)) -> bool {
    let side = |p: Vec2, q: Vec2, r: Vec2| (q - p).perp_dot(r - p);
    side(a, b, c) * side(a, b, d) < 0.0 && side(c, d, a) * side(c, d, b) < 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clicked(points: &[[f32; 2]], square: bool) -> (Sketch, bool) {
        let mut sketch = Sketch::default();
        let closed = points.iter().fold(false, |_, p| {
            sketch.point(Vec2::from_array(*p), 1.0, square);
            sketch.click()
        });
        (sketch, closed)
    }

    #[test]
    fn nearly_right_angles_become_right_and_the_first_corner_closes() {
        let (sketch, closed) = clicked(&[[0.0, 0.0], [20.0, 0.0], [20.9, 12.0], [0.4, 12.9], [0.5, 0.4]], true);
        assert!(closed, "a click beside the first corner is a click on it");
        let ring = sketch.outline().expect("a rectangle");
        let wanted = [[0.0, 0.0], [20.0, 0.0], [20.0, 12.0], [0.0, 12.0]].map(Vec2::from_array);
        assert!(
            ring.iter().zip(wanted).all(|(a, b)| a.distance(b) < 1e-3),
            "drawn by hand, square all the same: {ring:?}"
        );
        assert!((area(&ring) - 240.0).abs() < 1e-2, "and as large as it looks");
    }

    #[test]
    fn a_free_hand_is_left_free() {
        let (sketch, _) = clicked(&[[0.0, 0.0], [20.0, 0.0], [21.0, 12.0]], false);
        assert_eq!(sketch.corners()[2], Vec2::new(21.0, 12.0), "nothing is corrected where that is not wanted");
        let (sketch, _) = clicked(&[[0.0, 0.0], [20.0, 0.0], [30.0, 12.0]], true);
        assert_eq!(sketch.corners()[2], Vec2::new(30.0, 12.0), "nor where the angle is meant");
    }

    #[test]
    fn an_outline_that_crosses_itself_is_none_and_one_drawn_clockwise_is_turned() {
        let (bow, _) = clicked(&[[0.0, 0.0], [10.0, 10.0], [10.0, 0.0], [0.0, 10.5]], false);
        assert_eq!(bow.outline(), None, "nothing stands on a bow tie");
        let (clockwise, _) = clicked(&[[0.0, 0.0], [0.0, 10.0], [10.0, 10.0], [10.0, 0.0]], false);
        assert!(signed_area(&clockwise.outline().expect("a square")) > 0.0, "outlines run counter-clockwise");
    }

    #[test]
    fn a_double_click_sets_one_corner_and_undo_takes_it_back() {
        let (mut sketch, _) = clicked(&[[0.0, 0.0], [30.0, 0.0], [31.0, 20.0], [31.0, 20.0]], true);
        assert_eq!(sketch.corners().len(), 3, "the second click is that of the first, though that was set aside of it");
        assert!(
            sketch.undo() && sketch.undo() && sketch.undo() && !sketch.undo(),
            "corner by corner, until none is left"
        );
    }
}
