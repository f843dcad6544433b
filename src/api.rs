//! The front door: rules in, answers out. No logic stands here; every face calls this and nothing behind it.

mod asking;
#[cfg(feature = "authoring")]
pub mod authoring;
mod talk;

pub use crate::explain::answer;
pub use asking::{Asking, Request};
pub use talk::Talk;

use crate::eval::{ExtraFacts, Run, nearest};
use crate::explain::answer::{
    CatalogueAnswer, ErrorAnswer, ErrorCode, MatchAnswer, PackStamp, PolicyAnswer, QuestionAnswer, StackAnswer,
    StandardAnswer, Text,
};
use crate::explain::matching::{match_policies, match_policy, policy_names};
pub use crate::explain::sentence_counts;
use crate::explain::standard::standard_names;
use crate::explain::{catalogue, explain, list, stack, stack_names, standard};
use crate::pack::{self, PackError};
use crate::program::Program;
use crate::service::chain::ChainAnswer;
use crate::service::chain::{chain_names, plan};
use crate::service::compare::{CompareAnswer, compare};
use crate::service::diff::{self, DiffAnswer};
pub use crate::service::implementation::standard_report;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Rules, ready to be asked.
#[derive(Clone, Debug)]
pub struct Engine {
    program: Arc<Program>,
    stamp: PackStamp,
}

impl Engine {
    /// Reads a pack.
    ///
    /// # Errors
    /// Bytes that are no pack, damaged, or of another format.
    pub fn from_pack(bytes: &[u8]) -> Result<Engine, ErrorAnswer> {
        let pack = pack::decode(bytes).map_err(|error| bad_pack(&error))?;
        let stamp = PackStamp { id: pack.provenance.id.clone(), digest: pack.digest_text() };
        Ok(Engine { program: Arc::new(pack.program), stamp })
    }

    /// The rules as data.
    pub fn program(&self) -> &Program {
        &self.program
    }

    /// Which rules these are.
    pub fn stamp(&self) -> &PackStamp {
        &self.stamp
    }

    /// What may be asked, and which policies there are.
    pub fn catalogue(&self) -> CatalogueAnswer {
        catalogue(&self.program, &self.stamp)
    }

    /// One policy for one profile.
    ///
    /// # Errors
    /// No such policy, or facts and days that cannot be read.
    pub fn evaluate(&self, policy: &str, asking: &Asking) -> Result<PolicyAnswer, ErrorAnswer> {
        let (facts, asked) = asking.read(&self.program)?;
        self.explained(&mut Run::new(&self.program, &facts, asked), policy)
    }

    /// One standard for one profile: the values of what it defines.
    ///
    /// # Errors
    /// No such standard, or facts and days that cannot be read.
    pub fn standard(&self, name: &str, asking: &Asking) -> Result<StandardAnswer, ErrorAnswer> {
        let (facts, asked) = asking.read(&self.program)?;
        let mut run = Run::new(&self.program, &facts, asked);
        standard(&mut run, name, &self.stamp)
            .ok_or_else(|| not_there("standard", ("标准", "standard"), name, standard_names(&self.program)))
    }

    /// One chain for one profile: which steps, in which order, with which form and papers.
    ///
    /// # Errors
    /// No such chain, or facts and days that cannot be read.
    pub fn chain(&self, name: &str, asking: &Asking) -> Result<ChainAnswer, ErrorAnswer> {
        let (facts, asked) = asking.read(&self.program)?;
        let mut run = Run::new(&self.program, &facts, asked);
        plan(&mut run, name, &self.stamp)
            .ok_or_else(|| not_there("chain", ("一件事", "chain"), name, chain_names(&self.program)))
    }

    /// What the benefits of one 叠加 come to for one profile.
    ///
    /// # Errors
    /// No such 叠加, or facts and days that cannot be read.
    pub fn stack(&self, name: &str, asking: &Asking) -> Result<StackAnswer, ErrorAnswer> {
        let (facts, asked) = asking.read(&self.program)?;
        let mut run = Run::new(&self.program, &facts, asked);
        stack(&mut run, name, &self.stamp)
            .ok_or_else(|| not_there("stack", ("叠加", "stack"), name, stack_names(&self.program)))
    }

    /// All policies for one profile, in groups; those that do not speak of the case only on demand.
    ///
    /// # Errors
    /// Facts and days that cannot be read.
    pub fn match_all(&self, asking: &Asking, not_applicable: bool) -> Result<MatchAnswer, ErrorAnswer> {
        let (facts, asked) = asking.read(&self.program)?;
        let matching = match_policies(&self.program, &facts, asked);
        let mut run = Run::new(&self.program, &facts, asked);
        Ok(list(&mut run, &matching, not_applicable, &self.stamp))
    }

