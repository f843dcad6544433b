//! Units and how they combine.

use crate::value::Number;
use std::collections::{BTreeMap, BTreeSet};

/// Yuan.
pub(super) const YUAN: &str = "元";
/// Months.
pub(super) const MONTH: &str = "个月";
/// Calendar days.
pub(super) const DAY: &str = "天";
/// Working days.
pub(super) const WORKING_DAY: &str = "个工作日";
/// Points.
pub(super) const POINT: &str = "分";

/// Units that may be counted in without any fact declaring them.
const COUNTING: &[&str] = &["季", "分", "次", "岁", "份", "倍"];

/// A product of powers of units; empty for a plain number.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Unit(BTreeMap<String, i32>);

/// What is glued to a number.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Glued {
    /// The unit in which it is kept.
    pub(super) unit: Unit,
    /// How many of the kept unit one of the written unit is.
    pub(super) scale: Number,
    /// `%` or `‰`.
    pub(super) percent: bool,
}

impl Unit {
    /// No unit.
    pub(super) fn none() -> Unit {
        Unit::default()
    }

    /// One unit.
    pub(super) fn of(name: &str) -> Unit {
        Unit(BTreeMap::from([(name.to_owned(), 1)]))
    }

    /// A plain number.
    pub(super) fn is_none(&self) -> bool {
        self.0.is_empty()
    }

    /// Exactly this unit.
    pub(super) fn is(&self, name: &str) -> bool {
        self.0.len() == 1 && self.0.get(name) == Some(&1)
    }

    /// `self * other`.
    pub(super) fn times(&self, other: &Unit) -> Unit {
        self.combine(other, 1)
    }

    /// `self / other`.
    pub(super) fn per(&self, other: &Unit) -> Unit {
        self.combine(other, -1)
    }

    fn combine(&self, other: &Unit, sign: i32) -> Unit {
        let mut powers = self.0.clone();
        for (name, power) in &other.0 {
            let sum = powers.get(name).copied().unwrap_or(0).saturating_add(power.saturating_mul(sign));
            if sum == 0 {
                powers.remove(name);
            } else {
                powers.insert(name.clone(), sum);
            }
        }
        Unit(powers)
    }

    /// As people write it: `元/人`.
    pub(super) fn display(&self) -> String {
        let side = |wanted: i32| {
            self.0
                .iter()
                .filter(|(_, power)| power.signum() == wanted)
                .map(|(name, power)| match power.abs() {
                    1 => name.clone(),
                    n => format!("{name}^{n}"),
                })
                .collect::<Vec<_>>()
                .join("·")
        };
        let (above, below) = (side(1), side(-1));
        match (above.is_empty(), below.is_empty()) {
            (_, true) => above,
            (true, false) => format!("1/{below}"),
            (false, false) => format!("{above}/{below}"),
        }
    }
}

/// Reads what is glued to a number, or stands after 单位. `declared` are the units that facts declare.
pub(super) fn read(text: &str, declared: &BTreeSet<String>) -> Option<Glued> {
    let mut parts = text.split('/');
    let mut whole = single(parts.next()?, declared)?;
    for part in parts {
        let below = single(part, declared)?;
        whole.unit = whole.unit.per(&below.unit);
        whole.scale = whole.scale.div(&below.scale)?;
        whole.percent = false;
    }
    Some(whole)
}

fn single(text: &str, declared: &BTreeSet<String>) -> Option<Glued> {
    let plain = |unit: &str, scale: i64| Glued { unit: Unit::of(unit), scale: Number::from(scale), percent: false };
    Some(match text {
        "" => Glued { unit: Unit::none(), scale: Number::from(1), percent: false },
        "%" => Glued { unit: Unit::none(), scale: Number::from(1).div(&Number::from(100))?, percent: true },
        "‰" => Glued { unit: Unit::none(), scale: Number::from(1).div(&Number::from(1000))?, percent: true },
        "倍" => Glued { unit: Unit::none(), scale: Number::from(1), percent: false },
        "年" => plain(MONTH, 12),
        "个月" => plain(MONTH, 1),
        "天" | "日" => plain(DAY, 1),
        "周" => plain(DAY, 7),
        "个工作日" | "工作日" => plain(WORKING_DAY, 1),
        _ => {
            let known = |name: &str| name == YUAN || COUNTING.contains(&name) || declared.contains(name);
            if known(text) {
                plain(text, 1)
            } else if let Some(rest) = text.strip_prefix("万").filter(|rest| known(rest)) {
                plain(rest, 10_000)
            } else if let Some(rest) = text.strip_prefix("亿").filter(|rest| known(rest)) {
                plain(rest, 100_000_000)
            } else {
                return None;
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_cancel() {
        let declared = BTreeSet::from(["人".to_owned()]);
        let rate = read("元/人", &declared).unwrap();
        assert_eq!(rate.unit.display(), "元/人");
        assert!(rate.unit.times(&Unit::of("人")).is(YUAN));
        assert!(Unit::of("人").per(&Unit::of("人")).is_none());
        assert_eq!(read("万元", &declared).unwrap().scale, Number::from(10_000));
        assert!(read("匹", &declared).is_none());
    }
}
