//! What differs between two programs and no element tells: nothing that means something may pass for the same.

use super::answer::{OtherDifference, PolicyDiff};
use super::canonical::{Id, Names, Said, canonical};
use super::written;
use crate::eval::year_before;
use crate::explain::answer::Text;
use crate::program::{Need, PolicyId, Program, Sharing};
use crate::service::{Change, ElementKind as Kind};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// All that differs, but for what the policies' elements tell; with a policy asked for, what has to do with it.
pub(super) fn others(old: &Program, new: &Program, policy: Option<&str>, told: &[PolicyDiff]) -> Vec<OtherDifference> {
    if old == new {
        return Vec::new();
    }
    let (was, is) = (said(old, policy), said(new, policy));
    let keys: BTreeSet<&Key> = was.keys().chain(is.keys()).collect();
    let differing = keys.into_iter().filter(|key| was.get(*key) != is.get(*key) && !is_told(key, told));
    differing
        .map(|key| {
            let (before, after) = (written(old, key), written(new, key));
            let written_out = before != after;
            OtherDifference {
                kind: key.kind,
                policy: key.policy.clone(),
                name: key.name.clone(),
                before: before.filter(|_| written_out),
                after: after.filter(|_| written_out),
            }
        })
        .collect()
}

/// What stands beside policies, written out: all of one name, each on lines of its own.
fn written(program: &Program, key: &Key) -> Option<Text> {
    let texts: Vec<Text> = match key.kind {
        Kind::Stack => {
            let named = program.stacks.iter().filter(|it| it.name == key.name);
            named.map(|it| written::stack(program, it)).collect()
        }
        Kind::Sharing => {
            let paper = |it: &Sharing| program.papers.get(it.paper.index()).is_some_and(|it| it.name == key.name);
            program.sharings.iter().filter(|it| paper(it)).map(|it| written::sharing(program, it)).collect()
        }
        _ => Vec::new(),
    };
    let joined = |of: fn(&Text) -> &str| texts.iter().map(of).collect::<Vec<_>>().join("\n");
    (!texts.is_empty()).then(|| Text { zh: joined(|it| &it.zh), en: joined(|it| &it.en) })
}

/// What a part is called.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    kind: Kind,
    /// The policy that it stands in, if any.
    policy: Option<String>,
    name: String,
}

impl Key {
    /// The policy that it stands in or is.
    fn whose(&self) -> Option<&str> {
        self.policy.as_deref().or((self.kind == Kind::Policy).then_some(self.name.as_str()))
    }
}

/// Elements of these kinds are parts of their own; those of all other kinds are told of the policy itself.
const OWN_PARTS: [Kind; 10] = [
    Kind::Condition,
    Kind::Case,
    Kind::Each,
    Kind::Transition,
    Kind::Parameter,
    Kind::Definition,
    Kind::Table,
    Kind::Score,
    Kind::Material,
    Kind::Benefit,
];

fn is_told(key: &Key, told: &[PolicyDiff]) -> bool {
    let whose = key.whose();
    let mut diffs = told.iter().filter(|diff| whose.is_none_or(|whose| diff.policy == whose));
    diffs.any(|diff| match diff.change {
        Change::Added | Change::Removed => whose.is_some(),
        Change::Changed | Change::Same => diff.elements.iter().any(|element| {
            // 情形 are definitions, and so is that a record meets the conditions of an 逐项.
            let kind = match element.kind {
                Kind::Case => Kind::Definition,
                Kind::Each if key.kind == Kind::Definition => Kind::Definition,
                kind => kind,
            };
            match key.kind {
                Kind::Policy => !OWN_PARTS.contains(&element.kind),
                of => {
                    of == kind && element.name.as_deref() == Some(key.name.as_str()) && element.before != element.after
                }
            }
        }),
    })
}

/// A part of a program.
struct Part {
    key: Key,
    id: Id,
    said: Said,
    refers: Vec<Id>,
}

/// What all parts say, by name: versions of one name together.
fn said(program: &Program, policy: Option<&str>) -> BTreeMap<Key, BTreeSet<Said>> {
    let mut reader = Reader { names: names(program), refers: HashMap::new(), parts: Vec::new() };
    reader.digests(program);
    reader.parts(program);
    let reached = policy.map(|policy| reader.reached(policy));
    let mut said: BTreeMap<Key, BTreeSet<Said>> = BTreeMap::new();
    for part in reader.parts {
        if reached.as_ref().is_none_or(|reached| reached.contains(&part.id)) {
            said.entry(part.key).or_default().insert(part.said);
        }
    }
    said
}

