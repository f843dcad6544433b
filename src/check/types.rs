//! What an expression is, with its unit.

use super::units::{DAY, MONTH, Unit, WORKING_DAY, YUAN};
use crate::program::{ChoiceTypeId, FactId, Kind, NodeId};
use crate::value::DurationUnit;

/// A type of the rule language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Type {
    /// 是否.
    Truth,
    /// A number, money, percentage, duration. The flag: shown as a percentage.
    Quantity(Unit, bool),
    /// 日期.
    Date,
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
    /// 清单.
    List(FactId),
}

/// A node and what it is.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Typed {
    /// The node.
    pub(super) node: NodeId,
    /// Its type.
    pub(super) ty: Type,
}

impl Type {
    /// A number without a unit.
    pub(super) fn plain() -> Type {
        Type::Quantity(Unit::none(), false)
    }

    /// A ratio shown as a percentage.
    pub(super) fn percent() -> Type {
        Type::Quantity(Unit::none(), true)
    }

    /// A number of something.
    pub(super) fn count(unit: &str) -> Type {
        Type::Quantity(if unit.is_empty() { Unit::none() } else { Unit::of(unit) }, false)
    }

    /// A duration.
    pub(super) fn duration(unit: DurationUnit) -> Type {
        Type::count(match unit {
            DurationUnit::Days => DAY,
            DurationUnit::Months => MONTH,
            DurationUnit::WorkingDays => WORKING_DAY,
        })
    }

    /// Which kind of duration it is, if it is one.
    pub(super) fn duration_unit(&self) -> Option<DurationUnit> {
        match self {
            Type::Quantity(unit, _) if unit.is(DAY) => Some(DurationUnit::Days),
            Type::Quantity(unit, _) if unit.is(MONTH) => Some(DurationUnit::Months),
            Type::Quantity(unit, _) if unit.is(WORKING_DAY) => Some(DurationUnit::WorkingDays),
            _ => None,
        }
    }

    /// The same up to how it is shown.
    pub(super) fn same(&self, other: &Type) -> bool {
        match (self, other) {
            (Type::Quantity(a, _), Type::Quantity(b, _)) => a == b,
            _ => self == other,
        }
    }

    /// As it stands in the program.
    pub(super) fn kind(&self) -> Kind {
        match self {
            Type::Truth => Kind::Truth,
            Type::Quantity(unit, percent) => match self.duration_unit() {
                Some(duration) => Kind::Duration(duration),
                None if unit.is(YUAN) => Kind::Money,
                None if unit.is_none() && *percent => Kind::Percent,
                None => Kind::Number(unit.display()),
            },
            Type::Date => Kind::Date,
            Type::Year => Kind::Year,
            Type::Text => Kind::Text,
            Type::Choice(id) => Kind::Choice(*id),
            Type::Choices(id) => Kind::Choices(*id),
            Type::Region => Kind::Region,
            Type::List(_) => Kind::List(String::new()),
        }
    }

    /// In words, Chinese and English.
    pub(super) fn words(&self, choice_name: impl Fn(ChoiceTypeId) -> String) -> (String, String) {
        let pair = |zh: &str, en: &str| (zh.to_owned(), en.to_owned());
        match self {
            Type::Truth => pair("是否", "yes or no"),
            Type::Quantity(unit, percent) => match self.duration_unit() {
                Some(DurationUnit::Days) => pair("时长（天）", "a duration in days"),
                Some(DurationUnit::Months) => pair("时长（月）", "a duration in months"),
                Some(DurationUnit::WorkingDays) => pair("时长（工作日）", "a duration in working days"),
                None if unit.is(YUAN) => pair("金额", "an amount of money"),
                None if unit.is_none() && *percent => pair("百分比", "a percentage"),
                None if unit.is_none() => pair("没有单位的数", "a number without a unit"),
                None => {
                    let unit = unit.display();
                    (format!("单位为 `{unit}` 的数"), format!("a number in `{unit}`"))
                }
            },
            Type::Date => pair("日期", "a date"),
            Type::Year => pair("年度", "a year"),
            Type::Text => pair("文本", "a text"),
            Type::Choice(id) => {
                let name = choice_name(*id);
                (format!("选项 `{name}`"), format!("a choice of `{name}`"))
            }
            Type::Choices(id) => {
                let name = choice_name(*id);
                (format!("多选 `{name}`"), format!("several choices of `{name}`"))
            }
            Type::Region => pair("地区", "a region"),
            Type::List(_) => pair("清单", "a list"),
        }
    }
}
