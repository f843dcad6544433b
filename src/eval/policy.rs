//! Whether a policy speaks of a case, and which version of it.

use super::context::Context;
use super::graph::{self, Target};
use super::parameter::sample_days;
use super::pieces::cut_place;
use super::run::{Need, Run};
use super::shape;
use crate::program::{DocumentId, Effective, NodeId, Policy, PolicyId, RegionId};
use crate::value::{Date, Place, Range, Truth};

/// What is possible of a policy: that it does not apply, and else the truth of its conditions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PolicySet {
    /// Not applicable is possible.
    pub not_applicable: bool,
    /// What else is possible; none if it surely does not apply.
    pub truth: Option<Truth>,
}

impl PolicySet {
    /// The set of a conjunction with what says whether the policy applies, in N < F < U < J < T.
    pub(super) fn of(applies: Truth, conditions: Truth) -> PolicySet {
        PolicySet {
            not_applicable: applies.contains(Truth::UNMET),
            truth: applies.without(Truth::UNMET).map(|applies| applies.and(conditions)),
        }
    }

    /// What is possible of either.
    pub(super) fn union(self, other: PolicySet) -> PolicySet {
        let truth = match (self.truth, other.truth) {
            (Some(one), Some(other)) => Some(one.union(other)),
            (one, other) => one.or(other),
        };
        PolicySet { not_applicable: self.not_applicable || other.not_applicable, truth }
    }

    /// Read by name in an expression: not applicable is unmet.
    pub(super) fn truth(self) -> Truth {
        let unmet = self.not_applicable.then_some(Truth::UNMET);
        match (self.truth, unmet) {
            (Some(truth), Some(unmet)) => truth.union(unmet),
            (truth, unmet) => truth.or(unmet).unwrap_or(Truth::UNDEFINED),
        }
    }
}

/// Why a policy does not apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Because {
    /// No version is in force and known on the law day.
    NotInForce,
    /// 适用 is false.
    NotInScope,
    /// It holds elsewhere.
    OtherRegion,
}

/// The versions of a policy that stand on a day in a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Standing {
    /// In the order in which they are tried, and whether each stands. 适用 then says which is the one.
    pub(super) versions: Vec<(PolicyId, Truth)>,
    /// Why none can.
    pub(super) because: Option<Because>,
}

struct Version<'a> {
    id: PolicyId,
    policy: &'a Policy,
    context: Context,
    law_day: Range,
}

