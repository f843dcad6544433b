//! 一件事: places, modes and steps, and in which order the steps can be done.

use super::checker::{Built, Checker, Scope};
use super::collect::{DeclarationId, Space, What};
use super::read::{
    Name, all, all_words, bare, declared, has, one, phrase_of, show, text, value, value_of, word, words_of,
};
use super::types::Type;
use crate::diagnostic::{Code, suggest};
use crate::program::{
    Chain, ChainCeiling, ChainPlace, FactId, Limit, Mode, Need, NodeId, PaperId, PolicyId, Post, Step, all_before,
    in_order,
};
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
                visits: value_of(&item.body, "visits").and_then(|expression| self.visits(expression)),
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
            visits: value_of(body, "visits").and_then(|expression| self.visits(expression)),
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
            if number.is_negative() || *number > Number::from(LONGEST) {
                self.report.error(
                    Code::AttributeValue,
                    expression.span,
                    format!("时限在 0 到 {LONGEST} 个工作日之间"),
                    format!("a limit lies between 0 and {LONGEST} working days"),
                );
                return None;
            }
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
        Some(ChainCeiling { most, notes: self.notes(&item.body, scope) })
    }

    fn visit_ceiling(&mut self, item: &Item, scope: &Scope) -> Option<ChainCeiling> {
        let most = self.visits(value(item)?)?;
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
                Some(_) => papers.extend(self.papers.get(&name.text).copied()),
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
            if self.nearest(Space::Paper, &name.text, scope).is_empty() {
                facts.extend(self.fact_in_chain(&name, scope));
            } else {
                papers.extend(self.papers.get(&name.text).copied());
            }
        }
        (papers, facts)
    }

    /// The order in which the steps can be done, what it allows, and how long it takes at most.
    fn chain_in_order(&mut self, chain: &Chain, item: &Item, steps: &[&Item]) {
        let after: Vec<&[u32]> = chain.steps.iter().map(|step| step.after.as_slice()).collect();
        let Some(order) = in_order(&after) else {
            self.circle_of_steps(chain, steps);
            return;
        };
        self.made_before(chain, &order, steps);
        self.over_ceilings(chain, &order, item);
        self.collected_elsewhere(chain, item);
    }

    fn circle_of_steps(&mut self, chain: &Chain, steps: &[&Item]) {
        let before = |at: usize| chain.steps.get(at).map_or(&[][..], |step| step.after.as_slice());
        let mut circle = Vec::new();
        // Going back from any step that is left over ends in a circle; as many moves as there are steps lead into it.
        let after: Vec<&[u32]> = chain.steps.iter().map(|step| step.after.as_slice()).collect();
        let stuck = stuck(&after);
        let Some(mut at) = stuck.iter().position(|stuck| *stuck) else { return };
        let is_stuck = |at: usize| stuck.get(at).copied().unwrap_or(false);
        let back = |at: usize| {
            before(at).iter().filter_map(|before| usize::try_from(*before).ok()).find(|before| is_stuck(*before))
        };
        for _ in 0..chain.steps.len() {
            at = back(at).unwrap_or(at);
        }
        let start = at;
        loop {
            circle.push(at);
            at = back(at).unwrap_or(start);
            if at == start || circle.len() > chain.steps.len() {
                break;
            }
        }
        circle.push(start);
        circle.reverse();
        let names: Vec<&str> =
            circle.iter().filter_map(|at| chain.steps.get(*at)).map(|step| step.name.as_str()).collect();
        let span = steps.get(start).map(|item| item.span).unwrap_or_default();
        self.report
            .error(
                Code::Circle,
                span,
                format!("步骤绕成一圈：{}", names.join("→")),
                format!("steps wait for each other in a circle: {}", names.join(" → ")),
            )
            .help("删去其中一处 `前置`", "remove one `after` of them");
    }

    /// A paper that another step makes must be there when it is needed.
    fn made_before(&mut self, chain: &Chain, order: &[usize], steps: &[&Item]) {
        let mut makers: BTreeMap<PaperId, Vec<usize>> = BTreeMap::new();
        for (at, step) in chain.steps.iter().enumerate() {
            for paper in &step.makes_papers {
                makers.entry(*paper).or_default().push(at);
            }
        }
        let after: Vec<&[u32]> = chain.steps.iter().map(|step| step.after.as_slice()).collect();
        let earlier = all_before(&after, order);
        let before =
            |at: usize, one: usize| earlier.get(at).and_then(|before| before.get(one)).copied().unwrap_or(false);
        for (at, step) in chain.steps.iter().enumerate() {
            for paper in papers_of(&step.needs) {
                let Some(makers) = makers.get(&paper) else { continue };
                let is_before = |maker: &usize| before(at, *maker);
                if makers.iter().any(is_before) || makers.contains(&at) {
                    continue;
                }
                // Handed in before it is made anew, as an old licence is.
                let is_after = |maker: &usize| before(*maker, at);
                if makers.iter().all(is_after) {
                    continue;
                }
                let Some(maker) = makers.first().and_then(|maker| chain.steps.get(*maker)) else { continue };
                let name = self.program.papers.get(paper.index()).map(|p| p.name.clone()).unwrap_or_default();
                let span = steps.get(at).map(|item| item.span).unwrap_or_default();
                self.report
                    .error(
                        Code::MadeTooLate,
                        span,
                        format!("步骤 `{}` 要 `{name}`，而产出它的步骤 `{}` 不在前面", step.name, maker.name),
                        format!(
                            "step `{}` needs `{name}`, but step `{}` that makes it is not before it",
                            step.name, maker.name
                        ),
                    )
                    .help(
                        format!("在步骤 `{}` 里写：前置 {}", step.name, maker.name),
                        format!("write in step `{}`: after {}", step.name, maker.name),
                    );
            }
        }
    }

    /// The longest way through all steps against the ceiling.
    fn over_ceilings(&mut self, chain: &Chain, order: &[usize], item: &Item) {
        let Some(ceiling) = &chain.time_ceiling else { return };
        let mut ends: Vec<(Number, Option<usize>)> = vec![(Number::ZERO, None); chain.steps.len()];
        for at in order {
            let Some(step) = chain.steps.get(*at) else { continue };
            let mut start = (Number::ZERO, None);
            for before in step.after.iter().filter_map(|before| usize::try_from(*before).ok()) {
                if let Some((end, _)) = ends.get(before)
                    && (start.1.is_none() || *end > start.0)
                {
                    start = (end.clone(), Some(before));
                }
            }
            let own = match step.promised_limit.as_ref().or(step.statutory_limit.as_ref()) {
                Some(Limit::Within(number, _)) => number.clone(),
                _ => Number::ZERO,
            };
            if let Some(end) = ends.get_mut(*at) {
                *end = (&start.0 + &own, start.1);
            }
        }
        let counts = |at: usize| {
            chain.steps.get(at).is_some_and(|step| match chain.finish {
                Some(finish) => usize::try_from(finish).is_ok_and(|finish| finish == at),
                None => !step.internal,
            })
        };
        let Some((mut at, total)) = ends
            .iter()
            .enumerate()
            .filter(|(at, _)| counts(*at))
            .map(|(at, (end, _))| (at, end.clone()))
            .reduce(|most, next| if next.1 > most.1 { next } else { most })
        else {
            return;
        };
        if total <= ceiling.most {
            return;
        }
        let mut path = vec![at];
        while let Some((_, Some(before))) = ends.get(at) {
            at = *before;
            path.push(at);
        }
        path.reverse();
        let names: Vec<&str> =
            path.iter().filter_map(|at| chain.steps.get(*at)).map(|step| step.name.as_str()).collect();
        let span = one(&item.body, "time_ceiling").map(|item| item.span).unwrap_or(item.span);
        let most = ceiling.most.to_plain();
        let total = total.to_plain();
        self.report
            .warning(
                Code::OverCeiling,
                span,
                format!("全办时要 {total} 个工作日（{}），超过时限上限 {most} 个工作日", names.join("→")),
                format!(
                    "with all steps it takes {total} working days ({}), over the ceiling of {most}",
                    names.join(" → ")
                ),
            )
            .help("缩短其中一步的承诺时限，或让步骤并行", "shorten one of these limits, or let steps run side by side");
    }

    /// Where papers are taken in for another place, that place does not decide.
    fn collected_elsewhere(&mut self, chain: &Chain, item: &Item) {
        for (mode, item) in chain.modes.iter().zip(all(&item.body, "mode")) {
            let Some(collected) = mode.collected_in else { continue };
            let decides = |step: &Step| {
                step.decided_in.iter().any(|place| {
                    usize::try_from(*place)
                        .ok()
                        .and_then(|place| chain.places.get(place))
                        .is_some_and(|place| self.same_value(place.place, collected))
                })
            };
            if chain.steps.iter().any(decides) {
                self.report
                    .error(
                        Code::CollectsAndDecides,
                        item.span,
                        format!("方式 `{}` 的收件地就是决定地，那就不是代收", mode.name),
                        format!(
                            "mode `{}` takes papers in where it is decided: nothing is collected for another place",
                            mode.name
                        ),
                    )
                    .help(
                        "收件写代收的地方，如：收件 申请人所在地",
                        "`collected_in` names the place that collects, as in `collected_in 申请人所在地`",
                    );
            }
        }
    }

    fn same_value(&self, one: NodeId, other: NodeId) -> bool {
        one == other || self.node(one).is_some_and(|node| Some(node) == self.node(other))
    }
}

