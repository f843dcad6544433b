//! What to bring: whether a paper is needed, how it gets there, and why.

use super::answer::{How, MaterialAnswer, Needed};
use super::known::{duration_text, quantity, shown};
use super::law::{cites, title};
use super::open::{blocked_answers, missing_of, place_and_day};
use super::sentence::{Figure, Paper as PaperWords, Precision, Sentence, Spared as SparedWords, figure, say};
use super::used::{doubts_used, slot_names, slot_text, slots_read};
use crate::eval::graph::Target;
use crate::eval::{NeedState, Refused, Run, Slot, Way, Ways, Within};
use crate::program::{Kind, Label, Need, NeededPaper, NodeId, Paper, PolicyId, Program};
use crate::value::{DurationUnit, Number, Truth, Value};

/// The papers of a policy, in source order, from what is known of each.
pub(crate) fn materials(
    run: &mut Run<'_>,
    policy: PolicyId,
    needs: &[Need],
    states: &[NeedState],
) -> Vec<MaterialAnswer> {
    needs.iter().zip(states).filter_map(|(need, state)| material(run, policy, need, state)).collect()
}

pub(super) fn material(run: &mut Run<'_>, policy: PolicyId, need: &Need, state: &NeedState) -> Option<MaterialAnswer> {
    match need {
        Need::Paper(needed) => paper(run, policy, needed, None, state.needed),
        Need::AnyOf { name, when, papers, notes } => {
            let needed = needed_of(state.needed);
            let truths: Vec<Truth> = state.alternatives.iter().map(|truth| state.needed.and(*truth)).collect();
            let left = truths.iter().filter(|truth| needed_of(**truth) != Needed::No).count();
            let group = Group { when: *when, several: left > 1 };
            let alternatives: Vec<MaterialAnswer> = papers
                .iter()
                .zip(truths)
                .filter_map(|(paper, truth)| self::paper(run, policy, paper, Some(&group), truth))
                .collect();
            let open = Openness::of(run, policy, (name, None), &[*when], needed);
            let text = match needed {
                Needed::No => PaperWords::NotNeeded,
                Needed::Yes => PaperWords::AnyOf { count: left },
                Needed::Unknown => open.words(),
            };
            let title = title(name, notes.title.as_ref());
            Some(MaterialAnswer {
                id: name.clone(),
                name: title.zh,
                name_en: title.en,
                needed,
                how: None,
                may: Vec::new(),
                within: None,
                by: None,
                expired: false,
                why: None,
                kind: Vec::new(),
                forms: Vec::new(),
                copies: None,
                per: None,
                issued_by: None,
                granted_by: None,
                fresh_for: None,
                role: None,
                keep: None,
                necessary: false,
                source: Vec::new(),
                sample: None,
                blank_form: None,
                filled_form: None,
                accepted_if: None,
                filling_note: None,
                provided: Vec::new(),
                cite: cites(run.program(), &notes.citations),
                layer: notes.layer.clone(),
                doubt: doubts_used(run, &notes.doubts, *when),
                remarks: notes.remarks.clone(),
                from: open.from,
                missing: slot_names(run.program(), &open.slots),
                blocked: open.blocked,
                text: say(&Sentence::Paper(text)),
                alternatives,
            })
        }
    }
}

/// What papers stand in of which any one will do.
struct Group {
    when: Option<NodeId>,
    /// More than one of them may be it.
    several: bool,
}

