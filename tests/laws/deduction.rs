//! 依次扣减 as a rule writes it, against the sentence that it stands for: each amount takes what is left, down the row.

use crate::random::Random;
use crate::{asked, programs, tell, written};
use guiju::eval::Run;
use guiju::program::Program;
use guiju::value::{Number, Range, Value};

const RULE: &str = r#"
事实 限额：金额  范围 0元 至 9元
事实 税一：金额  范围 0元 至 9元
事实 税二：金额  范围 0元 至 9元
事实 税三：金额  范围 0元 至 9元
政策 甲 {
  条件 有 { 限额 >= 0元 }
  依次扣减 限额 {
    扣一 不超过 税一
    扣二 不超过 税二
    扣三 不超过 税三
    合计 共扣
    余额 还剩
  }
}
"#;

const NAMES: [&str; 5] = ["扣一", "扣二", "扣三", "共扣", "还剩"];
const FACTS: [&str; 4] = ["限额", "税一", "税二", "税三"];

/// What is taken from each amount, in all, and what is left, step by step.
fn by_hand(quota: i64, amounts: [i64; 3]) -> [i64; 5] {
    let mut left = quota;
    let mut taken = [0; 3];
    for (taken, amount) in taken.iter_mut().zip(amounts) {
        *taken = left.min(amount);
        left -= *taken;
    }
    [taken[0], taken[1], taken[2], taken.iter().sum(), left]
}

#[test]
fn a_quota_runs_down_a_row_of_amounts() {
    let program = &written::program(RULE);
    let mut open = 0;
    let mut random = Random::new(11_000_000);
    for _ in 0..programs() {
        let known: Vec<Option<i64>> =
            FACTS.iter().map(|_| random.percent(70).then(|| random.below(10) as i64)).collect();
        let found = found(program, &known);
        // Ways to fill in what is not known, from the least to the greatest of each.
        let ways = |place: usize| known[place].map_or(0..=9, |known| known..=known);
        let mut ends: Option<[(i64, i64); 5]> = None;
        for quota in ways(0) {
            for one in ways(1) {
                for two in ways(2) {
                    for three in ways(3) {
                        let values = by_hand(quota, [one, two, three]);
                        let so_far = ends.get_or_insert(values.map(|value| (value, value)));
                        for (ends, value) in so_far.iter_mut().zip(values) {
                            *ends = (ends.0.min(value), ends.1.max(value));
                        }
                    }
                }
            }
        }
        for ((name, found), (least, most)) in NAMES.iter().zip(&found).zip(ends.expect("a way")) {
            let number = |end: i64| Some(Number::from(end));
            let told = (found.low().number().cloned(), found.high().number().cloned());
            assert_eq!(told, (number(least), number(most)), "{name} where {known:?}");
            open += usize::from(least < most);
        }
    }
    tell(&format!("deductions: {} rows, {open} values open, 0 differences", programs()));
    assert!(open > 0);
}

fn found(program: &Program, known: &[Option<i64>]) -> Vec<Range> {
    let given = FACTS.iter().zip(known).filter_map(|(name, known)| Some(((*name).to_owned(), (*known)?.to_string())));
    let facts = written::facts(program, given);
    let mut run = Run::new(program, &facts, asked());
    let value = |name: &str| {
        let definition = program.definitions.iter().find(|definition| definition.name == name).expect(name);
        match run.split(definition.root) {
            Value::Number(range) => range,
            other => panic!("{name} is {other:?}"),
        }
    };
    NAMES.map(value).to_vec()
}
