//! What became of each record of the lists for which a policy sets conditions.

use super::answer::{AddedValue, ConditionOutcome, RecordAnswer, RecordsAnswer, Text};
use super::comparison::outcome_of;
use super::condition::{conditions_of_record, failing_of_record};
use super::known::{labelled, quantity, unit};
use super::law::{cites, own_title};
use super::open::missing_of;
use super::sentence::{Sentence, join, say};
use super::used::{slot_names, slot_text};
use crate::eval::graph::Target;
use crate::eval::{Run, Slot};
use crate::program::{Condition, ConditionId, Each, FactId, Kind, NodeId, PolicyId};
use crate::value::{Truth, Value};

/// So many records are told with all their conditions; of the others, what became of them and by what.
const MOST_TOLD: u32 = 50;

/// The lists of a policy for each record of which conditions are set, in source order.
pub(crate) fn records(run: &mut Run<'_>, policy: PolicyId) -> Vec<RecordsAnswer> {
    let program = run.program();
    let own = program.each.iter().filter(|each| each.policy == policy);
    own.filter_map(|each| {
        let belongs = program.definitions.get(each.belongs.index())?.root;
        Some(list(run, each, belongs))
    })
    .collect()
}

fn list(run: &mut Run<'_>, each: &Each, belongs: NodeId) -> RecordsAnswer {
    let program = run.program();
    let given = run.facts().records(each.list);
    let records: Vec<RecordAnswer> =
        (0..given.unwrap_or(0)).filter_map(|record| self::record(run, each, belongs, record)).collect();
    let count = |outcome| records.iter().filter(|record| record.outcome == outcome).count();
    let (met, unmet) = (count(ConditionOutcome::Met), count(ConditionOutcome::Unmet));
    let (open, judged) = (count(ConditionOutcome::Unknown), count(ConditionOutcome::Judged));
    let text = match given {
        Some(_) => {
            let unit = program.facts.get(each.list.index()).and_then(|list| unit(&list.kind));
            say(&Sentence::Records { unit, met, unmet, open, judged })
        }
        None => say(&Sentence::Wanting { facts: vec![slot_text(program, Slot::Fact(each.list))] }),
    };
    RecordsAnswer {
        id: each.name.clone(),
        label: labelled(&each.name, each.notes.title.as_ref()).zh,
        label_en: own_title(each.notes.title.as_ref()).and_then(|title| title.en),
        list: Slot::Fact(each.list).name(program),
        cite: cites(program, &each.notes.citations),
        doubt: each.notes.doubts.clone(),
        not_given: given.is_none(),
        met,
        unmet,
        unknown: open,
        judged,
        text,
        records,
    }
}

fn record(run: &mut Run<'_>, each: &Each, belongs: NodeId, record: u32) -> Option<RecordAnswer> {
    let program = run.program();
    let name = format!("{}[{record}]", Slot::Fact(each.list).name(program));
    let key = key_of(run, each.list, record);
    run.with_record(each.list, Some(record), |run| {
        let set = run.split_truth(belongs);
        let outcome = outcome_of(set);
        let is_open = outcome == ConditionOutcome::Unknown && set != Truth::UNDEFINED;
        let missing = if is_open { missing_of(run, each.policy, [Target::Node(belongs)]) } else { Vec::new() };
        let unmet: Vec<(ConditionId, &Condition)> = match outcome {
            ConditionOutcome::Unmet => {
                let conditions =
                    each.conditions.iter().filter_map(|id| Some((*id, program.conditions.get(id.index())?)));
                conditions.filter(|(_, condition)| run.split_truth(condition.root) == Truth::UNMET).collect()
            }
            _ => Vec::new(),
        };
        let values = each.columns.iter().filter_map(|column| {
            let kind = program.kinds.get(column.value.index())?;
            let value = run.split(column.value);
            Some(AddedValue { name: column.name.clone(), value: quantity(program, kind, &value), unit: unit(kind) })
        });
        let values = values.collect();
        let conditions =
            if record < MOST_TOLD { conditions_of_record(run, each.policy, &each.conditions) } else { Vec::new() };
        let label = key.clone().unwrap_or_else(|| name.clone());
        let mut texts = vec![say(&Sentence::Verdicts(vec![(Text { zh: label.clone(), en: label }, outcome)]))];
        texts.extend(unmet.iter().filter_map(|(id, condition)| {
            if record < MOST_TOLD {
                return failing_of_record(run, each.policy, *id);
            }
            let label = labelled(&condition.name, condition.notes.title.as_ref());
            Some(say(&Sentence::Verdicts(vec![(label, ConditionOutcome::Unmet)])))
        }));
        if !missing.is_empty() {
            let facts = missing.iter().map(|slot| slot_text(program, *slot)).collect();
            texts.push(say(&Sentence::Wanting { facts }));
        }
        Some(RecordAnswer {
            record: name,
            key,
            outcome,
            unmet: unmet.iter().map(|(_, condition)| condition.name.clone()).collect(),
            missing: slot_names(program, &missing),
            values,
            conditions,
            text: join(texts),
        })
    })
}

/// What the column that tells records apart says of one.
fn key_of(run: &Run<'_>, list: FactId, record: u32) -> Option<String> {
    let program = run.program();
    let fact = program.facts.get(list.index())?;
    let column = fact.key?;
    let kind = &fact.columns.get(usize::try_from(column).ok()?)?.kind;
    match run.known(Slot::Field(list, record, column))? {
        Value::Text(text) => text.known.clone(),
        value => match (quantity(program, kind, value)?, kind) {
            (super::answer::Quantity::Value(value), kind) if *kind != Kind::Truth => Some(value),
            _ => None,
        },
    }
}
