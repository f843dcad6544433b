//! From a flat run of operands and operators to one expression, by precedence.

use super::slips::half_glued_minus;
use super::tree::{Expression, ExpressionKind, Infix, Leaf, Prefix};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Words};
use crate::source::Source;
use crate::span::Span;
use std::vec::IntoIter;

/// The deepest expression, counting every operator of a chain: far more than a rule has, far less than a browser's stack holds.
const DEEPEST: usize = 128;

/// Binding strengths, loosest first.
const LOOSEST: u8 = 0;
const COMPARISON: u8 = 5;
const BOUND: u8 = 6;
const MINUS: u8 = 9;

/// The expression that a run says. `None` if the run is empty; what does not fit is reported and left out.
pub fn expression(source: &Source, run: Vec<Leaf>, diagnostics: &mut Diagnostics) -> Option<Expression> {
    let first = run.first()?.span();
    let whole = run.last().map_or(first, |last| first.to(last.span()));
    let mut climb = Climb { run: run.into_iter().peekable(), diagnostics };
    let built = climb.climb(LOOSEST)?;
    if let Some(leaf) = climb.run.next() {
        climb.diagnostics.push(left_over(&leaf));
    }
    let built = if built.depth() > DEEPEST {
        let words = Words::new("这个式子太长", "this expression is too long");
        let help = Words::new("把其中一部分另写成 `定义`", "write a part of it as a `define` of its own");
        diagnostics.push(Diagnostic::error(Code::Nesting, whole, words).with_help(help));
        dismantle(built);
        Expression { span: whole, kind: ExpressionKind::Unreadable }
    } else {
        built
    };
    refuse_mixed(source, &built, diagnostics);
    Some(built)
}

/// What is said of a leaf that nothing in its line asks for.
pub fn left_over(leaf: &Leaf) -> Diagnostic {
    let words = match leaf {
        Leaf::Prefix(Prefix::Minus, span) => return half_glued_minus(*span),
        Leaf::Operand(_) => {
            Words::new("两个值之间缺少运算符，或者 `、`", "there is no operator, or `、`, between two values")
        }
        _ => Words::new("这里不能有这个符号", "this sign cannot stand here"),
    };
    Diagnostic::error(Code::Syntax, leaf.span(), words)
}

struct Climb<'a> {
    run: std::iter::Peekable<IntoIter<Leaf>>,
    diagnostics: &'a mut Diagnostics,
}

impl Climb<'_> {
    /// Everything that binds at least so strongly.
    fn climb(&mut self, least: u8) -> Option<Expression> {
        let mut left = self.operand()?;
        while let Some(Leaf::Operator(infix, span)) = self.run.peek() {
            let (infix, at) = (*infix, *span);
            let strength = strength(infix);
            if strength < least {
                break;
            }
            self.run.next();
            let Some(right) = self.climb(strength + 1) else {
                self.missing(at);
                break;
            };
            let span = left.span.to(right.span);
            left = Expression { span, kind: ExpressionKind::Infix(infix, at, Box::new(left), Box::new(right)) };
        }
        Some(left)
    }

    fn operand(&mut self) -> Option<Expression> {
        // Operators before an operand may follow each other some 64 times: the scan counts them.
        let mut before = Vec::new();
        loop {
            match self.run.peek()? {
                Leaf::Operand(_) => break,
                Leaf::Prefix(prefix, span) => before.push((*prefix, *span)),
                Leaf::Operator(infix, span) => match as_prefix(*infix) {
                    Some(prefix) => before.push((prefix, *span)),
                    None => {
                        let span = *span;
                        self.missing(span);
                        return None;
                    }
                },
                Leaf::Separator(_, span) => {
                    let span = *span;
                    self.missing(span);
                    return None;
                }
            }
            self.run.next();
        }
        let Some((innermost, _)) = before.last() else {
            return match self.run.next()? {
                Leaf::Operand(operand) => Some(operand),
                _ => None,
            };
        };
        let least = match innermost {
            Prefix::Not => COMPARISON,
            Prefix::Minus => MINUS,
            Prefix::NoMoreThan | Prefix::NoLessThan | Prefix::To => BOUND + 1,
            Prefix::Compare(_) => BOUND,
        };
        let inner = self.climb(least)?;
        Some(before.into_iter().rev().fold(inner, |inner, (prefix, span)| Expression {
            span: span.to(inner.span),
            kind: ExpressionKind::Prefix(prefix, Box::new(inner)),
        }))
    }

    fn missing(&mut self, at: Span) {
        let words = Words::new("这个符号旁边缺少一个值", "a value is missing beside this sign");
        self.diagnostics.push(Diagnostic::error(Code::Operand, at, words));
    }
}

/// An infix operator that may also stand before an operand, as such.
pub(super) fn as_prefix(infix: Infix) -> Option<Prefix> {
    match infix {
        Infix::NoMoreThan => Some(Prefix::NoMoreThan),
        Infix::NoLessThan => Some(Prefix::NoLessThan),
        Infix::Compare(comparison) => Some(Prefix::Compare(comparison)),
        Infix::To => Some(Prefix::To),
        Infix::Subtract => Some(Prefix::Minus),
        _ => None,
    }
}

