//! Examples: which there are, what each is based on, and what is given in it.

use super::checker::{Checker, Scope};
use super::declaration::{DeclarationId, ExamplePlace};
use super::example::{Example, Expectation, Expected, Givens};
use super::expectation::span_of;
use super::read::{all, first_words, has, one};
use crate::diagnostic::{Code, suggest};
use crate::program::Comparison;
use crate::schema::entries;
use std::collections::BTreeMap;

impl Checker<'_> {
    /// All examples, those that are based on others after these.
    pub(super) fn examples(&mut self) -> Vec<Example> {
        let places = self.found.examples.clone();
        let mut by_name: ByName = BTreeMap::new();
        for (at, place) in places.iter().enumerate() {
            let Some(name) = first_words(place.item) else { continue };
            if by_name.insert((place.file, name.clone(), block_of(place)), at).is_some() {
                self.report
                    .error(
                        Code::NameDoubled,
                        place.item.span,
                        format!("示例 `{name}` 写了两次"),
                        format!("example \"{name}\" stands twice"),
                    )
                    .help("换一个名字", "rename one of them");
            }
        }
        let parents: Vec<Option<usize>> = (0..places.len()).map(|at| self.based_on(at, &places, &by_name)).collect();
        let places = with_policies(places, &parents);
        let mut givens: Vec<Option<Givens>> = vec![None; places.len()];
        for at in 0..places.len() {
            self.givens_of(at, &places, &parents, &mut givens);
        }
        let mut examples = Vec::new();
        for ((place, given), parent) in places.iter().zip(givens).zip(&parents) {
            let Some(name) = first_words(place.item) else { continue };
            // What it is based on is not known, which has been reported: nothing else can be said of it.
            if parent.is_none() && has(&place.item.body, "based_on") {
                continue;
            }
            let given = given.unwrap_or_default();
            if given.today.is_none() {
                self.report
                    .error(
                        Code::TodayMissing,
                        place.item.span,
                        format!("示例 `{name}` 没有给定今天"),
                        format!("example \"{name}\" does not say which day it is asked"),
                    )
                    .help("写：给定 今天 = 2026-01-01", "write `given today = 2026-01-01`");
            }
            let scope = self.example_scope(place);
            let mut expectations = Vec::new();
            for item in all(&place.item.body, "expect") {
                if let Some(equals) = &item.equals
                    && let [subject] = item.values.as_slice()
                {
                    let chain = self.chain_of(&scope);
                    let of_chain = chain.and_then(|chain| self.chain_value(&subject.expression, equals, chain, &scope));
                    let expected = match of_chain {
                        Some(expected) => expected.map(Expected::Chain),
                        None => self.value_expected(&subject.expression, Comparison::Equal, equals, &scope),
                    };
                    expectations.extend(expected.map(|expected| Expectation { span: item.span, expected }));
                    continue;
                }
                for entry in entries(&item.values) {
                    let Some(span) = span_of(entry) else { continue };
                    if let Some(expected) = self.expected(entry, &scope) {
                        expectations.push(Expectation { span, expected });
                    }
                }
            }
            examples.push(Example {
                name,
                file: self.files.get(place.file).map(|file| file.path.clone()).unwrap_or_default(),
                span: place.item.span,
                policy: place.policy.and_then(|policy| self.policies.get(&policy).copied()),
                stack: self.stack_of(place.stack),
                givens: given,
                expectations,
            });
        }
        examples
    }

    fn example_scope(&self, place: &ExamplePlace<'_>) -> Scope {
        let stack = self.stack_of(place.stack);
        Scope { file: place.file, policy: place.policy, stack, any_fact: true, ..Scope::default() }
    }

    /// The example that 基于 names: in the same block, else in the same file, else in the files that it uses. `甲·名` is
    /// the one of that name in the policy 甲.
    fn based_on(&mut self, at: usize, places: &[ExamplePlace<'_>], by_name: &ByName) -> Option<usize> {
        let place = places.get(at)?;
        let based_on = one(&place.item.body, "based_on")?;
        let name = first_words(based_on)?;
        let used = self.found.uses.get(place.file).cloned().unwrap_or_default();
        let files: Vec<usize> = std::iter::once(place.file).chain(used).collect();
        let whole = |file: usize| of_name(by_name, file, &name).collect::<Vec<_>>();
        let in_block = |file: usize| {
            let Some((block, inner)) = name.split_once('·') else { return Vec::new() };
            let named = |id: &DeclarationId| self.found.get(*id).is_some_and(|it| it.name == block);
            of_name(by_name, file, inner).filter(|(block, _)| block.as_ref().is_some_and(named)).collect::<Vec<_>>()
        };
        if let Some(own) = by_name.get(&(place.file, name.clone(), block_of(place))) {
            return Some(*own);
        }
        let hits = files.iter().map(|file| whole(*file)).find(|hits| !hits.is_empty());
        let hits = hits.or_else(|| files.iter().map(|file| in_block(*file)).find(|hits| !hits.is_empty()));
        match hits.unwrap_or_default().as_slice() {
            [(_, one)] => Some(*one),
            [] => {
                let names = by_name.keys().filter(|(file, ..)| files.contains(file)).map(|(_, name, _)| name.as_str());
                let near = suggest(&name, names).map(str::to_owned);
                let problem = self.report.error(
                    Code::NameUnknown,
                    based_on.span,
                    format!("这个文件和它引用的文件里都没有示例 `{name}`"),
                    format!("there is no example \"{name}\" in this file or in those that it uses"),
                );
                if let Some(near) = near {
                    problem.help(format!("是不是 `{near}`？"), format!("did you mean \"{near}\"?"));
                }
                None
            }
            several => {
                let block = |id: Option<DeclarationId>| Some(self.found.get(id?)?.name.clone());
                let blocks: Vec<String> = several.iter().filter_map(|(id, _)| block(*id)).collect();
                let first = blocks.first().cloned().unwrap_or_default();
                self.report
                    .error(
                        Code::NameAmbiguous,
                        based_on.span,
                        format!("叫 `{name}` 的示例不止一个：{}里都有", blocks.join("、")),
                        format!("several examples are called \"{name}\": there is one in {}", blocks.join(" and in ")),
                    )
                    .help(
                        format!("写明是哪里的，如：基于 \"{first}·{name}\""),
                        format!("say whose: `based_on \"{first}·{name}\"`"),
                    );
                None
            }
        }
    }

    /// The givens of an example with all that 基于 takes over. Goes up the line of parents without recursion.
    fn givens_of(
        &mut self,
        start: usize,
        places: &[ExamplePlace<'_>],
        parents: &[Option<usize>],
        givens: &mut [Option<Givens>],
    ) {
        let mut line = vec![start];
        while let Some(at) = line.last().copied() {
            let Some(parent) = parents.get(at).copied().flatten() else { break };
            if line.contains(&parent) {
                let Some(based_on) = places.get(at).and_then(|place| one(&place.item.body, "based_on")) else { break };
                let name = first_words(based_on).unwrap_or_default();
                self.report.error(
                    Code::Circle,
                    based_on.span,
                    format!("示例 `{name}` 绕了一圈又基于它自己"),
                    format!("example \"{name}\" is based on itself in a circle"),
                );
                break;
            }
            line.push(parent);
            if givens.get(parent).is_some_and(Option::is_some) {
                break;
            }
        }
        let mut taken = Givens::default();
        for at in line.into_iter().rev() {
            if let Some(Some(known)) = givens.get(at) {
                taken = known.clone();
                continue;
            }
            let Some(place) = places.get(at) else { continue };
            let scope = self.example_scope(place);
            for item in all(&place.item.body, "given") {
                self.given(item, &scope, &mut taken);
            }
            if let Some(entry) = givens.get_mut(at) {
                *entry = Some(taken.clone());
            }
        }
    }
}

/// Examples by file, name, and the block that they stand in.
type ByName = BTreeMap<(usize, String, Option<DeclarationId>), usize>;

/// The policy, item, chain or 叠加 that an example stands in; names are unique in each.
fn block_of(place: &ExamplePlace<'_>) -> Option<DeclarationId> {
    place.policy.or(place.stack)
}

/// The examples of a name in a file, each with its block.
fn of_name<'a>(
    by_name: &'a ByName,
    file: usize,
    name: &str,
) -> impl Iterator<Item = (Option<DeclarationId>, usize)> + 'a {
    let name = name.to_owned();
    by_name
        .range((file, name.clone(), None)..)
        .take_while(move |((of, named, _), _)| *of == file && *named == name)
        .map(|((_, _, block), at)| (*block, *at))
}

/// An example that stands in no policy speaks of the policy of the one that it is based on.
fn with_policies<'a>(mut places: Vec<ExamplePlace<'a>>, parents: &[Option<usize>]) -> Vec<ExamplePlace<'a>> {
    for at in 0..places.len() {
        let mut policy = None;
        let mut stack = None;
        let mut above = Some(at);
        // As many steps as there are examples end a circle, too.
        let mut steps = 0..places.len();
        while let (None, Some(here), Some(_)) = (policy, above, steps.next()) {
            policy = places.get(here).and_then(|place| place.policy);
            stack = stack.or(places.get(here).and_then(|place| place.stack));
            above = parents.get(here).copied().flatten();
        }
        if let Some(place) = places.get_mut(at) {
            place.policy = policy;
            place.stack = stack;
        }
    }
    places
}
