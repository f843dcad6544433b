//! A whole result in words: the verdict, what decides it, what it leaves to others, and what the desk reads out.

use super::answer::{
    BenefitAnswer, ConditionOutcome, Coverage, Needed, PolicyOutcome, ProcedureAnswer, Text, WordsAnswer,
};
use super::known::labelled;
use super::sentence::{Gap, Headline, NotApplicable, Sentence, Verdict, join, say, spoken};

/// So many conditions and benefits are named where there is no room for all.
pub(crate) const MOST_TOLD: usize = 2;

/// What the words are about.
pub(crate) struct Told<'a> {
    /// What became of the policy.
    pub(crate) outcome: PolicyOutcome,
    /// Why it does not apply.
    pub(crate) not_applicable: Option<NotApplicable>,
    /// Ineligible though no condition is unmet.
    pub(crate) no_completion: bool,
    /// How many of the conditions that stand in the policy itself are met.
    pub(crate) met: usize,
    /// How many are judged.
    pub(crate) judged: usize,
    /// How many are open for want of facts.
    pub(crate) open: usize,
    /// How many cannot be worked out.
    pub(crate) cannot_be_worked_out: usize,
    /// The names of those that are not met.
    pub(crate) unmet: Vec<Text>,
    /// The conditions that decide, one or two of them, in a sentence each.
    pub(crate) deciding: Vec<Text>,
    /// The changes that are wanting.
    pub(crate) near: &'a [Gap],
    /// The facts that the outcome still lacks.
    pub(crate) missing: Vec<Text>,
    /// What cannot be worked out.
    pub(crate) blocked: Vec<Text>,
    /// What it gives.
    pub(crate) benefits: &'a [BenefitAnswer],
    /// How it is handled.
    pub(crate) procedure: Option<&'a ProcedureAnswer>,
    /// Who decides, if nobody says more.
    pub(crate) authority: &'a [String],
    /// How much of the law the rule carries.
    pub(crate) coverage: Coverage,
}

/// The words of a result.
pub(crate) fn words(told: &Told<'_>) -> WordsAnswer {
    let not_encoded = told.coverage.sentences.saturating_sub(told.coverage.encoded + told.coverage.judged);
    let near = !told.near.is_empty();
    let lacking = told.outcome == PolicyOutcome::Undetermined && !told.missing.is_empty();
    let disclaimer = Sentence::Disclaimer {
        // What the headline has counted or named is not counted again.
        open: if near { told.open } else { 0 },
        blocked: if near || lacking { told.cannot_be_worked_out } else { 0 },
        judged: if told.outcome == PolicyOutcome::Pending { 0 } else { told.judged },
        not_encoded: usize::try_from(not_encoded).unwrap_or(usize::MAX),
    };
    WordsAnswer {
        verdict: say(&Sentence::Verdict(verdict(told))),
        headline: headline(told),
        disclaimer: say(&disclaimer),
        spoken: read_out(told),
    }
}

fn verdict(told: &Told<'_>) -> Verdict {
    match told.outcome {
        PolicyOutcome::Eligible => Verdict::Eligible,
        PolicyOutcome::Pending => Verdict::Pending,
        PolicyOutcome::NotApplicable => Verdict::NotApplicable,
        PolicyOutcome::Ineligible if told.near.is_empty() => Verdict::Ineligible,
        PolicyOutcome::Ineligible => Verdict::Near(told.near.to_vec()),
        PolicyOutcome::Undetermined if told.missing.is_empty() => Verdict::Blocked,
        PolicyOutcome::Undetermined => Verdict::Undetermined,
    }
}

/// The verdict and what decides it.
pub(crate) fn headline(told: &Told<'_>) -> Text {
    let checked = told.met + told.unmet.len();
    let headline = match told.outcome {
        PolicyOutcome::Eligible => Headline::Eligible { checked },
        PolicyOutcome::Pending => Headline::Pending { checked, judged: told.judged },
        PolicyOutcome::NotApplicable => {
            let unsaid = NotApplicable::NotInScope { why: Vec::new() };
            return say(&Sentence::NotApplicable(told.not_applicable.clone().unwrap_or(unsaid)));
        }
        PolicyOutcome::Ineligible if told.no_completion => return say(&Sentence::NoCompletion),
        PolicyOutcome::Ineligible if told.near.is_empty() => Headline::Ineligible { unmet: told.unmet.clone() },
        PolicyOutcome::Ineligible => {
            let changes = told.near.iter().map(|gap| say(&Sentence::Change(gap.clone()))).collect();
            Headline::Near { changes, checked }
        }
        PolicyOutcome::Undetermined if told.missing.is_empty() => {
            return told.blocked.first().cloned().unwrap_or_else(|| say(&Sentence::Bare(ConditionOutcome::Unknown)));
        }
        PolicyOutcome::Undetermined => Headline::Undetermined { facts: told.missing.clone() },
    };
    say(&Sentence::Headline(headline))
}

/// The reason in a row of a list.
pub(crate) fn reason(told: &Told<'_>) -> Text {
    match told.outcome {
        PolicyOutcome::Eligible if !told.deciding.is_empty() => join(told.deciding.iter().cloned()),
        PolicyOutcome::Ineligible if told.near.is_empty() && !told.deciding.is_empty() => {
            join(told.deciding.iter().cloned())
        }
        _ => headline(told),
    }
}

/// Conclusion, what decides it, what it gives, how one gets it, whose decision counts.
fn read_out(told: &Told<'_>) -> Text {
    let mut parts = vec![say(&Sentence::SpokenVerdict(verdict(told)))];
    match told.outcome {
        // What begins has already said that it is near.
        PolicyOutcome::Ineligible if !told.near.is_empty() => parts.extend(told.deciding.iter().cloned()),
        PolicyOutcome::Pending => parts.extend(told.deciding.iter().cloned()),
        _ => parts.push(reason(told)),
    }
    if matches!(told.outcome, PolicyOutcome::Eligible | PolicyOutcome::Pending) {
        for benefit in told.benefits.iter().filter(|benefit| benefit.given != Needed::No).take(MOST_TOLD) {
            let name = labelled(&benefit.id, None);
            let name = benefit.title.as_ref().map_or(name, |title| Text {
                zh: title.zh.clone(),
                en: title.en.clone().unwrap_or_else(|| title.zh.clone()),
            });
            parts.push(say(&Sentence::SpokenBenefit {
                name,
                what: benefit.text.clone(),
                obtained: benefit.obtained.clone(),
            }));
        }
    }
    let decides = told.procedure.map(|procedure| procedure.decides.as_slice()).unwrap_or_default();
    let by = decides.first().or(told.authority.first()).cloned();
    parts.push(say(&Sentence::SpokenEnd { by }));
    let text = join(parts);
    Text { zh: spoken(&text.zh), en: text.en }
}
