//! What a policy says on a day, element by element, in words that can be laid side by side.

use super::formula::{self, Words, formula};
use super::implementation::{SaidElement, said_beside};
use crate::eval::graph::{Target, reachable};
use crate::eval::{Run, year_before};
use crate::explain::answer::{Cite, Text};
use crate::explain::{cites, decision, known_text};
use crate::program::{
    Benefit, ByCase, Condition, ConditionId, DefinitionId, Effective, ItemElements, Kind, Limit, Need, NeededPaper,
    Node, NodeId, Notes, ParameterId, Points, Policy, PolicyId, Procedure, Program, RegionRank, Score, ScoreId,
    TableId, Visits, Window, WindowDay,
};
use crate::value::{DurationUnit, Number, Range, Value};
use serde::Serialize;
use std::collections::BTreeSet;

/// What an element is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ElementKind {
    /// 版本.
    Version,
    /// 主管.
    Authority,
    /// 承办.
    Handler,
    /// 层级.
    Level,
    /// 委托.
    Delegated,
    /// An element of the standard for service items that has no kind of its own; its name is its key there.
    Element,
    /// 依据: the documents that it names.
    Document,
    /// 有效.
    Effective,
    /// 适用.
    Applies,
    /// 适用日.
    LawDay,
    /// 申报.
    Window,
    /// 条件 or 排除.
    Condition,
    /// 逐项: conditions for each record of a list.
    Each,
    /// 过渡.
    Transition,
    /// 情形.
    Case,
    /// 参数, its figure of the day.
    Parameter,
    /// 定义.
    Definition,
    /// 表.
    Table,
    /// 评分, its parts and items.
    Score,
    /// 材料.
    Material,
    /// 容缺办法: the rules for papers that may follow.
    DeferralRule,
    /// 告知承诺办法: the rules for promises instead of proof.
    PromiseRule,
    /// 待遇.
    Benefit,
    /// 结果.
    Result,
    /// 申请.
    Apply,
    /// 受理.
    Accepts,
    /// 决定.
    Decides,
    /// 决定机关, worked out for the place.
    Decider,
    /// 法定时限.
    StatutoryLimit,
    /// 承诺时限.
    PromisedLimit,
    /// 跑动.
    Visits,
    /// 方式.
    Mode,
    /// 特别程序.
    SpecialProcedure,
    /// 收费.
    Fee,
    /// 咨询.
    Hotline,
    /// 提示.
    Hint,
    /// 义务.
    Duty,
    /// 叠加.
    Stack,
    /// 共享: a paper that need not be handed in.
    Sharing,
    /// A policy itself: what stands in it beside the elements told.
    Policy,
    /// 一件事.
    Chain,
    /// 事实.
    Fact,
    /// 选项.
    Choices,
    /// A group of questions.
    QuestionGroup,
    /// 地区.
    Region,
    /// 日历.
    Calendar,
    /// 部门.
    Department,
    /// 机关.
    Organ,
    /// 赋权.
    Empowerment,
}

/// One element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Element {
    /// What it is.
    pub(super) kind: ElementKind,
    /// Its name; empty where there is one of its kind.
    pub(super) name: String,
    /// What people call it, where its kind does not say.
    pub(super) title: Option<Text>,
    /// What it says.
    pub(super) text: Text,
    /// The figure, of what is one: a parameter, a time limit, a number of visits.
    pub(super) figure: Option<Figure>,
    /// 未定, 不详 or left to a place that has not said: nobody knows what it is.
    pub(super) unknown: bool,
    /// Where it stands in the law.
    pub(super) cites: Vec<Cite>,
}

/// A figure, or the least and the greatest of those of all cases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Figure {
    /// The least.
    pub(super) low: Number,
    /// The greatest.
    pub(super) high: Number,
    /// Days of one kind are compared with days of the same kind only.
    pub(super) unit: Option<DurationUnit>,
}

