//! The canonical layout, and keywords from one language to the other and back.

mod common;

use common::{Expected, read, rule_files};
use guiju::diagnostic::Language;
use guiju::schema;
use guiju::source::Source;
use guiju::syntax::{format, parse};

#[expect(clippy::unwrap_used, reason = "a test may panic")]
fn formatted(text: &str, language: Option<Language>) -> String {
    let source = Source::new(0, "test.gj", text);
    let parsed = parse(&source);
    let mut diagnostics = parsed.diagnostics.clone();
    let reading = schema::read(&source, &parsed.document, &mut diagnostics);
    assert!(diagnostics.is_empty(), "{diagnostics:?}\n{text}");
    format(&source, &parsed, &reading.translations, language).unwrap()
}

#[test]
fn files_are_laid_out_in_both_languages_and_come_back() {
    let mut expected = Expected::default();
    for path in rule_files("tests/corpus/syntax/good") {
        let zh = formatted(&read(&path), Some(Language::Zh));
        let en = formatted(&zh, Some(Language::En));
        expected.check(&path.with_extension("zh.txt"), &zh);
        expected.check(&path.with_extension("en.txt"), &en);
        assert_eq!(formatted(&en, Some(Language::Zh)), zh, "{}", path.display());
        assert_eq!(formatted(&zh, None), zh, "{}", path.display());
        assert_eq!(formatted(&en, None), en, "{}", path.display());
    }
    expected.finish();
}

#[test]
fn what_cannot_be_read_is_not_laid_out() {
    let source = Source::new(0, "test.gj", "政策 甲 { 5,000元 }");
    assert_eq!(format(&source, &parse(&source), &[], None), None);
}

#[test]
fn shipped_rules_come_back_from_english() {
    let mut folders = vec![std::path::PathBuf::from("rules")];
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(&folder).unwrap();
        for entry in entries {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "gj") {
                let once = formatted(&read(&path), None);
                let en = formatted(&once, Some(Language::En));
                assert_eq!(formatted(&en, Some(Language::Zh)), once, "{}", path.display());
            }
        }
    }
}
