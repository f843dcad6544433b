//! A service item: its elements, its cases, who decides it, and by when.

use super::answer::{
    CaseAnswer, CommonQuestionAnswer, DeciderAnswer, DecisionAnswer, ElementAnswer, HandedOn, ItemAnswer, Needed,
    ResultAnswer, Text,
};
use super::known::{labelled, region_name};
use super::law::{cites, own_title, title};
use super::material::{last_day, needed_of};
use super::open::{missing_of, place_and_day};
use super::procedure::by_case;
use super::sentence::{Decides, Sentence, say};
use super::used::{slot_names, slot_text};
use crate::eval::graph::Target;
use crate::eval::{Decider, Run, Slot};
use crate::program::{Element, ItemElements, Limit, OrganId, Policy, PolicyId, Program, RegionRank};

/// What an item says beside what every policy says; nothing for a policy that is none.
pub(crate) fn item(run: &mut Run<'_>, id: PolicyId) -> Option<ItemAnswer> {
    let program = run.program();
    let policy = program.policies.get(id.index())?;
    let item = policy.item.as_ref()?;
    let mut elements = Vec::new();
    for element in Element::ALL {
        elements.extend(item.plain.iter().filter(|plain| plain.element == element).map(|plain| ElementAnswer {
            id: element.key().to_owned(),
            words: plain.words.clone(),
            cite: cites(program, &plain.notes.citations),
            doubt: plain.notes.doubts.clone(),
            remarks: plain.notes.remarks.clone(),
        }));
    }
    let decision = decided(run, id, policy, item);
    let cases = item.cases.iter().filter_map(|case| {
        let definition = program.definitions.get(case.definition.index())?;
        let applies = needed_of(run.split_truth(definition.root));
        let open = (applies == Needed::Unknown).then_some(Target::Node(definition.root));
        let missing = missing_of(run, id, open);
        let missing = slot_names(program, &missing);
        let title = own_title(definition.notes.title.as_ref());
        (applies != Needed::No).then(|| CaseAnswer { id: definition.name.clone(), title, applies, missing })
    });
    let cases = cases.collect();
    Some(ItemAnswer {
        elements,
        cases,
        decision,
        results: item
            .results
            .iter()
            .map(|result| ResultAnswer {
                id: result.name.clone(),
                title: own_title(result.notes.title.as_ref()),
                kind: result.kind.clone(),
                term: result.term.clone(),
                sample: result.sample.clone(),
            })
            .collect(),
        finish: finish(run, id),
        questions: item
            .questions
            .iter()
            .map(|it| CommonQuestionAnswer { question: it.question.clone(), answer: it.answer.clone() })
            .collect(),
    })
}

/// The day on which the promised limit runs out if the item is accepted on the day of asking.
fn finish(run: &mut Run<'_>, id: PolicyId) -> Option<String> {
    match run.promised(id).as_slice() {
        [Limit::Within(number, unit)] => last_day(run, number, *unit),
        _ => None,
    }
}

/// Who decides an item; nothing for a policy that is none.
pub(crate) fn decision(run: &mut Run<'_>, id: PolicyId) -> Option<DecisionAnswer> {
    let policy = run.program().policies.get(id.index())?;
    policy.item.as_ref().map(|item| decided(run, id, policy, item))
}

fn decided(run: &mut Run<'_>, id: PolicyId, policy: &Policy, item: &ItemElements) -> DecisionAnswer {
    let program = run.program();
    let found = run.deciders(id);
    let mut slots: Vec<Slot> = missing_of(run, id, found.open.into_iter().map(Target::Node));
    let named = |decider: &Decider| decider.organ.is_some() || decider.region.is_some();
    let settled = match found.possible.as_slice() {
        [one] if named(one) => Some(one),
        _ => None,
    };
    if settled.is_none() && found.place_or_day_open {
        slots.extend(place_and_day(run, id));
        slots.sort_unstable();
        slots.dedup();
    }
    let facts: Vec<Text> = slots.iter().map(|slot| slot_text(program, *slot)).collect();
    let organs: Vec<Text> = found.possible.iter().filter_map(|decider| organ_text(program, item, decider)).collect();
    let words = match settled {
        Some(decider) => settled_words(program, item, decider),
        None if organs.is_empty() => Decides::Unknown { facts },
        None if organs.len() < found.possible.len() => Decides::Unknown { facts },
        None => Decides::OneOf { organs, facts },
    };
    let accepts = policy.procedure.as_ref().map(|procedure| by_case(run, &procedure.accepts)).unwrap_or_default();
    let accepts: Vec<String> = accepts.into_iter().flat_map(|(names, _)| names.iter().cloned()).collect();
    let answers = |deciders: &[Decider]| -> Vec<DeciderAnswer> {
        deciders.iter().filter(|it| named(it)).map(|it| decider_answer(program, &accepts, item, it)).collect()
    };
    DecisionAnswer {
        by: settled.map(|decider| decider_answer(program, &accepts, item, decider)),
        possible: if settled.is_some() { Vec::new() } else { answers(&found.possible) },
        missing: if settled.is_some() { Vec::new() } else { slot_names(program, &slots) },
        text: say(&Sentence::Decides(words)),
    }
}

