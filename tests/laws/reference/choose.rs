//! Section 4 of `docs/semantics.md`: tables and exceptions, by every combination of what is possible.

use super::number::{At, Ends, Interval, MINUS, PLUS, Q, closed, open};
use super::set::{Member, Options, Set, Truths, and, combinations, compare, join_all};
use super::{OneOf, Record, Reference};
use guiju::program::{Cell, Comparison, Exception, HitPolicy, NodeId, Row, Table};
use guiju::value::Marks;
use std::collections::BTreeSet;

impl Reference<'_> {
    /// The join over every combination of possible column inputs, columns taken as independent.
    pub(super) fn table(&self, node: NodeId, table: &Table) -> Set {
        if table.hit == HitPolicy::Marginal {
            return Set::Number(self.brackets(table));
        }
        let mut marks = Marks::NONE;
        let mut columns: Vec<Vec<Set>> = vec![];
        for (index, input) in table.inputs.iter().enumerate() {
            let cells: Vec<&Cell> = table.rows.iter().map(|row| &row.cells[index]).collect();
            // `-` never looks at its input.
            if cells.iter().all(|cell| **cell == Cell::Anything) {
                columns.push(vec![Set::undefined(self.kind(input.value))]);
                continue;
            }
            let input = self.value(input.value);
            marks = marks | input.openness();
            columns.push(boxes(&input, &self.cell_figures(&cells)));
        }
        let undefined = || Set::undefined(self.kind(node));
        let outputs: Vec<Set> =
            table.rows.iter().map(|row| row.output.map_or_else(undefined, |output| self.value(output))).collect();
        let numbers: Vec<Vec<usize>> = columns.iter().map(|column| (0..column.len()).collect()).collect();
        let hits = combinations(&numbers).into_iter().map(|choice| {
            let inputs: Vec<&Set> = columns.iter().zip(choice).map(|(column, index)| &column[index]).collect();
            self.hit(table, &inputs)
        });
        // Where all inputs hit the same rows, that they are open changes nothing.
        let hits: BTreeSet<Option<Vec<usize>>> = hits.collect();
        let marks = if hits.len() > 1 { marks } else { Marks::NONE };
        let chosen = hits.into_iter().map(|rows| match rows {
            Some(rows) => together(table.hit, &rows.iter().map(|row| &outputs[*row]).collect::<Vec<_>>()),
            None => undefined(),
        });
        joined(chosen.collect(), marks)
    }

    /// The rows that count for inputs that each lie on one side of every figure; none if that is undefined.
    fn hit(&self, table: &Table, inputs: &[&Set]) -> Option<Vec<usize>> {
        let row_holds = |row: &Row| {
            let cells = row.cells.iter().zip(inputs).map(|(cell, input)| self.cell(cell, input));
            let truths: Truths = cells.fold([Member::T].into(), |all, one| and(&all, &one));
            assert_eq!(truths.len(), 1, "a box is on one side of every figure");
            truths.into_iter().next().unwrap()
        };
        let has_default = matches!(table.hit, HitPolicy::Unique | HitPolicy::Any);
        let is_default = |row: &Row| has_default && row.cells.iter().all(|cell| *cell == Cell::Anything);
        let default = table.rows.iter().position(is_default);
        let mut hold = vec![];
        for (index, row) in table.rows.iter().enumerate().filter(|(index, _)| Some(*index) != default) {
            match row_holds(row) {
                Member::F => {}
                Member::T if table.hit == HitPolicy::First => return Some(vec![index]),
                Member::T => hold.push(index),
                _ => return None,
            }
        }
        if hold.is_empty() {
            hold.extend(default);
        }
        match table.hit {
            HitPolicy::First => None,
            HitPolicy::Unique if hold.len() != 1 => None,
            HitPolicy::Any | HitPolicy::Max | HitPolicy::Min if hold.is_empty() => None,
            _ => Some(hold),
        }
    }

    /// 超额累进: bracket by bracket the amount stands once only. Nothing is due on what is below nought.
    fn brackets(&self, table: &Table) -> Interval {
        let amount = self.number(table.inputs[0].value, None);
        let bounds: Vec<Option<Q>> = table
            .rows
            .iter()
            .map(|row| match row.cells[0] {
                Cell::Compare(_, bound) => self.number(bound, None).only(),
                _ => None,
            })
            .collect();
        let rate = |row: &Row| row.output.map_or_else(Interval::nothing, |output| self.number(output, None));
        let cuts: BTreeSet<Q> = bounds.iter().flatten().copied().chain([Q::from(0)]).collect();
        let mut due_for = vec![];
        for piece in boxes(&Set::Number(amount), &cuts) {
            let piece = piece.number();
            let Some(Ends { low, high }) = piece.ends else {
                due_for.push(Set::Number(piece));
                continue;
            };
            let nought = At::Number(Q::from(0));
            if high.at < nought || low.at < nought {
                due_for.push(Set::Number(Interval::point(Q::from(0))));
                continue;
            }
            let mut due = Interval::point(Q::from(0));
            let mut start = Interval::point(Q::from(0));
            let mut found = None;
            for (row, bound) in table.rows.iter().zip(&bounds) {
                match bound {
                    Some(bound) if high.at > At::Number(*bound) => {
                        let end = Interval::point(*bound);
                        due = due.plus(&end.minus(&start).times(&rate(row)));
                        start = end;
                    }
                    _ => {
                        found = Some(due.plus(&piece.minus(&start).times(&rate(row))));
                        break;
                    }
                }
            }
            due_for.push(Set::Number(found.unwrap_or_else(Interval::nothing)));
        }
        join_all(due_for, amount.marks).number()
    }

    fn cell(&self, cell: &Cell, input: &Set) -> Truths {
        match cell {
            Cell::Anything => [Member::T].into(),
            Cell::Compare(comparison, figure) => compare(*comparison, input, &self.value(*figure)),
            Cell::OneOf(members) => self.piece_is_member(input, members),
        }
    }

    fn cell_figures(&self, cells: &[&Cell]) -> BTreeSet<Q> {
        let figures = cells.iter().map(|cell| match cell {
            Cell::Anything => BTreeSet::new(),
            Cell::Compare(_, figure) => self.figures(&[OneOf::Value(*figure)]),
            Cell::OneOf(members) => self.figures(members),
        });
        figures.flatten().collect()
    }

    /// The join over every set of guards of one level that can hold together.
    pub(super) fn exceptions(
        &self,
        node: NodeId,
        base: NodeId,
        exceptions: &[Exception],
        record: Option<Record>,
    ) -> Set {
        let guards: Vec<Set> = exceptions.iter().map(|exception| self.at(exception.guard, record)).collect();
        let marks = guards.iter().fold(Marks::NONE, |marks, guard| marks | guard.openness());
        let members: Vec<Truths> = guards.iter().map(Set::truth).collect();
        // J may turn out either way.
        let sides = members.iter().map(|members| {
            let holds = members.contains(&Member::T) || members.contains(&Member::J);
            let not = members.contains(&Member::F) || members.contains(&Member::J);
            [holds.then_some(true), not.then_some(false)].into_iter().flatten().collect::<Vec<bool>>()
        });
        let ways = combinations(&sides.collect::<Vec<_>>()).into_iter().map(|holds| {
            let beaten = |index: usize| {
                exceptions.iter().zip(&holds).any(|(other, holds)| *holds && other.over.contains(&(index as u32)))
            };
            Some((0..exceptions.len()).filter(|index| holds[*index] && !beaten(*index)).collect::<Vec<usize>>())
        });
        let mut ways: BTreeSet<Option<Vec<usize>>> = ways.collect();
        if members.iter().any(|members| members.contains(&Member::U)) {
            ways.insert(None);
        }
        // Where only one way is left, that guards are open changes nothing.
        let marks = if ways.len() > 1 { marks } else { Marks::NONE };
        let exception = |index: &usize| {
            let exception = &exceptions[*index];
            self.exceptions(node, exception.value, &exception.nested, record)
        };
        let chosen = ways.into_iter().map(|way| match way {
            None => Set::undefined(self.kind(node)),
            Some(none) if none.is_empty() => self.at(base, record),
            Some(some) => agreed(&some.iter().map(exception).collect::<Vec<_>>().iter().collect::<Vec<_>>()),
        });
        joined(chosen.collect(), marks)
    }
}

