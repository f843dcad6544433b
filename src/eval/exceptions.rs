//! A base and its exceptions.

use super::choose::Choosing;
use super::run::{Need, Run};
use super::shape;
use crate::program::{Exception, Kind, NodeId};
use crate::value::{Truth, Value};
use std::collections::HashSet;

/// Exceptions to exceptions to … are written by hand; no text nests deeper than this.
const MOST_LEVELS: usize = 64;

/// With more exceptions open at a level than this, pairs are no longer told apart.
const MOST_PAIRED: usize = 64;

impl Run<'_> {
    pub(super) fn exceptions(&mut self, base: NodeId, exceptions: &[Exception], kind: Option<&Kind>) -> Need<Value> {
        self.exception_level(base, exceptions, kind, 0)
    }

    /// One level: the base if no guard holds, the exception's value if one does, their common value if more do.
    fn exception_level(
        &mut self,
        base: NodeId,
        exceptions: &[Exception],
        kind: Option<&Kind>,
        level: usize,
    ) -> Need<Value> {
        if exceptions.is_empty() || level > MOST_LEVELS {
            return self.get(base);
        }
        let guards: Vec<Truth> =
            self.get_all(exceptions.iter().map(|exception| exception.guard))?.iter().map(shape::truth).collect();
        if guards.contains(&Truth::UNDEFINED) {
            return Ok(shape::undefined(kind));
        }
        let mut choosing = Choosing::default();
        for guard in &guards {
            choosing.marks = choosing.marks | shape::truth_openness(*guard);
            if guard.may_be_undefined() {
                choosing.add_undefined();
            }
        }
        let may_hold = |guard: &Truth| guard.contains(Truth::MET) || guard.contains(Truth::JUDGED);
        let may_fail = |guard: &Truth| guard.contains(Truth::UNMET) || guard.contains(Truth::JUDGED);
        let places = |test: &dyn Fn(&Truth) -> bool| -> Vec<usize> {
            guards.iter().enumerate().filter(|(_, guard)| test(guard)).map(|(index, _)| index).collect()
        };
        let sure = places(&|guard| may_hold(guard) && !may_fail(guard));
        let open = places(&|guard| may_hold(guard) && may_fail(guard));

        let base = if sure.is_empty() { Some(self.get(base)) } else { None };
        let mut values = Vec::new();
        for (exception, guard) in exceptions.iter().zip(&guards) {
            values.push(match may_hold(guard) {
                true => Some(self.exception_level(exception.value, &exception.nested, kind, level + 1)),
                false => None,
            });
        }
        let base = base.transpose()?;
        let values: Vec<Option<Value>> = values.into_iter().map(Option::transpose).collect::<Need<_>>()?;

        base.into_iter().for_each(|base| choosing.add(base));
        let mut combinations: Vec<Vec<usize>> = Vec::new();
        if !sure.is_empty() {
            combinations.push(sure.clone());
        }
        combinations.extend(open.iter().map(|one| sure.iter().copied().chain([*one]).collect()));
        // Where some guard surely holds, it and one more are a pair already; what three allow, each pair allows.
        if sure.is_empty() && open.len() <= MOST_PAIRED {
            for (index, one) in open.iter().enumerate() {
                combinations.extend(open.iter().skip(index + 1).map(|other| vec![*one, *other]));
            }
        } else if sure.is_empty() {
            choosing.add_undefined();
        }
        let mut seen = HashSet::new();
        for mut counting in combinations {
            let beaten: Vec<usize> = counting
                .iter()
                .copied()
                .filter(|one| counting.iter().any(|other| goes_before(exceptions, *other, *one)))
                .collect();
            counting.retain(|one| !beaten.contains(one));
            // What is beaten by what holds anyway gives nothing more to choose.
            if !seen.insert(counting.clone()) {
                continue;
            }
            let counting: Vec<Value> = counting.iter().filter_map(|one| values.get(*one).cloned().flatten()).collect();
            if let Some(value) = self.agree(&counting, choosing.marks) {
                choosing.add(value);
            }
        }
        Ok(choosing.join(self, kind))
    }
}

/// Whether the author says that one exception wins over another.
fn goes_before(exceptions: &[Exception], one: usize, other: usize) -> bool {
    exceptions.get(one).is_some_and(|exception| exception.over.iter().any(|loser| usize::try_from(*loser) == Ok(other)))
}
