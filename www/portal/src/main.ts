/** Fetches the rules, starts the engine, and draws the screen that the address names. */

import "./styles/index.css";
import { Engine } from "guiju";
import { type Child, fill, h } from "./dom.js";
import { foreign, speak, t } from "./i18n/index.js";
import { footer, type Frame, header, notice, ribbon } from "./parts/layout.js";
import { patterns } from "./parts/patterns.js";
import { runningTexts } from "./parts/print.js";
import { App } from "./state/app.js";
import { dressPage, prefer, settings } from "./state/settings.js";
import { aboutView } from "./views/about.js";
import { allView } from "./views/all.js";
import { askView } from "./views/ask.js";
import { go, redraw } from "./views/go.js";
import { policyView } from "./views/policy.js";
import { resultsView } from "./views/results.js";
import { standardView } from "./views/standard.js";
import { startView } from "./views/start.js";
import { address, route, type View } from "./views/view.js";

const page = document.body;
const network = h("div", { class: "wide", role: "status" });
let app: App | undefined;
let restarted = false;
let first = true;

speak(settings.language);
dressPage();
addEventListener("hashchange", draw);
document.addEventListener("guiju-redraw", draw);
document.addEventListener("keydown", seek);
for (const type of ["online", "offline"]) addEventListener(type, tellOfNetwork);
void start();

async function start(): Promise<void> {
  try {
    const engine = await Engine.load(new URL("packs/rules.pack", document.baseURI));
    adopt(engine);
  } catch (cause) {
    fail(cause);
  }
}

function adopt(engine: Engine): void {
  app = new App(engine);
  engine.onRestart(() => {
    restarted = true;
  });
  draw();
}

function draw(): void {
  if (app === undefined) return;
  const { screen, query } = route(location.hash);
  let view: View;
  try {
    view = viewFor(app, screen, query);
  } catch (cause) {
    return fail(cause);
  }
  document.title = `${view.title} · ${t("siteName")}`;
  runningTexts(app, view.title);
  const refused = app.refused.map((name) => app?.index.title(name, app.asOf) ?? name).join(t("listComma"));
  app.refused = [];
  frame(
    screen,
    restarted && h("div", { class: "wide" }, notice("warning", h("p", {}, t("engineRestarted")))),
    refused !== "" && h("div", { class: "wide" }, notice("warning", h("p", {}, foreign(t("answersRefused", { facts: refused }))))),
    view.element,
  );
  restarted = false;
  // The first screen is where the browser has put the reader; later ones are announced by their heading.
  if (!first || screen === "ask") {
    scrollTo(0, 0);
    (view.focus ?? (() => view.element.querySelector<HTMLElement>("h1")?.focus()))();
  }
  first = false;
}

/** `/` leads to the search field, unless something is being typed. */
function seek(event: KeyboardEvent): void {
  if (event.key !== "/" || event.isComposing || event.altKey || event.ctrlKey || event.metaKey || app === undefined) return;
  if (event.target instanceof Element && event.target.closest("input, select, textarea") !== null) return;
  event.preventDefault();
  const field = document.querySelector<HTMLElement>("form.search input");
  if (field === null) go(address("", { search: "" }));
  else field.focus();
}

function viewFor(app: App, screen: string, query: URLSearchParams): View {
  switch (screen) {
    case "":
      return startView(app, query);
    case "ask":
      return askView(app, query);
    case "all":
      return allView(app);
    case "results":
      return resultsView(app);
    case "policy":
      return policyView(app, query) ?? missingView();
    case "standard":
      return standardView(app, query) ?? missingView();
    case "about":
      return aboutView(query);
    default:
      return missingView();
  }
}

function missingView(): View {
  const element = h(
    "div",
    { class: "wide" },
    h("section", { class: "sheet padded" }, h("h1", { tabindex: "-1" }, t("noSuchPage")), h("p", {}, t("noSuchPageHelp")), h("p", {}, h("a", { class: "button primary", href: address("results") }, t("navResults")))),
  );
  return { element, title: t("noSuchPage") };
}

function frame(screen: string, ...content: Child[]): void {
  const pack = app?.index.all.pack;
  const around: Frame = {
    screen,
    asOf: app?.asOf ?? "",
    ...(pack === undefined ? {} : { pack }),
    onDate: (date) => {
      if (app === undefined) return;
      app.asOf = date;
      app.restart();
      redraw();
    },
    onLanguage: () => {
      prefer({ language: settings.language === "zh" ? "en" : "zh" });
      speak(settings.language);
      redraw();
    },
  };
  const main = h("main", { id: "main", tabindex: "-1" }, content);
  const skip = h("a", { class: "skip", href: "#main", on: { click: (event) => (event.preventDefault(), main.focus()) } }, t("skipLink"));
  fill(page, patterns(), skip, header(around), app !== undefined && ribbon(around), network, main, footer());
  tellOfNetwork();
}

/** Without a network all goes on as before; that is worth saying, once, where nothing moves under the finger. */
function tellOfNetwork(): void {
  fill(network, app !== undefined && !navigator.onLine && notice("info", h("p", {}, h("strong", {}, t("offline")), t("offlineHelp"))));
}

/** The rules could not be had: say what happened, what that means, what to do. */
function fail(cause: unknown): void {
  const file = h("input", { type: "file", hidden: true, on: { change: () => void read() } });
  const what = app !== undefined ? "somethingBroke" : canCompute(cause) ? "noRules" : "noEngine";
  document.title = `${t(what)} · ${t("siteName")}`;
  frame(
    "",
    h(
      "div",
      { class: "wide" },
      h(
        "section",
        { class: "sheet padded" },
        h("h1", { tabindex: "-1" }, t(what)),
        h("p", {}, t(WHAT_TO_DO[what])),
        h("p", { class: "second" }, cause instanceof Error ? cause.message : String(cause)),
        h(
          "p",
          { class: "acts" },
          h("button", { type: "button", class: "button primary", on: { click: () => (app === undefined ? void start() : location.reload()) } }, t("tryAgain")),
          what === "noRules" && h("button", { type: "button", class: "button", on: { click: () => file.click() } }, t("fromFile")),
          file,
        ),
      ),
    ),
  );

  async function read(): Promise<void> {
    const chosen = file.files?.[0];
    if (chosen === undefined) return;
    try {
      adopt(await Engine.fromPack(await chosen.arrayBuffer()));
    } catch (problem) {
      fail(problem);
    }
  }
}

const WHAT_TO_DO = { noRules: "noRulesHelp", noEngine: "noEngineHelp", somethingBroke: "somethingBrokeHelp" } as const;

/** Old browsers and some company settings do not let a page compute at all. */
function canCompute(cause: unknown): boolean {
  return typeof WebAssembly === "object" && !(cause instanceof WebAssembly.CompileError) && !(cause instanceof WebAssembly.LinkError);
}
