//! The first pass: what is declared where, under which name.

use super::File;
use super::declaration::{Declaration, DeclarationId, Declarations, ExamplePlace, Group, Space, What};
use super::doubled::doubled;
use super::read::{Name, all, declared, one, plain_word, word};
use super::report::Report;
use crate::diagnostic::Code;
use crate::schema::{Head, Item, term_of};
use crate::syntax::tree::{Expression, ExpressionKind};
use std::collections::{BTreeMap, BTreeSet};

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

/// The vocabulary's 起自: the name of the date fact before whose year yearly facts do not exist.
pub(super) fn anchor_name(vocabulary: &Item) -> Option<Name> {
    declared(one(&vocabulary.body, "since_fact")?)
}
