//! 增, 删, 改, 收紧, 放宽: one change of a body.

use super::super::read::{declared, has, word, word_zh};
use super::super::report::Report;
use super::condition;
use super::line;
use super::permit::{Change, Layer, Path, kind, permitted};
use crate::diagnostic::{Code, suggest};
use crate::program::Comparison;
use crate::schema::{Head, Item, WORDS};
use crate::span::Span;
use crate::syntax::tree::ExpressionKind;
use crate::value::Number;

/// Parts that change nothing by themselves: what uses them is what must be permitted.
const HELPERS: &[&str] = &["define", "table", "param", "hint"];

/// What is changed, and what was laid down for it.
pub(super) struct Context<'c> {
    /// The name of the base.
    pub(super) base: &'c str,
    /// What it and those below it lay down.
    pub(super) layers: &'c [Layer],
}

/// Makes one change, if it may be made.
pub(super) fn apply(
    statement: &Item,
    part: &Item,
    body: &mut Vec<Item>,
    context: &Context<'_>,
    changes: &mut Vec<Change>,
    report: &mut Report,
) {
    let verb = word(statement);
    let en = kind(word(part));
    let names: Vec<(String, Span)> = match word(part) {
        "needs" | "never_asks" => part
            .values
            .iter()
            .filter_map(|value| Some((super::super::read::bare(&value.expression)?.to_owned(), value.expression.span)))
            .collect(),
        _ => declared(part).map(|name| (name.text, name.span)).into_iter().collect(),
    };
    if line::is_line(part) && matches!(verb, "add" | "remove" | "change") {
        line::apply(verb, part, body, context, changes, report);
        return;
    }
    let whole = matches!(en, "procedure" | "window");
    if !whole && names.is_empty() || matches!(en, "any" | "all" | "at_least" | "local" | "example" | "adapts") {
        refuse_kind(statement, part, report);
        return;
    }
    match verb {
        "add" => {
            let taken =
                if whole { locate(body, en, "") } else { names.iter().find_map(|(name, _)| taken(body, en, name)) };
            if let Some(other) = taken.and_then(|path| get(body, &path)) {
                let name = names.first().map_or(word_zh(part), |(name, _)| name);
                report
                    .error(
                        Code::OverlayExists,
                        part.span,
                        format!("`{}` 里已有 `{name}`", context.base),
                        format!("`{}` already has `{name}`", context.base),
                    )
                    .label(other.span, "它在这里", "it stands here")
                    .help(
                        "要改它，写 改、收紧 或 放宽；另加一个，换个名字",
                        "to change it write `change`, `tighten` or `relax`; for another one take another name",
                    );
                return;
            }
            let free = HELPERS.contains(&en) || en == "never_asks";
            if allowed(verb, en, &names, part, context, free, changes, report) {
                body.push(part.clone());
            }
        }
        "remove" => {
            for (name, span) in &names {
                let Some(path) = locate(body, en, name) else {
                    absent(en, name, *span, body, report);
                    continue;
                };
                let one = [(name.clone(), *span)];
                if allowed(verb, en, &one, part, context, false, changes, report) {
                    remove(body, &path, name);
                }
            }
        }
        "change" => {
            let name = names.first().cloned().unwrap_or_default();
            let found = locate(body, en, &name.0);
            let Some(path) = found else {
                if whole {
                    if allowed(verb, en, &names, part, context, false, changes, report) {
                        body.push(part.clone());
                    }
                } else {
                    absent(en, &name.0, name.1, body, report);
                }
                return;
            };
            let Some(old) = get(body, &path).cloned() else { return };
            // What is left to the place may be filled by it.
            let fills = has(&old.body, "set_locally") && matches!(en, "param" | "score_item");
            let before = changes.len();
            if !allowed(verb, en, &names, part, context, fills, changes, report) {
                return;
            }
            if fills && has(&old.body, "range") {
                changes.push(Change { span: part.span, name: name.0.clone(), bound: old.clone(), narrower: None });
            }
            if matches!(en, "procedure" | "material") {
                let bounded = changes.split_off(before);
                bounded.iter().for_each(|change| plain_bounds(change, &old, part, report));
            }
            if let Some(place) = get_mut(body, &path) {
                *place = changed(&old, part);
            }
        }
        _ => {
            if en != "require" {
                refuse_kind(statement, part, report);
                return;
            }
            let name = names.first().cloned().unwrap_or_default();
            let Some(path) = locate(body, en, &name.0) else {
                absent(en, &name.0, name.1, body, report);
                return;
            };
            let Some(old) = get(body, &path).cloned() else { return };
            if (word(&old) == "exclude") != (word(part) == "exclude") {
                refuse_kind(statement, part, report);
                return;
            }
            if allowed(verb, en, &names, part, context, false, changes, report)
                && let Some(place) = get_mut(body, &path)
            {
                *place = condition::joined(&old, part, verb == "tighten");
            }
        }
    }
}

