//! What may be known of the facts of a generated program, and the worlds that it leaves possible.

use crate::asked;
use crate::generate::{
    CHOICE, DAY, FIRST_DAY, GREATEST, LAST_DAY, LIST, OPTIONS, RATIO, WHOLE_A, WHOLE_B, YES_A, YES_B,
};
use crate::random::Random;
use crate::world::World;
use guiju::eval::{Facts, Slot};
use guiju::program::{FactId, JudgedId};
use guiju::value::{Choice, Number, Range, Truth, Value};

/// Gives one fact of a world one value.
pub type Change = fn(&mut World);

/// One value if known, none if not.
#[derive(Clone, Debug)]
pub struct Knowledge {
    yes: [Option<bool>; 2],
    whole: [Option<i64>; 2],
    ratio: Option<Number>,
    choice: Option<u32>,
    day: Option<i32>,
    /// None: the list is not given.
    list: Option<Vec<(Option<i64>, Option<bool>)>>,
    line: bool,
    points: Number,
    band: Number,
}

impl Knowledge {
    pub fn complete(random: &mut Random) -> Knowledge {
        Knowledge::with(random, 100)
    }

    pub fn partial(random: &mut Random) -> Knowledge {
        let chance = *random.pick(&[20, 50, 80]);
        Knowledge::with(random, chance)
    }

    fn with(random: &mut Random, chance: usize) -> Knowledge {
        let known = |random: &mut Random| random.percent(chance);
        let records = random.below(3);
        Knowledge {
            yes: [0, 1].map(|_| known(random).then(|| random.percent(50))),
            whole: [0, 1].map(|_| known(random).then(|| whole(random))),
            ratio: known(random).then(|| ratio(random)),
            choice: known(random).then(|| random.below(OPTIONS as usize) as u32),
            list: known(random).then(|| {
                (0..records)
                    .map(|_| (known(random).then(|| whole(random)), known(random).then(|| random.percent(50))))
                    .collect()
            }),
            line: random.percent(50),
            points: Number::from(random.below(3) as i64),
            band: Number::from(1 + random.below(2) as i64),
            day: known(random).then(|| day(random)),
        }
    }

    /// The same with one thing more known, if anything is unknown.
    pub fn learn(&self, random: &mut Random) -> Knowledge {
        let mut more = self.clone();
        for _ in 0..50 {
            match random.below(8) {
                0 | 1 => {
                    let index = random.below(2);
                    if more.yes[index].is_none() {
                        more.yes[index] = Some(random.percent(50));
                        return more;
                    }
                }
                2 | 3 => {
                    let index = random.below(2);
                    if more.whole[index].is_none() {
                        more.whole[index] = Some(whole(random));
                        return more;
                    }
                }
                4 if more.ratio.is_none() => {
                    more.ratio = Some(ratio(random));
                    return more;
                }
                7 if more.day.is_none() => {
                    more.day = Some(day(random));
                    return more;
                }
                5 if more.choice.is_none() => {
                    more.choice = Some(random.below(OPTIONS as usize) as u32);
                    return more;
                }
                6 => match &mut more.list {
                    None => {
                        more.list = Some(vec![(None, None); random.below(3)]);
                        return more;
                    }
                    Some(records) => {
                        if let Some(record) = records.iter_mut().find(|record| record.0.is_none()) {
                            record.0 = Some(whole(random));
                            return more;
                        }
                        if let Some(record) = records.iter_mut().find(|record| record.1.is_none()) {
                            record.1 = Some(random.percent(50));
                            return more;
                        }
                    }
                },
                _ => {}
            }
        }
        more
    }

