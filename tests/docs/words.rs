//! The reference of words, made from the table that the parser and the checker read. Its examples are the shortest in the
//! pages and in the good files of `tests/corpus/syntax`, so that each has been read.

use crate::common::{read, rule_files};
use crate::{blocks, items, rules, text_of};
use guiju::schema::{Head, Item, Shape, TERMS, WORDS, Word, describe, terms, words_of};
use guiju::source::Source;
use std::collections::BTreeMap;

const HEAD: &str = "\
# 词表 · Words

<!-- Made from src/schema/words.rs and src/schema/terms.rs: GUIJU_BLESS=1 cargo test --test docs -->

每一种块里能写的词。中文、英文两种写法意思一样，一个文件用哪一种都可以。
同一个词在几种块里都能写的，每种块里各列一次。怎样写一项政策，见[写法](language.zh.md)。

The words of every kind of block. Chinese and English forms mean the same; a file may use either. The language is shown in [language.md](language.md).

";

/// The whole page.
pub(crate) fn page() -> String {
    let examples = examples();
    let mut out = HEAD.to_owned();
    let mut blocks: Vec<&str> = Vec::new();
    for word in WORDS {
        if !blocks.contains(&word.block) {
            blocks.push(word.block);
        }
    }
    for block in blocks {
        section(block, &examples, &mut out);
    }
    out.push_str("# 值和别的词 · Values and other words\n\n");
    fixed(&mut out);
    out
}

fn section(block: &str, examples: &BTreeMap<(&str, &str), String>, out: &mut String) {
    let (title, zh, en) = match block {
        "*" => ("到处都能写的", "除了顶层，哪种块里都能写。", "May stand in every block but the top."),
        "顶层" => ("顶层", "不在任何块里，直接写在文件里的。", "Stands in a file itself."),
        _ if block.ends_with('行') => (block, "写在一行后面的。", "Stands behind another word on its line."),
        _ => (block, "", ""),
    };
    out.push_str(&format!("## {title}\n\n"));
    if !zh.is_empty() {
        out.push_str(&format!("{zh} {en}\n\n"));
    }
    out.push_str("| 中文 | English | 后面写什么 | 例 | 意思 | meaning |\n| --- | --- | --- | --- | --- | --- |\n");
    for word in words_of(block) {
        let example = examples.get(&(block, word.en)).map_or(String::new(), |example| format!("`{example}`"));
        out.push_str(&format!(
            "| {} | `{}` | {} | {} | {} | {} |\n",
            word.zh,
            word.en,
            value(word),
            example.replace('|', "\\|"),
            word.meaning_zh,
            word.meaning_en
        ));
    }
    out.push('\n');
}

/// What stands behind a word: the shape of its value, the words that it chooses from, the kind of its block.
fn value(word: &Word) -> String {
    let mut parts = Vec::new();
    let (zh, en) = describe(word.shape);
    let section = match word.shape {
        Shape::Fact | Shape::Param => "类型",
        Shape::Expects => "期望里的词",
        _ => "",
    };
    let chosen: Vec<String> = match word.zh {
        // Words with a section of their own; 类型 is a keyword of papers, too.
        "类型" | "期望" => Vec::new(),
        list => terms(list).map(|term| format!("{} `{}`", term.zh, term.en)).collect(),
    };
    // The examples have a column of their own.
    let zh = zh.split_once("，例如").map_or(zh, |(before, _)| before);
    let en = en.split_once(" for example").map_or(en, |(before, _)| before.trim_end_matches(','));
    if zh != "块或换行" {
        parts.push(format!("{zh} · {en}"));
    }
    if !section.is_empty() {
        parts.push(format!("[{section}](#{section})"));
    }
    if !chosen.is_empty() {
        parts.push(chosen.join("、"));
    }
    // What takes only the words that may stand anywhere has no section.
    if let Some(body) = word.body.filter(|body| words_of(body).next().is_some()) {
        parts.push(format!("块 [{body}](#{body})"));
    }
    parts.join("；")
}

/// The words that are no keywords.
fn fixed(out: &mut String) {
    let own = [
        ("类型", "类型", "事实、栏、参数、表的输入的类型。", "Types of facts, columns, parameters and inputs."),
        ("式", "式子里的词", "连接两个值，或引出一个选择。", "Join two values, or begin a choice."),
        ("函数", "函数", "名字后面带括号。", "A name with brackets behind it."),
        ("常词", "有固定意思的词", "不能用作名字；要用就写在「」里。", "No names of yours, unless they stand in 「」."),
        ("期望", "期望里的词", "只在 期望 里有这个意思。", "Mean this in `expect` only."),
    ];
    for (list, title, zh, en) in own {
        out.push_str(&format!("## {title}\n\n{zh} {en}\n\n| 中文 | English |\n| --- | --- |\n"));
        for term in terms(list) {
            out.push_str(&format!("| {} | `{}` |\n", term.zh, term.en));
        }
        out.push('\n');
    }
    // Words of a pattern that several keywords share; those of one keyword stand beside it.
    let mut shared: Vec<&str> = TERMS.iter().map(|term| term.list).collect();
    shared.dedup();
    shared.retain(|list| own.iter().all(|(known, ..)| known != list) && WORDS.iter().all(|word| word.zh != *list));
    for list in shared {
        let all: Vec<String> = terms(list).map(|term| format!("{} `{}`", term.zh, term.en)).collect();
        out.push_str(&format!("{list}：{}\n\n", all.join("、")));
    }
}

/// The shortest use of each word, by block and English form.
fn examples() -> BTreeMap<(&'static str, &'static str), String> {
    let mut texts: Vec<String> = rule_files("tests/corpus/syntax/good").iter().map(|path| read(path)).collect();
    for page in ["docs/first-policy.zh.md", "docs/language.zh.md"] {
        texts.extend(blocks(&text_of(page)).iter().filter_map(rules));
    }
    let mut found = BTreeMap::new();
    for text in texts {
        let (items, source, _) = items("example.gj", &text);
        gather(&items, &source, &mut found);
    }
    found
}

fn gather(items: &[Item], source: &Source, found: &mut BTreeMap<(&'static str, &'static str), String>) {
    for item in items {
        if let Head::Word(word, mut span) = item.head {
            let ends = item.values.iter().map(|value| value.expression.span.end);
            span.end = ends.chain(item.equals.iter().map(|equals| equals.span.end)).fold(span.end, u32::max);
            let written = source.slice(span);
            // One line, and in Chinese keywords as the page's first column is.
            if written.starts_with(word.zh) && written != word.zh && !written.contains(['\n', '\u{3000}']) {
                let known = found.entry((word.block, word.en)).or_insert_with(|| written.to_owned());
                if written.chars().count() < known.chars().count() {
                    written.clone_into(known);
                }
            }
        }
        gather(&item.body, source, found);
    }
}
