//! What a page needs before there are any answers: policies, questions, documents, places.

use std::collections::BTreeSet;

use super::answer::{
    BoundsEntry, CatalogueAnswer, CodingEntry, ColumnEntry, DocumentEntry, EffectiveEntry, FactEntry, GroupEntry,
    JudgedEntry, KindEntry, OptionEntry, PackStamp, PeriodEntry, PolicyEntry, RankEntry, RegionEntry, WindowEntry,
};
use super::known::{duration_text, number_text, option_name, region_name, unit};
use super::law::{cites, coverage, own_title, title};
use crate::eval::graph::{Target, reachable};
use crate::program::{
    Bounds, Coding, Column, Document, Effective, Fact, FactId, GroupId, Judged, Kind, Label, Node, NodeId, Period,
    Points, Policy, Program, Region, RegionRank, Window, WindowDay,
};
use crate::value::{Date, DurationUnit, Number, option_bit};

/// What a page needs before there are any answers.
pub fn catalogue(program: &Program, pack: &PackStamp) -> CatalogueAnswer {
    let (chains, policies): (Vec<&Policy>, Vec<&Policy>) = program.policies.iter().partition(|it| it.chain);
    let (standards, policies): (Vec<&Policy>, Vec<&Policy>) = policies.into_iter().partition(|it| it.standard);
    let entries = |policies: Vec<&Policy>| policies.into_iter().map(|it| policy_entry(program, it)).collect();
    CatalogueAnswer {
        policies: entries(policies),
        standards: entries(standards),
        chains: entries(chains),
        groups: (0..)
            .zip(&program.groups)
            .map(|(index, it)| group_entry(program, GroupId(index), &it.name, it.title.as_ref()))
            .collect(),
        facts: program.facts.iter().map(|fact| fact_entry(program, fact)).collect(),
        judged: program.judged.iter().map(|judged| judged_entry(program, judged)).collect(),
        documents: program.documents.iter().map(document_entry).collect(),
        regions: program.regions.iter().map(|region| region_entry(program, region)).collect(),
        pack: pack.clone(),
    }
}

fn policy_entry(program: &Program, policy: &Policy) -> PolicyEntry {
    PolicyEntry {
        policy: policy.name.clone(),
        title: title(&policy.name, policy.notes.title.as_ref()),
        version: policy.version.clone(),
        authority: policy.authority.clone(),
        handler: policy.handler.clone(),
        level: policy.level.clone(),
        region: region_name(program, policy.region).unwrap_or_default(),
        documents: policy
            .documents
            .iter()
            .filter_map(|id| program.documents.get(id.index()))
            .map(|document| document.name.clone())
            .collect(),
        effective: policy.effective.iter().map(|it| effective_entry(program, it)).collect(),
        window: policy.windows.first().map(window_entry),
        later_windows: policy.windows.iter().skip(1).map(window_entry).collect(),
        conditions: u32::try_from(policy.conditions.len()).unwrap_or(u32::MAX),
        coverage: coverage(policy),
        doubt: policy.notes.doubts.clone(),
    }
}

/// A stretch of days in which something is in force.
pub(crate) fn effective_entry(program: &Program, effective: &Effective) -> EffectiveEntry {
    EffectiveEntry {
        from: effective.from.as_ref().map(Date::to_string),
        to: effective.to.as_ref().map(Date::to_string),
        published: effective.published.as_ref().map(Date::to_string),
        unspecified: effective.unspecified,
        cite: cites(program, &effective.citations),
    }
}

fn window_entry(window: &Window) -> WindowEntry {
    let day = |day: &WindowDay| format!("{:02}-{:02}", day.month, day.day);
    match window {
        Window::EveryYear { opens, closes, closes_at } => WindowEntry::EveryYear {
            opens: day(opens),
            closes: day(closes),
            closes_at: closes_at.map(clock_text),
            over_new_year: closes.next_year || (closes.month, closes.day) < (opens.month, opens.day),
        },
        Window::Once { opens, closes, closes_at } => WindowEntry::Once {
            opens: opens.as_ref().map(Date::to_string),
            closes: closes.as_ref().map(Date::to_string),
            closes_at: closes_at.map(clock_text),
        },
        Window::Always => WindowEntry::Always,
        Window::Announced(note) => WindowEntry::Announced { note: title("", Some(note)) },
    }
}

