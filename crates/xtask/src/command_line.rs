//! What was asked for on the command line.

use std::path::PathBuf;

/// Printed by `help` and after a mistake.
pub const USAGE: &str = "\
cargo xtask TASK

  run  [--xvfb FILE.png] [-- ARGS]  set up, build and open the window on the demo community
                                    (--xvfb: on a machine without a screen, save a picture of it instead;
                                     ARGS replace the usual --demo)
  test                              set up, then every check and test, ending in `N passed, N failed`

  setup                             only the set-up: system packages, Node, front-end packages, viewer, bindings
  bindings                          write frontend/src/bindings from louce-wire
  viewer                            build the 3D viewer to WebAssembly (skipped when its sources are unchanged)
  frontend                          install the front end's packages and build it
  e2e  [--runs N]                   drive the real window with tests/e2e, N times in a row
  screenshots                       drive the real window and write docs/*.png
  fuzz [--seconds N]                fuzz what reads files and fields, each target N seconds (600)
  peers DIR                         install what `louce bench import` is measured beside
  bench-3d DIR                      measure the 3D view beside three.js in a browser, at 1 and 10 times the everyday
                                    size; three.js goes into DIR, and so do the tables";

/// One task of `cargo xtask`.
#[derive(Debug, PartialEq, Eq)]
pub enum Task {
    /// Print the usage.
    Help,
    /// Only the set-up.
    Setup,
    /// Open the window.
    Run(RunOptions),
    /// Every check and test.
    Test,
    /// Write the TypeScript types of `louce-wire`.
    Bindings,
    /// Build the viewer.
    Viewer,
    /// Build the front end.
    Frontend,
    /// Drive the real window.
    E2e {
        /// How many times in a row.
        runs: u32,
    },
    /// Write the pictures of the README.
    Screenshots,
    /// Fuzz what reads files and fields.
    Fuzz {
        /// How long each target runs.
        seconds: u32,
    },
    /// Install what the import is measured beside.
    Peers {
        /// Folder of the environment to make.
        folder: PathBuf,
    },
    /// Measure the 3D view beside three.js.
    Bench3d {
        /// Folder for three.js and the tables.
        folder: PathBuf,
    },
}

/// How to open the window.
#[derive(Debug, PartialEq, Eq)]
pub struct RunOptions {
    /// Open it on a virtual screen and save a picture here.
    pub picture: Option<PathBuf>,
    /// Arguments of the desktop program.
    pub args: Vec<String>,
}

/// Reads the arguments after `cargo xtask`; the error says what was not understood.
pub fn parse(args: impl Iterator<Item = String>) -> Result<Task, String> {
    let mut args = args;
    let task = args.next().unwrap_or_else(|| "help".to_owned());
    let parsed = match task.as_str() {
        "run" => return run(args).map(Task::Run),
        "e2e" => return e2e(args),
        "fuzz" => return fuzz(args),
        "peers" => Task::Peers { folder: args.next().ok_or("`peers` needs the folder to make")?.into() },
        "bench-3d" => Task::Bench3d { folder: args.next().ok_or("`bench-3d` needs a folder to work in")?.into() },
        "help" | "--help" | "-h" => Task::Help,
        "setup" => Task::Setup,
        "test" => Task::Test,
        "bindings" => Task::Bindings,
        "viewer" => Task::Viewer,
        "frontend" => Task::Frontend,
        "screenshots" => Task::Screenshots,
        other => return Err(format!("no task is called `{other}`")),
    };
    match args.next() {
        Some(extra) => Err(format!("`{task}` takes no argument, but got `{extra}`")),
        None => Ok(parsed),
    }
}

fn run(mut args: impl Iterator<Item = String>) -> Result<RunOptions, String> {
    let mut options = RunOptions { picture: None, args: vec!["--demo".to_owned()] };
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--xvfb" => {
                let file = args.next().ok_or("`--xvfb` needs the name of the picture to write")?;
                options.picture = Some(file.into());
            }
            "--" => {
                options.args = args.collect();
                break;
            }
            other => return Err(format!("`run` does not know `{other}`")),
        }
    }
    Ok(options)
}

fn e2e(args: impl Iterator<Item = String>) -> Result<Task, String> {
    Ok(Task::E2e { runs: number(args, "e2e", "--runs")?.unwrap_or(1) })
}

fn fuzz(args: impl Iterator<Item = String>) -> Result<Task, String> {
    Ok(Task::Fuzz { seconds: number(args, "fuzz", "--seconds")?.unwrap_or(600) })
}

/// The number after the one option that a task knows; none where the option is not given.
fn number(mut args: impl Iterator<Item = String>, task: &str, option: &str) -> Result<Option<u32>, String> {
    let mut found = None;
    while let Some(arg) = args.next() {
        if arg != option {
            return Err(format!("`{task}` does not know `{arg}`"));
        }
        let number = args.next().and_then(|text| text.parse().ok()).filter(|&number| number > 0);
        found = Some(number.ok_or_else(|| format!("`{option}` needs a number from 1 up"))?);
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Task, String> {
        parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn run_opens_the_demo_unless_told_otherwise() {
        let demo = RunOptions { picture: None, args: vec!["--demo".to_owned()] };
        assert_eq!(parsed("run"), Ok(Task::Run(demo)), "a newcomer types nothing else");
        let own = RunOptions { picture: Some("a.png".into()), args: vec!["my.louce".to_owned()] };
        assert_eq!(parsed("run --xvfb a.png -- my.louce"), Ok(Task::Run(own)), "`--` hands over the rest as it is");
    }

    #[test]
    fn e2e_counts_its_runs() {
        assert_eq!(parsed("e2e"), Ok(Task::E2e { runs: 1 }), "once is the default");
        assert_eq!(parsed("e2e --runs 10"), Ok(Task::E2e { runs: 10 }), "ten is how flakes are looked for");
        assert!(parsed("e2e --runs 0").is_err(), "zero runs would pass without testing anything");
    }

    #[test]
    fn a_mistake_is_named() {
        assert_eq!(parsed("tset"), Err("no task is called `tset`".to_owned()), "the word typed is repeated");
        assert!(parsed("test extra").is_err(), "an ignored argument would mislead");
    }
}
