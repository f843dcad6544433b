//! What is possible of a value: sections 1 and 2 of `docs/semantics.md`.

use super::number::Interval;
use guiju::program::Kind;
use guiju::value::{Comparison, Marks};
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// A truth, in the order in which `and` takes the least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Member {
    F,
    U,
    J,
    T,
}

use Member::{F, J, T, U};

pub type Truths = BTreeSet<Member>;

#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    pub possible: BTreeSet<u32>,
    pub undefined: bool,
    pub marks: Marks,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Set {
    Truth(Truths),
    /// Numbers, days, durations, years.
    Number(Interval),
    Choice(Options),
}

impl Options {
    pub fn of(possible: BTreeSet<u32>, undefined: bool, marks: Marks) -> Options {
        let settled = possible.is_empty() || (possible.len() == 1 && !undefined);
        let undefined = undefined || possible.is_empty();
        Options { possible, undefined, marks: if settled { Marks::NONE } else { marks } }
    }
}

impl Set {
    pub fn truth(&self) -> Truths {
        match self {
            Set::Truth(truths) => truths.clone(),
            other => panic!("{other:?} is no truth"),
        }
    }

    pub fn number(&self) -> Interval {
        match self {
            Set::Number(interval) => *interval,
            other => panic!("{other:?} is no number"),
        }
    }

    pub fn undefined(kind: &Kind) -> Set {
        match kind {
            Kind::Truth => Set::Truth([U].into()),
            Kind::Choice(_) => Set::Choice(Options::of([].into(), true, Marks::NONE)),
            _ => Set::Number(Interval::nothing()),
        }
    }

    pub fn is_settled(&self) -> bool {
        match self {
            Set::Truth(truths) => truths.len() == 1,
            Set::Number(interval) => interval.is_settled(),
            Set::Choice(options) => options.possible.is_empty() || (options.possible.len() == 1 && !options.undefined),
        }
    }

    pub fn may_be_undefined(&self) -> bool {
        match self {
            Set::Truth(truths) => truths.contains(&U),
            Set::Number(interval) => interval.undefined,
            Set::Choice(options) => options.undefined,
        }
    }

    /// Why it is open: of a truth, facts where it has several members, judgement where J is one.
    pub fn openness(&self) -> Marks {
        match self {
            Set::Truth(truths) => Marks { missing: truths.len() > 1, judged: truths.contains(&J), law: false },
            Set::Number(interval) => interval.marks,
            Set::Choice(options) => options.marks,
        }
    }

    pub fn with(self, undefined: bool, marks: Marks) -> Set {
        match self {
            Set::Truth(mut truths) => {
                if undefined {
                    truths.insert(U);
                }
                Set::Truth(truths)
            }
            Set::Number(interval) => Set::Number(interval.with(undefined, marks)),
            Set::Choice(options) => {
                Set::Choice(Options::of(options.possible, options.undefined || undefined, options.marks | marks))
            }
        }
    }

    pub fn join(&self, other: &Set) -> Set {
        match (self, other) {
            (Set::Truth(one), Set::Truth(two)) => Set::Truth(one | two),
            (Set::Number(one), Set::Number(two)) => Set::Number(one.join(two)),
            (Set::Choice(one), Set::Choice(two)) => Set::Choice(Options::of(
                &one.possible | &two.possible,
                one.undefined || two.undefined,
                one.marks | two.marks,
            )),
            _ => panic!("{self:?} and {other:?} side by side"),
        }
    }

    /// What both allow; undefined if that is nothing.
    pub fn common(&self, other: &Set) -> Set {
        match (self, other) {
            (Set::Truth(one), Set::Truth(two)) => {
                let mut both = one & two;
                // A judged truth allows either.
                if one.contains(&J) || two.contains(&J) {
                    both.insert(J);
                }
                Set::Truth(if both.is_empty() { [U].into() } else { both })
            }
            (Set::Number(one), Set::Number(two)) => Set::Number(one.common(two)),
            (Set::Choice(one), Set::Choice(two)) => Set::Choice(Options::of(
                &one.possible & &two.possible,
                one.undefined || two.undefined,
                one.marks | two.marks,
            )),
            _ => panic!("{self:?} and {other:?} side by side"),
        }
    }
}