/// A clock time, `17:00`.
pub(crate) fn clock_text((hours, minutes): (u8, u8)) -> String {
    format!("{hours:02}:{minutes:02}")
}

fn group_entry(program: &Program, id: GroupId, name: &str, label: Option<&Label>) -> GroupEntry {
    GroupEntry {
        group: name.to_owned(),
        title: title(name, label),
        facts: program.facts.iter().filter(|fact| fact.group == Some(id)).map(|fact| fact.name.clone()).collect(),
    }
}

fn fact_entry(program: &Program, fact: &Fact) -> FactEntry {
    let is_list = matches!(fact.kind, Kind::List(_));
    FactEntry {
        fact: fact.name.clone(),
        title: title(&fact.name, fact.title.as_ref()),
        group: fact.group.and_then(|id| program.groups.get(id.index())).map(|group| group.name.clone()),
        kind: kind_entry(&fact.kind),
        unit: entry_unit(&fact.kind),
        whole: fact.whole,
        ask: own_title(fact.ask.as_ref()),
        help: own_title(fact.help.as_ref()),
        counted_as: fact.counted_as.clone(),
        options: options(program, &fact.kind, fact.options),
        bounds: bounds(program, &fact.kind, fact.bounds),
        yearly: fact.yearly,
        anchor: fact.anchor.and_then(|id| program.facts.get(id.index())).map(|fact| fact.name.clone()),
        period: fact.period.map(period_entry),
        good_for: fact.good_for.as_ref().map(|(number, unit)| duration_text(number, *unit)),
        given: fact.given,
        asked_if: facts_below(program, fact.asked_if),
        shared: fact.shared.clone(),
        doubt: fact.doubts.clone(),
        columns: fact.columns.iter().map(|column| column_entry(program, column)).collect(),
        max_records: is_list.then_some(fact.max_records),
        key: fact.key.and_then(|key| fact.columns.get(usize::try_from(key).ok()?)).map(|column| column.name.clone()),
    }
}

fn column_entry(program: &Program, column: &Column) -> ColumnEntry {
    ColumnEntry {
        column: column.name.clone(),
        title: own_title(column.title.as_ref()),
        kind: kind_entry(&column.kind),
        unit: entry_unit(&column.kind),
        whole: column.whole,
        ask: own_title(column.ask.as_ref()),
        help: own_title(column.help.as_ref()),
        options: options(program, &column.kind, column.options),
        bounds: bounds(program, &column.kind, column.bounds),
        asked_if: facts_below(program, column.asked_if),
    }
}

fn kind_entry(kind: &Kind) -> KindEntry {
    match kind {
        Kind::Truth => KindEntry::YesNo,
        Kind::Number(_) => KindEntry::Number,
        Kind::Money => KindEntry::Money,
        Kind::Percent => KindEntry::Percent,
        Kind::Date => KindEntry::Date,
        Kind::Duration(_) => KindEntry::Duration,
        Kind::Year => KindEntry::Year,
        Kind::Text => KindEntry::Text,
        Kind::Choice(_) => KindEntry::Choice,
        Kind::Choices(_) => KindEntry::Choices,
        Kind::Region => KindEntry::Region,
        Kind::List(_) => KindEntry::List,
    }
}

/// A field for a duration must say in what it is filled.
fn entry_unit(kind: &Kind) -> Option<String> {
    match kind {
        Kind::Duration(DurationUnit::Days) => Some("天".to_owned()),
        Kind::Duration(DurationUnit::Months) => Some("个月".to_owned()),
        Kind::Duration(DurationUnit::WorkingDays) => Some("个工作日".to_owned()),
        kind => unit(kind),
    }
}

fn options(program: &Program, kind: &Kind, allowed: u128) -> Vec<OptionEntry> {
    let (Kind::Choice(choices) | Kind::Choices(choices)) = kind else { return Vec::new() };
    let declared =
        program.choice_types.get(choices.index()).map(|choices| choices.options.as_slice()).unwrap_or_default();
    (0..)
        .zip(declared)
        .filter(|(option, _)| allowed & option_bit(*option) != 0)
        .filter_map(|(option, (_, label))| {
            Some(OptionEntry { option: option_name(program, kind, option)?, title: own_title(label.as_ref()) })
        })
        .collect()
}