impl Run<'_> {
    pub(super) fn policy_truth(&mut self, policy: PolicyId, reader: NodeId) -> Need<Truth> {
        let versions = graph::versions_before(self.program, policy, Some(reader));
        let mut set: Option<PolicySet> = None;
        let mut missing = None;
        for standing in self.standing(&versions)? {
            match self.set_where(&standing) {
                Ok(found) => set = Some(set.map_or(found, |set| set.union(found))),
                Err(wanted) => missing = Some(wanted),
            }
        }
        match missing {
            Some(wanted) => Err(wanted),
            None => Ok(set.map_or(Truth::UNMET, PolicySet::truth)),
        }
    }

    fn set_where(&mut self, standing: &Standing) -> Need<PolicySet> {
        let mut sets = Vec::new();
        for (version, stands) in &standing.versions {
            let Some(policy) = self.program.policies.get(version.index()) else { continue };
            let context = self.context_of(*version);
            let applies = match policy.applies {
                Some(applies) => shape::truth(&self.get_in(context, Target::Node(applies))?),
                None => Truth::MET,
            };
            let applies = stands.and(applies);
            if applies != Truth::UNMET {
                let conditions = self.get_in(context, Target::Node(policy.root))?;
                sets.push((applies, shape::truth(&conditions)));
            }
        }
        Ok(first_that_applies(sets))
    }

    /// For each day and place still possible, what stands there; each answer once.
    pub(super) fn standing(&mut self, versions: &[PolicyId]) -> Need<Vec<Standing>> {
        let program = self.program;
        let place = self.need_place()?;
        let home = self.context;
        let mut found: Vec<Need<Version<'_>>> = Vec::new();
        for id in versions {
            let Some(policy) = program.policies.get(id.index()) else { continue };
            self.context = self.context_of(*id);
            let law_day = self.need_law_day();
            let context = std::mem::replace(&mut self.context, home);
            found.push(law_day.map(|law_day| Version { id: *id, policy, context, law_day }));
        }
        let mut versions = found.into_iter().collect::<Need<Vec<Version<'_>>>>()?;
        // The version of the nearest place goes before those of the places around it.
        versions.sort_by_key(|version| std::cmp::Reverse(self.depth(version.policy.region)));
        let one_day =
            versions.iter().all(|version| versions.first().is_some_and(|first| first.context == version.context));
        Ok(if one_day { self.standing_together(&versions, place) } else { vec![self.standing_apart(&versions, place)] })
    }

    /// Versions that count by the same law day, looked at day by day and place by place: none of them is there twice.
    fn standing_together(&self, versions: &[Version<'_>], place: Place) -> Vec<Standing> {
        let nowhere = Standing { versions: Vec::new(), because: Some(Because::NotInForce) };
        let Some(law_day) = versions.first().map(|version| &version.law_day) else { return vec![nowhere] };
        let mut found: Vec<Standing> = Vec::new();
        for (day, place) in self.samples(versions, law_day, place) {
            let in_force: Vec<&Version<'_>> =
                versions.iter().filter(|version| self.stands_on(version, versions, day, place)).collect();
            let here = in_force.iter().filter(|version| self.contains_place(version.policy.region, place));
            let versions: Vec<(PolicyId, Truth)> = here.map(|version| (version.id, Truth::MET)).collect();
            let because = match (in_force.is_empty(), versions.is_empty()) {
                (true, _) => Some(Because::NotInForce),
                (false, true) => Some(Because::OtherRegion),
                (false, false) => None,
            };
            let standing = Standing { versions, because };
            if !found.contains(&standing) {
                found.push(standing);
            }
        }
        if law_day.may_be_undefined() || place.undefined {
            let versions = versions.iter().map(|version| (version.id, Truth::UNDEFINED)).collect();
            found.push(Standing { versions, because: None });
        }
        found
    }

    /// Versions with law days of their own: each stands or not by itself.
    fn standing_apart(&self, versions: &[Version<'_>], place: Place) -> Standing {
        let mut standing = Standing { versions: Vec::new(), because: Some(Because::NotInForce) };
        for version in versions {
            let mut stands: Option<Truth> = None;
            let undefined = version.law_day.may_be_undefined() || place.undefined;
            let mut add = |truth: Truth| stands = Some(stands.map_or(truth, |stands| stands.union(truth)));
            for (day, place) in self.samples(versions, &version.law_day, place) {
                let in_force = self.stands_on(version, versions, day, place);
                let here = self.contains_place(version.policy.region, place);
                add(Truth::from(in_force && here));
                standing.because = match standing.because {
                    None => None,
                    _ if in_force && here => None,
                    Some(Because::NotInForce) if in_force => Some(Because::OtherRegion),
                    because => because,
                };
            }
            if undefined {
                add(Truth::UNDEFINED);
                standing.because = None;
            }
            standing.versions.push((version.id, stands.unwrap_or(Truth::UNDEFINED)));
        }
        standing
    }

    fn samples(&self, versions: &[Version<'_>], law_day: &Range, place: Place) -> Vec<(Date, RegionId)> {
        let periods = versions.iter().flat_map(|version| &version.policy.effective).map(|line| (line.from, line.to));
        let days = sample_days(law_day, periods);
        let places = cut_place(self, place, versions.iter().map(|version| version.policy.region));
        days.iter().flat_map(|day| places.iter().map(|place| (*day, *place))).collect()
    }

    /// Whether a version is in force on a day by a line that is known today. Without a line it always is.
    fn in_force(&self, policy: &Policy, day: Date) -> bool {
        self.lines_in_force(&policy.effective, day)
    }

    /// Whether a version is in force on a day in a place by a line that no other version there supersedes.
    fn stands_on(&self, version: &Version<'_>, versions: &[Version<'_>], day: Date, place: RegionId) -> bool {
        let in_force = |policy: &'_ Policy| {
            policy.effective.iter().filter(|line| self.line_in_force(line, day)).cloned().collect::<Vec<Effective>>()
        };
        let others = versions.iter().filter(|other| other.id != version.id);
        let superseded: Vec<DocumentId> = others
            .filter(|other| self.contains_place(other.policy.region, place))
            .flat_map(|other| in_force(other.policy))
            .flat_map(|line| line.supersedes)
            .collect();
        if superseded.is_empty() || version.policy.effective.is_empty() {
            return self.in_force(version.policy, day);
        }
        in_force(version.policy).iter().any(|line| !line.documents.iter().any(|document| superseded.contains(document)))
    }
}

/// Down the versions, each with whether it applies and the truth of its conditions: the first that applies counts.
pub(super) fn first_that_applies(versions: Vec<(Truth, Truth)>) -> PolicySet {
    let mut set: Option<PolicySet> = None;
    for (applies, conditions) in versions {
        let found = PolicySet::of(applies, conditions);
        let reached = PolicySet { not_applicable: false, ..found };
        if reached.truth.is_some() {
            set = Some(set.map_or(reached, |set| set.union(reached)));
        }
        if !applies.contains(Truth::UNMET) {
            return set.unwrap_or(found);
        }
    }
    let none = PolicySet { not_applicable: true, truth: None };
    set.map_or(none, |set| set.union(none))
}
