//! Answers as people read them at a terminal.

use crate::doubts::doubts;
use crate::failure::Failure;
use crate::output::{DOUBTFUL, FAINT, HEAD, Output, WELL, WRONG, styled};
use clap::builder::styling::Style;
use guiju::diagnostic::Language;
use guiju::explain::answer::{
    BenefitAnswer, Cite, ConditionAnswer, ConditionOutcome, ItemAnswer, MatchAnswer, MatchRow, MaterialAnswer, Needed,
    PolicyAnswer, PolicyOutcome, RecordsAnswer, StackAnswer, Text, Title,
};

/// So many records that are not let in are told one by one.
const MOST_RECORDS: usize = 20;

/// One policy.
pub(crate) fn policy(answer: &PolicyAnswer, output: &mut Output) -> Result<(), Failure> {
    let zh = output.language() == Language::Zh;
    let name = answer.title.as_ref().map_or(answer.policy.as_str(), |title| titled(title, output));
    let version =
        answer.version.as_ref().map(|version| if zh { format!("（{version}）") } else { format!(" ({version})") });
    output.line(styled(HEAD, format!("{name}{}", version.unwrap_or_default())))?;
    let headline = said(&answer.words.headline, output);
    output.line(styled(style_of(answer.outcome), headline))?;
    if let Some(window) = &answer.window {
        output.line(said(&window.text, output).to_string())?;
    }
    if !answer.scope.is_empty() {
        head("适用范围", "Scope", output)?;
        for line in &answer.scope {
            condition(line, 1, output)?;
        }
    }
    if !answer.conditions.is_empty() {
        head("条件", "Conditions", output)?;
        for answer in &answer.conditions {
            condition(answer, 1, output)?;
        }
    }
    for list in &answer.records {
        records(list, output)?;
    }
    if let Some(transition) = &answer.transition {
        output.line(format!("{}{transition}", output.pick("过渡：", "Transition: ")))?;
    }
    if !answer.missing.is_empty() {
        head("还缺这些事实", "Facts still missing", output)?;
        for fact in &answer.missing {
            output.line(format!("  {fact}"))?;
        }
    }
    for blocked in &answer.blocked {
        output.line(styled(DOUBTFUL, said(&blocked.text, output)))?;
    }
    if let Some(found) = &answer.item {
        item(found, output)?;
    }
    materials(answer, output)?;
    let benefits: Vec<String> = answer
        .benefits
        .iter()
        .filter(|benefit| benefit.given != Needed::No)
        .map(|benefit| benefit_line(benefit, output))
        .collect();
    if !benefits.is_empty() {
        let would = answer.outcome == PolicyOutcome::Ineligible;
        if would {
            head("若符合，可得", "It would give", output)?
        } else {
            head("可得", "It gives", output)?
        }
        for benefit in benefits {
            output.line(format!("  {benefit}"))?;
        }
    }
    for hint in &answer.hints {
        let open = if hint.applies == Needed::Unknown { output.pick("（看情况）", " (depends)") } else { "" };
        output.line(format!("{}{}{open}", output.pick("提示：", "Note: "), titled(&hint.content, output)))?;
    }
    if let Some(hotline) = answer.procedure.as_ref().and_then(|procedure| procedure.hotline.as_ref()) {
        output.line(format!("{}{hotline}", output.pick("咨询：", "Hotline: ")))?;
    }
    doubts(answer, &["conditions"], output)?;
    output.line(styled(FAINT, said(&answer.words.disclaimer, output)))
}

fn benefit_line(benefit: &BenefitAnswer, output: &Output) -> String {
    let name = benefit.title.as_ref().map_or(benefit.id.as_str(), |title| titled(title, output));
    format!("{name}{}{}", output.pick("：", ": "), said(&benefit.text, output))
}