/// All elements of a policy in the order in which one reads them: who and when, conditions, figures, papers, benefits,
/// handling. Figures are those of the run's law day and place.
pub(super) fn elements(run: &mut Run<'_>, id: PolicyId) -> Vec<Element> {
    let program = run.program();
    let Some(policy) = program.policies.get(id.index()) else { return Vec::new() };
    run.enter(id);
    let mut list = List { program, elements: Vec::new() };
    list.frame(policy);
    if let Some(item) = &policy.item {
        list.item(policy, item);
        list.decider(run, id);
        run.enter(id);
    }
    list.conditions(&policy.conditions);
    list.each_and_transitions(id);
    list.named(run, policy);
    for score in &policy.scores {
        list.score(*score);
    }
    for need in &policy.needs {
        list.need(need);
    }
    for benefit in &policy.benefits {
        list.benefit(benefit);
    }
    if let Some(procedure) = &policy.procedure {
        list.procedure(procedure);
    }
    for hint in &policy.hints {
        let when = hint.when;
        let text = |words: Words| {
            let content =
                words.pick(&hint.content.zh, hint.content.en.as_deref().unwrap_or(&hint.content.zh)).to_owned();
            clauses(words, [Some(content), list.when(when, words)])
        };
        let text = both(text);
        list.add(ElementKind::Hint, &hint.name, text, None);
    }
    for duty in &policy.duties {
        let text = both(|words| {
            let content =
                words.pick(&duty.content.zh, duty.content.en.as_deref().unwrap_or(&duty.content.zh)).to_owned();
            clauses(words, [Some(content), duty.term.clone(), duty.consequence.clone()])
        });
        list.add(ElementKind::Duty, &duty.name, text, Some(&duty.notes));
    }
    list.elements
}

/// What a policy's conditions, papers and benefits rest on.
pub(super) fn roots(policy: &Policy) -> Vec<NodeId> {
    let needs = policy.needs.iter().flat_map(|need| match need {
        Need::Paper(paper) => vec![paper.when, paper.copies],
        Need::AnyOf { when, papers, .. } => {
            std::iter::once(*when).chain(papers.iter().flat_map(|paper| [paper.when, paper.copies])).collect()
        }
    });
    let benefits = policy.benefits.iter().flat_map(|benefit| [benefit.when, benefit.amount]);
    let handling = policy.procedure.iter().flat_map(Procedure::whens).map(Some);
    let rest = [policy.applies, policy.law_day].into_iter().chain(needs).chain(benefits).chain(handling);
    std::iter::once(policy.root).chain(rest.flatten()).collect()
}

struct List<'a> {
    program: &'a Program,
    elements: Vec<Element>,
}