/// The names of all that has one and an id.
fn names(program: &Program) -> Names {
    let mut names = Names::default();
    let policy = |id: PolicyId| program.policies.get(id.index()).map_or("", |policy| policy.name.as_str());
    let own = |id: PolicyId, name: &str| format!("{}·{name}", policy(id));
    let maybe = |id: Option<PolicyId>, name: &str| id.map_or_else(|| name.to_owned(), |id| own(id, name));
    let mut list = |of: &'static str, all: Vec<String>| {
        names.names.extend((0..).zip(all).map(|(place, name)| ((of, place), name)));
    };
    list("ChoiceTypeId", program.choice_types.iter().map(|it| it.name.clone()).collect());
    list("RegionId", program.regions.iter().map(|it| it.name.clone()).collect());
    list("DocumentId", program.documents.iter().map(|it| it.name.clone()).collect());
    list("GroupId", program.groups.iter().map(|it| it.name.clone()).collect());
    list("FactId", program.facts.iter().map(|it| it.name.clone()).collect());
    list("ParameterId", program.parameters.iter().map(|it| maybe(it.policy, &it.name)).collect());
    let definitions = program.definitions.iter().map(|it| maybe(it.policy, &of_year(&it.name, it.year)));
    list("DefinitionId", definitions.collect());
    list("TableId", program.tables.iter().map(|it| maybe(it.policy, &it.name)).collect());
    list("ScoreId", program.scores.iter().map(|it| maybe(it.policy, &it.name)).collect());
    list("ConditionId", program.conditions.iter().map(|it| own(it.policy, &it.name)).collect());
    list("EachId", program.each.iter().map(|it| own(it.policy, &it.name)).collect());
    list("PaperId", program.papers.iter().map(|it| it.name.clone()).collect());
    list("PolicyId", program.policies.iter().map(|it| it.name.clone()).collect());
    list("DepartmentId", program.departments.iter().map(|it| it.name.clone()).collect());
    list("OrganId", program.organs.iter().map(|it| it.name.clone()).collect());
    list("DeferralRuleId", program.deferral_rules.iter().map(|it| it.name.clone()).collect());
    list("PromiseRuleId", program.promise_rules.iter().map(|it| it.name.clone()).collect());
    list("StackId", program.stacks.iter().map(|it| it.name.clone()).collect());
    names
}

/// A yearly definition stands once for each year, as its element does.
fn of_year(name: &str, year: Option<u8>) -> String {
    year.map_or_else(|| name.to_owned(), |year| format!("{name}({})", year_before(year)))
}

struct Reader {
    names: Names,
    /// What nodes and decisions refer to.
    refers: HashMap<Id, Vec<Id>>,
    parts: Vec<Part>,
}

impl Reader {
    /// Of what has no name: a node refers only to nodes before it.
    fn digests(&mut self, program: &Program) {
        for (place, judged) in (0..).zip(&program.judged) {
            self.digest(("JudgedId", place), judged);
        }
        for ((place, node), kind) in (0..).zip(&program.nodes).zip(&program.kinds) {
            self.digest(("NodeId", place), &(node, kind));
        }
    }

    fn digest(&mut self, id: Id, of: &impl Serialize) {
        let (said, refers) = canonical(&self.names, of);
        self.names.digests.insert(id, said);
        self.refers.insert(id, refers);
    }

    fn part(&mut self, kind: Kind, id: Id, policy: Option<String>, name: &str, of: &impl Serialize) {
        let (said, refers) = canonical(&self.names, of);
        let key = Key { kind, policy, name: name.to_owned() };
        self.parts.push(Part { key, id, said, refers });
    }

    fn list<T: Serialize>(
        &mut self,
        kind: Kind,
        of: &'static str,
        all: &[T],
        name: impl Fn(&T) -> (Option<PolicyId>, String),
    ) {
        for (place, each) in (0..).zip(all) {
            let (policy, name) = name(each);
            let policy = policy.and_then(|id| self.names.names.get(&("PolicyId", id.0)).cloned());
            self.part(kind, (of, place), policy, &name, each);
        }
    }

