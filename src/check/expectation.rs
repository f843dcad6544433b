//! Examples: what is given, and what must come of it.

use super::checker::{Built, Checker, Scope};
use super::declaration::Space;
use super::example::{ConditionOutcome, Constant, Expected, PolicyOutcome, Subject, ValueTest, WindowState};
use super::expression::strip;
use super::read::{Name, bare, plain_word, show, text};
use super::types::Type;
use crate::diagnostic::{Code, suggest};
use crate::program::{Comparison, PolicyId, Reason};
use crate::span::Span;
use crate::syntax::tree::{Expression, ExpressionKind, Infix, Value};

/// Words of expectations that speak of the policy that an example stands in.
const OF_THE_POLICY: &[&str] = &["结果", "缺", "差距", "材料", "版本", "窗口", "过渡"];

impl Checker<'_> {
    /// One entry of 期望.
    pub(super) fn expected(&mut self, entry: &[Value], scope: &Scope) -> Option<Expected> {
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
            (Some("结果"), Some(word)) => return self.outcome(None, word, rest, first.expression.span),
            (Some("缺"), _) => {
                let facts = self.missing(rest, scope)?;
                return Some(Expected::Missing { subject: None, facts });
            }
            (Some("差距"), _) => return self.gap(rest, scope, first.expression.span),
            (Some("材料"), Some(name)) => return self.material(name, rest, scope),
            (Some("任选"), None) => return self.any_of(rest, scope),
            (Some("决定机关"), _) => return self.decider(None, rest, scope, first.expression.span),
            (Some("特别程序"), Some(name)) => return self.special_expected(name, rest),
            (Some("情形"), Some("未知")) if self.in_item(scope) => {
                let (_, missing) = self.why_unknown(rest.get(1..).unwrap_or_default(), scope)?;
                return Some(Expected::Cases { cases: Vec::new(), missing });
            }
            // `承诺时限 5个工作日`.
            (Some(word), None) if rest.len() == 1 && self.handling(word, scope).is_some() => {
                return self.sign_missing(word, rest);
            }
            (Some(word), Some("未知")) if self.handling(word, scope).is_some() => {
                let of = self.handling(word, scope)?;
                let (because, missing) = self.why_unknown(rest.get(1..).unwrap_or_default(), scope)?;
                return Some(Expected::Handled { of, said: None, because, missing });
            }
            (Some("版本"), _) => {
                if let Some(version) = rest.first().and_then(|value| text(&value.expression)) {
                    return Some(Expected::Version(version.to_owned()));
                }
            }
            (Some("窗口"), Some(word)) => {
                let state = match word {
                    "开放" => WindowState::Open,
                    "未开始" => WindowState::Upcoming,
                    "已截止" => WindowState::Closed,
                    "常年" => WindowState::Always,
                    "另行公布" => WindowState::Announced,
                    _ => return self.unknown_expectation(entry),
                };
                return Some(Expected::Window(state));
            }
            (Some("过渡"), Some(name)) => return self.transition_expected(name, rest, scope),
            (Some("依据"), Some(name)) => return self.basis(name, rest, scope),
            (Some("来源"), Some(_)) => {
                let (subject, _) = self.subject(&rest.first()?.expression, scope)?;
                let Some(layer) = rest.get(1).and_then(|value| bare(&value.expression)) else {
                    return self.unknown_expectation(entry);
                };
                return Some(Expected::Layer { subject, layer: layer.to_owned() });
            }
            (Some("提示"), Some(name)) => return self.hint(name, rest, scope),
            // A notice of the engine itself, told by its text.
            (Some("提示"), None) => {
                let said = rest.first().and_then(|value| text(&value.expression)).map(str::to_owned);
                let shown = match rest.get(1).and_then(|value| plain_word(&value.expression)) {
                    Some("出现") => Some(true),
                    Some("不出现") => Some(false),
                    _ => None,
                };
                let (Some(text), Some(shown)) = (said, shown) else { return self.unknown_expectation(entry) };
                return Some(Expected::Notice { text, shown });
            }
            _ => {}
        }
        if let ExpressionKind::Infix(infix, _, left, right) = &first.expression.kind {
            let unknown = matches!(second, Some("未知"));
            if let (Infix::Compare(Comparison::Equal), Some("决定机关")) = (infix, plain_word(left)) {
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
        if matches!(second, Some("逐项")) {
            return self.records_expected(&first.expression, rest, scope);
        }
        let (subject, ty) = self.subject(&first.expression, scope)?;
        if let (Subject::Benefit(policy, index), Some("限额")) = (subject, second) {
            return Some(Expected::Budget(policy, index));
        }
        match second {
            Some("缺") => {
                let facts = self.missing(rest.get(1..).unwrap_or_default(), scope)?;
                Some(Expected::Missing { subject: Some(subject), facts })
            }
            Some(word) => self.verdict_expected(subject, &ty, word, entry),
            None => self.unknown_expectation(entry),
        }
    }

    fn sign_missing(&mut self, word: &str, rest: &[Value]) -> Option<Expected> {
        let span = span_of(rest)?;
        let said = rest.iter().map(|value| show(&value.expression)).collect::<Vec<_>>().join(" ");
        self.report
            .error(Code::ExpectationUnknown, span, "这里要写等号", "an equals sign is missing here")
            .help(format!("写成：{word} = {said}"), format!("write `{word} = {said}`"));
        None
    }

    /// What cannot be looked at would pass whatever it says.
    pub(super) fn no_policy(&mut self, span: Span) -> Option<Expected> {
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
            "符合" => PolicyOutcome::Eligible,
            "不符合" => PolicyOutcome::Ineligible,
            "信息不足" | "未知" => PolicyOutcome::Undetermined,
            "待认定" => PolicyOutcome::Pending,
            "不适用" => PolicyOutcome::NotApplicable,
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
    pub(super) fn because(&mut self, rest: &[Value]) -> Option<(Option<Reason>, bool)> {
        let mut words = rest.iter().map(|value| &value.expression);
        let Some(first) = words.next() else { return Some((None, false)) };
        if !matches!(plain_word(first), Some("因")) {
            self.report.error(Code::ExpectationUnknown, first.span, "这里多了一个词", "a word too many");
            return None;
        }
        let Some(expression) = words.next() else { return Some((None, false)) };
        let reason = match plain_word(expression).unwrap_or_default() {
            "除数为零" => Reason::DivisionByZero,
            "清单为空" => Reason::EmptyList,
            "该日无参数" => Reason::NoValue,
            "日历未收录" => Reason::CalendarUnknown,
            "日期超界" => Reason::DateOutOfRange,
            "表中无此情形" => Reason::NoRow,
            "表中多行" => Reason::ManyRows,
            "例外冲突" => Reason::Clash,
            "输入算不出" => Reason::UndefinedInput,
            "前提算不出" => Reason::UndefinedGuard,
            "不在有效期" => Reason::NotInForce,
            "不在适用范围" => Reason::NotInScope,
            "地区不符" => Reason::OtherRegion,
            "时限未定" => Reason::OpenEndedStep,
            "不能同时满足" => return Some((None, true)),
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
            "符合" | "合格" | "不排除" => Some(ConditionOutcome::Met),
            "不符合" | "不合格" | "排除" => Some(ConditionOutcome::Unmet),
            "未知" => Some(ConditionOutcome::Unknown),
            "待认定" => Some(ConditionOutcome::Judged),
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
                Some("符合") => ConditionOutcome::Met,
                Some("不符合") => ConditionOutcome::Unmet,
                Some("未知") => ConditionOutcome::Unknown,
                Some("待认定") => ConditionOutcome::Judged,
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
            Some("出现") => true,
            Some("不出现") => false,
            _ => return self.unknown_expectation(rest),
        };
        Some(Expected::Hint { policy, hint, shown })
    }
}

/// 适用, 不适用 or 未知.
pub(super) fn applies(word: Option<&Value>) -> Option<ConditionOutcome> {
    match plain_word(&word?.expression)? {
        "适用" => Some(ConditionOutcome::Met),
        "不适用" => Some(ConditionOutcome::Unmet),
        "未知" => Some(ConditionOutcome::Unknown),
        _ => None,
    }
}

pub(super) fn span_of(entry: &[Value]) -> Option<Span> {
    let first = entry.first()?.expression.span;
    let last = entry.last()?.expression.span;
    Some(Span { end: last.end, ..first })
}
