//! How a policy is handled: who, how long, how often one must go.

use super::answer::{ByCaseAnswer, LimitAnswer, LimitState, Needed, ProcedureAnswer, SpecialAnswer};
use super::known::duration_text;
use super::law::cites;
use super::material::needed_of;
use super::sentence::{Limit as LimitWords, Precision, Sentence, figure, say};
use crate::eval::Run;
use crate::program::{ByCase, Kind, Limit, Procedure, SpecialProcedure, Visits};
use crate::value::Truth;

/// 办理, with what applies of it, or may.
pub(crate) fn procedure(run: &mut Run<'_>, procedure: &Procedure) -> ProcedureAnswer {
    let program = run.program();
    let apply = by_case(run, &procedure.apply);
    let accepts = by_case(run, &procedure.accepts);
    let decides = by_case(run, &procedure.decides);
    let statutory = by_case(run, &procedure.statutory_limits);
    let promised = by_case(run, &procedure.promised_limits);
    let modes = by_case(run, &procedure.modes);
    let hotlines = by_case(run, &procedure.hotlines);
    let visits = by_case(run, &procedure.visits);
    let fees = by_case(run, &procedure.fees);
    let number = |visits: &Visits| visits.number.to_plain();
    let names = |names: &Vec<String>| names.join("、");
    let limits = |lines: &[(&Limit, Needed)]| lines.iter().map(|(said, applies)| limit(said, *applies)).collect();
    ProcedureAnswer {
        apply: settled(&apply).cloned().unwrap_or_default(),
        apply_by_case: open(&apply, names),
        accepts: settled(&accepts).cloned().unwrap_or_default(),
        accepts_by_case: open(&accepts, names),
        decides: settled(&decides).cloned().unwrap_or_default(),
        decides_by_case: open(&decides, names),
        statutory_limit: settled(&statutory).map(|it| limit(it, Needed::Yes)),
        statutory_limit_by_case: if settled(&statutory).is_some() { Vec::new() } else { limits(&statutory) },
        promised_limits: limits(&promised),
        visits: settled(&visits).map(number),
        visits_because: settled(&visits).and_then(|visits| visits.reason.clone()),
        visits_by_case: open(&visits, number),
        modes: settled(&modes).cloned().unwrap_or_default(),
        modes_by_case: open(&modes, names),
        special: procedure.special.iter().filter_map(|it| special(run, it)).collect(),
        fee: settled(&fees).map(|fee| fee.words.clone()),
        fee_cite: settled(&fees).map_or_else(Vec::new, |fee| cites(program, &fee.citations)),
        fee_by_case: open(&fees, |fee| fee.words.clone()),
        hotline: settled(&hotlines).map(|said| (*said).clone()),
        hotline_by_case: open(&hotlines, String::clone),
        remarks: procedure.notes.remarks.clone(),
        doubt: procedure.notes.doubts.clone(),
    }
}

/// The lines that apply, or may.
pub(super) fn by_case<'p, T>(run: &mut Run<'_>, lines: &'p [ByCase<T>]) -> Vec<(&'p T, Needed)> {
    let lines = lines.iter().map(|line| {
        let applies = line.when.map_or(Truth::MET, |when| run.split_truth(when));
        (&line.said, needed_of(applies))
    });
    lines.filter(|(_, applies)| *applies != Needed::No).collect()
}

/// The only line that is left.
fn settled<'p, T>(lines: &[(&'p T, Needed)]) -> Option<&'p T> {
    match lines {
        [(said, Needed::Yes)] => Some(said),
        _ => None,
    }
}

fn open<T>(lines: &[(&T, Needed)], words: impl Fn(&T) -> String) -> Vec<ByCaseAnswer> {
    if settled(lines).is_some() {
        return Vec::new();
    }
    lines.iter().map(|(said, applies)| ByCaseAnswer { said: words(said), applies: *applies }).collect()
}

pub(crate) fn limit(limit: &Limit, applies: Needed) -> LimitAnswer {
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

pub(crate) fn special(run: &mut Run<'_>, special: &SpecialProcedure) -> Option<SpecialAnswer> {
    let applies = special.when.map(|when| needed_of(run.split_truth(when)));
    if applies == Some(Needed::No) {
        return None;
    }
    let takes = special.takes.as_ref();
    let shown = takes.map(|(number, unit)| figure(number, &Kind::Duration(*unit), Precision::Nearest));
    Some(SpecialAnswer {
        name: special.name.clone(),
        takes: takes.map(|(number, unit)| duration_text(number, *unit)),
        applies,
        uncounted: special.uncounted,
        remarks: special.remarks.clone(),
        text: say(&Sentence::Special { takes: shown, uncounted: special.uncounted }),
    })
}
