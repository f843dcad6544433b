//! What is printed where: answers to the standard output, everything about them to the standard error.

use crate::failure::Failure;
use anstream::{Stderr, Stdout};
use clap::builder::styling::{AnsiColor, Style};
use guiju::diagnostic::{Language, Words};
use serde::Serialize;
use std::io::Write;

/// Bold red, for what is wrong.
pub(crate) const WRONG: Style = AnsiColor::Red.on_default().bold();
/// Bold yellow, for what somebody should look at.
pub(crate) const DOUBTFUL: Style = AnsiColor::Yellow.on_default().bold();
/// Bold green, for what is well.
pub(crate) const WELL: Style = AnsiColor::Green.on_default().bold();
/// Bold cyan, for advice.
pub(crate) const ADVICE: Style = AnsiColor::Cyan.on_default().bold();
/// Bold, for heads.
pub(crate) const HEAD: Style = Style::new().bold();
/// Faint, for what may be passed over.
pub(crate) const FAINT: Style = Style::new().dimmed();

/// Both streams, in the language asked for. Colours are dropped where there is no terminal or `NO_COLOR` is set.
pub(crate) struct Output {
    language: Language,
    stdout: Stdout,
    stderr: Stderr,
}

impl Output {
    pub(crate) fn new(language: Language) -> Self {
        Output { language, stdout: anstream::stdout(), stderr: anstream::stderr() }
    }

    pub(crate) fn language(&self) -> Language {
        self.language
    }

    /// The form of the language asked for.
    pub(crate) fn pick<'a>(&self, zh: &'a str, en: &'a str) -> &'a str {
        match self.language {
            Language::Zh => zh,
            Language::En => en,
        }
    }

    /// A line of the answer.
    pub(crate) fn line(&mut self, text: impl std::fmt::Display) -> Result<(), Failure> {
        writeln!(self.stdout, "{text}").map_err(|_| Failure::Unread)
    }

    /// A part of the answer that has its own line ends.
    pub(crate) fn text(&mut self, text: impl std::fmt::Display) -> Result<(), Failure> {
        write!(self.stdout, "{text}").map_err(|_| Failure::Unread)
    }

    /// The answer as JSON, in one line.
    pub(crate) fn json(&mut self, answer: &impl Serialize) -> Result<(), Failure> {
        // Answers are plain data with text for keys, so writing them cannot fail but for the stream.
        let json = serde_json::to_string(answer).unwrap_or_default();
        self.line(json)
    }

    /// A text about the answer that has its own line ends.
    pub(crate) fn about(&mut self, text: impl std::fmt::Display) {
        // Nobody can be told that the standard error is closed.
        let _ = write!(self.stderr, "{text}");
    }

    /// A line about the answer, for people at the terminal.
    pub(crate) fn note(&mut self, words: &Words) {
        let text = words.get(self.language);
        // Nobody can be told that the standard error is closed.
        let _ = writeln!(self.stderr, "{FAINT}{text}{FAINT:#}");
    }

    /// A question on the standard error, without a line end.
    pub(crate) fn prompt(&mut self, text: impl std::fmt::Display) {
        let _ = write!(self.stderr, "{text}");
        let _ = self.stderr.flush();
    }

    /// Why the call could not be carried out.
    pub(crate) fn complain(&mut self, failure: &Failure) {
        let (message, help) = failure.lines(self.language);
        let (wrong, advice) = (self.pick("错误：", "error: "), self.pick("提示：", "help: "));
        let _ = writeln!(self.stderr, "{WRONG}{wrong}{WRONG:#}{message}");
        if let Some(help) = help {
            let _ = writeln!(self.stderr, "{ADVICE}{advice}{ADVICE:#}{help}");
        }
    }

    /// Sees everything off.
    pub(crate) fn finish(&mut self) -> Result<(), Failure> {
        self.stdout.flush().map_err(|_| Failure::Unread)
    }
}

/// A text in a style.
pub(crate) fn styled(style: Style, text: impl std::fmt::Display) -> String {
    format!("{style}{text}{style:#}")
}
