//! Files that leave the register (导出文件): the one place that writes where a user says. Whole or not at all, under a
//! name of its own until it is whole, and never over a register or what stands beside one.

mod beside;
mod target;

use crate::asking::Asking;
use crate::refusal;
use louce_wire::RpcError;
use std::io::Write;
use std::path::{Path, PathBuf};
use target::{Unfit, fit};

pub(crate) use target::SIDECARS;

/// Writes the bytes.
///
/// # Errors
/// As [`save_streamed`].
pub fn save(asking: Asking<'_>, target: &Path, bytes: &[u8]) -> Result<(), RpcError> {
    save_streamed(asking, target, |out| out.write_all(bytes).map_err(|error| unwritable(target, &error)))
}

/// Writes what `write` gives. Nothing is at the target, or what was there before, until all of it is on the disk.
///
/// # Errors
/// When the target is of a register or no file, cannot be written, or what `write` ends in: nothing is left behind.
pub fn save_streamed<T>(
    asking: Asking<'_>,
    target: &Path,
    write: impl FnOnce(&mut dyn Write) -> Result<T, RpcError>,
) -> Result<T, RpcError> {
    let place = writable(asking, target)?;
    let mut random = [0; 8];
    asking.host.fill_random(&mut random);
    let failed = |error: std::io::Error| unwritable(target, &error);
    let mut beside = beside::open(&place, u64::from_le_bytes(random)).map_err(failed)?;
    let value = write(beside.sink())?;
    beside.put_in_place(&place).map_err(failed)?;
    Ok(value)
}

/// Where a target really is, if a file may be written there: for whoever has work to do, or a look to note, before there
/// is anything to write.
///
/// # Errors
/// When it is of a register, or no file.
pub fn writable(asking: Asking<'_>, target: &Path) -> Result<PathBuf, RpcError> {
    fit(&asking.session.path, target).map_err(|unfit| match unfit {
        Unfit::OfARegister => refusal::invalid(
            format!("{} 是登记簿自身的文件（登记簿、密钥、锁或日志），不能覆盖。请换一个文件名。", target.display()),
            format!("{} belongs to a register and is not written over: choose another name.", target.display()),
        )
        .about("out"),
        Unfit::NoFile => refusal::invalid(
            format!("{} 不是普通文件（是文件夹或设备）。请填写一个文件名。", target.display()),
            format!("{} is a folder or a device: give the name of a file.", target.display()),
        )
        .about("out"),
        Unfit::Unreachable(error) => unwritable(target, &error),
    })
}

fn unwritable(target: &Path, error: &std::io::Error) -> RpcError {
    refusal::invalid(
        format!("无法写入 {}：{error}。请换一个位置，或检查磁盘空间。", target.display()),
        format!("{} cannot be written: {error}. Choose another place, or free some disk space.", target.display()),
    )
    .about("out")
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
