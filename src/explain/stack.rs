//! What the benefits of a place come to together: each policy by itself, then what the rules say of the sum.

use super::answer::{
    BecauseAnswer, OpenAnswer, PackStamp, Quantity, StackAnswer, StackChoice, StackLine, StackTaken, Text,
};
use super::benefit;
use super::known::{labelled, number_text, range_quantity, region_name};
use super::law::{cites, own_title};
use super::matching::{Matched, match_policy};
use super::missing::missing;
use super::policy::outcome_answer;
use super::scope::{holds_elsewhere, not_in_force};
use super::sentence::{Amount as AmountWords, Precision, Sentence, figure, say};
use super::used::slot_names;
use crate::eval::graph::Target;
use crate::eval::{Amount, Because, Chosen, Outcome, Run, Slot, Stacked, add_up};
use crate::program::{Benefit, Kind, NodeId, PolicyId, Program, REGISTERED_IN, RegionId, Stack, StackId, StackRule};
use crate::value::{End, Marks, Number, Range, Truth, Value};
use std::collections::BTreeSet;

/// What was worked out of one 叠加.
#[derive(Clone, Debug)]
pub struct Added {
    /// Why it does not speak of the case.
    pub because: Option<Because>,
    /// What each benefit gives by itself.
    pub amounts: Vec<Amount>,
    /// What became of each policy.
    pub outcomes: Vec<Outcome>,
    /// Of each that gives nothing: why.
    pub nothing: Vec<Option<Text>>,
    /// What comes of all together.
    pub stacked: Stacked,
    /// Facts that can still change the total, in catalogue order.
    pub missing: Vec<Slot>,
    /// Why single amounts leave the total open.
    pub open: Marks,
}

/// What leaves amounts open.
#[derive(Default)]
struct Lacking {
    slots: BTreeSet<Slot>,
    marks: Marks,
}

/// The names of all 叠加.
pub fn stack_names(program: &Program) -> Vec<&str> {
    program.stacks.iter().map(|stack| stack.name.as_str()).collect()
}

/// One 叠加 for one profile, by its name.
pub fn stack(run: &mut Run<'_>, name: &str, pack: &PackStamp) -> Option<StackAnswer> {
    let at = run.program().stacks.iter().position(|stack| stack.name == name)?;
    answer(run, StackId(u32::try_from(at).ok()?), pack)
}

/// Every 叠加 that speaks of the case and of which something may come.
pub fn stacks_here(run: &mut Run<'_>, pack: &PackStamp) -> Vec<StackAnswer> {
    let count = u32::try_from(run.program().stacks.len()).unwrap_or(u32::MAX);
    let answers = (0..count).filter_map(|at| answer(run, StackId(at), pack)).collect::<Vec<_>>();
    answers.into_iter().filter(|answer| answer.applies() && answer.may_pay()).collect()
}

/// Works one 叠加 out. Leaves no policy entered.
pub fn added_up(run: &mut Run<'_>, id: StackId) -> Option<Added> {
    let mut added = added_up_at_once(run, id, None)?;
    let mut pieces = each_place(run, id).into_iter();
    // Nobody is in two places at once: awards of places that exclude each other are never added up.
    if let Some(first) = pieces.next() {
        (added.amounts, added.stacked) = pieces.fold((first.amounts, first.stacked), |(amounts, stacked), piece| {
            let amounts = amounts.iter().zip(&piece.amounts).map(|(one, other)| joined(one, other)).collect();
            (amounts, stacked.or(&piece.stacked))
        });
        if added.stacked.total.settled().is_some() {
            added.missing.clear();
            added.open = Marks::NONE;
        }
    }
    Some(added)
}

