use super::{Cite, Needed, Text, is_false};
use serde::Serialize;

/// How a policy is handled.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ProcedureAnswer {
    /// Where to apply, if the case settles it, as all that follows.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub apply: Vec<String>,
    /// Where to apply, where facts leave it open.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub apply_by_case: Vec<ByCaseAnswer>,
    /// Who accepts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub accepts: Vec<String>,
    /// Who may accept, where facts leave it open.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub accepts_by_case: Vec<ByCaseAnswer>,
    /// Who decides.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub decides: Vec<String>,
    /// Who may decide, where facts leave it open.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub decides_by_case: Vec<ByCaseAnswer>,
    /// The time limit set by law, if the case settles it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub statutory_limit: Option<LimitAnswer>,
    /// The limits set by law that may apply, where facts leave it open.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub statutory_limit_by_case: Vec<LimitAnswer>,
    /// The promised time limits that apply, or may.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub promised_limits: Vec<LimitAnswer>,
    /// How many visits, if the case settles it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub visits: Option<String>,
    /// Why one must come.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub visits_because: Option<String>,
    /// The numbers of visits that may apply, where facts leave it open.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub visits_by_case: Vec<ByCaseAnswer>,
    /// 全程网办 …
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub modes: Vec<String>,
    /// How it may be handled, where facts leave it open.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub modes_by_case: Vec<ByCaseAnswer>,
    /// Procedures with a time of their own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub special: Vec<SpecialAnswer>,
    /// What it costs, in the author's words, if the case settles it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fee: Option<String>,
    /// By which law it costs that.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fee_cite: Vec<Cite>,
    /// The fees that may apply, where facts leave it open.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fee_by_case: Vec<ByCaseAnswer>,
    /// Whom to call.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hotline: Option<String>,
    /// Whom one may have to call, where facts leave it open.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hotline_by_case: Vec<ByCaseAnswer>,
    /// Remarks of the author.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<String>,
    /// What is doubtful in it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub doubt: Vec<String>,
}

/// What is said for some cases.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ByCaseAnswer {
    /// What is said.
    pub said: String,
    /// Whether it applies.
    pub applies: Needed,
}

/// A time limit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LimitAnswer {
    /// What is known of it.
    pub state: LimitState,
    /// How long, such as `P20BD`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within: Option<String>,
    /// Whether this one applies; one that does not is left out.
    pub applies: Needed,
    /// The same in words.
    pub text: Text,
}

/// What is known of a time limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum LimitState {
    /// So long.
    Set,
    /// 无规定: the law sets none.
    NoneSet,
    /// 未定: not known yet.
    Open,
}

/// A procedure with a time of its own, such as a public notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SpecialAnswer {
    /// Its name.
    pub name: String,
    /// How long, if said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub takes: Option<String>,
    /// Whether it applies, where it hangs on facts; one that does not is left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub applies: Option<Needed>,
    /// Its time is not counted into the limit.
    #[serde(skip_serializing_if = "is_false")]
    pub uncounted: bool,
    /// Remarks of the author.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<String>,
    /// The same in words.
    pub text: Text,
}
