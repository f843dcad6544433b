//! 一件事: how long it takes in all, the visits and the papers, against the longest way worked out step by step.

use crate::random::Random;
use crate::{asked, programs, tell, written};
use guiju::eval::Run;
use guiju::explain::answer::{How, Needed, PackStamp, Quantity};
use guiju::program::Program;
use guiju::service::chain::{ChainAnswer, plan};

/// How many facts say whether steps are done and stopped, and how many papers there are.
const FACTS: usize = 4;
const PAPERS: usize = 3;

struct Step {
    after: Vec<usize>,
    when: Option<usize>,
    /// In half days.
    limit: Option<i64>,
    visits: Option<i64>,
    same_visit: bool,
    internal: bool,
    stopped_if: Option<usize>,
    needs: Vec<usize>,
    makes: Vec<usize>,
}

struct Chain {
    steps: Vec<Step>,
    finish: Option<usize>,
}

impl Chain {
    fn random(random: &mut Random) -> Chain {
        let mut steps: Vec<Step> = vec![];
        let count = 1 + random.below(5);
        for at in 0..count {
            let some = |random: &mut Random, of: usize, chance: usize| -> Vec<usize> {
                (0..of).filter(|_| random.percent(chance)).collect()
            };
            steps.push(Step {
                after: some(random, at, 40),
                needs: some(random, PAPERS, 25),
                makes: some(random, PAPERS, 20),
                when: random.percent(50).then(|| random.below(FACTS)),
                limit: random.percent(85).then(|| random.below(6) as i64),
                visits: random.percent(85).then(|| random.below(3) as i64),
                same_visit: random.percent(40),
                internal: random.percent(20),
                stopped_if: random.percent(15).then(|| random.below(FACTS)),
            });
        }
        Chain { finish: random.percent(30).then(|| random.below(count)), steps }
    }

    fn text(&self) -> String {
        let facts: String = (0..FACTS).map(|at| format!("事实 甲{at}：是否\n")).collect();
        let papers: String = (0..PAPERS).map(|at| format!("材料 材{at} 名称 \"材{at}\"\n")).collect();
        let finish = self.finish.map(|at| format!("  办结 步{at}\n")).unwrap_or_default();
        let steps: String = self.steps.iter().enumerate().map(|(at, step)| step.text(at)).collect();
        format!("{facts}{papers}一件事 开办 {{\n  牵头 市监\n{finish}{steps}}}\n")
    }

    fn is_done(&self, at: usize, facts: &[bool]) -> bool {
        self.steps[at].when.is_none_or(|fact| facts[fact])
    }

    /// The least and the greatest end of a step, in half days: the longest way to it.
    fn end(&self, at: usize, facts: &[bool]) -> (i64, Option<i64>) {
        let before: Vec<(i64, Option<i64>)> = self.steps[at].after.iter().map(|at| self.end(*at, facts)).collect();
        let least = before.iter().map(|(least, _)| *least).max().unwrap_or(0);
        let most = before.iter().map(|(_, most)| *most).collect::<Option<Vec<i64>>>();
        let most = most.map(|most| most.into_iter().max().unwrap_or(0));
        if !self.is_done(at, facts) {
            return (least, most);
        }
        let limit = self.steps[at].limit;
        (least + limit.unwrap_or(0), most.zip(limit).map(|(most, limit)| most + limit))
    }

    fn is_stopped(&self, at: usize, facts: &[bool]) -> bool {
        let itself = self.is_done(at, facts) && self.steps[at].stopped_if.is_some_and(|fact| facts[fact]);
        itself || self.steps[at].after.iter().any(|before| self.is_stopped(*before, facts))
    }

    /// The 办结 step, else those that are done and not 内部, else those that are done.
    fn last(&self, facts: &[bool]) -> Vec<usize> {
        let done: Vec<usize> = (0..self.steps.len()).filter(|at| self.is_done(*at, facts)).collect();
        let own: Vec<usize> = done.iter().copied().filter(|at| !self.steps[*at].internal).collect();
        match self.finish {
            Some(finish) => vec![finish],
            None if own.is_empty() => done,
            None => own,
        }
    }

