//! What examples expect of handling: papers, and of items who decides, which case it is, limits, fees.

use super::expected::{Look, Mismatch};
use super::words::{self, same};
use crate::check::{ConditionOutcome, MaterialState, MissingFact};
use crate::diagnostic::Words;
use crate::explain::answer::{How, MaterialAnswer, Needed, PackStamp, PolicyAnswer};
use crate::explain::explain;
use crate::program::{OrganId, PolicyId};
use crate::value::{Date, DurationUnit, Number};

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
        let wanted: Vec<String> = missing?.iter().map(|fact| self.missing_name(*fact)).collect();
        let as_wanted = found.missing.len() == wanted.len() && wanted.iter().all(|fact| found.missing.contains(fact));
        (!as_wanted).then(|| Mismatch {
            of: Words::new(format!("`{name}` 所缺"), format!("what `{name}` lacks")),
            wanted: listed(&wanted),
            found: listed(&found.missing),
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
            return None;
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

    pub(super) fn cases(&mut self, cases: &[String]) -> Option<Mismatch> {
        let found = self.answer(None)?.item?.cases;
        let of = |needed: Needed| -> Vec<String> {
            found.iter().filter(|case| case.applies == needed).map(|case| case.id.clone()).collect()
        };
        let (sure, open) = (of(Needed::Yes), of(Needed::Unknown));
        if cases.is_empty() && !open.is_empty() {
            return None;
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

    pub(super) fn promised_limit(&mut self, number: &Number, unit: DurationUnit) -> Option<Mismatch> {
        let unit = match unit {
            DurationUnit::Days => "D",
            DurationUnit::Months => "M",
            DurationUnit::WorkingDays => "BD",
        };
        let wanted = format!("P{}{unit}", number.to_plain());
        let limits = self.answer(None)?.procedure.map(|procedure| procedure.promised_limits).unwrap_or_default();
        if let [limit] = limits.as_slice()
            && limit.applies == Needed::Yes
            && limit.within.as_ref() == Some(&wanted)
        {
            return None;
        }
        let found: Vec<String> = limits.iter().map(|limit| limit.within.clone().unwrap_or_default()).collect();
        let of = Words::new("承诺时限", "the promised limit");
        Some(Mismatch { of, wanted: same(wanted), found: listed(&found) })
    }

    pub(super) fn visits(&mut self, number: &Number) -> Option<Mismatch> {
        let found = self.answer(None)?.procedure.and_then(|procedure| procedure.visits);
        let wanted = number.to_plain();
        let as_wanted = found.as_ref() == Some(&wanted);
        let found = found.map_or(Words::new("未知", "unknown"), same);
        (!as_wanted).then(|| Mismatch { of: Words::new("跑动", "visits"), wanted: same(wanted), found })
    }

    pub(super) fn fee(&mut self, fee: &str) -> Option<Mismatch> {
        let found = self.answer(None)?.procedure.and_then(|procedure| procedure.fee);
        let as_wanted = found.as_deref() == Some(fee);
        let found = found.map_or(Words::new("未知", "unknown"), same);
        (!as_wanted).then(|| Mismatch { of: Words::new("收费", "the fee"), wanted: same(fee.to_owned()), found })
    }

    pub(super) fn finish(&mut self, day: Option<Date>) -> Option<Mismatch> {
        let found = self.answer(None)?.item?.finish;
        let wanted = day.map(|day| day.to_string());
        let as_wanted = found == wanted;
        let words = |day: Option<String>| day.map_or(Words::new("未知", "unknown"), same);
        let of = Words::new("办结", "the day of the decision");
        (!as_wanted).then(|| Mismatch { of, wanted: words(wanted), found: words(found) })
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
