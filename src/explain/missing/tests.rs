use super::*;
use crate::eval::{Facts, Outcome};
use crate::explain::testing::{Builder, asked, column, known};
use crate::program::{
    Arithmetic, Cell, Comparison, Effective, FactId, Fold, HitPolicy, Input, Judged, JudgedId, Kind, Node, NodeId,
    Notes, Parameter, ParameterId, ParameterRow, PolicyId, Region, RegionId, RegionRank, RegionTies, Row, Table,
    TableId,
};
use crate::value::{Date, Number, Range};

fn given(facts: &[(FactId, Value)]) -> Facts {
    let mut all = Facts::default();
    for (fact, value) in facts {
        all.put(Slot::Fact(*fact), value.clone());
    }
    all
}

fn yes() -> Value {
    Value::Truth(Truth::MET)
}

/// The names of what a value lacks.
fn of_root(builder: &Builder, facts: &Facts, root: NodeId) -> Vec<String> {
    let mut run = Run::new(&builder.program, facts, asked("2026-11-22"));
    let slots = missing(&mut run, None, Target::Node(root));
    slots.into_iter().map(|slot| slot.name(&builder.program)).collect()
}

/// The names of what a policy's outcome lacks.
fn of_policy(builder: &Builder, facts: &Facts, policy: PolicyId) -> Vec<String> {
    let mut run = Run::new(&builder.program, facts, asked("2026-11-22"));
    let verdict = run.verdict(policy);
    let slots = lacking(&mut run, &verdict).map(|lacking| lacking.missing).unwrap_or_default();
    slots.into_iter().map(|slot| slot.name(&builder.program)).collect()
}

#[test]
fn what_is_settled_lacks_nothing() {
    let mut builder = Builder::new();
    let (_, a) = builder.flag("甲");
    let (b, b_node) = builder.flag("乙");
    let any = builder.truth(Node::Any(vec![a, b_node]));
    assert_eq!(of_root(&builder, &Facts::default(), any), ["甲", "乙"]);
    assert!(of_root(&builder, &given(&[(b, yes())]), any).is_empty());
}

#[test]
fn a_fact_that_occurs_twice_is_the_same_fact_twice() {
    let mut builder = Builder::new();
    let (_, a) = builder.flag("甲");
    let (_, b) = builder.flag("乙");
    let not = builder.truth(Node::Not(a));
    let always = builder.truth(Node::Any(vec![a, not]));
    assert!(of_root(&builder, &Facts::default(), always).is_empty());
    // Whatever 甲 is, 乙 decides.
    let one = builder.truth(Node::All(vec![a, b]));
    let other = builder.truth(Node::All(vec![not, b]));
    let either = builder.truth(Node::Any(vec![one, other]));
    assert_eq!(of_root(&builder, &Facts::default(), either), ["乙"]);
}

#[test]
fn judged_items_are_never_missing() {
    let mut builder = Builder::new();
    builder.program.judged.push(Judged { name: "先进".to_owned(), policy: PolicyId(0), by: None, score: None });
    let judged = builder.truth(Node::Judged(JudgedId(0)));
    let (_, a) = builder.flag("甲");
    let root = builder.truth(Node::All(vec![judged, a]));
    assert_eq!(of_root(&builder, &Facts::default(), root), ["甲"]);
}

#[test]
fn of_an_if_only_what_can_still_be_chosen_counts() {
    let mut builder = Builder::new();
    let (guard, guard_node) = builder.flag("大型");
    let (_, a) = builder.flag("甲");
    let (_, b) = builder.flag("乙");
    let root = builder.truth(Node::If(guard_node, a, b));
    assert_eq!(of_root(&builder, &given(&[(guard, yes())]), root), ["甲"]);
    assert_eq!(of_root(&builder, &Facts::default(), root), ["大型", "甲", "乙"]);
}

#[test]
fn what_can_never_win_is_not_asked_for() {
    let mut builder = Builder::new();
    let kind = Kind::Number("人".to_owned());
    let (_, small) = builder.people("少", "0", Some("5"));
    let (_, wide) = builder.people("宽", "0", Some("50"));
    let ten = builder.number("10", kind.clone());
    let greatest = builder.node(Node::Greatest(vec![small, wide, ten]), kind.clone());
    assert_eq!(of_root(&builder, &Facts::default(), greatest), ["宽"]);
    let least = builder.node(Node::Least(vec![small, wide, ten]), kind);
    assert_eq!(of_root(&builder, &Facts::default(), least), ["少", "宽"]);
}

