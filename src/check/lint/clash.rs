//! Exceptions of one level that may hold together.

use super::pieces::{self, Piece};
use crate::check::checker::Checker;
use crate::check::period::Stretch;
use crate::diagnostic::Code;
use crate::program::{Comparison, Exception, Kind, Node, NodeId};
use crate::span::Span;
use crate::value::{Date, Number};

/// More alternatives of a guard than this are not looked at one by one.
const MAX_ALTERNATIVES: usize = 64;

/// A test within a guard: what is looked at, how, and whether it must hold.
#[derive(Clone, Debug)]
pub(super) enum Literal {
    /// A number, day or year against a figure.
    Number(NodeId, Comparison, Number),
    /// A choice or yes/no: the places that it may have.
    Choice(NodeId, Vec<u32>),
    /// Something that is not looked into.
    Opaque,
}

impl Checker<'_> {
    /// Looks at all exceptions.
    pub(super) fn lint_clashes(&mut self) {
        for at in 0..self.program.nodes.len() {
            if let Some(Node::Exceptions(_, exceptions)) = self.program.nodes.get(at).cloned() {
                self.clashes_of(&exceptions);
            }
        }
    }

    fn clashes_of(&mut self, exceptions: &[Exception]) {
        let mut levels = vec![exceptions];
        while let Some(level) = levels.pop() {
            for (at, later) in level.iter().enumerate() {
                if !later.nested.is_empty() {
                    levels.push(&later.nested);
                }
                for (before, earlier) in level.get(..at).into_iter().flatten().enumerate() {
                    let ordered = later.over.iter().any(|over| usize::try_from(*over) == Ok(before))
                        || earlier.over.iter().any(|over| usize::try_from(*over) == Ok(at));
                    if !ordered && !self.same_node(earlier.value, later.value, 0) {
                        self.clash(earlier, later);
                    }
                }
            }
        }
    }

    fn clash(&mut self, earlier: &Exception, later: &Exception) {
        let span = self.spans.nodes.get(later.guard.index()).copied().unwrap_or_default();
        let other: Span = self.spans.nodes.get(earlier.guard.index()).copied().unwrap_or_default();
        let (Some(a), Some(b)) = (self.alternatives(earlier.guard, true), self.alternatives(later.guard, true)) else {
            self.may_clash(earlier, later, span, other);
            return;
        };
        let mut open = false;
        for one in &a {
            for two in &b {
                let both: Vec<Literal> = one.iter().chain(two).cloned().collect();
                match self.hold_together(&both, None) {
                    Together::Never => {}
                    Together::Perhaps => open = true,
                    Together::Surely(witness) => {
                        if !self.surely_differ(earlier.value, later.value) {
                            open = true;
                            continue;
                        }
                        let zh = witness.join("，");
                        let en = witness.iter().map(|one| format!("`{one}`")).collect::<Vec<_>>().join(" and ");
                        self.report
                            .error(
                                Code::Clash,
                                span,
                                format!("例外 `{}` 与 `{}` 同时成立而值不同：{zh}", later.name, earlier.name),
                                format!(
                                    "exceptions `{}` and `{}` hold together and differ where {en}",
                                    later.name, earlier.name
                                ),
                            )
                            .label(other, "另一个例外", "the other exception")
                            .help(
                                format!("写：例外 {} 优先于 {}，或改成不会同时成立", later.name, earlier.name),
                                format!(
                                    "write `except {} over {}`, or make them exclude each other",
                                    later.name, earlier.name
                                ),
                            );
                        return;
                    }
                }
            }
        }
        if open {
            self.may_clash(earlier, later, span, other);
        }
    }

    fn may_clash(&mut self, earlier: &Exception, later: &Exception, span: Span, other: Span) {
        self.report
            .warning(
                Code::Clash,
                span,
                format!("看不出例外 `{}` 与 `{}` 不会同时成立", later.name, earlier.name),
                format!(
                    "it cannot be told that exceptions `{}` and `{}` never hold together",
                    later.name, earlier.name
                ),
            )
            .label(other, "另一个例外", "the other exception")
            .help(
                format!("写：例外 {} 优先于 {}，或改成不会同时成立", later.name, earlier.name),
                format!("write `except {} over {}`, or make them exclude each other", later.name, earlier.name),
            );
    }

    /// Whether two premises may hold together, as far as can be told.
    pub(in crate::check) fn premises_meet(&self, one: NodeId, other: NodeId) -> bool {
        let (Some(a), Some(b)) = (self.alternatives(one, true), self.alternatives(other, true)) else { return true };
        a.iter().any(|one| {
            b.iter().any(|two| {
                let both: Vec<Literal> = one.iter().chain(two).cloned().collect();
                !matches!(self.hold_together(&both, None), Together::Never)
            })
        })
    }

    /// The ways in which a guard can be as wanted, each a list of tests that hold together.
    pub(super) fn alternatives(&self, guard: NodeId, wanted: bool) -> Option<Vec<Vec<Literal>>> {
        self.alternatives_to(guard, wanted, 0)
    }

    fn alternatives_to(&self, guard: NodeId, wanted: bool, depth: usize) -> Option<Vec<Vec<Literal>>> {
        if depth > 32 {
            return None;
        }
        let deeper = depth.saturating_add(1);
        let each = |ids: &[NodeId]| -> Option<Vec<Vec<Literal>>> {
            let mut all = Vec::new();
            for id in ids {
                all.extend(self.alternatives_to(*id, wanted, deeper)?);
            }
            (all.len() <= MAX_ALTERNATIVES).then_some(all)
        };
        let every = |ids: &[NodeId]| -> Option<Vec<Vec<Literal>>> {
            let mut all: Vec<Vec<Literal>> = vec![Vec::new()];
            for id in ids {
                let more = self.alternatives_to(*id, wanted, deeper)?;
                let mut next = Vec::new();
                for one in &all {
                    for two in &more {
                        next.push(one.iter().chain(two).cloned().collect());
                    }
                }
                if next.len() > MAX_ALTERNATIVES {
                    return None;
                }
                all = next;
            }
            Some(all)
        };
        match self.node(guard)? {
            Node::Not(inner) => self.alternatives_to(*inner, !wanted, deeper),
            Node::All(ids) => {
                if wanted {
                    every(ids)
                } else {
                    each(ids)
                }
            }
            Node::Any(ids) => {
                if wanted {
                    each(ids)
                } else {
                    every(ids)
                }
            }
            Node::Definition(id) => {
                let root = self.program.definitions.get(id.index())?.root;
                self.alternatives_to(root, wanted, deeper)
            }
            Node::Truth(value) => Some(if *value == wanted { vec![Vec::new()] } else { Vec::new() }),
            Node::Fact(_) | Node::Column(..) | Node::FactInYear(..) => {
                Some(vec![vec![Literal::Choice(guard, vec![u32::from(wanted)])]])
            }
            Node::Compare(comparison, left, right) => {
                let comparison = if wanted { *comparison } else { comparison.negated() };
                Some(vec![vec![self.literal_of(comparison, *left, *right)]])
            }
            _ => Some(vec![vec![Literal::Opaque]]),
        }
    }

    fn literal_of(&self, comparison: Comparison, left: NodeId, right: NodeId) -> Literal {
        if let Some(figure) = self.constant(right) {
            return Literal::Number(left, comparison, figure);
        }
        if let Some(figure) = self.constant(left) {
            return Literal::Number(right, comparison.exchanged(), figure);
        }
        if let (Some(Kind::Choice(id)), Some(Node::Choice(_, option))) =
            (self.program.kinds.get(left.index()), self.node(right))
        {
            let count = self.program.choice_types.get(id.index()).map_or(0, |choices| choices.options.len());
            let options =
                (0..u32::try_from(count).unwrap_or(0)).filter(|other| comparison.holds(other.cmp(option))).collect();
            return Literal::Choice(left, options);
        }
        Literal::Opaque
    }

    /// Whether tests can hold together, on a law day among these days if any are given. Tests of one thing are taken
    /// together; things that are not facts may be linked.
    pub(super) fn hold_together(&self, literals: &[Literal], days: Option<&Stretch>) -> Together {
        let law_days = days.map(law_day_in).unwrap_or_default();
        let mut subjects: Vec<(NodeId, Vec<Literal>)> = Vec::new();
        let mut sure = true;
        for literal in literals {
            let subject = match literal {
                Literal::Number(subject, ..) | Literal::Choice(subject, _) => *subject,
                Literal::Opaque => {
                    sure = false;
                    continue;
                }
            };
            match subjects.iter_mut().find(|(known, _)| self.same_node(*known, subject, 0)) {
                Some((_, tests)) => tests.push(literal.clone()),
                None => subjects.push((subject, vec![literal.clone()])),
            }
        }
        let mut witness = Vec::new();
        for (subject, tests) in &mut subjects {
            let is_law_day = matches!(self.node(*subject), Some(Node::LawDay));
            if is_law_day {
                let these =
                    law_days.iter().map(|(comparison, day)| Literal::Number(*subject, *comparison, day.clone()));
                tests.extend(these);
            }
            let Some(piece) = self.common(*subject, tests) else { return Together::Never };
            let name = match self.node(*subject) {
                Some(Node::Fact(fact)) => self.program.facts.get(fact.index()).map(|fact| fact.name.clone()),
                Some(Node::FactInYear(fact, year)) => {
                    let year = match year {
                        0 => "当年",
                        1 => "上年",
                        2 => "前年",
                        _ => "大前年",
                    };
                    self.program.facts.get(fact.index()).map(|fact| format!("{}({year})", fact.name))
                }
                Some(Node::LawDay) if days.is_some() => Some("适用日".to_owned()),
                _ => None,
            };
            match name {
                Some(name) => witness.extend(self.piece_words(&name, *subject, &piece)),
                // Worked out from facts: whether they can come out so is not known.
                None => sure = false,
            }
        }
        if sure { Together::Surely(witness) } else { Together::Perhaps }
    }

    /// A piece of the subject on which all tests hold.
    fn common(&self, subject: NodeId, tests: &[Literal]) -> Option<Piece> {
        let mut figures = Vec::new();
        let mut options: Option<Vec<u32>> = None;
        for test in tests {
            match test {
                Literal::Number(_, _, figure) => figures.push(figure.clone()),
                Literal::Choice(_, allowed) => {
                    options = Some(match options {
                        None => allowed.clone(),
                        Some(known) => known.into_iter().filter(|option| allowed.contains(option)).collect(),
                    });
                }
                Literal::Opaque => {}
            }
        }
        if let Some(options) = options {
            return options.first().map(|option| Piece::Choice(*option));
        }
        pieces::of_numbers(figures, &self.domain(subject)).into_iter().find(|piece| {
            tests.iter().all(|test| match test {
                Literal::Number(_, comparison, figure) => match piece {
                    Piece::At(number) => comparison.holds(number.cmp(figure)),
                    Piece::Between(_, Some(below)) if below <= figure => comparison.holds(std::cmp::Ordering::Less),
                    Piece::Between(..) => comparison.holds(std::cmp::Ordering::Greater),
                    _ => false,
                },
                _ => true,
            })
        })
    }

    /// True if two nodes say the same.
    pub(super) fn same_node(&self, a: NodeId, b: NodeId, depth: usize) -> bool {
        if a == b {
            return true;
        }
        if depth > 32 {
            return false;
        }
        let deeper = depth.saturating_add(1);
        match (self.node(a), self.node(b)) {
            (Some(one), Some(other)) => {
                let (left, right) = (one.operands(), other.operands());
                if left.is_empty() && right.is_empty() {
                    return one == other;
                }
                std::mem::discriminant(one) == std::mem::discriminant(other)
                    && left.len() == right.len()
                    && own_words(one) == own_words(other)
                    && left.iter().zip(&right).all(|(a, b)| self.same_node(*a, *b, deeper))
            }
            _ => false,
        }
    }
}

