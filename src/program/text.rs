//! Words for people: titles, citations, sentences of the law.

use super::{ConditionId, DocumentId};
use crate::value::Date;
use serde::{Deserialize, Serialize};

/// A text in Chinese, and in English where the author gave it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Label {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: Option<String>,
}

/// A document that rules cite.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// The name that rules cite it by.
    pub name: String,
    /// 名称: its full title.
    pub title: Option<Label>,
    /// 文号.
    pub number: Option<String>,
    /// 公布: known from this day on; always known if absent.
    pub published: Option<Date>,
    /// 施行.
    pub in_force: Option<Date>,
    /// 存疑.
    pub doubts: Vec<String>,
}

/// An article of a document.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Citation {
    /// The document; absent where a bare text names one that is not declared.
    pub document: Option<DocumentId>,
    /// The article, or the undeclared document in the author's words.
    pub article: Option<String>,
}

/// What an author may say of anything: where it stands in the law, remarks and doubts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Notes {
    /// 名称.
    pub title: Option<Label>,
    /// 依据.
    pub citations: Vec<Citation>,
    /// 原文 and 大意: indexes into the policy's sentences.
    pub sentences: Vec<u32>,
    /// 存疑.
    pub doubts: Vec<String>,
    /// 说明.
    pub remarks: Vec<String>,
    /// In a policy that adapts another: the layer that wrote it.
    pub layer: Option<String>,
}

/// A sentence of the law, or a paraphrase of one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sentence {
    /// The words.
    pub text: String,
    /// True for 大意: shown, not compared, counted apart.
    pub paraphrase: bool,
    /// Where it stands.
    pub citations: Vec<Citation>,
    /// Whether the rule carries it.
    pub state: SentenceState,
    /// The condition that carries it, if one does.
    pub condition: Option<ConditionId>,
    /// The name of what carries it: a condition, table, score, benefit.
    pub carried_by: Option<String>,
}

/// Whether a rule carries a sentence of the law.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum SentenceState {
    /// Written into a rule.
    Encoded,
    /// Left to people.
    Judged,
    /// Stands at the policy itself, carried by nothing in it.
    NotEncoded,
}
