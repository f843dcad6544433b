//! Values that an example expects: of facts, definitions, scores, benefits.

use super::compare;
use super::expected::{Look, Mismatch, with_reasons};
use super::words::{self, same};
use crate::check::{MissingFact, Subject, ValueTest};
use crate::diagnostic::Words;
use crate::eval::graph::Target;
use crate::eval::{Blocked, Outcome, Slot};
use crate::program::{Kind, Need, NodeId, PaperId, PolicyId, Program, Reason};
use crate::value::{Marks, Number, Range, Truth, Value};

impl<'a> Look<'a> {
    /// Whether a paper is needed, by itself or as one of several.
    pub(super) fn needed(&mut self, paper: PaperId) -> Option<Truth> {
        let name = self.policy_name(self.setting.policy)?;
        let program = self.program;
        let evaluation = self.evaluation(&name)?;
        let policy = program.policies.get(evaluation.policy.index())?;
        policy.needs.iter().zip(&evaluation.needs).find_map(|(need, state)| match need {
            Need::Paper(needed) => is_paper(program, needed.paper, paper).then_some(state.needed),
            Need::AnyOf { papers, .. } => {
                let mut each = papers.iter().zip(&state.alternatives);
                each.find(|(needed, _)| is_paper(program, needed.paper, paper)).map(|(_, truth)| *truth)
            }
        })
    }

    pub(super) fn value(&mut self, subject: Subject, test: &ValueTest) -> Option<Mismatch> {
        let of = same(format!("`{}`", self.subject_name(subject)));
        let Some((kind, value, blocked)) = self.value_of(subject) else {
            let kind = Kind::Number(String::new());
            let found = Words::new("没有值", "without a value");
            return Some(Mismatch { of, wanted: words::of_test(self.program, &kind, test), found });
        };
        if compare::passes(&self.run, &value, &blocked, test) {
            return None;
        }
        let wanted = words::of_test(self.program, &kind, test);
        let reasons: Vec<Reason> = blocked.iter().map(|blocked| blocked.reason).collect();
        let found = with_reasons(words::of_value(self.program, &kind, &value), &reasons);
        Some(Mismatch { of, wanted, found })
    }

    fn value_of(&mut self, subject: Subject) -> Option<(Kind, Value, Vec<Blocked>)> {
        let program = self.program;
        match subject {
            Subject::Fact(fact) => {
                let kind = program.facts.get(fact.index())?.kind.clone();
                Some((kind, self.run.possible(Slot::Fact(fact)), Vec::new()))
            }
            Subject::FactInYear(fact, before) => {
                let kind = program.facts.get(fact.index())?.kind.clone();
                let slot = self.run.year_slot(fact, before);
                Some((kind, self.run.possible(slot), Vec::new()))
            }
            Subject::Definition(id) => {
                let definition = program.definitions.get(id.index())?;
                let here = program.definitions.iter().find(|other| {
                    other.name == definition.name
                        && other.year == definition.year
                        && other.policy.is_some()
                        && other.policy == self.setting.policy
                });
                self.value_of_node(here.unwrap_or(definition).root)
            }
            Subject::Parameter(id) => self.value_of_node(self.probed.parameter(id.index())?),
            Subject::Table(id) => self.value_of_node(self.probed.table(id.index())?),
            Subject::Node(node) => self.value_of_node(node),
            Subject::Score(score) => {
                let value = self.run.split_target(Target::Score(score));
                Some((Kind::Number("分".into()), value, self.run.reasons_of(Target::Score(score), "", None)))
            }
            Subject::Condition(id) => self.value_of_node(program.conditions.get(id.index())?.root),
            Subject::Policy(policy) => {
                let name = self.policy_name(Some(policy))?;
                let evaluation = self.evaluation(&name)?;
                let truth = match evaluation.outcome {
                    Outcome::Eligible => Truth::MET,
                    Outcome::Ineligible | Outcome::NotApplicable => Truth::UNMET,
                    Outcome::Pending => Truth::JUDGED,
                    Outcome::Undetermined => evaluation.set.truth.unwrap_or(Truth::OPEN),
                };
                Some((Kind::Truth, Value::Truth(truth), evaluation.blocked.clone()))
            }
            Subject::Benefit(policy, index) => self.amount_of(policy, index),
            Subject::Paper(paper) => Some((Kind::Truth, Value::Truth(self.needed(paper)?), Vec::new())),
        }
    }

    fn value_of_node(&mut self, node: NodeId) -> Option<(Kind, Value, Vec<Blocked>)> {
        let kind = self.program.kinds.get(node.index())?.clone();
        Some((kind, self.run.split(node), self.run.reasons(node)))
    }

    /// The amount of a benefit; nothing is paid where it is surely not given.
    fn amount_of(&mut self, policy: PolicyId, index: usize) -> Option<(Kind, Value, Vec<Blocked>)> {
        let written = self.program.policies.get(policy.index())?;
        let name = &written.benefits.get(index)?.name;
        let evaluation = self.evaluation(&written.name)?;
        let (version, benefits) = (evaluation.policy, evaluation.benefits.clone());
        let version = self.program.policies.get(version.index())?;
        let place = version.benefits.iter().position(|benefit| benefit.name == *name)?;
        let benefit = version.benefits.get(place)?;
        let state = benefits.get(place)?;
        // A right is had or not.
        let Some(node) = benefit.amount.or(benefit.formula) else {
            return Some((Kind::Truth, Value::Truth(state.given), state.blocked.clone()));
        };
        let kind = self.program.kinds.get(node.index())?.clone();
        let amount = state.amount.clone()?;
        let none = Range::point(Number::ZERO);
        let amount = match state.given {
            Truth::MET => amount,
            Truth::UNMET => none,
            // Written by hand as everywhere: an amount that may not be given at all begins at nothing.
            given => amount.join(&none, openness(given)),
        };
        Some((kind, Value::Number(amount), state.blocked.clone()))
    }

    pub(super) fn subject_name(&self, subject: Subject) -> String {
        let program = self.program;
        let name = match subject {
            Subject::Fact(fact) => program.facts.get(fact.index()).map(|it| &it.name),
            Subject::FactInYear(fact, before) => return self.missing_name(MissingFact::YearBefore(fact, before)),
            Subject::Definition(id) => program.definitions.get(id.index()).map(|it| &it.name),
            Subject::Parameter(id) => program.parameters.get(id.index()).map(|it| &it.name),
            Subject::Table(id) => program.tables.get(id.index()).map(|it| &it.name),
            Subject::Score(id) => program.scores.get(id.index()).map(|it| &it.name),
            Subject::Condition(id) => program.conditions.get(id.index()).map(|it| &it.name),
            Subject::Policy(id) => program.policies.get(id.index()).map(|it| &it.name),
            Subject::Benefit(id, index) => {
                program.policies.get(id.index()).and_then(|it| it.benefits.get(index)).map(|it| &it.name)
            }
            Subject::Paper(id) => program.papers.get(id.index()).map(|it| &it.name),
            Subject::Node(node) => return self.aggregate_name(node),
        };
        name.cloned().unwrap_or_default()
    }
}

fn openness(given: Truth) -> Marks {
    Marks { missing: given.contains(Truth::OPEN), judged: given.contains(Truth::JUDGED), law: false }
}

/// An example speaks of a paper by its name: what its policy tells of it may differ from what others tell.
pub(super) fn is_paper(program: &Program, needed: PaperId, meant: PaperId) -> bool {
    let name = |paper: PaperId| program.papers.get(paper.index()).map(|it| &it.name);
    needed == meant || name(needed) == name(meant)
}