#[expect(
    clippy::too_many_arguments,
    reason = "a change is told by its verb, kind, names and place; what it may do by the rest"
)]
fn allowed(
    verb: &'static str,
    en: &'static str,
    names: &[(String, Span)],
    part: &Item,
    context: &Context<'_>,
    free: bool,
    changes: &mut Vec<Change>,
    report: &mut Report,
) -> bool {
    let mut paths: Vec<(Path, Span)> = Vec::new();
    let attributes = part.body.iter().filter(|inner| !word(inner).is_empty());
    if en == "procedure" {
        paths.extend(attributes.map(|inner| (vec![en.to_owned(), word(inner).to_owned()], inner.span)));
    } else if en == "window" {
        paths.push((vec![en.to_owned()], part.span));
    } else {
        for (name, span) in names {
            let path = vec![en.to_owned(), name.clone()];
            if en == "material" && verb == "change" {
                for inner in attributes.clone() {
                    let mut path = path.clone();
                    path.push(word(inner).to_owned());
                    paths.push((path, inner.span));
                }
            } else {
                paths.push((path, *span));
            }
        }
    }
    // What needs no leave must still not be forbidden.
    let layers: Vec<Layer> = context
        .layers
        .iter()
        .map(|layer| if free { Layer { closed: false, ..layer.clone() } } else { layer.clone() })
        .collect();
    let mut all = true;
    for (path, span) in paths {
        all &= permitted(verb, &path, span, &layers, changes, report);
    }
    all
}

fn refuse_kind(statement: &Item, part: &Item, report: &mut Report) {
    let (verb, what) = (word_zh(statement), word_zh(part));
    report
        .error(
            Code::OverlayKind,
            part.span,
            format!("`{verb}` 不能用在这个 `{what}` 上"),
            format!("`{}` does not go with this `{}`", word(statement), word(part)),
        )
        .help(
            "收紧、放宽用于条件和排除，种类要与原来的相同；增、删、改要写种类和名字",
            "`tighten` and `relax` go with conditions and exclusions of the kind that they had; `add`, `remove` and `change` take a kind and a name",
        );
}

/// Says that there is no such part, and which is near.
pub(super) fn absent(en: &str, name: &str, span: Span, body: &[Item], report: &mut Report) {
    let mut known = Vec::new();
    names_of(body, en, &mut known);
    let near = suggest(name, known.iter().map(String::as_str)).map(str::to_owned);
    let (zh, what) = kind_words(en);
    let problem = report.error(
        Code::OverlayAbsent,
        span,
        format!("沿用的块里没有{zh} `{name}`"),
        format!("what is adapted has no {what} `{name}`"),
    );
    match near {
        Some(near) => {
            problem.help(format!("是不是 `{near}`？"), format!("did you mean `{near}`?"));
        }
        None if known.is_empty() => {
            problem.help(format!("它没有{zh}"), format!("it has no {what} at all"));
        }
        None => {
            problem.help(format!("有的是：{}", known.join("、")), format!("it has {}", known.join(", ")));
        }
    }
}

/// A change in words, to follow "may not".
pub(super) fn describe(verb: &str, path: &[String]) -> (String, String) {
    let verb_zh = match verb {
        "add" => "增",
        "remove" => "删",
        "tighten" => "收紧",
        "relax" => "放宽",
        _ => "改",
    };
    let (kind, what) = path.first().map_or((String::new(), String::new()), |en| kind_words(en));
    let rest: Vec<String> = path.iter().skip(1).map(|name| attribute_words(name)).collect();
    let rest_en: Vec<&str> = path.iter().skip(1).map(String::as_str).collect();
    (
        format!("{verb_zh}{kind}{}", if rest.is_empty() { String::new() } else { format!(" `{}`", rest.join(" ")) }),
        format!(
            "{verb} {what}{}",
            if rest_en.is_empty() { String::new() } else { format!(" `{}`", rest_en.join(" ")) }
        ),
    )
}

