//! 沿用: a local version against the same policy written out by hand; 收紧 and 放宽 against what they were before.

use crate::random::Random;
use crate::{programs, tell, written};
use guiju::eval::{Asked, Evaluation, Outcome, Run, evaluate_in};
use guiju::program::{Program, RegionId};
use guiju::value::{Date, Truth, Value};

const FACTS: &str = "地区 某市 代码 990100 级别 市 上级 全国
事实 是甲：是否
事实 是乙：是否
事实 数甲：整数 单位 人 范围 0人 至 3人
";

/// A policy in the making: what it comes to once all layers have been laid on it.
#[derive(Clone, Default)]
struct Flat {
    limits: Vec<(String, i64)>,
    conditions: Vec<Condition>,
    benefits: Vec<(String, String)>,
}

#[derive(Clone)]
struct Condition {
    name: String,
    exclude: bool,
    /// What must hold, or what strikes out.
    held: String,
}

/// What a layer may do.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    Anything,
    Tighten,
    Relax,
}

impl Flat {
    fn text(&self, name: &str) -> String {
        let limits = self.limits.iter().map(|(name, limit)| format!("  参数 {name}：数值 单位 人 = {limit}人\n"));
        let conditions = self
            .conditions
            .iter()
            .map(|condition| format!("  {} {} {{ {} }}\n", kind(condition.exclude), condition.name, condition.held));
        let benefits = self.benefits.iter().map(|(name, amount)| format!("  待遇 {name} = {amount}\n"));
        format!("政策 {name} {{\n{}}}\n", limits.chain(conditions).chain(benefits).collect::<String>())
    }
}

fn kind(exclude: bool) -> &'static str {
    if exclude { "排除" } else { "条件" }
}

fn expression(random: &mut Random, depth: usize) -> String {
    let limit = random.below(2);
    let sign = ["<=", ">=", "<", ">"][random.below(4)];
    match random.below(if depth == 0 { 4 } else { 7 }) {
        0 => "是甲".to_owned(),
        1 => "是乙".to_owned(),
        2 => format!("(数甲 {sign} 限{limit})"),
        3 => format!("(数甲 {sign} {}人)", random.below(4)),
        4 => format!("({} 且 {})", expression(random, depth - 1), expression(random, depth - 1)),
        5 => format!("({} 或 {})", expression(random, depth - 1), expression(random, depth - 1)),
        _ => format!("(非 {})", expression(random, depth - 1)),
    }
}

fn amount(random: &mut Random) -> String {
    format!("(如果 {} 则 {}元 否则 {}元)", expression(random, 1), random.below(5), 5 + random.below(5))
}

/// A body with or without 除非, and what it comes to.
fn body(random: &mut Random, exclude: bool) -> (String, String) {
    let said = expression(random, 2);
    if random.percent(70) {
        return (said.clone(), said);
    }
    let unless = expression(random, 1);
    let held = if exclude { format!("({said} 且 (非 {unless}))") } else { format!("({said} 或 {unless})") };
    (format!("{said}；除非 {unless}"), held)
}

/// The base as it is written, and what it comes to.
fn base(random: &mut Random) -> (String, Flat) {
    let mut flat = Flat::default();
    let mut text = String::new();
    for at in 0..2 {
        let limit = random.below(4) as i64;
        text += &format!("  参数 限{at}：数值 单位 人 = {limit}人\n");
        flat.limits.push((format!("限{at}"), limit));
    }
    for at in 0..1 + random.below(3) {
        let (name, exclude) = (format!("件{at}"), random.percent(30));
        let (said, held) = body(random, exclude);
        text += &format!("  {} {name} {{ {said} }}\n", kind(exclude));
        flat.conditions.push(Condition { name, exclude, held });
    }
    for at in 0..2 {
        let amount = amount(random);
        text += &format!("  待遇 奖{at} = {amount}\n");
        flat.benefits.push((format!("奖{at}"), amount));
    }
    (text, flat)
}

/// What a layer says, and what is then written.
fn layer(random: &mut Random, flat: &Flat, way: Way, mark: &str) -> (String, Flat) {
    let mut flat = flat.clone();
    let mut text = String::new();
    let mut kept = vec![];
    for mut condition in std::mem::take(&mut flat.conditions) {
        let what = kind(condition.exclude);
        let tighten = match way {
            Way::Anything if random.percent(15) => {
                text += &format!("  删 {what} {}\n", condition.name);
                continue;
            }
            Way::Anything => random.percent(50),
            Way::Tighten => true,
            Way::Relax => false,
        };
        if random.percent(50) {
            let (said, held) = body(random, condition.exclude);
            let verb = if tighten { "收紧" } else { "放宽" };
            text += &format!("  {verb} {what} {} {{ {said} }}\n", condition.name);
            // What strikes out joins the other way.
            let join = if tighten != condition.exclude { "且" } else { "或" };
            condition.held = format!("({} {join} {held})", condition.held);
        }
        kept.push(condition);
    }
    flat.conditions = kept;
    if way == Way::Anything {
        for (name, limit) in &mut flat.limits {
            if random.percent(30) {
                *limit = random.below(4) as i64;
                text += &format!("  改 参数 {name} = {limit}人\n");
            }
        }
        let benefits = std::mem::take(&mut flat.benefits);
        for (name, mut worth) in benefits {
            match random.below(4) {
                0 => {
                    text += &format!("  删 待遇 {name}\n");
                    continue;
                }
                1 => {
                    worth = amount(random);
                    text += &format!("  改 待遇 {name} = {worth}\n");
                }
                _ => {}
            }
            flat.benefits.push((name, worth));
        }
        if random.percent(40) {
            let (name, exclude) = (format!("增件{mark}"), random.percent(30));
            let (said, held) = body(random, exclude);
            text += &format!("  增 {} {name} {{ {said} }}\n", kind(exclude));
            flat.conditions.push(Condition { name, exclude, held });
        }
        if random.percent(40) {
            let (name, worth) = (format!("增奖{mark}"), amount(random));
            text += &format!("  增 待遇 {name} = {worth}\n");
            flat.benefits.push((name, worth));
        }
    }
    (text, flat)
}

