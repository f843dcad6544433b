//! A small program that has something of everything.

use guiju::program::{
    Arithmetic, Benefit, Bounds, Cell, Chain, ChainCeiling, ChainPlace, ChoiceType, ChoiceTypeId, Citation, Column,
    Comparison, Condition, ConditionId, Definition, DefinitionId, Document, DocumentId, Exception, Fact, FactId, Fold,
    GroupId, HitPolicy, Input, Judged, JudgedId, Kind, Label, Limit, Member, Need, NeededPaper, Node, NodeId, Notes,
    Paper, PaperId, Parameter, ParameterId, ParameterRow, Points, Policy, PolicyId, Post, Program, QuestionGroup,
    Region, RegionId, RegionRank, RegionTies, Row, Score, ScoreId, ScoreRole, Sentence, SentenceState, Step, Table,
    TableId, Window, WindowDay,
};
use guiju::value::{Date, DurationUnit, Number, Rounding};

/// A policy with a condition, a table, a definition with exceptions, a parameter, a list, a score, papers and an amount.
pub(crate) fn small() -> Program {
    let mut program = Program {
        choice_types: vec![ChoiceType {
            name: "规模".into(),
            options: vec![("小".into(), None), ("大".into(), Some(label("大型")))],
            ordered: true,
        }],
        regions: vec![region("全国", None, RegionRank::Country), region("江苏省", Some(0), RegionRank::Province)],
        documents: vec![Document {
            name: "办法".into(),
            title: Some(label("某办法")),
            number: Some("〔2016〕1号".into()),
            published: date(2016, 1, 29),
            in_force: date(2016, 1, 1),
            doubts: vec!["未核".into()],
        }],
        groups: vec![QuestionGroup { name: "人员".into(), title: None }],
        facts: vec![
            Fact { options: 3, ..fact("规模", Kind::Choice(ChoiceTypeId(0))) },
            Fact { whole: true, group: Some(GroupId(0)), ..fact("职工", Kind::Number("人".into())) },
            Fact { yearly: true, anchor: Some(FactId(3)), ..fact("收入", Kind::Money) },
            fact("注册日期", Kind::Date),
            Fact {
                columns: vec![column("在岗", Kind::Truth), column("月数", Kind::Duration(DurationUnit::Months))],
                max_records: 100,
                key: Some(0),
                ..fact("名单", Kind::List("人".into()))
            },
        ],
        ..Program::default()
    };
    let mut add = |node, kind| {
        program.nodes.push(node);
        program.kinds.push(kind);
        NodeId(u32::try_from(program.nodes.len()).unwrap() - 1)
    };
    let people = || Kind::Number("人".into());
    let zero = add(Node::Number(Number::ZERO), people());
    let one = add(Node::Number(Number::ONE), people());
    let staff = add(Node::Fact(FactId(1)), people());
    let enough = add(Node::Compare(Comparison::Greater, staff, zero), Kind::Truth);
    let size = add(Node::Fact(FactId(0)), Kind::Choice(ChoiceTypeId(0)));
    let small = add(Node::Choice(ChoiceTypeId(0), 0), Kind::Choice(ChoiceTypeId(0)));
    let large = add(Node::Choice(ChoiceTypeId(0), 1), Kind::Choice(ChoiceTypeId(0)));
    let either = add(Node::OneOf(size, vec![Member::Value(small), Member::Span(small, large)]), Kind::Truth);
    let five = add(Node::Number(Number::ratio(1, 20).unwrap()), Kind::Percent);
    let open = add(Node::Between(None, Some(five), guiju::program::Openness::Law), Kind::Percent);
    let rate = add(Node::Parameter(ParameterId(0)), Kind::Percent);
    let income = add(Node::FactInYear(FactId(2), 1), Kind::Money);
    let gain = add(Node::Arithmetic(Arithmetic::Multiply, income, rate), Kind::Money);
    let tiered = add(Node::Table(TableId(0)), Kind::Percent);
    let exception = |nested| Exception { name: "例外".into(), guard: enough, value: tiered, over: vec![], nested };
    let chosen = add(Node::Exceptions(rate, vec![exception(vec![exception(vec![])])]), Kind::Percent);
    let defined = add(Node::Definition(DefinitionId(0)), Kind::Percent);
    let step = add(Node::Number(Number::ratio(1, 100).unwrap()), Kind::Money);
    let product = add(Node::Arithmetic(Arithmetic::Multiply, gain, defined), Kind::Money);
    let rounded = add(Node::Round(Rounding::HalfUp, product, step), Kind::Money);
    let working = add(Node::Column(FactId(4), 0), Kind::Truth);
    let counted = add(Node::OverRecords(Fold::Count, FactId(4), Some(working), None), people());
    let some = add(Node::Compare(Comparison::AtLeast, counted, one), Kind::Truth);
    let opinion = add(Node::Judged(JudgedId(0)), Kind::Truth);
    let passes = add(Node::Passes(ScoreId(0)), Kind::Truth);
    let body = add(Node::All(vec![enough, either, some, opinion, passes]), Kind::Truth);
    let condition = add(Node::Condition(ConditionId(0)), Kind::Truth);
    let root = add(Node::All(vec![condition]), Kind::Truth);
    let place = add(Node::Region(RegionId(1)), Kind::Region);

    program.parameters = vec![Parameter {
        name: "比例".into(),
        policy: None,
        kind: Kind::Percent,
        rows: vec![ParameterRow {
            from: date(2016, 1, 1),
            to: None,
            region: RegionId(0),
            value: open,
            published: date(2016, 1, 29),
            supersedes: vec![DocumentId(0)],
            citations: vec![Citation { document: Some(DocumentId(0)), article: Some("第一条".into()) }],
            doubts: vec![],
        }],
        set_locally: Some("市".into()),
        bounds: Bounds { low: None, high: Some(five) },
        notes: notes(),
    }];
    program.definitions =
        vec![Definition { name: "档".into(), year: None, policy: Some(PolicyId(0)), root: chosen, notes: notes() }];
    program.tables = vec![Table {
        name: "表".into(),
        policy: Some(PolicyId(0)),
        inputs: vec![Input { name: "职工".into(), value: staff }],
        output: "比例".into(),
        rows: vec![
            Row {
                cells: vec![Cell::Compare(Comparison::AtMost, zero)],
                output: Some(five),
                note: Some("A".into()),
                citations: vec![],
                doubts: vec![],
            },
            Row {
                cells: vec![Cell::OneOf(vec![Member::Value(one)])],
                output: None,
                note: None,
                citations: vec![],
                doubts: vec![],
            },
            Row { cells: vec![Cell::Anything], output: Some(rate), note: None, citations: vec![], doubts: vec![] },
        ],
        hit: HitPolicy::First,
        notes: notes(),
    }];
    program.scores = vec![Score {
        name: "评分".into(),
        policy: Some(PolicyId(0)),
        role: ScoreRole::Whole,
        parent: None,
        max: Some(Number::whole(100)),
        pass: None,
        whole_points: true,
        by: Some("专家".into()),
        judged: None,
        set_locally: None,
        points: Points::Free,
        notes: notes(),
    }];
    program.judged =
        vec![Judged { name: "起核心作用".into(), policy: PolicyId(0), by: Some("专家".into()), score: None }];
    program.conditions = vec![Condition {
        name: "条件".into(),
        policy: PolicyId(0),
        parent: None,
        children: vec![],
        exclude: false,
        body,
        unless: Some(enough),
        root: body,
        judged: vec![JudgedId(0)],
        notes: notes(),
    }];
    program.papers = vec![Paper {
        name: "执照".into(),
        title: None,
        kind: vec![],
        forms: vec!["原件".into()],
        issued_by: None,
        granted_by: None,
        shared: None,
        fresh_for: Some((Number::whole(12), DurationUnit::Months)),
        issued_on: None,
        notes: notes(),
    }];
    program.policies = vec![Policy {
        name: "政策".into(),
        file: "例.gj".into(),
        authority: vec!["某部".into()],
        region: RegionId(1),
        documents: vec![DocumentId(0)],
        version: Some("2016".into()),
        windows: vec![Window::EveryYear {
            opens: WindowDay { month: 3, day: 1, next_year: false },
            closes: WindowDay { month: 8, day: 31, next_year: false },
            closes_at: Some((17, 0)),
        }],
        conditions: vec![ConditionId(0)],
        root,
        scores: vec![ScoreId(0)],
        needs: vec![Need::Paper(NeededPaper {
            paper: PaperId(0),
            when: Some(enough),
            forms: vec![],
            copies: Some(one),
            per: None,
            elements: Box::default(),
            deferrable: None,
            by_promise: false,
            shared: None,
            role: None,
            keep: None,
            notes: notes(),
        })],
        benefits: vec![Benefit {
            name: "奖".into(),
            formula: Some(product),
            amount: Some(rounded),
            rounding: Some((Rounding::HalfUp, Number::ratio(1, 100).unwrap())),
            ..Benefit::default()
        }],
        sentences: vec![Sentence {
            text: "有职工".into(),
            paraphrase: false,
            citations: vec![],
            state: SentenceState::Encoded,
            condition: Some(ConditionId(0)),
            carried_by: None,
        }],
        ..Policy::default()
    }];
    let chain = Policy {
        name: "一件事".into(),
        chain: true,
        conditions: vec![],
        scores: vec![],
        needs: vec![],
        benefits: vec![],
        sentences: vec![],
        ..program.policies[0].clone()
    };
    program.policies.push(chain);
    program.chains = vec![Chain {
        policy: PolicyId(1),
        lead: vec!["某部门".into()],
        entry: None,
        time_ceiling: Some(ChainCeiling { most: Number::whole(4), notes: notes() }),
        visit_ceiling: None,
        places: vec![ChainPlace { name: "这里".into(), place, notes: notes() }],
        modes: vec![],
        jointly: vec![0],
        steps: vec![chain_step("登记", vec![]), chain_step("开户", vec![0])],
        finish: Some(1),
    }];
    program
}

