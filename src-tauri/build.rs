//! Lets the window's assets be absent while only Rust is checked; `cargo xtask` builds them first.

fn main() {
    let dist = std::path::Path::new("../frontend/dist");
    if !dist.exists() && std::fs::create_dir_all(dist).is_err() {
        println!("cargo::warning=frontend/dist could not be made; run `cargo xtask frontend`");
    }
    tauri_build::build();
}
