//! Service items against the element standard: what each must say, what it does not say, what contradicts itself.
//!
//! The elements and their groups are those of the implementation lists of the national platform.

use crate::explain::answer::Text;
use crate::program::{ByCase, Element, Limit, Need, NeededPaper, Policy, Procedure, Program, RegionRank};
use crate::value::{DurationUnit, Number};
use serde::Serialize;

/// The items of some rules against the element standard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StandardReport {
    /// The elements of the standard, in its order.
    pub elements: Vec<StandardElement>,
    /// The items, in source order.
    pub items: Vec<ItemReport>,
    /// How many elements that the standard requires are missing in all.
    pub missing: u32,
    /// How many elements are wrong in all.
    pub wrong: u32,
}

/// An element of the standard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StandardElement {
    /// Its key.
    pub id: String,
    /// The group that it stands in.
    pub group: Text,
    /// What it is called.
    pub name: Text,
    /// Whether every item must have it. Some others are required by what an item says.
    pub required: bool,
}

/// What an item says of each element.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ItemReport {
    /// Its name.
    pub item: String,
    /// Its version, if versions are named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// The place in which it holds.
    pub region: String,
    /// The file that it stands in.
    pub file: String,
    /// Each element, in the order of the standard.
    pub cells: Vec<Cell>,
    /// How many elements that the standard requires are missing.
    pub missing: u32,
    /// How many elements are wrong.
    pub wrong: u32,
}

/// What an item says of an element.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Cell {
    /// Which element.
    pub id: String,
    /// What is to be said of it.
    pub state: CellState,
    /// What the item says.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
    /// What is wrong, or what of it is missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<Text>,
    /// What the author doubts in it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub doubt: Vec<String>,
}

/// The state of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CellState {
    /// It is there.
    Present,
    /// It is not there, and the standard requires it.
    Missing,
    /// It is there and contradicts the standard or the item itself.
    Wrong,
    /// It is not there, and need not be.
    Blank,
}

/// What is found of an element.
#[derive(Default)]
struct Found {
    words: Vec<String>,
    doubt: Vec<String>,
    /// It must be there, as something else that the item says requires it.
    required: bool,
    wrong: Option<Text>,
    lacking: Option<Text>,
}

type Row = (&'static str, (&'static str, &'static str), (&'static str, &'static str), bool, fn(&Looked<'_>) -> Found);

const IDENTITY: (&str, &str) = ("身份", "identity");
const BASIS: (&str, &str) = ("依据", "basis");
const POWER: (&str, &str) = ("权力", "power");
const SERVED: (&str, &str) = ("对象", "who");
const CONDITIONS: (&str, &str) = ("条件", "conditions");
const TIME: (&str, &str) = ("时限", "time");
const VISITS: (&str, &str) = ("跑动", "visits");
const CHANNEL: (&str, &str) = ("渠道", "channel");
const MONEY: (&str, &str) = ("收费", "money");
const RESULT: (&str, &str) = ("结果", "result");
const HELP: (&str, &str) = ("帮助", "help");
const PAPERS: (&str, &str) = ("材料", "materials");

