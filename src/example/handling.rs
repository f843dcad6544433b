//! What examples expect of handling: papers, and of items who decides, which case it is, limits, fees.

use super::expected::{Look, Mismatch, with_reasons};
use super::words::{self, same};
use crate::check::{ConditionOutcome, Handling, MaterialState, MissingFact};
use crate::diagnostic::Words;
use crate::eval::Slot;
use crate::eval::graph::Target;
use crate::explain::answer::{How, LimitAnswer, LimitState, MaterialAnswer, Needed, PackStamp, PolicyAnswer};
use crate::explain::explain;
use crate::explain::missing::missing;
use crate::program::{ByCase, NodeId, OrganId, PolicyId, Procedure, Reason};
use crate::value::Number;

impl Look<'_> {
    pub(super) fn material(
        &mut self,
        name: &str,
        state: MaterialState,
        copies: Option<&Number>,
        missing: Option<&[MissingFact]>,
    ) -> Option<Mismatch> {
        let answer = self.answer(None);
        let materials = answer.map_or_else(Vec::new, |answer| answer.materials);
        let found = materials.iter().flat_map(|material| std::iter::once(material).chain(&material.alternatives));
        let Some(found) = found.into_iter().find(|material| material.id == name) else {
            let found = Words::new("没有这份材料", "absent");
            return Some(Mismatch { of: same(format!("`{name}`")), wanted: state_words(state), found });
        };
        let counted = copies
            .is_none_or(|copies| found.copies == Some(crate::explain::answer::Quantity::Value(copies.to_plain())));
        if !is_so(found, state) || !counted {
            let mut wanted = state_words(state);
            if let Some(copies) = copies {
                wanted = Words::new(
                    format!("{} {}份", wanted.zh, copies.to_plain()),
                    format!("{} in {} copies", wanted.en, copies.to_plain()),
                );
            }
            return Some(Mismatch {
                of: same(format!("`{name}`")),
                wanted,
                found: found_words(found, copies.is_some()),
            });
        }
        self.lacks(name, missing, &found.missing)
    }

    /// The facts that something hangs on must be exactly these.
    fn lacks(&self, name: &str, wanted: Option<&[MissingFact]>, found: &[String]) -> Option<Mismatch> {
        let wanted: Vec<String> = wanted?.iter().map(|fact| self.missing_name(*fact)).collect();
        let as_wanted = found.len() == wanted.len() && wanted.iter().all(|fact| found.contains(fact));
        (!as_wanted).then(|| Mismatch {
            of: Words::new(format!("`{name}` 所缺"), format!("what `{name}` lacks")),
            wanted: listed(&wanted),
            found: listed(found),
        })
    }

    pub(super) fn any_of(&mut self, name: &str, papers: &[String]) -> Option<Mismatch> {
        let answer = self.answer(None)?;
        let group = answer.materials.iter().find(|material| material.id == name)?;
        let of = |needed: Needed| -> Vec<String> {
            let papers = group.alternatives.iter().filter(|paper| paper.needed == needed);
            papers.map(|paper| paper.id.clone()).collect()
        };
        let (sure, open) = (of(Needed::Yes), of(Needed::Unknown));
        self.names(&format!("任选 {name}"), papers, &sure, &open)
    }

    pub(super) fn decider(
        &mut self,
        item: Option<PolicyId>,
        organ: Option<OrganId>,
        in_name_of: Option<OrganId>,
        missing: Option<&[MissingFact]>,
    ) -> Option<Mismatch> {
        let name = |look: &Self, organ: Option<OrganId>| {
            organ.and_then(|organ| look.program().organs.get(organ.index())).map(|organ| organ.name.clone())
        };
        let (organ, behalf) = (name(self, organ), name(self, in_name_of));
        let decision = self.answer(item)?.item?.decision;
        let found = decision.by.as_ref();
        let as_wanted = match (&organ, found) {
            (None, None) => true,
            (Some(organ), Some(found)) => found.organ.as_ref() == Some(organ) && found.in_name_of == behalf,
            _ => false,
        };
        if as_wanted {
            return self.lacks("决定机关", missing, &decision.missing);
        }
        let wanted = match (organ, behalf) {
            (Some(organ), Some(behalf)) => {
                Words::new(format!("{organ} 以 {behalf}"), format!("{organ} in the name of {behalf}"))
            }
            (Some(organ), None) => same(organ),
            (None, _) => Words::new("未知", "unknown"),
        };
        let found = Words::new(decision.text.zh, decision.text.en);
        Some(Mismatch { of: Words::new("决定机关", "the deciding organ"), wanted, found })
    }

    pub(super) fn cases(&mut self, cases: &[String], missing: Option<&[MissingFact]>) -> Option<Mismatch> {
        let found = self.answer(None)?.item?.cases;
        let of = |needed: Needed| -> Vec<String> {
            found.iter().filter(|case| case.applies == needed).map(|case| case.id.clone()).collect()
        };
        let (sure, open) = (of(Needed::Yes), of(Needed::Unknown));
        if cases.is_empty() && !open.is_empty() {
            let mut lacking: Vec<String> = found.into_iter().flat_map(|case| case.missing).collect();
            lacking.sort_unstable();
            lacking.dedup();
            return self.lacks("情形", missing, &lacking);
        }
        self.names("情形", cases, &sure, &open)
    }

    /// Names that must be exactly those that are sure, with none open.
    fn names(&self, of: &str, wanted: &[String], sure: &[String], open: &[String]) -> Option<Mismatch> {
        let as_wanted = open.is_empty() && sure.len() == wanted.len() && wanted.iter().all(|name| sure.contains(name));
        if as_wanted {
            return None;
        }
        let mut found = listed(sure);
        if !open.is_empty() {
            let open = open.join("、");
            found = Words::new(format!("{}，未知：{open}", found.zh), format!("{}, unknown: {open}", found.en));
        }
        let wanted = if wanted.is_empty() { Words::new("未知", "unknown") } else { listed(wanted) };
        Some(Mismatch { of: same(of.to_owned()), wanted, found })
    }

    /// How it is handled, as answers tell it.
    pub(super) fn handled(
        &mut self,
        of: Handling,
        wanted: Option<&str>,
        because: Option<Reason>,
        missing: Option<&[MissingFact]>,
    ) -> Option<Mismatch> {
        let answer = self.answer(None);
        let found = answer.as_ref().and_then(|answer| handled_as(of, answer));
        let reason = answer.as_ref().filter(|_| of == Handling::Finish && found.is_none()).and_then(why_no_day);
        let name = handling_words(of);
        if found.as_deref() == wanted && because.is_none_or(|because| reason == Some(because)) {
            let lacking = if missing.is_some() { self.handling_hangs_on(of) } else { Vec::new() };
            return self.lacks(&name.zh, missing, &lacking);
        }
        let words = |said: Option<&str>, reason: Option<Reason>| {
            let said = said.map_or(Words::new("未知", "unknown"), |said| same(said.to_owned()));
            with_reasons(said, reason.as_slice())
        };
        Some(Mismatch { of: name, wanted: words(wanted, because), found: words(found.as_deref(), reason) })
    }

    /// The facts that decide which line of its handling holds.
    fn handling_hangs_on(&mut self, of: Handling) -> Vec<String> {
        let whens = self.name_of(None).and_then(|name| {
            let version = self.matched(&name)?.evaluation.policy;
            let procedure = self.program().policies.get(version.index())?.procedure.as_ref()?;
            Some((version, whens_of(of, procedure)))
        });
        let Some((version, whens)) = whens else { return Vec::new() };
        let roots = whens.into_iter().map(Target::Node);
        let mut slots: Vec<Slot> = roots.flat_map(|root| missing(&mut self.run, Some(version), root)).collect();
        slots.sort_unstable();
        slots.dedup();
        slots.into_iter().map(|slot| slot.name(self.program)).collect()
    }

    pub(super) fn special(&mut self, name: &str, applies: ConditionOutcome) -> Option<Mismatch> {
        let special = self.answer(None)?.procedure.map(|procedure| procedure.special).unwrap_or_default();
        let found = special.iter().find(|special| special.name == name);
        let found = match found.map(|special| special.applies) {
            None => ConditionOutcome::Unmet,
            Some(None | Some(Needed::Yes)) => ConditionOutcome::Met,
            Some(Some(Needed::No)) => ConditionOutcome::Unmet,
            Some(Some(Needed::Unknown)) => ConditionOutcome::Unknown,
        };
        if found == applies {
            return None;
        }
        let words = |outcome| match outcome {
            ConditionOutcome::Met => Words::new("适用", "applies"),
            ConditionOutcome::Unmet => Words::new("不适用", "does not apply"),
            other => words::of_condition(other),
        };
        let of = Words::new(format!("特别程序 {name}"), format!("special procedure {name}"));
        Some(Mismatch { of, wanted: words(applies), found: words(found) })
    }

    /// The answer of a policy by one of its versions, else of the one that the example stands in.
    fn answer(&mut self, policy: Option<PolicyId>) -> Option<PolicyAnswer> {
        let name = self.name_of(policy)?;
        let mut run = self.new_run();
        let matched = self.matched(&name)?;
        explain(&mut run, matched, &PackStamp::default())
    }
}

