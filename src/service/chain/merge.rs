//! One form and one set of papers for all steps: every fact asked once, every paper handed in once.

use super::look::Look;
use crate::eval::{Run, Slot};
use crate::explain::answer::{How, MaterialAnswer, Needed, Quantity, Text};
use crate::explain::known::labelled;
use crate::explain::law::own_title;
use crate::explain::used::slot_names;
use crate::program::{Chain, FactId, GroupId, Program};
use crate::service::chain::{ChainMaterial, FormField, FormGroup};
use crate::value::Number;
use std::collections::{BTreeMap, HashMap};

/// Which steps make what, and which stand before which.
pub(super) struct Makers<'a> {
    chain: &'a Chain,
    looks: &'a [Look],
    before: Vec<Vec<bool>>,
    /// By the name of the paper: in a chain one name is one paper.
    papers: HashMap<&'a str, Vec<usize>>,
    facts: HashMap<FactId, Vec<usize>>,
}

impl<'a> Makers<'a> {
    pub(super) fn new(program: &'a Program, chain: &'a Chain, looks: &'a [Look], before: Vec<Vec<bool>>) -> Makers<'a> {
        let (mut papers, mut facts) = (HashMap::new(), HashMap::new());
        for (at, step) in chain.steps.iter().enumerate() {
            for paper in step.makes_papers.iter().filter_map(|paper| program.papers.get(paper.index())) {
                papers.entry(paper.name.as_str()).or_insert_with(Vec::new).push(at);
            }
            for fact in &step.makes_facts {
                facts.entry(*fact).or_insert_with(Vec::new).push(at);
            }
        }
        Makers { chain, looks, before, papers, facts }
    }

    /// The step before another that makes something: one that is surely done, else one that may be.
    fn before(&self, step: usize, makers: Option<&Vec<usize>>) -> Option<(usize, Needed)> {
        let earlier = self.before.get(step)?;
        let of = |needed: Needed| {
            let done = |maker: &usize| {
                earlier.get(*maker).copied().unwrap_or(false)
                    && self.looks.get(*maker).is_some_and(|look| look.runs == needed)
            };
            makers.into_iter().flatten().copied().find(done).map(|maker| (maker, needed))
        };
        of(Needed::Yes).or_else(|| of(Needed::Unknown))
    }

    fn name(&self, step: usize) -> &'a str {
        self.chain.steps.get(step).map_or("", |step| step.name.as_str())
    }
}

/// Every fact of every form that is filled in, once; what an earlier step makes known is not asked.
pub(super) fn form(run: &mut Run<'_>, makers: &Makers<'_>) -> Vec<FormGroup> {
    let program = run.program();
    let mut fields: BTreeMap<FactId, FormField> = BTreeMap::new();
    for (at, (step, look)) in makers.chain.steps.iter().zip(makers.looks).enumerate() {
        if look.runs == Needed::No {
            continue;
        }
        for id in &step.fills {
            let needed = match makers.before(at, makers.facts.get(id)) {
                Some((_, Needed::Yes)) => continue,
                Some(_) => Needed::Unknown,
                None => look.runs,
            };
            let Some(fact) = program.facts.get(id.index()) else { continue };
            let field = fields.entry(*id).or_insert_with(|| FormField {
                fact: fact.name.clone(),
                name: labelled(&fact.name, fact.title.as_ref()),
                needed,
                answered: run.known(Slot::Fact(*id)).is_some() || run.facts().records(*id).is_some(),
                steps: Vec::new(),
            });
            if needed == Needed::Yes {
                field.needed = Needed::Yes;
            }
            field.steps.push(step.name.clone());
        }
    }
    in_groups(program, fields)
}

fn in_groups(program: &Program, fields: BTreeMap<FactId, FormField>) -> Vec<FormGroup> {
    let mut groups: BTreeMap<(bool, Option<GroupId>), Vec<FormField>> = BTreeMap::new();
    for (id, field) in fields {
        let group = program.facts.get(id.index()).and_then(|fact| fact.group);
        // Facts that stand in no group come last.
        groups.entry((group.is_none(), group)).or_default().push(field);
    }
    groups
        .into_iter()
        .map(|((_, id), fields)| {
            let group = id.and_then(|id| program.groups.get(id.index()));
            FormGroup {
                group: group.map(|group| group.name.clone()),
                title: group.and_then(|group| own_title(group.title.as_ref())),
                fields,
            }
        })
        .collect()
}

