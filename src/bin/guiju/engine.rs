//! Rules ready to be asked, from a pack or from rule files; the answers are the same bytes either way.

use crate::arguments::{Asking as AskingArguments, Extra};
use crate::failure::Failure;
use crate::input::{self, Given};
use crate::output::Output;
use crate::rules::{self, Naming};
use crate::{check, day};
use guiju::api::authoring::{build, read};
use guiju::api::{Asking, Engine};
use guiju::eval::ExtraFacts;
use guiju::explain::answer::ErrorCode;
use std::path::PathBuf;

/// What came of opening rules.
pub(crate) enum Opened {
    /// They can be asked.
    Rules(Engine),
    /// They have errors, which have been told.
    Faulty,
}

/// Opens a pack, or rule files as if a pack had been built of them.
pub(crate) fn open(paths: &[PathBuf], output: &mut Output) -> Result<Opened, Failure> {
    let bytes = match input::read(paths)? {
        Given::Pack(bytes) => bytes,
        Given::Files(files) => match build(&rules::named(&files, Naming::Below), rules::USUAL_ID) {
            Ok(bytes) => bytes,
            Err(refused) if refused.code == ErrorCode::BadSource => {
                check::text(&read(&rules::named(&files, Naming::AsGiven)), output)?;
                return Ok(Opened::Faulty);
            }
            Err(refused) => return Err(refused.into()),
        },
    };
    Ok(Opened::Rules(Engine::from_pack(&bytes)?))
}

/// What the arguments ask; the day of asking is filled in if it is missing.
pub(crate) fn asking(arguments: &AskingArguments, paths: &[PathBuf], output: &mut Output) -> Result<Asking, Failure> {
    let facts = input::facts(arguments.facts.as_deref(), paths)?;
    let as_of = day::asked(arguments.as_of.as_deref(), output)?;
    Ok(Asking {
        facts,
        as_of,
        law_day: arguments.law_day.clone(),
        region: arguments.region.as_deref().map(input::composed),
        extra_facts: extra_facts(arguments.extra_facts),
    })
}

/// What to do with facts that no rule knows.
pub(crate) fn extra_facts(extra: Extra) -> ExtraFacts {
    match extra {
        Extra::Refuse => ExtraFacts::Refuse,
        Extra::Ignore => ExtraFacts::Ignore,
    }
}
