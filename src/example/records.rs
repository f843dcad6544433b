//! What an example expects of single records, of aggregates, and of transitions.

use super::expected::{Look, Mismatch};
use super::words::{self, same};
use crate::check::ConditionOutcome;
use crate::diagnostic::Words;
use crate::eval::Slot;
use crate::explain::places::changed_places;
use crate::program::{EachId, Fold, Node, NodeId, PolicyId};
use crate::value::Truth;

impl Look<'_> {
    /// What becomes of each record, in order.
    pub(super) fn records(&mut self, each: EachId, outcomes: &[ConditionOutcome]) -> Option<Mismatch> {
        let each = self.each_here(each);
        let name = self.program.each.get(each.index())?.name.clone();
        let found = self.run.records_that_belong(each);
        let found = found.map(|truths| truths.into_iter().map(ConditionOutcome::from).collect::<Vec<_>>());
        if found.as_deref() == Some(outcomes) {
            return None;
        }
        let listed = |outcomes: &[ConditionOutcome]| {
            let each: Vec<Words> = outcomes.iter().map(|outcome| words::of_condition(*outcome)).collect();
            let joined = words::joined(&each, "、", ", ");
            Words::new(format!("[{}]", joined.zh), format!("[{}]", joined.en))
        };
        Some(Mismatch {
            of: Words::new(format!("`{name}` 逐项"), format!("each of `{name}`")),
            wanted: listed(outcomes),
            found: found.map_or(Words::new("清单没有给定", "a list that is not given"), |found| listed(&found)),
        })
    }

    /// The same conditions in the version of the policy that counts.
    fn each_here(&self, written: EachId) -> EachId {
        let Some(each) = self.program.each.get(written.index()) else { return written };
        let here = (0..).map(EachId).zip(&self.program.each);
        let mut here = here.filter(|(_, other)| other.name == each.name && Some(other.policy) == self.setting.policy);
        here.next().map_or(written, |(id, _)| id)
    }

    /// Whether the engine says something of what is given.
    pub(super) fn notice(&mut self, text: &str, shown: bool) -> Option<Mismatch> {
        let given: Vec<Slot> = self.setting.facts.slots().map(|(slot, _)| slot).collect();
        let found: Vec<String> = changed_places(&self.run, &given).into_iter().map(|(_, text)| text.zh).collect();
        if found.iter().any(|found| found == text) == shown {
            return None;
        }
        let words = |shown: bool| match shown {
            true => Words::new("出现", "shown"),
            false => Words::new("不出现", "not shown"),
        };
        let found = if shown && !found.is_empty() { words::names(&found) } else { words(!shown) };
        Some(Mismatch { of: same(format!("提示“{text}”")), wanted: words(shown), found })
    }

    /// Whether a transition applies.
    pub(super) fn transition(&mut self, transition: usize, applies: ConditionOutcome) -> Option<Mismatch> {
        let transition = self.program.transitions.get(transition)?;
        // In another version it does not stand at all.
        let stands = self.is_here(transition.policy);
        let found = if stands { self.run.split_truth(transition.applies) } else { Truth::UNMET };
        let found = ConditionOutcome::from(found);
        if found == applies {
            return None;
        }
        let words = |outcome| match outcome {
            ConditionOutcome::Met => Words::new("适用", "applicable"),
            ConditionOutcome::Unmet => Words::new("不适用", "not applicable"),
            other => words::of_condition(other),
        };
        Some(Mismatch {
            of: Words::new(format!("过渡 `{}`", transition.name), format!("transition `{}`", transition.name)),
            wanted: words(applies),
            found: words(found),
        })
    }

    fn is_here(&self, policy: PolicyId) -> bool {
        self.setting.policy.is_none_or(|here| here == policy)
    }

    /// An aggregate as an example writes it; other values that have no name are told as such.
    pub(super) fn aggregate_name(&self, node: NodeId) -> String {
        let Some(Node::OverRecords(fold, list, filter, _)) = self.program.nodes.get(node.index()) else {
            return same("…").zh;
        };
        let fold = match fold {
            Fold::Count => "数量",
            Fold::Sum => "合计",
            Fold::Mean => "平均",
            Fold::Max => "最大",
            Fold::Min => "最小",
        };
        let belongs = filter.and_then(|filter| match self.program.nodes.get(filter.index()) {
            Some(Node::Definition(definition)) => self.program.definitions.get(definition.index()),
            _ => None,
        });
        let list = self.program.facts.get(list.index()).map_or("", |list| list.name.as_str());
        format!("{fold}({})", belongs.map_or(list, |belongs| belongs.name.as_str()))
    }
}
