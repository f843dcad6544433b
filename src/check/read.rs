//! Small readers of items: names, texts, labels, and what stands in a body.

use crate::program::Label;
use crate::schema::{Head, Item};
use crate::span::Span;
use crate::syntax::tree::{Expression, ExpressionKind, Infix, Prefix, Separator, Value};

/// A name where it is declared or used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) text: String,
    pub(super) span: Span,
}

/// The keyword that an item begins with, in its English form; empty for lines and rows.
pub(super) fn word(item: &Item) -> &'static str {
    match &item.head {
        Head::Word(word, _) => word.en,
        Head::Line(_) | Head::Row(_) => "",
    }
}

/// The keyword as the author may have it, in Chinese.
pub(super) fn word_zh(item: &Item) -> &'static str {
    match &item.head {
        Head::Word(word, _) => word.zh,
        Head::Line(_) | Head::Row(_) => "",
    }
}

/// The keyword's own place, or the item's.
pub(super) fn word_span(item: &Item) -> Span {
    match &item.head {
        Head::Word(_, span) => *span,
        Head::Line(line) => line.span,
        Head::Row(_) => item.span,
    }
}

/// The name that an item declares: `甲`, `甲：金额`, `甲(乙：百分比)`, `甲：小 < 大`.
pub(super) fn declared(item: &Item) -> Option<Name> {
    name_in(&item.values.first()?.expression)
}

fn name_in(expression: &Expression) -> Option<Name> {
    let mut at = expression;
    loop {
        match &at.kind {
            ExpressionKind::Name { name, .. } => return Some(Name { text: name.clone(), span: at.span }),
            ExpressionKind::Call { name, name_span, .. } => {
                return Some(Name { text: name.clone(), span: *name_span });
            }
            ExpressionKind::Infix(_, _, left, _) => at = left,
            _ => return None,
        }
    }
}

/// The type behind the colon of a declaration.
pub(super) fn type_of(item: &Item) -> Option<&Expression> {
    item.values.get(1).map(|value| &value.expression)
}

/// A bare name.
pub(super) fn bare(expression: &Expression) -> Option<&str> {
    match &expression.kind {
        ExpressionKind::Name { name, .. } => Some(name),
        _ => None,
    }
}

/// A bare name that was not put in 「」, and so may be a word with a fixed meaning.
pub(super) fn plain_word(expression: &Expression) -> Option<&str> {
    match &expression.kind {
        ExpressionKind::Name { name, quoted: false } => Some(name),
        _ => None,
    }
}

/// A name or a text.
pub(super) fn words(expression: &Expression) -> Option<&str> {
    match &expression.kind {
        ExpressionKind::Name { name, .. } => Some(name),
        ExpressionKind::Text(text) => Some(text),
        _ => None,
    }
}

/// A text.
pub(super) fn text(expression: &Expression) -> Option<&str> {
    match &expression.kind {
        ExpressionKind::Text(text) => Some(text),
        _ => None,
    }
}

/// Items of a body with this keyword.
pub(super) fn all<'a>(body: &'a [Item], en: &'static str) -> impl Iterator<Item = &'a Item> {
    body.iter().filter(move |item| word(item) == en)
}

/// The first item of a body with this keyword.
pub(super) fn one<'a>(body: &'a [Item], en: &'static str) -> Option<&'a Item> {
    all(body, en).next()
}

/// True if a body has this keyword.
pub(super) fn has(body: &[Item], en: &'static str) -> bool {
    one(body, en).is_some()
}

/// The first value of an item as words.
pub(super) fn first_words(item: &Item) -> Option<String> {
    words(&item.values.first()?.expression).map(str::to_owned)
}

/// The words after the first keyword of this kind.
pub(super) fn words_of(body: &[Item], en: &'static str) -> Option<String> {
    first_words(one(body, en)?)
}

/// All words after all keywords of this kind.
pub(super) fn all_words(body: &[Item], en: &'static str) -> Vec<String> {
    all(body, en).flat_map(|item| &item.values).map(|value| show(&value.expression)).collect()
}

/// All the values after a keyword, as the author wrote them.
pub(super) fn phrase(item: &Item) -> String {
    let mut said = String::new();
    for value in &item.values {
        match value.separator {
            Separator::Member if !said.is_empty() => said.push('、'),
            Separator::Entry if !said.is_empty() => said.push('，'),
            _ if !said.is_empty() => said.push(' '),
            _ => {}
        }
        said.push_str(&show(&value.expression));
    }
    said
}