/// 划型 in small: by industry, headcount and income; the other industry looks at assets instead of headcount.
fn table(builder: &mut Builder) -> (FactId, FactId, NodeId) {
    let (industrial, industrial_node) = builder.flag("工业");
    let (people, people_node) = builder.people("从业人员", "0", None);
    let (_, income) = builder.fact("营业收入", Kind::Money, Some("0"), None);
    let (_, assets) = builder.fact("资产总额", Kind::Money, Some("0"), None);
    let truth = builder.truth(Node::Truth(true));
    let not = builder.truth(Node::Truth(false));
    let figure =
        |builder: &mut Builder, text: &str, kind: Kind| Cell::Compare(Comparison::AtLeast, builder.number(text, kind));
    let row = |builder: &mut Builder, industry: Option<NodeId>, tests: [Option<&str>; 3], output: &str| {
        let industry = industry.map_or(Cell::Anything, |industry| Cell::Compare(Comparison::Equal, industry));
        let tests = tests.map(|test| test.map_or(Cell::Anything, |test| figure(builder, test, Kind::Money)));
        let output = builder.number(output, Kind::Number(String::new()));
        let cells = [vec![industry], tests.to_vec()].concat();
        Row { cells, output: Some(output), note: None, citations: Vec::new(), doubts: Vec::new() }
    };
    let rows = vec![
        row(builder, Some(truth), [Some("1000"), Some("40000"), None], "4"),
        row(builder, Some(truth), [Some("300"), Some("2000"), None], "3"),
        row(builder, Some(truth), [Some("20"), Some("300"), None], "2"),
        row(builder, Some(not), [None, Some("80000"), Some("80000")], "4"),
        row(builder, Some(not), [None, Some("300"), Some("300")], "2"),
        row(builder, None, [None, None, None], "1"),
    ];
    let inputs = [industrial_node, people_node, income, assets];
    let inputs = inputs.map(|value| Input { name: String::new(), value }).to_vec();
    builder.program.tables.push(Table {
        name: "企业划型".to_owned(),
        policy: None,
        inputs,
        output: "划型".to_owned(),
        rows,
        hit: HitPolicy::First,
        notes: Notes::default(),
    });
    let node = builder.node(Node::Table(TableId(0)), Kind::Number(String::new()));
    (industrial, people, node)
}

#[test]
fn of_a_table_only_the_columns_of_rows_still_possible_count() {
    let mut builder = Builder::new();
    let (industrial, people, size) = table(&mut builder);
    let facts = given(&[(industrial, yes()), (people, known("150"))]);
    assert_eq!(of_root(&builder, &facts, size), ["营业收入"]);
    let facts = given(&[(industrial, yes()), (people, known("19"))]);
    assert!(of_root(&builder, &facts, size).is_empty());
    let facts = given(&[(people, known("19"))]);
    assert_eq!(of_root(&builder, &facts, size), ["工业", "营业收入", "资产总额"]);
}

#[test]
fn a_list_is_named_as_a_whole_until_it_is_given_and_then_by_its_fields() {
    let mut builder = Builder::new();
    let (list, _) = builder.fact("招用人员", Kind::List("人".to_owned()), None, None);
    builder.of(list).columns = vec![column("签订", Kind::Truth), column("月数", Kind::Number("月".to_owned()))];
    let signed = builder.truth(Node::Column(list, 0));
    let months = builder.node(Node::Column(list, 1), Kind::Number("月".to_owned()));
    let long = builder.test(months, Comparison::AtLeast, "3");
    let both = builder.truth(Node::All(vec![signed, long]));
    let kind = Kind::Number("人".to_owned());
    let count = builder.node(Node::OverRecords(Fold::Count, list, Some(both), None), kind);
    let root = builder.test(count, Comparison::AtLeast, "2");
    assert_eq!(of_root(&builder, &Facts::default(), root), ["招用人员"]);

    let mut facts = Facts::default();
    facts.put_list(list, 3);
    facts.put(Slot::Field(list, 0, 0), Value::Truth(Truth::UNMET));
    facts.put(Slot::Field(list, 1, 0), yes());
    facts.put(Slot::Field(list, 2, 1), known("7"));
    assert_eq!(of_root(&builder, &facts, root), ["招用人员[1].月数", "招用人员[2].签订"]);
    facts.put(Slot::Field(list, 2, 0), Value::Truth(Truth::UNMET));
    assert!(of_root(&builder, &facts, root).is_empty());
}

