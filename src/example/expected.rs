//! Each thing that an example expects against what comes of it.

use super::setting::Setting;
use super::words::{self, same};
use super::{Probed, chain, compare};
use crate::check::{ChainExpected, ConditionOutcome, Expected, PolicyOutcome, StackTest, Subject, WindowState};
use crate::diagnostic::Words;
use crate::eval::{Amount, Because, Chosen, Evaluation, Run};
use crate::explain;
use crate::explain::answer::{PackStamp, WindowState as WindowAnswer};
use crate::explain::matching::{Matched, match_policy};
use crate::program::{ConditionId, DocumentId, Kind, ParameterId, PolicyId, Program, Reason, ScoreId};
use crate::service::chain::ChainAnswer;
use crate::service::chain::plan;
use crate::value::{Range, Truth, Value};
use std::collections::HashMap;

/// What was expected of what, and what came.
#[derive(Debug)]
pub(super) struct Mismatch {
    pub(super) of: Words,
    pub(super) wanted: Words,
    pub(super) found: Words,
}

/// What has been worked out of one example.
pub(super) struct Look<'a> {
    pub(super) program: &'a Program,
    pub(super) probed: &'a Probed,
    pub(super) setting: &'a Setting,
    pub(super) run: Run<'a>,
    /// Policies by name.
    matched: HashMap<String, Option<Matched>>,
    /// The plan of the chain that the example stands in, once it has been worked out.
    plan: Option<Box<ChainAnswer>>,
}

