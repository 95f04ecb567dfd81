//! `louce`: everything Louce does, scriptable. A thin shell over `louce-app`: arguments, passwords, words and exit codes;
//! no rule of the register lives here.
#![forbid(unsafe_code)]

mod arguments;
mod command;
mod desk;
mod language;
mod output;
mod password;
mod progress;
mod status;
mod table;

use std::process::ExitCode;

fn main() -> ExitCode {
    // The reading process for ledgers is this very program: nothing else may run before it (SECURITY §3.1).
    if std::env::args_os().nth(1).is_some_and(|argument| argument == louce_import::WORKER_ARGUMENT) {
        let code = louce_import::run_worker(std::io::stdin().lock(), std::io::stdout().lock());
        return ExitCode::from(u8::try_from(code).unwrap_or(1));
    }
    command::run()
}
