//! Names that are declared twice, or hide a shared one.

use super::File;
use super::declaration::{Declaration, DeclarationId, Declarations, Space, What};
use super::read::{one, word};
use super::report::Report;
use super::uses::stem;
use crate::diagnostic::Code;
use std::collections::BTreeMap;

/// Names declared twice where one is expected, and names of a policy that shadow a shared one.
pub(super) fn doubled(found: &Declarations<'_>, files: &[&File], report: &mut Report) {
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