impl List<'_> {
    fn add(&mut self, kind: ElementKind, name: &str, text: Text, notes: Option<&Notes>) {
        let cites = notes.map_or_else(Vec::new, |notes| cites(self.program, &notes.citations));
        let unknown = matches!(text.zh.as_str(), "未定" | "不详");
        let name = name.to_owned();
        self.elements.push(Element { kind, name, title: None, text, figure: None, unknown, cites });
    }

    /// The same words in both languages.
    fn plain(&mut self, kind: ElementKind, text: &str) {
        if !text.is_empty() {
            self.add(kind, "", Text { zh: text.to_owned(), en: text.to_owned() }, None);
        }
    }

    fn frame(&mut self, policy: &Policy) {
        let program = self.program;
        self.plain(ElementKind::Version, policy.version.as_deref().unwrap_or_default());
        self.plain(ElementKind::Authority, &policy.authority.join("、"));
        self.plain(ElementKind::Handler, &policy.handler.join("、"));
        // Of an item its powers are told, each with its case.
        if policy.item.as_ref().is_none_or(|item| item.powers.is_empty()) {
            self.plain(ElementKind::Level, policy.level.as_deref().unwrap_or_default());
        }
        self.plain(ElementKind::Delegated, policy.delegated.as_deref().unwrap_or_default());
        let documents = policy.documents.iter().filter_map(|document| {
            let document = program.documents.get(document.index())?;
            let title = document.title.as_ref().map_or(&document.name, |title| &title.zh);
            Some(document.number.as_ref().map_or_else(|| title.clone(), |number| format!("{title}（{number}）")))
        });
        let documents = documents.collect::<Vec<_>>().join("；");
        self.plain(ElementKind::Document, &documents);
        if !policy.effective.is_empty() {
            let text = both(|words| effective(&policy.effective, words));
            self.add(ElementKind::Effective, "", text, None);
            self.last(None, policy.effective.iter().any(|line| line.unspecified));
        }
        for (kind, node) in [(ElementKind::Applies, policy.applies), (ElementKind::LawDay, policy.law_day)] {
            if let Some(node) = node {
                let text = both(|words| formula(program, node, words));
                self.add(kind, "", text, None);
            }
        }
        if !policy.windows.is_empty() {
            let text = both(|words| {
                let windows = policy.windows.iter().map(|window| self::window(window, words));
                windows.collect::<Vec<_>>().join(words.pick("；", "; "))
            });
            self.add(ElementKind::Window, "", text, None);
        }
    }

    /// The figure of what was added last, and whether nobody knows what it is.
    fn last(&mut self, figure: Option<Figure>, unknown: bool) {
        if let Some(last) = self.elements.last_mut() {
            last.figure = figure;
            last.unknown |= unknown;
        }
    }

    /// What an item says beside what every policy says.
    fn item(&mut self, policy: &Policy, item: &ItemElements) {
        let program = self.program;
        if !item.powers.is_empty() {
            let text = both(|words| {
                let each = item.powers.iter().map(|power| {
                    clauses(words, [Some(level(power.rank, words).to_owned()), self.when(power.when, words)])
                });
                each.collect::<Vec<_>>().join(words.pick("；", "; "))
            });
            self.add(ElementKind::Level, "", text, item.powers.first().map(|power| &power.notes));
        }
        for said in said_beside(program, policy) {
            let SaidElement { key, name, words } = said;
            let words = words.join("、");
            self.add(ElementKind::Element, key, Text { zh: words.clone(), en: words }, None);
            if let Some(last) = self.elements.last_mut() {
                last.title = Some(name);
            }
        }
        for definition in item.cases.iter().filter_map(|case| program.definitions.get(case.definition.index())) {
            let text = both(|words| formula(program, definition.root, words));
            self.add(ElementKind::Case, &definition.name, text, Some(&definition.notes));
        }
        let rules = item.deferral_rules.iter().filter_map(|id| program.deferral_rules.get(id.index()));
        self.rules(ElementKind::DeferralRule, rules.map(|rule| (&rule.name, &rule.notes)));
        let rules = item.promise_rules.iter().filter_map(|id| program.promise_rules.get(id.index()));
        self.rules(ElementKind::PromiseRule, rules.map(|rule| (&rule.name, &rule.notes)));
        for result in &item.results {
            let text = both(|words| {
                let title = result.notes.title.as_ref();
                let called = title.map(|it| words.pick(&it.zh, it.en.as_deref().unwrap_or(&it.zh)).to_owned());
                let kind = Some(result.kind.join("、")).filter(|kind| !kind.is_empty());
                let said = clauses(words, [called, kind, result.term.clone(), result.sample.clone()]);
                if said.is_empty() { result.name.clone() } else { said }
            });
            self.add(ElementKind::Result, &result.name, text, Some(&result.notes));
        }
    }

    fn rules<'n>(&mut self, kind: ElementKind, rules: impl Iterator<Item = (&'n String, &'n Notes)>) {
        let titles: Vec<(&str, &str)> = rules
            .map(|(name, notes)| match &notes.title {
                Some(title) => (title.zh.as_str(), title.en.as_deref().unwrap_or(&title.zh)),
                None => (name.as_str(), name.as_str()),
            })
            .collect();
        if !titles.is_empty() {
            let text = both(|words| {
                let each = titles.iter().map(|(zh, en)| words.pick(zh, en));
                each.collect::<Vec<_>>().join(words.pick("；", "; "))
            });
            self.add(kind, "", text, None);
        }
    }

    /// Who decides in the place asked for.
    fn decider(&mut self, run: &mut Run<'_>, id: PolicyId) {
        let Some(decision) = decision(run, id) else { return };
        let cites = decision.by.as_ref().map_or_else(Vec::new, |by| by.cite.clone());
        self.add(ElementKind::Decider, "", decision.text, None);
        if let Some(last) = self.elements.last_mut() {
            last.cites = cites;
            last.unknown = decision.by.is_none();
        }
    }

    fn conditions(&mut self, ids: &[ConditionId]) {
        let program = self.program;
        for id in crate::eval::all_conditions(program, ids) {
            let Some(condition) = program.conditions.get(id.index()) else { continue };
            let text = both(|words| self::condition(program, condition, words));
            self.add(ElementKind::Condition, &condition.name, text, Some(&condition.notes));
        }
    }

    /// Conditions for each record of a list, and old law that still counts.
    fn each_and_transitions(&mut self, id: PolicyId) {
        let program = self.program;
        for each in program.each.iter().filter(|each| each.policy == id) {
            let text = both(|words| {
                let list = program.facts.get(each.list.index()).map_or("…", |fact| fact.name.as_str());
                let inside = each.conditions.iter().filter_map(|id| program.conditions.get(id.index()));
                let inside = inside.map(|condition| {
                    let kind = if condition.exclude {
                        words.pick("排除", "exclude")
                    } else {
                        words.pick("条件", "condition")
                    };
                    format!("{kind} {}", condition.name)
                });
                let from = format!("{} {list}", words.pick("来自", "from"));
                std::iter::once(from).chain(inside).collect::<Vec<_>>().join(words.pick("，", ", "))
            });
            self.add(ElementKind::Each, &each.name, text, Some(&each.notes));
            self.conditions(&each.conditions);
        }
        for transition in program.transitions.iter().filter(|transition| transition.policy == id) {
            let text = both(|words| {
                let applies = formula(program, transition.applies, words);
                let until = formula(program, transition.until, words);
                let counts = format!("{} {until}", words.pick("视为符合至", "counts as met until"));
                clauses(words, [Some(format!("{} {applies}", words.pick("当", "when"))), Some(counts)])
            });
            self.add(ElementKind::Transition, &transition.name, text, Some(&transition.notes));
        }
    }

    /// Parameters, definitions and tables that something in the policy rests on, each once.
    fn named(&mut self, run: &mut Run<'_>, policy: &Policy) {
        let program = self.program;
        let mut parameters: BTreeSet<(ParameterId, NodeId)> = BTreeSet::new();
        let mut definitions: BTreeSet<DefinitionId> = BTreeSet::new();
        let mut tables: BTreeSet<TableId> = BTreeSet::new();
        let scores = policy.scores.iter().map(|score| Target::Score(*score));
        for target in reachable(program, roots(policy).into_iter().map(Target::Node).chain(scores)) {
            let Target::Node(id) = target else { continue };
            match program.nodes.get(id.index()) {
                Some(Node::Parameter(parameter)) => {
                    parameters.insert((*parameter, id));
                }
                Some(Node::Definition(definition)) => {
                    definitions.insert(*definition);
                }
                Some(Node::Table(table)) => {
                    tables.insert(*table);
                }
                _ => {}
            }
        }
        let mut told: BTreeSet<ParameterId> = BTreeSet::new();
        for (id, node) in parameters {
            let Some(parameter) = program.parameters.get(id.index()).filter(|_| told.insert(id)) else { continue };
            let value = run.value(node);
            let rows = run.parameter_rows(id);
            let citations = rows.iter().filter_map(|row| parameter.rows.get(*row)).flat_map(|row| &row.citations);
            let cites = cites(program, &citations.cloned().collect::<Vec<_>>());
            let number = match &value {
                Value::Number(range) => range.is_point().cloned(),
                _ => None,
            };
            let unit = match &parameter.kind {
                Kind::Duration(unit) => Some(*unit),
                _ => None,
            };
            // A bound reads as its author wrote it.
            let bound = match rows.as_slice() {
                [row] if number.is_none() => parameter.rows.get(*row).map(|row| row.value),
                _ => None,
            };
            let known = match bound {
                Some(node) => Some(both(|words| formula(program, node, words))),
                None => known_text(program, &parameter.kind, &value),
            };
            let unknown = known.is_none() && parameter.set_locally.is_some();
            let text = known
                .or_else(|| parameter.set_locally.as_ref().map(|by| left_to(by)))
                .unwrap_or_else(|| Text { zh: "没有".to_owned(), en: "none".to_owned() });
            let (kind, name) = (ElementKind::Parameter, parameter.name.clone());
            let figure = number.map(|number| Figure { low: number.clone(), high: number, unit });
            self.elements.push(Element { kind, name, title: None, text, figure, unknown, cites });
        }
        // That a record meets the conditions of an 逐项 is told by that.
        let belongs: BTreeSet<DefinitionId> = program.each.iter().map(|each| each.belongs).collect();
        for id in definitions.difference(&belongs) {
            let Some(definition) = program.definitions.get(id.index()) else { continue };
            let name = match definition.year {
                Some(year) => format!("{}({})", definition.name, year_before(year)),
                None => definition.name.clone(),
            };
            let text = both(|words| formula(program, definition.root, words));
            self.add(ElementKind::Definition, &name, text, Some(&definition.notes));
        }
        for id in tables {
            let Some(table) = program.tables.get(id.index()) else { continue };
            let text = both(|words| formula::table(program, table, words).join("\n"));
            self.add(ElementKind::Table, &table.name, text, Some(&table.notes));
        }
    }

    fn score(&mut self, id: ScoreId) {
        let program = self.program;
        for id in crate::eval::graph::with_inner_scores(program, id) {
            let Some(score) = program.scores.get(id.index()) else { continue };
            let text = both(|words| self::score(program, score, words));
            self.add(ElementKind::Score, &score.name, text, Some(&score.notes));
        }
    }

    fn need(&mut self, need: &Need) {
        let program = self.program;
        match need {
            Need::Paper(paper) => {
                let name = paper_name(program, paper);
                let text = both(|words| {
                    let says = self.paper(paper, words);
                    if says.is_empty() { words.pick("要", "needed").to_owned() } else { says }
                });
                self.add(ElementKind::Material, &name, text, Some(&paper.notes));
            }
            Need::AnyOf { name, when, papers, notes } => {
                let text = both(|words| {
                    let each = papers.iter().map(|paper| {
                        let (name, says) = (paper_name(program, paper), self.paper(paper, words));
                        if says.is_empty() { name } else { format!("{name}（{says}）") }
                    });
                    let any = format!("{}：{}", words.pick("任选", "any one of"), each.collect::<Vec<_>>().join("、"));
                    clauses(words, [Some(any), self.when(*when, words)])
                });
                self.add(ElementKind::Material, name, text, Some(notes));
            }
        }
    }

    fn paper(&self, paper: &NeededPaper, words: Words) -> String {
        let program = self.program;
        let lasting = |zh: &str, en: &str, duration: &Option<(Number, DurationUnit)>| {
            let (number, unit) = duration.as_ref()?;
            Some(format!("{} {}", words.pick(zh, en), formula::duration(number, *unit, program, words)))
        };
        let named =
            |zh: &str, en: &str, said: String| (!said.is_empty()).then(|| format!("{} {said}", words.pick(zh, en)));
        clauses(
            words,
            [
                Some(paper.forms.join("、")).filter(|forms| !forms.is_empty()),
                paper.copies.map(|copies| formula(program, copies, words)),
                lasting("容缺", "may follow within", &paper.deferrable),
                paper.by_promise.then(|| words.pick("告知承诺", "by promise").to_owned()),
                paper.shared.as_ref().map(|by| format!("{} {by}", words.pick("共享", "shared by"))),
                paper.role.clone(),
                lasting("留存", "kept", &paper.keep),
                paper.elements.necessary.then(|| words.pick("必要", "necessary").to_owned()),
                named("来源", "from", paper.elements.source.join("、")),
                named("办法", "provided", paper.elements.provided.join("、")),
                named("受理标准", "accepted if", paper.elements.accepted_if.clone().unwrap_or_default()),
                named("填报须知", "filling in", paper.elements.filling_note.clone().unwrap_or_default()),
                self.when(paper.when, words),
            ],
        )
    }

    fn benefit(&mut self, benefit: &Benefit) {
        let program = self.program;
        let text = both(|words| {
            let said = |zh: &str, en: &str, what: &Option<String>| {
                what.as_ref().map(|what| format!("{} {what}", words.pick(zh, en)))
            };
            clauses(
                words,
                [
                    benefit.formula.map(|node| formula(program, node, words)),
                    benefit.cap.map(|cap| format!("{} {}", words.pick("封顶", "cap"), formula(program, cap, words))),
                    benefit.rounding.as_ref().map(|(mode, step)| {
                        let kind = benefit.amount.and_then(|amount| program.kinds.get(amount.index()));
                        let shown =
                            kind.and_then(|kind| known_text(program, kind, &Value::Number(Range::point(step.clone()))));
                        let step =
                            shown.map_or_else(|| step.to_plain(), |text| words.pick(&text.zh, &text.en).to_owned());
                        let (zh, en) = formula::rounding(*mode);
                        format!("{} {step}", words.pick(&format!("舍入 {zh} 到"), &format!("round {en} to")))
                    }),
                    benefit.right.as_ref().map(|it| words.pick(&it.zh, it.en.as_deref().unwrap_or(&it.zh)).to_owned()),
                    said("期限", "term", &benefit.term),
                    said("限额", "budget", &benefit.budget),
                    said("兑现", "obtained", &benefit.obtained),
                    said("支付", "paid by", &benefit.paid_by),
                    said("用途", "for", &benefit.purpose),
                    self.when(benefit.when, words),
                ],
            )
        });
        self.add(ElementKind::Benefit, &benefit.name, text, Some(&benefit.notes));
    }

    fn procedure(&mut self, procedure: &Procedure) {
        let program = self.program;
        let limit = |limit: &Limit, words: Words| match limit {
            Limit::Within(number, _) if number.is_zero() => words.pick("即办", "at once").to_owned(),
            Limit::Within(number, unit) => formula::duration(number, *unit, program, words),
            Limit::NoneSet => words.pick("无规定", "none set").to_owned(),
            Limit::Open => words.pick("未定", "open").to_owned(),
        };
        let joined = |names: &Vec<String>, _: Words| names.join("、");
        self.by_case(ElementKind::Apply, &procedure.apply, joined, |_| None);
        self.by_case(ElementKind::Accepts, &procedure.accepts, joined, |_| None);
        self.by_case(ElementKind::Decides, &procedure.decides, joined, |_| None);
        let figure = |limit: &Limit| match limit {
            Limit::Within(number, unit) => Some((number.clone(), Some(*unit))),
            Limit::NoneSet | Limit::Open => None,
        };
        for (kind, limits) in [
            (ElementKind::StatutoryLimit, &procedure.statutory_limits),
            (ElementKind::PromisedLimit, &procedure.promised_limits),
        ] {
            self.by_case(kind, limits, limit, figure);
            if limits.iter().any(|line| line.said == Limit::Open)
                && let Some(last) = self.elements.last_mut()
            {
                last.unknown = true;
            }
        }
        let visits = |visits: &Visits, words: Words| {
            let number = visits.number.to_plain();
            let once = if visits.number == Number::ONE { "visit" } else { "visits" };
            let times = words.pick(&format!("{number} 次"), &format!("{number} {once}")).to_owned();
            clauses(words, [Some(times), visits.reason.clone()])
        };
        self.by_case(ElementKind::Visits, &procedure.visits, visits, |visits| Some((visits.number.clone(), None)));
        self.by_case(ElementKind::Mode, &procedure.modes, joined, |_| None);
        let special = both(|words| {
            let each = procedure.special.iter().map(|special| {
                let takes =
                    special.takes.as_ref().map(|(number, unit)| formula::duration(number, *unit, program, words));
                let uncounted = special.uncounted.then(|| words.pick("不计时限", "not counted").to_owned());
                clauses(words, [Some(special.name.clone()), takes, uncounted, self.when(special.when, words)])
            });
            each.collect::<Vec<_>>().join(words.pick("；", "; "))
        });
        if !procedure.special.is_empty() {
            self.add(ElementKind::SpecialProcedure, "", special, None);
        }
        self.by_case(ElementKind::Fee, &procedure.fees, |fee, _| fee.words.clone(), |_| None);
        self.by_case(ElementKind::Hotline, &procedure.hotlines, |hotline, _| hotline.clone(), |_| None);
    }

    /// Lines one after the other, each with the case that it is for.
    fn by_case<T>(
        &mut self,
        kind: ElementKind,
        lines: &[ByCase<T>],
        text: impl Fn(&T, Words) -> String,
        figure: impl Fn(&T) -> Option<(Number, Option<DurationUnit>)>,
    ) {
        if lines.is_empty() {
            return;
        }
        let text = both(|words| {
            let each =
                lines.iter().map(|line| clauses(words, [Some(text(&line.said, words)), self.when(line.when, words)]));
            each.collect::<Vec<_>>().join(words.pick("；", "; "))
        });
        self.add(kind, "", text, None);
        let figures: Option<Vec<(Number, Option<DurationUnit>)>> =
            lines.iter().map(|line| figure(&line.said)).collect();
        self.last(figures.and_then(bounds), false);
    }

    fn when(&self, when: Option<NodeId>, words: Words) -> Option<String> {
        when.map(|when| format!("{} {}", words.pick("当", "when"), formula(self.program, when, words)))
    }
}

