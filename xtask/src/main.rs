//! `cargo xtask`: one way to build, serve, test and measure.

#![expect(clippy::disallowed_methods, reason = "the library is pure so that this need not be")]

mod measure;
mod page;
mod serve;
mod shell;
mod test;
mod tools;
mod wasm;

use anyhow::{Result, bail};
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask serve [--port N]   build the module and the page, serve them on localhost
cargo xtask serve --check      the same, but ask the page and the module one real question, and stop
cargo xtask test               every test: native, wasm, browser; formatting and lints too
cargo xtask build              the wasm modules, the npm package, the rule pack and the page
cargo xtask size               sizes of the wasm modules: raw, gzip, brotli
cargo xtask screenshots        pictures of every page into ./screenshots
";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // What is missing and what to do, without where in this program it was noticed.
            eprintln!("\n{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["serve", "--check"] => serve::check(),
        ["serve"] => serve::serve(serve::PORT),
        ["serve", "--port", port] => serve::serve(port.parse()?),
        ["test"] => test::all(),
        ["build"] => page::build().map(drop),
        ["size"] => measure::sizes(),
        ["screenshots"] => test::screenshots(),
        [] | ["help" | "--help" | "-h"] => {
            print!("{HELP}");
            Ok(())
        }
        _ => bail!("no such command\n\n{HELP}"),
    }
}
