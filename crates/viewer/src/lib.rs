//! louce-viewer — a louce-scene drawn with three-d on the page's WebGL2 canvas. wasm32 only: on every other target
//! this crate is empty.
//!
//! Promised absences: no decision (what is where, what is under the pointer, how the camera moves is louce-scene's),
//! no resident (neither louce-domain nor louce-store can be reached from here), no network, no permanent loop: the
//! page asks for a frame only while something moves.

#[cfg(target_arch = "wasm32")]
mod baked;
#[cfg(target_arch = "wasm32")]
mod gpu;
#[cfg(target_arch = "wasm32")]
mod paint;
#[cfg(target_arch = "wasm32")]
mod picture;
#[cfg(target_arch = "wasm32")]
mod texels;
#[cfg(target_arch = "wasm32")]
mod viewer;

#[cfg(target_arch = "wasm32")]
pub use viewer::Viewer;
