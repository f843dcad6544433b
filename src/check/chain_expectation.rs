//! What an example expects of a chain.

use super::checker::{Checker, Scope};
use super::example::{Constant, MaterialState, MissingFact, ValueTest};
use super::read::{bare, plain_word, show, text};
use super::types::Type;
use crate::diagnostic::{Code, suggest};
use crate::program::{Comparison, Reason, RegionId};
use crate::span::Span;
use crate::syntax::tree::{Expression, ExpressionKind, Infix, Value};
use crate::value::{Date, DurationUnit, Number};

/// What must come of a chain.
#[derive(Clone, Debug, PartialEq)]
pub enum ChainExpected {
    /// `步骤 S 应办` and the like.
    Step {
        /// Its name.
        step: String,
        /// What must come of it.
        expected: StepExpected,
    },
    /// `步骤 = […]`: the steps that are done, in source order.
    Steps(Vec<String>),
    /// `关键路径 = […]`: the longest way, from its first step to its last.
    CriticalPath(Vec<String>),
    /// `提交材料 = […]`: what is handed in, in any order.
    ToSubmit(Vec<String>),
    /// `表单 = […]`: what is filled in, in any order.
    Form(Vec<String>),
    /// `任选 G = […]`: the papers of a group that are possible, in any order.
    AnyOf {
        /// The group.
        group: String,
        /// The papers.
        papers: Vec<String>,
    },
    /// `合计时限 = 2.5个工作日`.
    TotalLimit(ValueTest),
    /// `跑动 = 1次`.
    Visits(ValueTest),
    /// `另加邮寄 = 3日`.
    PostBeside(ValueTest),
    /// `办结 = D`, `预计 = D` and the like.
    Day(ChainDay, ValueTest),
    /// `办结 未知`, `办结 未知 因 …`.
    NoFinish {
        /// A reason that must stand in `blocked`.
        because: Option<Reason>,
        /// A condition that must stop a step.
        condition: Option<String>,
    },
    /// `方式 = 全程网办`.
    Mode(String),
    /// `收件地 = P` and the like.
    Place(ChainPlace, RegionId),
    /// `材料 M 提交 用于 A、B` and the like.
    Material {
        /// The paper, or the group.
        name: String,
        /// Its state.
        state: Option<MaterialState>,
        /// 产出, and by which step.
        made: Option<Option<String>>,
        /// 份数.
        copies: Option<Number>,
        /// 用于: exactly these steps, in any order.
        steps: Option<Vec<String>>,
    },
    /// `缺 甲、乙`: exactly what the plan still lacks, in any order.
    Missing(Vec<MissingFact>),
}

/// What must come of a step.
#[derive(Clone, Debug, PartialEq)]
pub enum StepExpected {
    /// 应办: it is done.
    Runs,
    /// 可办: it is done, and nothing has to be done before it.
    CanStart,
    /// 不办.
    Skipped,
    /// 阻断, and by which condition or step.
    Blocked(Option<String>),
    /// 未知.
    Unknown,
    /// 办结 on a day.
    Ends(Date),
    /// 受理地 or 决定地.
    Place(ChainPlace, RegionId),
}

/// A day of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ChainDay {
    /// 办结.
    Finish,
    /// 预计, with the post.
    WithPost,
    /// 收件日.
    Collected,
    /// 受理日.
    Accepted,
}

/// A place of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ChainPlace {
    /// 收件地.
    Collected,
    /// 受理地, of the first step where no step is named.
    Received,
    /// 决定地, of the first step where no step is named.
    Decided,
}