fn chain_step(name: &str, after: Vec<u32>) -> Step {
    Step {
        name: name.into(),
        departments: vec![],
        handler: vec![],
        after,
        when: None,
        promised_limit: Some(Limit::Within(Number::ratio(1, 2).unwrap(), DurationUnit::WorkingDays)),
        statutory_limit: None,
        visits: None,
        same_visit: None,
        fills: vec![FactId(1)],
        needs: vec![],
        makes_papers: vec![PaperId(0)],
        makes_facts: vec![],
        blocks: vec![],
        internal: false,
        every: None,
        received_in: Some(0),
        decided_in: vec![0],
        decided_level: None,
        post: Post { out: 3, back: 0 },
        special: vec![],
        notes: notes(),
    }
}

fn label(zh: &str) -> Label {
    Label { zh: zh.into(), en: None }
}

fn date(year: i32, month: u32, day: u32) -> Option<Date> {
    Some(Date::from_ymd(year, month, day).unwrap())
}

fn notes() -> Notes {
    Notes::default()
}

fn region(name: &str, parent: Option<u32>, rank: RegionRank) -> Region {
    Region {
        name: name.into(),
        title: None,
        code: None,
        coding: None,
        rank,
        parent: parent.map(RegionId),
        ties: RegionTies::default(),
        doubts: vec![],
    }
}

fn column(name: &str, kind: Kind) -> Column {
    Column { name: name.into(), kind, ..Column::default() }
}

fn fact(name: &str, kind: Kind) -> Fact {
    Fact { name: name.into(), kind, ..Fact::default() }
}
