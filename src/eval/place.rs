//! Places in the region tree.

use super::run::Run;
use crate::program::{Program, RegionId, RegionRank, places_up};
use crate::value::{Date, Marks, Place, Truth};
use std::collections::{BTreeMap, BTreeSet};

/// What leads from a place to others beside 上级, as of a day.
#[derive(Debug)]
pub(super) struct Ties(BTreeMap<RegionId, Vec<Tie>>);

#[derive(Clone, Copy, Debug)]
struct Tie {
    to: RegionId,
    /// Only its ground lies there.
    by_ground: bool,
}

/// The ties of a program's places; none where there are none, as in most.
pub(super) fn ties(program: &Program, today: Date) -> Option<Ties> {
    let mut found: BTreeMap<RegionId, Vec<Tie>> = BTreeMap::new();
    let mut tie = |from: RegionId, to: RegionId, by_ground: bool| {
        found.entry(from).or_default().push(Tie { to, by_ground });
    };
    for (place, region) in (0..).map(RegionId).zip(&program.regions) {
        let ties = &region.ties;
        if let Some(ground) = ties.lies_in {
            tie(place, ground, true);
        }
        if let Some(other) = ties.same_area {
            tie(place, other, false);
            tie(other, place, false);
        }
        if ties.to.is_some_and(|to| to < today) {
            if let Some(whole) = ties.merged_into {
                tie(place, whole, false);
            }
            ties.split_into.iter().for_each(|part| tie(*part, place, false));
        }
    }
    (!found.is_empty()).then_some(Ties(found))
}

/// A place as somebody names it. One that has others in it, or was parted into others, may still mean any of them.
pub(super) fn named(program: &Program, region: RegionId) -> Place {
    let has_inside = program.regions.iter().any(|inner| inner.parent == Some(region));
    if has_inside || is_parted(program, region) { Place::within(region.0, Marks::MISSING) } else { Place::at(region.0) }
}

/// Whether a place was parted into others.
pub(super) fn is_parted(program: &Program, region: RegionId) -> bool {
    program.regions.get(region.index()).is_some_and(|region| !region.ties.split_into.is_empty())
}

impl Run<'_> {
    /// How deep a place lies.
    pub fn depth(&self, region: RegionId) -> usize {
        places_up(&self.program.regions, region).count()
    }

    /// Whether the rules of one place are those of another: it is it, or lies in it. Everything lies in the whole country.
    pub fn contains_place(&self, outer: RegionId, inner: RegionId) -> bool {
        outer.0 == 0
            || match &self.ties {
                None => places_up(&self.program.regions, inner).any(|region| region == outer),
                Some(ties) => self.is_tied(ties, inner, outer, false),
            }
    }

    /// The same of the ground: a zone also lies where its ground is.
    pub fn lies_on(&self, outer: RegionId, inner: RegionId) -> bool {
        outer.0 == 0
            || match &self.ties {
                None => places_up(&self.program.regions, inner).any(|region| region == outer),
                Some(ties) => self.is_tied(ties, inner, outer, true),
            }
    }

    /// Whether ties lead from one place to another. Each place is looked at once, so ties in a circle come to an end.
    fn is_tied(&self, ties: &Ties, from: RegionId, to: RegionId, by_ground: bool) -> bool {
        let mut seen = BTreeSet::from([from]);
        let mut stack = vec![from];
        while let Some(at) = stack.pop() {
            if at == to {
                return true;
            }
            let further = ties.0.get(&at).into_iter().flatten();
            let further = further.filter(|tie| by_ground || !tie.by_ground).map(|tie| tie.to);
            let parent = self.program.regions.get(at.index()).and_then(|region| region.parent);
            stack.extend(parent.into_iter().chain(further).filter(|place| seen.insert(*place)));
        }
        false
    }

    /// Places inside another that are tied to some place elsewhere: more may hold in them than around it.
    pub(super) fn tied_inside(&self, outer: RegionId) -> impl Iterator<Item = RegionId> {
        let tied = self.ties.iter().flat_map(|ties| ties.0.keys().copied());
        tied.filter(move |place| self.contains_place(outer, *place))
    }

    /// The smallest place that holds both.
    pub(super) fn common_place(&self, one: u32, other: u32) -> u32 {
        places_up(&self.program.regions, RegionId(one))
            .find(|region| self.contains_place(*region, RegionId(other)))
            .map_or(0, |region| region.0)
    }

    /// 属于.
    pub(super) fn lies_within(&self, inner: Place, outer: Place) -> Truth {
        if inner.nothing || outer.nothing {
            return Truth::UNDEFINED;
        }
        let (inner_at, outer_at) = (RegionId(inner.within), RegionId(outer.within));
        let inner_below = self.lies_on(outer_at, inner_at);
        let outer_below = self.lies_on(inner_at, outer_at);
        let can_lie = inner_below
            || (!inner.exact && (outer_below || self.tied_inside(inner_at).any(|place| self.lies_on(outer_at, place))));
        let surely_lies = inner_below && outer.exact;
        Truth::of_test(can_lie, !surely_lies, inner.marks | outer.marks, inner.undefined || outer.undefined)
    }

    /// Whether two places are the same.
    pub(super) fn same_place(&self, one: Place, other: Place) -> Truth {
        if one.nothing || other.nothing {
            return Truth::UNDEFINED;
        }
        let (at, another) = (RegionId(one.within), RegionId(other.within));
        let can_be = (at == another)
            || (!one.exact && self.contains_place(at, another))
            || (!other.exact && self.contains_place(another, at))
            || (!one.exact && !other.exact && self.tied_inside(at).any(|place| self.contains_place(another, place)));
        let surely = at == another && one.exact && other.exact;
        Truth::of_test(can_be, !surely, one.marks | other.marks, one.undefined || other.undefined)
    }

    /// The places that both allow; none if there is none.
    pub(super) fn common_inner_place(&self, one: Place, other: Place) -> Option<Place> {
        if one.nothing || other.nothing {
            return None;
        }
        let inside = |outer: Place, inner: Place| {
            if outer.exact {
                inner.exact && inner.within == outer.within
            } else {
                self.contains_place(RegionId(outer.within), RegionId(inner.within))
            }
        };
        let inner = if inside(one, other) {
            other
        } else if inside(other, one) {
            one
        } else {
            return None;
        };
        Some(Place { undefined: false, ..inner })
    }

    /// The place of a rank that a place lies in; undefined if there is none.
    pub(super) fn ancestor(&self, place: Place, rank: RegionRank) -> Place {
        if place.nothing {
            return place;
        }
        let of_rank =
            |region: &RegionId| self.program.regions.get(region.index()).is_some_and(|region| region.rank == rank);
        let found = match places_up(&self.program.regions, RegionId(place.within)).find(of_rank) {
            Some(region) => Place::at(region.0),
            None if place.exact => Place::nothing(),
            // It may turn out to lie in one of that rank.
            None => Place::within(place.within, place.marks).or_undefined(place.marks),
        };
        if place.undefined { found.or_undefined(place.marks) } else { found }
    }
}
