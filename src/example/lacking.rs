//! What an example expects to be missing, or how far off.

use super::expected::{Look, Mismatch};
use super::value::is_paper;
use super::words;
use crate::check::{MissingFact, Subject};
use crate::diagnostic::Words;
use crate::eval::Slot;
use crate::eval::graph::Target;
use crate::explain::gap;
use crate::explain::missing::missing;
use crate::program::{ConditionId, FactId, Kind, Need, NodeId, PaperId};
use crate::value::{DurationUnit, Number, Truth};

impl<'a> Look<'a> {
    pub(super) fn missing(&mut self, subject: Option<Subject>, facts: &[MissingFact]) -> Option<Mismatch> {
        let found: Vec<Slot> = match subject {
            None => {
                let name = self.policy_name(self.setting.policy)?;
                self.missing_of_policy(&name)
            }
            Some(subject) => self.missing_of(subject)?,
        };
        let all_wanted = found.iter().all(|slot| facts.iter().any(|fact| self.is_meant(*fact, *slot)));
        let all_found = facts.iter().all(|fact| found.iter().any(|slot| self.is_meant(*fact, *slot)));
        if all_wanted && all_found {
            return None;
        }
        let wanted: Vec<String> = facts.iter().map(|fact| self.missing_name(*fact)).collect();
        let found: Vec<String> = found.into_iter().map(|slot| slot.name(self.program)).collect();
        let of = match subject {
            None => Words::new("缺", "what is missing"),
            Some(subject) => {
                let name = self.subject_name(subject);
                Words::new(format!("`{name}` 缺"), format!("what `{name}` lacks"))
            }
        };
        Some(Mismatch { of, wanted: words::names(&wanted), found: words::names(&found) })
    }

    fn missing_of_policy(&mut self, name: &str) -> Vec<Slot> {
        let lacking = self.matched(name).and_then(|matched| matched.lacking.as_ref());
        lacking.map(|lacking| lacking.missing.clone()).unwrap_or_default()
    }

    fn missing_of(&mut self, subject: Subject) -> Option<Vec<Slot>> {
        let program = self.program;
        let roots: Vec<Target> = match subject {
            Subject::Policy(policy) => {
                let name = self.policy_name(Some(policy))?;
                return Some(self.missing_of_policy(&name));
            }
            Subject::Fact(fact) => return Some(self.missing_slot(Slot::Fact(fact))),
            Subject::FactInYear(fact, before) => {
                let slot = self.run.year_slot(fact, before);
                return Some(self.missing_slot(slot));
            }
            Subject::Benefit(policy, index) => {
                let benefit = program.policies.get(policy.index())?.benefits.get(index)?;
                benefit.when.into_iter().chain(benefit.amount.or(benefit.formula)).map(Target::Node).collect()
            }
            Subject::Paper(paper) => self.conditions_of_paper(paper),
            Subject::Condition(id) => vec![Target::Node(program.conditions.get(id.index())?.root)],
            Subject::Definition(id) => vec![Target::Node(program.definitions.get(id.index())?.root)],
            Subject::Parameter(id) => vec![Target::Node(self.probed.parameter(id.index())?)],
            Subject::Table(id) => vec![Target::Node(self.probed.table(id.index())?)],
            Subject::Node(node) => vec![Target::Node(node)],
            Subject::Score(score) => vec![Target::Score(score)],
        };
        let policy = self.setting.policy;
        let mut found: Vec<Slot> = roots.into_iter().flat_map(|root| missing(&mut self.run, policy, root)).collect();
        found.sort_unstable();
        found.dedup();
        Some(found)
    }

    fn missing_slot(&self, slot: Slot) -> Vec<Slot> {
        if self.run.known(slot).is_some() { Vec::new() } else { vec![slot] }
    }

