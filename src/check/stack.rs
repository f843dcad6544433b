//! 叠加: which benefits add up, and how.

use super::checker::{Checker, Scope};
use super::declaration::{DeclarationId, Space, What};
use super::read::{Name, bare, one, plain_word, word};
use super::types::Type;
use super::units::YUAN;
use crate::diagnostic::Code;
use crate::program::{
    MOST_CLAUSES, MOST_STACKED, MOST_WAYS, RegionId, Stack, StackClause, StackCut, StackRule, StackedBenefit, Unlisted,
};
use crate::schema::Item;
use crate::span::Span;
use crate::syntax::tree::Value;

impl Checker<'_> {
    /// All 叠加, once the benefits are there that they speak of.
    pub(super) fn build_stacks(&mut self) {
        for id in self.found.of(What::Stack) {
            let Some(declaration) = self.found.get(id).cloned() else { continue };
            let body = &declaration.item.body;
            let outside = Scope { file: declaration.file, ..Scope::default() };
            let documents = self.policy_documents(body, &outside);
            let scope = Scope { document: documents.first().copied(), ..outside };
            let mut stack = Stack {
                name: declaration.name.clone(),
                file: self.files.get(declaration.file).map(|file| file.path.clone()).unwrap_or_default(),
                region: one(body, "region").and_then(|item| self.region_named(item)).unwrap_or(RegionId(0)),
                effective: self.effective(body, &scope),
                documents,
                benefits: Vec::new(),
                clauses: Vec::new(),
                unlisted: one(body, "unlisted").and_then(unlisted),
                notes: self.notes(body, &scope),
            };
            if let Some(item) = one(body, "unlisted") {
                let notes = self.notes(&item.body, &scope);
                stack.notes.citations.extend(notes.citations);
                stack.notes.doubts.extend(notes.doubts);
                stack.notes.remarks.extend(notes.remarks);
            }
            let mut places = Vec::new();
            for item in body {
                if let Some(rule) = self.stack_rule(item, &mut stack, &scope) {
                    let notes = self.notes(&item.body, &scope);
                    stack.clauses.push(StackClause { rule, notes });
                    places.push(item.span);
                }
            }
            if !stack.is_bounded() {
                let (zh, en) = if stack.benefits.len() > MOST_STACKED {
                    (
                        format!("一个叠加最多说 {MOST_STACKED} 项待遇"),
                        format!("one `stack` speaks of at most {MOST_STACKED} benefits"),
                    )
                } else if stack.clauses.len() > MOST_CLAUSES {
                    (
                        format!("一个叠加最多写 {MOST_CLAUSES} 条"),
                        format!("one `stack` has at most {MOST_CLAUSES} clauses"),
                    )
                } else {
                    (
                        format!("几处 `择 最高` 合起来最多 {MOST_WAYS} 种选法"),
                        format!("all `pick highest` together leave at most {MOST_WAYS} ways to choose"),
                    )
                };
                self.report
                    .error(Code::TooMany, declaration.span, zh, en)
                    .help("分成几个叠加来写", "write several of them");
                continue;
            }
            if stack.benefits.is_empty() {
                self.report
                    .error(Code::Empty, declaration.span, "叠加里没有待遇", "the `stack` speaks of no benefit")
                    .help("写：同享 政策·待遇、政策·待遇", "write `together policy·benefit、policy·benefit`");
            }
            self.stack_clashes(&stack, &places);
            self.stack_circles(&stack, &places);
            self.stack_caps(&stack, &places);
            let entry = u32::try_from(self.program.stacks.len()).unwrap_or(u32::MAX);
            self.stacks.insert(id, crate::program::StackId(entry));
            self.program.stacks.push(stack);
        }
    }

    fn stack_rule(&mut self, item: &Item, stack: &mut Stack, scope: &Scope) -> Option<StackRule> {
        let mut members = |checker: &mut Self, values: &[Value]| -> Vec<u32> {
            values.iter().filter_map(|value| checker.stacked(value, stack, scope)).collect()
        };
        Some(match word(item) {
            "together" => StackRule::Together(members(self, &item.values)),
            "exclusive" => {
                let pick = item.values.last().filter(|value| value.separator != crate::syntax::tree::Separator::Member);
                let picked = pick.and_then(|value| plain_word(&value.expression)).filter(|_| item.values.len() > 1);
                let highest = matches!(picked, Some("最高" | "highest"));
                let named = usize::from(matches!(picked, Some("最高" | "highest" | "申请人" | "applicant")));
                let of = item.values.get(..item.values.len().saturating_sub(named)).unwrap_or_default();
                StackRule::Exclusive { of: members(self, of), highest }
            }
            "offset" => match members(self, &item.values).as_slice() {
                [pays, includes] => StackRule::Offset { pays: *pays, includes: *includes },
                _ => return None,
            },
            "cap" => {
                let (first, rest) = item.values.split_first()?;
                let amount = self.resolve_as(&first.expression, scope, &Type::count(YUAN))?;
                let mut of = None;
                let mut cut = StackCut::Unsaid;
                let mut into: Option<&str> = None;
                let mut total = Vec::new();
                let mut before = Vec::new();
                for value in rest {
                    let gap = value.separator != crate::syntax::tree::Separator::Member;
                    match plain_word(&value.expression).filter(|_| gap) {
                        Some("合计" | "total") => into = Some("total"),
                        Some("先减" | "cut_first") => into = Some("first"),
                        Some("按比例" | "pro_rata") => cut = StackCut::ProRata,
                        Some("全部" | "all") if into == Some("total") => {}
                        _ => match into {
                            Some("first") => before.push(value.clone()),
                            _ => total.push(value.clone()),
                        },
                    }
                }
                if !total.is_empty() {
                    of = Some(members(self, &total));
                }
                if !before.is_empty() {
                    cut = StackCut::First(members(self, &before));
                }
                StackRule::Cap { amount: amount.node, of, cut }
            }
            _ => return None,
        })
    }

    /// The place of a benefit in the stack; it is entered where it is named first.
    fn stacked(&mut self, value: &Value, stack: &mut Stack, scope: &Scope) -> Option<u32> {
        let written = bare(&value.expression)?;
        let span = value.expression.span;
        let found = written.split_once('·').and_then(|(policy, benefit)| {
            let policy = self.find(Space::Value, policy, span, scope)?;
            let id = self.policies.get(&policy).copied()?;
            let known = !self.found.inside(policy, Space::Benefit, benefit).is_empty();
            known.then(|| StackedBenefit { policy: id, benefit: benefit.to_owned() })
        });
        let Some(found) = found else {
            let name = Name { text: written.to_owned(), span };
            self.unknown_stacked(&name, scope);
            return None;
        };
        let entry = self.program.policies.get(found.policy.index())?;
        let money = entry.benefits.iter().any(|benefit| benefit.name == found.benefit && benefit.amount.is_some());
        if !money || entry.standard {
            self.report
                .error(
                    Code::AttributeValue,
                    span,
                    format!("`{written}` 没有金额，不能合计"),
                    format!("`{written}` is no amount, and does not add up"),
                )
                .help("叠加只写政策里有金额的待遇", "only benefits of policies that are amounts add up");
            return None;
        }
        let name = entry.name.clone();
        let same = |other: &StackedBenefit| {
            other.benefit == found.benefit
                && self.program.policies.get(other.policy.index()).is_some_and(|policy| policy.name == name)
        };
        let at = stack.benefits.iter().position(same).unwrap_or_else(|| {
            stack.benefits.push(found.clone());
            stack.benefits.len().saturating_sub(1)
        });
        u32::try_from(at).ok()
    }

    fn unknown_stacked(&mut self, name: &Name, scope: &Scope) {
        if let Some((policy, inner)) = name.text.split_once('·')
            && let Some(policy) = self.nearest(Space::Value, policy, scope).first().copied()
        {
            let known: Vec<String> = self.found.names_inside(policy, Space::Benefit).map(str::to_owned).collect();
            let near = crate::diagnostic::suggest(inner, known.iter().map(String::as_str)).map(str::to_owned);
            let problem = self.report.error(
                Code::NameUnknown,
                name.span,
                format!("这项政策里没有待遇 `{inner}`"),
                format!("the policy has no benefit `{inner}`"),
            );
            match near {
                Some(near) => problem.help(format!("是不是 `{near}`？"), format!("did you mean `{near}`?")),
                None => {
                    problem.help(format!("它的待遇有：{}", known.join("、")), format!("it has {}", known.join(", ")))
                }
            };
            return;
        }
        let problem = self.report.error(
            Code::NameUnknown,
            name.span,
            format!("没有叫 `{}` 的待遇", name.text),
            format!("there is no benefit `{}`", name.text),
        );
        problem.help("写成：政策·待遇", "write `policy·benefit`");
    }

    /// Two clauses of which one lets a pair go together and the other does not.
    fn stack_clashes(&mut self, stack: &Stack, places: &[Span]) {
        let pairs = |of: &[u32]| -> Vec<(u32, u32)> {
            let mut pairs = Vec::new();
            for (at, one) in of.iter().enumerate() {
                pairs.extend(of.iter().skip(at.saturating_add(1)).map(|other| (*one.min(other), *one.max(other))));
            }
            pairs
        };
        let said: Vec<(Vec<(u32, u32)>, bool)> = stack
            .clauses
            .iter()
            .map(|clause| match &clause.rule {
                StackRule::Together(of) => (pairs(of), true),
                StackRule::Offset { pays, includes } => (pairs(&[*pays, *includes]), true),
                StackRule::Exclusive { of, .. } => (pairs(of), false),
                StackRule::Cap { .. } => (Vec::new(), true),
            })
            .collect();
        for (at, (later, together)) in said.iter().enumerate() {
            for (before, (earlier, other)) in said.iter().enumerate().take(at) {
                let Some(pair) = later.iter().find(|pair| together != other && earlier.contains(pair)) else {
                    continue;
                };
                let (one, two) = (self.stacked_name(stack, pair.0), self.stacked_name(stack, pair.1));
                let here = places.get(at).copied().unwrap_or_default();
                let there = places.get(before).copied().unwrap_or_default();
                self.report
                    .error(
                        Code::StackClash,
                        here,
                        format!("`{one}` 和 `{two}` 一处写可以同享，一处写互斥"),
                        format!("`{one}` and `{two}` may be had together by one clause and not by another"),
                    )
                    .label(there, "另一处", "the other clause")
                    .help("留下一处", "keep one of them");
            }
        }
    }

    /// Benefits that include each other.
    fn stack_circles(&mut self, stack: &Stack, places: &[Span]) {
        let offsets: Vec<(u32, u32, Span)> = stack
            .clauses
            .iter()
            .zip(places)
            .filter_map(|(clause, span)| match clause.rule {
                StackRule::Offset { pays, includes } => Some((pays, includes, *span)),
                _ => None,
            })
            .collect();
        for (pays, includes, span) in &offsets {
            let mut open = vec![*includes];
            let mut seen = Vec::new();
            while let Some(at) = open.pop() {
                if at == *pays {
                    let name = self.stacked_name(stack, *pays);
                    self.report
                        .error(
                            Code::StackCircle,
                            *span,
                            format!("抵扣绕了一圈：`{name}` 里又含着它自己"),
                            format!("offsets run in a circle: `{name}` includes itself"),
                        )
                        .help("删去其中一处抵扣", "remove one of the offsets");
                    return;
                }
                if !seen.contains(&at) {
                    seen.push(at);
                    open.extend(offsets.iter().filter(|(pays, _, _)| *pays == at).map(|(_, includes, _)| *includes));
                }
            }
        }
    }

    /// Caps are worked in the order written; so that a greater amount never makes a smaller total, each goes over all of
    /// what an earlier one holds or over none of it, and over who pays less if over what it includes.
    fn stack_caps(&mut self, stack: &Stack, places: &[Span]) {
        let everything: Vec<u32> = (0..).take(stack.benefits.len()).collect();
        let caps: Vec<(Vec<u32>, Span)> = stack
            .clauses
            .iter()
            .zip(places)
            .filter_map(|(clause, span)| match &clause.rule {
                StackRule::Cap { of, .. } => Some((of.clone().unwrap_or_else(|| everything.clone()), *span)),
                _ => None,
            })
            .collect();
        for (at, (later, span)) in caps.iter().enumerate() {
            for (earlier, other) in caps.iter().take(at) {
                let shared = earlier.iter().any(|member| later.contains(member));
                if shared && !earlier.iter().all(|member| later.contains(member)) {
                    self.report
                        .error(
                            Code::StackCap,
                            *span,
                            "后面的封顶只管了前面封顶的一部分，先后不同结果就不同",
                            "this cap holds only some of what the one before it holds: the order would decide",
                        )
                        .label(*other, "前面的封顶", "the cap before it")
                        .help(
                            "先写几项的封顶，再写包括它们的封顶",
                            "write the cap on a few first, then the one that has them all",
                        );
                }
            }
        }
        for clause in &stack.clauses {
            let StackRule::Offset { pays, includes } = clause.rule else { continue };
            for (of, span) in caps.iter().filter(|(of, _)| of.contains(&includes) && !of.contains(&pays)) {
                let _ = of;
                let (one, two) = (self.stacked_name(stack, includes), self.stacked_name(stack, pays));
                self.report
                    .error(
                        Code::StackCap,
                        *span,
                        format!("封顶管着 `{one}`，却不管含着它的 `{two}`"),
                        format!("the cap holds `{one}` and not `{two}`, which includes it"),
                    )
                    .help("把两项都写进封顶，或都不写", "put both into the cap, or neither");
            }
        }
    }

    fn stacked_name(&self, stack: &Stack, at: u32) -> String {
        let Some(stacked) = usize::try_from(at).ok().and_then(|at| stack.benefits.get(at)) else {
            return String::new();
        };
        let policy = self.program.policies.get(stacked.policy.index()).map_or("", |policy| policy.name.as_str());
        format!("{policy}·{}", stacked.benefit)
    }

    /// The 叠加 that a declaration became.
    pub(super) fn stack_of(&self, id: Option<DeclarationId>) -> Option<crate::program::StackId> {
        self.stacks.get(&id?).copied()
    }
}

fn unlisted(item: &Item) -> Option<Unlisted> {
    match plain_word(&item.values.first()?.expression)? {
        "同享" | "together" => Some(Unlisted::Together),
        "互斥" | "exclusive" => Some(Unlisted::Exclusive),
        _ => None,
    }
}
