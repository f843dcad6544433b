//! What an example expects of handling: who, how long, which papers.

use super::checker::{Checker, Scope};
use super::declaration::Space;
use super::example::{Expected, Handling, MaterialState, MissingFact, Subject};
use super::expectation::applies;
use super::expression::strip;
use super::given::duration_text;
use super::read::{Name, bare, plain_word, show};
use super::types::Type;
use crate::diagnostic::Code;
use crate::program::{Comparison, Limit, Need, Reason};
use crate::span::Span;
use crate::syntax::tree::{Expression, ExpressionKind, Infix, Value};

impl Checker<'_> {
    pub(super) fn material(&mut self, name: &str, rest: &[Value], scope: &Scope) -> Option<Expected> {
        let at = rest.first()?.expression.span;
        let word = rest.get(1).and_then(|value| plain_word(&value.expression));
        let behind = rest.get(2..).unwrap_or_default();
        // `… 份数 3份` may stand behind any state.
        let counted = behind.len().checked_sub(2).and_then(|at| Some((at, behind.get(at)?)));
        let counted = counted.filter(|(_, word)| matches!(plain_word(&word.expression), Some("份数")));
        let (behind, copies) = match counted.zip(behind.last()) {
            Some(((at, _), last)) => {
                let number = self.constant_number(&last.expression, &Type::count("份"), scope)?;
                (behind.get(..at).unwrap_or_default(), Some(number))
            }
            None => (behind, None),
        };
        let paper = self.nearest(Space::Paper, name, scope).first().and_then(|known| self.papers.get(known).copied());
        if paper.is_none() && !self.is_group_of_papers(name, scope) {
            self.unknown_name(&Name { text: name.to_owned(), span: at }, Space::Paper, scope);
            return None;
        }
        let state = match (word, behind) {
            (Some("需要"), []) => MaterialState::Needed,
            (Some("不需要"), []) => MaterialState::NotNeeded,
            (Some("未知"), []) => MaterialState::Unknown,
            (Some("未知"), [word, facts @ ..]) if matches!(plain_word(&word.expression), Some("缺")) => {
                let missing = Some(self.missing(facts, scope)?);
                let name = name.to_owned();
                return Some(Expected::Material { name, state: MaterialState::Unknown, copies: None, missing });
            }
            // A group is handed in by one of its papers, each in its own way.
            _ if paper.is_none() => return self.unknown_expectation(rest),
            (Some("提交"), []) => MaterialState::Submit,
            (Some("共享"), []) => MaterialState::Shared,
            (Some("承诺替代"), []) => MaterialState::Promised,
            (Some("过期"), []) => MaterialState::Expired,
            (Some("可后补"), []) => MaterialState::Later(None),
            (Some("可后补"), [day]) => match &day.expression.kind {
                ExpressionKind::Date(day) => MaterialState::Later(Some(*day)),
                _ => return self.unknown_expectation(rest),
            },
            (Some("缺"), facts) => {
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

    pub(super) fn in_item(&self, scope: &Scope) -> bool {
        let policy = scope.policy.and_then(|policy| self.found.get(policy));
        policy.is_some_and(|policy| super::read::word(policy.item) == "item")
    }

    /// What of its handling a word means, in an item, or in a policy that has nothing else of the name.
    pub(super) fn handling(&self, word: &str, scope: &Scope) -> Option<Handling> {
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
    pub(super) fn handled(&mut self, of: Handling, right: &Expression, scope: &Scope) -> Option<Expected> {
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
    pub(super) fn why_unknown(
        &mut self,
        rest: &[Value],
        scope: &Scope,
    ) -> Option<(Option<Reason>, Option<Vec<MissingFact>>)> {
        match rest.first().map(|value| plain_word(&value.expression)) {
            None => Some((None, None)),
            Some(Some("缺")) => Some((None, Some(self.missing(rest.get(1..).unwrap_or_default(), scope)?))),
            Some(_) => Some((self.because(rest)?.0, None)),
        }
    }

    /// A name, or several in brackets.
    pub(super) fn names_of(&mut self, expression: &Expression) -> Option<Vec<String>> {
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
    pub(super) fn any_of(&mut self, rest: &[Value], scope: &Scope) -> Option<Expected> {
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
    pub(super) fn decider(
        &mut self,
        organ: Option<&Expression>,
        rest: &[Value],
        scope: &Scope,
        span: Span,
    ) -> Option<Expected> {
        let (item, organ, behind) = match (organ, rest) {
            (Some(organ), behind) => (None, organ, behind),
            (None, [one, behind @ ..]) => match &one.expression.kind {
                ExpressionKind::Infix(Infix::Compare(Comparison::Equal), _, left, right) => {
                    let name = bare(left)?.to_owned();
                    (Some(self.item_named(&name, left.span, scope)?), right.as_ref(), behind)
                }
                _ => (None, &one.expression, behind),
            },
            (None, []) => return self.no_item(span),
        };
        if item.is_none() && !self.in_item(scope) {
            return self.no_item(span);
        }
        if matches!(plain_word(organ), Some("未知")) {
            let (_, missing) = self.why_unknown(behind, scope)?;
            return Some(Expected::Decider { item, organ: None, in_name_of: None, missing });
        }
        let organ = self.organ(&Name { text: bare(organ)?.to_owned(), span: organ.span }, scope)?;
        let in_name_of = match behind {
            [] => None,
            [word, name] if matches!(plain_word(&word.expression), Some("以")) => {
                let at = name.expression.span;
                Some(self.organ(&Name { text: bare(&name.expression)?.to_owned(), span: at }, scope)?)
            }
            _ => return self.unknown_expectation(behind),
        };
        Some(Expected::Decider { item, organ: Some(organ), in_name_of, missing: None })
    }

    fn no_item(&mut self, span: Span) -> Option<Expected> {
        self.report
            .error(
                Code::ExpectationUnknown,
                span,
                "示例不在事项里，不知道说的是哪个事项由谁决定",
                "the example stands in no item, so nobody knows whose organ is meant",
            )
            .help("写成：决定机关 某事项 = 某机关", "write `organ some_item = some_organ`");
        None
    }

    /// `特别程序 甲 适用`.
    pub(super) fn special_expected(&mut self, name: &str, rest: &[Value]) -> Option<Expected> {
        let Some(applies) = applies(rest.get(1)) else { return self.unknown_expectation(rest) };
        Some(Expected::Special { name: name.to_owned(), applies })
    }
}
