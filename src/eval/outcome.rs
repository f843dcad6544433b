//! What becomes of a policy: its version, its conditions, its outcome.

use super::graph::{self, Target};
use super::policy::{Because, PolicySet, first_that_applies};
use super::run::Run;
use super::slot::Slot;
use super::{Asked, Blocked, Facts};
use crate::program::{ConditionId, Label, Need, Node, NodeId, Policy, PolicyId, Program, ScoreId};
use crate::value::{Place, Range, Truth};

/// What becomes of a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// All conditions are met.
    Eligible,
    /// Some condition is not, or not all can be together.
    Ineligible,
    /// Facts are missing, or something cannot be worked out.
    Undetermined,
    /// All that facts can decide is met; a person must decide.
    Pending,
    /// The policy does not speak of this case.
    NotApplicable,
}

/// What becomes of a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ConditionOutcome {
    /// It holds.
    Met,
    /// It does not.
    Unmet,
    /// Facts are missing, or it cannot be worked out.
    Unknown,
    /// A person must decide.
    Judged,
}

impl From<Truth> for ConditionOutcome {
    fn from(set: Truth) -> ConditionOutcome {
        match set {
            Truth::MET => ConditionOutcome::Met,
            Truth::UNMET => ConditionOutcome::Unmet,
            Truth::JUDGED => ConditionOutcome::Judged,
            _ => ConditionOutcome::Unknown,
        }
    }
}

impl From<PolicySet> for Outcome {
    fn from(set: PolicySet) -> Outcome {
        match (set.not_applicable, set.truth) {
            (_, None) => Outcome::NotApplicable,
            (_, Some(Truth::UNMET)) => Outcome::Ineligible,
            (true, Some(_)) => Outcome::Undetermined,
            (false, Some(Truth::MET)) => Outcome::Eligible,
            (false, Some(Truth::JUDGED)) => Outcome::Pending,
            (false, Some(_)) => Outcome::Undetermined,
        }
    }
}

/// What the rules say of one policy.
#[derive(Clone, Debug, PartialEq)]
pub struct Evaluation {
    /// The version spoken of: the first that can apply, else the last written of the widest place.
    pub policy: PolicyId,
    /// All versions that can still apply, in the order in which they are tried: the nearest place's first, then as written.
    pub versions: Vec<PolicyId>,
    /// The day whose law holds, or the days still possible.
    pub law_day: Range,
    /// The place whose rules are asked for, or the places still possible.
    pub place: Place,
    /// What is possible of the policy.
    pub set: PolicySet,
    /// What became of it.
    pub outcome: Outcome,
    /// Why it does not apply.
    pub because: Vec<Because>,
    /// It is ineligible though no single condition is unmet: no completion of the facts meets them all.
    pub no_completion: bool,
    /// Why it cannot be worked out, if that is sure.
    pub blocked: Vec<Blocked>,
    /// Its conditions with all inside, in source order; none where it does not apply.
    pub conditions: Vec<ConditionState>,
    /// Its scores with all inside, outermost first.
    pub scores: Vec<ScoreState>,
    /// What it needs, in source order.
    pub needs: Vec<NeedState>,
    /// What it gives, in source order.
    pub benefits: Vec<BenefitState>,
    /// Whether each notice applies, in source order.
    pub hints: Vec<Truth>,
    /// All that is given and that this depends on, in catalogue order.
    pub read: Vec<Slot>,
}

/// What is known of a condition.
#[derive(Clone, Debug, PartialEq)]
pub struct ConditionState {
    /// Which.
    pub condition: ConditionId,
    /// What is possible.
    pub set: Truth,
    /// What became of it.
    pub outcome: ConditionOutcome,
    /// Why it cannot be worked out, if that is sure.
    pub blocked: Vec<Blocked>,
}

/// What is known of a score.
#[derive(Clone, Debug, PartialEq)]
pub struct ScoreState {
    /// Which.
    pub score: ScoreId,
    /// Its points.
    pub points: Range,
}

/// Whether a paper is needed.
#[derive(Clone, Debug, PartialEq)]
pub struct NeedState {
    /// The paper, or the group.
    pub needed: Truth,
    /// Of a group each alternative.
    pub alternatives: Vec<Truth>,
}

/// What is known of a benefit.
#[derive(Clone, Debug, PartialEq)]
pub struct BenefitState {
    /// Whether it is given, its policy's conditions aside.
    pub given: Truth,
    /// The amount; none for a right.
    pub amount: Option<Range>,
    /// Why it cannot be worked out whether it is given, or how much, if that is sure.
    pub blocked: Vec<Blocked>,
}

/// What the rules say of a policy, by its name; none if there is no such policy.
pub fn evaluate(program: &Program, name: &str, facts: &Facts, asked: Asked) -> Option<Evaluation> {
    evaluate_in(&mut Run::new(program, facts, asked), name)
}

