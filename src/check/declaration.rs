//! What is declared, and where it is seen.

use super::read::word;
use crate::schema::Item;
use crate::span::Span;
use std::collections::{BTreeMap, BTreeSet};

/// An index into [`Declarations::list`].
pub(super) type DeclarationId = usize;

/// What is declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    Fact,
    Choices,
    Definition,
    Parameter,
    Table,
    Score,
    Condition,
    /// 逐项.
    Each,
    /// A name of 依次扣减: what is deducted from one amount, in all, or what is left.
    Deduction,
    Policy,
    Document,
    Paper,
    Region,
    Department,
    Benefit,
    Hint,
    Case,
    Organ,
    Empowerment,
    DeferralRule,
    PromiseRule,
    Stack,
}

impl What {
    /// In words.
    pub(super) fn words(self) -> (&'static str, &'static str) {
        match self {
            What::Fact => ("事实", "fact"),
            What::Choices => ("选项组", "group of choices"),
            What::Definition => ("定义", "definition"),
            What::Parameter => ("参数", "parameter"),
            What::Table => ("表", "table"),
            What::Score => ("评分项", "score"),
            What::Condition => ("条件", "condition"),
            What::Each => ("逐项", "conditions for each record"),
            What::Deduction => ("扣减额", "deduction"),
            What::Policy => ("政策", "policy"),
            What::Document => ("文件", "document"),
            What::Paper => ("材料", "material"),
            What::Region => ("地区", "region"),
            What::Department => ("部门", "department"),
            What::Benefit => ("待遇", "benefit"),
            What::Hint => ("提示", "hint"),
            What::Case => ("情形", "case"),
            What::Organ => ("机关", "organ"),
            What::Empowerment => ("赋权", "empowerment"),
            What::DeferralRule => ("容缺办法", "deferral rule"),
            What::PromiseRule => ("告知承诺办法", "promise rule"),
            What::Stack => ("叠加", "stack"),
        }
    }

    pub(super) fn space(self) -> Space {
        match self {
            What::Fact
            | What::Definition
            | What::Parameter
            | What::Table
            | What::Score
            | What::Condition
            | What::Each
            | What::Deduction
            | What::Case
            | What::Policy => Space::Value,
            What::Choices => Space::Choices,
            What::Document => Space::Document,
            What::Paper => Space::Paper,
            What::Region => Space::Region,
            What::Department => Space::Department,
            What::Benefit => Space::Benefit,
            What::Hint => Space::Hint,
            What::Organ => Space::Organ,
            What::Empowerment => Space::Empowerment,
            What::DeferralRule => Space::DeferralRule,
            What::PromiseRule => Space::PromiseRule,
            What::Stack => Space::Stack,
        }
    }
}

/// Names of different spaces never meet, as the place where they are used tells which is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Space {
    Value,
    Choices,
    Document,
    Paper,
    Region,
    Department,
    Benefit,
    Hint,
    Organ,
    Empowerment,
    DeferralRule,
    PromiseRule,
    Stack,
}

/// Something with a name.
#[derive(Clone, Debug)]
pub(super) struct Declaration<'a> {
    pub(super) name: String,
    pub(super) span: Span,
    pub(super) what: What,
    /// Which file, by its place in path order.
    pub(super) file: usize,
    /// The policy that it stands in.
    pub(super) policy: Option<DeclarationId>,
    /// The condition, score or 逐项 that it stands in.
    pub(super) parent: Option<DeclarationId>,
    /// The group of questions that it stands in.
    pub(super) group: Option<usize>,
    pub(super) item: &'a Item,
}

/// A group of questions.
#[derive(Clone, Debug)]
pub(super) struct Group<'a> {
    pub(super) name: String,
    pub(super) file: usize,
    pub(super) item: &'a Item,
}

/// An example and where it stands.
#[derive(Clone, Debug)]
pub(super) struct ExamplePlace<'a> {
    pub(super) file: usize,
    pub(super) policy: Option<DeclarationId>,
    /// The 叠加 that it stands in.
    pub(super) stack: Option<DeclarationId>,
    pub(super) item: &'a Item,
}

