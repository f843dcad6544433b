//! Decision tables.

use super::checker::{Built, Checker, MAX_COPIES, Scope};
use super::collect::is_fixed;
use super::declaration::DeclarationId;
use super::expression::{expressions, strip};
use super::read::{bare, has, plain_word, show, text, texts};
use super::types::{Type, Typed};
use crate::diagnostic::Code;
use crate::program::{Cell, Comparison, HitPolicy, Input, Node, Openness, Row, Table, TableId};
use crate::schema::{Head, Item};
use crate::span::Span;
use crate::syntax::tree::{self, Expression, ExpressionKind, Infix, Prefix, Value};
use crate::value::DurationUnit;

/// How a table is written: its head and its rows.
struct Written<'a> {
    inputs: Vec<&'a tree::Cell>,
    output: &'a tree::Cell,
    /// Which column each is in.
    input_places: Vec<usize>,
    output_place: usize,
    note_place: Option<usize>,
    width: usize,
    rows: Vec<(&'a Item, &'a [tree::Cell])>,
}

/// The inputs that a table declares in brackets.
pub(super) fn inputs_declared(item: &Item) -> Option<&[Value]> {
    match &item.values.first()?.expression.kind {
        ExpressionKind::Call { arguments, .. } => Some(arguments),
        _ => None,
    }
}

/// True if a body holds table rows.
pub(super) fn has_rows(body: &[Item]) -> bool {
    body.iter().any(|item| matches!(item.head, Head::Row(_)))
}

