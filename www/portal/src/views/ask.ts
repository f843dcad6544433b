/** One question at a time: why it is asked, what it settles, what is left. */

import type { ConditionAnswer, MatchAnswer, QuestionAnswer } from "guiju";
import { type Child, fill, h, unique } from "../dom.js";
import { foreign, rich, say, t, words } from "../i18n/index.js";
import { whenLeft } from "../input/complaint.js";
import { type Field, fieldFor, type Reading } from "../input/control.js";
import { mark, groupState, sign } from "../parts/mark.js";
import { profileAside } from "../parts/profile-aside.js";
import { cited } from "../parts/quotation.js";
import { conditionTitle } from "../parts/sentence.js";
import { groupWord, tally } from "../parts/tally.js";
import { type App, type GroupName, groupOf, GROUPS, rowsOf } from "../state/app.js";
import type { Fact, Slot } from "../state/catalogue.js";
import { standardNeeds, within } from "../state/bounds.js";
import { noteUnread, profile, skip } from "../state/profile.js";
import { go, redraw } from "./go.js";
import { address, type View } from "./view.js";

/** What the last answer settled, shown above the next question. */
let settled: Child[] | undefined;
/** The questions that were shown, so that there is a way back. */
const trail: string[] = [];

/** The question screen: the next question, or the one that the address names; of one policy if it names one. */
export function askView(app: App, query: URLSearchParams): View {
  const policy = query.get("policy") ?? undefined;
  const standard = query.get("standard") ?? undefined;
  app.talk(policy === undefined ? undefined : [policy]);
  const question = app.next();
  const wanted = app.index.slot(query.get("fact") ?? "");
  const slot = wanted !== undefined && wanted.relative === undefined ? wanted : app.index.slot(question?.fact ?? "");
  if (slot === undefined) return doneView(app, policy);
  return questionView(app, slot, question, { policy, standard });
}

/** What the questions are about, where they are not about all policies. */
interface About {
  policy: string | undefined;
  standard: string | undefined;
}

