//! The npm package, the rule pack, and the page.

use crate::shell::{cargo, command, root, run};
use crate::{tools, wasm};
use anyhow::Result;
use std::path::PathBuf;

/// Builds everything that a browser loads, and says where it lies.
pub fn build() -> Result<PathBuf> {
    tools::node_packages()?;
    wasm::build()?;
    let packs = root().join("www/portal/public/packs");
    std::fs::create_dir_all(&packs)?;
    run(guiju().args(["build", "rules", "-o"]).arg(packs.join("rules.pack")))?;
    run(command("npm", "www").args(["run", "--silent", "build"]))?;
    Ok(root().join("www/portal/dist"))
}

/// The command line, built from this tree.
pub fn guiju() -> std::process::Command {
    let mut command = cargo();
    command.args(["run", "--quiet", "--package", "guiju", "--bin", "guiju", "--"]);
    command
}