#[derive(Clone, Debug)]
struct Known(Option<bool>, Option<bool>, Option<i64>);

impl Known {
    fn random(random: &mut Random, chance: usize) -> Known {
        let mut yes = || random.percent(chance).then(|| random.percent(50));
        let (one, two) = (yes(), yes());
        Known(one, two, random.percent(chance).then(|| random.below(4) as i64))
    }

    fn facts(&self) -> Vec<(String, String)> {
        let one = self.0.map(|yes| ("是甲".to_owned(), yes.to_string()));
        let two = self.1.map(|yes| ("是乙".to_owned(), yes.to_string()));
        let number = self.2.map(|number| ("数甲".to_owned(), number.to_string()));
        [one, two, number].into_iter().flatten().collect()
    }
}

/// What becomes of a policy: its set, its conditions and amounts by name.
#[derive(Debug, PartialEq)]
struct Told {
    set: Option<Truth>,
    conditions: Vec<(String, Truth)>,
    amounts: Vec<(String, Option<Value>)>,
}

fn evaluated(program: &Program, policy: &str, region: u32, known: &Known) -> Evaluation {
    let facts = written::facts(program, known.facts());
    let today = Date::parse("2026-11-22").expect("a day");
    let mut run = Run::new(program, &facts, Asked { today, law_day: None, region: Some(RegionId(region)) });
    evaluate_in(&mut run, policy).expect("a policy")
}

fn told(program: &Program, policy: &str, region: u32, known: &Known) -> Told {
    let found = evaluated(program, policy, region, known);
    let version = &program.policies[found.policy.index()];
    let name = |at: guiju::program::ConditionId| program.conditions[at.index()].name.clone();
    let mut conditions: Vec<(String, Truth)> =
        found.conditions.iter().map(|state| (name(state.condition), state.set)).collect();
    let amounts = version.benefits.iter().zip(&found.benefits);
    let mut amounts: Vec<(String, Option<Value>)> =
        amounts.map(|(benefit, state)| (benefit.name.clone(), state.amount.clone().map(Value::Number))).collect();
    conditions.sort_by(|one, other| one.0.cmp(&other.0));
    amounts.sort_by(|one, other| one.0.cmp(&other.0));
    Told { set: found.set.truth, conditions, amounts }
}

#[test]
fn local_versions_are_the_policy_written_out() {
    let mut random = Random::new(14_000_000);
    let (mut sets, mut refused, mut compared, mut kept) = (0, 0, 0, 0);
    while sets < programs() {
        let (of_base, flat) = base(&mut random);
        let (of_first, first) = layer(&mut random, &flat, Way::Anything, "一");
        let way = *random.pick(&[Way::Anything, Way::Tighten, Way::Relax]);
        let (of_second, second) = layer(&mut random, &first, way, "二");
        let opens = ["参数", "条件", "待遇"].map(|kind| format!("可改 {kind}；可增 {kind}；可删 {kind}；"));
        let opens = format!("{}可收紧 条件；可放宽 条件", opens.concat());
        let text = format!(
            "{FACTS}标准 基 {{\n{of_base}  地方 {{ {opens} }}\n}}\n政策 甲 沿用 基 {{\n{of_first}}}\n政策 甲_市 沿用 甲 {{\n  地区 某市\n{of_second}}}\n{}{}",
            first.text("平"),
            second.text("平_市")
        );
        let Some(program) = written::accepted(&text) else {
            refused += 1;
            assert!(refused < 20 * programs(), "{text}");
            continue;
        };
        sets += 1;
        for _ in 0..4 {
            let chance = *random.pick(&[40, 70, 100]);
            let known = Known::random(&mut random, chance);
            for (region, flat) in [(0, "平"), (1, "平_市")] {
                let (layered, by_hand) = (told(&program, "甲", region, &known), told(&program, flat, region, &known));
                assert_eq!(layered, by_hand, "{text}{flat} knowing {known:?}");
                compared += 1;
            }
            let known = Known::random(&mut random, 100);
            let [before, after] = [0, 1].map(|region| evaluated(&program, "甲", region, &known).outcome);
            let (more, fewer) = match way {
                Way::Anything => continue,
                Way::Tighten => (before, after),
                Way::Relax => (after, before),
            };
            let keeps = fewer != Outcome::Eligible || more == Outcome::Eligible;
            assert!(keeps, "{text}knowing {known:?}: {before:?} became {after:?}");
            kept += 1;
        }
    }
    tell(&format!(
        "overlays: {sets} policies with two layers ({refused} refused), {compared} compared, {kept} tightened or relaxed, 0 differences"
    ));
}