function questionView(app: App, slot: Slot, question: QuestionAnswer | null, { policy, standard }: About): View {
  const before = app.results();
  const slots = yearsOf(app, slot, before);
  const headingId = unique("question");
  const helpId = unique("help");
  const fields = new Map<string, Field>();
  const wrong = new Map<string, string>();
  const title = questionTitle(app, slot, slots);
  const heading = h("h1", { id: headingId, tabindex: "-1" }, foreign(title));
  const form = h("form", { class: "question", novalidate: true, on: { submit: next } });
  const whyPart = h("section", { class: "why" });
  const tallyPart = h("div", {});
  const aside = h("aside", { "aria-label": t("profileTitle") });
  const told = h("div", { class: "settled", role: "status" }, settled);
  settled = undefined;

  for (const one of slots) fields.set(one.name, makeField(one));
  const fact = slot.fact;
  fill(
    form,
    h("p", { class: "group" }, groupLine(app, fact.entry?.group)),
    heading,
    h(
      "div",
      { id: helpId, class: "help" },
      fact.help !== undefined && h("p", {}, words(fact.help)),
      counting(fact),
      fact.entry?.shared !== undefined && h("p", { class: "second" }, foreign(t("alsoHeldBy", { who: fact.entry.shared }))),
      fact.entry?.doubt?.map((doubt) => h("p", { class: "second" }, t("doubt"), h("span", { lang: "zh-CN" }, doubt))),
    ),
    [...fields.values()].map((field) => field.element),
    h(
      "div",
      { class: "acts" },
      h("button", { type: "submit", class: "button primary" }, t("nextQuestion")),
      h("button", { type: "button", class: "button", on: { click: later } }, t("skipQuestion")),
      trail.length > 0 && h("button", { type: "button", class: "link", on: { click: back } }, t("previousQuestion")),
    ),
  );
  // What hangs on the question does not change while it is being answered.
  const why = reasons(app, slots, question, before);
  const framed = new Set(why.map((reason) => reason.policy));
  fill(whyPart, whySection(app, why, question, standard));
  refresh();

  const element = h(
    "div",
    { class: "wide columns ask" },
    h("div", { class: "main" }, told, h("div", { class: "sheet" }, form, whyPart), tallyPart),
    aside,
  );
  element.addEventListener("keydown", keys);
  const narrow = policy === undefined ? undefined : say(app.index.policyTitle(policy));
  return {
    element,
    title: narrow === undefined ? title : `${title} · ${narrow}`,
    focus: () => {
      // The heading first, so that it is read; then the field, so that one may type at once.
      heading.focus();
      [...fields.values()][0]?.focus();
    },
  };

  function makeField(one: Slot): Field {
    const many = slots.length > 1;
    const field: Field = fieldFor({
      app,
      fact: wantedOf(one.fact, question),
      label: many ? t("yearLabel", { year: one.year ?? "" }) : app.index.title(one.name, app.asOf),
      labelledBy: many || isNumberLike(one) ? undefined : headingId,
      describedBy: helpId,
      within: within(app, one),
      value: profile.facts[one.name],
      unread: profile.unread[one.name],
      onRead: (reading) => hear(one, field, reading),
    });
    whenLeft(field.element, () => field.complain(wrong.get(one.name)));
    return field;
  }

  /** Said at every keystroke; complaints wait until the field is left. */
  function hear(one: Slot, field: Field, reading: Reading): void {
    wrong.delete(one.name);
    if (reading.state === "wrong") {
      app.set(one.name, undefined);
      noteUnread(one.name, reading.typed);
      wrong.set(one.name, reading.message);
    } else {
      const refusal = reading.state === "value" ? app.set(one.name, reading.value, reading.typed) : app.set(one.name, undefined);
      if (refusal !== undefined) wrong.set(one.name, refusal);
    }
    if (!wrong.has(one.name)) field.complain(undefined);
    refresh();
  }

  function refresh(): void {
    const { results, question: upcoming } = app.answer();
    fill(tallyPart, tally(app, results, framed, upcoming?.left));
    fill(aside, profileAside(app, redraw), keyHints());
  }

  function next(event: Event): void {
    event.preventDefault();
    for (const [name, message] of wrong) fields.get(name)?.complain(message);
    const firstWrong = [...wrong.keys()][0];
    if (firstWrong !== undefined) return fields.get(firstWrong)?.focus();
    later();
  }

  /** On to the next question. What was not answered here is put off; what was answered stays. */
  function later(): void {
    const results = app.results();
    for (const one of slots) if (profile.facts[one.name] === undefined) skip(one.name);
    for (const name of openFields(slot, results)) skip(name);
    settled = justSettled(app, before, results);
    trail.push(slot.name);
    if (standard === undefined) return go(address("ask", { policy, fact: app.next()?.fact }));
    const following = standardNeeds(app, standard).find((name) => !profile.skipped.includes(name));
    go(following === undefined ? address("standard", { name: standard }) : address("ask", { standard, fact: following }));
  }

  function back(): void {
    const previous = trail.pop();
    if (previous !== undefined) go(address("ask", { policy, standard, fact: previous }));
  }

  function keys(event: KeyboardEvent): void {
    // While an input method composes, Enter and the rest belong to it.
    if (event.isComposing || event.keyCode === 229) {
      if (event.key === "Enter") event.preventDefault();
      return;
    }
    if (event.key === "Enter" && event.target instanceof HTMLInputElement && event.target.type === "radio") {
      event.preventDefault();
      form.requestSubmit();
    }
    if (!event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.code === "KeyS") {
      event.preventDefault();
      later();
    } else if (event.key === "ArrowLeft" && trail.length > 0) {
      event.preventDefault();
      back();
    }
  }
}

