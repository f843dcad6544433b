//! An input cut so finely that every test against some figures has one answer on each piece.

use super::run::Run;
use crate::program::RegionId;
use crate::value::{Choice, Marks, Number, Place, Range, Text, Value};
use std::collections::BTreeSet;

/// The pieces of what is possible of a value. Undefined, if possible, is a piece of its own.
pub(super) fn cut(run: &Run<'_>, value: &Value, figures: &[Value]) -> Vec<Value> {
    if value.is_settled() {
        return vec![value.clone()];
    }
    let mut pieces: Vec<Value> = match value {
        Value::Truth(truth) => return truth.iter().map(Value::Truth).collect(),
        Value::Number(range) => cut_range(range, figures).into_iter().map(Value::Number).collect(),
        Value::Choice(choice) => choice.options().map(|option| Value::Choice(Choice::single(option))).collect(),
        // Tests of several choices ask for one option each and overlap freely: they are left as they are.
        Value::Choices(choices) => vec![Value::Choices(crate::value::Choices { undefined: false, ..*choices })],
        Value::Place(place) => {
            let named = figures.iter().filter_map(|figure| match figure {
                Value::Place(place) => Some(RegionId(place.within)),
                _ => None,
            });
            cut_place(run, *place, named).into_iter().map(|region| Value::Place(Place::at(region.0))).collect()
        }
        Value::Text(text) => cut_text(text, figures).into_iter().map(Value::Text).collect(),
    };
    if value.may_be_undefined() {
        pieces.push(value.undefined_like());
    }
    pieces
}

/// The numbers below, at and above each figure.
fn cut_range(range: &Range, figures: &[Value]) -> Vec<Range> {
    let numbers: BTreeSet<&Number> = figures
        .iter()
        .filter_map(|figure| match figure {
            Value::Number(figure) => Some(figure),
            _ => None,
        })
        .flat_map(|figure| [figure.low().number(), figure.high().number()])
        .flatten()
        .collect();
    let mut pieces = Vec::new();
    let mut rest = range.clone().defined();
    for number in numbers {
        let Some(whole) = rest else { break };
        let (below, from) = whole.cut_before(number);
        pieces.extend(below);
        let (at, above) = from.map_or((None, None), |from| from.cut_after(number));
        pieces.extend(at);
        rest = above;
    }
    pieces.extend(rest);
    pieces
}

impl Run<'_> {
    /// Places that stand for all that are still possible, with those named told apart.
    pub fn places_apart(&mut self, named: impl Iterator<Item = RegionId>) -> Vec<RegionId> {
        let place = self.place();
        cut_place(self, place, named)
    }
}

/// Places that stand for all that are possible: what the place is known to lie in, the places named inside it, and those
/// inside that are tied to places elsewhere.
pub(super) fn cut_place(run: &Run<'_>, place: Place, named: impl Iterator<Item = RegionId>) -> Vec<RegionId> {
    if place.nothing {
        return Vec::new();
    }
    let mut places = vec![RegionId(place.within)];
    if !place.exact {
        let inside = named.filter(|region| run.contains_place(RegionId(place.within), *region));
        for region in inside.chain(run.tied_inside(RegionId(place.within))) {
            if !places.contains(&region) {
                places.push(region);
            }
        }
    }
    places
}

/// The texts named, and one that is none of them.
fn cut_text(text: &Text, figures: &[Value]) -> Vec<Text> {
    if text.known.is_some() {
        return vec![Text { undefined: false, marks: Marks::NONE, ..text.clone() }];
    }
    let named: BTreeSet<&String> = figures
        .iter()
        .filter_map(|figure| match figure {
            Value::Text(figure) => figure.known.as_ref(),
            _ => None,
        })
        .collect();
    let other: String = named.iter().map(|text| text.as_str()).chain(["…"]).collect();
    named.into_iter().cloned().chain([other]).map(Text::known).collect()
}
