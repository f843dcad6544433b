//! Policies and standards: who, when, where, and what must hold.

use super::checker::{Built, Checker, Scope};
use super::declaration::{DeclarationId, What};
use super::period::{self, Stretch};
use super::read::{Name, all, all_words, bare, has, one, show, texts, value, value_of, word, words_of};
use super::types::Type;
use crate::diagnostic::Code;
use crate::program::{DocumentId, Effective, Node, Policy, PolicyId, RegionId};
use crate::schema::Item;
use crate::span::Span;
use std::collections::BTreeMap;

impl Checker<'_> {
    /// All policies with what depends on no expression, so that everything may refer to them.
    pub(super) fn begin_policies(&mut self) {
        for id in self.found.of(What::Policy) {
            let Some(declaration) = self.found.get(id).cloned() else { continue };
            let (name, version) = self.shared_name(id);
            self.families.entry(name.clone()).or_default().push(id);
            let policy = PolicyId(u32::try_from(self.program.policies.len()).unwrap_or(u32::MAX));
            let file = self.files.get(declaration.file).map(|file| file.path.clone()).unwrap_or_default();
            let body = &declaration.item.body;
            self.policies.insert(id, policy);
            self.program.policies.push(Policy {
                name,
                standard: word(declaration.item) == "standard",
                item: None,
                chain: word(declaration.item) == "chain",
                adapts: None,
                file,
                authority: split_names(all_words(body, "authority")),
                handler: split_names(all_words(body, "handler")),
                level: words_of(body, "level"),
                delegated: words_of(body, "delegated"),
                region: RegionId(0),
                documents: Vec::new(),
                version: words_of(body, "version").or(version),
                effective: Vec::new(),
                applies: None,
                law_day: None,
                windows: Vec::new(),
                conditions: Vec::new(),
                root: crate::program::NodeId(0),
                scores: Vec::new(),
                needs: Vec::new(),
                benefits: Vec::new(),
                procedure: None,
                hints: Vec::new(),
                duties: Vec::new(),
                sentences: Vec::new(),
                notes: crate::program::Notes::default(),
            });
            self.spans.policies.push(declaration.span);
            let scope = self.scope_of(id);
            let documents = self.policy_documents(body, &scope);
            let region = match one(body, "region") {
                Some(item) => self.region_named(item).unwrap_or(RegionId(0)),
                None => RegionId(0),
            };
            if let Some(entry) = self.program.policies.get_mut(policy.index()) {
                entry.documents = documents;
                entry.region = region;
            }
            let effective = self.effective(body, &scope);
            let windows = self.windows_of(body);
            if let Some(entry) = self.program.policies.get_mut(policy.index()) {
                entry.effective = effective;
                entry.windows = windows;
            }
            self.gather_sentences(id, policy);
        }
        self.versions();
    }

    /// The name that a policy goes by: a local version goes by that of the policy that it adapts, and its own name tells
    /// the version.
    fn shared_name(&self, id: DeclarationId) -> (String, Option<String>) {
        let mut at = id;
        let own = self.found.get(id).map(|declaration| declaration.name.clone()).unwrap_or_default();
        // INVARIANT: circles of 沿用 were refused, and an overlay that stands was resolved.
        for _ in 0..self.overlays.len() {
            match self.base_of(at).filter(|_| self.is_local(at)) {
                Some(base) => at = base,
                None => break,
            }
        }
        match self.found.get(at).filter(|_| at != id) {
            Some(base) => (base.name.clone(), Some(own)),
            None => (own, None),
        }
    }

    /// Whether it is the local version of a policy.
    fn is_local(&self, id: DeclarationId) -> bool {
        let span = self.found.get(id).map(|declaration| declaration.item.span);
        self.overlays.iter().any(|overlay| Some(overlay.span) == span && overlay.local)
    }

    /// The documents that a policy's own 依据 names; the first is the main one.
    pub(super) fn policy_documents(&mut self, body: &[Item], scope: &Scope) -> Vec<DocumentId> {
        let mut documents = Vec::new();
        for item in all(body, "basis") {
            for value in &item.values {
                if let Some(name) = bare(&value.expression) {
                    let place = Name { text: name.to_owned(), span: value.expression.span };
                    documents.extend(self.document(&place, scope));
                }
            }
        }
        documents
    }

    /// 有效, each with its document.
    pub(super) fn effective(&mut self, body: &[Item], scope: &Scope) -> Vec<Effective> {
        // What stands in the policy itself holds for all of its lines.
        let of_all = self.documents_named(body, "supersedes", scope);
        if let (Some(item), false) = (one(body, "supersedes"), has(body, "effective")) {
            self.report
                .error(
                    Code::AttributeValue,
                    item.span,
                    "写了取代，却没有写什么时候有效",
                    "it supersedes a document, and does not say when it is in force",
                )
                .help("写：有效 2026-01-01 起", "write `effective 2026-01-01 起`");
        }
        let mut lines: Vec<Effective> = Vec::new();
        let mut places: Vec<(Stretch, Span)> = Vec::new();
        for item in all(body, "effective") {
            let Some(first) = value(item) else { continue };
            let rest = item.values.get(1..).unwrap_or_default();
            let Some(stretch) = period::stretch(first, rest, has(&item.body, "onwards")) else {
                self.report.error(Code::PeriodUnreadable, first.span, "时段写得不对", "this is no period").help(
                    "写成：2026-01-01 至 2026-06-30、2026-01-01 起、2024年度、2024年度 至 2025年度",
                    "write `2026-01-01 至 2026-06-30`, `2026-01-01 起`, `2024年度` or `2024年度 至 2025年度`",
                );
                continue;
            };
            let span = period::place(first, rest);
            self.more_than_a_day(first, &stretch);
            self.stretch_in_order(&stretch, span);
            let citations = self.citations(&item.body, scope);
            let mut supersedes = self.documents_named(&item.body, "supersedes", scope);
            supersedes.extend(&of_all);
            let main = scope
                .policy
                .and_then(|policy| self.policies.get(&policy))
                .and_then(|policy| self.program.policies.get(policy.index()))
                .and_then(|policy| policy.documents.first().copied());
            let published = if citations.is_empty() {
                main.and_then(|document| self.program.documents.get(document.index())).and_then(|d| d.published)
            } else {
                self.published(&citations)
            };
            let cited = citations.iter().filter_map(|citation| citation.document);
            let mut documents: Vec<DocumentId> = cited.collect();
            if documents.is_empty() {
                documents.extend(main);
            }
            for (other, at) in &places {
                if other.meets(&stretch) && supersedes.is_empty() {
                    self.report
                        .error(
                            Code::PeriodOverlap,
                            span,
                            "两行 `有效` 在同一天都成立",
                            "two lines of `effective` hold on the same day",
                        )
                        .label(*at, "与这一行重叠", "it overlaps this line")
                        .help(
                            "改正日期；后文取代前文的，写：取代 文件名",
                            "mend the days, or write `supersedes document`",
                        );
                }
            }
            places.push((stretch, span));
            lines.push(Effective {
                from: stretch.from,
                to: stretch.to,
                unspecified: stretch.unspecified,
                published,
                documents,
                supersedes,
                citations,
            });
        }
        lines
    }

    /// Versions of one name must be told apart by 版本, and by days or 适用.
    fn versions(&mut self) {
        let mut by_name: BTreeMap<(String, bool), Vec<DeclarationId>> = BTreeMap::new();
        for id in self.found.of(What::Policy) {
            let Some(policy) = self.policies.get(&id).and_then(|p| self.program.policies.get(p.index())) else {
                continue;
            };
            by_name.entry((policy.name.clone(), policy.standard)).or_default().push(id);
        }
        for ((name, _), ids) in by_name {
            if ids.len() < 2 {
                continue;
            }
            for (at, id) in ids.iter().enumerate() {
                let Some(this) = self.found.get(*id).cloned() else { continue };
                let Some(own) = self.policies.get(id).and_then(|p| self.program.policies.get(p.index())).cloned()
                else {
                    continue;
                };
                let siblings = ids.iter().filter(|other| !self.is_local(**other)).count();
                if own.version.is_none() && siblings > 1 {
                    self.report
                        .error(
                            Code::VersionMissing,
                            this.span,
                            format!("有几个政策叫 `{name}`，这一个没有写版本"),
                            format!("several policies are called `{name}`, and this one has no version"),
                        )
                        .help("写：版本 \"…\"，或换一个名字", "write `version \"…\"`, or give it another name");
                }
                for other_id in ids.get(..at).into_iter().flatten() {
                    let Some(other_place) = self.found.get(*other_id).map(|d| d.span) else { continue };
                    let Some(other) =
                        self.policies.get(other_id).and_then(|p| self.program.policies.get(p.index())).cloned()
                    else {
                        continue;
                    };
                    let other_item = self.found.get(*other_id).map(|d| d.item);
                    if own.version.is_some() && own.version == other.version {
                        self.report
                            .error(
                                Code::NameDoubled,
                                this.span,
                                format!("`{name}` 的这个版本写了两次"),
                                format!("this version of `{name}` stands twice"),
                            )
                            .label(other_place, "先在这里", "first declared here");
                        continue;
                    }
                    let narrowed =
                        has(&this.item.body, "applies") || other_item.is_some_and(|item| has(&item.body, "applies"));
                    if !narrowed && own.region == other.region && !overlaps(&own, &other).is_empty() {
                        self.report
                            .error(
                                Code::VersionOverlap,
                                this.span,
                                format!("`{name}` 的两个版本在同一天都有效"),
                                format!("two versions of `{name}` are in force on the same day"),
                            )
                            .label(other_place, "另一个版本", "the other version")
                            .help(
                                "改正 `有效` 的日期，用 `适用` 分开两个版本，或在后文写：取代 前文",
                                "mend the days of `effective`, part them by `applies`, or write `supersedes` in the later one",
                            );
                    }
                }
            }
        }
    }

    /// Conditions, 适用 and 适用日: all that the policy's truth hangs on.
    pub(super) fn build_policy_truth(&mut self, id: DeclarationId) -> Built {
        let Some(declaration) = self.found.get(id).cloned() else { return Built::Failed };
        let Some(policy) = self.policies.get(&id).copied() else { return Built::Failed };
        let scope = self.scope_of(id);
        let body = &declaration.item.body;
        self.stray_lines(body);
        let law_day = match value_of(body, "law_day") {
            Some(expression) => match self.resolve_as(expression, &scope, &Type::Date) {
                Some(typed) => Some(typed.node),
                None => return Built::Failed,
            },
            None => None,
        };
        if let Some(law_day) = law_day
            && self.leads_to_law(law_day)
        {
            self.report
                .error(
                    Code::LawDayCircle,
                    declaration.span,
                    "适用日不能由要看适用日才知道的东西算出",
                    "the law day cannot hang on what the law day decides",
                )
                .help("适用日只能用事实、今天和日期算", "work it out from facts, 今天 and days only");
        }
        let applies = match value_of(body, "applies") {
            Some(expression) => match self.resolve_truth(expression, &scope) {
                Some(typed) => Some(typed.node),
                None => return Built::Failed,
            },
            None => None,
        };
        // Also of a policy without conditions, so that its transitions are looked at.
        self.deemed_while(id, declaration.span);
        let mut nodes = Vec::new();
        let mut conditions = Vec::new();
        if self.policy_conditions(id, body, &mut nodes, &mut conditions).is_none() {
            return Built::Failed;
        }
        // 政策: whose conditions hold.
        for value in all(body, "policy").flat_map(|item| &item.values) {
            match self.resolve_truth(&value.expression, &scope) {
                Some(typed) => nodes.push(typed.node),
                None => return Built::Failed,
            }
        }
        let grants = word(declaration.item) == "policy";
        if nodes.is_empty() && grants && !has(body, "adapts") {
            self.report
                .warning(
                    Code::PolicyEmpty,
                    declaration.span,
                    format!("政策 `{}` 没有条件，谁都符合", declaration.name),
                    format!("policy `{}` has no condition: everybody is eligible", declaration.name),
                )
                .help("只下定义、不给待遇的，写：标准", "what only defines and grants nothing is a `standard`");
        }
        let root = self.push(Node::All(nodes), Type::Truth, declaration.span);
        let mut notes = self.notes(body, &scope);
        for window in all(body, "window") {
            notes.doubts.extend(texts(&window.body, "doubt"));
            notes.remarks.extend(texts(&window.body, "remark"));
        }
        if let Some(entry) = self.program.policies.get_mut(policy.index()) {
            entry.law_day = law_day;
            entry.applies = applies;
            entry.conditions = conditions;
            entry.root = root.node;
            entry.notes = notes;
        }
        Built::Policy(policy)
    }

    /// True if a node hangs on the law day.
    fn leads_to_law(&self, root: crate::program::NodeId) -> bool {
        let mut rest = vec![root];
        let mut seen = std::collections::BTreeSet::new();
        while let Some(id) = rest.pop() {
            if !seen.insert(id) {
                continue;
            }
            match self.node(id) {
                Some(
                    Node::LawDay | Node::FactInYear(..) | Node::Parameter(_) | Node::Policy(_) | Node::OverYears(..),
                ) => {
                    return true;
                }
                Some(Node::Definition(definition)) => {
                    rest.extend(self.program.definitions.get(definition.index()).map(|d| d.root));
                }
                Some(Node::Table(table)) => {
                    if let Some(table) = self.program.tables.get(table.index()) {
                        rest.extend(table.inputs.iter().map(|input| input.value));
                        rest.extend(table.rows.iter().filter_map(|row| row.output));
                    }
                }
                Some(node) => rest.extend(node.operands()),
                None => {}
            }
        }
        false
    }

    /// Scores, papers, benefits, procedure and the rest of each policy.
    pub(super) fn finish_policies(&mut self) {
        for id in self.found.of(What::Policy) {
            let Some(declaration) = self.found.get(id).cloned() else { continue };
            let Some(policy) = self.policies.get(&id).copied() else { continue };
            let scope = self.scope_of(id);
            let body = &declaration.item.body;
            let scores: Vec<crate::program::ScoreId> = all(body, "score")
                .filter_map(|item| self.found.at(Some(id), item))
                .collect::<Vec<_>>()
                .into_iter()
                .filter_map(|score| match self.ensure(score, declaration.span) {
                    Built::Score(score) => Some(score),
                    _ => None,
                })
                .collect();
            let needs = self.needs(body, &scope);
            let benefits = self.benefits(body, &scope);
            let own = if word(declaration.item) == "item" { super::item::procedure_of(body) } else { Vec::new() };
            let block = one(body, "procedure").map(|item| item.body.clone());
            let lines: Vec<Item> = own.iter().chain(block.iter().flatten()).cloned().collect();
            let procedure = (block.is_some() || !own.is_empty()).then(|| {
                let mut procedure = self.procedure(&lines, &scope);
                let place = one(body, "procedure").map_or(declaration.item.span, |block| block.span);
                procedure.notes.layer = self.layer(place, &scope);
                procedure
            });
            let item = (word(declaration.item) == "item").then(|| self.item_elements(id, &needs));
            let own_windows = one(body, "procedure").map(|item| self.windows_of(&item.body)).unwrap_or_default();
            let hints = self.hints(body, &scope);
            let duties = self.duties(body, &scope);
            if let Some(entry) = self.program.policies.get_mut(policy.index()) {
                entry.scores = scores;
                entry.needs = needs;
                entry.benefits = benefits;
                entry.procedure = procedure;
                entry.item = item;
                entry.hints = hints;
                entry.duties = duties;
                if entry.windows.is_empty() {
                    entry.windows = own_windows;
                }
            }
        }
    }
}

