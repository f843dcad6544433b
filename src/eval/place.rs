//! Places in the region tree.

use super::run::Run;
use crate::program::{RegionId, RegionRank};
use crate::value::{Place, Truth};

/// Far more levels than any country has; a tree with a loop in it does not hang.
const MOST_LEVELS: usize = 64;

impl Run<'_> {
    fn parent(&self, region: RegionId) -> Option<RegionId> {
        self.program.regions.get(region.index())?.parent
    }

    /// A place and all that it lies in, innermost first.
    pub(super) fn chain(&self, region: RegionId) -> impl Iterator<Item = RegionId> {
        std::iter::successors(Some(region), |region| self.parent(*region)).take(MOST_LEVELS)
    }

    /// How deep a place lies.
    pub(super) fn depth(&self, region: RegionId) -> usize {
        self.chain(region).count()
    }

    /// Whether one place lies in another, or is it. Everything lies in the whole country.
    pub(super) fn contains_place(&self, outer: RegionId, inner: RegionId) -> bool {
        outer.0 == 0 || self.chain(inner).any(|region| region == outer)
    }

    /// The smallest place that holds both.
    pub(super) fn common_place(&self, one: u32, other: u32) -> u32 {
        self.chain(RegionId(one))
            .find(|region| self.contains_place(*region, RegionId(other)))
            .map_or(0, |region| region.0)
    }

    /// 属于.
    pub(super) fn lies_within(&self, inner: Place, outer: Place) -> Truth {
        if inner.nothing || outer.nothing {
            return Truth::UNDEFINED;
        }
        let (inner_at, outer_at) = (RegionId(inner.within), RegionId(outer.within));
        let inner_below = self.contains_place(outer_at, inner_at);
        let outer_below = self.contains_place(inner_at, outer_at);
        let can_lie = inner_below || (outer_below && !inner.exact);
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
            || (!other.exact && self.contains_place(another, at));
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
        let found = match self.chain(RegionId(place.within)).find(of_rank) {
            Some(region) => Place::at(region.0),
            None if place.exact => Place::nothing(),
            // It may turn out to lie in one of that rank.
            None => Place::within(place.within, place.marks).or_undefined(place.marks),
        };
        if place.undefined { found.or_undefined(place.marks) } else { found }
    }
}
