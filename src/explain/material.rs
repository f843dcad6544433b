//! What to bring: whether a paper is needed, how it gets there, and why.

use super::answer::{How, MaterialAnswer, Needed};
use super::known::{duration_text, quantity, shown};
use super::law::{cites, title};
use super::open::{blocked_answers, missing_of};
use super::sentence::{Figure, Paper as PaperWords, Precision, Sentence, figure, say};
use super::used::{doubts_used, slot_names, slot_text, slots_read};
use crate::eval::graph::Target;
use crate::eval::{NeedState, Run, Slot};
use crate::program::{Kind, Need, NeededPaper, NodeId, PolicyId};
use crate::value::{DurationUnit, Number, Truth};

/// The papers of a policy, in source order, from what is known of each.
pub(crate) fn materials(
    run: &mut Run<'_>,
    policy: PolicyId,
    needs: &[Need],
    states: &[NeedState],
) -> Vec<MaterialAnswer> {
    needs.iter().zip(states).filter_map(|(need, state)| material(run, policy, need, state)).collect()
}

fn material(run: &mut Run<'_>, policy: PolicyId, need: &Need, state: &NeedState) -> Option<MaterialAnswer> {
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
            let open = Openness::of(run, policy, name, &[*when], needed);
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
                within: None,
                by: None,
                forms: Vec::new(),
                copies: None,
                per: None,
                issued_by: None,
                granted_by: None,
                fresh_for: None,
                role: None,
                keep: None,
                cite: cites(run.program(), &notes.citations),
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
    let mut open = Openness::of(run, policy, &paper.name, &whens, needed);
    let forms = if needed_paper.forms.is_empty() { &paper.forms } else { &needed_paper.forms };
    let shared = needed_paper.shared.as_ref().or(paper.shared.as_ref());
    let how = how(needed_paper, shared.is_some());
    let how = how.filter(|_| needed != Needed::No);
    let day = needed_paper.deferrable.as_ref().and_then(|(number, unit)| last_day(run, number, *unit));
    let (within, by) = match how {
        Some(How::Later) => {
            (needed_paper.deferrable.as_ref().map(|(number, unit)| duration_text(number, *unit)), day.clone())
        }
        Some(How::Shared) => (None, shared.cloned()),
        _ => (None, None),
    };
    let copies = needed_paper.copies.map(|copies| (run.value(copies), copies));
    let copies_kind = copies.as_ref().and_then(|(_, node)| program.kinds.get(node.index())).cloned();
    let copies_are_open = needed != Needed::No && copies.as_ref().is_some_and(|(value, _)| !value.is_settled());
    let counted = needed_paper.copies.filter(|_| copies_are_open).map(Target::Node);
    open.add(missing_of(run, policy, counted));
    let words = words(run, needed_paper, needed, how, forms, shared, &day, &open, group);
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
        within,
        by,
        forms: forms.clone(),
        copies: copies.and_then(|(value, _)| quantity(program, &copies_kind?, &value)),
        per: needed_paper.per.clone(),
        issued_by: paper.issued_by.clone(),
        granted_by: paper.granted_by.clone(),
        fresh_for: paper.fresh_for.as_ref().map(|(number, unit)| duration_text(number, *unit)),
        role: needed_paper.role.clone(),
        keep: needed_paper.keep.as_ref().map(|(number, unit)| duration_text(number, *unit)),
        cite: citations.into_iter().find(|it| !it.is_empty()).map_or_else(Vec::new, |it| cites(program, it)),
        doubt: doubts_used(run, &own, roots),
        remarks,
        from: open.from,
        missing: slot_names(run.program(), &open.slots),
        blocked: open.blocked,
        text: say(&Sentence::Paper(words)),
        alternatives: Vec::new(),
    })
}

/// How a paper gets there; one that is kept does not.
fn how(paper: &NeededPaper, shared: bool) -> Option<How> {
    if paper.keep.is_some() {
        None
    } else if shared {
        Some(How::Shared)
    } else if paper.by_promise {
        Some(How::Promised)
    } else if paper.deferrable.is_some() {
        Some(How::Later)
    } else {
        Some(How::Submit)
    }
}

#[expect(clippy::too_many_arguments, reason = "each is one thing that the sentence may name")]
fn words(
    run: &mut Run<'_>,
    paper: &NeededPaper,
    needed: Needed,
    how: Option<How>,
    forms: &[String],
    shared: Option<&String>,
    day: &Option<String>,
    open: &Openness,
    group: Option<&Group>,
) -> PaperWords {
    match (needed, how) {
        (Needed::No, _) => PaperWords::NotNeeded,
        (Needed::Unknown, _) => open.words(),
        (Needed::Yes, None) => match &paper.keep {
            Some((number, unit)) => PaperWords::Keep { long: duration(number, *unit) },
            None => PaperWords::NotNeeded,
        },
        (Needed::Yes, Some(How::Shared)) => PaperWords::Shared { by: shared.cloned() },
        (Needed::Yes, Some(How::Promised)) => PaperWords::Promised,
        (Needed::Yes, Some(How::Later)) => PaperWords::Later {
            within: paper.deferrable.as_ref().map(|(number, unit)| duration(number, *unit)),
            by: day.clone(),
        },
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
fn last_day(run: &Run<'_>, number: &Number, unit: DurationUnit) -> Option<String> {
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
    fn of(run: &mut Run<'_>, policy: PolicyId, name: &str, whens: &[Option<NodeId>], needed: Needed) -> Openness {
        let program = run.program();
        let from = slots_read(run, whens.iter().flatten().copied());
        let from: Vec<_> = from.into_iter().filter(|slot| slot.fact().is_some()).collect();
        let (mut slots, mut reasons) = (Vec::new(), Vec::new());
        if needed == Needed::Unknown {
            slots = missing_of(run, policy, whens.iter().flatten().copied().map(Target::Node));
            for when in whens.iter().flatten() {
                if run.value(*when).is_undefined() {
                    reasons.extend(blocked_answers(program, &run.reasons_of(Target::Node(*when), name)));
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
