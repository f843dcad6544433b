//! `guiju chain`: the plan of several items handled as one.

use crate::Ending;
use crate::arguments::{ChainArguments, Format};
use crate::doubts::doubts;
use crate::engine::{Opened, asking, open};
use crate::failure::Failure;
use crate::input;
use crate::output::{DOUBTFUL, FAINT, HEAD, Output, WELL, WRONG, styled};
use crate::people::{said, titled};
use guiju::diagnostic::Language;
use guiju::explain::answer::{ConditionOutcome, Ends, How, MaterialAnswer, Needed, PolicyOutcome, Quantity, to_json};
use guiju::service::chain::{
    CeilingAnswer, ChainAnswer, ChainMaterial, PlaceAnswer, StepAnswer, StepState, days_in_words, in_words,
    says_something, times,
};

pub(crate) fn run(arguments: &ChainArguments, output: &mut Output) -> Result<Ending, Failure> {
    let Opened::Rules(engine) = open(&arguments.paths, output)? else { return Ok(Ending::Failed) };
    let asking = asking(&arguments.asking, &arguments.paths, output)?;
    let answer = engine.chain(&input::composed(&arguments.chain), &asking)?;
    match arguments.format {
        Format::Json => output.line(to_json(&answer))?,
        Format::Text => plan(&answer, output)?,
    }
    Ok(Ending::Done)
}

fn plan(answer: &ChainAnswer, output: &mut Output) -> Result<(), Failure> {
    let name = answer.title.as_ref().map_or(answer.chain.as_str(), |title| titled(title, output));
    output.line(styled(HEAD, name))?;
    let style = match answer.outcome {
        PolicyOutcome::Eligible | PolicyOutcome::Pending => WELL,
        PolicyOutcome::Undetermined => DOUBTFUL,
        PolicyOutcome::Ineligible => WRONG,
        PolicyOutcome::NotApplicable => FAINT,
    };
    output.line(styled(style, said(&answer.text, output)))?;
    for condition in answer.conditions.iter().filter(|condition| condition.outcome != ConditionOutcome::Met) {
        output.line(format!("  {}", said(&condition.text, output)))?;
    }
    for mode in &answer.modes {
        let head = output.pick("方式：", "Mode: ");
        let open = if mode.applies == Needed::Unknown { output.pick("（看情况）", " (depends)") } else { "" };
        output.line(format!("{head}{}{open}", mode.id))?;
    }
    for place in &answer.places {
        if let Some(region) = place_name(place) {
            output.line(format!("{}{}{region}", place.id, output.pick("：", ": ")))?;
        }
    }
    timeline(answer, output)?;
    totals(answer, output)?;
    form(answer, output)?;
    materials(answer, output)?;
    if !answer.missing.is_empty() {
        head("还缺这些事实", "Facts still missing", output)?;
        for fact in &answer.missing {
            output.line(format!("  {fact}"))?;
        }
    }
    for blocked in &answer.blocked {
        output.line(styled(DOUBTFUL, said(&blocked.text, output)))?;
    }
    for hint in &answer.hints {
        output.line(format!("{}{}", output.pick("提示：", "Note: "), titled(&hint.content, output)))?;
    }
    doubts(answer, &[], output)?;
    output.line(styled(FAINT, said(&answer.disclaimer, output)))
}