/// One paper; of a group it is needed only if the group is.
fn paper(
    run: &mut Run<'_>,
    policy: PolicyId,
    needed_paper: &NeededPaper,
    group: Option<&Group>,
    truth: Truth,
) -> Option<MaterialAnswer> {
    let program = run.program();
    let paper = program.papers.get(needed_paper.paper.index())?;
    let whens = [group.and_then(|group| group.when), needed_paper.when];
    let needed = needed_of(truth);
    let mut open = Openness::of(run, policy, (&paper.name, paper.title.as_ref()), &whens, needed);
    let forms = if needed_paper.forms.is_empty() { &paper.forms } else { &needed_paper.forms };
    // A paper that is kept, or not needed, gets nowhere.
    let gets_there = needed != Needed::No && needed_paper.keep.is_none();
    let arrival = gets_there.then(|| Arrival::of(run, policy, paper, needed_paper));
    let how = arrival.as_ref().and_then(Arrival::how);
    let open_ways = arrival.as_ref().filter(|_| how.is_none()).map_or_else(Vec::new, |arrival| arrival.hows.clone());
    let expired = arrival.as_ref().and_then(|arrival| arrival.expired.clone());
    let within = arrival.as_ref().filter(|_| how == Some(How::Later)).and_then(|arrival| arrival.within.as_ref());
    let by = match how {
        Some(How::Later) => within.and_then(|(number, unit)| last_day(run, number, *unit)),
        Some(How::Shared) => arrival.as_ref().and_then(|arrival| arrival.shared_by.clone()),
        _ => None,
    };
    if let Some(arrival) = &arrival {
        open.add(arrival.slots.clone());
    }
    let copies = needed_paper.copies.map(|copies| (run.value(copies), copies));
    let copies_kind = copies.as_ref().and_then(|(_, node)| program.kinds.get(node.index())).cloned();
    let copies_are_open = needed != Needed::No && copies.as_ref().is_some_and(|(value, _)| !value.is_settled());
    let counted = needed_paper.copies.filter(|_| copies_are_open).map(Target::Node);
    open.add(missing_of(run, policy, counted));
    let words = match (needed, open_ways.is_empty(), &expired) {
        (Needed::Yes, false, _) => {
            let facts = open.slots.iter().map(|slot| slot_text(program, *slot)).collect();
            PaperWords::OneOf { ways: open_ways.clone(), facts }
        }
        (Needed::Yes, true, Some(expired)) => expired.clone(),
        _ => words(run, needed_paper, needed, how, forms, within, by.as_ref(), &open, group),
    };
    let elements = &needed_paper.elements;
    let title = title(&paper.name, paper.title.as_ref().or(needed_paper.notes.title.as_ref()));
    let own = [&paper.notes.doubts, &needed_paper.notes.doubts].into_iter().flatten().cloned().collect::<Vec<_>>();
    let citations = [&needed_paper.notes.citations, &paper.notes.citations];
    let roots: Vec<NodeId> = whens.into_iter().flatten().chain(needed_paper.copies).collect();
    let mut remarks = paper.notes.remarks.clone();
    remarks.extend(needed_paper.notes.remarks.iter().filter(|remark| !paper.notes.remarks.contains(remark)).cloned());
    Some(MaterialAnswer {
        id: paper.name.clone(),
        name: title.zh,
        name_en: title.en,
        needed,
        how,
        may: open_ways,
        within: within.map(|(number, unit)| duration_text(number, *unit)),
        by,
        expired: expired.is_some(),
        why: arrival.as_ref().and_then(|arrival| arrival.why.clone()).map(|why| say(&Sentence::Spared(why))),
        kind: paper.kind.clone(),
        forms: forms.clone(),
        copies: copies.and_then(|(value, _)| quantity(program, &copies_kind?, &value)),
        per: needed_paper.per.clone(),
        issued_by: paper.issued_by.clone(),
        granted_by: paper.granted_by.clone(),
        fresh_for: paper.fresh_for.as_ref().map(|(number, unit)| duration_text(number, *unit)),
        role: needed_paper.role.clone(),
        keep: needed_paper.keep.as_ref().map(|(number, unit)| duration_text(number, *unit)),
        necessary: elements.necessary,
        source: elements.source.clone(),
        sample: elements.sample.clone(),
        blank_form: elements.blank_form.clone(),
        filled_form: elements.filled_form.clone(),
        accepted_if: elements.accepted_if.clone(),
        filling_note: elements.filling_note.clone(),
        provided: elements.provided.clone(),
        cite: citations.into_iter().find(|it| !it.is_empty()).map_or_else(Vec::new, |it| cites(program, it)),
        layer: needed_paper.notes.layer.clone(),
        doubt: doubts_used(run, &own, roots),
        remarks,
        from: open.from,
        missing: slot_names(run.program(), &open.slots),
        blocked: open.blocked,
        text: say(&Sentence::Paper(words)),
        alternatives: Vec::new(),
    })
}

/// How a paper gets there, or may.
struct Arrival {
    /// Every way that is still possible, each once.
    hows: Vec<How>,
    /// How long it may stay out, where it may follow and that is known.
    within: Option<(Number, DurationUnit)>,
    /// Who shares it.
    shared_by: Option<String>,
    /// By which rule it is spared, or why it is not.
    why: Option<SparedWords>,
    /// That it is too old, where it must be brought.
    expired: Option<PaperWords>,
    /// Facts that leave the way open.
    slots: Vec<Slot>,
}

