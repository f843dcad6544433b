//! Groups of choices, and the choices of single facts.

use super::checker::{Checker, ChoiceGroup, Scope};
use super::declaration::{DeclarationId, Space, What};
use super::read::{bare, text};
use crate::diagnostic::{Code, suggest};
use crate::program::{ChoiceType, ChoiceTypeId, Label};
use crate::schema::Item;
use crate::span::Span;
use crate::syntax::tree::{Expression, Separator, Value};
use crate::value::MAX_OPTIONS;

/// A choice as written: its name, its place, its title.
type Written = (String, Span, Option<String>);

impl Checker<'_> {
    /// All declared groups.
    pub(super) fn build_choices(&mut self) {
        for id in self.found.of(What::Choices) {
            let Some(declaration) = self.found.get(id) else { continue };
            let (name, item, span) = (declaration.name.clone(), declaration.item, declaration.span);
            let (options, ordered) = as_written(item.values.get(1..).unwrap_or_default());
            let id_of_type = self.choice_type(&name, &options, ordered, span);
            let members = options.into_iter().map(|(name, _, _)| name).collect();
            self.groups.insert(id, ChoiceGroup { id: id_of_type, members });
        }
    }

    /// The type of a fact's 选项: a declared group, or a list of its own, in which a group's name stands for its members.
    pub(super) fn fact_choices(
        &mut self,
        owner: &str,
        item: &Item,
        scope: &Scope,
        span: Span,
    ) -> Option<(ChoiceTypeId, u128)> {
        let (written, ordered) = as_written(&item.values);
        if let [(name, _, _)] = written.as_slice()
            && let Some(group) = self.group_named(name, scope)
        {
            let all = self.all_options(group.id);
            return Some((group.id, all));
        }
        let mut options: Vec<Written> = Vec::new();
        for (name, at, title) in written {
            match self.group_named(&name, scope) {
                Some(group) => {
                    for member in group.members {
                        let title = self
                            .option(group.id, &member)
                            .and_then(|option| usize::try_from(option).ok())
                            .and_then(|option| {
                                let (_, title) =
                                    self.program.choice_types.get(group.id.index())?.options.get(option)?;
                                title.as_ref().map(|label| label.zh.clone())
                            });
                        options.push((member, at, title));
                    }
                }
                None => options.push((name, at, title)),
            }
        }
        let id = self.choice_type(owner, &options, ordered, span);
        let all = self.all_options(id);
        Some((id, all))
    }

    fn group_named(&self, name: &str, scope: &Scope) -> Option<ChoiceGroup> {
        let id: DeclarationId = self.nearest(Space::Choices, name, scope).first().copied()?;
        self.groups.get(&id).cloned()
    }

    fn choice_type(&mut self, name: &str, options: &[Written], ordered: bool, span: Span) -> ChoiceTypeId {
        let mut seen: Vec<(String, Option<Label>)> = Vec::new();
        for (option, at, title) in options {
            if seen.iter().any(|(known, _)| known == option) {
                self.report
                    .error(
                        Code::ChoiceDoubled,
                        *at,
                        format!("选项 `{option}` 写了两次"),
                        format!("choice `{option}` stands twice"),
                    )
                    .help("删去一个", "remove one of them");
                continue;
            }
            let title = title.clone().map(|zh| Label { zh, en: None });
            seen.push((option.clone(), title));
        }
        if seen.is_empty() {
            self.report
                .error(Code::Empty, span, format!("`{name}` 没有选项"), format!("`{name}` has no choices"))
                .help("写成：选项 甲、乙", "write: options 甲、乙");
        }
        if seen.len() > MAX_OPTIONS {
            self.report.error(
                Code::TooMany,
                span,
                format!("`{name}` 的选项多于 {MAX_OPTIONS} 个"),
                format!("`{name}` has more than {MAX_OPTIONS} choices"),
            );
            seen.truncate(MAX_OPTIONS);
        }
        let id = ChoiceTypeId(u32::try_from(self.program.choice_types.len()).unwrap_or(u32::MAX));
        self.program.choice_types.push(ChoiceType { name: name.to_owned(), options: seen, ordered });
        id
    }

    /// All options of a type as bits.
    pub(super) fn all_options(&self, id: ChoiceTypeId) -> u128 {
        let count = self.program.choice_types.get(id.index()).map_or(0, |choices| choices.options.len());
        u32::try_from(count)
            .ok()
            .and_then(|count| 1_u128.checked_shl(count))
            .map_or(u128::MAX, |bit| bit.wrapping_sub(1))
    }

    /// The place of an option by its name, or by its title.
    pub(super) fn option(&self, id: ChoiceTypeId, name: &str) -> Option<u32> {
        let options = &self.program.choice_types.get(id.index())?.options;
        options.iter().position(|(option, _)| option == name).and_then(|at| u32::try_from(at).ok())
    }

    /// Declared groups in sight that have an option of this name; if none, choices of facts in sight.
    pub(super) fn choices_with(&self, name: &str, scope: &Scope) -> Vec<ChoiceTypeId> {
        let mut hits: Vec<ChoiceTypeId> = Vec::new();
        for (group_name, ids) in self.found.names(Space::Choices) {
            if self.nearest(Space::Choices, group_name, scope).is_empty() {
                continue;
            }
            for id in ids {
                if let Some(group) = self.groups.get(id)
                    && group.members.iter().any(|member| member == name)
                    && !hits.contains(&group.id)
                {
                    hits.push(group.id);
                }
            }
        }
        if hits.is_empty() {
            for fact in &self.program.facts {
                if let crate::program::Kind::Choice(id) | crate::program::Kind::Choices(id) = fact.kind
                    && self.option(id, name).is_some()
                    && !hits.contains(&id)
                    && !self.nearest(Space::Value, &fact.name, scope).is_empty()
                {
                    hits.push(id);
                }
            }
        }
        hits
    }

    /// Reports a name that is no option of the type.
    pub(super) fn unknown_choice(&mut self, id: ChoiceTypeId, name: &str, span: Span) {
        let Some(choices) = self.program.choice_types.get(id.index()) else { return };
        let names: Vec<&str> = choices.options.iter().map(|(name, _)| name.as_str()).collect();
        let near = suggest(name, names.iter().copied()).map(str::to_owned);
        let listed = names.iter().take(8).copied().collect::<Vec<_>>().join("、");
        let listed = if names.len() > 8 { format!("{listed}……") } else { listed };
        let group = choices.name.clone();
        let problem = self.report.error(
            Code::ChoiceUnknown,
            span,
            format!("`{group}` 没有选项 `{name}`"),
            format!("`{group}` has no choice `{name}`"),
        );
        match near {
            Some(near) => problem
                .help(format!("是不是 `{near}`？可选：{listed}"), format!("did you mean `{near}`? there are: {listed}"))
                .fix(span, near),
            None => problem.help(format!("可选：{listed}"), format!("there are: {listed}")),
        };
    }
}

/// The choices as written, and whether they are ordered. A text behind a choice is its title.
fn as_written(values: &[Value]) -> (Vec<Written>, bool) {
    let mut options: Vec<Written> = Vec::new();
    let mut ordered = false;
    let take = |expression: &Expression, options: &mut Vec<Written>| {
        if let Some(name) = bare(expression) {
            options.push((name.to_owned(), expression.span, None));
        } else if let Some(title) = text(expression) {
            match options.last_mut() {
                Some((_, _, place @ None)) => *place = Some(title.to_owned()),
                _ => options.push((title.to_owned(), expression.span, None)),
            }
        } else {
            // A choice that begins with a figure, such as 3年以上, reads as a number with a unit.
            options.push((super::read::show(expression), expression.span, None));
        }
    };
    for value in values {
        ordered |= value.separator == Separator::Below;
        take(&value.expression, &mut options);
    }
    (options, ordered)
}
