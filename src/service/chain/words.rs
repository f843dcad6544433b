//! A plan in sentences.

use super::answer::{ChainAnswer, StepAnswer, StepState};
use crate::explain::answer::{Ends, Needed, PolicyOutcome, Quantity, Text, Title};
use crate::program::Reason;

/// That the plan decides nothing.
pub(super) fn disclaimer() -> Text {
    text(
        "这是按规则排出的计划，不是受理或者批准；日期从受理那天起算，受理当天不算。",
        "This is a plan by the rules, no acceptance or decision; days count from acceptance, that day itself not.",
    )
}

/// The whole in a sentence.
pub(super) fn whole(answer: &ChainAnswer) -> Text {
    if answer.outcome == PolicyOutcome::NotApplicable {
        return text("这件事不适用于这种情形。", "This chain does not speak of this case.");
    }
    if answer.steps.is_empty() {
        return Text {
            zh: format!("各地有各地的办法，要知道{}，才排得出计划。", answer.missing.join("、")),
            en: format!("Places have versions of their own: we need {} to make a plan.", answer.missing.join(", ")),
        };
    }
    let count = |state: StepState| answer.steps.iter().filter(|step| step.state == state).count();
    let (runs, unknown) = (count(StepState::Runs), count(StepState::Unknown));
    let stopped: Vec<&StepAnswer> = answer.steps.iter().filter(|step| step.state == StepState::Blocked).collect();
    let mut zh = format!("要办 {} 步", runs + stopped.len());
    let to_do = runs + stopped.len();
    let mut en = format!("{to_do} {} to do", if to_do == 1 { "step" } else { "steps" });
    if unknown > 0 {
        zh.push_str(&format!("，另有 {unknown} 步还不知道"));
        en.push_str(&format!(", {unknown} more still open"));
    }
    if let Some(step) = stopped.first() {
        zh.push_str(&format!("；{}办不下去", step.name));
        en.push_str(&format!("; {} is stopped", step.name_en.as_ref().unwrap_or(&step.name)));
    }
    if let Some(total) = answer.total_limit.as_ref().filter(|total| says_something(total)).map(days_in_words) {
        zh.push_str(&format!("；最长一路 {}", total.zh));
        en.push_str(&format!("; the longest way takes {}", total.en));
    }
    match &answer.finish {
        // A time that is open says nothing of the day.
        Some(finish) if answer.total_limit.as_ref().is_some_and(says_something) => {
            let day = in_words(finish);
            zh.push_str(&format!("，{} 办结", day.zh));
            en.push_str(&format!(", done by {}", day.en));
        }
        None if answer.blocked.iter().any(|blocked| blocked.reason == Reason::CalendarUnknown) => {
            zh.push_str("；放假安排还没有公布，算不出哪天办结");
            en.push_str("; the holidays are not published yet, so the day cannot be told");
        }
        _ => {}
    }
    if let Some(visits) = &answer.visits {
        let visits = times(visits);
        zh.push_str(&format!("；{}", visits.zh));
        en.push_str(&format!("; {}", visits.en));
    }
    zh.push('。');
    en.push('.');
    Text { zh, en }
}

/// When a step is done, in a sentence.
pub(super) fn step(answer: &StepAnswer) -> Text {
    match answer.state {
        StepState::Skipped => return text("不用办", "not needed"),
        StepState::Blocked => {
            let stops: Vec<&Text> =
                answer.stopped_by.iter().filter(|stop| stop.stops == Needed::Yes).map(|stop| &stop.text).collect();
            return Text {
                zh: format!("办不下去：{}", joined(&stops, |text| &text.zh, "；")),
                en: format!("stopped: {}", joined(&stops, |text| &text.en, "; ")),
            };
        }
        StepState::Runs | StepState::Unknown => {}
    }
    let when = match (&answer.end, &answer.ends_after) {
        (_, Some(after)) if !says_something(after) => text("时限未定", "no limit is set"),
        (Some(end), Some(after)) => {
            let (end, after) = (in_words(end), days_in_words(after));
            Text {
                zh: format!("{} 办结（受理后 {}）", end.zh, after.zh),
                en: format!("done by {} ({} after acceptance)", end.en, after.en),
            }
        }
        (None, Some(after)) => {
            let after = days_in_words(after);
            Text {
                zh: format!("受理后 {} 办结，放假安排还没有公布，算不出日期", after.zh),
                en: format!("done {} after acceptance; the holidays are not published yet", after.en),
            }
        }
        _ => text("时限未定", "no limit is set"),
    };
    if answer.state == StepState::Runs {
        return when;
    }
    let mut facts: Vec<&str> = answer.missing.iter().map(String::as_str).collect();
    facts.extend(answer.stopped_by.iter().flat_map(|stop| &stop.missing).map(String::as_str));
    let open: Vec<&Text> = answer.stopped_by.iter().filter(|stop| stop.step.is_some()).map(|stop| &stop.text).collect();
    let why = match (facts.is_empty(), open.is_empty()) {
        (false, _) => {
            Text { zh: format!("还要看：{}", facts.join("、")), en: format!("depends on {}", facts.join(", ")) }
        }
        (true, false) => Text { zh: joined(&open, |text| &text.zh, "；"), en: joined(&open, |text| &text.en, "; ") },
        (true, true) => text("办不办还不知道", "whether it is done is open"),
    };
    Text { zh: format!("{}；要办的话，{}", why.zh, when.zh), en: format!("{}; if done, {}", why.en, when.en) }
}

