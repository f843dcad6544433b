//! Sentences of the law against the rules that carry them: their figures, and which side of each is meant.
//!
//! A warning here must be worth reading. So a figure counts as missing only where the rule has others of its unit, and a
//! sign as wrong only where the word of limit stands right beside the figure.

mod figures;
mod rule;
#[cfg(test)]
mod tests;

use crate::check::checker::{Checker, Scope};
use crate::check::declaration::{DeclarationId, Space, What};
use crate::check::notes::CARRIERS;
use crate::check::read::{all, plain_word, text, word};
use crate::diagnostic::Code;
use crate::program::Kind;
use crate::schema::Item;
use crate::span::Span;
use crate::syntax::tree::Expression;
use crate::value::DurationUnit;
use figures::{Bound, Figure, Quoted, Unit};
use rule::{Role, Said, Stated};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Figures that are looked at in all, so that no input takes long. The rules here take some hundred thousand; what lies
/// beyond is not compared.
const MAX_STEPS: usize = 10_000_000;
/// The longest wording that a convention is looked for by, in characters.
const MAX_WORDING: usize = 64;

/// 用语: whether a wording includes its number.
struct Convention {
    words: Vec<char>,
    includes: bool,
    span: Span,
}

/// What has been read so far.
struct Reading {
    counting: BTreeSet<String>,
    said: BTreeMap<DeclarationId, Said>,
    rules: BTreeMap<(DeclarationId, Span), Rc<Rule>>,
    steps: usize,
    /// Conventions that some sentence uses.
    used: BTreeSet<Span>,
}

/// A part of a policy that carries sentences, or a whole policy.
struct Rule {
    /// The figures that stand in it.
    own: Vec<Stated>,
    /// These, and those that its names lead to.
    stated: Vec<Stated>,
    /// The figures of its sentences, with the side that each is on wherever one is quoted.
    quoted: BTreeMap<Figure, BTreeSet<Option<bool>>>,
    /// People decide a part of it.
    judged: bool,
}

/// A sentence and what stands around it.
struct Place<'a> {
    sentence: &'a Expression,
    carrier: &'a Item,
    policy: DeclarationId,
}

