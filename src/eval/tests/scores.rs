use super::*;

struct Scoring {
    rules: Rules,
}

impl Scoring {
    fn new() -> Scoring {
        Scoring { rules: Rules::new() }
    }

    fn score(&mut self, name: &str, max: Option<&str>, points: Points) -> ScoreId {
        let judged = match points {
            Points::Free | Points::Bands(_) => {
                let id = JudgedId(self.rules.program.judged.len() as u32);
                let score = ScoreId(self.rules.program.scores.len() as u32);
                self.rules.program.judged.push(Judged {
                    name: name.into(),
                    policy: PolicyId(0),
                    by: None,
                    score: Some(score),
                });
                Some(id)
            }
            _ => None,
        };
        self.rules.program.scores.push(Score {
            name: name.into(),
            policy: None,
            role: ScoreRole::Item,
            parent: None,
            max: max.map(n),
            pass: None,
            whole_points: false,
            by: None,
            judged,
            set_locally: None,
            points,
            notes: Notes::default(),
        });
        ScoreId(self.rules.program.scores.len() as u32 - 1)
    }

    fn pass(&mut self, score: ScoreId, comparison: Comparison, points: &str) {
        self.rules.program.scores[score.index()].pass = Some(PassMark { comparison, points: n(points) });
    }

    fn node(&mut self, score: ScoreId) -> NodeId {
        self.rules.count(Node::Score(score))
    }
}