/// The same for each place that is still possible and tells the benefits apart; nothing where the place is known.
fn each_place(run: &mut Run<'_>, id: StackId) -> Vec<Added> {
    let program = run.program();
    let Some(stack) = program.stacks.get(id.index()) else { return Vec::new() };
    let names: BTreeSet<&str> = stack
        .benefits
        .iter()
        .filter_map(|stacked| program.policies.get(stacked.policy.index()))
        .map(|policy| policy.name.as_str())
        .collect();
    let regions: BTreeSet<RegionId> = program
        .policies
        .iter()
        .filter(|policy| !policy.standard && names.contains(policy.name.as_str()))
        .map(|policy| policy.region)
        .collect();
    run.leave();
    let places = run.places_apart(regions.into_iter());
    if places.len() < 2 {
        return Vec::new();
    }
    let worked = places.into_iter().filter_map(|place| {
        let mut facts = run.facts().clone();
        if let Some(region) = program.regions.get(place.index()) {
            // Where it cannot be said more exactly, what is known stays as it is.
            let _refused = facts.set(program, REGISTERED_IN, &serde_json::Value::String(region.name.clone()));
        }
        added_up_at_once(&mut Run::new(program, &facts, run.asked()), id, Some(place))
    });
    worked.collect()
}

/// Whether a policy holds only in places inside one: for whoever is in that one and in none of those, it does not.
fn holds_only_inside(run: &Run<'_>, policy: PolicyId, place: RegionId) -> bool {
    let program = run.program();
    let Some(named) = program.policies.get(policy.index()) else { return false };
    let inside = |region: RegionId| run.contains_place(place, region) && !run.contains_place(region, place);
    let mut versions = program.policies.iter().filter(|it| !it.standard && it.name == named.name);
    versions.all(|version| inside(version.region))
}

/// With a place: for whoever is in it, and in no other place inside it that the policies name.
fn added_up_at_once(run: &mut Run<'_>, id: StackId, place: Option<RegionId>) -> Option<Added> {
    let program = run.program();
    let stack = program.stacks.get(id.index())?;
    run.leave();
    let because = not_here(run, stack);
    let mut amounts = Vec::new();
    let mut outcomes = Vec::new();
    let mut nothing = Vec::new();
    let mut lacking = Lacking::default();
    for stacked in &stack.benefits {
        let (outcome, amount, why) = match place {
            Some(place) if holds_only_inside(run, stacked.policy, place) => {
                (Outcome::NotApplicable, Amount::exactly(Number::ZERO), None)
            }
            _ => alone(run, stacked.policy, &stacked.benefit, &mut lacking),
        };
        outcomes.push(outcome);
        nothing.push(why.filter(|_| amount.settled().is_some_and(Number::is_zero)));
        amounts.push(amount);
    }
    run.leave();
    let caps: Vec<Option<Amount>> = stack
        .clauses
        .iter()
        .map(|clause| match &clause.rule {
            StackRule::Cap { amount, .. } => {
                let amount = *amount;
                lacking.slots.extend(missing(run, None, Target::Node(amount)));
                run.leave();
                match run.split(amount) {
                    Value::Number(range) => {
                        lacking.marks = lacking.marks | range.marks();
                        Some(bounds(&range))
                    }
                    _ => None,
                }
            }
            _ => None,
        })
        .collect();
    let stacked = add_up(stack, &amounts, &caps);
    // What is known to the last fen hangs on no fact.
    let lacking = if stacked.total.settled().is_some() { Lacking::default() } else { lacking };
    let missing = lacking.slots.into_iter().collect();
    Some(Added { because, amounts, outcomes, nothing, stacked, missing, open: lacking.marks })
}

/// Why a 叠加 does not speak of the case; none while the place is open.
fn not_here(run: &mut Run<'_>, stack: &Stack) -> Option<Because> {
    let asked = run.asked();
    let day = asked.law_day.unwrap_or(asked.today);
    if !run.lines_in_force(&stack.effective, day) {
        return Some(Because::NotInForce);
    }
    let place = run.place();
    let at = RegionId(place.within);
    // An open place may still turn out to lie in it.
    let may_lie = run.contains_place(stack.region, at)
        || (!place.exact && run.contains_place(at, stack.region))
        || (place.undefined && !place.nothing);
    (!may_lie).then_some(Because::OtherRegion)
}

