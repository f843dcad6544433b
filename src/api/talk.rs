//! A conversation: one fact after the other, every answer that of a fresh evaluation.

use super::Engine;
use super::asking::bad_facts;
use super::refusal;
use crate::eval::{Asked, Facts, Run};
use crate::explain::answer::{ErrorAnswer, ErrorCode, MatchAnswer, PolicyAnswer, QuestionAnswer, SessionAnswer};
use crate::explain::matching::Matching;
use crate::explain::session::Session;
use crate::explain::{ask, list};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A conversation about some policies, or about all.
#[derive(Clone, Debug)]
pub struct Talk {
    engine: Engine,
    session: Session,
    policies: Option<BTreeSet<String>>,
}

impl Talk {
    pub(super) fn new(engine: Engine, facts: Facts, asked: Asked, policies: Option<&[String]>) -> Talk {
        let session = Session::new(Arc::clone(&engine.program), facts, asked);
        Talk { engine, session, policies: policies.map(|names| names.iter().cloned().collect()) }
    }

    /// Sets a fact by the name that results use, from JSON text; `null` forgets it.
    ///
    /// # Errors
    /// A name that no rule knows, or a value that cannot be; nothing changes then.
    pub fn set(&mut self, name: &str, json: &str) -> Result<(), ErrorAnswer> {
        let value = serde_json::from_str(json).map_err(|error| {
            let (zh, en) = (format!("值不是 JSON：{error}"), format!("the value is not JSON: {error}"));
            refusal(ErrorCode::BadJson, Some(name), zh, en, None)
        })?;
        self.session.set(name, &value).map_err(|error| bad_facts(&error))
    }

    /// Forgets a fact.
    ///
    /// # Errors
    /// A name that no rule knows.
    pub fn unset(&mut self, name: &str) -> Result<(), ErrorAnswer> {
        self.session.unset(name).map_err(|error| bad_facts(&error))
    }

    /// Takes the last change back; false if there is none.
    pub fn undo(&mut self) -> bool {
        self.session.undo()
    }

    /// Makes the last change that was taken back again; false if there is none.
    pub fn redo(&mut self) -> bool {
        self.session.redo()
    }

    /// Where each policy stands.
    pub fn results(&self) -> MatchAnswer {
        self.listed(&self.matching())
    }

    /// What to ask next, less what is to be skipped, by the names that results use.
    pub fn next_question(&self, skip: &BTreeSet<String>) -> Option<QuestionAnswer> {
        self.asked(&self.matching(), skip)
    }

    /// Where the conversation stands: results and next question together.
    pub fn answer(&self, skip: &BTreeSet<String>) -> SessionAnswer {
        let matching = self.matching();
        SessionAnswer {
            results: self.listed(&matching),
            question: self.asked(&matching, skip),
            can_undo: self.session.can_undo(),
        }
    }

    /// One policy in full.
    ///
    /// # Errors
    /// No such policy.
    pub fn evaluate(&self, policy: &str) -> Result<PolicyAnswer, ErrorAnswer> {
        self.engine.explained(&mut self.run(), policy)
    }

    fn run(&self) -> Run<'_> {
        Run::new(self.session.program(), self.session.facts(), self.session.asked())
    }

    fn matching(&self) -> Matching {
        let mut matching = self.session.results();
        if let Some(wanted) = &self.policies {
            let program = self.session.program();
            let is_wanted = |id: &crate::program::PolicyId| {
                program.policies.get(id.index()).is_some_and(|policy| wanted.contains(&policy.name))
            };
            matching.policies.retain(|matched| is_wanted(&matched.evaluation.policy));
            matching.moving.iter_mut().for_each(|moving| moving.policies.retain(is_wanted));
            matching.moving.retain(|moving| !moving.policies.is_empty());
        }
        matching
    }

    fn listed(&self, matching: &Matching) -> MatchAnswer {
        list(&mut self.run(), matching, false, &self.engine.stamp)
    }

    fn asked(&self, matching: &Matching, skip: &BTreeSet<String>) -> Option<QuestionAnswer> {
        let question = self.session.next_question(matching, skip)?;
        ask(&mut self.run(), &question, &matching.lacking())
    }
}
