//! The English words for how a policy is handled: when one may apply, with which papers, who decides.

use super::{several, shown};
use crate::explain::answer::{How, WindowState};
use crate::explain::sentence::{Decides, Paper, Spared, Window};

pub(super) fn application(window: &Window) -> String {
    let at = window.closes_at.as_ref().map_or(String::new(), |at| format!(" {at}"));
    match (window.state, &window.opens, &window.closes) {
        (WindowState::Open, _, Some(closes)) => match window.days_left {
            Some(0) => format!("closes today{at} ({closes})"),
            Some(1) => format!("by {closes}{at} (1 day left)"),
            Some(days) => format!("by {closes}{at} ({days} days left)"),
            None => format!("by {closes}{at}"),
        },
        (WindowState::Open, ..) => "open now".to_owned(),
        (WindowState::Upcoming, Some(opens), _) => format!("not open now, opens {opens}"),
        (WindowState::Upcoming, ..) => "not open now, not yet begun".to_owned(),
        (WindowState::Closed, Some(opens), _) if !window.over => format!("not open now, opens again {opens}"),
        (WindowState::Closed, _, Some(closes)) => format!("not open now, closed {closes}"),
        (WindowState::Closed, ..) => "not open now, closed".to_owned(),
        (WindowState::Always, ..) => "open all year".to_owned(),
        (WindowState::Announced, ..) => {
            window.note.as_ref().map_or("dates are announced apart".to_owned(), |note| note.en.clone())
        }
    }
}

pub(super) fn material(paper: &Paper) -> String {
    match paper {
        Paper::Submit { forms, copies, one_of_several } => {
            let mut words = if *one_of_several { "may be handed in" } else { "hand in" }.to_owned();
            if !forms.is_empty() {
                words.push_str(&format!(": {}", forms.join(", ")));
            }
            if let Some(copies) = copies {
                words.push_str(&format!(", copies: {}", shown(copies)));
            }
            words
        }
        Paper::Later { within, by } => {
            let mut words = "may follow".to_owned();
            if let Some(within) = within {
                words.push_str(&format!(" within {} of acceptance", within.en()));
                if let Some(by) = by {
                    words.push_str(&format!(", by {by}"));
                }
            }
            words
        }
        Paper::Promised => "sign a promise instead".to_owned(),
        Paper::Shared { by: Some(by) } => format!("not needed (shared by {by})"),
        Paper::Shared { by: None } => "not needed (shared data)".to_owned(),
        Paper::AnyOf { count: 0 } => "none of these on what you entered".to_owned(),
        Paper::AnyOf { count: 1 } => "the one of these that applies".to_owned(),
        Paper::AnyOf { count } => format!("any one of these {count}"),
        Paper::NotNeeded => "not needed".to_owned(),
        Paper::Keep { long } => format!("not handed in; keep it for {}", long.en()),
        Paper::OneOf { ways, facts } => {
            let ways: Vec<&str> = ways.iter().map(|way| way_words(*way)).collect();
            let which = ways.join(", or ");
            if facts.is_empty() {
                format!("{which}: not known yet")
            } else {
                format!("{which}; depends on {}", several(facts))
            }
        }
        Paper::Expired { issued, until } => format!("too old: issued on {issued}, good until {until}; get a new one"),
        Paper::Unknown { facts } if facts.is_empty() => "not known yet".to_owned(),
        Paper::Unknown { facts } => format!("not known yet; depends on {}", several(facts)),
        Paper::NoValue { why } => format!("not known yet: {}", why.en),
    }
}

fn way_words(way: How) -> &'static str {
    match way {
        How::Submit => "hand it in",
        How::Shared => "not needed (shared data)",
        How::Produced => "made by an earlier step",
        How::Promised => "sign a promise instead",
        How::Later => "it may follow later",
    }
}

pub(super) fn spared(spared: &Spared) -> String {
    let told = |mut words: String, parts: [(&str, &Option<String>); 3]| {
        for (what, said) in parts {
            if let Some(said) = said {
                words.push_str(&format!("; {what}: {said}"));
            }
        }
        words
    };
    match spared {
        Spared::Later { rule, overdue, recorded } => {
            told(format!("under “{rule}”"), [("if it does not come", overdue), ("recorded", recorded), ("", &None)])
        }
        Spared::Promised { rule, verified, if_false, recorded } => {
            told(format!("under “{rule}”"), [("verified", verified), ("if false", if_false), ("recorded", recorded)])
        }
        Spared::Refused { rule } => format!("the premise of “{rule}” does not hold"),
        Spared::NoRule => "no such rule is in force here".to_owned(),
    }
}

pub(super) fn decides(decides: &Decides) -> String {
    match decides {
        Decides::Organ { organ, in_name_of, under } => {
            let mut words = format!("decided by {}", organ.en);
            if let Some(name) = in_name_of {
                words.push_str(&format!(" in the name of {}", name.en));
            }
            if let Some(under) = under {
                words.push_str(&format!(" ({under})"));
            }
            words
        }
        Decides::Department { place, department } => format!("decided by {} of {}", department.en, place.en),
        Decides::OneOf { organs, facts } => {
            let organs = organs.iter().map(|organ| organ.en.as_str()).collect::<Vec<_>>().join(" or ");
            if facts.is_empty() {
                format!("decided by {organs}")
            } else {
                format!("decided by {organs}; depends on {}", several(facts))
            }
        }
        Decides::Unknown { facts } if facts.is_empty() => "the rules do not say who decides".to_owned(),
        Decides::Unknown { facts } => format!("not known yet who decides; depends on {}", several(facts)),
    }
}
