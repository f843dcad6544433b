//! 一件事: places, modes and steps.

use super::checker::{Built, Checker, Scope};
use super::declaration::{DeclarationId, Space, What};
use super::read::{
    Name, all, all_words, bare, declared, has, one, phrase_of, show, text, texts, value, value_of, word, words_of,
};
use super::types::Type;
use crate::diagnostic::{Code, suggest};
use crate::program::{Chain, ChainCeiling, ChainPlace, FactId, Limit, Mode, PaperId, PolicyId, Post, Step};
use crate::schema::Item;
use crate::span::Span;
use crate::syntax::tree::{Expression, ExpressionKind, Value};
use crate::value::{DurationUnit, Number};
use std::collections::BTreeMap;

/// More steps than any chain has; they are laid out in the time that it takes to read them.
const MOST_STEPS: usize = 1_000;

/// More steps than any step waits for.
const MOST_BEFORE: usize = 100;

/// Longer than any limit, in working days.
const LONGEST: i64 = 1_000;

impl Checker<'_> {
    /// All chains, once everything has a name.
    pub(super) fn finish_chains(&mut self) {
        for id in self.found.of(What::Policy) {
            let Some(declaration) = self.found.get(id).cloned() else { continue };
            if word(declaration.item) != "chain" {
                continue;
            }
            let Some(policy) = self.policies.get(&id).copied() else { continue };
            self.chain(id, policy, declaration.item);
        }
    }

    fn chain(&mut self, id: DeclarationId, policy: PolicyId, item: &Item) {
        let scope = self.scope_of(id);
        let body = &item.body;
        let places = self.places(body, &scope);
        let modes = self.modes(body, &scope);
        let mut names: BTreeMap<String, u32> = BTreeMap::new();
        let steps: Vec<&Item> = all(body, "step").collect();
        if steps.is_empty() {
            self.report
                .error(Code::Empty, item.span, "一件事里没有步骤", "the chain has no step")
                .help("写：步骤 名 { 部门 … 承诺时限 … }", "write `step name { department … promised_limit … }`");
            return;
        }
        if steps.len() > MOST_STEPS {
            self.report.error(
                Code::Nesting,
                item.span,
                format!("一件事最多 {MOST_STEPS} 个步骤"),
                format!("a chain has at most {MOST_STEPS} steps"),
            );
            return;
        }
        for (at, step) in (0_u32..).zip(&steps) {
            let Some(name) = declared(step) else { continue };
            if names.insert(name.text.clone(), at).is_some() {
                self.report
                    .error(
                        Code::NameDoubled,
                        name.span,
                        format!("步骤 `{}` 写了两次", name.text),
                        format!("step `{}` stands twice", name.text),
                    )
                    .help("换一个名字，或删去一个", "rename one of them, or remove it");
            }
        }
        let mut built = Vec::new();
        for step in &steps {
            built.push(self.step(step, &names, &places, &scope));
        }
        let finish = one(body, "finish").and_then(|item| self.step_named(item, &names).into_iter().next());
        let chain = Chain {
            policy,
            lead: all_words(body, "lead").iter().map(|name| self.department_title(name, &scope)).collect(),
            entry: words_of(body, "entry"),
            time_ceiling: one(body, "time_ceiling").cloned().and_then(|item| self.time_ceiling(&item, &scope)),
            visit_ceiling: one(body, "visit_ceiling").cloned().and_then(|item| self.visit_ceiling(&item, &scope)),
            modes,
            jointly: one(body, "jointly").map_or_else(Vec::new, |item| self.places_named(item, &places)),
            places,
            steps: built,
            finish,
        };
        self.chain_in_order(&chain, item, &steps);
        self.program.chains.push(chain);
    }

    /// 地点 迁出 = 迁出地.
    fn places(&mut self, body: &[Item], scope: &Scope) -> Vec<ChainPlace> {
        let mut places: Vec<ChainPlace> = Vec::new();
        for item in all(body, "place") {
            let Some(name) = declared(item) else { continue };
            if places.iter().any(|place| place.name == name.text) {
                self.report.error(
                    Code::NameDoubled,
                    name.span,
                    format!("地点 `{}` 写了两次", name.text),
                    format!("place `{}` stands twice", name.text),
                );
                continue;
            }
            let Some(expression) = &item.equals else {
                self.report
                    .error(
                        Code::AttributeValue,
                        item.span,
                        "没有写这个地点在哪里",
                        "it is not said where this place is",
                    )
                    .help("写成：地点 迁出 = 迁出地", "write `place 迁出 = 迁出地`");
                continue;
            };
            let Some(typed) = self.resolve_as(expression, scope, &Type::Region) else { continue };
            let notes = self.notes(&item.body, scope);
            places.push(ChainPlace { name: name.text, place: typed.node, notes });
        }
        places
    }

    /// 方式, in the order in which they are tried.
    fn modes(&mut self, body: &[Item], scope: &Scope) -> Vec<Mode> {
        let mut modes: Vec<Mode> = Vec::new();
        for item in all(body, "mode") {
            let Some(name) = item.values.first().map(|value| show(&value.expression)) else { continue };
            let collected_in = value_of(&item.body, "collected_in").cloned();
            let collected_in = collected_in.and_then(|expression| self.resolve_as(&expression, scope, &Type::Region));
            let adds = one(&item.body, "adds").map_or_else(Vec::new, |item| self.papers_named(item, scope));
            modes.push(Mode {
                name,
                when: self.when(&item.body, scope),
                visits: self.visits_of(&item.body),
                collected_in: collected_in.map(|typed| typed.node),
                collector_does: words_of(&item.body, "collector_does"),
                post: self.post(&item.body),
                adds,
                notes: self.notes(&item.body, scope),
            });
        }
        if let (Some(item), Some(last)) = (all(body, "mode").last(), modes.last())
            && last.when.is_some()
        {
            self.report
                .warning(
                    Code::ModeGap,
                    item.span,
                    format!("最后一种方式 `{}` 也有条件，可能一种方式都不成立", last.name),
                    format!("the last mode `{}` has a condition too: it may be that none holds", last.name),
                )
                .help("在最后写一种不带 `当` 的方式", "end with a mode without `when`");
        }
        modes
    }

    fn step(&mut self, item: &Item, names: &BTreeMap<String, u32>, places: &[ChainPlace], scope: &Scope) -> Step {
        let body = &item.body;
        let (makes_papers, makes_facts) =
            one(body, "produces").map_or_else(Default::default, |item| self.made(item, scope));
        let blocks = all(body, "block")
            .filter_map(|block| self.found.at(scope.policy, block).map(|id| (id, block.span)))
            .collect::<Vec<_>>()
            .into_iter()
            .filter_map(|(id, span)| match self.ensure(id, span) {
                Built::Condition(condition) => Some(condition),
                _ => None,
            })
            .collect();
        let promised_limit = one(body, "promised_limit").cloned().and_then(|item| self.step_limit(&item));
        let statutory_limit = one(body, "statutory_limit").cloned().and_then(|item| self.step_limit(&item));
        if let (Some(Limit::Within(statutory, _)), Some(Limit::Within(promised, _))) =
            (&statutory_limit, &promised_limit)
            && promised > statutory
            && let Some(item) = one(body, "promised_limit")
        {
            self.report
                .error(
                    Code::LimitOverStatute,
                    item.span,
                    "承诺时限比法定时限还长",
                    "the promised limit is longer than the limit set by law",
                )
                .help("核对两个时限", "check both limits");
        }
        let received_in = one(body, "received_in").and_then(|item| self.places_named(item, places).into_iter().next());
        let decided_in = one(body, "decided_in").map_or_else(Vec::new, |item| self.places_named(item, places));
        let mut notes = self.notes(body, scope);
        for limit in all(body, "promised_limit").chain(all(body, "statutory_limit")) {
            let of_limit = self.notes(&limit.body, scope);
            notes.citations.extend(of_limit.citations);
            notes.doubts.extend(of_limit.doubts);
            notes.remarks.extend(of_limit.remarks);
        }
        // A special procedure keeps its own remarks.
        for special in all(body, "special_procedure") {
            notes.citations.extend(self.citations(&special.body, scope));
            notes.doubts.extend(texts(&special.body, "doubt"));
        }
        let after: Vec<u32> = all(body, "after").flat_map(|item| self.step_named(item, names)).collect();
        if after.len() > MOST_BEFORE {
            self.report.error(
                Code::Nesting,
                item.span,
                format!("一步最多等 {MOST_BEFORE} 步"),
                format!("a step waits for at most {MOST_BEFORE} others"),
            );
        }
        let departments = all_words(body, "department");
        Step {
            name: declared(item).map(|name| name.text).unwrap_or_default(),
            departments: departments.iter().map(|name| self.department_title(name, scope)).collect(),
            handler: all_words(body, "handler"),
            after,
            when: self.when(body, scope),
            promised_limit,
            statutory_limit,
            visits: self.visits_of(body),
            same_visit: words_of(body, "same_visit"),
            fills: all(body, "fill").flat_map(|item| self.facts_named(item, scope)).collect(),
            needs: self.needs(body, scope),
            makes_papers,
            makes_facts,
            blocks,
            internal: has(body, "internal"),
            every: phrase_of(body, "every"),
            received_in,
            decided_in,
            decided_level: words_of(body, "decided_level"),
            post: self.post(body),
            special: self.special(body, scope),
            notes,
        }
    }

    fn visits_of(&mut self, body: &[Item]) -> Option<Number> {
        let expression = value_of(body, "visits")?;
        let visits = self.visits(expression)?;
        self.within_reason(&visits, expression.span)?;
        Some(visits)
    }

    /// A limit of a step: working days, as those of a chain are added up.
    fn step_limit(&mut self, item: &Item) -> Option<Limit> {
        let expression = &item.values.first()?.expression;
        let limit = self.limit(expression)?;
        if let Limit::Within(number, unit) = &limit {
            let zero = number.is_zero();
            if *unit != DurationUnit::WorkingDays && !zero {
                self.report
                    .error(
                        Code::AttributeValue,
                        expression.span,
                        "步骤的时限要用工作日写",
                        "the limit of a step is given in working days",
                    )
                    .help(
                        "各步骤的时限要相加，单位必须一致，如：承诺时限 3个工作日；邮寄的天数写在 `邮寄` 里",
                        "limits of steps are added up, so they share one unit, as in `promised_limit 3个工作日`; days in the post stand behind `post`",
                    );
                return None;
            }
            self.within_reason(number, expression.span)?;
        }
        Some(limit)
    }

    fn time_ceiling(&mut self, item: &Item, scope: &Scope) -> Option<ChainCeiling> {
        let expression = value(item)?;
        let (most, unit) = self.duration(expression)?;
        if unit != DurationUnit::WorkingDays {
            self.report
                .error(
                    Code::AttributeValue,
                    expression.span,
                    "时限上限要用工作日写",
                    "the ceiling of time is given in working days",
                )
                .help("如：时限上限 4个工作日", "as in `time_ceiling 4个工作日`");
            return None;
        }
        self.within_reason(&most, expression.span)?;
        Some(ChainCeiling { most, notes: self.notes(&item.body, scope) })
    }

    /// A figure of a chain is not negative, and not beyond all measure.
    fn within_reason(&mut self, number: &Number, span: Span) -> Option<()> {
        if !number.is_negative() && *number <= Number::from(LONGEST) {
            return Some(());
        }
        self.report.error(
            Code::AttributeValue,
            span,
            format!("这里应在 0 到 {LONGEST} 之间"),
            format!("this lies between 0 and {LONGEST}"),
        );
        None
    }

    fn visit_ceiling(&mut self, item: &Item, scope: &Scope) -> Option<ChainCeiling> {
        let expression = value(item)?;
        let most = self.visits(expression)?;
        self.within_reason(&most, expression.span)?;
        Some(ChainCeiling { most, notes: self.notes(&item.body, scope) })
    }

    /// 邮寄 去 3日 回 3日.
    fn post(&mut self, body: &[Item]) -> Post {
        let mut post = Post::default();
        let Some(item) = one(body, "post") else { return post };
        for pair in item.values.chunks(2) {
            let [way, days] = pair else { continue };
            let Some((number, unit)) = self.duration(&days.expression) else { continue };
            let count = number.to_i64().and_then(|days| u32::try_from(days).ok()).filter(|days| *days <= 366);
            let (Some(count), DurationUnit::Days) = (count, unit) else {
                self.report
                    .error(
                        Code::AttributeValue,
                        days.expression.span,
                        "邮寄写几日，按自然日算",
                        "the post takes so many calendar days",
                    )
                    .help("如：邮寄 去 3日 回 3日", "as in `post out 3日 back 3日`");
                continue;
            };
            match bare(&way.expression) {
                Some("回" | "back") => post.back = count,
                _ => post.out = count,
            }
        }
        post
    }

    fn step_named(&mut self, item: &Item, names: &BTreeMap<String, u32>) -> Vec<u32> {
        let known: Vec<&str> = names.keys().map(String::as_str).collect();
        let found = item.values.iter().filter_map(|value| {
            let name = bare(&value.expression)?;
            let found = names.get(name).copied();
            if found.is_none() {
                self.not_in_chain(name, value.expression.span, ("步骤", "step"), &known);
            }
            found
        });
        found.collect()
    }

    fn places_named(&mut self, item: &Item, places: &[ChainPlace]) -> Vec<u32> {
        let known: Vec<&str> = places.iter().map(|place| place.name.as_str()).collect();
        let found = item.values.iter().filter_map(|value| {
            let name = bare(&value.expression)?;
            let found = known.iter().position(|place| *place == name).and_then(|at| u32::try_from(at).ok());
            if found.is_none() {
                self.not_in_chain(name, value.expression.span, ("地点", "place"), &known);
            }
            found
        });
        found.collect()
    }

    fn not_in_chain(&mut self, name: &str, span: Span, what: (&str, &str), known: &[&str]) {
        let near = suggest(name, known.iter().copied()).map(str::to_owned);
        let problem = self.report.error(
            Code::NameUnknown,
            span,
            format!("这件事里没有{} `{name}`", what.0),
            format!("this chain has no {} `{name}`", what.1),
        );
        match near {
            Some(near) => problem.help(format!("是不是 `{near}`？"), format!("did you mean `{near}`?")).fix(span, near),
            None if known.is_empty() => {
                problem.help(format!("先写一个{}", what.0), format!("write a {} first", what.1))
            }
            None => problem.help(format!("有的是：{}", known.join("、")), format!("there are: {}", known.join(", "))),
        };
    }

    fn papers_named(&mut self, item: &Item, scope: &Scope) -> Vec<PaperId> {
        let mut papers = Vec::new();
        for value in &item.values {
            let Some(name) = named(value) else { continue };
            match self.find(Space::Paper, &name.text, name.span, scope) {
                Some(known) => papers.extend(self.papers.get(&known).copied()),
                None => self.unknown_name(&name, Space::Paper, scope),
            }
        }
        papers
    }

    fn facts_named(&mut self, item: &Item, scope: &Scope) -> Vec<FactId> {
        let mut facts = Vec::new();
        for value in &item.values {
            let Some(name) = named(value) else { continue };
            facts.extend(self.fact_in_chain(&name, scope));
        }
        facts
    }

    fn fact_in_chain(&mut self, name: &Name, scope: &Scope) -> Option<FactId> {
        let Some(id) = self.find(Space::Value, &name.text, name.span, scope) else {
            self.unknown_name(name, Space::Value, scope);
            return None;
        };
        let Built::Fact(fact) = self.ensure(id, name.span) else {
            self.report
                .error(
                    Code::AttributeValue,
                    name.span,
                    format!("`{}` 不是事实，不能填报", name.text),
                    format!("`{}` is no fact and cannot be filled in", name.text),
                )
                .help("填报和产出写事实的名字", "what is filled in or made known is a fact");
            return None;
        };
        if let Some(read) = self.facts_read.get_mut(fact.index()) {
            *read = true;
        }
        Some(fact)
    }

    /// 产出: papers and facts.
    fn made(&mut self, item: &Item, scope: &Scope) -> (Vec<PaperId>, Vec<FactId>) {
        let (mut papers, mut facts) = (Vec::new(), Vec::new());
        for value in &item.values {
            let Some(name) = named(value) else { continue };
            match self.nearest(Space::Paper, &name.text, scope).first() {
                None => facts.extend(self.fact_in_chain(&name, scope)),
                Some(known) => papers.extend(self.papers.get(known).copied()),
            }
        }
        (papers, facts)
    }
}

fn named(value: &Value) -> Option<Name> {
    match &value.expression {
        Expression { kind: ExpressionKind::Name { name, .. }, span } => Some(Name { text: name.clone(), span: *span }),
        expression => text(expression).map(|name| Name { text: name.to_owned(), span: expression.span }),
    }
}
