//! Exact rational numbers.

mod text;
mod wire;

use num_bigint::{BigInt, Sign};
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};
use std::cmp::Ordering;
use std::ops::{Add, Mul, Neg, Sub};

/// An exact rational number.
///
/// INVARIANT: reduced, the denominator positive; `Big` only where `Small` cannot hold it, so that equal
/// numbers have one representation.
///
/// Nothing overflows: what outgrows 64 bits becomes `Big`. Nothing is bounded here either: that results
/// stay small is shown for each rule by the checker, and input is held to [`Number::MAX_DIGITS`] digits
/// by whoever reads it.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Number(Repr);

// Not a `BigRational`: its comparison, equality and hash recurse once for each step of the continued
// fraction, which can exhaust a browser's stack.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Repr {
    Small { numerator: i64, denominator: i64 },
    Big(Box<Big>),
}

#[derive(Clone, PartialEq, Eq, Hash)]
struct Big {
    numerator: BigInt,
    denominator: BigInt,
}

/// How a number is brought to a multiple of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum Rounding {
    /// 四舍五入: half away from zero.
    HalfUp,
    /// 四舍六入: half to even.
    HalfEven,
    /// 舍去: towards zero.
    Down,
    /// 进一: away from zero.
    Up,
}

impl Number {
    /// Nought.
    pub const ZERO: Number = Number::whole(0);
    /// One.
    pub const ONE: Number = Number::whole(1);
    /// The most digits that a fact or a constant may have.
    pub const MAX_DIGITS: u32 = 30;
    /// The most bits that the numerator or denominator of any result may have; the checker sees to it.
    pub const MAX_BITS: u64 = 16_384;

    /// A whole number.
    pub const fn whole(number: i64) -> Number {
        Number(Repr::Small { numerator: number, denominator: 1 })
    }

    /// The quotient of two whole numbers; none if the second is zero.
    pub fn ratio(numerator: i64, denominator: i64) -> Option<Number> {
        let (numerator, denominator) = (i128::from(numerator), i128::from(denominator));
        match denominator.cmp(&0) {
            Ordering::Less => Some(small(-numerator, -denominator)),
            Ordering::Equal => None,
            Ordering::Greater => Some(small(numerator, denominator)),
        }
    }

    /// The quotient; none if the divisor is zero.
    pub fn div(&self, divisor: &Number) -> Option<Number> {
        if divisor.is_zero() {
            return None;
        }
        Some(match (&self.0, &divisor.0) {
            (&Repr::Small { numerator: a, denominator: b }, &Repr::Small { numerator: c, denominator: d }) => {
                let over = i128::from(a) * i128::from(d);
                let under = i128::from(b) * i128::from(c);
                if under < 0 { small(-over, -under) } else { small(over, under) }
            }
            _ => {
                let (left, right) = (self.parts(), divisor.parts());
                big(left.numerator * right.denominator, left.denominator * right.numerator)
            }
        })
    }

    /// Without its sign.
    pub fn abs(&self) -> Number {
        if self.is_negative() { -self } else { self.clone() }
    }

    /// Whether it is nought.
    pub fn is_zero(&self) -> bool {
        matches!(self.0, Repr::Small { numerator: 0, .. })
    }

    /// Whether it is less than nought.
    pub fn is_negative(&self) -> bool {
        match &self.0 {
            Repr::Small { numerator, .. } => *numerator < 0,
            Repr::Big(big) => big.numerator.is_negative(),
        }
    }

    /// Whether it is more than nought.
    pub fn is_positive(&self) -> bool {
        !self.is_zero() && !self.is_negative()
    }

    /// Whether it is a whole number.
    pub fn is_whole(&self) -> bool {
        match &self.0 {
            Repr::Small { denominator, .. } => *denominator == 1,
            Repr::Big(big) => big.denominator.is_one(),
        }
    }

    /// The greatest whole number that is not greater.
    pub fn floor(&self) -> Number {
        match &self.0 {
            Repr::Small { numerator, denominator } => Number::whole(numerator.div_euclid(*denominator)),
            Repr::Big(big) => whole(big.numerator.div_floor(&big.denominator)),
        }
    }

    /// The least whole number that is not less.
    pub fn ceil(&self) -> Number {
        -&(-self).floor()
    }

    /// Brought to a multiple of a step; none if the step is not positive.
    pub fn round(&self, rounding: Rounding, step: &Number) -> Option<Number> {
        if !step.is_positive() {
            return None;
        }
        let steps = self.div(step)?;
        let size = steps.abs();
        let below = size.floor();
        let rest = &size - &below;
        let up = match rounding {
            Rounding::Down => false,
            Rounding::Up => !rest.is_zero(),
            Rounding::HalfUp => &rest + &rest >= Number::ONE,
            Rounding::HalfEven => match (&rest + &rest).cmp(&Number::ONE) {
                Ordering::Less => false,
                Ordering::Equal => below.is_odd(),
                Ordering::Greater => true,
            },
        };
        let rounded = if up { &below + &Number::ONE } else { below };
        let signed = if steps.is_negative() { -&rounded } else { rounded };
        Some(&signed * step)
    }