/// The standard: key, group, name, whether every item must have it, where it is found.
#[rustfmt::skip]
const STANDARD: &[Row] = &[
    ("title", IDENTITY, ("事项名称", "name"), true, |at| at.policy.notes.title.as_ref().map_or_else(Found::default, |title| said(vec![title.zh.clone()]))),
    ("main_item", IDENTITY, ("主项", "catalogue item"), false, |at| at.plain(Element::MainItem)),
    ("sub_item", IDENTITY, ("子项", "sub-item"), false, |at| at.plain(Element::SubItem)),
    ("business_item", IDENTITY, ("业务办理项", "unit of handling"), true, |at| at.plain(Element::BusinessItem)),
    ("base_code", IDENTITY, ("基本编码", "base code"), true, |at| at.plain(Element::BaseCode)),
    ("implementation_code", IDENTITY, ("实施编码", "implementation code"), true, |at| at.plain(Element::ImplementationCode)),
    ("business_code", IDENTITY, ("业务办理项编码", "code of the unit"), true, |at| at.plain(Element::BusinessCode)),
    ("item_kind", IDENTITY, ("事项类型", "kind of item"), true, |at| at.plain(Element::ItemKind)),
    ("version", IDENTITY, ("版本", "version"), true, |at| said(at.policy.version.iter().cloned().collect())),
    ("status", IDENTITY, ("事项状态", "state"), true, |at| at.plain(Element::Status)),
    ("effective", IDENTITY, ("生效日期", "days in force"), true, |at| at.effective()),
    ("basis", BASIS, ("设定依据", "basis"), true, |at| at.basis()),
    ("level", POWER, ("行使层级", "level"), true, |at| at.level()),
    ("power_source", POWER, ("权力来源", "source of the power"), true, |at| at.plain(Element::PowerSource)),
    ("department", POWER, ("实施主体", "department"), true, |at| at.department()),
    ("organ_nature", POWER, ("实施主体性质", "nature of the body"), true, |at| at.plain(Element::OrganNature)),
    ("served", SERVED, ("服务对象", "for whom"), true, |at| at.plain(Element::Served)),
    ("conditions", CONDITIONS, ("受理条件", "conditions"), true, |at| at.conditions()),
    ("quota", CONDITIONS, ("数量限制", "number limit"), true, |at| at.plain(Element::Quota)),
    ("case_kind", TIME, ("办件类型", "kind of case"), true, |at| at.case_kind()),
    ("statutory_limit", TIME, ("法定办结时限", "limit by law"), true, |at| at.statutory_limit()),
    ("promised_limit", TIME, ("承诺办结时限", "promised limit"), true, |at| at.promised_limit()),
    ("special_procedure", TIME, ("特别程序", "special procedures"), false, |at| at.special()),
    ("visits", VISITS, ("到现场次数", "visits"), true, |at| at.visits()),
    ("visits_because", VISITS, ("必须现场办理原因", "why one must come"), false, |at| at.visits_because()),
    ("channels", CHANNEL, ("办理形式", "channels"), true, |at| at.plain(Element::Channels)),
    ("online_depth", CHANNEL, ("网办深度", "depth online"), false, |at| at.online_depth()),
    ("in_hall", CHANNEL, ("进驻大厅", "in the hall"), true, |at| at.plain(Element::InHall)),
    ("booking", CHANNEL, ("预约", "booking"), true, |at| at.plain(Element::Booking)),
    ("kiosk", CHANNEL, ("自助终端", "kiosk"), false, |at| at.plain(Element::Kiosk)),
    ("reach", CHANNEL, ("通办范围", "where it can be handled"), true, |at| at.plain(Element::Reach)),
    ("delivery", CHANNEL, ("物流快递", "delivery"), true, |at| at.plain(Element::Delivery)),
    ("place", CHANNEL, ("办理地点", "place of handling"), true, |at| at.plain(Element::Place)),
    ("hours", CHANNEL, ("办理时间", "office hours"), true, |at| at.plain(Element::Hours)),
    ("fee", MONEY, ("是否收费", "fee"), true, |at| at.fee()),
    ("fee_basis", MONEY, ("收费依据", "basis of the fee"), false, |at| at.fee_basis()),
    ("online_payment", MONEY, ("网上支付", "payment online"), false, |at| at.online_payment()),
    ("result", RESULT, ("审批结果", "result"), true, |at| at.result()),
    ("flow", RESULT, ("办理流程", "steps of handling"), true, |at| at.plain(Element::Flow)),
    ("hotline", HELP, ("咨询方式", "whom to ask"), true, |at| at.hotline()),
    ("complaints", HELP, ("监督投诉方式", "complaints"), true, |at| at.plain(Element::Complaints)),
    ("review", HELP, ("行政复议", "review"), true, |at| at.plain(Element::Review)),
    ("lawsuit", HELP, ("行政诉讼", "lawsuit"), true, |at| at.plain(Element::Lawsuit)),
    ("faq", HELP, ("常见问题", "common questions"), false, |at| at.questions()),
    ("materials", PAPERS, ("材料", "materials"), true, |at| at.papers()),
    ("material_elements", PAPERS, ("材料要素", "elements of materials"), false, |at| at.paper_elements()),
];

/// Elements that are told of every policy, or of each case, paper or result by itself.
const TOLD_APART: [&str; 16] = [
    "title",
    "version",
    "effective",
    "basis",
    "level",
    "conditions",
    "statutory_limit",
    "promised_limit",
    "special_procedure",
    "visits",
    "visits_because",
    "fee",
    "result",
    "hotline",
    "materials",
    "material_elements",
];

/// What an item says of an element of the standard.
pub(super) struct SaidElement {
    /// Its key in the standard.
    pub(super) key: &'static str,
    /// What it is called.
    pub(super) name: Text,
    /// What is said of it.
    pub(super) words: Vec<String>,
}

