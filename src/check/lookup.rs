//! Names and units: which declaration is meant, and what is said if there is none.

use super::checker::{Checker, Scope};
use super::declaration::{DeclarationId, Space, What};
use super::read::Name;
use super::units;
use super::uses::stem;
use crate::diagnostic::{Code, suggest};
use crate::span::Span;

impl<'a> Checker<'a> {
    /// How near a declaration is to a scope; smaller is nearer. None: not seen.
    fn rank(&self, id: DeclarationId, scope: &Scope) -> Option<u8> {
        let declaration = self.found.get(id)?;
        if declaration.policy.is_some() && declaration.policy == scope.policy {
            return Some(0);
        }
        if declaration.file == scope.file {
            return Some(1);
        }
        if self.found.uses.get(scope.file).is_some_and(|uses| uses.contains(&declaration.file)) {
            return Some(2);
        }
        (scope.any_fact && declaration.what == What::Fact).then_some(3)
    }

    /// The nearest declarations of a name; more than one if they clash.
    pub(super) fn nearest(&self, space: Space, name: &str, scope: &Scope) -> Vec<DeclarationId> {
        if let Some(policy) = scope.policy {
            let own = self.found.inside(policy, space, name);
            if !own.is_empty() {
                return own.to_vec();
            }
        }
        let mut best: Option<u8> = None;
        let mut hits = Vec::new();
        for id in self.found.named(space, name) {
            let Some(rank) = self.rank(*id, scope) else { continue };
            if best.is_none_or(|least| rank < least) {
                best = Some(rank);
                hits.clear();
            }
            if best == Some(rank) {
                hits.push(*id);
            }
        }
        hits
    }

    /// The declaration that a name means; `甲·乙` is 乙 in the policy 甲. None without a word if nothing is meant.
    pub(super) fn find(&mut self, space: Space, name: &str, span: Span, scope: &Scope) -> Option<DeclarationId> {
        let scope = &self.scope_at(scope, span);
        let hits = self.nearest(space, name, scope);
        if let Some(first) = hits.first().copied() {
            let all_policies = hits.iter().all(|id| self.found.get(*id).is_some_and(|d| d.what == What::Policy));
            if hits.len() > 1 && !all_policies {
                let places: Vec<String> = hits
                    .iter()
                    .filter_map(|id| self.found.get(*id))
                    .filter_map(|d| self.files.get(d.file))
                    .map(|file| format!("`{}`", stem(&file.path)))
                    .collect();
                self.report
                    .error(
                        Code::NameAmbiguous,
                        span,
                        format!("`{name}` 有几个意思：{}里都有", places.join("、")),
                        format!("`{name}` may mean several things: it is declared in {}", places.join(" and ")),
                    )
                    .help("写明是哪一个，如 `政策·名`", "say which one, as in `policy·name`");
            }
            return Some(first);
        }
        let (policy, inner) = name.split_once('·')?;
        if matches!(policy, "标准" | "standard")
            && let Some(base) = scope.policy.and_then(|policy| self.base_of(policy))
        {
            return self.found.inside(base, space, inner).first().copied();
        }
        let policies = self.nearest(Space::Value, policy, scope);
        policies.into_iter().find_map(|policy| self.found.inside(policy, space, inner).first().copied())
    }

