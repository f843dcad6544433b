//! 沿用: local versions are worked out on the statements, before anything is declared.
//!
//! The result is an ordinary block whose parts keep their places: where a part was written tells whose names it sees,
//! which document a bare article cites, and which layer it comes from.

mod bounds;
mod change;
mod condition;
mod line;
mod permit;

use super::File;
use super::read::{all, declared, has, one, show, word, word_zh};
use super::report::Report;
use super::uses::stem;
use crate::diagnostic::{Code, suggest};
use crate::schema::{Head, Item};
use crate::span::Span;
use crate::syntax::tree::Expression;
use permit::{Change, Layer};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// Layers upon layers: country, province, city, district, street, and as many again.
const MOST_LAYERS: usize = 10;

/// What may adapt, and be adapted.
const ADAPTING: &[&str] = &["policy", "standard", "item", "chain"];

/// What a layer says of itself: it goes before what is inherited. All else is a part, and changed by a verb.
const PARTS: &[&str] = &[
    "require",
    "exclude",
    "judged",
    "any",
    "all",
    "at_least",
    "param",
    "define",
    "table",
    "score",
    "score_item",
    "each",
    "deduct_in_order",
    "material",
    "needs",
    "any_one",
    "benefit",
    "procedure",
    "transition",
    "hint",
    "duty",
    "window",
    "step",
];

/// What is not passed on: it speaks of the block that it stands in.
const OWN_ONLY: &[&str] =
    &["adapts", "local", "example", "version", "quote", "gist", "en", "add", "remove", "change", "tighten", "relax"];

const VERBS: &[&str] = &["add", "remove", "change", "tighten", "relax"];

/// A block that adapts another.
#[derive(Clone, Debug)]
pub(super) struct Overlay {
    /// Its place, which is also that of the block made of it.
    pub(super) span: Span,
    /// Where 沿用 names the base.
    pub(super) named: Span,
    /// The place of the base.
    pub(super) base: Span,
    /// It adapts a 政策: it is that policy's version for its place, whose name it shares. Of a 标准 it is a new policy.
    pub(super) local: bool,
    /// What it changes within bounds.
    changes: Vec<Change>,
}

/// The files with every block that adapts another written out.
pub(super) struct Resolved<'a> {
    pub(super) files: Vec<Cow<'a, File>>,
    pub(super) overlays: Vec<Overlay>,
}

/// A block that may adapt or be adapted.
struct Block<'a> {
    file: usize,
    at: usize,
    item: &'a Item,
    name: String,
    name_span: Span,
}

#[derive(Clone)]
enum State {
    Not,
    Now,
    Done(Box<Done>),
}

/// A block that has been written out.
#[derive(Clone)]
struct Done {
    item: Item,
    /// What it and those below it lay down for others, the lowest first.
    layers: Vec<Layer>,
}

/// Writes out every block that adapts another.
pub(super) fn resolve<'a>(files: &[&'a File], uses: &[BTreeSet<usize>], report: &mut Report) -> Resolved<'a> {
    let mut blocks = Vec::new();
    for (file, source) in files.iter().enumerate() {
        for (at, item) in source.items.iter().enumerate() {
            if ADAPTING.contains(&word(item))
                && let Some(name) = declared(item)
            {
                blocks.push(Block { file, at, item, name: name.text, name_span: name.span });
            }
        }
    }
    let mut resolver =
        Resolver { files, uses, report, states: vec![State::Not; blocks.len()], blocks, overlays: Vec::new() };
    let mut written: Vec<Cow<'a, File>> = files.iter().map(|file| Cow::Borrowed(*file)).collect();
    for id in 0..resolver.blocks.len() {
        let done = resolver.block(id, 0);
        let Some(block) = resolver.blocks.get(id) else { continue };
        if has(&block.item.body, "adapts")
            && let Some(done) = done
            && let Some(place) = written.get_mut(block.file).and_then(|file| file.to_mut().items.get_mut(block.at))
        {
            *place = done.item;
        }
    }
    Resolved { files: written, overlays: resolver.overlays }
}