/// What a policy's benefit gives by itself, over all versions still possible; and why, should that be nothing.
fn alone(run: &mut Run<'_>, policy: PolicyId, benefit: &str, lacking: &mut Lacking) -> (Outcome, Amount, Option<Text>) {
    let nothing = Amount::exactly(Number::ZERO);
    let program = run.program();
    let Some(name) = program.policies.get(policy.index()).map(|policy| policy.name.as_str()) else {
        return (Outcome::NotApplicable, nothing, None);
    };
    let Some(matched) = match_policy(run, name) else { return (Outcome::NotApplicable, nothing, None) };
    let outcome = matched.evaluation.outcome;
    if matches!(outcome, Outcome::Ineligible | Outcome::NotApplicable) {
        return (outcome, nothing, Some(why_none(program, &matched)));
    }
    let mut found: Option<Amount> = None;
    let mut premise_holds = false;
    for version in &matched.evaluation.versions {
        let own = program
            .policies
            .get(version.index())
            .and_then(|policy| policy.benefits.iter().find(|own| own.name == benefit));
        let amount = match own {
            Some(own) => given(run, *version, own, lacking),
            None => nothing.clone(),
        };
        found = Some(found.map_or_else(|| amount.clone(), |found| joined(&found, &amount)));
        run.enter(*version);
        let when = own.and_then(|own| own.when);
        premise_holds |= when.is_none_or(|when| run.split_truth(when) != Truth::UNMET);
    }
    let not_due = match premise_holds {
        true => Text { zh: "按规则算出来是 0".to_owned(), en: "it comes to nothing by the rule".to_owned() },
        false => Text { zh: "这一项的前提不成立".to_owned(), en: "its own premise does not hold".to_owned() },
    };
    let amount = found.unwrap_or_else(|| nothing.clone());
    if outcome == Outcome::Eligible {
        return (outcome, amount, Some(not_due));
    }
    // Where it can give nothing in any case, nobody need be asked whether the policy applies.
    if amount.high.as_ref().is_none_or(Number::is_positive) {
        lacking.slots.extend(matched.lacking.iter().flat_map(|lacking| lacking.missing.iter().copied()));
        lacking.marks = lacking.marks | matched.evaluation.set.truth.map_or(Marks::MISSING, Truth::marks);
    }
    (outcome, joined(&amount, &nothing), Some(not_due))
}

/// Why a policy gives nothing.
fn why_none(program: &Program, matched: &Matched) -> Text {
    if let Some(because) = matched.evaluation.because.first() {
        let (zh, en) = match because {
            Because::OtherRegion => ("地区不符", "it holds elsewhere"),
            Because::NotInForce => ("不在有效期", "not in force"),
            Because::NotInScope => ("不在适用范围", "out of its scope"),
        };
        return Text { zh: zh.to_owned(), en: en.to_owned() };
    }
    let unmet = matched.unmet.iter().filter_map(|(condition, _)| program.conditions.get(condition.index()));
    let unmet: Vec<Text> = unmet.map(|it| labelled(&it.name, it.notes.title.as_ref())).collect();
    if unmet.is_empty() {
        return Text { zh: "不符合条件".to_owned(), en: "its conditions are not met".to_owned() };
    }
    let names = |of: fn(&Text) -> &str, by: &str| unmet.iter().map(of).collect::<Vec<_>>().join(by);
    Text { zh: format!("不符合{}", names(|it| &it.zh, "、")), en: format!("not met: {}", names(|it| &it.en, ", ")) }
}

