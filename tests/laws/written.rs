//! Rules written as text, read by everything from text to program.

#[path = "../common/checked.rs"]
mod checked;

use guiju::compile::compile;
use guiju::eval::{ExtraFacts, Facts};
use guiju::program::Program;

/// The program of one file.
pub fn program(text: &str) -> Program {
    let (checked, _, problems) = checked::checked(&[("例.gj".to_owned(), text.to_owned())]);
    assert!(!problems.has_errors(), "{problems:?}\n{text}");
    compile(&checked.program)
}

/// The program of one file, if the checker lets it pass.
pub fn accepted(text: &str) -> Option<Program> {
    let (checked, _, problems) = checked::checked(&[("例.gj".to_owned(), text.to_owned())]);
    (!problems.has_errors()).then(|| compile(&checked.program))
}

/// What is known: names with their values as a facts file has them.
pub fn facts(program: &Program, given: impl IntoIterator<Item = (String, String)>) -> Facts {
    let pairs: Vec<String> = given.into_iter().map(|(name, value)| format!("\"{name}\": {value}")).collect();
    Facts::read(program, &format!("{{{}}}", pairs.join(", ")), ExtraFacts::Refuse).expect("facts")
}
