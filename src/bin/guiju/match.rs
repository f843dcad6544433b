//! `guiju match`: all policies for one enterprise.

use crate::Ending;
use crate::arguments::{Format, MatchArguments};
use crate::engine::{Opened, asking, open};
use crate::failure::Failure;
use crate::output::Output;
use crate::people;
use guiju::explain::answer::to_json;

pub(crate) fn run(arguments: &MatchArguments, output: &mut Output) -> Result<Ending, Failure> {
    let Opened::Rules(engine) = open(&arguments.paths, output)? else { return Ok(Ending::Failed) };
    let asking = asking(&arguments.asking, &arguments.paths, output)?;
    let answer = engine.match_all(&asking, arguments.not_applicable)?;
    match arguments.format {
        Format::Json => output.line(to_json(&answer))?,
        Format::Text => people::matching(&answer, output)?,
    }
    Ok(Ending::Done)
}