/// What a condition does to a step.
pub(super) fn stop(name: &Title, stops: Needed, missing: &[String]) -> Text {
    let en = name.en.as_ref().unwrap_or(&name.zh);
    match (stops, missing) {
        (Needed::Yes, _) => Text { zh: name.zh.clone(), en: en.clone() },
        (_, []) => Text { zh: format!("也许有：{}", name.zh), en: format!("perhaps: {en}") },
        (_, missing) => Text {
            zh: format!("也许有：{}（还要看：{}）", name.zh, missing.join("、")),
            en: format!("perhaps: {en} (depends on {})", missing.join(", ")),
        },
    }
}

/// What a step before it does to a step.
pub(super) fn stopped_step(name: &Title, stops: Needed) -> Text {
    let en = name.en.as_ref().unwrap_or(&name.zh);
    match stops {
        Needed::Yes => Text {
            zh: format!("前面的“{}”办不下去", name.zh),
            en: format!("step `{en}` before it is stopped"),
        },
        _ => Text {
            zh: format!("前面的“{}”也许办不下去", name.zh),
            en: format!("step `{en}` before it may be stopped"),
        },
    }
}

/// How many visits, in words.
pub fn times(visits: &Quantity) -> Text {
    match visits {
        Quantity::Bounds(Ends { from: Some(from), to: None, .. }) if from == "0" => {
            text("跑几次没有写", "the visits are not said")
        }
        Quantity::Bounds(Ends { from: Some(from), to: None, .. }) => {
            Text { zh: format!("至少跑 {from} 次"), en: format!("visits: at least {from}") }
        }
        visits => {
            let visits = in_words(visits);
            Text { zh: format!("跑 {} 次", visits.zh), en: format!("visits: {}", visits.en) }
        }
    }
}

/// Whether a time says more than that it is not negative.
pub fn says_something(days: &Quantity) -> bool {
    !matches!(days, Quantity::Bounds(Ends { from: Some(from), to: None, .. }) if from == "P0BD")
}

/// A number of working days in words.
pub fn days_in_words(days: &Quantity) -> Text {
    let bare = |text: &String| text.trim_start_matches('P').trim_end_matches("BD").to_owned();
    match days {
        Quantity::Value(days) => {
            let days = bare(days);
            let en = if days == "1" { "working day" } else { "working days" };
            Text { zh: format!("{days} 个工作日"), en: format!("{days} {en}") }
        }
        Quantity::Bounds(ends) => match (&ends.from, &ends.to) {
            (Some(from), Some(to)) => {
                let (from, to) = (bare(from), bare(to));
                Text { zh: format!("{from} 至 {to} 个工作日"), en: format!("{from} to {to} working days") }
            }
            (Some(_), None) if !says_something(days) => text("时限未定", "an open time"),
            (Some(from), None) => {
                let from = bare(from);
                Text { zh: format!("至少 {from} 个工作日"), en: format!("at least {from} working days") }
            }
            _ => text("时限未定", "an open time"),
        },
        _ => Text::default(),
    }
}

/// A day or a number, or what is possible of it.
pub fn in_words(quantity: &Quantity) -> Text {
    match quantity {
        Quantity::Value(value) => text(value, value),
        Quantity::Bounds(ends) => match (&ends.from, &ends.to) {
            (Some(from), Some(to)) => Text { zh: format!("{from} 至 {to}"), en: format!("{from} to {to}") },
            (Some(from), None) => Text { zh: format!("不早于 {from}"), en: format!("{from} at the earliest") },
            _ => Text::default(),
        },
        _ => Text::default(),
    }
}

fn joined(texts: &[&Text], pick: fn(&Text) -> &String, mark: &str) -> String {
    texts.iter().map(|text| pick(text).as_str()).collect::<Vec<_>>().join(mark)
}

fn text(zh: &str, en: &str) -> Text {
    Text { zh: zh.to_owned(), en: en.to_owned() }
}
