//! Sums worked out by hand, in ten thousand yuan.

use super::{Amount, Stacked, add_up};
use crate::program::{
    NodeId, Notes, PolicyId, RegionId, Stack, StackClause, StackCut, StackRule, StackedBenefit, Unlisted,
};
use crate::value::Number;

fn stack(policies: &[u32], rules: Vec<StackRule>, unlisted: Option<Unlisted>) -> Stack {
    let benefits = policies.iter().enumerate();
    let benefits = benefits.map(|(at, policy)| StackedBenefit { policy: PolicyId(*policy), benefit: at.to_string() });
    let clauses = rules.into_iter().map(|rule| StackClause { rule, notes: Notes::default() });
    Stack {
        name: "甲".to_owned(),
        file: String::new(),
        region: RegionId(0),
        effective: Vec::new(),
        documents: Vec::new(),
        benefits: benefits.collect(),
        clauses: clauses.collect(),
        unlisted,
        notes: Notes::default(),
    }
}

fn cap(of: Option<&[u32]>, cut: StackCut) -> StackRule {
    StackRule::Cap { amount: NodeId(0), of: of.map(<[u32]>::to_vec), cut }
}

fn known(number: i64) -> Amount {
    Amount::exactly(Number::from(number))
}

fn open(low: i64, high: i64) -> Amount {
    Amount { low: Number::from(low), high: Some(Number::from(high)) }
}

/// The sum with the caps of the clauses in order; 0 stands for a clause that is none.
fn sum(stack: &Stack, amounts: &[Amount], caps: &[i64]) -> Stacked {
    let caps: Vec<Option<Amount>> = caps.iter().map(|cap| (*cap > 0).then(|| known(*cap))).collect();
    add_up(stack, amounts, &caps)
}

fn set(chosen: Option<&super::Chosen>) -> (Vec<usize>, String) {
    chosen.map(|chosen| (chosen.benefits.clone(), chosen.total.to_string())).unwrap_or_default()
}

fn pays(stacked: &Stacked) -> Vec<String> {
    let one = |amount: &Option<Amount>| match amount {
        Some(Amount { low, high: Some(high) }) if low == high => low.to_string(),
        Some(Amount { low, high: Some(high) }) => format!("{low}..{high}"),
        Some(Amount { low, high: None }) => format!("{low}.."),
        None => "-".to_owned(),
    };
    stacked.pays.iter().map(one).collect()
}

#[test]
fn what_goes_together_is_added_up_to_the_cap() {
    let rules = vec![StackRule::Together(vec![0, 1, 2, 3]), cap(None, StackCut::First(vec![3]))];
    let park = stack(&[0, 0, 1, 1], rules, None);
    let found = sum(&park, &[known(5), known(15), known(5), known(20)], &[0, 45]);
    assert_eq!((found.total.clone(), found.cut.clone()), (known(45), Some(known(0))));
    // One more, and the last is cut by it.
    let found = sum(&park, &[known(6), known(15), known(5), known(20)], &[0, 45]);
    assert_eq!((found.total.clone(), found.cut.clone()), (known(45), Some(known(1))));
    assert_eq!(pays(&found), ["6", "15", "5", "19"]);
    assert_eq!(found.taken, [(3, 1, Number::from(1))]);
    // The last is open: the total is too, and so is the cut.
    let found = sum(&park, &[known(6), known(15), known(5), open(0, 20)], &[0, 45]);
    assert_eq!((found.total, found.cut), (open(26, 45), Some(open(0, 1))));
}

#[test]
fn what_is_included_is_paid_once() {
    let nanhai = stack(&[0, 1], vec![StackRule::Offset { pays: 0, includes: 1 }], None);
    let found = sum(&nanhai, &[known(30), known(10)], &[0]);
    assert_eq!((found.total.clone(), pays(&found)), (known(30), vec!["20".to_owned(), "10".to_owned()]));
    assert_eq!(set(found.best.as_ref()), (vec![0, 1], "30".to_owned()));
    // More was received than is due: nothing is paid back.
    let found = sum(&nanhai, &[known(15), known(20)], &[0]);
    assert_eq!((found.total.clone(), pays(&found)), (known(20), vec!["0".to_owned(), "20".to_owned()]));
    // What was received is not known.
    let found = sum(&nanhai, &[known(30), open(0, 40)], &[0]);
    assert_eq!((found.total.clone(), pays(&found)), (open(30, 40), vec!["0..30".to_owned(), "0..40".to_owned()]));
    // One includes another that includes a third.
    let chain = stack(
        &[0, 1, 2],
        vec![StackRule::Offset { pays: 0, includes: 1 }, StackRule::Offset { pays: 1, includes: 2 }],
        None,
    );
    let found = sum(&chain, &[known(30), known(10), known(4)], &[0, 0]);
    assert_eq!((found.total.clone(), pays(&found)), (known(30), vec!["20".to_owned(), "6".to_owned(), "4".to_owned()]));
}

#[test]
fn each_clause_takes_what_it_includes() {
    let rules = vec![StackRule::Offset { pays: 0, includes: 1 }, StackRule::Offset { pays: 0, includes: 2 }];
    let two = stack(&[0, 1, 2], rules, None);
    let found = sum(&two, &[known(30), known(10), known(5)], &[0, 0]);
    // What one award includes was all received: nothing is unsaid of the two.
    assert_eq!((found.total.clone(), found.unsaid), (known(30), false));
    assert_eq!(pays(&found), ["15", "10", "5"]);
    assert_eq!(found.taken, [(0, 0, Number::from(10)), (0, 1, Number::from(5))]);
    assert_eq!(set(found.best.as_ref()), (vec![0, 1, 2], "30".to_owned()));
    assert_eq!(found.second, None);
}