impl Checker<'_> {
    /// A table without inputs in brackets; one with them is made where it is used.
    pub(super) fn build_table(&mut self, id: DeclarationId) -> Built {
        let Some(declaration) = self.found.get(id).cloned() else { return Built::Failed };
        if inputs_declared(declaration.item).is_some() {
            return Built::Function;
        }
        let scope = self.scope_of(id);
        match self.table(&declaration.name, declaration.item, declaration.span, &scope, None, Openness::Judged) {
            Some((table, ty)) => Built::Table(table, ty),
            None => Built::Failed,
        }
    }

    /// A table with inputs, for one use.
    pub(super) fn use_table(
        &mut self,
        id: DeclarationId,
        arguments: &[Value],
        span: Span,
        scope: &Scope,
    ) -> Option<Typed> {
        let declaration = self.found.get(id).cloned()?;
        let declared = inputs_declared(declaration.item)?;
        if declared.len() != arguments.len() {
            self.report
                .error(
                    Code::ArgumentsWrong,
                    span,
                    format!("表 `{}` 要 {} 个输入，这里写了 {} 个", declaration.name, declared.len(), arguments.len()),
                    format!(
                        "table `{}` takes {} inputs, here are {}",
                        declaration.name,
                        declared.len(),
                        arguments.len()
                    ),
                )
                .label(declaration.span, "表在这里", "the table is here");
            return None;
        }
        if self.too_deep(span) {
            return None;
        }
        self.copies = self.copies.saturating_add(1);
        if self.copies > MAX_COPIES {
            self.report
                .error(
                    Code::TooMany,
                    span,
                    format!("带输入的表用了 {MAX_COPIES} 次以上"),
                    format!("tables with inputs are used more than {MAX_COPIES} times"),
                )
                .help("把重复的用法写成一个定义", "make a definition of a use that repeats");
            return None;
        }
        let mut inside = self.scope_of(id);
        for (input, argument) in declared.iter().zip(arguments) {
            let (name, wanted) = self.declared_input(&input.expression)?;
            let typed = self.resolve(&argument.expression, scope, wanted.as_ref())?;
            if let Some(wanted) = wanted {
                let fits = match (&wanted, &typed.ty) {
                    // A number without a unit in the declaration takes numbers of any unit.
                    (Type::Quantity(wanted, false), Type::Quantity(..)) if wanted.is_none() => true,
                    _ => typed.ty.same(&wanted),
                };
                if !fits {
                    self.wrong_type(argument.expression.span, &wanted, &typed.ty);
                    return None;
                }
            }
            inside.inputs.insert(name, typed);
        }
        self.depth += 1;
        let built = self.table(&declaration.name, declaration.item, declaration.span, &inside, None, Openness::Judged);
        self.depth -= 1;
        let (table, ty) = built?;
        Some(self.push(Node::Table(table), ty, span))
    }

    /// `增长率：百分比`: the name and the type of an input.
    fn declared_input(&mut self, input: &Expression) -> Option<(String, Option<Type>)> {
        match &input.kind {
            ExpressionKind::Name { name, .. } => Some((name.clone(), None)),
            ExpressionKind::Infix(Infix::Colon, _, name, ty) => {
                let name = bare(name)?.to_owned();
                let ty = match bare(ty)? {
                    "是否" | "yes_no" => Some(Type::Truth),
                    "整数" | "whole" | "数值" | "number" => Some(Type::plain()),
                    "金额" | "money" => Some(Type::count(super::units::YUAN)),
                    "百分比" | "percent" => Some(Type::percent()),
                    "日期" | "date" => Some(Type::Date),
                    "年度" | "year" => Some(Type::Year),
                    "文本" | "text" => Some(Type::Text),
                    "地区" | "region" => Some(Type::Region),
                    "时长" | "duration" => Some(Type::duration(DurationUnit::Months)),
                    _ => None,
                };
                Some((name, ty))
            }
            _ => {
                self.report.error(
                    Code::ArgumentsWrong,
                    input.span,
                    "输入应写成 `名：类型`",
                    "an input is written `name: type`",
                );
                None
            }
        }
    }

    /// Rows as a table. `output` is the type that rows must give, if it is known.
    pub(super) fn table(
        &mut self,
        name: &str,
        item: &Item,
        span: Span,
        scope: &Scope,
        output: Option<&Type>,
        openness: Openness,
    ) -> Option<(TableId, Type)> {
        let written = self.written(name, item, span)?;
        let hit = self.hit_policy(item, span);
        let mut inputs: Vec<(Input, Type, Span)> = Vec::new();
        let mut whole = true;
        for head in &written.inputs {
            let Some(value) = head.values.first() else {
                self.report.error(Code::TableHead, head.span, "这一列没有表头", "this column has no head");
                whole = false;
                continue;
            };
            match self.resolve(&value.expression, scope, None) {
                Some(typed) => {
                    inputs.push((Input { name: show(&value.expression), value: typed.node }, typed.ty, head.span))
                }
                None => whole = false,
            }
        }
        if !whole {
            return None;
        }
        if hit == HitPolicy::Marginal && !self.marginal_shape(&written, &inputs, span) {
            return None;
        }
        let mut output_type = output.cloned().or_else(|| self.choices_of_outputs(&written, scope));
        let mut rows = Vec::new();
        let mut above: Option<&[tree::Cell]> = None;
        for (row, cells) in &written.rows {
            if cells.len() != written.width {
                self.report
                    .error(
                        Code::TableWidth,
                        row.span,
                        format!("这一行有 {} 格，表头有 {} 格", cells.len(), written.width),
                        format!("this row has {} cells, the head has {}", cells.len(), written.width),
                    )
                    .help("不看的格写 -", "write `-` in a cell that does not matter");
                whole = false;
                continue;
            }
            let mut tests = Vec::new();
            for (place, (_, ty, _)) in written.input_places.iter().zip(&inputs) {
                let Some(cell) = cells.get(*place) else { continue };
                let cell = self.above(cell, *place, above, &written.rows);
                match cell.and_then(|cell| self.test(cell, ty, scope)) {
                    Some(test) => tests.push(test),
                    None => whole = false,
                }
            }
            let given = cells
                .get(written.output_place)
                .and_then(|cell| self.above(cell, written.output_place, above, &written.rows))
                .and_then(|cell| self.output(cell, &mut output_type, scope, hit, openness));
            let note = written
                .note_place
                .and_then(|place| cells.get(place))
                .and_then(|cell| cell.values.first())
                .and_then(|value| text(&value.expression))
                .map(str::to_owned);
            above = Some(cells);
            let Some(given) = given else {
                whole = false;
                continue;
            };
            let citations = self.citations(&row.body, scope);
            rows.push(Row { cells: tests, output: given, note, citations, doubts: texts(&row.body, "doubt") });
        }
        if rows.is_empty() && whole {
            self.report.error(Code::Empty, span, format!("表 `{name}` 没有一行"), format!("table `{name}` has no row"));
            return None;
        }
        if !whole {
            return None;
        }
        let ty = match hit {
            HitPolicy::Count => Type::plain(),
            HitPolicy::Marginal => match (inputs.first().map(|(_, ty, _)| ty), &output_type) {
                (Some(Type::Quantity(base, _)), Some(Type::Quantity(rate, _))) => {
                    Type::Quantity(base.times(rate), false)
                }
                _ => Type::plain(),
            },
            _ => output_type.unwrap_or_else(Type::plain),
        };
        let summed = matches!(hit, HitPolicy::Sum | HitPolicy::Max | HitPolicy::Min);
        if summed && !matches!(ty, Type::Quantity(..)) {
            self.wrong_type(written.output.span, &Type::plain(), &ty);
            return None;
        }
        let notes = self.notes(&item.body, scope);
        let policy = scope.policy.and_then(|policy| self.policies.get(&policy).copied());
        let table = TableId(u32::try_from(self.program.tables.len()).unwrap_or(u32::MAX));
        let output = written.output.values.first().map(|value| show(&value.expression)).unwrap_or_default();
        self.program.tables.push(Table {
            name: name.to_owned(),
            policy,
            inputs: inputs.into_iter().map(|(input, _, _)| input).collect(),
            output,
            rows,
            hit,
            notes,
        });
        self.spans.tables.push(span);
        let row_spans: Vec<Span> = written.rows.iter().map(|(row, _)| row.span).collect();
        self.lint_table(table, span, &row_spans);
        Some((table, ty))
    }

    /// Head and rows, told apart.
    fn written<'i>(&mut self, name: &str, item: &'i Item, span: Span) -> Option<Written<'i>> {
        let mut rows: Vec<(&Item, &[tree::Cell])> = item
            .body
            .iter()
            .filter_map(|row| match &row.head {
                Head::Row(cells) => Some((row, cells.as_slice())),
                _ => None,
            })
            .collect();
        if rows.is_empty() {
            self.report
                .error(Code::Empty, span, format!("表 `{name}` 没有一行"), format!("table `{name}` has no row"))
                .help(
                    "第一行写表头：| 看什么 | => 得出什么 |",
                    "the first row is the head: | what is looked at | => what it gives |",
                );
            return None;
        }
        let (head_row, head) = rows.remove(0);
        let outputs: Vec<usize> =
            head.iter().enumerate().filter(|(_, cell)| cell.arrow).map(|(place, _)| place).collect();
        let [output_place] = outputs.as_slice() else {
            self.report
                .error(
                    Code::TableHead,
                    head_row.span,
                    "表头要有一列写 =>，而且只有一列",
                    "the head has exactly one column with `=>`",
                )
                .help("如 | 销售收入(上年) | => 最低研发占比 |", "as in | 销售收入(上年) | => 最低研发占比 |");
            return None;
        };
        let is_note = |cell: &tree::Cell| {
            cell.values
                .first()
                .and_then(|value| plain_word(&value.expression))
                .is_some_and(|w| matches!(w, "注" | "note"))
        };
        let note_place = head.iter().position(is_note);
        let input_places: Vec<usize> =
            (0..head.len()).filter(|place| place != output_place && Some(*place) != note_place).collect();
        if input_places.is_empty() {
            self.report.error(
                Code::TableHead,
                head_row.span,
                "表头没有要看的列",
                "the head has no column that is looked at",
            );
            return None;
        }
        Some(Written {
            inputs: input_places.iter().filter_map(|place| head.get(*place)).collect(),
            output: head.get(*output_place)?,
            input_places,
            output_place: *output_place,
            note_place,
            width: head.len(),
            rows,
        })
    }

    fn hit_policy(&mut self, item: &Item, span: Span) -> HitPolicy {
        let modes = [
            ("first", HitPolicy::First),
            ("unique", HitPolicy::Unique),
            ("any", HitPolicy::Any),
            ("sum", HitPolicy::Sum),
            ("count", HitPolicy::Count),
            ("max", HitPolicy::Max),
            ("min", HitPolicy::Min),
            ("marginal", HitPolicy::Marginal),
        ];
        let written: Vec<HitPolicy> = modes.iter().filter(|(en, _)| has(&item.body, en)).map(|(_, hit)| *hit).collect();
        match written.as_slice() {
            [one] => *one,
            [] => {
                self.report
                    .error(
                        Code::TableMode,
                        span,
                        "没有写几行都成立时取哪一行",
                        "it is not said which row counts if several hold",
                    )
                    .help(
                        "从上往下取第一行的，写：首个；只许一行成立的，写：唯一",
                        "write `first` for the first row that holds, `unique` if only one may hold",
                    );
                HitPolicy::First
            }
            [first, ..] => {
                self.report.error(
                    Code::TableMode,
                    span,
                    "取行的办法只能写一个",
                    "only one way of choosing rows may be written",
                );
                *first
            }
        }
    }

    /// The cell itself, or for 同上 the one above it that says something else.
    fn above<'i>(
        &mut self,
        cell: &'i tree::Cell,
        place: usize,
        above: Option<&'i [tree::Cell]>,
        rows: &[(&'i Item, &'i [tree::Cell])],
    ) -> Option<&'i tree::Cell> {
        if !is_ditto(cell) {
            return Some(cell);
        }
        if above.is_some() {
            let at = rows.iter().position(|(_, cells)| cells.iter().any(|other| std::ptr::eq(other, cell)))?;
            let found =
                rows.get(..at)?.iter().rev().filter_map(|(_, cells)| cells.get(place)).find(|other| !is_ditto(other));
            if found.is_some() {
                return found;
            }
        }
        self.report.error(Code::TableCell, cell.span, "`同上` 上面没有格", "there is no cell above this `同上`");
        None
    }

    /// What a cell tests.
    fn test(&mut self, cell: &tree::Cell, ty: &Type, scope: &Scope) -> Option<Cell> {
        if cell.dash {
            return Some(Cell::Anything);
        }
        match cell.values.as_slice() {
            [] => {
                self.report
                    .error(Code::TableCell, cell.span, "空格说不清是什么意思", "an empty cell says nothing")
                    .help("不看的格写 -", "write `-` in a cell that does not matter");
                None
            }
            [one] => self.test_one(&one.expression, ty, scope),
            several => {
                let members = self.members(&expressions(several), ty, scope)?;
                Some(Cell::OneOf(members))
            }
        }
    }

    fn test_one(&mut self, expression: &Expression, ty: &Type, scope: &Scope) -> Option<Cell> {
        match &strip(expression).kind {
            ExpressionKind::Prefix(Prefix::Compare(comparison), figure) => {
                let typed = self.resolve_as(figure, scope, ty)?;
                // The comparison is checked as it will be made.
                let length = self.program.nodes.len();
                let fits = self.compare(*comparison, &typed.clone(), &typed, expression.span).is_some();
                self.forget_nodes(length);
                fits.then_some(Cell::Compare(*comparison, typed.node))
            }
            ExpressionKind::Prefix(Prefix::NoMoreThan, _) => {
                self.word_comparison(expression.span, "不超过");
                None
            }
            ExpressionKind::Prefix(Prefix::NoLessThan, _) => {
                self.word_comparison(expression.span, "不低于");
                None
            }
            ExpressionKind::List(values) => {
                let members = self.members(&expressions(values), ty, scope)?;
                Some(Cell::OneOf(members))
            }
            ExpressionKind::Infix(Infix::To, ..) => {
                let members = self.members(std::slice::from_ref(expression), ty, scope)?;
                Some(Cell::OneOf(members))
            }
            _ if matches!(ty, Type::Region | Type::Choice(_)) => {
                let members = self.members(std::slice::from_ref(expression), ty, scope)?;
                match members.as_slice() {
                    [crate::program::Member::Value(one)] => Some(Cell::Compare(Comparison::Equal, *one)),
                    _ => Some(Cell::OneOf(members)),
                }
            }
            _ => {
                let typed = self.resolve_as(expression, scope, ty)?;
                Some(Cell::Compare(Comparison::Equal, typed.node))
            }
        }
    }

    /// What a row gives. The outer None: a problem; the inner: 不适用.
    #[expect(clippy::option_option, reason = "a problem and a stated gap are two things")]
    fn output(
        &mut self,
        cell: &tree::Cell,
        ty: &mut Option<Type>,
        scope: &Scope,
        hit: HitPolicy,
        openness: Openness,
    ) -> Option<Option<crate::program::NodeId>> {
        let expression = match cell.values.as_slice() {
            [one] => &one.expression,
            _ => {
                self.report
                    .error(Code::TableCell, cell.span, "这一格应写一个值", "this cell holds one value")
                    .help("没有规定的写：不适用", "write 不适用 where nothing is laid down");
                return None;
            }
        };
        if matches!(plain_word(expression), Some("不适用" | "not_applicable")) {
            return Some(None);
        }
        let wanted = ty.clone().filter(|_| hit != HitPolicy::Count);
        let typed = self.resolve_figure(expression, scope, wanted.as_ref(), openness)?;
        if ty.is_none() {
            *ty = Some(typed.ty);
        }
        Some(Some(typed.node))
    }

    /// Outputs that are bare names of choices: the one group that has them all.
    fn choices_of_outputs(&self, written: &Written<'_>, scope: &Scope) -> Option<Type> {
        let mut fitting: Option<Vec<crate::program::ChoiceTypeId>> = None;
        for (_, cells) in &written.rows {
            let Some([one]) = cells.get(written.output_place).map(|cell| cell.values.as_slice()) else { continue };
            let name = bare(&one.expression)?;
            if is_fixed(name) {
                continue;
            }
            if !self.needs_hint(&one.expression, scope) {
                return None;
            }
            let types = self.choices_with(name, scope);
            fitting = Some(match fitting {
                None => types,
                Some(known) => known.into_iter().filter(|id| types.contains(id)).collect(),
            });
        }
        match fitting?.as_slice() {
            [one] => Some(Type::Choice(*one)),
            _ => None,
        }
    }

    /// 超额累进: one column of upper bounds that grow, the last row open.
    fn marginal_shape(&mut self, written: &Written<'_>, inputs: &[(Input, Type, Span)], span: Span) -> bool {
        if inputs.len() != 1 || !matches!(inputs.first(), Some((_, Type::Quantity(..), _))) {
            self.report.error(
                Code::TableMarginal,
                span,
                "超额累进的表只看一列，而且是数",
                "a marginal table looks at one column, and it is a number",
            );
            return false;
        }
        let place = written.input_places.first().copied().unwrap_or(0);
        let count = written.rows.len();
        for (at, (_, cells)) in written.rows.iter().enumerate() {
            let Some(cell) = cells.get(place) else { continue };
            let bound = matches!(
                cell.values.first().map(|value| &value.expression.kind),
                Some(ExpressionKind::Prefix(Prefix::Compare(Comparison::AtMost), _))
            );
            let last = at.saturating_add(1) == count;
            if !(bound || last && cell.dash) {
                self.report.error(
                    Code::TableMarginal,
                    cell.span,
                    "超额累进的每一行写上限，如 <= 100万元，最后一行写 -",
                    "each row of a marginal table has an upper bound as in `<= 100万元`, the last one `-`",
                );
                return false;
            }
        }
        true
    }
}

fn is_ditto(cell: &tree::Cell) -> bool {
    matches!(cell.values.as_slice(), [one] if matches!(plain_word(&one.expression), Some("同上" | "ditto")))
}