impl Checker<'_> {
    /// Compares every quoted sentence with the rule that carries it.
    pub(super) fn lint_wording(&mut self) {
        let mut reading = Reading {
            counting: self.found.units.clone(),
            said: BTreeMap::new(),
            rules: BTreeMap::new(),
            steps: 0,
            used: BTreeSet::new(),
        };
        for policy in self.found.of(What::Policy) {
            let Some(item) = self.found.get(policy).map(|declaration| declaration.item) else { continue };
            let mut conventions = Vec::new();
            self.sentences_of(item, None, policy, &mut conventions, &mut reading);
        }
        if reading.steps > MAX_STEPS {
            return;
        }
        let files = self.files.clone();
        for item in files.iter().flat_map(|file| &file.items) {
            self.unused_conventions(item, &reading.used);
        }
    }

    fn sentences_of<'a>(
        &mut self,
        item: &'a Item,
        carrier: Option<&'a Item>,
        policy: DeclarationId,
        conventions: &mut Vec<Convention>,
        reading: &mut Reading,
    ) {
        let before = conventions.len();
        conventions.extend(all(&item.body, "wording").filter_map(convention));
        for inner in &item.body {
            if word(inner) == "quote" {
                // What is taken over is compared where it was written.
                let here = self.found.written_in(inner.span).is_none_or(|written| written == policy);
                let sentence = inner.values.first().map(|value| &value.expression);
                if let (Some(carrier), Some(sentence), true) = (carrier, sentence, here) {
                    let length = conventions.len();
                    conventions.extend(all(&inner.body, "wording").filter_map(convention));
                    self.compare_sentence(&Place { sentence, carrier, policy }, conventions, reading);
                    conventions.truncate(length);
                }
                continue;
            }
            let carrier = if CARRIERS.contains(&word(inner)) { Some(inner) } else { carrier };
            self.sentences_of(inner, carrier, policy, conventions, reading);
        }
        conventions.truncate(before);
    }

    fn compare_sentence(&mut self, place: &Place<'_>, conventions: &[Convention], reading: &mut Reading) {
        let Some(sentence) = text(place.sentence) else { return };
        let characters = figures::characters(sentence);
        let mut quoted = figures::read(&characters, &reading.counting);
        if quoted.is_empty() {
            return;
        }
        let rule = self.rule_of(place.carrier, place.policy, conventions, reading);
        let each = rule.stated.len().saturating_add(conventions.len()).saturating_add(characters.len());
        reading.steps = reading.steps.saturating_add(each.saturating_mul(quoted.len()));
        if reading.steps > MAX_STEPS {
            return;
        }
        for one in &mut quoted {
            if let Some(bound) = &mut one.bound
                && !bound.explicit
                && let Some(convention) = said_otherwise(bound, &characters, conventions)
            {
                bound.includes = convention.includes;
                reading.used.insert(convention.span);
            }
        }
        // `1000万元以上 …, 或 1000万元以下 …`: a sentence may claim the figure for both sides; then the rule decides.
        let sides: BTreeSet<(&Figure, bool)> = quoted
            .iter()
            .filter_map(|one| one.bound.map(|bound| (&one.figure, bound.above == bound.includes)))
            .collect();
        for one in &quoted {
            let both = sides.contains(&(&one.figure, true)) && sides.contains(&(&one.figure, false));
            let same: Vec<&Stated> = rule
                .stated
                .iter()
                .filter(|stated| stated.figure == one.figure || rule::same_in_whole(stated, &one.figure))
                .collect();
            if same.is_empty() {
                self.figure_missing(place, one, &rule, reading);
            } else if let Some(bound) = one.bound.filter(|_| !both) {
                self.compare_bound(place, &rule, &characters, one, bound, &same);
            }
        }
    }

    /// What an item of a policy says, read once.
    fn rule_of(
        &mut self,
        item: &Item,
        policy: DeclarationId,
        conventions: &[Convention],
        reading: &mut Reading,
    ) -> Rc<Rule> {
        if let Some(known) = reading.rules.get(&(policy, item.span)) {
            return Rc::clone(known);
        }
        let own = rule::read(item, &reading.counting);
        reading.steps = reading.steps.saturating_add(own.figures.len()).saturating_add(own.names.len());
        let stated = self.reach(&own, &self.scope_of(policy), reading);
        let mut quoted = BTreeMap::new();
        quoted_in(item, conventions, reading, &mut quoted);
        let rule = Rc::new(Rule { own: own.figures, stated, quoted, judged: has_judged(item) });
        reading.rules.insert((policy, item.span), Rc::clone(&rule));
        rule
    }

    /// Everything that a rule says, through the names in it.
    fn reach(&mut self, own: &Said, scope: &Scope, reading: &mut Reading) -> Vec<Stated> {
        let mut stated = own.figures.clone();
        let mut seen: BTreeSet<(DeclarationId, Role)> = BTreeSet::new();
        let mut open: Vec<(DeclarationId, Role)> = Vec::new();
        self.follow(own, scope, Role::Value { turned: false }, &mut open);
        while let Some((id, role)) = open.pop() {
            if !seen.insert((id, role)) {
                continue;
            }
            let Some(declaration) = self.found.get(id).cloned() else { continue };
            if !reading.said.contains_key(&id) {
                let mut said = rule::read(declaration.item, &reading.counting);
                if declaration.what == What::Fact {
                    // What a fact is asked for under says nothing of the rule that reads it.
                    said.names.clear();
                }
                reading.said.insert(id, said);
            }
            let Some(said) = reading.said.get(&id) else { continue };
            reading.steps = reading.steps.saturating_add(1 + said.figures.len() + said.names.len());
            if reading.steps > MAX_STEPS {
                break;
            }
            stated.extend(said.figures.iter().map(|one| Stated { role: role.of(one.role), ..one.clone() }));
            self.follow(said, &self.scope_of(id), role, &mut open);
        }
        stated
    }

    fn follow(&self, said: &Said, scope: &Scope, role: Role, open: &mut Vec<(DeclarationId, Role)>) {
        for (name, span, inner) in &said.names {
            let scope = self.scope_at(scope, *span);
            let mut hits = self.nearest(Space::Value, name, &scope);
            if hits.is_empty()
                && let Some((policy, inner)) = name.split_once('·')
            {
                let policies = match policy {
                    "标准" | "standard" => scope.policy.and_then(|policy| self.base_of(policy)).into_iter().collect(),
                    _ => self.nearest(Space::Value, policy, &scope),
                };
                hits = policies
                    .into_iter()
                    .flat_map(|policy| self.found.inside(policy, Space::Value, inner).to_vec())
                    .collect();
            }
            open.extend(hits.into_iter().map(|id| (id, role.of(*inner))));
        }
    }

    fn figure_missing(&mut self, place: &Place<'_>, one: &Quoted, rule: &Rule, reading: &mut Reading) {
        let alike = |stated: &&Stated| stated.figure.unit == one.figure.unit;
        let others: BTreeSet<&Figure> = rule.stated.iter().filter(alike).map(|stated| &stated.figure).collect();
        if others.is_empty() {
            return;
        }
        // The rule has a figure of its own that no sentence in it names: most likely the one that is wrong.
        let stray = rule.own.iter().filter(alike).find(|stated| {
            !rule.quoted.keys().any(|quoted| *quoted == stated.figure || rule::same_in_whole(stated, quoted))
        });
        if stray.is_none() && (rule.judged || self.stands_elsewhere(place.policy, &one.figure, reading)) {
            return;
        }
        let figure = self.shown(&one.figure);
        let has: Vec<String> = others.iter().take(4).map(|figure| self.shown(figure)).collect();
        let span = self.within(place.sentence, one.start, one.end);
        let label = stray.map(|stray| stray.span);
        let problem = self.report.warning(
            Code::FigureQuoted,
            span,
            format!("原文写的是 {figure}，这条规则里没有这个数；规则里有 {}", has.join("、")),
            format!("the sentence says {figure}, which the rule does not have; it has {}", has.join(", ")),
        );
        let problem = match label {
            Some(span) => problem.label(span, "规则写的数", "the figure of the rule"),
            None => problem,
        };
        problem.help(
            "对照文件核对这个数；这句话说的不是这条规则，就把原文移到它所说的规则里，或直接写在政策里",
            "check the figure against the document; a sentence about something else belongs to the rule that it is about, or to the policy itself",
        );
    }

    /// True if a figure stands somewhere in the policy.
    fn stands_elsewhere(&mut self, policy: DeclarationId, figure: &Figure, reading: &mut Reading) -> bool {
        let Some(item) = self.found.get(policy).map(|declaration| declaration.item) else { return false };
        let all = self.rule_of(item, policy, &[], reading);
        reading.steps = reading.steps.saturating_add(all.stated.len());
        // Where it is no longer looked, it may stand.
        reading.steps > MAX_STEPS
            || all.stated.iter().any(|stated| stated.figure == *figure || rule::same_in_whole(stated, figure))
    }

    fn compare_bound(
        &mut self,
        place: &Place<'_>,
        rule: &Rule,
        characters: &[char],
        one: &Quoted,
        bound: Bound,
        same: &[&Stated],
    ) {
        let cuts_below = bound.above == bound.includes;
        // With no word of denial in the sentence, a condition demands what the sentence says.
        let plain = word(place.carrier) == "require" && !denies(characters, &bound);
        let wrong = |stated: &Stated| {
            let Role::Compared(sign) = stated.role else { return None };
            // More than 70 points cuts below 71.
            let beside = stated.figure != one.figure;
            let other_side = plain && sign.must_hold && sign.above != bound.above;
            (other_side || (sign.cuts_below() != beside) != cuts_below).then_some(sign)
        };
        let against = if same.iter().all(|stated| wrong(stated).is_some()) {
            same.first().copied()
        } else {
            // One that fits excuses others elsewhere, and not in the rule itself where all its sentences say the same.
            let agreed = rule.quoted.get(&one.figure).is_some_and(|sides| sides.len() == 1);
            rule.own.iter().find(|stated| {
                agreed
                    && stated.figure == one.figure
                    && matches!(stated.role, Role::Compared(sign) if sign.cuts_below() != cuts_below)
            })
        };
        let Some((stated, written)) = against.and_then(|stated| Some((stated, wrong(stated)?))) else { return };
        let (start, end) = bound.phrase;
        let said: String = text(place.sentence).unwrap_or_default().chars().skip(start).take(end - start).collect();
        let figure = self.shown(&one.figure);
        let (meant, has) = (bound.comparison().sign(), written.comparison().sign());
        let ruled = self.shown(&stated.figure);
        let (counts_zh, counts_en) =
            if bound.includes { ("含本数", "included") } else { ("不含本数", "not included") };
        let opposite = (written.cuts_below() != (stated.figure != one.figure)) == cuts_below;
        let (where_zh, where_en) = if opposite {
            ("方向相反".to_owned(), "the other way round".to_owned())
        } else {
            (format!("正好{figure}时两者不同"), format!("they differ at exactly {figure}"))
        };
        let span = self.within(place.sentence, start, end);
        let problem = self
            .report
            .warning(
                Code::Wording,
                span,
                format!("原文“{said}”{counts_zh}，就是 {meant} {figure}；规则写的是 {has} {ruled}，{where_zh}"),
                format!(
                    "`{said}` with the number {counts_en} is {meant} {figure}; the rule has {has} {ruled}, {where_en}"
                ),
            )
            .label(stated.span, "规则写的", "the rule");
        if bound.explicit || opposite {
            problem.help("对照原文核对符号", "check the sign against the sentence");
        } else {
            let (zh, en) = if bound.includes { ("不含", "excludes") } else { ("含", "includes") };
            problem.help(
                format!("照原文改符号；这份文件另有讲法的，写：用语 \"{said}\" {zh} 理由 \"…\""),
                format!("mend the sign; if this document means it otherwise: wording \"{said}\" {en} reason \"…\""),
            );
        }
    }

    /// Conventions that no sentence uses.
    fn unused_conventions(&mut self, item: &Item, used: &BTreeSet<Span>) {
        if word(item) == "wording" && !used.contains(&item.span) {
            self.report
                .warning(
                    Code::WordingUnused,
                    item.span,
                    "没有一句原文用到这个用语",
                    "no quoted sentence uses this wording",
                )
                .help(
                    "用语管的是原文里数字旁边的说法，如 \"2亿元以上\"、\"以下\"；照原文改写，或删去它",
                    "a wording is about the words beside a figure in a quoted sentence; write it as the sentence does, or remove it",
                );
        }
        for inner in &item.body {
            self.unused_conventions(inner, used);
        }
    }

    fn shown(&self, figure: &Figure) -> String {
        let kind = match &figure.unit {
            Unit::Money => Kind::Money,
            Unit::Percent => Kind::Percent,
            Unit::Months => {
                let years = figure.value.div(&crate::value::Number::from(12)).filter(|years| years.is_whole());
                return years.map_or_else(|| format!("{}个月", figure.value), |years| format!("{years}年"));
            }
            Unit::Days => Kind::Duration(DurationUnit::Days),
            Unit::WorkingDays => Kind::Duration(DurationUnit::WorkingDays),
            Unit::Count(unit) => return format!("{}{unit}", figure.value),
        };
        self.figure_words(&figure.value, &kind)
    }

    /// Where characters of a sentence stand in the source.
    fn within(&self, sentence: &Expression, start: usize, end: usize) -> Span {
        let whole = sentence.span;
        let Some(text) = text(sentence) else { return whole };
        let bytes = |count: usize| text.chars().take(count).map(char::len_utf8).sum::<usize>();
        let length = usize::try_from(whole.end.saturating_sub(whole.start)).unwrap_or(0);
        // `"…"` or `“…”`; anything else was changed on the way in, and then the whole sentence is shown.
        let quote = match length.checked_sub(text.len()) {
            Some(2) => 1,
            Some(6) => 3,
            _ => return whole,
        };
        let place = |count: usize| u32::try_from(quote + bytes(count)).ok().and_then(|at| whole.start.checked_add(at));
        match (place(start), place(end)) {
            (Some(start), Some(end)) => Span { start, end, ..whole },
            _ => whole,
        }
    }
}