impl Arrival {
    fn of(run: &mut Run<'_>, policy: PolicyId, paper: &Paper, needed: &NeededPaper) -> Arrival {
        let program = run.program();
        let Ways { possible, open, place_or_day_open, refused } = run.ways(policy, needed);
        let mut hows: Vec<How> = Vec::new();
        for way in &possible {
            let how = match way {
                Way::Shared(_) => How::Shared,
                Way::Promised(_) => How::Promised,
                Way::Later(_) => How::Later,
                Way::Submit => How::Submit,
            };
            if !hows.contains(&how) {
                hows.push(how);
            }
        }
        let settled = hows.len() == 1;
        let way = possible.first().copied();
        let mut arrival = Arrival { hows, within: None, shared_by: None, why: None, expired: None, slots: Vec::new() };
        match way.filter(|_| settled) {
            Some(Way::Shared(sharing)) => {
                let sharing = sharing.and_then(|at| program.sharings.get(at));
                let source = sharing.and_then(|sharing| program.departments.get(sharing.source?.index()));
                let source = source.map(|department| title(&department.name, department.title.as_ref()).zh);
                arrival.shared_by = needed.shared.clone().or_else(|| paper.shared.clone()).or(source);
            }
            Some(Way::Promised(rule)) => {
                let rule = rule.and_then(|rule| program.promise_rules.get(rule.index()));
                arrival.why = rule.map(|rule| SparedWords::Promised {
                    rule: title(&rule.name, rule.notes.title.as_ref()).zh,
                    verified: rule.verified.clone(),
                    if_false: rule.if_false.clone(),
                    recorded: rule.recorded.clone(),
                });
            }
            Some(Way::Later(rule)) => {
                match run.stays_out(policy, needed, rule) {
                    Some(Within::Known(number, unit)) => arrival.within = Some((number, unit)),
                    Some(Within::Open) => {
                        let whens = program.policies.get(policy.index()).and_then(|it| it.procedure.as_ref());
                        let whens = whens.map(|it| it.promised_limits.as_slice()).unwrap_or_default().iter();
                        let whens: Vec<Target> = whens.filter_map(|line| line.when).map(Target::Node).collect();
                        arrival.slots.extend(missing_of(run, policy, whens));
                    }
                    None => {}
                }
                let rule = rule.and_then(|rule| program.deferral_rules.get(rule.index()));
                arrival.why = rule.map(|rule| SparedWords::Later {
                    rule: title(&rule.name, rule.notes.title.as_ref()).zh,
                    overdue: rule.overdue.clone(),
                    recorded: rule.recorded.clone(),
                });
            }
            Some(Way::Submit) => {
                arrival.why = refused.and_then(|refused| {
                    Some(match refused {
                        Refused::NoRule => SparedWords::NoRule,
                        Refused::Deferral(rule) => {
                            let rule = program.deferral_rules.get(rule.index())?;
                            SparedWords::Refused { rule: title(&rule.name, rule.notes.title.as_ref()).zh }
                        }
                        Refused::Promise(rule) => {
                            let rule = program.promise_rules.get(rule.index())?;
                            SparedWords::Refused { rule: title(&rule.name, rule.notes.title.as_ref()).zh }
                        }
                    })
                });
            }
            None => {
                arrival.slots = missing_of(run, policy, open.into_iter().map(Target::Node));
                if place_or_day_open {
                    arrival.slots.extend(place_and_day(run, policy));
                }
            }
        }
        // What departments share, or a promise stands for, is not brought.
        if arrival.hows.iter().any(|how| matches!(how, How::Submit | How::Later)) {
            arrival.expired = expired(run, paper);
        }
        arrival
    }

    /// The way, if it is settled.
    fn how(&self) -> Option<How> {
        match self.hows.as_slice() {
            [how] => Some(*how),
            _ => None,
        }
    }
}

/// That a paper is older than it may be; nothing while nobody says when it was issued.
fn expired(run: &Run<'_>, paper: &Paper) -> Option<PaperWords> {
    let (number, unit) = paper.fresh_for.as_ref()?;
    let issued = match run.known(Slot::Fact(paper.issued_on?))? {
        Value::Number(range) => range.is_day()?,
        _ => return None,
    };
    let count = number.to_i64()?;
    let until = match unit {
        DurationUnit::Days => issued.add_days(count)?,
        DurationUnit::Months => issued.add_months(count)?,
        DurationUnit::WorkingDays => run.calendar().shift(issued, count)?,
    };
    (until < run.asked().today).then(|| PaperWords::Expired { issued: issued.to_string(), until: until.to_string() })
}

