//! What an example gives, ready to be looked at.

use crate::check::{Example, Givens};
use crate::diagnostic::Words;
use crate::eval::{Asked, ExtraFacts, Facts, FactsError, Run, evaluate};
use crate::program::{PolicyId, Program, StackId};

/// The facts of an example, its days and its policy.
#[derive(Debug)]
pub(super) struct Setting {
    /// What is given, every year at its place.
    pub(super) facts: Facts,
    /// Days and place.
    pub(super) asked: Asked,
    /// The version that counts of the policy that the example stands in.
    pub(super) policy: Option<PolicyId>,
    /// The 叠加 that it stands in.
    pub(super) stack: Option<StackId>,
}

impl Setting {
    /// # Errors
    /// Says which of what is given cannot be taken.
    pub(super) fn new(program: &Program, example: &Example) -> Result<Setting, Words> {
        let Givens { today, law_day, region, .. } = example.givens;
        let Some(today) = today else {
            return Err(Words::new("示例没有给今天", "the example gives no day of asking"));
        };
        let asked = Asked { today, law_day, region };
        let undated = read(program, &example.givens.facts())?;
        let mut setting = Setting { facts: undated, asked, policy: example.policy, stack: example.stack };
        setting.policy = setting.version(program, example.policy);
        if example.givens.counts_from_law_day() {
            let law_day = setting.run(program).law_day().is_day();
            let Some(law_day) = law_day else {
                return Err(Words::new(
                    "适用日还没有定，不知道 (上年) 是哪一年",
                    "the law day is open, so nobody knows which year (last_year) is",
                ));
            };
            setting.facts = read(program, &example.givens.facts_in_year(law_day.year()))?;
            setting.policy = setting.version(program, example.policy);
        }
        Ok(setting)
    }

    /// A run in which the policy is entered.
    pub(super) fn run<'a>(&'a self, program: &'a Program) -> Run<'a> {
        let mut run = Run::new(program, &self.facts, self.asked);
        if let Some(policy) = self.policy {
            run.enter(policy);
        }
        run
    }

    /// The version that counts on the days given; the one written if none does.
    fn version(&self, program: &Program, written: Option<PolicyId>) -> Option<PolicyId> {
        let written = written?;
        let name = program.policies.get(written.index()).map(|policy| policy.name.as_str())?;
        let evaluation = evaluate(program, name, &self.facts, self.asked);
        Some(evaluation.map_or(written, |evaluation| evaluation.policy))
    }
}

fn read(program: &Program, facts: &serde_json::Map<String, serde_json::Value>) -> Result<Facts, Words> {
    let json = serde_json::to_string(facts).unwrap_or_default();
    Facts::read(program, &json, ExtraFacts::Refuse).map_err(|error| words(&error))
}

fn words(error: &FactsError) -> Words {
    let list = |pick: fn(&crate::eval::FactsProblem) -> &str, mark: &str| {
        let problems = error.problems.iter().map(|problem| match problem.path.as_str() {
            "" => pick(problem).to_string(),
            path => format!("{path}: {}", pick(problem)),
        });
        problems.collect::<Vec<_>>().join(mark)
    };
    Words::new(list(|problem| &problem.zh, "；"), list(|problem| &problem.en, "; "))
}
