//! What the program was started with.

use louce_app::demo_register;
use louce_app::desk::{Desk, StartOptions};
use louce_app::host::ThisMachine;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

/// The desk as the command line asks for it: `--demo`, or the path of a register.
///
/// # Errors
/// A message for the user when the demo register cannot be made.
pub fn desk() -> Result<Arc<Desk>, String> {
    let program = std::env::current_exe().map_err(|error| format!("the program's own path is not known: {error}"))?;
    let host = Arc::new(ThisMachine::of_this_user(program));
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let demo = arguments.iter().any(|argument| argument == "--demo");
    let named = arguments.iter().find(|argument| !argument.starts_with("--")).map(PathBuf::from);
    let suggested = match (demo, named) {
        (true, _) => Some(demo_register::ensure(host.as_ref()).map_err(|error| error.to_string())?),
        (false, named) => named,
    };
    Ok(Arc::new(Desk::new(host, StartOptions { suggested, demo })))
}

/// Says why the program ends.
#[expect(clippy::print_stderr, reason = "there is no window yet to say it in")]
pub fn fail(message: &str) -> ExitCode {
    eprintln!("louce: {message}");
    ExitCode::FAILURE
}
