//! What the passes share: declarations, what has been built of them, the program as it grows.

use super::declaration::{DeclarationId, Declarations, What};
use super::report::Report;
use super::transition::Deemed;
use super::types::{Type, Typed};
use super::{File, Spans};
use crate::diagnostic::Code;
use crate::program::{
    ChoiceTypeId, ConditionId, DeferralRuleId, DefinitionId, DepartmentId, DocumentId, EachId, FactId, JudgedId, Kind,
    Node, NodeId, Openness, OrganId, PaperId, ParameterId, PolicyId, Program, PromiseRuleId, RegionId, ScoreId,
    TableId,
};
use crate::span::Span;
use crate::value::{Date, Number};
use std::collections::BTreeMap;

/// Yearly definitions and tables with inputs that lead to each other deeper than this are refused, so that no input
/// overflows the stack. All else is built in an order that needs no depth.
pub(super) const MAX_CHAIN: usize = 16;

/// Copies of tables with inputs, one for each use. Far more than any pack has; tables that use tables twice double at
/// each step.
pub(super) const MAX_COPIES: usize = 100_000;

/// What has been made of a declaration.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Built {
    /// Not looked at yet.
    Not,
    /// Being built: whoever needs it now goes round in a circle.
    Now,
    /// Could not be built; the problem has been reported.
    Failed,
    /// A definition with its type.
    Definition(DefinitionId, Type),
    /// A definition that is worked out year by year, where it is read.
    Yearly,
    /// A parameter.
    Parameter(ParameterId, Type),
    /// A table.
    Table(TableId, Type),
    /// A table with inputs, made where it is used.
    Function,
    /// A score, part or item.
    Score(ScoreId),
    /// A condition.
    Condition(ConditionId),
    /// 逐项.
    Each(EachId),
    /// A policy.
    Policy(PolicyId),
    /// A fact.
    Fact(FactId),
}

/// A yearly definition for one year: what it is, and the date before whose year it does not exist.
pub(super) type InYear = (DefinitionId, Type, Option<FactId>);

/// A named group of choices.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ChoiceGroup {
    /// The type that it declares.
    pub(super) id: ChoiceTypeId,
    /// Its members by name.
    pub(super) members: Vec<String>,
}

/// Where a name is looked up.
#[derive(Clone, Debug, Default)]
pub(super) struct Scope {
    pub(super) file: usize,
    pub(super) policy: Option<DeclarationId>,
    /// In a yearly definition: how many years before the law day's year.
    pub(super) year: Option<u8>,
    /// Inside an aggregate over years: the year at hand.
    pub(super) each_year: Option<u8>,
    /// Inside an aggregate over records: the list.
    pub(super) record: Option<FactId>,
    /// The inputs of a table that is used like a function.
    pub(super) inputs: BTreeMap<String, Typed>,
    /// In a 叠加: the document that a bare article cites.
    pub(super) document: Option<DocumentId>,
    /// In an example of a 叠加: which.
    pub(super) stack: Option<crate::program::StackId>,
    /// Facts may be named that the file does not use (examples).
    pub(super) any_fact: bool,
}

/// The passes' common state.
pub(super) struct Checker<'a> {
    pub(super) files: Vec<&'a File>,
    pub(super) found: Declarations<'a>,
    pub(super) built: Vec<Built>,
    pub(super) report: Report,
    pub(super) program: Program,
    pub(super) spans: Spans,
    /// The type of each node.
    pub(super) types: Vec<Type>,
    /// Nodes that may be a range left to judges.
    pub(super) ranged: Vec<bool>,
    /// Groups of choices by declaration.
    pub(super) groups: BTreeMap<DeclarationId, ChoiceGroup>,
    /// The type of each fact and of its columns.
    pub(super) fact_types: Vec<Type>,
    pub(super) column_types: Vec<Vec<Type>>,
    /// Facts that some rule reads.
    pub(super) facts_read: Vec<bool>,
    pub(super) documents: BTreeMap<DeclarationId, DocumentId>,
    pub(super) regions: BTreeMap<String, RegionId>,
    pub(super) papers: BTreeMap<DeclarationId, PaperId>,
    pub(super) departments: BTreeMap<DeclarationId, DepartmentId>,
    pub(super) organs: BTreeMap<DeclarationId, OrganId>,
    pub(super) deferral_rules: BTreeMap<DeclarationId, DeferralRuleId>,
    pub(super) promise_rules: BTreeMap<DeclarationId, PromiseRuleId>,
    pub(super) policies: BTreeMap<DeclarationId, PolicyId>,
    /// Yearly definitions as built for a year.
    pub(super) yearly: BTreeMap<(DeclarationId, u8), Option<InYear>>,
    /// The date before whose year the yearly facts just read do not exist.
    pub(super) anchor: Option<FactId>,
    /// Judged lines and items by policy and name.
    pub(super) judged: BTreeMap<(PolicyId, String), JudgedId>,
    /// The sentence at each place, by policy.
    pub(super) sentences: BTreeMap<(Option<DeclarationId>, Span), u32>,
    /// The transitions of each policy that has been looked at.
    pub(super) deemed: BTreeMap<DeclarationId, Deemed>,
    pub(super) depth: usize,
    /// How many copies of tables with inputs there are.
    pub(super) copies: usize,
    /// What adapts what.
    pub(super) overlays: Vec<super::overlay::Overlay>,
    /// The versions of a policy by the name that they share.
    pub(super) families: BTreeMap<String, Vec<DeclarationId>>,
    /// How benefits add up.
    pub(super) stacks: BTreeMap<DeclarationId, crate::program::StackId>,
}