/// What an item says of the elements of the standard, but for those that are told apart.
pub(super) fn said_beside(program: &Program, policy: &Policy) -> Vec<SaidElement> {
    let at = Looked { program, policy };
    let rows = STANDARD.iter().filter(|(key, ..)| !TOLD_APART.contains(key));
    let said =
        rows.map(|(key, _, name, _, find)| SaidElement { key, name: text(name.0, name.1), words: find(&at).words });
    said.filter(|said| !said.words.is_empty()).collect()
}

/// Every item of a program against the standard.
pub fn standard_report(program: &Program) -> StandardReport {
    let items: Vec<ItemReport> = program
        .policies
        .iter()
        .filter(|policy| policy.item.is_some())
        .map(|policy| item_report(&Looked { program, policy }))
        .collect();
    let total = |count: fn(&ItemReport) -> u32| items.iter().map(count).fold(0_u32, u32::saturating_add);
    StandardReport {
        elements: STANDARD
            .iter()
            .map(|(id, group, name, required, _)| StandardElement {
                id: (*id).to_owned(),
                group: text(group.0, group.1),
                name: text(name.0, name.1),
                required: *required,
            })
            .collect(),
        missing: total(|item| item.missing),
        wrong: total(|item| item.wrong),
        items,
    }
}

fn item_report(at: &Looked<'_>) -> ItemReport {
    let cells: Vec<Cell> = STANDARD
        .iter()
        .map(|(id, _, _, required, find)| {
            let found = find(at);
            let there = !found.words.is_empty();
            let state = match (&found.wrong, &found.lacking) {
                (Some(_), _) => CellState::Wrong,
                (None, Some(_)) => CellState::Missing,
                (None, None) if there => CellState::Present,
                (None, None) if *required || found.required => CellState::Missing,
                (None, None) => CellState::Blank,
            };
            let problem = found.wrong.or(found.lacking);
            Cell { id: (*id).to_owned(), state, words: found.words, problem, doubt: found.doubt }
        })
        .collect();
    let count =
        |state: CellState| u32::try_from(cells.iter().filter(|cell| cell.state == state).count()).unwrap_or(u32::MAX);
    let region = at.program.regions.get(at.policy.region.index());
    ItemReport {
        item: at.policy.name.clone(),
        version: at.policy.version.clone(),
        region: region.map(|region| region.name.clone()).unwrap_or_default(),
        file: at.policy.file.clone(),
        missing: count(CellState::Missing),
        wrong: count(CellState::Wrong),
        cells,
    }
}

/// An item that is looked at.
struct Looked<'a> {
    program: &'a Program,
    policy: &'a Policy,
}

