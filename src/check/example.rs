//! Examples: given facts and what must come of them, ready for a runner.
//!
//! How to run one:
//! 1. Take [`Givens::facts`]: a facts object without the yearly givens that count from the law day. With it, the day
//!    of asking and the place, work out the law day of the policy that the example stands in ([`Givens::law_day`]
//!    goes before the policy's own).
//! 2. Take [`Givens::facts_in_year`] with the year of that law day: the same object with every yearly given at its year.
//! 3. Evaluate, and compare each [`Expectation`].

pub use crate::eval::{ConditionOutcome, Outcome as PolicyOutcome};

use super::chain_expectation::ChainExpected;
use crate::program::{
    ChoiceTypeId, ConditionId, DefinitionId, DocumentId, EachId, FactId, JudgedId, NodeId, OrganId, PaperId,
    ParameterId, PolicyId, Reason, RegionId, ScoreId, StackId, TableId,
};
use crate::span::Span;
use crate::value::{Date, Number};
use serde_json::{Map, Value as Json};

/// 示例: what is given, and what must come of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// Its text.
    pub name: String,
    /// The file that it stands in.
    pub file: String,
    /// The whole of it.
    pub span: Span,
    /// The policy that it stands in: one of its versions, the runner takes the version in force. Absent at the top of a file.
    pub policy: Option<PolicyId>,
    /// The 叠加 that it stands in.
    pub stack: Option<StackId>,
    /// What is given; what 基于 takes over is already in it.
    pub givens: Givens,
    /// What must come of it, in source order.
    pub expectations: Vec<Expectation>,
}

/// 给定: days, place, facts and decisions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Givens {
    /// 今天. The checker refuses an example without it.
    pub today: Option<Date>,
    /// 适用日, where it is given outright.
    pub law_day: Option<Date>,
    /// 属地.
    pub region: Option<RegionId>,
    facts: Map<String, Json>,
    /// Yearly givens that count from the law day: fact, years before, value.
    yearly: Vec<(String, u8, Json)>,
}

impl Givens {
    /// Facts and decisions by name in the form of a facts file, without the yearly ones that count from the law day.
    pub fn facts(&self) -> Map<String, Json> {
        self.facts.clone()
    }

    /// All facts and decisions, the yearly ones counted from the law day's year.
    pub fn facts_in_year(&self, law_year: i32) -> Map<String, Json> {
        let mut facts = self.facts.clone();
        for (name, before, value) in &self.yearly {
            let Some(year) = law_year.checked_sub(i32::from(*before)) else { continue };
            let entry = facts.entry(name.clone()).or_insert_with(|| Json::Object(Map::new()));
            if let Json::Object(years) = entry {
                years.insert(year.to_string(), value.clone());
            }
        }
        facts
    }

    /// True if some yearly given counts from the law day.
    pub fn counts_from_law_day(&self) -> bool {
        !self.yearly.is_empty()
    }

    pub(super) fn set(&mut self, name: &str, value: Json) {
        self.facts.insert(name.to_owned(), value);
    }

    pub(super) fn unset(&mut self, name: &str) {
        self.facts.remove(name);
        self.yearly.retain(|(given, _, _)| given != name);
    }

    pub(super) fn set_year(&mut self, name: &str, year: i32, value: Option<Json>) {
        let entry = self.facts.entry(name.to_owned()).or_insert_with(|| Json::Object(Map::new()));
        if let Json::Object(years) = entry {
            match value {
                Some(value) => {
                    years.insert(year.to_string(), value);
                }
                None => {
                    years.remove(&year.to_string());
                }
            }
        }
    }

    pub(super) fn set_year_before(&mut self, name: &str, before: u8, value: Option<Json>) {
        self.yearly.retain(|(given, years, _)| !(given == name && *years == before));
        if let Some(value) = value {
            self.yearly.push((name.to_owned(), before, value));
        }
    }
}

/// One thing that must come of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Expectation {
    /// Where it stands.
    pub span: Span,
    /// What must come.
    pub expected: Expected,
}

