//! `guiju check`: what is wrong with rules, for people, programs, GitHub and code scanners.

use crate::Ending;
use crate::arguments::{CheckArguments, CheckFormat};
use crate::failure::Failure;
use crate::input;
use crate::output::{DOUBTFUL, Output, WELL, WRONG, styled};
use crate::rules::{Naming, count, named};
use crate::standard;
use guiju::api::authoring::{Read, read};
use guiju::api::standard_report;
use guiju::diagnostic::render::{self, Colour};
use guiju::diagnostic::{Severity, Words};

pub(crate) fn run(arguments: &CheckArguments, output: &mut Output) -> Result<Ending, Failure> {
    let files = input::read_files(&arguments.paths)?;
    let read = read(&named(&files, Naming::AsGiven));
    // Rules with errors are told as errors: what they would mean is not known.
    if arguments.standard && !read.diagnostics.has_errors() {
        let found = standard_report(&read.checked.program);
        match arguments.format {
            CheckFormat::Json => output.json(&found)?,
            _ => standard::report(&found, output)?,
        }
        return Ok(if found.missing > 0 || found.wrong > 0 { Ending::Failed } else { Ending::Done });
    }
    let (diagnostics, sources, language) = (&read.diagnostics, &read.sources, output.language());
    match arguments.format {
        CheckFormat::Text => text(&read, output)?,
        CheckFormat::Json => output.json(&render::report(diagnostics, sources, language))?,
        CheckFormat::Github => output.text(render::github(diagnostics, sources, language))?,
        CheckFormat::Sarif => output.json(&render::sarif(diagnostics, sources, language))?,
    }
    Ok(if read.diagnostics.has_errors() { Ending::Failed } else { Ending::Done })
}

/// Drawings of all problems, then how many there are.
pub(crate) fn text(read: &Read, output: &mut Output) -> Result<(), Failure> {
    let drawn = render::text(&read.diagnostics, &read.sources, output.language(), Colour::Ansi);
    output.text(drawn)?;
    let (files, errors, warnings) =
        (read.sources.iter().count(), count(read, Severity::Error), count(read, Severity::Warning));
    let summary = Words::new(
        format!("{files} 个文件，{errors} 处错误，{warnings} 处提醒"),
        format!("{}, {}, {}", counted(files, "file"), counted(errors, "error"), counted(warnings, "warning")),
    );
    let style = if read.diagnostics.has_errors() {
        WRONG
    } else if warnings > 0 {
        DOUBTFUL
    } else {
        WELL
    };
    output.line(styled(style, summary.get(output.language())))
}

/// A number of things in English.
pub(crate) fn counted(number: usize, thing: &str) -> String {
    match (number, thing.strip_suffix('y')) {
        (1, _) => format!("1 {thing}"),
        (_, Some(stem)) => format!("{number} {stem}ies"),
        (_, None) => format!("{number} {thing}s"),
    }
}
