//! Definitions, with exceptions and year by year.

use super::checker::{Built, Checker, Scope};
use super::declaration::DeclarationId;
use super::read::{all, bare, declared, has, one, plain_word, value, value_of};
use super::types::{Type, Typed};
use crate::diagnostic::Code;
use crate::program::{Definition, DefinitionId, Exception, Node};
use crate::schema::Item;
use crate::syntax::tree::{Expression, ExpressionKind, Separator};

impl Checker<'_> {
    /// A definition at the top of a file or in a policy.
    pub(super) fn build_definition(&mut self, id: DeclarationId) -> Built {
        let Some(item) = self.found.get(id).map(|d| d.item) else { return Built::Failed };
        if has(&item.body, "yearly") {
            return Built::Yearly;
        }
        let scope = self.scope_of(id);
        match self.definition(id, &scope, None) {
            Some((definition, ty)) => Built::Definition(definition, ty),
            None => Built::Failed,
        }
    }

    /// A yearly definition for one year.
    pub(super) fn build_yearly_definition(&mut self, id: DeclarationId, year: u8) -> Option<(DefinitionId, Type)> {
        let scope = Scope { year: Some(year), ..self.scope_of(id) };
        self.definition(id, &scope, Some(year))
    }

    fn definition(&mut self, id: DeclarationId, scope: &Scope, year: Option<u8>) -> Option<(DefinitionId, Type)> {
        let declaration = self.found.get(id).cloned()?;
        let item = declaration.item;
        let base = item
            .equals
            .as_ref()
            .or_else(|| value_of(&item.body, "normally"))
            .or_else(|| item.body.iter().find_map(super::condition::line));
        let Some(base) = base else {
            self.report
                .error(
                    Code::Empty,
                    declaration.span,
                    format!("定义 `{}` 没有写是什么", declaration.name),
                    format!("definition `{}` does not say what it is", declaration.name),
                )
                .help(
                    "写成：定义 名 = 算式，或在块里写：一般 算式",
                    "write `define name = …`, or `normally …` in its block",
                );
            return None;
        };
        let typed = self.resolve(base, scope, None)?;
        if let Type::List(_) = typed.ty {
            self.wrong_type(base.span, &Type::plain(), &typed.ty);
            return None;
        }
        let exceptions = self.exceptions(&item.body, scope, &typed.ty)?;
        let root = if exceptions.is_empty() {
            typed.clone()
        } else {
            self.push(Node::Exceptions(typed.node, exceptions), typed.ty.clone(), declaration.span)
        };
        let notes = self.notes(&item.body, scope);
        let policy = self.policy_of(id);
        let definition = DefinitionId(u32::try_from(self.program.definitions.len()).unwrap_or(u32::MAX));
        self.program.definitions.push(Definition { name: declaration.name, year, policy, root: root.node, notes });
        self.spans.definitions.push(declaration.span);
        Some((definition, root.ty))
    }

    /// 例外 of a body, each with those nested in it.
    fn exceptions(&mut self, body: &[Item], scope: &Scope, ty: &Type) -> Option<Vec<Exception>> {
        let items: Vec<&Item> = all(body, "except").collect();
        let names: Vec<String> =
            items.iter().map(|item| declared(item).map(|name| name.text).unwrap_or_default()).collect();
        let mut built = Vec::new();
        let mut whole = true;
        for (item, name) in items.iter().zip(&names) {
            if names.iter().filter(|other| *other == name).count() > 1 {
                self.report.error(
                    Code::NameDoubled,
                    item.span,
                    format!("例外 `{name}` 写了两次"),
                    format!("exception `{name}` stands twice"),
                );
            }
            match self.exception(item, name, &names, scope, ty) {
                Some(exception) => built.push(exception),
                None => whole = false,
            }
        }
        whole.then_some(built)
    }

    fn exception(&mut self, item: &Item, name: &str, names: &[String], scope: &Scope, ty: &Type) -> Option<Exception> {
        let Some(when) = value_of(&item.body, "when") else {
            self.report
                .error(
                    Code::ExceptionIncomplete,
                    item.span,
                    format!("例外 `{name}` 没有写什么时候成立"),
                    format!("exception `{name}` does not say when it holds"),
                )
                .help("写成：例外 名 当 条件 则 值", "write `except name when … then …`");
            return None;
        };
        let then = one(&item.body, "then").and_then(value).or(item.equals.as_ref());
        let Some(then) = then else {
            self.report
                .error(
                    Code::ExceptionIncomplete,
                    item.span,
                    format!("例外 `{name}` 没有写值是多少"),
                    format!("exception `{name}` does not give its value"),
                )
                .help("写成：例外 名 当 条件 则 值", "write `except name when … then …`");
            return None;
        };
        let guard = self.resolve_truth(when, scope);
        let value: Option<Typed> = self.resolve_as(then, scope, ty);
        let nested = self.exceptions(&item.body, scope, ty);
        let over = self.yielding(item, name, names);
        Some(Exception { name: name.to_owned(), guard: guard?.node, value: value?.node, over, nested: nested? })
    }

    /// 优先于: the exceptions of the same level that yield to this one.
    fn yielding(&mut self, item: &Item, own: &str, names: &[String]) -> Vec<u32> {
        let mut over = Vec::new();
        let written = all(&item.body, "over").flat_map(|over| over.values.iter().map(|value| &value.expression));
        let on_head = item.values.iter().skip(1).filter(|value| {
            !matches!(plain_word(&value.expression), Some("优先于" | "over")) || value.separator == Separator::Member
        });
        let all: Vec<&Expression> = written.chain(on_head.map(|value| &value.expression)).collect();
        for expression in all {
            let ExpressionKind::Name { .. } = &expression.kind else { continue };
            let Some(name) = bare(expression) else { continue };
            match names.iter().position(|other| other == name && other != own).and_then(|at| u32::try_from(at).ok()) {
                Some(at) => over.push(at),
                None => {
                    let near = crate::diagnostic::suggest(name, names.iter().map(String::as_str)).map(str::to_owned);
                    let problem = self.report.error(
                        Code::NameUnknown,
                        expression.span,
                        format!("同一层没有例外 `{name}`"),
                        format!("there is no exception `{name}` at this level"),
                    );
                    if let Some(near) = near {
                        problem.help(format!("是不是 `{near}`？"), format!("did you mean `{near}`?"));
                    }
                }
            }
        }
        over
    }
}
