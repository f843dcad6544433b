//! Departments, organs, and the documents that hand powers on.

use super::checker::{Checker, Scope};
use super::declaration::{DeclarationId, Space, What};
use super::item::effective_of;
use super::period::Stretch;
use super::read::{Name, all_words, bare, label, one, value_of, word, words_of};
use crate::diagnostic::Code;
use crate::program::{
    Department, DepartmentId, Effective, Empowerment, Grant, NodeId, Organ, OrganId, PolicyId, RegionId,
};
use crate::schema::Item;
use crate::span::Span;

impl Checker<'_> {
    /// 部门 and 机关.
    pub(super) fn build_organs(&mut self) {
        for id in self.found.of(What::Department) {
            let Some(declaration) = self.found.get(id).cloned() else { continue };
            let department = DepartmentId(u32::try_from(self.program.departments.len()).unwrap_or(u32::MAX));
            let body = &declaration.item.body;
            self.program.departments.push(Department {
                name: declaration.name,
                title: label(body, "title"),
                nature: all_words(body, "nature"),
            });
            self.departments.insert(id, department);
        }
        for id in self.found.of(What::Organ) {
            let Some(declaration) = self.found.get(id).cloned() else { continue };
            let scope = self.scope_of(id);
            let body = &declaration.item.body;
            let departments = self.departments_named(body, &scope);
            let region = match one(body, "region") {
                Some(item) => self.region_named(item),
                None => {
                    self.report
                        .error(
                            Code::AttributeValue,
                            declaration.span,
                            format!("机关 `{}` 没有写在哪个地方", declaration.name),
                            format!("organ `{}` does not say in which place", declaration.name),
                        )
                        .help("写：地区 …", "write `region …`");
                    None
                }
            };
            let organ = OrganId(u32::try_from(self.program.organs.len()).unwrap_or(u32::MAX));
            let notes = self.notes_within(body, &scope);
            self.program.organs.push(Organ {
                name: declaration.name,
                departments,
                region: region.unwrap_or(RegionId(0)),
                nature: all_words(body, "nature"),
                phone: words_of(body, "phone"),
                notes,
            });
            self.organs.insert(id, organ);
        }
    }

    /// 赋权. What is handed on may hang on facts.
    pub(super) fn build_empowerments(&mut self) {
        let mut places: Vec<Vec<Span>> = Vec::new();
        for id in self.found.of(What::Empowerment) {
            if let Some((empowerment, spans)) = self.empowerment(id) {
                self.program.empowerments.push(empowerment);
                places.push(spans);
            }
        }
        self.power_clashes(&places);
    }

    fn empowerment(&mut self, id: DeclarationId) -> Option<(Empowerment, Vec<Span>)> {
        let declaration = self.found.get(id).cloned()?;
        let scope = self.scope_of(id);
        let body = &declaration.item.body;
        let notes = self.notes_within(body, &scope);
        let effective = effective_of(self, body, &scope, &notes);
        let to = self.organ_of(body, "towards", &scope, declaration.span);
        let from = self.holder(body, &scope, declaration.span);
        let mut grants = Vec::new();
        let mut spans = Vec::new();
        for item in body.iter().filter(|item| matches!(word(item), "devolve" | "entrust")) {
            let Some((name, span)) = item
                .values
                .first()
                .and_then(|value| bare(&value.expression).map(|name| (name.to_owned(), value.expression.span)))
            else {
                continue;
            };
            if !self.is_item(&name, span, &scope) {
                continue;
            }
            let in_name_of = match (word(item), item.values.get(1)) {
                ("entrust", Some(value)) => {
                    let name = bare(&value.expression)?.to_owned();
                    Some(self.organ(&Name { text: name, span: value.expression.span }, &scope)?)
                }
                _ => None,
            };
            let when = self.when(&item.body, &scope);
            if when.is_none() && super::read::has(&item.body, "when") {
                continue;
            }
            grants.push(Grant { item: name, in_name_of, when, notes: self.notes(&item.body, &scope) });
            spans.push(span);
        }
        if !body.iter().any(|item| matches!(word(item), "devolve" | "entrust")) {
            self.report
                .error(
                    Code::Empty,
                    declaration.span,
                    format!("赋权 `{}` 没有写交哪些事项", declaration.name),
                    format!("`empower {}` hands on no item", declaration.name),
                )
                .help(
                    "写：下放 事项，或：委托 事项 以 机关",
                    "write `devolve item` or `entrust item in_name_of organ`",
                );
        }
        Some((Empowerment { name: declaration.name, from: from?, to: to?, effective, grants, notes }, spans))
    }

    fn is_item(&mut self, name: &str, span: Span, scope: &Scope) -> bool {
        let found = self.find(Space::Value, name, span, scope).and_then(|id| self.found.get(id));
        match found.map(|declaration| (declaration.what, word(declaration.item))) {
            Some((What::Policy, "item")) => true,
            Some(_) => {
                self.report
                    .error(Code::NotAnItem, span, format!("`{name}` 不是事项"), format!("`{name}` is no service item"))
                    .help("权力按事项交：下放 某事项", "powers are handed on item by item: `devolve item`");
                false
            }
            None => {
                self.unknown_name(&Name { text: name.to_owned(), span }, Space::Value, scope);
                false
            }
        }
    }

    /// The organ of a name.
    pub(super) fn organ(&mut self, name: &Name, scope: &Scope) -> Option<OrganId> {
        match self.find(Space::Organ, &name.text, name.span, scope) {
            Some(id) => self.organs.get(&id).copied(),
            None => {
                self.unknown_name(name, Space::Organ, scope);
                None
            }
        }
    }

    fn organ_of(&mut self, body: &[Item], en: &'static str, scope: &Scope, span: Span) -> Option<OrganId> {
        let Some(expression) = value_of(body, en) else {
            self.report
                .error(Code::AttributeValue, span, "没有写交给哪个机关", "it is not said which organ gets the power")
                .help("写：到 机关", "write `towards organ`");
            return None;
        };
        let name = bare(expression)?.to_owned();
        self.organ(&Name { text: name, span: expression.span }, scope)
    }

    /// 从: a place, or the place of an organ.
    fn holder(&mut self, body: &[Item], scope: &Scope, span: Span) -> Option<RegionId> {
        let Some(expression) = value_of(body, "from") else {
            self.report
                .error(Code::AttributeValue, span, "没有写是谁的权力", "it is not said whose power it is")
                .help("写：从 地方", "write `from place`");
            return None;
        };
        let name = Name { text: bare(expression)?.to_owned(), span: expression.span };
        if self.regions.contains_key(&name.text) || self.nearest(Space::Organ, &name.text, scope).is_empty() {
            return self.region(&name);
        }
        let organ = self.organ(&name, scope)?;
        self.program.organs.get(organ.index()).map(|organ| organ.region)
    }

    /// Two documents that hand one power of one place to two organs of one place on one day.
    fn power_clashes(&mut self, places: &[Vec<Span>]) {
        let empowerments = self.program.empowerments.clone();
        for (at, (later, spans)) in empowerments.iter().zip(places).enumerate() {
            for (earlier, earlier_spans) in empowerments.iter().zip(places).take(at) {
                let place = |organ: OrganId| self.program.organs.get(organ.index()).map(|organ| organ.region);
                if earlier.to == later.to || earlier.from != later.from || place(earlier.to) != place(later.to) {
                    continue;
                }
                let Some(day) = common_day(&earlier.effective, &later.effective) else { continue };
                for (grant, span) in later.grants.iter().zip(spans) {
                    for (other, other_span) in earlier.grants.iter().zip(earlier_spans) {
                        if grant.item == other.item && self.may_hold_together(grant.when, other.when) {
                            self.power_clash(grant, *span, *other_span, later, day.as_deref());
                        }
                    }
                }
            }
        }
    }

    fn power_clash(&mut self, grant: &Grant, span: Span, other: Span, empowerment: &Empowerment, day: Option<&str>) {
        let region = self.program.organs.get(empowerment.to.index()).map_or(RegionId(0), |organ| organ.region);
        let place = self.program.regions.get(region.index()).map(|region| region.name.clone()).unwrap_or_default();
        let day_zh = day.map_or_else(|| "任何一天".to_owned(), |day| format!("{day} 这一天"));
        let day_en = day.map_or_else(|| "on any day".to_owned(), |day| format!("on {day}"));
        self.report
            .error(
                Code::PowerClash,
                span,
                format!("事项 `{}` 在 {place}、{day_zh}，交给了两个机关", grant.item),
                format!("item `{}` is handed to two organs of {place} {day_en}", grant.item),
            )
            .label(other, "另一处在这里", "the other one is here")
            .help("改正有效的日期，或用 当 把两者分开", "mend the days, or part them by `when`");
    }

    /// Whether two premises may hold together, as far as it can be told: not if one is the other's contrary.
    fn may_hold_together(&self, one: Option<NodeId>, other: Option<NodeId>) -> bool {
        match (one, other) {
            (Some(one), Some(other)) => self.premises_meet(one, other),
            _ => true,
        }
    }
}

/// The first day that both hold on; the outer none: there is no such day; the inner: any day.
fn common_day(one: &[Effective], other: &[Effective]) -> Option<Option<String>> {
    let stretches = |lines: &[Effective]| -> Vec<Stretch> {
        if lines.is_empty() {
            return vec![Stretch::default()];
        }
        lines.iter().map(|line| Stretch { from: line.from, to: line.to, unspecified: line.unspecified }).collect()
    };
    for a in stretches(one) {
        for b in stretches(other) {
            if a.meets(&b) {
                return Some(a.from.max(b.from).or(a.to).or(b.to).map(|day| day.to_string()));
            }
        }
    }
    None
}

/// Policies of a name that are items.
impl Checker<'_> {
    /// The item of a name, as the program knows it.
    pub(super) fn item_named(&mut self, name: &str, span: Span, scope: &Scope) -> Option<PolicyId> {
        if !self.is_item(name, span, scope) {
            return None;
        }
        let id = self.nearest(Space::Value, name, scope).first().copied()?;
        self.policies.get(&id).copied()
    }
}