    /// How long it takes in all, in half days; none if it is stopped or nothing is done.
    fn total(&self, facts: &[bool]) -> Option<(i64, Option<i64>)> {
        let last = self.last(facts);
        if last.iter().any(|at| self.is_stopped(*at, facts)) {
            return None;
        }
        let ends: Vec<(i64, Option<i64>)> = last.iter().map(|at| self.end(*at, facts)).collect();
        let most = ends.iter().map(|(_, most)| *most).collect::<Option<Vec<i64>>>();
        Some((ends.iter().map(|(least, _)| *least).max()?, most.and_then(|most| most.into_iter().max())))
    }

    /// The least and the most, in halves. Steps with the same words share one visit, the longest of them; a step of the
    /// applicant that says no visits leaves the most open.
    fn visits(&self, facts: &[bool]) -> (i64, Option<i64>) {
        let done = || (0..self.steps.len()).filter(|at| self.is_done(*at, facts)).map(|at| &self.steps[at]);
        let shared = done().filter(|step| step.same_visit).filter_map(|step| step.visits).max().unwrap_or(0);
        let least = 2 * (shared + done().filter(|step| !step.same_visit).filter_map(|step| step.visits).sum::<i64>());
        let is_open = done().any(|step| step.visits.is_none() && !step.internal);
        (least, (!is_open).then_some(least))
    }

    fn is_before(&self, one: usize, other: usize) -> bool {
        self.steps[other].after.iter().any(|before| *before == one || self.is_before(one, *before))
    }

    /// Whether a paper must be handed in for some step, and whether a step before makes it for some.
    fn paper(&self, paper: usize, facts: &[bool]) -> (bool, bool) {
        let (mut submitted, mut made) = (false, false);
        for at in (0..self.steps.len()).filter(|at| self.is_done(*at, facts)) {
            if self.steps[at].needs.contains(&paper) {
                let makes = |other: &usize| {
                    self.is_before(*other, at)
                        && self.is_done(*other, facts)
                        && self.steps[*other].makes.contains(&paper)
                };
                let produced = (0..self.steps.len()).any(|other| makes(&other));
                made |= produced;
                submitted |= !produced;
            }
        }
        (submitted, made)
    }
}

impl Step {
    fn text(&self, at: usize) -> String {
        let mut lines = vec!["部门 市监".to_owned()];
        let names = |what: &str, of: &[usize]| of.iter().map(|at| format!("{what}{at}")).collect::<Vec<_>>().join("、");
        if !self.after.is_empty() {
            lines.push(format!("前置 {}", names("步", &self.after)));
        }
        lines.extend(self.when.map(|fact| format!("当 甲{fact}")));
        lines.extend(self.limit.map(|halves| format!("承诺时限 {}.{}个工作日", halves / 2, halves % 2 * 5)));
        lines.extend(self.visits.map(|visits| format!("跑动 {visits}次")));
        lines.extend(self.same_visit.then(|| "同次 \"趟\"".to_owned()));
        lines.extend(self.internal.then(|| "内部".to_owned()));
        lines.extend(self.stopped_if.map(|fact| format!("阻断 停{at} {{ 甲{fact} }}")));
        if !self.needs.is_empty() {
            lines.push(format!("需要 {}", names("材", &self.needs)));
        }
        if !self.makes.is_empty() {
            lines.push(format!("产出 {}", names("材", &self.makes)));
        }
        format!("  步骤 步{at} {{ {} }}\n", lines.join("；"))
    }
}

fn planned(program: &Program, known: &[Option<bool>]) -> ChainAnswer {
    let given = known.iter().enumerate().filter_map(|(at, known)| Some((format!("甲{at}"), (*known)?.to_string())));
    let facts = written::facts(program, given);
    let pack = PackStamp { id: String::new(), digest: String::new() };
    plan(&mut Run::new(program, &facts, asked()), "开办", &pack).expect("a chain")
}

/// `P2.5BD` in half days.
fn halves(text: &str) -> i64 {
    let days = text.strip_prefix('P').and_then(|text| text.strip_suffix("BD")).unwrap_or(text);
    let (whole, half) = days.split_once('.').unwrap_or((days, "0"));
    whole.parse::<i64>().expect("days") * 2 + i64::from(half == "5")
}

