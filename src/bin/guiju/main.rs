//! `guiju`: the rules at the command line.
//!
//! One file a command. Here stand only the dispatch and the exit code: 0 done, 1 the rules or tests failed,
//! 2 the call was wrong or a file could not be read.

mod arguments;
mod failure;
mod input;
mod output;

mod ask;
mod build;
mod chain;
mod changes;
mod check;
mod compare;
mod day;
mod diff;
mod doubts;
mod engine;
mod eval;
mod explain;
mod fmt;
mod people;
mod rules;
mod stack;
mod standard;
mod test;

// `match` is a word of Rust.
#[path = "match.rs"]
mod matching;

use arguments::{Cli, Command};
use failure::Failure;
use output::Output;
use std::process::ExitCode;

/// How a command ended that could do its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    /// All is well.
    Done,
    /// The rules or tests failed.
    Failed,
}

fn main() -> ExitCode {
    let call = match Cli::read() {
        Ok(call) => call,
        Err(refusal) => return refusal.tell(),
    };
    let mut output = Output::new(call.language());
    let ending = run(call, &mut output).and_then(|ending| output.finish().map(|()| ending));
    match ending {
        Ok(Ending::Done) => ExitCode::SUCCESS,
        Ok(Ending::Failed) => ExitCode::from(1),
        // Whoever reads has had enough: `guiju eval … | head -1`.
        Err(Failure::Unread) => ExitCode::SUCCESS,
        Err(failure) => {
            output.complain(&failure);
            ExitCode::from(2)
        }
    }
}

fn run(call: Cli, output: &mut Output) -> Result<Ending, Failure> {
    match call.command {
        Command::Check(arguments) => check::run(&arguments, output),
        Command::Fmt(arguments) => fmt::run(&arguments, output),
        Command::Test(arguments) => test::run(&arguments, output),
        Command::Eval(arguments) => eval::run(&arguments, output),
        Command::Chain(arguments) => chain::run(&arguments, output),
        Command::Match(arguments) => matching::run(&arguments, output),
        Command::Stack(arguments) => stack::run(&arguments, output),
        Command::Ask(arguments) => ask::run(&arguments, output),
        Command::Compare(arguments) => compare::run(&arguments, output),
        Command::Diff(arguments) => diff::run(&arguments, output),
        Command::Build(arguments) => build::run(&arguments, output),
        Command::Explain(arguments) => explain::run(&arguments, output),
    }
}