/// Every paper once, with the steps that it serves; what an earlier step makes is not handed in.
pub(super) fn papers(program: &Program, makers: &Makers<'_>) -> Vec<ChainMaterial> {
    let mut order: Vec<String> = Vec::new();
    let mut merged: HashMap<String, Merged> = HashMap::new();
    for (at, look) in makers.looks.iter().enumerate() {
        for material in &look.materials {
            let mut material = made(material.clone(), at, makers);
            // What an earlier step makes is there, whether this one is done or not.
            if look.runs == Needed::Unknown && material.needed == Needed::Yes && material.how != Some(How::Produced) {
                material.needed = Needed::Unknown;
                let missing = slot_names(program, &look.missing);
                material
                    .missing
                    .extend(missing.into_iter().filter(|fact| !material.missing.contains(fact)).collect::<Vec<_>>());
                material.text = depends(&material.missing);
            }
            if let Some(merged) = merged.get_mut(&material.id) {
                merged.add(material, makers.name(at));
            } else {
                order.push(material.id.clone());
                merged.insert(material.id.clone(), Merged::new(material, makers.name(at)));
            }
        }
    }
    order.into_iter().filter_map(|id| merged.remove(&id)).map(Merged::finish).collect()
}

/// A paper as a step needs it; made by a step before it, if one makes it.
fn made(mut material: MaterialAnswer, step: usize, makers: &Makers<'_>) -> MaterialAnswer {
    let alternatives = std::mem::take(&mut material.alternatives);
    material.alternatives = alternatives.into_iter().map(|alternative| made(alternative, step, makers)).collect();
    let is_group = !material.alternatives.is_empty();
    let wanted = !is_group && material.needed != Needed::No;
    let made_by = makers.papers.get(material.id.as_str()).filter(|_| wanted);
    match made_by.and_then(|made_by| makers.before(step, Some(made_by))) {
        Some((maker, Needed::Yes)) => {
            let name = makers.name(maker);
            material.how = Some(How::Produced);
            material.within = None;
            material.by = Some(name.to_owned());
            material.missing = Vec::new();
            material.needed = Needed::Yes;
            material.text = Text {
                zh: format!("由“{name}”产出，不用交"),
                en: format!("made by step `{name}`; nothing to hand in"),
            };
        }
        Some((maker, _)) => {
            let name = makers.name(maker);
            material.text = Text {
                zh: format!("办“{name}”就由它产出，不办就要交"),
                en: format!("made by step `{name}` if that is done, else to be handed in"),
            };
            material.how = None;
        }
        None => {}
    }
    material
}

fn depends(facts: &[String]) -> Text {
    match facts {
        [] => Text { zh: "还不知道".to_owned(), en: "not known yet".to_owned() },
        facts => Text {
            zh: format!("还不知道，要看{}", facts.join("、")),
            en: format!("not known yet; depends on {}", facts.join(", ")),
        },
    }
}

/// A paper of several steps.
struct Merged {
    material: MaterialAnswer,
    steps: Vec<String>,
}

impl Merged {
    fn new(material: MaterialAnswer, step: &str) -> Merged {
        let steps = if material.needed == Needed::No { Vec::new() } else { vec![step.to_owned()] };
        Merged { material, steps }
    }

    /// What is handed in for one step is told before what another makes, what is sure before what is open.
    fn add(&mut self, other: MaterialAnswer, step: &str) {
        let rank = |material: &MaterialAnswer| match (material.needed, material.how) {
            (Needed::No, _) => 0,
            (Needed::Unknown, _) => 1,
            (Needed::Yes, Some(How::Produced)) => 2,
            (Needed::Yes, _) => 3,
        };
        let (own, new) = (rank(&self.material), rank(&other));
        if new > own {
            let doubts = std::mem::take(&mut self.material.doubt);
            *self = Merged::new(other, step);
            add_new(&mut self.material.doubt, doubts);
            return;
        }
        if new == own && other.needed != Needed::No {
            self.steps.push(step.to_owned());
            add_new(&mut self.material.missing, other.missing.clone());
            if is_more(other.copies.as_ref(), self.material.copies.as_ref()) {
                self.material.copies.clone_from(&other.copies);
                self.material.text = other.text.clone();
            }
            if own == 1 {
                self.material.text = depends(&self.material.missing);
            }
        }
        add_new(&mut self.material.doubt, other.doubt);
    }

    fn finish(self) -> ChainMaterial {
        ChainMaterial { material: self.material, steps: self.steps }
    }
}

fn add_new(list: &mut Vec<String>, more: Vec<String>) {
    for entry in more {
        if !list.contains(&entry) {
            list.push(entry);
        }
    }
}

/// Whether more copies are wanted than so far.
fn is_more(copies: Option<&Quantity>, so_far: Option<&Quantity>) -> bool {
    let number = |copies: Option<&Quantity>| match copies {
        Some(Quantity::Value(number)) => Number::parse(number),
        _ => None,
    };
    match (number(copies), number(so_far)) {
        (Some(copies), Some(so_far)) => copies > so_far,
        (Some(_), None) => true,
        _ => false,
    }
}
