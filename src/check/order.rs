//! The order in which declarations are built: what a declaration names is built before it.
//!
//! A first look goes over the names alone, with a stack of its own, so that long chains of definitions need no deep
//! recursion. It may take a choice for a value of the same name; the real dependencies are those found while building.

use super::checker::{Built, Checker};
use super::declaration::{DeclarationId, Space, What};
use crate::schema::{Head, Item};
use crate::syntax::tree::{Expression, ExpressionKind, Value};

impl Checker<'_> {
    /// Builds everything that has a value.
    pub(super) fn build_in_order(&mut self) {
        let mut seen = vec![false; self.found.list.len()];
        for start in 0..self.found.list.len() {
            self.build_from(start, &mut seen);
        }
    }

    fn build_from(&mut self, start: DeclarationId, seen: &mut [bool]) {
        if !self.has_value(start) || seen.get(start).copied().unwrap_or(true) {
            return;
        }
        if let Some(seen) = seen.get_mut(start) {
            *seen = true;
        }
        let mut open = vec![(start, self.needed_by(start).into_iter())];
        while let Some((id, needs)) = open.last_mut() {
            let id = *id;
            match needs.next() {
                Some(next) => {
                    if let Some(seen) = seen.get_mut(next)
                        && !*seen
                    {
                        *seen = true;
                        let needs = self.needed_by(next);
                        open.push((next, needs.into_iter()));
                    }
                }
                None => {
                    open.pop();
                    let span = self.found.get(id).map(|d| d.span).unwrap_or_default();
                    self.ensure(id, span);
                }
            }
        }
    }

    fn has_value(&self, id: DeclarationId) -> bool {
        self.built.get(id) == Some(&Built::Not)
            && self.found.get(id).is_some_and(|d| {
                matches!(
                    d.what,
                    What::Definition
                        | What::Case
                        | What::Parameter
                        | What::Table
                        | What::Score
                        | What::Condition
                        | What::Each
                        | What::Deduction
                        | What::Policy
                )
            })
    }

    /// The declarations that the words of a declaration name.
    fn needed_by(&self, id: DeclarationId) -> Vec<DeclarationId> {
        let Some(declaration) = self.found.get(id) else { return Vec::new() };
        let scope = self.scope_of(id);
        let mut names = Vec::new();
        let mut needs = Vec::new();
        if declaration.what == What::Policy {
            for item in &declaration.item.body {
                if matches!(
                    super::read::word(item),
                    "require" | "exclude" | "judged" | "any" | "all" | "at_least" | "applies" | "law_day" | "policy"
                ) {
                    self.names_in_item(Some(id), item, &mut names, &mut needs);
                }
            }
        } else if let Some(block) = self.found.deductions.get(&id) {
            self.names_in_item(declaration.policy, block, &mut names, &mut needs);
        } else {
            self.names_in_item(declaration.policy, declaration.item, &mut names, &mut needs);
        }
        needs.retain(|need| *need != id);
        for name in names {
            needs.extend(self.nearest(Space::Value, name, &scope).into_iter().filter(|need| *need != id));
        }
        needs.retain(|need| self.has_value(*need));
        needs
    }

    fn names_in_item<'i>(
        &self,
        policy: Option<DeclarationId>,
        item: &'i Item,
        names: &mut Vec<&'i str>,
        needs: &mut Vec<DeclarationId>,
    ) {
        let mut items = vec![item];
        while let Some(item) = items.pop() {
            if matches!(super::read::word(item), "example" | "basis" | "quote" | "gist") {
                continue;
            }
            needs.extend(self.found.at(policy, item));
            match &item.head {
                Head::Line(line) => names_in(line, names),
                Head::Row(cells) => {
                    for cell in cells {
                        names_in_values(&cell.values, names);
                    }
                }
                Head::Word(..) => {}
            }
            names_in_values(&item.values, names);
            if let Some(equals) = &item.equals {
                names_in(equals, names);
            }
            items.extend(&item.body);
        }
    }
}

fn names_in_values<'i>(values: &'i [Value], names: &mut Vec<&'i str>) {
    for value in values {
        names_in(&value.expression, names);
    }
}

fn names_in<'i>(expression: &'i Expression, names: &mut Vec<&'i str>) {
    let mut rest = vec![expression];
    while let Some(at) = rest.pop() {
        match &at.kind {
            ExpressionKind::Name { name, .. } => names.push(name),
            ExpressionKind::Call { name, arguments, .. } => {
                names.push(name);
                rest.extend(arguments.iter().map(|value| &value.expression));
            }
            ExpressionKind::List(values) => rest.extend(values.iter().map(|value| &value.expression)),
            ExpressionKind::Group(inner) | ExpressionKind::Prefix(_, inner) => rest.push(inner),
            ExpressionKind::Infix(_, _, left, right) => rest.extend([left.as_ref(), right.as_ref()]),
            ExpressionKind::If(a, b, c) => rest.extend([a.as_ref(), b.as_ref(), c.as_ref()]),
            _ => {}
        }
    }
}
