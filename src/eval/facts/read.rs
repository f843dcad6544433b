//! Facts out of JSON, held against the catalogue.

use super::error::{FactsCode, FactsError, FactsProblem};
use super::json::duplicate_key;
use super::name::{Named, column_named, resolve, to_year};
use super::single::{self, Declared};
use super::{Facts, bounds};
use crate::eval::slot::Slot;
use crate::program::{Fact, FactId, JudgedId, Kind, Points, Program};
use crate::value::{Marks, Number, Range, Truth, Value};
use serde_json::Value as Json;

/// What to do with a name that no rule knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExtraFacts {
    /// It is an error.
    Refuse,
    /// It is left out: the profile carries more than these rules ask for.
    Ignore,
}

/// The longest facts file that is read.
const MOST_BYTES: usize = 64 << 20;

/// The most records that a list may have, whatever it declares.
const MOST_RECORDS: u32 = 10_000;

/// The most records of a list that does not say.
const USUAL_RECORDS: u32 = 1_000;

impl Facts {
    /// Reads a JSON object of facts by name.
    pub fn read(program: &Program, json: &str, extra: ExtraFacts) -> Result<Facts, FactsError> {
        if json.len() > MOST_BYTES {
            let zh = format!("事实文件太大，最多 {MOST_BYTES} 字节");
            let en = format!("the facts have more than {MOST_BYTES} bytes");
            return Err(FactsProblem::new(FactsCode::TooLarge, "", zh, en).into());
        }
        let parsed: Json = serde_json::from_str(json).map_err(|error| {
            let (line, column) = (error.line(), error.column());
            let zh = format!("不是正确的 JSON：第 {line} 行第 {column} 列");
            FactsProblem::new(FactsCode::BadJson, "", zh, format!("not JSON at line {line}, column {column}"))
        })?;
        if let Some(path) = duplicate_key(json) {
            let zh = format!("“{path}”写了两次");
            return Err(FactsProblem::new(FactsCode::DuplicateKey, &path, zh, format!("`{path}` stands twice")).into());
        }
        let Json::Object(entries) = parsed else {
            let zh = "事实要写成一个对象，如 {\"职工总数\": 100}".to_owned();
            return Err(FactsProblem::new(FactsCode::BadJson, "", zh, "the facts are no JSON object".to_owned()).into());
        };
        let mut facts = Facts::default();
        let mut problems = Vec::new();
        for (name, value) in &entries {
            let mut found = facts.take(program, name, value);
            if extra == ExtraFacts::Ignore {
                found.retain(|problem| problem.code != FactsCode::UnknownFact || problem.path != *name);
            }
            problems.append(&mut found);
        }
        problems.extend(bounds::check(program, &facts));
        FactsError::of(problems).map_or(Ok(facts), Err)
    }

    /// Sets what a name means, by the names that results use; null forgets it. Facts stay as they were if this is refused.
    pub fn set(&mut self, program: &Program, name: &str, value: &Json) -> Result<(), FactsError> {
        let mut changed = self.clone();
        match resolve(program, name)? {
            Named::Fact(fact) => changed.forget_all(fact),
            Named::Part(slot) => changed.forget(slot),
            Named::Judged(judged) => judged.into_iter().for_each(|judged| changed.forget(Slot::Judged(judged))),
        }
        let mut problems = changed.take(program, name, value);
        problems.extend(bounds::check(program, &changed));
        if let Some(error) = FactsError::of(problems) {
            return Err(error);
        }
        *self = changed;
        Ok(())
    }

    /// Forgets what a name means.
    pub fn unset(&mut self, program: &Program, name: &str) -> Result<(), FactsError> {
        self.set(program, name, &Json::Null)
    }

