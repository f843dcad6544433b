//! Expressions: operators, literals, names, with types and units.

use super::checker::{Built, Checker, Scope};
use super::collect::{DeclarationId, Space, What};
use super::read::{Name, bare, plain_word};
use super::types::{Type, Typed};
use super::units::{DAY, Unit};
use crate::diagnostic::Code;
use crate::program::{Arithmetic, Comparison, Member, Node, Openness};
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
    fn percent_slip(&mut self, percent: &Type, typed: &Typed) {
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
    fn mismatch(&mut self, span: Span, wanted: &Type, got: &Type) {
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

    fn misplaced(&mut self, span: Span, zh: &str, en: &str) -> Option<Typed> {
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

    fn infix(
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

    fn comparison(
        &mut self,
        comparison: Comparison,
        left: &Expression,
        right: &Expression,
        span: Span,
        scope: &Scope,
    ) -> Option<Typed> {
        let (a, b) = self.pair(left, right, scope, None)?;
        self.must_match(span, &a, &b)?;
        self.percent_slip(&a.ty, &b);
        self.percent_slip(&b.ty, &a);
        self.compare(comparison, &a, &b, span)
    }

    /// A comparison of two nodes of one type.
    pub(super) fn compare(&mut self, comparison: Comparison, a: &Typed, b: &Typed, span: Span) -> Option<Typed> {
        let equality = matches!(comparison, Comparison::Equal | Comparison::NotEqual);
        let comparable = match &a.ty {
            Type::Quantity(..) | Type::Date | Type::Year => true,
            Type::Choice(id) => {
                equality || self.program.choice_types.get(id.index()).is_some_and(|choices| choices.ordered)
            }
            Type::Truth | Type::Text | Type::Region => equality,
            Type::Choices(_) | Type::List(_) => false,
        };
        if !comparable {
            let (zh, en) = self.type_words(&a.ty);
            let problem = self.report.error(
                Code::NotComparable,
                span,
                format!("{zh}不能这样比较"),
                format!("{en} cannot be compared so"),
            );
            match &a.ty {
                Type::Choices(_) => problem.help("多选用 `包含`", "for several choices use `包含`"),
                Type::Choice(_) => problem.help(
                    "有高低之分的选项要用 < 连接着声明",
                    "choices that are ordered are declared with `<` between them",
                ),
                _ => problem,
            };
            return None;
        }
        if a.ty == Type::Truth {
            let (unequal, settled) = (comparison == Comparison::NotEqual, self.node(b.node).cloned());
            let node = match settled {
                Some(Node::Truth(value)) => {
                    if value != unequal {
                        return Some(a.clone());
                    }
                    Node::Not(a.node)
                }
                _ => {
                    let opposite = self.push(Node::Not(b.node), Type::Truth, span);
                    if unequal {
                        Node::If(a.node, opposite.node, b.node)
                    } else {
                        Node::If(a.node, b.node, opposite.node)
                    }
                }
            };
            return Some(self.push(node, Type::Truth, span));
        }
        Some(self.push(Node::Compare(comparison, a.node, b.node), Type::Truth, span))
    }

    fn membership(&mut self, left: &Expression, right: &Expression, span: Span, scope: &Scope) -> Option<Typed> {
        if matches!(plain_word(strip(right)), Some("政策有效期" | "policy_period")) {
            return self.in_policy_period(left, right.span, span, scope);
        }
        let subject = self.resolve(left, scope, None)?;
        let values: Vec<Expression> = match &strip(right).kind {
            ExpressionKind::List(values) => values.iter().map(|value| value.expression.clone()).collect(),
            _ => vec![right.clone()],
        };
        if subject.ty == Type::Region {
            let mut within = Vec::new();
            for value in &values {
                let place = self.resolve_as(value, scope, &Type::Region)?;
                within.push(self.push(Node::Within(subject.node, place.node), Type::Truth, span).node);
            }
            return match within.as_slice() {
                [one] => Some(Typed { node: *one, ty: Type::Truth }),
                _ => Some(self.push(Node::Any(within), Type::Truth, span)),
            };
        }
        if let Type::Choices(_) = subject.ty {
            self.report
                .error(Code::NotComparable, span, "多选不能用 `属于`", "several choices cannot be tested by `属于`")
                .help("多选用 `包含`", "for several choices use `包含`");
            return None;
        }
        let members = self.members(&values, &subject.ty, scope)?;
        Some(self.push(Node::OneOf(subject.node, members), Type::Truth, span))
    }

    /// Members of a list, of one type: values, spans, named groups of choices.
    pub(super) fn members(&mut self, values: &[Expression], ty: &Type, scope: &Scope) -> Option<Vec<Member>> {
        let mut members = Vec::new();
        let mut whole = true;
        for value in values {
            if let (Type::Choice(id), Some(name)) = (ty, bare(strip(value)))
                && self.option(*id, name).is_none()
                && let Some(group) = self.nearest(Space::Choices, name, scope).first().copied()
            {
                let names = self.groups.get(&group).map(|group| group.members.clone()).unwrap_or_default();
                for name in &names {
                    if let Some(option) = self.option(*id, name) {
                        let node = self.push(Node::Choice(*id, option), ty.clone(), value.span);
                        members.push(Member::Value(node.node));
                    }
                }
                if members.is_empty() {
                    let type_name =
                        self.program.choice_types.get(id.index()).map(|c| c.name.clone()).unwrap_or_default();
                    self.report.error(
                        Code::ChoiceUnknown,
                        value.span,
                        format!("`{name}` 里没有一个是 `{type_name}` 的选项"),
                        format!("none of `{name}` is a choice of `{type_name}`"),
                    );
                    whole = false;
                }
                continue;
            }
            match &strip(value).kind {
                ExpressionKind::Infix(Infix::To, _, low, high) => {
                    let low = self.resolve_as(low, scope, ty);
                    let high = self.resolve_as(high, scope, ty);
                    match (low, high) {
                        (Some(low), Some(high)) => {
                            self.ends_in_order(&low, &high, value.span);
                            members.push(Member::Span(low.node, high.node));
                        }
                        _ => whole = false,
                    }
                }
                _ => match self.resolve_as(value, scope, ty) {
                    Some(typed) => members.push(Member::Value(typed.node)),
                    None => whole = false,
                },
            }
        }
        whole.then_some(members)
    }

    fn contains(&mut self, left: &Expression, right: &Expression, span: Span, scope: &Scope) -> Option<Typed> {
        let subject = self.resolve(left, scope, None)?;
        let Type::Choices(id) = subject.ty else {
            let (zh, en) = self.type_words(&subject.ty);
            self.report
                .error(
                    Code::NotComparable,
                    span,
                    format!("`包含` 只用于多选，左边却是{zh}"),
                    format!("`包含` is for facts with several choices, but the left side is {en}"),
                )
                .help(
                    "单选、地区用 `属于`，比较用符号",
                    "for one choice and for places use `属于`, for numbers use signs",
                );
            return None;
        };
        if let ExpressionKind::List(_) = &strip(right).kind {
            self.report
                .error(
                    Code::Misplaced,
                    right.span,
                    "`包含` 后面写一项；写几项，看不出是都要还是有一项就行",
                    "`包含` takes one choice; of several it does not say whether all are needed or any will do",
                )
                .help(
                    "一项一项写，用 且 或 或 连起来：`甲 包含 乙 且 甲 包含 丙`",
                    "write each by itself, joined by 且 (all) or 或 (any)",
                );
            return None;
        }
        let Some(name) = bare(strip(right)) else {
            self.wrong_type(right.span, &Type::Choice(id), &Type::Text);
            return None;
        };
        let Some(option) = self.option(id, name) else {
            self.unknown_choice(id, name, right.span);
            return None;
        };
        Some(self.push(Node::Contains(subject.node, option), Type::Truth, span))
    }

    /// `经营项目 = [甲、乙]`: these choices and no other.
    fn exactly(&mut self, left: &Expression, right: &Expression, span: Span, scope: &Scope) -> Option<Typed> {
        let subject = self.resolve(left, scope, None)?;
        let (Type::Choices(id), ExpressionKind::List(values)) = (&subject.ty, &strip(right).kind) else {
            return self.misplaced(
                right.span,
                "单选、地区写 `属于 [ ]`；多选才用 `= [ ]`",
                "for one choice and for places write `属于 [ ]`; `= [ ]` is for facts with several choices",
            );
        };
        let id = *id;
        let mut wanted = Vec::new();
        for value in values {
            let name = super::read::show(&value.expression);
            let Some(option) = self.option(id, &name) else {
                self.unknown_choice(id, &name, value.expression.span);
                return None;
            };
            wanted.push(option);
        }
        let count = self.program.choice_types.get(id.index()).map_or(0, |choices| choices.options.len());
        let mut nodes = Vec::new();
        for option in 0..u32::try_from(count).unwrap_or(0) {
            let has = self.push(Node::Contains(subject.node, option), Type::Truth, span);
            nodes.push(if wanted.contains(&option) {
                has.node
            } else {
                self.push(Node::Not(has.node), Type::Truth, span).node
            });
        }
        Some(self.push(Node::All(nodes), Type::Truth, span))
    }

    /// A run of `+ - * /`, from the left; taken as a run so that a long sum needs no deep stack.
    fn arithmetic(&mut self, expression: &Expression, scope: &Scope) -> Option<Typed> {
        let mut run = Vec::new();
        let mut first = expression;
        while let ExpressionKind::Infix(
            infix @ (Infix::Add | Infix::Subtract | Infix::Multiply | Infix::Divide),
            _,
            left,
            right,
        ) = &first.kind
        {
            run.push((*infix, right.as_ref(), first.span));
            first = left;
        }
        let mut sum = self.resolve(first, scope, None);
        for (infix, right, span) in run.into_iter().rev() {
            // A rate: 1500元/人.
            if infix == Infix::Divide
                && let Some(unit) = plain_word(right)
                && self.found.units.contains(unit)
                && self.nearest(Space::Value, unit, scope).is_empty()
                && self.column(unit, scope).is_none()
                && !scope.inputs.contains_key(unit)
                && sum.as_ref().is_some_and(|sum| matches!(self.node(sum.node), Some(Node::Number(_))))
            {
                if let Some(Typed { node, ty: Type::Quantity(above, _) }) = sum {
                    let ty = Type::Quantity(above.per(&Unit::of(unit)), false);
                    if let (Some(place), Some(kind)) =
                        (self.types.get_mut(node.index()), self.program.kinds.get_mut(node.index()))
                    {
                        *place = ty.clone();
                        *kind = ty.kind();
                    }
                    sum = Some(Typed { node, ty });
                }
                continue;
            }
            let hint = sum.as_ref().map(|sum| sum.ty.clone());
            let right = self.resolve(right, scope, hint.as_ref().filter(|_| infix == Infix::Add));
            sum = match (sum, right) {
                (Some(left), Some(right)) => self.combine(infix, &left, &right, span),
                _ => None,
            };
        }
        sum
    }

    fn combine(&mut self, infix: Infix, left: &Typed, right: &Typed, span: Span) -> Option<Typed> {
        let operation = match infix {
            Infix::Add => Arithmetic::Add,
            Infix::Subtract => Arithmetic::Subtract,
            Infix::Multiply => Arithmetic::Multiply,
            _ => Arithmetic::Divide,
        };
        let arithmetic = Node::Arithmetic(operation, left.node, right.node);
        match (&left.ty, operation, &right.ty) {
            (Type::Quantity(a, shown_a), Arithmetic::Add | Arithmetic::Subtract, Type::Quantity(b, shown_b)) => {
                if a != b {
                    let place = self.spans.nodes.get(right.node.index()).copied().unwrap_or(span);
                    self.mismatch(place, &left.ty, &right.ty);
                    return None;
                }
                let ty = Type::Quantity(a.clone(), *shown_a || *shown_b);
                Some(self.push(arithmetic, ty, span))
            }
            (Type::Quantity(a, shown_a), Arithmetic::Multiply, Type::Quantity(b, shown_b)) => {
                let unit = a.times(b);
                let percent = unit.is_none() && (*shown_a || *shown_b);
                Some(self.push(arithmetic, Type::Quantity(unit, percent), span))
            }
            (Type::Quantity(a, shown_a), Arithmetic::Divide, Type::Quantity(b, shown_b)) => {
                if self.constant(right.node).is_some_and(|number| number.is_zero()) {
                    self.report.error(Code::DivisionByZero, span, "除数是零", "the divisor is zero");
                    return None;
                }
                let unit = a.per(b);
                // Like over like is a share, and shares are read as percentages.
                let percent = unit.is_none() && (!a.is_none() || *shown_a || *shown_b);
                Some(self.push(arithmetic, Type::Quantity(unit, percent), span))
            }
            (Type::Date, Arithmetic::Add | Arithmetic::Subtract, Type::Quantity(..)) => {
                let Some(duration) = right.ty.duration_unit() else {
                    let place = self.spans.nodes.get(right.node.index()).copied().unwrap_or(span);
                    let ty = right.ty.clone();
                    self.wrong_type(place, &Type::duration(DurationUnit::Days), &ty);
                    return None;
                };
                let by = if operation == Arithmetic::Subtract {
                    self.push(Node::Negate(right.node), right.ty.clone(), span).node
                } else {
                    right.node
                };
                Some(self.push(Node::Shift(left.node, by, duration), Type::Date, span))
            }
            (Type::Date, Arithmetic::Subtract, Type::Date) => {
                Some(self.push(Node::DaysBetween(left.node, right.node), Type::count(DAY), span))
            }
            (Type::Year, Arithmetic::Subtract, Type::Year) => Some(self.push(arithmetic, Type::plain(), span)),
            (Type::Year, Arithmetic::Add | Arithmetic::Subtract, Type::Quantity(unit, _)) if unit.is_none() => {
                Some(self.push(arithmetic, Type::Year, span))
            }
            _ => {
                let (left_zh, left_en) = self.type_words(&left.ty);
                let (right_zh, right_en) = self.type_words(&right.ty);
                let sign = match operation {
                    Arithmetic::Add => "+",
                    Arithmetic::Subtract => "-",
                    Arithmetic::Multiply => "*",
                    Arithmetic::Divide => "/",
                };
                self.report.error(
                    Code::CannotCompute,
                    span,
                    format!("{left_zh}与{right_zh}不能用 {sign} 计算"),
                    format!("{left_en} and {right_en} cannot be combined by `{sign}`"),
                );
                None
            }
        }
    }

    /// A bare name.
    fn name(&mut self, name: &str, quoted: bool, span: Span, scope: &Scope, expected: Option<&Type>) -> Option<Typed> {
        if let Some(column) = self.column(name, scope)
            && let Some(list) = scope.record
        {
            let ty = self
                .column_types
                .get(list.index())
                .and_then(|columns| columns.get(usize::try_from(column).unwrap_or(usize::MAX)))
                .cloned()?;
            self.mark_read(list);
            return Some(self.push(Node::Column(list, column), ty, span));
        }
        if let Some(input) = scope.inputs.get(name) {
            return Some(input.clone());
        }
        if let Some(Type::Choice(id)) = expected
            && let Some(option) = self.option(*id, name)
        {
            return Some(self.push(Node::Choice(*id, option), Type::Choice(*id), span));
        }
        if !quoted && let Some(word) = fixed(name) {
            return self.fixed_word(word, name, span, scope);
        }
        if let Some(id) = self.find(Space::Value, name, span, scope) {
            return self.use_value(id, span, scope);
        }
        if let Some(region) = self.regions.get(name).copied()
            && matches!(expected, None | Some(Type::Region))
        {
            return Some(self.push(Node::Region(region), Type::Region, span));
        }
        if let Some(Type::Choice(id)) = expected {
            self.unknown_choice(*id, name, span);
            return None;
        }
        if let Some(Type::Region) = expected {
            self.unknown_name(&Name { text: name.to_owned(), span }, Space::Region, scope);
            return None;
        }
        let types = self.choices_with(name, scope);
        match types.as_slice() {
            [one] if expected.is_none() => {
                let option = self.option(*one, name)?;
                Some(self.push(Node::Choice(*one, option), Type::Choice(*one), span))
            }
            [_, _, ..] if expected.is_none() => {
                let names: Vec<String> = types
                    .iter()
                    .filter_map(|id| self.program.choice_types.get(id.index()))
                    .map(|choices| format!("`{}`", choices.name))
                    .collect();
                let names_en = names.join(" and ");
                self.report.error(
                    Code::ChoiceAmbiguous,
                    span,
                    format!("`{name}` 是哪一组的选项说不清：{}里都有", names.join("、")),
                    format!("`{name}` is a choice of several groups: {names_en}"),
                );
                None
            }
            _ => {
                self.unknown_name(&Name { text: name.to_owned(), span }, Space::Value, scope);
                None
            }
        }
    }

    fn fixed_word(&mut self, word: Fixed, name: &str, span: Span, scope: &Scope) -> Option<Typed> {
        match word {
            Fixed::Yes => Some(self.truth(true, span)),
            Fixed::No => Some(self.truth(false, span)),
            Fixed::Today => Some(self.push(Node::Today, Type::Date, span)),
            Fixed::LawDay => Some(self.push(Node::LawDay, Type::Date, span)),
            Fixed::Asked => Some(self.push(Node::AskedRegion, Type::Region, span)),
            Fixed::Here => {
                let policy = scope.policy.and_then(|policy| self.policies.get(&policy).copied());
                let region = policy.and_then(|policy| self.program.policies.get(policy.index())).map(|p| p.region);
                match region {
                    Some(region) => Some(self.push(Node::Region(region), Type::Region, span)),
                    None => {
                        self.misplaced(span, "`本地区` 只在政策里有意思", "`本地区` has a meaning only inside a policy")
                    }
                }
            }
            Fixed::Other => {
                self.report.error(
                    Code::Misplaced,
                    span,
                    format!("`{name}` 不能用在算式里"),
                    format!("`{name}` cannot stand in an expression"),
                );
                None
            }
        }
    }

    /// What a declared name stands for.
    pub(super) fn use_value(&mut self, id: DeclarationId, span: Span, scope: &Scope) -> Option<Typed> {
        let (what, name) = self.found.get(id).map(|d| (d.what, d.name.clone()))?;
        if what == What::Policy {
            return self.use_policy(&name, span, scope);
        }
        if !self.record_at_hand(id, &name, span, scope) {
            return None;
        }
        match self.ensure(id, span) {
            Built::Fact(fact) => {
                self.mark_read(fact);
                let ty = self.fact_types.get(fact.index()).cloned()?;
                let yearly = self.program.facts.get(fact.index()).is_some_and(|fact| fact.yearly);
                match scope.year.or(scope.each_year.filter(|_| false)) {
                    Some(year) if yearly => Some(self.fact_in_year(fact, year, span)),
                    _ if yearly => {
                        self.year_missing(&name, span);
                        None
                    }
                    _ => Some(self.push(Node::Fact(fact), ty, span)),
                }
            }
            Built::Definition(definition, ty) => Some(self.push(Node::Definition(definition), ty, span)),
            Built::Yearly => match scope.year {
                Some(year) => self.yearly_definition(id, year, span),
                None => {
                    self.year_missing(&name, span);
                    None
                }
            },
            Built::Parameter(parameter, ty) => Some(self.push(Node::Parameter(parameter), ty, span)),
            Built::Table(table, ty) => Some(self.push(Node::Table(table), ty, span)),
            Built::Function => {
                self.report
                    .error(
                        Code::ArgumentsWrong,
                        span,
                        format!("表 `{name}` 要带输入"),
                        format!("table `{name}` takes inputs"),
                    )
                    .help(format!("写成 {name}(…)"), format!("write `{name}(…)`"));
                None
            }
            Built::Score(score) => Some(self.push(Node::Score(score), Type::count(super::units::POINT), span)),
            Built::Condition(condition) => Some(self.push(Node::Condition(condition), Type::Truth, span)),
            Built::Each(each) => self.use_each(each, &name, span, scope),
            Built::Policy(policy) => Some(self.push(Node::Policy(policy), Type::Truth, span)),
            Built::Not | Built::Now | Built::Failed => None,
        }
    }

    /// A policy by name: whichever of its versions is in force.
    fn use_policy(&mut self, name: &str, span: Span, scope: &Scope) -> Option<Typed> {
        let versions = self.nearest(Space::Value, name, scope);
        // All versions, the local ones too, are there before it is read.
        let family: Vec<DeclarationId> = versions
            .iter()
            .filter_map(|id| self.policies.get(id))
            .filter_map(|policy| self.families.get(&self.program.policies.get(policy.index())?.name))
            .flatten()
            .copied()
            .collect();
        for version in family {
            self.ensure(version, span);
        }
        let mut nodes = Vec::new();
        for version in versions {
            if let Built::Policy(policy) = self.ensure(version, span) {
                nodes.push(self.push(Node::Policy(policy), Type::Truth, span).node);
            }
        }
        match nodes.as_slice() {
            [] => None,
            [one] => Some(Typed { node: *one, ty: Type::Truth }),
            _ => Some(self.push(Node::Any(nodes), Type::Truth, span)),
        }
    }

    fn year_missing(&mut self, name: &str, span: Span) {
        self.report
            .error(
                Code::YearMissing,
                span,
                format!("`{name}` 一年一个数，没有写是哪一年"),
                format!("`{name}` has one value for each year, and no year is given"),
            )
            .help(
                format!("写成 {name}(上年)、{name}(当年)，或在 合计、平均 里写 {name}(近三年)"),
                format!("write `{name}(上年)`, `{name}(当年)`, or `{name}(近三年)` inside 合计 or 平均"),
            );
    }

    /// Which column of the list at hand has a name.
    pub(super) fn column(&self, name: &str, scope: &Scope) -> Option<u32> {
        let list = self.program.facts.get(scope.record?.index())?;
        list.columns.iter().position(|column| column.name == name).and_then(|at| u32::try_from(at).ok())
    }
}

/// Words with a fixed meaning in expressions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fixed {
    Yes,
    No,
    Today,
    LawDay,
    Asked,
    Here,
    Other,
}

/// The fixed meaning of a word, if it has one.
pub(super) fn fixed(name: &str) -> Option<Fixed> {
    Some(match name {
        "是" | "yes" => Fixed::Yes,
        "否" | "no" => Fixed::No,
        "今天" | "today" => Fixed::Today,
        "适用日" | "law_day" => Fixed::LawDay,
        "属地" | "place" => Fixed::Asked,
        "本地区" | "this_region" => Fixed::Here,
        _ if super::collect::is_fixed(name) => Fixed::Other,
        _ => return None,
    })
}

/// Without brackets around the whole.
pub(super) fn strip(expression: &Expression) -> &Expression {
    let mut at = expression;
    while let ExpressionKind::Group(inner) = &at.kind {
        at = inner;
    }
    at
}

/// The operands of a run of one operator, in order.
fn operands(expression: &Expression, operator: Infix) -> Vec<&Expression> {
    let mut run = Vec::new();
    let mut rest = vec![expression];
    while let Some(at) = rest.pop() {
        match &at.kind {
            ExpressionKind::Infix(infix, _, left, right) if *infix == operator => {
                rest.push(right);
                rest.push(left);
            }
            _ => run.push(at),
        }
    }
    run
}

/// Of two types that are the same, the one shown as a percentage.
pub(super) fn shown_alike(a: &Type, b: &Type) -> Type {
    match (a, b) {
        (Type::Quantity(unit, false), Type::Quantity(_, true)) => Type::Quantity(unit.clone(), true),
        _ => a.clone(),
    }
}

/// The expressions of values.
pub(super) fn expressions(values: &[Value]) -> Vec<Expression> {
    values.iter().map(|value| value.expression.clone()).collect()
}