fn attribute_words(name: &str) -> String {
    let found = WORDS.iter().find(|word| matches!(word.block, "办理" | "材料") && word.en == name);
    found.map_or_else(|| name.to_owned(), |word| word.zh.to_owned())
}

fn kind_words(en: &str) -> (String, String) {
    let found = WORDS.iter().find(|word| matches!(word.block, "政策" | "事项" | "一件事") && word.en == en);
    let what = if en == "require" { "condition" } else { en };
    (found.map_or_else(|| en.to_owned(), |word| word.zh.to_owned()), what.replace('_', " "))
}

/// Where a part stands in a body, also inside groups, conditions, scores and steps: the way down to it.
pub(super) fn locate(body: &[Item], en: &str, name: &str) -> Option<Vec<usize>> {
    let mut open: Vec<(Vec<usize>, &[Item])> = vec![(Vec::new(), body)];
    while let Some((way, items)) = open.pop() {
        for (at, item) in items.iter().enumerate() {
            let mut here = way.clone();
            here.push(at);
            if kind(word(item)) == en && is_named(item, name) {
                return Some(here);
            }
            if goes_down(word(item)) {
                open.push((here, &item.body));
            }
        }
    }
    None
}

/// A part of this name that leaves no room for another: values share one namespace.
fn taken(body: &[Item], en: &str, name: &str) -> Option<Vec<usize>> {
    const VALUES: &[&str] = &["require", "param", "define", "table", "score", "score_item", "each"];
    match VALUES.contains(&en) {
        true => VALUES.iter().find_map(|en| locate(body, en, name)),
        false => locate(body, en, name),
    }
}

fn is_named(item: &Item, name: &str) -> bool {
    match word(item) {
        "needs" => item.values.iter().any(|value| super::super::read::bare(&value.expression) == Some(name)),
        "procedure" | "window" => true,
        _ => declared(item).is_some_and(|own| own.text == name),
    }
}

fn names_of(body: &[Item], en: &str, names: &mut Vec<String>) {
    let mut open: Vec<&[Item]> = vec![body];
    while let Some(items) = open.pop() {
        for item in items {
            if kind(word(item)) == en {
                names.extend(declared(item).map(|name| name.text));
            }
            if goes_down(word(item)) {
                open.push(&item.body);
            }
        }
    }
}

fn goes_down(en: &str) -> bool {
    matches!(en, "require" | "exclude" | "any" | "all" | "at_least" | "any_one" | "score" | "part" | "each" | "step")
}

fn get<'i>(body: &'i [Item], path: &[usize]) -> Option<&'i Item> {
    let (first, rest) = path.split_first()?;
    let item = body.get(*first)?;
    if rest.is_empty() { Some(item) } else { get(&item.body, rest) }
}

fn get_mut<'i>(body: &'i mut [Item], path: &[usize]) -> Option<&'i mut Item> {
    let (first, rest) = path.split_first()?;
    let item = body.get_mut(*first)?;
    if rest.is_empty() { Some(item) } else { get_mut(&mut item.body, rest) }
}

fn remove(body: &mut Vec<Item>, path: &[usize], name: &str) {
    let Some((last, before)) = path.split_last() else { return };
    let items = if before.is_empty() {
        body
    } else {
        match get_mut(body, before) {
            Some(item) => &mut item.body,
            None => return,
        }
    };
    let Some(item) = items.get_mut(*last) else { return };
    if word(item) == "needs" && item.values.len() > 1 {
        item.values.retain(|value| super::super::read::bare(&value.expression) != Some(name));
    } else {
        items.remove(*last);
    }
}

