//! Places that merge, part and lie elsewhere, rows and versions by day and place, 按, 适用 and 取代: against what a reader finds
//! by looking at each line for one day and one place.

use crate::random::Random;
use crate::{asked, programs, tell, written};
use guiju::eval::{PolicySet, Run, evaluate_in};
use guiju::value::{Date, Truth};

/// The places, each in the order in which it is declared; the first stands for the whole country.
const NAMES: [&str; 11] = ["全国", "甲省", "甲市", "乙市", "一区", "二区", "三区", "园区", "旧区", "老区", "新城"];
const RANKS: [&str; 11] = ["", "省", "市", "市", "区县", "区县", "区县", "功能区", "区县", "区县", "功能区"];
/// Places that have none inside, and were not parted.
const SMALL: [usize; 6] = [4, 5, 6, 7, 8, 10];
/// Where lines of rules may hold.
const RULED: [usize; 7] = [0, 1, 2, 3, 4, 6, 7];

const FIRST: &str = "2026-10-01";
const LAST: &str = "2026-12-31";
/// Where stretches begin.
const BREAKS: [&str; 4] = ["2026-10-15", "2026-11-01", "2026-11-22", "2026-12-10"];
/// Documents: two known, one published after the day of asking.
const DOCUMENTS: [(&str, bool); 3] = [("文一", true), ("文二", true), ("文三", false)];

fn day(text: &str) -> Date {
    Date::parse(text).expect("a day")
}

struct Places {
    parents: [usize; 11],
    /// Where the ground of 园区 lies.
    ground: usize,
    /// What 新城 is by another name.
    same: usize,
    /// Where 旧区 went, and whether it has.
    merged: (usize, bool),
    /// What 老区 was parted into.
    parts: [usize; 2],
}

/// A stretch of days, both ends in, in a place, by a document, and the document whose lines it puts aside.
struct Line {
    place: usize,
    from: Option<Date>,
    to: Option<Date>,
    document: usize,
    supersedes: Option<usize>,
}

struct Version {
    line: Line,
    applies: Option<bool>,
    /// 人数 >= 额, perhaps 按 营业地.
    elsewhere: bool,
    /// 营业地 属于 a place.
    within: Option<usize>,
}

struct Rules {
    places: Places,
    rows: Vec<(Line, i64)>,
    versions: Vec<Version>,
}

impl Places {
    fn random(random: &mut Random) -> Places {
        let city = |random: &mut Random| 2 + random.below(2);
        let mut parents = [0, 0, 1, 1, 2, 2, 3, 2, 2, 2, 2];
        for place in [7, 8, 10] {
            parents[place] = city(random);
        }
        let parts = *random.pick(&[[4, 5], [4, 6], [5, 6]]);
        // What was parted lay in what its parts lie in.
        parents[9] = if parts == [4, 5] { 2 } else { 1 };
        Places {
            parents,
            ground: 4 + random.below(3),
            same: 4 + random.below(3),
            merged: (4 + random.below(3), random.percent(70)),
            parts,
        }
    }

    fn text(&self) -> String {
        let mut text = String::new();
        for (at, name) in NAMES.iter().enumerate().skip(1) {
            let parent = NAMES[self.parents[at]];
            text += &format!("地区 {name} 代码 \"9900{at:02}\" 级别 {} 上级 {parent}", RANKS[at]);
            text += &match at {
                7 => format!(" 位于 {}", NAMES[self.ground]),
                8 => {
                    let year = if self.merged.1 { 2021 } else { 2027 };
                    format!(" 有效 至 {year}-04-08 并入 {}", NAMES[self.merged.0])
                }
                9 => format!(" 有效 至 2021-04-08 分为 {}、{}", NAMES[self.parts[0]], NAMES[self.parts[1]]),
                10 => format!(" 同域 {}", NAMES[self.same]),
                _ => String::new(),
            };
            text += "\n";
        }
        text
    }