fn strength(infix: Infix) -> u8 {
    match infix {
        Infix::Colon => 1,
        Infix::Where | Infix::Take => 2,
        Infix::Or => 3,
        Infix::And => 4,
        Infix::Compare(_)
        | Infix::In
        | Infix::NotIn
        | Infix::Has
        | Infix::HasNot
        | Infix::NoMoreThan
        | Infix::NoLessThan => COMPARISON,
        Infix::To => BOUND,
        Infix::Add | Infix::Subtract => 7,
        Infix::Multiply | Infix::Divide => 8,
        Infix::Under => MINUS,
    }
}

impl Expression {
    /// How many steps lead from it to its innermost part.
    fn depth(&self) -> usize {
        let mut deepest = 0;
        let mut open = vec![(self, 1)];
        while let Some((expression, depth)) = open.pop() {
            deepest = deepest.max(depth);
            match &expression.kind {
                ExpressionKind::Group(inner) | ExpressionKind::Prefix(_, inner) => open.push((inner, depth + 1)),
                ExpressionKind::Infix(_, _, left, right) => open.extend([(&**left, depth + 1), (&**right, depth + 1)]),
                ExpressionKind::If(guard, yes, no) => {
                    open.extend([(&**guard, depth + 1), (&**yes, depth + 1), (&**no, depth + 1)])
                }
                ExpressionKind::Call { arguments: values, .. } | ExpressionKind::List(values) => {
                    open.extend(values.iter().map(|value| (&value.expression, depth + 1)));
                }
                _ => {}
            }
        }
        deepest
    }
}

/// Takes an expression apart without recursion, as dropping it whole might need more stack than there is.
fn dismantle(expression: Expression) {
    let mut open = vec![expression];
    while let Some(expression) = open.pop() {
        match expression.kind {
            ExpressionKind::Group(inner) | ExpressionKind::Prefix(_, inner) => open.push(*inner),
            ExpressionKind::Infix(_, _, left, right) => open.extend([*left, *right]),
            ExpressionKind::If(guard, yes, no) => open.extend([*guard, *yes, *no]),
            ExpressionKind::Call { arguments: values, .. } | ExpressionKind::List(values) => {
                open.extend(values.into_iter().map(|value| value.expression));
            }
            _ => {}
        }
    }
}

/// 且 and 或 side by side without brackets: lawyers disagree on what it means, so we ask.
fn refuse_mixed(source: &Source, expression: &Expression, diagnostics: &mut Diagnostics) {
    let mut open = vec![expression];
    while let Some(expression) = open.pop() {
        match &expression.kind {
            ExpressionKind::Prefix(_, inner) => open.push(inner),
            ExpressionKind::Infix(Infix::Or, ..) => {
                let mut parts = Vec::new();
                chain(expression, &mut parts);
                if parts.iter().any(|(infix, ..)| *infix == Some(Infix::And)) {
                    report_mixed(source, expression.span, &parts, diagnostics);
                }
                open.extend(parts.into_iter().map(|(_, _, part)| part));
            }
            ExpressionKind::Infix(_, _, left, right) => open.extend([&**left, &**right]),
            // Brackets and branches are runs of their own, looked at when they were read.
            _ => {}
        }
    }
}

/// The operands of a chain of 且 and 或, each with the operator before it.
fn chain<'a>(expression: &'a Expression, parts: &mut Vec<(Option<Infix>, Option<Span>, &'a Expression)>) {
    let mut open = vec![(None, None, expression)];
    while let Some((before, at, expression)) = open.pop() {
        match &expression.kind {
            ExpressionKind::Infix(infix @ (Infix::Or | Infix::And), span, left, right) => {
                open.push((Some(*infix), Some(*span), right));
                open.push((before, at, left));
            }
            _ => parts.push((before, at, expression)),
        }
    }
}

fn report_mixed(
    source: &Source,
    span: Span,
    parts: &[(Option<Infix>, Option<Span>, &Expression)],
    diagnostics: &mut Diagnostics,
) {
    let reading = |bound: Infix| {
        let mut groups: Vec<(&str, Vec<&str>)> = Vec::new();
        for (infix, at, part) in parts {
            let text = source.slice(part.span);
            let word = at.map_or("", |at| source.slice(at));
            match groups.last_mut() {
                Some((_, texts)) if *infix == Some(bound) => texts.extend([word, text]),
                _ => groups.push((word, vec![text])),
            }
        }
        let mut all = String::new();
        for (word, texts) in groups {
            if !all.is_empty() {
                all.push_str(&format!(" {word} "));
            }
            let text = texts.join(" ");
            if texts.len() > 1 { all.push_str(&format!("({text})")) } else { all.push_str(&text) }
        }
        // A reading over several lines is told on one.
        all.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let (first, second) = (reading(Infix::And), reading(Infix::Or));
    let words = Words::new("`且` 和 `或` 并列，读法不止一种", "`and` and `or` side by side can be read in two ways");
    let help = Words::new(
        format!("请加括号，写成 `{first}` 或者 `{second}`"),
        format!("put brackets: `{first}` or `{second}`"),
    );
    diagnostics.push(Diagnostic::error(Code::AndOr, span, words).with_help(help));
}
