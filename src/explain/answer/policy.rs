use super::{
    BenefitAnswer, ChangeAnswer, Cite, ConditionAnswer, EffectiveEntry, ItemAnswer, MaterialAnswer, Needed,
    ProcedureAnswer, Quantity, RecordsAnswer, ScoreAnswer, Text, Title, is_false,
};
use crate::program::{Reason, SentenceState};
use serde::Serialize;

/// The result of one policy for one profile: the keys stand in the order of the contract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PolicyAnswer {
    /// The policy's name.
    pub policy: String,
    /// Its title, if it has one of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Title>,
    /// The version that holds, if versions are named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// The day of asking.
    pub as_of: String,
    /// The day whose law holds, or the days still possible.
    pub law_day: Quantity,
    /// The place whose rules were asked for, by code where it has one; absent while it is open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// What became of it.
    pub outcome: PolicyOutcome,
    /// Why it is not applicable; or that no answer to what is missing makes it eligible.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub because: Vec<BecauseAnswer>,
    /// Of what is not in scope: the lines of 适用 that fail, in the shape of conditions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub scope: Vec<ConditionAnswer>,
    /// Of what holds elsewhere: the places.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub holds_in: Vec<String>,
    /// Of what is not in force: when it is.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub in_force: Vec<EffectiveEntry>,
    /// When one may apply.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub window: Option<WindowAnswer>,
    /// Its conditions in source order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<ConditionAnswer>,
    /// Its lists for each record of which conditions are set.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub records: Vec<RecordsAnswer>,
    /// Facts that can still change the outcome.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// What no answer helps with by itself.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub blocked: Vec<BlockedAnswer>,
    /// The transition by which old law still counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transition: Option<String>,
    /// Few enough changes that make an ineligible policy's conditions met; absent if there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub near: Vec<ChangeAnswer>,
    /// Its scores.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub scores: Vec<ScoreAnswer>,
    /// What to bring.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub materials: Vec<MaterialAnswer>,
    /// What it gives; what it would give, where it is ineligible.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub benefits: Vec<BenefitAnswer>,
    /// The elements of a service item, and who decides it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<ItemAnswer>,
    /// How it is handled.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub procedure: Option<ProcedureAnswer>,
    /// Notices that apply, or may.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hints: Vec<HintAnswer>,
    /// Duties afterwards.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub duties: Vec<DutyAnswer>,
    /// How many sentences of the law the rule carries.
    pub coverage: Coverage,
    /// Every sentence of the law that stands in the policy.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sentences: Vec<SentenceAnswer>,
    /// The facts that this answer depends on, in catalogue order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub read: Vec<String>,
    /// What is doubtful in the policy itself.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub doubt: Vec<String>,
    /// The whole in words.
    pub words: WordsAnswer,
    /// The pack that gave this answer.
    pub pack: PackStamp,
}

/// What became of a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PolicyOutcome {
    /// All conditions are met.
    Eligible,
    /// Some condition is not met.
    Ineligible,
    /// Facts are missing, or something cannot be worked out.
    Undetermined,
    /// All that facts can decide is met; a person must decide.
    Pending,
    /// The policy does not speak of this case.
    NotApplicable,
}

/// Why a policy is not applicable, or ineligible without an unmet condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum BecauseAnswer {
    /// No version is in force and known on the law day.
    NotInForce,
    /// 适用 is false.
    NotInScope,
    /// It holds elsewhere.
    OtherRegion,
    /// No completion of the facts meets all conditions together.
    NoCompletion,
}

/// When one may apply.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct WindowAnswer {
    /// Where the day of asking stands to it.
    pub state: WindowState,
    /// The first day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opens: Option<String>,
    /// The last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closes: Option<String>,
    /// The clock time on the last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closes_at: Option<String>,
    /// How many days are left to the last one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days_left: Option<i64>,
    /// The same in a sentence.
    pub text: Text,
}

/// Where the day of asking stands to a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum WindowState {
    /// Now.
    Open,
    /// Not yet.
    Upcoming,
    /// Over.
    Closed,
    /// 常年.
    Always,
    /// 另行公布.
    Announced,
}

/// Something that cannot be worked out: why, where, and which facts to look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BlockedAnswer {
    /// Why.
    pub reason: Reason,
    /// The name of the nearest condition, definition, table or parameter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
    /// Facts that it rests on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub look_at: Vec<String>,
    /// The same in a sentence.
    pub text: Text,
}

/// A notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct HintAnswer {
    /// Its name.
    pub id: String,
    /// Whether it applies; a notice that does not is left out.
    pub applies: Needed,
    /// What it says.
    pub content: Title,
    /// Facts that decide whether it applies.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
}

/// A duty afterwards.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DutyAnswer {
    /// Its name.
    pub id: String,
    /// What is to be done.
    pub content: Title,
    /// By when, in the author's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub term: Option<String>,
    /// What follows otherwise, in the author's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub consequence: Option<String>,
    /// Where it stands in the law.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cite: Vec<Cite>,
    /// What is doubtful in it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub doubt: Vec<String>,
}

/// How many sentences of the law a policy's rule carries; paraphrases are counted apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Coverage {
    /// Sentences quoted.
    pub sentences: u32,
    /// Of these, written into a rule.
    pub encoded: u32,
    /// Of these, left to people.
    pub judged: u32,
    /// Paraphrases, which are shown but not compared.
    #[serde(skip_serializing_if = "is_zero")]
    pub paraphrased: u32,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands every field over by reference")]
fn is_zero(count: &u32) -> bool {
    *count == 0
}

/// A sentence of the law and what carries it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SentenceAnswer {
    /// The words.
    pub text: String,
    /// 大意: a paraphrase, not the law's own words.
    #[serde(skip_serializing_if = "is_false")]
    pub paraphrase: bool,
    /// Where it stands in the law.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cite: Vec<Cite>,
    /// Whether the rule carries it.
    pub state: SentenceStateAnswer,
    /// The condition that carries it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// The name of what carries it, if no condition does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub carried_by: Option<String>,
}

/// Whether the rule carries a sentence of the law.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum SentenceStateAnswer {
    /// Written into a rule.
    Encoded,
    /// Left to people.
    Judged,
    /// Not in the rules; people check it themselves.
    NotEncoded,
}

impl From<SentenceState> for SentenceStateAnswer {
    fn from(state: SentenceState) -> Self {
        match state {
            SentenceState::Encoded => Self::Encoded,
            SentenceState::Judged => Self::Judged,
            SentenceState::NotEncoded => Self::NotEncoded,
        }
    }
}

/// A whole result in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct WordsAnswer {
    /// The verdict in a few words, such as 还差一点（还差 3 人）.
    pub verdict: Text,
    /// The verdict with what decides it.
    pub headline: Text,
    /// What the headline leaves to experts and to the reader, and that it is a self-check.
    pub disclaimer: Text,
    /// What the desk reads out: conclusion, what decides, what it gives, whose decision counts.
    pub spoken: Text,
}

/// The pack that gave an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PackStamp {
    /// Its identity.
    pub id: String,
    /// The digest of its content, `sha256:…`.
    pub digest: String,
}