/// What must come of an example.
#[derive(Clone, Debug, PartialEq)]
pub enum Expected {
    /// `结果 符合`, `结果 不适用 因 不在有效期`: the outcome of the policy that the example stands in, or of the one named.
    Outcome {
        /// Another policy, by name (`高新技术企业认定 符合`); any of its versions.
        policy: Option<PolicyId>,
        /// The outcome.
        outcome: PolicyOutcome,
        /// 因: a reason that must stand in `because` or `blocked`.
        because: Option<Reason>,
        /// 因 不能同时满足.
        no_completion: bool,
    },
    /// `少裁员 不符合`, `失信 排除`: the outcome of a condition. For an 排除, `排除` is unmet and `不排除` met.
    Condition {
        /// Which.
        condition: ConditionId,
        /// The outcome.
        outcome: ConditionOutcome,
        /// 因: a reason that must stand in its `blocked`.
        because: Option<Reason>,
    },
    /// `创新能力评价 合格`, `不合格`, `待认定`, `未知`: the pass mark of a score, as a condition that asks for it.
    Passes {
        /// Which.
        score: ScoreId,
        /// Met is 合格.
        outcome: ConditionOutcome,
    },
    /// `X = v`, `X 属于 […]`, `X 未知`: a value.
    Value {
        /// Whose.
        subject: Subject,
        /// What it must be.
        test: ValueTest,
    },
    /// `合格人员 逐项 [符合、未知]`: what becomes of each record, in order.
    Records {
        /// Of which list of conditions.
        each: EachId,
        /// One for each record.
        outcomes: Vec<ConditionOutcome>,
    },
    /// `提示 "…" 出现`, `不出现`: a notice of the engine itself on what is given, by its Chinese text.
    Notice {
        /// The text.
        text: String,
        /// True for 出现.
        shown: bool,
    },
    /// `过渡 甲 适用`, `不适用`, `未知`.
    Transition {
        /// Its index in the program.
        transition: usize,
        /// Met is 适用.
        applies: ConditionOutcome,
    },
    /// `缺 甲、乙`, `缺 无`, `X 缺 …`: exactly what the outcome (or X) still lacks, in any order.
    Missing {
        /// Of what; absent for the outcome.
        subject: Option<Subject>,
        /// The facts; empty for 无.
        facts: Vec<MissingFact>,
    },
    /// `差距 F = v`: some unmet condition has this gap; the change is signed need less present.
    Gap {
        /// In which fact.
        fact: MissingFact,
        /// Of which condition; absent for any.
        condition: Option<ConditionId>,
        /// The change.
        change: Number,
    },
    /// `材料 M 提交` and the like.
    Material {
        /// The name of the paper, or of a group of which any one will do.
        name: String,
        /// Its state.
        state: MaterialState,
        /// 份数: how many copies.
        copies: Option<Number>,
        /// 缺: the facts that it hangs on.
        missing: Option<Vec<MissingFact>>,
    },
    /// `任选 甲 = [乙、丙]`: the papers of a group of which any one will do.
    AnyOf {
        /// The name of the group.
        name: String,
        /// The papers, in any order.
        papers: Vec<String>,
    },
    /// `决定机关 = 甲 以 乙`, `决定机关 未知`: who decides the item.
    Decider {
        /// Another item, by name; absent for the one that the example stands in.
        item: Option<PolicyId>,
        /// The organ; absent for 未知.
        organ: Option<OrganId>,
        /// 以: in whose name.
        in_name_of: Option<OrganId>,
        /// 缺: the facts that it hangs on.
        missing: Option<Vec<MissingFact>>,
    },
    /// `情形 = 甲`, `情形 = [甲、乙]`: exactly the cases that are the case.
    Cases {
        /// Their names; empty for 未知.
        cases: Vec<String>,
        /// 缺: the facts that they hang on.
        missing: Option<Vec<MissingFact>>,
    },
    /// `承诺时限 = 10个工作日`, `收费 未知 缺 甲`: how it is handled.
    Handled {
        /// What is spoken of.
        of: Handling,
        /// What is said of it, as answers write it; absent for 未知.
        said: Option<String>,
        /// 因: why there is no day.
        because: Option<Reason>,
        /// 缺: the facts that it hangs on.
        missing: Option<Vec<MissingFact>>,
    },
    /// `特别程序 甲 适用`, `不适用`, `未知`.
    Special {
        /// Its name.
        name: String,
        /// Whether it applies.
        applies: ConditionOutcome,
    },
    /// What comes of a chain.
    Chain(ChainExpected),
    /// `版本 "2016"`: the version in force.
    Version(String),
    /// `窗口 开放` and the like.
    Window(WindowState),
    /// `依据 P 文件`: the parameter row that is used cites this document.
    Basis {
        /// Which parameter.
        parameter: ParameterId,
        /// A document that its row must cite.
        document: DocumentId,
    },
    /// What must come of the 叠加 that the example stands in.
    Stack(StackTest),
    /// `甲·奖 限额`: what it gives is subject to a budget.
    Budget(PolicyId, usize),
    /// `来源 甲 某层`: the layer that wrote a condition, parameter or benefit.
    Layer {
        /// Which.
        subject: Subject,
        /// The name of the policy or standard that wrote it.
        layer: String,
    },
    /// `提示 甲 出现`, `不出现`.
    Hint {
        /// The policy that the hint stands in.
        policy: PolicyId,
        /// Its index there.
        hint: usize,
        /// True for 出现.
        shown: bool,
    },
}

