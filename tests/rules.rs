//! The rules that come with the project: they check without a word, their examples pass and decide everything both
//! ways, they are laid out as the formatter lays out, and say the same with English keywords.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests read files, and a file that cannot be read fails them"
)]

#[path = "common/checked.rs"]
mod checked;

use checked::checked;
use guiju::diagnostic::render::{Colour, text};
use guiju::diagnostic::{Diagnostics, Language};
use guiju::example::{coverage, run_examples};
use guiju::source::Source;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Every file of rules, by its path under `rules`.
fn files() -> Vec<(String, String)> {
    let mut found: Vec<PathBuf> = Vec::new();
    let mut folders = vec![PathBuf::from("rules")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "gj") {
                found.push(path);
            }
        }
    }
    found.sort();
    assert!(found.len() >= 6, "the rules lie in `rules`");
    found.iter().map(|path| (below(path), fs::read_to_string(path).unwrap())).collect()
}

fn below(path: &Path) -> String {
    path.strip_prefix("rules").unwrap().to_string_lossy().into_owned()
}

/// A file in the one layout, with the keywords of a language or as they are.
fn laid_out(path: &str, written: &str, keywords: Option<Language>) -> String {
    let source = Source::new(0, path, written);
    let parsed = guiju::syntax::parse(&source);
    let mut problems = Diagnostics::new();
    let words = guiju::schema::read(&source, &parsed.document, &mut problems).translations;
    guiju::syntax::format(&source, &parsed, &words, keywords).unwrap_or_else(|| panic!("{path} cannot be read"))
}

fn with_keywords(files: &[(String, String)], language: Language) -> Vec<(String, String)> {
    files.iter().map(|(path, written)| (path.clone(), laid_out(path, written, Some(language)))).collect()
}

#[test]
fn the_rules_check_without_a_word() {
    let (_, sources, problems) = checked(&files());
    assert!(problems.is_empty(), "{}", text(&problems, &sources, Language::En, Colour::Plain));
}

#[test]
fn every_policy_has_its_examples_and_all_pass() {
    let (checked, sources, _) = checked(&files());
    let mut failed = Diagnostics::new();
    for report in run_examples(&checked) {
        failed.extend(report.failures);
    }
    assert!(failed.is_empty(), "{}", text(&failed, &sources, Language::En, Colour::Plain));
    let subjects = checked.program.policies.iter().map(|policy| (subject(&policy.file), 0));
    let mut counts: BTreeMap<String, usize> = subjects.collect();
    for example in &checked.examples {
        let subject = subject(&sources.get(example.span.source).unwrap().path);
        if let Some(count) = counts.get_mut(&subject) {
            *count += 1;
        }
    }
    for (subject, count) in counts {
        assert!(count >= 20, "{subject} has {count} examples, 20 are wanted");
    }
}

/// What a file is about: national policies by their file, with the examples beside it; all else by its folder, local
/// versions together with the framework that they adapt.
fn subject(path: &str) -> String {
    let path = path.trim_end_matches(".gj").trim_end_matches(".示例");
    match path.split('/').collect::<Vec<_>>().as_slice() {
        ["全国", name, ..] => (*name).to_owned(),
        ["框架" | "江苏" | "广东", ..] => "地方奖励".to_owned(),
        [folder, ..] => (*folder).to_owned(),
        [] => String::new(),
    }
}

#[test]
fn the_examples_decide_everything_both_ways() {
    let (checked, sources, _) = checked(&files());
    let mut wanting = Vec::new();
    for policy in coverage(&checked).policies {
        for part in policy.parts.iter().filter(|part| !part.is_decided()) {
            let source = sources.get(part.span.source).unwrap();
            let place = source.place_characters(part.span.start);
            wanting.push(format!("{}:{} {:?} {} {}", source.path, place.line, part.kind, part.name, part.number));
        }
    }
    assert!(wanting.is_empty(), "{}", wanting.join("\n"));
}

#[test]
fn the_rules_are_laid_out() {
    for (path, written) in files() {
        assert_eq!(laid_out(&path, &written, None), written, "{path}: run `guiju fmt rules`");
    }
}

#[test]
fn english_keywords_say_the_same_and_come_back_to_the_same_bytes() {
    let chinese = files();
    let english = with_keywords(&chinese, Language::En);
    assert_eq!(with_keywords(&english, Language::Zh), chinese);
    let (from_english, sources, problems) = checked(&english);
    assert!(problems.is_empty(), "{}", text(&problems, &sources, Language::En, Colour::Plain));
    let (from_chinese, ..) = checked(&chinese);
    assert!(from_english.program == from_chinese.program, "the English rules are another program");
}