struct Resolver<'a, 'r> {
    files: &'r [&'a File],
    uses: &'r [BTreeSet<usize>],
    report: &'r mut Report,
    states: Vec<State>,
    blocks: Vec<Block<'a>>,
    overlays: Vec<Overlay>,
}

impl Resolver<'_, '_> {
    fn block(&mut self, id: usize, depth: usize) -> Option<Done> {
        match self.states.get(id)? {
            State::Done(done) => return Some(*done.clone()),
            State::Now => return None,
            State::Not => {}
        }
        if let Some(state) = self.states.get_mut(id) {
            *state = State::Now;
        }
        let item = self.blocks.get(id)?.item;
        let done = self.written_out(id, depth).unwrap_or_else(|| Done { item: bare(item), layers: vec![] });
        if let Some(state) = self.states.get_mut(id) {
            *state = State::Done(Box::new(done.clone()));
        }
        Some(done)
    }

    fn written_out(&mut self, id: usize, depth: usize) -> Option<Done> {
        let block = self.blocks.get(id)?;
        let (item, name, name_span) = (block.item, block.name.clone(), block.name_span);
        let own = Layer::of(item, &name);
        let Some(adapts) = one(&item.body, "adapts") else {
            self.verbs_without_base(item);
            permit::check_targets(item, &item.body, self.report);
            never_asked(&item.body, self.report);
            return Some(Done { item: item.clone(), layers: vec![own] });
        };
        let base_id = self.base(id, adapts)?;
        if matches!(self.states.get(base_id), Some(State::Now)) || depth >= MOST_LAYERS {
            self.report
                .error(
                    Code::Circle,
                    adapts.span,
                    format!("`{name}` 沿用来沿用去，又回到它自己，或者超过 {MOST_LAYERS} 层"),
                    format!("`{name}` adapts itself in a circle, or over more than {MOST_LAYERS} layers"),
                )
                .help("断开其中一处沿用", "break the circle at one place");
            return None;
        }
        let base = self.block(base_id, depth.saturating_add(1))?;
        let base_block = self.blocks.get(base_id)?;
        let (base_item, base_name) = (base_block.item, base_block.name.clone());
        if word(base_item) != word(item) && word(base_item) != "standard" {
            self.report
                .error(
                    Code::OverlayKind,
                    adapts.span,
                    format!("`{base_name}` 是{}，这里是{}，不能沿用", word_zh(base_item), word_zh(item)),
                    format!("`{base_name}` is a {}, and a {} cannot adapt it", word(base_item), word(item)),
                )
                .label(base_item.span.at_start(), "它在这里", "it stands here")
                .help("沿用同一种块，或沿用一个标准", "adapt a block of the same kind, or a standard");
            return None;
        }
        let mut body = self.inherited(item, &base.item);
        let mut changes = Vec::new();
        for statement in &item.body {
            if VERBS.contains(&word(statement))
                && let Some(part) = statement.body.first()
            {
                let context = change::Context { base: &base_name, layers: &base.layers };
                change::apply(statement, part, &mut body, &context, &mut changes, self.report);
            }
        }
        never_asked(&body, self.report);
        permit::narrowed(&base.item.body, &body, &base.layers, self.report);
        let from_standard = base.layers.iter().any(|layer| layer.closed);
        if from_standard && word(item) != "standard" && word(base_item) == "standard" {
            unfilled(&name, name_span, &base.item, &body, self.report);
        }
        permit::check_targets(item, &body, self.report);
        changes.extend(permit::narrows(&own, &base.layers, self.report));
        // An item or a chain without a place of its own is another matter in the same place.
        let local = word(base_item) != "standard" && (word(item) == "policy" || has(&item.body, "region"));
        self.overlays.push(Overlay {
            span: item.span,
            named: adapts.values.first().map_or(adapts.span, |value| value.expression.span),
            base: base_item.span,
            local,
            changes,
        });
        let mut layers = base.layers;
        layers.push(own);
        Some(Done { item: Item { body, ..item.clone() }, layers })
    }