impl Checker<'_> {
    /// The chain that an example stands in.
    pub(super) fn chain_of(&self, scope: &Scope) -> Option<usize> {
        let policy = self.policies.get(&scope.policy?)?;
        self.program.chains.iter().position(|chain| chain.policy == *policy)
    }

    /// An entry of 期望 that speaks of a chain. None if it speaks of what a chain has in common with a policy; the inner
    /// None: a problem, which has been reported.
    pub(super) fn chain_expected(
        &mut self,
        entry: &[Value],
        chain: usize,
        scope: &Scope,
    ) -> Option<Option<ChainExpected>> {
        let first = entry.first()?;
        if let ExpressionKind::Infix(Infix::Compare(Comparison::Equal), _, left, right) = &first.expression.kind {
            return self.chain_value(left, right, chain, scope);
        }
        let rest = entry.get(1..).unwrap_or_default();
        match plain_word(&first.expression)? {
            "步骤" => Some(self.step_expected(entry, chain, scope)),
            "材料" => Some(self.chain_material(entry, chain, scope)),
            "任选" => Some(self.any_of_expected(entry)),
            "缺" => Some(self.missing(rest, scope).map(ChainExpected::Missing)),
            "办结" => Some(self.no_finish(entry)),
            _ => match rest {
                [unknown] if plain_word(&unknown.expression) == Some("未知") => {
                    self.chain_value(&first.expression, &unknown.expression, chain, scope)
                }
                _ => None,
            },
        }
    }

    /// `word = value` of a chain. The outer None: the word is none of a chain.
    pub(super) fn chain_value(
        &mut self,
        left: &Expression,
        right: &Expression,
        chain: usize,
        scope: &Scope,
    ) -> Option<Option<ChainExpected>> {
        let working_days = Type::duration(DurationUnit::WorkingDays);
        Some(match plain_word(left)? {
            "步骤" => self.names(right, Some(chain)).map(ChainExpected::Steps),
            "关键路径" => self.names(right, Some(chain)).map(ChainExpected::CriticalPath),
            "提交材料" => self.names(right, None).map(ChainExpected::ToSubmit),
            "表单" => self.names(right, None).map(ChainExpected::Form),
            "合计时限" => self.value_test(right, &working_days, scope).map(ChainExpected::TotalLimit),
            "跑动" => self.value_test(right, &Type::count("次"), scope).map(ChainExpected::Visits),
            "另加邮寄" => {
                self.value_test(right, &Type::duration(DurationUnit::Days), scope).map(ChainExpected::PostBeside)
            }
            "办结" => self.day_expected(ChainDay::Finish, right, scope),
            "预计" => self.day_expected(ChainDay::WithPost, right, scope),
            "收件日" => self.day_expected(ChainDay::Collected, right, scope),
            "受理日" => self.day_expected(ChainDay::Accepted, right, scope),
            "方式" => Some(ChainExpected::Mode(show(right))),
            "收件地" => self.place_expected(right, scope).map(|at| ChainExpected::Place(ChainPlace::Collected, at)),
            "受理地" => self.place_expected(right, scope).map(|at| ChainExpected::Place(ChainPlace::Received, at)),
            "决定地" => self.place_expected(right, scope).map(|at| ChainExpected::Place(ChainPlace::Decided, at)),
            _ => return None,
        })
    }

    fn day_expected(&mut self, day: ChainDay, right: &Expression, scope: &Scope) -> Option<ChainExpected> {
        self.value_test(right, &Type::Date, scope).map(|test| ChainExpected::Day(day, test))
    }

    fn place_expected(&mut self, expression: &Expression, scope: &Scope) -> Option<RegionId> {
        match self.example_constant(expression, &Type::Region, scope)? {
            Constant::Region(region) => Some(region),
            _ => None,
        }
    }

    /// `[甲、乙]`, of the steps of a chain if one is given.
    fn names(&mut self, expression: &Expression, chain: Option<usize>) -> Option<Vec<String>> {
        let ExpressionKind::List(values) = &expression.kind else {
            self.report
                .error(Code::ExpectationUnknown, expression.span, "这里应是一组名字", "this should be a list of names")
                .help("写在方括号里，如：步骤 = [甲、乙]", "put them in square brackets, as in `step = [甲、乙]`");
            return None;
        };
        let mut names = Vec::new();
        for value in values {
            let name = show(&value.expression);
            if let Some(chain) = chain {
                self.known_step(&name, value.expression.span, chain)?;
            }
            names.push(name);
        }
        Some(names)
    }

    fn known_step(&mut self, name: &str, span: Span, chain: usize) -> Option<()> {
        let steps: Vec<&str> = self.program.chains.get(chain)?.steps.iter().map(|step| step.name.as_str()).collect();
        if steps.contains(&name) {
            return Some(());
        }
        let near = suggest(name, steps.iter().copied()).map(str::to_owned);
        let problem = self.report.error(
            Code::NameUnknown,
            span,
            format!("这件事里没有步骤 `{name}`"),
            format!("this chain has no step `{name}`"),
        );
        if let Some(near) = near {
            problem.help(format!("是不是 `{near}`？"), format!("did you mean `{near}`?")).fix(span, near);
        }
        None
    }

    /// `步骤 S 应办`, `步骤 S 阻断 欠税`, `步骤 S 办结 D`, `步骤 S 决定地 P`.
    fn step_expected(&mut self, entry: &[Value], chain: usize, scope: &Scope) -> Option<ChainExpected> {
        let name = entry.get(1).and_then(|value| bare(&value.expression)).map(str::to_owned);
        let Some(step) = name else { return self.no_chain_expectation(entry) };
        self.known_step(&step, entry.get(1)?.expression.span, chain)?;
        let word = entry.get(2).and_then(|value| plain_word(&value.expression));
        let behind = entry.get(3).map(|value| value.expression.clone());
        let expected = match (word, behind) {
            (Some("应办"), None) => StepExpected::Runs,
            (Some("可办"), None) => StepExpected::CanStart,
            (Some("不办"), None) => StepExpected::Skipped,
            (Some("未知"), None) => StepExpected::Unknown,
            (Some("阻断"), by) => StepExpected::Blocked(by.as_ref().map(show)),
            (Some("办结"), Some(day)) => match self.example_constant(&day, &Type::Date, scope)? {
                Constant::Date(day) => StepExpected::Ends(day),
                _ => return self.no_chain_expectation(entry),
            },
            (Some("受理地"), Some(place)) => {
                StepExpected::Place(ChainPlace::Received, self.place_expected(&place, scope)?)
            }
            (Some("决定地"), Some(place)) => {
                StepExpected::Place(ChainPlace::Decided, self.place_expected(&place, scope)?)
            }
            _ => return self.no_chain_expectation(entry),
        };
        Some(ChainExpected::Step { step, expected })
    }

    /// `办结 未知`, `办结 未知 因 日历未收录`, `办结 未知 因 欠税`.
    fn no_finish(&mut self, entry: &[Value]) -> Option<ChainExpected> {
        let word = |at: usize| entry.get(at).and_then(|value| bare(&value.expression));
        match (word(1), word(2), word(3)) {
            (Some("未知"), None, None) => Some(ChainExpected::NoFinish { because: None, condition: None }),
            (Some("未知"), Some("因"), Some(why)) => {
                let because = match why {
                    "日历未收录" => Some(Reason::CalendarUnknown),
                    "时限未定" => Some(Reason::OpenEndedStep),
                    _ => None,
                };
                let condition = because.is_none().then(|| why.to_owned());
                Some(ChainExpected::NoFinish { because, condition })
            }
            _ => self.no_chain_expectation(entry),
        }
    }

    /// `任选 G = [甲、乙]`.
    fn any_of_expected(&mut self, entry: &[Value]) -> Option<ChainExpected> {
        if let [_, Value { expression, .. }] = entry
            && let ExpressionKind::Infix(Infix::Compare(Comparison::Equal), _, group, papers) = &expression.kind
            && let Some(group) = bare(group)
        {
            let group = group.to_owned();
            return Some(ChainExpected::AnyOf { group, papers: self.names(papers, None)? });
        }
        self.no_chain_expectation(entry)
    }

    /// `材料 M 提交 用于 A、B`, `材料 M 产出 S`, `材料 M 份数 1份`.
    fn chain_material(&mut self, entry: &[Value], chain: usize, scope: &Scope) -> Option<ChainExpected> {
        let Some(name) = entry.get(1).and_then(|value| bare(&value.expression)).map(str::to_owned) else {
            return self.no_chain_expectation(entry);
        };
        let (mut state, mut made, mut copies, mut steps) = (None, None, None, None);
        let mut rest = entry.iter().skip(2).peekable();
        while let Some(value) = rest.next() {
            let word = plain_word(&value.expression);
            match word {
                Some("需要") => state = Some(MaterialState::Needed),
                Some("不需要") => state = Some(MaterialState::NotNeeded),
                Some("未知") => state = Some(MaterialState::Unknown),
                Some("提交") => state = Some(MaterialState::Submit),
                Some("共享") => state = Some(MaterialState::Shared),
                Some("承诺替代") => state = Some(MaterialState::Promised),
                Some("产出") => {
                    let by = rest.next_if(|next| bare(&next.expression).is_some_and(|word| !is_material_word(word)));
                    if let Some(by) = by {
                        self.known_step(&show(&by.expression), by.expression.span, chain)?;
                    }
                    made = Some(by.map(|by| show(&by.expression)));
                }
                Some("份数") => {
                    let count = rest.next()?;
                    match self.example_constant(&count.expression, &Type::count("份"), scope)? {
                        Constant::Number(number) => copies = Some(number),
                        _ => return self.no_chain_expectation(entry),
                    }
                }
                Some("用于") => {
                    let mut named = Vec::new();
                    while let Some(step) =
                        rest.next_if(|next| bare(&next.expression).is_some_and(|word| !is_material_word(word)))
                    {
                        let name = show(&step.expression);
                        self.known_step(&name, step.expression.span, chain)?;
                        named.push(name);
                    }
                    steps = Some(named);
                }
                _ => return self.no_chain_expectation(entry),
            }
        }
        Some(ChainExpected::Material { name, state, made, copies, steps })
    }

    fn no_chain_expectation(&mut self, entry: &[Value]) -> Option<ChainExpected> {
        let said = entry.iter().find_map(|value| text(&value.expression)).is_some();
        let span = entry.first()?.expression.span;
        let span = Span { end: entry.last()?.expression.span.end, ..span };
        self.report
            .error(Code::ExpectationUnknown, span, "期望写得不对", "this is no expectation")
            .help(
                if said { "名字不写引号；写成：步骤 甲 应办、步骤 = [甲、乙]、材料 丙 提交 用于 甲" } else { "写成：步骤 甲 应办、步骤 = [甲、乙]、关键路径 = […]、合计时限 = 3个工作日、办结 = 2026-10-10、材料 丙 提交 用于 甲" },
                "write `step 甲 runs`, `step = [甲、乙]`, `critical_path = […]`, `total_limit = 3个工作日`, `finish = 2026-10-10`, `material 丙 submit for 甲`",
            );
        None
    }
}

fn is_material_word(word: &str) -> bool {
    matches!(word, "需要" | "不需要" | "未知" | "提交" | "共享" | "承诺替代" | "产出" | "份数" | "用于")
}
