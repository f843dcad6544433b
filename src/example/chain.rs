//! What an example expects of a chain against its plan.

use super::expected::Mismatch;
use super::handling::{found_words, is_so, state_words};
use super::words::{names, of_reason, same};
use crate::check::{ChainDay, ChainExpected, ChainPlace, Constant, StepExpected, ValueTest};
use crate::diagnostic::Words;
use crate::explain::answer::{Ends, How, Needed, Quantity};
use crate::explain::known::number_text;
use crate::program::{Kind, Program, Reason, RegionId};
use crate::service::chain::{ChainAnswer, ChainMaterial, PlaceAnswer, StepAnswer, StepState};
use crate::value::{Date, DurationUnit, Number};

/// What is wrong, if it did not come as expected. `missing` are the names of the facts that an expectation names.
pub(super) fn mismatch(
    program: &Program,
    answer: &ChainAnswer,
    expected: &ChainExpected,
    missing: &[String],
) -> Option<Mismatch> {
    match expected {
        ChainExpected::Step { step, expected } => step_mismatch(program, answer, step, expected),
        ChainExpected::Steps(wanted) => {
            let done =
                answer.steps.iter().filter(|step| !matches!(step.state, StepState::Skipped | StepState::Unknown));
            let found: Vec<String> = done.map(|step| step.id.clone()).collect();
            listed(Words::new("步骤", "the steps"), wanted, &found)
        }
        ChainExpected::CriticalPath(wanted) => {
            listed(Words::new("关键路径", "the critical path"), wanted, &answer.critical_path)
        }
        ChainExpected::ToSubmit(wanted) => {
            let handed_in = answer.materials.iter().filter(|it| {
                let alternatives = &it.material.alternatives;
                let one = |how: Option<How>| matches!(how, Some(How::Submit));
                it.material.needed == Needed::Yes
                    && (one(it.material.how)
                        || !alternatives.is_empty()
                            && alternatives.iter().any(|it| one(it.how) && it.needed == Needed::Yes))
            });
            let found: Vec<String> = handed_in.map(|it| it.material.id.clone()).collect();
            listed(Words::new("提交材料", "what is handed in"), &sorted(wanted), &sorted(&found))
        }
        ChainExpected::Form(wanted) => {
            let fields = answer.form.iter().flat_map(|group| &group.fields).filter(|it| it.needed == Needed::Yes);
            let found: Vec<String> = fields.map(|field| field.fact.clone()).collect();
            listed(Words::new("表单", "the form"), &sorted(wanted), &sorted(&found))
        }
        ChainExpected::AnyOf { group, papers } => {
            let found = answer.materials.iter().find(|it| it.material.id == *group).map(|it| {
                let possible = it.material.alternatives.iter().filter(|paper| paper.needed != Needed::No);
                possible.map(|paper| paper.id.clone()).collect::<Vec<_>>()
            });
            listed(same(format!("`{group}`")), &sorted(papers), &sorted(&found.unwrap_or_default()))
        }
        ChainExpected::TotalLimit(test) => {
            let kind = Kind::Duration(DurationUnit::WorkingDays);
            quantity(Words::new("合计时限", "the total limit"), test, &kind, answer.total_limit.as_ref())
        }
        ChainExpected::Visits(test) => {
            let kind = Kind::Number(String::new());
            quantity(Words::new("跑动", "visits"), test, &kind, answer.visits.as_ref())
        }
        ChainExpected::PostBeside(test) => {
            let kind = Kind::Duration(DurationUnit::Days);
            quantity(Words::new("另加邮寄", "the post beside"), test, &kind, answer.post_beside.as_ref())
        }
        ChainExpected::Day(day, test) => {
            let collected = answer.collected_on.clone().map(Quantity::Value);
            let (of, found) = match day {
                ChainDay::Finish => (Words::new("办结", "the finish"), answer.finish.as_ref()),
                ChainDay::WithPost => (Words::new("预计", "the day with the post"), answer.expected_with_post.as_ref()),
                ChainDay::Collected => (Words::new("收件日", "the day of collection"), collected.as_ref()),
                ChainDay::Accepted => (Words::new("受理日", "the day of acceptance"), answer.accepted_on.as_ref()),
            };
            quantity(of, test, &Kind::Date, found)
        }
        ChainExpected::NoFinish { because, condition } => no_finish(answer, *because, condition.as_deref()),
        ChainExpected::Mode(wanted) => {
            let found: Vec<String> = answer.modes.iter().map(|mode| mode.id.clone()).collect();
            listed(Words::new("方式", "the mode"), std::slice::from_ref(wanted), &found)
        }
        ChainExpected::Place(place, region) => {
            let first = answer.steps.first();
            let found = match place {
                ChainPlace::Collected => answer.modes.first().and_then(|mode| mode.collected_in.clone()),
                ChainPlace::Received => {
                    first.and_then(|step| step.received_in.as_ref()).and_then(|it| it.region.clone())
                }
                ChainPlace::Decided => first.and_then(|step| step.decided_in.first()).and_then(|it| it.region.clone()),
            };
            region_mismatch(program, place_words(*place), *region, found.into_iter().collect())
        }
        ChainExpected::Material { name, state, made, copies, steps } => {
            let found = answer.materials.iter().find(|it| it.material.id == *name);
            let nested = answer.materials.iter().flat_map(|it| &it.material.alternatives).find(|it| it.id == *name);
            let material = found.map(|it| &it.material).or(nested);
            let of = same(format!("`{name}`"));
            let shown = material.map_or(Words::new("没有这份材料", "absent"), |material| {
                let words = found_words(material, false);
                match (&material.how, &material.by) {
                    (Some(How::Produced), Some(by)) => {
                        Words::new(format!("{} {by}", words.zh), format!("{} by {by}", words.en))
                    }
                    _ => words,
                }
            });
            if let Some(state) = state
                && !material.is_some_and(|material| is_so(material, *state))
            {
                return Some(Mismatch { of, wanted: state_words(*state), found: shown });
            }
            if let Some(by) = made {
                let is_made = material.is_some_and(|it| {
                    it.how == Some(How::Produced) && by.as_ref().is_none_or(|by| it.by.as_ref() == Some(by))
                });
                if !is_made {
                    let by = by.clone().unwrap_or_default();
                    let wanted = Words::new(format!("产出 {by}"), format!("produced by {by}"));
                    return Some(Mismatch { of, wanted, found: shown });
                }
            }
            if let Some(copies) = copies {
                let wanted = Quantity::Value(copies.to_plain());
                if material.and_then(|it| it.copies.as_ref()) != Some(&wanted) {
                    let found = material.and_then(|it| it.copies.as_ref()).map_or_else(no_value, quantity_words);
                    return Some(Mismatch { of, wanted: quantity_words(&wanted), found });
                }
            }
            let wanted = steps.as_ref()?;
            let served = found.map(|ChainMaterial { steps, .. }| steps.clone()).unwrap_or_default();
            listed(of, &sorted(wanted), &sorted(&served))
        }
        ChainExpected::Missing(_) => {
            listed(Words::new("缺", "what is missing"), &sorted(missing), &sorted(&answer.missing))
        }
    }
}