    /// The places whose rules hold in a place, or on whose ground it lies.
    fn around(&self, place: usize, by_ground: bool) -> Vec<usize> {
        let mut found = vec![place];
        let mut next = 0;
        while let Some(at) = found.get(next).copied() {
            let mut further = vec![self.parents[at]];
            further.extend((at == 10).then_some(self.same));
            further.extend((at == self.same).then_some(10));
            further.extend((at == 8 && self.merged.1).then_some(self.merged.0));
            further.extend((at == 7 && by_ground).then_some(self.ground));
            further.retain(|place| !found.contains(place));
            found.extend(further);
            next += 1;
        }
        if !found.contains(&0) {
            found.push(0);
        }
        found
    }

    fn depth(&self, place: usize) -> usize {
        if place == 0 { 0 } else { 1 + self.depth(self.parents[place]) }
    }

    /// What a place that somebody names may turn out to be.
    fn possible(&self, named: usize) -> Vec<usize> {
        if named == 9 {
            return self.parts.to_vec();
        }
        let inside = |place: &usize| {
            let mut at = *place;
            while at != named && at != 0 {
                at = self.parents[at];
            }
            at == named
        };
        SMALL.into_iter().filter(inside).collect()
    }
}

impl Line {
    fn random(random: &mut Random) -> Line {
        let break_day = |random: &mut Random| day(BREAKS[random.below(BREAKS.len())]);
        let from = random.percent(60).then(|| break_day(random));
        let to = random.percent(50).then(|| break_day(random).add_days(-1).expect("a day"));
        let document = random.below(3);
        let supersedes = random.percent(40).then(|| random.below(3)).filter(|other| *other != document);
        Line { place: *random.pick(&RULED), from, to, document, supersedes }
    }

    fn is_sound(&self) -> bool {
        self.from.zip(self.to).is_none_or(|(from, to)| from <= to)
    }

    /// As the checker reads it in words.
    fn days(&self) -> String {
        match (self.from, self.to) {
            (Some(from), Some(to)) => format!("{from} 至 {to}"),
            (Some(from), None) => format!("{from} 起"),
            (None, Some(to)) => format!("至 {to}"),
            (None, None) => "2000-01-01 起".to_owned(),
        }
    }

    fn source(&self) -> String {
        let supersedes = self.supersedes.map(|at| format!(" 取代 {}", DOCUMENTS[at].0)).unwrap_or_default();
        format!("依据 {}{supersedes}", DOCUMENTS[self.document].0)
    }

    /// Whether it is known and holds on a day.
    fn holds(&self, on: Date) -> bool {
        DOCUMENTS[self.document].1 && self.from.is_none_or(|from| from <= on) && self.to.is_none_or(|to| on <= to)
    }
}

impl Rules {
    fn random(random: &mut Random) -> Rules {
        let line = |random: &mut Random| {
            loop {
                let line = Line::random(random);
                if line.is_sound() {
                    return line;
                }
            }
        };
        let rows = (0..1 + random.below(4)).map(|_| (line(random), random.below(8) as i64)).collect();
        let places = Places::random(random);
        let versions = (0..1 + random.below(3)).map(|_| Version {
            line: line(random),
            applies: random.percent(40).then(|| random.percent(50)),
            elsewhere: random.percent(40),
            within: random.percent(60).then(|| *random.pick(&RULED)),
        });
        Rules { places, versions: versions.collect(), rows }
    }

    fn text(&self) -> String {
        let mut text = self.places.text();
        for (name, known) in DOCUMENTS {
            text += &format!("文件 {name} 名称 \"{name}\" 公布 {}\n", if known { "2020-01-01" } else { "2027-01-01" });
        }
        text += "事实 注册地区：地区\n事实 营业地：地区\n事实 是甲：是否\n事实 人数：整数 单位 人 范围 0人 至 9人\n";
        text += &format!("事实 日：日期 范围 {FIRST} 至 {LAST}\n参数 额：数值 单位 人 {{\n");
        for (line, value) in &self.rows {
            let row = format!("{}： {value}人 {}", line.days(), line.source());
            text += &match line.place {
                0 => format!("  {row}\n"),
                place => format!("  地区 {} {{ {row} }}\n", NAMES[place]),
            };
        }
        text += "}\n";
        for (at, version) in self.versions.iter().enumerate() {
            let line = &version.line;
            text += &format!("政策 策 {{\n  版本 \"{at}\"；地区 {}；适用日 日\n", NAMES[line.place]);
            text += &format!("  有效 {} {{ {} }}\n", line.days(), line.source().replace(" 取代", "；取代"));
            if let Some(yes) = version.applies {
                text += &format!("  适用 {}\n", if yes { "是甲" } else { "非 是甲" });
            }
            let by = if version.elsewhere { " 按 营业地" } else { "" };
            text += &format!("  条件 够 {{ 人数 >= 额{by} }}\n");
            if let Some(place) = version.within {
                text += &format!("  条件 在 {{ 营业地 属于 {} }}\n", NAMES[place]);
            }
            text += "}\n";
        }
        text
    }

