//! The shape of a comparison of two states of rules.

use crate::explain::answer::{Cite, PackStamp, PolicyOutcome, Text, Title};
use crate::service::ElementKind;
use serde::Serialize;
use std::collections::BTreeMap;

/// What changed from one state of the rules to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DiffAnswer {
    /// The earlier state.
    pub old: StateAnswer,
    /// The later state.
    pub new: StateAnswer,
    /// The policies that differ, by name; with a policy asked for, that one, whether it differs or not.
    pub policies: Vec<PolicyDiff>,
    /// What changes for the profile given.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub profile: Vec<ProfileChange>,
}

/// Rules as of a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StateAnswer {
    /// The pack.
    pub pack: PackStamp,
    /// The day of asking.
    pub as_of: String,
}

/// What became of a policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PolicyDiff {
    /// Its name.
    pub policy: String,
    /// Its title, if it has one of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Title>,
    /// Whether it is new, gone, changed or the same.
    pub change: Change,
    /// The earlier version.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// The later version.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// Element by element, in the order in which one reads a policy.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub elements: Vec<ElementDiff>,
}

/// Whether something is new, gone, changed or the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// It was not there before.
    Added,
    /// It is there no longer.
    Removed,
    /// It is another.
    Changed,
    /// It is as before.
    Same,
}

/// What became of an element.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ElementDiff {
    /// What it is.
    pub kind: ElementKind,
    /// Its name, where there may be several of its kind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Whether it is new, gone or changed.
    pub change: Change,
    /// In which direction, as far as profiles show it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direction: Option<Direction>,
    /// What it said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<Text>,
    /// What it says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<Text>,
    /// Where it says the same: the names of what it rests on that changed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub through: Vec<String>,
    /// Where the later one stands in the law.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cite: Vec<Cite>,
    /// Profiles that show the difference: one for each direction.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub witnesses: Vec<Witness>,
}

/// In which direction something changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Some who met it do so no longer; nobody was found who meets it now only.
    Stricter,
    /// Some meet it now only; nobody was found who does so no longer.
    Looser,
    /// A figure or an amount is greater; none was found that is less.
    More,
    /// A figure or an amount is less; none was found that is greater.
    Less,
    /// Both ways.
    Mixed,
    /// Written in another way; no profile was found for which it makes a difference.
    NoneFound,
}

/// A profile for which the two differ: only the facts that matter here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Witness {
    /// The facts, as a facts file has them.
    pub facts: BTreeMap<String, String>,
    /// What came of it before.
    pub before: Text,
    /// What comes of it now.
    pub after: Text,
}

/// What changes for a profile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ProfileChange {
    /// The policy.
    pub policy: String,
    /// What changes.
    pub kind: ProfileChangeKind,
    /// The benefit or paper concerned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The outcome before, where the outcome changes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome_before: Option<PolicyOutcome>,
    /// The outcome now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome_after: Option<PolicyOutcome>,
    /// What was.
    pub before: Text,
    /// What is.
    pub after: Text,
}

/// What changes for a profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ProfileChangeKind {
    /// It is eligible now.
    NewlyEligible,
    /// It is eligible no longer.
    NoLonger,
    /// The outcome is another.
    Outcome,
    /// An amount is another.
    Amount,
    /// A paper is wanted, or wanted no longer, or in another way.
    Materials,
    /// The time to apply is another.
    Window,
}
