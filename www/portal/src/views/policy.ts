/** A policy read against its text: what is missing on top, then every condition in the order of the law. */

import type { Facts, PolicyAnswer, PolicyEntry } from "guiju";
import { type Child, fill, h, unique } from "../dom.js";
import { unitless } from "../format/value.js";
import { foreign, say, t, words } from "../i18n/index.js";
import { benefitsPart, mainBenefit } from "../parts/benefits.js";
import { conditionRow } from "../parts/condition.js";
import { coveragePart, outsideRows } from "../parts/coverage.js";
import { notice } from "../parts/layout.js";
import { materialsPart } from "../parts/materials.js";
import { printHead, printProfile, printProof } from "../parts/print.js";
import { dutiesPart, procedurePart } from "../parts/procedure.js";
import { tryPanel } from "../parts/try-panel.js";
import { verdictBand } from "../parts/verdict.js";
import { type App, type GroupName, groupOf } from "../state/app.js";
import { profile } from "../state/profile.js";
import { redraw } from "./go.js";
import { address, type View } from "./view.js";

/** The screen of one policy; undefined if there is none of that name. */
export function policyView(app: App, query: URLSearchParams): View | undefined {
  const name = query.get("name") ?? "";
  const about = app.index.policy(name);
  if (about === undefined) return undefined;
  app.talk(undefined);
  const opened = new Map<string, boolean>();
  const trying = h("div", {});
  const band = h("div", {});
  const body = h("div", {});
  const title = say(about.title);
  const real = app.policy(name);
  draw(real, profile.facts);

  const element = h(
    "div",
    { class: "wide policy" },
    h("p", { class: "crumbs no-print" }, h("a", { href: address("results") }, t("navResults")), " / ", words(about.title)),
    h(
      "article",
      { class: "sheet" },
      h("div", { class: "padded top" }, metaLine(app, about), h("h1", { tabindex: "-1" }, words(about.title)), printHead(app), (real.doubt ?? []).map((doubt) => h("p", { class: "second" }, t("doubt"), h("span", { lang: "zh-CN" }, doubt)))),
      band,
      trying,
      body,
    ),
  );
  return { element, title };

  function draw(answer: PolicyAnswer, facts: Facts): void {
    const group = groupOf(facts === profile.facts ? app.results() : app.matchWith(facts)).get(name) ?? asGroup(answer);
    fill(band, verdictBand(app, answer, group, period(), actsFor(answer, group)));
    fill(body, bodyOf(app, about as PolicyEntry, answer, facts, opened));
  }

  /** Whom those may ask who ask about another day; when the policy is in force stands in the verdict. */
  function period(): string | undefined {
    return real.because?.includes("not_in_force") === true ? t("outOfForce") : undefined;
  }

  function actsFor(answer: PolicyAnswer, group: GroupName): Child {
    if (group === "not_applicable") return undefined;
    if (Object.keys(profile.facts).length === 0 || (answer.missing ?? []).length > 6) {
      return h("a", { class: "button primary", href: address("ask", { policy: name }) }, t("answerQuestions"));
    }
    return [
      group === "undetermined" && (answer.missing ?? []).length > 0 && h("a", { class: "button primary", href: address("ask", { policy: name }) }, t("answerQuestions")),
      trying.childElementCount === 0 && h("button", { type: "button", class: "button", on: { click: openTry } }, t("tryIt")),
    ];
  }

  function openTry(): void {
    fill(
      trying,
      tryPanel(
        app,
        real,
        (facts) => (facts === undefined ? draw(real, profile.facts) : draw(app.policy(name, facts), facts)),
        redraw,
      ),
    );
    draw(real, profile.facts);
    trying.querySelector("h2")?.focus();
  }
}

function bodyOf(app: App, about: PolicyEntry, answer: PolicyAnswer, facts: Facts, opened: Map<string, boolean>): Child[] {
  const conditions = answer.conditions ?? [];
  const outside = outsideRows(app, answer);
  const materials = materialsPart(app, answer);
  const benefits = benefitsPart(app, answer);
  const procedure = procedurePart(answer);
  const duties = dutiesPart(answer);
  const coverage = coveragePart(app, answer);
  const mainNames = app.index.mainNames(about.policy);
  const context = { app, facts, policy: answer.policy, sentences: answer.sentences ?? [], scores: answer.scores ?? [], main: mainNames, opened };
  const scope = answer.scope ?? [];
  const parts: (Part | undefined)[] = [
    scope.length > 0 ? part(t("partScope"), `${scope.length}`, undefined, h("ul", { class: "rows" }, scope.map((line) => conditionRow(context, line)))) : undefined,
    conditions.length > 0
      ? part(t("partConditions"), `${conditions.length}`, h("span", { class: "aside" }, conditionCounts(answer)), h("ul", { class: "rows" }, conditions.map((condition) => conditionRow(context, condition))))
      : undefined,
    outside.length > 0 ? part(t("partOutside"), `${outside.length}`, h("span", { class: "aside" }, t("outsideHelp", { count: outside.length })), h("ul", { class: "rows" }, outside)) : undefined,
    materials === undefined ? undefined : part(t("partMaterials"), `${answer.materials?.length ?? ""}`, materials.summary, materials.list, true),
    benefits.length > 0 ? part(t("partAmount"), "", undefined, h("div", { class: "padded benefits" }, benefits), true) : undefined,
    procedure === undefined ? undefined : part(t("partProcedure"), "", undefined, h("div", { class: "padded" }, procedure), true),
    duties === undefined ? undefined : part(t("partDuties"), "", undefined, h("div", { class: "padded" }, duties), true),
    coverage === undefined ? undefined : part(t("partCoverage"), "", undefined, h("div", { class: "padded" }, coverage), true),
  ];
  const shown = parts.filter((one): one is Part => one !== undefined);
  return [
    (answer.hints ?? []).filter((hint) => hint.applies === "yes").map((hint) => notice("info", h("p", {}, words(hint.content)))),
    answer.outcome !== "not_applicable" && strip(answer),
    h(
      "nav",
      { class: "contents no-print", "aria-label": t("onThisPage") },
      shown.map((one) => h("button", { type: "button", class: "link", on: { click: () => one.reveal() } }, one.title)),
      h("button", { type: "button", class: "link", on: { click: () => window.print() } }, t("print")),
    ),
    shown.filter((one) => !one.folds).map((one) => one.element),
    printProof(app),
    shown.filter((one) => one.folds).map((one) => one.element),
    printProfile(app, answer),
  ];
}

