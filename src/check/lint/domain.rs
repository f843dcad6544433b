//! What a number can be at all: from the declared ranges of facts, whatever is answered.

use crate::check::checker::Checker;
use crate::program::{Arithmetic, Bounds, Fold, Kind, Node, NodeId};
use crate::value::Number;

/// Deeper than this nothing is looked at: then anything is possible.
const MAX_DEPTH: usize = 16;

/// An interval with closed ends.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Domain {
    /// The least value, if there is one.
    pub(super) low: Option<Number>,
    /// The greatest value, if there is one.
    pub(super) high: Option<Number>,
    /// Only whole numbers.
    pub(super) whole: bool,
}

impl Domain {
    fn at_least(low: Number, whole: bool) -> Domain {
        Domain { low: Some(low), high: None, whole }
    }

    /// True if a value is in it.
    pub(super) fn holds(&self, value: &Number) -> bool {
        self.low.as_ref().is_none_or(|low| value >= low)
            && self.high.as_ref().is_none_or(|high| value <= high)
            && (!self.whole || value.is_whole())
    }
}

impl Checker<'_> {
    /// What a node can be.
    pub(super) fn domain(&self, id: NodeId) -> Domain {
        self.domain_to(id, 0)
    }

    fn domain_to(&self, id: NodeId, depth: usize) -> Domain {
        if let Some(number) = self.constant(id) {
            let whole = number.is_whole();
            return Domain { low: Some(number.clone()), high: Some(number), whole };
        }
        if depth > MAX_DEPTH {
            return Domain::default();
        }
        let deeper = depth.saturating_add(1);
        let of = |id: NodeId| self.domain_to(id, deeper);
        match self.node(id) {
            Some(Node::Fact(fact) | Node::FactInYear(fact, _)) => match self.program.facts.get(fact.index()) {
                Some(fact) => {
                    self.declared(&fact.bounds, fact.whole || matches!(fact.kind, Kind::Date | Kind::Year), deeper)
                }
                None => Domain::default(),
            },
            Some(Node::Column(fact, column)) => {
                let column = self
                    .program
                    .facts
                    .get(fact.index())
                    .and_then(|fact| fact.columns.get(usize::try_from(*column).unwrap_or(usize::MAX)));
                match column {
                    Some(column) => self.declared(&column.bounds, column.whole || column.kind == Kind::Date, deeper),
                    None => Domain::default(),
                }
            }
            Some(Node::Definition(definition)) => {
                self.program.definitions.get(definition.index()).map_or_else(Domain::default, |d| of(d.root))
            }
            Some(Node::OverRecords(Fold::Count, fact, _, _)) => Domain {
                low: Some(Number::ZERO),
                high: self.program.facts.get(fact.index()).map(|fact| Number::from(fact.max_records)),
                whole: true,
            },
            Some(Node::OverRecords(Fold::Sum, _, _, Some(value))) => {
                let value = of(*value);
                match value.low {
                    Some(low) if !low.is_negative() => Domain::at_least(Number::ZERO, value.whole),
                    _ => Domain { whole: value.whole, ..Domain::default() },
                }
            }
            Some(Node::OverYears(Fold::Sum, _, years)) => {
                let all: Vec<Domain> = years.iter().map(|(_, node)| of(*node)).collect();
                let whole = all.iter().all(|one| one.whole);
                if all.iter().all(|one| one.low.as_ref().is_some_and(|low| !low.is_negative())) {
                    Domain::at_least(Number::ZERO, whole)
                } else {
                    Domain { whole, ..Domain::default() }
                }
            }
            Some(Node::LawDay | Node::Today) => Domain { whole: true, ..Domain::default() },
            Some(Node::Arithmetic(operation, left, right)) => arithmetic(*operation, &of(*left), &of(*right)),
            Some(Node::Negate(inner)) => {
                let inner = of(*inner);
                let turned = |end: Option<Number>| end.map(|end| &Number::ZERO - &end);
                Domain { low: turned(inner.high), high: turned(inner.low), whole: inner.whole }
            }
            Some(Node::Least(all)) => {
                let all: Vec<Domain> = all.iter().map(|node| of(*node)).collect();
                Domain {
                    low: all
                        .iter()
                        .map(|one| one.low.clone())
                        .min()
                        .flatten()
                        .filter(|_| all.iter().all(|one| one.low.is_some())),
                    high: all.iter().filter_map(|one| one.high.clone()).min(),
                    whole: all.iter().all(|one| one.whole),
                }
            }
            Some(Node::Greatest(all)) => {
                let all: Vec<Domain> = all.iter().map(|node| of(*node)).collect();
                Domain {
                    low: all.iter().filter_map(|one| one.low.clone()).max(),
                    high: if all.iter().all(|one| one.high.is_some()) {
                        all.iter().filter_map(|one| one.high.clone()).max()
                    } else {
                        None
                    },
                    whole: all.iter().all(|one| one.whole),
                }
            }
            Some(Node::If(_, a, b)) => {
                let (a, b) = (of(*a), of(*b));
                Domain {
                    low: a.low.zip(b.low).map(|(a, b)| a.min(b)),
                    high: a.high.zip(b.high).map(|(a, b)| a.max(b)),
                    whole: a.whole && b.whole,
                }
            }
            _ => Domain::default(),
        }
    }

    fn declared(&self, bounds: &Bounds, whole: bool, depth: usize) -> Domain {
        Domain {
            low: bounds.low.and_then(|low| self.domain_to(low, depth).low),
            high: bounds.high.and_then(|high| self.domain_to(high, depth).high),
            whole,
        }
    }
}

fn arithmetic(operation: Arithmetic, a: &Domain, b: &Domain) -> Domain {
    let whole = a.whole && b.whole;
    let both = |x: &Option<Number>, y: &Option<Number>, f: fn(&Number, &Number) -> Number| match (x, y) {
        (Some(x), Some(y)) => Some(f(x, y)),
        _ => None,
    };
    let not_negative = |domain: &Domain| domain.low.as_ref().is_some_and(|low| !low.is_negative());
    match operation {
        Arithmetic::Add => {
            Domain { low: both(&a.low, &b.low, |x, y| x + y), high: both(&a.high, &b.high, |x, y| x + y), whole }
        }
        Arithmetic::Subtract => {
            Domain { low: both(&a.low, &b.high, |x, y| x - y), high: both(&a.high, &b.low, |x, y| x - y), whole }
        }
        Arithmetic::Multiply if not_negative(a) && not_negative(b) => {
            Domain { low: both(&a.low, &b.low, |x, y| x * y), high: both(&a.high, &b.high, |x, y| x * y), whole }
        }
        Arithmetic::Divide if not_negative(a) && not_negative(b) => Domain::at_least(Number::ZERO, false),
        _ => Domain { whole: whole && operation == Arithmetic::Multiply, ..Domain::default() },
    }
}
