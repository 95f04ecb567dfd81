//! louce-scene — a community of buildings as things that can be seen, framed and pointed at.
//!
//! Shapes go in (footprints, floors, rooms, their states), and out come meshes as plain numbers, a colour table,
//! a camera, what lies under a pointer, and where labels stand on the screen. `louce-viewer` only uploads and draws.
//!
//! Promised absences: no resident, no name of a person and no date is known here, only opaque ids, numbers on doors
//! and room states; no graphics library; no clock (time comes in as milliseconds); no other louce crate; no I/O.
//!
//! Axes: metres; x east, y up, z south. Footprints come in as `[east, north]` on a local plane.
#![forbid(unsafe_code)]

pub mod block;
pub mod bounds;
pub mod bvh;
pub mod camera;
pub mod classes;
pub mod colours;
pub mod community;
pub mod control;
pub mod extrude;
pub mod facade;
pub mod floor_plan;
pub mod ground;
pub mod labels;
pub mod layout;
pub mod mesh;
pub mod outlines;
pub mod pace;
pub mod paint;
pub mod palette;
pub mod pick;
pub mod plot;
pub mod polygon;
pub mod rooms;
pub mod scene;
pub mod shape;
pub mod storeys;
pub mod table;
pub mod tools;
pub mod wings;

pub use scene::Scene;
pub use shape::{BlockShape, CommunityShape, StateCode};
