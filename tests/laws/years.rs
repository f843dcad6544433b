//! Yearly facts with an anchor: a year before it does not exist. Alone it is undefined, a sum passes it over.

use crate::random::Random;
use crate::world::{Classical, Plain, Undefined};
use crate::{agrees, asked, covers, programs, tell, within, written};
use guiju::eval::Run;
use guiju::program::{Node, Program};
use guiju::value::{Comparison, Number, Value};

const FACTS: &str = "词汇 企业 { 起自 注册日期 }
事实 注册日期：日期 范围 2022-01-01 至 2026-11-22
事实 收入：整数 { 逐年；范围 0 至 3 }
";
/// The years that are read: 大前年, 前年, 上年, 当年.
const YEARS: [(i32, &str); 4] = [(2023, "大前年"), (2024, "前年"), (2025, "上年"), (2026, "当年")];
/// How many values each set of rules has.
const VALUES: usize = 4;

enum Expression {
    Figure(i64),
    Year(usize),
    /// 合计, 平均, 最大, 最小 of so many years, the last one first.
    Fold(&'static str, usize),
    Sum(Box<Expression>, Box<Expression>),
    Difference(Box<Expression>, Box<Expression>),
}

impl Expression {
    fn random(random: &mut Random, depth: usize) -> Expression {
        let inner = |random: &mut Random| Box::new(Expression::random(random, depth - 1));
        match random.below(if depth == 0 { 6 } else { 9 }) {
            0 => Expression::Figure(random.below(4) as i64),
            1 | 2 => Expression::Year(random.below(YEARS.len())),
            3..=5 => {
                let fold = *random.pick(&["合计", "平均", "最大", "最小"]);
                Expression::Fold(fold, 2 + random.below(2))
            }
            6 | 7 => Expression::Sum(inner(random), inner(random)),
            _ => Expression::Difference(inner(random), inner(random)),
        }
    }

    fn text(&self) -> String {
        match self {
            Expression::Figure(figure) => figure.to_string(),
            Expression::Year(at) => format!("收入({})", YEARS[*at].1),
            Expression::Fold(fold, years) => format!("{fold}(收入({}))", if *years == 2 { "近两年" } else { "近三年" }),
            Expression::Sum(one, other) => format!("({} + {})", one.text(), other.text()),
            Expression::Difference(one, other) => format!("({} - {})", one.text(), other.text()),
        }
    }

    fn value(&self, world: &World) -> Result<Number, Undefined> {
        Ok(match self {
            Expression::Figure(figure) => Number::from(*figure),
            Expression::Year(at) => Number::from(world.figure(*at).ok_or(Undefined)?),
            Expression::Fold(fold, years) => {
                let figures: Vec<i64> = (0..*years).filter_map(|back| world.figure(2 - back)).collect();
                let sum = Number::from(figures.iter().sum::<i64>());
                match *fold {
                    "合计" => sum,
                    "平均" => sum.div(&Number::from(figures.len() as i64)).ok_or(Undefined)?,
                    "最大" => Number::from(*figures.iter().max().ok_or(Undefined)?),
                    _ => Number::from(*figures.iter().min().ok_or(Undefined)?),
                }
            }
            Expression::Sum(one, other) => &one.value(world)? + &other.value(world)?,
            Expression::Difference(one, other) => &one.value(world)? - &other.value(world)?,
        })
    }
}

#[derive(Clone, Debug)]
struct World {
    founded: i32,
    figures: [i64; 4],
}

impl World {
    /// The figure of a year, if it exists.
    fn figure(&self, at: usize) -> Option<i64> {
        (YEARS[at].0 >= self.founded).then(|| self.figures[at])
    }
}

/// What is known: the year of the founding, and figures of years that exist.
#[derive(Clone, Debug)]
struct Known {
    founded: Option<i32>,
    figures: [Option<i64>; 4],
}

impl Known {
    fn random(random: &mut Random, chance: usize) -> Known {
        let founded = 2022 + random.below(5) as i32;
        let mut figures = [None; 4];
        for (figure, (year, _)) in figures.iter_mut().zip(YEARS) {
            *figure = (year >= founded && random.percent(chance)).then(|| random.below(4) as i64);
        }
        Known { founded: random.percent(chance).then_some(founded), figures }
    }

