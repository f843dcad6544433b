//! `guiju check`: what is wrong with rules, for people, programs, GitHub and code scanners.

use crate::Ending;
use crate::arguments::{CheckArguments, CheckFormat};
use crate::failure::Failure;
use crate::input;
use crate::output::{DOUBTFUL, Output, WELL, WRONG, styled};
use crate::rules::{Naming, count, named};
use crate::standard;
use guiju::api::authoring::{Read, read};
use guiju::api::{sentence_counts, standard_report};
use guiju::diagnostic::render::{self, Colour, Report};
use guiju::diagnostic::{Severity, Words};
use guiju::explain::answer::SentenceCount;
use serde::Serialize;

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
        CheckFormat::Text => {
            text(&read, output)?;
            if arguments.sentences && !diagnostics.has_errors() {
                sentences(&sentence_counts(&read.checked.program), output)?;
            }
        }
        CheckFormat::Json => {
            let report = render::report(diagnostics, sources, language);
            // What rules with errors carry is not known.
            let counted = !diagnostics.has_errors();
            let sentences = if counted { sentence_counts(&read.checked.program) } else { Vec::new() };
            output.json(&Found { report, sentences })?;
        }
        CheckFormat::Github => output.text(render::github(diagnostics, sources, language))?,
        CheckFormat::Sarif => output.json(&render::sarif(diagnostics, sources, language))?,
    }
    Ok(if read.diagnostics.has_errors() { Ending::Failed } else { Ending::Done })
}

/// The problems, and how much of the law is written into the rules.
#[derive(Serialize)]
struct Found {
    #[serde(flatten)]
    report: Report,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sentences: Vec<SentenceCount>,
}

/// One line for each policy.
fn sentences(counts: &[SentenceCount], output: &mut Output) -> Result<(), Failure> {
    let many = |number: u32, thing: &str| counted(usize::try_from(number).unwrap_or(usize::MAX), thing);
    for count in counts {
        let version = count.version.as_ref().map(|version| format!("（{version}）")).unwrap_or_default();
        let told = count.coverage;
        let left = told.sentences.saturating_sub(told.encoded.saturating_add(told.judged));
        let mut words = Words::new(
            format!(
                "原文 {} 句：{} 句写进规则，{} 句由人认定，{left} 句没有写进规则",
                told.sentences, told.encoded, told.judged
            ),
            format!(
                "{}: {} encoded, {} judged, {left} not encoded",
                many(told.sentences, "sentence"),
                told.encoded,
                told.judged
            ),
        );
        if told.paraphrased > 0 {
            words.zh.push_str(&format!("；另有 {} 句大意", told.paraphrased));
            words.en.push_str(&format!("; {}", many(told.paraphrased, "paraphrase")));
        }
        output.line(format!("{}{version}  {}", count.policy, words.get(output.language())))?;
    }
    Ok(())
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
