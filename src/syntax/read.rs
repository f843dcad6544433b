//! From what the grammar matched to the tree. This file and no other names the parser library.

use super::precedence::expression;
use super::tree::{
    Block, Cell, Content, Document, Expression, ExpressionKind, Infix, Leaf, Prefix, Separator, Statement, Value,
};
use super::{leaves, slips};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Words};
use crate::program::Comparison;
use crate::source::Source;
use crate::span::Span;
use pest::Parser;
use pest::iterators::Pair;
use std::ops::Range;

/// The grammar, compiled.
#[derive(pest_derive::Parser)]
#[grammar = "../grammar/guiju.pest"]
struct Grammar;

/// Adds the statements of one part of a source to the document.
pub(super) fn read(source: &Source, part: Range<usize>, document: &mut Document, diagnostics: &mut Diagnostics) {
    let text = source.text.get(part.clone()).unwrap_or("");
    let mut reader = Reader { source, offset: part.start, comments: Vec::new(), diagnostics };
    match Grammar::parse(Rule::file, text) {
        Ok(pairs) => {
            let file = pairs.flat_map(Pair::into_inner);
            let statements = reader.statements(file);
            document.statements.extend(statements);
            document.comments.append(&mut reader.comments);
        }
        // The grammar goes on after whatever it cannot read, so this is not expected; should it happen, it is said.
        Err(error) => {
            let (pest::error::InputLocation::Pos(at) | pest::error::InputLocation::Span((at, _))) = error.location;
            let span = reader.span_of(at, at);
            let words = Words::new("从这里开始读不懂", "cannot be read from here");
            reader.diagnostics.push(Diagnostic::error(Code::Syntax, span, words));
        }
    }
}

struct Reader<'a> {
    source: &'a Source,
    /// Where the part begins in the source.
    offset: usize,
    comments: Vec<Span>,
    diagnostics: &'a mut Diagnostics,
}

impl<'a> Reader<'a> {
    fn span_of(&self, start: usize, end: usize) -> Span {
        let byte = |at: usize| u32::try_from(self.offset + at).unwrap_or(u32::MAX);
        Span { source: self.source.id, start: byte(start), end: byte(end) }
    }

    fn span(&self, pair: &Pair<'_, Rule>) -> Span {
        let span = pair.as_span();
        self.span_of(span.start(), span.end())
    }

    fn error(&mut self, code: Code, span: Span, words: Words) {
        self.diagnostics.push(Diagnostic::error(code, span, words));
    }