/// The days on which two versions are both in force, neither superseded by the other.
pub(super) fn overlaps(a: &Policy, b: &Policy) -> Vec<Stretch> {
    type Line<'a> = (Stretch, &'a [DocumentId], &'a [DocumentId]);
    fn lines(policy: &Policy) -> Vec<Line<'_>> {
        if policy.effective.is_empty() {
            return vec![(Stretch::default(), &[], &[])];
        }
        let stretch = |line: &Effective| Stretch { from: line.from, to: line.to, unspecified: line.unspecified };
        policy
            .effective
            .iter()
            .map(|line| (stretch(line), line.documents.as_slice(), line.supersedes.as_slice()))
            .collect()
    }
    let wins = |winner: &Line<'_>, loser: &Line<'_>| loser.1.iter().any(|document| winner.2.contains(document));
    let (ours, theirs) = (lines(a), lines(b));
    let pairs = ours.iter().flat_map(|one| theirs.iter().map(move |other| (one, other)));
    pairs.filter(|(one, other)| !wins(one, other) && !wins(other, one)).filter_map(|(a, b)| a.0.common(&b.0)).collect()
}

/// `"甲、乙"` is two names.
fn split_names(written: Vec<String>) -> Vec<String> {
    written
        .iter()
        .flat_map(|words| words.split('、'))
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The author's words of an attribute, for 期限 and the like.
pub(super) fn said(item: &Item) -> String {
    item.values.iter().map(|value| show(&value.expression)).collect::<Vec<_>>().join(" ")
}
