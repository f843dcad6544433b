//! 收紧 and 放宽: a condition made of the old and the new.

use super::super::condition::{flattened, has_lines};
use super::super::read::{value, word};
use crate::schema::{Head, Item, word_in};
use crate::span::Span;
use crate::syntax::tree::{Expression, ExpressionKind, Prefix};

/// Old and new, or old or new. An 排除 holds where it does not strike out, so for it the bodies join the other way.
pub(super) fn joined(old: &Item, new: &Item, both: bool) -> Item {
    let exclude = word(old) == "exclude";
    let (before, after) = (halves(old, exclude), halves(new, exclude));
    let lines = vec![before.held, after.held];
    let together = group(if both != exclude { "all" } else { "any" }, lines, new.span);
    let mut body = before.rest;
    body.extend(after.rest);
    body.push(together);
    // A condition that was wholly judged is now one with a judged line.
    let en = if exclude { "exclude" } else { "require" };
    let head = keyword(en, new.span).unwrap_or_else(|| new.head.clone());
    Item { span: new.span, head, values: new.values.clone(), equals: None, body }
}

struct Half {
    /// One line: what must hold, or what strikes out.
    held: Item,
    /// What else stands in it: citations, sentences, doubts.
    rest: Vec<Item>,
}

fn halves(item: &Item, exclude: bool) -> Half {
    let mut lines = Vec::new();
    let mut rest = Vec::new();
    let mut mode = None;
    let mut unless = None;
    let body = flattened(&item.body);
    let by = body.iter().find(|inner| word(inner) == "by").cloned();
    if word(item) == "judged" {
        let name = item.values.first().map(|value| {
            let text = super::super::read::words(&value.expression).unwrap_or_default().to_owned();
            let expression = Expression { span: value.expression.span, kind: ExpressionKind::Text(text) };
            crate::syntax::tree::Value { separator: value.separator, expression }
        });
        lines.push(Item { values: name.into_iter().collect(), body: by.clone().into_iter().collect(), ..item.clone() });
    }
    for inner in body {
        match word(&inner) {
            "" | "require" | "exclude" | "judged" => lines.push(inner),
            "any" | "all" | "at_least" if has_lines(&inner.body) => lines.push(inner),
            "any" | "all" | "at_least" => mode = Some(inner),
            "unless" => unless = value(&inner).cloned(),
            "by" => {}
            _ => rest.push(inner),
        }
    }
    lines.extend(by);
    let held = match mode {
        Some(mode) => Item { body: lines, ..mode },
        None => group("all", lines, item.span),
    };
    let held = match unless {
        None => held,
        Some(unless) if exclude => {
            let span = unless.span;
            let inner = Expression { span, kind: ExpressionKind::Group(Box::new(unless)) };
            let not = Expression { span, kind: ExpressionKind::Prefix(Prefix::Not, Box::new(inner)) };
            group("all", vec![held, line(not)], item.span)
        }
        Some(unless) => group("any", vec![held, line(unless)], item.span),
    };
    Half { held, rest }
}

fn line(expression: Expression) -> Item {
    Item { span: expression.span, head: Head::Line(expression), values: Vec::new(), equals: None, body: Vec::new() }
}

fn group(en: &str, lines: Vec<Item>, span: Span) -> Item {
    let head = keyword(en, span).unwrap_or(Head::Row(Vec::new()));
    Item { span, head, values: Vec::new(), equals: None, body: lines }
}

fn keyword(en: &str, span: Span) -> Option<Head> {
    word_in("条件", en).map(|word| Head::Word(word, span))
}
