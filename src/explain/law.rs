//! Where things stand in the law, and what authors doubt.

use std::collections::BTreeSet;

use super::answer::{Cite, Coverage, SentenceAnswer, SentenceCount, Title};
use crate::program::{Citation, DocumentId, Label, Policy, Program, SentenceState};

/// Citations with the document's title and number.
pub(crate) fn cites(program: &Program, citations: &[Citation]) -> Vec<Cite> {
    citations.iter().map(|citation| cite(program, citation)).collect()
}

fn cite(program: &Program, citation: &Citation) -> Cite {
    let document = citation.document.and_then(|id| program.documents.get(id.index()));
    Cite {
        document: document.and_then(|document| document.title.as_ref()).map(|title| title.zh.clone()),
        number: document.and_then(|document| {
            // A name of the rules is no title: without one it stands where the number would.
            let name = || document.title.is_none().then(|| document.name.clone());
            document.number.clone().or_else(name)
        }),
        article: citation.article.clone(),
    }
}

/// What is doubtful in documents, each once, with the document that it is said of.
pub(crate) fn documents_in_doubt(program: &Program, documents: impl IntoIterator<Item = DocumentId>) -> Vec<String> {
    let ids: BTreeSet<DocumentId> = documents.into_iter().collect();
    let documents = ids.into_iter().filter_map(|id| program.documents.get(id.index()));
    documents
        .flat_map(|document| {
            let name = document.title.as_ref().map_or(&document.name, |title| &title.zh);
            document.doubts.iter().map(move |doubt| format!("《{name}》：{doubt}"))
        })
        .collect()
}

/// The documents that a policy stands on: its own, and those that its conditions, benefits and sentences cite.
pub(crate) fn documents_of(program: &Program, policy: &Policy) -> Vec<DocumentId> {
    let conditions = policy.conditions.iter().filter_map(|id| program.conditions.get(id.index()));
    let citations = conditions.flat_map(|condition| &condition.notes.citations);
    let citations = citations.chain(policy.benefits.iter().flat_map(|benefit| &benefit.notes.citations));
    let citations = citations.chain(policy.sentences.iter().flat_map(|sentence| &sentence.citations));
    policy.documents.iter().copied().chain(citations.filter_map(|citation| citation.document)).collect()
}

/// The author's title; the name if there is none.
pub(crate) fn title(name: &str, label: Option<&Label>) -> Title {
    own_title(label).unwrap_or_else(|| Title { zh: name.to_owned(), en: None })
}

/// The author's title, if there is one.
pub(crate) fn own_title(label: Option<&Label>) -> Option<Title> {
    label.map(|label| Title { zh: label.zh.clone(), en: label.en.clone() })
}

/// How many sentences of the law each policy of a program carries, in source order.
pub fn sentence_counts(program: &Program) -> Vec<SentenceCount> {
    let count = |policy: &Policy| SentenceCount {
        policy: policy.name.clone(),
        version: policy.version.clone(),
        coverage: coverage(policy),
    };
    program.policies.iter().map(count).collect()
}

/// How many sentences of the law a policy carries; paraphrases are counted apart.
pub(crate) fn coverage(policy: &Policy) -> Coverage {
    let mut coverage = Coverage::default();
    for sentence in &policy.sentences {
        if sentence.paraphrase {
            coverage.paraphrased += 1;
            continue;
        }
        coverage.sentences += 1;
        match sentence.state {
            SentenceState::Encoded => coverage.encoded += 1,
            SentenceState::Judged => coverage.judged += 1,
            SentenceState::NotEncoded => {}
        }
    }
    coverage
}

/// Every sentence of the law that stands in a policy, in source order.
pub(crate) fn sentences(program: &Program, policy: &Policy) -> Vec<SentenceAnswer> {
    policy
        .sentences
        .iter()
        .map(|sentence| {
            let condition = sentence.condition.and_then(|id| program.conditions.get(id.index()));
            SentenceAnswer {
                text: sentence.text.clone(),
                paraphrase: sentence.paraphrase,
                cite: cites(program, &sentence.citations),
                state: sentence.state.into(),
                condition: condition.map(|condition| condition.name.clone()),
                carried_by: sentence.carried_by.clone().filter(|_| condition.is_none()),
            }
        })
        .collect()
}
