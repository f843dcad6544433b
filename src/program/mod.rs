//! The program as data: the catalogue of facts, one graph of typed nodes, policies, papers, texts.
//!
//! The checker makes it, the compiler shares and folds its nodes, a pack carries it, the evaluator reads
//! nothing else. Everything refers to everything else by index; nothing here has behaviour.

mod catalogue;
mod chain;
mod choosing;
mod condition;
mod each;
mod id;
mod item;
mod nesting;
mod node;
mod paper;
mod policy;
mod service;
mod stack;
mod text;

pub use crate::value::Comparison;
pub use catalogue::{
    Bounds, CalendarYear, ChoiceType, Coding, Column, Fact, Period, QuestionGroup, REGISTERED_IN, Region, RegionRank,
    RegionTies, places_up,
};
pub use chain::{Chain, ChainCeiling, ChainPlace, Mode, Post, Step, all_before, in_order};
pub use choosing::{Cell, Definition, Exception, HitPolicy, Input, Member, Parameter, ParameterRow, Row, Table};
pub use condition::{Band, Condition, Judged, PassMark, Points, Score, ScoreRole, Transition, Way};
pub use each::{AddedColumn, Each};
pub use id::{
    ChoiceTypeId, ConditionId, DeferralRuleId, DefinitionId, DepartmentId, DocumentId, EachId, FactId, GroupId,
    JudgedId, NodeId, OrganId, PaperId, ParameterId, PolicyId, PromiseRuleId, RegionId, ScoreId, StackId, TableId,
};
pub use item::{
    Case, CommonQuestion, Department, Element, Empowerment, Grant, ItemElements, ItemResult, Organ, PlainElement, Power,
};
pub use node::{Arithmetic, Fold, Kind, Node, Openness, Reason};
pub use paper::{Ceiling, DeferralRule, Need, NeededPaper, Paper, PaperElements, PromiseRule, Sharing};
pub use policy::{Effective, Policy, Window, WindowDay};
pub use service::{Benefit, ByCase, Duty, Fee, Hint, Limit, Procedure, SpecialProcedure, Visits};
pub use stack::{
    MOST_CLAUSES, MOST_STACKED, MOST_WAYS, Stack, StackClause, StackCut, StackRule, StackedBenefit, Unlisted,
};
pub use text::{Citation, Document, Label, Notes, Sentence, SentenceState};

use serde::{Deserialize, Serialize};

/// A checked set of rules.
///
/// INVARIANT: every id is an index into its list, and nodes, definitions, tables, scores and conditions
/// refer only to nodes before the node that stands for them, so that evaluation ends. `pack::verify` checks both.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Program {
    /// Named groups of choices, and the choices of single facts.
    pub choice_types: Vec<ChoiceType>,
    /// Places; the first is the whole country, the root of the tree.
    pub regions: Vec<Region>,
    /// The years whose holidays are known, in order.
    pub calendars: Vec<CalendarYear>,
    /// Documents that rules cite.
    pub documents: Vec<Document>,
    /// Groups of questions, in the order in which they are asked.
    pub groups: Vec<QuestionGroup>,
    /// Facts in catalogue order: by file path bytewise, then place.
    pub facts: Vec<Fact>,
    /// Figures with their history.
    pub parameters: Vec<Parameter>,
    /// Named derived values. A yearly definition stands here once for each year that is read.
    pub definitions: Vec<Definition>,
    /// Decision tables. A table with inputs stands here once for each use.
    pub tables: Vec<Table>,
    /// Scores, their parts and items.
    pub scores: Vec<Score>,
    /// What only a person decides.
    pub judged: Vec<Judged>,
    /// Conditions of all policies.
    pub conditions: Vec<Condition>,
    /// Conditions for each record of a list.
    pub each: Vec<Each>,
    /// Old law that still counts for some, until a day.
    pub transitions: Vec<Transition>,
    /// Papers that may be asked for.
    pub papers: Vec<Paper>,
    /// Lines of work.
    pub departments: Vec<Department>,
    /// Departments in places.
    pub organs: Vec<Organ>,
    /// Documents that hand powers on.
    pub empowerments: Vec<Empowerment>,
    /// Papers that need not be handed in.
    pub sharings: Vec<Sharing>,
    /// Rules for papers that may follow.
    pub deferral_rules: Vec<DeferralRule>,
    /// Rules for promises instead of proof.
    pub promise_rules: Vec<PromiseRule>,
    /// Policies and standards, in source order. Versions of one policy share its name.
    pub policies: Vec<Policy>,
    /// Chains: several items handled as one.
    pub chains: Vec<Chain>,
    /// How benefits add up, in source order.
    pub stacks: Vec<Stack>,
    /// The graph. A node refers only to nodes before it.
    pub nodes: Vec<Node>,
    /// What each node is, in the order of `nodes`.
    pub kinds: Vec<Kind>,
}
