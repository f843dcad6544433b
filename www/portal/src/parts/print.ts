/** What only paper shows: whose check, which day, which rules, and every fact that was used. */

import type { PolicyAnswer } from "guiju";
import { h } from "../dom.js";
import { factValue } from "../format/value.js";
import { foreign, t } from "../i18n/index.js";
import type { App } from "../state/app.js";
import { profile } from "../state/profile.js";
import { shortDigest } from "./layout.js";

/** What stands at the head and the foot of every sheet, and how its number is told. */
export function runningTexts(app: App, title: string): void {
  const { style } = document.documentElement;
  const texts = {
    "--gj-print-head": [t("siteName"), t("printTitle"), title].join(" · "),
    "--gj-print-foot": t("printFoot", { rules: shortDigest(app.index.all.pack.digest), day: app.asOf }),
    "--gj-print-page": t("printPage"),
    "--gj-print-of": t("printOf"),
    "--gj-print-pages": t("printPages"),
  };
  // A string of JSON without line breaks is a string of CSS.
  for (const [name, text] of Object.entries(texts)) style.setProperty(name, JSON.stringify(text));
}

/** Whose check this is, of which day, by which rules. */
export function printHead(app: App): HTMLElement {
  const place = profile.facts["注册地区"];
  const pairs: [string, string | undefined][] = [
    [t("printEnterprise"), profile.name],
    [t("printPlace"), typeof place === "string" ? place : undefined],
    [t("printDay"), app.asOf],
    [t("printRules"), shortDigest(app.index.all.pack.digest)],
  ];
  return h(
    "dl",
    { class: "print-only print-head pairs" },
    pairs.filter(([, value]) => value !== undefined).map(([key, value]) => h("div", {}, h("dt", {}, key), h("dd", {}, foreign(value ?? "")))),
  );
}

/** All facts that the answer depends on, with where they come from. */
export function printProfile(app: App, answer: PolicyAnswer): HTMLElement {
  const names = (answer.read ?? Object.keys(profile.facts)).flatMap((name) => app.index.slot(name)?.name ?? []);
  const said = [...new Set(names)].filter((name) => profile.facts[name] !== undefined);
  return h(
    "section",
    { class: "print-only" },
    h("h2", {}, t("printFacts", { count: said.length })),
    h(
      "table",
      { class: "sum" },
      h(
        "tbody",
        {},
        said.map((name) => {
          const fact = app.index.slot(name)?.fact;
          return h("tr", {}, h("th", { scope: "row" }, foreign(app.index.title(name, app.asOf))), h("td", {}, fact === undefined ? "" : foreign(factValue(fact, profile.facts[name]))), h("td", {}, t("selfDeclared")));
        }),
      ),
    ),
  );
}

/** What the reader of the sheet must know, and what proves which rules were used. */
export function printProof(app: App): HTMLElement {
  return h(
    "section",
    { class: "print-only print-proof" },
    h("h2", {}, t("printProof")),
    h("p", {}, t("printDisclaimer", { day: app.asOf })),
    h("p", {}, t("printDigest"), h("code", {}, app.index.all.pack.digest)),
  );
}