/// The same with what has been worked out already; leaves the version spoken of entered.
pub fn evaluate_in(run: &mut Run<'_>, name: &str) -> Option<Evaluation> {
    let program = run.program();
    let named = program.policies.iter().position(|policy| policy.name == name && !policy.standard)?;
    let named = PolicyId(u32::try_from(named).ok()?);
    let verdict = run.verdict(named);
    run.enter(verdict.policy);
    let policy = program.policies.get(verdict.policy.index())?;
    let outcome = Outcome::from(verdict.set);
    let mut evaluation = Evaluation {
        policy: verdict.policy,
        versions: verdict.versions,
        law_day: run.law_day(),
        place: run.place(),
        set: verdict.set,
        outcome,
        because: if outcome == Outcome::NotApplicable { verdict.because } else { Vec::new() },
        no_completion: false,
        blocked: Vec::new(),
        conditions: Vec::new(),
        scores: Vec::new(),
        needs: Vec::new(),
        benefits: Vec::new(),
        hints: Vec::new(),
        read: Vec::new(),
    };
    let all_versions = graph::versions_before(program, named, None);
    let mut roots: Vec<Target> = all_versions
        .iter()
        .filter_map(|version| program.policies.get(version.index()))
        .flat_map(|version| version.applies.into_iter().chain(version.law_day))
        .map(Target::Node)
        .collect();
    if outcome != Outcome::NotApplicable {
        roots.push(Target::Node(policy.root));
        evaluation.conditions = all_conditions(program, &policy.conditions)
            .into_iter()
            .filter_map(|condition| run.condition_state(condition))
            .collect();
        evaluation.no_completion = outcome == Outcome::Ineligible
            && !members_of(program, policy.root).into_iter().any(|member| run.split_truth(member) == Truth::UNMET);
        if verdict.set.truth == Some(Truth::UNDEFINED) && !verdict.set.not_applicable {
            evaluation.blocked = run.blocked(Target::Node(policy.root), &policy.name, policy.notes.title.as_ref());
        }
        let scores = policy.scores.iter().flat_map(|score| graph::with_inner_scores(program, *score));
        for score in scores {
            let points = super::shape::range(&run.split_target(Target::Score(score)));
            evaluation.scores.push(ScoreState { score, points });
        }
        roots.extend(policy.scores.iter().copied().map(Target::Score));
        for need in &policy.needs {
            let (when, papers) = match need {
                Need::Paper(paper) => (paper.when, std::slice::from_ref(paper)),
                Need::AnyOf { when, papers, .. } => (*when, papers.as_slice()),
            };
            let of_papers = papers.iter().flat_map(|paper| paper.when.into_iter().chain(paper.copies));
            roots.extend(when.into_iter().chain(of_papers).map(Target::Node));
        }
        evaluation.needs = run.need_states(policy);
        for benefit in &policy.benefits {
            roots.extend(benefit.when.into_iter().chain(benefit.amount).map(Target::Node));
        }
        evaluation.benefits = run.benefit_states(policy);
        roots.extend(graph::handling(program, policy).into_iter().map(Target::Node));
        roots.extend(policy.hints.iter().filter_map(|hint| hint.when).map(Target::Node));
        evaluation.hints = policy.hints.iter().map(|hint| run.holds(hint.when)).collect();
    }
    evaluation.read = run.given_slots(&all_versions, roots);
    Some(evaluation)
}

/// Conditions with all inside, each before what is inside it.
pub fn all_conditions(program: &Program, outermost: &[ConditionId]) -> Vec<ConditionId> {
    let mut stack: Vec<ConditionId> = outermost.iter().rev().copied().collect();
    let mut found = Vec::new();
    while let Some(id) = stack.pop() {
        found.push(id);
        if let Some(condition) = program.conditions.get(id.index()) {
            // INVARIANT: a condition stands in one other at most, so each is found once.
            stack.extend(condition.children.iter().rev());
        }
        if found.len() > program.conditions.len() {
            break;
        }
    }
    found
}

/// What must be true together: each a condition, or a group of conditions of which one alone may be unmet.
fn members_of(program: &Program, root: NodeId) -> Vec<NodeId> {
    let members = match program.nodes.get(root.index()) {
        Some(Node::All(members)) => members.clone(),
        _ => vec![root],
    };
    let written = |member: NodeId| match program.nodes.get(member.index()) {
        Some(Node::Condition(id)) => program.conditions.get(id.index()).map_or(member, |condition| condition.root),
        _ => member,
    };
    members.into_iter().map(written).collect()
}

/// What is possible of a policy, and by which version.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// The version spoken of: the first that can apply, else the last written of the widest place.
    pub policy: PolicyId,
    /// All versions that can still apply, in source order.
    pub versions: Vec<PolicyId>,
    /// What is possible.
    pub set: PolicySet,
    /// Why it may not apply.
    pub because: Vec<Because>,
}