    /// The row of the smallest place around: none if there is none, an error if two are as small.
    fn row(&self, on: Date, place: usize) -> Result<Option<i64>, Unclear> {
        let around = self.places.around(place, false);
        let holding = || self.rows.iter().filter(|(line, _)| line.holds(on) && around.contains(&line.place));
        let Some(deepest) = holding().map(|(line, _)| self.places.depth(line.place)).max() else { return Ok(None) };
        let near: Vec<&(Line, i64)> = holding().filter(|(line, _)| self.places.depth(line.place) == deepest).collect();
        if near.iter().any(|(line, _)| line.place != near[0].0.place) {
            return Err(Unclear);
        }
        let left: Vec<&&(Line, i64)> = near
            .iter()
            .filter(|(line, _)| !near.iter().any(|(other, _)| other.supersedes == Some(line.document)))
            .collect();
        match left.as_slice() {
            [(_, value)] => Ok(Some(*value)),
            _ => Err(Unclear),
        }
    }

    /// What becomes of the policy in a world: none if it is not applicable.
    fn outcome(&self, world: &World) -> Result<Option<Truth>, Unclear> {
        let around = self.places.around(world.registered, false);
        let mut standing: Vec<&Version> = self
            .versions
            .iter()
            .filter(|version| {
                let put_aside = self.versions.iter().any(|other| {
                    !std::ptr::eq(*version, other)
                        && other.line.holds(world.day)
                        && around.contains(&other.line.place)
                        && other.line.supersedes == Some(version.line.document)
                });
                version.line.holds(world.day) && around.contains(&version.line.place) && !put_aside
            })
            .collect();
        standing.sort_by_key(|version| std::cmp::Reverse(self.places.depth(version.line.place)));
        let Some(version) = standing.iter().find(|version| version.applies.is_none_or(|yes| yes == world.yes)) else {
            return Ok(None);
        };
        let place = if version.elsewhere { world.trades } else { world.registered };
        let enough = match self.row(world.day, place)? {
            Some(least) => Truth::from(world.people >= least),
            None => Truth::UNDEFINED,
        };
        let ground = self.places.around(world.trades, true);
        let inside = version.within.is_none_or(|place| ground.contains(&place));
        Ok(Some(if inside { enough } else { Truth::UNMET }))
    }
}

/// Two lines say different things and none says which goes first.
struct Unclear;

#[derive(Clone, Debug)]
struct World {
    registered: usize,
    trades: usize,
    yes: bool,
    people: i64,
    day: Date,
}

/// What is known: a place by any name that it goes by.
#[derive(Clone, Debug)]
struct Known {
    registered: Option<usize>,
    trades: Option<usize>,
    yes: Option<bool>,
    people: Option<i64>,
    day: Option<Date>,
}

impl Known {
    fn random(random: &mut Random, chance: usize) -> Known {
        let named = |random: &mut Random| {
            random.percent(chance).then(|| if chance == 100 { *random.pick(&SMALL) } else { random.below(11) })
        };
        Known {
            registered: named(random),
            trades: named(random),
            yes: random.percent(chance).then(|| random.percent(50)),
            people: random.percent(chance).then(|| random.below(10) as i64),
            day: random.percent(chance).then(|| some_day(random)),
        }
    }