/// The figures of all sentences in an item, paraphrases too.
fn quoted_in(
    item: &Item,
    conventions: &[Convention],
    reading: &mut Reading,
    found: &mut BTreeMap<Figure, BTreeSet<Option<bool>>>,
) {
    for inner in &item.body {
        if !matches!(word(inner), "quote" | "gist") {
            quoted_in(inner, conventions, reading, found);
            continue;
        }
        let sentence = inner.values.first().and_then(|value| text(&value.expression)).unwrap_or_default();
        let characters = figures::characters(sentence);
        // Of a sentence with a convention of its own, and of a paraphrase, the side is not taken.
        let says = word(inner) == "quote" && inner.body.iter().all(|item| word(item) != "wording");
        for one in figures::read(&characters, &reading.counting) {
            reading.steps = reading.steps.saturating_add(conventions.len());
            if reading.steps > MAX_STEPS {
                return;
            }
            let side = one.bound.filter(|_| says).map(|bound| {
                let convention = said_otherwise(&bound, &characters, conventions).filter(|_| !bound.explicit);
                bound.above == convention.map_or(bound.includes, |convention| convention.includes)
            });
            found.entry(one.figure).or_default().insert(side);
        }
    }
}

fn has_judged(item: &Item) -> bool {
    item.body.iter().any(|inner| word(inner) == "judged" || has_judged(inner))
}

