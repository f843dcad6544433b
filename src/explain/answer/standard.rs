use super::{Cite, PackStamp, Quantity, SentenceAnswer, Text, Title};
use serde::Serialize;

/// What a standard says of one profile: it grants nothing, others use what it defines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StandardAnswer {
    /// The standard's name.
    pub standard: String,
    /// Its title, if it has one of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Title>,
    /// The day of asking.
    pub as_of: String,
    /// What it defines, in source order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub definitions: Vec<DefinitionAnswer>,
    /// Every sentence of the law that stands in it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sentences: Vec<SentenceAnswer>,
    /// What is doubtful in it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub doubt: Vec<String>,
    /// The pack that gave this answer.
    pub pack: PackStamp,
}

/// Something that a standard defines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DefinitionAnswer {
    /// Its name.
    pub id: String,
    /// Its title, if it has one of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Title>,
    /// What it is, or what is still possible.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Quantity>,
    /// What the value is counted in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Facts that can still change it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// Where it stands in the law.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cite: Vec<Cite>,
    /// The same in a sentence.
    pub text: Text,
}
