//! The first pass: what is declared where, under which name.

use super::File;
use super::read::{Name, all, declared, one, plain_word, word};
use super::report::Report;
use crate::diagnostic::Code;
use crate::schema::{Head, Item, term_of};
use crate::span::Span;
use crate::syntax::tree::{Expression, ExpressionKind};
use std::collections::{BTreeMap, BTreeSet};

/// An index into [`Declarations::list`].
pub(super) type DeclarationId = usize;

/// What is declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    Fact,
    Choices,
    Definition,
    Parameter,
    Table,
    Score,
    Condition,
    /// 逐项.
    Each,
    /// A name of 依次扣减: what is deducted from one amount, in all, or what is left.
    Deduction,
    Policy,
    Document,
    Paper,
    Region,
    Department,
    Benefit,
    Hint,
    Case,
    Organ,
    Empowerment,
    DeferralRule,
    PromiseRule,
    Stack,
}

impl What {
    /// In words.
    pub(super) fn words(self) -> (&'static str, &'static str) {
        match self {
            What::Fact => ("事实", "fact"),
            What::Choices => ("选项组", "group of choices"),
            What::Definition => ("定义", "definition"),
            What::Parameter => ("参数", "parameter"),
            What::Table => ("表", "table"),
            What::Score => ("评分项", "score"),
            What::Condition => ("条件", "condition"),
            What::Each => ("逐项", "conditions for each record"),
            What::Deduction => ("扣减额", "deduction"),
            What::Policy => ("政策", "policy"),
            What::Document => ("文件", "document"),
            What::Paper => ("材料", "material"),
            What::Region => ("地区", "region"),
            What::Department => ("部门", "department"),
            What::Benefit => ("待遇", "benefit"),
            What::Hint => ("提示", "hint"),
            What::Case => ("情形", "case"),
            What::Organ => ("机关", "organ"),
            What::Empowerment => ("赋权", "empowerment"),
            What::DeferralRule => ("容缺办法", "deferral rule"),
            What::PromiseRule => ("告知承诺办法", "promise rule"),
            What::Stack => ("叠加", "stack"),
        }
    }

    fn space(self) -> Space {
        match self {
            What::Fact
            | What::Definition
            | What::Parameter
            | What::Table
            | What::Score
            | What::Condition
            | What::Each
            | What::Deduction
            | What::Case
            | What::Policy => Space::Value,
            What::Choices => Space::Choices,
            What::Document => Space::Document,
            What::Paper => Space::Paper,
            What::Region => Space::Region,
            What::Department => Space::Department,
            What::Benefit => Space::Benefit,
            What::Hint => Space::Hint,
            What::Organ => Space::Organ,
            What::Empowerment => Space::Empowerment,
            What::DeferralRule => Space::DeferralRule,
            What::PromiseRule => Space::PromiseRule,
            What::Stack => Space::Stack,
        }
    }
}

/// Names of different spaces never meet, as the place where they are used tells which is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Space {
    Value,
    Choices,
    Document,
    Paper,
    Region,
    Department,
    Benefit,
    Hint,
    Organ,
    Empowerment,
    DeferralRule,
    PromiseRule,
    Stack,
}

/// Something with a name.
#[derive(Clone, Debug)]
pub(super) struct Declaration<'a> {
    pub(super) name: String,
    pub(super) span: Span,
    pub(super) what: What,
    /// Which file, by its place in path order.
    pub(super) file: usize,
    /// The policy that it stands in.
    pub(super) policy: Option<DeclarationId>,
    /// The condition, score or 逐项 that it stands in.
    pub(super) parent: Option<DeclarationId>,
    /// The group of questions that it stands in.
    pub(super) group: Option<usize>,
    pub(super) item: &'a Item,
}

/// A group of questions.
#[derive(Clone, Debug)]
pub(super) struct Group<'a> {
    pub(super) name: String,
    pub(super) file: usize,
    pub(super) item: &'a Item,
}

/// An example and where it stands.
#[derive(Clone, Debug)]
pub(super) struct ExamplePlace<'a> {
    pub(super) file: usize,
    pub(super) policy: Option<DeclarationId>,
    /// The 叠加 that it stands in.
    pub(super) stack: Option<DeclarationId>,
    pub(super) item: &'a Item,
}

