use serde::Serialize;

/// What is known of a value: the value itself, or what is still possible.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Quantity {
    /// The value: a number as a decimal string, a date, a duration such as `P3M`, the name of a choice or place, a text.
    Value(String),
    /// Yes or no.
    Truth(bool),
    /// Surely these names; facts with several choices.
    Names(Vec<String>),
    /// Between two ends; an end that is absent is unbounded.
    Bounds(Ends),
    /// One of these names is still possible.
    OneOf {
        /// The names, in declared order.
        one_of: Vec<String>,
    },
    /// Some place in this one.
    Within {
        /// The name of the place.
        within: String,
    },
    /// These names surely, and any of some more.
    Several {
        /// Surely in.
        surely: Vec<String>,
        /// Possibly in as well.
        possibly: Vec<String>,
    },
}

/// The ends of what is still possible: `from` and `to` are possible themselves, `above` and `below` are not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Ends {
    /// The least value, possible itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Every value is greater than this one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub above: Option<String>,
    /// The greatest value, possible itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// Every value is less than this one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub below: Option<String>,
}
