use super::{BlockedAnswer, Cite, Quantity, Text, is_false};
use serde::Serialize;

/// A paper, or one of several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MaterialAnswer {
    /// Its name in the rule.
    pub id: String,
    /// Its title in Chinese.
    pub name: String,
    /// Its title in English, if the author gave one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name_en: Option<String>,
    /// Whether it is needed.
    pub needed: Needed,
    /// How it gets there; absent where it is not needed or is kept, and for a choice of several, where each says its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub how: Option<How>,
    /// The ways still possible, where facts that are missing, or the place, leave open how it gets there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub may: Vec<How>,
    /// How long after acceptance it may follow.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within: Option<String>,
    /// The day by which it must follow if it were accepted on the day of asking, or who shares it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// It is older than it may be: a new one is needed.
    #[serde(skip_serializing_if = "is_false")]
    pub expired: bool,
    /// By which rule it is spared, and what follows; or why it is not, though it could be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<Text>,
    /// 证照, 证明, 表格 …
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub kind: Vec<String>,
    /// 原件, 复印件 …
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub forms: Vec<String>,
    /// How many copies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copies: Option<Quantity>,
    /// One for each record of these.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per: Option<String>,
    /// Who makes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issued_by: Option<String>,
    /// The department that grants it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub granted_by: Option<String>,
    /// How old it may be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fresh_for: Option<String>,
    /// 主审 or 次要.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// Kept so long by the applicant, not handed in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub keep: Option<String>,
    /// 必要.
    #[serde(skip_serializing_if = "is_false")]
    pub necessary: bool,
    /// 来源: where it comes from, in the standard's words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub source: Vec<String>,
    /// 样本.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sample: Option<String>,
    /// 空表.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub blank_form: Option<String>,
    /// 示例样表.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub filled_form: Option<String>,
    /// 受理标准.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accepted_if: Option<String>,
    /// 填报须知.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub filling_note: Option<String>,
    /// 办法: how it is provided.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub provided: Vec<String>,
    /// Where it stands in the law.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cite: Vec<Cite>,
    /// In a policy that adapts another: the layer that wrote it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub layer: Option<String>,
    /// What is doubtful in it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub doubt: Vec<String>,
    /// Remarks of the author.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<String>,
    /// The facts that decide whether it is needed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub from: Vec<String>,
    /// Facts that can still change whether it is needed, or how many copies.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// What no answer helps with by itself.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub blocked: Vec<BlockedAnswer>,
    /// What to do with it, in a sentence.
    pub text: Text,
    /// Any one of these will do.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<MaterialAnswer>,
}

/// Whether something is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Needed {
    /// It is.
    Yes,
    /// It is not.
    No,
    /// Facts are missing.
    Unknown,
}

/// How a paper gets there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// The applicant hands it in.
    Submit,
    /// Departments share it.
    Shared,
    /// A step before it makes it.
    Produced,
    /// A signed promise stands in its place.
    Promised,
    /// It may follow.
    Later,
}
