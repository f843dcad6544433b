use super::{Cite, Coverage, PackStamp, Title, is_false};
use serde::Serialize;

/// What a page needs before there are any answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CatalogueAnswer {
    /// Policies in source order; each version is an entry.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub policies: Vec<PolicyEntry>,
    /// Standards, which grant nothing and are used by policies; in source order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub standards: Vec<PolicyEntry>,
    /// Chains of several items, asked for as such; in source order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub chains: Vec<PolicyEntry>,
    /// Groups of questions, in the order in which they are asked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<GroupEntry>,
    /// Facts in catalogue order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<FactEntry>,
    /// What only people decide, in source order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub judged: Vec<JudgedEntry>,
    /// Documents that the rules cite.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<DocumentEntry>,
    /// Places; the first is the whole country.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub regions: Vec<RegionEntry>,
    /// The pack.
    pub pack: PackStamp,
}

/// A policy, before it is asked about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PolicyEntry {
    /// Its name, by which it is asked for.
    pub policy: String,
    /// Its title; the name if the author gave none.
    pub title: Title,
    /// Its version.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// The authorities.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub authority: Vec<String>,
    /// Who handles it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub handler: Vec<String>,
    /// 国家, 省级 …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// The name of the place where it holds.
    pub region: String,
    /// The names of its documents; the first is the main one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<String>,
    /// The stretches of days in which it is in force; none means always.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub effective: Vec<EffectiveEntry>,
    /// When one may apply.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub window: Option<WindowEntry>,
    /// More of them, in source order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub later_windows: Vec<WindowEntry>,
    /// How many conditions stand in it.
    pub conditions: u32,
    /// How many sentences of the law the rule carries.
    pub coverage: Coverage,
    /// What is doubtful in it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub doubt: Vec<String>,
}

/// A stretch of days in which a policy is in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EffectiveEntry {
    /// The first day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// Known from this day on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// 不详: in force, with a doubt.
    #[serde(skip_serializing_if = "is_false")]
    pub unspecified: bool,
    /// Where it stands in the law.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cite: Vec<Cite>,
}

/// When one may apply, whatever the day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum WindowEntry {
    /// From a day to a day of each year.
    EveryYear {
        /// The first day, `MM-DD`.
        opens: String,
        /// The last day, `MM-DD`.
        closes: String,
        /// The clock time on the last day.
        #[serde(skip_serializing_if = "Option::is_none")]
        closes_at: Option<String>,
        /// The last day lies in the year after.
        #[serde(skip_serializing_if = "is_false")]
        over_new_year: bool,
    },
    /// Once.
    Once {
        /// The first day.
        #[serde(skip_serializing_if = "Option::is_none")]
        opens: Option<String>,
        /// The last day.
        #[serde(skip_serializing_if = "Option::is_none")]
        closes: Option<String>,
        /// The clock time on the last day.
        #[serde(skip_serializing_if = "Option::is_none")]
        closes_at: Option<String>,
    },
    /// All the year.
    Always,
    /// Announced apart, in the author's words.
    Announced {
        /// The words.
        note: Title,
    },
}

/// A group of questions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GroupEntry {
    /// Its name.
    pub group: String,
    /// Its title; the name if the author gave none.
    pub title: Title,
    /// The names of its facts, in the order in which they are asked.
    pub facts: Vec<String>,
}

