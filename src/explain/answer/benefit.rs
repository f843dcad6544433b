use super::{BlockedAnswer, Cite, Needed, Text, Title};
use serde::Serialize;

/// What a policy gives: an amount or a right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BenefitAnswer {
    /// Its name.
    pub id: String,
    /// Its title, if it has one of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Title>,
    /// The amount, when settled.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<String>,
    /// The least amount still possible.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_least: Option<String>,
    /// The greatest amount still possible.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_most: Option<String>,
    /// `CNY` for money, else how to show it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Why the amount is open.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub because: Vec<OpenAnswer>,
    /// Who sets the figure that the law leaves open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fixed_by: Option<String>,
    /// Whether it is given at all, beside the policy's own conditions.
    pub given: Needed,
    /// The right, in the author's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub right: Option<Title>,
    /// For how long, in the author's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub term: Option<String>,
    /// The budget that limits it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub budget: Option<String>,
    /// How it is obtained, such as 免申即享.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub obtained: Option<String>,
    /// Who pays.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paid_by: Option<String>,
    /// What it must be used for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub purpose: Option<String>,
    /// How the amount is worked out, step by step.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub computation: Vec<ComputationStep>,
    /// Where it stands in the law.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cite: Vec<Cite>,
    /// In a policy that adapts another: the layer that wrote it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub layer: Option<String>,
    /// What is doubtful in it, and in all that it used.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub doubt: Vec<String>,
    /// Facts that can still change it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// What no answer helps with by itself.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub blocked: Vec<BlockedAnswer>,
    /// What it gives, in a few words.
    pub text: Text,
}

/// Why an amount is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum OpenAnswer {
    /// The law sets only a bound.
    Law,
    /// Facts are missing.
    Facts,
    /// A person decides.
    Judged,
}

/// One line of how an amount is worked out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ComputationStep {
    /// How it joins the lines before: absent for the first, `+`, `-`, `*`, `/`, `round`, `cap`, `=`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub op: Option<String>,
    /// What it is.
    pub label: Text,
    /// How much, for people.
    pub value: Text,
}
