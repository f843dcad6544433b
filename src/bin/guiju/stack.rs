//! `guiju stack`: what several benefits come to together, for one enterprise.

use crate::Ending;
use crate::arguments::{Format, StackArguments};
use crate::engine::{Opened, asking, open};
use crate::failure::Failure;
use crate::input;
use crate::output::Output;
use crate::people;
use guiju::explain::answer::to_json;

pub(crate) fn run(arguments: &StackArguments, output: &mut Output) -> Result<Ending, Failure> {
    let Opened::Rules(engine) = open(&arguments.paths, output)? else { return Ok(Ending::Failed) };
    let asking = asking(&arguments.asking, &arguments.paths, output)?;
    let answer = engine.stack(&input::composed(&arguments.stack), &asking)?;
    match arguments.format {
        Format::Json => output.line(to_json(&answer))?,
        Format::Text => people::stack(&answer, output)?,
    }
    Ok(Ending::Done)
}