/// Everything that is declared.
#[derive(Debug, Default)]
pub(super) struct Declarations<'a> {
    pub(super) list: Vec<Declaration<'a>>,
    pub(super) groups: Vec<Group<'a>>,
    pub(super) examples: Vec<ExamplePlace<'a>>,
    /// 共享 at the top of files, each with its file: what it names is a paper.
    pub(super) sharings: Vec<(usize, &'a Item)>,
    /// 词汇 of each file.
    pub(super) vocabularies: BTreeMap<usize, &'a Item>,
    /// Units that facts and parameters declare.
    pub(super) units: BTreeSet<String>,
    /// For each file the files whose names it sees: those that it uses, and those that they use.
    pub(super) uses: Vec<BTreeSet<usize>>,
    /// What stands at the top of a file or in a 标准, and so may be seen from elsewhere.
    pub(super) names: BTreeMap<(Space, String), Vec<DeclarationId>>,
    /// What stands in a policy, by that policy.
    pub(super) own: BTreeMap<(DeclarationId, Space, String), Vec<DeclarationId>>,
    /// One that stands in a policy, for saying where a name that is not seen stands.
    pub(super) hidden: BTreeMap<(Space, String), DeclarationId>,
    /// Conditions and scores by their policy and the place of their item: what is taken over stands in several.
    pub(super) places: BTreeMap<(Option<DeclarationId>, Span), DeclarationId>,
    /// Policies by where they begin, with where they end.
    pub(super) blocks: BTreeMap<(u32, u32), (u32, DeclarationId)>,
    /// Which file each source is.
    pub(super) sources: BTreeMap<u32, usize>,
    /// The block of 依次扣减 that a name of it stands in.
    pub(super) deductions: BTreeMap<DeclarationId, &'a Item>,
}

impl<'a> Declarations<'a> {
    /// All of this name that may be seen from other blocks.
    pub(super) fn named(&self, space: Space, name: &str) -> &[DeclarationId] {
        self.names.get(&(space, name.to_owned())).map_or(&[], Vec::as_slice)
    }

    /// All of this name in a policy.
    pub(super) fn inside(&self, policy: DeclarationId, space: Space, name: &str) -> &[DeclarationId] {
        self.own.get(&(policy, space, name.to_owned())).map_or(&[], Vec::as_slice)
    }

    /// One of this name anywhere, seen or not.
    pub(super) fn anywhere(&self, space: Space, name: &str) -> Option<DeclarationId> {
        self.named(space, name).first().copied().or_else(|| self.hidden.get(&(space, name.to_owned())).copied())
    }

    /// The condition or score that an item of a policy declares.
    pub(super) fn at(&self, policy: Option<DeclarationId>, item: &Item) -> Option<DeclarationId> {
        self.places.get(&(policy, item.span)).copied()
    }

    /// The file that something is written in, which tells whose names it sees.
    pub(super) fn file_at(&self, span: Span) -> Option<usize> {
        self.sources.get(&span.source).copied()
    }

    /// The policy that something is written in: for what is taken over, the one that it is taken from.
    pub(super) fn written_in(&self, span: Span) -> Option<DeclarationId> {
        let (_, (end, policy)) = self
            .blocks
            .range(..=(span.source, span.start))
            .next_back()
            .filter(|((source, _), _)| *source == span.source)?;
        (span.end <= *end).then_some(*policy)
    }

    /// The names of a policy in a space.
    pub(super) fn names_inside(&self, policy: DeclarationId, space: Space) -> impl Iterator<Item = &str> {
        self.own
            .range((policy, space, String::new())..)
            .take_while(move |((of, in_space, _), _)| *of == policy && *in_space == space)
            .map(|((_, _, name), _)| name.as_str())
    }

    /// The declaration.
    pub(super) fn get(&self, id: DeclarationId) -> Option<&Declaration<'a>> {
        self.list.get(id)
    }

    /// Every name of a space.
    pub(super) fn names(&self, space: Space) -> impl Iterator<Item = (&str, &[DeclarationId])> {
        self.names
            .iter()
            .filter(move |((of, _), _)| *of == space)
            .map(|((_, name), ids)| (name.as_str(), ids.as_slice()))
    }

    /// Everything of one kind, in source order.
    pub(super) fn of(&self, what: What) -> Vec<DeclarationId> {
        self.list.iter().enumerate().filter(|(_, d)| d.what == what).map(|(id, _)| id).collect()
    }

    pub(super) fn enter(&mut self, space: Space, name: &str, id: DeclarationId) {
        let policy = self.list.get(id).and_then(|declaration| declaration.policy);
        let standard = policy.and_then(|policy| self.list.get(policy)).is_some_and(|p| word(p.item) == "standard");
        if let Some(policy) = policy {
            push_new(self.own.entry((policy, space, name.to_owned())).or_default(), id);
            self.hidden.entry((space, name.to_owned())).or_insert(id);
        }
        if policy.is_none() || standard {
            push_new(self.names.entry((space, name.to_owned())).or_default(), id);
        }
    }
}

pub(super) fn push_new(ids: &mut Vec<DeclarationId>, id: DeclarationId) {
    if ids.last() != Some(&id) {
        ids.push(id);
    }
}