    fn world(&self, random: &mut Random) -> World {
        let told = YEARS.iter().zip(self.figures).filter(|(_, figure)| figure.is_some()).map(|((year, _), _)| *year);
        let latest = told.min().unwrap_or(2026);
        let founded = self.founded.unwrap_or_else(|| 2022 + random.below((latest - 2021) as usize) as i32);
        World { founded, figures: self.figures.map(|figure| figure.unwrap_or_else(|| random.below(4) as i64)) }
    }

    fn learn(&self, world: &World, random: &mut Random) -> Known {
        let mut more = self.clone();
        let at = random.below(5);
        if at == 4 {
            more.founded = Some(world.founded);
        } else if let Some(figure) = world.figure(at) {
            more.figures[at] = Some(figure);
        }
        more
    }

    fn facts(&self) -> Vec<(String, String)> {
        let founded = self.founded.map(|year| ("注册日期".to_owned(), format!("\"{year}-01-01\"")));
        let figures = YEARS.iter().zip(self.figures);
        let figures: Vec<String> =
            figures.filter_map(|((year, _), figure)| figure.map(|figure| format!("\"{year}\": {figure}"))).collect();
        let figures = (!figures.is_empty()).then(|| ("收入".to_owned(), format!("{{{}}}", figures.join(", "))));
        founded.into_iter().chain(figures).collect()
    }
}

/// What is possible of each value, plainly or by cases, and whether it is at least 2.
fn told(program: &Program, known: &Known, by_cases: bool) -> Vec<Value> {
    let facts = written::facts(program, known.facts());
    let mut run = Run::new(program, &facts, asked());
    let values = (0..VALUES).flat_map(|at| [format!("值{at}"), format!("够{at}")]);
    let root = |name: String| program.definitions.iter().find(|it| it.name == name).expect("a value").root;
    values.map(root).map(|root| if by_cases { run.split(root) } else { run.value(root) }).collect()
}

#[test]
fn years_before_the_anchor_are_passed_over() {
    let mut random = Random::new(16_000_000);
    let (mut worlds, mut open) = (0, 0);
    for _ in 0..programs() {
        let expressions: Vec<Expression> = (0..VALUES).map(|_| Expression::random(&mut random, 2)).collect();
        let mut text = FACTS.to_owned();
        for (at, expression) in expressions.iter().enumerate() {
            text += &format!("定义 值{at} = {0}\n定义 够{at} = {0} >= 2\n", expression.text());
        }
        let lines: String = (0..VALUES).map(|at| format!("值{at} >= 0；够{at}；")).collect();
        text += &format!("政策 甲 {{ 条件 有 {{ 任一 {{ {lines} }} }} }}\n");
        let program = written::program(&text);
        assert!(program.nodes.iter().any(|node| !matches!(node, Node::Number(_))));
        let expected = |world: &World| -> Vec<Classical> {
            let of = |expression: &Expression| {
                let value = expression.value(world);
                let enough = value.as_ref().map(|value| Comparison::AtLeast.holds(value.cmp(&Number::from(2))));
                [value.clone().map(Plain::Number), enough.map(Plain::Truth).map_err(|_| Undefined)]
            };
            expressions.iter().flat_map(of).collect()
        };
        for chance in [100, 70, 40] {
            let known = Known::random(&mut random, chance);
            let sets = [false, true].map(|by_cases| told(&program, &known, by_cases));
            for (plain, split) in sets[0].iter().zip(&sets[1]) {
                assert!(within(split, plain), "{text}{known:?}: {plain:?} became {split:?}");
                open += usize::from(!split.is_settled());
            }
            for _ in 0..if chance == 100 { 1 } else { 12 } {
                let world = known.world(&mut random);
                for (at, result) in expected(&world).iter().enumerate() {
                    for sets in &sets {
                        let found = &sets[at];
                        let place = format!("{text}{known:?}, value {at}: {found:?} against {result:?} of {world:?}");
                        assert!(
                            if chance == 100 { agrees(found, result) } else { covers(found, result, false) },
                            "{place}"
                        );
                    }
                }
                worlds += 1;
            }
            let more = known.learn(&known.world(&mut random), &mut random);
            for (before, after) in sets[1].iter().zip(told(&program, &more, true)) {
                assert!(within(&after, before), "{text}{known:?}: {before:?} became {after:?} with {more:?}");
            }
        }
    }
    tell(&format!("years: {} sets of rules, {worlds} worlds, {open} values open, 0 differences", programs()));
    assert!(open > 0);
}