#[expect(clippy::too_many_arguments, reason = "each is one thing that the sentence may name")]
fn words(
    run: &mut Run<'_>,
    paper: &NeededPaper,
    needed: Needed,
    how: Option<How>,
    forms: &[String],
    within: Option<&(Number, DurationUnit)>,
    by: Option<&String>,
    open: &Openness,
    group: Option<&Group>,
) -> PaperWords {
    match (needed, how) {
        (Needed::No, _) => PaperWords::NotNeeded,
        (Needed::Unknown, _) => open.words(),
        // A step before it makes a paper only in a chain, which says so itself.
        (Needed::Yes, None | Some(How::Produced)) => match &paper.keep {
            Some((number, unit)) => PaperWords::Keep { long: duration(number, *unit) },
            None => PaperWords::NotNeeded,
        },
        (Needed::Yes, Some(How::Shared)) => PaperWords::Shared { by: by.cloned() },
        (Needed::Yes, Some(How::Promised)) => PaperWords::Promised,
        (Needed::Yes, Some(How::Later)) => {
            PaperWords::Later { within: within.map(|(number, unit)| duration(number, *unit)), by: by.cloned() }
        }
        (Needed::Yes, Some(How::Submit)) => {
            let program = run.program();
            let copies = paper.copies.and_then(|node| {
                let value = run.value(node);
                shown(program, program.kinds.get(node.index())?, &value, Precision::Nearest)
            });
            let one_of_several = group.is_some_and(|group| group.several);
            PaperWords::Submit { forms: forms.to_vec(), copies, one_of_several }
        }
    }
}

fn duration(number: &Number, unit: DurationUnit) -> Figure {
    figure(number, &Kind::Duration(unit), Precision::Nearest)
}

/// The day by which a paper must follow if it is accepted today; none beyond the years whose calendar is known.
pub(crate) fn last_day(run: &Run<'_>, number: &Number, unit: DurationUnit) -> Option<String> {
    let today = run.asked().today;
    let count = number.to_i64()?;
    let day = match unit {
        DurationUnit::Days => today.add_days(count)?,
        DurationUnit::Months => today.add_months(count)?,
        DurationUnit::WorkingDays => run.calendar().shift(today, count)?,
    };
    Some(day.to_string())
}

/// Whether something is needed whose premise has this truth.
pub(crate) fn needed_of(truth: Truth) -> Needed {
    match truth {
        Truth::MET => Needed::Yes,
        Truth::UNMET => Needed::No,
        _ => Needed::Unknown,
    }
}

/// Why it is not known whether something is needed.
struct Openness {
    from: Vec<String>,
    slots: Vec<Slot>,
    texts: Vec<super::answer::Text>,
    blocked: Vec<super::answer::BlockedAnswer>,
}

impl Openness {
    fn of(
        run: &mut Run<'_>,
        policy: PolicyId,
        (name, title): (&str, Option<&Label>),
        whens: &[Option<NodeId>],
        needed: Needed,
    ) -> Openness {
        let program = run.program();
        let from = slots_read(run, whens.iter().flatten().copied());
        let from: Vec<_> = from.into_iter().filter(|slot| slot.fact().is_some()).collect();
        let (mut slots, mut reasons) = (Vec::new(), Vec::new());
        if needed == Needed::Unknown {
            slots = missing_of(run, policy, whens.iter().flatten().copied().map(Target::Node));
            for when in whens.iter().flatten() {
                if run.value(*when).is_undefined() {
                    reasons.extend(blocked_answers(program, &run.reasons_of(Target::Node(*when), name, title)));
                }
            }
        }
        Openness {
            from: slot_names(program, &from),
            texts: slots.iter().map(|slot| slot_text(program, *slot)).collect(),
            slots,
            blocked: reasons,
        }
    }

    /// Facts on which more than the need depends, such as how many copies.
    fn add(&mut self, slots: Vec<Slot>) {
        self.slots.extend(slots);
        self.slots.sort_unstable();
        self.slots.dedup();
    }

    fn words(&self) -> PaperWords {
        match self.blocked.first() {
            Some(blocked) if self.texts.is_empty() => PaperWords::NoValue { why: blocked.text.clone() },
            _ => PaperWords::Unknown { facts: self.texts.clone() },
        }
    }
}

impl MaterialAnswer {
    /// Where the versions that may be the one say of it different things: how it gets there hangs on which it is.
    pub(super) fn hangs_on(&mut self, program: &Program, which: &[Slot]) {
        self.how = None;
        self.may = Vec::new();
        self.within = None;
        self.by = None;
        self.why = None;
        self.expired = false;
        let names = slot_names(program, which);
        self.missing.extend(names.into_iter().filter(|name| !self.missing.contains(name)).collect::<Vec<_>>());
        let facts = which.iter().map(|slot| slot_text(program, *slot)).collect();
        self.text = say(&Sentence::Paper(PaperWords::Unknown { facts }));
    }
}