/// The steps by the day on which they start: those that start together run side by side.
fn timeline(answer: &ChainAnswer, output: &mut Output) -> Result<(), Failure> {
    if answer.steps.is_empty() {
        return Ok(());
    }
    head("时间表", "Timeline", output)?;
    if let Some(accepted) = answer.accepted_on.as_ref().map(|day| shown(day, output)) {
        if let Some(collected) = &answer.collected_on {
            output.line(format!(
                "  {collected}  {}",
                output.pick("收件（代收，寄往受理地）", "papers taken in and posted on")
            ))?;
        }
        output.line(format!(
            "  {accepted}  {}",
            output.pick("受理（当天不算）", "accepted (the day itself is not counted)")
        ))?;
    }
    let done = |step: &&StepAnswer| step.state != StepState::Skipped;
    // Steps whose start is known come in its order; a stable sort keeps the order of the rule.
    let mut steps: Vec<&StepAnswer> = answer.steps.iter().filter(done).collect();
    let day = |day: &Option<Quantity>| (day.is_none(), day.as_ref().map(first_day));
    steps.sort_by_key(|step| (step.state == StepState::Blocked, day(&step.start), day(&step.end)));
    let together = |step: &StepAnswer| {
        let beside = |other: &&StepAnswer| {
            other.id != step.id
                && other.start == step.start
                && !waits(other, step, answer)
                && !waits(step, other, answer)
        };
        step.start.is_some() && steps.iter().filter(|other| other.state != StepState::Blocked).any(beside)
    };
    for step in &steps {
        self::step(step, together(step), answer, output)?;
    }
    let skipped: Vec<&str> = answer
        .steps
        .iter()
        .filter(|step| step.state == StepState::Skipped)
        .map(|step| named(&step.name, step.name_en.as_ref(), output))
        .collect();
    if !skipped.is_empty() {
        let joined = skipped.join(output.pick("、", ", "));
        let text = format!("  {}{joined}", output.pick("不用办：", "not needed: "));
        output.line(styled(FAINT, text))?;
    }
    Ok(())
}

/// Whether a step waits for another, straight or through others.
fn waits(step: &StepAnswer, other: &StepAnswer, answer: &ChainAnswer) -> bool {
    let mut seen: Vec<&str> = Vec::new();
    let mut next: Vec<&str> = step.waits_for.iter().map(String::as_str).collect();
    while let Some(name) = next.pop() {
        if !seen.contains(&name) {
            seen.push(name);
            let before = answer.steps.iter().filter(|before| before.id == name);
            next.extend(before.flat_map(|before| &before.waits_for).map(String::as_str));
        }
    }
    seen.contains(&other.id.as_str())
}

/// The titles of steps that are named by their ids.
fn titles(ids: &[String], answer: &ChainAnswer, joint: &str, output: &Output) -> String {
    let title = |id: &String| {
        let step = answer.steps.iter().find(|step| step.id == *id);
        step.map_or(id.as_str(), |step| named(&step.name, step.name_en.as_ref(), output)).to_owned()
    };
    ids.iter().map(title).collect::<Vec<_>>().join(joint)
}

fn step(step: &StepAnswer, together: bool, answer: &ChainAnswer, output: &mut Output) -> Result<(), Failure> {
    let (mark, style) = match (step.state, step.critical) {
        (StepState::Runs, true) => ("★", WELL),
        (StepState::Runs, false) => ("·", WELL),
        (StepState::Blocked, _) => ("✗", WRONG),
        (StepState::Unknown | StepState::Skipped, _) => ("?", DOUBTFUL),
    };
    let name = named(&step.name, step.name_en.as_ref(), output).to_owned();
    let mut notes: Vec<String> = Vec::new();
    if step.critical {
        notes.push(output.pick("关键", "critical").to_owned());
    }
    if together {
        notes.push(output.pick("并行", "side by side").to_owned());
    }
    if step.internal {
        notes.push(output.pick("部门内部", "internal").to_owned());
    }
    if let Some(every) = &step.every {
        notes.push(every.clone());
    }
    let who: Vec<&str> = step.departments.iter().chain(&step.handler).map(String::as_str).collect();
    let who = if who.is_empty() { String::new() } else { format!("  {}", who.join(output.pick("、", ", "))) };
    let notes = match notes.as_slice() {
        [] => String::new(),
        notes => {
            let joined = notes.join(output.pick("，", ", "));
            format!("{}{joined}{}", output.pick("［", " ["), output.pick("］", "]"))
        }
    };
    let days = span(step, output);
    output.line(format!("  {} {days}{name}{notes}{}", styled(style, mark), styled(FAINT, who)))?;
    output.line(format!("      {}", said(&step.text, output)))?;
    if !step.waits_for.is_empty() {
        let joined = titles(&step.waits_for, answer, output.pick("、", ", "), output);
        output.line(format!("      {}{joined}", output.pick("等：", "waits for: ")))?;
    }
    let places = |places: Vec<&PlaceAnswer>| places.into_iter().filter_map(place_name).collect::<Vec<_>>().join("、");
    let (received, decided) = (places(step.received_in.iter().collect()), places(step.decided_in.iter().collect()));
    if !decided.is_empty() {
        let received = if received.is_empty() { decided.clone() } else { received };
        let text = match output.language() {
            Language::Zh => format!("      受理地 {received}，决定地 {decided}"),
            Language::En => format!("      received in {received}, decided in {decided}"),
        };
        output.line(text)?;
    }
    for days in &step.excluded {
        let text = match output.language() {
            Language::Zh => format!("      中间放假 {} 至 {}，不计", days.from, days.to),
            Language::En => format!("      holidays {} to {} are not counted", days.from, days.to),
        };
        output.line(text)?;
    }
    if let Some(post) = &step.post {
        output.line(format!(
            "      {}{}",
            output.pick("邮寄另加 ", "post beside: "),
            calendar_days(&Quantity::Value(post.clone()), output)
        ))?;
    }
    for special in &step.special {
        output.line(format!("      {}{}{}", special.name, output.pick("：", ": "), said(&special.text, output)))?;
    }
    Ok(())
}