    fn statements<'i>(&mut self, pairs: impl Iterator<Item = Pair<'i, Rule>>) -> Vec<Statement> {
        let mut statements: Vec<Statement> = Vec::new();
        for pair in pairs {
            let statement = match pair.as_rule() {
                Rule::line => self.line(pair),
                Rule::row => self.row(pair),
                Rule::headless => {
                    let span = self.span(&pair);
                    self.error(
                        Code::Syntax,
                        span.at_start(),
                        Words::new("块的前面缺少关键字", "a keyword is missing before the block"),
                    );
                    let block = pair.into_inner().next().map(|block| self.block(block));
                    Statement { span, content: Content::Line(Vec::new()), block }
                }
                Rule::comment => {
                    let span = self.span(&pair);
                    self.comments.push(span);
                    continue;
                }
                _ => continue,
            };
            self.ask_for_a_gap(statements.last(), &statement);
            statements.push(statement);
        }
        statements
    }

    /// Two statements need something between them.
    fn ask_for_a_gap(&mut self, before: Option<&Statement>, statement: &Statement) {
        let Some(before) = before.filter(|before| before.block.is_none()) else { return };
        let between = Span { start: before.span.end, end: statement.span.start, ..before.span };
        if !self.source.slice(between).contains(['\n', '\r', ';', '；', '。']) {
            let words = Words::new("两句之间要换行，或者写 `；`", "two statements need a line end or `;` between them");
            let place = statement.span.at_start();
            self.diagnostics.push(Diagnostic::error(Code::Syntax, place, words).with_fix(place, "；"));
        }
    }

    fn block(&mut self, pair: Pair<'_, Rule>) -> Block {
        let span = self.span(&pair);
        let statements = self.statements(pair.into_inner());
        Block { span, statements }
    }

    fn line(&mut self, pair: Pair<'_, Rule>) -> Statement {
        let mut span = self.span(&pair);
        let mut block = None;
        let mut run = Run::default();
        for pair in pair.into_inner() {
            match pair.as_rule() {
                Rule::block => block = Some(self.block(pair)),
                _ => self.leaf(pair, &mut run),
            }
        }
        let leaves = self.finish(run);
        // Trailing blanks and comments are no part of it.
        let end = block.as_ref().map(|block| block.span).or(leaves.last().map(Leaf::span));
        span.end = end.map_or(span.end, |end| end.end);
        Statement { span, content: Content::Line(leaves), block }
    }

    fn row(&mut self, pair: Pair<'_, Rule>) -> Statement {
        let whole = self.span(&pair);
        let mut cells = Vec::new();
        let mut run = Run::default();
        for pair in pair.into_inner() {
            match pair.as_rule() {
                Rule::cell => cells.push(self.cell(pair)),
                _ => self.leaf(pair, &mut run),
            }
        }
        let mut leaves = self.finish(run);
        let text = self.source.slice(whole).trim_end();
        let end = whole.start + u32::try_from(text.len()).unwrap_or(0);
        let span = Span { end, ..whole };
        let begins_attribute = matches!(
            leaves.first(),
            None | Some(Leaf::Operand(Expression {
                kind: ExpressionKind::Name { .. } | ExpressionKind::Call { .. },
                ..
            }))
        );
        if cells.is_empty() || !begins_attribute {
            leaves.clear();
            self.error(
                Code::TableRow,
                span,
                Words::new("表的一行没有结尾的 `|`", "the table row is not closed by `|`"),
            );
        }
        Statement { span, content: Content::Row(cells, leaves), block: None }
    }

    fn cell(&mut self, pair: Pair<'_, Rule>) -> Cell {
        let outer = self.span(&pair);
        let written = pair.as_str();
        let blank = [' ', '\t', '\u{3000}', '\u{A0}'];
        let before = written.len() - written.trim_start_matches(blank).len();
        let inside = written.trim_matches(blank).len();
        let start = outer.start + u32::try_from(before).unwrap_or(0);
        let span = Span { start, end: start + u32::try_from(inside).unwrap_or(0), ..outer };
        let (mut arrow, mut dash) = (false, false);
        let mut run = Run::default();
        for pair in pair.into_inner() {
            match pair.as_rule() {
                Rule::arrow => arrow = true,
                Rule::dash => dash = true,
                _ => self.leaf(pair, &mut run),
            }
        }
        let leaves = self.finish(run);
        let values = self.values(leaves);
        Cell { span, arrow, values, dash }
    }

    /// Values parted by separators; two beside each other are a mistake.
    fn values(&mut self, leaves: Vec<Leaf>) -> Vec<Value> {
        let mut values = Vec::new();
        let mut separator = Separator::Gap;
        let mut run: Vec<Leaf> = Vec::new();
        for leaf in leaves {
            if let Leaf::Separator(next, span) = leaf {
                if run.is_empty() {
                    self.error(
                        Code::Operand,
                        span,
                        Words::new("这个符号旁边缺少一个值", "a value is missing beside this sign"),
                    );
                }
                let run = std::mem::take(&mut run);
                values.extend(
                    expression(self.source, run, self.diagnostics).map(|expression| Value { separator, expression }),
                );
                separator = next;
            } else {
                run.push(leaf);
            }
        }
        values.extend(expression(self.source, run, self.diagnostics).map(|expression| Value { separator, expression }));
        values
    }

    /// Adds what one match says to a run.
    fn leaf(&mut self, pair: Pair<'_, Rule>, run: &mut Run) {
        let span = self.span(&pair);
        let leaf = match pair.as_rule() {
            Rule::name => Leaf::Operand(leaves::name(span, pair.as_str(), self.diagnostics)),
            Rule::number => Leaf::Operand(leaves::number(span, pair.as_str(), self.diagnostics)),
            Rule::date => Leaf::Operand(leaves::date(span, pair.as_str(), self.diagnostics)),
            Rule::clock => {
                let after_day = matches!(
                    run.leaves.last(),
                    Some(Leaf::Operand(Expression {
                        kind: ExpressionKind::Date(_) | ExpressionKind::MonthDay { .. },
                        ..
                    }))
                );
                Leaf::Operand(leaves::clock(span, pair.as_str(), after_day, self.diagnostics))
            }
            Rule::text => Leaf::Operand(leaves::text(span, pair.as_str())),
            Rule::args => {
                let inner = self.bracket(pair);
                let arguments = parted_by(self.values(inner), Separator::Entry);
                // The name that the brackets are glued to was the leaf before.
                let Some(Leaf::Operand(Expression { span: name_span, kind: ExpressionKind::Name { name, .. } })) =
                    run.leaves.pop()
                else {
                    return;
                };
                Leaf::Operand(Expression {
                    span: name_span.to(span),
                    kind: ExpressionKind::Call { name, name_span, arguments },
                })
            }
            Rule::group => {
                let inner = self.bracket(pair);
                let mut values = self.values(inner).into_iter();
                let kind = match values.next() {
                    Some(first) => ExpressionKind::Group(Box::new(first.expression)),
                    None => {
                        self.error(
                            Code::Operand,
                            span,
                            Words::new("括号里没有值", "there is no value in the brackets"),
                        );
                        ExpressionKind::Unreadable
                    }
                };
                if let Some(second) = values.next() {
                    let words = Words::new(
                        "圆括号里只能有一个值；清单写在 `[ ]` 里",
                        "round brackets hold one value; a list stands in `[ ]`",
                    );
                    self.error(Code::Syntax, second.expression.span, words);
                }
                Leaf::Operand(Expression { span, kind })
            }
            Rule::list => {
                let inner = self.bracket(pair);
                let values = parted_by(self.values(inner), Separator::Member);
                Leaf::Operand(Expression { span, kind: ExpressionKind::List(values) })
            }
            Rule::choose => Leaf::Operand(self.choose(pair)),
            Rule::pre => match prefix(pair.as_str()) {
                Some(prefix) => {
                    // `a-b`: a minus that looks like a sign because it has no blank behind it.
                    let glued = prefix == Prefix::Minus
                        && matches!(run.leaves.last(), Some(Leaf::Operand(operand)) if operand.span.end == span.start);
                    if glued {
                        slips::glued_minus(span, self.diagnostics);
                        Leaf::Operator(Infix::Subtract, span)
                    } else {
                        Leaf::Prefix(prefix, span)
                    }
                }
                None => return,
            },
            Rule::until => Leaf::Prefix(Prefix::To, span),
            Rule::op => match infix(pair.as_str()) {
                Some(infix) => Leaf::Operator(infix, span),
                None => return,
            },
            Rule::sep => {
                Leaf::Separator(if pair.as_str() == "、" { Separator::Member } else { Separator::Entry }, span)
            }
            Rule::comment => {
                self.comments.push(span);
                return;
            }
            Rule::junk | Rule::cell_junk | Rule::inner_junk => {
                slips::unreadable(self.source, span, run.junk_end == Some(span.start), self.diagnostics);
                run.junk_end = Some(span.end);
                // A text that cannot be read still stands where a value is asked for.
                if !pair.as_str().starts_with(['"', '＂', '“', '`', '「', '‘', '\'']) {
                    return;
                }
                Leaf::Operand(Expression { span, kind: ExpressionKind::Unreadable })
            }
            _ => return,
        };
        run.leaves.push(leaf);
    }

    /// What is done to every run when it is complete.
    fn finish(&mut self, run: Run) -> Vec<Leaf> {
        let mut leaves = run.leaves;
        slips::comparison_words(&mut leaves, self.diagnostics);
        leaves
    }

    fn bracket(&mut self, pair: Pair<'_, Rule>) -> Vec<Leaf> {
        let mut run = Run::default();
        for pair in pair.into_inner() {
            self.leaf(pair, &mut run);
        }
        self.finish(run)
    }

    fn choose(&mut self, pair: Pair<'_, Rule>) -> Expression {
        let span = self.span(&pair);
        let mut parts: [Option<Run>; 3] = [None, None, None];
        let mut last = span;
        for pair in pair.into_inner() {
            let part = match pair.as_rule() {
                Rule::kif => Some(0),
                Rule::kthen => Some(1),
                Rule::kelse => Some(2),
                _ => None,
            };
            last = self.span(&pair);
            match part {
                Some(part) => {
                    if let Some(slot) = parts.get_mut(part) {
                        *slot = Some(Run::default());
                    }
                }
                None => {
                    if let Some(run) = parts.iter_mut().rev().flatten().next() {
                        self.leaf(pair, run);
                    }
                }
            }
        }
        let names = [("如果", "if"), ("则", "then"), ("否则", "else")];
        let mut built = parts.into_iter().zip(names).map(|(part, (zh, en))| {
            let run = part.map(|run| self.finish(run));
            let Some(run) = run else {
                let words = Words::new(format!("`如果` 缺少 `{zh}`"), format!("`if` lacks its `{en}`"));
                let help = Words::new("写成 `如果 甲 则 乙 否则 丙`", "write `if a then b else c`");
                self.diagnostics.push(Diagnostic::error(Code::If, span, words).with_help(help));
                return None;
            };
            let value = expression(self.source, run, self.diagnostics);
            if value.is_none() {
                let words = Words::new(format!("`{zh}` 后面缺少一个值"), format!("a value is missing after `{en}`"));
                self.diagnostics.push(Diagnostic::error(Code::If, last, words));
            }
            value.map(Box::new)
        });
        let kind = match (built.next().flatten(), built.next().flatten(), built.next().flatten()) {
            (Some(guard), Some(yes), Some(no)) => ExpressionKind::If(guard, yes, no),
            _ => ExpressionKind::Unreadable,
        };
        Expression { span, kind }
    }
}