fn named(value: &Value) -> Option<Name> {
    match &value.expression {
        Expression { kind: ExpressionKind::Name { name, .. }, span } => Some(Name { text: name.clone(), span: *span }),
        expression => text(expression).map(|name| Name { text: name.to_owned(), span: expression.span }),
    }
}

/// Every paper that some needs name.
fn papers_of(needs: &[Need]) -> Vec<PaperId> {
    needs
        .iter()
        .flat_map(|need| match need {
            Need::Paper(paper) => std::slice::from_ref(paper),
            Need::AnyOf { papers, .. } => papers.as_slice(),
        })
        .map(|needed| needed.paper)
        .collect()
}

/// The steps that stand in a circle or behind one.
fn stuck(after: &[&[u32]]) -> Vec<bool> {
    let mut stuck = vec![true; after.len()];
    // Each round frees those that wait for no other; there are no more rounds than steps.
    for _ in 0..after.len() {
        let mut freed = false;
        for (at, before) in after.iter().enumerate() {
            let waits = before
                .iter()
                .any(|one| usize::try_from(*one).ok().and_then(|one| stuck.get(one)).copied().unwrap_or(false));
            if let Some(entry) = stuck.get_mut(at)
                && *entry
                && !waits
            {
                *entry = false;
                freed = true;
            }
        }
        if !freed {
            break;
        }
    }
    stuck
}
