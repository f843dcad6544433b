//! The two wasm modules and their JavaScript glue.

use crate::shell::{cargo, root, run, target};
use crate::tools::wasm_toolchain;
use anyhow::{Context, Result};
use std::path::PathBuf;
use wasm_bindgen_cli_support::Bindgen;

/// A build of the library for JavaScript.
pub struct Module {
    /// The name of its files.
    pub name: &'static str,
    /// The features that it is built with.
    pub features: &'static str,
}

/// What a visitor downloads: packs, evaluation, explanation. No parser.
pub const RUNTIME: Module = Module { name: "guiju_runtime", features: "wasm" };
/// What an author downloads: also parses, checks, compiles and formats.
pub const COMPILER: Module = Module { name: "guiju_compiler", features: "wasm,authoring" };

/// Where the glue and the modules lie; git ignores it.
pub fn folder() -> PathBuf {
    root().join("www/package/generated")
}

/// Builds both modules.
pub fn build() -> Result<()> {
    let toolchain = wasm_toolchain()?;
    for module in [RUNTIME, COMPILER] {
        let target = target().join(toolchain.folder);
        run(cargo()
            .envs(toolchain.environment.iter().map(|(name, value)| (name, value)))
            .args(["build", "--quiet", "--lib", "--profile", "wasm", "--target", "wasm32-unknown-unknown"])
            .args(["--no-default-features", "--features", module.features])
            .args(&toolchain.arguments)
            .arg("--target-dir")
            .arg(&target))?;
        let built = target.join("wasm32-unknown-unknown/wasm/guiju.wasm");
        let mut bindgen = Bindgen::new();
        bindgen
            .input_path(&built)
            .out_name(module.name)
            .typescript(true)
            .remove_name_section(true)
            .remove_producers_section(true)
            // The library's default leaves the glue without a way to find its own module.
            .omit_default_module_path(false)
            // The npm module makes a new instance after a trap with it.
            .reset_state_function(true)
            .web(true)?;
        bindgen.generate(folder()).with_context(|| format!("cannot bind {}", built.display()))?;
    }
    Ok(())
}
