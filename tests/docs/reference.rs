//! The reference of the language is a page in Chinese and its mirror in English: the same sections, the same rules, each
//! in the keywords of its language. The rules are written in the Chinese page. Together they show every word in its place.

use crate::common::{Expected, read};
use crate::{BLOCK_OF_FILE, BLOCK_THAT_RUNS, Block, blocks};
use guiju::diagnostic::{Diagnostics, Language};
use guiju::schema::{self, Item, Reading, TERMS, Term, WORDS};
use guiju::source::Source;
use guiju::span::Span;
use guiju::syntax::{format, parse};
use std::collections::BTreeSet;
use std::path::Path;

/// The pages that mirror each other: the Chinese one, which holds the rules, and the English one.
const MIRRORED: &[(&str, &str)] =
    &[("docs/first-policy.zh.md", "docs/first-policy.md"), ("docs/language.zh.md", "docs/language.md")];

#[test]
fn the_pages_mirror_each_other() {
    let mut expected = Expected::default();
    for (zh, en) in MIRRORED {
        let (of_zh, of_en) = (outline(&read(Path::new(zh))), outline(&read(Path::new(en))));
        let differ = of_zh.iter().zip(&of_en).find(|(zh, en)| zh.0 != en.0);
        assert!(differ.is_none(), "{zh} and {en} part here: {differ:?}");
        assert_eq!(of_zh.len(), of_en.len(), "{zh} and {en} have as many headings and blocks");
        for page in [zh, en] {
            expected.check(Path::new(page), &written(page).unwrap_or_default());
        }
    }
    expected.finish();
}

#[test]
fn every_word_is_shown_in_its_place() {
    let mut shown = BTreeSet::new();
    for (page, _) in MIRRORED {
        for block in blocks(&read(Path::new(page))) {
            if block.info.starts_with(BLOCK_THAT_RUNS) || block.info.starts_with(BLOCK_OF_FILE) {
                let source = Source::new(0, *page, block.text);
                let reading = reading(&source);
                gather_words(&reading.items, &mut shown);
                let terms = TERMS.iter().filter(|term| shows(&source, &reading, term));
                shown.extend(terms.map(|term| (term.list, term.zh, term.en)));
            }
        }
    }
    let words = WORDS.iter().map(|word| (word.block, word.zh, word.en));
    let terms = TERMS.iter().map(|term| (term.list, term.zh, term.en));
    let missing: Vec<String> = words
        .chain(terms)
        .filter(|word| !shown.contains(word))
        .map(|(place, zh, en)| format!("{place}·{zh} {en}"))
        .collect();
    assert!(missing.is_empty(), "{} not shown:\n{}", missing.len(), missing.join("\n"));
}

/// A mirrored page as it is to be written: its rules laid out, and those of the English one translated.
pub(crate) fn written(page: &str) -> Option<String> {
    let (zh, en) = MIRRORED.iter().find(|(zh, en)| page == *zh || page == *en)?;
    let language = if page == *en { Language::En } else { Language::Zh };
    let mut rules = blocks(&read(Path::new(zh))).into_iter().filter(is_rules);
    let mut out = String::new();
    let mut rest = read(Path::new(page));
    for block in blocks(&rest.clone()).into_iter().filter(is_rules) {
        let begin = std::format!("```{}\n{}```", block.info, block.text);
        let (before, behind) = rest.split_once(&begin)?;
        let text = rules.next().map_or(block.text, |rules| laid_out(&rules.text, language));
        out.push_str(&std::format!("{before}```{}\n{text}```", block.info));
        rest = behind.to_owned();
    }
    Some(out + &rest)
}

fn is_rules(block: &Block) -> bool {
    block.info.starts_with("guiju")
}

/// Rules as the formatter writes them; what cannot be read stays, and another test tells of it.
fn laid_out(text: &str, language: Language) -> String {
    let source = Source::new(0, "page", text);
    let parsed = parse(&source);
    format(&source, &parsed, &reading(&source).translations, Some(language)).unwrap_or_else(|| text.to_owned())
}

fn reading(source: &Source) -> Reading {
    let mut diagnostics = Diagnostics::new();
    schema::read(source, &parse(source).document, &mut diagnostics)
}

/// The headings and blocks of a page in order: what must be alike in its mirror, and what it is called.
fn outline(page: &str) -> Vec<(String, String)> {
    let mut fenced = false;
    let mut found = Vec::new();
    for line in page.lines() {
        if line.starts_with("```") {
            fenced = !fenced;
            if fenced {
                found.push((line.to_owned(), line.to_owned()));
            }
        } else if !fenced && line.starts_with('#') {
            found.push((line.chars().take_while(|letter| *letter == '#').collect(), line.to_owned()));
        }
    }
    found
}

fn gather_words(items: &[Item], shown: &mut BTreeSet<(&str, &str, &str)>) {
    for item in items {
        shown.extend(item.word().map(|word| (word.block, word.zh, word.en)));
        gather_words(&item.body, shown);
    }
}

/// Whether a word of a list stands in these rules with the meaning that it has in the list.
fn shows(source: &Source, reading: &Reading, term: &Term) -> bool {
    // Operators are no words of the schema; nothing else is written as they are.
    if term.list == "式" {
        return source.text.split(|letter: char| !letter.is_alphanumeric()).any(|word| word == term.zh);
    }
    let expected = |span| innermost(&reading.items, span).is_some_and(|item| item.is("expect"));
    let written = reading.translations.iter().filter(|it| !it.keyword && it.zh == term.zh && it.en == term.en);
    written.map(|it| it.span).any(|span| match term.list {
        "函数" => source.text.get(span.end as usize..).is_some_and(|behind| behind.starts_with('(')),
        "期望" => expected(span),
        "常词" => !expected(span) || schema::terms("期望").all(|other| other.zh != term.zh),
        list if WORDS.iter().any(|word| word.zh == list) && list != "类型" => {
            innermost(&reading.items, span).and_then(Item::word).is_some_and(|word| word.zh == list)
        }
        _ => true,
    })
}

/// The smallest item that holds a place: what stands on the line of another lies within it.
fn innermost(items: &[Item], span: Span) -> Option<&Item> {
    let holding = items.iter().filter(|item| item.span.start <= span.start && span.end <= item.span.end);
    holding
        .map(|item| innermost(&item.body, span).unwrap_or(item))
        .min_by_key(|item| item.span.end.saturating_sub(item.span.start))
}
