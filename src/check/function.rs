//! Names with brackets: functions, aggregates, yearly reads, tables with inputs.

use super::checker::{Built, Checker, Scope};
use super::declaration::{DeclarationId, Space, What};
use super::each::Records;
use super::read::{Name, bare};
use super::types::{Type, Typed};
use crate::diagnostic::{Code, suggest};
use crate::program::{Arithmetic, ChoiceTypeId, FactId, Fold, Node, NodeId, RegionRank};
use crate::span::Span;
use crate::syntax::tree::{Expression, ExpressionKind, Infix, Value};
use crate::value::{Number, Rounding};

/// What a name with brackets does by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Function {
    Fold(Fold),
    Round(Rounding),
    YearOf,
    YearStart,
    YearEnd,
    MonthStart,
    MonthEnd,
    Age,
    FullYears,
    Ancestor(RegionRank),
}

const FUNCTIONS: &[(&str, &str, Function)] = &[
    ("数量", "count", Function::Fold(Fold::Count)),
    ("合计", "sum", Function::Fold(Fold::Sum)),
    ("平均", "mean", Function::Fold(Fold::Mean)),
    ("最大", "max", Function::Fold(Fold::Max)),
    ("最小", "min", Function::Fold(Fold::Min)),
    ("四舍五入", "half_up", Function::Round(Rounding::HalfUp)),
    ("四舍六入", "half_even", Function::Round(Rounding::HalfEven)),
    ("舍去", "down", Function::Round(Rounding::Down)),
    ("进一", "up", Function::Round(Rounding::Up)),
    ("年度", "year_of", Function::YearOf),
    ("年初", "year_start", Function::YearStart),
    ("年末", "year_end", Function::YearEnd),
    ("月初", "month_start", Function::MonthStart),
    ("月末", "month_end", Function::MonthEnd),
    ("周岁", "age", Function::Age),
    ("整年数", "full_years", Function::FullYears),
    ("所在省", "province_of", Function::Ancestor(RegionRank::Province)),
    ("所在市", "city_of", Function::Ancestor(RegionRank::Prefecture)),
];

/// One year, or the years of a list, before the law day's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Years {
    One(u8),
    Last(u8),
}

/// The years that a word names.
fn years(word: &str) -> Option<Years> {
    Some(match word {
        "当年" | "this_year" => Years::One(0),
        "上年" | "last_year" => Years::One(1),
        "前年" | "year_before_last" => Years::One(2),
        "大前年" | "third_last_year" => Years::One(3),
        "近两年" | "last_two_years" => Years::Last(2),
        "近三年" | "last_three_years" => Years::Last(3),
        _ => return None,
    })
}

/// How many years before the law day's year a word means, if it means one year.
pub(super) fn one_year(word: &str) -> Option<u8> {
    match years(word)? {
        Years::One(year) => Some(year),
        Years::Last(_) => None,
    }
}