/// A part with what is said anew in the place of what was said of the same.
fn changed(old: &Item, new: &Item) -> Item {
    let is_line = |item: &Item| {
        matches!(item.head, Head::Line(_) | Head::Row(_))
            || matches!(
                word(item),
                "region"
                    | "require"
                    | "exclude"
                    | "judged"
                    | "any"
                    | "all"
                    | "at_least"
                    | "normally"
                    | "except"
                    | "amount"
                    | "band"
                    | "way"
            )
    };
    let part = kind(word(old));
    let says = |items: &[Item]| {
        items.iter().any(is_line) || matches!(part, "score_item") && items.iter().any(|item| matches!(word(item), "by"))
    };
    let anew = part != "procedure" && (new.equals.is_some() || says(&new.body));
    let holds = |item: &&Item| {
        let en = word(item);
        let replaced = !en.is_empty() && en != "en" && has(&new.body, en);
        let figure = is_line(item)
            // What the place was given to fill is checked against its bounds, and is then a figure like any other.
            || en == "range" && has(&old.body, "set_locally")
            || matches!(en, "set_locally" | "basis" | "quote" | "gist" | "doubt" | "supersedes" | "published");
        !(replaced || anew && figure)
    };
    let body = old.body.iter().filter(holds).chain(&new.body).cloned().collect();
    // The name stands where it is changed; its type where it was declared.
    let values = new.values.iter().chain(old.values.iter().skip(new.values.len())).cloned().collect();
    let equals = if anew { new.equals.clone() } else { old.equals.clone() };
    // A paper stays what it was: declared, or only needed.
    let head = if part == "material" { old.head.clone() } else { new.head.clone() };
    let head = if word(old) == "score" || part == "score_item" { old.head.clone() } else { head };
    Item { span: new.span, head, values, equals, body }
}

/// Bounds of what is written out: limits, visits, copies.
pub(super) fn plain_bounds(change: &Change, old: &Item, new: &Item, report: &mut Report) {
    for inner in &new.body {
        let en = word(inner);
        if inner.span != change.span && new.span != change.span {
            continue;
        }
        let Some(figure) = plain(inner) else { continue };
        let before = super::super::read::one(&old.body, en);
        let was = before.and_then(plain);
        for bound in &change.bound.body {
            let broken = match (word(bound), &was) {
                ("only_less", Some(was)) => (figure.1 != was.1 || figure.0 > was.0).then_some(("只减", "only_less")),
                ("only_more", Some(was)) => (figure.1 != was.1 || figure.0 < was.0).then_some(("只增", "only_more")),
                _ => None,
            };
            if let Some((zh, en)) = broken {
                let said = before.map(super::super::policy::said).unwrap_or_default();
                report
                    .error(
                        Code::OverlayDirection,
                        inner.span,
                        format!("写明{zh}：原为 {said}"),
                        format!("it may go one way only (`{en}`): it was {said}"),
                    )
                    .label(bound.span, "在这里写明", "it is laid down here")
                    .label(before.map_or(old.span, |before| before.span), "原来的", "what it was")
                    .help("改在允许的方向上", "change it the way that is allowed");
            }
            if word(bound) == "range"
                && let Some(range) = bound.values.first()
                && let Some((low, high)) = ends(&range.expression)
            {
                let outside = |end: &Option<(Number, String)>, wrong: Comparison| {
                    end.as_ref().is_some_and(|end| end.1 != figure.1 || wrong.holds(figure.0.cmp(&end.0)))
                };
                if outside(&low, Comparison::Less) || outside(&high, Comparison::Greater) {
                    let allowed = super::super::read::show(&range.expression);
                    report
                        .error(
                            Code::OverlayRange,
                            inner.span,
                            format!("超出了可以改的范围：{allowed}"),
                            format!("outside the range that it may be changed in: {allowed}"),
                        )
                        .label(bound.span, "在这里写明", "it is laid down here")
                        .help("改在允许的范围之内", "keep within what is allowed");
                }
            }
        }
    }
}

/// The figure of an attribute as written, with its unit.
fn plain(item: &Item) -> Option<(Number, String)> {
    literal(&item.values.first()?.expression)
}

fn literal(expression: &crate::syntax::tree::Expression) -> Option<(Number, String)> {
    match &expression.kind {
        ExpressionKind::Number { value, unit } => Some((value.clone(), unit.clone())),
        ExpressionKind::Name { name, .. } if name == "即办" => Some((Number::ZERO, "个工作日".to_owned())),
        _ => None,
    }
}

type End = Option<(Number, String)>;

fn ends(expression: &crate::syntax::tree::Expression) -> Option<(End, End)> {
    match &expression.kind {
        ExpressionKind::Infix(crate::syntax::tree::Infix::To, _, low, high) => Some((literal(low), literal(high))),
        ExpressionKind::Prefix(crate::syntax::tree::Prefix::To, high) => Some((None, literal(high))),
        ExpressionKind::Number { .. } => Some((literal(expression), None)),
        _ => None,
    }
}
