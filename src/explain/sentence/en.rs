//! The English words. Names without an English title stay Chinese; the Chinese text is the law.

mod handling;

use super::{Among, Amount, Compared, Figure, Gap, GapKind, Headline, Limit, NotApplicable, Sentence, Shown, Verdict};
use crate::explain::answer::{ConditionOutcome, Text};
use crate::program::{Comparison, Fold, Reason};
use crate::value::Rounding;

/// More names than these are counted, not listed.
const MOST_NAMES: usize = 4;

pub(super) fn words(sentence: &Sentence) -> String {
    match sentence {
        Sentence::Compared(compared) => comparison(compared),
        Sentence::Among(among) => membership(among),
        Sentence::Tier { name, value, because } if because.is_empty() => format!("{}: {}", name.en, shown(value)),
        Sentence::Tier { name, value, because } => {
            format!("{}: {} ({})", name.en, shown(value), list(because, "; "))
        }
        Sentence::Band { input, value, low, high } => {
            let ends: Vec<String> =
                [low, high].into_iter().flatten().map(|(sign, figure)| requirement(*sign, figure)).collect();
            match ends.as_slice() {
                [] => format!("{} {}", input.en, shown(value)),
                _ => format!("{} {}: the band {}", input.en, shown(value), ends.join(" and ")),
            }
        }
        Sentence::Holds { from, to } => match (from, to) {
            (Some(from), Some(to)) => format!("{from} to {to}"),
            (Some(from), None) => format!("from {from}"),
            (None, Some(to)) => format!("until {to}"),
            (None, None) => "always".to_owned(),
        },
        Sentence::Gap(gap) => wanting(gap),
        Sentence::Change(gap) => change(gap),
        Sentence::Turn { from, below: ConditionOutcome::Unmet, then: ConditionOutcome::Met } => {
            format!("From {} it is met, below not.", from.en())
        }
        Sentence::Turn { from, below: ConditionOutcome::Met, then: ConditionOutcome::Unmet } => {
            format!("Below {} it is met, from there not.", from.en())
        }
        Sentence::Turn { from, below, then } => {
            format!("From {}: {}; below: {}.", from.en(), turned(*then), turned(*below))
        }
        // Behind a name the sentence does not begin anew.
        Sentence::Of { what, said } => match said.en.strip_prefix("Now ") {
            Some(rest) => format!("{}: now {rest}", what.en),
            None => format!("{}: {}", what.en, said.en),
        },
        Sentence::NoWay => "One of these is enough, and none is met:".to_owned(),
        Sentence::Ended(text) => format!("{}.", text.en),
        Sentence::Wanting { facts } => format!("We need {}.", several(facts)),
        Sentence::Given { facts } => {
            let given: Vec<String> =
                facts.iter().map(|(name, value)| format!("{}: {}", name.en, shown(value))).collect();
            format!("You entered {}.", given.join(", "))
        }
        Sentence::Judge { lines, of, by } => {
            let who = by.as_ref().map_or("a person decides".to_owned(), |by| {
                format!("{by} {}", if by.contains('、') { "decide" } else { "decides" })
            });
            match lines.as_slice() {
                [] => format!("{}: {who}.", of.en),
                lines => format!("Whether {}, {who}.", lines.join(", ")),
            }
        }
        Sentence::Decided { line, holds } => {
            format!("{line}: decided {}.", if *holds { "yes" } else { "no" })
        }
        Sentence::Verdicts(verdicts) => {
            let verdicts: Vec<String> =
                verdicts.iter().map(|(name, found)| format!("{}: {}", name.en, outcome(*found))).collect();
            format!("{}.", verdicts.join("; "))
        }
        Sentence::Blocked { reason, at, stated, facts } => blocked(*reason, at.as_ref(), *stated, facts),
        Sentence::Waived => "Waived: an exception of the rule holds.".to_owned(),
        Sentence::Deemed { transition, until } => {
            let until = until.as_ref().map(|until| format!(" until {}", shown(until))).unwrap_or_default();
            format!("Counts as met{until} by the transition “{}”.", transition.en)
        }
        Sentence::Records { met, unmet, open, judged, .. } => {
            let counted = [
                (*met, "meets all conditions", "meet all conditions"),
                (*unmet, "does not", "do not"),
                (*open, "lacks facts", "lack facts"),
                (*judged, "is up to people", "are up to people"),
            ];
            let counted = counted.into_iter().filter(|(count, ..)| *count > 0);
            let counted: Vec<String> =
                counted.map(|(count, one, more)| format!("{count} {}", if count == 1 { one } else { more })).collect();
            if counted.is_empty() { "No records.".to_owned() } else { format!("{}.", counted.join(", ")) }
        }
        Sentence::Merged { place, since, into } => format!("{} has been a part of {} since {since}", place.en, into.en),
        Sentence::Parted { place, since, into } => {
            let into: Vec<&str> = into.iter().map(|place| place.en.as_str()).collect();
            format!("{} was parted into {} on {since}: say again which one", place.en, into.join(", "))
        }
        Sentence::Bare(bare) => format!("{}.", outcome(*bare)),
        Sentence::Window(window) => handling::application(window),
        Sentence::Amount(amount) => match amount {
            Amount::Exactly(figure) => figure.en(),
            Amount::AtMost(figure) => format!("up to {}", figure.en()),
            Amount::AtLeast(figure) => format!("at least {}", figure.en()),
            Amount::Between(low, high) => format!("{} to {}", low.en(), high.en()),
            Amount::Open => "not settled".to_owned(),
            Amount::NoValue => "cannot be worked out".to_owned(),
        },
        Sentence::NotGiven => "not given on what you entered".to_owned(),
        Sentence::GivenIf { what, facts } if facts.is_empty() => {
            format!("{}; whether it is given is not settled", what.en)
        }
        Sentence::GivenIf { what, facts } => format!("{}; whether it is given depends on {}", what.en, several(facts)),
        Sentence::Paper(paper) => handling::material(paper),
        Sentence::Spared(spared) => handling::spared(spared),
        Sentence::Decides(decides) => handling::decides(decides),
        Sentence::Limit(limit) => match limit {
            Limit::Within(figure) => figure.en(),
            Limit::AtOnce => "at once".to_owned(),
            Limit::NoneSet => "no common time limit".to_owned(),
            Limit::Open => "time limit not settled".to_owned(),
        },
        Sentence::Special { takes, uncounted } => {
            let takes = takes.as_ref().map_or("no fixed time".to_owned(), Figure::en);
            if *uncounted { format!("{takes}, not counted in the limit") } else { takes }
        }
        Sentence::Verdict(verdict) => match verdict {
            Verdict::Eligible => "You meet the conditions".to_owned(),
            Verdict::Near(gaps) => {
                let gaps: Vec<String> = gaps.iter().map(short).collect();
                format!("Nearly: {}", gaps.join("; "))
            }
            Verdict::Undetermined => "Cannot tell yet".to_owned(),
            Verdict::Blocked => "Cannot be worked out".to_owned(),
            Verdict::Pending => "What can be checked is met; people decide the rest".to_owned(),
            Verdict::Ineligible => "Not met".to_owned(),
            Verdict::NotApplicable => "Does not apply".to_owned(),
        },
        Sentence::Headline(headline) => match headline {
            Headline::Eligible { checked: 0 } => "There is no condition to check.".to_owned(),
            Headline::Eligible { checked: 1 } => "On what you entered, the one condition is met.".to_owned(),
            Headline::Eligible { checked } => format!("On what you entered, {} conditions are met.", all(*checked)),
            Headline::Near { changes, checked: 1 } => {
                format!("{} and the one checkable condition is met.", list(changes, ", "))
            }
            Headline::Near { changes, checked } => {
                format!("{} and {} checkable conditions are met.", list(changes, ", "), all(*checked))
            }
            Headline::Ineligible { unmet } => format!("Not met: {}.", several(unmet)),
            Headline::Undetermined { facts } => format!("Cannot tell yet; we need {}.", several(facts)),
            Headline::Pending { checked: 0, judged: 1 } => "There is one condition, and people decide it.".to_owned(),
            Headline::Pending { checked: 1, judged } => {
                format!("The one checkable condition is met; people decide {judged} more.")
            }
            Headline::Pending { checked: 0, judged } => format!("People decide all {judged} conditions."),
            Headline::Pending { checked, judged } => {
                let all = if *checked == 2 { "Both".to_owned() } else { format!("All {checked}") };
                format!("{all} checkable conditions are met; people decide {judged} more.")
            }
        },
        Sentence::Disclaimer { open, blocked, judged, not_encoded } => {
            let mut parts = Vec::new();
            match open {
                0 => {}
                1 => parts.push("Of 1 condition we cannot tell yet".to_owned()),
                open => parts.push(format!("Of {open} conditions we cannot tell yet")),
            }
            match blocked {
                0 => {}
                1 => parts.push("1 condition cannot be worked out".to_owned()),
                blocked => parts.push(format!("{blocked} conditions cannot be worked out")),
            }
            match judged {
                0 => {}
                1 => parts.push("1 condition is decided by people".to_owned()),
                judged => parts.push(format!("{judged} conditions are decided by people")),
            }
            match not_encoded {
                0 => {}
                1 => parts.push("1 sentence is not in the rules; please check it yourself".to_owned()),
                count => parts.push(format!("{count} sentences are not in the rules; please check them yourself")),
            }
            parts.push("This is a self-check, not a decision.".to_owned());
            parts.join(". ")
        }
        Sentence::WhyAsked { settles: 0, hangs: 1 } => "1 policy depends on this answer.".to_owned(),
        Sentence::WhyAsked { settles: 0, hangs } => format!("{hangs} policies depend on this answer."),
        Sentence::WhyAsked { settles: 1, .. } => "Answering settles 1 policy.".to_owned(),
        Sentence::WhyAsked { settles, .. } => format!("Answering settles {settles} policies."),
        Sentence::OneChange { change, policies } => match policies.as_slice() {
            [policy] => format!("{} and the checkable conditions of {} are met.", change.en, policy.en),
            policies => {
                format!("One change settles {} policies: {} ({}).", policies.len(), change.en, list(policies, ", "))
            }
        },
        Sentence::NotApplicable(reason) => not_applicable(reason),
        Sentence::Scope => "Scope".to_owned(),
        Sentence::NoCompletion => "No answers to what is missing meet all conditions together.".to_owned(),
        Sentence::SpokenVerdict(verdict) => match verdict {
            Verdict::Eligible => "Yes.".to_owned(),
            Verdict::Near(gaps) => {
                let gaps: Vec<String> = gaps.iter().map(change).collect();
                format!("Nearly: {} would do.", gaps.join(", "))
            }
            Verdict::Undetermined => String::new(),
            Verdict::Blocked => "It cannot be worked out now.".to_owned(),
            Verdict::Pending => "What can be checked is met; people decide the rest.".to_owned(),
            Verdict::Ineligible => "Not at present.".to_owned(),
            Verdict::NotApplicable => String::new(),
        },
        Sentence::SpokenBenefit { name, what, obtained } => match obtained {
            Some(obtained) => format!("{}: {}, {obtained}.", name.en, what.en),
            None => format!("{}: {}.", name.en, what.en),
        },
        Sentence::SpokenEnd { by: Some(by) } => {
            format!("This is a self-check on what you told us; the decision is with {by}.")
        }
        Sentence::SpokenEnd { by: None } => {
            "This is a self-check on what you told us; the decision is with the accepting office.".to_owned()
        }
        Sentence::Rounded { how, step } => {
            let how = match how {
                Rounding::HalfUp | Rounding::HalfEven => "rounded",
                Rounding::Up => "rounded up",
                Rounding::Down => "rounded down",
            };
            step.as_ref().map_or(how.to_owned(), |step| format!("{how} to {}", shown(step)))
        }
        Sentence::Capped => "ceiling".to_owned(),
        Sentence::Constant => "figure in the rule".to_owned(),
        Sentence::NoLess { of, than } => format!("{}, {} at least", of.en, shown(than)),
        Sentence::NoMore { of, than } => format!("{}, {} at most", of.en, shown(than)),
        Sentence::Later { than, by } => format!("{} plus {}", than.en, by.en()),
        Sentence::OfYear { what, year } => format!("{} of {year}", what.en),
        Sentence::YearsBefore { fact, years } => match years {
            0 => format!("{} of the year", fact.en),
            1 => format!("{} of the year before", fact.en),
            years => format!("{} of {years} years before", fact.en),
        },
        Sentence::WorkedOut => "worked out".to_owned(),
        Sentence::NotKnown => "not known yet".to_owned(),
        Sentence::NoValue => "cannot be worked out".to_owned(),
        Sentence::Folded { fold, list, of, some } => {
            let list = if *some { format!("{} (those that qualify)", list.en) } else { list.en.clone() };
            let fold = match fold {
                Fold::Count => "number",
                Fold::Sum => "total",
                Fold::Mean => "mean",
                Fold::Max => "greatest",
                Fold::Min => "least",
            };
            match of {
                Some(of) => format!("{fold} {} of {list}", of.en),
                None => format!("{fold} of {list}"),
            }
        }
        Sentence::Value(value) => shown(value),
        Sentence::Includes { name, not, member, outcome } => {
            let name = name.as_ref().map_or(String::new(), |name| format!("{}: ", name.en));
            let found = match (not, outcome) {
                (false, ConditionOutcome::Met) => "included, as required",
                (false, ConditionOutcome::Unmet) => "required, and not included",
                (false, _) => "must be included",
                (true, ConditionOutcome::Met) => "not included, as required",
                (true, ConditionOutcome::Unmet) => "included, and must not be",
                (true, _) => "must not be included",
            };
            format!("{name}{} {found}.", member.en)
        }
    }
}

