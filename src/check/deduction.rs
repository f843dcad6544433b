//! 依次扣减: an amount that runs down a row of others, as far as it lasts.

use super::checker::{Built, Checker, Scope};
use super::declaration::{Declaration, DeclarationId, What};
use super::read::{texts, value, word};
use super::types::{Type, Typed};
use crate::diagnostic::Code;
use crate::program::{Arithmetic, Definition, DefinitionId, Node};
use crate::schema::{Head, Item};
use crate::span::Span;
use crate::syntax::tree::{Expression, ExpressionKind, Infix};
use crate::value::Number;

/// More amounts than any law names; each is added to those before it, and a sum must not be deeper than a stack.
const MAX_AMOUNTS: usize = 100;

/// `扣减增值税 不超过 应纳增值税`: the name of what is deducted, and from what.
pub(super) fn ceiling(line: &Expression) -> Option<(&Expression, &Expression)> {
    match &line.kind {
        ExpressionKind::Infix(Infix::NoMoreThan, _, name, amount) => Some((name, amount)),
        _ => None,
    }
}

impl Checker<'_> {
    /// A name of 依次扣减. All names of one block are built together, as each goes on where the one before it ended.
    pub(super) fn build_deduction(&mut self, id: DeclarationId) -> Built {
        let Some(block) = self.found.deductions.get(&id).copied() else { return Built::Failed };
        let names: Vec<DeclarationId> =
            self.found.of(What::Deduction).into_iter().filter(|it| self.stands_in(*it, block)).collect();
        for name in &names {
            self.set_built(*name, Built::Now);
        }
        let built = self.deductions(block, &names);
        for (place, name) in names.iter().enumerate() {
            let of_name = match &built {
                Some((definitions, ty)) => definitions
                    .get(place)
                    .map_or(Built::Failed, |definition| Built::Definition(*definition, ty.clone())),
                None => Built::Failed,
            };
            // A circle found on the way stands.
            if self.built.get(*name) == Some(&Built::Now) {
                self.set_built(*name, of_name);
            }
        }
        self.built.get(id).cloned().unwrap_or(Built::Failed)
    }

    fn stands_in(&self, name: DeclarationId, block: &Item) -> bool {
        self.found.deductions.get(&name).is_some_and(|other| std::ptr::eq(*other, block))
    }

    fn deductions(&mut self, block: &Item, names: &[DeclarationId]) -> Option<(Vec<DefinitionId>, Type)> {
        let first = *names.first()?;
        let scope = self.scope_of(first);
        let quota_written = value(block)?;
        let quota = self.resolve(quota_written, &scope, None)?;
        if !matches!(quota.ty, Type::Quantity(..)) {
            self.wrong_type(quota_written.span, &Type::count(super::units::YUAN), &quota.ty);
            return None;
        }
        let named: Vec<Declaration<'_>> = names.iter().filter_map(|id| self.found.get(*id).cloned()).collect();
        if named.len() > MAX_AMOUNTS {
            self.report.error(
                Code::TooMany,
                block.span,
                format!("依次扣减里最多写 {MAX_AMOUNTS} 个"),
                format!("a deduction has at most {MAX_AMOUNTS} amounts"),
            );
            return None;
        }
        // What is deducted from the amounts so far, and each value by the place of its name.
        let mut earlier: Option<Typed> = None;
        let mut values: Vec<Option<Typed>> = Vec::new();
        for name in &named {
            let Head::Line(line) = &name.item.head else {
                values.push(None);
                continue;
            };
            let (_, written) = ceiling(line)?;
            let amount = self.resolve_as(written, &scope, &quota.ty)?;
            let left = self.left_over(&quota, earlier.as_ref(), line.span);
            let taken = self.push(Node::Least(vec![amount.node, left.node]), quota.ty.clone(), line.span);
            values.push(Some(taken));
            earlier = Some(match earlier {
                Some(sum) => {
                    self.push(Node::Arithmetic(Arithmetic::Add, sum.node, amount.node), quota.ty.clone(), line.span)
                }
                None => amount,
            });
        }
        let Some(all) = earlier else {
            self.report
                .error(Code::Empty, block.span, "依次扣减里没有写从哪里扣", "nothing is said of what is deducted from")
                .help("写成：扣减增值税 不超过 应纳增值税", "write `deducted no_more_than amount`");
            return None;
        };
        let mut definitions = Vec::new();
        for (name, value) in named.iter().zip(values) {
            let root = match (value, word(name.item)) {
                (Some(value), _) => value,
                (None, "total") => self.push(Node::Least(vec![quota.node, all.node]), quota.ty.clone(), name.span),
                (None, _) => self.left_over(&quota, Some(&all), name.span),
            };
            definitions.push(self.deduction(block, name, &root, &scope));
        }
        Some((definitions, quota.ty))
    }

    /// What is left of an amount after some of it has been taken; never less than nothing.
    fn left_over(&mut self, quota: &Typed, taken: Option<&Typed>, span: Span) -> Typed {
        let rest = match taken {
            Some(taken) => {
                self.push(Node::Arithmetic(Arithmetic::Subtract, quota.node, taken.node), quota.ty.clone(), span)
            }
            None => quota.clone(),
        };
        let nothing = self.number(Number::ZERO, quota.ty.clone(), span);
        self.push(Node::Greatest(vec![nothing.node, rest.node]), quota.ty.clone(), span)
    }

    fn deduction(&mut self, block: &Item, name: &Declaration<'_>, root: &Typed, scope: &Scope) -> DefinitionId {
        let mut notes = self.notes(&block.body, scope);
        notes.citations.extend(self.citations(&name.item.body, scope));
        notes.doubts.extend(texts(&name.item.body, "doubt"));
        let policy = scope.policy.and_then(|policy| self.policies.get(&policy).copied());
        let definition = DefinitionId(u32::try_from(self.program.definitions.len()).unwrap_or(u32::MAX));
        let name_text = name.name.clone();
        self.program.definitions.push(Definition { name: name_text, year: None, policy, root: root.node, notes });
        self.spans.definitions.push(name.span);
        definition
    }
}
