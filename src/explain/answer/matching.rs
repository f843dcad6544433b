use super::{
    BecauseAnswer, BenefitAnswer, BlockedAnswer, PackStamp, PolicyOutcome, StackAnswer, Text, Title, TurnAnswer,
    WindowAnswer,
};
use serde::Serialize;

/// All policies for one profile, in groups; source order inside each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MatchAnswer {
    /// The day of asking.
    pub as_of: String,
    /// The place whose rules were asked for; absent while it is open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// All conditions are met.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub eligible: Vec<MatchRow>,
    /// A person must decide the rest.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pending: Vec<MatchRow>,
    /// Few changes are wanting.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub near: Vec<MatchRow>,
    /// Facts are missing, or something cannot be worked out.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub undetermined: Vec<MatchRow>,
    /// What would stand above but for its window.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_open: Vec<MatchRow>,
    /// Some condition is not met.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ineligible: Vec<MatchRow>,
    /// Does not speak of this case; only on demand.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_applicable: Vec<MatchRow>,
    /// Which one change moves which policies.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<SettledChange>,
    /// What benefits come to together, by each 叠加 that speaks of the case and may pay.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub stacks: Vec<StackAnswer>,
    /// The pack that gave this answer.
    pub pack: PackStamp,
}

/// One policy in a match.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MatchRow {
    /// The policy's name.
    pub policy: String,
    /// Its title, if it has one of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Title>,
    /// The version that holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// 国家, 省级 …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// The name of the place where it holds.
    pub region: String,
    /// What became of it.
    pub outcome: PolicyOutcome,
    /// For what is not open: the group in which it would stand.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub would: Option<Group>,
    /// Why it is not applicable, or ineligible without an unmet condition.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub because: Vec<BecauseAnswer>,
    /// When one may apply.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub window: Option<WindowAnswer>,
    /// The conditions that are not met, by name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unmet: Vec<String>,
    /// The changes that are wanting.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub near: Vec<ChangeAnswer>,
    /// Facts that can still change the outcome.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// What no answer helps with by itself.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub blocked: Vec<BlockedAnswer>,
    /// Where it turns, if one number decides it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub turns: Option<TurnAnswer>,
    /// What it gives, or would.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub benefits: Vec<BenefitAnswer>,
    /// The reason in a sentence.
    pub text: Text,
}

/// A group of a match.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// All conditions are met.
    Eligible,
    /// A person must decide the rest.
    Pending,
    /// Few changes are wanting.
    Near,
    /// Facts are missing.
    Undetermined,
}

/// A change of one fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangeAnswer {
    /// The fact to change, or 今天.
    pub fact: String,
    /// What it is.
    pub now: String,
    /// What it would have to be.
    pub need: String,
    /// Needed less present, signed.
    pub change: String,
    /// How to show them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The change in a few words, such as 科技人员再增加 3 人（12 → 15）.
    pub text: Text,
}

/// One change and the policies whose conditions it meets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SettledChange {
    /// The change.
    pub change: ChangeAnswer,
    /// The policies, in source order.
    pub policies: Vec<String>,
    /// The same in a sentence.
    pub text: Text,
}
