//! How a paper gets there: shared by departments, replaced by a promise, later, or by the applicant's own hand.

use super::run::Run;
use crate::program::{
    Ceiling, DeferralRuleId, Effective, Limit, NeededPaper, NodeId, Policy, PolicyId, PromiseRuleId, RegionId,
};
use crate::value::{DurationUnit, Number, Truth};

/// A way in which a paper gets there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Way {
    /// Departments share it; by which 共享 at the top, if not by its own word.
    Shared(Option<usize>),
    /// A signed promise stands in its place; by which rule, if one is named.
    Promised(Option<PromiseRuleId>),
    /// It may follow; by which rule, if one is named.
    Later(Option<DeferralRuleId>),
    /// The applicant hands it in.
    Submit,
}

/// How a paper may get there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ways {
    /// Every way still possible; one is the way.
    pub possible: Vec<Way>,
    /// The premises that leave it open.
    pub open: Vec<NodeId>,
    /// It hangs on the place asked for, or on the law day, which are open.
    pub place_or_day_open: bool,
    /// What it would be spared by, and is not: a promise or a rule whose premise does not hold here.
    pub refused: Option<Refused>,
}

/// Why a paper that could follow or be promised may not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Refused {
    /// No rule that the item names is in force here.
    NoRule,
    /// The premise of the rule for papers that follow does not hold.
    Deferral(DeferralRuleId),
    /// The premise of the rule for promises does not hold.
    Promise(PromiseRuleId),
}

/// How long a paper may stay out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Within {
    /// So long.
    Known(Number, DurationUnit),
    /// It hangs on a promised limit that is open.
    Open,
}

/// A rule among several: where and when it stands, and its premise.
struct Rule<'a, Id> {
    id: Id,
    region: RegionId,
    effective: &'a [Effective],
    provided: Option<NodeId>,
}

