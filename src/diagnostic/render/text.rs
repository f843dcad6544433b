//! For people: the message with the lines that it speaks of.

use crate::diagnostic::{Diagnostic, Diagnostics, Language, Severity, Words};
use crate::source::{Source, Sources};
use crate::span::Span;
use annotate_snippets::{AnnotationKind, Group, Level, Patch, Renderer, Snippet};

/// The most of a source that one place shows; what is longer shows its first line.
const LONGEST_SHOWN: u32 = 2_000;

/// Whether the text goes to a terminal that shows colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// Bare text.
    Plain,
    /// With the codes that colour it.
    Ansi,
}

/// Every problem with the lines that it speaks of.
pub fn text(diagnostics: &Diagnostics, sources: &Sources, language: Language, colour: Colour) -> String {
    let renderer = match colour {
        Colour::Plain => Renderer::plain(),
        Colour::Ansi => Renderer::styled(),
    };
    let mut out = String::new();
    for diagnostic in diagnostics {
        out.push_str(&one(diagnostic, sources, language, &renderer));
        out.push_str("\n\n");
    }
    if diagnostics.left_off() > 0 {
        let more = diagnostics.left_off();
        let words = Words::new(format!("还有 {more} 处没有列出"), format!("{more} more are not listed"));
        out.push_str(words.get(language));
        out.push('\n');
    }
    out
}

/// A place, and what is said of it.
type Mark<'w> = (Span, Option<&'w str>);

fn one(diagnostic: &Diagnostic, sources: &Sources, language: Language, renderer: &Renderer) -> String {
    let name = |zh: &'static str, en: &'static str| if language == Language::Zh { zh } else { en };
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR.with_name(name("错误", "error")),
        Severity::Warning => Level::WARNING.with_name(name("警告", "warning")),
    };
    let message = diagnostic.message.get(language);
    let mut group = Group::with_title(level.primary_title(message).id(diagnostic.code.id()));
    // The place itself and those of its labels that stand beside it make one picture; other places make their own.
    let mut pictures: Vec<(&Source, Vec<Mark<'_>>)> = Vec::new();
    let places = std::iter::once((diagnostic.span, None))
        .chain(diagnostic.labels.iter().map(|(span, words)| (*span, Some(words.get(language)))));
    for (span, words) in places {
        let Some(source) = sources.get(span.source) else { continue };
        match pictures.iter_mut().find(|(known, marks)| known.id == source.id && near(marks, span)) {
            Some((_, marks)) => marks.push((span, words)),
            None => pictures.push((source, vec![(span, words)])),
        }
    }
    for (place, (source, marks)) in pictures.into_iter().enumerate() {
        let Some((line, start, shown)) = lines(source, &marks) else { continue };
        let mut snippet = Snippet::source(shown).line_start(line).path(source.path.as_str());
        for (number, (span, words)) in marks.into_iter().enumerate() {
            let kind = if place == 0 && number == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
            let range = clipped(source, span);
            let range = (range.start - start) as usize..(range.end - start) as usize;
            snippet = snippet.annotation(kind.span(range).label(words));
        }
        group = group.element(snippet);
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.with_name(name("办法", "help")).message(help.get(language)));
    }
    let mut report = vec![group];
    if let Some((span, text)) = &diagnostic.fix
        && let Some(source) = sources.get(span.source)
        && let Some((line, start, shown)) = lines(source, &[(*span, None)])
    {
        let range = clipped(source, *span);
        let patch = Patch::new((range.start - start) as usize..(range.end - start) as usize, text.as_str());
        let title =
            Level::HELP.with_name(name("办法", "help")).secondary_title(name("可以改成", "it could be changed to"));
        report.push(
            Group::with_title(title)
                .element(Snippet::source(shown).line_start(line).path(source.path.as_str()).patch(patch)),
        );
    }
    renderer.render(&report)
}

fn near(marks: &[Mark<'_>], span: Span) -> bool {
    marks.iter().any(|(mark, _)| mark.start.abs_diff(span.start) < LONGEST_SHOWN)
}

/// A span that is short enough to be shown: what is longer ends with its first line.
fn clipped(source: &Source, span: Span) -> Span {
    if span.end - span.start <= LONGEST_SHOWN {
        return span;
    }
    let first = source.slice(span).find('\n').and_then(|end| u32::try_from(end).ok());
    Span { end: span.start + first.unwrap_or(0), ..span }
}

/// The whole lines that some places stand on: the number of the first, its first byte, the text.
fn lines<'s>(source: &'s Source, marks: &[Mark<'_>]) -> Option<(usize, u32, &'s str)> {
    let clips = || marks.iter().map(|(span, _)| clipped(source, *span));
    let (first, last) = (clips().map(|span| span.start).min()?, clips().map(|span| span.end).max()?);
    let before = source.text.get(..first as usize)?;
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let behind = source.text.get(last as usize..)?;
    let end = last as usize + behind.find('\n').unwrap_or(behind.len());
    let line = source.place_utf8(first).line;
    Some((line as usize, u32::try_from(start).ok()?, source.text.get(start..end)?))
}