fn not_applicable(reason: &NotApplicable) -> String {
    match reason {
        NotApplicable::NotInForce { published: false, .. } => "Does not apply: not published yet.".to_owned(),
        NotApplicable::NotInForce { day, stretches, .. } => {
            let day = day.as_ref().map(|day| format!(" on {day}")).unwrap_or_default();
            format!("Does not apply: not in force{day}. In force: {}.", several(stretches))
        }
        NotApplicable::NotInScope { why } if why.is_empty() => "Does not apply: outside its scope.".to_owned(),
        NotApplicable::NotInScope { why } => format!("Does not apply: outside its scope. {}", list(why, " ")),
        NotApplicable::OtherRegion { places } => format!("Does not apply: it holds in {} only.", several(places)),
    }
}

/// How many are meant by all of them.
fn all(count: usize) -> String {
    if count == 2 { "both".to_owned() } else { format!("all {count}") }
}

fn outcome(outcome: ConditionOutcome) -> &'static str {
    match outcome {
        ConditionOutcome::Met => "Met",
        ConditionOutcome::Unmet => "Not met",
        ConditionOutcome::Unknown => "Cannot tell yet",
        ConditionOutcome::Judged => "Decided by people",
    }
}

/// Where an answer that is filled in turns a condition: what is then open is so whatever is answered.
fn turned(found: ConditionOutcome) -> &'static str {
    match found {
        ConditionOutcome::Unknown => "Cannot be worked out",
        found => outcome(found),
    }
}

