use crate::program::{Fact, FactId, JudgedId, Program};
use std::cmp::Ordering;

/// A single thing that may be known or missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Slot {
    /// A fact.
    Fact(FactId),
    /// A yearly fact in a year.
    Year(FactId, i32),
    /// A yearly fact so many years before the law day's year, while the law day is open.
    YearBefore(FactId, u8),
    /// A field: list, place of the record, column.
    Field(FactId, u32, u32),
    /// The decision of a judged item.
    Judged(JudgedId),
    /// 今天.
    Today,
}

/// How rules name the year so many years before the law day's: 当年, 上年.
pub fn year_before(before: u8) -> String {
    YEARS_BEFORE.get(usize::from(before)).map_or_else(|| format!("{before}年前"), |word| (*word).to_owned())
}

impl Slot {
    /// The fact that it belongs to, if it belongs to one.
    pub fn fact(self) -> Option<FactId> {
        match self {
            Slot::Fact(fact) | Slot::Year(fact, _) | Slot::YearBefore(fact, _) | Slot::Field(fact, _, _) => Some(fact),
            Slot::Judged(_) | Slot::Today => None,
        }
    }

    /// The name that results use and that `set` takes: `职工总数`, `营业收入(2025)`, `营业收入(上年)`, `知识产权[0].类别`, `今天`.
    pub fn name(self, program: &Program) -> String {
        let fact_name = |fact: FactId| program.facts.get(fact.index()).map_or("", |fact: &Fact| fact.name.as_str());
        match self {
            Slot::Fact(fact) => fact_name(fact).to_owned(),
            Slot::Year(fact, year) => format!("{}({year})", fact_name(fact)),
            Slot::YearBefore(fact, before) => format!("{}({})", fact_name(fact), year_before(before)),
            Slot::Field(fact, record, column) => {
                let columns = program.facts.get(fact.index()).map(|fact| fact.columns.as_slice()).unwrap_or_default();
                let column = usize::try_from(column).ok().and_then(|column| columns.get(column));
                format!("{}[{record}].{}", fact_name(fact), column.map_or("", |column| column.name.as_str()))
            }
            Slot::Judged(judged) => program.judged.get(judged.index()).map_or("", |judged| &judged.name).to_owned(),
            Slot::Today => "今天".to_owned(),
        }
    }

    /// Catalogue order: facts by place, a fact's years and fields in their order, judged items, 今天 last.
    fn order(self) -> (u8, u32, u8, i64, u32) {
        match self {
            Slot::Fact(fact) => (0, fact.0, 0, 0, 0),
            Slot::Year(fact, year) => (0, fact.0, 1, i64::from(year), 0),
            // 大前年 stands before 上年, as 2023 stands before 2025.
            Slot::YearBefore(fact, before) => (0, fact.0, 2, -i64::from(before), 0),
            Slot::Field(fact, record, column) => (0, fact.0, 3, i64::from(record), column),
            Slot::Judged(judged) => (1, judged.0, 0, 0, 0),
            Slot::Today => (2, 0, 0, 0, 0),
        }
    }
}

impl PartialOrd for Slot {
    fn partial_cmp(&self, other: &Slot) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Slot {
    fn cmp(&self, other: &Slot) -> Ordering {
        self.order().cmp(&other.order())
    }
}

/// The words for a year by how many years it lies before the law day's.
pub(crate) const YEARS_BEFORE: [&str; 4] = ["当年", "上年", "前年", "大前年"];