fn given(run: &mut Run<'_>, version: PolicyId, benefit: &Benefit, lacking: &mut Lacking) -> Amount {
    let nothing = Amount::exactly(Number::ZERO);
    run.enter(version);
    let truth = benefit.when.map_or(Truth::MET, |when| run.split_truth(when));
    if truth == Truth::UNMET {
        return nothing;
    }
    let (amount, marks) = match benefit.amount.map(|amount| run.split(amount)) {
        Some(Value::Number(range)) if range.is_nothing() => (Amount { low: Number::ZERO, high: None }, range.marks()),
        // What may turn out not to be there at all promises nothing.
        Some(Value::Number(range)) if range.may_be_undefined() => (joined(&bounds(&range), &nothing), range.marks()),
        Some(Value::Number(range)) => (bounds(&range), range.marks()),
        _ => (nothing.clone(), Marks::NONE),
    };
    if amount.high.as_ref().is_some_and(|high| !high.is_positive()) {
        return nothing;
    }
    let open: Vec<NodeId> = benefit
        .when
        .filter(|_| truth != Truth::MET)
        .into_iter()
        .chain(benefit.amount.filter(|_| amount.settled().is_none()))
        .collect();
    lacking.marks = lacking.marks | marks | truth.marks();
    for node in open {
        lacking.slots.extend(missing(run, Some(version), Target::Node(node)));
        run.enter(version);
    }
    if truth == Truth::MET { amount } else { joined(&amount, &nothing) }
}

fn joined(one: &Amount, other: &Amount) -> Amount {
    let high = match (&one.high, &other.high) {
        (Some(one), Some(other)) => Some(one.clone().max(other.clone())),
        _ => None,
    };
    Amount { low: one.low.clone().min(other.low.clone()), high }
}

/// The ends of what is known; nobody pays to receive a benefit.
fn bounds(range: &Range) -> Amount {
    let low = range.low().number().cloned().unwrap_or(Number::ZERO).max(Number::ZERO);
    Amount { high: range.high().number().map(|high| high.clone().max(low.clone())), low }
}

/// An amount as a range of yuan.
pub fn range_of(amount: &Amount) -> Range {
    let high = amount.high.clone().map_or(End::Infinite, End::Closed);
    let open = if amount.settled().is_some() { Marks::NONE } else { Marks::MISSING };
    Range::between(End::Closed(amount.low.clone()), high, false, open).unwrap_or_else(Range::nothing)
}

fn answer(run: &mut Run<'_>, id: StackId, pack: &PackStamp) -> Option<StackAnswer> {
    let program = run.program();
    let stack = program.stacks.get(id.index())?;
    let mut answer = StackAnswer {
        stack: stack.name.clone(),
        title: own_title(stack.notes.title.as_ref()),
        region: region_name(program, stack.region).unwrap_or_default(),
        because: Vec::new(),
        total: None,
        open: Vec::new(),
        cut: None,
        unsaid: false,
        best: None,
        second: None,
        lines: Vec::new(),
        missing: Vec::new(),
        doubt: stack.notes.doubts.clone(),
        text: Text::default(),
        pack: pack.clone(),
    };
    run.leave();
    if let Some(because) = not_here(run, stack) {
        let (because, why) = match because {
            Because::OtherRegion => (BecauseAnswer::OtherRegion, holds_elsewhere(program, &[stack.region])),
            _ => {
                let lines: Vec<_> = stack.effective.iter().collect();
                let day = run.law_day().is_day();
                (BecauseAnswer::NotInForce, not_in_force(run.asked().today, day, &lines))
            }
        };
        answer.because.push(because);
        answer.text = say(&Sentence::NotApplicable(why));
        return Some(answer);
    }
    let added = added_up(run, id)?;
    let stacked = &added.stacked;
    answer.total = quantity(&stacked.total);
    answer.open = benefit::because(added.open);
    answer.cut = stacked.cut.as_ref().and_then(quantity);
    answer.unsaid = stacked.unsaid;
    answer.best = stacked.best.as_ref().map(|chosen| choice(program, stack, chosen));
    answer.second = stacked.second.as_ref().map(|chosen| choice(program, stack, chosen));
    answer.missing = slot_names(program, &added.missing);
    answer.lines = (0..stack.benefits.len()).filter_map(|at| line(program, stack, &added, at)).collect();
    answer.text = whole(&added);
    Some(answer)
}