interface Part {
  title: string;
  element: HTMLElement;
  /** It may be folded, and is no part of the first sheet. */
  folds: boolean;
  reveal: () => void;
}

/** A section of the page. Some start folded on a narrow page, with their one line. */
function part(title: string, count: string, aside: Child, content: HTMLElement, folds = false): Part {
  const id = unique("part");
  const heading = h("h2", { tabindex: "-1" }, title);
  const button = h("button", { type: "button", class: "link fold", "aria-controls": id, on: { click: () => set(content.hidden === true) } });
  content.id = id;
  const element = h("section", { class: folds ? "part folds" : "part" }, h("div", { class: "part-head" }, heading, " ", aside, folds && button), content);
  if (folds) set(!matchMedia("(max-width: 47.99rem)").matches);
  return {
    title: count === "" ? title : `${title} ${count}`,
    element,
    folds,
    reveal: () => {
      if (folds) set(true);
      element.scrollIntoView({ block: "start" });
      heading.focus({ preventScroll: true });
    },
  };

  function set(open: boolean): void {
    content.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    fill(button, open ? t("fold") : t("unfold"), h("span", { class: "visually-hidden" }, ` ${title}`));
  }
}

/** 得到什么, 什么时候申报, 多久办完, 跑几次. */
function strip(answer: PolicyAnswer): HTMLElement {
  const { procedure } = answer;
  const benefit = mainBenefit(answer.benefits);
  const limit = procedure?.promised_limits?.[0] ?? procedure?.statutory_limit;
  const special = procedure?.special?.find((one) => one.takes !== undefined);
  const cells: [string, Child, Child][] = [
    [t("stripGet"), benefit === undefined ? undefined : foreign(say(benefit.text)), benefit === undefined ? undefined : words(benefit.title ?? benefit.id)],
    [t("stripWhen"), answer.window === undefined ? undefined : foreign(say(answer.window.text)), undefined],
    [t("stripLong"), limit === undefined ? undefined : foreign(say(limit.text)), special === undefined ? undefined : foreign(t("ofWhich", { name: special.name, time: unitless(special.takes ?? "") }))],
    [
      t("stripWho"),
      foreign(procedure?.modes?.[0] ?? procedure?.apply?.[0] ?? ""),
      [procedure?.visits !== undefined && t("visitTimes", { count: procedure.visits }), procedure?.decides !== undefined && foreign(t("decidedBy", { who: procedure.decides.join("、") }))],
    ],
  ];
  return h(
    "dl",
    { class: "strip" },
    cells
      .filter(([, value]) => value !== undefined && value !== "")
      .map(([name, value, note]) => h("div", {}, h("dt", {}, name), h("dd", {}, h("strong", {}, value), note !== undefined && h("span", {}, note)))),
  );
}

function conditionCounts(answer: PolicyAnswer): string {
  const conditions = answer.conditions ?? [];
  const count = (outcome: string): number => conditions.filter((condition) => condition.outcome === outcome).length;
  const counts = [
    ["met", t("stateMet")],
    ["unmet", t("stateUnmet")],
    ["unknown", t("stateUnknown")],
    ["judged", t("stateJudged")],
  ] as const;
  const list = counts.filter(([outcome]) => count(outcome) > 0).map(([outcome, word]) => t("countState", { count: count(outcome), state: word }));
  return t("conditionCounts", { count: conditions.length, list: list.join(t("listComma")) });
}

function metaLine(app: App, about: PolicyEntry): HTMLElement {
  const document = app.index.mainDocument(about);
  const pieces: Child[] = [
    about.level !== undefined && foreign(t("levelPolicy", { level: about.level })),
    about.authority !== undefined && h("span", { lang: "zh-CN" }, about.authority.join("、")),
    document !== undefined && h("span", { lang: "zh-CN" }, document.number ?? document.title.zh),
  ].filter((piece) => piece !== false);
  return h("p", { class: "meta" }, pieces.map((piece, index) => [index > 0 && " · ", piece]));
}

/** The group of a policy that the match leaves out. */
function asGroup(answer: PolicyAnswer): GroupName {
  return answer.outcome;
}
