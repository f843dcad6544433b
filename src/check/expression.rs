//! Expressions: operators, literals, names, with types and units.

use super::arithmetic::{operands, shown_alike};
use super::checker::{Checker, Scope};
use super::declaration::Space;
use super::name::fixed;
use super::types::{Type, Typed};
use crate::diagnostic::Code;
use crate::program::{Comparison, Node, Openness};
use crate::span::Span;
use crate::syntax::tree::{Expression, ExpressionKind, Infix, Prefix, Value};
use crate::value::{DurationUnit, Number};

impl Checker<'_> {
    /// An expression as a node. `expected` lets a bare name be a choice or a place. None: a problem has been reported.
    pub(super) fn resolve(&mut self, expression: &Expression, scope: &Scope, expected: Option<&Type>) -> Option<Typed> {
        let span = expression.span;
        // What a policy takes over sees the names that it saw where it was written.
        let there;
        let scope = match self.found.file_at(span) {
            Some(file) if file != scope.file => {
                there = self.scope_at(scope, span);
                &there
            }
            _ => scope,
        };
        match &expression.kind {
            ExpressionKind::Number { value, unit } => self.literal(value, unit, span),
            ExpressionKind::Date(date) => Some(self.push(Node::Date(*date), Type::Date, span)),
            ExpressionKind::Text(text) => Some(self.push(Node::Text(text.clone()), Type::Text, span)),
            ExpressionKind::MonthDay { .. } | ExpressionKind::Clock { .. } => {
                self.misplaced(span, "日期要写全，如 2026-01-01", "write the whole date, as in 2026-01-01")
            }
            ExpressionKind::Name { name, quoted } => self.name(name, *quoted, span, scope, expected),
            ExpressionKind::Call { name, name_span, arguments } => {
                self.call(name, *name_span, arguments, span, scope, expected)
            }
            ExpressionKind::List(_) => {
                self.misplaced(span, "列表只能写在 属于 或 包含 之后", "a list may only stand after 属于 or 包含")
            }
            ExpressionKind::Group(inner) => self.resolve(inner, scope, expected),
            ExpressionKind::Prefix(prefix, inner) => self.prefix(*prefix, inner, span, scope, expected),
            ExpressionKind::Infix(infix, at, left, right) => self.infix(expression, *infix, *at, left, right, scope),
            // It has been reported where it was read.
            ExpressionKind::Unreadable => None,
            ExpressionKind::If(condition, then, otherwise) => {
                let condition = self.resolve_truth(condition, scope);
                let (then, otherwise) = self.pair(then, otherwise, scope, expected)?;
                self.must_match(span, &then, &otherwise)?;
                let ty = shown_alike(&then.ty, &otherwise.ty);
                Some(self.push(Node::If(condition?.node, then.node, otherwise.node), ty, span))
            }
        }
    }

    /// An expression that must be yes or no.
    pub(super) fn resolve_truth(&mut self, expression: &Expression, scope: &Scope) -> Option<Typed> {
        let typed = self.resolve(expression, scope, Some(&Type::Truth))?;
        self.want(&typed, &Type::Truth, expression.span)
    }

    /// An expression that must be of a type.
    pub(super) fn resolve_as(&mut self, expression: &Expression, scope: &Scope, ty: &Type) -> Option<Typed> {
        let typed = self.resolve(expression, scope, Some(ty))?;
        self.want(&typed, ty, expression.span)
    }

    /// A value, or from one to another, of which only the ends are given.
    pub(super) fn resolve_figure(
        &mut self,
        expression: &Expression,
        scope: &Scope,
        expected: Option<&Type>,
        openness: Openness,
    ) -> Option<Typed> {
        let ExpressionKind::Infix(Infix::To, _, low, high) = &strip(expression).kind else {
            return match expected {
                Some(ty) => self.resolve_as(expression, scope, ty),
                None => self.resolve(expression, scope, None),
            };
        };
        let (low, high) = self.pair(low, high, scope, expected)?;
        self.must_match(expression.span, &low, &high)?;
        if let Some(ty) = expected {
            self.want(&low, ty, expression.span)?;
        }
        self.ends_in_order(&low, &high, expression.span);
        let ty = shown_alike(&low.ty, &high.ty);
        Some(self.push(Node::Between(Some(low.node), Some(high.node), openness), ty, expression.span))
    }

    /// Reports a range whose least value is greater than its greatest.
    pub(super) fn ends_in_order(&mut self, low: &Typed, high: &Typed, span: Span) {
        if let (Some(least), Some(greatest)) = (self.constant(low.node), self.constant(high.node))
            && least > greatest
        {
            self.report
                .error(
                    Code::RangeEmpty,
                    span,
                    "前面的数比后面的大，中间什么也没有",
                    "the first value is greater than the last: nothing lies between",
                )
                .help("把两个数对调", "exchange the two");
        }
    }

    fn want(&mut self, typed: &Typed, ty: &Type, span: Span) -> Option<Typed> {
        if typed.ty.same(ty) {
            self.percent_slip(ty, typed);
            return Some(typed.clone());
        }
        self.mismatch(span, ty, &typed.ty);
        None
    }

    /// `占比 >= 10` means a thousand percent; the author surely means ten.
    pub(super) fn percent_slip(&mut self, percent: &Type, typed: &Typed) {
        if *percent != Type::percent() || typed.ty != Type::plain() {
            return;
        }
        let Some(Node::Number(number)) = self.node(typed.node).cloned() else { return };
        let Some(span) = self.spans.nodes.get(typed.node.index()).copied().filter(|_| number.abs() > Number::ONE)
        else {
            return;
        };
        self.report
            .warning(
                Code::PercentMissing,
                span,
                format!("与百分比相比，`{number}` 就是 {}%", &number * &Number::from(100)),
                format!("beside a percentage `{number}` means {}%", &number * &Number::from(100)),
            )
            .help(format!("指百分之几就写 {number}%"), format!("for per cent write `{number}%`"))
            .fix(span, format!("{number}%"));
    }

    /// A type mismatch, with a word for the usual slips.
    pub(super) fn mismatch(&mut self, span: Span, wanted: &Type, got: &Type) {
        if let (Some(a), Some(b)) = (wanted.duration_unit(), got.duration_unit())
            && a != b
        {
            let words = |unit| match unit {
                DurationUnit::Days => ("天", "days"),
                DurationUnit::Months => ("月、年", "months and years"),
                DurationUnit::WorkingDays => ("工作日", "working days"),
            };
            let ((a_zh, a_en), (b_zh, b_en)) = (words(a), words(b));
            self.report
                .error(
                    Code::DurationMixed,
                    span,
                    format!("{a_zh}与{b_zh}不能混用：一个月不是固定的天数"),
                    format!("{a_en} and {b_en} never mix: a month is no fixed number of days"),
                )
                .help(
                    "照文件写：一年若指365天就写 365天，若指对月对日就写 1年",
                    "write what the document means: `365天` for days, `1年` for the same day of the next year",
                );
            return;
        }
        if let (Type::Quantity(a, _), Type::Quantity(b, _)) = (wanted, got) {
            let (wanted_zh, wanted_en) = self.type_words(wanted);
            let (got_zh, got_en) = self.type_words(got);
            let problem = self.report.error(
                Code::UnitMismatch,
                span,
                format!("单位不合：这里应是{wanted_zh}，写的却是{got_zh}"),
                format!("units do not fit: this should be {wanted_en}, but it is {got_en}"),
            );
            if b.is_none() {
                let unit = a.display();
                problem.help(
                    format!("在数字后面写上单位，如 1{unit}"),
                    format!("write the unit behind the number, as in `1{unit}`"),
                );
            }
            return;
        }
        self.wrong_type(span, wanted, got);
    }

    /// Both sides must be of one type. The place is that of the whole.
    pub(super) fn must_match(&mut self, span: Span, left: &Typed, right: &Typed) -> Option<()> {
        if left.ty.same(&right.ty) {
            return Some(());
        }
        let _ = span;
        let place = self.spans.nodes.get(right.node.index()).copied().unwrap_or(span);
        self.mismatch(place, &left.ty, &right.ty);
        None
    }

    /// Two expressions that should be of one type: whichever tells its type by itself is looked at first.
    pub(super) fn pair(
        &mut self,
        left: &Expression,
        right: &Expression,
        scope: &Scope,
        expected: Option<&Type>,
    ) -> Option<(Typed, Typed)> {
        if expected.is_none() && self.needs_hint(left, scope) && !self.needs_hint(right, scope) {
            let second = self.resolve(right, scope, None)?;
            let first = self.resolve(left, scope, Some(&second.ty))?;
            return Some((first, second));
        }
        let first = self.resolve(left, scope, expected)?;
        let hint = first.ty.clone();
        let second = self.resolve(right, scope, Some(&hint))?;
        Some((first, second))
    }

    /// True for a bare name that is no value in sight: a choice or a place, whose type the other side tells.
    pub(super) fn needs_hint(&self, expression: &Expression, scope: &Scope) -> bool {
        match &strip(expression).kind {
            ExpressionKind::Name { name, .. } => {
                !scope.inputs.contains_key(name)
                    && self.column(name, scope).is_none()
                    && self.nearest(Space::Value, name, scope).is_empty()
                    && fixed(name).is_none()
            }
            ExpressionKind::If(_, then, otherwise) => self.needs_hint(then, scope) && self.needs_hint(otherwise, scope),
            ExpressionKind::Infix(Infix::To, _, left, right) => {
                self.needs_hint(left, scope) && self.needs_hint(right, scope)
            }
            _ => false,
        }
    }

    pub(super) fn misplaced(&mut self, span: Span, zh: &str, en: &str) -> Option<Typed> {
        self.report.error(Code::Misplaced, span, "这种写法不能放在这里", "this cannot stand here").help(zh, en);
        None
    }

    /// A number with its unit.
    pub(super) fn literal(&mut self, value: &Number, unit: &str, span: Span) -> Option<Typed> {
        if value.digits() > Number::MAX_DIGITS {
            self.report.error(
                Code::Number,
                span,
                format!("数字太长，最多 {} 位", Number::MAX_DIGITS),
                format!("the number is too long: at most {} digits", Number::MAX_DIGITS),
            );
            return None;
        }
        if matches!(unit, "年度") {
            return Some(self.number(value.clone(), Type::Year, span));
        }
        let glued = self.unit(unit, span)?;
        if unit == "年" && *value >= Number::from(1900) && *value <= Number::from(2200) {
            let year = value.to_string();
            self.report
                .warning(
                    Code::YearOrDuration,
                    span,
                    format!("`{year}年` 在这里是一段时长"),
                    format!("`{year}年` is a length of time here"),
                )
                .help(format!("指年份就写 {year}年度"), format!("for the year write `{year}年度`"))
                .fix(span, format!("{year}年度"));
        }
        let ty = Type::Quantity(glued.unit, glued.percent);
        Some(self.number(value * &glued.scale, ty, span))
    }

    fn prefix(
        &mut self,
        prefix: Prefix,
        inner: &Expression,
        span: Span,
        scope: &Scope,
        expected: Option<&Type>,
    ) -> Option<Typed> {
        match prefix {
            Prefix::Not => {
                let inner = self.resolve_truth(inner, scope)?;
                Some(self.push(Node::Not(inner.node), Type::Truth, span))
            }
            Prefix::Minus => {
                let inner = self.resolve(inner, scope, expected)?;
                if !matches!(inner.ty, Type::Quantity(..)) {
                    let ty = inner.ty.clone();
                    self.wrong_type(span, &Type::plain(), &ty);
                    return None;
                }
                if let Some(Node::Number(number)) = self.node(inner.node) {
                    let number = &Number::ZERO - number;
                    self.forget_nodes(inner.node.index());
                    return Some(self.number(number, inner.ty, span));
                }
                Some(self.push(Node::Negate(inner.node), inner.ty, span))
            }
            Prefix::NoMoreThan => {
                let high = self.resolve(inner, scope, expected)?;
                let Type::Quantity(..) = high.ty else {
                    let ty = high.ty.clone();
                    self.wrong_type(span, &Type::plain(), &ty);
                    return None;
                };
                let low = self.number(Number::ZERO, high.ty.clone(), span);
                let ty = high.ty.clone();
                Some(self.push(Node::Between(Some(low.node), Some(high.node), Openness::Law), ty, span))
            }
            Prefix::NoLessThan => {
                let low = self.resolve(inner, scope, expected)?;
                let Type::Quantity(..) = low.ty else {
                    let ty = low.ty.clone();
                    self.wrong_type(span, &Type::plain(), &ty);
                    return None;
                };
                let ty = low.ty.clone();
                Some(self.push(Node::Between(Some(low.node), None, Openness::Law), ty, span))
            }
            Prefix::To => self.misplaced(
                span,
                "`至` 只能写在 属于 [ ]、表格、参数和分数里",
                "`至` may only stand in 属于 [ ], tables, parameters and points",
            ),
            Prefix::Compare(_) => {
                self.report
                    .error(Code::Misplaced, span, "比较缺少左边", "the comparison has no left side")
                    .help("写明什么与它比较，如 职工总数 >= 10人", "say what is compared, as in 职工总数 >= 10人");
                None
            }
        }
    }

    pub(super) fn infix(
        &mut self,
        expression: &Expression,
        infix: Infix,
        at: Span,
        left: &Expression,
        right: &Expression,
        scope: &Scope,
    ) -> Option<Typed> {
        let span = expression.span;
        match infix {
            Infix::And | Infix::Or => {
                let operands = operands(expression, infix);
                let mut nodes = Vec::new();
                let mut whole = true;
                for operand in operands {
                    match self.resolve_truth(operand, scope) {
                        Some(typed) => nodes.push(typed.node),
                        None => whole = false,
                    }
                }
                if !whole {
                    return None;
                }
                let node = if infix == Infix::And { Node::All(nodes) } else { Node::Any(nodes) };
                Some(self.push(node, Type::Truth, span))
            }
            Infix::Compare(sign @ (Comparison::Equal | Comparison::NotEqual))
                if matches!(strip(right).kind, ExpressionKind::List(_)) =>
            {
                let exactly = self.exactly(left, right, span, scope)?;
                if sign == Comparison::Equal {
                    return Some(exactly);
                }
                Some(self.push(Node::Not(exactly.node), Type::Truth, span))
            }
            Infix::Compare(comparison) => self.comparison(comparison, left, right, span, scope),
            Infix::In => self.membership(left, right, span, scope),
            Infix::NotIn => {
                let inside = self.membership(left, right, span, scope)?;
                Some(self.push(Node::Not(inside.node), Type::Truth, span))
            }
            Infix::Has => self.contains(left, right, span, scope),
            Infix::HasNot => {
                let has = self.contains(left, right, span, scope)?;
                Some(self.push(Node::Not(has.node), Type::Truth, span))
            }
            Infix::Add | Infix::Subtract | Infix::Multiply | Infix::Divide => self.arithmetic(expression, scope),
            Infix::NoMoreThan | Infix::NoLessThan => {
                self.word_comparison(at, if infix == Infix::NoMoreThan { "不超过" } else { "不低于" });
                None
            }
            Infix::Under => {
                let value = self.resolve(left, scope, None)?;
                let place = self.resolve_as(right, scope, &Type::Region)?;
                if matches!(value.ty, Type::List(_)) {
                    self.wrong_type(left.span, &Type::Truth, &value.ty);
                    return None;
                }
                Some(self.push(Node::Under(value.node, place.node), value.ty, span))
            }
            Infix::To => self.misplaced(
                span,
                "`至` 只能写在 属于 [ ]、表格、参数和分数里",
                "`至` may only stand in 属于 [ ], tables, parameters and points",
            ),
            Infix::Where | Infix::Take => self.misplaced(
                span,
                "`其中``取` 只能写在 数量、合计、平均、最大、最小 的括号里",
                "`其中` and `取` may only stand inside 数量, 合计, 平均, 最大, 最小",
            ),
            Infix::Colon => self.misplaced(span, "表达式里不能用冒号", "a colon cannot stand in an expression"),
        }
    }
}

/// Without brackets around the whole.
pub(super) fn strip(expression: &Expression) -> &Expression {
    let mut at = expression;
    while let ExpressionKind::Group(inner) = &at.kind {
        at = inner;
    }
    at
}

/// The expressions of values.
pub(super) fn expressions(values: &[Value]) -> Vec<Expression> {
    values.iter().map(|value| value.expression.clone()).collect()
}
