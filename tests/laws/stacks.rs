//! 叠加: what benefits come to together, against every permitted set tried one by one.

use crate::random::Random;
use crate::reference::number::{Q, exact};
use crate::{asked, programs, tell, written};
use guiju::eval::{Run, Slot};
use guiju::explain::stack::{Added, added_up};
use guiju::program::{FactId, Program, StackId};

/// The policies, and the benefits of each.
const POLICIES: [&str; 3] = ["甲", "乙", "丙"];
const BENEFITS: usize = 5;
/// No amount is greater.
const MOST: i64 = 6;

/// What a clause says of benefits, by their places in the stack.
enum Clause {
    Together(Vec<usize>),
    Exclusive { of: Vec<usize>, highest: bool },
    Offset { pays: usize, includes: usize },
    Cap { most: Cap, of: Option<Vec<usize>>, cut: Cut },
}

/// A figure, or the fact 限.
enum Cap {
    Figure(i64),
    Fact,
}

enum Cut {
    First(Vec<usize>),
    ProRata,
    Unsaid,
}

/// A 叠加 as it is written, and what it says.
struct Written {
    text: String,
    /// Which benefit stands at each place: that which is named first comes first.
    named: Vec<usize>,
    clauses: Vec<Clause>,
    unlisted: Option<bool>,
}

fn policy_of(benefit: usize) -> usize {
    [0, 0, 1, 1, 2][benefit]
}

fn written(random: &mut Random) -> Written {
    let mut stack = Written { text: String::new(), named: vec![], clauses: vec![], unlisted: None };
    let up = random.percent(50);
    for _ in 0..1 + random.below(4) {
        let clause = match random.below(8) {
            0 | 1 => {
                let (text, of) = stack.some(random, 2);
                stack.line(format!("同享 {text}"));
                Clause::Together(of)
            }
            2 | 3 => {
                let (text, of) = stack.some(random, 2);
                let highest = random.percent(40);
                stack.line(format!("互斥 {text} 择 {}", if highest { "最高" } else { "申请人" }));
                Clause::Exclusive { of, highest }
            }
            4 | 5 => {
                let one = random.below(BENEFITS - 1);
                let two = one + 1 + random.below(BENEFITS - 1 - one);
                let (pays, includes) = if up { (one, two) } else { (two, one) };
                let (of_pays, of_includes) = (stack.place(pays), stack.place(includes));
                stack.line(format!("抵扣 {} 已含 {}", name(pays), name(includes)));
                Clause::Offset { pays: of_pays, includes: of_includes }
            }
            _ => stack.cap(random),
        };
        stack.clauses.push(clause);
    }
    stack.unlisted = [None, Some(true), Some(false)][random.below(3)];
    match stack.unlisted {
        Some(true) => stack.line("未列 同享".to_owned()),
        Some(false) => stack.line("未列 互斥".to_owned()),
        None => {}
    }
    let mut text = "事实 限：金额 范围 0元 至 9元\n".to_owned();
    for benefit in 0..BENEFITS {
        text += &format!("事实 额{benefit}：金额 范围 0元 至 {MOST}元\n");
    }
    for (at, policy) in POLICIES.iter().enumerate() {
        text += &format!("事实 可{at}：是否\n政策 {policy} {{ 条件 有 {{ 可{at} }}");
        for benefit in (0..BENEFITS).filter(|benefit| policy_of(*benefit) == at) {
            text += &format!("；待遇 奖{benefit} = 额{benefit}");
        }
        text += " }\n";
    }
    stack.text = format!("{text}叠加 合计 {{\n{}}}\n", stack.text);
    stack
}

fn name(benefit: usize) -> String {
    format!("{}·奖{benefit}", POLICIES[policy_of(benefit)])
}

impl Written {
    fn line(&mut self, line: String) {
        self.text += &format!("  {line}\n");
    }

    fn place(&mut self, benefit: usize) -> usize {
        self.named.iter().position(|named| *named == benefit).unwrap_or_else(|| {
            self.named.push(benefit);
            self.named.len() - 1
        })
    }