fn step_mismatch(program: &Program, answer: &ChainAnswer, name: &str, expected: &StepExpected) -> Option<Mismatch> {
    let step = answer.steps.iter().find(|step| step.id == name)?;
    let of = Words::new(format!("步骤 `{name}`"), format!("step `{name}`"));
    let state = |state: StepState| match state {
        StepState::Runs => Words::new("应办", "done"),
        StepState::Skipped => Words::new("不办", "not done"),
        StepState::Blocked => Words::new("阻断", "stopped"),
        StepState::Unknown => Words::new("未知", "unknown"),
    };
    let found = state(step.state);
    let wanted = match expected {
        StepExpected::Runs if step.state == StepState::Runs => return None,
        StepExpected::Runs => state(StepState::Runs),
        StepExpected::CanStart if step.can_start => return None,
        StepExpected::CanStart => {
            let waits = names(&step.waits_for);
            let found =
                Words::new(format!("{}，等 {}", found.zh, waits.zh), format!("{}, waits for {}", found.en, waits.en));
            return Some(Mismatch { of, wanted: Words::new("可办", "can start"), found });
        }
        StepExpected::Skipped if step.state == StepState::Skipped => return None,
        StepExpected::Skipped => state(StepState::Skipped),
        StepExpected::Unknown if step.state == StepState::Unknown => return None,
        StepExpected::Unknown => state(StepState::Unknown),
        StepExpected::Blocked(by) => {
            let stoppers = stoppers(step);
            if step.state == StepState::Blocked && by.as_ref().is_none_or(|by| stoppers.contains(by)) {
                return None;
            }
            let by = by.clone().unwrap_or_default();
            let stoppers = names(&stoppers);
            return Some(Mismatch {
                of,
                wanted: Words::new(format!("阻断 {by}"), format!("stopped by {by}")),
                found: Words::new(format!("{} {}", found.zh, stoppers.zh), format!("{} {}", found.en, stoppers.en)),
            });
        }
        StepExpected::Ends(day) => {
            let test = ValueTest::Is(Constant::Date(*day));
            return quantity(of, &test, &Kind::Date, step.end.as_ref());
        }
        StepExpected::Place(place, region) => {
            let found: Vec<&PlaceAnswer> = match place {
                ChainPlace::Received => step.received_in.iter().collect(),
                ChainPlace::Decided | ChainPlace::Collected => step.decided_in.iter().collect(),
            };
            let found = found.into_iter().filter_map(|place| place.region.clone()).collect();
            return region_mismatch(program, place_words(*place), *region, found);
        }
    };
    Some(Mismatch { of, wanted, found })
}

