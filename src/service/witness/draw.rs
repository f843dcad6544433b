//! Profiles made up to tell two rules apart: for each fact the figures that either rule speaks of, and values beside them.

use super::super::elements::roots;
use super::Version;
use crate::eval::graph::{Target, reachable};
use crate::eval::{Facts, Run, Slot, year_before};
use crate::explain::number_text;
use crate::program::{Column, Fact, FactId, Kind, Node, NodeId, PolicyId, Program, REGISTERED_IN, RegionId};
use crate::value::{Date, Number, Value};
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};

/// A fact; of a yearly one, so many years before the law day's: the two sides may stand in different years, and an
/// enterprise is the same to both if it was the same so many years before.
pub(super) type Given = (String, Option<u8>);

/// A made-up profile.
pub(super) type Profile = BTreeMap<Given, Json>;

/// So many years back are given.
const YEARS: std::ops::RangeInclusive<u8> = 0..=4;

/// So many figures of one kind are tried; no policy has so many.
const MOST_FIGURES: usize = 60;

/// What may be drawn: what may be given of each fact.
pub(super) struct Deck(BTreeMap<Given, Vec<Json>>);

impl Deck {
    /// The facts that two versions read, each with what may be given.
    pub(super) fn of(versions: [&Version<'_>; 2]) -> Deck {
        let mut figures: BTreeMap<String, BTreeSet<Number>> = BTreeMap::new();
        let mut facts: Vec<(FactId, &Program)> = Vec::new();
        for version in versions {
            figures_of(version, &mut figures);
            facts.extend(facts_of(version).into_iter().map(|fact| (fact, version.program)));
        }
        let years = versions.map(law_year);
        let local = local_facts(versions);
        let mut deck = BTreeMap::new();
        for (id, program) in facts {
            let Some(fact) = program.facts.get(id.index()) else { continue };
            let mut values = of_fact(program, fact, &figures, years);
            if local.contains(&fact.name) {
                values = places_of(versions[1]);
            }
            let years: Vec<Option<u8>> = if fact.yearly { YEARS.map(Some).collect() } else { vec![None] };
            for back in years {
                deck.entry((fact.name.clone(), back)).or_insert_with(|| values.clone());
            }
        }
        Deck(deck)
    }

    /// The profile of a number; the same number gives the same profile.
    pub(super) fn draw(&self, number: u64) -> Profile {
        let mut random = Random(number.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        let draw = |(given, values): (&Given, &Vec<Json>)| Some((given.clone(), random.pick(values)?.clone()));
        self.0.iter().filter_map(draw).collect()
    }
}

/// The year of the law day.
pub(super) fn law_year(version: &Version<'_>) -> i32 {
    let asked = version.asked;
    asked.law_day.unwrap_or(asked.today).year()
}

/// What a profile gives to the facts of a version; what they refuse is left out.
pub(super) fn facts(version: &Version<'_>, profile: &Profile) -> Facts {
    let mut facts = Facts::default();
    for ((name, back), value) in profile {
        let name = match back {
            Some(back) => format!("{name}({})", law_year(version) - i32::from(*back)),
            None => name.clone(),
        };
        // A value that one side refuses is a difference of facts, not of rules.
        let _refused = facts.set(version.program, &name, value);
    }
    facts
}

/// The fact of a profile that a slot is, if it is one.
pub(super) fn given(version: &Version<'_>, slot: Slot) -> Option<Given> {
    let fact = version.program.facts.get(slot.fact()?.index())?;
    let back = match slot {
        Slot::Year(_, year) => u8::try_from(law_year(version) - year).ok(),
        Slot::YearBefore(_, back) => Some(back),
        _ => None,
    };
    Some((fact.name.clone(), back))
}

/// How people name what is given.
pub(super) fn named((name, back): &Given) -> String {
    match back {
        Some(back) => format!("{name}({})", year_before(*back)),
        None => name.clone(),
    }
}

/// Facts of which each version asks that they lie in its own place. The two are compared for one place, so only
/// profiles of that place tell anything.
fn local_facts([old, new]: [&Version<'_>; 2]) -> BTreeSet<String> {
    let region = |version: &Version<'_>| version.program.policies.get(version.policy.index()).map(|it| it.region);
    if region(old) == region(new) {
        return BTreeSet::new();
    }
    let tested = |version: &Version<'_>| -> BTreeSet<String> {
        let program = version.program;
        let own = region(version).map(|region| region.0);
        let roots = all_roots(program, version.policy).into_iter().map(Target::Node);
        let within = reachable(program, roots).into_iter().filter_map(|target| {
            let Target::Node(id) = target else { return None };
            let Some(Node::Within(place, node)) = program.nodes.get(id.index()) else { return None };
            let here = matches!(program.nodes.get(node.index()), Some(Node::Region(at)) if Some(at.0) == own);
            match program.nodes.get(place.index()) {
                Some(Node::Fact(fact)) if here => program.facts.get(fact.index()).map(|fact| fact.name.clone()),
                _ => None,
            }
        });
        within.collect()
    };
    tested(old).intersection(&tested(new)).cloned().collect()
}

/// The places in that of a version.
fn places_of(version: &Version<'_>) -> Vec<Json> {
    let program = version.program;
    let facts = Facts::default();
    let run = Run::new(program, &facts, version.asked);
    let Some(policy) = program.policies.get(version.policy.index()) else { return Vec::new() };
    let places = (0_u32..).map(RegionId).zip(&program.regions);
    let inside = places.filter(|(id, _)| run.contains_place(policy.region, *id));
    inside.take(MOST_FIGURES).map(|(_, place)| Json::String(place.name.clone())).collect()
}

fn all_roots(program: &Program, id: PolicyId) -> Vec<NodeId> {
    program.policies.get(id.index()).map_or_else(Vec::new, roots)
}

/// The facts that a version reads.
fn facts_of(version: &Version<'_>) -> BTreeSet<FactId> {
    let program = version.program;
    let roots = all_roots(program, version.policy).into_iter().map(Target::Node);
    // Figures and policies of a place read it without naming it.
    let place = program.facts.iter().position(|fact| fact.name == REGISTERED_IN);
    let mut found: BTreeSet<FactId> =
        place.and_then(|place| u32::try_from(place).ok()).map(FactId).into_iter().collect();
    for target in reachable(program, roots) {
        let Target::Node(id) = target else { continue };
        if let Some(Node::Fact(fact) | Node::FactInYear(fact, _) | Node::OverRecords(_, fact, _, _)) =
            program.nodes.get(id.index())
        {
            found.insert(*fact);
        }
    }
    found
}

/// The figures that a version speaks of, by what they count.
fn figures_of(version: &Version<'_>, figures: &mut BTreeMap<String, BTreeSet<Number>>) {
    let program = version.program;
    let facts = Facts::default();
    let mut run = Run::new(program, &facts, version.asked);
    run.enter(version.policy);
    let roots = all_roots(program, version.policy).into_iter().map(Target::Node);
    for target in reachable(program, roots) {
        let Target::Node(id) = target else { continue };
        let Some(kind) = program.kinds.get(id.index()) else { continue };
        if let (Some(key), Value::Number(range)) = (key(kind), run.value(id)) {
            let figures = figures.entry(key).or_default();
            let ends = [range.low().number(), range.high().number()];
            let new = ends.into_iter().flatten().filter(|_| range.is_point().is_some()).cloned();
            figures.extend(new.take(MOST_FIGURES.saturating_sub(figures.len())));
        }
    }
}

/// Kinds whose figures may stand for each other.
fn key(kind: &Kind) -> Option<String> {
    match kind {
        Kind::Number(unit) => Some(format!("number {unit}")),
        Kind::Money => Some("money".to_owned()),
        Kind::Percent => Some("percent".to_owned()),
        Kind::Date => Some("date".to_owned()),
        Kind::Duration(unit) => Some(format!("duration {unit:?}")),
        Kind::Year => Some("year".to_owned()),
        _ => None,
    }
}

fn of_fact(program: &Program, fact: &Fact, figures: &BTreeMap<String, BTreeSet<Number>>, years: [i32; 2]) -> Vec<Json> {
    if let Kind::List(_) = fact.kind {
        let record = |draw: u64| {
            let mut random = Random(draw | 1);
            let fields = fact.columns.iter().filter_map(|column| {
                let values = of_column(program, column, figures, years);
                Some((column.name.clone(), random.pick(&values)?.clone()))
            });
            Json::Object(fields.collect())
        };
        let records = |from: u64, count: u64| Json::Array((from..from + count).map(|it| record(it * 7919)).collect());
        return (0..12).map(|it| records(it * 5, it % 5)).collect();
    }
    let kind = &fact.kind;
    of_kind(program, kind, fact.whole, fact.options, figures, years)
}

fn of_column(
    program: &Program,
    column: &Column,
    figures: &BTreeMap<String, BTreeSet<Number>>,
    years: [i32; 2],
) -> Vec<Json> {
    of_kind(program, &column.kind, column.whole, column.options, figures, years)
}

fn of_kind(
    program: &Program,
    kind: &Kind,
    whole: bool,
    options: u128,
    figures: &BTreeMap<String, BTreeSet<Number>>,
    years: [i32; 2],
) -> Vec<Json> {
    match kind {
        Kind::Truth => vec![Json::Bool(true), Json::Bool(false)],
        Kind::Choice(of) | Kind::Choices(of) => {
            let names = program.choice_types.get(of.index()).map(|it| it.options.as_slice()).unwrap_or_default();
            let names = (0_u32..).zip(names).filter(|(option, _)| options & crate::value::option_bit(*option) != 0);
            let single = names.map(|(_, (name, _))| Json::String(name.clone()));
            match kind {
                Kind::Choice(_) => single.collect(),
                _ => single.map(|name| Json::Array(vec![name])).chain([Json::Array(Vec::new())]).collect(),
            }
        }
        Kind::Region => {
            let places = program.regions.iter().skip(1).take(MOST_FIGURES);
            places.map(|place| Json::String(place.name.clone())).collect()
        }
        Kind::Text => vec![Json::String("甲".to_owned())],
        Kind::Year => (years[0].min(years[1]) - 4..=years[0].max(years[1])).map(Json::from).collect(),
        Kind::Date => dates(figures.get("date"), years),
        Kind::List(_) => Vec::new(),
        _ => numbers(kind, whole, key(kind).and_then(|key| figures.get(&key))),
    }
}

/// The figures themselves and what lies close to them, on both sides.
fn numbers(kind: &Kind, whole: bool, figures: Option<&BTreeSet<Number>>) -> Vec<Json> {
    let step = match kind {
        Kind::Percent => Number::ratio(1, 10_000),
        Kind::Money => Number::ratio(1, 100),
        _ => Some(Number::ONE),
    };
    let step = step.unwrap_or(Number::ONE);
    let usual: &[i64] = match kind {
        Kind::Money => &[0, 1_000_000, 10_000_000, 60_000_000, 300_000_000],
        Kind::Percent => &[0, 1],
        _ => &[0, 1, 5, 20, 100, 500],
    };
    let mut values: BTreeSet<Number> = usual.iter().copied().map(Number::whole).collect();
    for figure in figures.into_iter().flatten() {
        values.extend([figure - &step, figure.clone(), figure + &step]);
    }
    let fits = |value: &Number| !value.is_negative() && (!whole || value.floor() == *value);
    values.iter().filter(|value| fits(value)).map(|value| Json::String(number_text(value, kind))).collect()
}

fn dates(figures: Option<&BTreeSet<Number>>, years: [i32; 2]) -> Vec<Json> {
    let mut days: BTreeSet<Date> = BTreeSet::new();
    for year in years.iter().flat_map(|year| [year - 12, year - 4, year - 2, year - 1, *year]) {
        days.extend([Date::from_ymd(year, 1, 1), Date::from_ymd(year, 6, 15)].into_iter().flatten());
    }
    for day in figures.into_iter().flatten().filter_map(Date::from_number) {
        days.extend([day.add_days(-1), Some(day), day.add_days(1)].into_iter().flatten());
    }
    days.iter().map(|day| Json::String(day.to_string())).collect()
}

/// The same numbers on every machine.
struct Random(u64);

impl Random {
    fn pick<'v>(&mut self, values: &'v [Json]) -> Option<&'v Json> {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        let count = u64::try_from(values.len()).ok().filter(|count| *count > 0)?;
        values.get(usize::try_from((self.0 >> 11) % count).ok()?)
    }
}
