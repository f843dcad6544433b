//! What may be said of anything: citations, sentences of the law, doubts, remarks.

use super::checker::{Checker, Scope};
use super::condition::flattened;
use super::declaration::{DeclarationId, Space};
use super::read::{Name, all, bare, first_words, has, label, text, texts, word};
use crate::diagnostic::Code;
use crate::program::{Citation, DocumentId, Notes, PolicyId, Sentence, SentenceState};
use crate::schema::Item;

/// What carries the sentences of the law in its body.
pub(super) const CARRIERS: &[&str] = &[
    "require",
    "exclude",
    "define",
    "param",
    "table",
    "each",
    "deduct_in_order",
    "score",
    "part",
    "item",
    "bonus",
    "material",
    "benefit",
    "procedure",
    "hint",
    "duty",
    "any_one",
    "transition",
    "powers",
    "case",
    "result",
    "statutory_limit",
    "promised_limit",
    "special_procedure",
    "visits",
    "fee",
    "quota",
    "step",
    "block",
    "time_ceiling",
    "visit_ceiling",
    "local",
];

impl Checker<'_> {
    /// Title, citations, sentences, doubts, remarks of a body.
    pub(super) fn notes(&mut self, body: &[Item], scope: &Scope) -> Notes {
        let citations = self.citations(body, scope);
        let sentences = body
            .iter()
            .filter(|item| matches!(word(item), "quote" | "gist"))
            .filter_map(|item| self.sentences.get(&(scope.policy, item.span)).copied())
            .collect();
        Notes {
            title: label(body, "title"),
            citations,
            sentences,
            doubts: with_those_of_sentences(body, "doubt"),
            remarks: with_those_of_sentences(body, "remark"),
            layer: None,
        }
    }

    /// All 依据 of a body. A bare text is an article of the policy's main document.
    pub(super) fn citations(&mut self, body: &[Item], scope: &Scope) -> Vec<Citation> {
        let mut citations: Vec<Citation> = Vec::new();
        let mut open: Option<usize> = None;
        for item in all(body, "basis") {
            for value in &item.values {
                if let Some(name) = bare(&value.expression) {
                    let place = Name { text: name.to_owned(), span: value.expression.span };
                    let document = self.document(&place, scope);
                    open = Some(citations.len());
                    citations.push(Citation { document, article: None });
                } else if let Some(article) = text(&value.expression) {
                    match open.take().and_then(|at| citations.get_mut(at)) {
                        // The article of the document just named.
                        Some(citation) if value.separator == crate::syntax::tree::Separator::Gap => {
                            citation.article = Some(article.to_owned());
                        }
                        _ => {
                            let main = self.main_document(value.expression.span, scope);
                            if main.is_none() {
                                self.report
                                    .warning(
                                        Code::CitationUndeclared,
                                        value.expression.span,
                                        "引用的文件没有声明",
                                        "the document cited is not declared",
                                    )
                                    .help(
                                        "在文件顶层声明：文件 名 名称 \"…\" 文号 \"…\"，再引用它的名字",
                                        "declare it at the top: document 名 title \"…\" number \"…\", and cite its name",
                                    );
                            }
                            citations.push(Citation { document: main, article: Some(article.to_owned()) });
                        }
                    }
                }
            }
            open = None;
        }
        citations
    }

    /// The document that a bare article cites: the first that the policy names in which it is written.
    pub(super) fn main_document(&self, span: crate::span::Span, scope: &Scope) -> Option<DocumentId> {
        let Some(policy) = scope.policy else { return scope.document };
        let policy = self.found.written_in(span).unwrap_or(policy);
        let policy = self.policies.get(&policy)?;
        self.program.policies.get(policy.index())?.documents.first().copied()
    }

    /// The document of a name.
    pub(super) fn document(&mut self, name: &Name, scope: &Scope) -> Option<DocumentId> {
        match self.find(Space::Document, &name.text, name.span, scope) {
            Some(id) => self.documents.get(&id).copied(),
            None => {
                self.unknown_name(name, Space::Document, scope);
                None
            }
        }
    }

    /// The documents that an attribute names.
    pub(super) fn documents_named(&mut self, body: &[Item], en: &'static str, scope: &Scope) -> Vec<DocumentId> {
        let mut named = Vec::new();
        for item in all(body, en) {
            for value in &item.values {
                if let Some(name) = bare(&value.expression) {
                    let place = Name { text: name.to_owned(), span: value.expression.span };
                    named.extend(self.document(&place, scope));
                }
            }
        }
        named
    }

    /// Finds every sentence of the law in a policy, in source order, before anything refers to one.
    pub(super) fn gather_sentences(&mut self, policy: DeclarationId, id: PolicyId) {
        let Some(item) = self.found.get(policy).map(|d| d.item) else { return };
        let scope = self.scope_of(policy);
        let mut gathered = Vec::new();
        let before = Around { carried_by: None, judged: false, citations: Vec::new() };
        self.sentences_in(&item.body, &scope, &before, &mut gathered);
        if let Some(policy) = self.program.policies.get_mut(id.index()) {
            policy.sentences = gathered;
        }
    }

    fn sentences_in(&mut self, body: &[Item], scope: &Scope, around: &Around, gathered: &mut Vec<Sentence>) {
        for item in body {
            match word(item) {
                "quote" | "gist" => {
                    let Some(words) = first_words(item) else { continue };
                    self.sentences.insert((scope.policy, item.span), u32::try_from(gathered.len()).unwrap_or(u32::MAX));
                    let state = match (&around.carried_by, around.judged) {
                        (None, _) => SentenceState::NotEncoded,
                        (Some(_), true) => SentenceState::Judged,
                        (Some(_), false) => SentenceState::Encoded,
                    };
                    // A sentence may cite for itself; else it stands in what is cited around it.
                    let own = self.citations(&item.body, scope);
                    gathered.push(Sentence {
                        text: words,
                        paraphrase: word(item) == "gist",
                        citations: if own.is_empty() { around.citations.clone() } else { own },
                        state,
                        condition: None,
                        carried_by: around.carried_by.clone(),
                    });
                }
                "example" | "" => {}
                en => {
                    let name = super::read::declared(item).map(|name| name.text);
                    let lines = matches!(en, "any" | "all" | "at_least" | "judged") && around.carried_by.is_none();
                    let carries = lines || CARRIERS.contains(&en);
                    // What follows a mode on the head line stands beside it.
                    let body = flattened(&item.body);
                    let own = if has(&body, "basis") && has_sentences(&body) {
                        self.citations(&body, scope)
                    } else {
                        Vec::new()
                    };
                    let inner = Around {
                        carried_by: if carries {
                            name.or_else(|| Some(super::read::word_zh(item).to_owned()))
                        } else {
                            around.carried_by.clone()
                        },
                        judged: around.judged && !carries
                            || (lines || matches!(en, "require" | "exclude")) && judged_inside(&item.body)
                            || en == "judged" && around.carried_by.is_none(),
                        citations: if own.is_empty() { around.citations.clone() } else { own },
                    };
                    self.sentences_in(&body, scope, &inner, gathered);
                }
            }
        }
    }
}

/// What stands around a sentence.
struct Around {
    carried_by: Option<String>,
    judged: bool,
    citations: Vec<Citation>,
}

fn has_sentences(body: &[Item]) -> bool {
    body.iter().any(|item| matches!(word(item), "quote" | "gist") || has_sentences(&item.body))
}

/// True if a person decides a line of the condition itself.
fn judged_inside(body: &[Item]) -> bool {
    body.iter().any(|item| match word(item) {
        "judged" => true,
        "any" | "all" | "at_least" => judged_inside(&item.body),
        _ => false,
    })
}

/// The texts of a body, then those on the sentences that stand in it: a doubt about a sentence is one about the rule.
fn with_those_of_sentences(body: &[Item], en: &'static str) -> Vec<String> {
    let sentences = body.iter().filter(|item| matches!(word(item), "quote" | "gist"));
    texts(body, en).into_iter().chain(sentences.flat_map(|item| texts(&item.body, en))).collect()
}
