//! Who depends on whom, read from `cargo metadata`.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::repository;

/// The crates of the workspace and everything below them, for all platforms. Development dependencies are left out:
/// they are in no program.
pub struct Dependencies {
    names: BTreeMap<String, String>,
    below: BTreeMap<String, Vec<String>>,
    members: Vec<String>,
}

impl Dependencies {
    /// Asks cargo.
    ///
    /// # Errors
    /// When cargo is absent, the manifests are broken, or its answer has another form than expected.
    pub fn read() -> Result<Self> {
        let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
        let arguments = ["metadata", "--format-version", "1", "--locked", "--offline"];
        let output = Command::new(cargo).args(arguments).current_dir(repository::root()).output()?;
        if !output.status.success() {
            bail!("cargo metadata: {}", String::from_utf8_lossy(&output.stderr));
        }
        Self::from_metadata(&serde_json::from_slice(&output.stdout)?)
    }

    fn from_metadata(metadata: &Value) -> Result<Self> {
        let mut names = BTreeMap::new();
        for package in array(metadata, "packages")? {
            names.insert(text(package, "id")?, text(package, "name")?);
        }
        let mut below = BTreeMap::new();
        let resolve = metadata.get("resolve").context("cargo metadata has no `resolve`")?;
        for node in array(resolve, "nodes")? {
            let shipped = array(node, "deps")?.iter().filter(|dependency| is_shipped(dependency));
            below.insert(text(node, "id")?, shipped.map(|dependency| text(dependency, "pkg")).collect::<Result<_>>()?);
        }
        let members = array(metadata, "workspace_members")?;
        let members = members.iter().filter_map(Value::as_str).map(str::to_owned).collect();
        Ok(Self { names, below, members })
    }

    /// The names of the workspace's crates.
    pub fn members(&self) -> BTreeSet<&str> {
        self.members.iter().filter_map(|id| self.name(id)).collect()
    }

    /// The names of all crates that the workspace's crate of that name is built with, itself left out.
    pub fn reached_by(&self, member: &str) -> BTreeSet<&str> {
        let mut reached = BTreeSet::new();
        let mut waiting: Vec<&String> = self.members.iter().filter(|id| self.name(id) == Some(member)).collect();
        while let Some(id) = waiting.pop() {
            for dependency in self.below.get(id).into_iter().flatten() {
                if reached.insert(dependency) {
                    waiting.push(dependency);
                }
            }
        }
        reached.into_iter().filter_map(|id| self.name(id)).collect()
    }

    /// The names of the crates that this one names in its own manifest.
    pub fn named_by(&self, member: &str) -> BTreeSet<&str> {
        let ids = self.members.iter().filter(|id| self.name(id) == Some(member));
        ids.filter_map(|id| self.below.get(id)).flatten().filter_map(|id| self.name(id)).collect()
    }

    fn name(&self, id: &str) -> Option<&str> {
        self.names.get(id).map(String::as_str)
    }
}

/// A normal or build dependency; `kind` is null for a normal one.
fn is_shipped(dependency: &Value) -> bool {
    let kinds = dependency.get("dep_kinds").and_then(Value::as_array);
    kinds.into_iter().flatten().any(|kind| kind.get("kind").and_then(Value::as_str) != Some("dev"))
}

fn array<'a>(value: &'a Value, key: &str) -> Result<&'a Vec<Value>> {
    value.get(key).and_then(Value::as_array).with_context(|| format!("cargo metadata has no list `{key}`"))
}

fn text(value: &Value, key: &str) -> Result<String> {
    let text = value.get(key).and_then(Value::as_str);
    text.map(str::to_owned).with_context(|| format!("cargo metadata has no text `{key}`"))
}
