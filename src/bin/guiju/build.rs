//! `guiju build`: rules to a pack.

use crate::Ending;
use crate::arguments::BuildArguments;
use crate::failure::Failure;
use crate::output::Output;
use crate::rules::{self, Naming};
use crate::{check, input};
use guiju::diagnostic::Words;
use guiju::pack::{self, Provenance, SourceDigest};
use std::io::Write;
use std::path::Path;

pub(crate) fn run(arguments: &BuildArguments, output: &mut Output) -> Result<Ending, Failure> {
    let files = input::read_files(&arguments.paths)?;
    // Named from the folder down, so that the same rules give the same bytes wherever they lie.
    let read = rules::read(&files, Naming::Below);
    if read.diagnostics.has_errors() {
        check::text(&read, output)?;
        return Ok(Ending::Failed);
    }
    let provenance = Provenance {
        id: arguments.id.clone(),
        compiler: env!("CARGO_PKG_VERSION").to_string(),
        sources: read
            .sources
            .iter()
            .map(|source| SourceDigest::new(source.path.clone(), source.text.as_bytes()))
            .collect(),
    };
    let program = guiju::compile::compile(&read.checked.program);
    let bytes = pack::encode(&program, &provenance).map_err(|error| Failure::new(error.zh(), error.to_string()))?;
    write(&arguments.output, &bytes)?;
    let (policies, size) = (program.policies.len(), bytes.len());
    output.note(&Words::new(
        format!("规则包 {}：{policies} 项政策，{size} 字节", arguments.id),
        format!("pack {}: {}, {size} bytes", arguments.id, check::counted(policies, "policy")),
    ));
    Ok(Ending::Done)
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    if path == Path::new("-") {
        return std::io::stdout().write_all(bytes).map_err(|_| Failure::Unread);
    }
    std::fs::write(path, bytes).map_err(|error| Failure::of_file(path, &error))
}