/// What some rows give together.
fn together(hit: HitPolicy, outputs: &[&Set]) -> Set {
    let numbers = outputs.iter().map(|output| output.number());
    let nought = Interval::point(Q::from(0));
    let nothing = Interval::nothing();
    match hit {
        HitPolicy::First | HitPolicy::Unique | HitPolicy::Any => agreed(outputs),
        HitPolicy::Sum => Set::Number(numbers.fold(nought, |sum, one| sum.plus(&one))),
        HitPolicy::Count => Set::Number(Interval::point(Q::from(outputs.len() as i64))),
        HitPolicy::Max => Set::Number(numbers.reduce(|a, b| a.max(&b)).unwrap_or(nothing)),
        HitPolicy::Min => Set::Number(numbers.reduce(|a, b| a.min(&b)).unwrap_or(nothing)),
        HitPolicy::Marginal => unreachable!("brackets are worked out apart"),
    }
}

fn joined(chosen: Vec<Set>, marks: Marks) -> Set {
    chosen_truth(&chosen, marks).unwrap_or_else(|| join_all(chosen, marks))
}

/// What all allow, and maybe a clash unless they are surely equal.
fn agreed(values: &[&Set]) -> Set {
    let [first, rest @ ..] = values else { panic!("nothing to agree on") };
    let same = |other: &&Set| compare(Comparison::Equal, first, other) == Truths::from([Member::T]);
    let common = rest.iter().fold((*first).clone(), |common, other| common.common(other));
    // What may clash is open by whatever leaves their values open.
    let marks = values.iter().fold(Marks::NONE, |marks, value| marks | value.openness());
    if rest.iter().all(same) { common } else { common.with(true, marks) }
}

