//! Everything from text to program, for tests that look at all that is said on the way.

use guiju::check::{Checked, File, check};
use guiju::diagnostic::Diagnostics;
use guiju::source::Sources;

/// The program of some files, their texts, and all problems in order.
pub(crate) fn checked(files: &[(String, String)]) -> (Checked, Sources, Diagnostics) {
    let mut sources = Sources::new();
    let mut problems = Diagnostics::new();
    let mut read = Vec::new();
    for (path, text) in files {
        let source = sources.add(path.clone(), text.clone()).clone();
        let parsed = guiju::syntax::parse(&source);
        problems.append(parsed.diagnostics);
        let reading = guiju::schema::read(&source, &parsed.document, &mut problems);
        read.push(File { path: path.clone(), items: reading.items });
    }
    let result = check(&read);
    problems.extend(result.diagnostics.clone());
    problems.sort();
    (result, sources, problems)
}