fn ends(quantity: &Quantity) -> (i64, Option<i64>) {
    match quantity {
        Quantity::Value(value) => (halves(value), Some(halves(value))),
        Quantity::Bounds(ends) => (ends.from.as_deref().map_or(0, halves), ends.to.as_deref().map(halves)),
        other => panic!("{other:?} is no number of days"),
    }
}

#[test]
fn plans_are_those_of_every_way_tried() {
    let mut random = Random::new(13_000_000);
    let (mut chains, mut refused, mut open, mut completions) = (0, 0, 0, 0);
    while chains < programs() {
        let chain = Chain::random(&mut random);
        let text = chain.text();
        let Some(program) = written::accepted(&text) else {
            refused += 1;
            assert!(refused < 20 * programs(), "{text}");
            continue;
        };
        chains += 1;
        for _ in 0..2 {
            let known: Vec<bool> = (0..FACTS).map(|_| random.percent(60)).collect();
            let told = planned(&program, &known.iter().copied().map(Some).collect::<Vec<_>>());
            is_as_tried(&chain, &known, &told, &format!("{text}{known:?}"));
        }
        let known: Vec<Option<bool>> = (0..FACTS).map(|_| random.percent(50).then(|| random.percent(60))).collect();
        let told = planned(&program, &known);
        let place = format!("{text}{known:?}: {:?}, {:?}", told.total_limit, told.visits);
        open += usize::from(known.contains(&None));
        let visits = ends(told.visits.as_ref().expect("visits"));
        for bits in 0..1_u32 << FACTS {
            let complete: Vec<bool> =
                known.iter().enumerate().map(|(at, known)| known.unwrap_or(bits >> at & 1 == 1)).collect();
            let total = chain.total(&complete);
            match (&told.total_limit, total) {
                (None, total) => assert_eq!(total, None, "{place}, as {complete:?}"),
                (Some(told), Some((least, most))) => {
                    let (from, to) = ends(told);
                    let within = from <= least && to.is_none_or(|to| most.is_some_and(|most| most <= to));
                    assert!(within, "{place} but {least} to {most:?} half days as {complete:?}");
                }
                // What may be stopped has no greatest end.
                (Some(told), None) if !chain.last(&complete).is_empty() => {
                    assert_eq!(ends(told).1, None, "{place}, stopped as {complete:?}");
                }
                (Some(_), None) => {}
            }
            let (least, most) = chain.visits(&complete);
            let within = visits.0 <= least && visits.1.is_none_or(|end| most.is_some_and(|most| most <= end));
            assert!(within, "{place} as {complete:?}");
            completions += 1;
        }
    }
    tell(&format!("chains: {chains} ({refused} refused), {open} plans open, {completions} completions, 0 differences"));
    assert!(open > 0);
}

/// All is known.
fn is_as_tried(chain: &Chain, facts: &[bool], told: &ChainAnswer, place: &str) {
    let total = told.total_limit.as_ref().map(ends);
    assert_eq!(total, chain.total(facts), "{place}");
    assert_eq!(told.visits.as_ref().map(ends), Some(chain.visits(facts)), "{place}");
    if let (Some((least, Some(_))), false) = (total, told.critical_path.is_empty()) {
        let limit = |name: &String| chain.steps[name.trim_start_matches('步').parse::<usize>().expect("a step")].limit;
        let sum: i64 = told.critical_path.iter().map(|name| limit(name).unwrap_or(0)).sum();
        assert_eq!(sum, least, "{place}: {:?}", told.critical_path);
    }
    for paper in 0..PAPERS {
        let entries = || told.materials.iter().map(|entry| &entry.material).filter(|it| it.id == format!("材{paper}"));
        let has = |how: How| entries().any(|entry| entry.needed == Needed::Yes && entry.how == Some(how));
        let (submitted, made) = chain.paper(paper, facts);
        assert_eq!(has(How::Submit), submitted, "{place}: 材{paper}");
        // Where some step needs it handed in, that is told, and not what other steps make for themselves.
        if !submitted {
            assert_eq!(has(How::Produced), made, "{place}: 材{paper}");
        }
    }
}
