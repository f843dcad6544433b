/** What only paper shows: whose check, which day, which rules, and every fact that was used. */

import type { PolicyAnswer, PolicyEntry } from "guiju";
import { h } from "../dom.js";
import { factValue } from "../format/value.js";
import { foreign, t } from "../i18n/index.js";
import type { App } from "../state/app.js";
import { profile } from "../state/profile.js";
import { shortDigest } from "./layout.js";

/** The head of the sheet. */
export function printHead(app: App, about: PolicyEntry): HTMLElement {
  const place = profile.facts["注册地区"];
  const document = app.index.mainDocument(about);
  const pairs: [string, string | undefined][] = [
    [t("printEnterprise"), profile.name],
    [t("printPlace"), typeof place === "string" ? place : undefined],
    [t("printDay"), app.asOf],
    [t("printRules"), shortDigest(app.index.all.pack.digest)],
    [t("printDocument"), document?.number ?? document?.document],
  ];
  return h(
    "div",
    { class: "print-only print-head" },
    h("p", { class: "running" }, `${t("siteName")} · ${t("printTitle")}`),
    h("dl", { class: "pairs" }, pairs.filter(([, value]) => value !== undefined).map(([key, value]) => h("div", {}, h("dt", {}, key), h("dd", {}, foreign(value ?? ""))))),
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
export function printFoot(app: App): HTMLElement {
  return h("p", { class: "print-only print-foot" }, t("printDisclaimer", { day: app.asOf }), h("br"), h("code", {}, app.index.all.pack.digest));
}
