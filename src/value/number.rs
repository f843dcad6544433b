use num_rational::BigRational;

/// An exact rational number.
///
/// INVARIANT: reduced, the denominator positive; `Big` only where `Small` cannot hold it, so that equal
/// numbers have one representation.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Number(Repr);

#[derive(Clone, PartialEq, Eq, Hash)]
enum Repr {
    Small { numerator: i64, denominator: i64 },
    Big(Box<BigRational>),
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