    /// The facts as the engine takes them; `decided` gives the judge's decisions too.
    pub fn facts(&self, decided: bool) -> Facts {
        let mut facts = Facts::default();
        let number = |number: Number| Value::Number(Range::point(number));
        for (fact, yes) in [YES_A, YES_B].into_iter().zip(self.yes) {
            if let Some(yes) = yes {
                facts.put(Slot::Fact(fact), Value::Truth(Truth::from(yes)));
            }
        }
        for (fact, whole) in [WHOLE_A, WHOLE_B].into_iter().zip(self.whole) {
            if let Some(whole) = whole {
                facts.put(Slot::Fact(fact), number(Number::from(whole)));
            }
        }
        if let Some(ratio) = &self.ratio {
            facts.put(Slot::Fact(RATIO), number(ratio.clone()));
        }
        if let Some(option) = self.choice {
            facts.put(Slot::Fact(CHOICE), Value::Choice(Choice::single(option)));
        }
        if let Some(day) = self.day {
            facts.put(Slot::Fact(DAY), number(Number::from(day)));
        }
        if let Some(records) = &self.list {
            facts.put_list(LIST, records.len() as u32);
            for (index, (whole, yes)) in (0..).zip(records) {
                if let Some(whole) = whole {
                    facts.put(Slot::Field(LIST, index, 0), number(Number::from(*whole)));
                }
                if let Some(yes) = yes {
                    facts.put(Slot::Field(LIST, index, 1), Value::Truth(Truth::from(*yes)));
                }
            }
        }
        if decided {
            facts.put(Slot::Judged(JudgedId(0)), Value::Truth(Truth::from(self.line)));
            facts.put(Slot::Judged(JudgedId(1)), number(self.points.clone()));
            facts.put(Slot::Judged(JudgedId(2)), number(self.band.clone()));
        }
        facts
    }

    /// Worlds that agree with what is known, with the decisions that `facts(true)` gives.
    pub fn worlds(&self, count: usize, random: &mut Random) -> Vec<World> {
        (0..count).map(|_| self.world(random)).collect()
    }

    /// The facts that are not known, each with what it may be in a world.
    pub fn unknown(&self) -> Vec<(Slot, Vec<Change>)> {
        let mut unknown: Vec<(Slot, Vec<Change>)> = vec![];
        let yes: [Vec<Change>; 2] = [
            vec![|world| world.yes[0] = false, |world| world.yes[0] = true],
            vec![|world| world.yes[1] = false, |world| world.yes[1] = true],
        ];
        for ((fact, known), changes) in [YES_A, YES_B].into_iter().zip(self.yes).zip(yes) {
            if known.is_none() {
                unknown.push((Slot::Fact(fact), changes));
            }
        }
        let whole: [Vec<Change>; 2] = [
            vec![|world| world.whole[0] = 0, |world| world.whole[0] = 1, |world| world.whole[0] = 2, |world| {
                world.whole[0] = 3
            }],
            vec![|world| world.whole[1] = 0, |world| world.whole[1] = 1, |world| world.whole[1] = 2, |world| {
                world.whole[1] = 3
            }],
        ];
        for ((fact, known), changes) in [WHOLE_A, WHOLE_B].into_iter().zip(self.whole).zip(whole) {
            if known.is_none() {
                unknown.push((Slot::Fact(fact), changes));
            }
        }
        if self.choice.is_none() {
            unknown.push((
                Slot::Fact(CHOICE),
                vec![|world| world.choice = 0, |world| world.choice = 1, |world| world.choice = 2],
            ));
        }
        if self.day.is_none() {
            unknown.push((
                Slot::Fact(DAY),
                vec![
                    |world| world.day = FIRST_DAY,
                    |world| world.day = FIRST_DAY + 14,
                    |world| world.day = FIRST_DAY + 15,
                    |world| world.day = FIRST_DAY + 26,
                    |world| world.day = LAST_DAY,
                ],
            ));
        }
        unknown
    }

