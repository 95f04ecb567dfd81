//! The committed TypeScript bindings are those of the types.

use std::collections::BTreeMap;
use std::path::Path;

fn texts(dir: &Path) -> BTreeMap<String, String> {
    let entries = std::fs::read_dir(dir).into_iter().flatten().flatten();
    entries
        .map(|entry| entry.path())
        .map(|path| {
            (
                path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
                std::fs::read_to_string(&path).unwrap_or_default(),
            )
        })
        .collect()
}

#[test]
fn committed_bindings_are_current() {
    let fresh = tempfile::tempdir().expect("a temporary folder");
    louce_wire::export_bindings(fresh.path()).expect("bindings are written");
    let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../frontend/src/bindings");
    if std::env::var_os("LOUCE_WRITE_BINDINGS").is_some() {
        std::fs::create_dir_all(&committed).unwrap();
        louce_wire::export_bindings(&committed).unwrap();
    }
    assert_eq!(
        texts(&committed),
        texts(fresh.path()),
        "wire types changed: run `cargo xtask bindings` and commit frontend/src/bindings"
    );
}
