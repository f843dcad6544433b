use super::{Cite, Needed, Text, Title};
use serde::Serialize;

/// The elements of a service item, and who decides it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ItemAnswer {
    /// What the implementation list says of it, element by element, in the order of the list.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub elements: Vec<ElementAnswer>,
    /// The cases that it tells apart; one that is not the case is left out.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cases: Vec<CaseAnswer>,
    /// Who decides.
    pub decision: DecisionAnswer,
    /// What is issued.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub results: Vec<ResultAnswer>,
    /// The day by which it is decided if it is accepted on the day of asking, procedures with a time of their own aside.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub finish: Option<String>,
    /// What people ask.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<CommonQuestionAnswer>,
}

/// An element that is words and nothing else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ElementAnswer {
    /// Which: its keyword in English.
    pub id: String,
    /// What is said of it.
    pub words: Vec<String>,
    /// Where it stands in the law.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cite: Vec<Cite>,
    /// What is doubtful in it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub doubt: Vec<String>,
    /// Remarks of the author.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<String>,
}

/// A case that an item tells apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CaseAnswer {
    /// Its name.
    pub id: String,
    /// Its title, if it has one of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Title>,
    /// Whether it is the case.
    pub applies: Needed,
    /// Facts that decide it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
}

/// Who decides an item.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DecisionAnswer {
    /// Who decides, if that is settled.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<DeciderAnswer>,
    /// Everybody who still may, if it is not.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub possible: Vec<DeciderAnswer>,
    /// Facts that decide it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// The same in a sentence.
    pub text: Text,
}

/// Who decides, and by which power.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DeciderAnswer {
    /// The organ's name in the rules; absent where they do not name it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organ: Option<String>,
    /// What people call it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Title>,
    /// Its line of work, by title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub department: Option<String>,
    /// The level whose power it is: country, province, prefecture, district.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// The place whose power it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// How the organ comes by the power, where it is not its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub handed_on: Option<HandedOn>,
    /// The organ in whose name it decides.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_name_of: Option<String>,
    /// The document that hands the power on, by its name in the rules.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub under: Option<String>,
    /// Who receives: what the item says, else the organ that decides.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub receives: Vec<String>,
    /// Its telephone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Where the power stands in the law.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cite: Vec<Cite>,
    /// What is doubtful in it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub doubt: Vec<String>,
}

/// How an organ comes by a power that is not its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum HandedOn {
    /// 下放: the power has moved; it decides in its own name.
    Devolved,
    /// 委托: it decides in the name of the organ that entrusts it.
    Entrusted,
}

/// What is issued.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ResultAnswer {
    /// Its name.
    pub id: String,
    /// Its title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Title>,
    /// 证照, 批文 …
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub kind: Vec<String>,
    /// How long it is good, in the author's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub term: Option<String>,
    /// A sample.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sample: Option<String>,
}

/// What people ask, and what they are told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CommonQuestionAnswer {
    /// The question.
    pub question: String,
    /// The answer.
    pub answer: String,
}
