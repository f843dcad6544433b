use super::Text;
use serde::Serialize;

/// A call that cannot be answered: what is wrong with it, where, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[error("{}", message.en)]
pub struct ErrorAnswer {
    /// Which kind of problem.
    pub code: ErrorCode,
    /// Where: the JSON path in the facts, or the argument.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// What is wrong.
    pub message: Text,
    /// The nearest name that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suggestion: Option<String>,
    /// What else is wrong with the facts, so that a form can say it at each field; in catalogue order.
    #[serde(skip_serializing_if = "<[ProblemAnswer]>::is_empty")]
    pub others: Box<[ProblemAnswer]>,
    /// How many more there are, where they are too many to be listed.
    #[serde(skip_serializing_if = "is_nought")]
    pub left_off: u32,
}

/// Another thing that is wrong with the facts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ProblemAnswer {
    /// Which kind of problem.
    pub code: ErrorCode,
    /// Where: the JSON path in the facts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// What is wrong.
    pub message: Text,
    /// The nearest name that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suggestion: Option<String>,
}

fn is_nought(count: &u32) -> bool {
    *count == 0
}

/// Kinds of calls that cannot be answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// The pack is damaged, hostile, or of another format.
    BadPack,
    /// The sources have errors; nothing runs.
    BadSource,
    /// The facts are no JSON object.
    BadJson,
    /// A name that no rule knows.
    UnknownFact,
    /// A value of the wrong type.
    WrongType,
    /// A value outside its range.
    OutOfRange,
    /// A key that stands twice.
    DuplicateKey,
    /// A choice that is not among the options.
    UnknownChoice,
    /// No such day.
    BadDate,
    /// No such place.
    UnknownRegion,
    /// More than the engine takes.
    TooLarge,
    /// No policy of this name.
    UnknownPolicy,
    /// The options of the call cannot be read.
    BadOptions,
}
