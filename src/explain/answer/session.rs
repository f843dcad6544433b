use super::{MatchAnswer, QuestionAnswer};
use serde::Serialize;

/// Where a conversation stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SessionAnswer {
    /// All policies in groups.
    pub results: MatchAnswer,
    /// What to ask next; absent when nothing is left to ask.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question: Option<QuestionAnswer>,
    /// Whether there is a step to undo.
    pub can_undo: bool,
}
