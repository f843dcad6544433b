/** What the pack holds: the policies, what each rests on and how much of its text the rules carry; then the standards. */

import type { PolicyEntry } from "guiju";
import { type Child, h } from "../dom.js";
import { monthDay } from "../format/day.js";
import { t, words } from "../i18n/index.js";
import type { App } from "../state/app.js";
import { entryAddress } from "./search-box.js";

/** How many policies the start page lists before the rest folds. */
const LISTED = 8;

/** The list at the foot of the start page. */
export function collection(app: App): HTMLElement {
  const { policies, standards } = app.index;
  const rest = policies.slice(LISTED);
  const body = h("tbody", {}, policies.slice(0, LISTED).map((policy) => row(app, policy)));
  const more = rest.length > 0 && h("button", { type: "button", class: "link", on: { click: all } }, t("allPolicies", { count: policies.length }));
  return h(
    "section",
    { class: "sheet padded" },
    h("div", { class: "part-head" }, h("h2", {}, t("collectionTitle")), " ", h("span", { class: "aside" }, t("policyCount", { count: policies.length })), more),
    h("table", { class: "collection" }, heads(t("columnPolicy"), t("columnDocument"), t("columnWindow"), t("columnCoverage")), body),
    standards.length > 0 && [
      h("div", { class: "part-head" }, h("h2", {}, t("standardsTitle")), " ", h("span", { class: "aside" }, t("standardsHelp"))),
      h(
        "table",
        { class: "collection" },
        heads(t("columnStandard"), t("columnDocument"), t("columnInForce"), t("columnSentences")),
        h("tbody", {}, standards.map((standard) => standardRow(app, standard))),
      ),
    ],
  );

  function all(): void {
    body.append(...rest.map((policy) => row(app, policy)));
    if (more !== false) more.remove();
  }
}

function heads(...names: string[]): HTMLElement {
  return h("thead", {}, h("tr", {}, names.map((name) => h("th", { scope: "col" }, name))));
}

function row(app: App, policy: PolicyEntry): HTMLElement {
  return h("tr", {}, ...names(app, policy, false), h("td", {}, windowWords(policy.window)), h("td", {}, coverageWords(policy)));
}

function standardRow(app: App, standard: PolicyEntry): HTMLElement {
  const from = standard.effective?.at(-1)?.from;
  return h(
    "tr",
    {},
    ...names(app, standard, true),
    h("td", {}, from !== undefined && t("since", { day: from })),
    h("td", {}, standard.coverage.sentences === 0 ? t("coverageNone") : t("sentences", { count: standard.coverage.sentences })),
  );
}

function names(app: App, entry: PolicyEntry, standard: boolean): HTMLElement[] {
  const document = app.index.mainDocument(entry);
  return [
    h("th", { scope: "row" }, h("a", { href: entryAddress(entry.policy, standard) }, words(entry.title))),
    h("td", { lang: "zh-CN" }, document?.number ?? document?.title.zh),
  ];
}

/** How much of the text the rules carry; what is none is not counted out. */
export function coverageWords({ coverage }: Pick<PolicyEntry, "coverage">): string {
  const { sentences, encoded, judged } = coverage;
  if (sentences === 0) return t("coverageNone");
  if (encoded === sentences) return t("coverageWhole", { all: sentences });
  const outside = sentences - encoded - judged;
  const parts = [
    encoded > 0 && t("coverageEncoded", { count: encoded }),
    judged > 0 && t("coverageJudged", { count: judged }),
    outside > 0 && t("coverageOutside", { count: outside }),
  ].filter((part) => part !== false);
  return t("coverageParts", { all: sentences, parts: parts.join(t("partComma")) });
}

/** When one may apply, whatever the day. */
function windowWords(window: PolicyEntry["window"]): Child {
  switch (window?.kind) {
    case "every_year":
      return t("everyYear", { opens: monthDay(window.opens), closes: monthDay(window.closes) });
    case "once":
      return t("span", { from: window.opens ?? "", to: window.closes ?? "" });
    case "always":
      return t("windowAlways");
    case "announced":
      return words(window.note);
    default:
      return t("windowNotSaid");
  }
}