/// Everything that is declared.
#[derive(Debug, Default)]
pub(super) struct Declarations<'a> {
    pub(super) list: Vec<Declaration<'a>>,
    pub(super) groups: Vec<Group<'a>>,
    pub(super) examples: Vec<ExamplePlace<'a>>,
    /// 共享 at the top of files, each with its file: what it names is a paper.
    pub(super) sharings: Vec<(usize, &'a Item)>,
    /// 词汇 of each file.
    pub(super) vocabularies: BTreeMap<usize, &'a Item>,
    /// Units that facts and parameters declare.
    pub(super) units: BTreeSet<String>,
    /// For each file the files whose names it sees: those that it uses, and those that they use.
    pub(super) uses: Vec<BTreeSet<usize>>,
    /// What stands at the top of a file or in a 标准, and so may be seen from elsewhere.
    names: BTreeMap<(Space, String), Vec<DeclarationId>>,
    /// What stands in a policy, by that policy.
    own: BTreeMap<(DeclarationId, Space, String), Vec<DeclarationId>>,
    /// One that stands in a policy, for saying where a name that is not seen stands.
    hidden: BTreeMap<(Space, String), DeclarationId>,
    /// Conditions and scores by their policy and the place of their item: what is taken over stands in several.
    places: BTreeMap<(Option<DeclarationId>, Span), DeclarationId>,
    /// Policies by where they begin, with where they end.
    blocks: BTreeMap<(u32, u32), (u32, DeclarationId)>,
    /// Which file each source is.
    sources: BTreeMap<u32, usize>,
    /// The block of 依次扣减 that a name of it stands in.
    pub(super) deductions: BTreeMap<DeclarationId, &'a Item>,
}

impl<'a> Declarations<'a> {
    /// All of this name that may be seen from other blocks.
    pub(super) fn named(&self, space: Space, name: &str) -> &[DeclarationId] {
        self.names.get(&(space, name.to_owned())).map_or(&[], Vec::as_slice)
    }

    /// All of this name in a policy.
    pub(super) fn inside(&self, policy: DeclarationId, space: Space, name: &str) -> &[DeclarationId] {
        self.own.get(&(policy, space, name.to_owned())).map_or(&[], Vec::as_slice)
    }

    /// One of this name anywhere, seen or not.
    pub(super) fn anywhere(&self, space: Space, name: &str) -> Option<DeclarationId> {
        self.named(space, name).first().copied().or_else(|| self.hidden.get(&(space, name.to_owned())).copied())
    }

    /// The condition or score that an item of a policy declares.
    pub(super) fn at(&self, policy: Option<DeclarationId>, item: &Item) -> Option<DeclarationId> {
        self.places.get(&(policy, item.span)).copied()
    }

    /// The file that something is written in, which tells whose names it sees.
    pub(super) fn file_at(&self, span: Span) -> Option<usize> {
        self.sources.get(&span.source).copied()
    }

    /// The policy that something is written in: for what is taken over, the one that it is taken from.
    pub(super) fn written_in(&self, span: Span) -> Option<DeclarationId> {
        let (_, (end, policy)) = self
            .blocks
            .range(..=(span.source, span.start))
            .next_back()
            .filter(|((source, _), _)| *source == span.source)?;
        (span.end <= *end).then_some(*policy)
    }

    /// The names of a policy in a space.
    pub(super) fn names_inside(&self, policy: DeclarationId, space: Space) -> impl Iterator<Item = &str> {
        self.own
            .range((policy, space, String::new())..)
            .take_while(move |((of, in_space, _), _)| *of == policy && *in_space == space)
            .map(|((_, _, name), _)| name.as_str())
    }

    /// The declaration.
    pub(super) fn get(&self, id: DeclarationId) -> Option<&Declaration<'a>> {
        self.list.get(id)
    }

    /// Every name of a space.
    pub(super) fn names(&self, space: Space) -> impl Iterator<Item = (&str, &[DeclarationId])> {
        self.names
            .iter()
            .filter(move |((of, _), _)| *of == space)
            .map(|((_, name), ids)| (name.as_str(), ids.as_slice()))
    }

    /// Everything of one kind, in source order.
    pub(super) fn of(&self, what: What) -> Vec<DeclarationId> {
        self.list.iter().enumerate().filter(|(_, d)| d.what == what).map(|(id, _)| id).collect()
    }

    fn enter(&mut self, space: Space, name: &str, id: DeclarationId) {
        let policy = self.list.get(id).and_then(|declaration| declaration.policy);
        let standard = policy.and_then(|policy| self.list.get(policy)).is_some_and(|p| word(p.item) == "standard");
        if let Some(policy) = policy {
            push_new(self.own.entry((policy, space, name.to_owned())).or_default(), id);
            self.hidden.entry((space, name.to_owned())).or_insert(id);
        }
        if policy.is_none() || standard {
            push_new(self.names.entry((space, name.to_owned())).or_default(), id);
        }
    }
}

