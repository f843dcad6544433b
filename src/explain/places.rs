//! Places that are not what they were: what has become of one that somebody named.

use super::answer::Text;
use super::known::labelled;
use super::sentence::{Sentence, say};
use crate::eval::{Run, Slot};
use crate::program::{Kind, Program, Region, RegionId};
use crate::value::Value;

/// What has become of the places given, each with the name of the fact.
pub fn changed_places<'s>(run: &Run<'_>, given: impl IntoIterator<Item = &'s Slot>) -> Vec<(String, Text)> {
    let program = run.program();
    let is_place = |slot: &&Slot| {
        let fact = slot.fact().and_then(|fact| program.facts.get(fact.index()));
        fact.is_some_and(|fact| fact.kind == Kind::Region || matches!(fact.kind, Kind::List(_)))
    };
    let places = given.into_iter().filter(is_place).filter_map(|slot| match run.known(*slot) {
        Some(Value::Place(place)) => Some((slot.name(program), RegionId(place.within))),
        _ => None,
    });
    places.filter_map(|(name, place)| Some((name, what_became(run, place)?))).collect()
}

/// What has become of a place that is no more on the day of asking.
fn what_became(run: &Run<'_>, place: RegionId) -> Option<Text> {
    let program = run.program();
    let region = program.regions.get(place.index())?;
    let last = region.ties.to.filter(|last| *last < run.asked().today)?;
    let since = last.add_days(1)?.to_string();
    let name = |region: &Region| labelled(&region.name, region.title.as_ref());
    let at = |program: &Program, place: RegionId| program.regions.get(place.index()).map(name);
    if let Some(into) = region.ties.merged_into {
        return Some(say(&Sentence::Merged { place: name(region), since, into: at(program, into)? }));
    }
    let into: Vec<Text> = region.ties.split_into.iter().filter_map(|part| at(program, *part)).collect();
    (!into.is_empty()).then(|| say(&Sentence::Parted { place: name(region), since, into }))
}
