//! One policy or item over places, element by element, measured by its standard.
//!
//! A name stands for all that adapts it: of each place asked for, what is written for it, else for the nearest place
//! that it lies in. The standard comes first; without one, the first place.

mod answer;

pub use answer::{CompareAnswer, CompareCell, CompareColumn, CompareRow};

use super::change::{Change, ElementDiff, changes};
use super::elements::{Element, ElementKind, elements};
use super::witness::Version;
use crate::eval::{Asked, Facts, Run};
use crate::explain::answer::{PackStamp, Title};
use crate::program::{Policy, PolicyId, Program, RegionId};

/// One column: what is compared, for which place.
struct Column {
    policy: PolicyId,
    region: Option<RegionId>,
}

/// A policy or item over some places; none if nothing of this name is written.
pub fn compare(
    program: &Program,
    stamp: &PackStamp,
    asked: Asked,
    name: &str,
    regions: &[RegionId],
) -> Option<CompareAnswer> {
    let family = family(program, name);
    let (first, _) = *family.first()?;
    let standard = family.iter().find(|(_, policy)| policy.standard && policy.name == name).map(|(id, _)| *id);
    let mut columns: Vec<Column> = standard.map(|policy| Column { policy, region: None }).into_iter().collect();
    let mut without = Vec::new();
    for region in regions {
        let found = standing(program, &family, *region, asked);
        if found.is_empty() {
            without.push(region_name(program, *region));
        }
        columns.extend(found.into_iter().map(|policy| Column { policy, region: Some(*region) }));
    }
    let rows = rows(program, asked, &columns);
    Some(CompareAnswer {
        item: name.to_owned(),
        title: title(program, standard.unwrap_or(first)),
        as_of: asked.today.to_string(),
        columns: columns.iter().filter_map(|column| column_answer(program, column)).collect(),
        rows,
        without,
        pack: stamp.clone(),
    })
}

/// Everything of a name, and everything that adapts it, in source order.
fn family<'p>(program: &'p Program, name: &str) -> Vec<(PolicyId, &'p Policy)> {
    let of_family = |policy: &Policy| {
        let bases = std::iter::successors(Some(policy), |policy| program.policies.get(policy.adapts?.index()));
        // Checked packs have no circles; the bound is for those who read on.
        bases.take(program.policies.len()).any(|policy| policy.name == name)
    };
    let numbered = (0_u32..).map(PolicyId).zip(&program.policies);
    numbered.filter(|(_, policy)| of_family(policy)).collect()
}

/// What is written for a place and in force: its own, else that of the nearest place that it lies in.
fn standing(program: &Program, family: &[(PolicyId, &Policy)], region: RegionId, asked: Asked) -> Vec<PolicyId> {
    let day = asked.law_day.unwrap_or(asked.today);
    let facts = Facts::default();
    let run = Run::new(program, &facts, asked);
    let mut here: Vec<(PolicyId, &Policy)> = family.to_vec();
    here.retain(|(_, policy)| !policy.standard && run.contains_place(policy.region, region));
    here.retain(|(_, policy)| run.lines_in_force(&policy.effective, day));
    let nearest = here.iter().map(|(_, policy)| run.depth(policy.region)).max();
    here.retain(|(_, policy)| Some(run.depth(policy.region)) == nearest);
    here.into_iter().map(|(id, _)| id).collect()
}

fn rows(program: &Program, asked: Asked, columns: &[Column]) -> Vec<CompareRow> {
    let facts = Facts::default();
    let version =
        |column: &Column| Version { program, asked: Asked { region: column.region, ..asked }, policy: column.policy };
    let said: Vec<Vec<Element>> = columns
        .iter()
        .map(|column| elements(&mut Run::new(program, &facts, version(column).asked), column.policy))
        .collect();
    let Some((first, others)) = columns.split_first() else { return Vec::new() };
    let departures: Vec<Vec<ElementDiff>> =
        others.iter().map(|column| changes(&version(first), &version(column))).collect();
    let mut keys: Vec<(ElementKind, &str)> = Vec::new();
    for element in said.iter().flatten() {
        let key = (element.kind, element.name.as_str());
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    keys.sort_by_key(|(kind, _)| *kind);
    let row = |(kind, name): (ElementKind, &str)| {
        let cells: Vec<CompareCell> = said
            .iter()
            .enumerate()
            .map(|(place, elements)| {
                let element = elements.iter().find(|it| it.kind == kind && it.name == name);
                let departure = place.checked_sub(1).and_then(|place| departures.get(place)).map(|departures| {
                    departures.iter().find(|it| it.kind == kind && it.name.as_deref().unwrap_or_default() == name)
                });
                let differs = departure.flatten();
                CompareCell {
                    text: element.map(|element| element.text.clone()),
                    unknown: element.is_some_and(|element| element.unknown),
                    change: departure.map(|differs| differs.map_or(Change::Same, |differs| differs.change)),
                    direction: differs.and_then(|differs| differs.direction),
                    through: differs.map_or_else(Vec::new, |differs| differs.through.clone()),
                    witnesses: differs.map_or_else(Vec::new, |differs| differs.witnesses.clone()),
                    cite: element.map_or_else(Vec::new, |element| element.cites.clone()),
                }
            })
            .collect();
        let title = said.iter().flatten().find(|it| it.kind == kind && it.name == name).and_then(|it| it.title.clone());
        let alike = cells.iter().all(|cell| cell.change.is_none_or(|change| change == Change::Same));
        CompareRow {
            kind,
            name: (!name.is_empty()).then(|| name.to_owned()),
            title,
            // What nobody knows may differ.
            same: alike && !cells.iter().any(|cell| cell.unknown),
            cells,
        }
    };
    keys.into_iter().map(row).collect()
}

fn column_answer(program: &Program, column: &Column) -> Option<CompareColumn> {
    let policy = program.policies.get(column.policy.index())?;
    Some(CompareColumn {
        policy: policy.name.clone(),
        title: title(program, column.policy),
        version: policy.version.clone(),
        region: column.region.map(|region| region_name(program, region)),
        rule_of: column.region.filter(|region| *region != policy.region).map(|_| region_name(program, policy.region)),
        standard: policy.standard,
        doubt: policy.notes.doubts.clone(),
    })
}

fn region_name(program: &Program, region: RegionId) -> String {
    program.regions.get(region.index()).map(|region| region.name.clone()).unwrap_or_default()
}

fn title(program: &Program, id: PolicyId) -> Option<Title> {
    let title = program.policies.get(id.index())?.notes.title.as_ref()?;
    Some(Title { zh: title.zh.clone(), en: title.en.clone() })
}