    fn parts(&mut self, program: &Program) {
        self.list(Kind::Policy, "PolicyId", &program.policies, |it| (None, it.name.clone()));
        self.list(Kind::Condition, "ConditionId", &program.conditions, |it| (Some(it.policy), it.name.clone()));
        self.list(Kind::Each, "EachId", &program.each, |it| (Some(it.policy), it.name.clone()));
        self.list(Kind::Transition, "Transition", &program.transitions, |it| (Some(it.policy), it.name.clone()));
        self.list(Kind::Parameter, "ParameterId", &program.parameters, |it| (it.policy, it.name.clone()));
        self.list(Kind::Definition, "DefinitionId", &program.definitions, |it| (it.policy, of_year(&it.name, it.year)));
        self.list(Kind::Table, "TableId", &program.tables, |it| (it.policy, it.name.clone()));
        self.list(Kind::Score, "ScoreId", &program.scores, |it| (it.policy, it.name.clone()));
        self.list(Kind::Material, "PaperId", &program.papers, |it| (None, it.name.clone()));
        self.needs_and_benefits(program);
        self.list(Kind::DeferralRule, "DeferralRuleId", &program.deferral_rules, |it| (None, it.name.clone()));
        self.list(Kind::PromiseRule, "PromiseRuleId", &program.promise_rules, |it| (None, it.name.clone()));
        let papers = &program.papers;
        let paper = |id: crate::program::PaperId| papers.get(id.index()).map_or_else(String::new, |it| it.name.clone());
        self.list(Kind::Sharing, "Sharing", &program.sharings, |it| (None, paper(it.paper)));
        let policies = &program.policies;
        let chain = |id: PolicyId| policies.get(id.index()).map_or_else(String::new, |it| it.name.clone());
        self.list(Kind::Chain, "Chain", &program.chains, |it| (None, chain(it.policy)));
        self.list(Kind::Stack, "StackId", &program.stacks, |it| (None, it.name.clone()));
        self.list(Kind::Fact, "FactId", &program.facts, |it| (None, it.name.clone()));
        self.list(Kind::Choices, "ChoiceTypeId", &program.choice_types, |it| (None, it.name.clone()));
        self.list(Kind::QuestionGroup, "GroupId", &program.groups, |it| (None, it.name.clone()));
        self.list(Kind::Region, "RegionId", &program.regions, |it| (None, it.name.clone()));
        self.list(Kind::Calendar, "CalendarYear", &program.calendars, |it| (None, it.year.to_string()));
        self.list(Kind::Document, "DocumentId", &program.documents, |it| (None, it.name.clone()));
        self.list(Kind::Department, "DepartmentId", &program.departments, |it| (None, it.name.clone()));
        self.list(Kind::Organ, "OrganId", &program.organs, |it| (None, it.name.clone()));
        self.list(Kind::Empowerment, "Empowerment", &program.empowerments, |it| (None, it.name.clone()));
    }

    /// A policy's papers and benefits are told one by one.
    fn needs_and_benefits(&mut self, program: &Program) {
        for (place, policy) in (0..).zip(&program.policies) {
            let (id, whose) = (("PolicyId", place), Some(policy.name.clone()));
            for need in &policy.needs {
                let name = match need {
                    Need::Paper(paper) => program.papers.get(paper.paper.index()).map_or("", |it| it.name.as_str()),
                    Need::AnyOf { name, .. } => name,
                };
                self.part(Kind::Material, id, whose.clone(), name, need);
            }
            for benefit in &policy.benefits {
                self.part(Kind::Benefit, id, whose.clone(), &benefit.name, benefit);
            }
        }
    }

    /// What has to do with a policy: what stands in it, all that this refers to, and what speaks of that.
    fn reached(&self, policy: &str) -> HashSet<Id> {
        let mut refers: HashMap<Id, Vec<Id>> = self.refers.clone();
        for part in &self.parts {
            refers.entry(part.id).or_default().extend(&part.refers);
        }
        let own = self.parts.iter().filter(|part| part.key.whose() == Some(policy)).map(|part| part.id);
        let mut reached = HashSet::new();
        follow(&refers, own, &mut reached);
        // Days and places are read from where no rule names them.
        let speaks = self.parts.iter().filter(|part| match part.key.kind {
            Kind::Calendar | Kind::Region | Kind::Empowerment => true,
            Kind::Stack | Kind::Sharing | Kind::Chain | Kind::Organ => {
                part.refers.iter().any(|id| reached.contains(id))
            }
            _ => false,
        });
        let speaks: Vec<Id> = speaks.map(|part| part.id).collect();
        reached.extend(speaks);
        reached
    }
}

fn follow(refers: &HashMap<Id, Vec<Id>>, from: impl Iterator<Item = Id>, reached: &mut HashSet<Id>) {
    let mut open: Vec<Id> = from.collect();
    while let Some(id) = open.pop() {
        if reached.insert(id) {
            open.extend(refers.get(&id).into_iter().flatten());
        }
    }
}
