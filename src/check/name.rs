//! What a bare name is where a value stands.

use super::checker::{Built, Checker, Scope};
use super::declaration::{DeclarationId, Space, What};
use super::read::Name;
use super::types::{Type, Typed};
use crate::diagnostic::Code;
use crate::program::Node;
use crate::span::Span;

impl Checker<'_> {
    /// A bare name.
    pub(super) fn name(
        &mut self,
        name: &str,
        quoted: bool,
        span: Span,
        scope: &Scope,
        expected: Option<&Type>,
    ) -> Option<Typed> {
        if let Some(column) = self.column(name, scope)
            && let Some(list) = scope.record
        {
            let ty = self
                .column_types
                .get(list.index())
                .and_then(|columns| columns.get(usize::try_from(column).unwrap_or(usize::MAX)))
                .cloned()?;
            self.mark_read(list);
            return Some(self.push(Node::Column(list, column), ty, span));
        }
        if let Some(input) = scope.inputs.get(name) {
            return Some(input.clone());
        }
        if let Some(Type::Choice(id)) = expected
            && let Some(option) = self.option(*id, name)
        {
            return Some(self.push(Node::Choice(*id, option), Type::Choice(*id), span));
        }
        if !quoted && let Some(word) = fixed(name) {
            return self.fixed_word(word, name, span, scope);
        }
        if let Some(id) = self.find(Space::Value, name, span, scope) {
            return self.use_value(id, span, scope);
        }
        if let Some(region) = self.regions.get(name).copied()
            && matches!(expected, None | Some(Type::Region))
        {
            return Some(self.push(Node::Region(region), Type::Region, span));
        }
        if let Some(Type::Choice(id)) = expected {
            self.unknown_choice(*id, name, span);
            return None;
        }
        if let Some(Type::Region) = expected {
            self.unknown_name(&Name { text: name.to_owned(), span }, Space::Region, scope);
            return None;
        }
        let types = self.choices_with(name, scope);
        match types.as_slice() {
            [one] if expected.is_none() => {
                let option = self.option(*one, name)?;
                Some(self.push(Node::Choice(*one, option), Type::Choice(*one), span))
            }
            [_, _, ..] if expected.is_none() => {
                let names: Vec<String> = types
                    .iter()
                    .filter_map(|id| self.program.choice_types.get(id.index()))
                    .map(|choices| format!("`{}`", choices.name))
                    .collect();
                let names_en = names.join(" and ");
                self.report.error(
                    Code::ChoiceAmbiguous,
                    span,
                    format!("`{name}` 是哪一组的选项说不清：{}里都有", names.join("、")),
                    format!("`{name}` is a choice of several groups: {names_en}"),
                );
                None
            }
            _ => {
                self.unknown_name(&Name { text: name.to_owned(), span }, Space::Value, scope);
                None
            }
        }
    }

    fn fixed_word(&mut self, word: Fixed, name: &str, span: Span, scope: &Scope) -> Option<Typed> {
        match word {
            Fixed::Yes => Some(self.truth(true, span)),
            Fixed::No => Some(self.truth(false, span)),
            Fixed::Today => Some(self.push(Node::Today, Type::Date, span)),
            Fixed::LawDay => Some(self.push(Node::LawDay, Type::Date, span)),
            Fixed::Asked => Some(self.push(Node::AskedRegion, Type::Region, span)),
            Fixed::Here => {
                let policy = scope.policy.and_then(|policy| self.policies.get(&policy).copied());
                let region = policy.and_then(|policy| self.program.policies.get(policy.index())).map(|p| p.region);
                match region {
                    Some(region) => Some(self.push(Node::Region(region), Type::Region, span)),
                    None => {
                        self.misplaced(span, "`本地区` 只在政策里有意思", "`本地区` has a meaning only inside a policy")
                    }
                }
            }
            Fixed::Other => {
                self.report.error(
                    Code::Misplaced,
                    span,
                    format!("`{name}` 不能用在算式里"),
                    format!("`{name}` cannot stand in an expression"),
                );
                None
            }
        }
    }

    /// What a declared name stands for.
    pub(super) fn use_value(&mut self, id: DeclarationId, span: Span, scope: &Scope) -> Option<Typed> {
        let (what, name) = self.found.get(id).map(|d| (d.what, d.name.clone()))?;
        if what == What::Policy {
            return self.use_policy(&name, span, scope);
        }
        if !self.record_at_hand(id, &name, span, scope) {
            return None;
        }
        match self.ensure(id, span) {
            Built::Fact(fact) => {
                self.mark_read(fact);
                let ty = self.fact_types.get(fact.index()).cloned()?;
                let yearly = self.program.facts.get(fact.index()).is_some_and(|fact| fact.yearly);
                match scope.year.or(scope.each_year.filter(|_| false)) {
                    Some(year) if yearly => Some(self.fact_in_year(fact, year, span)),
                    _ if yearly => {
                        self.year_missing(&name, span);
                        None
                    }
                    _ => Some(self.push(Node::Fact(fact), ty, span)),
                }
            }
            Built::Definition(definition, ty) => Some(self.push(Node::Definition(definition), ty, span)),
            Built::Yearly => match scope.year {
                Some(year) => self.yearly_definition(id, year, span),
                None => {
                    self.year_missing(&name, span);
                    None
                }
            },
            Built::Parameter(parameter, ty) => Some(self.push(Node::Parameter(parameter), ty, span)),
            Built::Table(table, ty) => Some(self.push(Node::Table(table), ty, span)),
            Built::Function => {
                self.report
                    .error(
                        Code::ArgumentsWrong,
                        span,
                        format!("表 `{name}` 要带输入"),
                        format!("table `{name}` takes inputs"),
                    )
                    .help(format!("写成 {name}(…)"), format!("write `{name}(…)`"));
                None
            }
            Built::Score(score) => Some(self.push(Node::Score(score), Type::count(super::units::POINT), span)),
            Built::Condition(condition) => Some(self.push(Node::Condition(condition), Type::Truth, span)),
            Built::Each(each) => self.use_each(each, &name, span, scope),
            Built::Policy(policy) => Some(self.push(Node::Policy(policy), Type::Truth, span)),
            Built::Not | Built::Now | Built::Failed => None,
        }
    }

    /// A policy by name: whichever of its versions is in force.
    fn use_policy(&mut self, name: &str, span: Span, scope: &Scope) -> Option<Typed> {
        let versions = self.nearest(Space::Value, name, scope);
        // All versions, the local ones too, are there before it is read.
        let family: Vec<DeclarationId> = versions
            .iter()
            .filter_map(|id| self.policies.get(id))
            .filter_map(|policy| self.families.get(&self.program.policies.get(policy.index())?.name))
            .flatten()
            .copied()
            .collect();
        for version in family {
            self.ensure(version, span);
        }
        let mut nodes = Vec::new();
        for version in versions {
            if let Built::Policy(policy) = self.ensure(version, span) {
                nodes.push(self.push(Node::Policy(policy), Type::Truth, span).node);
            }
        }
        match nodes.as_slice() {
            [] => None,
            [one] => Some(Typed { node: *one, ty: Type::Truth }),
            _ => Some(self.push(Node::Any(nodes), Type::Truth, span)),
        }
    }

    fn year_missing(&mut self, name: &str, span: Span) {
        self.report
            .error(
                Code::YearMissing,
                span,
                format!("`{name}` 一年一个数，没有写是哪一年"),
                format!("`{name}` has one value for each year, and no year is given"),
            )
            .help(
                format!("写成 {name}(上年)、{name}(当年)，或在 合计、平均 里写 {name}(近三年)"),
                format!("write `{name}(上年)`, `{name}(当年)`, or `{name}(近三年)` inside 合计 or 平均"),
            );
    }

    /// Which column of the list at hand has a name.
    pub(super) fn column(&self, name: &str, scope: &Scope) -> Option<u32> {
        let list = self.program.facts.get(scope.record?.index())?;
        list.columns.iter().position(|column| column.name == name).and_then(|at| u32::try_from(at).ok())
    }
}

/// Words with a fixed meaning in expressions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fixed {
    Yes,
    No,
    Today,
    LawDay,
    Asked,
    Here,
    Other,
}

/// The fixed meaning of a word, if it has one.
pub(super) fn fixed(name: &str) -> Option<Fixed> {
    Some(match name {
        "是" | "yes" => Fixed::Yes,
        "否" | "no" => Fixed::No,
        "今天" | "today" => Fixed::Today,
        "适用日" | "law_day" => Fixed::LawDay,
        "属地" | "place" => Fixed::Asked,
        "本地区" | "this_region" => Fixed::Here,
        _ if super::collect::is_fixed(name) => Fixed::Other,
        _ => return None,
    })
}
