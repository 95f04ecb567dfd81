//! louce-picture — a louce-scene drawn without a window: for paper, for the command line, for tests that look.
//!
//! A small rasteriser of our own. Those that are kept (2026) draw either flat or through a graphics driver, and none
//! tells how fast a pattern changes from one pixel to the next, which thin lines and marks need to stay calm; a driver
//! cannot be counted on at a police station or in CI. Every pixel is decided four times (multi-sampling) and shaded
//! once by arithmetic that mirrors `louce-viewer`'s shaders line by line; `tests/mirrors.rs` holds the two together.
//!
//! Promised absences: no window, no graphics driver, no clock, no chance (the same scene gives the same bytes on one
//! machine), no file and no font of its own, and, like the scene, no resident.
#![forbid(unsafe_code)]

mod canvas;
mod checked;
mod draw;
mod lettering;
mod overlay;
mod raster;
mod shade;
mod sheet;

pub use canvas::{Canvas, PictureError};
pub use checked::{NoPicture, checked_png};
pub use draw::draw;
pub use lettering::{Lettering, UnreadableFont};
pub use overlay::{Legend, LegendLine};
pub use sheet::Sheet;
