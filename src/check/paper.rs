//! Papers where they are needed, and the rules that spare an applicant from bringing them.

use super::checker::{Checker, Scope};
use super::declaration::{Space, What};
use super::item::{effective_of, words_said};
use super::read::{Name, all_words, bare, declared, has, one, phrase_of, plain_word, value_of, word, words_of};
use super::types::{Type, Typed};
use crate::diagnostic::Code;
use crate::program::{
    Arithmetic, Ceiling, Comparison, DeferralRule, DeferralRuleId, Fold, Need, NeededPaper, Node, NodeId, Notes,
    PaperElements, PaperId, PromiseRule, PromiseRuleId, RegionId, Sharing,
};
use crate::schema::Item;
use crate::syntax::tree::Expression;
use crate::value::Number;
use std::collections::BTreeSet;

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
                    let role = words_of(&item.body, "role");
                    for paper in papers.iter_mut().filter(|paper| paper.role.is_none()) {
                        paper.role.clone_from(&role);
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
                    let notes = Notes { layer: self.layer(item.span, scope), ..self.notes(&item.body, scope) };
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
            let Some(paper) = self.papers.get(&known).copied() else { continue };
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
        let deferrable = self.duration_of(body, "deferrable");
        let role = words_of(body, "role");
        self.main_paper_deferred(body, role.as_deref(), deferrable.is_some());
        NeededPaper {
            paper,
            when,
            forms: all_words(body, "form"),
            copies,
            per,
            deferrable,
            by_promise: has(body, "by_promise"),
            shared: if has(body, "shared") { phrase_of(body, "shared") } else { None },
            role,
            keep: self.duration_of(body, "keep"),
            elements: Box::new(elements(body)),
            notes: self.notes(body, scope),
        }
    }
}

impl Checker<'_> {
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

    /// What the decision hangs on cannot come after it.
    fn main_paper_deferred(&mut self, body: &[Item], role: Option<&str>, deferrable: bool) {
        if deferrable
            && role.is_some_and(|role| matches!(role, "主审" | "main"))
            && let Some(item) = one(body, "deferrable")
        {
            self.report
                .error(
                    Code::MainPaperDeferred,
                    item.span,
                    "主审要件不能后补：批不批、批多少要看它",
                    "a main paper cannot follow later: the decision hangs on it",
                )
                .help("删去 容缺，或把要件改为 次要", "leave out `deferrable`, or make it `role secondary`");
        }
    }
}

/// The elements of a paper that are words and nothing else.
fn elements(body: &[Item]) -> PaperElements {
    PaperElements {
        necessary: has(body, "necessary"),
        source: all_words(body, "source"),
        sample: words_of(body, "sample"),
        blank_form: words_of(body, "blank_form"),
        filled_form: words_of(body, "filled_form"),
        accepted_if: words_of(body, "accepted_if"),
        filling_note: words_of(body, "filling_note"),
        provided: all_words(body, "how"),
    }
}

/// What a paper says where it is declared also holds where it is needed, unless that says otherwise.
fn with_declared(own: &[Item], declared: &[Item]) -> Vec<Item> {
    // One way of bringing it goes with no other.
    const WAYS: [&str; 4] = ["deferrable", "by_promise", "keep", "shared"];
    let says_how = WAYS.iter().any(|way| has(own, way));
    let holds = |item: &&Item| match word(item) {
        "when" | "copies" | "role" | "necessary" | "source" | "sample" | "blank_form" | "filled_form"
        | "accepted_if" | "filling_note" | "how" => !has(own, word(item)),
        "deferrable" | "by_promise" | "keep" => !says_how,
        _ => false,
    };
    own.iter().chain(declared.iter().filter(holds)).cloned().collect()
}

