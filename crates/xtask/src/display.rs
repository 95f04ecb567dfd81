//! A screen: the user's own, or a virtual one.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::process::ask;

/// Size and depth of the virtual screen: an ordinary office screen and room for a title bar.
const SCREEN: &str = "1600x1000x24";

/// Whether a window can be opened here.
pub fn is_present() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    cfg!(not(target_os = "linux")) || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

/// An Xvfb server; ends when dropped.
pub struct VirtualDisplay {
    server: Child,
    name: String,
}

impl VirtualDisplay {
    /// Starts one on a free display number.
    pub fn start() -> Result<Self> {
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", SCREEN, "-nolisten", "tcp"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("Xvfb could not be started; on Debian and Ubuntu it is the package xvfb")?;
        let output = server.stdout.take().context("standard output was piped just now")?;
        let mut number = String::new();
        BufReader::new(output).read_line(&mut number)?;
        let started = Self { server, name: format!(":{}", number.trim()) };
        if number.trim().is_empty() {
            bail!("Xvfb ended without opening a display");
        }
        Ok(started)
    }

    /// Makes a program open its windows here, and only here.
    pub fn apply(&self, command: &mut Command) {
        command.env("DISPLAY", &self.name).env_remove("WAYLAND_DISPLAY").env("GDK_BACKEND", "x11");
        command.env("GSETTINGS_BACKEND", "memory").env("NO_AT_BRIDGE", "1"); // no warnings about absent desktop services
    }

    /// Saves what is on the screen.
    pub fn picture(&self, file: &Path) -> Result<()> {
        let mut import = Command::new("import");
        import.args(["-display", &self.name, "-window", "root"]).arg(file);
        ask(&mut import).context("ImageMagick's `import` could not take the picture; is imagemagick installed?")?;
        Ok(())
    }
}

impl Drop for VirtualDisplay {
    fn drop(&mut self) {
        // Nothing can be done about a server that has ended by itself.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