    /// Adds one entry; says all that is wrong with it.
    fn take(&mut self, program: &Program, name: &str, json: &Json) -> Vec<FactsProblem> {
        let named = match resolve(program, name) {
            Ok(named) => named,
            Err(problem) => return vec![problem],
        };
        match named {
            Named::Fact(id) => {
                let problems = match program.facts.get(id.index()) {
                    Some(fact) if fact.yearly => self.take_years(program, id, fact, json, name),
                    Some(Fact { kind: Kind::List(_), .. }) => self.take_records(program, id, json, name),
                    Some(fact) => wrong(self.take_value(Slot::Fact(id), of_fact(program, fact), json, name)),
                    None => Vec::new(),
                };
                problems.into_iter().map(|problem| problem.at(Slot::Fact(id))).collect()
            }
            Named::Part(slot) => wrong(self.take_part(program, slot, json, name).map_err(|problem| problem.at(slot))),
            Named::Judged(judged) => {
                // Versions of a policy share a name; what is wrong for one is wrong for all.
                let decided = judged.into_iter().try_for_each(|judged| {
                    let taken = self.take_decision(program, judged, json, name);
                    taken.map_err(|problem| problem.at(Slot::Judged(judged)))
                });
                wrong(decided)
            }
        }
    }

    fn take_value(&mut self, slot: Slot, declared: Declared<'_>, json: &Json, path: &str) -> Result<(), FactsProblem> {
        let Some(value) = single::read(declared, json, path).map_err(|problem| problem.at(slot))? else {
            return Ok(());
        };
        if self.known(slot).is_some() {
            let zh = format!("“{path}”给了两次");
            let en = format!("`{path}` is given twice");
            return Err(FactsProblem::new(FactsCode::DuplicateKey, path, zh, en).at(slot));
        }
        self.put(slot, value);
        Ok(())
    }

    fn take_part(&mut self, program: &Program, slot: Slot, json: &Json, path: &str) -> Result<(), FactsProblem> {
        let Some(fact) = slot.fact().and_then(|fact| program.facts.get(fact.index())) else { return Ok(()) };
        let Slot::Field(list, record, column) = slot else {
            return self.take_value(slot, of_fact(program, fact), json, path);
        };
        if self.records(list).is_none_or(|records| record >= records) {
            let zh = format!("“{}”没有第 {} 条记录", fact.name, u64::from(record) + 1);
            let en = format!("`{}` has no record {record}", fact.name);
            return Err(FactsProblem::new(FactsCode::OutOfRange, path, zh, en));
        }
        match of_column(program, fact, column) {
            Some(declared) => self.take_value(slot, declared, json, path),
            None => Ok(()),
        }
    }

    fn take_years(&mut self, program: &Program, id: FactId, fact: &Fact, json: &Json, path: &str) -> Vec<FactsProblem> {
        let years = match json {
            Json::Null => return Vec::new(),
            Json::Object(years) => years,
            _ => {
                let zh = "这是逐年的事实，按年份写成对象，如 {\"2025\": 100}".to_owned();
                let en = "expected an object by year such as {\"2025\": 100}".to_owned();
                return vec![FactsProblem::new(FactsCode::WrongType, path, zh, en)];
            }
        };
        let mut problems = Vec::new();
        for (year, value) in years {
            let path = format!("{path}.{year}");
            match to_year(year) {
                Some(year) => {
                    problems.extend(wrong(self.take_value(Slot::Year(id, year), of_fact(program, fact), value, &path)));
                }
                None => {
                    let zh = format!("“{year}”不是年份");
                    problems.push(FactsProblem::new(FactsCode::BadDate, &path, zh, format!("`{year}` is no year")));
                }
            }
        }
        problems
    }