/// What a node says beside its operands.
fn own_words(node: &Node) -> String {
    match node {
        Node::Compare(comparison, ..) => format!("{comparison:?}"),
        Node::Arithmetic(operation, ..) => format!("{operation:?}"),
        Node::Round(mode, ..) => format!("{mode:?}"),
        Node::Shift(_, _, unit) => format!("{unit:?}"),
        Node::AtLeast(count, _) => format!("{count}"),
        Node::Contains(_, option) => format!("{option}"),
        Node::Ancestor(_, rank) => format!("{rank:?}"),
        Node::OverRecords(fold, fact, a, b) => format!("{fold:?} {fact:?} {} {}", a.is_some(), b.is_some()),
        Node::OverYears(fold, fact, years) => {
            format!("{fold:?} {fact:?} {:?}", years.iter().map(|(year, _)| *year).collect::<Vec<_>>())
        }
        Node::Between(a, b, openness) => format!("{openness:?} {} {}", a.is_some(), b.is_some()),
        Node::Exceptions(..) | Node::OneOf(..) => format!("{node:?}"),
        _ => String::new(),
    }
}

/// A stretch of days as tests of the law day.
fn law_day_in(days: &Stretch) -> Vec<(Comparison, Number)> {
    let number = |day: Date| Number::from(day.day_number());
    let from = days.from.map(|day| (Comparison::AtLeast, number(day)));
    from.into_iter().chain(days.to.map(|day| (Comparison::AtMost, number(day)))).collect()
}

pub(super) enum Together {
    Never,
    Perhaps,
    Surely(Vec<String>),
}