fn shown(value: &Shown) -> String {
    match value {
        Shown::One(figure) => figure.en(),
        Shown::Words(words) => words.en.clone(),
        Shown::Between { low, high } => match (low, high) {
            (Some((low, true)), Some((high, true))) => format!("{} to {}", low.en_beside(high), high.en()),
            (Some(low), Some(high)) => format!("{} and {}", least(low), most(high)),
            (Some(low), None) => least(low),
            (None, Some(high)) => most(high),
            (None, None) => "open".to_owned(),
        },
    }
}

fn least((figure, closed): &(Figure, bool)) -> String {
    let words = match (figure.is_day(), closed) {
        (false, true) => "at least",
        (false, false) => "more than",
        (true, true) => "on or after",
        (true, false) => "after",
    };
    format!("{words} {}", figure.en())
}

fn most((figure, closed): &(Figure, bool)) -> String {
    let words = match (figure.is_day(), closed) {
        (false, true) => "at most",
        (false, false) => "less than",
        (true, true) => "on or before",
        (true, false) => "before",
    };
    format!("{words} {}", figure.en())
}

fn list(texts: &[Text], between: &str) -> String {
    texts.iter().map(|text| text.en.as_str()).collect::<Vec<_>>().join(between)
}

fn several(texts: &[Text]) -> String {
    match texts.get(..MOST_NAMES) {
        Some(first) if texts.len() > MOST_NAMES => {
            format!("{} and {} more", list(first, ", "), texts.len() - MOST_NAMES)
        }
        _ => list(texts, ", "),
    }
}

