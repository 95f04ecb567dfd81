//! The errors an operation ends in, with what the user can do next, in both languages.

use louce_domain::name::mask_name;
use louce_wire::{ErrorCode, RpcError};

/// No register is unlocked.
pub fn locked() -> RpcError {
    RpcError::new(ErrorCode::Locked, "登记簿已锁定，请先解锁。", "The register is locked: unlock it first.")
}

/// The role does not allow it.
pub fn not_permitted(operation: &str) -> RpcError {
    RpcError::new(
        ErrorCode::Refused,
        format!("您的角色无权进行此操作（{operation}）。请联系管理员调整角色。"),
        format!("Your role does not allow this ({operation}). Ask the administrator to change your role."),
    )
}

/// The record is not there (any more).
pub fn no_such_record(kind: &str) -> RpcError {
    RpcError::new(
        ErrorCode::NotFound,
        format!("找不到该记录（{kind}），可能所属批次已被撤销。请返回后重新查询。"),
        format!("This {kind} is not in the register; its batch may have been undone. Go back and search again."),
    )
}

/// A value is not valid.
pub fn invalid(zh: impl Into<String>, en: impl Into<String>) -> RpcError {
    RpcError::new(ErrorCode::Invalid, zh, en)
}

/// The citizen id stands at somebody already. The name is masked: an id typed in must not be a way to learn whose it is.
pub fn id_taken(holder: &str) -> RpcError {
    let name = mask_name(holder);
    invalid(
        format!("该身份证号已登记在“{name}”名下，请在登记簿中选择此人迁入。"),
        format!("This id stands at “{name}” already: choose that person to move in."),
    )
    .about("citizen_id")
}

/// The user cancelled.
pub fn cancelled() -> RpcError {
    RpcError::new(
        ErrorCode::Cancelled,
        "已取消，登记簿未作任何改动。",
        "Cancelled: nothing in the register was changed.",
    )
}

/// A fault of the program; the log has the chain.
pub fn internal(context: &str, error: &dyn std::fmt::Display) -> RpcError {
    RpcError::new(
        ErrorCode::Internal,
        format!("程序内部错误（{context}）：{error}。登记簿未作改动；请重试，若仍出现请联系维护人员。"),
        format!("Internal fault ({context}): {error}. Nothing was changed; try again, and report it if it stays."),
    )
}
