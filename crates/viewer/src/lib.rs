//! stub
#[cfg(target_arch = "wasm32")]
use wasm_bindgen::prelude::wasm_bindgen;
/// stub
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen]
pub fn stub() -> String { let v: f32 = three_d::Vec3::new(1.,2.,3.).x; serde_json::to_string(&v).unwrap_or_default() }