impl Run<'_> {
    /// How a paper of a policy may get there. Leaves the policy entered.
    pub fn ways(&mut self, policy: PolicyId, paper: &NeededPaper) -> Ways {
        self.enter(policy);
        let mut ways = Ways { possible: Vec::new(), open: Vec::new(), place_or_day_open: false, refused: None };
        let program = self.program;
        let Some(entry) = program.policies.get(policy.index()) else { return ways };
        if self.add_shared(paper, &mut ways) || self.add_promised(entry, paper, &mut ways) {
            return ways;
        }
        if self.add_later(entry, paper, &mut ways) {
            return ways;
        }
        ways.possible.push(Way::Submit);
        if ways.possible.len() < 2 {
            ways.open.clear();
            ways.place_or_day_open = false;
        }
        ways
    }

    /// True if it surely is shared, so that no other way is looked at.
    fn add_shared(&mut self, paper: &NeededPaper, ways: &mut Ways) -> bool {
        let program = self.program;
        let own = program.papers.get(paper.paper.index()).and_then(|paper| paper.shared.as_ref());
        if paper.shared.is_some() || own.is_some() {
            ways.possible.push(Way::Shared(None));
            return true;
        }
        for (at, sharing) in program.sharings.iter().enumerate().filter(|(_, sharing)| sharing.paper == paper.paper) {
            let stands = self.stands(sharing.region, &sharing.effective);
            let holds = self.premise(stands, sharing.when, ways);
            if holds != Truth::UNMET {
                ways.possible.push(Way::Shared(Some(at)));
            }
            if holds == Truth::MET {
                ways.possible.retain(|way| *way == Way::Shared(Some(at)));
                ways.open.clear();
                ways.place_or_day_open = false;
                return true;
            }
        }
        false
    }

    fn add_promised(&mut self, policy: &Policy, paper: &NeededPaper, ways: &mut Ways) -> bool {
        if !paper.by_promise {
            return false;
        }
        let program = self.program;
        let named = policy.item.as_ref().map(|item| item.promise_rules.as_slice()).unwrap_or_default();
        if named.is_empty() {
            ways.possible.push(Way::Promised(None));
            return true;
        }
        let rules: Vec<Rule<'_, PromiseRuleId>> = named
            .iter()
            .filter_map(|id| {
                let rule = program.promise_rules.get(id.index())?;
                Some(Rule { id: *id, region: rule.region, effective: &rule.effective, provided: rule.provided })
            })
            .collect();
        let (truth, by) = self.by_rules(rules, ways);
        match (truth, by) {
            (Truth::UNMET, by) => {
                ways.refused = Some(by.map_or(Refused::NoRule, Refused::Promise));
                false
            }
            (truth, by) => {
                ways.possible.push(Way::Promised(by));
                truth == Truth::MET
            }
        }
    }

    fn add_later(&mut self, policy: &Policy, paper: &NeededPaper, ways: &mut Ways) -> bool {
        if paper.deferrable.is_none() {
            return false;
        }
        let program = self.program;
        let named = policy.item.as_ref().map(|item| item.deferral_rules.as_slice()).unwrap_or_default();
        if named.is_empty() {
            ways.possible.push(Way::Later(None));
            return true;
        }
        let rules: Vec<Rule<'_, DeferralRuleId>> = named
            .iter()
            .filter_map(|id| {
                let rule = program.deferral_rules.get(id.index())?;
                Some(Rule { id: *id, region: rule.region, effective: &rule.effective, provided: rule.provided })
            })
            .collect();
        let (truth, by) = self.by_rules(rules, ways);
        match (truth, by) {
            (Truth::UNMET, by) => {
                ways.refused = Some(by.map_or(Refused::NoRule, Refused::Deferral));
                false
            }
            (truth, by) => {
                ways.possible.push(Way::Later(by));
                truth == Truth::MET
            }
        }
    }

    /// Whether the nearest rule in force lets it, and which that is; where the place is open, the nearest that may be.
    fn by_rules<Id: Copy>(&mut self, mut rules: Vec<Rule<'_, Id>>, ways: &mut Ways) -> (Truth, Option<Id>) {
        rules.sort_by_key(|rule| std::cmp::Reverse(self.depth(rule.region)));
        let mut truth: Option<Truth> = None;
        let mut by = None;
        for rule in rules {
            let stands = self.stands(rule.region, rule.effective);
            if stands == Truth::UNMET {
                continue;
            }
            by = by.or(Some(rule.id));
            let holds = self.premise(Truth::MET, rule.provided, ways);
            let holds = if stands.contains(Truth::UNDEFINED) { holds.union(Truth::UNDEFINED) } else { holds };
            truth = Some(truth.map_or(holds, |truth| truth.union(holds)));
            if stands == Truth::MET {
                return (truth.unwrap_or(holds), by);
            }
            ways.place_or_day_open = true;
        }
        (truth.map_or(Truth::UNMET, |truth| truth.union(Truth::UNMET)), by)
    }

    /// Whether something stands and its premise holds; what leaves that open is noted down.
    fn premise(&mut self, stands: Truth, when: Option<NodeId>, ways: &mut Ways) -> Truth {
        let holds = when.map_or(Truth::MET, |when| self.split_truth(when));
        if stands != Truth::MET && stands != Truth::UNMET {
            ways.place_or_day_open = true;
        }
        if stands != Truth::UNMET && holds != Truth::MET && holds != Truth::UNMET {
            ways.open.extend(when);
        }
        stands.and(holds)
    }

    /// How long a paper may stay out: its own time, cut to what the rule allows.
    pub fn stays_out(&mut self, policy: PolicyId, paper: &NeededPaper, rule: Option<DeferralRuleId>) -> Option<Within> {
        self.enter(policy);
        let program = self.program;
        let (mut long, unit) = paper.deferrable.clone()?;
        let Some(rule) = rule.and_then(|rule| program.deferral_rules.get(rule.index())) else {
            return Some(Within::Known(long, unit));
        };
        if let Some(Ceiling::Within(most, own)) = &rule.ceiling
            && *own == unit
        {
            long = long.min(most.clone());
        }
        let before = match (&rule.ceiling, &rule.earlier_by) {
            (_, Some((before, own))) if *own == unit => Some(before.clone()),
            (Some(Ceiling::PromisedLimit), _) => Some(Number::ZERO),
            _ => None,
        };
        let Some(before) = before else { return Some(Within::Known(long, unit)) };
        let promised = self.promised(policy);
        let mut most: Option<Number> = None;
        for limit in &promised {
            match limit {
                Limit::Within(promised, own) if *own == unit => {
                    let left = (promised - &before).max(Number::ZERO).min(long.clone());
                    match &most {
                        Some(known) if *known != left => return Some(Within::Open),
                        _ => most = Some(left),
                    }
                }
                // No promise is made that it could outrun.
                _ => return Some(Within::Open),
            }
        }
        Some(most.map_or(Within::Open, |most| Within::Known(most, unit)))
    }

    /// The promised limits that may apply; of several that surely do, the shortest: each has been promised.
    pub fn promised(&mut self, policy: PolicyId) -> Vec<Limit> {
        self.enter(policy);
        let program = self.program;
        let procedure = program.policies.get(policy.index()).and_then(|policy| policy.procedure.as_ref());
        let mut possible = Vec::new();
        let mut sure: Option<(Number, DurationUnit)> = None;
        for line in procedure.map(|procedure| procedure.promised_limits.as_slice()).unwrap_or_default() {
            let truth = line.when.map_or(Truth::MET, |when| self.split_truth(when));
            if truth == Truth::UNMET {
                continue;
            }
            match (&line.said, &sure) {
                (Limit::Within(number, unit), None) if truth == Truth::MET => sure = Some((number.clone(), *unit)),
                (Limit::Within(number, unit), Some((least, own))) if truth == Truth::MET && unit == own => {
                    sure = Some((number.min(least).clone(), *unit));
                }
                (limit, _) => possible.push(limit.clone()),
            }
        }
        if let Some((number, unit)) = sure {
            possible.retain(|limit| !matches!(limit, Limit::Within(other, own) if *own == unit && *other >= number));
            possible.push(Limit::Within(number, unit));
        }
        possible
    }
}
