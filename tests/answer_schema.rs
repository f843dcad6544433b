//! The committed JSON Schema is that of the types. That answers keep to it is held in `tests/wasm`.
#![cfg(all(feature = "schema", feature = "authoring"))]
#![expect(clippy::disallowed_methods, reason = "the schema is a file")]

use guiju::explain::answer::{
    CatalogueAnswer, ErrorAnswer, MatchAnswer, PolicyAnswer, QuestionAnswer, SessionAnswer, StandardAnswer,
};
use guiju::service::chain::ChainAnswer;
use guiju::service::compare::CompareAnswer;
use guiju::service::diff::DiffAnswer;
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
        generator.subschema_for::<StandardAnswer>(),
        generator.subschema_for::<ChainAnswer>(),
        generator.subschema_for::<CompareAnswer>(),
        generator.subschema_for::<DiffAnswer>(),
        generator.subschema_for::<ErrorAnswer>(),
    ];
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Guiju answers",
        "anyOf": answers,
        "$defs": generator.take_definitions(true),
    })
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
