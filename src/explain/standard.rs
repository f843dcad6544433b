//! What a standard says of one profile: the values of what it defines, and what they still lack.

use super::answer::{DefinitionAnswer, PackStamp, StandardAnswer, Text};
use super::known::{quantity, shown, unit};
use super::law::{cites, own_title, sentences};
use super::open::missing_of;
use super::sentence::{Headline, Precision, Sentence, say};
use super::used::{slot_names, slot_text};
use crate::eval::Run;
use crate::eval::graph::Target;
use crate::program::{Kind, Node, NodeId, Notes, PolicyId, Program};

/// The names of all standards, each once, in source order.
pub fn standard_names(program: &Program) -> Vec<&str> {
    let standards = program.policies.iter().filter(|policy| policy.standard);
    let mut names: Vec<&str> = Vec::new();
    for standard in standards {
        if !names.contains(&standard.name.as_str()) {
            names.push(&standard.name);
        }
    }
    names
}

/// The answer of one standard, by its name; its last version speaks for it.
pub fn standard(run: &mut Run<'_>, name: &str, pack: &PackStamp) -> Option<StandardAnswer> {
    let program = run.program();
    let named = program.policies.iter().rposition(|policy| policy.standard && policy.name == name)?;
    let id = PolicyId(u32::try_from(named).ok()?);
    let policy = program.policies.get(named)?;
    run.enter(id);
    Some(StandardAnswer {
        standard: policy.name.clone(),
        title: own_title(policy.notes.title.as_ref()),
        as_of: run.asked().today.to_string(),
        definitions: defined_in(program, id).into_iter().map(|defined| answer(run, id, &defined)).collect(),
        sentences: sentences(program, policy),
        doubt: policy.notes.doubts.clone(),
        pack: pack.clone(),
    })
}

struct Defined<'a> {
    name: &'a str,
    notes: &'a Notes,
    node: NodeId,
}

/// The tables and definitions that stand in a standard, in the order in which they rest on each other.
fn defined_in(program: &Program, id: PolicyId) -> Vec<Defined<'_>> {
    let tables = (0..).zip(&program.nodes).filter_map(|(place, node)| {
        let Node::Table(table) = node else { return None };
        let table = program.tables.get(table.index()).filter(|table| table.policy == Some(id))?;
        Some(Defined { name: &table.name, notes: &table.notes, node: NodeId(place) })
    });
    // One of a year of its own is read only where a year is named.
    let definitions = program.definitions.iter().filter(|it| it.policy == Some(id) && it.year.is_none());
    let definitions = definitions.map(|it| Defined { name: &it.name, notes: &it.notes, node: it.root });
    let mut defined: Vec<Defined<'_>> = tables.chain(definitions).collect();
    defined.sort_by_key(|it| it.node);
    defined
}

fn answer(run: &mut Run<'_>, id: PolicyId, defined: &Defined<'_>) -> DefinitionAnswer {
    let program = run.program();
    let kind = program.kinds.get(defined.node.index()).cloned().unwrap_or(Kind::Truth);
    let value = run.split(defined.node);
    let lacking = missing_of(run, id, [Target::Node(defined.node)]);
    let facts: Vec<Text> = lacking.iter().map(|slot| slot_text(program, *slot)).collect();
    let text = match shown(program, &kind, &value, Precision::Nearest) {
        Some(shown) if facts.is_empty() => Sentence::Value(shown),
        _ if facts.is_empty() => Sentence::NotKnown,
        _ => Sentence::Headline(Headline::Undetermined { facts }),
    };
    DefinitionAnswer {
        id: defined.name.to_owned(),
        title: own_title(defined.notes.title.as_ref()),
        value: quantity(program, &kind, &value),
        unit: unit(&kind),
        missing: slot_names(program, &lacking),
        cite: cites(program, &defined.notes.citations),
        text: say(&text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::{Facts, Slot};
    use crate::explain::answer::Quantity;
    use crate::explain::testing::{Builder, asked, known};
    use crate::program::{Comparison, Definition};

    #[test]
    fn a_standard_tells_what_it_defines_and_what_that_lacks() {
        let mut builder = Builder::new();
        let (people, read) = builder.people("从业人员", "0", None);
        let root = builder.test(read, Comparison::Less, "20");
        let id = builder.policy("划型标准", &[]);
        builder.program.policies.get_mut(id.index()).expect("a policy").standard = true;
        let notes = Notes::default();
        builder.program.definitions.push(Definition {
            name: "微型".to_owned(),
            year: None,
            policy: Some(id),
            root,
            notes,
        });
        let told = |facts: &Facts| {
            let mut run = Run::new(&builder.program, facts, asked("2026-11-22"));
            let mut answer = standard(&mut run, "划型标准", &PackStamp::default()).expect("a standard");
            answer.definitions.pop().expect("a definition")
        };

        let open = told(&Facts::default());
        assert_eq!(open.missing, ["从业人员"]);
        assert_eq!(open.value, None);
        assert_eq!(open.text.zh, "还不能判断，要知道从业人员。");

        let mut facts = Facts::default();
        facts.put(Slot::Fact(people), known("19"));
        let settled = told(&facts);
        assert!(settled.missing.is_empty());
        assert_eq!(settled.value, Some(Quantity::Truth(true)));
        assert_eq!(settled.text.zh, "是");
    }
}
