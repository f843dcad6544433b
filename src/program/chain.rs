//! Several items handled as one: steps, what they wait for, what they need and make, and in which places.

use super::{ConditionId, FactId, Limit, Need, NodeId, Notes, PaperId, PolicyId, SpecialProcedure};
use crate::value::Number;
use serde::{Deserialize, Serialize};

/// 一件事.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Chain {
    /// Its name, documents, region, period, conditions and notices: all that it has in common with a policy.
    pub policy: PolicyId,
    /// 牵头: the leading departments, as people read them.
    pub lead: Vec<String>,
    /// 入口: where to begin.
    pub entry: Option<String>,
    /// 时限上限, in working days.
    pub time_ceiling: Option<ChainCeiling>,
    /// 跑动上限.
    pub visit_ceiling: Option<ChainCeiling>,
    /// 地点: places with names of their own.
    pub places: Vec<ChainPlace>,
    /// 方式: the first that holds is the one.
    pub modes: Vec<Mode>,
    /// 联办: indexes of the places that work together.
    pub jointly: Vec<u32>,
    /// The steps, in source order.
    pub steps: Vec<Step>,
    /// 办结: the index of the applicant's last step.
    pub finish: Option<u32>,
}

/// A figure that must not be exceeded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChainCeiling {
    /// The most allowed.
    pub most: Number,
    /// Citation, doubts.
    pub notes: Notes,
}

/// 地点: a name for a place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChainPlace {
    /// Its name in the chain.
    pub name: String,
    /// Where it is.
    pub place: NodeId,
    /// Citation, doubts.
    pub notes: Notes,
}

/// 方式: a way to handle it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mode {
    /// Its name.
    pub name: String,
    /// 当: only if.
    pub when: Option<NodeId>,
    /// 跑动: visits for the whole.
    pub visits: Option<Number>,
    /// 收件: where papers are taken in, which is not where they are accepted.
    pub collected_in: Option<NodeId>,
    /// 收件机关职责.
    pub collector_does: Option<String>,
    /// 邮寄.
    pub post: Post,
    /// 加收: papers that the window makes itself.
    pub adds: Vec<PaperId>,
    /// Citation, doubts.
    pub notes: Notes,
}

/// 邮寄: calendar days in the post, beside the limit and never in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Post {
    /// 去.
    pub out: u32,
    /// 回.
    pub back: u32,
}

/// 步骤.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// Its name, unique in its chain.
    pub name: String,
    /// 部门: lines of work, as people read them.
    pub departments: Vec<String>,
    /// 承办: who carries it out.
    pub handler: Vec<String>,
    /// 前置: indexes of the steps before it. INVARIANT: they go round in no circle.
    pub after: Vec<u32>,
    /// 当: only if.
    pub when: Option<NodeId>,
    /// 承诺时限, in working days.
    pub promised_limit: Option<Limit>,
    /// 法定时限.
    pub statutory_limit: Option<Limit>,
    /// 跑动: visits of its own.
    pub visits: Option<Number>,
    /// 同次: steps with the same words share one visit.
    pub same_visit: Option<String>,
    /// 填报: facts that are filled in.
    pub fills: Vec<FactId>,
    /// Papers needed.
    pub needs: Vec<Need>,
    /// 产出: papers that it makes.
    pub makes_papers: Vec<PaperId>,
    /// 产出: facts that it makes known.
    pub makes_facts: Vec<FactId>,
    /// 阻断: conditions that must be true, or the step cannot be done.
    pub blocks: Vec<ConditionId>,
    /// 内部: done without the applicant.
    pub internal: bool,
    /// 周期: how often it recurs.
    pub every: Option<String>,
    /// 受理地: the index of a place.
    pub received_in: Option<u32>,
    /// 决定地: indexes of places; the rules of the first hold.
    pub decided_in: Vec<u32>,
    /// 决定层级.
    pub decided_level: Option<String>,
    /// 邮寄.
    pub post: Post,
    /// 特别程序.
    pub special: Vec<SpecialProcedure>,
    /// Title, citation, doubts, remarks.
    pub notes: Notes,
}

/// The places of a list, each after those that it waits for; none if some wait for each other in a circle.
///
/// Linear in the number of steps and of the lines between them.
pub fn in_order(after: &[&[u32]]) -> Option<Vec<usize>> {
    let mut followers: Vec<Vec<usize>> = vec![Vec::new(); after.len()];
    let mut waits: Vec<usize> = after.iter().map(|before| before.len()).collect();
    for (place, before) in after.iter().enumerate() {
        for one in *before {
            followers.get_mut(usize::try_from(*one).ok()?)?.push(place);
        }
    }
    let mut ordered: Vec<usize> =
        waits.iter().enumerate().filter(|(_, waits)| **waits == 0).map(|(place, _)| place).collect();
    let mut next = 0;
    while let Some(place) = ordered.get(next).copied() {
        next += 1;
        for follower in followers.get(place).into_iter().flatten() {
            let left = waits.get_mut(*follower)?;
            *left -= 1;
            if *left == 0 {
                ordered.push(*follower);
            }
        }
    }
    (ordered.len() == after.len()).then_some(ordered)
}

/// For each place of a list the places that stand before it, straight or through others, one flag each; `order` is that
/// of [`in_order`].
pub fn all_before(after: &[&[u32]], order: &[usize]) -> Vec<Vec<bool>> {
    let mut before: Vec<Vec<bool>> = vec![Vec::new(); after.len()];
    for place in order {
        let mut own = vec![false; after.len()];
        for one in after.get(*place).into_iter().copied().flatten().filter_map(|one| usize::try_from(*one).ok()) {
            for (flag, earlier) in own.iter_mut().zip(before.get(one).into_iter().flatten()) {
                *flag |= earlier;
            }
            if let Some(flag) = own.get_mut(one) {
                *flag = true;
            }
        }
        if let Some(entry) = before.get_mut(*place) {
            *entry = own;
        }
    }
    before
}
