//! `guiju diff`: what changed between two states of the rules, or two days.

use crate::Ending;
use crate::arguments::{DiffArguments, Format};
use crate::changes::{direction, element_name, witness_line};
use crate::engine::{Opened, extra_facts, open};
use crate::failure::Failure;
use crate::output::{FAINT, HEAD, Output, WELL, WRONG, styled};
use crate::people::{said, titled};
use crate::{day, input};
use guiju::api::Asking;
use guiju::diagnostic::Language;
use guiju::explain::answer::{Text, to_json};
use guiju::service::diff::{DiffAnswer, OtherDifference, PolicyDiff, ProfileChange};
use guiju::service::{Change, ElementDiff};

pub(crate) fn run(arguments: &DiffArguments, output: &mut Output) -> Result<Ending, Failure> {
    let old = [arguments.old.clone()];
    let new = [arguments.new.clone()];
    let (Opened::Rules(before), Opened::Rules(after)) = (open(&old, output)?, open(&new, output)?) else {
        return Ok(Ending::Failed);
    };
    let as_of = day::asked(arguments.as_of.as_deref(), output)?;
    let asking = Asking {
        facts: match &arguments.facts {
            Some(facts) => input::facts(Some(facts), &new)?,
            None => "{}".to_owned(),
        },
        as_of,
        law_day: None,
        region: arguments.region.as_deref().map(input::composed),
        extra_facts: extra_facts(arguments.extra_facts),
    };
    let policy = arguments.policy.as_deref().map(input::composed);
    let answer = after.diff(&before, arguments.old_as_of.as_deref(), &asking, policy.as_deref())?;
    match arguments.format {
        Format::Json => output.line(to_json(&answer))?,
        Format::Text => text(&answer, output)?,
    }
    Ok(Ending::Done)
}

fn text(answer: &DiffAnswer, output: &mut Output) -> Result<(), Failure> {
    let (old, new) = (&answer.old.as_of, &answer.new.as_of);
    let days = match output.language() {
        Language::Zh => format!("{old} 的规则 → {new} 的规则"),
        Language::En => format!("rules of {old} → rules of {new}"),
    };
    output.line(styled(FAINT, days))?;
    if answer.policies.is_empty() && answer.other.is_empty() {
        output.line(output.pick("规则没有不同。", "The rules do not differ.").to_owned())?;
    }
    for policy in &answer.policies {
        self::policy(policy, output)?;
    }
    others(&answer.other, output)?;
    if !answer.profile.is_empty() {
        output.line("")?;
        output.line(styled(HEAD, output.pick("对这户企业", "For this enterprise")))?;
        for change in &answer.profile {
            profile(change, output)?;
        }
    }
    Ok(())
}

/// So many of what no element tells are named.
const MOST_OTHERS: usize = 24;

/// What differs beside all that was told element by element.
fn others(others: &[OtherDifference], output: &mut Output) -> Result<(), Failure> {
    if others.is_empty() {
        return Ok(());
    }
    let name = |other: &OtherDifference, output: &Output| {
        let name = other.policy.as_ref().map_or_else(|| other.name.clone(), |of| format!("{of}·{}", other.name));
        element_name(other.kind, Some(&name), None, output)
    };
    let (written, others): (Vec<_>, Vec<_>) =
        others.iter().partition(|other| other.before.is_some() || other.after.is_some());
    for other in written {
        output.line("")?;
        let sign = match (&other.before, &other.after) {
            (None, _) => "+",
            (_, None) => "-",
            _ => "~",
        };
        output.line(format!("{sign} {}", name(other, output)))?;
        says(&other.before, &other.after, output)?;
    }
    if others.is_empty() {
        return Ok(());
    }
    let named = others.iter().take(MOST_OTHERS).map(|other| name(other, output));
    let named = named.collect::<Vec<_>>().join(output.pick("、", ", "));
    let more = others.len().saturating_sub(MOST_OTHERS);
    let line = match (output.language(), more) {
        (Language::Zh, 0) => format!("还有不同没有逐项列出：{named}。"),
        (Language::Zh, _) => format!("还有不同没有逐项列出：{named}，等共 {} 项。", others.len()),
        (Language::En, 0) => format!("More differs that is not listed by element: {named}."),
        (Language::En, _) => format!("More differs that is not listed by element: {named}, and {more} others."),
    };
    output.line("")?;
    output.line(line)
}