fn totals(answer: &ChainAnswer, output: &mut Output) -> Result<(), Failure> {
    if answer.steps.is_empty() {
        return Ok(());
    }
    head("合计", "In all", output)?;
    if !answer.critical_path.is_empty() {
        let path = titles(&answer.critical_path, answer, " → ", output);
        output.line(format!("  {}{path}", output.pick("最长一路：", "longest way: ")))?;
    }
    if let Some(total) = &answer.total_limit {
        let total = said(&days_in_words(total), output).to_owned();
        let most =
            |most: &str, output: &Output| said(&days_in_words(&Quantity::Value(most.to_owned())), output).to_owned();
        let ceiling = ceiling(answer.time_ceiling.as_ref(), most, output);
        output.line(format!("  {}{total}{ceiling}", output.pick("时限：", "time: ")))?;
    }
    let says = answer.total_limit.as_ref().is_some_and(says_something);
    if let Some(finish) = answer.finish.as_ref().filter(|_| says) {
        output.line(format!("  {}{}", output.pick("办结：", "done by: "), shown(finish, output)))?;
    }
    if let Some(post) = &answer.post_beside {
        let post = calendar_days(post, output);
        output.line(format!("  {}{post}", output.pick("另加邮寄：", "post beside: ")))?;
    }
    if let Some(expected) = &answer.expected_with_post {
        output.line(format!(
            "  {}{}",
            output.pick("连邮寄预计：", "to expect with the post: "),
            shown(expected, output)
        ))?;
    }
    if let Some(visits) = &answer.visits {
        let visits = said(&times(visits), output).to_owned();
        let ceiling =
            ceiling(answer.visit_ceiling.as_ref(), |most, output| format!("{most}{}", output.pick(" 次", "")), output);
        output.line(format!("  {visits}{ceiling}"))?;
    }
    Ok(())
}

fn ceiling(ceiling: Option<&CeilingAnswer>, shown: impl Fn(&str, &Output) -> String, output: &Output) -> String {
    let Some(ceiling) = ceiling else { return String::new() };
    let most = shown(&ceiling.most, output);
    let (zh, en) = match ceiling.exceeded {
        Needed::Yes => (format!("（超过上限 {most}）"), format!(" (over the ceiling of {most})")),
        Needed::No => (format!("（上限 {most}）"), format!(" (ceiling {most})")),
        Needed::Unknown => {
            (format!("（上限 {most}，会不会超过还不知道）"), format!(" (ceiling {most}; whether it is kept is open)"))
        }
    };
    output.pick(&zh, &en).to_owned()
}