/// Goes through all files, in the order of their paths.
pub(super) fn collect<'a>(files: &[&'a File], uses: Vec<BTreeSet<usize>>, report: &mut Report) -> Declarations<'a> {
    let mut found = Declarations { uses, ..Declarations::default() };
    for (file, source) in files.iter().enumerate() {
        found.sources.extend(source.items.first().map(|item| (item.span.source, file)));
    }
    for (file, source) in files.iter().enumerate() {
        for item in &source.items {
            top(&mut found, report, file, item);
        }
    }
    for source in files {
        units_in(&source.items, &mut found.units);
    }
    doubled(&found, files, report);
    order_groups(&mut found);
    found
}

/// Where a declaration stands.
#[derive(Clone, Copy, Default)]
struct Place {
    file: usize,
    policy: Option<DeclarationId>,
    /// The condition, score or 逐项 that it stands in.
    parent: Option<DeclarationId>,
    /// The group of questions that it stands in.
    group: Option<usize>,
}

/// Groups of questions in the order in which they are asked: those that most other files with questions use come first, so
/// that what all share is asked before what a policy asks for itself.
fn order_groups(found: &mut Declarations<'_>) {
    let files: BTreeSet<usize> = found.groups.iter().map(|group| group.file).collect();
    let users = |file: usize| {
        let uses = |user: &&usize| found.uses.get(**user).is_some_and(|used| used.contains(&file));
        files.iter().filter(uses).count()
    };
    let mut order: Vec<usize> = (0..found.groups.len()).collect();
    order.sort_by_cached_key(|at| std::cmp::Reverse(found.groups.get(*at).map_or(0, |group| users(group.file))));
    let place: BTreeMap<usize, usize> = order.iter().enumerate().map(|(place, at)| (*at, place)).collect();
    for declaration in &mut found.list {
        declaration.group = declaration.group.and_then(|group| place.get(&group).copied());
    }
    let mut groups: Vec<(usize, Group<'_>)> = std::mem::take(&mut found.groups).into_iter().enumerate().collect();
    groups.sort_by_key(|(at, _)| place.get(at).copied());
    found.groups = groups.into_iter().map(|(_, group)| group).collect();
}

fn top<'a>(found: &mut Declarations<'a>, report: &mut Report, file: usize, item: &'a Item) {
    let here = Place { file, ..Place::default() };
    let declared = match word(item) {
        "vocabulary" => {
            found.vocabularies.entry(file).or_insert(item);
            None
        }
        "questions" => {
            let group = found.groups.len();
            found.groups.push(Group { name: declared(item).map(|name| name.text).unwrap_or_default(), file, item });
            for fact in all(&item.body, "fact") {
                add(found, report, What::Fact, Place { group: Some(group), ..here }, fact);
            }
            None
        }
        "fact" => Some(What::Fact),
        "choices" => Some(What::Choices),
        "define" => Some(What::Definition),
        "param" => Some(What::Parameter),
        "table" => Some(What::Table),
        "document" => Some(What::Document),
        "material" => Some(What::Paper),
        "region" => Some(What::Region),
        "department" => Some(What::Department),
        "organ" => Some(What::Organ),
        "empower" => Some(What::Empowerment),
        "deferral_rule" => Some(What::DeferralRule),
        "promise_rule" => Some(What::PromiseRule),
        "sharing" => {
            found.sharings.push((file, item));
            None
        }
        "policy" | "standard" | "item" | "chain" => {
            if let Some(id) = add(found, report, What::Policy, here, item) {
                found.blocks.insert((item.span.source, item.span.start), (item.span.end, id));
                inside(found, report, file, id, None, &item.body);
            }
            None
        }
        "stack" => {
            if let Some(id) = add(found, report, What::Stack, here, item) {
                for inner in all(&item.body, "example") {
                    found.examples.push(ExamplePlace { file, policy: None, stack: Some(id), item: inner });
                }
            }
            None
        }
        "example" => {
            found.examples.push(ExamplePlace { file, policy: None, stack: None, item });
            None
        }
        _ => None,
    };
    if let Some(what) = declared {
        add(found, report, what, here, item);
    }
}

