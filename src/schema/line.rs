//! One line: which keyword each part belongs to, and what is left over.

use super::item::{Head, Item};
use super::read::Reader;
use super::shape::Cursor;
use super::{Shape, TERMS, Word, term_of, word_in, words_of};
use crate::diagnostic::{Code, Diagnostic, Words, suggest};
use crate::program::Comparison;
use crate::span::Span;
use crate::syntax::left_over;
use crate::syntax::tree::{Block, Expression, ExpressionKind, Infix, Leaf, Prefix};
use crate::syntax::{comparison_sign, comparison_word};

/// How many words an error lists before it says "and others".
const MOST_LISTED: usize = 16;

/// An item of the line that may still get attributes.
struct Level {
    item: Item,
    /// The kind of block that its body is.
    kind: &'static str,
}

/// A line on the way.
struct Line<'i> {
    /// The kind of block that it stands in.
    kind: &'static str,
    levels: Vec<Level>,
    items: &'i mut Vec<Item>,
    /// How many items there were before the line.
    before: usize,
    /// The last thing read was an attribute that takes none itself.
    after_attribute: bool,
    /// Something was left over, and has been reported.
    reported: bool,
}

impl Reader<'_> {
    pub(super) fn line(
        &mut self,
        kind: &'static str,
        span: Span,
        leaves: &[Leaf],
        block: Option<&Block>,
        items: &mut Vec<Item>,
    ) {
        let before = items.len();
        let mut line =
            Line { kind, levels: Vec::new(), items, before, after_attribute: false, reported: leaves.is_empty() };
        let mut cursor = Cursor::new(leaves);
        self.walk(&mut line, &mut cursor);
        if let Some(block) = block {
            self.give_block(&mut line, block);
        }
        line.close(0);
        if let Some(item) = line.items.get_mut(before) {
            item.span = item.span.to(span.at_end());
        }
    }

    /// What stands behind the cells of a row.
    pub(super) fn attributes(&mut self, kind: &'static str, item: Item, leaves: &[Leaf], items: &mut Vec<Item>) {
        let before = items.len();
        let levels = vec![Level { item, kind: "行" }];
        let mut line = Line { kind, levels, items, before, after_attribute: false, reported: false };
        self.walk(&mut line, &mut Cursor::new(leaves));
        line.close(0);
    }

    fn walk(&mut self, line: &mut Line<'_>, cursor: &mut Cursor) {
        while let Some(leaf) = cursor.peek() {
            if let Some((depth, word)) = line.keyword(self, leaf) {
                self.attribute(line, depth, word, cursor);
            } else if line.is_empty() && Self::takes_lines(line.kind) {
                self.expression_line(line, cursor);
            } else {
                match leaf {
                    Leaf::Operator(Infix::Compare(Comparison::Equal), at) if line.head().is_some() => {
                        let at = *at;
                        self.equals(line, at, cursor);
                    }
                    Leaf::Operator(Infix::Colon, at) if line.kind == "参数" && line.head().is_some() => {
                        let at = *at;
                        self.equals(line, at, cursor);
                    }
                    Leaf::Operand(Expression { kind: ExpressionKind::Name { quoted: false, .. }, .. })
                        if line.takes_verdict() =>
                    {
                        self.verdict(line, cursor);
                    }
                    _ => self.left_over(line, cursor),
                }
            }
        }
    }

    fn attribute(&mut self, line: &mut Line<'_>, depth: usize, word: &'static Word, cursor: &mut Cursor) {
        let Some(at) = cursor.take_keyword() else { return };
        self.keyword(at, word.zh, word.en);
        let values = self.values(word, at, cursor);
        line.reported |= values.is_none();
        let values = values.unwrap_or_default();
        let span = values.last().map_or(at, |value| at.to(value.expression.span));
        let item = Item { span, head: Head::Word(word, at), values, equals: None, body: Vec::new() };
        let of_the_last = word.en == "en" && line.after_attribute;
        line.close(depth);
        if of_the_last && let Some(last) = line.siblings().last_mut() {
            last.body.push(item);
            return;
        }
        // What follows a verb stands where the verb stands.
        let body = if word.shape == Shape::Statement { Some(line.kind) } else { word.body };
        match body {
            Some(kind) => {
                line.levels.push(Level { item, kind });
                line.after_attribute = false;
            }
            None => {
                line.siblings().push(item);
                line.after_attribute = true;
            }
        }
    }

    fn expression_line(&mut self, line: &mut Line<'_>, cursor: &mut Cursor) {
        let left = cursor.len();
        let Some(expression) = self.expression(cursor) else {
            line.reported = true;
            if cursor.len() == left {
                cursor.take();
            }
            return;
        };
        let span = expression.span;
        let kind = if line.kind == "参数" { "参数" } else { "行" };
        let item = Item { span, head: Head::Line(expression), values: Vec::new(), equals: None, body: Vec::new() };
        line.levels.push(Level { item, kind });
    }

    /// `综合评价 合格`, `2024-01-01 起`.
    fn verdict(&mut self, line: &mut Line<'_>, cursor: &mut Cursor) {
        let period = line.kind == "参数";
        let Some(mut value) = cursor.take_operand() else { return };
        let known = if period {
            self.canonical_term(&mut value.expression, "时段")
        } else {
            self.canonical_term(&mut value.expression, "常词")
        };
        if known {
            if let Some(level) = line.levels.last_mut() {
                level.item.span = level.item.span.to(value.expression.span);
                level.item.values.push(value);
            }
        } else {
            cursor.put_back(value);
            self.left_over(line, cursor);
        }
    }

    fn equals(&mut self, line: &mut Line<'_>, at: Span, cursor: &mut Cursor) {
        cursor.take();
        let head = line.head().unwrap_or(0);
        line.close(head + 1);
        line.after_attribute = false;
        let Some(expression) = self.expression(cursor) else {
            let words = Words::new("后面缺少一个值", "a value is missing after this sign");
            self.diagnostics.push(Diagnostic::error(Code::Operand, at, words));
            return;
        };
        let Some(level) = line.levels.last_mut() else { return };
        if level.item.equals.is_some() {
            let words = Words::new("这里多了一个 `=`", "there is one `=` too many");
            self.diagnostics.push(Diagnostic::error(Code::ValueExtra, at, words));
            return;
        }
        level.item.span = level.item.span.to(expression.span);
        level.item.equals = Some(expression);
    }

    fn give_block(&mut self, line: &mut Line<'_>, block: &Block) {
        // `needs 甲、乙 { … }`: the block is the head's, whatever attributes stand on its line.
        let Some(head) = line.head() else {
            if !line.reported {
                let words = Words::new("这个词后面不能有块", "this word takes no block");
                self.diagnostics.push(Diagnostic::error(Code::BlockPlace, block.span, words));
            }
            return;
        };
        line.close(head + 1);
        let Some(level) = line.levels.last_mut() else { return };
        let kind = level.kind;
        let is_verb = matches!(&level.item.head, Head::Word(word, _) if word.shape == Shape::Statement);
        if is_verb {
            let words = Words::new("块的前面缺少种类和名字", "kind and name are missing before the block");
            self.diagnostics.push(Diagnostic::error(Code::BlockPlace, block.span.at_start(), words));
            return;
        }
        let body = self.block(kind, block);
        level.item.span = level.item.span.to(block.span);
        level.item.body.extend(body);
    }

    /// Reports what nothing asks for, and goes on at the next keyword.
    fn left_over(&mut self, line: &mut Line<'_>, cursor: &mut Cursor) {
        let Some(leaf) = cursor.peek() else { return };
        match leaf {
            // It has been reported.
            Leaf::Operand(Expression { kind: ExpressionKind::Unreadable, .. }) => {
                line.reported = true;
                cursor.take();
                return;
            }
            Leaf::Prefix(Prefix::Minus, _) => {
                self.diagnostics.push(left_over(leaf));
                line.reported = true;
            }
            _ => {}
        }
        let mut span = leaf.span();
        let name = match leaf {
            Leaf::Operand(Expression {
                kind: ExpressionKind::Name { name, quoted: false } | ExpressionKind::Call { name, .. },
                ..
            }) => Some(name.clone()),
            _ => None,
        };
        cursor.take();
        let first = line.is_empty();
        if name.is_none() || !first {
            while let Some(leaf) = cursor.peek() {
                if line.keyword(self, leaf).is_some() || matches!(leaf, Leaf::Separator(..)) {
                    break;
                }
                span = span.to(leaf.span());
                cursor.take();
            }
        }
        // `甲 5万元以下`: the word in the unit has been reported, and the sign that it becomes joins the two.
        line.reported |= self.diagnostics.iter().any(|known| known.code == Code::ComparisonWord && known.span == span);
        if !line.reported {
            let diagnostic = self.describe_left_over(line, span, name.as_deref(), first);
            self.diagnostics.push(diagnostic);
        }
        line.reported = true;
        if first {
            // A line whose beginning means nothing says nothing that could be checked.
            cursor.clear();
        }
    }

    /// What is left over because of a blank or a colon: `2026-01-01至2026-12-31`, `10 人`, `条件 甲：…`.
    fn spacing_slip(&self, written: &str, span: Span, name: Option<&str>) -> Option<Diagnostic> {
        let error = |zh: &str, en: &str| Diagnostic::error(Code::ValueExtra, span, Words::new(zh, en));
        if let Some(rest) =
            written.strip_prefix('至').filter(|rest| rest.starts_with(|letter: char| letter.is_numeric()))
        {
            let slip = error("`至` 两边要空一格", "`至` has a blank on either side");
            return Some(slip.with_fix(span, format!(" 至 {rest}")));
        }
        if written.starts_with(['：', ':']) {
            let slip = error("这里不用冒号，内容写在 { } 里", "no colon here: what it holds stands in { }");
            return Some(
                slip.with_help(Words::new("写成：条件 甲 { 人数 >= 10人 }", "write `require 甲 { 人数 >= 10人 }`")),
            );
        }
        let before = self.source.text.get(..usize::try_from(span.start).ok()?)?;
        let figure = before.trim_end();
        let left = figure.trim_end_matches(|letter: char| letter.is_ascii_digit() || letter == '.');
        let is_number = left.len() < figure.len() && left.ends_with(|letter: char| " =<>≥≤≠+*/(（".contains(letter));
        let is_unit = name == Some(written) && TERMS.iter().all(|term| term.zh != written && term.en != written);
        if is_number && is_unit && figure.len() < before.len() {
            let start = u32::try_from(figure.len()).ok()?;
            let slip = error("数和单位连着写，中间不空格", "a number carries its unit without a blank");
            return Some(slip.with_fix(Span { start, ..span }, written));
        }
        None
    }

    fn describe_left_over(&self, line: &Line<'_>, span: Span, name: Option<&str>, first: bool) -> Diagnostic {
        let written = self.source.slice(span);
        let short: String = written.chars().take(24).collect();
        let mut kinds: Vec<&'static str> = line.levels.iter().rev().map(|level| level.kind).collect();
        if line.kind != "顶层" || first {
            kinds.push(line.kind);
        }
        let mut known: Vec<&'static Word> = kinds.iter().flat_map(|kind| words_of(kind)).collect();
        let listed = listing(&known);
        if line.kind != "顶层" || !line.levels.is_empty() {
            known.extend(words_of("*"));
        }
        let near = name.and_then(|name| suggest(name, known.iter().flat_map(|word| [word.zh, word.en])));
        let (code, words) = if first {
            let words = Words::new(format!("这里不认识 `{short}`"), format!("`{short}` is not known here"));
            (Code::WordUnknown, words)
        } else {
            (Code::ValueExtra, Words::new(format!("这里多了 `{short}`"), format!("`{short}` is one too many here")))
        };
        if let Some((name, sign)) = name.and_then(|name| Some((name, comparison_sign(name)?))) {
            let end = span.start + u32::try_from(name.len()).unwrap_or(0);
            return comparison_word(name, sign, Span { end, ..span });
        }
        if let Some(slip) = self.spacing_slip(written, span, name).filter(|_| !first) {
            return slip;
        }
        let diagnostic = Diagnostic::error(code, span, words);
        // `权限 市级`: what may stand behind a keyword, without the keyword.
        let chooses = |word: &&&Word| {
            matches!(word.shape, Shape::Word | Shape::Words)
                && name.is_some_and(|name| term_of(word.zh, name).is_some())
        };
        if let Some((word, name)) = known.iter().find(chooses).zip(name) {
            let help =
                Words::new(format!("是不是 `{} {name}`？", word.zh), format!("did you mean `{} {name}`?", word.en));
            return diagnostic.with_help(help);
        }
        match near {
            Some(near) => {
                let help = Words::new(format!("是不是 `{near}`？"), format!("did you mean `{near}`?"));
                let name_span = Span { end: span.start + u32::try_from(name.map_or(0, str::len)).unwrap_or(0), ..span };
                diagnostic.with_help(help).with_fix(name_span, near)
            }
            None if first => diagnostic.with_help(listed),
            // Where the attribute ends and the test begins only its author knows.
            None if line.after_attribute && Self::takes_lines(line.kind) && written.contains(['<', '>', '=']) => {
                let help = Words::new(
                    "判断自成一行：前面写 `；`，或换行",
                    "a test is a line of its own: put `;` before it, or a line break",
                );
                diagnostic.with_help(help).with_fix(span.at_start(), "；")
            }
            None if matches!(short.as_str(), "," | "，" | "、") => {
                let help =
                    Words::new("关键字之间不用逗号，空格就够了", "no comma stands between keywords; a blank is enough");
                diagnostic.with_help(help).with_fix(span, " ")
            }
            None if short.starts_with('、') => diagnostic.with_help(Words::new(
                "前面的词在这里只接一个值；别的另起一行，把那个词再写一遍",
                "the word before takes one value here; write the others on lines of their own, each behind that word",
            )),
            None => match name {
                Some(_) => diagnostic.with_help(listed),
                None => diagnostic,
            },
        }
    }
}

