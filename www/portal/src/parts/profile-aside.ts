/** What was said so far, each with a way to change it; it stays on this device. */

import { h, unique } from "../dom.js";
import { factValue } from "../format/value.js";
import { foreign, t } from "../i18n/index.js";
import type { App } from "../state/app.js";
import { clear, profile } from "../state/profile.js";
import { remember, remembers, storageRefused } from "../state/store.js";
import { address } from "../views/view.js";
import { notice } from "./layout.js";

/** How many answers stand beside a question before the rest folds into a link. */
const SHOWN = 8;

/** The profile beside a question. `onChange` is called after everything was cleared. */
export function profileAside(app: App, onChange: () => void): HTMLElement {
  const names = Object.keys(profile.facts);
  const skipped = profile.skipped.filter((name) => !(name in profile.facts));
  const shown = names.slice(-SHOWN);
  const consent = h("input", { type: "checkbox", id: unique("remember"), on: { change: () => remember(consent.checked) } });
  consent.checked = remembers();
  return h(
    "section",
    { class: "profile sheet" },
    h("h2", {}, t("profileTitle"), names.length > SHOWN && h("a", { href: address("all") }, t("profileAll", { count: names.length }))),
    profile.name !== undefined && h("p", { class: "second", lang: "zh-CN" }, profile.name),
    names.length + skipped.length === 0 && h("p", { class: "second" }, t("profileEmpty")),
    h(
      "dl",
      {},
      shown.map((name) => entry(app, name)),
      skipped.slice(-3).map((name) => row(app, name, t("skipped"))),
    ),
    h("div", { class: "choice" }, consent, h("label", { for: consent.id }, t("rememberHere"))),
    h("p", { class: "limits" }, t("sharedComputer")),
    names.length > 0 &&
      h(
        "p",
        { class: "second" },
        h("button", { type: "button", class: "link", on: { click: exportProfile } }, t("exportProfile")),
        " ",
        h("button", { type: "button", class: "link", on: { click: empty } }, t("clearProfile")),
      ),
    storageRefused() && notice("warning", h("p", {}, t("storageRefused"))),
  );

  function empty(): void {
    clear();
    app.restart();
    onChange();
  }
}

/** Writes the profile as a file, in the shape that the engine and the command line read. */
export function exportProfile(): void {
  const text = JSON.stringify({ ...profile, kind: "guiju-profile" }, undefined, 2);
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = h("a", { href: url, download: `guiju-${profile.changed ?? "profile"}.json` });
  link.click();
  URL.revokeObjectURL(url);
}

/** One fact with its value. */
export function entry(app: App, name: string): HTMLElement {
  const fact = app.index.slot(name)?.fact;
  return row(app, name, fact === undefined ? "" : factValue(fact, profile.facts[name]));
}

function row(app: App, name: string, value: string): HTMLElement {
  const title = app.index.title(name, app.asOf);
  return h(
    "div",
    {},
    h("dt", {}, foreign(title)),
    h("dd", {}, foreign(value)),
    h("dd", {}, h("a", { href: address("ask", { fact: name }) }, t("change"), h("span", { class: "visually-hidden" }, foreign(` ${title}`)))),
  );
}