#[test]
fn items_are_held_to_their_maximum_and_add_up() {
    let mut scoring = Scoring::new();
    let fact = scoring.rules.amount("甲", "..", false);
    let item = scoring.score("研发", Some("50"), Points::Value(fact));
    let judged = scoring.score("先进程度", Some("8"), Points::Free);
    let whole = scoring.score("总分", Some("55"), Points::Parts(vec![item, judged]));
    let node = scoring.node(whole);
    let rules = scoring.rules;
    for (facts, says) in [
        (r#"{"甲": 60}"#, "[50,55]j"),
        (r#"{"甲": -5}"#, "[0,8]j"),
        (r#"{"甲": 20, "先进程度": 6}"#, "26"),
        ("{}", "[0,55]mj"),
        (r#"{"先进程度": 8}"#, "[8,55]m"),
    ] {
        assert_eq!(rules.says(node, facts), says, "{facts}");
    }
}

#[test]
fn a_band_narrows_and_leaves_it_to_the_judge() {
    let mut scoring = Scoring::new();
    let band = |name: &str, low: &str, high: &str| Band { name: name.into(), low: n(low), high: n(high) };
    let item = scoring.score("先进程度", Some("8"), Points::Bands(vec![band("高", "7", "8"), band("无", "0", "0")]));
    let node = scoring.node(item);
    let rules = scoring.rules;
    assert_eq!(rules.says(node, "{}"), "[0,8]j");
    assert_eq!(rules.says(node, r#"{"先进程度": "高"}"#), "[7,8]j");
    assert_eq!(rules.says(node, r#"{"先进程度": "无"}"#), "0");
    assert_eq!(rules.says(node, r#"{"先进程度": "7.5"}"#), "7.5");
}

#[test]
fn whole_points() {
    let mut scoring = Scoring::new();
    let item = scoring.score("先进程度", Some("8"), Points::Free);
    scoring.rules.program.scores[0].whole_points = true;
    let node = scoring.node(item);
    let (above, below) = (scoring.rules.number("7"), scoring.rules.number("8"));
    let more = scoring.rules.compare(node, Comparison::Greater, above);
    let less = scoring.rules.compare(node, Comparison::Less, below);
    let between = scoring.rules.truth(Node::All(vec![more, less]));
    let rules = scoring.rules;
    // Seven and a half is no number of points, but each test by itself is open.
    assert_eq!(rules.says(between, "{}"), "J");
    assert_eq!(rules.says(more, r#"{"先进程度": 8}"#), "T");
    assert!(Facts::read(&rules.program, r#"{"先进程度": "7.5"}"#, ExtraFacts::Refuse).is_err());
}

#[test]
fn what_places_have_not_filled_in_is_open_by_law() {
    let mut scoring = Scoring::new();
    let item = scoring.score("地方特色", Some("15"), Points::Free);
    scoring.rules.program.scores[0].set_locally = Some("省级主管部门".into());
    let node = scoring.node(item);
    assert_eq!(scoring.rules.says(node, "{}"), "[0,15]l");
}

#[test]
fn a_verdict_left_to_judges_asks_for_no_fact() {
    let mut scoring = Scoring::new();
    // Facts give 0 to 30, judges 0 to 60; more than 70 passes.
    let fact = scoring.rules.amount("转化", "0..30", false);
    let item = scoring.score("成果", Some("30"), Points::Value(fact));
    let judged = scoring.score("其余", Some("60"), Points::Free);
    let whole = scoring.score("总分", Some("100"), Points::Parts(vec![item, judged]));
    scoring.pass(whole, Comparison::Greater, "70");
    let node = scoring.node(whole);
    let figure = scoring.rules.number("70");
    let test = scoring.rules.compare(node, Comparison::Greater, figure);
    let low = scoring.rules.number("20");
    let mild = scoring.rules.compare(node, Comparison::Greater, low);
    let named = scoring.rules.definition("总分", node);
    let turned = scoring.rules.compare(figure, Comparison::Less, named);
    let passes = scoring.rules.truth(Node::Passes(whole));
    let rules = scoring.rules;
    for (facts, says) in [
        // At their least the judges leave 0 to 30, at their most 60 to 90: it may fail for a lack of facts, or be theirs.
        ("{}", "FJ"),
        (r#"{"转化": {"above": 10}}"#, "J"),
        (r#"{"转化": 30}"#, "J"),
        (r#"{"转化": 10}"#, "F"),
        (r#"{"转化": 30, "其余": 50}"#, "T"),
        (r#"{"其余": 50}"#, "TF"),
    ] {
        assert_eq!(rules.says(test, facts), says, "{facts}");
        assert_eq!(rules.says(turned, facts), says, "{facts}");
        assert_eq!(rules.says(passes, facts), says, "{facts}");
    }
    assert_eq!(rules.says(mild, "{}"), "TJ");
}

#[test]
fn all_marks_inside_must_be_passed() {
    let mut scoring = Scoring::new();
    let (a, b) = (scoring.rules.amount("甲", "0..50", false), scoring.rules.amount("乙", "0..50", false));
    let first = scoring.score("一", Some("50"), Points::Value(a));
    let second = scoring.score("二", Some("50"), Points::Value(b));
    let whole = scoring.score("总分", Some("100"), Points::Parts(vec![first, second]));
    scoring.pass(whole, Comparison::AtLeast, "60");
    scoring.pass(first, Comparison::Greater, "0");
    let passes = scoring.rules.truth(Node::Passes(whole));
    let rules = scoring.rules;
    assert_eq!(rules.says(passes, r#"{"甲": 20, "乙": 40}"#), "T");
    assert_eq!(rules.says(passes, r#"{"甲": 20, "乙": 39}"#), "F");
    assert_eq!(rules.says(passes, r#"{"甲": 0}"#), "F");
    assert_eq!(rules.says(passes, r#"{"甲": 20}"#), "TF");
}

#[test]
fn the_best_way_that_can_be_worked_out() {
    let mut scoring = Scoring::new();
    let (a, b) = (scoring.rules.amount("收入", "0..", false), scoring.rules.amount("成本", "0..", false));
    let hundred = scoring.rules.number("100");
    let by_income = scoring.rules.arithmetic(Arithmetic::Divide, hundred, a);
    let by_cost = scoring.rules.arithmetic(Arithmetic::Divide, hundred, b);
    let ways = vec![Way { name: "按收入".into(), value: by_income }, Way { name: "按成本".into(), value: by_cost }];
    let item = scoring.score("研发", Some("50"), Points::BestOf(ways));
    let node = scoring.node(item);
    let rules = scoring.rules;
    assert_eq!(rules.says(node, r#"{"收入": 0, "成本": 4}"#), "25");
    assert_eq!(rules.says(node, r#"{"收入": 10, "成本": 4}"#), "25");
    assert_eq!(rules.says(node, r#"{"收入": 0, "成本": 0}"#), "!");
    assert_eq!(rules.says(node, r#"{"成本": 4}"#), "[25,50]m");
}

#[test]
fn whole_points_are_those_of_judges_not_of_facts() {
    let mut scoring = Scoring::new();
    let fact = scoring.rules.amount("甲", "0..2", false);
    let item = scoring.score("研发", Some("2"), Points::Value(fact));
    let free = scoring.score("先进程度", Some("2"), Points::Free);
    for score in [item, free] {
        scoring.rules.program.scores[score.index()].whole_points = true;
    }
    let half = scoring.rules.number("0.5");
    let (item, free) = (scoring.node(item), scoring.node(free));
    let by_fact = scoring.rules.compare(item, Comparison::Equal, half);
    let by_judge = scoring.rules.compare(free, Comparison::Equal, half);
    assert_eq!(scoring.rules.says(by_fact, r#"{"甲": 0.5}"#), "T");
    assert_eq!(scoring.rules.says(by_fact, "{}"), "TF");
    assert_eq!(scoring.rules.says(by_judge, "{}"), "F");
}

#[test]
fn what_a_place_may_settle_lies_within_the_declared_range() {
    let mut scoring = Scoring::new();
    let rules = &mut scoring.rules;
    let five = rules.number("5");
    let value = rules.count(Node::Between(None, Some(five), Openness::Law));
    let bounds = Bounds { low: Some(rules.number("0")), high: Some(rules.number("3")) };
    rules.program.parameters.push(Parameter {
        name: "每项".into(),
        policy: None,
        kind: Kind::Number(String::new()),
        rows: vec![ParameterRow {
            from: None,
            to: None,
            region: RegionId(0),
            value,
            published: None,
            supersedes: vec![],
            citations: vec![],
            doubts: vec![],
        }],
        set_locally: None,
        bounds,
        notes: Notes::default(),
    });
    let parameter = rules.count(Node::Parameter(ParameterId(0)));
    let fact = rules.amount("甲", "0..1", false);
    let left_open = scoring.score("一", Some("9"), Points::Value(parameter));
    let by_fact = scoring.score("二", Some("9"), Points::Value(fact));
    let whole = scoring.score("总分", Some("18"), Points::Parts(vec![left_open, by_fact]));
    let node = scoring.node(whole);
    // 不超过 5 in a range up to 3, and one point by a fact: no place can bring it to 5.
    let test = scoring.rules.at_least(node, "4.5");
    assert_eq!(scoring.rules.says(node, "{}"), "[0,4]ml");
    assert_eq!(scoring.rules.says(test, "{}"), "F");
}
