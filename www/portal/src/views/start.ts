/** What the service is, the ways in, and a specimen of the answer instead of promises. */

import { type Child, fill, h, unique } from "../dom.js";
import { foreign, t } from "../i18n/index.js";
import { fieldFor } from "../input/control.js";
import { collection } from "../parts/collection.js";
import { dates } from "../parts/dates.js";
import { mark } from "../parts/mark.js";
import { notice } from "../parts/layout.js";
import { quotation } from "../parts/quotation.js";
import { ruler } from "../parts/ruler.js";
import { searchBox } from "../parts/search-box.js";
import type { App } from "../state/app.js";
import { readProfile } from "../state/import.js";
import { call, clear, hasFacts, profile, replace } from "../state/profile.js";
import { remembers } from "../state/store.js";
import { go, redraw } from "./go.js";
import { address, type View } from "./view.js";

/** The start page. */
export function startView(app: App, query: URLSearchParams): View {
  app.talk(undefined);
  const searching = searchBox(app);
  const problems = h("div", { id: "import-report" });
  const file = h("input", { type: "file", accept: "application/json,.json", id: "profile-file", hidden: true, on: { change: () => void read() } });
  const element = h(
    "div",
    { class: "wide start" },
    h(
      "div",
      { class: "columns" },
      h(
        "div",
        { class: "main" },
        h("h1", { tabindex: "-1" }, t("startTitle")),
        h("p", { class: "lead" }, t("startLead")),
        place(app),
        nameField(),
        problems,
        h(
          "ul",
          { class: "ways sheet" },
          way(t("wayAnswer"), t("wayAnswerHelp"), h("a", { class: "button primary", href: address("ask") }, hasFacts() ? t("goOn") : t("start"))),
          hasFacts() &&
            way(
              t("wayAgain"),
              [
                profile.name !== undefined && [h("span", { lang: "zh-CN" }, profile.name), h("br")],
                t(remembers() ? "wayAgainKept" : "wayAgainTab", { day: profile.changed ?? "", count: Object.keys(profile.facts).length }),
              ],
              h("a", { class: "button", href: address("results") }, t("seeResults")),
              h("button", { type: "button", class: "link", on: { click: empty } }, t("clearProfile")),
            ),
          way(t("wayFile"), t("wayFileHelp"), h("button", { type: "button", class: "button", on: { click: () => file.click() } }, t("chooseFile")), file),
        ),
        searching,
        h("h2", {}, t("threeThings")),
        h("ul", { class: "promises" }, (["promiseSelfCheck", "promiseLocal", "promiseHonest"] as const).map((key) => promise(key))),
      ),
      h("aside", {}, specimen(), dates(app)),
    ),
    collection(app),
  );
  const focus = query.has("search") ? () => searching.querySelector("input")?.focus() : undefined;
  return { element, title: t("startTitle"), focus };

  function empty(): void {
    clear();
    app.restart();
    redraw();
  }

  async function read(): Promise<void> {
    const chosen = file.files?.[0];
    if (chosen === undefined) return;
    file.value = "";
    try {
      const { taken, left } = readProfile(app, await chosen.text());
      replace(taken);
      app.restart();
      const count = Object.keys(taken.facts).length;
      if (left.length === 0) return go(address("results"));
      redraw();
      document.querySelector("#import-report")?.replaceChildren(
        notice(
          "warning",
          h("h2", {}, t("importCount", { count, left: left.length })),
          h("ul", { class: "plain" }, left.map(({ name, why }) => h("li", {}, h("strong", { lang: "zh-CN" }, name), t("colon"), foreign(why)))),
          h("p", { class: "acts" }, h("a", { class: "button primary", href: address("results") }, t("seeResults"))),
        ),
      );
    } catch (cause) {
      fill(problems, notice("bad", h("p", {}, h("strong", {}, t("fileUnread")), cause instanceof Error ? cause.message : "")));
    }
  }
}

/** No rule asks for the name, so nobody has to give it. */
function nameField(): HTMLElement {
  const id = unique("name");
  const input = h("input", { id, type: "text", class: "long", autocomplete: "organization", on: { input: () => call(input.value.trim()) } });
  input.value = profile.name ?? "";
  return h("div", { class: "field line" }, h("label", { class: "name", for: id }, t("enterpriseName")), h("div", { class: "entry" }, input));
}

function place(app: App): Child {
  const fact = app.index.fact("注册地区");
  if (fact === undefined || (app.index.all.regions ?? []).length < 2) return undefined;
  const field = fieldFor({
    app,
    fact,
    label: t("registeredIn"),
    value: profile.facts[fact.name],
    onRead: (reading) => field.complain(app.set(fact.name, reading.state === "value" ? reading.value : undefined)),
  });
  return field.element;
}

function way(title: string, help: Child, ...acts: Child[]): HTMLElement {
  return h("li", {}, h("div", {}, h("h2", {}, title), h("p", { class: "second" }, help)), h("div", { class: "acts" }, acts));
}

function promise(key: "promiseSelfCheck" | "promiseLocal" | "promiseHonest"): HTMLElement {
  const [head = "", rest = ""] = t(key).split("|");
  return h("li", {}, h("strong", {}, head), rest);
}

/** Made up, and says so: what a line of the answer looks like. */
function specimen(): HTMLElement {
  const comparison = { value: "6/73", op: ">=", threshold: "0.1", unit: "%" };
  return h(
    "section",
    { class: "sheet padded specimen" },
    h("h2", { class: "second" }, t("specimenTitle")),
    h("p", { class: "specimen-head" }, h("strong", {}, t("specimenName")), mark("near", t("specimenGap"))),
    ruler(comparison, false),
    quotation({ text: "……占企业当年职工总数的比例不低于10%", cite: [{ number: "国科发火〔2016〕32号", article: "第十一条（四）" }] }, [comparison]),
  );
}
