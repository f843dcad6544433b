/** What the service is, the ways in, and a specimen of the answer instead of promises. */

import type { PolicyEntry } from "guiju";
import { type Child, fill, h, unique } from "../dom.js";
import { foreign, say, t, words } from "../i18n/index.js";
import { fieldFor } from "../input/control.js";
import { mark } from "../parts/mark.js";
import { notice } from "../parts/layout.js";
import { quotation } from "../parts/quotation.js";
import { ruler } from "../parts/ruler.js";
import { type App, GROUPS, rowsOf } from "../state/app.js";
import { call, clear, engineFacts, hasFacts, namedFacts, type Profile, profile, replace } from "../state/profile.js";
import { remembers } from "../state/store.js";
import { go, redraw } from "./go.js";
import { address, type View } from "./view.js";

/** How many policies the start page lists before the rest folds. */
const LISTED = 8;

/** The start page. */
export function startView(app: App): View {
  app.talk(undefined);
  const problems = h("div", {});
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
              t(remembers() ? "wayAgainKept" : "wayAgainTab", { day: profile.changed ?? "", count: Object.keys(profile.facts).length }),
              h("a", { class: "button", href: address("results") }, t("seeResults")),
              h("button", { type: "button", class: "link", on: { click: empty } }, t("clearProfile")),
            ),
          way(t("wayFile"), t("wayFileHelp"), h("button", { type: "button", class: "button", on: { click: () => file.click() } }, t("chooseFile")), file),
        ),
        h("h2", {}, t("threeThings")),
        h("ul", { class: "promises" }, (["promiseSelfCheck", "promiseLocal", "promiseHonest"] as const).map((key) => promise(key))),
      ),
      h("aside", {}, specimen(), dates(app)),
    ),
    collection(app),
  );
  return { element, title: t("startTitle") };

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
      const told = JSON.parse(await chosen.text()) as Partial<Profile>;
      const facts = namedFacts(told.facts ?? (told as Profile["facts"]), (name) => app.index.fact(name)?.entry?.yearly === true);
      const known = Object.fromEntries(Object.entries(facts).filter(([name]) => app.index.slot(name) !== undefined));
      // Refused as a whole if a value cannot be: half a profile would answer for another enterprise.
      app.engine.match(engineFacts(known), { asOf: app.asOf });
      replace({ facts: known, skipped: [], unread: {}, ...(typeof told.name === "string" ? { name: told.name } : {}) });
      app.restart();
      go(address("results"));
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

function way(title: string, help: string, ...acts: Child[]): HTMLElement {
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

/** The windows that close next. */
function dates(app: App): Child {
  const results = app.results();
  const open = [...GROUPS, "not_applicable" as const]
    .flatMap((group) => rowsOf(results, group))
    .filter((row) => row.window?.state === "open" && row.window.closes !== undefined)
    .sort((a, b) => (a.window?.closes ?? "").localeCompare(b.window?.closes ?? ""))
    .slice(0, 4);
  if (open.length === 0) return undefined;
  return h(
    "section",
    { class: "dates" },
    h("h2", {}, t("nextDates")),
    h(
      "ul",
      { class: "plain" },
      open.map((row) =>
        h(
          "li",
          {},
          h("span", {}, row.window !== undefined && foreign(say(row.window.text))),
          h("a", { href: address("policy", { name: row.policy }) }, words(app.index.policyTitle(row.policy))),
        ),
      ),
    ),
  );
}

/** The policies of the pack: what each rests on, and how much of its text the rules carry. */
function collection(app: App): HTMLElement {
  const policies = app.index.policies;
  const rest = policies.slice(LISTED);
  const table = h(
    "table",
    { class: "collection" },
    h("thead", {}, h("tr", {}, [t("columnPolicy"), t("columnDocument"), t("columnWindow"), t("columnCoverage")].map((name) => h("th", { scope: "col" }, name)))),
    h("tbody", {}, policies.slice(0, LISTED).map((policy) => row(app, policy))),
  );
  const more = rest.length > 0 && h("button", { type: "button", class: "link", on: { click: all } }, t("allPolicies", { count: policies.length }));
  return h("section", { class: "sheet padded" }, h("div", { class: "part-head" }, h("h2", {}, t("collectionTitle")), " ", h("span", { class: "aside" }, t("policyCount", { count: policies.length })), more), table);

  function all(): void {
    table.tBodies[0]?.append(...rest.map((policy) => row(app, policy)));
    if (more !== false) more.remove();
  }
}

function row(app: App, policy: PolicyEntry): HTMLElement {
  const document = app.index.mainDocument(policy);
  const { coverage } = policy;
  return h(
    "tr",
    {},
    h("th", { scope: "row" }, h("a", { href: address("policy", { name: policy.policy }) }, words(policy.title))),
    h("td", { lang: "zh-CN" }, document?.number ?? document?.title.zh),
    h("td", {}, windowWords(policy.window)),
    h("td", {}, t("coverageSentence", { all: coverage.sentences, encoded: coverage.encoded, judged: coverage.judged, outside: coverage.sentences - coverage.encoded - coverage.judged })),
  );
}

/** When one may apply, whatever the day. */
function windowWords(window: PolicyEntry["window"]): Child {
  switch (window?.kind) {
    case "every_year":
      return t("everyYear", { opens: window.opens, closes: window.closes });
    case "once":
      return t("span", { from: window.opens ?? "", to: window.closes ?? "" });
    case "always":
      return t("windowAlways");
    case "announced":
      return words(window.note);
    default:
      return undefined;
  }
}