/// A fact that may be given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FactEntry {
    /// Its name in facts files and results.
    pub fact: String,
    /// Its title; the name if the author gave none.
    pub title: Title,
    /// The group of questions that it stands in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// What it is.
    pub kind: KindEntry,
    /// How to show it: `%`, `CNY`, 人; for a list what one record is counted in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Only whole numbers are taken.
    #[serde(skip_serializing_if = "is_false")]
    pub whole: bool,
    /// The question; `{属期}` or `{period}` stands for the period. Without one it is not asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ask: Option<Title>,
    /// Help with the question.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<Title>,
    /// The counting rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counted_as: Option<String>,
    /// What may be chosen, in declared order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<OptionEntry>,
    /// What is accepted, where that is a constant or another fact.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bounds: Option<BoundsEntry>,
    /// One value for each year, in JSON an object by year.
    #[serde(skip_serializing_if = "is_false")]
    pub yearly: bool,
    /// The date fact before whose year a yearly fact does not exist.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub anchor: Option<String>,
    /// What period it speaks of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<PeriodEntry>,
    /// How long an answer stays good.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub good_for: Option<String>,
    /// The enterprise cannot change it.
    #[serde(skip_serializing_if = "is_false")]
    pub given: bool,
    /// Facts on which it depends whether it is asked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub asked_if: Vec<String>,
    /// Who has it already.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shared: Option<String>,
    /// What is doubtful in it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub doubt: Vec<String>,
    /// The columns of a list.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<ColumnEntry>,
    /// The greatest number of records of a list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_records: Option<u32>,
    /// The column that tells records apart.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
}

/// A column of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ColumnEntry {
    /// Its name.
    pub column: String,
    /// Its title, if it has one of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Title>,
    /// What it is.
    pub kind: KindEntry,
    /// How to show it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Only whole numbers are taken.
    #[serde(skip_serializing_if = "is_false")]
    pub whole: bool,
    /// The question.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ask: Option<Title>,
    /// Help with the question.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<Title>,
    /// What may be chosen.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<OptionEntry>,
    /// What is accepted, where that is a constant or another fact.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bounds: Option<BoundsEntry>,
    /// Facts and columns on which it depends whether it is asked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub asked_if: Vec<String>,
}

/// What a fact is, by the type words of the language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum KindEntry {
    /// 是否.
    YesNo,
    /// 数值 and 整数.
    Number,
    /// 金额, in yuan.
    Money,
    /// 百分比, as a fraction.
    Percent,
    /// 日期.
    Date,
    /// 时长 in days, months or working days, as `unit` says.
    Duration,
    /// 年度.
    Year,
    /// 文本.
    Text,
    /// 单选.
    Choice,
    /// 多选.
    Choices,
    /// 地区.
    Region,
    /// 清单.
    List,
}

/// What period a fact speaks of, counted from the law day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PeriodEntry {
    /// 当日.
    Day,
    /// 当年.
    ThisYear,
    /// 上年.
    LastYear,
    /// 上年末.
    EndOfLastYear,
    /// 年末.
    YearEnd,
    /// 近一年.
    LastOneYear,
    /// 近两年.
    LastTwoYears,
    /// 近三年.
    LastThreeYears,
}

/// An option that may be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OptionEntry {
    /// Its name, as it stands in facts.
    pub option: String,
    /// What people read, if another than the name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Title>,
}

/// Least and greatest value accepted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BoundsEntry {
    /// The least value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The greatest value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// The fact that it must not be less than.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from_fact: Option<String>,
    /// The fact that it must not be more than.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to_fact: Option<String>,
}

/// Something that only people decide; answered under its name, never asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct JudgedEntry {
    /// The name under which the decision is given.
    pub name: String,
    /// The policy that it stands in.
    pub policy: String,
    /// Who decides.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub judge: Option<String>,
    /// The full mark, where points are given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<String>,
    /// The bands that may be named in the place of points.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub bands: Vec<String>,
}

/// A document that the rules cite.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DocumentEntry {
    /// The name that rules cite it by.
    pub document: String,
    /// Its full title; the name if the author gave none.
    pub title: Title,
    /// Its number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// When it was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// When it came into force.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_force: Option<String>,
    /// What is doubtful in it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub doubt: Vec<String>,
}

/// A place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RegionEntry {
    /// Its name in rules.
    pub region: String,
    /// The name that people read, if another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Title>,
    /// Its code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Whose code it is, where the rules say so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coding: Option<CodingEntry>,
    /// What kind of place it is.
    pub rank: RankEntry,
    /// The name of the place that it lies in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// Its last day, where it is no more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// What it became a part of, or was parted into.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub became: Vec<String>,
}

/// Whose code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CodingEntry {
    /// The national standard of administrative divisions.
    National,
    /// The statistics bureau.
    Statistics,
    /// Made up for these rules.
    Own,
}

/// What kind of place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RankEntry {
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
