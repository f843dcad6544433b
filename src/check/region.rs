//! Places, documents, papers: what stands at the top and depends on nothing.

use super::checker::{Checker, Scope};
use super::declaration::{Declaration, DeclarationId, What};
use super::period::{self, Stretch};
use super::read::{
    Name, all_words, bare, first_words, has, label, one, phrase_of, plain_word, show, texts, value, value_of, words_of,
};
use super::types::Type;
use crate::diagnostic::Code;
use crate::program::{
    Bounds, Coding, Document, DocumentId, Fact, FactId, Kind, Label, Paper, PaperId, Region, RegionId, RegionRank,
    RegionTies,
};
use crate::schema::Item;
use crate::span::Span;
use crate::syntax::tree::ExpressionKind;
use crate::value::Date;
use std::collections::{BTreeMap, BTreeSet};

/// What stands behind a paper's name in that of its date.
const ISSUED_ON: &str = "·出具日";

/// The root of the tree.
pub(super) const COUNTRY: &str = "全国";

impl Checker<'_> {
    /// The tree of places; the whole country is its root.
    pub(super) fn build_regions(&mut self) {
        self.program.regions.push(Region {
            name: COUNTRY.to_owned(),
            title: None,
            code: None,
            coding: None,
            rank: RegionRank::Country,
            parent: None,
            ties: RegionTies::default(),
            doubts: Vec::new(),
        });
        self.regions.insert(COUNTRY.to_owned(), RegionId(0));
        let declared = self.found.of(What::Region);
        let mut codes: BTreeMap<String, Vec<(Stretch, Span)>> = BTreeMap::new();
        let mut order = Vec::new();
        for id in declared {
            let Some(declaration) = self.found.get(id).cloned() else { continue };
            if self.regions.contains_key(&declaration.name) {
                // Doubled names have been reported; the root may not be declared again.
                if declaration.name == COUNTRY {
                    self.report.error(
                        Code::NameDoubled,
                        declaration.span,
                        "`全国` 不用声明",
                        "`全国` is there without being declared",
                    );
                }
                continue;
            }
            let body = &declaration.item.body;
            let code = value_of(body, "code").map(show);
            let existed = self.existed(body);
            if let Some(code) = &code {
                let same = codes.entry(code.clone()).or_default();
                if let Some((_, other)) = same.iter().find(|(other, _)| other.meets(&existed)) {
                    self.report
                        .error(
                            Code::RegionCode,
                            declaration.span,
                            format!("代码 {code} 已被另一个地区使用"),
                            format!("code {code} is used by another place"),
                        )
                        .label(*other, "在这里", "here");
                }
                same.push((existed, declaration.span));
            }
            let rank = self.rank_of(body, &declaration);
            let region = RegionId(u32::try_from(self.program.regions.len()).unwrap_or(u32::MAX));
            self.program.regions.push(Region {
                name: declaration.name.clone(),
                title: label(body, "title"),
                code,
                coding: value_of(body, "coding").and_then(plain_word).and_then(|word| match word {
                    "国标" | "national" => Some(Coding::National),
                    "统计" | "statistics" => Some(Coding::Statistics),
                    "自编" | "own" => Some(Coding::Own),
                    _ => None,
                }),
                rank,
                parent: Some(RegionId(0)),
                ties: RegionTies { from: existed.from, to: existed.to, ..RegionTies::default() },
                doubts: texts(body, "doubt"),
            });
            self.regions.insert(declaration.name.clone(), region);
            order.push((id, region));
        }
        for (id, region) in order {
            let Some(declaration) = self.found.get(id).cloned() else { continue };
            let parent = value_of(&declaration.item.body, "parent");
            let parent =
                match parent.and_then(|expression| bare(expression).map(|name| (name.to_owned(), expression.span))) {
                    Some((name, span)) => self.region(&Name { text: name, span }),
                    None => {
                        self.report
                            .error(
                                Code::AttributeValue,
                                declaration.span,
                                format!("地区 `{}` 没有写上级", declaration.name),
                                format!("place `{}` does not say what it belongs to", declaration.name),
                            )
                            .help("写：上级 …，省的上级是全国", "write `parent …`; a province belongs to 全国");
                        None
                    }
                };
            let ties = self.ties(&declaration);
            if let Some(entry) = self.program.regions.get_mut(region.index()) {
                entry.parent = parent.or(Some(RegionId(0)));
                entry.ties = RegionTies { from: entry.ties.from, to: entry.ties.to, ..ties };
            }
        }
        self.region_circles();
        self.region_parts();
    }

    /// 有效 of a place.
    fn existed(&mut self, body: &[Item]) -> Stretch {
        let Some(item) = one(body, "effective") else { return Stretch::default() };
        let Some(first) = value(item) else { return Stretch::default() };
        let rest = item.values.get(1..).unwrap_or_default();
        let Some(stretch) = period::stretch(first, rest, has(&item.body, "onwards")) else {
            self.report.error(Code::PeriodUnreadable, first.span, "时段写得不对", "this is no period").help(
                "写成：1994-04-01 至 2021-04-08、2021-04-09 起",
                "write `1994-04-01 至 2021-04-08` or `2021-04-09 起`",
            );
            return Stretch::default();
        };
        self.more_than_a_day(first, &stretch);
        self.stretch_in_order(&stretch, period::place(first, rest));
        stretch
    }

    /// What ties a place to others: 位于, 同域, 并入, 分为.
    fn ties(&mut self, declaration: &Declaration<'_>) -> RegionTies {
        let body = &declaration.item.body;
        let named = |checker: &mut Self, en: &'static str| -> Vec<RegionId> {
            let values = one(body, en).map(|item| item.values.clone()).unwrap_or_default();
            let names = values.iter().filter_map(|value| {
                let text = bare(&value.expression)?.to_owned();
                Some(Name { text, span: value.expression.span })
            });
            names.collect::<Vec<_>>().iter().filter_map(|name| checker.region(name)).collect()
        };
        let ties = RegionTies {
            from: None,
            to: None,
            lies_in: named(self, "lies_in").first().copied(),
            same_area: named(self, "same_area").first().copied(),
            merged_into: named(self, "merged_into").first().copied(),
            split_into: named(self, "split_into"),
        };
        let ends = one(body, "effective").is_some() && self.existed_until(declaration).is_some();
        if (ties.merged_into.is_some() || !ties.split_into.is_empty()) && !ends {
            let name = &declaration.name;
            self.report
                .error(
                    Code::AttributeValue,
                    declaration.span,
                    format!("地区 `{name}` 没有写到哪一天为止，不知道什么时候起并入、分开"),
                    format!(
                        "place `{name}` does not say until when it existed, so nobody knows since when it is another"
                    ),
                )
                .help("写：有效 1994-04-01 至 2021-04-08", "write `effective 1994-04-01 至 2021-04-08`");
        }
        ties
    }

    fn existed_until(&self, declaration: &Declaration<'_>) -> Option<Date> {
        let region = self.regions.get(&declaration.name)?;
        self.program.regions.get(region.index())?.ties.to
    }

    fn rank_of(&mut self, body: &[Item], declaration: &Declaration<'_>) -> RegionRank {
        let word = value_of(body, "rank").and_then(plain_word);
        match word {
            Some("省" | "province") => RegionRank::Province,
            Some("市" | "prefecture") => RegionRank::Prefecture,
            Some("区县" | "district") => RegionRank::District,
            Some("街道" | "street") => RegionRank::Street,
            Some("功能区" | "zone") => RegionRank::Zone,
            // A rank that there is none of has been reported.
            _ if has(body, "rank") => RegionRank::District,
            _ => {
                self.report
                    .error(
                        Code::AttributeValue,
                        declaration.span,
                        format!("地区 `{}` 没有写级别", declaration.name),
                        format!("place `{}` has no rank", declaration.name),
                    )
                    .help(
                        "级别是：省、市、区县、街道、功能区",
                        "ranks are province, prefecture, district, street, zone",
                    );
                RegionRank::District
            }
        }
    }

    /// What was parted lay in what all its parts lie in: else the rules around it would hold in places that they never held in.
    fn region_parts(&mut self) {
        let regions = &self.program.regions;
        let parent = |place: RegionId| regions.get(place.index()).and_then(|region| region.parent);
        let lies_in = |part: RegionId, whole: RegionId| {
            std::iter::successors(parent(part), |place| parent(*place)).take(64).any(|place| place == whole)
        };
        let mut astray = Vec::new();
        for region in regions {
            let Some(whole) = region.parent else { continue };
            for part in region.ties.split_into.iter().filter(|part| !lies_in(**part, whole)) {
                let name = |place: RegionId| regions.get(place.index()).map(|region| region.name.clone());
                astray.extend(name(*part).zip(name(whole)).map(|(part, whole)| (region.name.clone(), part, whole)));
            }
        }
        for (name, part, whole) in astray {
            let place = self.found.named(super::declaration::Space::Region, &name).first().copied();
            let span = place.and_then(|id| self.found.get(id)).map(|declaration| declaration.span).unwrap_or_default();
            self.report
                .error(
                    Code::AttributeValue,
                    span,
                    format!("`{name}` 分出的 `{part}` 不在它的上级 `{whole}` 里"),
                    format!("`{part}`, a part of `{name}`, does not lie in `{whole}`, in which `{name}` lay"),
                )
                .help("上级写分出的各地都在里面的地方", "let it belong to the place in which all its parts lie");
        }
    }

    fn region_circles(&mut self) {
        for start in 1..self.program.regions.len() {
            let mut at = start;
            let mut steps = 0_usize;
            while let Some(parent) = self.program.regions.get(at).and_then(|region| region.parent) {
                at = parent.index();
                steps = steps.saturating_add(1);
                // No chain of places is deeper than this; a longer one runs in a circle.
                if steps > 64 {
                    let name = self.program.regions.get(start).map(|region| region.name.clone()).unwrap_or_default();
                    let span = self
                        .found
                        .named(super::declaration::Space::Region, &name)
                        .first()
                        .and_then(|id| self.found.get(*id))
                        .map(|declaration| declaration.span)
                        .unwrap_or_default();
                    self.report.error(
                        Code::RegionCycle,
                        span,
                        format!("地区 `{name}` 的上级绕了一圈又回到它自己"),
                        format!("place `{name}` belongs to itself in a circle"),
                    );
                    if let Some(region) = self.program.regions.get_mut(start) {
                        region.parent = Some(RegionId(0));
                    }
                    break;
                }
            }
        }
    }

    /// Documents that rules cite.
    pub(super) fn build_documents(&mut self) {
        for id in self.found.of(What::Document) {
            let Some(declaration) = self.found.get(id).cloned() else { continue };
            let body = &declaration.item.body;
            let document = DocumentId(u32::try_from(self.program.documents.len()).unwrap_or(u32::MAX));
            let published = self.date_of(body, "published");
            let in_force = self.date_of(body, "in_force");
            self.program.documents.push(Document {
                name: declaration.name,
                title: label(body, "title"),
                number: words_of(body, "number"),
                published,
                in_force,
                doubts: texts(body, "doubt"),
            });
            self.documents.insert(id, document);
        }
    }

    /// The day after a keyword.
    pub(super) fn date_of(&mut self, body: &[Item], en: &'static str) -> Option<Date> {
        let expression = value_of(body, en)?;
        match &expression.kind {
            ExpressionKind::Date(date) => Some(*date),
            _ => {
                self.report
                    .error(Code::AttributeValue, expression.span, "这里应是一个日期", "this should be a date")
                    .help("如 2026-01-01", "as in `2026-01-01`");
                None
            }
        }
    }

    /// Papers. The same name in files that see each other is the same paper, unless what they say of it differs.
    pub(super) fn build_papers(&mut self) {
        for id in self.found.of(What::Paper) {
            let Some(declaration) = self.found.get(id).cloned() else { continue };
            let body = &declaration.item.body;
            let scope: Scope = self.scope_of(id);
            let granted_by = words_of(body, "granted_by").map(|name| self.department_title(&name, &scope));
            let declared = Paper {
                name: declaration.name.clone(),
                title: label(body, "title"),
                kind: all_words(body, "kind"),
                forms: all_words(body, "form"),
                issued_by: phrase_of(body, "issued_by"),
                granted_by,
                shared: if has(body, "shared") { phrase_of(body, "shared") } else { None },
                fresh_for: self.duration_of(body, "fresh_for"),
                issued_on: None,
                notes: self.notes(body, &scope),
            };
            let alike = self.papers_named_alike(id);
            let known = alike.iter().find(|paper| {
                self.program.papers.get(paper.index()).is_some_and(|paper| says_nothing_else(&declared, paper))
            });
            if let Some(known) = known {
                self.papers.insert(id, *known);
                continue;
            }
            let paper = PaperId(u32::try_from(self.program.papers.len()).unwrap_or(u32::MAX));
            // Facts have one namespace: papers of one name are asked for their day once.
            let issued_on = declared.fresh_for.is_some().then(|| {
                let known = self.issue_date_named(&format!("{}{ISSUED_ON}", declaration.name));
                known.unwrap_or_else(|| self.issue_date(&declaration))
            });
            self.program.papers.push(Paper { issued_on, ..declared });
            self.spans.papers.push(declaration.span);
            self.papers.insert(id, paper);
        }
    }

    /// The papers of the same name in files that see the one of a declaration, or that it sees.
    pub(super) fn papers_named_alike(&self, id: DeclarationId) -> BTreeSet<PaperId> {
        let Some(own) = self.found.get(id) else { return BTreeSet::new() };
        let sees =
            |from: usize, to: usize| from == to || self.found.uses.get(from).is_some_and(|uses| uses.contains(&to));
        let alike = self.papers.iter().filter(|(other, _)| {
            let other = self.found.get(**other).filter(|other| other.name == own.name);
            other.is_some_and(|other| sees(own.file, other.file) || sees(other.file, own.file))
        });
        alike.map(|(_, paper)| *paper).collect()
    }

    /// The fact that tells when a paper was issued: `检测报告·出具日`. Nobody is asked for it; a facts file may give it.
    fn issue_date(&mut self, paper: &Declaration<'_>) -> FactId {
        let fact = FactId(u32::try_from(self.program.facts.len()).unwrap_or(u32::MAX));
        let title = label(&paper.item.body, "title").unwrap_or_else(|| Label { zh: paper.name.clone(), en: None });
        let en = title.en.as_ref().map(|en| format!("Day on which it was issued: {en}"));
        self.program.facts.push(Fact {
            name: format!("{}{ISSUED_ON}", paper.name),
            group: None,
            kind: Kind::Date,
            unit: None,
            whole: false,
            options: 0,
            bounds: Bounds::default(),
            yearly: false,
            anchor: None,
            period: None,
            given: false,
            asked_if: None,
            good_for: None,
            ask: None,
            title: Some(Label { zh: format!("{}出具日", title.zh), en }),
            help: None,
            counted_as: None,
            shared: None,
            doubts: Vec::new(),
            columns: Vec::new(),
            max_records: 0,
            key: None,
        });
        self.spans.facts.push(paper.span);
        self.fact_types.push(Type::Date);
        self.column_types.push(Vec::new());
        // It is read by every need of the paper.
        self.facts_read.push(true);
        fact
    }

    /// The fact of a paper's date.
    pub(super) fn issue_date_named(&self, name: &str) -> Option<FactId> {
        let name = name.strip_suffix(ISSUED_ON)?;
        self.program.papers.iter().filter(|paper| paper.name == name).find_map(|paper| paper.issued_on)
    }

    /// What people read for the name of a department; other words stay as they are.
    pub(super) fn department_title(&self, name: &str, scope: &Scope) -> String {
        self.nearest(super::declaration::Space::Department, name, scope)
            .first()
            .and_then(|id| self.found.get(*id))
            .and_then(|declaration| one(&declaration.item.body, "title"))
            .and_then(first_words)
            .unwrap_or_else(|| name.to_owned())
    }
}

/// Whether a declaration says nothing of a paper that is not known of it.
fn says_nothing_else(declared: &Paper, known: &Paper) -> bool {
    fn adds_none<T: PartialEq>(declared: &Option<T>, known: &Option<T>) -> bool {
        declared.is_none() || declared == known
    }
    adds_none(&declared.title, &known.title)
        && (declared.kind.is_empty() || declared.kind == known.kind)
        && adds_none(&declared.issued_by, &known.issued_by)
        && adds_none(&declared.granted_by, &known.granted_by)
        && adds_none(&declared.shared, &known.shared)
        && adds_none(&declared.fresh_for, &known.fresh_for)
}
