//! `cargo xtask …`: everything between a fresh clone and a running window or a green test run.
//!
//! Each task is plain Rust over the tools a developer would call by hand (cargo, npm, apt-get, Xvfb) and prints each
//! command it runs, so that any step can be repeated alone. Nothing here is part of the shipped program.
#![forbid(unsafe_code)]
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command line tool talks to its terminal")]

mod bench3d;
mod bindings;
mod checks;
mod command_line;
mod desktop;
mod display;
mod e2e;
mod frontend;
mod fuzz;
mod lock_file;
mod node;
mod packages;
mod peers;
mod process;
mod setup;
mod stamp;
mod step;
mod system;
mod tally;
mod viewer;
mod wasm_target;
mod workspace;

use std::process::ExitCode;

use anyhow::Result;

use command_line::Task;
use workspace::Workspace;

fn main() -> ExitCode {
    let task = match command_line::parse(std::env::args().skip(1)) {
        Ok(task) => task,
        Err(message) => {
            eprintln!("{message}\n\n{}", command_line::USAGE);
            return ExitCode::from(2);
        }
    };
    match carry_out(&task) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("\nxtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn carry_out(task: &Task) -> Result<ExitCode> {
    let workspace = Workspace::find()?;
    match task {
        Task::Help => println!("{}", command_line::USAGE),
        Task::Setup => return setup::alone(&workspace),
        Task::Run(options) => desktop::run(&workspace, options)?,
        Task::Test => return checks::run(&workspace),
        Task::Bindings => bindings::write(&workspace)?,
        Task::Viewer => viewer::ensure(&workspace)?,
        Task::Frontend => {
            let node = node::ensure(&workspace)?;
            frontend::install(&workspace, &node)?;
            frontend::build(&workspace, &node)?;
        }
        Task::E2e { runs } => return e2e::alone(&workspace, *runs),
        Task::Screenshots => e2e::screenshots(&workspace)?,
        Task::Fuzz { seconds } => fuzz::run_all(&workspace, *seconds)?,
        Task::Peers { folder } => peers::install(folder)?,
        Task::Bench3d { folder } => bench3d::run_beside_three(&workspace, folder)?,
    }
    Ok(ExitCode::SUCCESS)
}
