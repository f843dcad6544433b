//! `guiju fmt`: rule files in their one layout, in either language of keywords.

use crate::Ending;
use crate::arguments::{FmtArguments, Lang};
use crate::check::counted;
use crate::failure::Failure;
use crate::input::{self, RuleFile};
use crate::output::Output;
use guiju::diagnostic::render::{self, Colour};
use guiju::diagnostic::{Diagnostics, Language, Words};
use guiju::source::Sources;
use guiju::{schema, syntax};

/// What became of a file.
enum Laid {
    /// Its text in the one layout.
    Out(String),
    /// It cannot be read, and why.
    Unread(String),
}

pub(crate) fn run(arguments: &FmtArguments, output: &mut Output) -> Result<Ending, Failure> {
    let files = input::read_files(&arguments.paths)?;
    let keywords = arguments.keywords.map(|lang| match lang {
        Lang::Zh => Language::Zh,
        Lang::En => Language::En,
    });
    let (mut changed, mut unread) = (0_usize, 0_usize);
    for file in &files {
        let text = match lay_out(file, keywords, output.language()) {
            Laid::Out(text) => text,
            Laid::Unread(problems) => {
                unread = unread.saturating_add(1);
                output.about(problems);
                continue;
            }
        };
        let differs = text != file.text;
        changed = changed.saturating_add(usize::from(differs));
        match (&file.path, arguments.check) {
            (_, true) if differs => output.line(&file.name)?,
            (None, false) => output.text(text)?,
            (Some(path), false) if differs => {
                std::fs::write(path, text).map_err(|error| Failure::of_file(path, &error))?;
            }
            _ => {}
        }
    }
    if arguments.check || files.iter().any(|file| file.path.is_some()) {
        output.note(&summary(arguments.check, files.len(), changed, unread));
    }
    let failed = unread > 0 || (arguments.check && changed > 0);
    Ok(if failed { Ending::Failed } else { Ending::Done })
}

fn lay_out(file: &RuleFile, keywords: Option<Language>, language: Language) -> Laid {
    let mut sources = Sources::new();
    let source = sources.add(file.name.clone(), file.text.clone()).clone();
    let parsed = syntax::parse(&source);
    let mut unknown = Diagnostics::new();
    let translations = schema::read(&source, &parsed.document, &mut unknown).translations;
    match syntax::format(&source, &parsed, &translations, keywords) {
        Some(text) => Laid::Out(text),
        None => Laid::Unread(render::text(&parsed.diagnostics, &sources, language, Colour::Ansi)),
    }
}

fn summary(check: bool, files: usize, changed: usize, unread: usize) -> Words {
    let (zh, en) = if check { ("要改", "to be changed") } else { ("已改", "changed") };
    let left = match unread {
        0 => Words::new("", ""),
        _ => Words::new(format!("，{unread} 个读不懂，没有动"), format!(", {unread} not read and left as they are")),
    };
    Words::new(
        format!("{files} 个文件，{zh} {changed} 个{}", left.zh),
        format!("{}, {changed} {en}{}", counted(files, "file"), left.en),
    )
}
