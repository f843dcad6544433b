//! `guiju eval`: one policy for one enterprise.

use crate::Ending;
use crate::arguments::{EvalArguments, Format};
use crate::engine::{Opened, asking, open};
use crate::failure::Failure;
use crate::input;
use crate::output::Output;
use crate::people;
use guiju::explain::answer::to_json;

pub(crate) fn run(arguments: &EvalArguments, output: &mut Output) -> Result<Ending, Failure> {
    let Opened::Rules(engine) = open(&arguments.paths, output)? else { return Ok(Ending::Failed) };
    let asking = asking(&arguments.asking, &arguments.paths, output)?;
    let answer = engine.evaluate(&input::composed(&arguments.policy), &asking)?;
    match arguments.format {
        Format::Json => output.line(to_json(&answer))?,
        Format::Text => people::policy(&answer, output)?,
    }
    Ok(Ending::Done)
}