fn year_policy(builder: &mut Builder) -> (FactId, PolicyId) {
    let (year, year_node) = builder.fact("纳税年度", Kind::Year, Some("2000"), Some("2100"));
    let (income, _) = builder.fact("营业收入", Kind::Money, Some("0"), None);
    builder.of(income).yearly = true;
    let last_year = builder.node(Node::FactInYear(income, 1), Kind::Money);
    let root = builder.test(last_year, Comparison::AtLeast, "100");
    let policy = builder.policy("甲", &[("收入", root)]);
    let law_day = builder.node(Node::YearEnd(year_node), Kind::Date);
    builder.program.policies.get_mut(policy.index()).expect("a policy").law_day = Some(law_day);
    (year, policy)
}

#[test]
fn a_year_is_named_by_its_number_once_the_law_day_is_known() {
    let mut builder = Builder::new();
    let (year, policy) = year_policy(&mut builder);
    assert_eq!(of_policy(&builder, &Facts::default(), policy), ["纳税年度", "营业收入(上年)"]);
    assert_eq!(of_policy(&builder, &given(&[(year, known("2024"))]), policy), ["营业收入(2023)"]);
}

#[test]
fn an_open_law_day_matters_where_a_version_has_days() {
    let mut builder = Builder::new();
    let (_, policy) = year_policy(&mut builder);
    let version = builder.program.policies.get_mut(policy.index()).expect("a policy");
    version.effective.push(Effective {
        from: Date::parse("2020-01-01"),
        to: None,
        unspecified: false,
        published: None,
        documents: vec![],
        supersedes: Vec::new(),
        citations: Vec::new(),
    });
    assert_eq!(of_policy(&builder, &Facts::default(), policy), ["纳税年度", "营业收入(上年)"]);
}

/// A country with a province, a firm that is somewhere, and a figure that the province sets by itself.
fn with_places(builder: &mut Builder) -> FactId {
    let (place, _) = builder.fact("注册地区", Kind::Region, None, None);
    let region = |name: &str, rank, parent| Region {
        name: name.to_owned(),
        title: None,
        code: None,
        coding: None,
        rank,
        parent: Some(RegionId(parent)),
        ties: RegionTies::default(),
        doubts: Vec::new(),
    };
    builder.program.regions.push(region("福建省", RegionRank::Province, 0));
    builder.program.regions.push(region("江苏省", RegionRank::Province, 0));
    place
}

#[test]
fn the_place_is_missing_only_where_a_row_of_a_parameter_stands_on_it() {
    let mut builder = Builder::new();
    let place = with_places(&mut builder);
    let (_, size) = builder.people("人数", "0", None);
    let general = builder.number("10", Kind::Number("人".to_owned()));
    let local = builder.number("20", Kind::Number("人".to_owned()));
    let row = |value, region, to: &str| ParameterRow {
        from: None,
        to: Date::parse(to),
        region: RegionId(region),
        value,
        published: None,
        supersedes: Vec::new(),
        citations: Vec::new(),
        doubts: Vec::new(),
    };
    builder.program.parameters.push(Parameter {
        name: "门槛".to_owned(),
        policy: None,
        kind: Kind::Number("人".to_owned()),
        rows: vec![row(general, 0, "2030-12-31"), row(local, 1, "2026-12-31")],
        set_locally: None,
        bounds: crate::program::Bounds::default(),
        notes: Notes::default(),
    });
    let figure = builder.node(Node::Parameter(ParameterId(0)), Kind::Number("人".to_owned()));
    let root = builder.compare(size, Comparison::AtLeast, figure);
    assert_eq!(of_root(&builder, &Facts::default(), root), ["注册地区", "人数"]);
    let elsewhere = given(&[(place, Value::Place(crate::value::Place::at(2)))]);
    assert_eq!(of_root(&builder, &elsewhere, root), ["人数"]);
    let mut run =
        Run::new(&builder.program, &elsewhere, crate::eval::Asked { region: Some(RegionId(1)), ..asked("2027-01-01") });
    assert_eq!(missing(&mut run, None, Target::Node(root)).len(), 1);
    let nowhere = Facts::default();
    let mut run = Run::new(&builder.program, &nowhere, asked("2027-01-01"));
    assert_eq!(missing(&mut run, None, Target::Node(root)).len(), 1, "the local row is over");
}

