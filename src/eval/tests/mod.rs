//! The meaning of rules, line by line: small programs built by hand, and what they say.

#![expect(clippy::cast_possible_truncation, reason = "these programs are small")]

mod choosing;
mod facts;
mod hostile;
mod lists;
mod parameters;
mod policies;
mod scores;
mod splitting;
mod tables;
mod values;

use super::{Asked, ExtraFacts, Facts, Run};
use crate::program::*;
use crate::value::{Date, DurationUnit, Number, Truth, Value};

/// A program in the making. Facts are named by their place: the first is `甲`.
#[derive(Default)]
pub(super) struct Rules {
    pub(super) program: Program,
}

pub(super) fn n(text: &str) -> Number {
    Number::parse(text).expect("a number")
}

pub(super) fn day(text: &str) -> Date {
    Date::parse(text).expect("a day")
}

pub(super) fn asked() -> Asked {
    Asked { today: day("2026-11-22"), law_day: None, region: None }
}

impl Rules {
    pub(super) fn new() -> Rules {
        let mut rules = Rules::default();
        rules.place("全国", None);
        rules
    }

    pub(super) fn place(&mut self, name: &str, parent: Option<RegionId>) -> RegionId {
        let rank = if parent.is_none() { RegionRank::Country } else { RegionRank::Province };
        self.program.regions.push(Region {
            name: name.into(),
            title: None,
            code: None,
            coding: None,
            rank,
            parent,
            ties: RegionTies::default(),
            doubts: vec![],
        });
        RegionId(self.program.regions.len() as u32 - 1)
    }

    pub(super) fn node(&mut self, node: Node, kind: Kind) -> NodeId {
        self.program.nodes.push(node);
        self.program.kinds.push(kind);
        NodeId(self.program.nodes.len() as u32 - 1)
    }

    pub(super) fn truth(&mut self, node: Node) -> NodeId {
        self.node(node, Kind::Truth)
    }

    pub(super) fn count(&mut self, node: Node) -> NodeId {
        self.node(node, Kind::Number(String::new()))
    }

    pub(super) fn number(&mut self, text: &str) -> NodeId {
        self.count(Node::Number(n(text)))
    }

    pub(super) fn date(&mut self, text: &str) -> NodeId {
        self.node(Node::Date(day(text)), Kind::Date)
    }

    pub(super) fn options(&mut self, names: &[&str], ordered: bool) -> ChoiceTypeId {
        let options = names.iter().map(|name| ((*name).to_owned(), None)).collect();
        self.program.choice_types.push(ChoiceType { name: "选项".into(), options, ordered });
        ChoiceTypeId(self.program.choice_types.len() as u32 - 1)
    }

    pub(super) fn fact_id(&mut self, name: &str, kind: Kind) -> FactId {
        self.program.facts.push(Fact { name: name.into(), kind, ..Fact::default() });
        FactId(self.program.facts.len() as u32 - 1)
    }

    pub(super) fn fact_mut(&mut self, id: FactId) -> &mut Fact {
        &mut self.program.facts[id.index()]
    }

    /// A yes-or-no fact.
    pub(super) fn yes_no(&mut self, name: &str) -> NodeId {
        let fact = self.fact_id(name, Kind::Truth);
        self.truth(Node::Fact(fact))
    }

    /// A number, `0..10`, `0..`, `..`; whole if it is a whole number of something.
    pub(super) fn amount(&mut self, name: &str, range: &str, whole: bool) -> NodeId {
        let (low, high) = range.split_once("..").expect("a range");
        let low = (!low.is_empty()).then(|| self.number(low));
        let high = (!high.is_empty()).then(|| self.number(high));
        let fact = self.fact_id(name, Kind::Number(String::new()));
        self.fact_mut(fact).bounds = Bounds { low, high };
        self.fact_mut(fact).whole = whole;
        self.count(Node::Fact(fact))
    }

    pub(super) fn day_fact(&mut self, name: &str) -> NodeId {
        let fact = self.fact_id(name, Kind::Date);
        self.node(Node::Fact(fact), Kind::Date)
    }

