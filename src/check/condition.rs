//! Conditions: lines, modes, waivers, what people judge.

use super::checker::{Built, Checker, Scope};
use super::declaration::DeclarationId;
use super::read::{all, first_words, one, phrase, text, value, value_of, word, word_span};
use super::types::Type;
use crate::diagnostic::Code;
use crate::program::{Condition, ConditionId, Judged, JudgedId, Node, NodeId, Notes, PolicyId, ScoreId};
use crate::schema::{Head, Item};
use crate::span::Span;
use crate::syntax::tree::{Expression, ExpressionKind};

/// How the lines of a body hold together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    All,
    Any,
    AtLeast(u32),
}

/// What the lines of one condition have gathered.
#[derive(Default)]
struct Gathered {
    children: Vec<ConditionId>,
    judged: Vec<JudgedId>,
}

/// An expression that stands alone on a line.
pub(super) fn line(item: &Item) -> Option<&Expression> {
    match &item.head {
        Head::Line(line) => Some(line),
        Head::Word(..) | Head::Row(_) => None,
    }
}

impl Checker<'_> {
    /// 条件 or 排除.
    pub(super) fn build_condition(&mut self, id: DeclarationId) -> Built {
        let Some(declaration) = self.found.get(id).cloned() else { return Built::Failed };
        let Some(policy) = self.policy_of(id) else { return Built::Failed };
        let scope = self.scope_of(id);
        let item = declaration.item;
        let exclude = matches!(word(item), "exclude" | "block");
        let body = flattened(&item.body);
        let mode = self.mode_on_head(&body);
        let mut gathered = Gathered::default();
        let name = declaration.name.clone();
        let wholly_judged = (word(item) == "judged").then(|| {
            let by = one(&body, "by").map(phrase);
            let judged = self.judged_item(name.clone(), policy, by, None, item.span);
            gathered.judged.push(judged);
            self.push(Node::Judged(judged), Type::Truth, item.span).node
        });
        let Some(lines) = self.lines(&body, &scope, policy, &name, &mut gathered) else {
            return Built::Failed;
        };
        let nodes: Vec<NodeId> = wholly_judged.into_iter().chain(lines).collect();
        if nodes.is_empty() {
            let (zh, en) = if exclude { ("排除", "exclusion") } else { ("条件", "condition") };
            self.report
                .error(
                    Code::Empty,
                    declaration.span,
                    format!("{zh}`{name}` 里没有要判断的内容"),
                    format!("{en} `{name}` holds nothing to decide"),
                )
                .help(
                    "写一行判断，如 职工总数 >= 10人；只能由人判断的写：人工认定",
                    "write a line, as in `职工总数 >= 10人`; what only a person decides is `judged`",
                );
            return Built::Failed;
        }
        if exclude && mode.is_none() && nodes.len() > 1 {
            self.report
                .error(
                    Code::ExcludeMode,
                    declaration.span,
                    format!("排除 `{name}` 有几行，没有写任一还是全部"),
                    format!("exclusion `{name}` has several lines and does not say whether any or all"),
                )
                .help("有一行就排除的，写：任一", "write `any` if one line is enough to strike out");
        }
        let span = declaration.span;
        let held_body = self.together(mode.unwrap_or(Mode::All), nodes, span);
        let unless = match value_of(&body, "unless") {
            Some(expression) => match self.resolve_truth(expression, &scope) {
                Some(typed) => Some(typed.node),
                None => return Built::Failed,
            },
            None => None,
        };
        let held = if exclude { self.push(Node::Not(held_body), Type::Truth, span).node } else { held_body };
        let root = match unless {
            Some(unless) => self.push(Node::Any(vec![held, unless]), Type::Truth, span).node,
            None => held,
        };
        let root = self.or_deemed(id, root, span);
        let notes = Notes { layer: self.layer(item.span, &scope), ..self.notes(&body, &scope) };
        self.missing_citation(id, &declaration.name, span, notes.citations.is_empty());
        let condition = ConditionId(u32::try_from(self.program.conditions.len()).unwrap_or(u32::MAX));
        for sentence in &notes.sentences {
            if let Some(sentence) = self
                .program
                .policies
                .get_mut(policy.index())
                .and_then(|policy| policy.sentences.get_mut(usize::try_from(*sentence).unwrap_or(usize::MAX)))
            {
                sentence.condition = Some(condition);
            }
        }
        for child in &gathered.children {
            if let Some(child) = self.program.conditions.get_mut(child.index()) {
                child.parent = Some(condition);
            }
        }
        self.program.conditions.push(Condition {
            name: declaration.name,
            policy,
            parent: None,
            children: gathered.children,
            exclude,
            body: held_body,
            unless,
            root,
            judged: gathered.judged,
            notes,
        });
        self.spans.conditions.push(span);
        Built::Condition(condition)
    }

    /// A condition without 依据, in itself and in what stands around it.
    fn missing_citation(&mut self, id: DeclarationId, name: &str, span: Span, missing: bool) {
        let mut at = Some(id);
        let mut cited = !missing;
        while let Some(around) = at.and_then(|id| self.found.get(id)) {
            cited |= super::read::has(&flattened(&around.item.body), "basis");
            at = around.parent;
        }
        if cited {
            return;
        }
        self.report
            .warning(Code::CitationMissing, span, format!("`{name}` 没有写依据"), format!("`{name}` has no citation"))
            .help("写：依据 \"第几条\"", "write: basis \"article\"");
    }

    /// 任一, 全部, 至少 n项 on the head: an item without a block of its own.
    fn mode_on_head(&mut self, body: &[Item]) -> Option<Mode> {
        let item =
            body.iter().find(|item| matches!(word(item), "any" | "all" | "at_least") && !has_lines(&item.body))?;
        self.mode(item)
    }

    fn mode(&mut self, item: &Item) -> Option<Mode> {
        Some(match word(item) {
            "any" => Mode::Any,
            "all" => Mode::All,
            _ => {
                let count = value(item).and_then(|expression| match &expression.kind {
                    ExpressionKind::Number { value, .. } => value.to_i64().and_then(|n| u32::try_from(n).ok()),
                    _ => None,
                });
                match count {
                    Some(count) if count > 0 => Mode::AtLeast(count),
                    _ => {
                        self.report
                            .error(
                                Code::AttributeValue,
                                item.span,
                                "`至少` 后面应是几项",
                                "`at_least` takes a number of lines",
                            )
                            .help("如：至少 2项", "as in `at_least 2项`");
                        return None;
                    }
                }
            }
        })
    }

    fn together(&mut self, mode: Mode, nodes: Vec<NodeId>, span: Span) -> NodeId {
        match (mode, nodes.as_slice()) {
            (Mode::All | Mode::Any, [one]) => *one,
            (Mode::All, _) => self.push(Node::All(nodes), Type::Truth, span).node,
            (Mode::Any, _) => self.push(Node::Any(nodes), Type::Truth, span).node,
            (Mode::AtLeast(count), _) => {
                if usize::try_from(count).is_ok_and(|count| count > nodes.len()) {
                    let have = nodes.len();
                    self.report.error(
                        Code::AtLeastTooMany,
                        span,
                        format!("要至少 {count} 项，却只有 {have} 项"),
                        format!("at least {count} are wanted, but there are only {have}"),
                    );
                }
                self.push(Node::AtLeast(count, nodes), Type::Truth, span).node
            }
        }
    }

    /// The lines of a body. None if one of them could not be read.
    fn lines(
        &mut self,
        body: &[Item],
        scope: &Scope,
        policy: PolicyId,
        name: &str,
        gathered: &mut Gathered,
    ) -> Option<Vec<NodeId>> {
        let mut nodes = Vec::new();
        let mut whole = true;
        for item in body {
            match word(item) {
                "" => {
                    let Some(expression) = line(item) else {
                        self.report
                            .error(Code::Misplaced, item.span, "表格行要写在表里", "a table row stands in a table")
                            .help(
                                "写成：表 名 首个 { … }，再用表的名字",
                                "write `table name first { … }` and use its name",
                            );
                        whole = false;
                        continue;
                    };
                    match self.condition_line(item, expression, scope) {
                        Some(node) => nodes.push(node),
                        None => whole = false,
                    }
                }
                "any" | "all" | "at_least" if has_lines(&item.body) => {
                    let mode = self.mode(item);
                    let inner = self.lines(&item.body, scope, policy, name, gathered);
                    match (mode, inner) {
                        (Some(mode), Some(inner)) if !inner.is_empty() => {
                            nodes.push(self.together(mode, inner, word_span(item)));
                        }
                        (Some(_), Some(_)) => {
                            self.report.warning(Code::Empty, item.span, "这一组里什么也没有", "this group is empty");
                        }
                        _ => whole = false,
                    }
                }
                "require" | "exclude" => {
                    let child = self.found.at(scope.policy, item);
                    match child.map(|child| self.ensure(child, item.span)) {
                        Some(Built::Condition(child)) => {
                            gathered.children.push(child);
                            nodes.push(self.push(Node::Condition(child), Type::Truth, item.span).node);
                        }
                        _ => whole = false,
                    }
                }
                "judged" => {
                    let judged = self.judged_line(item, body, policy, name);
                    gathered.judged.push(judged);
                    nodes.push(self.push(Node::Judged(judged), Type::Truth, item.span).node);
                }
                _ => {}
            }
        }
        whole.then_some(nodes)
    }

    /// A line: an expression, or `X 合格`.
    fn condition_line(&mut self, item: &Item, expression: &Expression, scope: &Scope) -> Option<NodeId> {
        let verdict = item.values.first().and_then(|value| super::read::plain_word(&value.expression));
        match verdict {
            Some("合格" | "passes" | "符合" | "met") => self.verdict(expression, scope),
            Some("不合格" | "fails" | "不符合" | "unmet") => {
                let node = self.verdict(expression, scope)?;
                Some(self.push(Node::Not(node), Type::Truth, item.span).node)
            }
            _ => self.resolve_truth(expression, scope).map(|typed| typed.node),
        }
    }

    fn verdict(&mut self, expression: &Expression, scope: &Scope) -> Option<NodeId> {
        let typed = self.resolve(expression, scope, None)?;
        if let Some(Node::Score(score)) = self.node(typed.node).cloned() {
            if !self.has_pass_mark(score) {
                self.report
                    .error(
                        Code::PassMarkMissing,
                        expression.span,
                        "这个评分没有写多少分合格",
                        "this score has no pass mark",
                    )
                    .help("在评分上写：合格 >= 60分", "write on the score: pass >= 60分");
                return None;
            }
            return Some(self.push(Node::Passes(score), Type::Truth, expression.span).node);
        }
        if typed.ty == Type::Truth {
            return Some(typed.node);
        }
        self.wrong_type(expression.span, &Type::Truth, &typed.ty);
        None
    }

    /// True if a score, or something inside it, has a pass mark.
    pub(super) fn has_pass_mark(&self, score: ScoreId) -> bool {
        let mut rest = vec![score];
        while let Some(id) = rest.pop() {
            let Some(score) = self.program.scores.get(id.index()) else { continue };
            if score.pass.is_some() {
                return true;
            }
            if let crate::program::Points::Parts(parts) = &score.points {
                rest.extend(parts);
            }
        }
        false
    }

    /// 人工认定: a line with its text, or the whole condition under its own name.
    fn judged_line(&mut self, item: &Item, around: &[Item], policy: PolicyId, condition: &str) -> JudgedId {
        let named = item.values.first().and_then(|value| text(&value.expression)).map(str::to_owned);
        let name = named.unwrap_or_else(|| condition.to_owned());
        let by = one(&item.body, "by")
            .or_else(|| one(around, "by"))
            .map(phrase)
            .or_else(|| item.values.get(1).and_then(|_| first_words(item)));
        self.judged_item(name, policy, by, None, item.span)
    }

    /// What only a person decides; the same name in one policy is the same decision.
    pub(super) fn judged_item(
        &mut self,
        name: String,
        policy: PolicyId,
        by: Option<String>,
        score: Option<ScoreId>,
        span: Span,
    ) -> JudgedId {
        if let Some(known) = self.judged.get(&(policy, name.clone())) {
            return *known;
        }
        let id = JudgedId(u32::try_from(self.program.judged.len()).unwrap_or(u32::MAX));
        self.judged.insert((policy, name.clone()), id);
        self.program.judged.push(Judged { name, policy, by, score });
        self.spans.judged.push(span);
        id
    }

    /// The conditions of a policy's own body, in source order, those inside groups too. None if one failed.
    pub(super) fn policy_conditions(
        &mut self,
        policy: DeclarationId,
        body: &[Item],
        nodes: &mut Vec<NodeId>,
        ids: &mut Vec<ConditionId>,
    ) -> Option<()> {
        let mut whole = true;
        for item in body {
            match word(item) {
                "judged" if self.found.at(Some(policy), item).is_none() => {
                    self.report
                        .error(Code::Empty, item.span, "人工认定没有名字", "what is judged has no name")
                        .help("写成：人工认定 名 由 \"谁\"", "write `judged name by \"whom\"`");
                    whole = false;
                }
                "require" | "exclude" | "judged" => {
                    match self.found.at(Some(policy), item).map(|child| self.ensure(child, item.span)) {
                        Some(Built::Condition(condition)) => {
                            ids.push(condition);
                            nodes.push(self.push(Node::Condition(condition), Type::Truth, item.span).node);
                        }
                        _ => whole = false,
                    }
                }
                "any" | "all" | "at_least" if has_lines(&item.body) => {
                    self.stray_lines(&item.body);
                    let mode = self.mode(item);
                    let mut inner = Vec::new();
                    let done = self.policy_conditions(policy, &item.body, &mut inner, ids);
                    match (mode, done) {
                        (Some(mode), Some(())) if !inner.is_empty() => {
                            nodes.push(self.together(mode, inner, word_span(item)));
                        }
                        (Some(_), Some(())) => {}
                        _ => whole = false,
                    }
                }
                _ => {}
            }
        }
        whole.then_some(())
    }

    /// All lines of a body that stand where none may.
    pub(super) fn stray_lines(&mut self, body: &[Item]) {
        for item in all(body, "") {
            if let Some(expression) = line(item) {
                self.report
                    .error(Code::Misplaced, expression.span, "判断要写在条件里", "a test stands in a condition")
                    .help("写成：条件 名 { … }", "write `require name { … }`");
            }
        }
    }
}

/// A body in which what follows a mode on the head line (`任一 依据 "…"`) stands beside the mode.
pub(super) fn flattened(body: &[Item]) -> Vec<Item> {
    let mut flat = Vec::new();
    for item in body {
        let on_head = matches!(word(item), "any" | "all" | "at_least") && !has_lines(&item.body);
        if on_head && !item.body.is_empty() {
            flat.push(Item { body: Vec::new(), ..item.clone() });
            flat.extend(item.body.iter().cloned());
        } else {
            flat.push(item.clone());
        }
    }
    flat
}

/// True if a body holds lines, conditions or groups: then it is a block, not a word on a head.
pub(super) fn has_lines(body: &[Item]) -> bool {
    body.iter().any(|item| {
        matches!(word(item), "" | "require" | "exclude" | "judged") || matches!(word(item), "any" | "all" | "at_least")
    })
}
