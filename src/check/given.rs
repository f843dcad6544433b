//! 给定: facts, decisions and days of examples as a facts file would have them.

use super::checker::{Built, Checker, Scope};
use super::declaration::{DeclarationId, Space};
use super::example::Givens;
use super::expression::strip;
use super::function::one_year;
use super::read::{Name, bare, plain_word, show, text};
use super::types::Type;
use crate::diagnostic::Code;
use crate::program::{Comparison, FactId, JudgedId, Node, PolicyId};
use crate::schema::{Head, Item};
use crate::span::Span;
use crate::syntax::tree::{Expression, ExpressionKind, Infix, Value};
use crate::value::{Date, Number};
use serde_json::{Map, Value as Json};

/// What a given names.
#[derive(Clone, Debug)]
enum Target {
    Today,
    LawDay,
    Region,
    Fact(FactId),
    /// A yearly fact so many years before the law day's.
    YearBefore(FactId, u8),
    Year(FactId, i32),
    Judged(JudgedId),
}

impl Checker<'_> {
    /// Reads one 给定 into the givens: its entries, and the rows of a list in its block.
    pub(super) fn given(&mut self, item: &Item, scope: &Scope, givens: &mut Givens) {
        let rows = super::table::has_rows(&item.body);
        for entry in crate::schema::entries(&item.values) {
            self.given_entry(entry, if rows { &item.body } else { &[] }, scope, givens);
        }
        if let Some(equals) = &item.equals
            && let [one] = item.values.as_slice()
        {
            self.give(&one.expression, Some(equals), None, scope, givens);
        }
    }

    fn given_entry(&mut self, entry: &[Value], rows: &[Item], scope: &Scope, givens: &mut Givens) {
        let Some(first) = entry.first() else { return };
        if let ExpressionKind::Infix(Infix::Compare(Comparison::Equal), _, left, right) = &first.expression.kind {
            // Several choices stand side by side: 甲 = 乙、丙.
            let more: Vec<&Expression> = entry.iter().skip(1).map(|value| &value.expression).collect();
            if more.is_empty() {
                self.give(left, Some(right), None, scope, givens);
            } else {
                let mut all = vec![right.as_ref()];
                all.extend(more);
                self.give_several(left, &all, scope, givens);
            }
            return;
        }
        let word = entry.get(1).and_then(|value| plain_word(&value.expression));
        if entry.len() == 1 && !rows.is_empty() {
            self.give_rows(&first.expression, rows, scope, givens);
            return;
        }
        match word {
            Some("未知" | "unknown" | "无" | "none") => {
                self.give(&first.expression, None, word, scope, givens);
            }
            _ => {
                self.report
                    .error(Code::GivenUnreadable, first.expression.span, "给定写得不对", "this is no given")
                    .help(
                        "写成：事实 = 值、事实 未知、清单 无，或清单后面带一张表",
                        "write `fact = value`, `fact unknown`, `list none`, or a list with its rows in a block",
                    );
            }
        }
    }

    /// What a given names, and its type.
    fn target(&mut self, expression: &Expression, scope: &Scope) -> Option<(Target, Type)> {
        match &strip(expression).kind {
            ExpressionKind::Name { name, quoted } => {
                if !quoted {
                    match name.as_str() {
                        "今天" | "today" => return Some((Target::Today, Type::Date)),
                        "适用日" | "law_day" => return Some((Target::LawDay, Type::Date)),
                        "属地" | "place" => return Some((Target::Region, Type::Region)),
                        _ => {}
                    }
                }
                if let Some(fact) = self.issue_date_named(name) {
                    return Some((Target::Fact(fact), Type::Date));
                }
                if let Some(id) = self.find(Space::Value, name, expression.span, scope) {
                    return self.target_of(id, name, expression.span, scope);
                }
                if let Some(judged) = self.judged_named(name, scope) {
                    return Some((Target::Judged(judged), Type::Truth));
                }
                self.unknown_name(&Name { text: name.clone(), span: expression.span }, Space::Value, scope);
                None
            }
            ExpressionKind::Text(name) => match self.judged_named(name, scope) {
                Some(judged) => Some((Target::Judged(judged), Type::Truth)),
                None => {
                    self.report
                        .error(
                            Code::NameUnknown,
                            expression.span,
                            format!("没有叫 `{name}` 的人工认定"),
                            format!("nothing called `{name}` is left to judgement"),
                        )
                        .help("照抄人工认定后面的文字", "copy the words behind `judged`");
                    None
                }
            },
            ExpressionKind::Call { name, name_span, arguments } => {
                let fact = self.fact_named(name, *name_span, scope)?;
                let entry = self.program.facts.get(fact.index())?;
                if !entry.yearly {
                    self.report
                        .error(
                            Code::ArgumentsWrong,
                            expression.span,
                            format!("`{name}` 不是逐年的事实"),
                            format!("`{name}` has no value for each year"),
                        )
                        .help(format!("写成：{name} = …"), format!("write `{name} = …`"));
                    return None;
                }
                let ty = self.fact_types.get(fact.index()).cloned()?;
                let year = match arguments.as_slice() {
                    [one] => self.given_year(fact, &one.expression),
                    _ => None,
                };
                match year {
                    Some(target) => Some((target, ty)),
                    None => {
                        self.report
                            .error(Code::YearMissing, expression.span, "括号里要写一年", "the brackets name one year")
                            .help(
                                "可以写：当年、上年、前年、大前年、2024年度",
                                "write 当年, 上年, 前年, 大前年 or 2024年度",
                            );
                        None
                    }
                }
            }
            _ => {
                self.report.error(
                    Code::GivenUnreadable,
                    expression.span,
                    "这里应是事实的名字",
                    "this should be the name of a fact",
                );
                None
            }
        }
    }

    fn given_year(&self, fact: FactId, expression: &Expression) -> Option<Target> {
        if let Some(before) = bare(expression).and_then(one_year) {
            return Some(Target::YearBefore(fact, before));
        }
        match &expression.kind {
            ExpressionKind::Number { value, unit } if matches!(unit.as_str(), "年度" | "") => {
                Some(Target::Year(fact, i32::try_from(value.to_i64()?).ok()?))
            }
            _ => None,
        }
    }

    fn target_of(&mut self, id: DeclarationId, name: &str, span: Span, scope: &Scope) -> Option<(Target, Type)> {
        match self.ensure(id, span) {
            Built::Fact(fact) => {
                let ty = self.fact_types.get(fact.index()).cloned()?;
                Some((Target::Fact(fact), ty))
            }
            Built::Score(score) => {
                let judged = self.program.scores.get(score.index()).and_then(|score| score.judged);
                match judged {
                    Some(judged) => Some((Target::Judged(judged), Type::count(super::units::POINT))),
                    None => {
                        self.not_given(name, span);
                        None
                    }
                }
            }
            Built::Condition(_) => match self.judged_named(name, scope) {
                Some(judged) => Some((Target::Judged(judged), Type::Truth)),
                None => {
                    self.not_given(name, span);
                    None
                }
            },
            Built::Failed => None,
            _ => {
                self.not_given(name, span);
                None
            }
        }
    }

    fn not_given(&mut self, name: &str, span: Span) {
        self.report
            .error(
                Code::GivenUnreadable,
                span,
                format!("`{name}` 是算出来的，不能给定"),
                format!("`{name}` is worked out and cannot be given"),
            )
            .help(
                "给定只写事实、人工认定、今天、适用日、属地",
                "only facts, what people judge, today, the law day and the place are given",
            );
    }

    /// The fact of a name.
    pub(super) fn fact_named(&mut self, name: &str, span: Span, scope: &Scope) -> Option<FactId> {
        match self.find(Space::Value, name, span, scope) {
            Some(id) => match self.built.get(id) {
                Some(Built::Fact(fact)) => Some(*fact),
                _ => {
                    self.not_given(name, span);
                    None
                }
            },
            None => {
                self.unknown_name(&Name { text: name.to_owned(), span }, Space::Value, scope);
                None
            }
        }
    }

    /// The judged line or item of a name: of the policy at hand, else of the only policy that has it.
    pub(super) fn judged_named(&self, name: &str, scope: &Scope) -> Option<JudgedId> {
        let own = scope.policy.and_then(|policy| self.policies.get(&policy)).copied();
        if let Some(policy) = own
            && let Some(judged) = self.judged.get(&(policy, name.to_owned()))
        {
            return Some(*judged);
        }
        let mut hits = self.program.judged.iter().enumerate().filter(|(_, judged)| judged.name == name);
        match (hits.next(), hits.next()) {
            (Some((at, _)), None) => u32::try_from(at).ok().map(JudgedId),
            _ => None,
        }
    }

    fn give(
        &mut self,
        left: &Expression,
        right: Option<&Expression>,
        word: Option<&str>,
        scope: &Scope,
        givens: &mut Givens,
    ) {
        let Some((target, ty)) = self.target(left, scope) else { return };
        let unknown = matches!(word, Some("未知" | "unknown"))
            || right.and_then(plain_word).is_some_and(|word| matches!(word, "未知" | "unknown"));
        let none = matches!(word, Some("无" | "none"))
            || right.and_then(plain_word).is_some_and(|word| matches!(word, "无" | "none"))
                && matches!(ty, Type::List(_) | Type::Choices(_));
        let value = if unknown {
            None
        } else if none {
            if !matches!(ty, Type::List(_) | Type::Choices(_)) {
                self.report
                    .error(
                        Code::GivenUnreadable,
                        left.span,
                        "只有清单和多选可以写 `无`",
                        "only a list and several choices can be `none`",
                    )
                    .help("不知道的写：未知", "what is not known is `unknown`");
                return;
            }
            Some(Json::Array(Vec::new()))
        } else {
            let Some(right) = right else { return };
            match self.given_value(&target, &ty, right, scope) {
                Some(value) => Some(value),
                None => return,
            }
        };
        self.store(target, value, givens);
    }

    fn give_several(&mut self, left: &Expression, values: &[&Expression], scope: &Scope, givens: &mut Givens) {
        let Some((target, ty)) = self.target(left, scope) else { return };
        let Type::Choices(_) = ty else {
            self.report
                .error(
                    Code::GivenUnreadable,
                    left.span,
                    "只有多选可以有几个值",
                    "only a fact with several choices can have several values",
                )
                .help(
                    "几项资料之间用逗号：甲 = 1人，乙 = 2人",
                    "several facts are parted by commas: `甲 = 1人, 乙 = 2人`",
                );
            return;
        };
        let mut names = Vec::new();
        for value in values {
            names.extend(self.choice_names(&ty, value));
        }
        self.store(target, Some(Json::Array(names)), givens);
    }

    fn choice_names(&mut self, ty: &Type, expression: &Expression) -> Vec<Json> {
        let Type::Choices(id) = ty else { return Vec::new() };
        let all: Vec<&Expression> = match &strip(expression).kind {
            ExpressionKind::List(values) => values.iter().map(|value| &value.expression).collect(),
            _ => vec![expression],
        };
        let mut names = Vec::new();
        for one in all {
            let name = show(one);
            if self.option(*id, &name).is_some() {
                names.push(Json::String(name));
            } else {
                self.unknown_choice(*id, &name, one.span);
            }
        }
        names
    }

    fn given_value(&mut self, target: &Target, ty: &Type, right: &Expression, scope: &Scope) -> Option<Json> {
        if let Target::Judged(judged) = target {
            let score = self.program.judged.get(judged.index()).and_then(|judged| judged.score);
            if let (Some(score), Some(name)) = (score, bare(right)) {
                let bands: Vec<String> = match self.program.scores.get(score.index()).map(|score| &score.points) {
                    Some(crate::program::Points::Bands(bands)) => bands.iter().map(|band| band.name.clone()).collect(),
                    _ => Vec::new(),
                };
                if bands.iter().any(|band| band == name) {
                    return Some(Json::String(name.to_owned()));
                }
                let listed = bands.join("、");
                self.report
                    .error(
                        Code::ChoiceUnknown,
                        right.span,
                        format!("没有档 `{name}`"),
                        format!("there is no band `{name}`"),
                    )
                    .help(format!("可选：{listed}"), format!("there are: {listed}"));
                return None;
            }
        }
        if let Type::Choices(_) = ty {
            return Some(Json::Array(self.choice_names(ty, right)));
        }
        if matches!(ty, Type::List(_)) {
            self.report
                .error(
                    Code::GivenUnreadable,
                    right.span,
                    "清单的内容写成表",
                    "the records of a list are written as rows",
                )
                .help(
                    "写成：给定 清单 { | 栏 | … | ； | 值 | … | }",
                    "write `given list { | column | … |; | value | … | }`",
                );
            return None;
        }
        let length = self.program.nodes.len();
        let typed = self.resolve_as(right, scope, ty);
        let json = typed.and_then(|typed| self.as_json(typed.node, ty));
        if json.is_none() && self.program.nodes.len() > length && self.report.errors() == 0 {
            self.report.error(Code::NotConstant, right.span, "给定的值要写死", "a given value is written out");
        }
        self.forget_nodes(length);
        json
    }

    /// A settled node as a facts file has it.
    fn as_json(&self, node: crate::program::NodeId, ty: &Type) -> Option<Json> {
        match (self.node(node)?, ty) {
            (Node::Truth(value), _) => Some(Json::Bool(*value)),
            (Node::Not(inner), _) => match self.node(*inner)? {
                Node::Truth(value) => Some(Json::Bool(!*value)),
                _ => None,
            },
            (Node::Date(date), _) => Some(Json::String(date.to_string())),
            (Node::Text(text), _) => Some(Json::String(text.clone())),
            (Node::Choice(id, option), _) => {
                let options = &self.program.choice_types.get(id.index())?.options;
                let (name, _) = options.get(usize::try_from(*option).ok()?)?;
                Some(Json::String(name.clone()))
            }
            (Node::Region(region), _) => Some(Json::String(self.program.regions.get(region.index())?.name.clone())),
            (_, Type::Year) => Some(Json::String(self.constant(node)?.to_string())),
            (_, Type::Quantity(..)) => {
                let number = self.constant(node)?;
                Some(Json::String(match ty.duration_unit() {
                    Some(unit) => duration_text(&number, unit),
                    None => number.to_string(),
                }))
            }
            _ => None,
        }
    }

    fn store(&mut self, target: Target, value: Option<Json>, givens: &mut Givens) {
        match target {
            Target::Today => givens.today = value.as_ref().and_then(Json::as_str).and_then(Date::parse),
            Target::LawDay => givens.law_day = value.as_ref().and_then(Json::as_str).and_then(Date::parse),
            Target::Region => {
                givens.region = value.as_ref().and_then(Json::as_str).and_then(|name| self.regions.get(name).copied());
            }
            Target::Fact(fact) => {
                let Some(name) = self.program.facts.get(fact.index()).map(|fact| fact.name.clone()) else { return };
                match value {
                    Some(value) => givens.set(&name, value),
                    None => givens.unset(&name),
                }
            }
            Target::YearBefore(fact, before) => {
                let Some(name) = self.program.facts.get(fact.index()).map(|fact| fact.name.clone()) else { return };
                givens.set_year_before(&name, before, value);
            }
            Target::Year(fact, year) => {
                let Some(name) = self.program.facts.get(fact.index()).map(|fact| fact.name.clone()) else { return };
                givens.set_year(&name, year, value);
            }
            Target::Judged(judged) => {
                let Some(name) = self.judged_key(judged) else { return };
                match value {
                    Some(value) => givens.set(&name, value),
                    None => givens.unset(&name),
                }
            }
        }
    }

    /// The key of a decision in a facts file: its name, with the policy where several policies have the name.
    fn judged_key(&self, judged: JudgedId) -> Option<String> {
        let own = self.program.judged.get(judged.index())?;
        let policy_name =
            |policy: PolicyId| self.program.policies.get(policy.index()).map(|policy| policy.name.as_str());
        let shared = self
            .program
            .judged
            .iter()
            .any(|other| other.name == own.name && policy_name(other.policy) != policy_name(own.policy));
        if shared {
            return Some(format!("{}·{}", policy_name(own.policy)?, own.name));
        }
        Some(own.name.clone())
    }

    /// The rows of a list.
    fn give_rows(&mut self, list: &Expression, rows: &[Item], scope: &Scope, givens: &mut Givens) {
        let Some((Target::Fact(fact), Type::List(_))) = self.target(list, scope) else {
            self.report.error(Code::GivenUnreadable, list.span, "只有清单可以带表", "only a list has rows");
            return;
        };
        let mut rows = rows.iter().filter_map(|row| match &row.head {
            Head::Row(cells) => Some((row.span, cells)),
            _ => None,
        });
        let Some((_, head)) = rows.next() else { return };
        let inside = Scope { record: Some(fact), ..scope.clone() };
        let mut columns: Vec<Option<(String, Type)>> = Vec::new();
        for cell in head {
            let name = cell.values.first().map(|value| show(&value.expression)).unwrap_or_default();
            let column = self.column(&name, &inside).and_then(|at| usize::try_from(at).ok());
            let ty = column.and_then(|at| self.column_types.get(fact.index()).and_then(|types| types.get(at))).cloned();
            if ty.is_none() {
                let names: Vec<String> = self
                    .program
                    .facts
                    .get(fact.index())
                    .map(|fact| fact.columns.iter().map(|column| column.name.clone()).collect())
                    .unwrap_or_default();
                let near = crate::diagnostic::suggest(&name, names.iter().map(String::as_str)).map(str::to_owned);
                let problem = self.report.error(
                    Code::NameUnknown,
                    cell.span,
                    format!("清单没有栏 `{name}`"),
                    format!("the list has no column `{name}`"),
                );
                let listed = names.join("、");
                match near {
                    Some(near) => problem.help(format!("是不是 `{near}`？"), format!("did you mean `{near}`?")),
                    None => problem.help(format!("栏有：{listed}"), format!("columns are: {listed}")),
                };
            }
            columns.push(ty.map(|ty| (name, ty)));
        }
        let mut records = Vec::new();
        for (span, cells) in rows {
            if cells.len() != columns.len() {
                self.report.error(
                    Code::TableWidth,
                    span,
                    format!("这一行有 {} 格，表头有 {} 格", cells.len(), columns.len()),
                    format!("this row has {} cells, the head has {}", cells.len(), columns.len()),
                );
                continue;
            }
            let mut record = Map::new();
            for (cell, column) in cells.iter().zip(&columns) {
                let (Some((name, ty)), Some(value)) = (column, cell.values.first()) else { continue };
                if matches!(plain_word(&value.expression), Some("未知" | "unknown")) {
                    continue;
                }
                let json = match ty {
                    // A text column takes names too.
                    Type::Text => Some(Json::String(
                        text(&value.expression).map_or_else(|| show(&value.expression), str::to_owned),
                    )),
                    _ => self.given_value(&Target::Today, ty, &value.expression, scope),
                };
                if let Some(json) = json {
                    record.insert(name.clone(), json);
                }
            }
            records.push(Json::Object(record));
        }
        let Some(name) = self.program.facts.get(fact.index()).map(|fact| fact.name.clone()) else { return };
        givens.set(&name, Json::Array(records));
    }
}

/// A duration as a facts file has it.
pub(super) fn duration_text(number: &Number, unit: crate::value::DurationUnit) -> String {
    use crate::value::DurationUnit;
    match unit {
        DurationUnit::Days => format!("{number}天"),
        DurationUnit::Months => format!("{number}个月"),
        DurationUnit::WorkingDays => format!("{number}个工作日"),
    }
}
