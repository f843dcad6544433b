//! The catalogue: what may be asked, chosen, and where.

use super::{FactId, GroupId, Kind, Label, NodeId, Notes, RegionId};
use crate::value::{Date, Number};
use serde::{Deserialize, Serialize};

/// The region fact that says whose rules are asked for, where the caller does not.
pub const REGISTERED_IN: &str = "注册地区";

/// A set of named choices.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChoiceType {
    /// The declared name, or that of the fact that lists its own choices.
    pub name: String,
    /// The choices in declared order; the title is what people read.
    pub options: Vec<(String, Option<Label>)>,
    /// Declared with `<`: may be compared.
    pub ordered: bool,
}

/// A group of questions that are asked together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct QuestionGroup {
    /// Its name.
    pub name: String,
    /// Its title, if another than the name.
    pub title: Option<Label>,
}

/// An input of the rules.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Fact {
    /// The name in rules, facts files and results.
    pub name: String,
    /// The group of questions that it stands in.
    pub group: Option<GroupId>,
    /// Its type. For 金额 the unit is yuan; for 清单 the unit of one record.
    pub kind: Kind,
    /// 单位 as written, where it is not what the kind counts in (年 of a duration kept in months), and how many of the
    /// kept unit it is: a bare number in a facts file is in this unit.
    pub unit: Option<(String, Number)>,
    /// 整数, or a number of something that cannot be parted: only whole numbers are accepted.
    pub whole: bool,
    /// 选项: the options that may be given, as bits of the choice type; all of them if it lists its own.
    pub options: u128,
    /// 范围: what is accepted. Ends that are constant also bound what is not known.
    pub bounds: Bounds,
    /// 逐年: one value for each year.
    pub yearly: bool,
    /// 起自: the date fact before whose year a yearly fact does not exist.
    pub anchor: Option<FactId>,
    /// 属期.
    pub period: Option<Period>,
    /// 既定: the enterprise cannot change it; no gap is offered in it.
    pub given: bool,
    /// 当: asked only if.
    pub asked_if: Option<NodeId>,
    /// 时效: how long an answer stays good, in months or days.
    pub good_for: Option<(Number, crate::value::DurationUnit)>,
    /// 问; `{属期}` or `{period}` stands for the period.
    pub ask: Option<Label>,
    /// 名称.
    pub title: Option<Label>,
    /// 帮助.
    pub help: Option<Label>,
    /// 口径: the counting rule.
    pub counted_as: Option<String>,
    /// 共享: who has it.
    pub shared: Option<String>,
    /// 存疑.
    pub doubts: Vec<String>,
    /// 栏: the columns of a list.
    pub columns: Vec<Column>,
    /// 最多: greatest number of records of a list.
    pub max_records: u32,
    /// 标识: the column that tells records apart.
    pub key: Option<u32>,
}

/// A column of a list.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// 名称.
    pub title: Option<Label>,
    /// Its type.
    pub kind: Kind,
    /// 单位 as written, where it is not what the kind counts in, and how many of the kept unit it is.
    pub unit: Option<(String, Number)>,
    /// Only whole numbers are accepted.
    pub whole: bool,
    /// The options that may be given.
    pub options: u128,
    /// What is accepted.
    pub bounds: Bounds,
    /// 当: asked only if.
    pub asked_if: Option<NodeId>,
    /// 问.
    pub ask: Option<Label>,
    /// 帮助.
    pub help: Option<Label>,
}

/// Least and greatest value, each a constant or an expression over other facts. Of a yearly fact, another yearly fact
/// stands in it without a year and means that of the same year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Bounds {
    /// The least value accepted.
    pub low: Option<NodeId>,
    /// The greatest value accepted.
    pub high: Option<NodeId>,
}

/// 属期: what period a fact speaks of, counted from the law day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Period {
    /// 当日.
    Day,
    /// 当年.
    ThisYear,
    /// 上年.
    LastYear,
    /// 上年末.
    EndOfLastYear,
    /// 年末: of the year that is read.
    YearEnd,
    /// 近一年.
    LastOneYear,
    /// 近两年.
    LastTwoYears,
    /// 近三年.
    LastThreeYears,
}

/// A place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Region {
    /// The name in rules, unique.
    pub name: String,
    /// The name that people read, if another.
    pub title: Option<Label>,
    /// 代码.
    pub code: Option<String>,
    /// 编码: whose code it is.
    pub coding: Option<Coding>,
    /// 级别.
    pub rank: RegionRank,
    /// 上级; absent only for the whole country, which stands first.
    pub parent: Option<RegionId>,
    /// What else ties it to other places, and when it existed.
    pub ties: RegionTies,
    /// 存疑.
    pub doubts: Vec<String>,
}

/// A place and all that it lies in by 上级, innermost first. A tree with a loop in it does not hang: far more levels than
/// any country has are the end.
pub fn places_up(regions: &[Region], place: RegionId) -> impl Iterator<Item = RegionId> {
    std::iter::successors(Some(place), |place| regions.get(place.index())?.parent).take(64)
}

/// 编码: whose code a place has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Coding {
    /// 国标: the national standard of administrative divisions.
    National,
    /// 统计: the statistics bureau.
    Statistics,
    /// 自编: made up for these rules.
    Own,
}

/// What ties a place to others beside 上级, and when it existed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RegionTies {
    /// 有效: the first day; from ever if absent.
    pub from: Option<Date>,
    /// The last day; for ever if absent.
    pub to: Option<Date>,
    /// 位于: the ground that it lies in; its policies are those of 上级.
    pub lies_in: Option<RegionId>,
    /// 同域: another name of the same place.
    pub same_area: Option<RegionId>,
    /// 并入: what it became a part of after its last day.
    pub merged_into: Option<RegionId>,
    /// 分为: what it was parted into after its last day.
    pub split_into: Vec<RegionId>,
}

/// 日历: the holidays of a year.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CalendarYear {
    /// Which year.
    pub year: i32,
    /// 放假: days off, in order.
    pub holidays: Vec<Date>,
    /// 上班: days of a weekend that are worked on in their place, in order.
    pub workdays: Vec<Date>,
    /// Citation, doubts, remarks.
    pub notes: Notes,
}

/// 级别.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum RegionRank {
    /// The whole country.
    Country,
    /// 省.
    Province,
    /// 市.
    Prefecture,
    /// 区县.
    District,
    /// 街道.
    Street,
    /// 功能区.
    Zone,
}