fn line(program: &Program, stack: &Stack, added: &Added, at: usize) -> Option<StackLine> {
    let stacked = stack.benefits.get(at)?;
    let policy = program.policies.get(stacked.policy.index())?;
    let benefit = policy.benefits.iter().find(|benefit| benefit.name == stacked.benefit);
    let alone = added.amounts.get(at)?;
    let pays = added.stacked.pays.get(at)?.as_ref();
    let not_chosen = added.stacked.refused.contains(&at);
    let is_none = alone.settled().is_some_and(Number::is_zero);
    let nothing = added.nothing.get(at).and_then(Option::as_ref).filter(|_| is_none);
    let taken: Vec<StackTaken> = added
        .stacked
        .taken
        .iter()
        .filter(|(from, _, _)| *from == at)
        .filter_map(|(_, clause, amount)| {
            let clause = stack.clauses.get(*clause)?;
            Some(StackTaken {
                amount: number_text(amount, &Kind::Money),
                text: taken_words(program, stack, &clause.rule, amount),
                cite: cites(program, &clause.notes.citations),
            })
        })
        .collect();
    Some(StackLine {
        policy: policy.name.clone(),
        benefit: stacked.benefit.clone(),
        title: benefit.and_then(|benefit| own_title(benefit.notes.title.as_ref())),
        outcome: outcome_answer(*added.outcomes.get(at)?),
        alone: quantity(alone)?,
        pays: pays.and_then(quantity),
        not_chosen,
        text: line_words(&benefit_title(program, stack, at)?, alone, pays, not_chosen, nothing, &taken),
        taken,
        budget: benefit.and_then(|benefit| benefit.budget.clone()),
    })
}

fn line_words(
    title: &Text,
    alone: &Amount,
    pays: Option<&Amount>,
    not_chosen: bool,
    nothing: Option<&Text>,
    taken: &[StackTaken],
) -> Text {
    let own = amount_words(alone);
    let mut zh = format!("{}：单独看{}", title.zh, spaced(&own.zh));
    let mut en = format!("{}: by itself {}", title.en, own.en);
    if let Some(why) = nothing {
        zh.push_str(&format!("（{}）", why.zh));
        en.push_str(&format!(" ({})", why.en));
    }
    if not_chosen {
        zh.push_str("；与选中的不能同享");
        en.push_str("; not to be had with those chosen");
    } else if let Some(pays) = pays.filter(|pays| *pays != alone) {
        let pays = amount_words(pays);
        zh.push_str(&format!("；合起来实得{}", spaced(&pays.zh)));
        en.push_str(&format!("; beside the others {}", pays.en));
    }
    for taken in taken {
        zh.push_str(&format!("；{}", taken.text.zh));
        en.push_str(&format!("; {}", taken.text.en));
    }
    Text { zh, en }
}

fn taken_words(program: &Program, stack: &Stack, rule: &StackRule, amount: &Number) -> Text {
    let amount = amount_words(&Amount::exactly(amount.clone()));
    match rule {
        StackRule::Offset { includes, .. } => {
            let title =
                usize::try_from(*includes).ok().and_then(|at| benefit_title(program, stack, at)).unwrap_or_default();
            Text {
                zh: format!("已含{}，减去{}", title.zh, spaced(&amount.zh)),
                en: format!("it includes {}: less {}", title.en, amount.en),
            }
        }
        _ => Text {
            zh: format!("合计封顶，减去{}", spaced(&amount.zh)),
            en: format!("the joint cap takes {}", amount.en),
        },
    }
}

fn whole(added: &Added) -> Text {
    let total = amount_words(&added.stacked.total);
    let mut text = Text { zh: format!("合计{}", spaced(&total.zh)), en: format!("{} in all", total.en) };
    let reasons = benefit::because(added.open);
    if !reasons.is_empty() {
        let words = |zh_or_en: fn(OpenAnswer) -> &'static str, by: &str| {
            reasons.iter().map(|reason| zh_or_en(*reason)).collect::<Vec<_>>().join(by)
        };
        text.zh.push_str(&format!("；{}", words(open_zh, "，")));
        text.en.push_str(&format!("; {}", words(open_en, ", ")));
    }
    if added.stacked.unsaid {
        text.zh.push_str("；规则没有写有几项能不能同享，所以是范围");
        text.en.push_str("; the rules do not say whether some go together, so there are bounds");
    }
    if let Some(cut) = added.stacked.cut.as_ref().and_then(Amount::settled).filter(|cut| cut.is_positive()) {
        let cut = amount_words(&Amount::exactly(cut.clone()));
        text.zh.push_str(&format!("；封顶减去{}", spaced(&cut.zh)));
        text.en.push_str(&format!("; caps take {}", cut.en));
    }
    text
}

