//! Policies: what is decided, brought, given and handled.

use super::super::error::Problem;
use super::sort::{self, Sort};
use super::{Verdict, citations, entry, holds, notes, short};
use crate::program::{Benefit, Judged, Need, NeededPaper, NodeId, Policy, Program, Window, WindowDay};
use std::collections::HashSet;

pub(super) fn judged(program: &Program, judged: &Judged) -> Verdict {
    entry(&program.policies, judged.policy.index())?;
    if let Some(score) = judged.score {
        entry(&program.scores, score.index())?;
    }
    Ok(())
}

/// Layers upon layers: more than any chain of places has.
const MOST_LAYERS: usize = 64;

/// What a policy adapts comes to an end.
fn adapted(program: &Program, policy: &Policy) -> Verdict {
    let mut at = policy.adapts;
    for _ in 0..MOST_LAYERS {
        match at {
            Some(base) => at = entry(&program.policies, base.index())?.adapts,
            None => return Ok(()),
        }
    }
    Err(Problem::Order)
}

pub(super) fn policy(program: &Program, policy: &Policy) -> Verdict {
    entry(&program.regions, policy.region.index())?;
    adapted(program, policy)?;
    for document in &policy.documents {
        entry(&program.documents, document.index())?;
    }
    super::item::effective(program, &policy.effective)?;
    sort::is_if_any(program, policy.applies, Sort::Truth)?;
    sort::is_if_any(program, policy.law_day, Sort::Date)?;
    sort::is(program, policy.root, Sort::Truth)?;
    short(&policy.windows)?;
    for window in &policy.windows {
        self::window(window)?;
    }
    conditions(program, policy)?;
    for score in &policy.scores {
        entry(&program.scores, score.index())?;
    }
    for need in &policy.needs {
        self::need(program, need)?;
    }
    for benefit in &policy.benefits {
        self::benefit(program, benefit)?;
    }
    if let Some(procedure) = &policy.procedure {
        for when in procedure.whens() {
            sort::is(program, when, Sort::Truth)?;
        }
        for fee in &procedure.fees {
            citations(program, &fee.said.citations)?;
        }
        notes(program, &procedure.notes)?;
    }
    if let Some(item) = &policy.item {
        super::item::item(program, item)?;
    }
    for hint in &policy.hints {
        sort::is_if_any(program, hint.when, Sort::Truth)?;
    }
    for duty in &policy.duties {
        notes(program, &duty.notes)?;
    }
    for sentence in &policy.sentences {
        citations(program, &sentence.citations)?;
        if let Some(condition) = sentence.condition {
            entry(&program.conditions, condition.index())?;
        }
    }
    notes(program, &policy.notes)
}

/// Every node that a policy asks of an enterprise, apart from its conditions.
pub(super) fn nodes_of_policy(program: &Program, policy: &Policy, nodes: &mut Vec<NodeId>) {
    nodes.extend([policy.applies, policy.law_day, Some(policy.root)].into_iter().flatten());
    nodes_of_needs(&policy.needs, nodes);
    for benefit in &policy.benefits {
        let parts = [benefit.when, benefit.formula, benefit.amount, benefit.cap];
        nodes.extend(parts.into_iter().flatten());
    }
    if let Some(procedure) = &policy.procedure {
        nodes.extend(procedure.whens());
    }
    if let Some(item) = &policy.item {
        super::item::nodes_of_item(program, item, nodes);
    }
    nodes.extend(policy.hints.iter().filter_map(|hint| hint.when));
}

fn of_paper(paper: &NeededPaper) -> impl Iterator<Item = NodeId> {
    [paper.when, paper.copies].into_iter().flatten()
}

/// Every node that decides whether papers are needed, and how many.
pub(super) fn nodes_of_needs(needs: &[Need], nodes: &mut Vec<NodeId>) {
    for need in needs {
        match need {
            Need::Paper(paper) => nodes.extend(of_paper(paper)),
            Need::AnyOf { name: _, when, papers, notes: _ } => {
                nodes.extend(*when);
                nodes.extend(papers.iter().flat_map(of_paper));
            }
        }
    }
}

/// The conditions of a policy are its own, each once, and stand in no other condition.
fn conditions(program: &Program, policy: &Policy) -> Verdict {
    short(&policy.conditions)?;
    let mut seen = HashSet::new();
    for id in &policy.conditions {
        let condition = entry(&program.conditions, id.index())?;
        let owner = entry(&program.policies, condition.policy.index())?;
        let own = std::ptr::eq(owner, policy) && condition.parent.is_none() && seen.insert(id);
        holds(own, Problem::Contradiction)?;
    }
    Ok(())
}

fn window(window: &Window) -> Verdict {
    let clock = |time: &Option<(u8, u8)>| time.is_none_or(|(hour, minute)| hour <= 24 && minute < 60);
    let day = |day: &WindowDay| (1..=12).contains(&day.month) && (1..=31).contains(&day.day);
    let sound = match window {
        Window::EveryYear { opens, closes, closes_at } => day(opens) && day(closes) && clock(closes_at),
        Window::Once { opens: _, closes: _, closes_at } => clock(closes_at),
        Window::Always | Window::Announced(_) => true,
    };
    holds(sound, Problem::Contradiction)
}

pub(super) fn need(program: &Program, need: &Need) -> Verdict {
    match need {
        Need::Paper(paper) => needed_paper(program, paper),
        Need::AnyOf { name: _, when, papers, notes } => {
            sort::is_if_any(program, *when, Sort::Truth)?;
            short(papers)?;
            for paper in papers {
                needed_paper(program, paper)?;
            }
            super::notes(program, notes)
        }
    }
}

fn needed_paper(program: &Program, paper: &NeededPaper) -> Verdict {
    entry(&program.papers, paper.paper.index())?;
    sort::is_if_any(program, paper.when, Sort::Truth)?;
    sort::is_if_any(program, paper.copies, Sort::Number)?;
    notes(program, &paper.notes)
}

fn benefit(program: &Program, benefit: &Benefit) -> Verdict {
    sort::is_if_any(program, benefit.when, Sort::Truth)?;
    for amount in [benefit.formula, benefit.amount, benefit.cap] {
        sort::is_if_any(program, amount, Sort::Number)?;
    }
    notes(program, &benefit.notes)
}