/// Which case it is, who decides, and by when.
fn item(item: &ItemAnswer, output: &mut Output) -> Result<(), Failure> {
    let cases: Vec<String> = item
        .cases
        .iter()
        .map(|case| {
            let name = case.title.as_ref().map_or(case.id.as_str(), |title| titled(title, output));
            match case.applies {
                Needed::Unknown => format!("{name}{}", output.pick("（看情况）", " (depends)")),
                Needed::Yes | Needed::No => name.to_owned(),
            }
        })
        .collect();
    if !cases.is_empty() {
        output.line(format!("{}{}", output.pick("情形：", "Case: "), cases.join(output.pick("、", ", "))))?;
    }
    output.line(format!("{}{}", output.pick("决定：", "Decision: "), said(&item.decision.text, output)))?;
    if let Some(day) = &item.finish {
        output.line(match output.language() {
            Language::Zh => format!("办结：当天受理的，{day} 前"),
            Language::En => format!("Decided by {day} if accepted today"),
        })?;
    }
    Ok(())
}

fn materials(answer: &PolicyAnswer, output: &mut Output) -> Result<(), Failure> {
    let needed: Vec<_> = answer.materials.iter().filter(|material| material.needed != Needed::No).collect();
    if needed.is_empty() {
        return Ok(());
    }
    head("材料", "Papers", output)?;
    for material in needed {
        self::material(material, 1, output)?;
        // One of several: those that may be handed in stand below.
        for alternative in material.alternatives.iter().filter(|material| material.needed != Needed::No) {
            self::material(alternative, 2, output)?;
        }
    }
    Ok(())
}

fn material(material: &MaterialAnswer, depth: usize, output: &mut Output) -> Result<(), Failure> {
    let name = match (output.language(), &material.name_en) {
        (Language::En, Some(name)) => name.as_str(),
        _ => material.name.as_str(),
    };
    let why = material.why.as_ref().map_or_else(String::new, |why| format!("  {FAINT}{}{FAINT:#}", said(why, output)));
    let indent = "  ".repeat(depth);
    output.line(format!("{indent}{name}{}{}{why}", output.pick("：", ": "), said(&material.text, output)))
}

/// The records of a list: how many came out how, and each that is not let in.
fn records(list: &RecordsAnswer, output: &mut Output) -> Result<(), Failure> {
    let label = match (output.language(), &list.label_en) {
        (Language::En, Some(label)) => label.clone(),
        _ => list.label.clone(),
    };
    output.line(format!("{label}{}{}", output.pick("：", ": "), said(&list.text, output)))?;
    let told = list.records.iter().filter(|record| record.outcome != ConditionOutcome::Met);
    for record in told.clone().take(MOST_RECORDS) {
        output.line(format!("  {}", said(&record.text, output)))?;
    }
    let left = told.count().saturating_sub(MOST_RECORDS);
    if left > 0 {
        output.line(output.pick(&format!("  还有 {left} 条"), &format!("  and {left} more")).to_owned())?;
    }
    Ok(())
}

fn condition(answer: &ConditionAnswer, depth: usize, output: &mut Output) -> Result<(), Failure> {
    let (mark, style) = match answer.outcome {
        ConditionOutcome::Met => ("✓", WELL),
        ConditionOutcome::Unmet => ("✗", WRONG),
        ConditionOutcome::Unknown => ("?", DOUBTFUL),
        ConditionOutcome::Judged => ("…", DOUBTFUL),
    };
    let label = match (output.language(), &answer.label_en) {
        (Language::En, Some(label)) => label.as_str(),
        _ => answer.label.as_str(),
    };
    let cites: Vec<String> = answer.cite.iter().map(cite).collect();
    let indent = "  ".repeat(depth);
    let place = if cites.is_empty() { String::new() } else { format!("  {}", cites.join("、")) };
    let layer = answer.layer.as_ref().map_or_else(String::new, |layer| format!("  〔{layer}〕"));
    output.line(format!("{indent}{} {label}{}", styled(style, mark), styled(FAINT, format!("{place}{layer}"))))?;
    output.line(format!("{indent}  {}", said(&answer.text, output)))?;
    // What the sentence says is not said again.
    for gap in answer.gaps.iter().filter(|gap| !answer.text.zh.contains(&gap.text.zh)) {
        output.line(format!("{indent}  → {}", said(&gap.text, output)))?;
    }
    for doubt in &answer.doubt {
        output.line(format!("{indent}  {}{doubt}", output.pick("存疑：", "In doubt: ")))?;
    }
    answer.conditions.iter().try_for_each(|inner| condition(inner, depth.saturating_add(1), output))
}

