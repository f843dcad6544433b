//! Service items, organs, what hands powers on, and what spares papers.

use super::super::error::Problem;
use super::sort::{self, Sort};
use super::{Verdict, citations, entry, holds, notes, short};
use crate::program::{
    DeferralRule, Effective, Empowerment, ItemElements, Kind, NodeId, Organ, Paper, Program, PromiseRule, Sharing,
};

pub(super) fn paper(program: &Program, paper: &Paper) -> Verdict {
    if let Some(issued_on) = paper.issued_on {
        let fact = entry(&program.facts, issued_on.index())?;
        holds(fact.kind == Kind::Date && !fact.yearly, Problem::Kind)?;
    }
    notes(program, &paper.notes)
}

pub(super) fn organ(program: &Program, organ: &Organ) -> Verdict {
    short(&organ.departments)?;
    for department in &organ.departments {
        entry(&program.departments, department.index())?;
    }
    entry(&program.regions, organ.region.index())?;
    notes(program, &organ.notes)
}

pub(super) fn empowerment(program: &Program, empowerment: &Empowerment) -> Verdict {
    entry(&program.regions, empowerment.from.index())?;
    entry(&program.organs, empowerment.to.index())?;
    effective(program, &empowerment.effective)?;
    short(&empowerment.grants)?;
    for grant in &empowerment.grants {
        if let Some(organ) = grant.in_name_of {
            entry(&program.organs, organ.index())?;
        }
        sort::is_if_any(program, grant.when, Sort::Truth)?;
        notes(program, &grant.notes)?;
    }
    notes(program, &empowerment.notes)
}

pub(super) fn sharing(program: &Program, sharing: &Sharing) -> Verdict {
    entry(&program.papers, sharing.paper.index())?;
    if let Some(source) = sharing.source {
        entry(&program.departments, source.index())?;
    }
    entry(&program.regions, sharing.region.index())?;
    effective(program, &sharing.effective)?;
    sort::is_if_any(program, sharing.when, Sort::Truth)?;
    notes(program, &sharing.notes)
}

pub(super) fn deferral_rule(program: &Program, rule: &DeferralRule) -> Verdict {
    entry(&program.regions, rule.region.index())?;
    effective(program, &rule.effective)?;
    sort::is_if_any(program, rule.provided, Sort::Truth)?;
    notes(program, &rule.notes)
}

pub(super) fn promise_rule(program: &Program, rule: &PromiseRule) -> Verdict {
    entry(&program.regions, rule.region.index())?;
    effective(program, &rule.effective)?;
    sort::is_if_any(program, rule.provided, Sort::Truth)?;
    notes(program, &rule.notes)
}

pub(super) fn item(program: &Program, item: &ItemElements) -> Verdict {
    short(&item.plain)?;
    for plain in &item.plain {
        notes(program, &plain.notes)?;
    }
    short(&item.departments)?;
    for department in &item.departments {
        entry(&program.departments, department.index())?;
    }
    short(&item.powers)?;
    for power in &item.powers {
        sort::is_if_any(program, power.when, Sort::Truth)?;
        notes(program, &power.notes)?;
    }
    short(&item.cases)?;
    for case in &item.cases {
        let definition = entry(&program.definitions, case.definition.index())?;
        sort::is(program, definition.root, Sort::Truth)?;
    }
    short(&item.results)?;
    for result in &item.results {
        notes(program, &result.notes)?;
    }
    short(&item.questions)?;
    short(&item.deferral_rules)?;
    for rule in &item.deferral_rules {
        entry(&program.deferral_rules, rule.index())?;
    }
    short(&item.promise_rules)?;
    for rule in &item.promise_rules {
        entry(&program.promise_rules, rule.index())?;
    }
    Ok(())
}

/// Every node that an item hangs on beside what every policy hangs on.
pub(super) fn nodes_of_item(program: &Program, item: &ItemElements, nodes: &mut Vec<NodeId>) {
    nodes.extend(item.powers.iter().filter_map(|power| power.when));
    let cases = item.cases.iter().filter_map(|case| program.definitions.get(case.definition.index()));
    nodes.extend(cases.map(|definition| definition.root));
}

/// Every node on which it hangs what is handed on and spared, for whichever item.
pub(super) fn nodes_around(program: &Program) -> impl Iterator<Item = NodeId> {
    let grants = program.empowerments.iter().flat_map(|empowerment| &empowerment.grants);
    let grants = grants.filter_map(|grant| grant.when);
    let sharings = program.sharings.iter().filter_map(|sharing| sharing.when);
    let deferrals = program.deferral_rules.iter().filter_map(|rule| rule.provided);
    let promises = program.promise_rules.iter().filter_map(|rule| rule.provided);
    grants.chain(sharings).chain(deferrals).chain(promises)
}

pub(super) fn effective(program: &Program, lines: &[Effective]) -> Verdict {
    short(lines)?;
    for line in lines {
        citations(program, &line.citations)?;
        for document in line.documents.iter().chain(&line.supersedes) {
            entry(&program.documents, document.index())?;
        }
    }
    Ok(())
}