impl Checker<'_> {
    /// 共享, 容缺办法 and 告知承诺办法.
    pub(super) fn build_paper_rules(&mut self) {
        for (file, item) in self.found.sharings.clone() {
            let scope = Scope { file, ..Scope::default() };
            if let Some((sharing, papers)) = self.sharing(item, &scope) {
                let each = papers.into_iter().map(|paper| Sharing { paper, ..sharing.clone() });
                self.program.sharings.extend(each);
            }
        }
        for id in self.found.of(What::DeferralRule) {
            let Some(declaration) = self.found.get(id).cloned() else { continue };
            let scope = self.scope_of(id);
            let rule = self.deferral_rule(declaration.name, &declaration.item.body, &scope);
            let place = DeferralRuleId(u32::try_from(self.program.deferral_rules.len()).unwrap_or(u32::MAX));
            self.program.deferral_rules.push(rule);
            self.deferral_rules.insert(id, place);
        }
        for id in self.found.of(What::PromiseRule) {
            let Some(declaration) = self.found.get(id).cloned() else { continue };
            let scope = self.scope_of(id);
            let body = &declaration.item.body;
            let notes = self.notes_within(body, &scope);
            let rule = PromiseRule {
                name: declaration.name,
                region: self.region_of(body),
                effective: effective_of(self, body, &scope, &notes),
                provided: self.premise(body, &scope),
                verified: words_said(body, "verified"),
                verified_within: self.duration_of(body, "verified_within"),
                if_false: words_said(body, "if_false"),
                recorded: words_said(body, "recorded"),
                notes,
            };
            let place = PromiseRuleId(u32::try_from(self.program.promise_rules.len()).unwrap_or(u32::MAX));
            self.program.promise_rules.push(rule);
            self.promise_rules.insert(id, place);
        }
    }

    /// What is shared holds for all that is told of a paper of this name in sight of it.
    fn sharing(&mut self, item: &Item, scope: &Scope) -> Option<(Sharing, BTreeSet<PaperId>)> {
        let name = declared(item)?;
        let Some(known) = self.find(Space::Paper, &name.text, name.span, scope) else {
            self.unknown_name(&name, Space::Paper, scope);
            return None;
        };
        let paper = self.papers.get(&known).copied()?;
        let papers = self.papers_named_alike(known);
        let body = &item.body;
        let source = match value_of(body, "source").and_then(|expression| Some((bare(expression)?, expression.span))) {
            Some((text, span)) => {
                let name = Name { text: text.to_owned(), span };
                match self.find(Space::Department, &name.text, span, scope) {
                    Some(id) => self.departments.get(&id).copied(),
                    None => {
                        self.unknown_name(&name, Space::Department, scope);
                        return None;
                    }
                }
            }
            None => None,
        };
        let notes = self.notes_within(body, scope);
        let when = self.when(body, scope);
        if when.is_none() && has(body, "when") {
            return None;
        }
        let effective = effective_of(self, body, scope, &notes);
        Some((Sharing { paper, source, region: self.region_of(body), effective, when, notes }, papers))
    }

    fn deferral_rule(&mut self, name: String, body: &[Item], scope: &Scope) -> DeferralRule {
        let notes = self.notes_within(body, scope);
        let ceiling = value_of(body, "ceiling").and_then(|expression| match plain_word(expression) {
            Some("承诺时限" | "promised_limit") => Some(Ceiling::PromisedLimit),
            _ => self.duration(expression).map(|(number, unit)| Ceiling::Within(number, unit)),
        });
        let never = |word: &str| matches!(word, "不得" | "must_not" | "never");
        DeferralRule {
            name,
            region: self.region_of(body),
            effective: effective_of(self, body, scope, &notes),
            ceiling,
            earlier_by: self.duration_of(body, "earlier_by"),
            provided: self.premise(body, scope),
            main_papers_never: all_words(body, "main_papers").iter().any(|word| never(word)),
            overdue: words_said(body, "overdue"),
            recorded: words_said(body, "recorded"),
            notes,
        }
    }

    /// 地区 of a block; the whole country if it does not say.
    fn region_of(&mut self, body: &[Item]) -> RegionId {
        one(body, "region").and_then(|item| self.region_named(item)).unwrap_or(RegionId(0))
    }

    /// 前提. One that cannot be read has been reported.
    fn premise(&mut self, body: &[Item], scope: &Scope) -> Option<NodeId> {
        let provided = value_of(body, "provided")?;
        self.resolve_truth(provided, scope).map(|typed| typed.node)
    }
}
