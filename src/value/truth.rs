use super::Marks;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use std::fmt;

/// A non-empty set of the four truths: met, unmet, judged (only a person decides), undefined.
///
/// INVARIANT: at least one of the four lowest bits is set, no other.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct Truth(u8);

// The bits stand in the order in which `and` takes the least: F < U < J < T.
const F: u8 = 1;
const U: u8 = 2;
const J: u8 = 4;
const T: u8 = 8;

impl Truth {
    /// Surely met.
    pub const MET: Truth = Truth(T);
    /// Surely unmet.
    pub const UNMET: Truth = Truth(F);
    /// Facts settle nothing more, a person's decision does.
    pub const JUDGED: Truth = Truth(J);
    /// Surely undefined.
    pub const UNDEFINED: Truth = Truth(U);
    /// Met or unmet: a fact is missing.
    pub const OPEN: Truth = Truth(T | F);
    /// Nothing is known at all.
    pub const ANYTHING: Truth = Truth(T | F | J | U);

    const MEMBERS: [Truth; 4] = [Truth::MET, Truth::UNMET, Truth::JUDGED, Truth::UNDEFINED];

    /// The truth of a test that can still pass or fail, by the marks of what it looks at; undefined if it can do neither.
    pub fn of_test(can_pass: bool, can_fail: bool, marks: Marks, may_be_undefined: bool) -> Truth {
        let settled = match (can_pass, can_fail) {
            (true, true) => {
                let people = marks.judged || marks.law;
                let facts = marks.missing || !people;
                (if facts { T | F } else { 0 }) | (if people { J } else { 0 })
            }
            (true, false) => T,
            (false, true) => F,
            (false, false) => U,
        };
        Truth(settled | if may_be_undefined { U } else { 0 })
    }

    /// Whether all of `members` are possible.
    pub fn contains(self, members: Truth) -> bool {
        self.0 & members.0 == members.0
    }

    /// Whether it has one member.
    pub fn is_settled(self) -> bool {
        self.0.count_ones() == 1
    }

    /// Whether undefined is possible.
    pub fn may_be_undefined(self) -> bool {
        self.contains(Truth::UNDEFINED)
    }

    /// Why it is open, when something is chosen by it: by facts if it has several members, by judgement if judged is one.
    pub fn marks(self) -> Marks {
        Marks { missing: !self.is_settled(), judged: self.contains(Truth::JUDGED), law: false }
    }

    /// Its members, as sets of one: met, unmet, judged, undefined.
    pub fn iter(self) -> impl Iterator<Item = Truth> {
        Truth::MEMBERS.into_iter().filter(move |member| self.contains(*member))
    }

    /// What is possible of either.
    pub fn union(self, other: Truth) -> Truth {
        Truth(self.0 | other.0)
    }

    /// What is possible of both; none if nothing is.
    pub fn intersect(self, other: Truth) -> Option<Truth> {
        Truth::from_bits(self.0 & other.0)
    }

    /// What remains without some members; none if nothing does.
    pub fn without(self, members: Truth) -> Option<Truth> {
        Truth::from_bits(self.0 & !members.0)
    }

    /// Of all pairs the lesser in F < U < J < T.
    pub fn and(self, other: Truth) -> Truth {
        Truth(lesser(self.0, other.0))
    }

    /// Of all pairs the greater in F < J < U < T.
    pub fn or(self, other: Truth) -> Truth {
        // `or` is `and` seen in a mirror: exchanging met and unmet turns one order into the other.
        self.not().and(other.not()).not()
    }

    /// Met and unmet exchanged.
    #[expect(clippy::should_implement_trait, reason = "stands beside `and` and `or`, which are no operators")]
    pub fn not(self) -> Truth {
        Truth((self.0 & (J | U)) | if self.0 & T == 0 { 0 } else { F } | if self.0 & F == 0 { 0 } else { T })
    }

    /// All must hold; met if there is none.
    pub fn and_all(truths: impl IntoIterator<Item = Truth>) -> Truth {
        truths.into_iter().fold(Truth::MET, Truth::and)
    }

    /// One is enough; unmet if there is none.
    pub fn or_all(truths: impl IntoIterator<Item = Truth>) -> Truth {
        truths.into_iter().fold(Truth::UNMET, Truth::or)
    }

    /// At least so many must hold: over all combinations of members.
    pub fn at_least(count: u32, truths: &[Truth]) -> Truth {
        let how_many = |test: &dyn Fn(u8) -> bool| {
            i64::try_from(truths.iter().filter(|truth| test(truth.0)).count()).unwrap_or(i64::MAX)
        };
        let count = i64::from(count);
        let mut possible = 0;
        if how_many(&|set| set & T != 0) >= count {
            possible |= T;
        }
        if how_many(&|set| set & F == 0) < count {
            possible |= F;
        }
        // Judged without an undefined member: each item takes J if it can, the rest T or F.
        if how_many(&|set| set == U) == 0
            && undecided(
                count,
                how_many(&|set| set & !U == T),
                how_many(&|set| set & !U == (T | F)),
                how_many(&|set| set & J != 0),
            )
        {
            possible |= J;
        }
        // Undefined: each item takes U or J if it can, and one takes U.
        if how_many(&|set| set & U != 0) > 0
            && undecided(
                count,
                how_many(&|set| set == T),
                how_many(&|set| set == (T | F)),
                how_many(&|set| set & (J | U) != 0),
            )
        {
            possible |= U;
        }
        // A combination always has a result, so the fallback is never taken.
        Truth::from_bits(possible).unwrap_or(Truth::ANYTHING)
    }

    /// A choice that only a person makes between two: of all pairs, equal ones stay, else undefined if one is, else judged.
    pub fn judged_between(self, other: Truth) -> Truth {
        let mut possible = 0;
        for one in self.iter() {
            for another in other.iter() {
                possible |= if one == another {
                    one.0
                } else if (one.0 | another.0) & U != 0 {
                    U
                } else {
                    J
                };
            }
        }
        Truth::from_bits(possible).unwrap_or(Truth::ANYTHING)
    }

    fn from_bits(bits: u8) -> Option<Truth> {
        (bits != 0 && bits & !(T | F | J | U) == 0).then_some(Truth(bits))
    }
}

/// Members of either set that are not above every member of the other.
fn lesser(one: u8, another: u8) -> u8 {
    (one & up_to_highest(another)) | (another & up_to_highest(one))
}

/// All bits up to the highest that is set.
fn up_to_highest(bits: u8) -> u8 {
    u8::MAX.checked_shr(bits.leading_zeros()).unwrap_or(0)
}

/// Whether fewer than `count` may be met while with the soft ones it is reached: `met` are surely met, `either` met or unmet.
fn undecided(count: i64, met: i64, either: i64, soft: i64) -> bool {
    met.max(count - soft) <= (met + either).min(count - 1)
}

impl From<bool> for Truth {
    fn from(met: bool) -> Truth {
        if met { Truth::MET } else { Truth::UNMET }
    }
}

impl fmt::Debug for Truth {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let letters = [(Truth::MET, "T"), (Truth::UNMET, "F"), (Truth::JUDGED, "J"), (Truth::UNDEFINED, "U")];
        let members: Vec<&str> =
            letters.iter().filter(|(member, _)| self.contains(*member)).map(|(_, letter)| *letter).collect();
        write!(formatter, "{{{}}}", members.join(","))
    }
}

impl<'de> Deserialize<'de> for Truth {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Truth, D::Error> {
        Truth::from_bits(u8::deserialize(deserializer)?).ok_or_else(|| D::Error::custom("not a set of truths"))
    }
}

#[cfg(test)]
mod tests;
