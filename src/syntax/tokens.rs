//! The tokens of a line as the formatter writes them: signs in half-width but for `、`, `：` and `；`, texts in straight
//! quotation marks where they can be, names and figures as the author wrote them.

use super::leaves::half_width;
use super::tree::{Expression, ExpressionKind, Infix, Leaf, Prefix, Separator, Translation, Value};
use crate::diagnostic::Language;
use crate::source::Source;
use crate::span::Span;
use std::collections::BTreeMap;

/// One token of a line.
pub(super) struct Token {
    pub(super) text: String,
    pub(super) span: Span,
    /// Nothing stands between it and the one before.
    pub(super) glued_before: bool,
    /// Nothing stands between it and the one behind.
    pub(super) glued_behind: bool,
    /// Its Chinese form, if it is a keyword.
    pub(super) keyword: Option<&'static str>,
}

/// How words are written.
pub(super) struct Writer<'a> {
    pub(super) source: &'a Source,
    /// By the byte at which they begin.
    pub(super) words: BTreeMap<u32, &'a Translation>,
    /// Which keywords; as written if absent.
    pub(super) language: Option<Language>,
    /// Where each comment begins and ends.
    pub(super) comments: &'a [Span],
}

impl Writer<'_> {
    pub(super) fn leaves(&self, leaves: &[Leaf]) -> Vec<Token> {
        let mut tokens = Vec::new();
        let name = |leaf: Option<&Leaf>| {
            matches!(leaf, Some(Leaf::Operand(Expression { kind: ExpressionKind::Name { .. }, .. })))
        };
        // `事实 甲：金额` is one thing; the colon of a row of figures (`2023年度： 否`) stands before its figure.
        let declares = name(leaves.first());
        for (place, leaf) in leaves.iter().enumerate() {
            match leaf {
                Leaf::Operand(operand) => self.expression(operand, &mut tokens),
                Leaf::Prefix(prefix, span) => self.prefix(*prefix, *span, &mut tokens),
                Leaf::Operator(infix, span) => {
                    self.infix(*infix, *span, declares && name(leaves.get(place + 1)), &mut tokens);
                }
                Leaf::Separator(separator, span) => separator_token(*separator, *span, &mut tokens),
            }
        }
        self.glue_units(&mut tokens);
        tokens
    }

    pub(super) fn values(&self, values: &[Value], tokens: &mut Vec<Token>) {
        for (place, value) in values.iter().enumerate() {
            if place > 0 {
                let at = value.expression.span.at_start();
                let end = tokens.last().map_or(at, |token| token.span.at_end());
                separator_token(value.separator, self.significant(end), tokens);
            }
            self.expression(&value.expression, tokens);
        }
    }

    fn expression(&self, expression: &Expression, tokens: &mut Vec<Token>) {
        let span = expression.span;
        match &expression.kind {
            ExpressionKind::Name { .. } => tokens.push(self.word(span)),
            ExpressionKind::Text(text) => {
                let text = if text.contains(['"', '＂']) {
                    self.source.slice(span).to_owned()
                } else {
                    format!("\"{}\"", self.inside(span))
                };
                tokens.push(plain(text, span));
            }
            ExpressionKind::Number { .. }
            | ExpressionKind::Date(_)
            | ExpressionKind::MonthDay { .. }
            | ExpressionKind::Clock { .. } => {
                tokens.push(plain(half_width(self.source.slice(span)), span));
            }
            ExpressionKind::Unreadable => tokens.push(plain(self.source.slice(span).to_owned(), span)),
            ExpressionKind::Call { name_span, arguments, .. } => {
                tokens.push(self.word(*name_span));
                let opener = Span { start: name_span.end, end: name_span.end, ..span };
                tokens.push(Token { glued_before: true, glued_behind: true, ..plain("(", opener) });
                // Entries in a call are parted by commas, whichever sign the author took.
                for (place, argument) in arguments.iter().enumerate() {
                    if place > 0 {
                        let end = tokens.last().map_or(span, |token| token.span).at_end();
                        separator_token(Separator::Entry, self.significant(end), tokens);
                    }
                    self.expression(&argument.expression, tokens);
                }
                tokens.push(Token { glued_before: true, ..plain(")", span.at_end()) });
            }
            ExpressionKind::List(values) => {
                tokens.push(Token { glued_behind: true, ..plain("[", span.at_start()) });
                for (place, value) in values.iter().enumerate() {
                    if place > 0 {
                        let end = tokens.last().map_or(span, |token| token.span).at_end();
                        separator_token(Separator::Member, self.significant(end), tokens);
                    }
                    self.expression(&value.expression, tokens);
                }
                tokens.push(Token { glued_before: true, ..plain("]", span.at_end()) });
            }
            ExpressionKind::Group(inner) => {
                tokens.push(Token { glued_behind: true, ..plain("(", span.at_start()) });
                self.expression(inner, tokens);
                tokens.push(Token { glued_before: true, ..plain(")", span.at_end()) });
            }
            ExpressionKind::Prefix(prefix, inner) => {
                let written = self.source.slice(Span { end: inner.span.start, ..span });
                let sign = written.trim_end().len();
                let end = span.start + u32::try_from(sign).unwrap_or(0);
                self.prefix(*prefix, Span { end, ..span }, tokens);
                self.expression(inner, tokens);
            }
            ExpressionKind::Infix(infix, at, left, right) => {
                self.expression(left, tokens);
                self.infix(*infix, *at, matches!(right.kind, ExpressionKind::Name { .. }), tokens);
                self.expression(right, tokens);
            }
            ExpressionKind::If(guard, yes, no) => {
                tokens.push(plain(self.operator_word("如果", "if", span), span.at_start()));
                self.expression(guard, tokens);
                let then = self.significant(guard.span.at_end());
                tokens.push(plain(self.operator_word("则", "then", then), then));
                self.expression(yes, tokens);
                let otherwise = self.significant(yes.span.at_end());
                tokens.push(plain(self.operator_word("否则", "else", otherwise), otherwise));
                self.expression(no, tokens);
            }
        }
    }

    /// A name, in the language asked for if it has a fixed meaning.
    fn word(&self, span: Span) -> Token {
        let known = self.words.get(&span.start);
        let text = match (known, self.language) {
            // Of a name such as `标准·甲` only the first part is a word.
            (Some(word), Some(language)) => {
                let form = if language == Language::Zh { word.zh } else { word.en };
                form.to_owned() + self.source.slice(Span { start: word.span.end, ..span })
            }
            _ => self.source.slice(span).to_owned(),
        };
        let keyword = known.filter(|word| word.keyword).map(|word| word.zh);
        Token { keyword, ..plain(text, span) }
    }

    fn operator_word(&self, zh: &str, en: &str, span: Span) -> String {
        let rest = self.source.text.get(span.start as usize..).unwrap_or("");
        let written_en = rest.starts_with(|first: char| first.is_ascii());
        let word = match self.language {
            Some(Language::Zh) => zh,
            Some(Language::En) => en,
            None if written_en => en,
            None => zh,
        };
        word.to_owned()
    }

    fn prefix(&self, prefix: Prefix, span: Span, tokens: &mut Vec<Token>) {
        let text = match prefix {
            Prefix::Not => self.operator_word("非", "not", span),
            Prefix::NoMoreThan => self.operator_word("不超过", "no_more_than", span),
            Prefix::NoLessThan => self.operator_word("不低于", "no_less_than", span),
            Prefix::To => self.operator_word("至", "to", span),
            Prefix::Minus => "-".to_owned(),
            Prefix::Compare(comparison) => comparison.sign().to_owned(),
        };
        tokens.push(Token { glued_behind: prefix == Prefix::Minus, ..plain(text, span) });
    }

    fn infix(&self, infix: Infix, span: Span, before_name: bool, tokens: &mut Vec<Token>) {
        let text = match infix {
            Infix::Colon => "：".to_owned(),
            Infix::Where => self.operator_word("其中", "where", span),
            Infix::Take => self.operator_word("取", "take", span),
            Infix::Or => self.operator_word("或", "or", span),
            Infix::And => self.operator_word("且", "and", span),
            Infix::Compare(comparison) => comparison.sign().to_owned(),
            Infix::In => self.operator_word("属于", "in", span),
            Infix::NotIn => self.operator_word("不属于", "not_in", span),
            Infix::Has => self.operator_word("包含", "has", span),
            Infix::HasNot => self.operator_word("不包含", "has_not", span),
            Infix::NoMoreThan => self.operator_word("不超过", "no_more_than", span),
            Infix::NoLessThan => self.operator_word("不低于", "no_less_than", span),
            Infix::To => self.operator_word("至", "to", span),
            Infix::Add => "+".to_owned(),
            Infix::Subtract => "-".to_owned(),
            Infix::Multiply => "*".to_owned(),
            Infix::Divide => "/".to_owned(),
            Infix::Under => self.operator_word("按", "under", span),
        };
        let colon = infix == Infix::Colon;
        tokens.push(Token { glued_before: colon, glued_behind: colon && before_name, ..plain(text, span) });
    }

    /// `单位 元/人` is one unit, not a division.
    fn glue_units(&self, tokens: &mut [Token]) {
        let mut unit = false;
        let mut before: Option<Span> = None;
        for token in tokens {
            if token.text == "/" && unit && before.is_some() {
                token.glued_before = true;
                token.glued_behind = true;
            } else if token.keyword.is_some() {
                unit = token.keyword == Some("单位");
            }
            before = Some(token.span);
        }
    }

    /// The first place from here on that is neither blank nor comment, as an empty stretch.
    fn significant(&self, from: Span) -> Span {
        let mut at = from.start;
        loop {
            let rest = self.source.text.get(at as usize..).unwrap_or("");
            let blank = rest.len() - rest.trim_start().len();
            at += u32::try_from(blank).unwrap_or(0);
            let place = self.comments.partition_point(|comment| comment.start < at);
            match self.comments.get(place) {
                Some(comment) if comment.start == at && comment.end > at => at = comment.end,
                _ => return Span { start: at, end: at, ..from },
            }
        }
    }

    /// A text as written, without its quotation marks.
    fn inside(&self, span: Span) -> &str {
        let mut characters = self.source.slice(span).chars();
        characters.next();
        characters.next_back();
        characters.as_str()
    }
}

fn plain(text: impl Into<String>, span: Span) -> Token {
    Token { text: text.into(), span, glued_before: false, glued_behind: false, keyword: None }
}

fn separator_token(separator: Separator, span: Span, tokens: &mut Vec<Token>) {
    match separator {
        Separator::Member => tokens.push(Token { glued_before: true, glued_behind: true, ..plain("、", span) }),
        Separator::Entry => tokens.push(Token { glued_before: true, ..plain(",", span) }),
        Separator::Below => tokens.push(plain("<", span)),
        Separator::Gap => {}
    }
}