fn stoppers(step: &StepAnswer) -> Vec<String> {
    let surely = step.stopped_by.iter().filter(|stop| stop.stops == Needed::Yes);
    surely.filter_map(|stop| stop.condition.clone().or_else(|| stop.step.clone())).collect()
}

fn no_finish(answer: &ChainAnswer, because: Option<Reason>, condition: Option<&str>) -> Option<Mismatch> {
    // A day that only has an earliest is none.
    let open = match &answer.finish {
        None => true,
        Some(Quantity::Bounds(Ends { to, .. })) => to.is_none(),
        Some(_) => false,
    };
    let reason = because.is_none_or(|reason| answer.blocked.iter().any(|blocked| blocked.reason == reason));
    let stopped =
        condition.is_none_or(|name| answer.steps.iter().any(|step| stoppers(step).iter().any(|stop| stop == name)));
    if open && reason && stopped {
        return None;
    }
    let why = because.map(of_reason).or_else(|| condition.map(same));
    let wanted = match why {
        Some(why) => Words::new(format!("未知 因 {}", why.zh), format!("unknown because of {}", why.en)),
        None => Words::new("未知", "unknown"),
    };
    let reasons: Vec<Words> = answer.blocked.iter().map(|blocked| of_reason(blocked.reason)).collect();
    let reasons = super::words::joined(&reasons, "、", ", ");
    let found = answer.finish.as_ref().map_or_else(no_value, quantity_words);
    let found = Words::new(format!("{} {}", found.zh, reasons.zh), format!("{} {}", found.en, reasons.en));
    Some(Mismatch { of: Words::new("办结", "the finish"), wanted, found })
}

fn place_words(place: ChainPlace) -> Words {
    match place {
        ChainPlace::Collected => Words::new("收件地", "where it is collected"),
        ChainPlace::Received => Words::new("受理地", "where it is received"),
        ChainPlace::Decided => Words::new("决定地", "where it is decided"),
    }
}

fn region_mismatch(program: &Program, of: Words, region: RegionId, found: Vec<Quantity>) -> Option<Mismatch> {
    let wanted = program.regions.get(region.index()).map(|region| region.name.clone()).unwrap_or_default();
    if found.contains(&Quantity::Value(wanted.clone())) {
        return None;
    }
    let found: Vec<Words> = found.iter().map(quantity_words).collect();
    Some(Mismatch { of, wanted: same(wanted), found: super::words::joined(&found, "、", ", ") })
}

fn listed(of: Words, wanted: &[String], found: &[String]) -> Option<Mismatch> {
    (wanted != found).then(|| Mismatch { of, wanted: names(wanted), found: names(found) })
}

fn sorted(list: &[String]) -> Vec<String> {
    let mut list = list.to_vec();
    list.sort();
    list
}

/// A quantity as an answer writes it against a test.
fn quantity(of: Words, test: &ValueTest, kind: &Kind, found: Option<&Quantity>) -> Option<Mismatch> {
    let text = |number: &Number| number_text(number, kind);
    let wanted = match test {
        ValueTest::Is(Constant::Number(number)) => Quantity::Value(text(number)),
        ValueTest::Is(Constant::Date(day)) => Quantity::Value(Date::to_string(day)),
        ValueTest::Bounds { low, high } => {
            Quantity::Bounds(Ends { from: low.as_ref().map(text), to: high.as_ref().map(text), ..Ends::default() })
        }
        _ => {
            let wanted = Words::new("未知", "unknown");
            return found.map(|found| Mismatch { of, wanted, found: quantity_words(found) });
        }
    };
    if found == Some(&wanted) {
        return None;
    }
    let found = found.map_or_else(no_value, quantity_words);
    Some(Mismatch { of, wanted: quantity_words(&wanted), found })
}

fn no_value() -> Words {
    Words::new("算不出", "none")
}

fn quantity_words(quantity: &Quantity) -> Words {
    match quantity {
        Quantity::Value(value) => same(value.clone()),
        Quantity::Bounds(Ends { from, to, .. }) => {
            let end = |end: &Option<String>| end.clone().unwrap_or_else(|| "…".to_owned());
            Words::new(format!("{} 至 {}", end(from), end(to)), format!("{} to {}", end(from), end(to)))
        }
        Quantity::Within { within } => Words::new(format!("{within}内"), format!("in {within}")),
        _ => Words::new("几个", "several"),
    }
}
