//! For pull requests on GitHub: one annotation a line.

use super::json::{located, severity};
use crate::diagnostic::{Diagnostics, Language};
use crate::source::Sources;

/// Every problem as a workflow command.
pub fn github(diagnostics: &Diagnostics, sources: &Sources, language: Language) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics {
        let place = located(sources, diagnostic.span);
        let (start, end) = (&place.range.start, &place.range.end);
        let mut message = diagnostic.message.get(language).to_owned();
        if let Some(help) = &diagnostic.help {
            message.push('\n');
            message.push_str(help.get(language));
        }
        // Columns are only understood on one line.
        let columns = if start.line == end.line {
            format!(",col={},endColumn={}", start.column, end.column)
        } else {
            String::new()
        };
        out.push_str(&format!(
            "::{} file={},line={},endLine={}{columns},title={}::{}\n",
            severity(diagnostic.severity),
            property(&place.path),
            start.line,
            end.line,
            property(diagnostic.code.id()),
            data(&message),
        ));
    }
    out
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
