//! The order of the steps of a chain: no circles, nothing needed before it is made, nothing over the ceiling.

use super::checker::Checker;
use super::read::{all, one};
use crate::diagnostic::Code;
use crate::program::{Chain, Limit, Need, NodeId, PaperId, Step, all_before, in_order};
use crate::schema::Item;
use crate::value::Number;
use std::collections::BTreeMap;

impl Checker<'_> {
    /// The order in which the steps can be done, what it allows, and how long it takes at most.
    pub(super) fn chain_in_order(&mut self, chain: &Chain, item: &Item, steps: &[&Item]) {
        let after: Vec<&[u32]> = chain.steps.iter().map(|step| step.after.as_slice()).collect();
        let Some(order) = in_order(&after) else {
            self.circle_of_steps(chain, steps);
            return;
        };
        self.made_before(chain, &order, steps);
        self.over_ceilings(chain, &order, item);
        self.collected_elsewhere(chain, item);
    }

    fn circle_of_steps(&mut self, chain: &Chain, steps: &[&Item]) {
        let before = |at: usize| chain.steps.get(at).map_or(&[][..], |step| step.after.as_slice());
        let mut circle = Vec::new();
        // Going back from any step that is left over ends in a circle; as many moves as there are steps lead into it.
        let after: Vec<&[u32]> = chain.steps.iter().map(|step| step.after.as_slice()).collect();
        let stuck = stuck(&after);
        let Some(mut at) = stuck.iter().position(|stuck| *stuck) else { return };
        let is_stuck = |at: usize| stuck.get(at).copied().unwrap_or(false);
        let back = |at: usize| {
            before(at).iter().filter_map(|before| usize::try_from(*before).ok()).find(|before| is_stuck(*before))
        };
        for _ in 0..chain.steps.len() {
            at = back(at).unwrap_or(at);
        }
        let start = at;
        loop {
            circle.push(at);
            at = back(at).unwrap_or(start);
            if at == start || circle.len() > chain.steps.len() {
                break;
            }
        }
        circle.push(start);
        circle.reverse();
        let names: Vec<&str> =
            circle.iter().filter_map(|at| chain.steps.get(*at)).map(|step| step.name.as_str()).collect();
        let span = steps.get(start).map(|item| item.span).unwrap_or_default();
        self.report
            .error(
                Code::Circle,
                span,
                format!("步骤绕成一圈：{}", names.join("→")),
                format!("steps wait for each other in a circle: {}", names.join(" → ")),
            )
            .help("删去其中一处 `前置`", "remove one `after` of them");
    }

    /// A paper that another step makes must be there when it is needed.
    fn made_before(&mut self, chain: &Chain, order: &[usize], steps: &[&Item]) {
        let name_of = |paper: PaperId| self.program.papers.get(paper.index()).map(|it| it.name.clone());
        let mut makers: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, step) in chain.steps.iter().enumerate() {
            for paper in step.makes_papers.iter().filter_map(|paper| name_of(*paper)) {
                makers.entry(paper).or_default().push(at);
            }
        }
        let after: Vec<&[u32]> = chain.steps.iter().map(|step| step.after.as_slice()).collect();
        let earlier = all_before(&after, order);
        let before =
            |at: usize, one: usize| earlier.get(at).and_then(|before| before.get(one)).copied().unwrap_or(false);
        for (at, step) in chain.steps.iter().enumerate() {
            for name in papers_of(&step.needs).into_iter().filter_map(name_of) {
                let Some(makers) = makers.get(&name) else { continue };
                let is_before = |maker: &usize| before(at, *maker);
                if makers.iter().any(is_before) || makers.contains(&at) {
                    continue;
                }
                // Handed in before it is made anew, as an old licence is.
                let is_after = |maker: &usize| before(*maker, at);
                if makers.iter().all(is_after) {
                    continue;
                }
                let Some(maker) = makers.first().and_then(|maker| chain.steps.get(*maker)) else { continue };
                let span = steps.get(at).map(|item| item.span).unwrap_or_default();
                self.report
                    .error(
                        Code::MadeTooLate,
                        span,
                        format!("步骤 `{}` 要 `{name}`，而产出它的步骤 `{}` 不在前面", step.name, maker.name),
                        format!(
                            "step `{}` needs `{name}`, but step `{}` that makes it is not before it",
                            step.name, maker.name
                        ),
                    )
                    .help(
                        format!("在步骤 `{}` 里写：前置 {}", step.name, maker.name),
                        format!("write in step `{}`: after {}", step.name, maker.name),
                    );
            }
        }
    }

    /// The longest way through all steps against the ceiling.
    fn over_ceilings(&mut self, chain: &Chain, order: &[usize], item: &Item) {
        let Some(ceiling) = &chain.time_ceiling else { return };
        let mut ends: Vec<(Number, Option<usize>)> = vec![(Number::ZERO, None); chain.steps.len()];
        for at in order {
            let Some(step) = chain.steps.get(*at) else { continue };
            let mut start = (Number::ZERO, None);
            for before in step.after.iter().filter_map(|before| usize::try_from(*before).ok()) {
                if let Some((end, _)) = ends.get(before)
                    && (start.1.is_none() || *end > start.0)
                {
                    start = (end.clone(), Some(before));
                }
            }
            let own = match step.promised_limit.as_ref().or(step.statutory_limit.as_ref()) {
                Some(Limit::Within(number, _)) => number.clone(),
                _ => Number::ZERO,
            };
            if let Some(end) = ends.get_mut(*at) {
                *end = (&start.0 + &own, start.1);
            }
        }
        let counts = |at: usize| {
            chain.steps.get(at).is_some_and(|step| match chain.finish {
                Some(finish) => usize::try_from(finish).is_ok_and(|finish| finish == at),
                None => !step.internal,
            })
        };
        let Some((mut at, total)) = ends
            .iter()
            .enumerate()
            .filter(|(at, _)| counts(*at))
            .map(|(at, (end, _))| (at, end.clone()))
            .reduce(|most, next| if next.1 > most.1 { next } else { most })
        else {
            return;
        };
        if total <= ceiling.most {
            return;
        }
        let mut path = vec![at];
        while let Some((_, Some(before))) = ends.get(at) {
            at = *before;
            path.push(at);
        }
        path.reverse();
        let names: Vec<&str> =
            path.iter().filter_map(|at| chain.steps.get(*at)).map(|step| step.name.as_str()).collect();
        let span = one(&item.body, "time_ceiling").map(|item| item.span).unwrap_or(item.span);
        let most = ceiling.most.to_plain();
        let total = total.to_plain();
        self.report
            .warning(
                Code::OverCeiling,
                span,
                format!("全办时要 {total} 个工作日（{}），超过时限上限 {most} 个工作日", names.join("→")),
                format!(
                    "with all steps it takes {total} working days ({}), over the ceiling of {most}",
                    names.join(" → ")
                ),
            )
            .help("缩短其中一步的承诺时限，或让步骤并行", "shorten one of these limits, or let steps run side by side");
    }

    /// Where papers are taken in for another place, that place does not decide.
    fn collected_elsewhere(&mut self, chain: &Chain, item: &Item) {
        for (mode, item) in chain.modes.iter().zip(all(&item.body, "mode")) {
            let Some(collected) = mode.collected_in else { continue };
            let decides = |step: &Step| {
                step.decided_in.iter().any(|place| {
                    usize::try_from(*place)
                        .ok()
                        .and_then(|place| chain.places.get(place))
                        .is_some_and(|place| self.same_value(place.place, collected))
                })
            };
            if chain.steps.iter().any(decides) {
                self.report
                    .error(
                        Code::CollectsAndDecides,
                        item.span,
                        format!("方式 `{}` 的收件地就是决定地，那就不是代收", mode.name),
                        format!(
                            "mode `{}` takes papers in where it is decided: nothing is collected for another place",
                            mode.name
                        ),
                    )
                    .help(
                        "收件写代收的地方，如：收件 申请人所在地",
                        "`collected_in` names the place that collects, as in `collected_in 申请人所在地`",
                    );
            }
        }
    }

    fn same_value(&self, one: NodeId, other: NodeId) -> bool {
        one == other || self.node(one).is_some_and(|node| Some(node) == self.node(other))
    }
}

/// Every paper that some needs name.
fn papers_of(needs: &[Need]) -> Vec<PaperId> {
    needs
        .iter()
        .flat_map(|need| match need {
            Need::Paper(paper) => std::slice::from_ref(paper),
            Need::AnyOf { papers, .. } => papers.as_slice(),
        })
        .map(|needed| needed.paper)
        .collect()
}

/// The steps that stand in a circle or behind one.
fn stuck(after: &[&[u32]]) -> Vec<bool> {
    let mut stuck = vec![true; after.len()];
    // Each round frees those that wait for no other; there are no more rounds than steps.
    for _ in 0..after.len() {
        let mut freed = false;
        for (at, before) in after.iter().enumerate() {
            let waits = before
                .iter()
                .any(|one| usize::try_from(*one).ok().and_then(|one| stuck.get(one)).copied().unwrap_or(false));
            if let Some(entry) = stuck.get_mut(at)
                && *entry
                && !waits
            {
                *entry = false;
                freed = true;
            }
        }
        if !freed {
            break;
        }
    }
    stuck
}
