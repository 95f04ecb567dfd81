//! Passwords: from the environment for scripts, else from the prompt, never from the arguments that `ps` shows.

use crate::output::Output;
use louce_wire::{ErrorCode, RpcError};
use std::io::IsTerminal;

/// The variable scripts put the password in.
const VARIABLE: &str = "LOUCE_PASSWORD";

/// The password of `LOUCE_PASSWORD`, where it is set.
pub fn given() -> Option<String> {
    std::env::var(VARIABLE).ok()
}

/// The password to open a register with.
pub fn ask(output: &Output) -> Result<String, RpcError> {
    given().map_or_else(|| prompt(output.say("口令：", "Password: ")), Ok)
}

/// A new password, typed twice.
pub fn choose(output: &Output) -> Result<String, RpcError> {
    if let Some(password) = given() {
        return Ok(password);
    }
    let first = prompt(output.say("新口令：", "New password: "))?;
    if prompt(output.say("再输一次：", "Once more: "))? != first {
        return Err(RpcError::new(
            ErrorCode::Invalid,
            "两次输入的口令不同，请重新运行。",
            "The two passwords differ: run the command again.",
        ));
    }
    Ok(first)
}

fn prompt(question: &str) -> Result<String, RpcError> {
    if !std::io::stdin().is_terminal() {
        return Err(unasked());
    }
    rpassword::prompt_password(question).map_err(|_| unasked())
}

fn unasked() -> RpcError {
    RpcError::new(
        ErrorCode::WrongPassword,
        "需要口令：请在终端中输入，或设置环境变量 LOUCE_PASSWORD。",
        "A password is needed: type it at a terminal, or set LOUCE_PASSWORD.",
    )
}
