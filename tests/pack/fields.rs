//! Every number that a program holds, changed: what is no longer a program is refused, and what still is one does no harm.

use guiju::compile::compile;
use guiju::eval::{Asked, Facts, Run, evaluate_in};
use guiju::explain::answer::PackStamp;
use guiju::explain::stack::added_up;
use guiju::pack::verify;
use guiju::program::{Program, StackId};
use guiju::service::chain::{chain_names, plan};
use guiju::value::Date;
use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Rules in which every word of the language stands, and a chain and a 叠加 with more in them.
const FILES: [&str; 8] = [
    "words/all.gj",
    "words/chains.gj",
    "words/items.gj",
    "words/overlays.gj",
    "words/records.gj",
    "words/stacks.gj",
    "cli/chain/开办.gj",
    "cli/stack/奖励.gj",
];

/// Numbers that are what they are and name nothing, by where they stand: options of what is no choice, and how many must hold.
const PLAIN: &[&str] = &["/facts/columns/options", "/facts/options", "/nodes/AtLeast"];

static PROGRAMS: LazyLock<Vec<Value>> = LazyLock::new(|| {
    let read = |file: &&str| {
        let text = std::fs::read_to_string(format!("tests/corpus/{file}")).unwrap();
        let (checked, _, problems) = crate::checked::checked(&[((*file).to_owned(), text)]);
        assert!(!problems.has_errors(), "{file}: {problems:?}");
        let program = compile(&checked.program);
        let written = serde_json::to_value(&program).unwrap();
        assert_eq!(serde_json::from_value::<Program>(written.clone()).unwrap(), program);
        written
    };
    FILES.iter().map(read).collect()
});

/// Where every number stands.
fn numbers(value: &Value) -> Vec<String> {
    let mut found = vec![];
    let mut stack = vec![(String::new(), value)];
    while let Some((path, value)) = stack.pop() {
        match value {
            Value::Number(_) => found.push(path),
            Value::Array(members) => {
                stack.extend(members.iter().enumerate().map(|(at, it)| (format!("{path}/{at}"), it)))
            }
            Value::Object(members) => stack.extend(members.iter().map(|(key, it)| (format!("{path}/{key}"), it))),
            _ => {}
        }
    }
    found
}

/// The same without the places in lists.
fn kind(path: &str) -> String {
    path.split('/').filter(|step| step.parse::<usize>().is_err()).collect::<Vec<_>>().join("/")
}

fn changed(value: &Value, path: &str, number: u32) -> Option<Program> {
    let mut value = value.clone();
    *value.pointer_mut(path)? = Value::from(number);
    serde_json::from_value(value).ok()
}

/// All that can be asked of a program about which nothing is known.
fn ask_all(program: &Program) {
    let facts = Facts::default();
    let asked = Asked { today: Date::parse("2026-11-22").unwrap(), law_day: None, region: None };
    let mut run = Run::new(program, &facts, asked);
    for policy in &program.policies {
        let _ = evaluate_in(&mut run, &policy.name);
    }
    let pack = PackStamp { id: String::new(), digest: String::new() };
    for name in chain_names(program) {
        let _ = plan(&mut run, name, &pack);
    }
    for at in 0..program.stacks.len() {
        let _ = added_up(&mut run, StackId(u32::try_from(at).unwrap()));
    }
}

/// Whatever names an entry of a list is looked up: beyond the list it is refused.
#[test]
fn no_number_names_what_is_not_there() {
    let mut accepted = BTreeSet::new();
    let mut tried = 0;
    for value in PROGRAMS.iter() {
        for path in numbers(value) {
            let Some(program) = changed(value, &path, 4_000_000_000) else { continue };
            tried += 1;
            if verify(&program).is_ok() {
                ask_all(&program);
                accepted.insert(kind(&path));
            }
        }
    }
    let plain: BTreeSet<String> = PLAIN.iter().map(|path| (*path).to_owned()).collect();
    assert!(tried > 1_000);
    assert_eq!(accepted, plain, "numbers that may be anything");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, ..ProptestConfig::default() })]

    /// Some numbers changed for others of the size that ids have: refused, or answered.
    #[test]
    fn programs_with_other_numbers_are_refused_or_answered(
        which in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0_u32..60), 1..4),
    ) {
        let mut value = PROGRAMS[which.index(PROGRAMS.len())].clone();
        let places = numbers(&value);
        for (place, number) in changes {
            *value.pointer_mut(&places[place.index(places.len())]).unwrap() = Value::from(number);
        }
        if let Ok(program) = serde_json::from_value::<Program>(value)
            && verify(&program).is_ok()
        {
            ask_all(&program);
        }
    }
}
