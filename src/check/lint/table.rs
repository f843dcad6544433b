//! Tables: gaps, rows that never count, rows that hold together, too many combinations. Each with a witness.

use super::pieces::{self, Piece};
use crate::check::checker::Checker;
use crate::diagnostic::Code;
use crate::program::{Cell, Comparison, HitPolicy, Kind, Member, Node, NodeId, Table, TableId};
use crate::span::Span;
use crate::value::{Date, Number};

/// As many combinations of columns are worked through when facts are missing.
const MAX_BOXES: usize = 4_096;

/// What going through a table has found.
struct Walk {
    boxes: usize,
    hit: Vec<bool>,
    gap: Option<Vec<Piece>>,
    /// Two rows that hold together, with where.
    together: Option<(usize, usize, Vec<Piece>)>,
}

impl Checker<'_> {
    /// Looks at a table just built.
    pub(in crate::check) fn lint_table(&mut self, id: TableId, span: Span, rows: &[Span]) {
        let Some(table) = self.program.tables.get(id.index()).cloned() else { return };
        if matches!(table.hit, HitPolicy::Marginal) || !self.can_be_walked(&table) {
            return;
        }
        let mut walk = Walk { boxes: 0, hit: vec![false; table.rows.len()], gap: None, together: None };
        let alive: Vec<usize> = (0..table.rows.len()).collect();
        self.walk_table(&table, alive, Vec::new(), &mut walk);
        if walk.boxes > MAX_BOXES {
            self.report
                .error(
                    Code::TableTooWide,
                    span,
                    format!("表 `{}` 各列的组合超过 {MAX_BOXES} 种", table.name),
                    format!("the columns of table `{}` have more than {MAX_BOXES} combinations", table.name),
                )
                .help(
                    "拆成两张表，一张的结果作另一张的一列",
                    "split it in two, the result of one being a column of the other",
                );
            return;
        }
        if let Some(gap) = &walk.gap
            && !matches!(table.hit, HitPolicy::Sum | HitPolicy::Count)
        {
            let (zh, en) = self.witness(&table, gap);
            self.report
                .warning(
                    Code::TableGap,
                    span,
                    format!("表 `{}` 有一种情形没有一行成立：{zh}", table.name),
                    format!("no row of table `{}` holds where {en}", table.name),
                )
                .help(
                    "补一行；确实没有规定的，结果写 不适用",
                    "add a row; where nothing is laid down, its result is 不适用",
                );
        }
        if let Some((first, second, place)) = &walk.together {
            self.rows_together(&table, *first, *second, place, rows, span);
        }
        if table.hit == HitPolicy::First {
            for (at, hit) in walk.hit.iter().enumerate() {
                if !hit {
                    self.report
                        .warning(
                            Code::RowMasked,
                            rows.get(at).copied().unwrap_or(span),
                            "这一行永远用不到：它的情形前面的行都占了，或不可能出现",
                            "this row never counts: the rows before it take all its cases, or they cannot happen",
                        )
                        .help("核对行的次序和界限", "check the order of the rows and their figures");
                }
            }
        }
    }

    fn rows_together(
        &mut self,
        table: &Table,
        first: usize,
        second: usize,
        place: &[Piece],
        rows: &[Span],
        span: Span,
    ) {
        let (zh, en) = self.witness(table, place);
        let at = rows.get(second).copied().unwrap_or(span);
        let other = rows.get(first).copied().unwrap_or(span);
        let zh = format!("表 `{}` 有两行同时成立：{zh}", table.name);
        let en = format!("two rows of table `{}` hold together where {en}", table.name);
        // Columns that are facts of their own can take any values together; others may be linked.
        let proven = table.inputs.iter().all(|input| {
            matches!(self.node(input.value), Some(Node::Fact(_) | Node::FactInYear(..) | Node::Column(..)))
        }) || table.inputs.len() == 1;
        let problem = if proven {
            self.report.error(Code::RowsOverlap, at, zh, en)
        } else {
            self.report.warning(Code::RowsOverlap, at, zh, en)
        };
        problem
            .label(other, "与这一行", "together with this row")
            .help("改正界限；从上往下取第一行的，写：首个", "mend the figures; if the first row counts, write `first`");
    }

    /// True if every cell tests against figures that are written out.
    fn can_be_walked(&self, table: &Table) -> bool {
        table.rows.iter().all(|row| {
            row.cells.iter().zip(&table.inputs).all(|(cell, input)| match cell {
                Cell::Anything => true,
                Cell::Compare(_, figure) => self.is_written_out(input.value, *figure),
                Cell::OneOf(members) => {
                    members.iter().flat_map(Member::nodes).all(|figure| self.is_written_out(input.value, figure))
                }
            })
        })
    }

    fn is_written_out(&self, input: NodeId, figure: NodeId) -> bool {
        match self.program.kinds.get(input.index()) {
            Some(Kind::Truth) => matches!(self.node(figure), Some(Node::Truth(_))),
            Some(Kind::Choice(_)) => matches!(self.node(figure), Some(Node::Choice(..))),
            Some(Kind::Text | Kind::Region | Kind::Choices(_) | Kind::List(_)) | None => false,
            Some(_) => self.constant(figure).is_some(),
        }
    }

    /// Column after column, cut only where rows still alive cut it.
    fn walk_table(&self, table: &Table, alive: Vec<usize>, place: Vec<Piece>, walk: &mut Walk) {
        let mut open = vec![(alive, place)];
        while let Some((mut alive, place)) = open.pop() {
            if walk.boxes > MAX_BOXES {
                return;
            }
            let column = place.len();
            if table.hit == HitPolicy::First {
                // Behind a row that holds whatever the rest is, no row counts.
                let done = alive.iter().position(|row| {
                    table
                        .rows
                        .get(*row)
                        .is_some_and(|row| row.cells.iter().skip(column).all(|cell| matches!(cell, Cell::Anything)))
                });
                if let Some(done) = done {
                    alive.truncate(done.saturating_add(1));
                }
            }
            let Some(input) = table.inputs.get(column) else {
                walk.boxes = walk.boxes.saturating_add(1);
                self.leaf(table, &alive, place, walk);
                continue;
            };
            let pieces = self.pieces_of(table, column, &alive, input.value);
            // Pieces that leave the same rows are one box; the first of them is the witness.
            let mut parts: Vec<(Piece, Vec<usize>)> = Vec::new();
            for piece in pieces {
                let rows: Vec<usize> = alive
                    .iter()
                    .copied()
                    .filter(|row| {
                        table
                            .rows
                            .get(*row)
                            .and_then(|row| row.cells.get(column))
                            .is_some_and(|cell| self.cell_holds(cell, &piece))
                    })
                    .collect();
                if !parts.iter().any(|(_, known)| *known == rows) {
                    parts.push((piece, rows));
                }
            }
            for (piece, rows) in parts.into_iter().rev() {
                let mut place = place.clone();
                place.push(piece);
                open.push((rows, place));
            }
            if open.len() > MAX_BOXES.saturating_mul(4) {
                walk.boxes = MAX_BOXES.saturating_add(1);
                return;
            }
        }
    }

    fn leaf(&self, table: &Table, alive: &[usize], place: Vec<Piece>, walk: &mut Walk) {
        match alive {
            [] => {
                walk.gap.get_or_insert(place);
            }
            [first, rest @ ..] => {
                if let Some(hit) = walk.hit.get_mut(*first) {
                    *hit = true;
                }
                if walk.together.is_some() {
                    return;
                }
                let clash = match table.hit {
                    HitPolicy::Unique => rest.first().copied(),
                    HitPolicy::Any => rest.iter().copied().find(|other| self.outputs_differ(table, *first, *other)),
                    _ => None,
                };
                if let Some(other) = clash {
                    walk.together = Some((*first, other, place));
                }
            }
        }
    }

    /// True if two rows surely give different values.
    fn outputs_differ(&self, table: &Table, first: usize, second: usize) -> bool {
        let output = |row: usize| table.rows.get(row).map(|row| row.output);
        match (output(first), output(second)) {
            (Some(Some(a)), Some(Some(b))) => self.surely_differ(a, b),
            (Some(a), Some(b)) => a.is_none() != b.is_none(),
            _ => false,
        }
    }

    /// True if two nodes are settled and not equal.
    pub(super) fn surely_differ(&self, a: NodeId, b: NodeId) -> bool {
        match (self.constant(a), self.constant(b)) {
            (Some(a), Some(b)) => a != b,
            _ => match (self.node(a), self.node(b)) {
                (Some(Node::Truth(a)), Some(Node::Truth(b))) => a != b,
                (Some(Node::Choice(_, a)), Some(Node::Choice(_, b))) => a != b,
                (Some(Node::Text(a)), Some(Node::Text(b))) => a != b,
                (Some(Node::Region(a)), Some(Node::Region(b))) => a != b,
                _ => false,
            },
        }
    }

    fn pieces_of(&self, table: &Table, column: usize, alive: &[usize], input: NodeId) -> Vec<Piece> {
        let cells: Vec<&Cell> = alive.iter().filter_map(|row| table.rows.get(*row)?.cells.get(column)).collect();
        if cells.iter().all(|cell| matches!(cell, Cell::Anything)) {
            return vec![Piece::Whatever];
        }
        match self.program.kinds.get(input.index()) {
            Some(Kind::Truth) => vec![Piece::Choice(1), Piece::Choice(0)],
            Some(Kind::Choice(id)) => {
                let offered = match self.node(input) {
                    Some(Node::Fact(fact)) => self.program.facts.get(fact.index()).map(|fact| fact.options),
                    _ => None,
                };
                let count = self.program.choice_types.get(id.index()).map_or(0, |choices| choices.options.len());
                (0..u32::try_from(count).unwrap_or(0))
                    .filter(|option| offered.is_none_or(|bits| bits & 1_u128.checked_shl(*option).unwrap_or(0) != 0))
                    .map(Piece::Choice)
                    .collect()
            }
            _ => {
                let mut figures = Vec::new();
                for cell in cells {
                    match cell {
                        Cell::Anything => {}
                        Cell::Compare(_, figure) => figures.extend(self.constant(*figure)),
                        Cell::OneOf(members) => {
                            let nodes = members.iter().flat_map(Member::nodes);
                            figures.extend(nodes.filter_map(|node| self.constant(node)));
                        }
                    }
                }
                pieces::of_numbers(figures, &self.domain(input))
            }
        }
    }

    fn cell_holds(&self, cell: &Cell, piece: &Piece) -> bool {
        match cell {
            Cell::Anything => true,
            Cell::Compare(comparison, figure) => self.compare_holds(*comparison, *figure, piece),
            Cell::OneOf(members) => members.iter().any(|member| match member {
                Member::Value(figure) => self.compare_holds(Comparison::Equal, *figure, piece),
                Member::Span(low, high) => {
                    pieces::lies_in(piece, self.constant(*low).as_ref(), self.constant(*high).as_ref())
                }
            }),
        }
    }

    fn compare_holds(&self, comparison: Comparison, figure: NodeId, piece: &Piece) -> bool {
        let place = match self.node(figure) {
            Some(Node::Choice(_, option)) => Some(*option),
            Some(Node::Truth(value)) => Some(u32::from(*value)),
            _ => None,
        };
        match (piece, place) {
            (Piece::Choice(option), Some(place)) => comparison.holds(option.cmp(&place)),
            (Piece::At(number), None) => {
                self.constant(figure).is_some_and(|figure| comparison.holds(number.cmp(&figure)))
            }
            (Piece::Between(above, below), None) => self.constant(figure).is_some_and(|figure| {
                // The figure is a cut, so it lies at an end of the piece or outside it.
                if below.as_ref().is_some_and(|below| *below <= figure) {
                    comparison.holds(std::cmp::Ordering::Less)
                } else if above.as_ref().is_some_and(|above| *above >= figure) {
                    comparison.holds(std::cmp::Ordering::Greater)
                } else {
                    false
                }
            }),
            _ => false,
        }
    }

    /// A place in the table in words.
    fn witness(&self, table: &Table, place: &[Piece]) -> (String, String) {
        let mut said = Vec::new();
        for (input, piece) in table.inputs.iter().zip(place) {
            said.extend(self.piece_words(&input.name, input.value, piece));
        }
        (said.join("，"), said.iter().map(|one| format!("`{one}`")).collect::<Vec<_>>().join(" and "))
    }

    /// A piece of an input in words; nothing if anything will do.
    pub(super) fn piece_words(&self, name: &str, input: NodeId, piece: &Piece) -> Option<String> {
        let kind = self.program.kinds.get(input.index())?;
        let show = |number: &Number| self.figure_words(number, kind);
        Some(match piece {
            Piece::Whatever => return None,
            Piece::At(number) => format!("{name} = {}", show(number)),
            Piece::Between(None, None) => return None,
            Piece::Between(Some(above), None) => format!("{name} > {}", show(above)),
            Piece::Between(None, Some(below)) => format!("{name} < {}", show(below)),
            Piece::Between(Some(above), Some(below)) => format!("{} < {name} < {}", show(above), show(below)),
            Piece::Choice(option) => match kind {
                Kind::Truth => format!("{name} = {}", if *option == 1 { "是" } else { "否" }),
                Kind::Choice(id) => {
                    let options = &self.program.choice_types.get(id.index())?.options;
                    let (option, _) = options.get(usize::try_from(*option).ok()?)?;
                    format!("{name} = {option}")
                }
                _ => return None,
            },
        })
    }

    /// A figure with its unit, as an author writes it.
    pub(super) fn figure_words(&self, number: &Number, kind: &Kind) -> String {
        match kind {
            Kind::Money => {
                let wan = Number::from(10_000);
                match number.div(&wan) {
                    Some(in_wan) if in_wan.is_whole() && !number.is_zero() => format!("{in_wan}万元"),
                    _ => format!("{number}元"),
                }
            }
            Kind::Percent => format!("{}%", number * &Number::from(100)),
            Kind::Date => Date::from_number(number).map_or_else(|| number.to_string(), |date| date.to_string()),
            Kind::Year => format!("{number}年度"),
            Kind::Number(unit) => format!("{number}{unit}"),
            Kind::Duration(crate::value::DurationUnit::Days) => format!("{number}天"),
            Kind::Duration(crate::value::DurationUnit::Months) => format!("{number}个月"),
            Kind::Duration(crate::value::DurationUnit::WorkingDays) => format!("{number}个工作日"),
            _ => number.to_string(),
        }
    }
}
