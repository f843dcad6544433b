//! The pages that people read: rules in them are read as rules are, links lead somewhere, and the references say what
//! is built. `GUIJU_BLESS=1` writes the references anew.
//!
//! How a fenced block begins says how it is held: `guiju` is a file, read by parser and schema; `guiju 政策` stands in a
//! policy; `guiju run` is checked whole, without a word (or with the codes named behind it), and its examples pass; `guiju file 企业` is what such a block
//! takes in by `引用 "企业"`. Anything else is named for what it is (`text`, `sh`, `json` …) and not run.

mod codes;
#[path = "../common/mod.rs"]
mod common;
mod reference;
mod words;

use common::{Expected, read};
use guiju::api::authoring::{self, Files};
use guiju::diagnostic::render::{Colour, text};
use guiju::diagnostic::{Diagnostics, Language};
use guiju::example::run_examples;
use guiju::schema;
use guiju::schema::Item;
use guiju::source::{Source, Sources};
use guiju::syntax::parse;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Every page.
const PAGES: &[&str] = &[
    "README.md",
    "README.zh.md",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "docs/codes.md",
    "docs/first-policy.md",
    "docs/first-policy.zh.md",
    "docs/language.md",
    "docs/language.zh.md",
    "docs/semantics.md",
    "docs/semantics.zh.md",
    "docs/words.md",
    "www/package/README.md",
];

/// How a block begins that is checked and run.
pub(crate) const BLOCK_THAT_RUNS: &str = "guiju run";

/// How a block begins that others take in by the name behind it.
pub(crate) const BLOCK_OF_FILE: &str = "guiju file ";

/// A fenced block.
pub(crate) struct Block {
    line: usize,
    info: String,
    text: String,
}

#[test]
fn the_references_say_what_is_built() {
    let mut expected = Expected::default();
    expected.check(Path::new("docs/words.md"), &words::page());
    expected.check(Path::new("docs/codes.md"), &codes::page());
    expected.finish();
}

#[test]
fn rules_in_pages_are_rules() {
    let mut wrong = String::new();
    let mut read_blocks = 0;
    for page in PAGES {
        let all = blocks(&text_of(page));
        for block in &all {
            let said = match (rules(block), block.info.as_str()) {
                (Some(file), info) if info.starts_with(BLOCK_THAT_RUNS) => ran(page, block, &file, &all),
                (Some(file), _) => said_of(page, &file),
                (None, "") => "say what the block is: ```guiju, ```text …".to_owned(),
                (None, _) => continue,
            };
            read_blocks += 1;
            if !said.is_empty() {
                wrong.push_str(&format!("── {page}, block at line {} ──\n{said}\n", block.line));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(read_blocks >= 20, "the pages show rules");
}

#[test]
fn links_lead_somewhere() {
    let texts: BTreeMap<PathBuf, String> = PAGES.iter().map(|page| (PathBuf::from(page), text_of(page))).collect();
    let mut wrong = Vec::new();
    for (page, text) in &texts {
        for target in links(text) {
            if target.starts_with("http:") || target.starts_with("https:") {
                continue;
            }
            let (file, anchor) = target.split_once('#').unwrap_or((&target, ""));
            let path = if file.is_empty() { page.clone() } else { page.with_file_name(file) };
            let has_anchor = || texts.get(&path).is_some_and(|text| anchors(text).iter().any(|known| known == anchor));
            if !path.exists() || !anchor.is_empty() && !has_anchor() {
                wrong.push(format!("{}: {target}", page.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// A page; of a reference what is to be written, as the file may be written anew beside this.
fn text_of(page: &str) -> String {
    match page {
        "docs/words.md" => words::page(),
        "docs/codes.md" => codes::page(),
        _ => reference::written(page).unwrap_or_else(|| read(Path::new(page))),
    }
}

/// A text as the schema reads it, and all that is said of it.
pub(crate) fn items(path: &str, text: &str) -> (Vec<Item>, Source, Diagnostics) {
    let source = Source::new(0, path, text);
    let parsed = parse(&source);
    let mut diagnostics = parsed.diagnostics;
    let reading = schema::read(&source, &parsed.document, &mut diagnostics);
    (reading.items, source, diagnostics)
}

fn said_of(page: &str, rules: &str) -> String {
    let (_, source, diagnostics) = items(page, rules);
    let mut sources = Sources::new();
    sources.add(source.path, source.text);
    text(&diagnostics, &sources, Language::En, Colour::Plain)
}

fn ran(page: &str, block: &Block, rules: &str, all: &[Block]) -> String {
    let mut files = Files::from([(page.to_owned(), rules.to_owned())]);
    for block in all {
        let name = block.info.strip_prefix(BLOCK_OF_FILE).filter(|name| rules.contains(&format!(" \"{name}\"")));
        files.extend(name.map(|name| (format!("{name}.gj"), block.text.clone())));
    }
    let read = authoring::read(&files);
    let wanted = block.info.trim_start_matches(BLOCK_THAT_RUNS).split_whitespace();
    if !wanted.eq(read.diagnostics.iter().map(|diagnostic| diagnostic.code.id())) {
        return text(&read.diagnostics, &read.sources, Language::En, Colour::Plain);
    }
    let mut failures = Diagnostics::new();
    failures.extend(run_examples(&read.checked).into_iter().flat_map(|report| report.failures));
    text(&failures, &read.sources, Language::En, Colour::Plain)
}

/// The rule file that a block is; none if it is something else.
pub(crate) fn rules(block: &Block) -> Option<String> {
    match block.info.as_str() {
        "guiju" | BLOCK_THAT_RUNS => Some(block.text.clone()),
        "guiju 政策" => Some(format!("政策 甲 {{\n{}}}\n", block.text)),
        info => info.starts_with(BLOCK_OF_FILE).then(|| block.text.clone()),
    }
}

/// The fenced blocks of a page.
pub(crate) fn blocks(page: &str) -> Vec<Block> {
    let mut found = Vec::new();
    let mut open: Option<(usize, Block)> = None;
    for (number, line) in page.lines().enumerate() {
        let ticks = line.chars().take_while(|letter| *letter == '`').count();
        match &mut open {
            Some((fence, _)) if ticks >= *fence => found.extend(open.take().map(|(_, block)| block)),
            Some((_, block)) => {
                block.text.push_str(line);
                block.text.push('\n');
            }
            None if ticks >= 3 => {
                let info = line.trim_start_matches('`').trim().to_owned();
                open = Some((ticks, Block { line: number + 1, info, text: String::new() }));
            }
            None => {}
        }
    }
    found
}

/// A page without its fenced blocks.
fn prose(page: &str) -> String {
    let mut fenced = false;
    let mut out = String::new();
    for line in page.lines() {
        if line.starts_with("```") {
            fenced = !fenced;
        } else if !fenced {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

/// The targets of the links of a page.
fn links(page: &str) -> Vec<String> {
    prose(page).split("](").skip(1).filter_map(|rest| Some(rest.split_once(')')?.0.to_owned())).collect()
}

/// What links may name in a page: its headings, in the form that they take in an address.
fn anchors(page: &str) -> Vec<String> {
    let page = prose(page);
    let headings = page.lines().filter(|line| line.starts_with('#'));
    headings
        .map(|line| {
            let kept = line.trim_start_matches('#').trim().to_lowercase();
            kept.chars()
                .filter(|letter| letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '_'))
                .map(|letter| if letter == ' ' { '-' } else { letter })
                .collect()
        })
        .collect()
}
