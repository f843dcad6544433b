//! Names of facts as files and results write them.

use super::error::{FactsCode, FactsProblem};
use super::nearest::nearest;
use crate::eval::slot::{Slot, YEARS_BEFORE};
use crate::program::{FactId, JudgedId, Kind, Program};

/// What a name means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// A fact as a whole: one value, all years, all records.
    Fact(FactId),
    /// A year or a field of one.
    Part(Slot),
    /// Judged lines or items of one name: of one policy, in all its versions.
    Judged(Vec<JudgedId>),
}

/// What a name means; else why it means nothing.
pub(super) fn resolve(program: &Program, name: &str) -> Result<Named, FactsProblem> {
    if let Some(fact) = fact_named(program, name) {
        return Ok(Named::Fact(fact));
    }
    if let Some(slot) = part_named(program, name)? {
        return Ok(Named::Part(slot));
    }
    judged_named(program, name)?.ok_or_else(|| {
        let zh = format!("没有规则用到“{name}”");
        let en = format!("no rule knows `{name}`");
        let facts = program.facts.iter().map(|fact| fact.name.as_str());
        let known = facts.chain(program.judged.iter().map(|judged| judged.name.as_str()));
        FactsProblem::new(FactsCode::UnknownFact, name, zh, en).suggest(nearest(name, known))
    })
}

fn fact_named(program: &Program, name: &str) -> Option<FactId> {
    let index = program.facts.iter().position(|fact| fact.name == name)?;
    u32::try_from(index).ok().map(FactId)
}

/// `营业收入(2025)`, `营业收入(上年)`, `知识产权[0].类别`.
fn part_named(program: &Program, name: &str) -> Result<Option<Slot>, FactsProblem> {
    if let Some((fact, year)) = name.strip_suffix(')').and_then(|name| name.split_once('(')) {
        let Some(fact) = fact_named(program, fact) else { return Ok(None) };
        if !program.facts.get(fact.index()).is_some_and(|fact| fact.yearly) {
            let zh = format!("“{name}”写了年份，但这一事实不是逐年的");
            return Err(FactsProblem::new(
                FactsCode::WrongType,
                name,
                zh,
                format!("`{name}` names a year of a fact that has one value for all years"),
            ));
        }
        let before = YEARS_BEFORE.iter().position(|word| *word == year).and_then(|before| u8::try_from(before).ok());
        let slot =
            before.map(|before| Slot::YearBefore(fact, before)).or(to_year(year).map(|year| Slot::Year(fact, year)));
        return slot.map(Some).ok_or_else(|| {
            let zh = format!("“{year}”不是年份，写成 2025 或 上年");
            FactsProblem::new(FactsCode::BadDate, name, zh, format!("`{year}` is no year; write `2025`"))
        });
    }
    let Some((list, rest)) = name.split_once('[') else { return Ok(None) };
    let Some((record, column)) = rest.split_once("].") else { return Ok(None) };
    let Some(list) = fact_named(program, list) else { return Ok(None) };
    let Some(fact) = program.facts.get(list.index()) else { return Ok(None) };
    let Ok(record) = record.parse::<u32>() else { return Ok(None) };
    if !matches!(fact.kind, Kind::List(_)) {
        return Ok(None);
    }
    column_named(program, list, column, name).map(|column| Some(Slot::Field(list, record, column)))
}

/// The place of a column of a list.
pub(super) fn column_named(program: &Program, list: FactId, column: &str, path: &str) -> Result<u32, FactsProblem> {
    let columns = program.facts.get(list.index()).map(|fact| fact.columns.as_slice()).unwrap_or_default();
    let index = columns.iter().position(|known| known.name == column).and_then(|index| u32::try_from(index).ok());
    index.ok_or_else(|| {
        let list = program.facts.get(list.index()).map_or("", |fact| fact.name.as_str());
        let zh = format!("“{list}”没有名为“{column}”的栏");
        let en = format!("`{list}` has no column `{column}`");
        let known = columns.iter().map(|column| column.name.as_str());
        FactsProblem::new(FactsCode::UnknownFact, path, zh, en).suggest(nearest(column, known))
    })
}

/// A judged line or item by its name, or by `政策·名` where several policies have the name.
fn judged_named(program: &Program, name: &str) -> Result<Option<Named>, FactsProblem> {
    let policy_of = |id: &JudgedId| {
        let judged = program.judged.get(id.index())?;
        program.policies.get(judged.policy.index()).map(|policy| policy.name.as_str())
    };
    let all = || (0u32..).zip(&program.judged).map(|(index, judged)| (JudgedId(index), judged.name.as_str()));
    let named: Vec<JudgedId> = all().filter(|(_, known)| *known == name).map(|(id, _)| id).collect();
    let first = named.first().and_then(policy_of);
    if named.iter().any(|id| policy_of(id) != first) {
        let mut policies: Vec<&str> = named.iter().filter_map(policy_of).collect();
        policies.dedup();
        let zh = format!("“{name}”在几项政策中都有，请写成 {}", full_names(&policies, name));
        let en = format!("several policies have `{name}`; write {}", full_names(&policies, name));
        return Err(FactsProblem::new(FactsCode::UnknownFact, name, zh, en));
    }
    if !named.is_empty() {
        return Ok(Some(Named::Judged(named)));
    }
    let of_policy: Vec<JudgedId> = all()
        .filter(|(id, known)| {
            name.strip_suffix(known)
                .and_then(|rest| rest.strip_suffix('·'))
                .is_some_and(|policy| policy_of(id) == Some(policy))
        })
        .map(|(id, _)| id)
        .collect();
    Ok((!of_policy.is_empty()).then_some(Named::Judged(of_policy)))
}

fn full_names(policies: &[&str], name: &str) -> String {
    policies.iter().map(|policy| format!("`{policy}·{name}`")).collect::<Vec<_>>().join("、")
}

/// A year that has days.
pub(super) fn to_year(text: &str) -> Option<i32> {
    let digits = (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|year| digits && *year >= 1)
}
