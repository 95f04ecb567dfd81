//! What the left button does besides moving the camera: drawing a box, carrying a building, drawing an outline,
//! measuring. Places are metres east and north; the scene turns points of the canvas into them.

mod carry;
mod sketch;

pub use carry::Carry;
pub(crate) use sketch::area;
pub use sketch::{Aim, Sketch};

use crate::pick::Hit;
use serde::{Deserialize, Serialize};

/// What the left button does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tool {
    /// Moves the camera and chooses.
    #[default]
    Look,
    /// Draws a box around what is to be chosen.
    Box,
    /// Carries a building elsewhere.
    Move,
    /// Draws an outline, corner by corner.
    Draw,
    /// Measures a way, point by point.
    Measure,
}

/// A key that a tool understands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ToolKey {
    /// Turns what is carried clockwise.
    Turn,
    /// Turns it back.
    TurnBack,
    /// Closes the outline.
    Finish,
    /// Takes the last corner back.
    Undo,
    /// Gives up.
    GiveUp,
}

/// Where a building was moved to.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase", untagged, rename_all_fields = "camelCase")]
pub enum MovedTo {
    /// Its surveyed outline.
    Outline {
        /// Metres east and north, counter-clockwise.
        ring: Vec<[f32; 2]>,
    },
    /// Its place where it was laid out and not surveyed.
    Laid {
        /// Metres east and north.
        middle: [f32; 2],
        /// How far its front is turned from south, degrees clockwise.
        turn_deg: f32,
    },
}

/// What hands have done.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "did", rename_all = "snake_case")]
pub enum Outcome {
    /// Nothing that anybody need be told of.
    Nothing,
    /// Clicked, on something or on the ground.
    Clicked {
        /// What lies there.
        hit: Option<Hit>,
    },
    /// Drawn a box around these rooms or buildings.
    Boxed {
        /// Opaque ids.
        ids: Vec<String>,
    },
    /// Put a building elsewhere.
    Moved {
        /// Opaque id.
        id: String,
        /// Where to.
        place: MovedTo,
    },
    /// Drawn an outline.
    Drawn {
        /// Metres east and north, counter-clockwise.
        ring: Vec<[f32; 2]>,
    },
    /// Given up, or done measuring.
    Ended,
}

/// A line to be drawn over the picture.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Stroke {
    /// What it is.
    pub kind: StrokeKind,
    /// Points of the canvas, CSS pixels.
    pub points: Vec<[f32; 2]>,
    /// True for an area.
    pub closed: bool,
}

/// What a stroke is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StrokeKind {
    /// The box around what is to be chosen.
    Band,
    /// An outline carried, at the ground.
    Ghost,
    /// And its edges above the ground.
    GhostEdge,
    /// Where it stood.
    Origin,
    /// Edges drawn.
    Edge,
    /// The edge that follows the pointer.
    Loose,
    /// The edge that would close the outline.
    Closing,
    /// The area drawn so far.
    Area,
    /// A corner.
    Corner,
    /// A corner on which a click would close the outline.
    Catch,
}

/// A measure written over the picture.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Note {
    /// Such as `12.4 m` or `180 m²`.
    pub text: String,
    /// Middle of the text on the canvas, CSS pixels.
    pub at: [f32; 2],
    /// True for the sum, false for one edge.
    pub whole: bool,
}

/// Everything that a tool draws over the picture.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Overlay {
    /// Lines and areas, in the order in which they are drawn.
    pub strokes: Vec<Stroke>,
    /// Measures.
    pub notes: Vec<Note>,
}