/// What an answer says of it, if that is settled.
fn handled_as(of: Handling, answer: &PolicyAnswer) -> Option<String> {
    if of == Handling::Finish {
        return answer.item.as_ref()?.finish.clone();
    }
    let procedure = answer.procedure.as_ref()?;
    let names = |names: &[String]| (!names.is_empty()).then(|| names.join("、"));
    match of {
        Handling::Apply => names(&procedure.apply),
        Handling::Accepts => names(&procedure.accepts),
        Handling::Decides => names(&procedure.decides),
        Handling::StatutoryLimit => procedure.statutory_limit.as_ref().map(limit_said),
        Handling::PromisedLimit => match procedure.promised_limits.as_slice() {
            [limit] if limit.applies == Needed::Yes => Some(limit_said(limit)),
            _ => None,
        },
        Handling::Visits => procedure.visits.clone(),
        Handling::Modes => names(&procedure.modes),
        Handling::Fee => procedure.fee.clone(),
        Handling::Hotline => procedure.hotline.clone(),
        Handling::Finish => None,
    }
}

fn limit_said(limit: &LimitAnswer) -> String {
    match limit.state {
        LimitState::Set => limit.within.as_deref().map(in_words).unwrap_or_default(),
        LimitState::NoneSet => "无规定".to_owned(),
        LimitState::Open => "未定".to_owned(),
    }
}

