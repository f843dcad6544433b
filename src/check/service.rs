//! What an enterprise brings and how it is handled: papers, procedure, hints, duties.

use super::checker::{Checker, Scope};
use super::collect::Space;
use super::policy::said;
use super::read::{
    Name, all, all_words, bare, declared, has, label, one, phrase, phrase_of, plain_word, show, text, texts, value_of,
    word, words_of,
};
use super::types::{Type, Typed};
use crate::diagnostic::Code;
use crate::program::{
    Arithmetic, Comparison, Duty, Fold, Hint, Label, Limit, Need, NeededPaper, Node, NodeId, PaperId, Procedure,
    PromisedLimit, SpecialProcedure,
};
use crate::schema::{Head, Item, Support};
use crate::syntax::tree::{Expression, ExpressionKind};
use crate::value::{DurationUnit, Number};

impl Checker<'_> {
    /// 材料, 需要 and 任选 of a policy, in source order.
    pub(super) fn needs(&mut self, body: &[Item], scope: &Scope) -> Vec<Need> {
        let mut needs = Vec::new();
        let mut named: Vec<PaperId> = Vec::new();
        for item in body {
            let scope = &self.scope_at(scope, item.span);
            match word(item) {
                "material" | "needs" => {
                    for paper in self.needed(item, scope) {
                        if named.contains(&paper.paper) {
                            let name = self
                                .program
                                .papers
                                .get(paper.paper.index())
                                .map(|p| p.name.clone())
                                .unwrap_or_default();
                            self.report
                                .error(
                                    Code::NameDoubled,
                                    item.span,
                                    format!("材料 `{name}` 要了两次"),
                                    format!("material `{name}` is asked for twice"),
                                )
                                .help("删去一处", "remove one of them");
                            continue;
                        }
                        named.push(paper.paper);
                        needs.push(Need::Paper(paper));
                    }
                }
                "any_one" => {
                    let name = declared(item).map(|name| name.text).unwrap_or_default();
                    let when = self.when(&item.body, scope);
                    let mut papers = Vec::new();
                    for inner in item.body.iter().filter(|inner| matches!(word(inner), "material" | "needs")) {
                        papers.extend(self.needed(inner, scope));
                    }
                    if papers.is_empty() {
                        self.report.error(
                            Code::Empty,
                            item.span,
                            format!("任选 `{name}` 里没有材料"),
                            format!("`any_one {name}` holds no material"),
                        );
                        continue;
                    }
                    let notes = self.notes(&item.body, scope);
                    needs.push(Need::AnyOf { name, when, papers, notes });
                }
                _ => {}
            }
        }
        needs
    }

    fn needed(&mut self, item: &Item, scope: &Scope) -> Vec<NeededPaper> {
        let mut papers = Vec::new();
        for value in &item.values {
            let Some(name) = bare(&value.expression) else { continue };
            let name = Name { text: name.to_owned(), span: value.expression.span };
            // A paper of another policy is the same paper; only its own words are not taken over.
            let Some(known) = self.find(Space::Paper, &name.text, name.span, scope) else {
                self.unknown_name(&name, Space::Paper, scope);
                continue;
            };
            let Some(paper) = self.papers.get(&name.text).copied() else { continue };
            let declared = self.found.get(known).map(|declaration| declaration.item.body.as_slice());
            let body = match word(item) {
                "needs" => with_declared(&item.body, declared.unwrap_or_default()),
                _ => item.body.clone(),
            };
            let mut needed = self.needed_paper(paper, &body, scope);
            needed.notes.layer = self.layer(item.span, scope);
            papers.push(needed);
            if word(item) == "material" {
                break;
            }
        }
        papers
    }

    fn needed_paper(&mut self, paper: PaperId, body: &[Item], scope: &Scope) -> NeededPaper {
        let copies = value_of(body, "copies").and_then(|expression| {
            let typed = self.resolve(expression, scope, None)?;
            if !matches!(typed.ty, Type::Quantity(..)) {
                self.wrong_type(expression.span, &Type::count("份"), &typed.ty);
                return None;
            }
            Some(typed.node)
        });
        let when = self.when(body, scope);
        let records = value_of(body, "per").and_then(|expression| self.papers_per_record(expression, scope));
        // Where there is no record there is no paper; where there are some, each has its copies.
        let (when, copies, per) = match records {
            Some((per, count)) => {
                (Some(self.only_with_records(when, &count)), Some(self.copies_in_all(copies, &count)), Some(per))
            }
            None => (when, copies, None),
        };
        NeededPaper {
            paper,
            when,
            forms: all_words(body, "form"),
            copies,
            per,
            deferrable: self.duration_of(body, "deferrable"),
            by_promise: has(body, "by_promise"),
            shared: if has(body, "shared") { phrase_of(body, "shared") } else { None },
            role: words_of(body, "role"),
            keep: self.duration_of(body, "keep"),
            notes: self.notes(body, scope),
        }
    }

    /// 每项: the records that each have a paper, by name, and how many they are.
    fn papers_per_record(&mut self, expression: &Expression, scope: &Scope) -> Option<(String, Typed)> {
        let (source, filter, value) = super::function::parts(expression);
        let records = self.records_named(source, scope).filter(|_| value.is_none());
        let Some(records) = records else {
            self.report
                .error(Code::ListWanted, expression.span, "`每项` 后面应是一个清单", "a list should stand behind `per`")
                .help("写成：每项 清单，或 每项 清单 其中 …", "write `per list`, or `per list where …`");
            return None;
        };
        let name = bare(super::expression::strip(source)).unwrap_or_default().to_owned();
        let count = self.fold_records(Fold::Count, records, filter, None, expression.span, scope)?;
        Some((name, count))
    }

    fn only_with_records(&mut self, when: Option<NodeId>, count: &Typed) -> NodeId {
        let span = self.spans.nodes.get(count.node.index()).copied().unwrap_or_default();
        let one = self.number(Number::ONE, count.ty.clone(), span).node;
        let some = self.push(Node::Compare(Comparison::AtLeast, count.node, one), Type::Truth, span).node;
        match when {
            Some(when) => self.push(Node::All(vec![when, some]), Type::Truth, span).node,
            None => some,
        }
    }

    fn copies_in_all(&mut self, each: Option<NodeId>, count: &Typed) -> NodeId {
        let span = self.spans.nodes.get(count.node.index()).copied().unwrap_or_default();
        let papers = Type::count("份");
        let each = each.unwrap_or_else(|| self.number(Number::ONE, papers.clone(), span).node);
        self.push(Node::Arithmetic(Arithmetic::Multiply, each, count.node), papers, span).node
    }

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
        let mut promised_limits = Vec::new();
        for item in all(body, "promised_limit") {
            let Some(limit) = item.values.first().and_then(|value| self.limit(&value.expression)) else { continue };
            let when = self.when(&item.body, scope);
            promised_limits.push(PromisedLimit { limit, when });
        }
        let statutory = one(body, "statutory_limit").and_then(|item| item.values.first().cloned());
        let statutory_limit = statutory.and_then(|value| self.limit(&value.expression));
        if let (Some(Limit::Within(statutory, unit)), Some(PromisedLimit { limit: Limit::Within(promised, own), .. })) =
            (&statutory_limit, promised_limits.first())
            && unit == own
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
        Procedure {
            apply: all_words(body, "apply"),
            accepts: all_words(body, "accepts"),
            decides: all_words(body, "decides"),
            statutory_limit,
            promised_limits,
            visits: value_of(body, "visits").and_then(|expression| self.visits(expression)),
            modes: all_words(body, "mode"),
            special: self.special(body),
            fee: phrase_of(body, "fee"),
            hotline: words_of(body, "hotline"),
            notes: self.notes(body, scope),
        }
    }

    /// Only a promised limit may hold for some cases, only a special procedure may be left uncounted: elsewhere neither
    /// would be heard, and a fee for some would be told to all.
    fn refuse_by_case(&mut self, body: &[Item]) {
        for item in body {
            for inner in &item.body {
                let refused = match word(inner) {
                    "when" => word(item) != "promised_limit",
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

    fn visits(&mut self, expression: &Expression) -> Option<Number> {
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

    fn limit(&mut self, expression: &Expression) -> Option<Limit> {
        match plain_word(expression) {
            Some("无规定" | "none_set") => Some(Limit::NoneSet),
            Some("未定" | "open_ended") => Some(Limit::Open),
            Some("即办" | "at_once") => Some(Limit::Within(Number::ZERO, DurationUnit::WorkingDays)),
            _ => self.duration(expression).map(|(number, unit)| Limit::Within(number, unit)),
        }
    }

    /// 特别程序: a name, how long, and 不计时限.
    fn special(&mut self, body: &[Item]) -> Vec<SpecialProcedure> {
        let mut special = Vec::new();
        for item in all(body, "special_procedure") {
            let name = item.values.first().map(|value| show(&value.expression)).unwrap_or_default();
            let takes = item.values.get(1).and_then(|value| self.duration(&value.expression));
            let uncounted = has(&item.body, "uncounted");
            let remarks = texts(&item.body, "remark");
            special.push(SpecialProcedure { name, takes, uncounted, remarks });
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

/// What a paper says where it is declared also holds where it is needed, unless that says otherwise.
fn with_declared(own: &[Item], declared: &[Item]) -> Vec<Item> {
    // One way of bringing it goes with no other.
    const WAYS: [&str; 4] = ["deferrable", "by_promise", "keep", "shared"];
    let says_how = WAYS.iter().any(|way| has(own, way));
    let holds = |item: &&Item| match word(item) {
        "when" | "copies" | "role" => !has(own, word(item)),
        "deferrable" | "by_promise" | "keep" => !says_how,
        _ => false,
    };
    own.iter().chain(declared.iter().filter(holds)).cloned().collect()
}

/// The words of an attribute that may be a name, a text or several.
pub(super) fn words_or_phrase(item: &Item) -> Option<String> {
    match item.values.as_slice() {
        [] => None,
        [one] => Some(text(&one.expression).map_or_else(|| show(&one.expression), str::to_owned)),
        _ => Some(phrase(item)),
    }
}