/// What stands in a policy, a condition, a score or 逐项.
fn inside<'a>(
    found: &mut Declarations<'a>,
    report: &mut Report,
    file: usize,
    policy: DeclarationId,
    parent: Option<DeclarationId>,
    body: &'a [Item],
) {
    for item in body {
        let what = match word(item) {
            "require" | "exclude" | "block" => What::Condition,
            // In a policy itself it is a condition that is wholly judged; inside a condition it is a line.
            "judged" if parent.is_none_or(|parent| found.get(parent).is_some_and(|it| it.what == What::Each)) => {
                What::Condition
            }
            "score" | "part" | "bonus" => What::Score,
            "item" => What::Score,
            "define" => What::Definition,
            "param" => What::Parameter,
            "table" => What::Table,
            "each" => What::Each,
            "deduct_in_order" => {
                deductions(found, report, file, policy, item);
                continue;
            }
            "material" => What::Paper,
            "benefit" => What::Benefit,
            "hint" => What::Hint,
            "case" => What::Case,
            // Only a block of their own: what they hold belongs to the condition or policy around them.
            "any" | "all" | "at_least" => {
                inside(found, report, file, policy, parent, &item.body);
                continue;
            }
            // Only a block of its own, too: its papers and what stops it are the chain's.
            "step" => {
                inside(found, report, file, policy, None, &item.body);
                continue;
            }
            // A group of alternatives declares papers.
            "any_one" => {
                for paper in all(&item.body, "material") {
                    add(found, report, What::Paper, Place { file, policy: Some(policy), ..Place::default() }, paper);
                }
                continue;
            }
            "example" => {
                found.examples.push(ExamplePlace { file, policy: Some(policy), stack: None, item });
                continue;
            }
            _ => continue,
        };
        let id = add(found, report, what, Place { file, policy: Some(policy), parent, group: None }, item);
        if matches!(what, What::Condition | What::Score | What::Each) {
            inside(found, report, file, policy, id.or(parent), &item.body);
        }
    }
}

/// The names of 依次扣减: one for each amount that is deducted from, the total and the rest.
fn deductions<'a>(
    found: &mut Declarations<'a>,
    report: &mut Report,
    file: usize,
    policy: DeclarationId,
    block: &'a Item,
) {
    let place = Place { file, policy: Some(policy), ..Place::default() };
    for item in &block.body {
        let name = match &item.head {
            Head::Line(line) => super::deduction::ceiling(line).and_then(|(name, _)| bare_name(name)),
            Head::Word(..) if matches!(word(item), "total" | "rest") => declared(item),
            Head::Word(..) | Head::Row(_) => None,
        };
        if let Some(name) = name {
            let id = add_named(found, report, What::Deduction, place, item, name);
            found.deductions.insert(id, block);
        }
    }
}

fn bare_name(expression: &Expression) -> Option<Name> {
    super::read::bare(expression).map(|name| Name { text: name.to_owned(), span: expression.span })
}

fn add<'a>(
    found: &mut Declarations<'a>,
    report: &mut Report,
    what: What,
    place: Place,
    item: &'a Item,
) -> Option<DeclarationId> {
    let name = declared(item)?;
    Some(add_named(found, report, what, place, item, name))
}

fn add_named<'a>(
    found: &mut Declarations<'a>,
    report: &mut Report,
    what: What,
    place: Place,
    item: &'a Item,
    name: Name,
) -> DeclarationId {
    let Place { file, policy, parent, group } = place;
    let quoted = item.values.first().is_some_and(|value| {
        matches!(&value.expression.kind, ExpressionKind::Name { .. }) && plain_word(&value.expression).is_none()
    });
    if !quoted && is_fixed(&name.text) {
        report
            .error(
                Code::NameFixed,
                name.span,
                format!("`{}` 是有固定意思的词，不能用作名字", name.text),
                format!("`{}` has a fixed meaning and cannot be a name", name.text),
            )
            .help("换一个名字，或写在「」里", "use another name, or put it in 「」");
    }
    // What a policy takes over sees what it saw where it was written.
    let file = found.file_at(item.span).unwrap_or(file);
    let id = found.list.len();
    let written = name.text.clone();
    found.list.push(Declaration { name: name.text, span: name.span, what, file, policy, parent, group, item });
    found.enter(what.space(), &written, id);
    if matches!(what, What::Condition | What::Score | What::Each) {
        found.places.insert((policy, item.span), id);
    }
    if what == What::Table
        && let Some(output) = output_head(item)
    {
        found.enter(Space::Value, &output, id);
    }
    id
}

