//! How long an exact result may become, bounded before anything runs.

use crate::check::checker::Checker;
use crate::diagnostic::Code;
use crate::program::{Arithmetic, Fold, HitPolicy, Node, NodeId, Points};
use crate::value::Number;

/// Bits of a fact of 30 digits, and of the power of ten under it.
const FACT_BITS: u64 = 100;

/// An upper bound of a number's length.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Size {
    /// Bits above the line.
    above: u64,
    /// Bits below the line that all values of the kind share: powers of ten, divisors that are written out.
    shared: u64,
    /// Bits below the line that change with the facts: they pile up where many are added.
    own: u64,
}

impl Size {
    fn below(self) -> u64 {
        self.shared.saturating_add(self.own)
    }

    fn wider(self, other: Size) -> Size {
        Size { above: self.above.max(other.above), shared: self.shared.max(other.shared), own: self.own.max(other.own) }
    }

    fn plus(self, other: Size) -> Size {
        let above = self.above.saturating_add(other.below()).max(other.above.saturating_add(self.below()));
        Size {
            above: above.saturating_add(1),
            shared: self
                .shared
                .saturating_add(other.shared)
                .min(self.shared.max(other.shared).saturating_add(FACT_BITS)),
            own: self.own.saturating_add(other.own),
        }
    }

    fn times(self, other: Size) -> Size {
        Size {
            above: self.above.saturating_add(other.above),
            shared: self.shared.saturating_add(other.shared),
            own: self.own.saturating_add(other.own),
        }
    }

    fn over(self, other: Size, written_out: bool) -> Size {
        let below = other.above;
        Size {
            above: self.above.saturating_add(other.below()),
            shared: self.shared.saturating_add(if written_out { below } else { 0 }),
            own: self.own.saturating_add(if written_out { 0 } else { below }),
        }
    }

    fn sum_of(self, count: u64) -> Size {
        let own = self.own.saturating_mul(count);
        Size { above: self.above.saturating_add(own).saturating_add(16), shared: self.shared, own }
    }
}

impl Checker<'_> {
    /// Refuses what could outgrow the engine's numbers.
    pub(super) fn lint_sizes(&mut self) {
        let mut sizes: Vec<Size> = Vec::with_capacity(self.program.nodes.len());
        let mut reported = false;
        for at in 0..self.program.nodes.len() {
            let size = self.size(at, &sizes);
            if size.above.max(size.below()) > Number::MAX_BITS && !reported {
                // What is built on it would say the same again.
                reported = true;
                let span = self.spans.nodes.get(at).copied().unwrap_or_default();
                self.report
                    .error(
                        Code::MayOutgrow,
                        span,
                        "精确算下去，这个数可能太长",
                        "worked out exactly, this number may become too long",
                    )
                    .help("先合计再相除，或在中间一步写明舍入", "sum first and divide then, or round on the way");
            }
            sizes.push(size);
        }
    }

    fn size(&self, at: usize, sizes: &[Size]) -> Size {
        let of = |id: &NodeId| sizes.get(id.index()).copied().unwrap_or_default();
        let widest = |ids: &mut dyn Iterator<Item = NodeId>| {
            ids.fold(Size::default(), |widest, id| widest.wider(sizes.get(id.index()).copied().unwrap_or_default()))
        };
        let fact = Size { above: FACT_BITS, shared: FACT_BITS, own: 0 };
        match self.program.nodes.get(at) {
            Some(Node::Number(number)) => {
                let below = if number.is_whole() { 0 } else { number.bits() };
                Size { above: number.bits(), shared: below, own: 0 }
            }
            Some(Node::Fact(_) | Node::FactInYear(..) | Node::Column(..)) => fact,
            Some(Node::Definition(id)) => {
                self.program.definitions.get(id.index()).map_or(Size::default(), |definition| of(&definition.root))
            }
            Some(Node::Parameter(id)) => match self.program.parameters.get(id.index()) {
                Some(parameter) => widest(&mut parameter.rows.iter().map(|row| row.value)),
                None => Size::default(),
            },
            Some(Node::Table(id)) => match self.program.tables.get(id.index()) {
                Some(table) => {
                    let outputs = widest(&mut table.rows.iter().filter_map(|row| row.output));
                    match table.hit {
                        HitPolicy::Sum => outputs.sum_of(u64::try_from(table.rows.len()).unwrap_or(u64::MAX)),
                        HitPolicy::Marginal => {
                            let input = widest(&mut table.inputs.iter().map(|input| input.value));
                            outputs.times(input).sum_of(u64::try_from(table.rows.len()).unwrap_or(u64::MAX))
                        }
                        _ => outputs,
                    }
                }
                None => Size::default(),
            },
            Some(Node::Score(id)) => match self.program.scores.get(id.index()).map(|score| &score.points) {
                Some(Points::Value(node)) => of(node),
                Some(Points::BestOf(ways)) => widest(&mut ways.iter().map(|way| way.value)),
                _ => fact,
            },
            Some(Node::If(_, a, b)) => of(a).wider(of(b)),
            Some(Node::Exceptions(base, exceptions)) => {
                exceptions.iter().fold(of(base), |widest, exception| widest.wider(of(&exception.value)))
            }
            Some(Node::Least(all) | Node::Greatest(all)) => widest(&mut all.iter().copied()),
            Some(Node::Negate(a)) => of(a),
            Some(Node::Round(_, value, step)) => {
                let (value, step) = (of(value), of(step));
                Size { above: value.above.saturating_add(step.below()), ..step }
            }
            Some(Node::Between(a, b, _)) => widest(&mut a.iter().chain(b).copied()),
            Some(Node::Arithmetic(operation, a, b)) => {
                let written_out = self.constant(*b).is_some();
                let (a, b) = (of(a), of(b));
                match operation {
                    Arithmetic::Add | Arithmetic::Subtract => a.plus(b),
                    Arithmetic::Multiply => a.times(b),
                    Arithmetic::Divide => a.over(b, written_out),
                }
            }
            Some(Node::OverRecords(fold, fact, _, value)) => {
                let count = self.program.facts.get(fact.index()).map_or(1, |fact| u64::from(fact.max_records));
                let value = value.as_ref().map(of).unwrap_or_default();
                folded(*fold, value, count)
            }
            Some(Node::OverYears(fold, _, years)) => {
                let value = widest(&mut years.iter().map(|(_, node)| *node));
                folded(*fold, value, u64::try_from(years.len()).unwrap_or(u64::MAX))
            }
            _ => Size::default(),
        }
    }
}

fn folded(fold: Fold, value: Size, count: u64) -> Size {
    match fold {
        Fold::Count => Size { above: 16, shared: 0, own: 0 },
        Fold::Sum => value.sum_of(count),
        Fold::Mean => {
            let sum = value.sum_of(count);
            Size { own: sum.own.saturating_add(16), ..sum }
        }
        _ => value,
    }
}