    /// Reports a name that nothing in sight has.
    pub(super) fn unknown_name(&mut self, name: &Name, space: Space, scope: &Scope) {
        let elsewhere = self.found.anywhere(space, &name.text).and_then(|id| {
            let declaration = self.found.get(id)?;
            Some((declaration.file, declaration.policy, declaration.span, declaration.what))
        });
        if let Some((file, policy, span, what)) = elsewhere {
            let (zh, en) = what.words();
            let place = self.files.get(file).map_or("", |file| stem(&file.path)).to_owned();
            let policy = policy.and_then(|id| self.found.get(id)).map(|policy| policy.name.clone());
            let problem = self.report.error(
                Code::NameNotUsed,
                name.span,
                format!("这里看不到{zh}`{}`", name.text),
                format!("{en} `{}` cannot be seen from here", name.text),
            );
            let problem = problem.label(span, "它在这里", "it is declared here");
            match policy {
                Some(policy) => problem.help(
                    format!("它在政策 `{policy}` 里；写 `{policy}·{}`，或移到顶层共用", name.text),
                    format!(
                        "it stands in policy `{policy}`: write `{policy}·{}`, or move it to the top of a file",
                        name.text
                    ),
                ),
                None => problem.help(
                    format!("在文件开头写：引用 \"{place}\""),
                    format!("write at the top of the file: use \"{place}\""),
                ),
            };
            return;
        }
        if self.unspaced(name) {
            return;
        }
        let mut candidates: Vec<&str> = self
            .found
            .names(space)
            .filter(|(_, ids)| ids.iter().any(|id| self.rank(*id, scope).is_some()))
            .map(|(name, _)| name)
            .collect();
        if let Some(policy) = scope.policy {
            candidates.extend(self.found.names_inside(policy, space));
        }
        if space == Space::Region {
            candidates = self.regions.keys().map(String::as_str).collect();
        }
        let near = suggest(&name.text, candidates.iter().copied()).map(str::to_owned);
        let from = near.as_ref().and_then(|near| {
            let declaration = self.found.get(self.found.anywhere(space, near)?)?;
            (declaration.file != scope.file)
                .then(|| self.files.get(declaration.file).map_or("", |file| stem(&file.path)).to_owned())
        });
        let (zh, en) = match space {
            Space::Value => ("没有叫`", "there is nothing called"),
            Space::Choices => ("没有选项组`", "there is no group of choices"),
            Space::Document => ("没有文件`", "there is no document"),
            Space::Paper => ("没有材料`", "there is no material"),
            Space::Region => ("没有地区`", "there is no region"),
            Space::Department => ("没有部门`", "there is no department"),
            Space::Benefit => ("没有待遇`", "there is no benefit"),
            Space::Hint => ("没有提示`", "there is no hint"),
            Space::Organ => ("没有机关`", "there is no organ"),
            Space::Empowerment => ("没有赋权`", "there is no empowerment"),
            Space::DeferralRule => ("没有容缺办法`", "there is no deferral rule"),
            Space::PromiseRule => ("没有告知承诺办法`", "there is no promise rule"),
            Space::Stack => ("没有叠加`", "there is no stack"),
        };
        let tail = if space == Space::Value { "`的事实、定义或条件" } else { "`" };
        let problem = self.report.error(
            Code::NameUnknown,
            name.span,
            format!("{zh}{}{tail}", name.text),
            format!("{en} `{}`", name.text),
        );
        match (near, from) {
            (Some(near), Some(from)) => problem.help(
                format!("是不是 `{near}`？它在 `{from}` 里"),
                format!("did you mean `{near}`? it is declared in `{from}`"),
            ),
            (Some(near), None) => {
                problem.help(format!("是不是 `{near}`？"), format!("did you mean `{near}`?")).fix(name.span, near)
            }
            (None, _) => {
                problem.help("先声明它，或检查名字是否写对", "declare it first, or check how the name is written")
            }
        };
    }