/// Whether a word has a fixed meaning where a value stands: nothing may be named so without 「」.
pub(super) fn is_fixed(name: &str) -> bool {
    term_of("常词", name).is_some()
}

/// The head of a table's output column: the table may be used by it too.
fn output_head(item: &Item) -> Option<String> {
    let cells = item.body.iter().find_map(|row| match &row.head {
        Head::Row(cells) => Some(cells),
        _ => None,
    })?;
    let head = cells.iter().find(|cell| cell.arrow)?;
    let name = plain_word(&head.values.first()?.expression)?;
    (!is_fixed(name)).then(|| name.to_owned())
}

/// Units that are declared anywhere: 单位 of facts, columns and parameters.
fn units_in(items: &[Item], units: &mut BTreeSet<String>) {
    for item in items {
        if matches!(word(item), "questions" | "fact" | "column" | "param" | "policy" | "standard" | "item" | "chain") {
            units_in(&item.body, units);
        }
        if word(item) == "unit"
            && let Some(expression) = super::read::value(item)
        {
            // A rate such as 元/人 declares each of its units.
            for part in super::read::show(expression).split('/') {
                let part = part.trim().trim_start_matches(['万', '亿']);
                if !part.is_empty() && !matches!(part, "%" | "‰") {
                    units.insert(part.to_owned());
                }
            }
        }
    }
}

/// Which files each file sees, by 引用, also through the files that it uses.
pub(super) fn uses(files: &[&File], report: &mut Report) -> Vec<BTreeSet<usize>> {
    let direct: Vec<BTreeSet<usize>> = files
        .iter()
        .enumerate()
        .map(|(at, source)| {
            let mut seen = BTreeSet::new();
            for item in all(&source.items, "use") {
                let Some(name) = super::read::first_words(item) else { continue };
                match find(files, &name) {
                    Found::One(file) if file != at => {
                        seen.insert(file);
                    }
                    Found::One(_) => {}
                    Found::None => {
                        let names: Vec<&str> = files.iter().map(|file| stem(&file.path)).collect();
                        let problem = report.error(
                            Code::FileUnknown,
                            item.span,
                            format!("没有名为 `{name}` 的文件"),
                            format!("there is no file `{name}`"),
                        );
                        match crate::diagnostic::suggest(&name, names.iter().copied()) {
                            Some(near) => problem.help(format!("是不是 `{near}`？"), format!("did you mean `{near}`?")),
                            None => problem.help(
                                "检查时要把被引用的文件一起交来",
                                "hand in the files that are used together with this one",
                            ),
                        };
                    }
                    Found::Many => {
                        report
                            .error(
                                Code::FileAmbiguous,
                                item.span,
                                format!("有几个文件都叫 `{name}`"),
                                format!("several files are called `{name}`"),
                            )
                            .help("在名字前写上文件夹，如 `省/企业`", "write the folder too, as in `省/企业`");
                    }
                }
            }
            seen
        })
        .collect();
    let mut closed = direct.clone();
    for _ in 0..files.len() {
        let mut grown = false;
        for at in 0..closed.len() {
            let more: BTreeSet<usize> = closed
                .get(at)
                .into_iter()
                .flatten()
                .filter_map(|used| direct.get(*used))
                .flatten()
                .copied()
                .filter(|used| *used != at)
                .collect();
            if let Some(own) = closed.get_mut(at) {
                let before = own.len();
                own.extend(more);
                grown |= own.len() > before;
            }
        }
        if !grown {
            break;
        }
    }
    closed
}

enum Found {
    One(usize),
    None,
    Many,
}

/// The file whose path without `.gj` ends with the name.
fn find(files: &[&File], name: &str) -> Found {
    let name = name.trim_end_matches(".gj");
    let mut hits = files.iter().enumerate().filter(|(_, file)| {
        let path = file.path.trim_end_matches(".gj");
        path.strip_suffix(name).is_some_and(|before| before.is_empty() || before.ends_with(['/', '\\']))
    });
    match (hits.next(), hits.next()) {
        (None, _) => Found::None,
        (Some((at, _)), None) => Found::One(at),
        (Some((at, file)), Some(_)) if file.path.trim_end_matches(".gj") == name => Found::One(at),
        (Some(_), Some(_)) => Found::Many,
    }
}

