//! 地方: what a block lets others touch.

use super::super::read::{all, bare, first_words, one, show, word};
use super::super::report::Report;
use super::change::describe;
use crate::diagnostic::Code;
use crate::schema::{Item, word_in};
use crate::span::Span;

/// What one layer lays down for those that adapt it.
#[derive(Clone, Debug)]
pub(super) struct Layer {
    /// Its name.
    pub(super) name: String,
    /// Its place.
    pub(super) span: Span,
    /// A 标准: closed to all that it does not open.
    pub(super) closed: bool,
    pub(super) entries: Vec<Entry>,
}

/// One line of 地方.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// 可改 and its like; 不得.
    word: &'static str,
    /// The verb that 不得 names, if it names one.
    verb: Option<&'static str>,
    path: Path,
    item: Item,
}

/// A kind, then perhaps a name, then perhaps an attribute; each in English or as the author named it.
pub(super) type Path = Vec<String>;

/// A change within bounds, to be looked at when its values are known.
#[derive(Clone, Debug)]
pub(super) struct Change {
    /// Where it is made.
    pub(super) span: Span,
    /// What is changed: a parameter, definition or benefit.
    pub(super) name: String,
    /// The line of 地方 that bounds it.
    pub(super) bound: Item,
    /// The same of the layer's own line, where that line and not a value is compared.
    pub(super) narrower: Option<Item>,
}

impl Layer {
    pub(super) fn of(item: &Item, name: &str) -> Layer {
        let entries = all(&item.body, "local").flat_map(|local| &local.body).filter_map(Entry::of).collect();
        Layer { name: name.to_owned(), span: item.span.at_start(), closed: word(item) == "standard", entries }
    }
}

impl Entry {
    fn of(item: &Item) -> Option<Entry> {
        let word = word(item);
        let mut names = item.values.iter().filter_map(|value| bare(&value.expression)).peekable();
        let verb = names.peek().and_then(|first| verb_of(first));
        if verb.is_some() {
            names.next();
        }
        let mut path: Path = Vec::new();
        for (at, name) in names.enumerate() {
            let en = match (at, path.first().map(String::as_str)) {
                (0, _) => {
                    ["政策", "事项", "一件事"].iter().find_map(|block| word_in(block, name)).map(|word| kind(word.en))
                }
                (1, Some("procedure")) => word_in("办理", name).map(|word| word.en),
                (2, Some("material")) => word_in("材料", name).map(|word| word.en),
                _ => None,
            };
            path.push(en.unwrap_or(name).to_owned());
        }
        (!path.is_empty() || verb.is_some()).then(|| Entry { word, verb, path, item: item.clone() })
    }

    fn covers(&self, path: &[String]) -> bool {
        // `办理 承诺时限` of an item is its line 承诺时限.
        let own = match self.path.as_slice() {
            [block, line] if block == "procedure" && path.first() == Some(line) => std::slice::from_ref(line),
            own => own,
        };
        own.len() <= path.len() && own.iter().zip(path).all(|(own, other)| own == other)
    }
}

fn verb_of(name: &str) -> Option<&'static str> {
    Some(match name {
        "增" | "add" => "add",
        "删" | "remove" => "remove",
        "改" | "change" => "change",
        "收紧" | "tighten" => "tighten",
        "放宽" | "relax" => "relax",
        _ => return None,
    })
}

