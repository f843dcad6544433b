//! The next question as a page asks it: its words with the period filled in, what hangs on it, and why it is asked.

use super::answer::{Hanging as HangingAnswer, QuestionAnswer, QuestionsLeft, Text};
use super::condition::turn_answer;
use super::known::labelled;
use super::question::{Lacking, Question, turns_of};
use super::sentence::{Sentence, say};
use super::used::slot_names;
use crate::eval::graph::{Target, reachable};
use crate::eval::{Run, Slot};
use crate::program::{ConditionId, Fact, Label, Need, Node, NodeId, Period, PolicyId, Program};
use crate::value::Date;
use std::collections::BTreeSet;

/// The answer of a question.
pub fn ask(run: &mut Run<'_>, question: &Question, lacking: &[Lacking]) -> Option<QuestionAnswer> {
    let program = run.program();
    let fact = program.facts.get(question.slot.fact()?.index())?;
    if let Some(first) = question.hangs.first() {
        run.enter(first.policy);
    }
    let law_day = run.law_day().is_day();
    let policy_name = |id: PolicyId| program.policies.get(id.index()).map(|policy| policy.name.clone());
    let condition_name = |id: &ConditionId| program.conditions.get(id.index()).map(|condition| condition.name.clone());
    let hangs = question.hangs.iter().filter_map(|hanging| {
        let conditions = hanging.conditions.iter().filter_map(condition_name).collect();
        Some(HangingAnswer { policy: policy_name(hanging.policy)?, conditions })
    });
    let mut turns = Vec::new();
    for turn in turns_of(run, question, lacking).iter().filter_map(|(_, turn)| turn_answer(program, turn)) {
        if !turns.contains(&turn) {
            turns.push(turn);
        }
    }
    Some(QuestionAnswer {
        fact: question.slot.name(program),
        catalogue: fact.name.clone(),
        columns: columns(program, question),
        fields: slot_names(program, &question.fields),
        ask: question_text(program, fact, question.slot, law_day),
        group: fact.group.and_then(|id| program.groups.get(id.index())).map(|group| group.name.clone()),
        hangs: hangs.collect(),
        settles: question.settles.iter().filter_map(|id| policy_name(*id)).collect(),
        turns,
        left: QuestionsLeft { at_least: count(question.at_least), at_most: count(question.at_most) },
        text: say(&Sentence::WhyAsked { settles: question.settles.len(), hangs: question.hangs.len() }),
    })
}

/// The columns of a list that what hangs on it reads, the columns that say whether those are asked, and the one that tells
/// records apart; all of them where only the records are counted.
fn columns(program: &Program, question: &Question) -> Vec<String> {
    let Slot::Fact(list) = question.slot else { return Vec::new() };
    let Some(fact) = program.facts.get(list.index()) else { return Vec::new() };
    let hanging = question.hangs.iter().filter_map(|hanging| program.policies.get(hanging.policy.index()));
    let names: BTreeSet<&str> = hanging.map(|policy| policy.name.as_str()).collect();
    let versions = program.policies.iter().filter(|policy| names.contains(policy.name.as_str()));
    let mut roots: Vec<NodeId> = versions
        .flat_map(|policy| {
            let benefits = policy.benefits.iter().flat_map(|benefit| benefit.when.into_iter().chain(benefit.amount));
            let needs = policy.needs.iter().flat_map(|need| {
                let (when, papers) = match need {
                    Need::Paper(paper) => (None, std::slice::from_ref(paper)),
                    Need::AnyOf { when, papers, .. } => (*when, papers.as_slice()),
                };
                when.into_iter().chain(papers.iter().flat_map(|paper| paper.when.into_iter().chain(paper.copies)))
            });
            policy.applies.into_iter().chain([policy.root]).chain(benefits).chain(needs)
        })
        .collect();
    let mut wanted: BTreeSet<u32> = BTreeSet::new();
    while !roots.is_empty() {
        let reached = reachable(program, roots.drain(..).map(Target::Node).collect::<Vec<_>>());
        for target in reached {
            let Target::Node(node) = target else { continue };
            let Some(Node::Column(of, column)) = program.nodes.get(node.index()) else { continue };
            if *of == list && wanted.insert(*column) {
                let asked_if = usize::try_from(*column).ok().and_then(|column| fact.columns.get(column)?.asked_if);
                roots.extend(asked_if);
            }
        }
    }
    let all = wanted.is_empty();
    wanted.extend(fact.key);
    let columns = (0_u32..).zip(&fact.columns).filter(|(column, _)| all || wanted.contains(column));
    columns.map(|(_, column)| column.name.clone()).collect()
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The author's question with the period filled in; the fact's title if there is none.
fn question_text(program: &Program, fact: &Fact, slot: Slot, law_day: Option<Date>) -> Text {
    let own = match slot {
        Slot::Field(_, _, column) => usize::try_from(column).ok().and_then(|column| fact.columns.get(column)),
        _ => None,
    };
    let (name, ask) = match own {
        Some(column) => (slot.name(program), column.ask.as_ref()),
        None => (fact.name.clone(), fact.ask.as_ref()),
    };
    let words = match ask {
        Some(Label { zh, en }) => Text { zh: zh.clone(), en: en.clone().unwrap_or_else(|| zh.clone()) },
        None => labelled(&name, fact.title.as_ref().filter(|_| own.is_none())),
    };
    let period = period_text(fact, slot, law_day);
    let filled = |words: &str, period: &str| words.replace("{属期}", period).replace("{period}", period);
    Text { zh: filled(&words.zh, &period.zh), en: filled(&words.en, &period.en) }
}

/// The period that a fact speaks of, as a date where the law day is known.
fn period_text(fact: &Fact, slot: Slot, law_day: Option<Date>) -> Text {
    let text = |zh: String, en: String| Text { zh, en };
    let year = |back: i32| law_day.map(|day| day.year() - back);
    match (slot, fact.period) {
        (Slot::Year(_, year), Some(Period::EndOfLastYear | Period::YearEnd)) => {
            text(format!("{year}年末"), format!("end of {year}"))
        }
        (Slot::Year(_, year), _) => text(format!("{year}年"), year.to_string()),
        (_, Some(Period::LastYear)) => match year(1) {
            Some(year) => text(format!("{year}年"), year.to_string()),
            None => text("上年".to_owned(), "last year".to_owned()),
        },
        (_, Some(Period::ThisYear)) => match year(0) {
            Some(year) => text(format!("{year}年"), year.to_string()),
            None => text("当年".to_owned(), "this year".to_owned()),
        },
        (_, Some(Period::EndOfLastYear)) => match year(1) {
            Some(year) => text(format!("{year}年末"), format!("end of {year}")),
            None => text("上年末".to_owned(), "end of last year".to_owned()),
        },
        (_, Some(Period::YearEnd)) => match year(0) {
            Some(year) => text(format!("{year}年末"), format!("end of {year}")),
            None => text("年末".to_owned(), "end of the year".to_owned()),
        },
        (_, Some(Period::LastOneYear)) => text("近一年".to_owned(), "the last year".to_owned()),
        (_, Some(Period::LastTwoYears)) => text("近两年".to_owned(), "the last two years".to_owned()),
        (_, Some(Period::LastThreeYears)) => text("近三年".to_owned(), "the last three years".to_owned()),
        (_, Some(Period::Day)) => text("当日".to_owned(), "the day".to_owned()),
        (_, None) => Text::default(),
    }
}