/// A file's name without folders and ending.
pub(super) fn stem(path: &str) -> &str {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    name.strip_suffix(".gj").unwrap_or(name)
}

fn push_new(ids: &mut Vec<DeclarationId>, id: DeclarationId) {
    if ids.last() != Some(&id) {
        ids.push(id);
    }
}

/// Names declared twice where one is expected, and names of a policy that shadow a shared one.
fn doubled(found: &Declarations<'_>, files: &[&File], report: &mut Report) {
    for ((space, name), ids) in &found.names {
        let mut first: BTreeMap<usize, DeclarationId> = BTreeMap::new();
        for id in ids {
            let Some(this) = found.get(*id).filter(|this| this.policy.is_none()) else { continue };
            // Facts and shared definitions have one namespace over the whole pack; other things one in each file.
            let key = if *space == Space::Value { 0 } else { this.file };
            match first.get(&key).and_then(|other| found.get(*other)) {
                Some(other) if !both_may_stand(this, other) => twice(name, this, other, files, report),
                Some(_) => {}
                None => {
                    first.insert(key, *id);
                }
            }
        }
    }
    for ((policy, space, name), ids) in &found.own {
        let Some(first) = ids.first().and_then(|id| found.get(*id)) else { continue };
        for id in ids.iter().skip(1) {
            let Some(this) = found.get(*id) else { continue };
            twice(name, this, first, files, report);
        }
        shadowed(found, *policy, *space, name, first, report);
    }
}

fn twice(name: &str, this: &Declaration<'_>, other: &Declaration<'_>, files: &[&File], report: &mut Report) {
    let (zh, en) = other.what.words();
    let place = files.get(other.file).map_or("", |file| stem(&file.path));
    report
        .error(
            Code::NameDoubled,
            this.span,
            format!("`{name}` 已经有了：`{place}` 里的{zh}"),
            format!("`{name}` is already declared: a {en} in `{place}`"),
        )
        .label(other.span, "先在这里", "first declared here")
        .help("换一个名字，或删去一个", "rename one of them, or remove it");
}

/// A policy's own name that is also a shared one in its sight: which is meant would depend on the reader.
fn shadowed(
    found: &Declarations<'_>,
    policy: DeclarationId,
    space: Space,
    name: &str,
    inner: &Declaration<'_>,
    report: &mut Report,
) {
    if !matches!(space, Space::Value | Space::Paper) {
        return;
    }
    for id in found.named(space, name) {
        let Some(outer) = found.get(*id) else { continue };
        let seen =
            outer.file == inner.file || found.uses.get(inner.file).is_some_and(|uses| uses.contains(&outer.file));
        // A policy may hold a table or definition of its own name; one in another block is told apart by place.
        if outer.policy.is_some() || *id == policy || outer.what == What::Policy || !seen {
            continue;
        }
        let (zh, en) = outer.what.words();
        let problem = report.error(
            Code::NameShadowed,
            inner.span,
            format!("`{name}` 已是共用的{zh}，政策里不能再用这个名字"),
            format!("`{name}` is already a shared {en}; a policy cannot use the name again"),
        );
        let problem = problem.label(outer.span, "共用的在这里", "the shared one is here");
        if space == Space::Paper {
            problem.help(
                format!("要用共用的材料，写：需要 {name}"),
                format!("to ask for the shared paper write `needs {name}`"),
            );
        } else {
            problem.help("口径不同就换一个名字", "if it is counted in another way, give it another name");
        }
        return;
    }
}

fn both_may_stand(this: &Declaration<'_>, other: &Declaration<'_>) -> bool {
    match this.what {
        // Versions of one policy share its name; the version check looks at them.
        What::Policy => other.what == What::Policy && (word(this.item) == "chain") == (word(other.item) == "chain"),
        // A place may have had another extent before.
        What::Region => one(&this.item.body, "effective").is_some(),
        _ => false,
    }
}

/// The vocabulary's 起自: the name of the date fact before whose year yearly facts do not exist.
pub(super) fn anchor_name(vocabulary: &Item) -> Option<Name> {
    declared(one(&vocabulary.body, "since_fact")?)
}