impl<'a> Look<'a> {
    pub(super) fn new(probed: &'a Probed, setting: &'a Setting) -> Look<'a> {
        let program = &probed.program;
        let run = setting.run(program);
        Look { program, probed, setting, run, matched: HashMap::new(), plan: None }
    }

    /// What is wrong, if it did not come as expected.
    pub(super) fn mismatch(&mut self, expected: &Expected) -> Option<Mismatch> {
        match expected {
            Expected::Outcome { policy, outcome, because, no_completion } => {
                self.outcome(*policy, *outcome, *because, *no_completion)
            }
            Expected::Condition { condition, outcome, because } => self.condition(*condition, *outcome, *because),
            Expected::Passes { score, outcome } => self.passes(*score, *outcome),
            Expected::Value { subject, test } => self.value(*subject, test),
            Expected::Records { each, outcomes } => self.records(*each, outcomes),
            Expected::Notice { text, shown } => self.notice(text, *shown),
            Expected::Transition { transition, applies } => self.transition(*transition, *applies),
            Expected::Missing { subject, facts } => self.missing(*subject, facts),
            Expected::Gap { fact, condition, change } => self.gap(*fact, *condition, change),
            Expected::Material { name, state, copies, missing } => {
                self.material(name, *state, copies.as_ref(), missing.as_deref())
            }
            Expected::AnyOf { name, papers } => self.any_of(name, papers),
            Expected::Decider { item, organ, in_name_of, missing } => {
                self.decider(*item, *organ, *in_name_of, missing.as_deref())
            }
            Expected::Cases { cases, missing } => self.cases(cases, missing.as_deref()),
            Expected::Handled { of, said, because, missing } => {
                self.handled(*of, said.as_deref(), *because, missing.as_deref())
            }
            Expected::Special { name, applies } => self.special(name, *applies),
            Expected::Chain(expected) => self.chain(expected),
            Expected::Version(version) => {
                let found = self.setting.policy.and_then(|policy| self.program.policies.get(policy.index()));
                let found = found.and_then(|policy| policy.version.clone());
                if found.as_ref() == Some(version) {
                    return None;
                }
                Some(Mismatch {
                    of: Words::new("版本", "the version"),
                    wanted: same(format!("“{version}”")),
                    found: found
                        .map_or(Words::new("没有版本名", "without a name"), |found| same(format!("“{found}”"))),
                })
            }
            Expected::Window(state) => self.window(*state),
            Expected::Basis { parameter, document } => self.basis(*parameter, *document),
            Expected::Stack(test) => self.stack(test),
            Expected::Budget(policy, index) => self.budget(*policy, *index),
            Expected::Layer { subject, layer } => self.layer(*subject, layer),
            Expected::Hint { policy, hint, shown } => {
                let name = self.policy_name(Some(*policy))?;
                let truth = self.evaluation(&name).and_then(|evaluation| evaluation.hints.get(*hint).copied());
                let appears = truth == Some(Truth::MET);
                if appears == *shown {
                    return None;
                }
                let hint = self.program.policies.get(policy.index()).and_then(|policy| policy.hints.get(*hint));
                let words = |shown: bool| match shown {
                    true => Words::new("出现", "shown"),
                    false => Words::new("不出现", "not shown"),
                };
                let name = hint.map_or("", |hint| hint.name.as_str());
                Some(Mismatch { of: same(format!("`{name}`")), wanted: words(*shown), found: words(appears) })
            }
        }
    }

    pub(super) fn chain(&mut self, expected: &ChainExpected) -> Option<Mismatch> {
        if self.plan.is_none() {
            let name = self.policy_name(self.setting.policy)?;
            let plan = plan(&mut self.setting.run(self.program), &name, &PackStamp::default())?;
            self.plan = Some(Box::new(plan));
        }
        let missing: Vec<String> = match expected {
            ChainExpected::Missing(facts) => facts.iter().map(|fact| self.missing_name(*fact)).collect(),
            _ => Vec::new(),
        };
        chain::mismatch(self.program, self.plan.as_deref()?, expected, &missing)
    }

    pub(super) fn policy_name(&self, policy: Option<PolicyId>) -> Option<String> {
        policy.and_then(|policy| self.program.policies.get(policy.index())).map(|policy| policy.name.clone())
    }

    /// The name of a policy, else that of the one that the example stands in.
    pub(super) fn name_of(&self, policy: Option<PolicyId>) -> Option<String> {
        self.policy_name(policy.or(self.setting.policy))
    }

    /// A run of its own, with nothing entered.
    pub(super) fn new_run(&self) -> Run<'a> {
        self.setting.run(self.program)
    }

    /// The rules.
    pub(super) fn program(&self) -> &'a Program {
        self.program
    }

    pub(super) fn matched(&mut self, name: &str) -> Option<&Matched> {
        let (program, setting) = (self.program, self.setting);
        let work = || match_policy(&mut setting.run(program), name);
        self.matched.entry(name.to_string()).or_insert_with(work).as_ref()
    }

    pub(super) fn evaluation(&mut self, name: &str) -> Option<&Evaluation> {
        self.matched(name).map(|matched| &matched.evaluation)
    }

    pub(super) fn outcome(
        &mut self,
        policy: Option<PolicyId>,
        outcome: PolicyOutcome,
        because: Option<Reason>,
        no_completion: bool,
    ) -> Option<Mismatch> {
        let name = self.policy_name(policy.or(self.setting.policy))?;
        let evaluation = self.evaluation(&name)?;
        let found = evaluation.outcome;
        let mut reasons: Vec<Reason> = evaluation.blocked.iter().map(|blocked| blocked.reason).collect();
        reasons.extend(evaluation.because.iter().map(|because| match because {
            Because::NotInForce => Reason::NotInForce,
            Because::NotInScope => Reason::NotInScope,
            Because::OtherRegion => Reason::OtherRegion,
        }));
        let reason = because.is_none_or(|because| reasons.contains(&because));
        if found == outcome && reason && (!no_completion || evaluation.no_completion) {
            return None;
        }
        let mut wanted = words::of_policy(outcome);
        if let Some(because) = because {
            wanted = with_reasons(wanted, &[because]);
        }
        if no_completion {
            wanted = Words::new(format!("{} 因 不能同时满足", wanted.zh), format!("{}, no completion", wanted.en));
        }
        let found = with_reasons(words::of_policy(found), &reasons);
        let of = if policy.is_some() { same(format!("`{name}`")) } else { Words::new("结果", "the outcome") };
        Some(Mismatch { of, wanted, found })
    }

    pub(super) fn condition(
        &mut self,
        id: ConditionId,
        outcome: ConditionOutcome,
        because: Option<Reason>,
    ) -> Option<Mismatch> {
        let condition = self.program.conditions.get(id.index())?;
        let policy = self.policy_name(Some(condition.policy))?;
        let program = self.program;
        let same_name = |other: ConditionId| {
            program.conditions.get(other.index()).is_some_and(|other| other.name == condition.name)
        };
        let state = self.evaluation(&policy).and_then(|evaluation| {
            evaluation.conditions.iter().find(|state| state.condition == id || same_name(state.condition)).cloned()
        });
        let (truth, blocked) = match state {
            Some(state) => (state.set, state.blocked),
            // It stands in a policy that does not apply, or in none that is evaluated by itself.
            None => (self.run.split_truth(condition.root), self.run.reasons(condition.root)),
        };
        let found = ConditionOutcome::from(truth);
        let reasons: Vec<Reason> = blocked.iter().map(|blocked| blocked.reason).collect();
        if found == outcome && because.is_none_or(|because| reasons.contains(&because)) {
            return None;
        }
        let mut wanted = words::of_condition(outcome);
        if let Some(because) = because {
            wanted = with_reasons(wanted, &[because]);
        }
        let found = with_reasons(words::of_condition(found), &reasons);
        Some(Mismatch { of: same(format!("`{}`", condition.name)), wanted, found })
    }

    pub(super) fn passes(&mut self, id: ScoreId, outcome: ConditionOutcome) -> Option<Mismatch> {
        let score = self.program.scores.get(id.index())?;
        let found = ConditionOutcome::from(self.run.split_truth(self.probed.passes(id.index())?));
        if found == outcome {
            return None;
        }
        let words = |outcome| match outcome {
            ConditionOutcome::Met => Words::new("合格", "passed"),
            ConditionOutcome::Unmet => Words::new("不合格", "failed"),
            other => words::of_condition(other),
        };
        Some(Mismatch { of: same(format!("`{}`", score.name)), wanted: words(outcome), found: words(found) })
    }

    fn window(&mut self, state: WindowState) -> Option<Mismatch> {
        let name = self.policy_name(self.setting.policy)?;
        let window = self.matched(&name).and_then(|matched| matched.window.as_ref());
        let found = window.map(|window| match window.state {
            WindowAnswer::Open => WindowState::Open,
            WindowAnswer::Upcoming => WindowState::Upcoming,
            WindowAnswer::Closed => WindowState::Closed,
            WindowAnswer::Always => WindowState::Always,
            WindowAnswer::Announced => WindowState::Announced,
        });
        if found == Some(state) {
            return None;
        }
        let words = |state| match state {
            WindowState::Open => Words::new("开放", "open"),
            WindowState::Upcoming => Words::new("未开始", "upcoming"),
            WindowState::Closed => Words::new("已截止", "closed"),
            WindowState::Always => Words::new("常年", "always"),
            WindowState::Announced => Words::new("另行公布", "announced"),
        };
        Some(Mismatch {
            of: Words::new("窗口", "the window"),
            wanted: words(state),
            found: found.map_or(Words::new("没有写申报", "absent"), words),
        })
    }

    fn budget(&self, policy: PolicyId, index: usize) -> Option<Mismatch> {
        let benefit = self.program.policies.get(policy.index())?.benefits.get(index)?;
        if benefit.budget.is_some() {
            return None;
        }
        let of = same(format!("`{}`", benefit.name));
        Some(Mismatch { of, wanted: Words::new("限额", "a budget"), found: Words::new("没有限额", "no budget") })
    }

    fn stack(&mut self, test: &StackTest) -> Option<Mismatch> {
        let program = self.program;
        let id = self.setting.stack?;
        let stack = program.stacks.get(id.index())?;
        let added = explain::stack::added_up(&mut self.setting.run(program), id)?;
        let range = |amount: Option<&Amount>| amount.map(explain::stack::range_of);
        let exactly = |chosen: Option<&Chosen>| chosen.map(|chosen| Range::point(chosen.total.clone()));
        let set_words = |set: &[usize]| {
            let name = |at: &usize| stack.benefits.get(*at).map_or_else(String::new, |it| it.benefit.clone());
            words::names(&set.iter().map(name).collect::<Vec<_>>())
        };
        let set = |wanted: &[usize], found: Option<&Chosen>, of: Words| {
            let found = found.map_or(&[][..], |chosen| chosen.benefits.as_slice());
            (wanted != found).then(|| Mismatch { of, wanted: set_words(wanted), found: set_words(found) })
        };
        let (of, value, test) = match test {
            StackTest::Missing(facts) => {
                let all_wanted = added.missing.iter().all(|slot| facts.iter().any(|fact| self.is_meant(*fact, *slot)));
                let all_found = facts.iter().all(|fact| added.missing.iter().any(|slot| self.is_meant(*fact, *slot)));
                if all_wanted && all_found {
                    return None;
                }
                let wanted: Vec<String> = facts.iter().map(|fact| self.missing_name(*fact)).collect();
                let found: Vec<String> = added.missing.iter().map(|slot| slot.name(program)).collect();
                let of = Words::new("合计缺", "what the total lacks");
                return Some(Mismatch { of, wanted: words::names(&wanted), found: words::names(&found) });
            }
            StackTest::Best(wanted) => {
                return set(wanted, added.stacked.best.as_ref(), Words::new("最优", "the best"));
            }
            StackTest::Second(wanted) => {
                return set(wanted, added.stacked.second.as_ref(), Words::new("次优", "the second best"));
            }
            StackTest::Total(test) => (Words::new("合计", "the total"), range(Some(&added.stacked.total)), test),
            StackTest::Cut(test) => (Words::new("削减", "the cut"), range(added.stacked.cut.as_ref()), test),
            StackTest::BestTotal(test) => {
                (Words::new("最优合计", "the best total"), exactly(added.stacked.best.as_ref()), test)
            }
            StackTest::SecondTotal(test) => {
                (Words::new("次优合计", "the second total"), exactly(added.stacked.second.as_ref()), test)
            }
            StackTest::Pays(at, test) => {
                let name = stack.benefits.get(*at).map_or_else(String::new, |it| it.benefit.clone());
                let pays = added.stacked.pays.get(*at).and_then(Option::as_ref);
                (same(format!("`{name}`")), range(pays), test)
            }
        };
        let wanted = words::of_test(program, &Kind::Money, test);
        let Some(value) = value.map(Value::Number) else {
            return Some(Mismatch { of, wanted, found: Words::new("没有定", "not settled") });
        };
        if compare::passes(&self.run, &value, &[], test) {
            return None;
        }
        Some(Mismatch { of, wanted, found: words::of_value(program, &Kind::Money, &value) })
    }

    fn layer(&self, subject: Subject, layer: &str) -> Option<Mismatch> {
        let program = self.program;
        let (notes, policy) = match subject {
            Subject::Condition(id) => program.conditions.get(id.index()).map(|it| (&it.notes, Some(it.policy)))?,
            Subject::Parameter(id) => program.parameters.get(id.index()).map(|it| (&it.notes, it.policy))?,
            Subject::Benefit(id, index) => {
                let benefit = program.policies.get(id.index())?.benefits.get(index)?;
                (&benefit.notes, Some(id))
            }
            _ => return Some(self.no_layer(subject, layer)),
        };
        let found = notes.layer.clone().or_else(|| self.policy_name(policy)).unwrap_or_default();
        if found == layer {
            return None;
        }
        let name = self.subject_name(subject);
        let of = Words::new(format!("`{name}` 的来源"), format!("the layer of `{name}`"));
        Some(Mismatch { of, wanted: same(layer), found: same(found) })
    }

    fn no_layer(&self, subject: Subject, layer: &str) -> Mismatch {
        let name = self.subject_name(subject);
        let of = Words::new(format!("`{name}` 的来源"), format!("the layer of `{name}`"));
        let found = Words::new("只有条件、参数、待遇分层", "only conditions, parameters and benefits have layers");
        Mismatch { of, wanted: same(layer), found }
    }

    fn basis(&mut self, id: ParameterId, document: DocumentId) -> Option<Mismatch> {
        let program = self.program;
        let parameter = program.parameters.get(id.index())?;
        let rows = self.run.parameter_rows(id).into_iter().filter_map(|row| parameter.rows.get(row));
        let cited: Vec<DocumentId> =
            rows.flat_map(|row| row.citations.iter().filter_map(|cite| cite.document)).collect();
        if cited.contains(&document) {
            return None;
        }
        let name = |id: DocumentId| {
            program.documents.get(id.index()).map_or_else(String::new, |document| document.name.clone())
        };
        let found: Vec<String> = cited.into_iter().map(name).collect();
        Some(Mismatch {
            of: Words::new(format!("`{}` 的依据", parameter.name), format!("the basis of `{}`", parameter.name)),
            wanted: same(name(document)),
            found: words::names(&found),
        })
    }
}

pub(super) fn with_reasons(words: Words, reasons: &[Reason]) -> Words {
    if reasons.is_empty() {
        return words;
    }
    let reasons: Vec<Words> = reasons.iter().map(|reason| words::of_reason(*reason)).collect();
    let reasons = words::joined(&reasons, "、", ", ");
    Words::new(format!("{} 因 {}", words.zh, reasons.zh), format!("{} because of {}", words.en, reasons.en))
}