/// The phrase after the first keyword of this kind.
pub(super) fn phrase_of(body: &[Item], en: &'static str) -> Option<String> {
    one(body, en).map(phrase)
}

/// A text with its 英文, which is the next item of the body.
pub(super) fn label(body: &[Item], en: &'static str) -> Option<Label> {
    let at = body.iter().position(|item| word(item) == en)?;
    let item = body.get(at)?;
    let zh = first_words(item)?;
    let beside = one(&item.body, "en").or_else(|| body.get(at.saturating_add(1)).filter(|next| word(next) == "en"));
    Some(Label { zh, en: beside.and_then(first_words) })
}

/// All texts after all keywords of this kind.
pub(super) fn texts(body: &[Item], en: &'static str) -> Vec<String> {
    all(body, en).filter_map(first_words).collect()
}

/// The one value of an attribute: behind the keyword, or behind `=`.
pub(super) fn value(item: &Item) -> Option<&Expression> {
    item.equals.as_ref().or_else(|| item.values.first().map(|value| &value.expression))
}

/// The value of the first attribute of this kind.
pub(super) fn value_of<'a>(body: &'a [Item], en: &'static str) -> Option<&'a Expression> {
    value(one(body, en)?)
}

/// An expression as an author would write it, for names of columns and messages.
pub(super) fn show(expression: &Expression) -> String {
    let mut out = String::new();
    write(expression, &mut out);
    out
}

fn write(expression: &Expression, out: &mut String) {
    match &expression.kind {
        ExpressionKind::Number { value, unit } if unit == "%" => {
            out.push_str(&value.to_string());
            out.push('%');
        }
        ExpressionKind::Number { value, unit } => {
            out.push_str(&value.to_string());
            out.push_str(unit);
        }
        ExpressionKind::Date(date) => out.push_str(&date.to_string()),
        ExpressionKind::MonthDay { month, day } => out.push_str(&format!("{month:02}-{day:02}")),
        ExpressionKind::Clock { hour, minute } => out.push_str(&format!("{hour:02}:{minute:02}")),
        ExpressionKind::Text(text) => out.push_str(text),
        ExpressionKind::Name { name, .. } => out.push_str(name),
        ExpressionKind::Call { name, arguments, .. } => {
            out.push_str(name);
            out.push('(');
            write_values(arguments, out);
            out.push(')');
        }
        ExpressionKind::List(values) => {
            out.push('[');
            write_values(values, out);
            out.push(']');
        }
        ExpressionKind::Group(inner) => {
            out.push('(');
            write(inner, out);
            out.push(')');
        }
        ExpressionKind::Prefix(prefix, inner) => {
            match prefix {
                Prefix::Not => out.push_str("非 "),
                Prefix::Minus => out.push('-'),
                Prefix::NoMoreThan => out.push_str("不超过 "),
                Prefix::NoLessThan => out.push_str("不低于 "),
                Prefix::To => out.push_str("至 "),
                Prefix::Compare(comparison) => {
                    out.push_str(comparison.sign());
                    out.push(' ');
                }
            }
            write(inner, out);
        }
        ExpressionKind::Infix(infix, _, left, right) => {
            write(left, out);
            out.push(' ');
            out.push_str(match infix {
                Infix::Colon => "：",
                Infix::Where => "其中",
                Infix::Take => "取",
                Infix::Or => "或",
                Infix::And => "且",
                Infix::Compare(comparison) => comparison.sign(),
                Infix::In => "属于",
                Infix::NotIn => "不属于",
                Infix::Has => "包含",
                Infix::HasNot => "不包含",
                Infix::NoMoreThan => "不超过",
                Infix::NoLessThan => "不低于",
                Infix::To => "至",
                Infix::Add => "+",
                Infix::Subtract => "-",
                Infix::Multiply => "*",
                Infix::Divide => "/",
                Infix::Under => "按",
            });
            out.push(' ');
            write(right, out);
        }
        ExpressionKind::Unreadable => {}
        ExpressionKind::If(condition, then, otherwise) => {
            out.push_str("如果 ");
            write(condition, out);
            out.push_str(" 则 ");
            write(then, out);
            out.push_str(" 否则 ");
            write(otherwise, out);
        }
    }
}

fn write_values(values: &[Value], out: &mut String) {
    for (at, value) in values.iter().enumerate() {
        if at > 0 {
            out.push(if value.separator == Separator::Member { '、' } else { ',' });
        }
        write(&value.expression, out);
    }
}