/// A truth chosen by judgement: more than one member adds J, and T, F go if every part is settled and no fact is open in
/// the choice.
fn chosen_truth(chosen: &[Set], marks: Marks) -> Option<Set> {
    let parts: Vec<Truths> = chosen
        .iter()
        .map(|set| match set {
            Set::Truth(truths) => Some(truths.clone()),
            _ => None,
        })
        .collect::<Option<_>>()?;
    let mut all: Truths = parts.iter().flatten().copied().collect();
    if marks.judged && all.len() > 1 {
        all.insert(Member::J);
        if !marks.missing && parts.iter().all(|part| part.len() == 1) {
            all.remove(&Member::T);
            all.remove(&Member::F);
        }
    }
    Some(Set::Truth(all))
}

/// A set cut at figures, and into its options; that it may be undefined is one more case.
pub(super) fn boxes(set: &Set, figures: &BTreeSet<Q>) -> Vec<Set> {
    let mut pieces = vec![];
    match set {
        Set::Truth(truths) => pieces.extend(truths.iter().map(|member| Set::Truth([*member].into()))),
        Set::Choice(options) => {
            let single = |option: &u32| Set::Choice(Options::of([*option].into(), false, Marks::NONE));
            pieces.extend(options.possible.iter().map(single));
            if options.undefined {
                pieces.push(Set::Choice(Options::of([].into(), true, Marks::NONE)));
            }
        }
        Set::Number(interval) => {
            let mut cuts = vec![];
            let mut low = MINUS;
            for figure in figures {
                cuts.extend([(low, open(*figure)), (closed(*figure), closed(*figure))]);
                low = open(*figure);
            }
            cuts.push((low, PLUS));
            let defined = Interval { undefined: false, ..*interval };
            for (low, high) in cuts {
                let piece = Interval::between(low, high, false, Marks::NONE).expect("figures differ");
                pieces.extend(Some(defined.common(&piece)).filter(|piece| piece.ends.is_some()).map(Set::Number));
            }
            if interval.undefined {
                pieces.push(Set::Number(Interval::nothing()));
            }
        }
    }
    pieces
}