fn bounds(program: &Program, kind: &Kind, bounds: Bounds) -> Option<BoundsEntry> {
    let constant = |end: Option<NodeId>| match program.nodes.get(end?.index())? {
        Node::Number(number) => Some(number_text(number, kind)),
        Node::Date(day) => Some(day.to_string()),
        _ => None,
    };
    // A field of a list is bounded by its neighbours, which have no name outside the record.
    let fact = |end: Option<NodeId>| match program.nodes.get(end?.index())? {
        Node::Fact(id) | Node::FactInYear(id, _) => program.facts.get(id.index()).map(|fact| fact.name.clone()),
        _ => None,
    };
    let entry = BoundsEntry {
        from: constant(bounds.low),
        to: constant(bounds.high),
        from_fact: fact(bounds.low),
        to_fact: fact(bounds.high),
    };
    (entry != BoundsEntry::default()).then_some(entry)
}

fn period_entry(period: Period) -> PeriodEntry {
    match period {
        Period::Day => PeriodEntry::Day,
        Period::ThisYear => PeriodEntry::ThisYear,
        Period::LastYear => PeriodEntry::LastYear,
        Period::EndOfLastYear => PeriodEntry::EndOfLastYear,
        Period::YearEnd => PeriodEntry::YearEnd,
        Period::LastOneYear => PeriodEntry::LastOneYear,
        Period::LastTwoYears => PeriodEntry::LastTwoYears,
        Period::LastThreeYears => PeriodEntry::LastThreeYears,
    }
}

fn judged_entry(program: &Program, judged: &Judged) -> JudgedEntry {
    let score = judged.score.and_then(|id| program.scores.get(id.index()));
    JudgedEntry {
        name: judged.name.clone(),
        policy: program.policies.get(judged.policy.index()).map_or_else(String::new, |policy| policy.name.clone()),
        judge: judged.by.clone(),
        max: score.and_then(|score| score.max.as_ref()).map(Number::to_plain),
        bands: match score.map(|score| &score.points) {
            Some(Points::Bands(bands)) => bands.iter().map(|band| band.name.clone()).collect(),
            _ => Vec::new(),
        },
    }
}

fn document_entry(document: &Document) -> DocumentEntry {
    DocumentEntry {
        document: document.name.clone(),
        title: title(&document.name, document.title.as_ref()),
        number: document.number.clone(),
        published: document.published.as_ref().map(Date::to_string),
        in_force: document.in_force.as_ref().map(Date::to_string),
        doubt: document.doubts.clone(),
    }
}

fn region_entry(program: &Program, region: &Region) -> RegionEntry {
    RegionEntry {
        region: region.name.clone(),
        title: own_title(region.title.as_ref()),
        code: region.code.clone(),
        coding: region.coding.map(|coding| match coding {
            Coding::National => CodingEntry::National,
            Coding::Statistics => CodingEntry::Statistics,
            Coding::Own => CodingEntry::Own,
        }),
        rank: match region.rank {
            RegionRank::Country => RankEntry::Country,
            RegionRank::Province => RankEntry::Province,
            RegionRank::Prefecture => RankEntry::Prefecture,
            RegionRank::District => RankEntry::District,
            RegionRank::Street => RankEntry::Street,
            RegionRank::Zone => RankEntry::Zone,
        },
        parent: region.parent.and_then(|parent| region_name(program, parent)),
        until: region.ties.to.map(|day| day.to_string()),
        became: (region.ties.merged_into.iter().chain(&region.ties.split_into))
            .filter_map(|place| region_name(program, *place))
            .collect(),
    }
}

/// The facts, and for a column the columns beside it, that a node depends on, in catalogue order.
fn facts_below(program: &Program, root: Option<NodeId>) -> Vec<String> {
    let found: BTreeSet<(FactId, Option<u32>)> = reachable(program, root.map(Target::Node))
        .into_iter()
        .filter_map(|target| match target {
            Target::Node(node) => match program.nodes.get(node.index())? {
                Node::Fact(fact) | Node::FactInYear(fact, _) | Node::OverRecords(_, fact, ..) => Some((*fact, None)),
                Node::Column(list, column) => Some((*list, Some(*column))),
                _ => None,
            },
            Target::Score(_) => None,
        })
        .collect();
    found
        .into_iter()
        .filter_map(|(fact, column)| {
            let fact = program.facts.get(fact.index())?;
            match column {
                None => Some(fact.name.clone()),
                Some(column) => Some(fact.columns.get(usize::try_from(column).ok()?)?.name.clone()),
            }
        })
        .collect()
}