    /// The next best question about some policies, or about all; none if nothing is left to ask.
    ///
    /// # Errors
    /// No such policy, or facts and days that cannot be read.
    pub fn question(
        &self,
        asking: &Asking,
        policies: Option<&[String]>,
        skip: &BTreeSet<String>,
    ) -> Result<Option<QuestionAnswer>, ErrorAnswer> {
        Ok(self.talk(asking, policies)?.next_question(skip))
    }

    /// A conversation about some policies, or about all.
    ///
    /// # Errors
    /// No such policy, or facts and days that cannot be read.
    pub fn talk(&self, asking: &Asking, policies: Option<&[String]>) -> Result<Talk, ErrorAnswer> {
        for policy in policies.unwrap_or_default() {
            self.known(policy)?;
        }
        let (facts, asked) = asking.read(&self.program)?;
        Ok(Talk::new(self.clone(), facts, asked, policies))
    }

    /// One policy or item over places, element by element, measured by its standard.
    ///
    /// # Errors
    /// No such policy, item or standard, or days and places that cannot be read.
    pub fn compare(&self, item: &str, regions: &[String], asking: &Asking) -> Result<CompareAnswer, ErrorAnswer> {
        let (_, asked) = asking.read(&self.program)?;
        let places: Result<Vec<_>, _> = regions.iter().map(|name| asking::region(&self.program, name)).collect();
        compare(&self.program, &self.stamp, asked, item, &places?).ok_or_else(|| {
            let names = policy_names(&self.program).into_iter().chain(standard_names(&self.program));
            not_there("item", ("事项、政策或标准", "item, policy or standard"), item, names)
        })
    }

    /// What changed from earlier rules, as of `old_as_of` or the same day, to these: of one policy, or of all, and for the
    /// facts given. Facts that only these rules know do not trouble the earlier.
    ///
    /// # Errors
    /// No such policy, or facts and days that cannot be read.
    pub fn diff(
        &self,
        old: &Engine,
        old_as_of: Option<&str>,
        asking: &Asking,
        policy: Option<&str>,
    ) -> Result<DiffAnswer, ErrorAnswer> {
        if let Some(policy) = policy {
            self.known(policy).or_else(|refusal| old.known(policy).map_err(|_| refusal))?;
        }
        // Of two days it is the law of each that is compared, whatever year a policy would take from the facts.
        let law_day = asking.law_day.clone().unwrap_or_else(|| asking.as_of.clone());
        let earlier = Asking {
            as_of: old_as_of.unwrap_or(&asking.as_of).to_owned(),
            law_day: Some(old_as_of.map_or_else(|| law_day.clone(), str::to_owned)),
            extra_facts: ExtraFacts::Ignore,
            ..asking.clone()
        };
        let later = Asking { law_day: Some(law_day), ..asking.clone() };
        let (was, asked_before) = earlier.read(&old.program)?;
        let (is, asked_after) = later.read(&self.program)?;
        let earlier = diff::State { program: &old.program, stamp: &old.stamp, asked: asked_before, facts: &was };
        let later = diff::State { program: &self.program, stamp: &self.stamp, asked: asked_after, facts: &is };
        Ok(diff::diff(earlier, later, policy))
    }

    fn explained(&self, run: &mut Run<'_>, policy: &str) -> Result<PolicyAnswer, ErrorAnswer> {
        self.known(policy)?;
        let matched = match_policy(run, policy);
        matched.and_then(|matched| explain(run, &matched, &self.stamp)).ok_or_else(|| self.unknown(policy))
    }

    fn known(&self, policy: &str) -> Result<(), ErrorAnswer> {
        match policy_names(&self.program).contains(&policy) {
            true => Ok(()),
            false => Err(self.unknown(policy)),
        }
    }

    fn unknown(&self, policy: &str) -> ErrorAnswer {
        not_there("policy", ("政策", "policy"), policy, policy_names(&self.program))
    }
}

/// Nothing has this name of what an argument asks for.
fn not_there<'n>(
    argument: &str,
    what: (&str, &str),
    name: &str,
    names: impl IntoIterator<Item = &'n str>,
) -> ErrorAnswer {
    let (zh, en) = what;
    refusal(
        ErrorCode::UnknownPolicy,
        Some(argument),
        format!("没有叫“{name}”的{zh}"),
        format!("there is no {en} named `{name}`"),
        nearest(name, names),
    )
}

/// A refusal in both languages, with the nearest known name where one is near.
fn refusal(code: ErrorCode, path: Option<&str>, mut zh: String, mut en: String, near: Option<&str>) -> ErrorAnswer {
    if let Some(near) = near {
        zh.push_str(&format!("；是不是“{near}”？"));
        en.push_str(&format!("; did you mean `{near}`?"));
    }
    ErrorAnswer {
        code,
        path: path.filter(|path| !path.is_empty()).map(str::to_owned),
        message: Text { zh, en },
        suggestion: near.map(str::to_owned),
        others: Box::default(),
        left_off: 0,
    }
}

fn bad_pack(error: &PackError) -> ErrorAnswer {
    refusal(ErrorCode::BadPack, None, error.zh(), error.to_string(), None)
}
