use crate::eval::slot::Slot;
use std::fmt;

/// Why facts were refused: everything that is wrong with them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactsError {
    /// The problems, at least one: names that mean nothing, then the rest in catalogue order.
    pub problems: Vec<FactsProblem>,
    /// How many more there are.
    pub left_off: usize,
}

/// More problems than this are of no use to anybody.
const MOST_PROBLEMS: usize = 50;

impl FactsError {
    /// All that is wrong, in order; none if nothing is.
    pub(super) fn of(mut problems: Vec<FactsProblem>) -> Option<FactsError> {
        problems.sort_by_key(|problem| problem.slot);
        let left_off = problems.len().saturating_sub(MOST_PROBLEMS);
        problems.truncate(MOST_PROBLEMS);
        (!problems.is_empty()).then_some(FactsError { problems, left_off })
    }
}

/// One thing that is wrong with the facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactsProblem {
    /// Which kind of problem.
    pub code: FactsCode,
    /// Where: `招用人员[0].缴费月数`, `营业收入.2025`; empty for the facts as a whole.
    pub path: String,
    /// The slot, or the first of the fact, if the name means one.
    pub slot: Option<Slot>,
    /// What is wrong, in Chinese.
    pub zh: String,
    /// What is wrong, in English.
    pub en: String,
    /// The nearest name that is known.
    pub suggestion: Option<String>,
}

/// Kinds of problems with facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FactsCode {
    /// Not a JSON object.
    BadJson,
    /// A name that no rule knows, or that means more than one thing.
    UnknownFact,
    /// A value of the wrong type.
    WrongType,
    /// A value outside its range.
    OutOfRange,
    /// A key that stands twice.
    DuplicateKey,
    /// A choice that is not among the options.
    UnknownChoice,
    /// No such day.
    BadDate,
    /// No such place.
    UnknownRegion,
    /// More digits, records or bytes than are accepted.
    TooLarge,
}

impl FactsProblem {
    pub(super) fn new(code: FactsCode, path: &str, zh: String, en: String) -> FactsProblem {
        FactsProblem { code, path: path.to_owned(), slot: None, zh, en, suggestion: None }
    }

    /// At a slot, unless a nearer one is known.
    pub(super) fn at(mut self, slot: Slot) -> FactsProblem {
        self.slot.get_or_insert(slot);
        self
    }

    /// With the nearest known name, if one is near.
    pub(super) fn suggest(mut self, suggestion: Option<&str>) -> FactsProblem {
        if let Some(name) = suggestion {
            self.zh.push_str(&format!("；是不是“{name}”？"));
            self.en.push_str(&format!("; did you mean `{name}`?"));
            self.suggestion = Some(name.to_owned());
        }
        self
    }
}

impl From<FactsProblem> for FactsError {
    fn from(problem: FactsProblem) -> FactsError {
        FactsError { problems: vec![problem], left_off: 0 }
    }
}

impl fmt::Display for FactsError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.problems.iter().enumerate() {
            let gap = if index == 0 { "" } else { "; " };
            let colon = if problem.path.is_empty() { "" } else { ": " };
            write!(formatter, "{gap}{}{colon}{}", problem.path, problem.en)?;
        }
        Ok(())
    }
}

impl std::error::Error for FactsError {}