/// "at least 10% (10% counts)": a figure always says whether it counts itself.
fn requirement(sign: Comparison, figure: &Figure) -> String {
    let bound = figure.en();
    match (sign, figure.is_day()) {
        (Comparison::AtLeast, false) => format!("at least {bound} ({bound} counts)"),
        (Comparison::Greater, false) => format!("more than {bound} ({bound} does not count)"),
        (Comparison::AtMost, false) => format!("at most {bound} ({bound} counts)"),
        (Comparison::Less, false) => format!("less than {bound} ({bound} does not count)"),
        (Comparison::AtLeast, true) => format!("on or after {bound}"),
        (Comparison::Greater, true) => format!("after {bound}"),
        (Comparison::AtMost, true) => format!("on or before {bound}"),
        (Comparison::Less, true) => format!("before {bound}"),
        (Comparison::Equal, _) => format!("exactly {bound}"),
        (Comparison::NotEqual, _) => format!("other than {bound}"),
    }
}

fn requirement_of(sign: Comparison, threshold: &Shown) -> String {
    match (threshold, sign) {
        (Shown::One(figure), _) => requirement(sign, figure),
        (Shown::Between { .. }, Comparison::AtLeast) => format!("at least a figure of {}", shown(threshold)),
        (Shown::Between { .. }, Comparison::Greater) => format!("more than a figure of {}", shown(threshold)),
        (Shown::Between { .. }, Comparison::AtMost) => format!("at most a figure of {}", shown(threshold)),
        (Shown::Between { .. }, Comparison::Less) => format!("less than a figure of {}", shown(threshold)),
        (_, Comparison::Equal) => shown(threshold),
        (_, Comparison::NotEqual) => format!("other than {}", shown(threshold)),
        (_, Comparison::AtLeast) => format!("no lower than {}", shown(threshold)),
        (_, Comparison::Greater) => format!("above {}", shown(threshold)),
        (_, Comparison::AtMost) => format!("no higher than {}", shown(threshold)),
        (_, Comparison::Less) => format!("below {}", shown(threshold)),
    }
}

