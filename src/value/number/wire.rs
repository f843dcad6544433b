//! Numbers in a pack and in JSON. Both forms are canonical: any other way to write a number is refused.

use super::{Big, Number, Repr};
use num_bigint::{BigInt, Sign};
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The binary form: a tag, then numbers of variable length.
#[derive(Serialize, Deserialize)]
enum Wire {
    Whole(i64),
    Ratio(i64, i64),
    /// Sign, then the bytes of both parts, least first.
    Big(bool, Vec<u8>, Vec<u8>),
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            return serializer.serialize_str(&self.to_plain());
        }
        match &self.0 {
            Repr::Small { numerator, denominator: 1 } => Wire::Whole(*numerator),
            Repr::Small { numerator, denominator } => Wire::Ratio(*numerator, *denominator),
            Repr::Big(big) => Wire::Big(
                big.numerator.is_negative(),
                big.numerator.magnitude().to_bytes_le(),
                big.denominator.magnitude().to_bytes_le(),
            ),
        }
        .serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Number, D::Error> {
        if deserializer.is_human_readable() {
            let text = String::deserialize(deserializer)?;
            return Number::parse(&text)
                .filter(|number| number.to_plain() == text)
                .ok_or_else(|| D::Error::custom("not a number as it is written here"));
        }
        read(Wire::deserialize(deserializer)?).ok_or_else(|| D::Error::custom("a number that is not in its one form"))
    }
}

fn read(wire: Wire) -> Option<Number> {
    match wire {
        Wire::Whole(number) => Some(Number::whole(number)),
        Wire::Ratio(numerator, denominator) => (denominator > 1
            && i128::from(numerator).gcd(&i128::from(denominator)) == 1)
            .then_some(Number(Repr::Small { numerator, denominator })),
        Wire::Big(negative, numerator, denominator) => {
            let sign = if negative { Sign::Minus } else { Sign::Plus };
            let numerator = magnitude(sign, &numerator)?;
            let denominator = magnitude(Sign::Plus, &denominator)?;
            let small = numerator.to_i64().is_some() && denominator.to_i64().is_some();
            (!small && numerator.gcd(&denominator).is_one())
                .then(|| Number(Repr::Big(Box::new(Big { numerator, denominator }))))
        }
    }
}

/// A number that is not zero, without needless bytes, not longer than the longest result.
fn magnitude(sign: Sign, bytes: &[u8]) -> Option<BigInt> {
    let bits = u64::try_from(bytes.len()).ok()?.checked_mul(8)?;
    (bits <= Number::MAX_BITS && bytes.last().is_some_and(|last| *last != 0))
        .then(|| BigInt::from_bytes_le(sign, bytes))
}