/// `P10BD` as an author writes it.
fn in_words(within: &str) -> String {
    let plain = within.trim_start_matches('P');
    let units = [("BD", "个工作日"), ("M", "个月"), ("D", "天")];
    let unit = units.into_iter().find_map(|(short, unit)| Some((plain.strip_suffix(short)?, unit)));
    match unit {
        Some(("0", _)) => "即办".to_owned(),
        Some((number, unit)) => format!("{number}{unit}"),
        None => within.to_owned(),
    }
}

/// Why there is no day though it is settled which limit holds.
fn why_no_day(answer: &PolicyAnswer) -> Option<Reason> {
    match answer.procedure.as_ref()?.promised_limits.as_slice() {
        [limit] if limit.applies == Needed::Yes => match limit.state {
            LimitState::Set => Some(Reason::CalendarUnknown),
            LimitState::Open => Some(Reason::OpenEndedStep),
            LimitState::NoneSet => None,
        },
        _ => None,
    }
}

/// What decides which line of its handling holds.
fn whens_of(of: Handling, procedure: &Procedure) -> Vec<NodeId> {
    fn whens<T>(lines: &[ByCase<T>]) -> Vec<NodeId> {
        lines.iter().filter_map(|line| line.when).collect()
    }
    match of {
        Handling::Apply => whens(&procedure.apply),
        Handling::Accepts => whens(&procedure.accepts),
        Handling::Decides => whens(&procedure.decides),
        Handling::StatutoryLimit => whens(&procedure.statutory_limits),
        Handling::PromisedLimit | Handling::Finish => whens(&procedure.promised_limits),
        Handling::Visits => whens(&procedure.visits),
        Handling::Modes => whens(&procedure.modes),
        Handling::Fee => whens(&procedure.fees),
        Handling::Hotline => whens(&procedure.hotlines),
    }
}

