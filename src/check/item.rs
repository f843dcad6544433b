//! Service items: their elements beside those that they have as policies.

use super::checker::{Built, Checker, Scope};
use super::declaration::{DeclarationId, Space, What};
use super::policy::said;
use super::read::{
    Name, all, all_words, bare, declared, has, one, phrase, plain_word, show, text, texts, value, value_of, word,
    words_of,
};
use super::types::Type;
use crate::diagnostic::Code;
use crate::program::{
    Case, CommonQuestion, Definition, DefinitionId, Effective, Element, ItemElements, ItemResult, Need, Node, NodeId,
    Notes, PlainElement, Power, RegionRank,
};
use crate::schema::Item;
use crate::span::Span;

/// The lines of an item that say how it is handled; a policy has them in its 办理.
const PROCEDURE: [&str; 10] = [
    "apply",
    "accepts",
    "decides",
    "statutory_limit",
    "promised_limit",
    "visits",
    "mode",
    "special_procedure",
    "fee",
    "hotline",
];

/// The lines of an item that say how it is handled.
pub(super) fn procedure_of(body: &[Item]) -> Vec<Item> {
    body.iter().filter(|item| PROCEDURE.contains(&word(item))).cloned().collect()
}

impl Checker<'_> {
    /// 情形 as a value that the rest of the item may ask for.
    pub(super) fn build_case(&mut self, id: DeclarationId) -> Built {
        let Some(declaration) = self.found.get(id).cloned() else { return Built::Failed };
        let Some(policy) = declaration.policy else { return Built::Failed };
        let scope = self.scope_of(id);
        let body = &declaration.item.body;
        let Some(when) = value_of(body, "when") else {
            self.report
                .error(
                    Code::CaseOpen,
                    declaration.span,
                    format!("情形 `{}` 没有写什么时候是它", declaration.name),
                    format!("case `{}` does not say when it is the case", declaration.name),
                )
                .help(
                    "写成：情形 甲 当 …；剩下的写：当 其余",
                    "write `case 甲 when …`, and for the rest `when others`",
                );
            return Built::Failed;
        };
        let root = if is_the_rest(declaration.item) {
            let Some(root) = self.no_other_case(id, policy, declaration.span) else { return Built::Failed };
            root
        } else {
            match self.resolve_truth(when, &scope) {
                Some(typed) => typed.node,
                None => return Built::Failed,
            }
        };
        let notes = self.notes(body, &scope);
        let definition = DefinitionId(u32::try_from(self.program.definitions.len()).unwrap_or(u32::MAX));
        let policy = self.policy_of(id);
        self.program.definitions.push(Definition { name: declaration.name, year: None, policy, root, notes });
        self.spans.definitions.push(declaration.span);
        Built::Definition(definition, Type::Truth)
    }

    /// 其余: none of the other cases of the item.
    fn no_other_case(&mut self, id: DeclarationId, policy: DeclarationId, span: Span) -> Option<NodeId> {
        let mut others = Vec::new();
        let cases =
            self.found.of(What::Case).into_iter().filter_map(|case| Some((case, self.found.get(case)?.clone())));
        let (rests, cases): (Vec<_>, Vec<_>) = cases
            .filter(|(case, declaration)| *case != id && declaration.policy == Some(policy))
            .partition(|(_, declaration)| is_the_rest(declaration.item));
        if let Some((_, first)) = rests.iter().find(|(rest, _)| *rest < id) {
            self.report
                .error(Code::CaseOpen, span, "其余只能有一种情形", "only one case may be the rest")
                .label(first.span, "先在这里", "first here")
                .help("写明这种情形：当 …", "say when it is the case: `when …`");
            return None;
        }
        for (other, _) in cases {
            match self.ensure(other, span) {
                Built::Definition(definition, _) => {
                    others.push(self.push(Node::Definition(definition), Type::Truth, span).node);
                }
                _ => return None,
            }
        }
        let any = self.push(Node::Any(others), Type::Truth, span);
        Some(self.push(Node::Not(any.node), Type::Truth, span).node)
    }

    /// All that an item says beside what every policy says.
    pub(super) fn item_elements(&mut self, id: DeclarationId, needs: &[Need]) -> ItemElements {
        let Some(declaration) = self.found.get(id).cloned() else { return ItemElements::default() };
        let scope = self.scope_of(id);
        let body = &declaration.item.body;
        let mut plain = Vec::new();
        for item in body {
            let Some(element) = Element::ALL.into_iter().find(|element| element.key() == word(item)) else { continue };
            let words = item.values.iter().map(|value| show(&value.expression)).collect();
            plain.push(PlainElement { element, words, notes: self.notes(&item.body, &scope) });
        }
        let departments = self.departments_named(body, &scope);
        let powers = self.powers(body, &scope);
        let cases = self
            .found
            .of(What::Case)
            .into_iter()
            .filter(|case| self.found.get(*case).is_some_and(|case| case.policy == Some(id)))
            .collect::<Vec<_>>()
            .into_iter()
            .filter_map(|case| match self.ensure(case, declaration.span) {
                Built::Definition(definition, _) => Some(Case { definition }),
                _ => None,
            })
            .collect();
        let results = all(body, "result")
            .map(|item| ItemResult {
                name: declared(item).map(|name| name.text).unwrap_or_default(),
                kind: all_words(&item.body, "kind"),
                term: one(&item.body, "term").map(said),
                sample: words_of(&item.body, "sample"),
                notes: self.notes(&item.body, &scope),
            })
            .collect();
        let questions = all(body, "faq")
            .filter_map(|item| {
                let mut texts = item.values.iter().filter_map(|value| text(&value.expression));
                Some(CommonQuestion { question: texts.next()?.to_owned(), answer: texts.next()?.to_owned() })
            })
            .collect();
        let deferral_rules = self.named(body, "deferral_rule", Space::DeferralRule, &scope);
        let deferral_rules =
            deferral_rules.into_iter().filter_map(|rule| self.deferral_rules.get(&rule).copied()).collect();
        let promise_rules = self.named(body, "promise_rule", Space::PromiseRule, &scope);
        let promise_rules =
            promise_rules.into_iter().filter_map(|rule| self.promise_rules.get(&rule).copied()).collect();
        let elements =
            ItemElements { plain, departments, powers, cases, results, questions, deferral_rules, promise_rules };
        self.durations_alike(&elements, needs, body);
        elements
    }

    /// What lines of a keyword name.
    fn named(&mut self, body: &[Item], en: &'static str, space: Space, scope: &Scope) -> Vec<DeclarationId> {
        let mut found = Vec::new();
        for item in all(body, en) {
            for value in &item.values {
                let Some(name) = bare(&value.expression) else { continue };
                let name = Name { text: name.to_owned(), span: value.expression.span };
                match self.find(space, &name.text, name.span, scope) {
                    Some(id) => found.push(id),
                    None => self.unknown_name(&name, space, scope),
                }
            }
        }
        found
    }

    /// 权限, and 层级 for all that it leaves open.
    fn powers(&mut self, body: &[Item], scope: &Scope) -> Vec<Power> {
        let lines = all(body, "powers").flat_map(|powers| all(&powers.body, "level"));
        let lines: Vec<&Item> = lines.collect();
        let mut powers = Vec::new();
        let mut whens = Vec::new();
        let mut plain = None;
        for line in lines {
            let when = self.when(&line.body, scope);
            if when.is_none() && has(&line.body, "when") {
                continue;
            }
            let Some(rank) = self.level(line) else { continue };
            match when {
                Some(when) => {
                    whens.push(when);
                    powers.push(Power { rank, when: Some(when), notes: self.notes(&line.body, scope) });
                }
                None if plain.is_none() => plain = Some((line, rank)),
                None => {
                    self.report
                        .error(
                            Code::NameDoubled,
                            line.span,
                            "权限里没有写什么情况下用的层级只能有一行",
                            "only one line of `powers` may go without saying when",
                        )
                        .help("在后面写：当 …", "write `when …` behind it");
                }
            }
        }
        let rest = plain.or_else(|| {
            let line = one(body, "level")?;
            Some((line, self.level(line)?))
        });
        if let Some((line, rank)) = rest {
            let when = self.in_no_other_case(&whens, line.span);
            powers.push(Power { rank, when, notes: self.notes(&line.body, scope) });
        }
        powers
    }

    fn level(&mut self, line: &Item) -> Option<RegionRank> {
        let expression = value(line)?;
        match plain_word(expression) {
            Some("国家" | "national") => Some(RegionRank::Country),
            Some("省级" | "provincial") => Some(RegionRank::Province),
            Some("市级" | "municipal") => Some(RegionRank::Prefecture),
            Some("县级" | "county") => Some(RegionRank::District),
            _ => {
                self.report
                    .error(Code::AttributeValue, expression.span, "没有这个层级", "there is no such level")
                    .help("层级是：国家、省级、市级、县级", "levels are national, provincial, municipal, county");
                None
            }
        }
    }

    /// Days by which papers must follow are compared with the promised limit: both are of one kind.
    fn durations_alike(&mut self, elements: &ItemElements, needs: &[Need], body: &[Item]) {
        let rules = elements.deferral_rules.iter().filter_map(|rule| self.program.deferral_rules.get(rule.index()));
        let mut units: Vec<_> = rules
            .flat_map(|rule| {
                let ceiling = match &rule.ceiling {
                    Some(crate::program::Ceiling::Within(_, unit)) => Some(*unit),
                    _ => None,
                };
                [ceiling, rule.earlier_by.as_ref().map(|(_, unit)| *unit)].into_iter().flatten()
            })
            .collect();
        if elements.deferral_rules.is_empty() {
            return;
        }
        let papers = needs.iter().flat_map(|need| match need {
            Need::Paper(paper) => std::slice::from_ref(paper),
            Need::AnyOf { papers, .. } => papers.as_slice(),
        });
        units.extend(papers.filter_map(|paper| paper.deferrable.as_ref()).map(|(_, unit)| *unit));
        let mixed = units.first().is_some_and(|first| units.iter().any(|unit| unit != first));
        if let (true, Some(item)) = (mixed, one(body, "deferral_rule")) {
            self.report
                .error(
                    Code::DurationMixed,
                    item.span,
                    "后补的期限与容缺办法的上限、提前，不能有的是日、有的是工作日",
                    "the time in which papers may follow and what the deferral rule says mix days and working days",
                )
                .help("统一写成工作日，或统一写成日", "write them all in working days, or all in days");
        }
    }
}