fn comparison(compared: &Compared) -> String {
    let name = compared.name.as_ref().map_or(String::new(), |name| format!("{}: ", name.en));
    // A day does not grow: it is, and is not so "now".
    let now = match (compared.value.as_ref().is_some_and(is_day), name.is_empty()) {
        (true, _) => "",
        (false, true) => "Now ",
        (false, false) => "now ",
    };
    let wanted = compared.threshold.as_ref().map(|threshold| requirement_of(compared.sign, threshold));
    let (Some(value), Some(wanted)) = (&compared.value, &wanted) else {
        return match (&compared.value, &wanted) {
            (Some(value), None) => format!("{name}{now}{}; what is required cannot be worked out.", shown(value)),
            (None, Some(wanted)) if compared.unknown => format!("{name}not known yet; {wanted} required."),
            (None, Some(wanted)) => format!("{name}cannot be worked out; {wanted} required."),
            _ if compared.unknown => format!("{name}not known yet."),
            _ => format!("{name}cannot be worked out."),
        };
    };
    if let Shown::Words(value) = value {
        // A name has no "now".
        return match (compared.sign, compared.outcome) {
            (Comparison::Equal, ConditionOutcome::Met) => format!("{name}{}, as required.", value.en),
            (Comparison::NotEqual, ConditionOutcome::Unmet) => format!("{name}{}, which does not qualify.", value.en),
            (Comparison::NotEqual, ConditionOutcome::Met) => {
                format!("{name}{}, not {}.", value.en, compared.threshold.as_ref().map_or(String::new(), shown))
            }
            _ => format!("{name}{}; {wanted} required.", value.en),
        };
    }
    let upper = matches!(compared.sign, Comparison::AtMost | Comparison::Less);
    match (value, compared.outcome) {
        (Shown::Between { low, high }, ConditionOutcome::Met | ConditionOutcome::Unmet) => {
            let met = compared.outcome == ConditionOutcome::Met;
            // The end that decides: of a lower bound that is met the least value, of one that is not the greatest.
            let end = if met == upper { high.as_ref().map(most) } else { low.as_ref().map(least) };
            let verdict = match (compared.by_people, met) {
                (false, true) => "enough either way, no need to be exact",
                (false, false) => "not enough either way, no need to be exact",
                (true, true) => "met however it is decided",
                (true, false) => "not met however it is decided",
            };
            let end = end.unwrap_or_else(|| shown(value));
            format!("{name}{now}{end}; {wanted} required: {verdict}.")
        }
        (Shown::Between { .. }, _) => format!("{name}{now}{}; {wanted} required.", shown(value)),
        (_, ConditionOutcome::Met) if compared.sign == Comparison::AtMost && !is_day(value) => {
            format!("{name}{now}{}, within {}.", shown(value), compared.threshold.as_ref().map_or(String::new(), shown))
        }
        (_, ConditionOutcome::Unmet) => match &compared.distance {
            Some(distance) => {
                let how = match (is_day(value), compared.above) {
                    (true, true) => "too late",
                    (true, false) => "too early",
                    (false, true) => "over",
                    (false, false) => "short",
                };
                format!("{name}{now}{}; {wanted} required, {} {how}.", shown(value), distance.en())
            }
            None => format!("{name}{now}{}; {wanted} required.", shown(value)),
        },
        _ => format!("{name}{now}{}; {wanted} required.", shown(value)),
    }
}