    /// The block that 沿用 names: in the same file, else in the files that it uses.
    fn base(&mut self, id: usize, adapts: &Item) -> Option<usize> {
        let name = declared(adapts)?;
        let file = self.blocks.get(id)?.file;
        let seen = |other: usize| other == file || self.uses.get(file).is_some_and(|uses| uses.contains(&other));
        let named: Vec<usize> = self
            .blocks
            .iter()
            .enumerate()
            .filter(|(other, block)| *other != id && block.name == name.text)
            .map(|(other, _)| other)
            .collect();
        let hits: Vec<usize> =
            named.iter().copied().filter(|hit| self.blocks.get(*hit).is_some_and(|block| seen(block.file))).collect();
        match (hits.as_slice(), named.first().and_then(|other| self.blocks.get(*other))) {
            ([one], _) => return Some(*one),
            ([_, other, ..], _) => {
                let place = self.blocks.get(*other).map(|block| block.name_span).unwrap_or_default();
                self.report
                    .error(
                        Code::NameAmbiguous,
                        name.span,
                        format!("有几个块叫 `{}`，不知道沿用哪一个", name.text),
                        format!("several blocks are called `{}`: which is adapted is not clear", name.text),
                    )
                    .label(place, "这是其中一个", "one of them")
                    .help("给它们不同的名字", "give them names of their own");
            }
            ([], Some(elsewhere)) => {
                let (span, file) = (elsewhere.name_span, elsewhere.file);
                let place = self.files.get(file).map_or("", |file| stem(&file.path)).to_owned();
                self.report
                    .error(
                        Code::NameNotUsed,
                        name.span,
                        format!("这里看不到 `{}`", name.text),
                        format!("`{}` cannot be seen from here", name.text),
                    )
                    .label(span, "它在这里", "it is declared here")
                    .help(
                        format!("在文件开头写：引用 \"{place}\""),
                        format!("write at the top of the file: use \"{place}\""),
                    );
            }
            ([], None) => {
                let near = suggest(&name.text, self.blocks.iter().map(|block| block.name.as_str())).map(str::to_owned);
                let problem = self.report.error(
                    Code::NameUnknown,
                    name.span,
                    format!("没有叫 `{}` 的标准或政策", name.text),
                    format!("there is no standard or policy called `{}`", name.text),
                );
                if let Some(near) = near {
                    problem.help(format!("是不是 `{near}`？"), format!("did you mean `{near}`?")).fix(name.span, near);
                } else {
                    problem.help("先写标准或政策，再沿用它", "write the standard or policy first, then adapt it");
                }
            }
        }
        None
    }

    /// What the block says of itself, then what it takes over.
    fn inherited(&mut self, own: &Item, base: &Item) -> Vec<Item> {
        let mut body = Vec::new();
        let mut said: BTreeSet<&str> = BTreeSet::new();
        for item in &own.body {
            let en = word(item);
            if VERBS.contains(&en) {
                continue;
            }
            if PARTS.contains(&en) || line::is_handling(item) || en.is_empty() {
                self.report
                    .error(
                        Code::OverlayVerb,
                        item.span,
                        "沿用别处的块里，每处改动前面要写动词",
                        "in a block that adapts another, each change begins with a verb",
                    )
                    .help(
                        format!("写成：增 {} …、改 …、删 …、收紧 … 或 放宽 …", word_zh(item)),
                        format!("write `add {en} …`, `change …`, `remove …`, `tighten …` or `relax …`"),
                    );
                continue;
            }
            said.insert(en);
            body.push(item.clone());
        }
        let mut skipped = false;
        for item in &base.body {
            let en = word(item);
            skipped = if en == "en" {
                skipped
            } else {
                OWN_ONLY.contains(&en)
                    || !PARTS.contains(&en)
                        && !en.is_empty()
                        && said.contains(en)
                        && !matches!(en, "basis" | "doubt" | "remark" | "never_asks")
            };
            if !skipped {
                body.push(item.clone());
            }
        }
        body
    }