fn handling_words(of: Handling) -> Words {
    match of {
        Handling::Apply => Words::new("申请", "where to apply"),
        Handling::Accepts => Words::new("受理", "who accepts"),
        Handling::Decides => Words::new("决定", "who decides"),
        Handling::StatutoryLimit => Words::new("法定时限", "the limit set by law"),
        Handling::PromisedLimit => Words::new("承诺时限", "the promised limit"),
        Handling::Visits => Words::new("跑动", "visits"),
        Handling::Modes => Words::new("方式", "how it is handled"),
        Handling::Fee => Words::new("收费", "the fee"),
        Handling::Hotline => Words::new("咨询", "whom to ask"),
        Handling::Finish => Words::new("办结", "the day of the decision"),
    }
}

fn listed(names: &[String]) -> Words {
    if names.is_empty() {
        return Words::new("无", "none");
    }
    Words::new(names.join("、"), names.join(", "))
}

/// Whether an answer tells a material as expected.
pub(super) fn is_so(found: &MaterialAnswer, state: MaterialState) -> bool {
    let handed_in = |how: How| found.needed == Needed::Yes && found.how == Some(how);
    match state {
        MaterialState::Needed => found.needed == Needed::Yes,
        MaterialState::NotNeeded => found.needed == Needed::No,
        MaterialState::Unknown => {
            found.needed == Needed::Unknown || found.needed == Needed::Yes && !found.may.is_empty()
        }
        MaterialState::Expired => found.needed == Needed::Yes && found.expired,
        MaterialState::Submit => handed_in(How::Submit),
        MaterialState::Shared => handed_in(How::Shared),
        MaterialState::Promised => handed_in(How::Promised),
        MaterialState::Later(None) => handed_in(How::Later),
        MaterialState::Later(Some(day)) => handed_in(How::Later) && found.by == Some(day.to_string()),
    }
}

pub(super) fn state_words(state: MaterialState) -> Words {
    match state {
        MaterialState::Needed => Words::new("需要", "needed"),
        MaterialState::NotNeeded => Words::new("不需要", "not needed"),
        MaterialState::Unknown => Words::new("未知", "unknown"),
        MaterialState::Submit => Words::new("提交", "to be handed in"),
        MaterialState::Shared => Words::new("共享", "shared"),
        MaterialState::Promised => Words::new("承诺替代", "promised instead"),
        MaterialState::Expired => Words::new("过期", "too old"),
        MaterialState::Later(None) => Words::new("可后补", "to follow later"),
        MaterialState::Later(Some(day)) => later_words(&day.to_string()),
    }
}

fn later_words(day: &str) -> Words {
    Words::new(format!("可后补 {day}"), format!("to follow by {day}"))
}

pub(super) fn found_words(found: &MaterialAnswer, copies: bool) -> Words {
    let mut words = match (found.needed, found.how) {
        (Needed::No, _) => state_words(MaterialState::NotNeeded),
        (Needed::Unknown, _) => state_words(MaterialState::Unknown),
        (Needed::Yes, Some(_)) if found.expired => state_words(MaterialState::Expired),
        (Needed::Yes, Some(How::Submit)) => state_words(MaterialState::Submit),
        (Needed::Yes, Some(How::Shared)) => state_words(MaterialState::Shared),
        (Needed::Yes, Some(How::Promised)) => state_words(MaterialState::Promised),
        (Needed::Yes, Some(How::Produced)) => Words::new("产出", "produced"),
        (Needed::Yes, Some(How::Later)) => {
            found.by.as_deref().map_or_else(|| state_words(MaterialState::Later(None)), later_words)
        }
        (Needed::Yes, None) if found.keep.is_some() => Words::new("自己留存", "to be kept"),
        (Needed::Yes, None) if !found.may.is_empty() => Words::new(found.text.zh.clone(), found.text.en.clone()),
        (Needed::Yes, None) => state_words(MaterialState::Needed),
    };
    if let (true, Some(crate::explain::answer::Quantity::Value(copies))) = (copies, &found.copies) {
        words = Words::new(format!("{} {copies}份", words.zh), format!("{} in {copies} copies", words.en));
    }
    words
}