    fn world(&self, places: &Places, random: &mut Random) -> World {
        World {
            registered: *random.pick(&places.possible(self.registered.unwrap_or(0))),
            trades: *random.pick(&places.possible(self.trades.unwrap_or(0))),
            yes: self.yes.unwrap_or_else(|| random.percent(50)),
            people: self.people.unwrap_or_else(|| random.below(10) as i64),
            day: self.day.unwrap_or_else(|| some_day(random)),
        }
    }

    fn facts(&self) -> Vec<(String, String)> {
        let place = |name: &str, named: Option<usize>| named.map(|at| (name.to_owned(), format!("\"{}\"", NAMES[at])));
        let known = [
            place("注册地区", self.registered),
            place("营业地", self.trades),
            self.yes.map(|yes| ("是甲".to_owned(), yes.to_string())),
            self.people.map(|people| ("人数".to_owned(), people.to_string())),
            self.day.map(|day| ("日".to_owned(), format!("\"{day}\""))),
        ];
        known.into_iter().flatten().collect()
    }

    /// The same with one thing more known, as it is in a world.
    fn learn(&self, world: &World, random: &mut Random) -> Known {
        let mut more = self.clone();
        match random.below(5) {
            0 => more.registered = Some(world.registered),
            1 => more.trades = Some(world.trades),
            2 => more.yes = Some(world.yes),
            3 => more.people = Some(world.people),
            _ => more.day = Some(world.day),
        }
        more
    }
}

fn some_day(random: &mut Random) -> Date {
    day(FIRST).add_days(random.below(92) as i64).expect("a day")
}

fn told(program: &guiju::program::Program, known: &Known) -> PolicySet {
    let facts = written::facts(program, known.facts());
    evaluate_in(&mut Run::new(program, &facts, asked()), "策").expect("a policy").set
}

fn holds(set: PolicySet, outcome: Option<Truth>) -> bool {
    match outcome {
        None => set.not_applicable,
        Some(truth) => set.truth.is_some_and(|found| found.contains(truth)),
    }
}

#[test]
fn lines_by_day_and_place_are_those_that_a_reader_finds() {
    let mut random = Random::new(15_000_000);
    let (mut sets, mut refused, mut worlds, mut unclear, mut open) = (0, 0, 0, 0, 0);
    while sets < programs() {
        let rules = Rules::random(&mut random);
        let text = rules.text();
        let Some(program) = written::accepted(&text) else {
            refused += 1;
            assert!(refused < 20 * programs(), "{text}");
            continue;
        };
        sets += 1;
        for _ in 0..8 {
            let known = Known::random(&mut random, 100);
            let world = known.world(&rules.places, &mut random);
            let Ok(outcome) = rules.outcome(&world) else {
                unclear += 1;
                continue;
            };
            let expected = PolicySet { not_applicable: outcome.is_none(), truth: outcome };
            assert_eq!(told(&program, &known), expected, "{text}{known:?}");
        }
        for _ in 0..3 {
            let chance = *random.pick(&[25, 50, 75]);
            let known = Known::random(&mut random, chance);
            let set = told(&program, &known);
            for _ in 0..20 {
                let world = known.world(&rules.places, &mut random);
                let Ok(outcome) = rules.outcome(&world) else {
                    unclear += 1;
                    continue;
                };
                assert!(holds(set, outcome), "{text}{known:?}: {set:?} lacks {outcome:?} of {world:?}");
                worlds += 1;
            }
            let world = known.world(&rules.places, &mut random);
            let more = known.learn(&world, &mut random);
            let narrow = told(&program, &more);
            let within = (!narrow.not_applicable || set.not_applicable)
                && narrow.truth.is_none_or(|truth| set.truth.is_some_and(|wide| wide.contains(truth)));
            assert!(within, "{text}{known:?}: {set:?} became {narrow:?} with {more:?}");
            open += usize::from(set.truth.is_some_and(|truth| truth.iter().count() > 1));
        }
    }
    tell(&format!(
        "places: {sets} sets of rules ({refused} refused), {worlds} worlds ({unclear} passed over), {open} outcomes open, 0 differences"
    ));
    assert!(open > 0);
}