/// What is said of how a policy or item is handled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handling {
    /// 申请.
    Apply,
    /// 受理.
    Accepts,
    /// 决定.
    Decides,
    /// 法定时限.
    StatutoryLimit,
    /// 承诺时限.
    PromisedLimit,
    /// 跑动.
    Visits,
    /// 方式.
    Modes,
    /// 收费.
    Fee,
    /// 咨询.
    Hotline,
    /// 办结: the day on which the promised limit runs out.
    Finish,
}

/// What must come of benefits added up.
#[derive(Clone, Debug, PartialEq)]
pub enum StackTest {
    /// `合计 = …`.
    Total(ValueTest),
    /// `合计 缺 …`: exactly these, in any order; empty for 无.
    Missing(Vec<MissingFact>),
    /// `削减 = …`.
    Cut(ValueTest),
    /// `最优 = […]`, in any order: benefits by their place in the stack.
    Best(Vec<usize>),
    /// `最优合计 = …`.
    BestTotal(ValueTest),
    /// `次优 = […]`.
    Second(Vec<usize>),
    /// `次优合计 = …`.
    SecondTotal(ValueTest),
    /// `政策·待遇 = …`: what it pays beside the others, by its place in the stack.
    Pays(usize, ValueTest),
}

/// A thing with a value that an example speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// A fact.
    Fact(FactId),
    /// A yearly fact, so many years before the law day's year.
    FactInYear(FactId, u8),
    /// A definition.
    Definition(DefinitionId),
    /// A parameter.
    Parameter(ParameterId),
    /// A table.
    Table(TableId),
    /// A score, part or item: its points.
    Score(ScoreId),
    /// A condition: its truth.
    Condition(ConditionId),
    /// A policy: its outcome.
    Policy(PolicyId),
    /// `数量(合格人员)`: what is worked out in the expectation itself.
    Node(NodeId),
    /// A benefit: its amount; its index in the policy.
    Benefit(PolicyId, usize),
    /// A paper of the policy that the example stands in: whether it is needed.
    Paper(PaperId),
}

/// What a value must be.
#[derive(Clone, Debug, PartialEq)]
pub enum ValueTest {
    /// `= v`: settled, and this.
    Is(Constant),
    /// `= a 至 b`: exactly these bounds, both ends in. `= 不超过 v` has no lower end of its own: only the upper one is compared.
    Bounds {
        /// The least value.
        low: Option<Number>,
        /// The greatest value.
        high: Option<Number>,
    },
    /// `属于 [甲、乙]`, `属于 苏州市`: all that is still possible lies in it.
    In(Vec<ConstantMember>),
    /// `属于 苏州市 未知`: some of what is still possible lies in it, some does not.
    MaybeIn(Vec<ConstantMember>),
    /// `不属于 …`: nothing still possible lies in it.
    NotIn(Vec<ConstantMember>),
    /// `未知`, `未知 因 除数为零`: not settled; with a reason, because it may be or is undefined for it.
    Unknown(Option<Reason>),
    /// `待认定`: open only by what people decide.
    Judged,
}

/// A constant in an example. Quantities are in the unit of their kind: yuan, fractions for percentages, months.
#[derive(Clone, Debug, PartialEq)]
pub enum Constant {
    /// 是 or 否.
    Truth(bool),
    /// A number.
    Number(Number),
    /// A day.
    Date(Date),
    /// A text.
    Text(String),
    /// A choice.
    Choice(ChoiceTypeId, u32),
    /// Several choices, exactly these.
    Choices(ChoiceTypeId, u128),
    /// A place.
    Region(RegionId),
}

/// A member of a list after 属于.
#[derive(Clone, Debug, PartialEq)]
pub enum ConstantMember {
    /// One value; a place means all that lies in it.
    Value(Constant),
    /// From one value to another, both in.
    Span(Constant, Constant),
}

/// A fact as 缺 and 差距 name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MissingFact {
    /// A fact; of a list: all of it.
    Fact(FactId),
    /// A yearly fact, so many years before the law day's year.
    YearBefore(FactId, u8),
    /// A yearly fact in a year.
    Year(FactId, i32),
    /// `L·栏`: that column, in any record.
    Column(FactId, u32),
    /// A judged line or item.
    Judged(JudgedId),
    /// 今天.
    Today,
}

/// The state of a material.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MaterialState {
    /// 需要.
    Needed,
    /// 不需要.
    NotNeeded,
    /// 未知.
    Unknown,
    /// 提交.
    Submit,
    /// 共享.
    Shared,
    /// 可后补, with the day if one is written.
    Later(Option<Date>),
    /// 承诺替代.
    Promised,
    /// 过期.
    Expired,
}

/// The state of the window for applications.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WindowState {
    /// 开放.
    Open,
    /// 未开始.
    Upcoming,
    /// 已截止.
    Closed,
    /// 常年.
    Always,
    /// 另行公布.
    Announced,
}
