//! How benefits add up: each by itself; what one already includes; which exclude each other; each joint cap as written;
//! the sum. Only amounts are looked at here.

use crate::program::{MOST_STACKED, PolicyId, Stack, StackCut, StackRule, Unlisted};
use crate::value::Number;
use std::collections::BTreeSet;

/// What is known of an amount: both ends are possible, no upper end means that there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amount {
    /// The least.
    pub low: Number,
    /// The greatest.
    pub high: Option<Number>,
}

impl Amount {
    /// An amount that is known.
    pub fn exactly(number: Number) -> Amount {
        Amount { low: number.clone(), high: Some(number) }
    }

    /// The amount, if it is known.
    pub fn settled(&self) -> Option<&Number> {
        self.high.as_ref().filter(|high| **high == self.low)
    }

    fn may_pay(&self) -> bool {
        self.high.as_ref().is_none_or(Number::is_positive)
    }
}

/// What comes of all benefits together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stacked {
    /// The greatest total that is permitted.
    pub total: Amount,
    /// How much joint caps cut away.
    pub cut: Option<Amount>,
    /// The total is open because the text does not say of some pair whether both may be had.
    pub unsaid: bool,
    /// The permitted set with the greatest total, then fewest benefits, then as written; where it is sure which.
    pub best: Option<Chosen>,
    /// The next one that is no part of it.
    pub second: Option<Chosen>,
    /// What each benefit pays where it is sure which are had.
    pub pays: Vec<Option<Amount>>,
    /// Benefits that would pay, but do not go with the best choice.
    pub refused: Vec<usize>,
    /// What each clause takes from which benefit, where all is known: benefit, clause, how much.
    pub taken: Vec<(usize, usize, Number)>,
}

/// A permitted set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// The benefits in it, in the order of the stack.
    pub benefits: Vec<usize>,
    /// What they come to.
    pub total: Number,
    /// What joint caps cut away.
    pub cut: Number,
}

/// What one set comes to.
#[derive(Clone, Debug)]
struct Worked {
    pays: Vec<Number>,
    taken: Vec<(usize, usize, Number)>,
    /// Cut by a cap that does not say from whom, or of which benefits only the sum is known.
    vague: Vec<bool>,
    total: Number,
    cut: Number,
}

/// Adds up. `amounts` are those of the stack's benefits, `caps` those of its clauses (by their place; others are not read).
pub fn add_up(stack: &Stack, amounts: &[Amount], caps: &[Option<Amount>]) -> Stacked {
    let adding = Adding::new(stack, amounts, caps);
    let mut ways = adding.winners();
    let first = ways.pop_first().unwrap_or_default();
    let mut found = adding.best_without(&first);
    for losers in ways {
        // The highest is not known yet: any of those that may be.
        let other = adding.best_without(&losers);
        found = found.or(&other);
    }
    found
}

impl Stacked {
    /// Either of two, where it is not known which.
    pub fn or(self, other: &Stacked) -> Stacked {
        let both = |one: &Option<Amount>, other: &Option<Amount>| Some(hull(one.as_ref()?, other.as_ref()?));
        let alike = self.best == other.best && self.pays == other.pays;
        let taken = if alike && self.taken == other.taken { self.taken } else { Vec::new() };
        let refused = if alike && self.refused == other.refused { self.refused } else { Vec::new() };
        Stacked {
            total: hull(&self.total, &other.total),
            cut: both(&self.cut, &other.cut),
            unsaid: self.unsaid || other.unsaid,
            second: self.second.filter(|second| alike && other.second.as_ref() == Some(second)),
            best: self.best.filter(|_| alike),
            pays: self.pays.iter().zip(&other.pays).map(|(one, other)| both(one, other)).collect(),
            refused,
            taken,
        }
    }
}

fn hull(one: &Amount, other: &Amount) -> Amount {
    let high = match (&one.high, &other.high) {
        (Some(one), Some(other)) => Some(one.clone().max(other.clone())),
        _ => None,
    };
    Amount { low: one.low.clone().min(other.low.clone()), high }
}

fn amounts_of(amounts: &[Amount]) -> Vec<Number> {
    amounts.iter().map(|amount| amount.low.clone()).collect()
}

