//! How it is handled: procedure, hints, duties.

use super::checker::{Checker, Scope};
use super::policy::said;
use super::read::{
    all, all_words, declared, has, label, one, phrase, plain_word, show, text, texts, value, value_of, words_of,
};
use super::types::Type;
use crate::diagnostic::Code;
use crate::program::{ByCase, Duty, Fee, Hint, Label, Limit, Node, NodeId, Procedure, SpecialProcedure, Visits};
use crate::schema::Item;
use crate::span::Span;
use crate::syntax::tree::{Expression, ExpressionKind};
use crate::value::{DurationUnit, Number};

impl Checker<'_> {
    /// 当.
    pub(super) fn when(&mut self, body: &[Item], scope: &Scope) -> Option<NodeId> {
        let when = value_of(body, "when")?;
        self.resolve_truth(when, scope).map(|typed| typed.node)
    }

    /// 办理.
    pub(super) fn procedure(&mut self, body: &[Item], scope: &Scope) -> Procedure {
        let statutory_limits = self
            .by_case(body, "statutory_limit", scope, |checker, item| checker.limit(&item.values.first()?.expression));
        let promised_limits = self.by_case(body, "promised_limit", scope, |checker, item| {
            let limit = checker.limit(&item.values.first()?.expression)?;
            checker.no_longer_than_the_law(&limit, &statutory_limits, item);
            Some(limit)
        });
        let visits = self.by_case(body, "visits", scope, |checker, item| {
            let number = checker.visits(value(item)?)?;
            Some(Visits { number, reason: words_of(&item.body, "reason") })
        });
        self.visits_online(body, &visits);
        let fees = self.by_case(body, "fee", scope, |checker, item| {
            Some(Fee { words: phrase(item), citations: checker.citations(&item.body, scope) })
        });
        let hotlines = self.by_case(body, "hotline", scope, |_, item| {
            let text = item.values.first().and_then(|value| text(&value.expression));
            text.map(str::to_owned)
        });
        Procedure {
            apply: self.words_by_case(body, "apply", scope),
            accepts: self.words_by_case(body, "accepts", scope),
            decides: self.words_by_case(body, "decides", scope),
            statutory_limits,
            promised_limits,
            visits,
            modes: self.words_by_case(body, "mode", scope),
            special: self.special(body, scope),
            fees,
            hotlines,
            notes: self.notes_within(body, scope),
        }
    }

    /// Lines of one keyword, each with its 当. One without it holds where none of the others does.
    fn by_case<T>(
        &mut self,
        body: &[Item],
        en: &'static str,
        scope: &Scope,
        mut read: impl FnMut(&mut Self, &Item) -> Option<T>,
    ) -> Vec<ByCase<T>> {
        let mut lines = Vec::new();
        for item in all(body, en) {
            let Some(said) = read(self, item) else { continue };
            // A premise that cannot be read must not make the line hold for all.
            let when = self.when(&item.body, scope);
            if when.is_none() && has(&item.body, "when") {
                continue;
            }
            lines.push((ByCase { said, when }, item.span));
        }
        let whens: Vec<NodeId> = lines.iter().filter_map(|(line, _)| line.when).collect();
        let mut plain: Option<Span> = None;
        for (line, span) in &mut lines {
            if line.when.is_some() {
                continue;
            }
            match plain {
                None => plain = Some(*span),
                Some(first) => {
                    self.report
                        .error(
                            Code::NameDoubled,
                            *span,
                            "这一项写了两次，都没有写什么情况下用",
                            "this stands twice, and neither says for which cases",
                        )
                        .label(first, "先在这里", "first here")
                        .help("删去一处，或在后面写：当 …", "remove one of them, or write `when …` behind it");
                }
            }
            line.when = self.in_no_other_case(&whens, *span);
        }
        lines.into_iter().map(|(line, _)| line).collect()
    }

    /// Lines of names by case; those without 当 are one.
    fn words_by_case(&mut self, body: &[Item], en: &'static str, scope: &Scope) -> Vec<ByCase<Vec<String>>> {
        let (with, without): (Vec<&Item>, Vec<&Item>) = all(body, en).partition(|item| has(&item.body, "when"));
        let mut lines: Vec<Item> = with.into_iter().cloned().collect();
        if let Some((first, rest)) = without.split_first() {
            let mut plain = (*first).clone();
            plain.values.extend(rest.iter().flat_map(|item| item.values.iter().cloned()));
            lines.push(plain);
        }
        self.by_case(&lines, en, scope, |_, item| Some(all_words(std::slice::from_ref(item), en)))
    }

    /// That none of some premises holds; nothing where there are none.
    pub(super) fn in_no_other_case(&mut self, whens: &[NodeId], span: Span) -> Option<NodeId> {
        if whens.is_empty() {
            return None;
        }
        let any = self.push(Node::Any(whens.to_vec()), Type::Truth, span);
        Some(self.push(Node::Not(any.node), Type::Truth, span).node)
    }

    /// A promise that is longer than every limit by law is wrong whatever the case.
    fn no_longer_than_the_law(&mut self, promised: &Limit, statutory: &[ByCase<Limit>], item: &Item) {
        let Limit::Within(promised, own) = promised else { return };
        let is_longer = |line: &ByCase<Limit>| matches!(&line.said, Limit::Within(statutory, unit) if unit == own && promised > statutory);
        if !statutory.is_empty() && statutory.iter().all(is_longer) {
            self.report
                .error(
                    Code::LimitOverStatute,
                    item.span,
                    "承诺时限比法定时限还长",
                    "the promised limit is longer than the limit set by law",
                )
                .help("核对两个时限", "check both limits");
        }
    }

    /// What is handled wholly online needs no visit.
    fn visits_online(&mut self, body: &[Item], visits: &[ByCase<Visits>]) {
        let online = all(body, "mode")
            .flat_map(|item| &item.values)
            .any(|value| matches!(plain_word(&value.expression), Some("全程网办" | "online")));
        let only_mode = all(body, "mode").flat_map(|item| &item.values).count() == 1
            && all(body, "mode").all(|item| !has(&item.body, "when"));
        if online
            && only_mode
            && visits.iter().any(|line| line.said.number.is_positive())
            && let Some(item) = one(body, "visits")
        {
            self.report
                .error(
                    Code::VisitsOnline,
                    item.span,
                    "方式是全程网办，却还要跑动",
                    "it is handled wholly online, and yet visits are asked for",
                )
                .help("写：跑动 0次，或改方式", "write `visits 0次`, or another mode");
        }
    }

    pub(super) fn visits(&mut self, expression: &Expression) -> Option<Number> {
        match &expression.kind {
            ExpressionKind::Number { value, unit } if matches!(unit.as_str(), "次" | "") => Some(value.clone()),
            _ => {
                self.report
                    .error(Code::AttributeValue, expression.span, "跑动应是几次", "`visits` is a number of visits")
                    .help("如：跑动 1次", "as in `visits 1次`");
                None
            }
        }
    }

    pub(super) fn limit(&mut self, expression: &Expression) -> Option<Limit> {
        match plain_word(expression) {
            Some("无规定" | "none_set") => Some(Limit::NoneSet),
            Some("未定" | "open_ended") => Some(Limit::Open),
            Some("即办" | "at_once") => Some(Limit::Within(Number::ZERO, DurationUnit::WorkingDays)),
            _ => self.duration(expression).map(|(number, unit)| Limit::Within(number, unit)),
        }
    }

    /// 特别程序: a name, how long, and 不计时限.
    pub(super) fn special(&mut self, body: &[Item], scope: &Scope) -> Vec<SpecialProcedure> {
        let mut special = Vec::new();
        for item in all(body, "special_procedure") {
            let name = item.values.first().map(|value| show(&value.expression)).unwrap_or_default();
            let takes = item.values.get(1).and_then(|value| self.duration(&value.expression));
            let uncounted = has(&item.body, "uncounted");
            let remarks = texts(&item.body, "remark");
            let when = self.when(&item.body, scope);
            special.push(SpecialProcedure { name, takes, uncounted, when, remarks });
        }
        special
    }

    /// 提示.
    pub(super) fn hints(&mut self, body: &[Item], scope: &Scope) -> Vec<Hint> {
        let mut hints = Vec::new();
        for item in all(body, "hint") {
            let scope = &self.scope_at(scope, item.span);
            let name = declared(item).map(|name| name.text).unwrap_or_default();
            let content = self.content(item);
            hints.push(Hint { name, when: self.when(&item.body, scope), content });
        }
        hints
    }

    /// 义务.
    pub(super) fn duties(&mut self, body: &[Item], scope: &Scope) -> Vec<Duty> {
        let mut duties = Vec::new();
        for item in all(body, "duty") {
            let scope = &self.scope_at(scope, item.span);
            duties.push(Duty {
                name: declared(item).map(|name| name.text).unwrap_or_default(),
                content: self.content(item),
                term: one(&item.body, "term").map(said),
                consequence: words_of(&item.body, "consequence"),
                notes: self.notes(&item.body, scope),
            });
        }
        duties
    }

    fn content(&mut self, item: &Item) -> Label {
        match label(&item.body, "content") {
            Some(content) => content,
            None => {
                self.report
                    .error(Code::Empty, item.span, "没有写内容", "it has no content")
                    .help("写：内容 \"…\"", "write `content \"…\"`");
                Label::default()
            }
        }
    }
}

/// The words of an attribute that may be a name, a text or several.
pub(super) fn words_or_phrase(item: &Item) -> Option<String> {
    match item.values.as_slice() {
        [] => None,
        [one] => Some(text(&one.expression).map_or_else(|| show(&one.expression), str::to_owned)),
        _ => Some(phrase(item)),
    }
}
