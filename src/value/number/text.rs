//! Numbers as people and files write them.

use super::{Big, Number, Repr, big, whole};
use num_bigint::{BigInt, Sign};
use num_integer::Integer;
use num_traits::{Signed, Zero};
use std::fmt;

/// The most decimal places that are printed; a number with more prints as a fraction.
const MAX_PLACES: u32 = 18;

/// The longest text that is read as a number: a fraction of two numbers of [`Number::MAX_BITS`] bits has less.
const MAX_LENGTH: usize = 10_000;

/// The greatest power of ten that is read. Facts with more than 30 digits are refused anyway.
const MAX_EXPONENT: i32 = 1_000;

impl Number {
    /// Reads a decimal, `-12.50`, or a fraction of two whole numbers, `1/3`.
    pub fn parse(text: &str) -> Option<Number> {
        match text.split_once('/') {
            None => Number::parse_decimal(text),
            Some((numerator, denominator)) => {
                if text.len() > MAX_LENGTH {
                    return None;
                }
                let (negative, numerator) = sign(numerator);
                let (numerator, denominator) = (digits(numerator)?, digits(denominator)?);
                if denominator.is_zero() {
                    return None;
                }
                Some(big(if negative { -numerator } else { numerator }, denominator))
            }
        }
    }

    /// Reads a decimal in ASCII digits, with an exponent as JSON writes it: `5000.000001`, `-2`, `1e3`.
    pub fn parse_decimal(text: &str) -> Option<Number> {
        if text.len() > MAX_LENGTH {
            return None;
        }
        let (negative, unsigned) = sign(text);
        let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, parse_exponent(exponent)?),
            None => (unsigned, 0),
        };
        let (before, after) = match mantissa.split_once('.') {
            Some((_, "")) => return None,
            Some((before, after)) => (before, after),
            None => (mantissa, ""),
        };
        if before.is_empty() {
            return None;
        }
        let places = i32::try_from(after.len()).ok()? - exponent;
        let power = places.unsigned_abs();
        let size = digits(&format!("{before}{after}"))?;
        let signed = if negative { -size } else { size };
        let scale = BigInt::from(10).pow(power);
        Some(if places <= 0 { whole(signed * scale) } else { big(signed, scale) })
    }

    /// As every answer writes it: a decimal of at most 18 places, without exponent and needless zeros; else `p/q`.
    pub fn to_plain(&self) -> String {
        match self.places() {
            Some(places) if places <= MAX_PLACES => self.fixed(places),
            _ => {
                let Big { numerator, denominator } = self.parts();
                format!("{numerator}/{denominator}")
            }
        }
    }

    /// An amount in yuan: two places if it is a whole number of fen, else as [`Number::to_plain`].
    pub fn to_fen(&self) -> String {
        match self.places() {
            Some(0..=2) => self.fixed(2),
            _ => self.to_plain(),
        }
    }

    /// How many digits it takes to write: as a decimal, leading zero left out, or of both parts of a fraction.
    pub fn digits(&self) -> u32 {
        let Big { numerator, denominator } = self.parts();
        let count = |number: &BigInt| {
            if number.is_zero() { 0 } else { u32::try_from(number.abs().to_string().len()).unwrap_or(u32::MAX) }
        };
        match self.places() {
            Some(places) => count(&(numerator / denominator)).saturating_add(places),
            None => count(&numerator).saturating_add(count(&denominator)),
        }
    }

    /// How many decimal places it has; none if it has no end.
    fn places(&self) -> Option<u32> {
        match &self.0 {
            Repr::Small { denominator, .. } => {
                let twos = denominator.trailing_zeros();
                let mut rest = denominator >> twos;
                let mut fives = 0;
                while rest % 5 == 0 {
                    rest /= 5;
                    fives += 1;
                }
                (rest == 1).then_some(twos.max(fives))
            }
            Repr::Big(big) => {
                let twos = big.denominator.trailing_zeros().unwrap_or(0);
                let mut rest = &big.denominator >> twos;
                let five = BigInt::from(5);
                let mut fives = 0;
                loop {
                    let (quotient, remainder) = rest.div_rem(&five);
                    if !remainder.is_zero() {
                        break;
                    }
                    rest = quotient;
                    fives += 1;
                }
                (rest == BigInt::from(1)).then_some(u32::try_from(twos).ok()?.max(fives))
            }
        }
    }

    /// As a decimal with exactly so many places, no fewer than it has.
    fn fixed(&self, places: u32) -> String {
        let Big { numerator, denominator } = self.parts();
        let scaled = numerator * BigInt::from(10).pow(places) / denominator;
        let sign = if scaled.sign() == Sign::Minus { "-" } else { "" };
        if places == 0 {
            return scaled.to_string();
        }
        let width = places as usize;
        // At least one digit stands before the point.
        let digits = format!("{:0>1$}", scaled.abs().to_string(), width + 1);
        match digits.split_at_checked(digits.len().saturating_sub(width)) {
            Some((before, after)) => format!("{sign}{before}.{after}"),
            None => digits,
        }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.to_plain())
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

fn sign(text: &str) -> (bool, &str) {
    match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    }
}

fn digits(text: &str) -> Option<BigInt> {
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    BigInt::parse_bytes(text.as_bytes(), 10)
}

fn parse_exponent(text: &str) -> Option<i32> {
    let (negative, size) = match text.strip_prefix('+') {
        Some(size) => (false, size),
        None => sign(text),
    };
    if size.is_empty() || !size.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let size = size.parse::<i32>().ok().filter(|size| *size <= MAX_EXPONENT)?;
    Some(if negative { -size } else { size })
}
