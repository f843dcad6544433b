//! Items in a short form that a person can read and judge.

use guiju::schema::{Head, Item};
use guiju::syntax::tree::{Expression, ExpressionKind, Separator, Value};

/// Every item on a line, what is in it further in.
pub(crate) fn outline(items: &[Item]) -> String {
    let mut out = String::new();
    for item in items {
        write(item, 0, &mut out);
    }
    out
}

fn write(item: &Item, depth: usize, out: &mut String) {
    out.push_str(&"  ".repeat(depth));
    match &item.head {
        Head::Word(word, _) => out.push_str(word.zh),
        Head::Line(expression) => out.push_str(&expression_outline(expression)),
        Head::Row(cells) => {
            for cell in cells {
                let arrow = if cell.arrow { "=> " } else { "" };
                let dash = if cell.dash { "-" } else { "" };
                out.push_str(&format!("| {arrow}{dash}{} ", values_outline(&cell.values)));
            }
            out.push('|');
        }
    }
    if !item.values.is_empty() {
        out.push_str(&format!(" ⟨{}⟩", values_outline(&item.values)));
    }
    if let Some(equals) = &item.equals {
        out.push_str(&format!(" := {}", expression_outline(equals)));
    }
    out.push('\n');
    for inner in &item.body {
        write(inner, depth + 1, out);
    }
}

fn values_outline(values: &[Value]) -> String {
    let mut out = String::new();
    for (place, value) in values.iter().enumerate() {
        out.push_str(match value.separator {
            _ if place == 0 => "",
            Separator::Gap => " ",
            Separator::Member => "、",
            Separator::Entry => ", ",
            Separator::Below => " < ",
        });
        out.push_str(&expression_outline(&value.expression));
    }
    out
}

/// Every operation in brackets, so that precedence shows.
fn expression_outline(expression: &Expression) -> String {
    let of = expression_outline;
    match &expression.kind {
        ExpressionKind::Number { value, unit } => format!("{}{unit}", value.to_plain()),
        ExpressionKind::Date(date) => date.to_string(),
        ExpressionKind::MonthDay { month, day } => format!("{month:02}-{day:02}"),
        ExpressionKind::Clock { hour, minute } => format!("{hour:02}:{minute:02}"),
        ExpressionKind::Text(text) => format!("\"{text}\""),
        ExpressionKind::Name { name, quoted } => {
            if *quoted {
                format!("「{name}」")
            } else {
                name.clone()
            }
        }
        ExpressionKind::Call { name, arguments, .. } => format!("{name}({})", values_outline(arguments)),
        ExpressionKind::List(values) => format!("[{}]", values_outline(values)),
        ExpressionKind::Group(inner) => of(inner),
        ExpressionKind::Prefix(prefix, inner) => format!("({prefix:?} {})", of(inner)),
        ExpressionKind::Infix(infix, _, left, right) => format!("({} {infix:?} {})", of(left), of(right)),
        ExpressionKind::If(guard, yes, no) => format!("(If {} {} {})", of(guard), of(yes), of(no)),
        ExpressionKind::Unreadable => "?".to_owned(),
    }
}