fn form(answer: &ChainAnswer, output: &mut Output) -> Result<(), Failure> {
    if answer.form.is_empty() {
        return Ok(());
    }
    head("一张表（每项只填一次）", "One form (each entry once)", output)?;
    for group in &answer.form {
        let title = group.title.as_ref().map(|title| titled(title, output)).or(group.group.as_deref());
        let title = title.unwrap_or(output.pick("其他", "others")).to_owned();
        let fields: Vec<String> = group
            .fields
            .iter()
            .map(|field| {
                let open =
                    if field.needed == Needed::Unknown { output.pick("（看情况）", " (depends)") } else { "" };
                let done = if field.answered { "✓" } else { "" };
                format!("{}{open}{done}", said(&field.name, output))
            })
            .collect();
        output.line(format!("  {title}{}{}", output.pick("：", ": "), fields.join(output.pick("、", ", "))))?;
    }
    Ok(())
}

fn materials(answer: &ChainAnswer, output: &mut Output) -> Result<(), Failure> {
    let needed: Vec<&ChainMaterial> = answer.materials.iter().filter(|it| it.material.needed != Needed::No).collect();
    if needed.is_empty() {
        return Ok(());
    }
    head("一套材料（每份只交一次）", "One set of papers (each once)", output)?;
    for ChainMaterial { material, steps } in needed {
        let mark = match (material.needed, material.how) {
            (Needed::Unknown, _) => "?",
            (_, Some(How::Shared | How::Produced)) => "–",
            _ => "□",
        };
        let steps = titles(steps, answer, output.pick("、", ", "), output);
        let steps = format!("{}{steps}{}", output.pick("（用于 ", " (for "), output.pick("）", ")"));
        output.line(format!("  {mark} {}{}", line(material, output), styled(FAINT, steps)))?;
        for paper in material.alternatives.iter().filter(|paper| paper.needed != Needed::No) {
            output.line(format!("      {}", line(paper, output)))?;
        }
    }
    Ok(())
}

fn line(material: &MaterialAnswer, output: &Output) -> String {
    let name = named(&material.name, material.name_en.as_ref(), output);
    format!("{name}{}{}", output.pick("：", ": "), said(&material.text, output))
}

fn named<'a>(name: &'a str, en: Option<&'a String>, output: &Output) -> &'a str {
    match (output.language(), en) {
        (Language::En, Some(en)) => en,
        _ => name,
    }
}

/// The days of a step, for the left edge.
fn span(step: &StepAnswer, output: &Output) -> String {
    match (&step.start, &step.end) {
        (Some(Quantity::Value(start)), Some(Quantity::Value(end))) if start == end => format!("{end}  "),
        (Some(Quantity::Value(start)), Some(Quantity::Value(end))) => {
            format!("{start} → {}  ", end.get(5..).unwrap_or(end))
        }
        (_, Some(end)) if step.ends_after.as_ref().is_some_and(says_something) => format!("{}  ", shown(end, output)),
        _ => String::new(),
    }
}

fn first_day(quantity: &Quantity) -> String {
    match quantity {
        Quantity::Value(day) => day.clone(),
        Quantity::Bounds(ends) => ends.from.clone().unwrap_or_default(),
        _ => String::new(),
    }
}

fn place_name(place: &PlaceAnswer) -> Option<String> {
    match place.region.as_ref()? {
        Quantity::Value(region) => Some(region.clone()),
        _ => None,
    }
}

fn shown(quantity: &Quantity, output: &Output) -> String {
    said(&in_words(quantity), output).to_owned()
}

fn calendar_days(days: &Quantity, output: &Output) -> String {
    let unit = output.pick(" 日", " days");
    let bare = |text: &String| text.trim_start_matches('P').trim_end_matches('D').to_owned();
    match days {
        Quantity::Value(days) => format!("{}{unit}", bare(days)),
        Quantity::Bounds(Ends { from: Some(from), to: Some(to), .. }) => {
            format!("{}{}{}{unit}", bare(from), output.pick(" 至 ", " to "), bare(to))
        }
        other => shown(other, output),
    }
}

fn head(zh: &str, en: &str, output: &mut Output) -> Result<(), Failure> {
    let text = output.pick(zh, en).to_string();
    output.line("")?;
    output.line(styled(HEAD, text))
}
