//! Exit codes: a contract with scripts.

use louce_wire::{ErrorCode, RpcError};
use std::process::ExitCode;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// 0: done.
    Done,
    /// 1: done, but rows need attention.
    NeedsAttention,
    /// 2: what was asked is not valid.
    Usage,
    /// 3: refused: password, role, purpose.
    Refused,
    /// 4: a file is damaged or cannot be read.
    Unreadable,
    /// 5: a fault of the program or the machine.
    Internal,
}

impl Status {
    /// The status an error ends a command with.
    pub const fn of(error: &RpcError) -> Self {
        match error.code {
            ErrorCode::Refused | ErrorCode::WrongPassword | ErrorCode::TooManyAttempts | ErrorCode::Locked => {
                Self::Refused
            }
            ErrorCode::Damaged | ErrorCode::Unreadable | ErrorCode::NewerSchema | ErrorCode::NotFound => {
                Self::Unreadable
            }
            ErrorCode::Invalid | ErrorCode::Conflict => Self::Usage,
            ErrorCode::Internal | ErrorCode::ReadOnly | ErrorCode::Busy | ErrorCode::Cancelled => Self::Internal,
        }
    }
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(match status {
            Status::Done => 0,
            Status::NeedsAttention => 1,
            Status::Usage => 2,
            Status::Refused => 3,
            Status::Unreadable => 4,
            Status::Internal => 5,
        })
    }
}