/// Whether a case is 其余.
fn is_the_rest(item: &Item) -> bool {
    value_of(&item.body, "when").and_then(plain_word).is_some_and(|word| matches!(word, "其余" | "others"))
}

/// Days in force that say nothing of a document count from what the block around them cites.
pub(super) fn effective_of(checker: &mut Checker<'_>, body: &[Item], scope: &Scope, notes: &Notes) -> Vec<Effective> {
    let mut lines = checker.effective(body, scope);
    let published = checker.published(&notes.citations);
    for line in &mut lines {
        if line.citations.is_empty() {
            line.published = published;
        }
    }
    lines
}

impl Checker<'_> {
    /// What may be said of a block: also what stands behind its lines, as one line may hold several attributes.
    pub(super) fn notes_within(&mut self, body: &[Item], scope: &Scope) -> Notes {
        let mut notes = self.notes(body, scope);
        for item in body.iter().filter(|item| !matches!(word(item), "quote" | "gist" | "devolve" | "entrust")) {
            notes.doubts.extend(texts(&item.body, "doubt"));
            // A special procedure keeps its own.
            if word(item) == "special_procedure" {
                continue;
            }
            notes.remarks.extend(texts(&item.body, "remark"));
        }
        notes
    }

    /// The departments that 部门 names.
    pub(super) fn departments_named(&mut self, body: &[Item], scope: &Scope) -> Vec<crate::program::DepartmentId> {
        let named = self.named(body, "department", Space::Department, scope);
        named.into_iter().filter_map(|department| self.departments.get(&department).copied()).collect()
    }
}

/// The words of the first line of a keyword, as the author wrote them.
pub(super) fn words_said(body: &[Item], en: &'static str) -> Option<String> {
    one(body, en).map(phrase).filter(|said| !said.is_empty())
}
