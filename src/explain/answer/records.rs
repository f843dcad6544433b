use super::{Cite, ConditionAnswer, ConditionOutcome, Quantity, Text, is_false};
use serde::Serialize;

/// The records of a list for each of which conditions are set, and what became of each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RecordsAnswer {
    /// The name of the records that are let in.
    pub id: String,
    /// Its title in Chinese; the name if the author gave none.
    pub label: String,
    /// Its title in English, if the author gave one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label_en: Option<String>,
    /// The list whose records they are.
    pub list: String,
    /// Where it stands in the law.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cite: Vec<Cite>,
    /// What is doubtful in it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub doubt: Vec<String>,
    /// The list is not given.
    #[serde(skip_serializing_if = "is_false")]
    pub not_given: bool,
    /// How many records are let in.
    pub met: usize,
    /// How many are not.
    pub unmet: usize,
    /// Of how many it is not known.
    pub unknown: usize,
    /// How many only people decide.
    pub judged: usize,
    /// How many records came out how, in a sentence.
    pub text: Text,
    /// The records in the order given.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub records: Vec<RecordAnswer>,
}

/// What became of one record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RecordAnswer {
    /// Which: `招用人员[0]`.
    pub record: String,
    /// What tells it from the others, where the list names such a column.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// What became of it.
    pub outcome: ConditionOutcome,
    /// The conditions that it does not meet, by name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unmet: Vec<String>,
    /// Facts that can still change what became of it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// The columns that the rule adds.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<AddedValue>,
    /// Its conditions, each with its trace; told of the first records only.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<ConditionAnswer>,
    /// What became of it and why, in a sentence.
    pub text: Text,
}

/// A column that the rule works out for each record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AddedValue {
    /// Its name.
    pub name: String,
    /// Its value or what is still possible; absent if it cannot be worked out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Quantity>,
    /// How to show it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
}