    /// `甲且乙` is one name; says so if its parts are known names.
    fn unspaced(&mut self, name: &Name) -> bool {
        for operator in
            ["且", "或", "不属于", "属于", "不包含", "包含", "至", "以上", "以下", "超过", "不满", "以内", "以外"]
        {
            let Some((before, after)) = name.text.split_once(operator) else { continue };
            let known = |part: &str| {
                !part.is_empty()
                    && (self.found.anywhere(Space::Value, part).is_some() || self.regions.contains_key(part))
            };
            let word = matches!(operator, "以上" | "以下" | "超过" | "不满" | "以内" | "以外");
            if word && known(before) {
                self.word_comparison(name.span, operator);
                return true;
            }
            let negation = after.strip_prefix('非').filter(|_| !known(after));
            let (negated, right) = (negation.is_some(), negation.unwrap_or(after));
            // 且 and 或 rarely stand within a name: one side that is known is enough, the other is then said to be unknown.
            let joins = matches!(operator, "且" | "或");
            let meant = if joins { known(before) || known(right) } else { known(before) && known(right) };
            if meant && !before.is_empty() && !right.is_empty() {
                let spaced = if negated {
                    format!("{before} {operator} 非 {right}")
                } else {
                    format!("{before} {operator} {after}")
                };
                self.report
                    .error(
                        Code::NameUnspaced,
                        name.span,
                        format!("词与词之间要空一格，`{}` 被当作一个名字", name.text),
                        format!("words need gaps: `{}` is read as one name", name.text),
                    )
                    .help(format!("写成：{spaced}"), format!("write: {spaced}"))
                    .fix(name.span, spaced);
                return true;
            }
        }
        if let Some(rest) = name.text.strip_prefix('非')
            && self.found.anywhere(Space::Value, rest).is_some()
        {
            let spaced = format!("非 {rest}");
            self.report
                .error(
                    Code::NameUnspaced,
                    name.span,
                    format!("词与词之间要空一格，`{}` 被当作一个名字", name.text),
                    format!("words need gaps: `{}` is read as one name", name.text),
                )
                .help(format!("写成：{spaced}"), format!("write: {spaced}"))
                .fix(name.span, spaced);
            return true;
        }
        false
    }

    /// 以上 and its kin do not say by themselves whether the number counts.
    pub(super) fn word_comparison(&mut self, span: Span, word: &str) {
        let signs = match word {
            "以上" | "不低于" | "不少于" => "`>=` 或 `>`",
            "以下" | "以内" | "不超过" => "`<=` 或 `<`",
            "超过" | "以外" | "高于" | "多于" => "`>` 或 `>=`",
            _ => "`<` 或 `<=`",
        };
        let signs_en = signs.replace("或", "or");
        self.report
            .error(
                Code::ComparisonWord,
                span,
                format!("比较要用符号写，`{word}` 说不清含不含本数"),
                format!("comparisons are written by signs: `{word}` does not say whether the number itself counts"),
            )
            .help(
                format!("含本数与否请选一个：{signs}"),
                format!("choose whether the number itself counts: {signs_en}"),
            );
    }

    /// What is glued to a number, or stands after 单位.
    pub(super) fn unit(&mut self, text: &str, span: Span) -> Option<units::Glued> {
        if let Some(glued) = units::read(text, &self.found.units) {
            return Some(glued);
        }
        for operator in ["且", "或", "则", "否则", "至", "以上", "以下", "以内", "以外", "超过", "不满"]
        {
            if let Some((unit, _)) = text.split_once(operator)
                && units::read(unit, &self.found.units).is_some()
            {
                if matches!(operator, "以上" | "以下" | "以内" | "以外" | "超过" | "不满") {
                    self.word_comparison(span, operator);
                } else {
                    self.report
                        .error(
                            Code::NameUnspaced,
                            span,
                            format!("`{operator}` 前后要空一格，不然 `{text}` 整个被当作单位"),
                            format!("words need gaps: all of `{text}` is read as the unit"),
                        )
                        .help(
                            format!("在 `{operator}` 前后各空一格"),
                            format!("put a blank before and after `{operator}`"),
                        );
                }
                return None;
            }
        }
        let near = suggest(text, self.found.units.iter().map(String::as_str)).map(str::to_owned);
        let problem = self.report.error(
            Code::UnitUnknown,
            span,
            format!("没有单位 `{text}`"),
            format!("there is no unit `{text}`"),
        );
        match near {
            Some(near) => problem.help(format!("是不是 `{near}`？"), format!("did you mean `{near}`?")),
            None => {
                problem.help("计数单位要先在事实里用 `单位` 声明", "a unit to count in is declared by the fact: unit …")
            }
        };
        None
    }
}
