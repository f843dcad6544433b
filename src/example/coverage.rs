//! What examples decide: every condition and line, table row, exception and branch should come out both ways somewhere.

mod items;

use super::setting::Setting;
use crate::check::{Checked, Example};
use crate::diagnostic::Words;
use crate::eval::Run;
use crate::eval::graph::{self, Target};
use crate::program::{FactId, NodeId, Policy, PolicyId, Program};
use crate::span::Span;
use crate::value::{Truth, Value};
use items::{Free, Item, Test};
use std::collections::HashSet;

/// What the examples of a program decide.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Policies in source order; what stands in none comes last.
    pub policies: Vec<PolicyCoverage>,
}

/// What the examples decide in one policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyCoverage {
    /// The policy; absent for what several share.
    pub policy: Option<PolicyId>,
    /// Its name.
    pub name: String,
    /// Its version, if it says which.
    pub version: Option<String>,
    /// How many examples stand in it.
    pub examples: usize,
    /// What may come out either way, in source order.
    pub parts: Vec<Part>,
}

/// Something that may come out either way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it is.
    pub kind: PartKind,
    /// What it belongs to: the name of the condition, table, definition.
    pub name: String,
    /// Its place among its like, from 1; for lines, rows, exceptions and branches.
    pub number: usize,
    /// Where it stands.
    pub span: Span,
    /// Some example has it hold, or takes the row or branch.
    pub held: bool,
    /// Some example has it fail, or does not take the row or branch.
    pub failed: bool,
    /// Why it cannot come out both ways, if it cannot.
    pub hindrance: Option<Hindrance>,
}

/// What may come out either way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartKind {
    /// 条件 or 排除.
    Condition,
    /// A line of a condition.
    Line,
    /// 除非.
    Waiver,
    /// 适用.
    Scope,
    /// A row of a table.
    Row,
    /// The guard of an exception.
    Exception,
    /// The guard of 如果.
    Branch,
    /// 当 of a step.
    Step,
    /// 当 of a mode.
    Mode,
}

/// Why something cannot come out both ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Hindrance {
    /// Only a person decides it: an example can give the decision.
    Judged,
    /// Nothing that can be given changes it.
    Constant,
}

impl Part {
    /// Whether examples have decided it both ways.
    pub fn is_decided(&self) -> bool {
        self.held && self.failed
    }

    /// What is missing, in words.
    pub fn wanting(&self) -> Option<Words> {
        let (zh, en) = match (self.held, self.failed) {
            (true, true) => return None,
            (false, true) => ("没有示例使它成立", "no example has it hold"),
            (true, false) => ("没有示例使它不成立", "no example has it fail"),
            (false, false) => ("没有示例定它", "no example decides it"),
        };
        Some(match self.hindrance {
            None => Words::new(zh, en),
            Some(Hindrance::Judged) => Words::new(
                format!("{zh}（由人认定：示例可以给定认定结果）"),
                format!("{en} (a person decides: an example can give the decision)"),
            ),
            Some(Hindrance::Constant) => {
                Words::new(format!("{zh}（与事实无关，不会变）"), format!("{en} (no fact changes it)"))
            }
        })
    }
}

/// What the examples decide. The program must be one without errors.
pub fn coverage(checked: &Checked) -> Coverage {
    let program = &checked.program;
    let mut items = items::all(program, &checked.spans);
    let free = Free::of(program);
    for example in &checked.examples {
        if let Ok(setting) = Setting::new(program, example) {
            look(program, example, &setting, &free, &mut items);
        }
    }
    let parts = |policy: Option<PolicyId>| {
        let mut parts: Vec<Part> =
            items.iter().filter(|item| item.policy == policy).map(|item| item.part(program)).collect();
        parts.sort_by_key(|part| (part.span.source, part.span.start, part.kind, part.number));
        parts
    };
    let of_policy = |(index, policy): (u32, &Policy)| {
        let id = PolicyId(index);
        let examples = checked.examples.iter().filter(|example| example.policy == Some(id)).count();
        let (name, version) = (policy.name.clone(), policy.version.clone());
        PolicyCoverage { policy: Some(id), name, version, examples, parts: parts(Some(id)) }
    };
    let mut policies: Vec<PolicyCoverage> = (0..).zip(&program.policies).map(of_policy).collect();
    let shared = parts(None);
    if !shared.is_empty() {
        let examples = checked.examples.iter().filter(|example| example.policy.is_none()).count();
        policies.push(PolicyCoverage { policy: None, name: String::new(), version: None, examples, parts: shared });
    }
    Coverage { policies }
}

/// Notes what one example decides of all that its policy rests on.
fn look(program: &Program, example: &Example, setting: &Setting, free: &Free, items: &mut [Item]) {
    let used = example.policy.map(|policy| used_by(program, policy));
    let mut run = setting.run(program);
    for item in items {
        for test in item.tests.clone() {
            if used.as_ref().is_some_and(|used| !used.contains(&test.node())) {
                continue;
            }
            let lists = free.of_test(program, &test);
            for truth in truths(&mut run, &test, &lists) {
                item.held |= truth == Truth::MET;
                item.failed |= truth == Truth::UNMET;
            }
        }
    }
}

/// The truth of a test; one for each record, where it speaks of records.
fn truths(run: &mut Run<'_>, test: &Test, lists: &[FactId]) -> Vec<Truth> {
    match lists {
        [] => vec![truth(run, test)],
        [list] => {
            let records = run.facts().records(*list).unwrap_or(0);
            (0..records).map(|record| run.with_record(*list, Some(record), |run| truth(run, test))).collect()
        }
        // Records of two lists at once: no rule pairs them off, so there is no one answer.
        _ => Vec::new(),
    }
}

fn truth(run: &mut Run<'_>, test: &Test) -> Truth {
    match test {
        Test::Node(node) => match run.value(*node) {
            Value::Truth(truth) => truth,
            _ => Truth::UNDEFINED,
        },
        Test::Row { table, row, first, .. } => {
            let holds = Truth::and_all(run.cells(*table, *row));
            let before = if *first { 0..*row } else { 0..0 };
            let earlier: Vec<Truth> = before.map(|row| Truth::and_all(run.cells(*table, row)).not()).collect();
            Truth::and_all(earlier).and(holds)
        }
    }
}

/// Every node that a policy rests on or defines.
fn used_by(program: &Program, id: PolicyId) -> HashSet<NodeId> {
    let Some(policy) = program.policies.get(id.index()) else { return HashSet::new() };
    let mut roots: Vec<NodeId> = items::roots_of(policy);
    // What it defines for other policies or for examples alone.
    let own = program.definitions.iter().filter(|definition| definition.policy == Some(id));
    roots.extend(own.map(|definition| definition.root));
    // Records may be let in or not where nothing counts them but the answer itself.
    let each = program.each.iter().filter(|each| each.policy == id);
    roots.extend(each.filter_map(|each| program.definitions.get(each.belongs.index())).map(|belongs| belongs.root));
    let chains = program.chains.iter().filter(|chain| chain.policy == id);
    roots.extend(chains.flat_map(|chain| items::roots_of_chain(program, chain)));
    roots.push(policy.root);
    graph::reachable(
        program,
        roots.into_iter().map(Target::Node).chain(policy.scores.iter().copied().map(Target::Score)),
    )
    .into_iter()
    .filter_map(|target| match target {
        Target::Node(node) => Some(node),
        Target::Score(_) => None,
    })
    .collect()
}
