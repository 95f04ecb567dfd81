//! The window: building it, opening it, or taking its picture where there is no screen.

use std::path::Path;
use std::process::{Child, Command};
use std::thread::sleep;
use std::time::{Duration, Instant};
use std::{fs, io};

use anyhow::{Context, Result, bail};

use crate::command_line::RunOptions;
use crate::display::{self, VirtualDisplay};
use crate::packages::{DEBIAN, Need};
use crate::process::{ask, run as run_command};
use crate::step::Steps;
use crate::workspace::Workspace;
use crate::{setup, system};

/// The binaries that people and tests start.
const BINARIES: &[&str] = &["louce", "louce-desktop"];
/// How long a picture may wait for the window: a demo community is made on the first start.
const PATIENCE: Duration = Duration::from_secs(240);
/// From this many colours on, the screen shows more than a blank or loading window.
const COLOURS_OF_A_PAGE: usize = 64;

/// Sets up, builds and opens the window.
pub fn run(workspace: &Workspace, options: &RunOptions) -> Result<()> {
    let seen = display::is_present() || options.picture.is_some();
    if !seen {
        println!(
            "No display here (DISPLAY and WAYLAND_DISPLAY are unset): building, then stopping short of the window."
        );
    }
    let mut steps = Steps::default();
    setup::carry_out(workspace, Need::Window, &mut steps);
    if options.picture.is_some() && system::is_debian() {
        let tools: Vec<&str> =
            DEBIAN.iter().map(|(name, _)| *name).filter(|n| ["xvfb", "imagemagick"].contains(n)).collect();
        steps.make("virtual screen", || system::install(workspace, &tools));
    }
    steps.make("desktop program", || build(workspace));
    if !steps.succeeded() {
        steps.report();
        bail!("the window was not opened, because of the step above that failed");
    }
    match &options.picture {
        Some(file) => picture(workspace, options, file),
        None if seen => open(workspace, options),
        None => bail!(
            "built, but there is no display to open the window on. On a machine with a screen repeat `cargo xtask \
             run`; here, `cargo xtask run --xvfb FILE.png` opens it on a virtual one and saves a picture."
        ),
    }
}

/// Builds the two programs with the very features the tests are built with, so that nothing is compiled twice: the
/// whole workspace is selected, and one of its tests, for the features of development dependencies.
pub fn build(workspace: &Workspace) -> Result<()> {
    let mut cargo = workspace.cargo();
    cargo.args(["build", "--locked", "--workspace", "--exclude", "xtask", "--test", "tidy"]);
    for name in BINARIES {
        cargo.args(["--bin", name]);
    }
    run_command(&mut cargo)
}

fn program(workspace: &Workspace, options: &RunOptions) -> Command {
    let mut command = workspace.command(&workspace.binary("louce-desktop").to_string_lossy());
    command.args(&options.args);
    command
}

fn open(workspace: &Workspace, options: &RunOptions) -> Result<()> {
    println!("\nOpening the window; close it to end.");
    run_command(&mut program(workspace, options))
}

fn picture(workspace: &Workspace, options: &RunOptions, file: &Path) -> Result<()> {
    let display = VirtualDisplay::start()?;
    let mut command = program(workspace, options);
    display.apply(&mut command);
    let mut window = command.spawn().context("the desktop program could not be started")?;
    let taken = picture_when_still(&display, &mut window, file);
    window.kill().or_else(|error| if error.kind() == io::ErrorKind::InvalidInput { Ok(()) } else { Err(error) })?;
    window.wait()?;
    taken?;
    println!("\nThe window opened on a virtual screen; its picture is {}", file.display());
    Ok(())
}

/// Takes pictures until two in a row are the same page, or patience ends with a page that keeps moving.
fn picture_when_still(display: &VirtualDisplay, window: &mut Child, file: &Path) -> Result<()> {
    let started = Instant::now();
    let mut last = Vec::new();
    loop {
        sleep(Duration::from_secs(2));
        if let Some(status) = window.try_wait()? {
            bail!("the desktop program ended by itself with {status}");
        }
        display.picture(file)?;
        let now = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
        let shows_a_page = colours(file) >= COLOURS_OF_A_PAGE;
        if shows_a_page && now == last {
            return Ok(());
        }
        if started.elapsed() > PATIENCE {
            if shows_a_page {
                return Ok(());
            }
            bail!("the window stayed blank for {} seconds; see {}", PATIENCE.as_secs(), file.display());
        }
        last = now;
    }
}

fn colours(file: &Path) -> usize {
    let counted = ask(Command::new("identify").args(["-format", "%k"]).arg(file));
    counted.and_then(|count| count.trim().parse().ok()).unwrap_or(0)
}