impl Looked<'_> {
    fn procedure(&self) -> Option<&Procedure> {
        self.policy.procedure.as_ref()
    }

    fn plain(&self, element: Element) -> Found {
        let lines = self.policy.item.iter().flat_map(|item| &item.plain).filter(|plain| plain.element == element);
        let mut found = Found::default();
        for line in lines {
            found.words.extend(line.words.iter().cloned());
            found.doubt.extend(line.notes.doubts.iter().cloned());
        }
        found
    }

    fn effective(&self) -> Found {
        let day = |day: Option<crate::value::Date>| day.map(|day| day.to_string()).unwrap_or_default();
        said(self.policy.effective.iter().map(|line| format!("{}/{}", day(line.from), day(line.to))).collect())
    }

    fn basis(&self) -> Found {
        let documents = self.policy.documents.iter().filter_map(|id| self.program.documents.get(id.index()));
        said(documents.map(|document| document.title.as_ref().map_or(&document.name, |it| &it.zh).clone()).collect())
    }

    fn level(&self) -> Found {
        let powers = self.policy.item.iter().flat_map(|item| &item.powers);
        let mut found = Found::default();
        for power in powers {
            found.words.push(level(power.rank).to_owned());
            found.doubt.extend(power.notes.doubts.iter().cloned());
        }
        found
    }

    fn department(&self) -> Found {
        let ids = self.policy.item.iter().flat_map(|item| &item.departments);
        let departments = ids.filter_map(|id| self.program.departments.get(id.index()));
        said(departments.map(|it| it.title.as_ref().map_or(&it.name, |title| &title.zh).clone()).collect())
    }

    fn conditions(&self) -> Found {
        let conditions = self.policy.conditions.iter().filter_map(|id| self.program.conditions.get(id.index()));
        said(conditions.map(|condition| condition.name.clone()).collect())
    }

    fn case_kind(&self) -> Found {
        let mut found = self.plain(Element::CaseKind);
        let at_once = found.words.iter().any(|word| word == "即办件");
        match self.procedure().and_then(|it| longest(&it.promised_limits)) {
            Some((number, _)) if at_once && number.is_positive() => {
                found.wrong =
                    Some(text("即办件当场办结，承诺时限应是 即办", "a case decided at once has no time limit"));
            }
            Some((number, _)) if !at_once && !found.words.is_empty() && number.is_zero() => {
                found.wrong =
                    Some(text("承诺时限是即办，办件类型应是 即办件", "what is decided at once is of that kind"));
            }
            _ => {}
        }
        found
    }

    fn statutory_limit(&self) -> Found {
        let lines = self.procedure().map(|it| it.statutory_limits.as_slice()).unwrap_or_default();
        let mut found = said(lines.iter().map(|line| limit(&line.said)).collect());
        if lines.iter().any(|line| line.said == Limit::Open) {
            found.lacking = Some(text("写的是未定", "it says that it is not settled"));
        }
        found
    }

    fn promised_limit(&self) -> Found {
        let Some(procedure) = self.procedure() else { return Found::default() };
        let mut found = said(procedure.promised_limits.iter().map(|line| limit(&line.said)).collect());
        // A working day is never shorter than a day: so many of them outlast as many days.
        if let (Some((promised, own)), Some((statutory, unit))) =
            (longest(&procedure.promised_limits), longest(&procedure.statutory_limits))
            && (own == unit || (own == DurationUnit::WorkingDays && unit == DurationUnit::Days))
            && promised > statutory
        {
            found.wrong = Some(text("比法定时限长", "longer than the limit set by law"));
        }
        if procedure.promised_limits.iter().any(|line| line.said == Limit::Open) {
            found.lacking = Some(text("写的是未定", "it says that it is not settled"));
        }
        found
    }

    fn hotline(&self) -> Found {
        let lines = self.procedure().into_iter().flat_map(|procedure| &procedure.hotlines);
        said(lines.map(|line| line.said.clone()).collect())
    }

    fn special(&self) -> Found {
        said(self.procedure().into_iter().flat_map(|it| &it.special).map(|special| special.name.clone()).collect())
    }

    fn most_visits(&self) -> Option<&Number> {
        self.procedure()?.visits.iter().map(|line| &line.said.number).max()
    }

    fn visits(&self) -> Found {
        let lines = self.procedure().into_iter().flat_map(|procedure| &procedure.visits);
        let mut found = said(lines.clone().map(|line| line.said.number.to_plain()).collect());
        if lines.clone().any(|line| line.said.number > Number::ONE && line.said.reason.is_none()) {
            found.wrong = Some(text("最多跑一次；确需多跑的写明理由", "more than one visit, and no reason is given"));
        }
        found
    }

    fn visits_because(&self) -> Found {
        let lines = self.procedure().into_iter().flat_map(|procedure| &procedure.visits);
        let mut found = said(lines.clone().filter_map(|line| line.said.reason.clone()).collect());
        found.required = lines.clone().any(|line| line.said.number.is_positive() && line.said.reason.is_none());
        if found.required && !found.words.is_empty() {
            found.lacking = Some(text("有一种情形没有写", "one case does not say"));
        }
        if self.most_visits().is_some_and(Number::is_zero) && !found.words.is_empty() {
            found.wrong = Some(text("不用到现场，却写了原因", "a reason, though nobody must come"));
        }
        found
    }

    fn online_depth(&self) -> Found {
        let online = self.plain(Element::Channels).words.iter().any(|word| word == "网上");
        Found { required: online, ..self.plain(Element::OnlineDepth) }
    }

    fn charges(&self) -> bool {
        let fees = self.procedure().into_iter().flat_map(|procedure| &procedure.fees);
        fees.into_iter().any(|line| line.said.words != "不收费")
    }

    fn fee(&self) -> Found {
        let fees = self.procedure().into_iter().flat_map(|procedure| &procedure.fees);
        said(fees.map(|line| line.said.words.clone()).collect())
    }

    fn fee_basis(&self) -> Found {
        let fees = self.procedure().into_iter().flat_map(|procedure| &procedure.fees);
        let charged = fees.filter(|line| line.said.words != "不收费");
        let citations = charged.flat_map(|line| &line.said.citations);
        let words = citations.map(|citation| {
            let document = citation.document.and_then(|id| self.program.documents.get(id.index()));
            let name = document.map_or("", |it| it.title.as_ref().map_or(it.name.as_str(), |title| &title.zh));
            format!("{name}{}", citation.article.as_deref().unwrap_or_default())
        });
        Found { required: self.charges(), ..said(words.collect()) }
    }

    fn online_payment(&self) -> Found {
        Found { required: self.charges(), ..self.plain(Element::OnlinePayment) }
    }

    fn result(&self) -> Found {
        let results = self.policy.item.iter().flat_map(|item| &item.results);
        let mut found = said(results.clone().map(|result| result.name.clone()).collect());
        if results.clone().any(|result| result.kind.is_empty()) {
            found.lacking = Some(text("没有写类型", "its kind is not said"));
        }
        found
    }

    fn questions(&self) -> Found {
        let questions = self.policy.item.iter().flat_map(|item| &item.questions);
        said(questions.map(|it| format!("{}{}", it.question, it.answer)).collect())
    }

    fn needed(&self) -> impl Iterator<Item = &NeededPaper> {
        self.policy.needs.iter().flat_map(|need| match need {
            Need::Paper(paper) => std::slice::from_ref(paper),
            Need::AnyOf { papers, .. } => papers.as_slice(),
        })
    }

    fn papers(&self) -> Found {
        let papers = self.needed().filter_map(|needed| self.program.papers.get(needed.paper.index()));
        said(papers.map(|paper| paper.name.clone()).collect())
    }

    /// Of each paper: kind, form, copies, where it comes from.
    fn paper_elements(&self) -> Found {
        let mut whole = Vec::new();
        let (mut zh, mut en) = (Vec::new(), Vec::new());
        for needed in self.needed() {
            let Some(paper) = self.program.papers.get(needed.paper.index()) else { continue };
            let granted = paper.granted_by.is_some() || paper.issued_by.is_some();
            let lacks: Vec<(&str, &str)> = [
                (paper.kind.is_empty(), ("类型", "kind")),
                (paper.forms.is_empty() && needed.forms.is_empty(), ("形式", "form")),
                (needed.copies.is_none(), ("份数", "copies")),
                (needed.elements.source.is_empty() && !granted, ("来源", "source")),
                (needed.role.is_none() && !needed.elements.necessary, ("必要性", "whether it is a main paper")),
            ]
            .into_iter()
            .filter_map(|(lacks, words)| lacks.then_some(words))
            .collect();
            if lacks.is_empty() {
                whole.push(paper.name.clone());
                continue;
            }
            let listed = |form: fn(&(&'static str, &'static str)) -> &'static str, joint: &str| {
                lacks.iter().map(form).collect::<Vec<_>>().join(joint)
            };
            zh.push(format!("{}（{}）", paper.name, listed(|words| words.0, "、")));
            let title = paper.title.as_ref().and_then(|title| title.en.as_ref()).unwrap_or(&paper.name);
            en.push(format!("{title} ({})", listed(|words| words.1, ", ")));
        }
        let lacking = (!zh.is_empty()).then(|| Text {
            zh: format!("没有写全：{}", zh.join("；")),
            en: format!("not told in full: {}", en.join("; ")),
        });
        Found { words: whole, lacking, ..Found::default() }
    }
}