/// The least and the greatest of figures of one kind.
fn bounds(figures: Vec<(Number, Option<DurationUnit>)>) -> Option<Figure> {
    let unit = figures.first()?.1;
    let alike = figures.iter().all(|(_, other)| *other == unit);
    let low = figures.iter().map(|(number, _)| number).min()?.clone();
    let high = figures.iter().map(|(number, _)| number).max()?.clone();
    alike.then_some(Figure { low, high, unit })
}

fn level(rank: RegionRank, words: Words) -> &'static str {
    match rank {
        RegionRank::Country => words.pick("国家", "national"),
        RegionRank::Province => words.pick("省级", "provincial"),
        RegionRank::Prefecture => words.pick("市级", "municipal"),
        RegionRank::District => words.pick("县级", "county"),
        RegionRank::Street => words.pick("街道", "street"),
        RegionRank::Zone => words.pick("功能区", "zone"),
    }
}

/// What a place fills.
fn left_to(by: &str) -> Text {
    Text { zh: format!("由地方规定（{by}）"), en: format!("set locally ({by})") }
}

/// The days of 有效.
pub(super) fn effective(lines: &[Effective], words: Words) -> String {
    let lines = lines.iter().map(|it| match (&it.from, &it.to) {
        _ if it.unspecified => words.pick("不详", "unspecified").to_owned(),
        (Some(from), Some(to)) => format!("{from} {} {to}", words.pick("至", "to")),
        (Some(from), None) => format!("{from} {}", words.pick("起", "onwards")),
        (None, Some(to)) => format!("{} {to}", words.pick("至", "to")),
        (None, None) => words.pick("不限", "always").to_owned(),
    });
    lines.collect::<Vec<_>>().join(words.pick("；", "; "))
}

