use super::{Text, TurnAnswer};
use serde::Serialize;

/// The next best question, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct QuestionAnswer {
    /// The fact, as it is named in results and set in a session; its catalogue entry says how to ask.
    pub fact: String,
    /// The fact's name in the catalogue, without year or record.
    pub catalogue: String,
    /// The question with its period filled in.
    pub ask: Text,
    /// Of a list: the columns that matter, in their order, and the one that tells records apart.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<String>,
    /// Of a list that is given: the fields that are wanting, as they are set.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<String>,
    /// The group of questions that it stands in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// What hangs on it, in source order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hangs: Vec<Hanging>,
    /// The policies of which it is the only missing fact.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub settles: Vec<String>,
    /// Where it turns a condition, if it does at one value.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub turns: Vec<TurnAnswer>,
    /// How many questions are left, this one included.
    pub left: QuestionsLeft,
    /// Why it is asked, in a sentence.
    pub text: Text,
}

/// A policy, and the open conditions in it, that hang on a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Hanging {
    /// The policy's name.
    pub policy: String,
    /// Its conditions that are open for want of this fact.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<String>,
}

/// How many questions are left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct QuestionsLeft {
    /// Fewer will not do.
    pub at_least: u32,
    /// More will not be asked.
    pub at_most: u32,
}