    fn verbs_without_base(&mut self, item: &Item) {
        for statement in item.body.iter().filter(|inner| VERBS.contains(&word(inner))) {
            self.report
                .error(
                    Code::OverlayVerb,
                    statement.span,
                    format!("没有沿用别处的块，不能写 `{}`", word_zh(statement)),
                    format!("`{}` stands only in a block that adapts another", word(statement)),
                )
                .help("在开头写：沿用 …，或去掉动词", "write `adapts …` at the head, or leave out the verb");
        }
    }
}

/// A block whose base is not known: only what it says of itself, so that nothing more is said of it.
fn bare(item: &Item) -> Item {
    let body = item.body.iter().filter(|inner| !VERBS.contains(&word(inner))).cloned().collect();
    Item { body, ..item.clone() }
}

/// What may never be asked for, and is.
fn never_asked(body: &[Item], report: &mut Report) {
    let mut refused: BTreeMap<String, Span> = BTreeMap::new();
    for item in all(body, "never_asks") {
        for value in &item.values {
            if let Some(name) = super::read::bare(&value.expression) {
                refused.insert(name.to_owned(), value.expression.span);
            }
        }
    }
    if refused.is_empty() {
        return;
    }
    let mut rest: Vec<&Item> = body.iter().collect();
    while let Some(item) = rest.pop() {
        match word(item) {
            "material" | "needs" => {
                for value in &item.values {
                    let Some(name) = super::read::bare(&value.expression) else { continue };
                    if let Some(place) = refused.get(name) {
                        report
                            .error(
                                Code::OverlayForbidden,
                                value.expression.span,
                                format!("写明不收 `{name}`，这里却要它"),
                                format!("`{name}` may never be asked for, and is asked for here"),
                            )
                            .label(*place, "这里写明不收", "here it is said never to be asked for")
                            .help("删去这份材料", "remove this material");
                    }
                }
            }
            "any_one" | "step" => rest.extend(&item.body),
            _ => {}
        }
    }
}

/// What was left to the place, and is not filled. What nothing reads any more, as all that did was removed, need not be.
fn unfilled(name: &str, place: Span, base: &Item, body: &[Item], report: &mut Report) {
    let mut rest: Vec<&Item> = body.iter().collect();
    let was_read = |part: &str| base.body.iter().any(|item| mentions(item, part));
    let is_read = |part: &str| body.iter().any(|item| mentions(item, part));
    while let Some(item) = rest.pop() {
        if matches!(word(item), "score" | "part") {
            rest.extend(&item.body);
        }
        let open = matches!(word(item), "param" | "item" | "bonus" | "part" | "score")
            && has(&item.body, "set_locally")
            && item.equals.is_none();
        let Some(part) = declared(item).filter(|_| open) else { continue };
        if word(item) == "param" && was_read(&part.text) && !is_read(&part.text) {
            continue;
        }
        let verb = if word(item) == "param" { "参数" } else { "项" };
        let verb_en = if word(item) == "param" { "param" } else { "score_item" };
        report
            .error(
                Code::OverlayUnfilled,
                place,
                format!("由地方规定的 `{}` 没有填，`{name}` 就没有这个数", part.text),
                format!("`{}` is left to the place, and `{name}` does not fill it", part.text),
            )
            .label(part.span, "在这里留给地方", "left to the place here")
            .help(format!("写：改 {verb} {} = …", part.text), format!("write `change {verb_en} {} = …`", part.text));
    }
}

/// Whether something that is worked out names a part: not where it is declared, nor where it is opened to others.
fn mentions(item: &Item, name: &str) -> bool {
    let shows = |expression: &Expression| show(expression).contains(name);
    if word(item) == "local" || word(item) == "example" {
        return false;
    }
    let declares = word(item) == "param" && declared(item).is_some_and(|own| own.text == name);
    let cells = match &item.head {
        Head::Row(cells) => cells.as_slice(),
        _ => &[],
    };
    let line = match &item.head {
        Head::Line(line) => Some(line),
        _ => None,
    };
    !declares && item.values.iter().any(|value| shows(&value.expression))
        || item.equals.as_ref().is_some_and(shows)
        || line.is_some_and(shows)
        || cells.iter().flat_map(|cell| &cell.values).any(|value| shows(&value.expression))
        || item.body.iter().any(|inner| mentions(inner, name))
}