fn is_day(value: &Shown) -> bool {
    matches!(value, Shown::One(figure) if figure.is_day())
}

fn membership(among: &Among) -> String {
    let name = among.name.as_ref().map_or(String::new(), |name| format!("{}: ", name.en));
    let members: Vec<String> = among.members.iter().map(shown).collect();
    let members = match members.get(..MOST_NAMES) {
        Some(first) if members.len() > MOST_NAMES => {
            format!("{} and {} more", first.join(", "), members.len() - MOST_NAMES)
        }
        _ => members.join(", "),
    };
    let wanted = match (among.not, among.places, among.members.as_slice()) {
        (false, true, [_]) => format!("must lie in {members}"),
        (false, true, _) => format!("must lie in one of {members}"),
        (true, true, [_]) => format!("must not lie in {members}"),
        (true, true, _) => format!("must lie in none of {members}"),
        (false, _, [Shown::Between { .. }]) => format!("must be from {members}, both ends included"),
        (true, _, [Shown::Between { .. }]) => format!("must not be from {members}, both ends included"),
        (false, _, [_]) => format!("{members} required"),
        (false, ..) => format!("must be one of {members}"),
        (true, _, [_]) => format!("must not be {members}"),
        (true, ..) => format!("must be none of {members}"),
    };
    match &among.value {
        None => format!("{name}{wanted}."),
        Some(Shown::Words(value)) if among.outcome == ConditionOutcome::Met => {
            match (among.not, among.places, among.members.len()) {
                (false, false, 1) => format!("{name}{}, as required.", value.en),
                _ => format!("{name}{}; {wanted}.", value.en),
            }
        }
        Some(Shown::Words(value)) => format!("{name}{}; {wanted}.", value.en),
        Some(value) => format!("{name}now {}; {wanted}.", shown(value)),
    }
}