#[test]
fn what_says_whether_a_policy_applies_is_missing_too() {
    let mut builder = Builder::new();
    with_places(&mut builder);
    let (applies, applies_node) = builder.flag("适用");
    let (met, met_node) = builder.flag("甲");
    let local = builder.policy("地方", &[("甲", met_node)]);
    let policy = builder.program.policies.get_mut(local.index()).expect("a policy");
    policy.region = RegionId(1);
    policy.applies = Some(applies_node);
    assert_eq!(of_policy(&builder, &Facts::default(), local), ["注册地区", "适用", "甲"]);
    // Ineligible may still turn out not to apply; that is no reason to ask.
    assert!(of_policy(&builder, &given(&[(met, Value::Truth(Truth::UNMET))]), local).is_empty());
    assert_eq!(of_policy(&builder, &given(&[(applies, yes()), (met, yes())]), local), ["注册地区"]);
    let national = builder.policy("全国", &[("甲", met_node)]);
    assert_eq!(of_policy(&builder, &Facts::default(), national), ["甲"]);
}

#[test]
fn a_policy_that_is_surely_undefined_asks_for_nothing() {
    let mut builder = Builder::new();
    let (_, a) = builder.people("甲", "1", Some("9"));
    let kind = Kind::Number(String::new());
    let zero = builder.number("0", kind.clone());
    let nothing = builder.node(Node::Arithmetic(Arithmetic::Divide, a, zero), kind);
    let undefined = builder.test(nothing, Comparison::Greater, "1");
    let policy = builder.policy("甲", &[("算不出", undefined)]);
    assert!(of_policy(&builder, &Facts::default(), policy).is_empty());
}

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn pick(&mut self, nodes: &[NodeId]) -> NodeId {
        let place = self.roll(u64::try_from(nodes.len()).expect("few nodes"));
        *nodes.get(usize::try_from(place).expect("few nodes")).expect("a node")
    }
}

