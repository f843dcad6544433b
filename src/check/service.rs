//! How it is handled: procedure, hints, duties.

use super::checker::{Checker, Scope};
use super::policy::said;
use super::read::{
    all, all_words, declared, has, label, one, phrase, plain_word, show, text, texts, value, value_of, word, words_of,
};
use super::types::Type;
use crate::diagnostic::Code;
use crate::program::{ByCase, Duty, Fee, Hint, Label, Limit, Node, NodeId, Procedure, SpecialProcedure, Visits};
use crate::schema::{Head, Item, Support};
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
        let flat = self.without_modes(body);
        let body = flat.as_slice();
        self.refuse_by_case(body);
        let statutory = one(body, "statutory_limit").and_then(|item| item.values.first().cloned());
        let statutory_limit = statutory.and_then(|value| self.limit(&value.expression));
        let promised_limits = self.by_case(body, "promised_limit", scope, |checker, item| {
            let limit = checker.limit(&item.values.first()?.expression)?;
            checker.no_longer_than_the_law(&limit, statutory_limit.as_ref(), item);
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
        let special = self.special(body, scope);
        Procedure {
            apply: all_words(body, "apply"),
            accepts: all_words(body, "accepts"),
            decides: all_words(body, "decides"),
            statutory_limit,
            promised_limits,
            visits,
            modes: all_words(body, "mode"),
            special,
            fees,
            hotline: words_of(body, "hotline"),
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

    /// That none of some premises holds; nothing where there are none.
    pub(super) fn in_no_other_case(&mut self, whens: &[NodeId], span: Span) -> Option<NodeId> {
        if whens.is_empty() {
            return None;
        }
        let any = self.push(Node::Any(whens.to_vec()), Type::Truth, span);
        Some(self.push(Node::Not(any.node), Type::Truth, span).node)
    }

    fn no_longer_than_the_law(&mut self, promised: &Limit, statutory: Option<&Limit>, item: &Item) {
        if let (Some(Limit::Within(statutory, unit)), Limit::Within(promised, own)) = (statutory, promised)
            && unit == own
            && promised > statutory
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
    }

    /// What is handled wholly online needs no visit.
    fn visits_online(&mut self, body: &[Item], visits: &[ByCase<Visits>]) {
        let online = all(body, "mode")
            .flat_map(|item| &item.values)
            .any(|value| matches!(plain_word(&value.expression), Some("全程网办" | "online")));
        let only_mode = all(body, "mode").flat_map(|item| &item.values).count() == 1;
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

    /// A line with 当 goes before one without, where the one that holds is all that is told; elsewhere 当 would be told
    /// to all.
    fn refuse_by_case(&mut self, body: &[Item]) {
        for item in body {
            for inner in &item.body {
                let refused = match word(inner) {
                    "when" => !matches!(word(item), "promised_limit" | "visits" | "fee" | "special_procedure"),
                    "uncounted" => word(item) != "special_procedure",
                    _ => false,
                };
                if refused {
                    let (outer, inner_zh) = (super::read::word_zh(item), super::read::word_zh(inner));
                    self.report
                        .error(
                            Code::Later,
                            super::read::word_span(inner),
                            format!("本版本还不支持 `{outer}` 后面的 `{inner_zh}`"),
                            format!("`{}` behind `{}` is not supported yet in this version", word(inner), word(item)),
                        )
                        .help("先删去这一句，其余部分可以照常检查", "leave it out for now; the rest can be checked");
                }
            }
        }
    }

    /// What stands behind 方式 on its line (`方式 全程网办 跑动 0次`) is the procedure's; a mode for some cases is not
    /// carried yet.
    fn without_modes(&mut self, body: &[Item]) -> Vec<Item> {
        let mut flat = Vec::new();
        for item in body {
            flat.push(item.clone());
            if word(item) != "mode" {
                continue;
            }
            for inner in &item.body {
                if matches!(word(inner), "visits" | "remark" | "doubt" | "basis" | "quote" | "gist") {
                    flat.push(inner.clone());
                    continue;
                }
                // A keyword of modes is refused as such.
                if matches!(&inner.head, Head::Word(word, _) if word.support == Support::Later) {
                    continue;
                }
                self.report
                    .error(
                        Code::Later,
                        super::read::word_span(inner),
                        "本版本还不支持只用于一种方式的规定",
                        "what holds for one mode only is not supported yet in this version",
                    )
                    .help("先删去这一句，其余部分可以照常检查", "leave it out for now; the rest can be checked");
            }
        }
        flat
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