fn wanting(gap: &Gap) -> String {
    let fact = &gap.fact.en;
    let held = match gap.held.as_slice() {
        [] => String::new(),
        held => format!(", with {} unchanged", list(held, ", ")),
    };
    match gap.kind {
        GapKind::Wait => format!("Wait {}, until {}.", gap.change.en(), gap.need.en()),
        GapKind::Day => format!("{fact} would have to be {} instead of {}{held}.", gap.need.en(), gap.now.en()),
        GapKind::Past => {
            let how = if gap.more { "short" } else { "over" };
            format!(
                "{fact}: {} {how} ({} → {}), and that period is over.",
                gap.change.en(),
                gap.now.en_before(),
                gap.need.en_before()
            )
        }
        GapKind::Amount if gap.more => format!("{} more {fact} needed{held}.", gap.change.en_before()),
        GapKind::Amount => format!("{} {} {fact} needed{held}.", gap.change.en_before(), gap.change.en_less()),
    }
}

fn change(gap: &Gap) -> String {
    let fact = &gap.fact.en;
    match gap.kind {
        GapKind::Wait => format!("wait {} (until {})", gap.change.en(), gap.need.en()),
        GapKind::Day => format!("{fact} becomes {}", gap.need.en()),
        GapKind::Amount | GapKind::Past => {
            let how = if gap.more { "more" } else { gap.change.en_less() };
            format!("{} {how} {fact} ({} → {})", gap.change.en_before(), gap.now.en_before(), gap.need.en_before())
        }
    }
}

/// What a list has room for.
fn short(gap: &Gap) -> String {
    match gap.kind {
        GapKind::Wait => format!("wait {}", gap.change.en()),
        GapKind::Day => format!("{} becomes {}", gap.fact.en, gap.need.en()),
        _ if gap.more => format!("{} more {}", gap.change.en_before(), gap.fact.en),
        _ => format!("{} {} {}", gap.change.en_before(), gap.change.en_less(), gap.fact.en),
    }
}

fn blocked(reason: Reason, at: Option<&Text>, stated: bool, facts: &[Text]) -> String {
    let facts = several(facts);
    let because = match reason {
        Reason::DivisionByZero if facts.is_empty() => "the divisor is 0".to_owned(),
        Reason::DivisionByZero => format!("the divisor is 0; look at {facts}"),
        Reason::EmptyList => format!("{facts} holds nothing to work it out from"),
        Reason::NoValue if !facts.is_empty() => format!("there is no such figure; look at {facts}"),
        Reason::NoValue => "no figure is collected for this day".to_owned(),
        Reason::CalendarUnknown => "the holidays of this year are not collected".to_owned(),
        Reason::DateOutOfRange => "a day is out of range".to_owned(),
        Reason::NoRow if stated => "the text gives nothing for this case".to_owned(),
        Reason::NoRow => "the table has no such case".to_owned(),
        Reason::ManyRows => "several rows of the table hold at once".to_owned(),
        Reason::Clash => "several exceptions hold with different results".to_owned(),
        Reason::UndefinedInput => "a figure that it needs cannot be worked out".to_owned(),
        Reason::UndefinedGuard => "its premise cannot be worked out".to_owned(),
        Reason::NotInForce => "the policy that it rests on is not in force".to_owned(),
        Reason::NotInScope => "the policy that it rests on does not cover this case".to_owned(),
        Reason::OtherRegion => "the policy that it rests on holds elsewhere".to_owned(),
        Reason::OpenEndedStep => "no limit is set for this step".to_owned(),
    };
    match at {
        Some(at) => format!("{} cannot be worked out: {because}.", at.en),
        None => format!("Cannot be worked out: {because}."),
    }
}
