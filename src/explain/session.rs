//! A conversation: facts come in one after the other, may be taken back, and every answer is that of a fresh evaluation.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::matching::{Matching, match_policies};
use super::question::{Question, can_be_asked, next_question};
use crate::eval::{Asked, Facts, FactsError, Run, Slot};
use crate::program::{FactId, Program};
use crate::value::Value;

/// So many steps can be undone; nobody goes further back by hand.
const MOST_STEPS: usize = 1_000;

/// A conversation about all policies of a program.
///
/// INVARIANT: answers follow from the program, the facts as they stand and what is asked, and from nothing else.
#[derive(Clone, Debug)]
pub struct Session {
    program: Arc<Program>,
    asked: Asked,
    facts: Facts,
    undone_by: Vec<Step>,
    redone_by: Vec<Step>,
}

/// What brings the facts back to how they stood.
type Step = Vec<Restore>;

/// How a part of the facts stood.
#[derive(Clone, Debug, PartialEq)]
enum Restore {
    /// A slot, or that nothing was known of it.
    Slot(Slot, Option<Value>),
    /// A list with its fields, or that it was not given.
    List(FactId, Option<u32>, Vec<(Slot, Value)>),
}

impl Session {
    /// A conversation that begins with some facts.
    pub fn new(program: Arc<Program>, facts: Facts, asked: Asked) -> Session {
        Session { program, asked, facts, undone_by: Vec::new(), redone_by: Vec::new() }
    }

    /// The program spoken of.
    pub fn program(&self) -> &Program {
        &self.program
    }

    /// What is asked for.
    pub fn asked(&self) -> Asked {
        self.asked
    }

    /// What is known so far.
    pub fn facts(&self) -> &Facts {
        &self.facts
    }

    /// Sets a fact by the name that results use; null forgets it. Refused, nothing changes.
    pub fn set(&mut self, name: &str, value: &serde_json::Value) -> Result<(), FactsError> {
        let mut facts = self.facts.clone();
        facts.set(&self.program, name, value)?;
        let step = self.replace(facts);
        if !step.is_empty() {
            if self.undone_by.len() >= MOST_STEPS {
                self.undone_by.remove(0);
            }
            self.undone_by.push(step);
            self.redone_by.clear();
        }
        Ok(())
    }

    /// Forgets a fact.
    pub fn unset(&mut self, name: &str) -> Result<(), FactsError> {
        self.set(name, &serde_json::Value::Null)
    }

    /// Takes the last change back; false if there is none.
    pub fn undo(&mut self) -> bool {
        let Some(step) = self.undone_by.pop() else { return false };
        let back = self.restore(step);
        self.redone_by.push(back);
        true
    }

    /// Makes the last change that was taken back again; false if there is none.
    pub fn redo(&mut self) -> bool {
        let Some(step) = self.redone_by.pop() else { return false };
        let back = self.restore(step);
        self.undone_by.push(back);
        true
    }

    /// Whether there is a change to take back.
    pub fn can_undo(&self) -> bool {
        !self.undone_by.is_empty()
    }

    /// Whether there is a change to make again.
    pub fn can_redo(&self) -> bool {
        !self.redone_by.is_empty()
    }

    /// All policies with what is known.
    pub fn results(&self) -> Matching {
        match_policies(&self.program, &self.facts, self.asked)
    }

    /// The next question, less the facts that the person could not tell, by the names that results use.
    pub fn next_question(&self, results: &Matching, untold: &BTreeSet<String>) -> Option<Question> {
        let mut run = Run::new(&self.program, &self.facts, self.asked);
        next_question(&self.program, &results.lacking(), |slot| {
            !untold.contains(&slot.name(&self.program)) && can_be_asked(&mut run, slot)
        })
    }

    /// Puts other facts in the place of the present ones, and says how to bring those back.
    fn replace(&mut self, facts: Facts) -> Step {
        let before = std::mem::replace(&mut self.facts, facts);
        changes(&before, &self.facts)
    }

    fn restore(&mut self, step: Step) -> Step {
        let mut facts = self.facts.clone();
        for part in step {
            match part {
                Restore::Slot(slot, Some(value)) => facts.put(slot, value),
                Restore::Slot(slot, None) => facts.forget(slot),
                Restore::List(list, records, fields) => {
                    facts.forget_all(list);
                    if let Some(records) = records {
                        facts.put_list(list, records);
                    }
                    for (slot, value) in fields {
                        facts.put(slot, value);
                    }
                }
            }
        }
        self.replace(facts)
    }
}