/// All of these, joined, with marks.
pub fn join_all(sets: impl IntoIterator<Item = Set>, marks: Marks) -> Set {
    sets.into_iter().reduce(|one, other| one.join(&other)).expect("something can be chosen").with(false, marks)
}

pub fn and(one: &Truths, other: &Truths) -> Truths {
    pairs(one, other, |a, b| a.min(b))
}

/// The greatest in F < J < U < T.
pub fn or(one: &Truths, other: &Truths) -> Truths {
    not(&and(&not(one), &not(other)))
}

pub fn not(truths: &Truths) -> Truths {
    let turned = |member: &Member| match member {
        T => F,
        F => T,
        other => *other,
    };
    truths.iter().map(turned).collect()
}

pub fn pairs(one: &Truths, other: &Truths, result: impl Fn(Member, Member) -> Member) -> Truths {
    one.iter().flat_map(|a| other.iter().map(|b| result(*a, *b))).collect()
}

/// At least so many, over all combinations of members.
pub fn at_least(count: usize, parts: &[Truths]) -> Truths {
    combinations(parts)
        .into_iter()
        .map(|members| {
            let how_many = |wanted: Member| members.iter().filter(|member| **member == wanted).count();
            let (t, j, u) = (how_many(T), how_many(J), how_many(U));
            if t >= count {
                T
            } else if t + j + u < count {
                F
            } else if u > 0 {
                U
            } else {
                J
            }
        })
        .collect()
}

pub fn combinations<T: Copy>(parts: &[impl IntoIterator<Item = T> + Clone]) -> Vec<Vec<T>> {
    parts.iter().fold(vec![vec![]], |all, part| {
        all.iter()
            .flat_map(|before| {
                part.clone().into_iter().map(|member| {
                    let mut longer = before.clone();
                    longer.push(member);
                    longer
                })
            })
            .collect()
    })
}

/// What a test gives that can pass and can fail.
pub fn test(can_pass: bool, can_fail: bool, marks: Marks, undefined: bool) -> Truths {
    let mut truths = Truths::new();
    match (can_pass, can_fail) {
        (true, true) => {
            let people = marks.judged || marks.law;
            if marks.missing {
                truths.extend([T, F]);
            }
            if people {
                truths.insert(J);
            }
            assert!(!truths.is_empty(), "what is open says why");
        }
        (true, false) => drop(truths.insert(T)),
        (false, true) => drop(truths.insert(F)),
        (false, false) => {}
    }
    if undefined {
        truths.insert(U);
    }
    truths
}

pub fn opposite(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::Less => Comparison::AtLeast,
        Comparison::AtMost => Comparison::Greater,
        Comparison::Greater => Comparison::AtMost,
        Comparison::AtLeast => Comparison::Less,
        Comparison::Equal => Comparison::NotEqual,
        Comparison::NotEqual => Comparison::Equal,
    }
}

pub fn compare(comparison: Comparison, left: &Set, right: &Set) -> Truths {
    let marks = left.openness() | right.openness();
    let undefined = left.may_be_undefined() || right.may_be_undefined();
    match (left, right) {
        (Set::Number(a), Set::Number(b)) => {
            if a.ends.is_none() || b.ends.is_none() {
                return [U].into();
            }
            test(a.can(comparison, b), a.can(opposite(comparison), b), marks, undefined)
        }
        (Set::Choice(a), Set::Choice(b)) => {
            if a.possible.is_empty() || b.possible.is_empty() {
                return [U].into();
            }
            let can = |comparison: Comparison| {
                a.possible.iter().any(|one| b.possible.iter().any(|two| comparison.holds(one.cmp(two))))
            };
            test(can(comparison), can(opposite(comparison)), marks, undefined)
        }
        (Set::Truth(a), Set::Truth(b)) => truths_compared(comparison, a, b),
        _ => panic!("{left:?} and {right:?} side by side"),
    }
}

/// 是 and 否 are equal or not.
fn truths_compared(comparison: Comparison, left: &Truths, right: &Truths) -> Truths {
    pairs(left, right, |a, b| match (a, b) {
        (U, _) | (_, U) => U,
        (J, _) | (_, J) => J,
        (a, b) => {
            if comparison.holds(if a == b { Ordering::Equal } else { Ordering::Less }) {
                T
            } else {
                F
            }
        }
    })
}
