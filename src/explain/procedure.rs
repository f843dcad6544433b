//! How a policy is handled: who, how long, how often one must go.

use super::answer::{LimitAnswer, LimitState, Needed, ProcedureAnswer, SpecialAnswer};
use super::known::duration_text;
use super::material::needed_of;
use super::sentence::{Limit as LimitWords, Precision, Sentence, figure, say};
use crate::eval::Run;
use crate::program::{Kind, Limit, Procedure, SpecialProcedure};
use crate::value::{Number, Truth};

/// 办理, with the promised limits that apply or may.
pub(crate) fn procedure(run: &mut Run<'_>, procedure: &Procedure) -> ProcedureAnswer {
    let cases: Vec<Option<Truth>> =
        procedure.promised_limits.iter().map(|promised| promised.when.map(|when| run.split_truth(when))).collect();
    // A limit for a case goes before the one for all others.
    let no_case = cases.iter().flatten().fold(Truth::UNMET, |any, case| any.or(*case)).not();
    let promised = procedure.promised_limits.iter().zip(&cases).filter_map(|(promised, case)| {
        let applies = needed_of(case.unwrap_or(no_case));
        (applies != Needed::No).then(|| limit(&promised.limit, applies))
    });
    ProcedureAnswer {
        apply: procedure.apply.clone(),
        accepts: procedure.accepts.clone(),
        decides: procedure.decides.clone(),
        statutory_limit: procedure.statutory_limit.as_ref().map(|it| limit(it, Needed::Yes)),
        promised_limits: promised.collect(),
        visits: procedure.visits.as_ref().map(Number::to_plain),
        modes: procedure.modes.clone(),
        special: procedure.special.iter().map(special).collect(),
        fee: procedure.fee.clone(),
        hotline: procedure.hotline.clone(),
        remarks: procedure.notes.remarks.clone(),
        doubt: procedure.notes.doubts.clone(),
    }
}

fn limit(limit: &Limit, applies: Needed) -> LimitAnswer {
    let (state, within, words) = match limit {
        Limit::Within(number, unit) if number.is_zero() => {
            (LimitState::Set, Some(duration_text(number, *unit)), LimitWords::AtOnce)
        }
        Limit::Within(number, unit) => {
            let shown = figure(number, &Kind::Duration(*unit), Precision::Nearest);
            (LimitState::Set, Some(duration_text(number, *unit)), LimitWords::Within(shown))
        }
        Limit::NoneSet => (LimitState::NoneSet, None, LimitWords::NoneSet),
        Limit::Open => (LimitState::Open, None, LimitWords::Open),
    };
    LimitAnswer { state, within, applies, text: say(&Sentence::Limit(words)) }
}

fn special(special: &SpecialProcedure) -> SpecialAnswer {
    let takes = special.takes.as_ref();
    let shown = takes.map(|(number, unit)| figure(number, &Kind::Duration(*unit), Precision::Nearest));
    SpecialAnswer {
        name: special.name.clone(),
        takes: takes.map(|(number, unit)| duration_text(number, *unit)),
        uncounted: special.uncounted,
        remarks: special.remarks.clone(),
        text: say(&Sentence::Special { takes: shown, uncounted: special.uncounted }),
    }
}
