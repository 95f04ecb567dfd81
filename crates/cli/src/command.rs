//! One subcommand per file: its arguments, what it calls, what it says.

pub mod bench;
pub mod demo;
pub mod export;
pub mod find;
pub mod import;
pub mod import_log;
pub mod init;
pub mod picture;
pub mod report;
pub mod show;
pub mod undo;
pub mod verify;

use crate::arguments::{Arguments, Command};
use crate::language::Language;
use crate::output::Output;
use crate::status::Status;
use clap::Parser;
use louce_wire::RpcError;
use std::process::ExitCode;

/// Reads the arguments and carries the command out.
pub fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            let code = if error.use_stderr() { Status::Usage } else { Status::Done };
            // Help and version go where clap sends them; a closed pipe is no fault.
            let _unheard = error.print();
            return code.into();
        }
    };
    let language = arguments.lang.unwrap_or_else(Language::of_environment);
    let output = Output { json: arguments.json, language };
    let status = carry_out(&arguments.command, &output).unwrap_or_else(|error| {
        output.fail(&error);
        Status::of(&error)
    });
    status.into()
}

fn carry_out(command: &Command, output: &Output) -> Result<Status, RpcError> {
    match command {
        Command::Init(init) => init.run(output),
        Command::Demo(demo) => demo.run(output),
        Command::Import(import) => import.run(output),
        Command::ImportLog(log) => log.run(output),
        Command::Undo(undo) => undo.run(output),
        Command::Find(find) => find.run(output),
        Command::Show(show) => show.run(output),
        Command::Export(export) => export.run(output),
        Command::Picture(picture) => picture.run(output),
        Command::Report(report) => report.run(output),
        Command::Verify(verify) => verify.run(output),
        Command::Bench(bench) => bench.run(output),
    }
}