impl Checker<'_> {
    /// A name with brackets.
    pub(super) fn call(
        &mut self,
        name: &str,
        name_span: Span,
        arguments: &[Value],
        span: Span,
        scope: &Scope,
        expected: Option<&Type>,
    ) -> Option<Typed> {
        let declared = self.nearest(Space::Value, name, scope).first().copied().filter(|id| self.takes_arguments(*id));
        if let Some(id) = declared {
            return self.use_with_arguments(id, name, arguments, span, scope);
        }
        if let Some(function) = function(name) {
            return self.function(function, name, arguments, span, scope, expected);
        }
        if let Some(id) = self.find(Space::Value, name, name_span, scope) {
            let what = self.found.get(id).map_or(What::Fact, |d| d.what);
            let (zh, en) = what.words();
            let problem = self.report.error(
                Code::ArgumentsWrong,
                span,
                format!("{zh}`{name}` 后面不带括号"),
                format!("{en} `{name}` takes nothing in brackets"),
            );
            if arguments.first().and_then(|value| bare(&value.expression)).and_then(years).is_some() {
                problem.help(
                    "要一年一个数，在声明时写：逐年",
                    "to have one value for each year, write `逐年` where it is declared",
                );
            }
            return None;
        }
        let functions = FUNCTIONS.iter().map(|(zh, _, _)| *zh);
        if let Some(near) = suggest(name, functions) {
            self.report
                .error(
                    Code::NameUnknown,
                    name_span,
                    format!("没有 `{name}` 这个函数"),
                    format!("there is no function `{name}`"),
                )
                .help(format!("是不是 `{near}`？"), format!("did you mean `{near}`?"));
            return None;
        }
        self.unknown_name(&Name { text: name.to_owned(), span: name_span }, Space::Value, scope);
        None
    }

    fn takes_arguments(&self, id: DeclarationId) -> bool {
        let Some(declaration) = self.found.get(id) else { return false };
        match declaration.what {
            What::Fact => match self.built.get(id) {
                Some(Built::Fact(fact)) => self.program.facts.get(fact.index()).is_some_and(|fact| fact.yearly),
                _ => false,
            },
            What::Definition => super::read::has(&declaration.item.body, "yearly"),
            What::Table => super::table::inputs_declared(declaration.item).is_some(),
            _ => false,
        }
    }

    fn use_with_arguments(
        &mut self,
        id: DeclarationId,
        name: &str,
        arguments: &[Value],
        span: Span,
        scope: &Scope,
    ) -> Option<Typed> {
        if !self.record_at_hand(id, name, span, scope) {
            return None;
        }
        if self.found.get(id).is_some_and(|d| d.what == What::Table) {
            return self.use_table(id, arguments, span, scope);
        }
        let word = match arguments {
            [one] => bare(&one.expression),
            _ => None,
        };
        let year = match word.and_then(years) {
            Some(Years::One(year)) => year,
            Some(Years::Last(_)) => match scope.each_year {
                Some(year) => year,
                None => {
                    self.report
                        .error(
                            Code::YearMissing,
                            span,
                            "几年的数要先合成一个",
                            "values of several years must be made one",
                        )
                        .help(
                            format!("写成 合计({name}(近三年))、平均(…)、最大(…) 或 最小(…)"),
                            format!("write `合计({name}(近三年))`, 平均(…), 最大(…) or 最小(…)"),
                        );
                    return None;
                }
            },
            None => {
                self.report
                    .error(
                        Code::YearMissing,
                        span,
                        format!("`{name}` 的括号里要写哪一年"),
                        format!("the brackets of `{name}` name a year"),
                    )
                    .help(
                        "可以写：当年、上年、前年、大前年、近两年、近三年",
                        "you may write 当年, 上年, 前年, 大前年, 近两年, 近三年",
                    );
                return None;
            }
        };
        match self.ensure(id, span) {
            Built::Fact(fact) => {
                self.mark_read(fact);
                Some(self.fact_in_year(fact, year, span))
            }
            Built::Yearly => self.yearly_definition(id, year, span),
            _ => None,
        }
    }

    /// A yearly fact so many years before the law day's.
    pub(super) fn fact_in_year(&mut self, fact: FactId, year: u8, span: Span) -> Typed {
        let ty = self.fact_types.get(fact.index()).cloned().unwrap_or(Type::Truth);
        let anchor = self.program.facts.get(fact.index()).and_then(|fact| fact.anchor);
        if anchor.is_some() {
            self.anchor = anchor;
        }
        self.push(Node::FactInYear(fact, year), ty, span)
    }

    /// A yearly definition so many years before the law day's.
    pub(super) fn yearly_definition(&mut self, id: DeclarationId, year: u8, span: Span) -> Option<Typed> {
        if !self.yearly.contains_key(&(id, year)) {
            if self.too_deep(span) {
                return None;
            }
            // Stands for "being built": a circle finds no value.
            self.yearly.insert((id, year), None);
            self.depth += 1;
            let outer = self.anchor.take();
            let built = self.build_yearly_definition(id, year);
            let anchor = self.anchor.take();
            self.anchor = outer;
            self.depth -= 1;
            self.yearly.insert((id, year), built.map(|(definition, ty)| (definition, ty, anchor)));
        }
        let (definition, ty, anchor) = self.yearly.get(&(id, year)).cloned().flatten()?;
        if anchor.is_some() {
            self.anchor = anchor;
        }
        Some(self.push(Node::Definition(definition), ty, span))
    }

    fn function(
        &mut self,
        function: Function,
        name: &str,
        arguments: &[Value],
        span: Span,
        scope: &Scope,
        expected: Option<&Type>,
    ) -> Option<Typed> {
        let expressions: Vec<&Expression> = arguments.iter().map(|value| &value.expression).collect();
        match (function, expressions.as_slice()) {
            (Function::Fold(fold), _) => self.fold(fold, name, &expressions, span, scope, expected),
            (Function::Round(mode), [value, step]) => {
                let value = self.resolve(value, scope, None)?;
                let step = self.resolve(step, scope, None)?;
                self.must_match(span, &value, &step)?;
                if !matches!(value.ty, Type::Quantity(..)) {
                    let ty = value.ty.clone();
                    self.wrong_type(span, &Type::plain(), &ty);
                    return None;
                }
                if self.constant(step.node).is_some_and(|step| !step.is_positive()) {
                    self.report.error(
                        Code::DivisionByZero,
                        span,
                        "舍入的单位必须大于零",
                        "the step of rounding must be above zero",
                    );
                    return None;
                }
                let ty = value.ty.clone();
                Some(self.push(Node::Round(mode, value.node, step.node), ty, span))
            }
            (Function::YearOf, [day]) => {
                let day = self.resolve_as(day, scope, &Type::Date)?;
                Some(self.push(Node::YearOf(day.node), Type::Year, span))
            }
            (Function::YearStart | Function::YearEnd, [day]) => {
                let typed = self.resolve(day, scope, None)?;
                if !matches!(typed.ty, Type::Date | Type::Year) {
                    let ty = typed.ty.clone();
                    self.wrong_type(day.span, &Type::Date, &ty);
                    return None;
                }
                let node = if function == Function::YearStart {
                    Node::YearStart(typed.node)
                } else {
                    Node::YearEnd(typed.node)
                };
                Some(self.push(node, Type::Date, span))
            }
            (Function::MonthStart | Function::MonthEnd, [day]) => {
                let day = self.resolve_as(day, scope, &Type::Date)?.node;
                let node = if function == Function::MonthStart { Node::MonthStart(day) } else { Node::MonthEnd(day) };
                Some(self.push(node, Type::Date, span))
            }
            (Function::Age | Function::FullYears, [from, to]) => {
                let from = self.resolve_as(from, scope, &Type::Date);
                let to = self.resolve_as(to, scope, &Type::Date);
                let ty = if function == Function::Age { Type::count("岁") } else { Type::plain() };
                Some(self.push(Node::FullYears(from?.node, to?.node), ty, span))
            }
            (Function::Ancestor(rank), [place]) => {
                let place = self.resolve_as(place, scope, &Type::Region)?;
                Some(self.push(Node::Ancestor(place.node, rank), Type::Region, span))
            }
            _ => {
                let wanted = match function {
                    Function::Round(_) => ("(数, 单位)", "(value, step)"),
                    Function::Age => ("(出生日, 哪一天)", "(born, day)"),
                    Function::FullYears => ("(从哪天, 到哪天)", "(from, to)"),
                    _ => ("(一个值)", "(one value)"),
                };
                self.report.error(
                    Code::ArgumentsWrong,
                    span,
                    format!("`{name}` 的括号里应是{}", wanted.0),
                    format!("`{name}` takes {}", wanted.1),
                );
                None
            }
        }
    }

    fn fold(
        &mut self,
        fold: Fold,
        name: &str,
        arguments: &[&Expression],
        span: Span,
        scope: &Scope,
        expected: Option<&Type>,
    ) -> Option<Typed> {
        let [one] = arguments else {
            return self.fold_values(fold, name, arguments, span, scope, expected);
        };
        let (source, filter, value) = parts(one);
        if let Some(records) = self.records_named(source, scope) {
            return self.fold_records(fold, records, filter, value, span, scope);
        }
        if filter.is_some() || value.is_some() {
            self.report
                .error(
                    Code::ListWanted,
                    source.span,
                    "`其中``取` 前面应是一个清单",
                    "`其中` and `取` stand behind the name of a list",
                )
                .help("清单用 `事实 名：清单` 声明", "a list is declared by `事实 名：清单`");
            return None;
        }
        if let Some(count) = last_years(source)
            && scope.each_year.is_none()
        {
            return self.fold_years(fold, count, source, span, scope);
        }
        let typed = self.resolve(source, scope, expected)?;
        if let (Fold::Count, Type::Choices(id)) = (fold, &typed.ty) {
            return self.count_chosen(*id, typed.node, span);
        }
        let (zh, en) = self.type_words(&typed.ty);
        self.report
            .error(
                Code::ListWanted,
                source.span,
                format!("`{name}` 要一个清单、几年的数，或几个用逗号隔开的值，这里是{zh}"),
                format!("`{name}` takes a list, values of several years, or several values; this is {en}"),
            )
            .help(
                format!("如 {name}(清单 其中 …)、{name}(营业收入(近三年))"),
                format!("as in `{name}(清单 其中 …)`, `{name}(营业收入(近三年))`"),
            );
        None
    }

    pub(super) fn fold_records(
        &mut self,
        fold: Fold,
        records: Records,
        filter: Option<&Expression>,
        value: Option<&Expression>,
        span: Span,
        scope: &Scope,
    ) -> Option<Typed> {
        let Records { list, belongs } = records;
        self.mark_read(list);
        let inside = Scope { record: Some(list), ..scope.clone() };
        let filter = match filter {
            Some(filter) => Some(self.resolve_truth(filter, &inside)?.node),
            None => None,
        };
        let belongs = belongs.map(|belongs| self.push(Node::Definition(belongs), Type::Truth, span).node);
        let filter = match (belongs, filter) {
            (Some(belongs), Some(filter)) => Some(self.push(Node::All(vec![belongs, filter]), Type::Truth, span).node),
            (belongs, filter) => belongs.or(filter),
        };
        if fold == Fold::Count {
            let unit = match self.program.facts.get(list.index()).map(|fact| &fact.kind) {
                Some(crate::program::Kind::List(unit)) => unit.clone(),
                _ => String::new(),
            };
            if let Some(value) = value {
                self.report.error(
                    Code::ArgumentsWrong,
                    value.span,
                    "`数量` 只数条数，不用写 `取`",
                    "`数量` only counts records: no `取`",
                );
                return None;
            }
            return Some(self.push(Node::OverRecords(fold, list, filter, None), Type::count(&unit), span));
        }
        let Some(value) = value else {
            let name = self.program.facts.get(list.index()).map(|fact| fact.name.clone()).unwrap_or_default();
            self.report
                .error(Code::ArgumentsWrong, span, "没有写取哪一栏", "it is not said which column is taken")
                .help(format!("写成 …({name} 取 栏名)"), format!("write `…({name} 取 column)`"));
            return None;
        };
        let place = value.span;
        let value = self.resolve(value, &inside, None)?;
        let ty = value.ty.clone();
        self.foldable(fold, &ty, place)?;
        Some(self.push(Node::OverRecords(fold, list, filter, Some(value.node)), ty, span))
    }

    fn foldable(&mut self, fold: Fold, ty: &Type, span: Span) -> Option<()> {
        let fits = match ty {
            Type::Quantity(..) => true,
            Type::Date | Type::Year => matches!(fold, Fold::Max | Fold::Min),
            Type::Choice(id) => {
                matches!(fold, Fold::Max | Fold::Min)
                    && self.program.choice_types.get(id.index()).is_some_and(|choices| choices.ordered)
            }
            _ => false,
        };
        if fits {
            return Some(());
        }
        let (zh, en) = self.type_words(ty);
        self.report.error(
            Code::CannotCompute,
            span,
            format!("{zh}不能这样合成一个"),
            format!("{en} cannot be made one in this way"),
        );
        None
    }

    fn fold_years(&mut self, fold: Fold, count: u8, source: &Expression, span: Span, scope: &Scope) -> Option<Typed> {
        let outer = self.anchor.take();
        let mut values = Vec::new();
        let mut ty: Option<Type> = None;
        for year in 1..=count {
            let inside = Scope { each_year: Some(year), ..scope.clone() };
            let Some(typed) = self.resolve(source, &inside, None) else {
                self.anchor = outer;
                return None;
            };
            values.push((year, typed.node));
            ty = Some(typed.ty);
        }
        let anchor = std::mem::replace(&mut self.anchor, outer);
        let ty = ty?;
        if fold != Fold::Count {
            self.foldable(fold, &ty, source.span)?;
        }
        let ty = if fold == Fold::Count { Type::plain() } else { ty };
        Some(self.push(Node::OverYears(fold, anchor, values), ty, span))
    }

    fn fold_values(
        &mut self,
        fold: Fold,
        name: &str,
        arguments: &[&Expression],
        span: Span,
        scope: &Scope,
        expected: Option<&Type>,
    ) -> Option<Typed> {
        if fold == Fold::Count || arguments.is_empty() {
            self.report
                .error(
                    Code::ArgumentsWrong,
                    span,
                    format!("`{name}` 的括号里要写一个清单"),
                    format!("the brackets of `{name}` hold a list"),
                )
                .help(format!("如 {name}(清单 其中 …)"), format!("as in `{name}(清单 其中 …)`"));
            return None;
        }
        // The first that tells its type by itself gives the type of all.
        let teller = arguments.iter().position(|argument| !self.needs_hint(argument, scope)).unwrap_or(0);
        let first = self.resolve(arguments.get(teller)?, scope, expected)?;
        let mut values: Vec<Typed> = Vec::new();
        for (at, argument) in arguments.iter().enumerate() {
            let value = if at == teller { first.clone() } else { self.resolve(argument, scope, Some(&first.ty))? };
            if at != teller {
                self.must_match(argument.span, &first, &value)?;
            }
            values.push(value);
        }
        let ty = values.iter().fold(first.ty.clone(), |ty, value| super::arithmetic::shown_alike(&ty, &value.ty));
        self.foldable(fold, &ty, span)?;
        let nodes: Vec<NodeId> = values.iter().map(|value| value.node).collect();
        match fold {
            Fold::Max => Some(self.push(Node::Greatest(nodes), ty, span)),
            Fold::Min => Some(self.push(Node::Least(nodes), ty, span)),
            _ => {
                let count = i64::try_from(nodes.len()).unwrap_or(i64::MAX);
                let mut nodes = nodes.into_iter();
                let mut sum = Typed { node: nodes.next()?, ty: ty.clone() };
                for node in nodes {
                    sum = self.push(Node::Arithmetic(Arithmetic::Add, sum.node, node), ty.clone(), span);
                }
                if fold == Fold::Mean {
                    let count = self.number(Number::from(count), Type::plain(), span);
                    sum = self.push(Node::Arithmetic(Arithmetic::Divide, sum.node, count.node), ty, span);
                }
                Some(sum)
            }
        }
    }

    /// How many of several choices are chosen: one for each that is.
    fn count_chosen(&mut self, id: ChoiceTypeId, subject: NodeId, span: Span) -> Option<Typed> {
        let options = self.program.choice_types.get(id.index()).map_or(0, |choices| choices.options.len());
        let mut sum: Option<Typed> = None;
        for option in 0..u32::try_from(options).unwrap_or(0) {
            let chosen = self.push(Node::Contains(subject, option), Type::Truth, span);
            let one = self.number(Number::ONE, Type::plain(), span);
            let zero = self.number(Number::ZERO, Type::plain(), span);
            let counted = self.push(Node::If(chosen.node, one.node, zero.node), Type::plain(), span);
            sum = Some(match sum {
                Some(sum) => self.push(Node::Arithmetic(Arithmetic::Add, sum.node, counted.node), Type::plain(), span),
                None => counted,
            });
        }
        sum
    }

    /// Remembers that some rule reads a fact.
    pub(super) fn mark_read(&mut self, fact: FactId) {
        if let Some(read) = self.facts_read.get_mut(fact.index()) {
            *read = true;
        }
    }
}

