//! What a caller asks: facts, days and place, as text.

use super::refusal;
use crate::eval::{Asked, ExtraFacts, Facts, FactsCode, FactsError, FactsProblem, nearest};
use crate::explain::answer::{ErrorAnswer, ErrorCode, ProblemAnswer, Text};
use crate::program::{Program, RegionId};
use crate::value::Date;
use serde::Deserialize;
use serde_json::value::RawValue;

/// What is known, and for which days and place it is asked.
#[derive(Clone, Debug)]
pub struct Asking {
    /// The facts, a JSON object by name.
    pub facts: String,
    /// 今天: the day of asking, `2026-11-22`.
    pub as_of: String,
    /// 适用日, only to override the policy.
    pub law_day: Option<String>,
    /// 属地, by code or name; else the profile's.
    pub region: Option<String>,
    /// What to do with facts that no rule knows.
    pub extra_facts: ExtraFacts,
}

/// A call as one JSON object, as it comes from outside.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Call {
    policy: Option<String>,
    policies: Option<Vec<String>>,
    standard: Option<String>,
    chain: Option<String>,
    stack: Option<String>,
    item: Option<String>,
    #[serde(default)]
    regions: Vec<String>,
    facts: Option<Box<RawValue>>,
    as_of: Option<String>,
    old_as_of: Option<String>,
    law_day: Option<String>,
    region: Option<String>,
    extra_facts: Option<Extra>,
    #[serde(default)]
    not_applicable: bool,
    #[serde(default)]
    skip: Vec<String>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Extra {
    Refuse,
    Ignore,
}

/// A call from outside, read.
#[derive(Clone, Debug)]
pub struct Request {
    /// The policy asked for.
    pub policy: Option<String>,
    /// The policies that a conversation is about; all if absent.
    pub policies: Option<Vec<String>>,
    /// The standard asked for.
    pub standard: Option<String>,
    /// The chain asked for.
    pub chain: Option<String>,
    /// The 叠加 asked for.
    pub stack: Option<String>,
    /// The item, policy or standard to compare.
    pub item: Option<String>,
    /// The places to compare it over.
    pub regions: Vec<String>,
    /// The facts, days and place.
    pub asking: Asking,
    /// The day of the earlier rules; that of asking if absent.
    pub old_as_of: Option<String>,
    /// Whether to list policies that do not speak of the case.
    pub not_applicable: bool,
    /// Facts not to be asked for.
    pub skip: Vec<String>,
}

impl Request {
    /// Reads a call: `policy`, `policies`, `standard`, `chain`, `stack`, `item`, `regions`, `facts`, `as_of`, `old_as_of`,
    /// `law_day`, `region`, `extra_facts`, `not_applicable`, `skip`.
    ///
    /// # Errors
    /// Text that is not such an object.
    pub fn read(json: &str) -> Result<Request, ErrorAnswer> {
        let call: Call = serde_json::from_str(json).map_err(|error| {
            refusal(
                ErrorCode::BadOptions,
                None,
                format!("看不懂这次调用：{error}"),
                format!("the call cannot be read: {error}"),
                None,
            )
        })?;
        let facts = call.facts.map_or_else(|| "{}".to_owned(), |facts| facts.get().to_owned());
        Ok(Request {
            policy: call.policy,
            policies: call.policies,
            standard: call.standard,
            chain: call.chain,
            stack: call.stack,
            item: call.item,
            regions: call.regions,
            asking: Asking {
                facts,
                as_of: call.as_of.unwrap_or_default(),
                law_day: call.law_day,
                region: call.region,
                extra_facts: match call.extra_facts {
                    Some(Extra::Ignore) => ExtraFacts::Ignore,
                    Some(Extra::Refuse) | None => ExtraFacts::Refuse,
                },
            },
            old_as_of: call.old_as_of,
            not_applicable: call.not_applicable,
            skip: call.skip,
        })
    }
}

impl Asking {
    pub(super) fn read(&self, program: &Program) -> Result<(Facts, Asked), ErrorAnswer> {
        let asked = Asked {
            today: day("as_of", &self.as_of)?,
            law_day: self.law_day.as_deref().map(|text| day("law_day", text)).transpose()?,
            region: self.region.as_deref().map(|name| region(program, name)).transpose()?,
        };
        let facts = Facts::read(program, &self.facts, self.extra_facts).map_err(|error| bad_facts(&error))?;
        Ok((facts, asked))
    }
}

fn day(argument: &str, text: &str) -> Result<Date, ErrorAnswer> {
    Date::parse(text).ok_or_else(|| {
        let (zh, en) = match text {
            "" => (
                "没有说按哪一天算；日期写成 2026-11-22".to_owned(),
                "the day of asking is wanting; write a day as 2026-11-22".to_owned(),
            ),
            text => (
                format!("没有“{text}”这一天；日期写成 2026-11-22"),
                format!("there is no day `{text}`; write a day as 2026-11-22"),
            ),
        };
        refusal(ErrorCode::BadDate, Some(argument), zh, en, None)
    })
}

pub(super) fn region(program: &Program, name: &str) -> Result<RegionId, ErrorAnswer> {
    let found = program.regions.iter().position(|region| region.code.as_deref() == Some(name) || region.name == name);
    found.and_then(|index| u32::try_from(index).ok()).map(RegionId).ok_or_else(|| {
        let near = nearest(name, program.regions.iter().map(|region| region.name.as_str()));
        let (zh, en) = (format!("没有收录地区“{name}”"), format!("the place `{name}` is not collected"));
        refusal(ErrorCode::UnknownRegion, Some("region"), zh, en, near)
    })
}

/// The first problem, and beside it all others, so that each field of a form can say its own.
pub(super) fn bad_facts(error: &FactsError) -> ErrorAnswer {
    let mut problems = error.problems.iter().map(problem);
    let Some(first) = problems.next() else {
        return refusal(
            ErrorCode::BadJson,
            None,
            "资料读不出来".to_owned(),
            "the facts cannot be read".to_owned(),
            None,
        );
    };
    ErrorAnswer {
        code: first.code,
        path: first.path,
        message: first.message,
        suggestion: first.suggestion,
        others: problems.collect(),
        left_off: u32::try_from(error.left_off).unwrap_or(u32::MAX),
    }
}

fn problem(problem: &FactsProblem) -> ProblemAnswer {
    let code = match problem.code {
        FactsCode::BadJson => ErrorCode::BadJson,
        FactsCode::UnknownFact => ErrorCode::UnknownFact,
        FactsCode::WrongType => ErrorCode::WrongType,
        FactsCode::OutOfRange => ErrorCode::OutOfRange,
        FactsCode::DuplicateKey => ErrorCode::DuplicateKey,
        FactsCode::UnknownChoice => ErrorCode::UnknownChoice,
        FactsCode::BadDate => ErrorCode::BadDate,
        FactsCode::UnknownRegion => ErrorCode::UnknownRegion,
        FactsCode::TooLarge => ErrorCode::TooLarge,
    };
    ProblemAnswer {
        code,
        path: Some(problem.path.clone()).filter(|path| !path.is_empty()),
        message: Text { zh: problem.zh.clone(), en: problem.en.clone() },
        suggestion: problem.suggestion.clone(),
    }
}