impl<'a> Checker<'a> {
    /// Adds a node.
    pub(super) fn push(&mut self, node: Node, ty: Type, span: Span) -> Typed {
        let kind = match &ty {
            Type::List(fact) => self.program.facts.get(fact.index()).map_or(Kind::Truth, |fact| fact.kind.clone()),
            _ => ty.kind(),
        };
        let ranged = self.may_be_range(&node);
        let id = NodeId(u32::try_from(self.program.nodes.len()).unwrap_or(u32::MAX));
        self.program.nodes.push(node);
        self.program.kinds.push(kind);
        self.spans.nodes.push(span);
        self.types.push(ty.clone());
        self.ranged.push(ranged);
        Typed { node: id, ty }
    }

    /// A number of the given type.
    pub(super) fn number(&mut self, value: Number, ty: Type, span: Span) -> Typed {
        self.push(Node::Number(value), ty, span)
    }

    /// A settled truth.
    pub(super) fn truth(&mut self, value: bool, span: Span) -> Typed {
        self.push(Node::Truth(value), Type::Truth, span)
    }

    /// The node itself.
    pub(super) fn node(&self, id: NodeId) -> Option<&Node> {
        self.program.nodes.get(id.index())
    }

    /// Forgets nodes that were only built to be looked at.
    pub(super) fn forget_nodes(&mut self, length: usize) {
        self.program.nodes.truncate(length);
        self.program.kinds.truncate(length);
        self.spans.nodes.truncate(length);
        self.types.truncate(length);
        self.ranged.truncate(length);
    }

    fn may_be_range(&self, node: &Node) -> bool {
        let ranged = |id: &NodeId| self.ranged.get(id.index()).copied().unwrap_or(false);
        match node {
            Node::Between(_, _, Openness::Judged) => true,
            Node::If(_, a, b) | Node::Arithmetic(_, a, b) => ranged(a) || ranged(b),
            Node::Negate(a) | Node::Round(_, a, _) => ranged(a),
            Node::Least(all) | Node::Greatest(all) => all.iter().any(ranged),
            Node::Exceptions(base, exceptions) => {
                ranged(base) || exceptions.iter().any(|exception| ranged(&exception.value))
            }
            Node::Definition(id) => self.program.definitions.get(id.index()).is_some_and(|d| ranged(&d.root)),
            Node::Table(id) => self
                .program
                .tables
                .get(id.index())
                .is_some_and(|table| table.rows.iter().any(|row| row.output.as_ref().is_some_and(ranged))),
            _ => false,
        }
    }

    /// True if a value may be a range left to judges.
    pub(super) fn is_ranged(&self, id: NodeId) -> bool {
        self.ranged.get(id.index()).copied().unwrap_or(false)
    }

    /// The number that a node surely is, whatever the facts and the day.
    pub(super) fn constant(&self, id: NodeId) -> Option<Number> {
        use crate::program::Arithmetic;
        match self.node(id)? {
            Node::Number(number) => Some(number.clone()),
            Node::Date(date) => Some(Number::from(date.day_number())),
            Node::Negate(inner) => Some(&Number::ZERO - &self.constant(*inner)?),
            Node::Arithmetic(operation, left, right) => {
                let (left, right) = (self.constant(*left)?, self.constant(*right)?);
                match operation {
                    Arithmetic::Add => Some(&left + &right),
                    Arithmetic::Subtract => Some(&left - &right),
                    Arithmetic::Multiply => Some(&left * &right),
                    Arithmetic::Divide => left.div(&right),
                }
            }
            Node::Round(mode, value, step) => self.constant(*value)?.round(*mode, &self.constant(*step)?),
            _ => None,
        }
    }

    /// A type in words, Chinese and English.
    pub(super) fn type_words(&self, ty: &Type) -> (String, String) {
        ty.words(|id| self.program.choice_types.get(id.index()).map(|choices| choices.name.clone()).unwrap_or_default())
    }

