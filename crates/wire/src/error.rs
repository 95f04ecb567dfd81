//! The closed list of errors the screen can meet. Each tells the user what to do next, in both languages.

/// Why a request was not carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// No register is unlocked.
    Locked,
    /// Wrong user or password.
    WrongPassword,
    /// Too many attempts: wait.
    TooManyAttempts,
    /// The register or another file is not there.
    NotFound,
    /// The file is damaged.
    Damaged,
    /// The register was written by a newer version.
    NewerSchema,
    /// The folder or file cannot be written.
    ReadOnly,
    /// Another program has it open.
    Busy,
    /// The role, area or purpose does not allow it.
    Refused,
    /// Something given is not valid.
    Invalid,
    /// The file cannot be read as a ledger.
    Unreadable,
    /// It stands against something newer.
    Conflict,
    /// The user cancelled; nothing was changed.
    Cancelled,
    /// A fault of the program.
    Internal,
}

/// An error as the screen shows it.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct RpcError {
    /// Code.
    pub code: ErrorCode,
    /// What happened and what to do next, in Chinese.
    pub zh: String,
    /// The same in English.
    pub en: String,
    /// The field it is about, where it is about one.
    pub field: Option<String>,
}

impl RpcError {
    /// An error with both texts.
    pub fn new(code: ErrorCode, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { code, zh: zh.into(), en: en.into(), field: None }
    }

    /// The same error, about one field.
    #[must_use]
    pub fn about(mut self, field: &str) -> Self {
        self.field = Some(field.to_owned());
        self
    }
}

impl std::fmt::Display for RpcError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} / {}", self.zh, self.en)
    }
}

impl std::error::Error for RpcError {}
