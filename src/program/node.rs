//! The graph: what is computed from what.

use super::{
    ChoiceTypeId, ConditionId, DefinitionId, Exception, FactId, JudgedId, Member, NodeId, ParameterId, PolicyId,
    RegionId, ScoreId, TableId,
};
use crate::value::{Comparison, Date, DurationUnit, Number, Rounding};
use serde::{Deserialize, Serialize};

/// What a node's value is, with the unit that it is shown in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// 是否: a condition.
    #[default]
    Truth,
    /// 数值 and 整数 with a unit: 人, 项, 分, 元/人; empty if it has none.
    Number(String),
    /// 金额, in yuan.
    Money,
    /// 百分比: a ratio shown as a percentage.
    Percent,
    /// 日期.
    Date,
    /// 时长.
    Duration(DurationUnit),
    /// 年度.
    Year,
    /// 文本.
    Text,
    /// 单选.
    Choice(ChoiceTypeId),
    /// 多选.
    Choices(ChoiceTypeId),
    /// 地区.
    Region,
    /// 清单; only a fact has it.
    List(String),
}

/// An operation on two numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Arithmetic {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
}

/// How a list of values becomes one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Fold {
    /// 数量: how many.
    Count,
    /// 合计.
    Sum,
    /// 平均.
    Mean,
    /// 最大.
    Max,
    /// 最小.
    Min,
}

/// Why a value written as an interval is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Openness {
    /// A person chooses inside.
    Judged,
    /// The law sets only the limit.
    Law,
}

/// Why a value is undefined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// 除数为零.
    DivisionByZero,
    /// 清单为空.
    EmptyList,
    /// 该日无参数: no parameter row on the day, or a year before the anchor.
    NoValue,
    /// 日历未收录.
    CalendarUnknown,
    /// 日期超界.
    DateOutOfRange,
    /// 表中无此情形.
    NoRow,
    /// 表中多行.
    ManyRows,
    /// 例外冲突.
    Clash,
    /// 输入算不出.
    UndefinedInput,
    /// 前提算不出.
    UndefinedGuard,
    /// 不在有效期.
    NotInForce,
    /// 不在适用范围.
    NotInScope,
    /// 地区不符.
    OtherRegion,
    /// 时限未定.
    OpenEndedStep,
}

/// One step of a computation.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Node {
    // Constants.
    /// A number; its kind says what it counts.
    Number(Number),
    /// A day.
    Date(Date),
    /// 是 or 否.
    Truth(bool),
    /// A text.
    Text(String),
    /// An option of a choice type, by its place.
    Choice(ChoiceTypeId, u32),
    /// A place.
    Region(RegionId),

    // What is given.
    /// 今天: the day of asking.
    Today,
    /// 适用日: the day whose law holds.
    LawDay,
    /// 属地: whose rules are asked for.
    AskedRegion,
    /// A fact.
    Fact(FactId),
    /// A yearly fact, so many years before the law day's year (0 is 当年, 1 is 上年).
    FactInYear(FactId, u8),
    /// A column of the record at hand; only inside `Count` and `Fold` over that list.
    Column(FactId, u32),
    /// A judged line, until a decision is given under its name.
    Judged(JudgedId),

    // What has a name.
    /// A figure, by law day and place.
    Parameter(ParameterId),
    /// A definition's value.
    Definition(DefinitionId),
    /// A condition's truth: for an 排除, that it does not strike out.
    Condition(ConditionId),
    /// A policy's truth: that all its conditions are met; not applicable is false.
    Policy(PolicyId),
    /// What a decision table gives.
    Table(TableId),
    /// The points of a score, part or item.
    Score(ScoreId),
    /// 合格: its own pass mark, and those of all parts and items inside.
    Passes(ScoreId),

    // Truth.
    /// All must hold.
    All(Vec<NodeId>),
    /// One is enough.
    Any(Vec<NodeId>),
    /// At least so many must hold.
    AtLeast(u32, Vec<NodeId>),
    /// The opposite.
    Not(NodeId),
    /// Two values of one kind side by side.
    Compare(Comparison, NodeId, NodeId),
    /// 属于 a list of values and ranges, both ends in.
    OneOf(NodeId, Vec<Member>),
    /// A place 属于 another.
    Within(NodeId, NodeId),
    /// Several choices 包含 one, by its place.
    Contains(NodeId, u32),

    // Choosing.
    /// 如果, 则, 否则.
    If(NodeId, NodeId, NodeId),
    /// A base and its exceptions.
    Exceptions(NodeId, #[serde(with = "super::nesting")] Vec<Exception>),

    // Numbers and days.
    /// `+ - * /` on numbers of one unit, or of units that combine.
    Arithmetic(Arithmetic, NodeId, NodeId),
    /// The number with its sign changed.
    Negate(NodeId),
    /// 最小 of some values; also of ordered choices.
    Least(Vec<NodeId>),
    /// 最大 of some values; also of ordered choices.
    Greatest(Vec<NodeId>),
    /// Brought to a multiple of a step: value, step.
    Round(Rounding, NodeId, NodeId),
    /// A day so much later (or, with a negative duration, earlier).
    Shift(NodeId, NodeId, DurationUnit),
    /// Calendar days from the second day to the first.
    DaysBetween(NodeId, NodeId),
    /// 年度 of a day.
    YearOf(NodeId),
    /// 年初: the first day of the year of a day, or of a year.
    YearStart(NodeId),
    /// 年末.
    YearEnd(NodeId),
    /// 月初: the first day of the month of a day.
    MonthStart(NodeId),
    /// 月末.
    MonthEnd(NodeId),
    /// 整年数, 周岁: whole years from the first day to the second.
    FullYears(NodeId, NodeId),
    /// The ancestor of a place that is a province or city.
    Ancestor(NodeId, super::RegionRank),
    /// 按: a value with 属地 set to another place.
    Under(NodeId, NodeId),
    /// A value of which only the ends are given: a bound set by law, or a range for judges.
    Between(Option<NodeId>, Option<NodeId>, Openness),

    // Lists.
    /// Over the records of a list: which (all if absent), and the value of each (absent for `Count`).
    OverRecords(Fold, FactId, Option<NodeId>, Option<NodeId>),
    /// Over years, each so many years before the law day's year with its value; years before the anchor are skipped.
    OverYears(Fold, Option<FactId>, Vec<(u8, NodeId)>),
}