    /// Some benefits, at least so many, in any order.
    fn some(&mut self, random: &mut Random, least: usize) -> (String, Vec<usize>) {
        let mut left: Vec<usize> = (0..BENEFITS).collect();
        let mut picked = vec![];
        for _ in 0..least + random.below(2) {
            picked.push(left.remove(random.below(left.len())));
        }
        let names: Vec<String> = picked.iter().map(|benefit| name(*benefit)).collect();
        (names.join("、"), picked.into_iter().map(|benefit| self.place(benefit)).collect())
    }

    fn cap(&mut self, random: &mut Random) -> Clause {
        let (amount, most) = match random.percent(50) {
            true => ("限".to_owned(), Cap::Fact),
            false => {
                let figure = 1 + random.below(9) as i64;
                (format!("{figure}元"), Cap::Figure(figure))
            }
        };
        let (text, of) = match random.percent(60) {
            true => ("全部".to_owned(), None),
            false => {
                let (text, of) = self.some(random, 2);
                (text, Some(of))
            }
        };
        let group = || of.clone().unwrap_or_else(|| (0..self.named.len()).collect());
        let (how, cut) = match random.below(3) {
            0 if !group().is_empty() => {
                let first = group()[0];
                (format!(" 先减 {}", name(self.named[first])), Cut::First(vec![first]))
            }
            1 => (" 按比例".to_owned(), Cut::ProRata),
            _ => (String::new(), Cut::Unsaid),
        };
        self.line(format!("封顶 {amount} 合计 {text}{how}"));
        Clause::Cap { most, of, cut }
    }

