//! Examples: what is given, and what must come of it.

use super::checker::{Built, Checker, Scope};
use super::collect::{DeclarationId, ExamplePlace, Space};
use super::example::{
    ConditionOutcome, Constant, ConstantMember, Example, Expectation, Expected, Givens, Handling, MaterialState,
    MissingFact, PolicyOutcome, StackTest, Subject, ValueTest, WindowState,
};
use super::expression::strip;
use super::function::one_year;
use super::given::duration_text;
use super::read::{Name, all, bare, first_words, has, one, plain_word, show, text};
use super::types::Type;
use crate::diagnostic::{Code, suggest};
use crate::program::{Comparison, Limit, Need, Node, NodeId, PolicyId, Reason, StackId};
use crate::schema::entries;
use crate::span::Span;
use crate::syntax::tree::{Expression, ExpressionKind, Infix, Prefix, Value};
use crate::value::Number;
use std::collections::BTreeMap;

/// Words of expectations that speak of the policy that an example stands in.
const OF_THE_POLICY: &[&str] = &[
    "结果",
    "outcome",
    "缺",
    "missing",
    "差距",
    "gap",
    "材料",
    "material",
    "版本",
    "version",
    "窗口",
    "window",
    "过渡",
    "transition",
];

impl Checker<'_> {
    /// All examples, those that are based on others after these.
    pub(super) fn examples(&mut self) -> Vec<Example> {
        let places = self.found.examples.clone();
        let mut by_name: ByName = BTreeMap::new();
        for (at, place) in places.iter().enumerate() {
            let Some(name) = first_words(place.item) else { continue };
            if by_name.insert((place.file, name.clone(), block_of(place)), at).is_some() {
                self.report
                    .error(
                        Code::NameDoubled,
                        place.item.span,
                        format!("示例 `{name}` 写了两次"),
                        format!("example \"{name}\" stands twice"),
                    )
                    .help("换一个名字", "rename one of them");
            }
        }
        let parents: Vec<Option<usize>> = (0..places.len()).map(|at| self.based_on(at, &places, &by_name)).collect();
        let places = with_policies(places, &parents);
        let mut givens: Vec<Option<Givens>> = vec![None; places.len()];
        for at in 0..places.len() {
            self.givens_of(at, &places, &parents, &mut givens);
        }
        let mut examples = Vec::new();
        for ((place, given), parent) in places.iter().zip(givens).zip(&parents) {
            let Some(name) = first_words(place.item) else { continue };
            // What it is based on is not known, which has been reported: nothing else can be said of it.
            if parent.is_none() && has(&place.item.body, "based_on") {
                continue;
            }
            let given = given.unwrap_or_default();
            if given.today.is_none() {
                self.report
                    .error(
                        Code::TodayMissing,
                        place.item.span,
                        format!("示例 `{name}` 没有给定今天"),
                        format!("example \"{name}\" does not say which day it is asked"),
                    )
                    .help("写：给定 今天 = 2026-01-01", "write `given today = 2026-01-01`");
            }
            let scope = self.example_scope(place);
            let mut expectations = Vec::new();
            for item in all(&place.item.body, "expect") {
                if let Some(equals) = &item.equals
                    && let [subject] = item.values.as_slice()
                {
                    let chain = self.chain_of(&scope);
                    let of_chain = chain.and_then(|chain| self.chain_value(&subject.expression, equals, chain, &scope));
                    let expected = match of_chain {
                        Some(expected) => expected.map(Expected::Chain),
                        None => self.value_expected(&subject.expression, Comparison::Equal, equals, &scope),
                    };
                    expectations.extend(expected.map(|expected| Expectation { span: item.span, expected }));
                    continue;
                }
                for entry in entries(&item.values) {
                    let Some(span) = span_of(entry) else { continue };
                    if let Some(expected) = self.expected(entry, &scope) {
                        expectations.push(Expectation { span, expected });
                    }
                }
            }
            examples.push(Example {
                name,
                file: self.files.get(place.file).map(|file| file.path.clone()).unwrap_or_default(),
                span: place.item.span,
                policy: place.policy.and_then(|policy| self.policies.get(&policy).copied()),
                stack: self.stack_of(place.stack),
                givens: given,
                expectations,
            });
        }
        examples
    }

    fn example_scope(&self, place: &ExamplePlace<'_>) -> Scope {
        let stack = self.stack_of(place.stack);
        Scope { file: place.file, policy: place.policy, stack, any_fact: true, ..Scope::default() }
    }

    /// The example that 基于 names: in the same block, else in the same file, else in the files that it uses. `甲·名` is
    /// the one of that name in the policy 甲.
    fn based_on(&mut self, at: usize, places: &[ExamplePlace<'_>], by_name: &ByName) -> Option<usize> {
        let place = places.get(at)?;
        let based_on = one(&place.item.body, "based_on")?;
        let name = first_words(based_on)?;
        let used = self.found.uses.get(place.file).cloned().unwrap_or_default();
        let files: Vec<usize> = std::iter::once(place.file).chain(used).collect();
        let whole = |file: usize| of_name(by_name, file, &name).collect::<Vec<_>>();
        let in_block = |file: usize| {
            let Some((block, inner)) = name.split_once('·') else { return Vec::new() };
            let named = |id: &DeclarationId| self.found.get(*id).is_some_and(|it| it.name == block);
            of_name(by_name, file, inner).filter(|(block, _)| block.as_ref().is_some_and(named)).collect::<Vec<_>>()
        };
        if let Some(own) = by_name.get(&(place.file, name.clone(), block_of(place))) {
            return Some(*own);
        }
        let hits = files.iter().map(|file| whole(*file)).find(|hits| !hits.is_empty());
        let hits = hits.or_else(|| files.iter().map(|file| in_block(*file)).find(|hits| !hits.is_empty()));
        match hits.unwrap_or_default().as_slice() {
            [(_, one)] => Some(*one),
            [] => {
                let names = by_name.keys().filter(|(file, ..)| files.contains(file)).map(|(_, name, _)| name.as_str());
                let near = suggest(&name, names).map(str::to_owned);
                let problem = self.report.error(
                    Code::NameUnknown,
                    based_on.span,
                    format!("这个文件和它引用的文件里都没有示例 `{name}`"),
                    format!("there is no example \"{name}\" in this file or in those that it uses"),
                );
                if let Some(near) = near {
                    problem.help(format!("是不是 `{near}`？"), format!("did you mean \"{near}\"?"));
                }
                None
            }
            several => {
                let block = |id: Option<DeclarationId>| Some(self.found.get(id?)?.name.clone());
                let blocks: Vec<String> = several.iter().filter_map(|(id, _)| block(*id)).collect();
                let first = blocks.first().cloned().unwrap_or_default();
                self.report
                    .error(
                        Code::NameAmbiguous,
                        based_on.span,
                        format!("叫 `{name}` 的示例不止一个：{}里都有", blocks.join("、")),
                        format!("several examples are called \"{name}\": there is one in {}", blocks.join(" and in ")),
                    )
                    .help(
                        format!("写明是哪里的，如：基于 \"{first}·{name}\""),
                        format!("say whose: `based_on \"{first}·{name}\"`"),
                    );
                None
            }
        }
    }

    /// The givens of an example with all that 基于 takes over. Goes up the line of parents without recursion.
    fn givens_of(
        &mut self,
        start: usize,
        places: &[ExamplePlace<'_>],
        parents: &[Option<usize>],
        givens: &mut [Option<Givens>],
    ) {
        let mut line = vec![start];
        while let Some(at) = line.last().copied() {
            let Some(parent) = parents.get(at).copied().flatten() else { break };
            if line.contains(&parent) {
                let Some(based_on) = places.get(at).and_then(|place| one(&place.item.body, "based_on")) else { break };
                let name = first_words(based_on).unwrap_or_default();
                self.report.error(
                    Code::Circle,
                    based_on.span,
                    format!("示例 `{name}` 绕了一圈又基于它自己"),
                    format!("example \"{name}\" is based on itself in a circle"),
                );
                break;
            }
            line.push(parent);
            if givens.get(parent).is_some_and(Option::is_some) {
                break;
            }
        }
        let mut taken = Givens::default();
        for at in line.into_iter().rev() {
            if let Some(Some(known)) = givens.get(at) {
                taken = known.clone();
                continue;
            }
            let Some(place) = places.get(at) else { continue };
            let scope = self.example_scope(place);
            for item in all(&place.item.body, "given") {
                self.given(item, &scope, &mut taken);
            }
            if let Some(entry) = givens.get_mut(at) {
                *entry = Some(taken.clone());
            }
        }
    }

    /// One entry of 期望.
    fn expected(&mut self, entry: &[Value], scope: &Scope) -> Option<Expected> {
        let first = entry.first()?;
        let rest = entry.get(1..).unwrap_or_default();
        let second = rest.first().and_then(|value| plain_word(&value.expression));
        let word = plain_word(&first.expression);
        if let Some(chain) = self.chain_of(scope)
            && let Some(expected) = self.chain_expected(entry, chain, scope)
        {
            return expected.map(Expected::Chain);
        }
        if let Some(stack) = scope.stack
            && let Some(found) = self.stack_expected(stack, first, rest, scope)
        {
            return found.map(Expected::Stack);
        }
        if scope.policy.is_none() && word.is_some_and(|word| OF_THE_POLICY.contains(&word)) {
            return self.no_policy(first.expression.span);
        }
        match (word, second) {
            (Some("结果" | "outcome"), Some(word)) => return self.outcome(None, word, rest, first.expression.span),
            (Some("缺" | "missing"), _) => {
                let facts = self.missing(rest, scope)?;
                return Some(Expected::Missing { subject: None, facts });
            }
            (Some("差距" | "gap"), _) => return self.gap(rest, scope, first.expression.span),
            (Some("材料" | "material"), Some(name)) => return self.material(name, rest, scope),
            (Some("任选" | "any_one"), None) => return self.any_of(rest, scope),
            (Some("决定机关" | "organ"), _) => return self.decider(None, rest, scope, first.expression.span),
            (Some("特别程序" | "special_procedure"), Some(name)) => return self.special_expected(name, rest),
            (Some("情形"), Some("未知")) if self.in_item(scope) => {
                let (_, missing) = self.why_unknown(rest.get(1..).unwrap_or_default(), scope)?;
                return Some(Expected::Cases { cases: Vec::new(), missing });
            }
            (Some(word), Some("未知")) if self.handling(word, scope).is_some() => {
                let of = self.handling(word, scope)?;
                let (because, missing) = self.why_unknown(rest.get(1..).unwrap_or_default(), scope)?;
                return Some(Expected::Handled { of, said: None, because, missing });
            }
            (Some("版本" | "version"), _) => {
                if let Some(version) = rest.first().and_then(|value| text(&value.expression)) {
                    return Some(Expected::Version(version.to_owned()));
                }
            }
            (Some("窗口" | "window"), Some(word)) => {
                let state = match word {
                    "开放" | "open" => WindowState::Open,
                    "未开始" | "upcoming" => WindowState::Upcoming,
                    "已截止" | "closed" => WindowState::Closed,
                    "常年" | "always" => WindowState::Always,
                    "另行公布" | "announced" => WindowState::Announced,
                    _ => return self.unknown_expectation(entry),
                };
                return Some(Expected::Window(state));
            }
            (Some("过渡" | "transition"), Some(name)) => return self.transition_expected(name, rest, scope),
            (Some("依据" | "basis"), Some(name)) => return self.basis(name, rest, scope),
            (Some("来源" | "layer"), Some(_)) => {
                let (subject, _) = self.subject(&rest.first()?.expression, scope)?;
                let Some(layer) = rest.get(1).and_then(|value| bare(&value.expression)) else {
                    return self.unknown_expectation(entry);
                };
                return Some(Expected::Layer { subject, layer: layer.to_owned() });
            }
            (Some("提示" | "hint"), Some(name)) => return self.hint(name, rest, scope),
            // A notice of the engine itself, told by its text.
            (Some("提示" | "hint"), None) => {
                let said = rest.first().and_then(|value| text(&value.expression)).map(str::to_owned);
                let shown = match rest.get(1).and_then(|value| plain_word(&value.expression)) {
                    Some("出现" | "shown") => Some(true),
                    Some("不出现" | "not_shown") => Some(false),
                    _ => None,
                };
                let (Some(text), Some(shown)) = (said, shown) else { return self.unknown_expectation(entry) };
                return Some(Expected::Notice { text, shown });
            }
            _ => {}
        }
        if let ExpressionKind::Infix(infix, _, left, right) = &first.expression.kind {
            let unknown = matches!(second, Some("未知" | "unknown"));
            if let (Infix::Compare(Comparison::Equal), Some("决定机关" | "organ")) = (infix, plain_word(left)) {
                return self.decider(Some(right), rest, scope, left.span);
            }
            return match infix {
                Infix::Compare(comparison) => self.value_expected(left, *comparison, right, scope),
                Infix::In | Infix::NotIn => {
                    let (subject, ty) = self.subject(left, scope)?;
                    let members = self.constant_members(right, &ty, scope)?;
                    let test = match (infix, unknown) {
                        (Infix::In, false) => ValueTest::In(members),
                        (Infix::In, true) => ValueTest::MaybeIn(members),
                        _ => ValueTest::NotIn(members),
                    };
                    Some(Expected::Value { subject, test })
                }
                _ => self.unknown_expectation(entry),
            };
        }
        if matches!(second, Some("逐项" | "each")) {
            return self.records_expected(&first.expression, rest, scope);
        }
        let (subject, ty) = self.subject(&first.expression, scope)?;
        if let (Subject::Benefit(policy, index), Some("限额" | "budget")) = (subject, second) {
            return Some(Expected::Budget(policy, index));
        }
        match second {
            Some("缺" | "missing") => {
                let facts = self.missing(rest.get(1..).unwrap_or_default(), scope)?;
                Some(Expected::Missing { subject: Some(subject), facts })
            }
            Some(word) => self.verdict_expected(subject, &ty, word, entry),
            None => self.unknown_expectation(entry),
        }
    }

    /// What an example of a 叠加 says of the sum. The outer None: it speaks of something else.
    fn stack_expected(
        &mut self,
        stack: StackId,
        first: &Value,
        rest: &[Value],
        scope: &Scope,
    ) -> Option<Option<StackTest>> {
        let money = || Type::count(super::units::YUAN);
        if let Some("合计" | "total") = plain_word(&first.expression)
            && matches!(rest.first().and_then(|value| plain_word(&value.expression)), Some("缺" | "missing"))
        {
            return Some(self.missing(rest.get(1..).unwrap_or_default(), scope).map(StackTest::Missing));
        }
        let ExpressionKind::Infix(Infix::Compare(Comparison::Equal), _, left, right) = &first.expression.kind else {
            return None;
        };
        let name = bare(left)?;
        match plain_word(left) {
            Some("合计" | "total") => Some(self.value_test(right, &money(), scope).map(StackTest::Total)),
            Some("削减" | "cut") => Some(self.value_test(right, &money(), scope).map(StackTest::Cut)),
            Some("最优合计" | "best_total") => {
                Some(self.value_test(right, &money(), scope).map(StackTest::BestTotal))
            }
            Some("次优合计" | "second_total") => {
                Some(self.value_test(right, &money(), scope).map(StackTest::SecondTotal))
            }
            Some("最优" | "best") => Some(self.stacked_set(stack, right).map(StackTest::Best)),
            Some("次优" | "second_best") => Some(self.stacked_set(stack, right).map(StackTest::Second)),
            _ => {
                let at = self.stacked_place(stack, name)?;
                Some(self.value_test(right, &money(), scope).map(|test| StackTest::Pays(at, test)))
            }
        }
    }

    fn stacked_set(&mut self, stack: StackId, right: &Expression) -> Option<Vec<usize>> {
        let members: Vec<&Expression> = match &strip(right).kind {
            ExpressionKind::List(values) => values.iter().map(|value| &value.expression).collect(),
            _ => vec![right],
        };
        let mut set = Vec::new();
        for member in members {
            let found = bare(member).and_then(|name| self.stacked_place(stack, name));
            let Some(found) = found else {
                self.report
                    .error(
                        Code::ExpectationUnknown,
                        member.span,
                        "叠加里没有这项待遇",
                        "the stack does not name this benefit",
                    )
                    .help("写成：最优 = [政策·待遇、政策·待遇]", "write `best = [policy·benefit、policy·benefit]`");
                return None;
            };
            set.push(found);
        }
        set.sort_unstable();
        Some(set)
    }

    fn stacked_place(&self, stack: StackId, name: &str) -> Option<usize> {
        let (policy, benefit) = name.split_once('·')?;
        let stack = self.program.stacks.get(stack.index())?;
        stack.benefits.iter().position(|stacked| {
            let own = self.program.policies.get(stacked.policy.index());
            stacked.benefit == benefit && own.is_some_and(|own| own.name == policy)
        })
    }

    /// What cannot be looked at would pass whatever it says.
    fn no_policy(&mut self, span: Span) -> Option<Expected> {
        self.report
            .error(
                Code::ExpectationUnknown,
                span,
                "示例不在政策里，不知道说的是哪个政策",
                "the example stands in no policy, so nobody knows which one is meant",
            )
            .help(
                "把示例写到政策的 { } 里，或用 基于 接在政策里的示例后面，或写：某政策 符合",
                "put it into the policy, base it on an example there, or write `some_policy met`",
            );
        None
    }

    pub(super) fn unknown_expectation(&mut self, entry: &[Value]) -> Option<Expected> {
        let span = span_of(entry)?;
        self.report.error(Code::ExpectationUnknown, span, "期望写得不对", "this is no expectation").help(
            "写成：结果 符合、某条件 不符合、某值 = …、缺 …、差距 事实 = …、材料 … 提交",
            "write `outcome met`, `condition unmet`, `value = …`, `missing …`, `gap fact = …`, `material … submit`",
        );
        None
    }

    fn outcome(&mut self, policy: Option<PolicyId>, word: &str, rest: &[Value], span: Span) -> Option<Expected> {
        let outcome = match word {
            "符合" | "met" => PolicyOutcome::Eligible,
            "不符合" | "unmet" => PolicyOutcome::Ineligible,
            "信息不足" | "undetermined" | "未知" | "unknown" => PolicyOutcome::Undetermined,
            "待认定" | "pending" => PolicyOutcome::Pending,
            "不适用" | "not_applicable" => PolicyOutcome::NotApplicable,
            _ => {
                self.report
                    .error(
                        Code::ExpectationUnknown,
                        span,
                        format!("结果不能是 `{word}`"),
                        format!("`{word}` is no outcome"),
                    )
                    .help(
                        "结果有：符合、不符合、信息不足、待认定、不适用",
                        "outcomes are met, unmet, undetermined, pending, not_applicable",
                    );
                return None;
            }
        };
        let (because, no_completion) = self.because(rest.get(1..).unwrap_or_default())?;
        Some(Expected::Outcome { policy, outcome, because, no_completion })
    }

    /// `因 除数为零`. The outer None: a problem.
    fn because(&mut self, rest: &[Value]) -> Option<(Option<Reason>, bool)> {
        let mut words = rest.iter().map(|value| &value.expression);
        let Some(first) = words.next() else { return Some((None, false)) };
        if !matches!(plain_word(first), Some("因" | "because")) {
            self.report.error(Code::ExpectationUnknown, first.span, "这里多了一个词", "a word too many");
            return None;
        }
        let Some(expression) = words.next() else { return Some((None, false)) };
        let reason = match plain_word(expression).unwrap_or_default() {
            "除数为零" | "division_by_zero" => Reason::DivisionByZero,
            "清单为空" | "empty_list" => Reason::EmptyList,
            "该日无参数" | "no_value" => Reason::NoValue,
            "日历未收录" | "calendar_unknown" => Reason::CalendarUnknown,
            "日期超界" | "date_out_of_range" => Reason::DateOutOfRange,
            "表中无此情形" | "no_row" => Reason::NoRow,
            "表中多行" | "many_rows" => Reason::ManyRows,
            "例外冲突" | "clash" => Reason::Clash,
            "输入算不出" | "undefined_input" => Reason::UndefinedInput,
            "前提算不出" | "undefined_guard" => Reason::UndefinedGuard,
            "不在有效期" | "not_in_force" => Reason::NotInForce,
            "不在适用范围" | "not_in_scope" => Reason::NotInScope,
            "地区不符" | "other_region" => Reason::OtherRegion,
            "时限未定" | "open_ended_step" => Reason::OpenEndedStep,
            "不能同时满足" | "no_completion" => return Some((None, true)),
            other => {
                let words = [
                    "除数为零",
                    "清单为空",
                    "该日无参数",
                    "日历未收录",
                    "日期超界",
                    "表中无此情形",
                    "表中多行",
                    "例外冲突",
                    "输入算不出",
                    "前提算不出",
                    "不在有效期",
                    "不在适用范围",
                    "地区不符",
                    "时限未定",
                    "不能同时满足",
                ];
                let near = suggest(other, words).map(str::to_owned);
                let problem = self.report.error(
                    Code::ExpectationUnknown,
                    expression.span,
                    format!("没有原因 `{other}`"),
                    format!("there is no reason `{other}`"),
                );
                match near {
                    Some(near) => problem.help(format!("是不是 `{near}`？"), format!("did you mean `{near}`?")),
                    None => problem
                        .help(format!("原因有：{}", words.join("、")), format!("reasons are: {}", words.join(", "))),
                };
                return None;
            }
        };
        Some((Some(reason), false))
    }

    /// `X 符合`, `X 未知 因 …`, `X 合格`, `X 排除`.
    fn verdict_expected(&mut self, subject: Subject, ty: &Type, word: &str, entry: &[Value]) -> Option<Expected> {
        let rest = entry.get(2..).unwrap_or_default();
        let outcome = match word {
            "符合" | "met" | "合格" | "passes" | "不排除" | "not_excluded" => Some(ConditionOutcome::Met),
            "不符合" | "unmet" | "不合格" | "fails" | "排除" | "excluded" => Some(ConditionOutcome::Unmet),
            "未知" | "unknown" => Some(ConditionOutcome::Unknown),
            "待认定" | "pending" => Some(ConditionOutcome::Judged),
            _ => None,
        };
        match (subject, outcome) {
            (Subject::Policy(policy), _) => {
                self.outcome(Some(policy), word, entry.get(1..).unwrap_or_default(), span_of(entry)?)
            }
            (Subject::Condition(condition), Some(outcome)) => {
                let (because, _) = self.because(rest)?;
                Some(Expected::Condition { condition, outcome, because })
            }
            // Whether a score passes; its points being open is `未知` of the score too.
            (Subject::Score(score), Some(outcome)) => {
                if self.has_pass_mark(score) {
                    return Some(Expected::Passes { score, outcome });
                }
                let test = match outcome {
                    ConditionOutcome::Unknown => ValueTest::Unknown(self.because(rest)?.0),
                    ConditionOutcome::Judged => ValueTest::Judged,
                    _ => return self.unknown_expectation(entry),
                };
                Some(Expected::Value { subject, test })
            }
            (_, Some(ConditionOutcome::Unknown)) => {
                let (because, _) = self.because(rest)?;
                Some(Expected::Value { subject, test: ValueTest::Unknown(because) })
            }
            (_, Some(ConditionOutcome::Judged)) => Some(Expected::Value { subject, test: ValueTest::Judged }),
            (_, Some(outcome)) if *ty == Type::Truth => Some(Expected::Value {
                subject,
                test: ValueTest::Is(Constant::Truth(outcome == ConditionOutcome::Met)),
            }),
            _ => self.unknown_expectation(entry),
        }
    }

    /// What an example speaks of, and its type.
    fn subject(&mut self, expression: &Expression, scope: &Scope) -> Option<(Subject, Type)> {
        match &strip(expression).kind {
            ExpressionKind::Name { name, .. } => {
                if let Some(id) = self.find(Space::Value, name, expression.span, scope) {
                    return self.subject_of(id, expression.span, scope);
                }
                if let Some(found) = self.benefit_named(name, scope) {
                    return Some(found);
                }
                let paper = self.nearest(Space::Paper, name, scope).first().copied();
                if paper.is_some()
                    && let Some(paper) = self.papers.get(name).copied()
                {
                    return Some((Subject::Paper(paper), Type::Truth));
                }
                if let Some((policy, inner)) = name.split_once('·')
                    && let Some(policy) = self.nearest(Space::Value, policy, scope).first().copied()
                    && let Some(found) = self.benefit_named(inner, &Scope { policy: Some(policy), ..scope.clone() })
                {
                    return Some(found);
                }
                let is_benefit = self.found.anywhere(Space::Benefit, name).is_some();
                let space = if is_benefit { Space::Benefit } else { Space::Value };
                self.unknown_name(&Name { text: name.clone(), span: expression.span }, space, scope);
                None
            }
            ExpressionKind::Call { name, name_span, arguments } => {
                let id = self.find(Space::Value, name, *name_span, scope);
                let year = match arguments.as_slice() {
                    [one] => bare(&one.expression).and_then(one_year),
                    _ => None,
                };
                match (id.map(|id| (id, self.ensure(id, *name_span))), year) {
                    (Some((_, Built::Fact(fact))), Some(year)) => {
                        let ty = self.fact_types.get(fact.index()).cloned()?;
                        Some((Subject::FactInYear(fact, year), ty))
                    }
                    (Some((id, Built::Yearly)), Some(year)) => {
                        self.yearly_definition(id, year, expression.span)?;
                        let (definition, ty, _) = self.yearly.get(&(id, year)).cloned().flatten()?;
                        Some((Subject::Definition(definition), ty))
                    }
                    (Some(_), _) => {
                        self.report
                            .error(
                                Code::ExpectationUnknown,
                                expression.span,
                                "期望只能写有名字的值",
                                "an expectation speaks of named values",
                            )
                            .help("把算式写成定义，再期望它", "make the expression a definition, and expect that");
                        None
                    }
                    (None, _) => {
                        if super::function::is_function(name) {
                            let typed = self.resolve(expression, scope, None)?;
                            return Some((Subject::Node(typed.node), typed.ty));
                        }
                        self.unknown_name(&Name { text: name.clone(), span: *name_span }, Space::Value, scope);
                        None
                    }
                }
            }
            _ => {
                self.report
                    .error(
                        Code::ExpectationUnknown,
                        expression.span,
                        "期望只能写有名字的值",
                        "an expectation speaks of named values",
                    )
                    .help("把算式写成定义，再期望它", "make the expression a definition, and expect that");
                None
            }
        }
    }

    fn subject_of(&mut self, id: usize, span: Span, scope: &Scope) -> Option<(Subject, Type)> {
        let name = self.found.get(id).map(|declaration| declaration.name.clone()).unwrap_or_default();
        if !self.record_at_hand(id, &name, span, scope) {
            return None;
        }
        Some(match self.ensure(id, span) {
            Built::Fact(fact) => (Subject::Fact(fact), self.fact_types.get(fact.index()).cloned()?),
            Built::Definition(definition, ty) => (Subject::Definition(definition), ty),
            Built::Parameter(parameter, ty) => (Subject::Parameter(parameter), ty),
            Built::Table(table, ty) => (Subject::Table(table), ty),
            Built::Score(score) => (Subject::Score(score), Type::count(super::units::POINT)),
            Built::Condition(condition) => (Subject::Condition(condition), Type::Truth),
            Built::Policy(policy) => (Subject::Policy(policy), Type::Truth),
            Built::Each(each) => {
                self.use_each(each, &name, span, scope)?;
                return None;
            }
            Built::Yearly | Built::Function => {
                self.report.error(
                    Code::YearMissing,
                    span,
                    "没有写是哪一年或哪些输入",
                    "it is not said of which year or which inputs",
                );
                return None;
            }
            Built::Not | Built::Now | Built::Failed => return None,
        })
    }

    fn benefit_named(&self, name: &str, scope: &Scope) -> Option<(Subject, Type)> {
        let id = self.nearest(Space::Benefit, name, scope).first().copied()?;
        let declaration = self.found.get(id)?;
        let policy = self.policies.get(&declaration.policy?).copied()?;
        let entry = self.program.policies.get(policy.index())?;
        let at = entry.benefits.iter().position(|benefit| benefit.name == declaration.name)?;
        let amount = entry.benefits.get(at)?.amount;
        let ty = match amount {
            Some(amount) => self.types.get(amount.index()).cloned()?,
            None => Type::Truth,
        };
        Some((Subject::Benefit(policy, at), ty))
    }

    fn value_expected(
        &mut self,
        left: &Expression,
        comparison: Comparison,
        right: &Expression,
        scope: &Scope,
    ) -> Option<Expected> {
        if comparison == Comparison::Equal
            && let Some(word) = plain_word(left)
        {
            if word == "情形" && self.in_item(scope) {
                return Some(Expected::Cases { cases: self.names_of(right)?, missing: None });
            }
            if let Some(of) = self.handling(word, scope) {
                return self.handled(of, right, scope);
            }
        }
        let (subject, ty) = self.subject(left, scope)?;
        if comparison != Comparison::Equal {
            self.report
                .error(Code::ExpectationUnknown, left.span, "期望的值用 = 写", "an expected value is written with `=`")
                .help(
                    "写成：X = 5、X = 3 至 8、X = 不超过 5、X 属于 […]",
                    "write `X = 5`, `X = 3 至 8`, `X = 不超过 5`, `X 属于 […]`",
                );
            return None;
        }
        let test = self.value_test(right, &ty, scope)?;
        Some(Expected::Value { subject, test })
    }

    /// What stands behind the `=` of an expectation.
    pub(super) fn value_test(&mut self, right: &Expression, ty: &Type, scope: &Scope) -> Option<ValueTest> {
        if matches!(plain_word(right), Some("未知" | "unknown")) {
            return Some(ValueTest::Unknown(None));
        }
        Some(match &strip(right).kind {
            ExpressionKind::Infix(Infix::To, _, low, high) => {
                let low = self.constant_number(low, ty, scope)?;
                let high = self.constant_number(high, ty, scope)?;
                ValueTest::Bounds { low: Some(low), high: Some(high) }
            }
            ExpressionKind::Prefix(Prefix::NoMoreThan, high) => {
                ValueTest::Bounds { low: None, high: Some(self.constant_number(high, ty, scope)?) }
            }
            ExpressionKind::Prefix(Prefix::NoLessThan, low) => {
                ValueTest::Bounds { low: Some(self.constant_number(low, ty, scope)?), high: None }
            }
            ExpressionKind::List(values) if matches!(ty, Type::Choices(_)) => {
                let Type::Choices(id) = *ty else { return None };
                let mut bits = 0_u128;
                for value in values {
                    let name = show(&value.expression);
                    match self.option(id, &name) {
                        Some(option) => bits |= 1_u128.checked_shl(option).unwrap_or(0),
                        None => {
                            self.unknown_choice(id, &name, value.expression.span);
                            return None;
                        }
                    }
                }
                ValueTest::Is(Constant::Choices(id, bits))
            }
            _ => ValueTest::Is(self.example_constant(right, ty, scope)?),
        })
    }

    /// A constant of an example.
    pub(super) fn example_constant(&mut self, expression: &Expression, ty: &Type, scope: &Scope) -> Option<Constant> {
        let length = self.program.nodes.len();
        let typed = self.resolve_as(expression, scope, ty);
        let constant = typed.as_ref().and_then(|typed| self.settled(typed.node));
        self.forget_nodes(length);
        if constant.is_none() && typed.is_some() {
            self.report
                .error(Code::NotConstant, expression.span, "期望的值要写死", "an expected value is written out")
                .help("写出算好的数", "write the figure itself");
        }
        constant
    }

    fn settled(&self, node: NodeId) -> Option<Constant> {
        Some(match self.node(node)? {
            Node::Truth(value) => Constant::Truth(*value),
            Node::Date(date) => Constant::Date(*date),
            Node::Text(text) => Constant::Text(text.clone()),
            Node::Choice(id, option) => Constant::Choice(*id, *option),
            Node::Region(region) => Constant::Region(*region),
            _ => Constant::Number(self.constant(node)?),
        })
    }

    fn constant_number(&mut self, expression: &Expression, ty: &Type, scope: &Scope) -> Option<Number> {
        match self.example_constant(expression, ty, scope)? {
            Constant::Number(number) => Some(number),
            Constant::Date(date) => Some(Number::from(date.day_number())),
            _ => {
                self.wrong_type(expression.span, &Type::plain(), ty);
                None
            }
        }
    }

    fn constant_members(&mut self, right: &Expression, ty: &Type, scope: &Scope) -> Option<Vec<ConstantMember>> {
        let values: Vec<Expression> = match &strip(right).kind {
            ExpressionKind::List(values) => values.iter().map(|value| value.expression.clone()).collect(),
            _ => vec![right.clone()],
        };
        let mut members = Vec::new();
        for value in &values {
            if let (Type::Choice(id), Some(name)) = (ty, bare(strip(value)))
                && self.option(*id, name).is_none()
                && let Some(group) =
                    self.nearest(Space::Choices, name, scope).first().and_then(|id| self.groups.get(id))
            {
                let names = group.members.clone();
                members.extend(
                    names
                        .iter()
                        .filter_map(|name| Some(ConstantMember::Value(Constant::Choice(*id, self.option(*id, name)?)))),
                );
                continue;
            }
            members.push(match &strip(value).kind {
                ExpressionKind::Infix(Infix::To, _, low, high) => {
                    let low = self.example_constant(low, ty, scope)?;
                    ConstantMember::Span(low, self.example_constant(high, ty, scope)?)
                }
                _ => ConstantMember::Value(self.example_constant(value, ty, scope)?),
            });
        }
        Some(members)
    }

    /// `甲、乙(上年)、清单·栏`, or 无.
    pub(super) fn missing(&mut self, values: &[Value], scope: &Scope) -> Option<Vec<MissingFact>> {
        if let [one] = values
            && matches!(plain_word(&one.expression), Some("无" | "none"))
        {
            return Some(Vec::new());
        }
        let mut facts = Vec::new();
        for value in values {
            facts.push(self.missing_fact(&value.expression, scope)?);
        }
        Some(facts)
    }

    fn missing_fact(&mut self, expression: &Expression, scope: &Scope) -> Option<MissingFact> {
        match &strip(expression).kind {
            ExpressionKind::Name { name, .. } => {
                if matches!(name.as_str(), "今天" | "today") {
                    return Some(MissingFact::Today);
                }
                if let Some((list, column)) = name.split_once('·') {
                    let fact = self.fact_named(list, expression.span, scope)?;
                    let inside = Scope { record: Some(fact), ..scope.clone() };
                    return match self.column(column, &inside) {
                        Some(column) => Some(MissingFact::Column(fact, column)),
                        None => {
                            self.report.error(
                                Code::NameUnknown,
                                expression.span,
                                format!("清单没有栏 `{column}`"),
                                format!("the list has no column `{column}`"),
                            );
                            None
                        }
                    };
                }
                if self.nearest(Space::Value, name, scope).is_empty()
                    && let Some(judged) = self.judged_named(name, scope)
                {
                    return Some(MissingFact::Judged(judged));
                }
                Some(MissingFact::Fact(self.fact_named(name, expression.span, scope)?))
            }
            ExpressionKind::Call { name, name_span, arguments } => {
                let fact = self.fact_named(name, *name_span, scope)?;
                let [one] = arguments.as_slice() else { return None };
                if let Some(before) = bare(&one.expression).and_then(one_year) {
                    return Some(MissingFact::YearBefore(fact, before));
                }
                match &one.expression.kind {
                    ExpressionKind::Number { value, .. } => {
                        Some(MissingFact::Year(fact, i32::try_from(value.to_i64()?).ok()?))
                    }
                    _ => {
                        self.report.error(
                            Code::YearMissing,
                            expression.span,
                            "括号里要写一年",
                            "the brackets name one year",
                        );
                        None
                    }
                }
            }
            _ => {
                self.report.error(
                    Code::ExpectationUnknown,
                    expression.span,
                    "这里应是事实的名字",
                    "this should be the name of a fact",
                );
                None
            }
        }
    }

    /// `差距 F = v`, `差距 条件 F = v`.
    fn gap(&mut self, rest: &[Value], scope: &Scope, span: Span) -> Option<Expected> {
        let (condition, last) = match rest {
            [one] => (None, one),
            [condition, last] => {
                let (subject, _) = self.subject(&condition.expression, scope)?;
                let Subject::Condition(condition) = subject else {
                    self.report.error(Code::ExpectationUnknown, span, "期望写得不对", "this is no expectation");
                    return None;
                };
                (Some(condition), last)
            }
            _ => {
                self.report
                    .error(Code::ExpectationUnknown, span, "差距写得不对", "this is no gap")
                    .help("写成：差距 事实 = 变化量", "write `gap fact = change`");
                return None;
            }
        };
        let ExpressionKind::Infix(Infix::Compare(Comparison::Equal), _, left, right) = &last.expression.kind else {
            self.report
                .error(Code::ExpectationUnknown, span, "差距写得不对", "this is no gap")
                .help("写成：差距 事实 = 变化量", "write `gap fact = change`");
            return None;
        };
        let fact = self.missing_fact(left, scope)?;
        let ty = match fact {
            MissingFact::Fact(fact) | MissingFact::YearBefore(fact, _) | MissingFact::Year(fact, _) => {
                self.fact_types.get(fact.index()).cloned()?
            }
            _ => Type::Date,
        };
        // The change of a day is a number of days.
        let ty = match ty {
            Type::Date => Type::count(super::units::DAY),
            Type::Year => Type::plain(),
            other => other,
        };
        let change = self.constant_number(right, &ty, scope)?;
        Some(Expected::Gap { fact, condition, change })
    }

    fn material(&mut self, name: &str, rest: &[Value], scope: &Scope) -> Option<Expected> {
        let at = rest.first()?.expression.span;
        let word = rest.get(1).and_then(|value| plain_word(&value.expression));
        let behind = rest.get(2..).unwrap_or_default();
        // `… 份数 3份` may stand behind any state.
        let counted = behind.len().checked_sub(2).and_then(|at| Some((at, behind.get(at)?)));
        let counted = counted.filter(|(_, word)| matches!(plain_word(&word.expression), Some("份数" | "copies")));
        let (behind, copies) = match counted.zip(behind.last()) {
            Some(((at, _), last)) => {
                let number = self.constant_number(&last.expression, &Type::count("份"), scope)?;
                (behind.get(..at).unwrap_or_default(), Some(number))
            }
            None => (behind, None),
        };
        let paper = if self.nearest(Space::Paper, name, scope).is_empty() {
            if !self.is_group_of_papers(name, scope) {
                self.unknown_name(&Name { text: name.to_owned(), span: at }, Space::Paper, scope);
                return None;
            }
            None
        } else {
            self.papers.get(name).copied()
        };
        let state = match (word, behind) {
            (Some("需要" | "needed"), []) => MaterialState::Needed,
            (Some("不需要" | "not_needed"), []) => MaterialState::NotNeeded,
            (Some("未知" | "unknown"), []) => MaterialState::Unknown,
            (Some("未知" | "unknown"), [word, facts @ ..])
                if matches!(plain_word(&word.expression), Some("缺" | "missing")) =>
            {
                let missing = Some(self.missing(facts, scope)?);
                let name = name.to_owned();
                return Some(Expected::Material { name, state: MaterialState::Unknown, copies: None, missing });
            }
            // A group is handed in by one of its papers, each in its own way.
            _ if paper.is_none() => return self.unknown_expectation(rest),
            (Some("提交" | "submit"), []) => MaterialState::Submit,
            (Some("共享" | "shared"), []) => MaterialState::Shared,
            (Some("承诺替代" | "promised"), []) => MaterialState::Promised,
            (Some("过期" | "expired"), []) => MaterialState::Expired,
            (Some("可后补" | "later"), []) => MaterialState::Later(None),
            (Some("可后补" | "later"), [day]) => match &day.expression.kind {
                ExpressionKind::Date(day) => MaterialState::Later(Some(*day)),
                _ => return self.unknown_expectation(rest),
            },
            (Some("缺" | "missing"), facts) => {
                let facts = self.missing(facts, scope)?;
                return Some(Expected::Missing { subject: paper.map(Subject::Paper), facts });
            }
            _ => return self.unknown_expectation(rest),
        };
        Some(Expected::Material { name: name.to_owned(), state, copies, missing: None })
    }

    fn is_group_of_papers(&self, name: &str, scope: &Scope) -> bool {
        let policy = scope.policy.and_then(|policy| self.policies.get(&policy));
        let policy = policy.and_then(|policy| self.program.policies.get(policy.index()));
        policy.is_some_and(|policy| {
            policy.needs.iter().any(|need| matches!(need, Need::AnyOf { name: group, .. } if group == name))
        })
    }

    fn in_item(&self, scope: &Scope) -> bool {
        let policy = scope.policy.and_then(|policy| self.found.get(policy));
        policy.is_some_and(|policy| super::read::word(policy.item) == "item")
    }

    /// What of its handling a word means, in an item, or in a policy that has nothing else of the name.
    fn handling(&self, word: &str, scope: &Scope) -> Option<Handling> {
        scope.policy?;
        if self.chain_of(scope).is_some() {
            return None;
        }
        let of = match word {
            "申请" => Handling::Apply,
            "受理" => Handling::Accepts,
            "决定" => Handling::Decides,
            "法定时限" => Handling::StatutoryLimit,
            "承诺时限" => Handling::PromisedLimit,
            "跑动" => Handling::Visits,
            "方式" => Handling::Modes,
            "收费" => Handling::Fee,
            "咨询" => Handling::Hotline,
            "办结" => Handling::Finish,
            _ => return None,
        };
        (self.in_item(scope) || self.nearest(Space::Value, word, scope).is_empty()).then_some(of)
    }

    /// `承诺时限 = 10个工作日`, `办结 = D`.
    fn handled(&mut self, of: Handling, right: &Expression, scope: &Scope) -> Option<Expected> {
        let unknown = matches!(plain_word(right), Some("未知"));
        let said = match of {
            _ if unknown => None,
            Handling::StatutoryLimit | Handling::PromisedLimit => Some(match self.limit(right)? {
                Limit::Within(number, _) if number.is_zero() => "即办".to_owned(),
                Limit::Within(number, unit) => duration_text(&number, unit),
                Limit::NoneSet => "无规定".to_owned(),
                Limit::Open => "未定".to_owned(),
            }),
            Handling::Visits => Some(self.constant_number(right, &Type::count("次"), scope)?.to_plain()),
            Handling::Finish => match &right.kind {
                ExpressionKind::Date(day) => Some(day.to_string()),
                _ => {
                    self.wrong_type(right.span, &Type::Date, &Type::Text);
                    return None;
                }
            },
            Handling::Apply
            | Handling::Accepts
            | Handling::Decides
            | Handling::Modes
            | Handling::Fee
            | Handling::Hotline => {
                let members = match &strip(right).kind {
                    ExpressionKind::List(values) => values.iter().map(|value| show(&value.expression)).collect(),
                    _ => vec![show(right)],
                };
                Some(members.join("、"))
            }
        };
        Some(Expected::Handled { of, said, because: None, missing: None })
    }

    /// Behind 未知: `因 日历未收录`, `缺 甲、乙`. The outer None: a problem.
    #[expect(clippy::type_complexity, reason = "a reason and facts, either of which may be absent")]
    fn why_unknown(&mut self, rest: &[Value], scope: &Scope) -> Option<(Option<Reason>, Option<Vec<MissingFact>>)> {
        match rest.first().map(|value| plain_word(&value.expression)) {
            None => Some((None, None)),
            Some(Some("缺")) => Some((None, Some(self.missing(rest.get(1..).unwrap_or_default(), scope)?))),
            Some(_) => Some((self.because(rest)?.0, None)),
        }
    }

    /// A name, or several in brackets.
    fn names_of(&mut self, expression: &Expression) -> Option<Vec<String>> {
        let names = match &strip(expression).kind {
            ExpressionKind::List(values) => {
                values.iter().map(|value| bare(&value.expression).map(str::to_owned)).collect()
            }
            _ => bare(strip(expression)).map(|name| vec![name.to_owned()]),
        };
        if names.is_none() {
            self.report
                .error(Code::ExpectationUnknown, expression.span, "这里应是名字", "names should stand here")
                .help("写成：甲，或 [甲、乙]", "write `甲` or `[甲、乙]`");
        }
        names
    }

    /// `任选 场所证明 = [甲、乙]`.
    fn any_of(&mut self, rest: &[Value], scope: &Scope) -> Option<Expected> {
        let [one] = rest else { return self.unknown_expectation(rest) };
        let ExpressionKind::Infix(Infix::Compare(Comparison::Equal), _, left, right) = &one.expression.kind else {
            return self.unknown_expectation(rest);
        };
        let name = bare(left)?.to_owned();
        if !self.is_group_of_papers(&name, scope) {
            self.unknown_name(&Name { text: name, span: left.span }, Space::Paper, scope);
            return None;
        }
        let papers = self.names_of(right)?;
        Some(Expected::AnyOf { name, papers })
    }

    /// `决定机关 = 甲 以 乙`, `决定机关 事项 = 甲`, `决定机关 未知`.
    fn decider(&mut self, organ: Option<&Expression>, rest: &[Value], scope: &Scope, span: Span) -> Option<Expected> {
        let (item, organ, behind) = match (organ, rest) {
            (Some(organ), behind) => (None, organ, behind),
            (None, [one, behind @ ..]) => match &one.expression.kind {
                ExpressionKind::Infix(Infix::Compare(Comparison::Equal), _, left, right) => {
                    let name = bare(left)?.to_owned();
                    (Some(self.item_named(&name, left.span, scope)?), right.as_ref(), behind)
                }
                _ => (None, &one.expression, behind),
            },
            (None, []) => return self.no_policy(span),
        };
        if item.is_none() && !self.in_item(scope) {
            return self.no_policy(span);
        }
        if matches!(plain_word(organ), Some("未知" | "unknown")) {
            let (_, missing) = self.why_unknown(behind, scope)?;
            return Some(Expected::Decider { item, organ: None, in_name_of: None, missing });
        }
        let organ = self.organ(&Name { text: bare(organ)?.to_owned(), span: organ.span }, scope)?;
        let in_name_of = match behind {
            [] => None,
            [word, name] if matches!(plain_word(&word.expression), Some("以" | "in_name_of")) => {
                let at = name.expression.span;
                Some(self.organ(&Name { text: bare(&name.expression)?.to_owned(), span: at }, scope)?)
            }
            _ => return self.unknown_expectation(behind),
        };
        Some(Expected::Decider { item, organ: Some(organ), in_name_of, missing: None })
    }

    /// `特别程序 甲 适用`.
    fn special_expected(&mut self, name: &str, rest: &[Value]) -> Option<Expected> {
        let Some(applies) = applies(rest.get(1)) else { return self.unknown_expectation(rest) };
        Some(Expected::Special { name: name.to_owned(), applies })
    }

    fn basis(&mut self, name: &str, rest: &[Value], scope: &Scope) -> Option<Expected> {
        let first = rest.first()?;
        let id = self.find(Space::Value, name, first.expression.span, scope);
        let parameter = match id.map(|id| self.ensure(id, first.expression.span)) {
            Some(Built::Parameter(parameter, _)) => parameter,
            Some(Built::Failed) => return None,
            Some(_) => {
                self.report
                    .error(
                        Code::ExpectationUnknown,
                        first.expression.span,
                        "`依据` 后面先写参数，再写文件",
                        "`basis` is followed by a parameter and a document",
                    )
                    .help("写成：依据 参数 文件", "write `basis parameter document`");
                return None;
            }
            None => {
                self.unknown_name(&Name { text: name.to_owned(), span: first.expression.span }, Space::Value, scope);
                return None;
            }
        };
        let second = rest.get(1)?;
        let name = bare(&second.expression)?;
        let document = self.document(&Name { text: name.to_owned(), span: second.expression.span }, scope)?;
        Some(Expected::Basis { parameter, document })
    }

    /// `合格人员 逐项 [符合、未知]`.
    fn records_expected(&mut self, each: &Expression, rest: &[Value], scope: &Scope) -> Option<Expected> {
        let name = bare(strip(each))?;
        let id = self.find(Space::Value, name, each.span, scope);
        let built = id.map(|id| self.ensure(id, each.span));
        let Some(Built::Each(id)) = built else {
            self.report
                .error(
                    Code::ExpectationUnknown,
                    each.span,
                    "`逐项` 前面应是政策里一个逐项的名字",
                    "what stands before `each` should be a list of records that the policy lets in",
                )
                .help("写成：合格人员 逐项 [符合、不符合]", "write `name each [met、unmet]`");
            return None;
        };
        let list = rest.get(1).map(|value| &value.expression);
        let Some(ExpressionKind::List(values)) = list.map(|list| &list.kind) else {
            return self.unknown_expectation(rest);
        };
        let mut outcomes = Vec::new();
        for value in values {
            outcomes.push(match plain_word(&value.expression) {
                Some("符合" | "met") => ConditionOutcome::Met,
                Some("不符合" | "unmet") => ConditionOutcome::Unmet,
                Some("未知" | "unknown") => ConditionOutcome::Unknown,
                Some("待认定" | "pending") => ConditionOutcome::Judged,
                _ => return self.unknown_expectation(std::slice::from_ref(value)),
            });
        }
        Some(Expected::Records { each: id, outcomes })
    }

    /// `过渡 甲 适用`.
    fn transition_expected(&mut self, name: &str, rest: &[Value], scope: &Scope) -> Option<Expected> {
        let at = rest.first()?.expression.span;
        let policy = scope.policy.and_then(|policy| self.policies.get(&policy).copied())?;
        let transitions = &self.program.transitions;
        let Some(transition) = transitions.iter().position(|it| it.policy == policy && it.name == name) else {
            let names = transitions.iter().filter(|it| it.policy == policy).map(|it| it.name.as_str());
            let near = suggest(name, names).map(str::to_owned);
            let problem = self.report.error(
                Code::NameUnknown,
                at,
                format!("政策里没有过渡 `{name}`"),
                format!("the policy has no transition `{name}`"),
            );
            if let Some(near) = near {
                problem.help(format!("是不是 `{near}`？"), format!("did you mean `{near}`?"));
            }
            return None;
        };
        let Some(applies) = applies(rest.get(1)) else { return self.unknown_expectation(rest) };
        Some(Expected::Transition { transition, applies })
    }

    fn hint(&mut self, name: &str, rest: &[Value], scope: &Scope) -> Option<Expected> {
        let at = rest.first()?.expression.span;
        let Some(id) = self.find(Space::Hint, name, at, scope) else {
            self.unknown_name(&Name { text: name.to_owned(), span: at }, Space::Hint, scope);
            return None;
        };
        let declaration = self.found.get(id)?;
        let policy = self.policies.get(&declaration.policy?).copied()?;
        let hint =
            self.program.policies.get(policy.index())?.hints.iter().position(|hint| hint.name == declaration.name)?;
        let shown = match rest.get(1).and_then(|value| plain_word(&value.expression)) {
            Some("出现" | "shown") => true,
            Some("不出现" | "not_shown") => false,
            _ => return self.unknown_expectation(rest),
        };
        Some(Expected::Hint { policy, hint, shown })
    }
}

/// 适用, 不适用 or 未知.
fn applies(word: Option<&Value>) -> Option<ConditionOutcome> {
    match plain_word(&word?.expression)? {
        "适用" => Some(ConditionOutcome::Met),
        "不适用" => Some(ConditionOutcome::Unmet),
        "未知" => Some(ConditionOutcome::Unknown),
        _ => None,
    }
}

fn span_of(entry: &[Value]) -> Option<Span> {
    let first = entry.first()?.expression.span;
    let last = entry.last()?.expression.span;
    Some(Span { end: last.end, ..first })
}

/// Examples by file, name, and the block that they stand in.
type ByName = BTreeMap<(usize, String, Option<DeclarationId>), usize>;

/// The policy, item, chain or 叠加 that an example stands in; names are unique in each.
fn block_of(place: &ExamplePlace<'_>) -> Option<DeclarationId> {
    place.policy.or(place.stack)
}

/// The examples of a name in a file, each with its block.
fn of_name<'a>(
    by_name: &'a ByName,
    file: usize,
    name: &str,
) -> impl Iterator<Item = (Option<DeclarationId>, usize)> + 'a {
    let name = name.to_owned();
    by_name
        .range((file, name.clone(), None)..)
        .take_while(move |((of, named, _), _)| *of == file && *named == name)
        .map(|((_, _, block), at)| (*block, *at))
}

/// An example that stands in no policy speaks of the policy of the one that it is based on.
fn with_policies<'a>(mut places: Vec<ExamplePlace<'a>>, parents: &[Option<usize>]) -> Vec<ExamplePlace<'a>> {
    for at in 0..places.len() {
        let mut policy = None;
        let mut stack = None;
        let mut above = Some(at);
        // As many steps as there are examples end a circle, too.
        let mut steps = 0..places.len();
        while let (None, Some(here), Some(_)) = (policy, above, steps.next()) {
            policy = places.get(here).and_then(|place| place.policy);
            stack = stack.or(places.get(here).and_then(|place| place.stack));
            above = parents.get(here).copied().flatten();
        }
        if let Some(place) = places.get_mut(at) {
            place.policy = policy;
            place.stack = stack;
        }
    }
    places
}
