//! Storage errors in the words of the screen.

use crate::refusal;
use louce_store::{CreateError, OpenError, StoreError};
use louce_wire::{ErrorCode, RpcError};

/// An error of reading or writing an open register.
pub fn shown(error: &StoreError) -> RpcError {
    match error {
        StoreError::NotFound { kind, .. } => refusal::no_such_record(kind.code()),
        StoreError::NoSuchBatch(_) => refusal::no_such_record("batch"),
        StoreError::Stale(_) => RpcError::new(
            ErrorCode::Conflict,
            "该记录刚被他人修改，请刷新后重新填写。",
            "The record was changed meanwhile: reload it and enter the change again.",
        ),
        StoreError::AlreadyUndone(_) => {
            RpcError::new(ErrorCode::Conflict, "该批次已经撤销过。", "This batch was undone before.")
        }
        StoreError::InUse(record) => RpcError::new(
            ErrorCode::Conflict,
            format!("还有其他记录引用此{}，不能撤回。请先撤回或改正那些记录。", record.kind.zh()),
            format!("Other records refer to this {}: take those back or correct them first.", record.kind.code()),
        ),
        StoreError::Dependents(dependents) => RpcError::new(
            ErrorCode::Conflict,
            format!("该批次之后又有{}处改动建立在其上，不能直接撤销。请先撤销较新的批次或改动。", dependents.len()),
            format!("{} newer changes stand on this batch: undo those first.", dependents.len()),
        ),
        StoreError::Damaged(place) => damaged(place),
        StoreError::DiskFull => RpcError::new(
            ErrorCode::ReadOnly,
            "磁盘空间不足，登记簿没有改动。请腾出空间后重试。",
            "The disk is full; the register is as it was. Free some space and try again.",
        ),
        other => refusal::internal("store", other),
    }
}

fn damaged(place: &str) -> RpcError {
    RpcError::new(
        ErrorCode::Damaged,
        format!("登记簿文件已损坏（{place}）。请勿继续写入，用最近的备份恢复。"),
        format!("The register is damaged ({place}). Do not write to it; restore the last backup."),
    )
}

/// An error of opening a register.
pub fn opening(error: &OpenError) -> RpcError {
    let (code, zh) = match error {
        OpenError::NotFound(path) => (ErrorCode::NotFound, format!("找不到登记簿 {}，请检查路径。", path.display())),
        OpenError::NoKeyslots(path) => {
            (ErrorCode::NotFound, format!("缺少密钥文件 {}。请把它放回登记簿旁边，没有它无法打开。", path.display()))
        }
        OpenError::WrongPassword => (ErrorCode::WrongPassword, "用户名或口令不正确，请重新输入。".to_owned()),
        OpenError::DamagedKeyslots(what) => {
            (ErrorCode::Damaged, format!("密钥文件已损坏（{what}）。请用旁边的 .previous 副本或备份恢复。"))
        }
        OpenError::OldKeyslots { .. } => (ErrorCode::Damaged, "密钥文件是旧副本，请放回最新的密钥文件。".to_owned()),
        OpenError::Damaged { place } => {
            (ErrorCode::Damaged, format!("登记簿文件已损坏（{place}）。文件未被改动，请用最近的备份恢复。"))
        }
        OpenError::Newer { found, known } => (
            ErrorCode::NewerSchema,
            format!("登记簿由更新的版本写成（第{found}版，本程序支持到第{known}版）。请升级楼册后再打开。"),
        ),
        OpenError::ReadOnly { folder } => (
            ErrorCode::ReadOnly,
            format!("文件夹 {} 或其中的登记簿为只读。请复制到可写的位置，或申请写入权限。", folder.display()),
        ),
        OpenError::Locked => (ErrorCode::Busy, "登记簿已在另一个窗口或程序中打开，请先在那里关闭。".to_owned()),
        OpenError::Kdf(_) => (ErrorCode::Internal, "内存不足，无法推导密钥。请关闭其他程序后重试。".to_owned()),
        OpenError::Io(_) => (ErrorCode::Internal, format!("磁盘读取失败：{error}。请检查磁盘后重试。")),
        OpenError::Store(_) => (ErrorCode::Internal, format!("登记簿无法打开：{error}。")),
    };
    RpcError::new(code, zh, error.to_string())
}

/// An error of making a register.
pub fn creating(error: &CreateError) -> RpcError {
    let (code, zh) = match error {
        CreateError::Exists(path) => (ErrorCode::Invalid, format!("{} 已存在，请换一个文件名。", path.display())),
        CreateError::NoFolder(path) => (ErrorCode::NotFound, format!("文件夹 {} 不存在，请先建立。", path.display())),
        CreateError::ReadOnly(path) => {
            (ErrorCode::ReadOnly, format!("文件夹 {} 不可写，请换一个位置或申请写入权限。", path.display()))
        }
        CreateError::Seal(_) | CreateError::Io(_) | CreateError::Store(_) => {
            (ErrorCode::Internal, format!("登记簿无法建立：{error}。"))
        }
    };
    RpcError::new(code, zh, error.to_string())
}