fn open_zh(reason: OpenAnswer) -> &'static str {
    match reason {
        OpenAnswer::Law => "有的文件只定了范围",
        OpenAnswer::Facts => "还缺资料",
        OpenAnswer::Judged => "有的要等人来定",
    }
}

fn open_en(reason: OpenAnswer) -> &'static str {
    match reason {
        OpenAnswer::Law => "some documents set only bounds",
        OpenAnswer::Facts => "facts are missing",
        OpenAnswer::Judged => "some is for people to decide",
    }
}

fn amount_words(amount: &Amount) -> Text {
    let low = || figure(&amount.low, &Kind::Money, Precision::Least);
    let high = |high: &Number| figure(high, &Kind::Money, Precision::Outward);
    let words = match (amount.settled(), &amount.high) {
        (Some(number), _) => AmountWords::Exactly(figure(number, &Kind::Money, Precision::Nearest)),
        (None, Some(most)) if amount.low.is_zero() => AmountWords::AtMost(high(most)),
        (None, Some(most)) => AmountWords::Between(low(), high(most)),
        (None, None) if amount.low.is_zero() => AmountWords::Open,
        (None, None) => AmountWords::AtLeast(low()),
    };
    say(&Sentence::Amount(words))
}

/// Figures stand apart from Chinese words.
fn spaced(words: &str) -> String {
    if words.starts_with(|letter: char| letter.is_ascii_digit()) { format!(" {words}") } else { words.to_owned() }
}

fn quantity(amount: &Amount) -> Option<Quantity> {
    range_quantity(&range_of(amount), &Kind::Money)
}

fn choice(program: &Program, stack: &Stack, chosen: &Chosen) -> StackChoice {
    let benefits: Vec<String> = chosen.benefits.iter().filter_map(|at| benefit_name(program, stack, *at)).collect();
    let titles: Vec<Text> = chosen.benefits.iter().filter_map(|at| benefit_title(program, stack, *at)).collect();
    let names = |of: fn(&Text) -> &str, by: &str| titles.iter().map(of).collect::<Vec<_>>().join(by);
    let total = amount_words(&Amount::exactly(chosen.total.clone()));
    StackChoice {
        text: Text {
            zh: format!("{}：{}", total.zh, names(|it| &it.zh, "、")),
            en: format!("{}: {}", total.en, names(|it| &it.en, ", ")),
        },
        benefits,
        total: number_text(&chosen.total, &Kind::Money),
    }
}

fn benefit_name(program: &Program, stack: &Stack, at: usize) -> Option<String> {
    let stacked = stack.benefits.get(at)?;
    let policy = program.policies.get(stacked.policy.index())?;
    Some(format!("{}·{}", policy.name, stacked.benefit))
}

/// What people call a benefit among those of other policies.
fn benefit_title(program: &Program, stack: &Stack, at: usize) -> Option<Text> {
    let stacked = stack.benefits.get(at)?;
    let policy = program.policies.get(stacked.policy.index())?;
    let benefit = policy.benefits.iter().find(|benefit| benefit.name == stacked.benefit);
    let own = labelled(&stacked.benefit, benefit.and_then(|benefit| benefit.notes.title.as_ref()));
    let whose = labelled(&policy.name, policy.notes.title.as_ref());
    Some(Text { zh: format!("{}·{}", whose.zh, own.zh), en: format!("{} · {}", whose.en, own.en) })
}
