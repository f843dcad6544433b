//! The committed JSON Schema is that of the types, and answers are the recorded ones.
#![cfg(all(feature = "schema", feature = "authoring"))]
#![expect(clippy::disallowed_methods, reason = "recorded answers are files")]
#![expect(clippy::expect_used, reason = "a test that cannot go on says why")]

use guiju::api::authoring::Files;
use guiju::api::{Asking, Engine};
use guiju::eval::ExtraFacts;
use guiju::explain::answer::{
    CatalogueAnswer, ErrorAnswer, MatchAnswer, PackStamp, PolicyAnswer, QuestionAnswer, SessionAnswer,
};
use schemars::generate::SchemaSettings;
use serde_json::{Value, json};
use std::path::Path;

const COMMITTED: &str = "schema/answer.schema.json";

/// All answers in one schema: each stands under its name in `$defs`.
fn schema() -> Value {
    let mut generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let answers = [
        generator.subschema_for::<PolicyAnswer>(),
        generator.subschema_for::<MatchAnswer>(),
        generator.subschema_for::<QuestionAnswer>(),
        generator.subschema_for::<SessionAnswer>(),
        generator.subschema_for::<CatalogueAnswer>(),
        generator.subschema_for::<ErrorAnswer>(),
    ];
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Guiju answers",
        "anyOf": answers,
        "$defs": generator.take_definitions(true),
    })
}

fn engine() -> Engine {
    let rules = include_str!("corpus/explain/scientists.gj");
    let files = Files::from([("scientists.gj".to_owned(), rules.to_owned())]);
    Engine::from_source(&files).expect("the rules are right")
}

fn asking(facts: &str) -> Asking {
    Asking {
        facts: facts.to_owned(),
        as_of: "2026-11-22".to_owned(),
        law_day: None,
        region: None,
        extra_facts: ExtraFacts::Refuse,
    }
}

#[test]
fn the_committed_schema_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(COMMITTED);
    let wanted = format!("{}\n", serde_json::to_string_pretty(&schema()).expect("JSON"));
    if std::env::var_os("GUIJU_BLESS").is_some() {
        std::fs::write(&path, &wanted).expect("the schema can be written");
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(committed == wanted, "{COMMITTED} is old: run this test with GUIJU_BLESS=1");
}

#[test]
fn an_answer_is_the_recorded_one() {
    let engine = engine();
    for (name, facts) in [
        ("near", r#"{"科技人员": 12, "职工总数": 146}"#),
        ("eligible", r#"{"科技人员": 15, "职工总数": 146}"#),
        ("open", r#"{"职工总数": 146}"#),
    ] {
        let mut answer = engine.evaluate("研发补助", &asking(facts)).expect("an answer");
        // The digest changes with every rule and with the format; the rest must not.
        answer.pack = PackStamp::default();
        let found = format!("{}\n", serde_json::to_string_pretty(&answer).expect("JSON"));
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/corpus/explain/scientists.{name}.json"));
        if std::env::var_os("GUIJU_BLESS").is_some() {
            std::fs::write(&path, &found).expect("the answer can be written");
        }
        assert_eq!(std::fs::read_to_string(&path).unwrap_or_default(), found, "{name}");
    }
}
