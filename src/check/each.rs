//! 逐项: conditions for each record of a list.

use super::checker::{Built, Checker, Scope};
use super::declaration::{DeclarationId, Space, What};
use super::read::{bare, declared};
use super::types::{Type, Typed};
use crate::diagnostic::Code;
use crate::program::{AddedColumn, Definition, DefinitionId, Each, EachId, FactId, Node};
use crate::schema::Item;
use crate::span::Span;
use crate::syntax::tree::Expression;

/// A list as an aggregate names it: the sheet itself, or the records that 逐项 lets in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Records {
    /// Whose records.
    pub(super) list: FactId,
    /// Which of them; all if absent.
    pub(super) belongs: Option<DefinitionId>,
}

impl Checker<'_> {
    /// 逐项.
    pub(super) fn build_each(&mut self, id: DeclarationId) -> Built {
        let Some(declaration) = self.found.get(id).cloned() else { return Built::Failed };
        let (Some(around), Some(policy)) = (declaration.policy, self.policy_of(id)) else { return Built::Failed };
        let body = &declaration.item.body;
        let Some(list) = self.list_of_each(declaration.item, &self.scope_around(id)) else {
            self.no_list(declaration.item, declaration.span);
            return Built::Failed;
        };
        self.mark_read(list);
        self.stray_lines(body);
        let (mut nodes, mut conditions) = (Vec::new(), Vec::new());
        if self.policy_conditions(around, body, &mut nodes, &mut conditions).is_none() {
            return Built::Failed;
        }
        let root = self.push(Node::All(nodes), Type::Truth, declaration.span);
        let scope = self.scope_of(id);
        let notes = self.notes(body, &scope);
        let belongs = DefinitionId(u32::try_from(self.program.definitions.len()).unwrap_or(u32::MAX));
        self.program.definitions.push(Definition {
            name: declaration.name.clone(),
            year: None,
            policy: Some(policy),
            root: root.node,
            notes: notes.clone(),
        });
        self.spans.definitions.push(declaration.span);
        let each = EachId(u32::try_from(self.program.each.len()).unwrap_or(u32::MAX));
        let name = declaration.name;
        self.program.each.push(Each { name, policy, list, belongs, conditions, columns: Vec::new(), notes });
        Built::Each(each)
    }

    /// The columns that 逐项 adds, once all of them are built.
    pub(super) fn finish_each(&mut self) {
        for id in self.found.of(What::Each) {
            let Some(Built::Each(each)) = self.built.get(id).cloned() else { continue };
            let mut columns = Vec::new();
            for (column, declaration) in self.found.list.clone().into_iter().enumerate() {
                if declaration.parent != Some(id) {
                    continue;
                }
                let (node, ty) = match self.built.get(column).cloned() {
                    Some(Built::Definition(definition, ty)) => (Node::Definition(definition), ty),
                    Some(Built::Table(table, ty)) => (Node::Table(table), ty),
                    _ => continue,
                };
                let value = self.push(node, ty, declaration.span).node;
                columns.push(AddedColumn { name: declaration.name, value });
            }
            if let Some(each) = self.program.each.get_mut(each.index()) {
                each.columns = columns;
            }
        }
    }

    /// The list whose record is at hand where a declaration stands.
    pub(super) fn list_around(&self, id: DeclarationId) -> Option<FactId> {
        let mut at = Some(id);
        while let Some((id, declaration)) = at.and_then(|id| Some((id, self.found.get(id)?))) {
            if declaration.what == What::Each {
                return self.list_of_each(declaration.item, &self.scope_around(id));
            }
            at = declaration.parent;
        }
        None
    }

    /// The file and policy around a declaration, with no record at hand.
    fn scope_around(&self, id: DeclarationId) -> Scope {
        let (file, policy) = self.found.get(id).map_or((0, None), |it| (it.file, it.policy));
        Scope { file, policy, ..Scope::default() }
    }

    /// The list that stands behind 来自.
    fn list_of_each(&self, item: &Item, scope: &Scope) -> Option<FactId> {
        let name = bare(&item.values.get(1)?.expression)?;
        let id = self.nearest(Space::Value, name, scope).first().copied()?;
        self.list_fact(id)
    }

    /// The list that a declaration is, if it is one.
    pub(super) fn list_fact(&self, id: DeclarationId) -> Option<FactId> {
        match self.built.get(id) {
            Some(Built::Fact(fact)) if matches!(self.fact_types.get(fact.index()), Some(Type::List(_))) => Some(*fact),
            _ => None,
        }
    }

    fn no_list(&mut self, item: &Item, span: Span) {
        let place = item.values.get(1).map_or(span, |value| value.expression.span);
        let name = declared(item).map(|name| name.text).unwrap_or_default();
        self.report
            .error(Code::ListWanted, place, "`来自` 后面应是一个清单", "a list should stand behind `来自`")
            .help(
                format!("写成：逐项 {name} 来自 清单的名字；清单用 `事实 名：清单` 声明"),
                format!("write `each {name} from list`; a list is declared by `fact name：list`"),
            );
    }

    /// The records that a name in an aggregate means.
    pub(super) fn records_named(&mut self, source: &Expression, scope: &Scope) -> Option<Records> {
        let name = bare(super::expression::strip(source))?;
        let id = self.nearest(Space::Value, name, scope).first().copied()?;
        if let Some(list) = self.list_fact(id) {
            return Some(Records { list, belongs: None });
        }
        if self.found.get(id)?.what != What::Each {
            return None;
        }
        match self.ensure(id, source.span) {
            Built::Each(each) => {
                let each = self.program.each.get(each.index())?;
                Some(Records { list: each.list, belongs: Some(each.belongs) })
            }
            _ => None,
        }
    }

    /// 逐项 by its bare name: for a record at hand, whether it is one of them.
    pub(super) fn use_each(&mut self, each: EachId, name: &str, span: Span, scope: &Scope) -> Option<Typed> {
        let (list, belongs) = self.program.each.get(each.index()).map(|each| (each.list, each.belongs))?;
        if scope.record == Some(list) {
            return Some(self.push(Node::Definition(belongs), Type::Truth, span));
        }
        self.report
            .error(
                Code::ListWanted,
                span,
                format!("`{name}` 是几条记录，不是一个值"),
                format!("`{name}` is records of a list, not one value"),
            )
            .help(
                format!("写成 数量({name})、合计({name} 取 …)"),
                format!("write `count({name})`, `sum({name} take …)`"),
            );
        None
    }

    /// False, and reported, if a name has a value for each record and no record of its list is at hand.
    pub(super) fn record_at_hand(&mut self, id: DeclarationId, name: &str, span: Span, scope: &Scope) -> bool {
        let list = self.list_around(id).filter(|list| {
            scope.record != Some(*list) && self.found.get(id).is_some_and(|declared| declared.what != What::Each)
        });
        let Some(list) = list else { return true };
        let of = self.program.facts.get(list.index()).map(|fact| fact.name.clone()).unwrap_or_default();
        self.report
            .error(
                Code::RecordWanted,
                span,
                format!("`{name}` 在 `{of}` 的每条记录里各有一个值，这里不知道是哪一条"),
                format!("`{name}` has a value for each record of `{of}`, and no record is at hand here"),
            )
            .help(
                format!("放进 合计({of} 取 {name})、数量({of} 其中 …) 里用"),
                format!("use it inside `sum({of} take {name})` or `count({of} where …)`"),
            );
        false
    }
}
