/** One field for those who look for one thing: a name, a document number, or plain words. */

import { type Child, fill, h, unique } from "../dom.js";
import { t, words } from "../i18n/index.js";
import type { App } from "../state/app.js";
import { type Found, search } from "../state/search.js";
import { address } from "../views/view.js";
import { citation, quotation } from "./quotation.js";

/** What was looked for stays while the page stays open. */
let sought = "";

/** The field with what it finds. `/` leads here from anywhere on the page. */
export function searchBox(app: App): HTMLElement {
  const id = unique("search");
  const help = unique("search-help");
  const input = h("input", {
    id,
    type: "search",
    class: "long",
    autocomplete: "off",
    enterkeyhint: "search",
    "aria-describedby": help,
    on: { input: (event) => (event as InputEvent).isComposing || look(), compositionend: look, keydown: leave },
  });
  const found = h("div", { class: "found" });
  const count = h("p", { class: "visually-hidden", role: "status" });
  input.value = sought;
  const form = h(
    "form",
    { class: "search", role: "search", on: { submit: (event) => (event.preventDefault(), open()) } },
    h("label", { class: "name", for: id }, t("searchLabel")),
    h("div", { class: "entry" }, input, h("button", { type: "submit", class: "button" }, t("searchGo"))),
    h("p", { id: help, class: "limits" }, t("searchHelp"), h("span", { class: "keys" }, " ", h("kbd", {}, "/"), " ", t("searchKey"))),
    count,
    found,
  );
  look();
  return form;

  function look(): void {
    sought = input.value;
    if (sought.trim() === "") {
      fill(count);
      return fill(found);
    }
    const results = search(app, sought);
    fill(count, t("searchCount", { count: results.length }));
    fill(found, results.length === 0 ? h("p", { class: "sheet padded" }, t("searchNone")) : h("ul", { class: "sheet" }, results.map(entry)));
  }

  /** Enter opens the likeliest. */
  function open(): void {
    const first = found.querySelector("a");
    if (first === null) input.focus();
    else first.click();
  }

  /** Escape empties the field; a second one leaves it. */
  function leave(event: KeyboardEvent): void {
    if (event.key !== "Escape" || event.isComposing) return;
    event.preventDefault();
    if (input.value === "") input.blur();
    input.value = "";
    look();
  }

  function entry({ entry: policy, standard, place }: Found): HTMLElement {
    const document = app.index.mainDocument(policy);
    return h(
      "li",
      {},
      h("p", {}, h("a", { href: entryAddress(policy.policy, standard) }, words(policy.title)), standard && [" ", h("span", { class: "tag" }, t("standardTag"))]),
      document !== undefined && h("p", { class: "second", lang: "zh-CN" }, document.number ?? document.title.zh),
      place !== undefined && (place.law ? quotation({ text: excerpt(place.text.zh), cite: [...place.cite] }) : named(place.text, citation(place.cite))),
    );
  }
}

/** The screen of a policy or a standard. */
export function entryAddress(name: string, standard: boolean): string {
  return address(standard ? "standard" : "policy", { name });
}

function named(text: Parameters<typeof words>[0], where: Child[]): HTMLElement {
  return h("p", { class: "second" }, words(text), " ", where);
}

/** A long sentence is not repeated whole. */
function excerpt(text: string): string {
  const most = 80;
  return text.length > most ? `${text.slice(0, most)}……` : text;
}