/// In brackets `、` and `,` say the same; the tree holds the one that the formatter writes.
fn parted_by(mut values: Vec<Value>, separator: Separator) -> Vec<Value> {
    for value in values.iter_mut().skip(1) {
        value.separator = separator;
    }
    values
}

/// Leaves as they come in.
#[derive(Default)]
struct Run {
    leaves: Vec<Leaf>,
    /// Where the last thing that could not be read ended, so that a stretch of it is reported once.
    junk_end: Option<u32>,
}

/// An operator before an operand, by its sign or word.
fn prefix(written: &str) -> Option<Prefix> {
    Some(match written {
        "非" | "not" => Prefix::Not,
        "不超过" | "no_more_than" => Prefix::NoMoreThan,
        "不低于" | "no_less_than" => Prefix::NoLessThan,
        "-" | "－" => Prefix::Minus,
        sign => Prefix::Compare(comparison(sign)?),
    })
}

/// An operator between operands, by its sign or word.
fn infix(written: &str) -> Option<Infix> {
    Some(match written {
        ":" | "：" => Infix::Colon,
        "=" | "＝" => Infix::Compare(Comparison::Equal),
        "+" | "＋" => Infix::Add,
        "-" | "－" => Infix::Subtract,
        "*" | "＊" | "×" => Infix::Multiply,
        "/" | "／" | "÷" => Infix::Divide,
        "且" | "and" => Infix::And,
        "或" | "or" => Infix::Or,
        "属于" | "in" => Infix::In,
        "不属于" | "not_in" => Infix::NotIn,
        "包含" | "has" => Infix::Has,
        "不包含" | "has_not" => Infix::HasNot,
        "至" | "to" => Infix::To,
        "其中" | "where" => Infix::Where,
        "取" | "take" => Infix::Take,
        "按" | "under" => Infix::Under,
        "不超过" | "no_more_than" => Infix::NoMoreThan,
        "不低于" | "no_less_than" => Infix::NoLessThan,
        sign => Infix::Compare(comparison(sign)?),
    })
}

fn comparison(sign: &str) -> Option<Comparison> {
    let mut signs = sign.chars();
    let equal = matches!(sign.chars().nth(1), Some('=' | '＝'));
    Some(match (signs.next()?, equal) {
        ('<' | '＜' | '《', true) | ('≤', _) => Comparison::AtMost,
        ('<' | '＜' | '《', false) => Comparison::Less,
        ('>' | '＞' | '》', true) | ('≥', _) => Comparison::AtLeast,
        ('>' | '＞' | '》', false) => Comparison::Greater,
        ('!' | '！', true) | ('≠', _) => Comparison::NotEqual,
        _ => return None,
    })
}
