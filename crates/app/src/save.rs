//! Writing a file the user asked for: whole or not at all, and never over the register itself.

use crate::asking::Asking;
use crate::refusal;
use louce_wire::RpcError;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Writes the bytes beside the target first, then puts them in its place.
///
/// # Errors
/// When the target is one of the register's own files, or cannot be written.
pub fn save(asking: Asking<'_>, target: &Path, bytes: &[u8]) -> Result<(), RpcError> {
    if is_the_register(&asking.session.path, target) {
        let zh = "不能写到登记簿自身的文件上，请换一个文件名。";
        return Err(refusal::invalid(zh, "This is a file of the register itself: choose another name.").about("out"));
    }
    write_whole(target, bytes).map_err(|error| {
        refusal::invalid(
            format!("无法写入 {}：{error}。请换一个位置。", target.display()),
            format!("{} cannot be written: {error}. Choose another place.", target.display()),
        )
        .about("out")
    })
}

/// The register, its key slots, lock and journal all begin with its name.
fn is_the_register(register: &Path, target: &Path) -> bool {
    let folder = |path: &Path| path.parent().map(Path::to_path_buf).unwrap_or_default().canonicalize().ok();
    let name = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    folder(register) == folder(target) && name(target).starts_with(&name(register))
}

fn write_whole(target: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut beside = target.as_os_str().to_owned();
    beside.push(".part");
    let beside = PathBuf::from(beside);
    let written = std::fs::File::create(&beside).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    let placed = written.and_then(|()| std::fs::rename(&beside, target));
    placed.inspect_err(|_| {
        // What is left of a failed write is of no use to anyone.
        let _gone_already = std::fs::remove_file(&beside);
    })
}

/// A name beside the target that is not taken yet: `交接-附表.xlsx`, `交接-附表2.xlsx` …
pub fn free_name_beside(target: &Path, what: &str, extension: &str) -> PathBuf {
    let stem = target.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let name = |turn: u32| match turn {
        1 => format!("{stem}-{what}.{extension}"),
        _ => format!("{stem}-{what}{turn}.{extension}"),
    };
    (1..1_000)
        .map(|turn| target.with_file_name(name(turn)))
        .find(|path| !path.exists())
        .unwrap_or_else(|| target.with_file_name(name(1_000)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_registers_own_files_are_known() {
        let folder = std::env::temp_dir();
        let register = folder.join("r.louce");
        for name in ["r.louce", "r.louce.keyslots", "r.louce-wal"] {
            assert!(is_the_register(&register, &folder.join(name)), "{name} belongs to the register");
        }
        assert!(!is_the_register(&register, &folder.join("report.pdf")), "a report does not");
    }
}