pub(super) fn both(text: impl Fn(Words) -> String) -> Text {
    Text { zh: text(Words::Zh), en: text(Words::En) }
}

fn clauses<const N: usize>(words: Words, parts: [Option<String>; N]) -> String {
    parts.into_iter().flatten().collect::<Vec<_>>().join(words.pick("，", ", "))
}

fn paper_name(program: &Program, paper: &NeededPaper) -> String {
    program.papers.get(paper.paper.index()).map(|paper| paper.name.clone()).unwrap_or_default()
}

/// The lines of a condition, and what waives it.
fn condition(program: &Program, condition: &Condition, words: Words) -> String {
    let body = formula(program, condition.body, words);
    let waived =
        condition.unless.map(|unless| format!("{} {}", words.pick("除非", "unless"), formula(program, unless, words)));
    let excludes = if condition.exclude { words.pick("排除：", "excluded if: ") } else { "" };
    clauses(words, [Some(format!("{excludes}{body}")), waived])
}

fn score(program: &Program, score: &Score, words: Words) -> String {
    let points = match &score.points {
        Points::Parts(_) => None,
        Points::Free => Some(words.pick("由评审给分", "as the judge sees fit").to_owned()),
        Points::Bands(bands) => {
            let bands = bands.iter().map(|band| {
                let (low, high) = (band.low.to_plain(), band.high.to_plain());
                if low == high { format!("{} {low}", band.name) } else { format!("{} {low}–{high}", band.name) }
            });
            Some(bands.collect::<Vec<_>>().join(words.pick("；", "; ")))
        }
        Points::Value(node) => Some(formula(program, *node, words)),
        Points::BestOf(ways) => {
            let ways = ways.iter().map(|way| format!("{} = {}", way.name, formula(program, way.value, words)));
            Some(format!(
                "{}：{}",
                words.pick("任选", "best of"),
                ways.collect::<Vec<_>>().join(words.pick("；", "; "))
            ))
        }
    };
    clauses(
        words,
        [
            score.max.as_ref().map(|max| format!("{} {}", words.pick("满分", "full marks"), max.to_plain())),
            score.pass.as_ref().map(|pass| {
                format!("{} {} {}", words.pick("合格", "passes"), pass.comparison.sign(), pass.points.to_plain())
            }),
            score.by.as_ref().map(|by| format!("{} {by}", words.pick("由", "by"))),
            points,
        ],
    )
}

fn window(window: &Window, words: Words) -> String {
    let at =
        |clock: &Option<(u8, u8)>| clock.map(|(hour, minute)| format!(" {hour:02}:{minute:02}")).unwrap_or_default();
    let day = |day: &WindowDay| {
        let next = if day.next_year { words.pick("次年 ", "next year ") } else { "" };
        format!("{next}{:02}-{:02}", day.month, day.day)
    };
    let to = words.pick("至", "to");
    match window {
        Window::EveryYear { opens, closes, closes_at } => {
            format!("{} {} {to} {}{}", words.pick("每年", "every year"), day(opens), day(closes), at(closes_at))
        }
        Window::Once { opens, closes, closes_at } => {
            let end = |day: &Option<crate::value::Date>| day.map(|day| day.to_string()).unwrap_or_default();
            format!("{} {to} {}{}", end(opens), end(closes), at(closes_at))
        }
        Window::Always => words.pick("常年", "always").to_owned(),
        Window::Announced(label) => {
            let what = words.pick(&label.zh, label.en.as_deref().unwrap_or(&label.zh));
            format!("{} {what}", words.pick("另行公布", "to be announced"))
        }
    }
}
