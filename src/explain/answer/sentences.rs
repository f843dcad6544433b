//! How much of each document is written into rules.

use super::Coverage;
use serde::Serialize;

/// How many sentences of the law one policy carries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SentenceCount {
    /// The policy.
    pub policy: String,
    /// Its version.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// How many, by what became of them.
    pub coverage: Coverage,
}