fn said(words: Vec<String>) -> Found {
    Found { words, ..Found::default() }
}

fn text(zh: &str, en: &str) -> Text {
    Text { zh: zh.to_owned(), en: en.to_owned() }
}

fn level(rank: RegionRank) -> &'static str {
    match rank {
        RegionRank::Country => "国家",
        RegionRank::Province => "省级",
        RegionRank::Prefecture => "市级",
        RegionRank::District => "县级",
        RegionRank::Street => "街道",
        RegionRank::Zone => "功能区",
    }
}

fn limit(limit: &Limit) -> String {
    match limit {
        Limit::Within(number, _) if number.is_zero() => "即办".to_owned(),
        Limit::Within(number, unit) => {
            let unit = match unit {
                DurationUnit::Days => "日",
                DurationUnit::Months => "个月",
                DurationUnit::WorkingDays => "个工作日",
            };
            format!("{}{unit}", number.to_plain())
        }
        Limit::NoneSet => "无规定".to_owned(),
        Limit::Open => "未定".to_owned(),
    }
}

/// The longest of some limits, if all are known.
fn longest(lines: &[ByCase<Limit>]) -> Option<(&Number, DurationUnit)> {
    let mut longest: Option<(&Number, DurationUnit)> = None;
    for line in lines {
        let Limit::Within(number, unit) = &line.said else { return None };
        if longest.is_none_or(|(known, _)| number > known) {
            longest = Some((number, *unit));
        }
    }
    longest
}