fn settled_words(program: &Program, item: &ItemElements, decider: &Decider) -> Decides {
    let grant = decider.grant.and_then(|(at, line)| {
        let empowerment = program.empowerments.get(at)?;
        Some((empowerment, empowerment.grants.get(line)?))
    });
    match (decider.organ, decider.region) {
        (Some(organ), _) => Decides::Organ {
            organ: organ_name(program, organ),
            in_name_of: grant.and_then(|(_, grant)| grant.in_name_of).map(|organ| organ_name(program, organ)),
            under: grant.map(|(empowerment, _)| title(&empowerment.name, empowerment.notes.title.as_ref()).zh),
        },
        (None, Some(region)) => {
            let place = program.regions.get(region.index()).map(|it| labelled(&it.name, it.title.as_ref()));
            Decides::Department { place: place.unwrap_or_default(), department: department_text(program, item) }
        }
        (None, None) => Decides::Unknown { facts: Vec::new() },
    }
}

fn organ_name(program: &Program, organ: OrganId) -> Text {
    program
        .organs
        .get(organ.index())
        .map_or_else(Text::default, |organ| labelled(&organ.name, organ.notes.title.as_ref()))
}

fn department_text(program: &Program, item: &ItemElements) -> Text {
    let department = item.departments.first().and_then(|id| program.departments.get(id.index()));
    department.map_or_else(
        || Text { zh: "主管部门".to_owned(), en: "the department in charge".to_owned() },
        |it| labelled(&it.name, it.title.as_ref()),
    )
}

/// What a decider is called, if anything is known of it.
fn organ_text(program: &Program, item: &ItemElements, decider: &Decider) -> Option<Text> {
    match (decider.organ, decider.region) {
        (Some(organ), _) => Some(organ_name(program, organ)),
        (None, Some(region)) => {
            let place = program.regions.get(region.index()).map(|it| labelled(&it.name, it.title.as_ref()))?;
            let Text { zh, en } = department_text(program, item);
            Some(Text { zh: format!("{}{zh}", place.zh), en: format!("{en} of {}", place.en) })
        }
        (None, None) => None,
    }
}

fn decider_answer(program: &Program, accepts: &[String], item: &ItemElements, decider: &Decider) -> DeciderAnswer {
    let organ = decider.organ.and_then(|organ| program.organs.get(organ.index()));
    let handed = decider.grant.and_then(|(at, line)| {
        let empowerment = program.empowerments.get(at)?;
        Some((empowerment, empowerment.grants.get(line)?))
    });
    let power = item.powers.iter().find(|power| Some(power.rank) == decider.rank);
    let (cite, doubt) = match (handed, power) {
        (Some((empowerment, grant)), _) => {
            let own = if grant.notes.citations.is_empty() { &empowerment.notes } else { &grant.notes };
            let doubts = [&empowerment.notes.doubts, &grant.notes.doubts];
            (cites(program, &own.citations), doubts.into_iter().flatten().cloned().collect())
        }
        (None, Some(power)) => (cites(program, &power.notes.citations), power.notes.doubts.clone()),
        (None, None) => (Vec::new(), Vec::new()),
    };
    let own = organ.map(|organ| title(&organ.name, organ.notes.title.as_ref()).zh);
    DeciderAnswer {
        organ: organ.map(|organ| organ.name.clone()),
        title: organ.and_then(|organ| own_title(organ.notes.title.as_ref())),
        department: (!item.departments.is_empty()).then(|| department_text(program, item).zh),
        level: decider.rank.map(|rank| level_key(rank).to_owned()),
        region: decider.region.and_then(|region| region_name(program, region)),
        handed_on: handed.map(|(_, grant)| match grant.in_name_of {
            Some(_) => HandedOn::Entrusted,
            None => HandedOn::Devolved,
        }),
        in_name_of: handed
            .and_then(|(_, grant)| program.organs.get(grant.in_name_of?.index()))
            .map(|organ| organ.name.clone()),
        under: handed.map(|(empowerment, _)| empowerment.name.clone()),
        receives: if accepts.is_empty() { own.into_iter().collect() } else { accepts.to_vec() },
        phone: organ.and_then(|organ| organ.phone.clone()),
        cite,
        doubt,
    }
}

/// A level as results write it.
fn level_key(rank: RegionRank) -> &'static str {
    match rank {
        RegionRank::Country => "national",
        RegionRank::Province => "provincial",
        RegionRank::Prefecture => "municipal",
        RegionRank::District => "county",
        RegionRank::Street => "street",
        RegionRank::Zone => "zone",
    }
}
