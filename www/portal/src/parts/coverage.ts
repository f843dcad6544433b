/** How much of the text the rule carries. It measures our rule, so it never stands near the verdict. */

import type { PolicyAnswer, SentenceAnswer } from "guiju";
import { type Child, h, s } from "../dom.js";
import { t } from "../i18n/index.js";
import type { App } from "../state/app.js";
import { mark } from "./mark.js";
import { margin, quotation } from "./quotation.js";
import { coverageWords } from "./collection.js";
import { notEncoded } from "./verdict.js";

/** The bar, its legend, and every sentence behind a disclosure. */
export function coveragePart(app: App, answer: PolicyAnswer): HTMLElement | undefined {
  const { coverage } = answer;
  if (coverage.sentences === 0) return undefined;
  const outside = notEncoded(answer);
  const sentence = coverageWords(answer);
  const fills: [string, number][] = [["encoded", coverage.encoded], ["judged", coverage.judged], ["outside", outside]];
  let at = 0;
  const bars = fills.map(([kind, count]) => {
    const [x, width] = [at, (count / coverage.sentences) * 100];
    at += width;
    return count > 0 && [
      s("rect", { class: kind, x: `${x}%`, y: "1", width: `${width}%`, height: "20" }),
      s("text", { class: kind, x: `${x + width / 2}%`, y: "16", "text-anchor": "middle" }, String(count)),
    ];
  });
  return h(
    "div",
    { class: "coverage" },
    h("div", { role: "img", "aria-label": sentence }, s("svg", { class: "coverage-bar", "aria-hidden": "true", focusable: "false" }, bars)),
    h(
      "p",
      { class: "legend" },
      h("span", { class: "key encoded" }, t("coverageEncoded", { count: coverage.encoded })),
      coverage.judged > 0 && h("span", { class: "key judged" }, t("coverageJudged", { count: coverage.judged })),
      outside > 0 && h("span", { class: "key outside" }, t("coverageOutside", { count: outside })),
    ),
    (answer.sentences ?? []).length > 0 && h("details", { class: "no-print" }, h("summary", {}, t("everySentence")), h("ul", { class: "rows" }, (answer.sentences ?? []).map((one) => sentenceRow(app, one)))),
  );
}

/** Sentences that no rule carries: the reader must look for himself. */
export function outsideRows(app: App, answer: PolicyAnswer): HTMLElement[] {
  return (answer.sentences ?? []).filter((sentence) => sentence.state === "not_encoded").map((sentence) => sentenceRow(app, sentence));
}

function sentenceRow(app: App, sentence: SentenceAnswer): HTMLElement {
  const state: Child =
    sentence.state === "encoded" ? h("span", { class: "second" }, t("inRule")) : sentence.state === "judged" ? mark("judged") : mark("notEncoded", t("stateOutside"));
  return h(
    "li",
    { class: `row sentence ${sentence.state}` },
    margin(app, sentence.cite, []),
    h("div", { class: "body" }, quotation({ ...sentence, cite: [] })),
    h("div", { class: "verdict" }, state),
  );
}
