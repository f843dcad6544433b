use super::{BlockedAnswer, Cite, Quantity, Text, is_false};
use serde::Serialize;

/// What became of one condition, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ConditionAnswer {
    /// Its name in the rule.
    pub id: String,
    /// Whether it must hold or strikes out.
    pub kind: ConditionKind,
    /// Its title in Chinese; the name if the author gave none.
    pub label: String,
    /// Its title in English, if the author gave one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label_en: Option<String>,
    /// Where it stands in the law.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cite: Vec<Cite>,
    /// In a policy that adapts another: the layer that wrote it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub layer: Option<String>,
    /// `met` of an exclusion: it does not strike out.
    pub outcome: ConditionOutcome,
    /// Who decides, where the facts settle nothing more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub judge: Option<String>,
    /// The lines that a person decides, each by the name under which the decision is given.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub judged: Vec<String>,
    /// Waived: what stands after 除非 holds.
    #[serde(skip_serializing_if = "is_false")]
    pub waived: bool,
    /// What is doubtful in it, and in all that it used.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub doubt: Vec<String>,
    /// The comparisons in it that can be drawn.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub comparisons: Vec<ComparisonAnswer>,
    /// The tree of why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trace: Option<TraceAnswer>,
    /// The nearest changes that turn one of its comparisons; alternatives.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub gaps: Vec<GapAnswer>,
    /// Facts that can still change its outcome.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// What no answer helps with by itself.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub blocked: Vec<BlockedAnswer>,
    /// Where an open condition turns, if one number decides it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub turns: Option<TurnAnswer>,
    /// The whole in a sentence.
    pub text: Text,
    /// Conditions inside, in the same shape.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<ConditionAnswer>,
}

/// Whether a condition must hold or strikes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ConditionKind {
    /// 条件.
    Require,
    /// 排除.
    Exclude,
}

/// What became of a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ConditionOutcome {
    /// It holds, or does not strike out.
    Met,
    /// It does not hold, or strikes out.
    Unmet,
    /// Facts are missing, or it cannot be worked out.
    Unknown,
    /// Only a person decides.
    Judged,
}

/// Two values side by side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ComparisonAnswer {
    /// What is compared, if it has a name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The side that depends on facts; absent if it cannot be worked out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Quantity>,
    /// `<`, `<=`, `>`, `>=`, `=`, `!=`, `in`, `not_in`, as wanted for the condition to hold.
    pub op: String,
    /// The side that the law sets; for `in` the names, or a range. Absent if it cannot be worked out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub threshold: Option<Quantity>,
    /// How to show both: `%`, `CNY`, 人 …; absent for plain numbers, dates and names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The end of the value's own scale, such as the full mark of a score.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scale: Option<String>,
    /// The facts that went in, in catalogue order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub from: Vec<String>,
    /// Whether this comparison is as wanted.
    pub outcome: ConditionOutcome,
    /// Why this threshold and not another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tier: Option<TierAnswer>,
    /// The comparison in a sentence.
    pub text: Text,
}

/// The row of a table or parameter that sets a threshold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TierAnswer {
    /// The table or parameter.
    pub name: String,
    /// Where it stands in the law.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cite: Vec<Cite>,
    /// Why this row, in a sentence.
    pub text: Text,
}

/// A step of why, with the steps that it rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TraceAnswer {
    /// The kind of step: `all`, `any`, `at_least`, `not`, `if`, `condition`, `definition`, `fact`, `parameter`,
    /// `table`, `score`, `policy`, `judged`, a sign of comparison or arithmetic, `sum`, `count` …
    pub op: String,
    /// The name of the fact, definition, table, parameter …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// For a truth: what became of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<ConditionOutcome>,
    /// For all else: its value or what is still possible; absent if it cannot be worked out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Quantity>,
    /// How to show the value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Where it stands in the law.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cite: Vec<Cite>,
    /// What it rests on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub children: Vec<TraceAnswer>,
    /// True where more steps follow that are not shown.
    #[serde(skip_serializing_if = "is_false")]
    pub cut: bool,
}

/// A change of one fact that turns one comparison of an unmet condition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GapAnswer {
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
    /// The other facts of the comparison, taken as unchanged.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub held: Vec<String>,
    /// This change alone makes the condition met.
    #[serde(skip_serializing_if = "is_false")]
    pub enough: bool,
    /// The fact's period is over: it tells how far off the year was.
    #[serde(skip_serializing_if = "is_false")]
    pub past: bool,
    /// The change in a sentence.
    pub text: Text,
}

/// Where an open condition turns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TurnAnswer {
    /// The one missing fact.
    pub fact: String,
    /// The value from which the outcome is the other one.
    pub from: String,
    /// How to show it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The outcome below.
    pub below: ConditionOutcome,
    /// The outcome from this value on.
    pub then: ConditionOutcome,
    /// The same in a sentence.
    pub text: Text,
}