/// What may stand here, in both languages.
fn listing(known: &[&'static Word]) -> Words {
    let mut words: Vec<&'static Word> = Vec::new();
    for word in known {
        if words.iter().all(|listed| listed.zh != word.zh) {
            words.push(word);
        }
    }
    if words.is_empty() {
        return Words::new(
            "这里只能写 `依据`、`存疑`、`说明` 等",
            "only `basis`, `doubt`, `remark` and the like may stand here",
        );
    }
    let list = |form: fn(&Word) -> &'static str, joint: &str| {
        let all: Vec<String> = words.iter().take(MOST_LISTED).map(|word| format!("`{}`", form(word))).collect();
        all.join(joint)
    };
    let more = words.len() > MOST_LISTED;
    Words::new(
        format!("这里可以写 {}{}", list(|word| word.zh, "、"), if more { " 等" } else { "" }),
        format!("what may stand here: {}{}", list(|word| word.en, ", "), if more { " and others" } else { "" }),
    )
}

impl Line<'_> {
    fn is_empty(&self) -> bool {
        self.levels.is_empty() && self.items.len() == self.before
    }

    /// Where the line's head is among the levels: the first, or what follows a verb.
    fn head(&self) -> Option<usize> {
        let first = self.levels.first()?;
        let is_verb = matches!(&first.item.head, Head::Word(word, _) if word.shape == Shape::Statement);
        Some(usize::from(is_verb && self.levels.len() > 1))
    }

    /// Whether 合格 or 起 may follow.
    fn takes_verdict(&self) -> bool {
        self.levels.len() == 1
            && self.levels.first().is_some_and(|level| {
                matches!(level.item.head, Head::Line(_))
                    && level.item.values.is_empty()
                    && level.item.body.is_empty()
                    && level.item.equals.is_none()
            })
    }

    /// The list that the next item without attributes goes to.
    fn siblings(&mut self) -> &mut Vec<Item> {
        match self.levels.last_mut() {
            Some(level) => &mut level.item.body,
            None => self.items,
        }
    }

    /// Ends all levels from a depth on; each becomes an item of the one before it.
    fn close(&mut self, depth: usize) {
        while self.levels.len() > depth {
            let Some(level) = self.levels.pop() else { break };
            let item = level.item;
            let span = item.body.last().map_or(item.span, |last| item.span.to(last.span));
            self.siblings().push(Item { span, ..item });
        }
    }

    /// The keyword that a leaf is, and the depth of levels that it closes.
    fn keyword(&self, reader: &Reader<'_>, leaf: &Leaf) -> Option<(usize, &'static Word)> {
        let (name, glued) = match leaf {
            Leaf::Operand(Expression { kind: ExpressionKind::Name { name, quoted: false }, .. }) => (name, false),
            Leaf::Operand(Expression { kind: ExpressionKind::Call { name, name_span, .. }, .. }) => {
                if reader.source.slice(*name_span).contains(['「', '`']) {
                    return None;
                }
                (name, true)
            }
            _ => return None,
        };
        // A keyword glued to a bracket is a keyword, if it takes a value at all.
        let fits = |word: &&'static Word| {
            !glued || matches!(word.shape, Shape::Value | Shape::Number | Shape::Limit | Shape::Test)
        };
        for (depth, level) in self.levels.iter().enumerate().rev() {
            // One statement for each verb.
            let is_verb = matches!(&level.item.head, Head::Word(word, _) if word.shape == Shape::Statement);
            if is_verb && (!level.item.body.is_empty() || self.levels.len() > depth + 1) {
                continue;
            }
            let found = word_in(level.kind, name).filter(|word| word.block != "*").filter(fits);
            if let Some(word) = found {
                return Some((depth + 1, word));
            }
        }
        // What may stand anywhere stands on a declaration too; a second declaration needs a line of its own.
        let kind = if self.kind == "顶层" && !self.is_empty() { "行" } else { self.kind };
        let found = word_in(kind, name).filter(fits)?;
        let depth = if found.block == "*" { self.levels.len() } else { 0 };
        Some((depth, found))
    }
}