/// What must be restored to get from facts as they are to how they were before.
fn changes(before: &Facts, now: &Facts) -> Step {
    let lists: BTreeSet<FactId> =
        before.lists().chain(now.lists()).filter(|list| before.records(*list) != now.records(*list)).collect();
    let is_apart = |slot: &Slot| slot.fact().is_some_and(|fact| lists.contains(&fact));
    let mut step: Step = lists
        .iter()
        .map(|list| {
            let fields = before.slots().filter(|(slot, _)| slot.fact() == Some(*list));
            Restore::List(*list, before.records(*list), fields.map(|(slot, value)| (slot, value.clone())).collect())
        })
        .collect();
    let slots = before.slots().chain(now.slots()).map(|(slot, _)| slot).collect::<BTreeSet<Slot>>();
    for slot in slots.into_iter().filter(|slot| !is_apart(slot)) {
        if before.known(slot) != now.known(slot) {
            step.push(Restore::Slot(slot, before.known(slot).cloned()));
        }
    }
    step
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explain::testing::{Builder, asked, column};
    use crate::program::{Comparison, Fold, Kind, Node};
    use serde_json::json;

    fn session() -> Session {
        let mut builder = Builder::new();
        let (list, _) = builder.fact("招用人员", Kind::List("人".to_owned()), None, None);
        builder.of(list).columns = vec![column("月数", Kind::Number("月".to_owned()))];
        let months = builder.node(Node::Column(list, 0), Kind::Number("月".to_owned()));
        let long = builder.test(months, Comparison::AtLeast, "3");
        let people = Kind::Number("人".to_owned());
        let count = builder.node(Node::OverRecords(Fold::Count, list, Some(long), None), people);
        let enough = builder.test(count, Comparison::AtLeast, "1");
        let (_, size) = builder.people("职工总数", "0", None);
        let small = builder.test(size, Comparison::AtMost, "300");
        builder.policy("甲", &[("招用", enough), ("规模", small)]);
        builder.policy("乙", &[("规模", small)]);
        Session::new(Arc::new(builder.program), Facts::default(), asked("2026-11-22"))
    }

    fn asks(session: &Session) -> Option<String> {
        let question = session.next_question(&session.results(), &BTreeSet::new())?;
        Some(question.slot.name(session.program()))
    }

    #[test]
    fn answers_are_those_of_the_facts_whatever_came_before() {
        let mut session = session();
        let steps = [
            ("职工总数", json!(301)),
            ("招用人员", json!([{ "月数": 2 }, {}])),
            ("职工总数", json!(300)),
            ("招用人员[1].月数", json!("3")),
            ("招用人员", json!([])),
            ("职工总数", json!(null)),
            ("招用人员", json!([{ "月数": 9 }])),
        ];
        let mut states = vec![session.facts().clone()];
        for (name, value) in &steps {
            session.set(name, value).expect("a fact of this program");
            states.push(session.facts().clone());
            let fresh = match_policies(session.program(), session.facts(), session.asked());
            assert_eq!(session.results(), fresh);
        }
        for state in states.iter().rev() {
            assert_eq!(session.facts(), state);
            session.undo();
        }
        assert!(!session.undo() && !session.can_undo());
        for state in &states {
            assert_eq!(session.facts(), state);
            session.redo();
        }
        assert!(!session.redo() && !session.can_redo());
    }

    #[test]
    fn what_changes_nothing_is_no_step_and_what_is_new_ends_redoing() {
        let mut session = session();
        session.set("职工总数", &json!(10)).expect("a number");
        session.set("职工总数", &json!("10")).expect("the same number");
        assert!(session.undo() && !session.can_undo());
        session.set("职工总数", &json!(11)).expect("a number");
        assert!(!session.can_redo());
    }

    #[test]
    fn a_refused_fact_leaves_everything_as_it_was() {
        let mut session = session();
        session.set("职工总数", &json!(-1)).expect_err("below its range");
        session.set("职工", &json!(1)).expect_err("no such fact");
        assert!(!session.can_undo());
        assert_eq!(session.facts(), &Facts::default());
    }

    #[test]
    fn questions_are_asked_until_nothing_is_open() {
        let mut session = session();
        assert_eq!(asks(&session).as_deref(), Some("职工总数"), "it alone decides one condition of each policy");
        let untold = BTreeSet::from(["职工总数".to_owned()]);
        let question = session.next_question(&session.results(), &untold).expect("another question");
        assert_eq!(question.slot.name(session.program()), "招用人员");
        session.set("职工总数", &json!(300)).expect("a number");
        assert_eq!(asks(&session).as_deref(), Some("招用人员"));
        session.set("招用人员", &json!([{ "月数": 3 }])).expect("a list");
        assert_eq!(asks(&session), None);
    }
}