    pub(super) fn yearly(&mut self, name: &str, anchor: Option<FactId>) -> FactId {
        let fact = self.fact_id(name, Kind::Money);
        self.fact_mut(fact).yearly = true;
        self.fact_mut(fact).anchor = anchor;
        let zero = self.number("0");
        self.fact_mut(fact).bounds.low = Some(zero);
        fact
    }

    pub(super) fn list(&mut self, name: &str, columns: &[(&str, Kind)], max_records: u32) -> FactId {
        let fact = self.fact_id(name, Kind::List("人".into()));
        self.fact_mut(fact).max_records = max_records;
        self.fact_mut(fact).columns = columns
            .iter()
            .map(|(name, kind)| Column {
                name: (*name).into(),
                title: None,
                kind: kind.clone(),
                unit: None,
                whole: false,
                options: 0,
                bounds: Bounds::default(),
                asked_if: None,
                ask: None,
                help: None,
            })
            .collect();
        fact
    }

    pub(super) fn compare(&mut self, a: NodeId, sign: Comparison, b: NodeId) -> NodeId {
        self.truth(Node::Compare(sign, a, b))
    }

    pub(super) fn at_least(&mut self, a: NodeId, figure: &str) -> NodeId {
        let figure = self.number(figure);
        self.compare(a, Comparison::AtLeast, figure)
    }

    pub(super) fn arithmetic(&mut self, sign: Arithmetic, a: NodeId, b: NodeId) -> NodeId {
        self.count(Node::Arithmetic(sign, a, b))
    }

    pub(super) fn definition(&mut self, name: &str, root: NodeId) -> NodeId {
        let kind = self.program.kinds[root.index()].clone();
        let definition = Definition { name: name.into(), year: None, policy: None, root, notes: Notes::default() };
        self.program.definitions.push(definition);
        let id = DefinitionId(self.program.definitions.len() as u32 - 1);
        self.node(Node::Definition(id), kind)
    }

    /// A line that only a person decides.
    pub(super) fn judged(&mut self, name: &str) -> NodeId {
        self.program.judged.push(Judged { name: name.into(), policy: PolicyId(0), by: None, score: None });
        let id = JudgedId(self.program.judged.len() as u32 - 1);
        self.truth(Node::Judged(id))
    }

    pub(super) fn table_id(
        &mut self,
        hit: HitPolicy,
        inputs: &[NodeId],
        rows: Vec<(Vec<Cell>, Option<NodeId>)>,
    ) -> TableId {
        let inputs = inputs.iter().map(|value| Input { name: "列".into(), value: *value }).collect();
        let rows = rows
            .into_iter()
            .map(|(cells, output)| Row { cells, output, note: None, citations: vec![], doubts: vec![] })
            .collect();
        let notes = Notes::default();
        self.program.tables.push(Table {
            name: "表".into(),
            policy: None,
            inputs,
            output: "值".into(),
            rows,
            hit,
            notes,
        });
        TableId(self.program.tables.len() as u32 - 1)
    }

    pub(super) fn table(
        &mut self,
        hit: HitPolicy,
        inputs: &[NodeId],
        rows: Vec<(Vec<Cell>, Option<NodeId>)>,
    ) -> NodeId {
        let table = self.table_id(hit, inputs, rows);
        self.count(Node::Table(table))
    }

    /// A condition that stands in the policy that is made next.
    pub(super) fn condition(&mut self, name: &str, root: NodeId) -> ConditionId {
        self.program.conditions.push(Condition {
            name: name.into(),
            policy: PolicyId(self.program.policies.len() as u32),
            parent: None,
            children: vec![],
            exclude: false,
            body: root,
            unless: None,
            root,
            judged: vec![],
            notes: Notes::default(),
        });
        ConditionId(self.program.conditions.len() as u32 - 1)
    }