impl Run<'_> {
    /// What is possible of a policy in all its versions: the `and` of its conditions' sets, and the set of their conjunction.
    pub fn verdict(&mut self, policy: PolicyId) -> Verdict {
        let home = self.context;
        let versions = graph::versions_before(self.program, policy, None);
        let standings = self.insist(|run| run.standing(&versions));
        let mut set: Option<PolicySet> = None;
        let mut possible = Vec::new();
        let mut because = Vec::new();
        for standing in &standings {
            let mut tried = Vec::new();
            for (version, stands) in &standing.versions {
                let applies = stands.and(self.in_scope(*version));
                if applies != Truth::UNMET {
                    if !possible.contains(version) {
                        possible.push(*version);
                    }
                    tried.push((applies, self.conjunction(*version)));
                }
                // None behind one that surely applies is looked at: the nearest place's goes before.
                if applies == Truth::MET {
                    break;
                }
            }
            let found = first_that_applies(tried);
            if found.not_applicable {
                because.push(standing.because.unwrap_or(Because::NotInScope));
            }
            set = Some(set.map_or(found, |set| set.union(found)));
        }
        self.context = home;
        because.sort();
        because.dedup();
        Verdict {
            policy: possible.first().copied().or_else(|| self.widest(&versions)).unwrap_or(policy),
            versions: possible,
            set: set.unwrap_or(PolicySet { not_applicable: true, truth: None }),
            because,
        }
    }

    /// Whether each paper of a version is needed; its policy was entered.
    pub fn need_states(&mut self, policy: &Policy) -> Vec<NeedState> {
        let states = policy.needs.iter().map(|need| {
            let (when, papers) = match need {
                Need::Paper(paper) => (paper.when, &[][..]),
                Need::AnyOf { when, papers, .. } => (*when, papers.as_slice()),
            };
            let alternatives = papers.iter().map(|paper| self.holds(paper.when)).collect();
            NeedState { needed: self.holds(when), alternatives }
        });
        states.collect()
    }

    /// What is known of each benefit of a version; its policy was entered.
    pub fn benefit_states(&mut self, policy: &Policy) -> Vec<BenefitState> {
        let states = policy.benefits.iter().map(|benefit| {
            let amount = benefit.amount.map(|amount| super::shape::range(&self.split(amount)));
            let given = self.holds(benefit.when);
            let mut blocked = |node| self.blocked(Target::Node(node), &benefit.name, benefit.notes.title.as_ref());
            let blocked = match (benefit.amount, &amount, benefit.when) {
                (_, _, Some(when)) if given == Truth::UNDEFINED => blocked(when),
                (Some(node), Some(amount), _) if amount.is_nothing() => blocked(node),
                _ => Vec::new(),
            };
            BenefitState { given, amount, blocked }
        });
        states.collect()
    }

    /// Of versions of which none applies the one of the widest place, the last written of these: no local version is
    /// spoken of elsewhere.
    fn widest(&self, versions: &[PolicyId]) -> Option<PolicyId> {
        let region = |id: &PolicyId| self.program.policies.get(id.index()).map(|policy| policy.region);
        let depth = |id: &&PolicyId| region(id).map_or(0, |region| self.depth(region));
        versions.iter().rev().min_by_key(depth).copied()
    }

    /// 适用 of a version.
    fn in_scope(&mut self, version: PolicyId) -> Truth {
        self.enter(version);
        self.holds(self.program.policies.get(version.index()).and_then(|policy| policy.applies))
    }

    /// The conditions of a version together.
    pub fn conjunction(&mut self, version: PolicyId) -> Truth {
        self.enter(version);
        let program = self.program;
        let Some(policy) = program.policies.get(version.index()) else { return Truth::UNDEFINED };
        let each = members_of(program, policy.root)
            .into_iter()
            .fold(Truth::MET, |and, member| and.and(self.split_truth(member)));
        let together = self.split_truth(policy.root);
        each.intersect(together).unwrap_or(together)
    }

    /// What is known of a condition.
    pub fn condition_state(&mut self, id: ConditionId) -> Option<ConditionState> {
        let condition = self.program.conditions.get(id.index())?;
        let set = self.split_truth(condition.root);
        let blocked = match set {
            Truth::UNDEFINED => {
                self.blocked(Target::Node(condition.root), &condition.name, condition.notes.title.as_ref())
            }
            _ => Vec::new(),
        };
        Some(ConditionState { condition: id, set, outcome: ConditionOutcome::from(set), blocked })
    }

    fn blocked(&mut self, target: Target, at: &str, title: Option<&Label>) -> Vec<Blocked> {
        self.reasons_of(target, at, title)
    }

    /// Whether something holds that may go without saying.
    fn holds(&mut self, when: Option<NodeId>) -> Truth {
        when.map_or(Truth::MET, |when| self.split_truth(when))
    }
}
