//! Facts, their groups of questions, and the columns of lists.

use super::checker::{Built, Checker, Scope};
use super::collect::anchor_name;
use super::declaration::{DeclarationId, Space, What};
use super::read::{
    Name, all, bare, declared, first_words, has, label, one, plain_word, show, type_of, value, value_of, words_of,
};
use super::types::Type;
use super::units::{MONTH, POINT, YUAN};
use crate::diagnostic::Code;
use crate::program::{Bounds, Column, Fact, FactId, GroupId, Kind, NodeId, Period, QuestionGroup};
use crate::schema::Item;
use crate::span::Span;
use crate::syntax::tree::{Expression, ExpressionKind, Infix, Prefix};
use crate::value::{DurationUnit, Number};

/// Records of a list that does not say 最多, and the most that it may say.
const USUAL_RECORDS: u32 = 1_000;
const MAX_RECORDS: u32 = 10_000;

/// What 类型 and its attributes say.
struct Typing {
    ty: Type,
    kind: Kind,
    unit: Option<(String, Number)>,
    whole: bool,
    options: u128,
}

impl Checker<'_> {
    /// The catalogue: groups and facts with their types. What depends on expressions follows in `finish_facts`.
    pub(super) fn build_facts(&mut self) {
        for group in &self.found.groups {
            let title = label(&group.item.body, "title");
            self.program.groups.push(QuestionGroup { name: group.name.clone(), title });
        }
        for id in self.found.of(What::Fact) {
            self.build_fact(id);
        }
        self.anchors();
    }

    fn build_fact(&mut self, id: DeclarationId) {
        let Some(declaration) = self.found.get(id).cloned() else { return };
        let scope = self.scope_of(id);
        let item = declaration.item;
        let fact_id = FactId(u32::try_from(self.program.facts.len()).unwrap_or(u32::MAX));
        let Some(typing) = self.typing(&declaration.name, declaration.span, item, fact_id, &scope) else {
            if let Some(built) = self.built.get_mut(id) {
                *built = Built::Failed;
            }
            return;
        };
        let mut columns = Vec::new();
        let mut column_types = Vec::new();
        for column in all(&item.body, "column") {
            let Some(name) = declared(column) else { continue };
            if columns.iter().any(|known: &Column| known.name == name.text) {
                self.report.error(
                    Code::NameDoubled,
                    name.span,
                    format!("栏 `{}` 写了两次", name.text),
                    format!("column `{}` stands twice", name.text),
                );
                continue;
            }
            let Some(typing) = self.typing(&name.text, name.span, column, fact_id, &scope) else { continue };
            if matches!(typing.ty, Type::List(_)) {
                self.report.error(Code::TypeMismatch, name.span, "栏不能又是清单", "a column cannot be a list itself");
            }
            column_types.push(typing.ty);
            columns.push(Column {
                name: name.text,
                title: label(&column.body, "title"),
                kind: typing.kind,
                unit: typing.unit,
                whole: typing.whole,
                options: typing.options,
                bounds: Bounds::default(),
                asked_if: None,
                ask: label(&column.body, "ask"),
                help: label(&column.body, "help"),
            });
        }
        let is_list = matches!(typing.ty, Type::List(_));
        if is_list && columns.is_empty() {
            self.report
                .error(
                    Code::Empty,
                    declaration.span,
                    format!("清单 `{}` 没有栏", declaration.name),
                    format!("list `{}` has no columns", declaration.name),
                )
                .help("在块里写：栏 名：类型", "write in its block: column 名：类型");
        }
        let key = self.key_column(item, &columns);
        let max_records = self.max_records(item, is_list);
        let good_for = self.duration_of(&item.body, "good_for");
        let fact = Fact {
            name: declaration.name.clone(),
            group: declaration.group.and_then(|group| u32::try_from(group).ok()).map(GroupId),
            kind: typing.kind,
            unit: typing.unit,
            whole: typing.whole,
            options: typing.options,
            bounds: Bounds::default(),
            yearly: has(&item.body, "yearly"),
            anchor: None,
            period: self.period(item),
            given: has(&item.body, "given_fact"),
            asked_if: None,
            good_for,
            ask: label(&item.body, "ask"),
            title: label(&item.body, "title"),
            help: label(&item.body, "help"),
            counted_as: words_of(&item.body, "counted_as"),
            shared: words_of(&item.body, "shared"),
            doubts: super::read::texts(&item.body, "doubt"),
            columns,
            max_records,
            key,
        };
        self.program.facts.push(fact);
        self.spans.facts.push(declaration.span);
        self.fact_types.push(typing.ty);
        self.column_types.push(column_types);
        self.facts_read.push(false);
        if let Some(built) = self.built.get_mut(id) {
            *built = Built::Fact(fact_id);
        }
    }

    /// Type, unit and choices of a fact or column.
    fn typing(&mut self, name: &str, span: Span, item: &Item, fact: FactId, scope: &Scope) -> Option<Typing> {
        let written = one(&item.body, "unit").and_then(value).map(|unit| (show(unit).replace(' ', ""), unit.span));
        let glued = written.as_ref().and_then(|(text, at)| self.unit(text, *at));
        let plain = |ty: Type| Typing { kind: ty.kind(), ty, unit: None, whole: false, options: 0 };
        let type_word = type_of(item).and_then(|ty| bare(ty).map(|word| (word.to_owned(), ty.span)));
        // Reported where it was read.
        let (word, at) = type_word?;
        let own = |glued: &super::units::Glued, kept: &str| {
            written
                .as_ref()
                .filter(|(text, _)| text != kept && glued.scale != Number::ONE)
                .map(|(text, _)| (text.clone(), glued.scale.clone()))
        };
        Some(match word.as_str() {
            "是否" | "yes_no" => plain(Type::Truth),
            "整数" | "whole" | "数值" | "number" => {
                let whole = matches!(word.as_str(), "整数" | "whole");
                match glued {
                    Some(glued) => {
                        let unit = own(&glued, "");
                        let ty = Type::Quantity(glued.unit, glued.percent);
                        Typing { kind: ty.kind(), ty, unit, whole, options: 0 }
                    }
                    None => Typing { whole, ..plain(Type::plain()) },
                }
            }
            "金额" | "money" => {
                let unit = glued.as_ref().and_then(|glued| own(glued, YUAN));
                if let (Some(glued), Some((_, at))) = (&glued, &written)
                    && !glued.unit.is(YUAN)
                {
                    self.report.error(
                        Code::UnitMismatch,
                        *at,
                        "金额的单位只能是元、万元、亿元",
                        "money is counted in 元, 万元 or 亿元",
                    );
                }
                Typing { unit, ..plain(Type::count(YUAN)) }
            }
            "百分比" | "percent" => plain(Type::percent()),
            "日期" | "date" => plain(Type::Date),
            "时长" | "duration" => {
                let duration =
                    glued.as_ref().and_then(|glued| Type::Quantity(glued.unit.clone(), false).duration_unit());
                if duration.is_none() {
                    let at = written.as_ref().map_or(at, |(_, at)| *at);
                    self.report
                        .error(
                            Code::UnitMismatch,
                            at,
                            format!("时长 `{name}` 要写单位：年、个月、天 或 个工作日"),
                            format!("duration `{name}` needs a unit: 年, 个月, 天 or 个工作日"),
                        )
                        .help("如：单位 个月", "as in: unit 个月");
                }
                let duration = duration.unwrap_or(DurationUnit::Months);
                let unit = glued.as_ref().and_then(|glued| own(glued, MONTH));
                Typing { unit, ..plain(Type::duration(duration)) }
            }
            "年度" | "year" => plain(Type::Year),
            "文本" | "text" => plain(Type::Text),
            "单选" | "choice" | "多选" | "choices" => {
                let one_of = matches!(word.as_str(), "单选" | "choice");
                let Some(options) = one(&item.body, "options") else {
                    self.report
                        .error(Code::Empty, span, format!("`{name}` 没有选项"), format!("`{name}` has no choices"))
                        .help("写成：选项 甲、乙", "write: options 甲、乙");
                    return None;
                };
                match self.fact_choices(name, options, scope, span) {
                    Some((id, options)) => {
                        let ty = if one_of { Type::Choice(id) } else { Type::Choices(id) };
                        Typing { options, ..plain(ty) }
                    }
                    None => return None,
                }
            }
            "地区" | "region" => plain(Type::Region),
            "清单" | "list" => {
                let unit = written.as_ref().map(|(text, _)| text.clone()).unwrap_or_default();
                Typing { kind: Kind::List(unit), ty: Type::List(fact), unit: None, whole: false, options: 0 }
            }
            _ => return None,
        })
    }

    fn period(&mut self, item: &Item) -> Option<Period> {
        let expression = value_of(&item.body, "period")?;
        let word = plain_word(expression)?;
        Some(match word {
            "当日" | "that_day" => Period::Day,
            "当年" | "this_year" => Period::ThisYear,
            "上年" | "last_year" => Period::LastYear,
            "上年末" | "end_of_last_year" => Period::EndOfLastYear,
            "年末" | "year_end" => Period::YearEnd,
            "近一年" | "last_one_year" => Period::LastOneYear,
            "近两年" | "last_two_years" => Period::LastTwoYears,
            "近三年" | "last_three_years" => Period::LastThreeYears,
            other => {
                self.report
                    .error(
                        Code::AttributeValue,
                        expression.span,
                        format!("属期不能是 `{other}`"),
                        format!("`{other}` is no period of a fact"),
                    )
                    .help(
                        "可以写：当日 当年 上年 上年末 年末 近一年 近两年 近三年",
                        "you may write 当日 当年 上年 上年末 年末 近一年 近两年 近三年",
                    );
                return None;
            }
        })
    }

    fn key_column(&mut self, item: &Item, columns: &[Column]) -> Option<u32> {
        let attribute = one(&item.body, "key")?;
        let name = declared(attribute)?;
        let at = columns.iter().position(|column| column.name == name.text);
        if at.is_none() {
            self.report.error(
                Code::NameUnknown,
                name.span,
                format!("清单没有栏 `{}`", name.text),
                format!("the list has no column `{}`", name.text),
            );
        }
        at.and_then(|at| u32::try_from(at).ok())
    }

    fn max_records(&mut self, item: &Item, is_list: bool) -> u32 {
        let Some(expression) = value_of(&item.body, "at_most") else {
            return if is_list { USUAL_RECORDS } else { 0 };
        };
        let count = match &expression.kind {
            ExpressionKind::Number { value, .. } => value.to_i64().and_then(|n| u32::try_from(n).ok()),
            _ => None,
        };
        match count {
            Some(count) if (1..=MAX_RECORDS).contains(&count) => count,
            _ => {
                self.report.error(
                    Code::AttributeValue,
                    expression.span,
                    format!("`最多` 应在 1 至 {MAX_RECORDS} 之间"),
                    format!("`最多` lies between 1 and {MAX_RECORDS}"),
                );
                USUAL_RECORDS
            }
        }
    }

    /// A duration after a keyword: how many, of which kind.
    pub(super) fn duration_of(&mut self, body: &[Item], en: &'static str) -> Option<(Number, DurationUnit)> {
        let expression = value_of(body, en)?;
        self.duration(expression)
    }

    /// A duration literal.
    pub(super) fn duration(&mut self, expression: &Expression) -> Option<(Number, DurationUnit)> {
        if let ExpressionKind::Number { value, unit } = &expression.kind
            && let Some(glued) = self.unit(unit, expression.span)
        {
            let scaled = value * &glued.scale;
            if let Some(duration) = Type::Quantity(glued.unit, false).duration_unit() {
                return Some((scaled, duration));
            }
        }
        self.report
            .error(Code::AttributeValue, expression.span, "这里应是一段时长", "this should be a duration")
            .help("如 3个月、20个工作日、365天", "as in `3个月`, `20个工作日`, `365天`");
        None
    }

    /// 起自 of each vocabulary holds for the yearly facts of its file.
    fn anchors(&mut self) {
        let vocabularies: Vec<(usize, &Item)> =
            self.found.vocabularies.iter().map(|(file, item)| (*file, *item)).collect();
        let mut by_file = std::collections::BTreeMap::new();
        for (file, item) in vocabularies {
            let Some(name) = anchor_name(item) else { continue };
            let scope = Scope { file, ..Scope::default() };
            let fact = self
                .nearest(Space::Value, &name.text, &scope)
                .first()
                .and_then(|id| self.built.get(*id))
                .and_then(|built| if let Built::Fact(fact) = built { Some(*fact) } else { None });
            let Some(fact) = fact else {
                self.unknown_name(&name, Space::Value, &scope);
                continue;
            };
            if self.fact_types.get(fact.index()) != Some(&Type::Date) {
                self.report.error(
                    Code::TypeMismatch,
                    name.span,
                    "`起自` 应是一个日期事实",
                    "`起自` names a fact that is a date",
                );
                continue;
            }
            self.mark_read(fact);
            by_file.insert(file, fact);
        }
        for id in self.found.of(What::Fact) {
            let Some(file) = self.found.get(id).map(|d| d.file) else { continue };
            let Some(Built::Fact(fact)) = self.built.get(id).cloned() else { continue };
            // A file without 起自 takes that of a file that it uses.
            let anchor = by_file.get(&file).copied().or_else(|| {
                self.found.uses.get(file).into_iter().flatten().find_map(|used| by_file.get(used).copied())
            });
            if let Some(entry) = self.program.facts.get_mut(fact.index())
                && entry.yearly
            {
                entry.anchor = anchor;
            }
        }
    }

    /// Bounds and 当, which may name other facts and definitions.
    pub(super) fn finish_facts(&mut self) {
        for id in self.found.of(What::Fact) {
            let Some(declaration) = self.found.get(id).cloned() else { continue };
            let Some(Built::Fact(fact)) = self.built.get(id).cloned() else { continue };
            let scope = self.scope_of(id);
            let ty = self.fact_types.get(fact.index()).cloned().unwrap_or(Type::Truth);
            let yearly = self.program.facts.get(fact.index()).is_some_and(|fact| fact.yearly);
            let read = self.facts_read.clone();
            let bounds = self.bounds(&declaration.item.body, &ty, &scope, yearly);
            let asked_if = self.asked_if(&declaration.item.body, &scope);
            if let Some(entry) = self.program.facts.get_mut(fact.index()) {
                entry.bounds = bounds;
                entry.asked_if = asked_if;
            }
            let inside = Scope { record: Some(fact), ..scope };
            for column in all(&declaration.item.body, "column") {
                let Some(name) = declared(column) else { continue };
                let Some(at) = self.column(&name.text, &inside).and_then(|at| usize::try_from(at).ok()) else {
                    continue;
                };
                let ty = self.column_types.get(fact.index()).and_then(|types| types.get(at)).cloned();
                let bounds = self.bounds(&column.body, &ty.unwrap_or(Type::Truth), &inside, false);
                let asked_if = self.asked_if(&column.body, &inside);
                if let Some(entry) = self.program.facts.get_mut(fact.index()).and_then(|fact| fact.columns.get_mut(at))
                {
                    entry.bounds = bounds;
                    entry.asked_if = asked_if;
                }
            }
            // To stand in another fact's range is not to be used.
            self.facts_read = read;
            if let Some(NodeId(_)) = asked_if {
                self.mark_asked_if(asked_if);
            }
        }
    }

    fn mark_asked_if(&mut self, root: Option<NodeId>) {
        let mut rest: Vec<NodeId> = root.into_iter().collect();
        while let Some(id) = rest.pop() {
            if let Some(crate::program::Node::Fact(fact) | crate::program::Node::FactInYear(fact, _)) =
                self.node(id).cloned()
            {
                self.mark_read(fact);
            }
            if let Some(node) = self.node(id) {
                rest.extend(node.operands());
            }
        }
    }

    fn asked_if(&mut self, body: &[Item], scope: &Scope) -> Option<NodeId> {
        let when = value_of(body, "when")?;
        self.resolve_truth(when, scope).map(|typed| typed.node)
    }

    /// 范围: `低 至 高`, `低 起`, `至 高`.
    pub(super) fn bounds(&mut self, body: &[Item], ty: &Type, scope: &Scope, yearly: bool) -> Bounds {
        let Some(item) = one(body, "range") else { return Bounds::default() };
        let Some(expression) = value(item) else { return Bounds::default() };
        let end = |checker: &mut Self, expression: &Expression| {
            if yearly && let Some(node) = checker.yearly_bound(expression, scope) {
                return Some(node);
            }
            checker.resolve_as(expression, scope, ty).map(|typed| typed.node)
        };
        let bounds = match &expression.kind {
            ExpressionKind::Infix(Infix::To, _, low, high) => Bounds { low: end(self, low), high: end(self, high) },
            ExpressionKind::Prefix(Prefix::To, high) => Bounds { low: None, high: end(self, high) },
            _ => Bounds { low: end(self, expression), high: None },
        };
        if let (Some(low), Some(high)) = (bounds.low, bounds.high)
            && let (Some(low), Some(high)) = (self.constant(low), self.constant(high))
            && low > high
        {
            self.report
                .error(
                    Code::RangeEmpty,
                    expression.span,
                    "前面的数比后面的大，中间什么也没有",
                    "the first value is greater than the last: nothing lies between",
                )
                .help("把两个数对调", "exchange the two");
        }
        bounds
    }

    /// A yearly fact as the bound of another: it holds within each year, and stands as the fact without a year.
    fn yearly_bound(&mut self, expression: &Expression, scope: &Scope) -> Option<NodeId> {
        let id = self.nearest(Space::Value, bare(expression)?, scope).first().copied()?;
        let Some(Built::Fact(fact)) = self.built.get(id).cloned() else { return None };
        let ty = self.fact_types.get(fact.index()).cloned()?;
        Some(self.push(crate::program::Node::Fact(fact), ty, expression.span).node)
    }

    /// A number of points.
    pub(super) fn points(&mut self, expression: &Expression, scope: &Scope) -> Option<Number> {
        let length = self.program.nodes.len();
        let typed = self.resolve_as(expression, scope, &Type::count(POINT));
        let number = typed.and_then(|typed| self.constant(typed.node));
        self.forget_nodes(length);
        number
    }
}

/// The name of an attribute's value with its place.
pub(super) fn name_of(item: &Item) -> Option<Name> {
    let expression = value(item)?;
    Some(Name { text: first_words(item).or_else(|| bare(expression).map(str::to_owned))?, span: expression.span })
}