/// `用语 "2亿元以上" 不含`.
fn convention(item: &Item) -> Option<Convention> {
    let words = figures::characters(text(&item.values.first()?.expression)?);
    let includes = matches!(plain_word(&item.values.get(1)?.expression)?, "含" | "includes");
    (words.len() <= MAX_WORDING).then_some(Convention { words, includes, span: item.span })
}

/// The convention for a word of limit: the longest wording that covers it; of equals the one nearest to the sentence.
fn said_otherwise<'a>(bound: &Bound, sentence: &[char], conventions: &'a [Convention]) -> Option<&'a Convention> {
    let (start, end) = bound.word;
    let covers = |convention: &&Convention| {
        let length = convention.words.len();
        let first = end.saturating_sub(length);
        (first..=start).any(|from| sentence.get(from..from + length) == Some(convention.words.as_slice()))
    };
    conventions.iter().filter(covers).max_by_key(|convention| convention.words.len())
}

/// True if a sentence denies something beside its word of limit, so that it may say for whom a thing does not hold.
fn denies(sentence: &[char], bound: &Bound) -> bool {
    let (start, end) = bound.word;
    let denial = |character: &char| "不未非无否除禁止停撤取消免勿".contains(*character);
    sentence.iter().enumerate().any(|(at, character)| !(start..end).contains(&at) && denial(character))
}
