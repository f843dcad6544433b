/** Change any fact and see the row, the verdict and the other policies move. Nothing is kept until it is said so. */

import type { Facts, MatchAnswer, PolicyAnswer } from "guiju";
import { GuijuError } from "guiju";
import { fill, h } from "../dom.js";
import { t, words } from "../i18n/index.js";
import { type Field, fieldFor, type Reading } from "../input/control.js";
import { type App, groupOf } from "../state/app.js";
import { profile } from "../state/profile.js";
import { groupState, mark } from "./mark.js";
import { factsOf } from "./sentence.js";
import { groupWord } from "./tally.js";

/** How many facts stand in the panel. */
const SHOWN = 8;

/** The panel. `onTry` draws the page with other facts; undefined puts it back. */
export function tryPanel(app: App, answer: PolicyAnswer, onTry: (facts: Facts | undefined) => void, onKeep: () => void): HTMLElement {
  const before = app.matchWith(profile.facts);
  let draft: Facts = { ...profile.facts };
  const moved = h("div", { class: "moved", role: "status" });
  const fields = h("div", { class: "try-fields" });
  const panel = h(
    "section",
    { class: "try no-print", "aria-label": t("tryIt") },
    h("h2", { tabindex: "-1" }, t("tryIt")),
    h("p", { class: "second" }, t("tryHelp")),
    fields,
    moved,
    h(
      "p",
      { class: "acts" },
      h("button", { type: "button", class: "button primary", on: { click: keepDraft } }, t("useTheseNumbers")),
      h("button", { type: "button", class: "button", on: { click: reset } }, t("putBack")),
    ),
  );
  lay();
  return panel;

  function lay(): void {
    fill(fields, worth(app, answer).map((name) => makeField(name)?.element));
    fill(moved);
  }

  function makeField(name: string): Field | undefined {
    const slot = app.index.slot(name);
    if (slot === undefined) return undefined;
    const field: Field = fieldFor({
      app,
      fact: slot.fact,
      label: app.index.title(slot.name, app.asOf),
      value: draft[slot.name],
      onRead: (reading) => hear(slot.name, field, reading),
    });
    return field;
  }

  function hear(name: string, field: Field, reading: Reading): void {
    const next = { ...draft };
    delete next[name];
    if (reading.state === "value") next[name] = reading.value;
    if (reading.state === "wrong") return field.complain(reading.message);
    try {
      show(next);
      draft = next;
      field.complain(undefined);
    } catch (cause) {
      if (!(cause instanceof GuijuError)) throw cause;
      field.complain(app.refusal(name, cause, next));
    }
  }

  function show(facts: Facts): void {
    const after = app.matchWith(facts);
    onTry(facts);
    fill(moved, moves(app, before, after));
  }

  function reset(): void {
    draft = { ...profile.facts };
    onTry(undefined);
    lay();
    panel.querySelector("h2")?.focus();
  }

  function keepDraft(): void {
    for (const name of new Set([...Object.keys(draft), ...Object.keys(profile.facts)])) {
      if (draft[name] !== profile.facts[name]) app.set(name, draft[name]);
    }
    onKeep();
  }
}

/** The facts that are worth changing: those with a gap, then those of unmet and open conditions, then the rest. */
function worth(app: App, answer: PolicyAnswer): string[] {
  const conditions = answer.conditions ?? [];
  const of = (outcome: string): string[] => conditions.filter((condition) => condition.outcome === outcome).flatMap(factsOf);
  const gaps = conditions.flatMap((condition) => (condition.gaps ?? []).map((gap) => gap.fact));
  const names = [...gaps, ...of("unmet"), ...of("unknown"), ...of("judged"), ...of("met")];
  const slots = names.flatMap((name) => app.index.slot(name) ?? []);
  const single = slots.filter((slot) => slot.fact.kind !== "list" && slot.relative === undefined && slot.fact.entry?.given !== true);
  return [...new Set(single.map((slot) => slot.name))].slice(0, SHOWN);
}

/** Which policies stand elsewhere than before. */
function moves(app: App, before: MatchAnswer, after: MatchAnswer): HTMLElement {
  const [earlier, later] = [groupOf(before), groupOf(after)];
  const changed = app.index.policies.flatMap((policy) => {
    const now = later.get(policy.policy);
    return now === undefined || now === earlier.get(policy.policy) ? [] : [{ policy, now }];
  });
  if (changed.length === 0) return h("p", { class: "second" }, t("nothingMoved"));
  return h(
    "ul",
    { class: "plain" },
    changed.map(({ policy, now }) => h("li", {}, words(policy.title), t("colon"), mark(groupState(now), groupWord(now)))),
  );
}