fn low_ends(caps: &[Option<Amount>]) -> Vec<Option<Number>> {
    caps.iter().map(|cap| cap.as_ref().map(|cap| cap.low.clone())).collect()
}

/// How two benefits go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pair {
    Together,
    Exclusive,
    Unsaid,
}

struct Adding<'a> {
    stack: &'a Stack,
    amounts: &'a [Amount],
    caps: &'a [Option<Amount>],
    pairs: Vec<Vec<Pair>>,
    /// All that each benefit includes, also through what it includes.
    includes: Vec<Vec<usize>>,
}

impl<'a> Adding<'a> {
    fn new(stack: &'a Stack, amounts: &'a [Amount], caps: &'a [Option<Amount>]) -> Adding<'a> {
        let count = stack.benefits.len().min(amounts.len()).min(MOST_STACKED);
        let policy = |at: usize| stack.benefits.get(at).map_or(PolicyId(u32::MAX), |benefit| benefit.policy);
        let default = |one: usize, other: usize| match stack.unlisted {
            Some(Unlisted::Together) => Pair::Together,
            Some(Unlisted::Exclusive) => Pair::Exclusive,
            // What one policy gives it gives together.
            None if policy(one) == policy(other) => Pair::Together,
            None => Pair::Unsaid,
        };
        let mut pairs: Vec<Vec<Pair>> =
            (0..count).map(|one| (0..count).map(|other| default(one, other)).collect()).collect();
        let mut say = |one: usize, other: usize, pair: Pair| {
            for (one, other) in [(one, other), (other, one)] {
                if let Some(place) = pairs.get_mut(one).and_then(|row| row.get_mut(other)) {
                    *place = pair;
                }
            }
        };
        let all = |of: &[u32]| -> Vec<usize> { of.iter().filter_map(|at| usize::try_from(*at).ok()).collect() };
        // Who includes what includes another goes with that as well.
        let includes: Vec<Vec<usize>> = (0..stack.benefits.len()).map(|at| included(stack, at)).collect();
        for (at, inside) in includes.iter().enumerate() {
            for (place, inner) in inside.iter().enumerate() {
                say(at, *inner, Pair::Together);
                // What one benefit includes was all received, unless the text settles what it does not list.
                let others = inside.iter().skip(place.saturating_add(1)).filter(|_| stack.unlisted.is_none());
                others.for_each(|other| say(*inner, *other, Pair::Together));
            }
        }
        for clause in &stack.clauses {
            let (of, pair) = match &clause.rule {
                StackRule::Together(of) => (all(of), Pair::Together),
                StackRule::Offset { pays, includes } => (all(&[*pays, *includes]), Pair::Together),
                StackRule::Exclusive { of, .. } => (all(of), Pair::Exclusive),
                StackRule::Cap { .. } => continue,
            };
            for (at, one) in of.iter().enumerate() {
                for other in of.iter().skip(at.saturating_add(1)) {
                    say(*one, *other, pair);
                }
            }
        }
        Adding { stack, amounts, caps, pairs, includes }
    }

    fn pair(&self, one: usize, other: usize) -> Pair {
        self.pairs.get(one).and_then(|row| row.get(other)).copied().unwrap_or(Pair::Together)
    }

    /// For 择 最高: each way in which the highest may fall out, as the benefits that lose. Where all is known there is one.
    fn winners(&self) -> BTreeSet<BTreeSet<usize>> {
        let mut ways: BTreeSet<BTreeSet<usize>> = BTreeSet::from([BTreeSet::new()]);
        for clause in &self.stack.clauses {
            let StackRule::Exclusive { of, highest: true } = &clause.rule else { continue };
            let of: Vec<usize> = of.iter().filter_map(|at| usize::try_from(*at).ok()).collect();
            let least = of.iter().filter_map(|at| self.amounts.get(*at)).map(|amount| amount.low.clone()).max();
            let mut candidates: Vec<usize> = of
                .iter()
                .copied()
                .filter(|at| {
                    let high = self.amounts.get(*at).map(|amount| amount.high.as_ref());
                    high.is_some_and(|high| high.is_none_or(|high| least.as_ref().is_none_or(|least| high >= least)))
                })
                .collect();
            let settled = of.iter().all(|at| self.amounts.get(*at).is_some_and(|amount| amount.settled().is_some()));
            if settled {
                // Of equal ones the first as written.
                candidates.truncate(1);
            }
            let mut more = BTreeSet::new();
            for way in &ways {
                for winner in &candidates {
                    let mut losers = way.clone();
                    losers.extend(of.iter().filter(|at| *at != winner));
                    more.insert(losers);
                }
            }
            if !more.is_empty() {
                ways = more;
            }
        }
        ways
    }

    /// The best of all permitted sets, without those that lost to a higher one.
    fn best_without(&self, losers: &BTreeSet<usize>) -> Stacked {
        let available: Vec<usize> = (0..self.pairs.len())
            .filter(|at| !losers.contains(at) && self.amounts.get(*at).is_some_and(Amount::may_pay))
            .collect();
        let settled = self.amounts.iter().all(|amount| amount.settled().is_some())
            && self.caps.iter().flatten().all(|cap| cap.settled().is_some());
        let apart = |kind: Pair| {
            available
                .iter()
                .enumerate()
                .any(|(at, one)| available.iter().take(at).any(|other| self.pair(*one, *other) == kind))
        };
        let (unsaid, choice) = (apart(Pair::Unsaid), apart(Pair::Exclusive));
        let strict = self.permitted(&available, false);
        let together = if unsaid { self.permitted(&available, true) } else { Vec::new() };
        let low_caps = low_ends(self.caps);
        let by_ends = settled || self.counts_once(&available);
        let lows = amounts_of(self.amounts);
        let ranked = |sets: &[Vec<usize>]| {
            ranked(sets, |set| match by_ends {
                true => self.work(set, &lows, &low_caps),
                false => self.capped(set, self.at_least(set), Vec::new(), &low_caps),
            })
        };
        let (ranked, ranked_together) = (ranked(&strict), ranked(&together));
        let none =
            Worked { pays: Vec::new(), taken: Vec::new(), vague: Vec::new(), total: Number::ZERO, cut: Number::ZERO };
        let least = ranked.first().map_or_else(|| none.clone(), |(_, worked)| worked.clone());
        // What was received may take more from the others than it adds: each end is over both readings of what is not said.
        let low = ranked_together.first().map(|(_, worked)| &worked.total).into_iter().fold(&least.total, Ord::min);
        let high = self.highest([strict, together].concat().as_slice(), by_ends);
        let total = Amount { low: low.clone(), high };
        let mut stacked = Stacked {
            unsaid: unsaid && total.settled().is_none(),
            total,
            cut: None,
            best: None,
            second: None,
            pays: vec![None; self.amounts.len()],
            refused: Vec::new(),
            taken: Vec::new(),
        };
        if settled && !stacked.unsaid {
            self.told(&mut stacked, &ranked, &available);
        } else if !unsaid && !choice && by_ends {
            self.bounded(&mut stacked, &available, &least);
        } else {
            self.within_its_own(&mut stacked, &available);
        }
        stacked
    }

    /// All is known: which set is best, what each pays in it.
    fn told(&self, stacked: &mut Stacked, ranked: &[(Vec<usize>, Worked)], available: &[usize]) {
        let chosen = |(set, worked): &(Vec<usize>, Worked)| Chosen {
            benefits: set.clone(),
            total: worked.total.clone(),
            cut: worked.cut.clone(),
        };
        let Some(first) = ranked.first() else {
            stacked.cut = Some(Amount::exactly(Number::ZERO));
            stacked.pays = self.amounts.iter().map(|_| Some(Amount::exactly(Number::ZERO))).collect();
            return;
        };
        let (set, worked) = first;
        stacked.best = Some(chosen(first));
        stacked.second = ranked.iter().skip(1).find(|(other, _)| !other.iter().all(|at| set.contains(at))).map(chosen);
        stacked.cut = Some(Amount::exactly(worked.cut.clone()));
        let apart = |at: &usize| set.iter().any(|other| self.pair(*at, *other) == Pair::Exclusive);
        stacked.refused = available.iter().copied().filter(|at| !set.contains(at) && apart(at)).collect();
        // Who is had but pays nothing is told why as well.
        let all: Vec<usize> = available.iter().copied().filter(|at| set.contains(at) || !apart(at)).collect();
        let with_all = self.work(&all, amounts_of(self.amounts).as_slice(), low_ends(self.caps).as_slice());
        stacked.taken = if with_all.total == worked.total { with_all.taken } else { worked.taken.clone() };
        for (at, place) in stacked.pays.iter_mut().enumerate() {
            let pays = worked.pays.get(at).cloned().unwrap_or(Number::ZERO);
            *place = match (set.contains(&at), worked.vague.get(at) == Some(&true)) {
                (true, true) => {
                    let most = self.amounts.get(at).map(|amount| amount.low.clone()).unwrap_or(Number::ZERO);
                    Some(Amount { low: Number::ZERO, high: Some(most) })
                }
                (true, false) => Some(Amount::exactly(pays)),
                (false, _) => Some(Amount::exactly(Number::ZERO)),
            };
        }
    }

    /// Amounts are open, but all may be had together: bounds of what each pays.
    fn bounded(&self, stacked: &mut Stacked, available: &[usize], least: &Worked) {
        let highs: Option<Vec<Number>> = self.amounts.iter().map(|amount| amount.high.clone()).collect();
        let high_caps: Vec<Option<Number>> =
            self.caps.iter().map(|cap| cap.as_ref().and_then(|cap| cap.high.clone())).collect();
        let Some(highs) = highs else { return self.within_its_own(stacked, available) };
        let most = self.work(available, &highs, &high_caps);
        // A cap that is open at the top may cut more while it is at its least.
        let low_caps = low_ends(self.caps);
        let deepest = self.work(available, &highs, &low_caps);
        stacked.cut = Some(Amount { low: least.cut.clone().min(most.cut.clone()), high: Some(deepest.cut.clone()) });
        for (at, place) in stacked.pays.iter_mut().enumerate() {
            let amount = self.amounts.get(at);
            let (low, high) = match amount {
                Some(Amount { low, high: Some(high) }) if available.contains(&at) => (low.clone(), high.clone()),
                _ => (Number::ZERO, Number::ZERO),
            };
            let within = self.included_in(at);
            let sum =
                |ends: &[Number]| within.iter().filter_map(|at| ends.get(*at)).fold(Number::ZERO, |sum, x| &sum + x);
            let lows = amounts_of(self.amounts);
            let least = &(&low - &sum(&highs)) - &deepest.cut;
            let greatest = &high - &if within.len() == 1 { sum(&lows) } else { Number::ZERO };
            *place = Some(Amount { low: least.max(Number::ZERO), high: Some(greatest.max(Number::ZERO)) });
        }
    }

    /// It is open which may be had: nothing at least, and no more than by itself.
    fn within_its_own(&self, stacked: &mut Stacked, available: &[usize]) {
        for (at, place) in stacked.pays.iter_mut().enumerate() {
            let high = match self.amounts.get(at) {
                Some(amount) if available.contains(&at) => amount.high.clone(),
                _ => Some(Number::ZERO),
            };
            *place = Some(Amount { low: Number::ZERO, high });
        }
    }

    /// The greatest that any permitted set may come to; none if there is no end.
    fn highest(&self, sets: &[Vec<usize>], by_ends: bool) -> Option<Number> {
        let mut highest = Number::ZERO;
        let caps: Vec<Option<Number>> =
            self.caps.iter().map(|cap| cap.as_ref().and_then(|cap| cap.high.clone())).collect();
        for set in sets {
            // Without an upper end of its own only a cap on all holds it.
            let ends: Option<Vec<Number>> = self
                .amounts
                .iter()
                .enumerate()
                .map(|(at, amount)| if set.contains(&at) { amount.high.clone() } else { Some(Number::ZERO) })
                .collect();
            let total = match ends {
                Some(ends) if by_ends => self.work(set, &ends, &caps).total,
                Some(ends) => self.capped(set, self.at_most(set, &ends), Vec::new(), &caps).total,
                None => self.cap_on_all(&caps)?,
            };
            highest = highest.max(total);
        }
        Some(highest)
    }

    fn cap_on_all(&self, caps: &[Option<Number>]) -> Option<Number> {
        self.stack
            .clauses
            .iter()
            .zip(caps)
            .filter_map(|(clause, cap)| match &clause.rule {
                StackRule::Cap { of: None, .. } => cap.clone(),
                _ => None,
            })
            .min()
    }

    /// All permitted sets of what may pay. What another includes is there already, and stands in each set that it may.
    fn permitted(&self, available: &[usize], lax: bool) -> Vec<Vec<usize>> {
        let goes = |one: usize, other: usize| match self.pair(one, other) {
            Pair::Together => true,
            Pair::Exclusive => false,
            Pair::Unsaid => lax,
        };
        let mut sets: Vec<Vec<usize>> = vec![Vec::new()];
        for at in available {
            let mut more = Vec::new();
            for set in &sets {
                if set.iter().all(|other| goes(*at, *other)) {
                    let mut with = set.clone();
                    with.push(*at);
                    more.push(with);
                }
            }
            sets.extend(more);
        }
        let received: Vec<usize> = available
            .iter()
            .copied()
            .filter(|at| (0..self.pairs.len()).any(|other| self.included_in(other).contains(at)))
            .collect();
        sets.retain(|set| received.iter().all(|at| set.contains(at) || !set.iter().all(|other| goes(*at, *other))));
        sets.retain(|set| !set.is_empty());
        sets
    }

    fn included_in(&self, pays: usize) -> &[usize] {
        self.includes.get(pays).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether nothing counts against two benefits of which neither includes the other. Only then does a greater amount
    /// never make a smaller total. What cannot pay at all does not matter.
    fn counts_once(&self, available: &[usize]) -> bool {
        available.iter().all(|inner| {
            let pays = || available.iter().copied().filter(move |at| self.included_in(*at).contains(inner));
            let nested = |one: usize, other: usize| {
                one == other || self.included_in(one).contains(&other) || self.included_in(other).contains(&one)
            };
            pays().all(|one| pays().all(|other| nested(one, other)))
        })
    }

    /// The least that each benefit of a set pays: what it includes counts against it with all that it may come to.
    fn at_least(&self, set: &[usize]) -> Vec<Number> {
        let amounts = self.amounts.iter().enumerate().map(|(at, amount)| {
            let against = self.included_in(at).iter().filter_map(|inner| self.amounts.get(*inner));
            let against = against.map(|amount| amount.high.clone()).collect::<Option<Vec<Number>>>();
            match against {
                Some(against) if set.contains(&at) => {
                    let rest = against.iter().fold(amount.low.clone(), |rest, less| &rest - less);
                    rest.max(Number::ZERO)
                }
                _ => Number::ZERO,
            }
        });
        amounts.collect()
    }

    /// The most that each benefit of a set pays, of their greatest amounts: what it includes counts against it with what
    /// that surely comes to.
    fn at_most(&self, set: &[usize], highs: &[Number]) -> Vec<Number> {
        let amounts = highs.iter().enumerate().map(|(at, high)| {
            if !set.contains(&at) {
                return Number::ZERO;
            }
            let sure = |inner: &&usize| set.contains(inner) && self.included_in(**inner).is_empty();
            let against = self.included_in(at).iter().filter(sure).filter_map(|inner| self.amounts.get(*inner));
            against.fold(high.clone(), |rest, amount| &rest - &amount.low).max(Number::ZERO)
        });
        amounts.collect()
    }

    /// What one set comes to: offsets, then each cap, then the sum.
    fn work(&self, set: &[usize], amounts: &[Number], caps: &[Option<Number>]) -> Worked {
        let count = self.amounts.len();
        let amount = |at: usize| amounts.get(at).cloned().unwrap_or(Number::ZERO);
        let mut pays: Vec<Number> =
            (0..count).map(|at| if set.contains(&at) { amount(at) } else { Number::ZERO }).collect();
        let mut taken = Vec::new();
        // What includes fewest first: then all that a benefit includes has been worked out before it.
        let mut order: Vec<usize> = set.to_vec();
        order.sort_by_key(|at| self.included_in(*at).len());
        for at in order {
            let within = self.included_in(at);
            let received = within.iter().filter_map(|inner| pays.get(*inner)).fold(Number::ZERO, |sum, x| &sum + x);
            let Some(own) = pays.get(at).cloned() else { continue };
            let mut rest = received.min(own.clone());
            if let Some(place) = pays.get_mut(at) {
                *place = &own - &rest;
            }
            // Each clause takes what it includes pays, in the order written, until nothing is left.
            let mut told: BTreeSet<usize> = BTreeSet::new();
            for (index, clause) in self.stack.clauses.iter().enumerate() {
                let StackRule::Offset { pays: of, includes } = clause.rule else { continue };
                let Some(inner) = usize::try_from(includes).ok().filter(|_| usize::try_from(of) == Ok(at)) else {
                    continue;
                };
                let through = std::iter::once(inner)
                    .chain(self.included_in(inner).iter().copied())
                    .filter(|inner| told.insert(*inner));
                let sum = through.filter_map(|inner| pays.get(inner)).fold(Number::ZERO, |sum, x| &sum + x);
                let less = sum.min(rest.clone());
                if less.is_positive() {
                    rest = &rest - &less;
                    taken.push((at, index, less));
                }
            }
        }
        self.capped(set, pays, taken, caps)
    }

    /// What is left of what a set pays: each cap as written, then the sum.
    fn capped(
        &self,
        set: &[usize],
        mut pays: Vec<Number>,
        mut taken: Vec<(usize, usize, Number)>,
        caps: &[Option<Number>],
    ) -> Worked {
        let mut vague = vec![false; pays.len()];
        let mut cut = Number::ZERO;
        for (index, clause) in self.stack.clauses.iter().enumerate() {
            let StackRule::Cap { of, cut: way, .. } = &clause.rule else { continue };
            let Some(Some(cap)) = caps.get(index) else { continue };
            let group: Vec<usize> = match of {
                None => set.to_vec(),
                Some(of) => {
                    of.iter().filter_map(|at| usize::try_from(*at).ok()).filter(|at| set.contains(at)).collect()
                }
            };
            let sum = group.iter().filter_map(|at| pays.get(*at)).fold(Number::ZERO, |sum, x| &sum + x);
            let mut excess = &sum - cap;
            if !excess.is_positive() {
                continue;
            }
            cut = &cut + &excess;
            if let StackCut::First(first) = way {
                for at in first.iter().filter_map(|at| usize::try_from(*at).ok()).filter(|at| group.contains(at)) {
                    let Some(own) = pays.get_mut(at) else { continue };
                    let less = own.clone().min(excess.clone());
                    if less.is_positive() {
                        *own = &*own - &less;
                        excess = &excess - &less;
                        taken.push((at, index, less));
                    }
                }
            }
            // The rest in proportion. Unless the text says so, of more than one only the sum is known.
            let rest: Vec<usize> =
                group.iter().copied().filter(|at| pays.get(*at).is_some_and(Number::is_positive)).collect();
            let whole = rest.iter().filter_map(|at| pays.get(*at)).fold(Number::ZERO, |sum, x| &sum + x);
            if !excess.is_positive() {
                continue;
            }
            let sure = *way == StackCut::ProRata || rest.len() == 1;
            for at in rest {
                let Some(own) = pays.get_mut(at) else { continue };
                let Some(share) = own.div(&whole) else { continue };
                let less = &share * &excess;
                *own = &*own - &less;
                if sure {
                    taken.push((at, index, less));
                } else if let Some(vague) = vague.get_mut(at) {
                    *vague = true;
                }
            }
        }
        let total = pays.iter().fold(Number::ZERO, |sum, x| &sum + x);
        Worked { pays, taken, vague, total, cut }
    }
}

/// Sets with what they come to, best first.
fn ranked(sets: &[Vec<usize>], work: impl Fn(&[usize]) -> Worked) -> Vec<(Vec<usize>, Worked)> {
    let mut ranked: Vec<(Vec<usize>, Worked)> = sets.iter().map(|set| (set.clone(), work(set))).collect();
    ranked
        .sort_by(|(a, one), (b, other)| other.total.cmp(&one.total).then(a.len().cmp(&b.len())).then_with(|| a.cmp(b)));
    ranked
}

/// All that a benefit includes, also through what it includes.
fn included(stack: &Stack, pays: usize) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    let mut open = vec![pays];
    while let Some(at) = open.pop() {
        for clause in &stack.clauses {
            if let StackRule::Offset { pays, includes } = clause.rule
                && usize::try_from(pays) == Ok(at)
                && let Ok(inner) = usize::try_from(includes)
                && inner != at
                && !found.contains(&inner)
            {
                found.push(inner);
                open.push(inner);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests;
