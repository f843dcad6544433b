//! What keeps something open: facts that are missing, and what cannot be worked out at all.

use super::answer::BlockedAnswer;
use super::known::labelled;
use super::missing::missing;
use super::sentence::{Sentence, say};
use super::used::{slot_names, slot_text};
use crate::eval::graph::Target;
use crate::eval::{Blocked, Run, Slot};
use crate::program::{PolicyId, Program};
use std::collections::BTreeSet;

/// The facts that can still change some targets, as a policy reads them; in catalogue order.
pub(crate) fn missing_of(run: &mut Run<'_>, policy: PolicyId, targets: impl IntoIterator<Item = Target>) -> Vec<Slot> {
    let found: BTreeSet<Slot> = targets.into_iter().flat_map(|target| missing(run, Some(policy), target)).collect();
    found.into_iter().collect()
}

/// The facts that tell the place asked for and the law day of a policy, as far as they are open.
pub(crate) fn place_and_day(run: &mut Run<'_>, policy: PolicyId) -> Vec<Slot> {
    let law_day = run.program().policies.get(policy.index()).and_then(|policy| policy.law_day);
    let mut slots = missing_of(run, policy, law_day.map(Target::Node));
    slots.extend(run.place_slot());
    slots
}

/// Reasons as answers write them.
pub(crate) fn blocked_answers(program: &Program, reasons: &[Blocked]) -> Vec<BlockedAnswer> {
    reasons.iter().map(|reason| blocked_answer(program, reason)).collect()
}

fn blocked_answer(program: &Program, blocked: &Blocked) -> BlockedAnswer {
    let at = (!blocked.at.is_empty()).then(|| blocked.at.clone());
    let facts = blocked.look_at.iter().map(|slot| slot_text(program, *slot)).collect();
    BlockedAnswer {
        reason: blocked.reason,
        look_at: slot_names(program, &blocked.look_at),
        text: say(&Sentence::Blocked {
            reason: blocked.reason,
            at: at.as_ref().map(|at| labelled(at, blocked.title.as_ref())),
            stated: blocked.stated,
            facts,
        }),
        at,
    }
}