fn cite(cite: &Cite) -> String {
    let marked = cite.document.as_ref().map(|document| format!("《{document}》"));
    let parts = [marked.or_else(|| cite.number.clone()), cite.article.clone()];
    parts.into_iter().flatten().collect()
}

/// What several benefits come to together.
pub(crate) fn stack(answer: &StackAnswer, output: &mut Output) -> Result<(), Failure> {
    let name = answer.title.as_ref().map_or(answer.stack.as_str(), |title| titled(title, output));
    output.line(styled(HEAD, name))?;
    output.line(said(&answer.text, output).to_string())?;
    for line in &answer.lines {
        output.line(format!("  {}", said(&line.text, output)))?;
    }
    let choices = [(&answer.best, "最优 ", "Best "), (&answer.second, "次优 ", "Second best ")];
    for (choice, zh, en) in choices {
        if let Some(choice) = choice {
            output.line(format!("  {}{}", output.pick(zh, en), said(&choice.text, output)))?;
        }
    }
    if !answer.missing.is_empty() {
        output.line(format!("  {}{}", output.pick("还缺：", "Still missing: "), answer.missing.join("、")))?;
    }
    for doubt in &answer.doubt {
        output.line(format!("  {}{doubt}", output.pick("存疑：", "In doubt: ")))?;
    }
    Ok(())
}

/// All policies, group by group.
pub(crate) fn matching(answer: &MatchAnswer, output: &mut Output) -> Result<(), Failure> {
    let groups: [(&str, &str, Style, &[MatchRow]); 7] = [
        ("符合", "Eligible", WELL, &answer.eligible),
        ("待认定", "A person decides", DOUBTFUL, &answer.pending),
        ("还差一点", "Nearly", DOUBTFUL, &answer.near),
        ("信息不足", "Undetermined", DOUBTFUL, &answer.undetermined),
        ("不在申报期", "Not open", DOUBTFUL, &answer.not_open),
        ("不符合", "Ineligible", WRONG, &answer.ineligible),
        ("不适用", "Not applicable", FAINT, &answer.not_applicable),
    ];
    for (zh, en, style, rows) in groups {
        if rows.is_empty() {
            continue;
        }
        let count = rows.len();
        let text = format!("{} ({count})", output.pick(zh, en));
        output.line(styled(style, text))?;
        for row in rows {
            let name = row.title.as_ref().map_or(row.policy.as_str(), |title| titled(title, output)).to_string();
            output.line(format!("  {}  {}", styled(HEAD, name), said(&row.text, output)))?;
            for benefit in row.benefits.iter().filter(|benefit| benefit.given != Needed::No) {
                output.line(format!("    {}", benefit_line(benefit, output)))?;
            }
        }
    }
    for answer in &answer.stacks {
        output.line("")?;
        stack(answer, output)?;
    }
    if !answer.changes.is_empty() {
        head("一处改变就能符合的", "One change away", output)?;
        for change in &answer.changes {
            output.line(format!("  {}", said(&change.text, output)))?;
        }
    }
    Ok(())
}

fn head(zh: &str, en: &str, output: &mut Output) -> Result<(), Failure> {
    let text = output.pick(zh, en).to_string();
    output.line("")?;
    output.line(styled(HEAD, text))
}

/// A sentence in the language asked for.
pub(crate) fn said<'a>(text: &'a Text, output: &Output) -> &'a str {
    match output.language() {
        Language::Zh => &text.zh,
        Language::En => &text.en,
    }
}

/// The author's words, in English where there are any.
pub(crate) fn titled<'a>(title: &'a Title, output: &Output) -> &'a str {
    match (output.language(), &title.en) {
        (Language::En, Some(en)) => en,
        _ => &title.zh,
    }
}

fn style_of(outcome: PolicyOutcome) -> Style {
    match outcome {
        PolicyOutcome::Eligible => WELL,
        PolicyOutcome::Ineligible => WRONG,
        PolicyOutcome::Undetermined | PolicyOutcome::Pending => DOUBTFUL,
        PolicyOutcome::NotApplicable => FAINT,
    }
}