/// A policy of random conditions over three yes/no facts, two numbers and a judged line that is used once.
fn random_policy(dice: &mut Dice) -> (Builder, PolicyId, Vec<(FactId, Vec<Value>)>) {
    let mut builder = Builder::new();
    let unit = || Kind::Number("人".to_owned());
    let mut facts = Vec::new();
    let mut truths = Vec::new();
    let mut numbers = Vec::new();
    for name in ["甲", "乙", "丙"] {
        let (fact, node) = builder.flag(name);
        facts.push((fact, vec![yes(), Value::Truth(Truth::UNMET)]));
        truths.push(node);
    }
    for (name, high) in [("丁", 2_i64), ("戊", 3)] {
        let (fact, node) = builder.people(name, "-1", Some(&high.to_string()));
        facts.push((fact, (-1..=high).map(|value| Value::Number(Range::point(Number::from(value)))).collect()));
        numbers.push(node);
    }
    for _ in 0..dice.roll(4) {
        let sign = [Arithmetic::Add, Arithmetic::Subtract, Arithmetic::Multiply, Arithmetic::Divide];
        let sign = *sign.get(usize::try_from(dice.roll(4)).expect("few")).expect("a sign");
        let (a, b) = (dice.pick(&numbers), dice.pick(&numbers));
        let node = match dice.roll(4) {
            0 => Node::If(dice.pick(&truths), a, b),
            1 => Node::Least(vec![a, b]),
            2 => Node::Greatest(vec![a, b]),
            _ => Node::Arithmetic(sign, a, b),
        };
        numbers.push(builder.node(node, unit()));
    }
    for _ in 0..2 + dice.roll(8) {
        let signs = [Comparison::Less, Comparison::AtLeast, Comparison::Equal, Comparison::NotEqual];
        let sign = *signs.get(usize::try_from(dice.roll(4)).expect("few")).expect("a sign");
        let (a, b, c) = (dice.pick(&truths), dice.pick(&truths), dice.pick(&truths));
        let node = match dice.roll(7) {
            0 => Node::All(vec![a, b]),
            1 => Node::Any(vec![a, b]),
            2 => Node::Not(a),
            3 => Node::AtLeast(2, vec![a, b, c]),
            4 => Node::If(a, b, c),
            _ => {
                let left = dice.pick(&numbers);
                let figure = i64::try_from(dice.roll(4)).expect("few");
                let right = builder.number(&(figure - 1).to_string(), unit());
                let right = if dice.roll(3) == 0 { dice.pick(&numbers) } else { right };
                Node::Compare(sign, left, right)
            }
        };
        truths.push(builder.truth(node));
    }
    let mut conditions: Vec<(&str, NodeId)> = Vec::new();
    for name in ["一", "二", "三"].into_iter().take(usize::try_from(1 + dice.roll(3)).expect("few")) {
        conditions.push((name, dice.pick(&truths)));
    }
    if dice.roll(3) == 0 {
        builder.program.judged.push(Judged { name: "先进".to_owned(), policy: PolicyId(0), by: None, score: None });
        let judged = builder.truth(Node::Judged(JudgedId(0)));
        let with = dice.pick(&truths);
        let either = builder.truth(if dice.roll(2) == 0 {
            Node::Any(vec![judged, with])
        } else {
            Node::All(vec![judged, with])
        });
        conditions.push(("判", either));
    }
    let policy = builder.policy("试", &conditions);
    (builder, policy, facts)
}

fn outcome(builder: &Builder, policy: PolicyId, facts: &Facts) -> (Outcome, Option<Truth>) {
    let mut run = Run::new(&builder.program, facts, asked("2026-11-22"));
    let set = run.verdict(policy).set;
    (Outcome::from(set), set.truth)
}

/// Law 6: missing holds every fact that matters, and without missing facts nothing changes the outcome.
#[test]
fn missing_holds_every_fact_that_matters() {
    let mut dice = Dice(20_261_122);
    for round in 0..300 {
        let (builder, policy, domains) = random_policy(&mut dice);
        let mut known = Facts::default();
        let mut open = Vec::new();
        for (fact, values) in &domains {
            if dice.roll(2) == 0 {
                let value = usize::try_from(dice.roll(u64::try_from(values.len()).expect("few"))).expect("few");
                known.put(Slot::Fact(*fact), values.get(value).expect("a value").clone());
            } else {
                open.push((*fact, values));
            }
        }
        let names = of_policy(&builder, &known, policy);
        // All completions, the values of the last fact changing fastest.
        let completions = open.iter().fold(vec![Vec::new()], |so_far, (_, values)| {
            let longer = so_far.iter().flat_map(|chosen: &Vec<Value>| {
                values.iter().map(move |value| [chosen.clone(), vec![value.clone()]].concat())
            });
            longer.collect::<Vec<_>>()
        });
        let outcomes: Vec<_> = completions
            .iter()
            .map(|values| {
                let mut facts = known.clone();
                for ((fact, _), value) in open.iter().zip(values) {
                    facts.put(Slot::Fact(*fact), value.clone());
                }
                outcome(&builder, policy, &facts)
            })
            .collect();
        for (place, (fact, _)) in open.iter().enumerate() {
            let without = |values: &Vec<Value>| {
                let mut rest = values.clone();
                rest.remove(place);
                rest
            };
            let matters = completions.iter().zip(&outcomes).any(|(one, outcome)| {
                completions
                    .iter()
                    .zip(&outcomes)
                    .any(|(other, another)| outcome != another && without(one) == without(other))
            });
            let name = Slot::Fact(*fact).name(&builder.program);
            assert!(!matters || names.contains(&name), "round {round}: {name} matters, missing are {names:?}");
        }
    }
}
