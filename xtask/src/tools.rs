//! What must be on the machine, and how it gets there: by the ordinary package managers, or a plain word about what is missing.

use crate::shell::{command, run};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const TARGET: &str = "wasm32-unknown-unknown";
/// A download that takes longer than this is not going to come.
const PATIENCE_SECONDS: &str = "180";

/// How this machine builds for wasm.
pub struct WasmToolchain {
    /// Set for the wasm build alone; exported to other builds they would change the compiler.
    pub environment: Vec<(&'static str, String)>,
    /// Further arguments for `cargo build`.
    pub arguments: Vec<&'static str>,
    /// One target folder for each compiler, else they rebuild each other's work.
    pub folder: &'static str,
}

/// Finds or installs a Rust toolchain for wasm: rustup's target, else Debian's compiler with the standard library's source.
pub fn wasm_toolchain() -> Result<WasmToolchain> {
    if has_target("rustc") || (found("rustup") && add_target()) {
        return Ok(WasmToolchain { environment: vec![], arguments: vec![], folder: "wasm" });
    }
    let compiler = "/usr/bin/rustc";
    if !has_sources(compiler) {
        install(&["rustc-web", "rust-web-src"]).with_context(|| {
            format!(
                "Rust cannot build for {TARGET} here. Either `rustup target add {TARGET}`, or on Debian \
                 `apt-get install rustc-web rust-web-src`, and start again."
            )
        })?;
    }
    let linker = match linker() {
        Some(linker) => linker,
        None => {
            install(&["lld"]).context("a wasm linker is missing: install lld")?;
            linker().context("a wasm linker is missing: neither rust-lld nor wasm-ld was found")?
        }
    };
    Ok(WasmToolchain {
        environment: vec![
            ("RUSTC", compiler.into()),
            ("RUSTC_BOOTSTRAP", "1".into()),
            ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker.to_string_lossy().into_owned()),
        ],
        arguments: vec!["-Zbuild-std=std,panic_abort"],
        folder: "wasm-debian",
    })
}

/// Finds Node 20 or later with npm.
pub fn node() -> Result<()> {
    let version = output("node", &["--version"]).context("Node is missing: install Node 20 or later")?;
    let major: u32 = version.trim_start_matches('v').split('.').next().unwrap_or("0").trim().parse()?;
    if major < 20 {
        bail!("Node {} is too old: install Node 20 or later", version.trim());
    }
    if !found("npm") {
        bail!("npm is missing: it comes with Node");
    }
    Ok(())
}

/// The packages of www, once for each lock file.
pub fn node_packages() -> Result<()> {
    node()?;
    let lock = crate::shell::root().join("www/package-lock.json");
    let stamp = crate::shell::root().join("www/node_modules/.package-lock.json");
    let newer = |path: &Path| path.metadata().and_then(|data| data.modified()).ok();
    if stamp.exists() && newer(&stamp) >= newer(&lock) {
        return Ok(());
    }
    run(command("npm", "www").args(["ci", "--no-audit", "--no-fund"]))
}

/// Finds or installs a browser that can be driven, and a Chinese font for it.
pub fn browser() -> Result<PathBuf> {
    if let Some(named) = std::env::var_os("GUIJU_CHROMIUM") {
        return Ok(named.into());
    }
    if let Some(path) = ["chromium", "chromium-browser", "google-chrome"].iter().find_map(|name| which(name)) {
        if found("dpkg") && output("fc-list", &[":lang=zh"]).unwrap_or_default().trim().is_empty() {
            install(&["fonts-noto-cjk"]).context("a Chinese font is missing: install fonts-noto-cjk")?;
        }
        return Ok(path);
    }
    install(&["chromium", "fonts-noto-cjk"])
        .context("No browser was found. Install Chromium or Chrome, or name one in GUIJU_CHROMIUM, and start again.")?;
    which("chromium").context("Chromium was installed but cannot be found")
}

fn add_target() -> bool {
    println!("adding {TARGET} with rustup");
    let mut command = if found("timeout") {
        let mut command = Command::new("timeout");
        command.args([PATIENCE_SECONDS, "rustup"]);
        command
    } else {
        Command::new("rustup")
    };
    command.args(["target", "add", TARGET]);
    command.status().is_ok_and(|status| status.success()) && has_target("rustc")
}

fn has_target(compiler: &str) -> bool {
    sysroot(compiler).is_some_and(|root| root.join("lib/rustlib").join(TARGET).join("lib").is_dir())
}

fn has_sources(compiler: &str) -> bool {
    sysroot(compiler).is_some_and(|root| root.join("lib/rustlib/src/rust/library/Cargo.lock").is_file())
}

fn sysroot(compiler: &str) -> Option<PathBuf> {
    output(compiler, &["--print", "sysroot"]).ok().map(|text| PathBuf::from(text.trim()))
}

fn linker() -> Option<PathBuf> {
    let ours = sysroot("rustc").and_then(|root| {
        let hosts = root.join("lib/rustlib").read_dir().ok()?;
        hosts.flatten().map(|host| host.path().join("bin/rust-lld")).find(|path| path.is_file())
    });
    ours.or_else(|| ["wasm-ld", "wasm-ld-22", "wasm-ld-19", "rust-lld"].iter().find_map(|name| which(name)))
}

fn install(packages: &[&str]) -> Result<()> {
    if !found("apt-get") {
        bail!("this is not Debian or one of its kin, so nothing is installed for you");
    }
    let root = output("id", &["-u"])?.trim() == "0";
    let apt = |arguments: &[&str]| {
        let mut command = if root { Command::new("apt-get") } else { Command::new("sudo") };
        if !root {
            command.args(["-n", "apt-get"]);
        }
        command.env("DEBIAN_FRONTEND", "noninteractive").args(arguments);
        run(&mut command)
    };
    apt(&["update", "-qq"])?;
    let mut arguments = vec!["install", "-y", "-qq", "--no-install-recommends"];
    arguments.extend(packages);
    apt(&arguments)
}

fn found(program: &str) -> bool {
    which(program).is_some()
}

fn which(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}

fn output(program: &str, arguments: &[&str]) -> Result<String> {
    let output = Command::new(program).args(arguments).stderr(Stdio::null()).output()?;
    if !output.status.success() {
        bail!("{program} failed");
    }
    Ok(String::from_utf8(output.stdout)?)
}