    /// All that a benefit includes, also through what that includes.
    fn inside(&self, pays: usize) -> Vec<usize> {
        let mut found = vec![];
        for clause in &self.clauses {
            if let Clause::Offset { pays: one, includes } = clause
                && *one == pays
            {
                found.push(*includes);
                found.extend(self.inside(*includes));
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Whether two may be had together; none if nobody says.
    fn goes(&self, one: usize, two: usize) -> Option<bool> {
        let both = |of: &[usize]| of.contains(&one) && of.contains(&two);
        for clause in &self.clauses {
            match clause {
                Clause::Together(of) if both(of) => return Some(true),
                Clause::Exclusive { of, .. } if both(of) => return Some(false),
                _ => {}
            }
        }
        if self.inside(one).contains(&two) || self.inside(two).contains(&one) {
            return Some(true);
        }
        let same = policy_of(self.named[one]) == policy_of(self.named[two]);
        let received = (0..self.named.len()).any(|of| {
            let inside = self.inside(of);
            inside.contains(&one) && inside.contains(&two)
        });
        self.unlisted.or((same || received).then_some(true))
    }
}

/// What is known of everything, by name.
#[derive(Clone, Debug)]
struct Profile {
    may: [Option<bool>; 3],
    amounts: [Option<i64>; BENEFITS],
    limit: Option<i64>,
}

impl Profile {
    fn random(random: &mut Random, chance: usize) -> Profile {
        Profile {
            may: [0; 3].map(|_| random.percent(chance).then(|| random.percent(80))),
            amounts: [0; BENEFITS].map(|_| random.percent(chance).then(|| random.below(MOST as usize + 1) as i64)),
            limit: random.percent(chance).then(|| random.below(10) as i64),
        }
    }

    fn completed(&self, random: &mut Random) -> Profile {
        let all = Profile::random(random, 100);
        let mut may = self.may;
        may.iter_mut().zip(all.may).for_each(|(own, other)| *own = own.or(other));
        let mut amounts = self.amounts;
        amounts.iter_mut().zip(all.amounts).for_each(|(own, other)| *own = own.or(other));
        Profile { may, amounts, limit: self.limit.or(all.limit) }
    }

    fn facts(&self) -> Vec<(String, String)> {
        let may = self.may.iter().enumerate().filter_map(|(at, may)| Some((format!("可{at}"), (*may)?.to_string())));
        let amounts = self.amounts.iter().enumerate();
        let amounts = amounts.filter_map(|(at, amount)| Some((format!("额{at}"), (*amount)?.to_string())));
        let limit = self.limit.map(|limit| ("限".to_owned(), limit.to_string()));
        may.chain(amounts).chain(limit).collect()
    }

    /// What each benefit of the stack gives by itself.
    fn alone(&self, stack: &Written) -> Vec<Q> {
        let amount = |benefit: &usize| {
            let may = self.may[policy_of(*benefit)].expect("known");
            Q::from(if may { self.amounts[*benefit].expect("known") } else { 0 })
        };
        stack.named.iter().map(amount).collect()
    }
}

/// What comes of all, tried one by one.
struct Tried {
    least: Q,
    most: Q,
    best: Vec<usize>,
    /// What each pays in the best set, and whether that is said.
    pays: Vec<Q>,
    is_said: bool,
}

fn tried(stack: &Written, profile: &Profile) -> Tried {
    let amounts = profile.alone(stack);
    let mut lost = vec![];
    for clause in &stack.clauses {
        if let Clause::Exclusive { of, highest: true } = clause {
            let highest = of.iter().map(|at| amounts[*at]).max().expect("some");
            let winner = of.iter().find(|at| amounts[**at] == highest).expect("one of them");
            lost.extend(of.iter().filter(|at| *at != winner));
        }
    }
    let available: Vec<usize> =
        (0..amounts.len()).filter(|at| !lost.contains(at) && amounts[*at] > Q::from(0)).collect();
    let received: Vec<usize> = available
        .iter()
        .copied()
        .filter(|at| (0..amounts.len()).any(|other| stack.inside(other).contains(at)))
        .collect();
    let mut found: Vec<(Q, Vec<usize>, Vec<Q>, bool)> = vec![];
    let mut most = Q::from(0);
    let mut together: Option<Q> = None;
    for bits in 1..1_u32 << amounts.len() {
        let set: Vec<usize> = (0..amounts.len()).filter(|at| bits >> at & 1 == 1).collect();
        if !set.iter().all(|at| available.contains(at)) {
            continue;
        }
        for unsaid in [false, true] {
            let go = |one: usize, two: usize| one == two || stack.goes(one, two).unwrap_or(unsaid);
            let permitted = set.iter().all(|one| set.iter().all(|two| go(*one, *two)));
            let left_out = received.iter().any(|at| !set.contains(at) && set.iter().all(|other| go(*at, *other)));
            if !permitted || left_out {
                continue;
            }
            let (total, pays, is_said) = worked(stack, &set, &amounts, profile);
            most = most.max(total);
            if unsaid {
                together = together.max(Some(total));
            } else {
                found.push((total, set.clone(), pays, is_said));
            }
        }
    }
    found.sort_by(|one, two| two.0.cmp(&one.0).then(one.1.len().cmp(&two.1.len())).then_with(|| one.1.cmp(&two.1)));
    match found.into_iter().next() {
        Some((apart, best, pays, is_said)) => {
            Tried { least: together.map_or(apart, |together| together.min(apart)), most, best, pays, is_said }
        }
        None => Tried { least: Q::from(0), most, best: vec![], pays: vec![Q::from(0); amounts.len()], is_said: true },
    }
}

/// What a set comes to: what includes another pays what exceeds it, then each cap as written.
fn worked(stack: &Written, set: &[usize], amounts: &[Q], profile: &Profile) -> (Q, Vec<Q>, bool) {
    let mut pays: Vec<Q> = (0..amounts.len()).map(|at| paid(stack, set, amounts, at)).collect();
    let mut is_said = true;
    for clause in &stack.clauses {
        let Clause::Cap { most, of, cut } = clause else { continue };
        let most = Q::from(match most {
            Cap::Figure(figure) => *figure,
            Cap::Fact => profile.limit.expect("known"),
        });
        let group: Vec<usize> = of.clone().unwrap_or_else(|| (0..amounts.len()).collect());
        let mut over = group.iter().map(|at| pays[*at]).sum::<Q>() - most;
        if over <= Q::from(0) {
            continue;
        }
        if let Cut::First(first) = cut {
            for at in first {
                let less = pays[*at].min(over);
                pays[*at] -= less;
                over -= less;
            }
        }
        is_said &= !matches!(cut, Cut::Unsaid) && (over == Q::from(0) || matches!(cut, Cut::ProRata));
        let whole: Q = group.iter().map(|at| pays[*at]).sum();
        if whole > Q::from(0) {
            let left = (whole - over) / whole;
            group.iter().for_each(|at| pays[*at] *= left);
        }
    }
    (pays.iter().sum(), pays, is_said)
}

fn paid(stack: &Written, set: &[usize], amounts: &[Q], at: usize) -> Q {
    if !set.contains(&at) {
        return Q::from(0);
    }
    let received: Q = stack.inside(at).into_iter().map(|inner| paid(stack, set, amounts, inner)).sum();
    (amounts[at] - received).max(Q::from(0))
}

fn added(program: &Program, profile: &Profile) -> Added {
    let facts = written::facts(program, profile.facts());
    added_up(&mut Run::new(program, &facts, asked()), StackId(0)).expect("a stack")
}

/// All known: the total, the best choice and what each pays are those of the sets tried one by one. Open: every completion's
/// total lies within the bounds, and a fact that is not missing changes none.
#[test]
fn totals_are_those_of_every_set_tried() {
    let mut random = Random::new(12_000_000);
    let (mut stacks, mut refused, mut open, mut completions, mut left_out) = (0, 0, 0, 0, 0);
    while stacks < programs() {
        let stack = written(&mut random);
        let Some(program) = written::accepted(&stack.text).filter(|program| !program.stacks[0].benefits.is_empty())
        else {
            refused += 1;
            assert!(refused < 20 * programs(), "{}", stack.text);
            continue;
        };
        stacks += 1;
        for _ in 0..4 {
            let profile = Profile::random(&mut random, 100);
            let (found, expected) = (added(&program, &profile).stacked, tried(&stack, &profile));
            let total = (exact(&found.total.low), found.total.high.as_ref().map(exact));
            let place = format!("{}{profile:?}", stack.text);
            assert_eq!(total, (expected.least, Some(expected.most)), "{place}");
            if expected.least == expected.most {
                let best = found.best.map(|best| best.benefits).unwrap_or_default();
                assert_eq!(best, expected.best, "{place}");
                if expected.is_said {
                    let pays: Vec<Option<Q>> = found
                        .pays
                        .iter()
                        .map(|pays| pays.as_ref().and_then(|pays| pays.settled()).map(exact))
                        .collect();
                    assert_eq!(pays, expected.pays.into_iter().map(Some).collect::<Vec<_>>(), "{place}");
                }
            }
        }
        for _ in 0..3 {
            let chance = *random.pick(&[30, 60, 85]);
            let profile = Profile::random(&mut random, chance);
            let found = added(&program, &profile);
            let bounds = &found.stacked.total;
            open += usize::from(bounds.settled().is_none());
            for _ in 0..6 {
                let complete = profile.completed(&mut random);
                let expected = tried(&stack, &complete);
                let place = format!("{}{profile:?} as {complete:?}: {bounds:?}", stack.text);
                assert!(exact(&bounds.low) <= expected.least, "{place} but {}", expected.least);
                assert!(
                    bounds.high.as_ref().is_none_or(|high| exact(high) >= expected.most),
                    "{place} but {}",
                    expected.most
                );
                completions += 1;
                for (fact, other) in (0..).zip(&program.facts) {
                    if found.missing.contains(&Slot::Fact(FactId(fact))) {
                        continue;
                    }
                    let Some(changed) = complete.changed(&other.name, &profile, &mut random) else { continue };
                    let then = tried(&stack, &changed);
                    assert_eq!(
                        (then.least, then.most),
                        (expected.least, expected.most),
                        "{place}: {} is not missing, but as {changed:?} it matters",
                        other.name
                    );
                    left_out += 1;
                }
            }
        }
    }
    tell(&format!(
        "stacks: {stacks} ({refused} refused), {open} totals open, {completions} completions, {left_out} facts left out, 0 differences"
    ));
    assert!(open > 0 && left_out > 0);
}

impl Profile {
    /// Another value of a fact that is not known; none if it is.
    fn changed(&self, fact: &str, known: &Profile, random: &mut Random) -> Option<Profile> {
        let mut changed = self.clone();
        let other = Profile::random(random, 100);
        let at = fact.chars().last().and_then(|last| last.to_digit(10)).map_or(0, |at| at as usize);
        match fact.chars().next() {
            Some('限') if known.limit.is_none() => changed.limit = other.limit,
            Some('额') if known.amounts[at].is_none() => changed.amounts[at] = other.amounts[at],
            Some('可') if known.may[at].is_none() => changed.may[at] = other.may[at],
            _ => return None,
        }
        Some(changed)
    }
}