fn policy(diff: &PolicyDiff, output: &mut Output) -> Result<(), Failure> {
    let title = diff.title.as_ref().map_or(diff.policy.as_str(), |title| titled(title, output));
    let versions = match (&diff.before, &diff.after) {
        (Some(before), Some(after)) if before != after => format!("（{before} → {after}）"),
        (Some(version), None) | (None | Some(_), Some(version)) => format!("（{version}）"),
        (None, None) => String::new(),
    };
    let (style, what) = match diff.change {
        Change::Added => (WELL, output.pick("：新有", ": in force now")),
        Change::Removed => (WRONG, output.pick("：不再有", ": in force no longer")),
        Change::Changed => (HEAD, ""),
        Change::Same => (HEAD, output.pick("：没有不同", ": the same")),
    };
    output.line("")?;
    output.line(styled(style, format!("{title}{versions}{what}")))?;
    for element in &diff.elements {
        self::element(element, output)?;
    }
    Ok(())
}

fn element(diff: &ElementDiff, output: &mut Output) -> Result<(), Failure> {
    let sign = match diff.change {
        Change::Added => "+",
        Change::Removed => "-",
        Change::Changed | Change::Same => "~",
    };
    let name = element_name(diff.kind, diff.name.as_deref(), diff.title.as_ref(), output);
    let (style, direction) = direction(diff.direction, diff.kind, output);
    let head = format!("{sign} {name}");
    let direction = if direction.is_empty() { String::new() } else { format!("  {}", styled(style, direction)) };
    output.line(format!("  {head}{direction}"))?;
    says(&diff.before, &diff.after, output)?;
    if !diff.through.is_empty() {
        let through = diff.through.join("、");
        let words = output.pick("因为它用到的变了：", "as what it rests on changed: ");
        output.line(format!("      {words}{through}"))?;
    }
    for witness in &diff.witnesses {
        let sides = (output.pick("原来", "before"), output.pick("现在", "now"));
        output.line(format!("      {}", witness_line(witness, sides, output)))?;
    }
    let cites = diff.cite.iter().map(|cite| {
        let parts = [cite.document.as_ref().map(|it| format!("《{it}》")), cite.number.clone(), cite.article.clone()];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    });
    let cites = cites.collect::<Vec<_>>().join("；");
    if !cites.is_empty() {
        output.line(format!("      {}", styled(FAINT, cites)))?;
    }
    Ok(())
}

/// So many lines of a table are shown.
const MOST_LINES: usize = 12;

/// What it said and says: of tables only the rows that differ.
fn says(before: &Option<Text>, after: &Option<Text>, output: &mut Output) -> Result<(), Failure> {
    if before == after {
        return Ok(());
    }
    let lines = |text: &Option<Text>| -> Vec<String> {
        text.as_ref().map_or_else(Vec::new, |text| said(text, output).lines().map(str::to_owned).collect())
    };
    let (before, after) = (lines(before), lines(after));
    let of_both = |line: &String| before.contains(line) && after.contains(line);
    let labels = [output.pick("原：", "was: ").to_owned(), output.pick("现：", "is:  ").to_owned()];
    for (label, lines) in labels.into_iter().zip([&before, &after]) {
        let shown: Vec<&String> = lines.iter().filter(|line| !of_both(line)).collect();
        let indent = " ".repeat(4);
        for (place, line) in shown.iter().take(MOST_LINES).enumerate() {
            output.line(format!("      {}{line}", if place == 0 { &label } else { &indent }))?;
        }
        if let Some(more) = shown.len().checked_sub(MOST_LINES).filter(|more| *more > 0) {
            let words = match output.language() {
                Language::Zh => format!("还有 {more} 行"),
                Language::En => format!("{more} more rows"),
            };
            output.line(format!("      {indent}{}", styled(FAINT, words)))?;
        }
    }
    Ok(())
}

fn profile(change: &ProfileChange, output: &mut Output) -> Result<(), Failure> {
    let name = change.name.as_ref().map(|name| format!("·{name}")).unwrap_or_default();
    let (before, after) = (said(&change.before, output), said(&change.after, output));
    output.line(format!("  {}{name}：{before} → {after}", change.policy))
}