    fn take_records(&mut self, program: &Program, list: FactId, json: &Json, path: &str) -> Vec<FactsProblem> {
        let records = match json {
            Json::Null => return Vec::new(),
            Json::Array(records) => records,
            _ => return vec![single::wrong_type(&Kind::List(String::new()), json, path)],
        };
        let Some(fact) = program.facts.get(list.index()) else { return Vec::new() };
        let most = if fact.max_records == 0 { USUAL_RECORDS } else { fact.max_records.min(MOST_RECORDS) };
        let Some(count) = u32::try_from(records.len()).ok().filter(|count| *count <= most) else {
            let zh = format!("记录太多，最多 {most} 条");
            return vec![FactsProblem::new(FactsCode::TooLarge, path, zh, format!("more than {most} records"))];
        };
        self.put_list(list, count);
        let mut problems = Vec::new();
        for (index, record) in (0u32..).zip(records) {
            let path = format!("{path}[{index}]");
            let Json::Object(fields) = record else {
                let zh = "一条记录要写成一个对象".to_owned();
                let en = "expected a record, an object".to_owned();
                problems.push(FactsProblem::new(FactsCode::WrongType, &path, zh, en).at(Slot::Field(list, index, 0)));
                continue;
            };
            for (column, value) in fields {
                let path = format!("{path}.{column}");
                let taken = column_named(program, list, column, &path).and_then(|column| {
                    match of_column(program, fact, column) {
                        Some(declared) => self.take_value(Slot::Field(list, index, column), declared, value, &path),
                        None => Ok(()),
                    }
                });
                problems.extend(wrong(taken.map_err(|problem| problem.at(Slot::Field(list, index, 0)))));
            }
        }
        problems
    }

    /// A line is decided by true or false, an item by its points or the name of a band.
    fn take_decision(&mut self, program: &Program, id: JudgedId, json: &Json, path: &str) -> Result<(), FactsProblem> {
        if json.is_null() {
            return Ok(());
        }
        let score = program.judged.get(id.index()).and_then(|judged| judged.score);
        let Some(score) = score.and_then(|score| program.scores.get(score.index())) else {
            let decided = json.as_bool().ok_or_else(|| single::wrong_type(&Kind::Truth, json, path))?;
            self.put(Slot::Judged(id), Value::Truth(Truth::from(decided)));
            return Ok(());
        };
        let bands = match &score.points {
            Points::Bands(bands) => bands.as_slice(),
            _ => &[],
        };
        let named = json.as_str().and_then(|name| bands.iter().find(|band| band.name == name));
        let points = match named {
            Some(band) => Range::point(band.low.clone()).join(&Range::point(band.high.clone()), Marks::JUDGED),
            None => {
                let points = Kind::Number("分".to_owned());
                let declared = Declared { program, kind: &points, whole: score.whole_points, options: 0, unit: None };
                match single::read(declared, json, path)? {
                    Some(Value::Number(points)) if points.is_settled() => points,
                    _ => return Err(single::wrong_type(&points, json, path)),
                }
            }
        };
        let beyond = points.low().number().is_some_and(Number::is_negative)
            || matches!((&score.max, points.high().number()), (Some(max), Some(high)) if high > max);
        if beyond {
            let most = score.max.as_ref().map_or_else(|| "∞".to_owned(), Number::to_plain);
            let zh = format!("分数要在 0 至 {most} 之间");
            return Err(FactsProblem::new(FactsCode::OutOfRange, path, zh, format!("points lie from 0 to {most}")));
        }
        self.put(Slot::Judged(id), Value::Number(points));
        Ok(())
    }
}

fn wrong(taken: Result<(), FactsProblem>) -> Vec<FactsProblem> {
    taken.err().into_iter().collect()
}

fn of_fact<'p>(program: &'p Program, fact: &'p Fact) -> Declared<'p> {
    Declared { program, kind: &fact.kind, whole: fact.whole, options: fact.options, unit: fact.unit.as_ref() }
}

fn of_column<'p>(program: &'p Program, fact: &'p Fact, column: u32) -> Option<Declared<'p>> {
    let column = fact.columns.get(usize::try_from(column).ok()?)?;
    Some(Declared {
        program,
        kind: &column.kind,
        whole: column.whole,
        options: column.options,
        unit: column.unit.as_ref(),
    })
}
