//! `guiju build`: rules to a pack.

use crate::Ending;
use crate::arguments::BuildArguments;
use crate::failure::Failure;
use crate::output::Output;
use crate::rules::{Naming, named};
use crate::{check, input};
use guiju::api::Engine;
use guiju::api::authoring::{build, read};
use guiju::diagnostic::Words;
use guiju::explain::answer::ErrorCode;
use std::io::Write;
use std::path::Path;

pub(crate) fn run(arguments: &BuildArguments, output: &mut Output) -> Result<Ending, Failure> {
    let files = input::read_files(&arguments.paths)?;
    // Named from the folder down, so that the same rules give the same bytes wherever they lie.
    let bytes = match build(&named(&files, Naming::Below), &arguments.id) {
        Ok(bytes) => bytes,
        Err(refused) if refused.code == ErrorCode::BadSource => {
            check::text(&read(&named(&files, Naming::AsGiven)), output)?;
            return Ok(Ending::Failed);
        }
        Err(refused) => return Err(refused.into()),
    };
    let engine = Engine::from_pack(&bytes)?;
    write(&arguments.output, &bytes)?;
    // The digest tells two builds apart, or that they are the same.
    let (policies, digest) = (engine.program().policies.len(), &engine.stamp().digest);
    output.note(&Words::new(
        format!("规则包 {}：{policies} 项政策，{digest}", arguments.id),
        format!("pack {}: {}, {digest}", arguments.id, check::counted(policies, "policy")),
    ));
    Ok(Ending::Done)
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    if path == Path::new("-") {
        return std::io::stdout().write_all(bytes).map_err(|_| Failure::Unread);
    }
    std::fs::write(path, bytes).map_err(|error| match (error.kind(), path.parent()) {
        (std::io::ErrorKind::NotFound, Some(folder)) => Failure::of_file(folder, &error),
        _ => Failure::of_file(path, &error),
    })
}