/** Everything that may be asked is settled, or was put off. */
function doneView(app: App, policy: string | undefined): View {
  const results = app.results();
  const skipped = profile.skipped.filter((name) => profile.facts[name] === undefined);
  const title = skipped.length > 0 ? t("doneSkipped") : t("done");
  const told = settled;
  settled = undefined;
  const element = h(
    "div",
    { class: "wide" },
    told !== undefined && h("div", { class: "settled", role: "status" }, told),
    h(
      "section",
      { class: "sheet padded" },
      h("h1", { tabindex: "-1" }, title),
      skipped.length > 0 && [
        h("p", {}, t("doneSkippedHelp")),
        h("ul", { class: "plain" }, skipped.map((name) => h("li", {}, h("a", { href: address("ask", { policy, fact: name }) }, foreign(app.index.title(name, app.asOf)))))),
      ],
      h(
        "p",
        { class: "acts" },
        h("a", { class: "button primary", href: policy === undefined ? address("results") : address("policy", { name: policy }) }, t("seeResults")),
      ),
    ),
    tally(app, results, new Set()),
  );
  return { element, title };
}

/** Of a list that is asked for, only the columns that matter. */
function wantedOf(fact: Fact, question: QuestionAnswer | null): Fact {
  const wanted = question?.fact === fact.name ? question.columns : undefined;
  return wanted === undefined ? fact : { ...fact, columns: fact.columns.filter(({ name }) => wanted.includes(name)) };
}

/** The counting rule: what stands in the help already is not said twice in full. */
function counting(fact: Fact): Child {
  if (fact.countedAs === undefined) return undefined;
  const rule = h("span", { lang: "zh-CN" }, fact.countedAs);
  return fact.help === undefined ? h("p", {}, rule) : h("details", { class: "second" }, h("summary", {}, t("countingRule")), h("p", {}, rule));
}

/** A yearly fact is asked for all its years at once. */
function yearsOf(app: App, slot: Slot, results: MatchAnswer): Slot[] {
  if (slot.year === undefined) return [{ name: slot.fact.name, fact: slot.fact }];
  const names = new Set([slot.name, ...Object.keys(profile.facts)]);
  for (const group of GROUPS) {
    for (const row of rowsOf(results, group)) {
      const wanted = [...(row.missing ?? []), ...(row.benefits ?? []).flatMap((benefit) => benefit.missing ?? [])];
      for (const name of wanted) names.add(name);
    }
  }
  const years = new Map<number, Slot>();
  for (const name of names) {
    const other = app.index.slot(name);
    if (other?.year !== undefined && other.fact === slot.fact) years.set(other.year, other);
  }
  return [...years.values()].sort((a, b) => (b.year ?? 0) - (a.year ?? 0));
}

/** The fields of a list that are still wanted: the list as a whole was on the screen, so they are put off with it. */
function openFields(slot: Slot, results: MatchAnswer): string[] {
  if (slot.fact.kind !== "list") return [];
  const missing = GROUPS.flatMap((group) => rowsOf(results, group)).flatMap((row) => row.missing ?? []);
  return missing.filter((name) => name.startsWith(`${slot.fact.name}[`));
}

function questionTitle(app: App, slot: Slot, slots: readonly Slot[]): string {
  if (slots.length < 2) return app.index.question(slots[0] ?? slot, app.asOf);
  return app.index.questionOfYears(slot.fact);
}

function groupLine(app: App, group: string | undefined): Child {
  const groups = app.index.all.groups ?? [];
  const at = groups.findIndex((candidate) => candidate.group === group);
  const found = groups[at];
  return found === undefined ? undefined : [words(found.title), " · ", t("groupPlace", { number: at + 1, all: groups.length })];
}

interface Reason {
  policy: string;
  conditions: readonly string[];
}