impl Node {
    /// Calls `see` for every operand, in the order written. What has a name leads on through its own list, not here.
    pub fn each_operand(&self, see: &mut impl FnMut(NodeId)) {
        match self {
            Node::Number(_)
            | Node::Date(_)
            | Node::Truth(_)
            | Node::Text(_)
            | Node::Choice(..)
            | Node::Region(_)
            | Node::Today
            | Node::LawDay
            | Node::AskedRegion
            | Node::Fact(_)
            | Node::FactInYear(..)
            | Node::Column(..)
            | Node::Judged(_)
            | Node::Parameter(_)
            | Node::Definition(_)
            | Node::Condition(_)
            | Node::Policy(_)
            | Node::Table(_)
            | Node::Score(_)
            | Node::Passes(_) => {}
            Node::All(members)
            | Node::Any(members)
            | Node::AtLeast(_, members)
            | Node::Least(members)
            | Node::Greatest(members) => members.iter().copied().for_each(see),
            Node::Not(operand)
            | Node::Contains(operand, _)
            | Node::Negate(operand)
            | Node::YearOf(operand)
            | Node::YearStart(operand)
            | Node::YearEnd(operand)
            | Node::MonthStart(operand)
            | Node::MonthEnd(operand)
            | Node::Ancestor(operand, _) => see(*operand),
            Node::Compare(_, left, right)
            | Node::Within(left, right)
            | Node::Arithmetic(_, left, right)
            | Node::Round(_, left, right)
            | Node::Shift(left, right, _)
            | Node::DaysBetween(left, right)
            | Node::FullYears(left, right)
            | Node::Under(left, right) => [*left, *right].into_iter().for_each(see),
            Node::OneOf(operand, members) => {
                see(*operand);
                members.iter().flat_map(Member::nodes).for_each(see);
            }
            Node::If(guard, then, otherwise) => [*guard, *then, *otherwise].into_iter().for_each(see),
            Node::Exceptions(base, exceptions) => {
                see(*base);
                each_of_exceptions(exceptions, see);
            }
            Node::Between(first, second, _) | Node::OverRecords(_, _, first, second) => {
                first.iter().chain(second).copied().for_each(see);
            }
            Node::OverYears(_, _, years) => years.iter().for_each(|(_, value)| see(*value)),
        }
    }

    /// Every operand, in the order written.
    pub fn operands(&self) -> Vec<NodeId> {
        let mut found = Vec::new();
        self.each_operand(&mut |operand| found.push(operand));
        found
    }
}

fn each_of_exceptions(exceptions: &[Exception], see: &mut impl FnMut(NodeId)) {
    for exception in exceptions {
        see(exception.guard);
        see(exception.value);
        each_of_exceptions(&exception.nested, see);
    }
}
