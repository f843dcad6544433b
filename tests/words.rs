//! Nothing that an author writes vanishes: every word of every block has an effect on the program, or is said to have
//! none. `tests/corpus/words/all.gj` writes each word wherever it may stand (a line `# *` stands for those that may stand
//! anywhere); each is left out in turn, and something must change.

#![cfg(feature = "authoring")]
#![expect(clippy::disallowed_methods, reason = "tests read files")]
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use guiju::check::{Checked, File, check};
use guiju::diagnostic::{Diagnostics, Severity};
use guiju::schema::{Item, Support, WORDS};
use guiju::source::Sources;
use std::collections::BTreeSet;

const ANYWHERE: &str = "名称 \"名\" 英文 \"name\"\n依据 办法 \"第九条\"\n原文 \"句\"\n大意 \"意\"\n存疑 \"疑\"\n说明 \"注\"\n\
    理由 \"由\"";

/// Words that only mark what their block says without them, and those that are for whoever reads the rules themselves.
const MARKS: &[(&str, &str)] = &[
    // Takes in another file.
    ("顶层", "引用"),
    ("评分", "任选"),
    ("参数", "单位"),
    ("行", "英文"),
    ("词汇", "名称"),
    ("词汇", "更新"),
    ("地区", "编码"),
];

#[test]
fn every_word_has_an_effect_or_is_said_to_have_none() {
    let written = std::fs::read_to_string("tests/corpus/words/all.gj").unwrap().replace("# *", ANYWHERE);
    let items = read(&written);
    let whole = checked(&items);
    // With an error in it, nothing would be said of what has no effect.
    assert!(whole.diagnostics.iter().all(|it| it.severity != Severity::Error), "{:?}", whole.diagnostics);
    let whole = fingerprint(&items);
    let mut seen = BTreeSet::new();
    let mut silent = BTreeSet::new();
    for path in paths(&items) {
        let (block, zh) = named(&items, &path);
        seen.insert((block, zh));
        let mut without = items.clone();
        remove(&mut without, &path);
        if !MARKS.contains(&(block, zh)) && fingerprint(&without) == whole {
            silent.insert((block, zh));
        }
    }
    let unseen: Vec<_> = WORDS
        .iter()
        .filter(|word| word.block != "*" && !is_refused(word.block, 0) && word.support != Support::Later)
        .filter(|word| !seen.contains(&(word.block, word.zh)) && !MARKS.contains(&(word.block, word.zh)))
        .map(|word| (word.block, word.zh))
        .collect();
    assert!(silent.is_empty(), "written and lost: {silent:?}");
    assert!(unseen.is_empty(), "not tried: {unseen:?}");
}

/// Whether a kind of block stands only behind words that are refused.
fn is_refused(block: &str, depth: usize) -> bool {
    let mut openers = WORDS.iter().filter(|word| word.body == Some(block) && word.block != block).peekable();
    openers.peek().is_some()
        && depth < 8
        && openers.all(|word| word.support == Support::Later || is_refused(word.block, depth + 1))
}

fn read(text: &str) -> Vec<Item> {
    let mut sources = Sources::new();
    let source = sources.add("all.gj".to_owned(), text.to_owned()).clone();
    let mut problems = Diagnostics::new();
    let parsed = guiju::syntax::parse(&source);
    problems.append(parsed.diagnostics);
    let reading = guiju::schema::read(&source, &parsed.document, &mut problems);
    let errors: Vec<_> = problems.iter().filter(|it| it.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}");
    reading.items
}

fn checked(items: &[Item]) -> Checked {
    check(&[File { path: "all.gj".to_owned(), items: items.to_vec() }])
}

/// All that comes of items.
fn fingerprint(items: &[Item]) -> String {
    let checked = checked(items);
    format!("{:?}\n{:?}\n{:?}", checked.program, checked.examples, checked.diagnostics)
}

/// The way to every item that begins with a word.
fn paths(items: &[Item]) -> Vec<Vec<usize>> {
    let mut found = Vec::new();
    for (place, item) in items.iter().enumerate() {
        if item.word().is_some() {
            found.push(vec![place]);
        }
        found.extend(paths(&item.body).into_iter().map(|inner| [vec![place], inner].concat()));
    }
    found
}

/// The kind of block that an item stands in, and its word.
fn named(items: &[Item], path: &[usize]) -> (&'static str, &'static str) {
    let (mut at, mut block) = (items, "顶层");
    for (depth, place) in path.iter().enumerate() {
        let item = &at[*place];
        if depth + 1 == path.len() {
            return (block, item.word().unwrap().zh);
        }
        // What stands behind a line or row is of the block that the line stands in.
        block = item.word().map_or(block, |word| word.body.unwrap_or("行"));
        at = &item.body;
    }
    (block, "")
}

fn remove(items: &mut Vec<Item>, path: &[usize]) {
    match path {
        [] => {}
        [last] => {
            items.remove(*last);
        }
        [first, rest @ ..] => remove(&mut items[*first].body, rest),
    }
}