/// 南山: 0 the award, 1 for moving in, 2 for rent. The first two exclude each other; 1 and 2 at most 40, all at most 60.
fn nanshan() -> Stack {
    let rules = vec![
        StackRule::Exclusive { of: vec![0, 1], highest: false },
        StackRule::Together(vec![0, 2]),
        StackRule::Together(vec![1, 2]),
        cap(Some(&[1, 2]), StackCut::ProRata),
        cap(None, StackCut::First(vec![2])),
    ];
    stack(&[0, 0, 0], rules, Some(Unlisted::Exclusive))
}

#[test]
fn the_applicant_takes_the_best_of_what_excludes_each_other() {
    let caps = [0, 0, 0, 40, 60];
    // 25 + 12 against 30 + 12, which the cap makes 40.
    let found = sum(&nanshan(), &[known(25), known(30), known(12)], &caps);
    assert_eq!(set(found.best.as_ref()), (vec![1, 2], "40".to_owned()));
    assert_eq!(set(found.second.as_ref()), (vec![0, 2], "37".to_owned()));
    assert_eq!((found.total, found.refused), (known(40), vec![0]));
    // 100 is cut to 60; rent beside it adds nothing, so the fewest benefits win.
    let found = sum(&nanshan(), &[known(100), known(30), known(12)], &caps);
    assert_eq!(set(found.best.as_ref()), (vec![0], "60".to_owned()));
    assert_eq!(found.cut, Some(known(40)));
    // Nothing is due.
    let found = sum(&nanshan(), &[known(0), known(0), known(0)], &caps);
    assert_eq!((found.total, found.best, found.cut), (known(0), None, Some(known(0))));
    // Which is best is not known: 25 to 40 against 30 (each with 12).
    let found = sum(&nanshan(), &[open(25, 40), known(30), known(12)], &caps);
    assert_eq!((found.total, found.best), (open(40, 52), None));
}

#[test]
fn the_highest_counts_where_the_rules_pick_it() {
    let one = stack(&[0, 1, 2], vec![StackRule::Exclusive { of: vec![0, 1], highest: true }], Some(Unlisted::Together));
    let found = sum(&one, &[known(10), known(8), known(1)], &[0]);
    assert_eq!((found.total.clone(), pays(&found)), (known(11), vec!["10".to_owned(), "0".to_owned(), "1".to_owned()]));
    // Either may be the highest.
    let found = sum(&one, &[open(5, 10), known(8), known(1)], &[0]);
    assert_eq!((found.total, found.best), (open(6, 11), None));
}

#[test]
fn what_the_text_does_not_say_is_a_range() {
    // Two policies of which nothing is said; two benefits of one policy go together.
    let silent = stack(&[0, 1, 1], vec![StackRule::Together(vec![1])], None);
    let found = sum(&silent, &[known(10), known(5), known(3)], &[0]);
    assert_eq!((found.total, found.unsaid, found.best), (open(10, 18), true, None));
    // Where one of them gives nothing, it does not matter.
    let found = sum(&silent, &[known(0), known(5), known(3)], &[0]);
    assert_eq!((found.total, found.unsaid), (known(8), false));
}

#[test]
fn a_cap_that_does_not_say_whose_leaves_only_the_sum() {
    let vague = stack(&[0, 0], vec![cap(None, StackCut::Unsaid)], None);
    let found = sum(&vague, &[known(30), known(20)], &[40]);
    assert_eq!((found.total.clone(), found.cut.clone()), (known(40), Some(known(10))));
    assert_eq!(pays(&found), ["0..30", "0..20"]);
    // In proportion: 30 and 20 become 24 and 16.
    let shared = stack(&[0, 0], vec![cap(None, StackCut::ProRata)], None);
    assert_eq!(pays(&sum(&shared, &[known(30), known(20)], &[40])), ["24", "16"]);
    // Without an upper end only the cap holds it.
    let endless = Amount { low: Number::from(5), high: None };
    let found = sum(&shared, &[endless.clone(), known(20)], &[40]);
    assert_eq!(found.total, open(25, 40));
    let found = sum(&stack(&[0, 0], Vec::new(), None), &[endless, known(20)], &[]);
    assert_eq!(found.total, Amount { low: Number::from(25), high: None });
}

#[test]
fn sixteen_benefits_are_added_up_at_once() {
    let all: Vec<u32> = (0..16).collect();
    let many = stack(&all, vec![StackRule::Together(all.clone()), cap(None, StackCut::ProRata)], None);
    let amounts: Vec<Amount> = (1..=16).map(known).collect();
    assert_eq!(sum(&many, &amounts, &[0, 100]).total, known(100));
}

/// A greater amount of what two others include counts against both: it makes a smaller total.
#[test]
fn what_two_include_may_come_to_less_as_it_grows() {
    let offset = |pays, includes| StackRule::Offset { pays, includes };
    let rules = vec![offset(0, 1), offset(2, 1)];
    let stack = stack(&[0, 0, 0], rules, Some(Unlisted::Together));
    let total = |middle: i64| sum(&stack, &[known(2), known(middle), known(6)], &[]).total;
    assert_eq!((total(0), total(1), total(6)), (known(8), known(7), known(6)));
    let bounds = sum(&stack, &[known(2), open(0, 6), known(6)], &[]).total;
    assert!(bounds.low <= Number::from(6) && bounds.high.is_some_and(|high| high >= Number::from(8)));
}
