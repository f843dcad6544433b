//! For code scanners: SARIF 2.1.0.

use super::json::{Located, located, severity};
use crate::diagnostic::{Code, Diagnostics, Language};
use crate::source::Sources;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Every problem as a SARIF log.
pub fn sarif(diagnostics: &Diagnostics, sources: &Sources, language: Language) -> Value {
    let used: BTreeSet<Code> = diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
    let rules: Vec<Value> = used
        .iter()
        .map(|code| {
            json!({
                "id": code.id(),
                "shortDescription": { "text": code.title().get(language) },
                "fullDescription": { "text": code.explanation().get(language) },
            })
        })
        .collect();
    let results: Vec<Value> = diagnostics
        .iter()
        .map(|diagnostic| {
            let mut message = diagnostic.message.get(language).to_owned();
            if let Some(help) = &diagnostic.help {
                message.push('\n');
                message.push_str(help.get(language));
            }
            let mut result = json!({
                "ruleId": diagnostic.code.id(),
                "level": severity(diagnostic.severity),
                "message": { "text": message },
                "locations": [{ "physicalLocation": physical(&located(sources, diagnostic.span)) }],
            });
            let related: Vec<Value> = diagnostic
                .labels
                .iter()
                .map(|(span, words)| json!({ "physicalLocation": physical(&located(sources, *span)), "message": { "text": words.get(language) } }))
                .collect();
            if let (false, Some(result)) = (related.is_empty(), result.as_object_mut()) {
                result.insert("relatedLocations".to_owned(), Value::Array(related));
            }
            result
        })
        .collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "guiju", "version": env!("CARGO_PKG_VERSION"), "rules": rules } },
            "columnKind": "utf16CodeUnits",
            "results": results,
        }],
    })
}

fn physical(place: &Located) -> Value {
    let (start, end) = (&place.range.start, &place.range.end);
    json!({
        "artifactLocation": { "uri": place.path },
        "region": { "startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column },
    })
}