    /// What decides whether a paper is needed.
    fn conditions_of_paper(&self, paper: PaperId) -> Vec<Target> {
        let policy = self.setting.policy.and_then(|policy| self.program.policies.get(policy.index()));
        let needs = policy.map(|policy| policy.needs.as_slice()).unwrap_or_default();
        let whens = needs.iter().flat_map(|need| match need {
            Need::Paper(needed) if is_paper(self.program, needed.paper, paper) => vec![needed.when],
            Need::AnyOf { when, papers, .. } => {
                let own = papers.iter().find(|needed| is_paper(self.program, needed.paper, paper));
                own.map_or_else(Vec::new, |own| vec![*when, own.when])
            }
            Need::Paper(_) => Vec::new(),
        });
        whens.flatten().map(Target::Node).collect()
    }

    pub(super) fn gap(
        &mut self,
        fact: MissingFact,
        condition: Option<ConditionId>,
        change: &Number,
    ) -> Option<Mismatch> {
        let program = self.program;
        let policy = self.setting.policy;
        let conditions: Vec<(ConditionId, NodeId)> = (0..)
            .map(ConditionId)
            .zip(&program.conditions)
            .filter(|(id, it)| match condition {
                Some(condition) => *id == condition,
                None => Some(it.policy) == policy,
            })
            .map(|(id, it)| (id, it.root))
            .collect();
        let mut found = Vec::new();
        for (_, root) in conditions {
            if self.run.split_truth(root) == Truth::UNMET {
                found.extend(gap::gaps(&mut self.run, root));
            }
        }
        let own: Vec<&gap::Gap> = found.iter().filter(|gap| self.is_meant(fact, gap.slot)).collect();
        if own.iter().any(|gap| gap.change() == *change) {
            return None;
        }
        let name = self.missing_name(fact);
        let kind = match fact {
            MissingFact::Fact(fact) | MissingFact::YearBefore(fact, _) | MissingFact::Year(fact, _) => {
                change_kind(&program.facts.get(fact.index())?.kind)
            }
            _ => Kind::Number(String::new()),
        };
        let changes: Vec<Words> = own.iter().map(|gap| words::of_number(&kind, &gap.change())).collect();
        let found = if changes.is_empty() {
            Words::new("没有差距", "no gap")
        } else {
            words::joined(&changes, "、", ", ")
        };
        let of = Words::new(format!("`{name}` 的差距"), format!("the gap in `{name}`"));
        Some(Mismatch { of, wanted: words::of_number(&kind, change), found })
    }

    pub(super) fn missing_name(&self, fact: MissingFact) -> String {
        let program = self.program;
        match fact {
            MissingFact::Fact(fact) => Slot::Fact(fact).name(program),
            MissingFact::YearBefore(fact, before) => Slot::YearBefore(fact, before).name(program),
            MissingFact::Year(fact, year) => Slot::Year(fact, year).name(program),
            MissingFact::Column(list, column) => {
                format!("{}·{}", Slot::Fact(list).name(program), self.column_name(list, column))
            }
            MissingFact::Judged(judged) => Slot::Judged(judged).name(program),
            MissingFact::Today => Slot::Today.name(program),
        }
    }

    fn column_name(&self, list: FactId, column: u32) -> &'a str {
        let columns = self.program.facts.get(list.index()).map(|list| list.columns.as_slice()).unwrap_or_default();
        let column = usize::try_from(column).ok().and_then(|column| columns.get(column));
        column.map_or("", |column| column.name.as_str())
    }

    /// Whether a slot is the fact that an example writes.
    pub(super) fn is_meant(&mut self, fact: MissingFact, slot: Slot) -> bool {
        match fact {
            // A list, or a yearly fact, written by its bare name stands for all of it.
            MissingFact::Fact(fact) => slot.fact() == Some(fact),
            MissingFact::YearBefore(fact, before) => {
                slot == Slot::YearBefore(fact, before) || slot == self.run.year_slot(fact, before)
            }
            MissingFact::Year(fact, year) => slot == Slot::Year(fact, year),
            MissingFact::Column(list, column) => {
                matches!(slot, Slot::Field(of, _, own) if of == list && own == column)
            }
            MissingFact::Judged(judged) => slot == Slot::Judged(judged),
            MissingFact::Today => slot == Slot::Today,
        }
    }
}

/// A change of a day is a number of days.
fn change_kind(kind: &Kind) -> Kind {
    match kind {
        Kind::Date => Kind::Duration(DurationUnit::Days),
        kind => kind.clone(),
    }
}
