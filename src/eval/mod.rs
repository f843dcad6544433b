//! What the rules say of an enterprise: facts in, values, truths and outcomes out, by `docs/semantics.md`.
//!
//! [`Facts`] are what is given, [`Slot`] names a single thing that may be known or missing, [`Run`] works out values of nodes,
//! [`evaluate`] what becomes of a policy.

mod arithmetic;
mod choose;
mod compare;
mod context;
mod day;
mod domain;
mod each;
mod exceptions;
mod facts;
mod fold;
pub mod graph;
mod look;
mod memo;
mod organ;
mod outcome;
mod parameter;
mod pieces;
mod place;
mod policy;
mod read;
mod reasons;
mod records;
mod rows;
mod run;
mod score;
mod shape;
mod slot;
mod spared;
mod split;
mod stack;
mod table;
mod work;

pub(crate) use facts::nearest;
pub use facts::{ExtraFacts, Facts, FactsCode, FactsError, FactsProblem};
pub use organ::{Decider, Deciders};
pub use outcome::{
    BenefitState, ConditionOutcome, ConditionState, Evaluation, NeedState, Outcome, ScoreState, Verdict,
    all_conditions, evaluate, evaluate_in,
};
pub use policy::{Because, PolicySet};
pub use run::Run;
pub use slot::{Slot, year_before};
pub use spared::{Refused, Way, Ways, Within};
pub use split::{Candidate, Cases};
pub use stack::{Amount, Chosen, Stacked, add_up};

use crate::program::{Label, Reason, RegionId};
use crate::value::Date;

/// What the caller asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Asked {
    /// 今天: the day of asking.
    pub today: Date,
    /// 适用日, set outright; else the policy says, else it is the day of asking.
    pub law_day: Option<Date>,
    /// 属地: whose rules are asked for; else where the firm is registered.
    pub region: Option<RegionId>,
}

/// Why something cannot be worked out, whatever is answered.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Blocked {
    /// Why.
    pub reason: Reason,
    /// The definition, condition, table, parameter or policy where it arises, by name.
    pub at: String,
    /// Its title, if it has one.
    pub title: Option<Label>,
    /// A table says on purpose that it gives nothing for this case.
    pub stated: bool,
    /// The facts to look at, in catalogue order.
    pub look_at: Vec<Slot>,
}

#[cfg(test)]
mod tests;
