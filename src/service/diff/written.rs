//! What stands beside policies, written as its author would: the clauses of 叠加, and 共享.

use crate::explain::answer::Text;
use crate::program::{Program, Sharing, Stack, StackCut, StackRule, Unlisted};
use crate::service::elements::{both, effective};
use crate::service::formula::{Words, formula};

/// A 叠加, one clause a line.
pub(super) fn stack(program: &Program, stack: &Stack) -> Text {
    both(|words| {
        let held = (!stack.effective.is_empty())
            .then(|| format!("{} {}", words.pick("有效", "effective"), effective(&stack.effective, words)));
        let clauses = stack.clauses.iter().map(|clause| rule(program, stack, &clause.rule, words));
        let unlisted = stack.unlisted.map(|unlisted| {
            let what = match unlisted {
                Unlisted::Together => words.pick("同享", "together"),
                Unlisted::Exclusive => words.pick("互斥", "exclusive"),
            };
            format!("{} {what}", words.pick("未列", "unlisted"))
        });
        held.into_iter().chain(clauses).chain(unlisted).collect::<Vec<_>>().join("\n")
    })
}

fn rule(program: &Program, stack: &Stack, rule: &StackRule, words: Words) -> String {
    let one = |place: u32| {
        let benefit = usize::try_from(place).ok().and_then(|place| stack.benefits.get(place));
        let named = benefit.and_then(|it| Some((&program.policies.get(it.policy.index())?.name, &it.benefit)));
        named.map_or_else(|| "…".to_owned(), |(policy, benefit)| format!("{policy}·{benefit}"))
    };
    let all = |places: &[u32]| places.iter().map(|place| one(*place)).collect::<Vec<_>>().join("、");
    match rule {
        StackRule::Together(of) => format!("{} {}", words.pick("同享", "together"), all(of)),
        StackRule::Exclusive { of, highest } => {
            let highest = if *highest { words.pick("，择最高", ", the highest") } else { "" };
            format!("{} {}{highest}", words.pick("互斥", "exclusive"), all(of))
        }
        StackRule::Offset { pays, includes } => {
            let already = words.pick("已含", "which already includes");
            format!("{} {} {already} {}", words.pick("抵扣", "offset"), one(*pays), one(*includes))
        }
        StackRule::Cap { amount, of, cut } => {
            let of = of.as_ref().map_or_else(|| words.pick("全部", "all").to_owned(), |of| all(of));
            let cut = match cut {
                StackCut::First(first) => format!("{} {}", words.pick("，先减", ", first cut"), all(first)),
                StackCut::ProRata => words.pick("，按比例", ", pro rata").to_owned(),
                StackCut::Unsaid => String::new(),
            };
            let amount = formula(program, *amount, words);
            format!("{} {amount} {} {of}{cut}", words.pick("封顶", "cap"), words.pick("合计", "for the sum of"))
        }
    }
}

/// A 共享 on one line.
pub(super) fn sharing(program: &Program, sharing: &Sharing) -> Text {
    both(|words| {
        let department = sharing.source.and_then(|id| program.departments.get(id.index()));
        let source = department.map(|it| {
            let title = it.title.as_ref().map_or(&it.name, |title| match words {
                Words::Zh => &title.zh,
                Words::En => title.en.as_ref().unwrap_or(&title.zh),
            });
            format!("{} {title}", words.pick("来自", "from"))
        });
        let region = program.regions.get(sharing.region.index());
        let region = region.map(|it| format!("{} {}", words.pick("地区", "region"), it.name));
        let held = (!sharing.effective.is_empty())
            .then(|| format!("{} {}", words.pick("有效", "effective"), effective(&sharing.effective, words)));
        let when = sharing.when.map(|when| format!("{} {}", words.pick("当", "when"), formula(program, when, words)));
        let parts = [source, region, held, when].into_iter().flatten().collect::<Vec<_>>();
        parts.join(words.pick("，", ", "))
    })
}