    pub(super) fn policy(&mut self, name: &str, conditions: &[ConditionId]) -> PolicyId {
        let nodes: Vec<NodeId> = conditions.iter().map(|id| self.truth(Node::Condition(*id))).collect();
        let root = self.truth(Node::All(nodes));
        self.program.policies.push(Policy {
            name: name.into(),
            conditions: conditions.to_vec(),
            root,
            ..Policy::default()
        });
        PolicyId(self.program.policies.len() as u32 - 1)
    }

    pub(super) fn policy_mut(&mut self, id: PolicyId) -> &mut Policy {
        &mut self.program.policies[id.index()]
    }

    pub(super) fn effective(from: Option<&str>, to: Option<&str>, published: Option<&str>) -> Effective {
        Effective {
            from: from.map(day),
            to: to.map(day),
            unspecified: false,
            published: published.map(day),
            documents: vec![],
            supersedes: vec![],
            citations: vec![],
        }
    }

    pub(super) fn facts(&self, json: &str) -> Facts {
        match Facts::read(&self.program, json, ExtraFacts::Refuse) {
            Ok(facts) => facts,
            Err(error) => panic!("{error}"),
        }
    }

    /// What is known of a node, plainly.
    pub(super) fn value(&self, node: NodeId, json: &str) -> Value {
        let facts = self.facts(json);
        Run::new(&self.program, &facts, asked()).value(node)
    }

    /// The same in letters.
    pub(super) fn says(&self, node: NodeId, json: &str) -> String {
        show(&self.value(node, json))
    }

    /// The same by cases.
    pub(super) fn splits(&self, node: NodeId, json: &str) -> String {
        let facts = self.facts(json);
        show(&Run::new(&self.program, &facts, asked()).split(node))
    }
}

/// A value in a few letters: `TF`, `5`, `[0,10)m`, `>=3m?`; `?` may be undefined, `!` surely is.
pub(super) fn show(value: &Value) -> String {
    match value {
        Value::Truth(truth) => show_truth(*truth),
        Value::Number(range) if range.is_nothing() => "!".to_owned(),
        Value::Number(range) => {
            let mut text = match range.only_number() {
                Some(number) => number.to_plain(),
                None => {
                    let low = match range.low() {
                        crate::value::End::Closed(low) => format!("[{}", low.to_plain()),
                        crate::value::End::Open(low) => format!("({}", low.to_plain()),
                        crate::value::End::Infinite => "(".to_owned(),
                    };
                    let high = match range.high() {
                        crate::value::End::Closed(high) => format!("{}]", high.to_plain()),
                        crate::value::End::Open(high) => format!("{})", high.to_plain()),
                        crate::value::End::Infinite => ")".to_owned(),
                    };
                    format!("{low},{high}")
                }
            };
            let marks = range.marks();
            for (set, letter) in
                [(marks.missing, 'm'), (marks.judged, 'j'), (marks.law, 'l'), (range.may_be_undefined(), '?')]
            {
                if set {
                    text.push(letter);
                }
            }
            text
        }
        Value::Choice(choice) if choice.is_nothing() => "!".to_owned(),
        Value::Choice(choice) => choice.options().map(|option| option.to_string()).collect::<Vec<_>>().join("|"),
        other => format!("{other:?}"),
    }
}

pub(super) fn show_truth(truth: Truth) -> String {
    let members = [(Truth::MET, 'T'), (Truth::UNMET, 'F'), (Truth::JUDGED, 'J'), (Truth::UNDEFINED, 'U')];
    members.into_iter().filter(|(member, _)| truth.contains(*member)).map(|(_, letter)| letter).collect()
}

/// A day's number as a day.
pub(super) fn show_day(value: &Value) -> String {
    match value {
        Value::Number(range) => range.is_day().map_or_else(|| show(value), |day| day.to_string()),
        other => show(other),
    }
}

pub(super) const DAYS: DurationUnit = DurationUnit::Days;
pub(super) const MONTHS: DurationUnit = DurationUnit::Months;
pub(super) const WORKING_DAYS: DurationUnit = DurationUnit::WorkingDays;
