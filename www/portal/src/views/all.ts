/** Every question on one page, in the author's groups, with the same controls and the same live tally. */

import { fill, h } from "../dom.js";
import { foreign, t, words } from "../i18n/index.js";
import { whenLeft } from "../input/complaint.js";
import { type Field, fieldFor, type Reading } from "../input/control.js";
import { profileAside } from "../parts/profile-aside.js";
import { tally } from "../parts/tally.js";
import { type App, GROUPS, rowsOf } from "../state/app.js";
import type { Slot } from "../state/catalogue.js";
import { within } from "../state/bounds.js";
import { noteUnread, profile } from "../state/profile.js";
import { redraw } from "./go.js";
import { address, type View } from "./view.js";

/** The form. What is asked grows with the answers; nothing vanishes under the reader's hands. */
export function allView(app: App): View {
  app.talk(undefined);
  const tallyPart = h("div", {});
  const aside = h("aside", { "aria-label": t("profileTitle") });
  const groups = new Map<string, HTMLElement>();
  const shown = new Map<string, Field>();
  const wrong = new Map<string, string>();
  const summary = h("div", { class: "error-summary", role: "alert", tabindex: "-1", hidden: true });
  const form = h("form", { class: "all", novalidate: true, on: { submit: finish } });
  for (const group of app.index.all.groups ?? []) {
    const box = h("fieldset", { class: "group sheet padded", hidden: true }, h("legend", {}, words(group.title)));
    groups.set(group.group, box);
    form.append(box);
  }
  form.append(h("p", { class: "acts" }, h("button", { type: "submit", class: "button primary" }, t("seeResults"))));
  grow();
  const element = h(
    "div",
    { class: "wide columns" },
    h("div", { class: "main" }, h("h1", { tabindex: "-1" }, t("navAll")), h("p", { class: "lead" }, t("allHelp")), summary, form, tallyPart),
    aside,
  );
  return { element, title: t("navAll") };

  /** Adds what the engine still wants to know; repaints the tally. */
  function grow(): void {
    const { results, question } = app.answer();
    const names = new Set(Object.keys(profile.facts));
    for (const group of GROUPS) for (const row of rowsOf(results, group)) for (const name of row.missing ?? []) names.add(name);
    const slots = [...names].flatMap((name) => app.index.slot(name) ?? []).filter((slot) => slot.relative === undefined).map(whole);
    const order = app.index.facts.map((fact) => fact.name);
    slots.sort((a, b) => order.indexOf(a.fact.name) - order.indexOf(b.fact.name) || (b.year ?? 0) - (a.year ?? 0));
    for (const slot of slots) if (!shown.has(slot.name)) add(slot);
    fill(tallyPart, tally(app, results, new Set(), question?.left));
    fill(aside, profileAside(app, redraw));
  }

  function add(slot: Slot): void {
    const box = groups.get(slot.fact.entry?.group ?? "") ?? [...groups.values()][0];
    if (box === undefined) return;
    const field: Field = fieldFor({
      app,
      fact: slot.fact,
      label: app.index.question(slot, app.asOf),
      within: within(app, slot),
      value: profile.facts[slot.name],
      unread: profile.unread[slot.name],
      onRead: (reading) => hear(slot, field, reading),
    });
    whenLeft(field.element, () => field.complain(wrong.get(slot.name)));
    shown.set(slot.name, field);
    box.append(field.element);
    box.hidden = false;
  }

  function hear(slot: Slot, field: Field, reading: Reading): void {
    wrong.delete(slot.name);
    if (reading.state === "wrong") {
      app.set(slot.name, undefined);
      noteUnread(slot.name, reading.typed);
      wrong.set(slot.name, reading.message);
    } else {
      const refusal = reading.state === "value" ? app.set(slot.name, reading.value, reading.typed) : app.set(slot.name, undefined);
      if (refusal !== undefined) wrong.set(slot.name, refusal);
    }
    if (!wrong.has(slot.name)) field.complain(undefined);
    grow();
  }

  function finish(event: Event): void {
    event.preventDefault();
    if (wrong.size === 0) {
      location.hash = address("results");
      return;
    }
    for (const [name, message] of wrong) shown.get(name)?.complain(message);
    fill(
      summary,
      h("h2", {}, t("mendCount", { count: wrong.size })),
      h("ul", {}, [...wrong.keys()].map((name) => h("li", {}, h("button", { type: "button", class: "link", on: { click: () => shown.get(name)?.focus() } }, foreign(app.index.title(name, app.asOf)))))),
    );
    summary.hidden = false;
    summary.focus();
  }
}

/** A field of a list is asked with its list. */
function whole(slot: Slot): Slot {
  return slot.column === undefined ? slot : { name: slot.fact.name, fact: slot.fact };
}