    /// The length in bits of its numerator or of its denominator, whichever is longer.
    pub fn bits(&self) -> u64 {
        let parts = self.parts();
        parts.numerator.bits().max(parts.denominator.bits())
    }

    /// As a machine number, if it is whole and small enough.
    pub fn to_i64(&self) -> Option<i64> {
        match self.0 {
            Repr::Small { numerator, denominator: 1 } => Some(numerator),
            _ => None,
        }
    }

    /// Whether a whole number is odd.
    fn is_odd(&self) -> bool {
        match &self.0 {
            Repr::Small { numerator, .. } => numerator.rem_euclid(2) == 1,
            Repr::Big(big) => big.numerator.is_odd(),
        }
    }

    fn parts(&self) -> Big {
        match &self.0 {
            Repr::Small { numerator, denominator } => {
                Big { numerator: BigInt::from(*numerator), denominator: BigInt::from(*denominator) }
            }
            Repr::Big(big) => (**big).clone(),
        }
    }
}

/// Reduces what the operations on two small numbers give: at most 127 bits each. The denominator is positive.
fn small(numerator: i128, denominator: i128) -> Number {
    let divisor = if denominator == 1 { 1 } else { numerator.gcd(&denominator) };
    let (numerator, denominator) = (numerator / divisor, denominator / divisor);
    match (i64::try_from(numerator), i64::try_from(denominator)) {
        (Ok(numerator), Ok(denominator)) => Number(Repr::Small { numerator, denominator }),
        _ => Number(Repr::Big(Box::new(Big {
            numerator: BigInt::from(numerator),
            denominator: BigInt::from(denominator),
        }))),
    }
}

/// Reduces what operations on big numbers give. The denominator is not zero.
fn big(numerator: BigInt, denominator: BigInt) -> Number {
    let divisor = numerator.gcd(&denominator);
    let divisor = if denominator.sign() == Sign::Minus { -divisor } else { divisor };
    if divisor.is_zero() {
        // Both are zero, which no caller hands in.
        return Number::ZERO;
    }
    reduced(numerator / &divisor, denominator / &divisor)
}

fn whole(number: BigInt) -> Number {
    reduced(number, BigInt::one())
}

/// Takes the small form if there is one. The fraction is reduced and its denominator positive.
fn reduced(numerator: BigInt, denominator: BigInt) -> Number {
    match (numerator.to_i64(), denominator.to_i64()) {
        (Some(numerator), Some(denominator)) => Number(Repr::Small { numerator, denominator }),
        _ => Number(Repr::Big(Box::new(Big { numerator, denominator }))),
    }
}

impl From<i64> for Number {
    fn from(number: i64) -> Number {
        Number::whole(number)
    }
}

impl From<i32> for Number {
    fn from(number: i32) -> Number {
        Number::whole(i64::from(number))
    }
}

impl From<u32> for Number {
    fn from(number: u32) -> Number {
        Number::whole(i64::from(number))
    }
}

impl Add for &Number {
    type Output = Number;

    fn add(self, other: &Number) -> Number {
        match (&self.0, &other.0) {
            (&Repr::Small { numerator: a, denominator: b }, &Repr::Small { numerator: c, denominator: d }) => {
                let (a, b, c, d) = (i128::from(a), i128::from(b), i128::from(c), i128::from(d));
                if b == d { small(a + c, b) } else { small(a * d + c * b, b * d) }
            }
            _ => {
                let (left, right) = (self.parts(), other.parts());
                big(
                    left.numerator * &right.denominator + right.numerator * &left.denominator,
                    left.denominator * right.denominator,
                )
            }
        }
    }
}

impl Sub for &Number {
    type Output = Number;

    fn sub(self, other: &Number) -> Number {
        self + &-other
    }
}

impl Mul for &Number {
    type Output = Number;

    fn mul(self, other: &Number) -> Number {
        match (&self.0, &other.0) {
            (&Repr::Small { numerator: a, denominator: b }, &Repr::Small { numerator: c, denominator: d }) => {
                small(i128::from(a) * i128::from(c), i128::from(b) * i128::from(d))
            }
            _ => {
                let (left, right) = (self.parts(), other.parts());
                big(left.numerator * right.numerator, left.denominator * right.denominator)
            }
        }
    }
}

impl Neg for &Number {
    type Output = Number;

    fn neg(self) -> Number {
        match &self.0 {
            Repr::Small { numerator, denominator } => small(-i128::from(*numerator), i128::from(*denominator)),
            Repr::Big(big) => reduced(-&big.numerator, big.denominator.clone()),
        }
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Number) -> Ordering {
        match (&self.0, &other.0) {
            (&Repr::Small { numerator: a, denominator: b }, &Repr::Small { numerator: c, denominator: d }) => {
                if b == d { a.cmp(&c) } else { (i128::from(a) * i128::from(d)).cmp(&(i128::from(c) * i128::from(b))) }
            }
            _ => {
                let (left, right) = (self.parts(), other.parts());
                (left.numerator * right.denominator).cmp(&(right.numerator * left.denominator))
            }
        }
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Number) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests;
