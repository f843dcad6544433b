//! Nothing that an author writes vanishes: every word of every block has an effect on the program, or is said to have
//! none. The files of `tests/corpus/words` together write each word wherever it may stand (a line `# *` stands for those
//! that may stand anywhere); each is left out in turn, and something must change. In the files `refused…` stands what only
//! refuses, and what it refuses.

#![cfg(feature = "authoring")]
#![expect(clippy::disallowed_methods, reason = "tests read files")]
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use guiju::check::{Checked, File, check};
use guiju::diagnostic::{Diagnostics, Severity};
use guiju::schema::{Item, Shape, WORDS};
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
];

/// Words that only refuse what others write: they are heard where something breaks them, as in the files `refused…`.
const BOUNDS: &[(&str, &str)] = &[
    ("政策", "不收"),
    ("事项", "不收"),
    ("事项", "地方"),
    ("一件事", "地方"),
    ("地方", "不得"),
    ("地方行", "理由"),
    ("地方行", "范围"),
    ("地方行", "当"),
    ("地方行", "只减"),
    ("地方行", "只增"),
];

#[test]
fn every_word_has_an_effect_or_is_said_to_have_none() {
    let mut seen = BTreeSet::new();
    let mut silent = BTreeSet::new();
    for file in std::fs::read_dir("tests/corpus/words").unwrap() {
        let file = file.unwrap().path();
        let written = std::fs::read_to_string(&file).unwrap().replace("# *", ANYWHERE);
        let items = read(&written);
        let whole = checked(&items);
        // With an error in it, nothing would be said of what has no effect.
        let errors: Vec<_> = whole.diagnostics.iter().filter(|it| it.severity == Severity::Error).collect();
        let refused = file.file_stem().unwrap().to_str().unwrap().starts_with("refused");
        assert_eq!(!errors.is_empty(), refused, "{}: {errors:#?}", file.display());
        let whole = fingerprint(&items);
        for path in paths(&items) {
            let word = named(&items, &path);
            if refused != BOUNDS.contains(&word) {
                continue;
            }
            seen.insert(word);
            let mut without = items.clone();
            remove(&mut without, &path);
            if !MARKS.contains(&word) && fingerprint(&without) == whole {
                silent.insert(trail(&items, &path));
            }
        }
    }
    let unseen: Vec<_> = WORDS
        .iter()
        .filter(|word| word.block != "*")
        .filter(|word| !seen.contains(&(word.block, word.zh)) && !MARKS.contains(&(word.block, word.zh)))
        .map(|word| (word.block, word.zh))
        .collect();
    assert!(silent.is_empty() && unseen.is_empty(), "written and lost: {silent:#?}\nnot tried: {unseen:#?}");
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
        block = item.word().map_or(block, |word| match word.shape {
            // A change holds what its policy holds.
            Shape::Statement => block,
            _ => word.body.unwrap_or("行"),
        });
        at = &item.body;
    }
    (block, "")
}

/// The words from the top of a file down to an item.
fn trail(items: &[Item], path: &[usize]) -> String {
    let (mut at, mut words) = (items, Vec::new());
    for place in path {
        words.push(at[*place].word().map_or("行", |word| word.zh));
        at = &at[*place].body;
    }
    words.join(" ")
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
