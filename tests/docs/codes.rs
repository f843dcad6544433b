//! The reference of codes: each with its words, the smallest file that shows it, and all that is said of that file.

use crate::common::{read, rule_files};
use crate::items;
use guiju::diagnostic::Code;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

const HEAD: &str = "\
# 诊断代码 · Codes

<!-- Made from src/diagnostic/code.rs and tests/corpus: GUIJU_BLESS=1 cargo test --test docs -->

检查器说的每一种问题：是什么意思、怎样改，以及能看到它的最小的例子。在命令行里用 `guiju explain 代码` 也能看到。

Every problem that the checker tells of: what it means, how to go on, and the smallest file that shows it. `guiju explain CODE` prints the words too.

";

/// A file longer than this teaches nothing by being shown.
const LONGEST_SHOWN: usize = 400;

/// The whole page.
pub(crate) fn page() -> String {
    let smallest = smallest();
    let mut out = HEAD.to_owned();
    for code in Code::ALL {
        let (title, long) = (code.title(), code.explanation());
        out.push_str(&format!(
            "## {}\n\n**{}** · **{}**\n\n{}\n\n{}\n\n",
            code.id(),
            title.zh,
            title.en,
            long.zh,
            long.en
        ));
        let Some(path) = smallest.get(code) else { continue };
        let shown = read(path);
        if shown.chars().count() > LONGEST_SHOWN {
            out.push_str(&format!("例 · example: [{0}](../{0})\n\n", path.display()));
            continue;
        }
        let said = read(&path.with_extension("zh.txt")) + "\n" + &read(&path.with_extension("en.txt"));
        for part in [shown, said] {
            out.push_str(&format!("````text\n{}\n````\n\n", visible(part.trim_end())));
        }
    }
    out
}

/// The smallest bad file of each code: of the checker's by its name, of the reader's by what is said of it.
fn smallest() -> BTreeMap<Code, PathBuf> {
    let mut found: BTreeMap<Code, PathBuf> = BTreeMap::new();
    for path in rule_files("tests/corpus/check/bad") {
        let code = path.file_stem().and_then(|name| Code::find(&name.to_string_lossy()));
        found.extend(code.map(|code| (code, path.clone())));
    }
    let mut shown: Vec<(BTreeSet<Code>, usize, PathBuf)> = Vec::new();
    for path in rule_files("tests/corpus/syntax/bad") {
        let (_, _, diagnostics) = items(&path.display().to_string(), &read(&path));
        shown.push((diagnostics.iter().map(|diagnostic| diagnostic.code).collect(), read(&path).len(), path));
    }
    // The file that shows least beside the code is the plainest.
    shown.sort_by_key(|(codes, length, _)| (codes.len(), *length));
    for (codes, _, path) in shown {
        for code in codes {
            found.entry(code).or_insert_with(|| path.clone());
        }
    }
    found
}

/// With characters that nobody sees written out.
fn visible(text: &str) -> String {
    let unseen = |letter: &char| matches!(letter, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{AD}');
    text.chars()
        .map(|letter| if unseen(&letter) { letter.escape_unicode().to_string() } else { letter.to_string() })
        .collect()
}
