use super::{BecauseAnswer, Cite, Ends, OpenAnswer, PackStamp, PolicyOutcome, Quantity, Text, Title};
use serde::Serialize;

/// What the benefits of a place come to together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StackAnswer {
    /// The 叠加.
    pub stack: String,
    /// Its title, if it has one of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Title>,
    /// The name of the place where it holds.
    pub region: String,
    /// Why it does not speak of the case; all else is then absent.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub because: Vec<BecauseAnswer>,
    /// The greatest total that is permitted, or its bounds, in yuan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<Quantity>,
    /// Why the total is open, where single amounts are: by law, by facts, by judgement.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub open: Vec<OpenAnswer>,
    /// What joint caps cut away.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cut: Option<Quantity>,
    /// The rules do not say of some pair whether both may be had, so that the total has bounds.
    #[serde(skip_serializing_if = "super::is_false")]
    pub unsaid: bool,
    /// The best permitted choice, where it is sure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub best: Option<StackChoice>,
    /// The next best that is no part of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub second: Option<StackChoice>,
    /// Each benefit, in the order of the rules.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<StackLine>,
    /// Facts that can still change the total.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// What is doubtful in it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub doubt: Vec<String>,
    /// The whole in a sentence.
    pub text: Text,
    /// Which rules gave this.
    pub pack: PackStamp,
}

/// A permitted choice of benefits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StackChoice {
    /// The benefits, each `policy·benefit`.
    pub benefits: Vec<String>,
    /// What they come to.
    pub total: String,
    /// The same in a sentence.
    pub text: Text,
}

/// One benefit among the others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StackLine {
    /// Its policy.
    pub policy: String,
    /// Its name.
    pub benefit: String,
    /// Its title, if it has one of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Title>,
    /// What became of the policy.
    pub outcome: PolicyOutcome,
    /// What it gives by itself; nothing where it is not given.
    pub alone: Quantity,
    /// What it pays beside the others, or the bounds of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pays: Option<Quantity>,
    /// Not among the best choice.
    #[serde(skip_serializing_if = "super::is_false")]
    pub not_chosen: bool,
    /// What was taken from it, and by which clause.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub taken: Vec<StackTaken>,
    /// The budget that limits it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub budget: Option<String>,
    /// The same in a sentence.
    pub text: Text,
}

/// What a clause takes from a benefit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StackTaken {
    /// How much.
    pub amount: String,
    /// Why, in a sentence.
    pub text: Text,
    /// Where the clause stands in the law.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cite: Vec<Cite>,
}

impl StackAnswer {
    /// Whether it speaks of the case.
    pub fn applies(&self) -> bool {
        self.because.is_empty()
    }

    /// Whether anything at all may come of it.
    pub fn may_pay(&self) -> bool {
        match &self.total {
            Some(Quantity::Bounds(Ends { to, .. })) => to.as_deref() != Some("0"),
            Some(Quantity::Value(total)) => !matches!(total.as_str(), "0" | "0.00"),
            _ => false,
        }
    }
}