    /// Reports that something else was wanted at a place.
    pub(super) fn wrong_type(&mut self, span: Span, wanted: &Type, got: &Type) {
        let (wanted_zh, wanted_en) = self.type_words(wanted);
        let (got_zh, got_en) = self.type_words(got);
        if *wanted == Type::Truth {
            self.report
                .error(
                    Code::TypeMismatch,
                    span,
                    format!("这里要能判断成立不成立，写的却是{got_zh}"),
                    format!("this should hold or not hold, but it is {got_en}"),
                )
                .help(
                    "写成比较，如：甲 >= 1万元、乙 属于 [丙、丁]",
                    "compare it, as in `甲 >= 1万元` or `乙 in [丙、丁]`",
                );
            return;
        }
        self.report.error(
            Code::TypeMismatch,
            span,
            format!("这里应是{wanted_zh}，写的却是{got_zh}"),
            format!("this should be {wanted_en}, but it is {got_en}"),
        );
    }

    /// Builds what a declaration stands for, once. The order of passes keeps chains short; a circle is reported.
    pub(super) fn ensure(&mut self, id: DeclarationId, used_at: Span) -> Built {
        match self.built.get(id).cloned().unwrap_or(Built::Failed) {
            Built::Not => {}
            Built::Now => {
                let name = self.found.get(id).map(|d| (d.name.clone(), d.span));
                if let Some((name, span)) = name {
                    self.report
                        .error(
                            Code::Circle,
                            used_at,
                            format!("`{name}` 绕了一圈又用到它自己"),
                            format!("`{name}` is defined in a circle: it needs itself"),
                        )
                        .label(span, "从这里开始", "it begins here")
                        .help("断开其中一处引用", "break the circle at one place");
                }
                self.set_built(id, Built::Failed);
                return Built::Failed;
            }
            done => return done,
        }
        if self.too_deep(used_at) {
            return Built::Failed;
        }
        self.set_built(id, Built::Now);
        self.depth += 1;
        let built = match self.found.get(id).map(|declaration| declaration.what) {
            Some(What::Definition) => self.build_definition(id),
            Some(What::Case) => self.build_case(id),
            Some(What::Parameter) => self.build_parameter(id),
            Some(What::Table) => self.build_table(id),
            Some(What::Score) => self.build_score(id),
            Some(What::Condition) => self.build_condition(id),
            Some(What::Each) => self.build_each(id),
            Some(What::Deduction) => self.build_deduction(id),
            Some(What::Policy) => self.build_policy_truth(id),
            _ => Built::Failed,
        };
        self.depth -= 1;
        // A circle found on the way stands.
        if self.built.get(id) == Some(&Built::Now) {
            self.set_built(id, built);
        }
        self.built.get(id).cloned().unwrap_or(Built::Failed)
    }

    /// True, and reported, if names have led to names as deep as is allowed.
    pub(super) fn too_deep(&mut self, span: Span) -> bool {
        if self.depth < MAX_CHAIN {
            return false;
        }
        self.report
            .error(
                Code::Nesting,
                span,
                format!("一个引用一个，超过 {MAX_CHAIN} 层"),
                format!("names lead to names more than {MAX_CHAIN} deep"),
            )
            .help(
                "把中间一步写成不逐年、不带输入的定义",
                "make a step on the way a definition without years or inputs",
            );
        true
    }

    pub(super) fn set_built(&mut self, id: DeclarationId, built: Built) {
        if let Some(place) = self.built.get_mut(id) {
            *place = built;
        }
    }

    /// The scope of a declaration's own words.
    pub(super) fn scope_of(&self, id: DeclarationId) -> Scope {
        let (file, policy) = self
            .found
            .get(id)
            .map_or((0, None), |d| (d.file, if d.what == What::Policy { Some(id) } else { d.policy }));
        Scope { file, policy, record: self.list_around(id), ..Scope::default() }
    }

    /// The same scope as seen from where something is written: what a policy takes over sees what it saw there.
    pub(super) fn scope_at(&self, scope: &Scope, span: Span) -> Scope {
        Scope { file: self.found.file_at(span).unwrap_or(scope.file), ..scope.clone() }
    }

    /// What a policy adapts.
    pub(super) fn base_of(&self, policy: DeclarationId) -> Option<DeclarationId> {
        let span = self.found.get(policy)?.item.span;
        let overlay = self.overlays.iter().find(|overlay| overlay.span == span)?;
        self.policy_at(overlay.base)
    }

    /// The layer that a part of a policy comes from, where the policy adapts another.
    pub(super) fn layer(&self, span: Span, scope: &Scope) -> Option<String> {
        self.base_of(scope.policy?)?;
        self.found.get(self.found.written_in(span)?).map(|declaration| declaration.name.clone())
    }

    /// The program's policy that a declaration stands in.
    pub(super) fn policy_of(&self, id: DeclarationId) -> Option<PolicyId> {
        let policy = self.found.get(id)?.policy?;
        self.policies.get(&policy).copied()
    }

    /// The day before which nothing cited is known: 公布 of the first document cited.
    pub(super) fn published(&self, citations: &[crate::program::Citation]) -> Option<Date> {
        let document = citations.iter().find_map(|citation| citation.document)?;
        self.program.documents.get(document.index())?.published
    }
}
