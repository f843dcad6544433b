//! The shape of a plan.

use crate::explain::answer::{
    BecauseAnswer, BlockedAnswer, Cite, ConditionAnswer, HintAnswer, LimitAnswer, MaterialAnswer, Needed, PackStamp,
    PolicyOutcome, Quantity, SpecialAnswer, Text, Title,
};
use serde::Serialize;

/// The plan of a chain for one profile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ChainAnswer {
    /// The chain's name.
    pub chain: String,
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
    /// Whether the chain speaks of this case: what became of its own conditions.
    pub outcome: PolicyOutcome,
    /// Why it is not applicable.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub because: Vec<BecauseAnswer>,
    /// The leading departments.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lead: Vec<String>,
    /// Where to begin.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entry: Option<String>,
    /// Its own conditions in source order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<ConditionAnswer>,
    /// The places that it names.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<PlaceAnswer>,
    /// The places that work together, by their names in the chain.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub jointly: Vec<String>,
    /// The modes that are possible: the one that holds, if that is settled.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub modes: Vec<ModeAnswer>,
    /// The day on which papers are taken in, where that is not where they are accepted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub collected_on: Option<String>,
    /// The day of acceptance, from which limits count; it is not counted itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accepted_on: Option<Quantity>,
    /// All steps, in source order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<StepAnswer>,
    /// The longest way, by the names of its steps; absent while it is open.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub critical_path: Vec<String>,
    /// How long it takes in all, such as `P2.5BD`; absent if it cannot be finished.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total_limit: Option<Quantity>,
    /// The ceiling of time, and whether it is kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_ceiling: Option<CeilingAnswer>,
    /// The day of the applicant's last step.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub finish: Option<Quantity>,
    /// Calendar days in the post, beside the limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub post_beside: Option<Quantity>,
    /// The day to expect with the post.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected_with_post: Option<Quantity>,
    /// Visits in all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub visits: Option<Quantity>,
    /// The ceiling of visits, and whether it is kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub visit_ceiling: Option<CeilingAnswer>,
    /// The merged form: every fact once.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub form: Vec<FormGroup>,
    /// The merged papers: every paper once, with the steps that it serves.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub materials: Vec<ChainMaterial>,
    /// Facts that can still change which steps are done, in which mode, and whether something stops them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// What no answer helps with by itself: a calendar that is not known, a limit that is not set.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub blocked: Vec<BlockedAnswer>,
    /// Notices that apply, or may.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hints: Vec<HintAnswer>,
    /// What is doubtful in the chain itself.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub doubt: Vec<String>,
    /// The whole in a sentence.
    pub text: Text,
    /// That the plan decides nothing.
    pub disclaimer: Text,
    /// Which rules said so.
    pub pack: PackStamp,
}

/// A place that a chain names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PlaceAnswer {
    /// Its name in the chain.
    pub id: String,
    /// Where it is, or the places still possible.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<Quantity>,
    /// Its code, once it is settled.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}

/// A mode that is possible.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ModeAnswer {
    /// Its name.
    pub id: String,
    /// Whether it is the one.
    pub applies: Needed,
    /// Visits for the whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub visits: Option<String>,
    /// Where papers are taken in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub collected_in: Option<Quantity>,
    /// What the window does that takes them in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub collector_does: Option<String>,
    /// Calendar days in the post on the way out, such as `P3D`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub post_out: Option<String>,
    /// Calendar days in the post on the way back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub post_back: Option<String>,
    /// Papers that the window makes itself; nobody brings them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub adds: Vec<String>,
    /// Where it stands in the law.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cite: Vec<Cite>,
    /// What is doubtful in it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub doubt: Vec<String>,
}

/// A step of the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StepAnswer {
    /// Its name in the chain.
    pub id: String,
    /// Its title in Chinese.
    pub name: String,
    /// Its title in English, if the author gave one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name_en: Option<String>,
    /// What becomes of it.
    pub state: StepState,
    /// Nothing has to be done before it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub can_start: bool,
    /// Whose line of work it is.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub departments: Vec<String>,
    /// Who carries it out.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub handler: Vec<String>,
    /// The level that decides.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decided_level: Option<String>,
    /// Where it is received.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub received_in: Option<PlaceAnswer>,
    /// Where it is decided; the rules of the first hold.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub decided_in: Vec<PlaceAnswer>,
    /// The steps that it waits for; those that are not done are passed over.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub waits_for: Vec<String>,
    /// Its own limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<LimitAnswer>,
    /// Working days from acceptance to its start, such as `P1.5BD`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub starts_after: Option<Quantity>,
    /// Working days from acceptance to its end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ends_after: Option<Quantity>,
    /// The day on which it can start.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<Quantity>,
    /// The day by which it is done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<Quantity>,
    /// A day more here is a day more for the whole.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub critical: bool,
    /// Holidays between its start and its end, which are not counted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub excluded: Vec<DaysAnswer>,
    /// Done without the applicant.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub internal: bool,
    /// How often it recurs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub every: Option<String>,
    /// Visits of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub visits: Option<String>,
    /// Steps of the same words share one visit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub same_visit: Option<String>,
    /// Calendar days in the post, beside the limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub post: Option<String>,
    /// Procedures with a time of their own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub special: Vec<SpecialAnswer>,
    /// Papers and facts that it makes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub produces: Vec<String>,
    /// What stops it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub stopped_by: Vec<StopAnswer>,
    /// Facts that can still change whether it is done, or whether something stops it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// Why it cannot be worked out whether it is done.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub blocked: Vec<BlockedAnswer>,
    /// Where it stands in the law.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cite: Vec<Cite>,
    /// What is doubtful in it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub doubt: Vec<String>,
    /// Remarks of the author.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<String>,
    /// When it is done, in a sentence.
    pub text: Text,
}

/// What becomes of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum StepState {
    /// It is done.
    Runs,
    /// It is not wanted: it takes no time and counts as done.
    Skipped,
    /// Something stops it, or a step before it.
    Blocked,
    /// Facts are missing.
    Unknown,
}

/// What stops a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StopAnswer {
    /// A condition of its own that stops it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// A step before it that is stopped.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step: Option<String>,
    /// Whether it surely stops it, or may.
    pub stops: Needed,
    /// Facts that can still change it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// Where it stands in the law.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cite: Vec<Cite>,
    /// The same in a sentence.
    pub text: Text,
}

/// Days that follow each other, both ends in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DaysAnswer {
    /// The first.
    pub from: String,
    /// The last.
    pub to: String,
}

/// A figure that must not be exceeded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CeilingAnswer {
    /// The most allowed.
    pub most: String,
    /// Whether it is exceeded.
    pub exceeded: Needed,
    /// Where it stands in the law.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cite: Vec<Cite>,
    /// What is doubtful in it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub doubt: Vec<String>,
}

/// Facts of a form that are asked together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FormGroup {
    /// The group's name; absent for facts that stand in none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// Its title, if it has one of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Title>,
    /// Its facts, in catalogue order.
    pub fields: Vec<FormField>,
}

/// A fact of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FormField {
    /// The fact.
    pub fact: String,
    /// Its title in both languages.
    pub name: Text,
    /// Whether it is asked for.
    pub needed: Needed,
    /// It has been answered.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub answered: bool,
    /// The steps that it serves.
    pub steps: Vec<String>,
}

/// A paper of a chain: handed in once for all the steps that it serves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ChainMaterial {
    /// The paper. Where a step makes it, `by` names that step.
    pub material: MaterialAnswer,
    /// The steps that it serves in this way.
    pub steps: Vec<String>,
}