/// Kinds that are opened and closed together.
pub(super) fn kind(en: &'static str) -> &'static str {
    match en {
        "exclude" | "judged" => "require",
        "needs" | "any_one" => "material",
        "item" | "bonus" | "part" => "score_item",
        other => other,
    }
}

/// For whom an item is and how many may have it are conditions too: where those may not be added, these may not be narrowed.
pub(super) fn narrowed(old: &[Item], new: &[Item], layers: &[Layer], report: &mut Report) {
    let forbids = |entry: &&Entry| {
        entry.word == "must_not"
            && entry.verb.is_none_or(|verb| matches!(verb, "add" | "tighten" | "change"))
            && matches!(entry.path.as_slice(), [only] if only == "require")
    };
    let Some((layer, entry)) = layers.iter().find_map(|layer| Some((layer, layer.entries.iter().find(forbids)?)))
    else {
        return;
    };
    for en in ["served", "quota"] {
        let (Some(was), Some(is)) = (one(old, en), one(new, en)) else { continue };
        let said = |item: &Item| item.values.iter().map(|value| show(&value.expression)).collect::<Vec<_>>();
        let (was, now) = (said(was), said(is));
        let narrower = match en {
            "served" => was.iter().any(|who| !now.contains(who)),
            _ => was != now && !now.iter().any(|said| matches!(said.as_str(), "无" | "不限" | "none")),
        };
        if !narrower {
            continue;
        }
        let word = super::super::read::word_zh(is);
        let reason = one(&entry.item.body, "reason").and_then(first_words);
        let (why_zh, why_en) = reason.map_or_else(Default::default, |why| (format!("：{why}"), format!(": {why}")));
        report
            .error(
                Code::OverlayForbidden,
                is.span,
                format!("`{}` 写明不得动条件{why_zh}；改窄 `{word}`，就是加条件", layer.name),
                format!("`{}` forbids to touch conditions{why_en}; to narrow `{word}` is to add one", layer.name),
            )
            .label(entry.item.span, "在这里写明", "it is laid down here")
            .help("去掉这一处改动", "leave this change out");
    }
}

/// Whether the layers below let a change be made. What bounds it goes to `changes`.
pub(super) fn permitted(
    verb: &'static str,
    path: &[String],
    place: Span,
    layers: &[Layer],
    changes: &mut Vec<Change>,
    report: &mut Report,
) -> bool {
    let mut permitted = true;
    for layer in layers {
        if let Some(entry) = layer
            .entries
            .iter()
            .find(|entry| entry.word == "must_not" && entry.verb.is_none_or(|own| own == verb) && entry.covers(path))
        {
            let reason = one(&entry.item.body, "reason").and_then(first_words);
            let (what_zh, what_en) = describe(verb, path);
            let (zh, en) = match &reason {
                Some(reason) => (
                    format!("`{}` 写明不得{what_zh}：{reason}", layer.name),
                    format!("`{}` forbids to {what_en}: {reason}", layer.name),
                ),
                None => {
                    (format!("`{}` 写明不得{what_zh}", layer.name), format!("`{}` forbids to {what_en}", layer.name))
                }
            };
            report
                .error(Code::OverlayForbidden, place, zh, en)
                .label(entry.item.span, "在这里写明", "it is laid down here")
                .help("去掉这一处改动", "leave this change out");
            permitted = false;
            continue;
        }
        let opening: Vec<&Entry> = layer
            .entries
            .iter()
            .filter(|entry| {
                entry.covers(path)
                    && (entry.word == opens(verb) || entry.word == "may_change" && matches!(verb, "tighten" | "relax"))
            })
            .collect();
        if layer.closed && opening.is_empty() {
            let (what_zh, what_en) = describe(verb, path);
            let open: Vec<String> = layer
                .entries
                .iter()
                .filter(|entry| {
                    entry.word == opens(verb) || entry.path.first() == path.first() && entry.word != "must_not"
                })
                .map(|entry| super::super::read::phrase(&entry.item))
                .collect();
            let problem = report
                .error(
                    Code::OverlayClosed,
                    place,
                    format!("`{}` 没有写可以{what_zh}", layer.name),
                    format!("`{}` does not let others {what_en}", layer.name),
                )
                .label(layer.span, "没有写的，一律不得动", "what it does not open may not be touched");
            if open.is_empty() {
                problem.help(
                    "在它的 `地方` 里写明可以，或去掉这一处改动",
                    "open it in `local` there, or leave this change out",
                );
            } else {
                problem.help(
                    format!("它写明可以动的有：{}", open.join("；")),
                    format!("what it opens: {}", open.join("; ")),
                );
            }
            permitted = false;
        }
        for entry in opening {
            if entry.item.body.iter().any(|inner| matches!(word(inner), "range" | "only_less" | "only_more" | "when")) {
                let name = path.get(1).cloned().unwrap_or_default();
                changes.push(Change { span: place, name, bound: entry.item.clone(), narrower: None });
            }
        }
    }
    permitted
}

fn opens(verb: &str) -> &'static str {
    match verb {
        "add" => "may_add",
        "remove" => "may_remove",
        "tighten" => "may_tighten",
        "relax" => "may_relax",
        _ => "may_change",
    }
}

fn verb_opened(word: &str) -> &'static str {
    match word {
        "may_add" => "add",
        "may_remove" => "remove",
        "may_tighten" => "tighten",
        "may_relax" => "relax",
        _ => "change",
    }
}

/// A layer passes on no more than it was given. What bounds of its own must lie within is given back.
pub(super) fn narrows(own: &Layer, layers: &[Layer], report: &mut Report) -> Vec<Change> {
    let mut compared = Vec::new();
    for entry in own.entries.iter().filter(|entry| entry.word != "must_not") {
        let verb = verb_opened(entry.word);
        for layer in layers {
            let forbids = layer.entries.iter().find(|below| {
                below.word == "must_not" && below.verb.is_none_or(|own| own == verb) && below.covers(&entry.path)
            });
            let given = |below: &&Entry| {
                below.covers(&entry.path)
                    && (below.word == entry.word || below.word == "may_change" && matches!(verb, "tighten" | "relax"))
            };
            let closed = layer.closed && !layer.entries.iter().any(|below| given(&below));
            if let Some(place) = forbids.map(|below| below.item.span).or(closed.then_some(layer.span)) {
                let (what_zh, what_en) = describe(verb, &entry.path);
                report
                    .error(
                        Code::OverlayWidens,
                        entry.item.span,
                        format!("`{}` 自己不得{what_zh}，不能让下面的去动", layer_words(own)),
                        format!("`{}` may not {what_en} itself, and cannot let others", layer_words(own)),
                    )
                    .label(place, format!("`{}` 没有放开", layer.name), format!("`{}` does not open it", layer.name))
                    .help("一层只能把得到的收窄，不能放宽", "a layer may narrow what it passes on, never widen it");
            }
            for below in layer.entries.iter().filter(|below| given(below)) {
                if one(&below.item.body, "range").is_some() && one(&entry.item.body, "range").is_some() {
                    compared.push(Change {
                        span: entry.item.span,
                        name: entry.path.get(1).cloned().unwrap_or_default(),
                        bound: below.item.clone(),
                        narrower: Some(entry.item.clone()),
                    });
                }
            }
        }
    }
    compared
}

fn layer_words(layer: &Layer) -> &str {
    &layer.name
}

/// Every line of 地方 that names a part names one that there is.
pub(super) fn check_targets(block: &Item, body: &[Item], report: &mut Report) {
    for local in all(&block.body, "local") {
        for item in &local.body {
            let Some(entry) = Entry::of(item) else { continue };
            let (Some(kind), Some(name)) = (entry.path.first(), entry.path.get(1)) else { continue };
            if kind == "procedure" || entry.word == "may_add" || entry.verb == Some("add") {
                continue;
            }
            if super::change::locate(body, kind, name).is_none() {
                super::change::absent(kind, name, item.span, body, report);
            }
        }
    }
}