/** What hangs on the question: as the engine says, or, for a question that was chosen, as the results say. */
function reasons(app: App, slots: readonly Slot[], question: QuestionAnswer | null, results: MatchAnswer): Reason[] {
  const names = new Set(slots.map((slot) => slot.name));
  if (question !== null && names.has(app.index.slot(question.fact)?.name ?? "")) {
    return (question.hangs ?? []).map(({ policy, conditions }) => ({ policy, conditions: conditions ?? [] }));
  }
  const rows = GROUPS.flatMap((group) => rowsOf(results, group));
  return rows.filter((row) => row.missing?.some((name) => names.has(name))).map((row) => ({ policy: row.policy, conditions: [] }));
}

function whySection(app: App, why: readonly Reason[], question: QuestionAnswer | null, standard: string | undefined): Child[] {
  const used = app.index.standard(standard ?? "");
  if (why.length === 0 && used !== undefined) {
    const link = h("a", { href: address("standard", { name: used.policy }) }, words(used.title));
    return [h("h2", {}, t("whyTitle")), h("p", { class: "second" }, rich("whyStandard", { standard: link }))];
  }
  if (why.length === 0) return [h("h2", {}, t("whyTitle")), h("p", { class: "second" }, t("whyNone"))];
  return [
    h("h2", {}, t("whyTitle")),
    h("p", { class: "second" }, question?.hangs?.length === why.length ? foreign(say(question.text)) : t("whySentence", { count: why.length })),
    h(
      "ul",
      { class: "plain reasons" },
      why.map((reason) =>
        h(
          "li",
          {},
          sign("unknown"),
          h(
            "span",
            {},
            h("a", { href: address("policy", { name: reason.policy }) }, words(app.index.policyTitle(reason.policy))),
            reason.conditions.length > 0 && t("colon"),
            namedConditions(app, reason).map((condition, index) => [
              index > 0 && t("listComma"),
              words(conditionTitle(condition)),
              " ",
              h("span", { class: "second" }, cited(app, condition.cite, app.index.mainNames(reason.policy))),
            ]),
          ),
        ),
      ),
    ),
  ];
}

/** The conditions of a reason with their titles and citations. */
function namedConditions(app: App, reason: Reason): ConditionAnswer[] {
  if (reason.conditions.length === 0) return [];
  const all = (conditions: readonly ConditionAnswer[]): ConditionAnswer[] =>
    conditions.flatMap((condition) => [condition, ...all(condition.conditions ?? [])]);
  return all(app.policy(reason.policy).conditions ?? []).filter((condition) => reason.conditions.includes(condition.id));
}

/** One sentence on what an answer settled. */
function justSettled(app: App, before: MatchAnswer, after: MatchAnswer): Child[] | undefined {
  const earlier = groupOf(before);
  const later = groupOf(after);
  const changed = app.index.policies.flatMap((policy): [string, GroupName][] => {
    const now = later.get(policy.policy);
    return now === undefined || now === "undetermined" || now === earlier.get(policy.policy) ? [] : [[policy.policy, now]];
  });
  const [first] = changed;
  if (first === undefined) return undefined;
  return [
    mark(groupState(first[1]), t("justSettled"), "strong"),
    " ",
    changed.slice(0, 3).map(([name, group], index) => [
      index > 0 && t("listSemicolon"),
      words(app.index.policyTitle(name)),
      t("colon"),
      groupWord(group),
    ]),
    changed.length > 3 && t("andMore", { count: changed.length - 3 }),
    t("stop"),
    h("a", { href: changed.length === 1 ? address("policy", { name: first[0] }) : address("results") }, t("look")),
  ];
}

function isNumberLike(slot: Slot): boolean {
  return ["whole", "number", "money", "percent", "duration", "year", "date", "text"].includes(slot.fact.kind);
}

function keyHints(): HTMLElement {
  return h(
    "p",
    { class: "keys" },
    h("kbd", {}, "Enter"), " ", t("nextQuestion"), "  ",
    h("kbd", {}, "Alt"), "+", h("kbd", {}, "S"), " ", t("keySkip"), "  ",
    h("kbd", {}, "Alt"), "+", h("kbd", {}, "←"), " ", t("previousQuestion"),
  );
}