/// True for the name of a function.
pub(super) fn is_function(name: &str) -> bool {
    function(name).is_some()
}

fn function(name: &str) -> Option<Function> {
    FUNCTIONS.iter().find(|(zh, en, _)| *zh == name || *en == name).map(|(_, _, function)| *function)
}

/// `L 其中 c 取 e`: list, filter, value.
pub(super) fn parts(expression: &Expression) -> (&Expression, Option<&Expression>, Option<&Expression>) {
    match &expression.kind {
        ExpressionKind::Infix(Infix::Where, _, list, rest) => match &rest.kind {
            ExpressionKind::Infix(Infix::Take, _, filter, value) => (list, Some(filter), Some(value)),
            _ => (list, Some(rest), None),
        },
        ExpressionKind::Infix(Infix::Take, _, rest, value) => match &rest.kind {
            ExpressionKind::Infix(Infix::Where, _, list, filter) => (list, Some(filter), Some(value)),
            _ => (rest, None, Some(value)),
        },
        _ => (expression, None, None),
    }
}

/// How many years an expression reads as a list, if it reads any.
fn last_years(expression: &Expression) -> Option<u8> {
    let mut rest = vec![expression];
    while let Some(at) = rest.pop() {
        match &at.kind {
            ExpressionKind::Call { arguments, .. } => {
                for argument in arguments {
                    if let Some(Years::Last(count)) = bare(&argument.expression).and_then(years) {
                        return Some(count);
                    }
                    rest.push(&argument.expression);
                }
            }
            ExpressionKind::Group(inner) | ExpressionKind::Prefix(_, inner) => rest.push(inner),
            ExpressionKind::Infix(_, _, left, right) => rest.extend([left.as_ref(), right.as_ref()]),
            ExpressionKind::If(condition, then, otherwise) => {
                rest.extend([condition.as_ref(), then.as_ref(), otherwise.as_ref()]);
            }
            _ => {}
        }
    }
    None
}