    /// Every world that agrees with what is known of the facts that matter; of other facts one value is taken. None if
    /// there are too many.
    pub fn all_worlds(&self, matters: impl Fn(FactId) -> bool, most: usize) -> Option<Vec<World>> {
        let mut worlds = vec![self.world(&mut Random::new(0))];
        let mut vary = |change: &dyn Fn(&World) -> Vec<World>| {
            worlds = worlds.iter().flat_map(change).collect();
            worlds.len() <= most
        };
        for index in 0..2 {
            if self.yes[index].is_none() && matters([YES_A, YES_B][index]) {
                let each = |world: &World| {
                    [false, true].map(|value| {
                        let mut world = world.clone();
                        world.yes[index] = value;
                        world
                    })
                };
                vary(&|world| each(world).to_vec());
            }
            if self.whole[index].is_none() && matters([WHOLE_A, WHOLE_B][index]) {
                let with = |world: &World, value: i64| {
                    let mut world = world.clone();
                    world.whole[index] = value;
                    world
                };
                vary(&|world| (0..=GREATEST).map(|value| with(world, value)).collect());
            }
        }
        if self.ratio.is_none() && matters(RATIO) {
            vary(&|world| RATIOS.map(|thirds| World { ratio: third(thirds), ..world.clone() }).collect());
        }
        if self.choice.is_none() && matters(CHOICE) {
            vary(&|world| (0..OPTIONS).map(|choice| World { choice, ..world.clone() }).collect());
        }
        if self.day.is_none() && matters(DAY) {
            vary(&|world| (FIRST_DAY..=LAST_DAY).map(|day| World { day, ..world.clone() }).collect());
        }
        if matters(LIST) {
            let lists = self.lists();
            if !vary(&|world| lists.iter().map(|list| World { list: list.clone(), ..world.clone() }).collect()) {
                return None;
            }
        }
        (worlds.len() <= most).then_some(worlds)
    }

    /// Every list that agrees with what is known.
    fn lists(&self) -> Vec<Vec<(i64, bool)>> {
        let lengths: Vec<Vec<(Option<i64>, Option<bool>)>> = match &self.list {
            Some(records) => vec![records.clone()],
            None => (0..3).map(|length| vec![(None, None); length]).collect(),
        };
        let mut lists = vec![];
        for records in lengths {
            let mut so_far: Vec<Vec<(i64, bool)>> = vec![vec![]];
            for (number, yes) in records {
                let numbers: Vec<i64> = number.map_or((0..=GREATEST).collect(), |number| vec![number]);
                let truths: Vec<bool> = yes.map_or(vec![false, true], |yes| vec![yes]);
                let fields: Vec<(i64, bool)> =
                    numbers.iter().flat_map(|number| truths.iter().map(|yes| (*number, *yes))).collect();
                so_far = so_far
                    .iter()
                    .flat_map(|list| fields.iter().map(|field| [list.as_slice(), &[*field]].concat()))
                    .collect();
            }
            lists.extend(so_far);
        }
        lists
    }

    pub fn world(&self, random: &mut Random) -> World {
        World {
            yes: self.yes.map(|yes| yes.unwrap_or_else(|| random.percent(50))),
            whole: self.whole.map(|known| known.unwrap_or_else(|| whole(random))),
            ratio: self.ratio.clone().unwrap_or_else(|| ratio(random)),
            choice: self.choice.unwrap_or_else(|| random.below(OPTIONS as usize) as u32),
            list: match &self.list {
                Some(records) => records
                    .iter()
                    .map(|(number, yes)| {
                        (number.unwrap_or_else(|| whole(random)), yes.unwrap_or_else(|| random.percent(50)))
                    })
                    .collect(),
                None => (0..random.below(3)).map(|_| (whole(random), random.percent(50))).collect(),
            },
            day: self.day.unwrap_or_else(|| day(random)),
            today: asked().today.day_number(),
            line: self.line,
            points: self.points.clone(),
            band: self.band.clone(),
            settled_at: Number::ratio(random.below(3) as i64, 2).expect("two is not nought"),
        }
    }
}

fn day(random: &mut Random) -> i32 {
    FIRST_DAY + random.below((LAST_DAY - FIRST_DAY + 1) as usize) as i32
}

fn whole(random: &mut Random) -> i64 {
    random.below(GREATEST as usize + 1) as i64
}

/// Ends, the middle, and what lies between figures.
fn ratio(random: &mut Random) -> Number {
    third(RATIOS.start() + random.below(7) as i64)
}

const RATIOS: std::ops::RangeInclusive<i64> = 0..=6;

fn third(thirds: i64) -> Number {
    Number::ratio(thirds, 3).expect("three is not nought")
}
