/** What a policy gives, and how the sum comes about. A ceiling says 最多; what is not settled is no sum. */

import type { BenefitAnswer, PolicyAnswer } from "guiju";
import { type Child, h } from "../dom.js";
import { inYuan } from "../format/value.js";
import { foreign, say, t, words } from "../i18n/index.js";
import type { App } from "../state/app.js";
import { address } from "../views/view.js";
import { notice } from "./layout.js";
import { quotation } from "./quotation.js";
import { blockedList } from "./sentence.js";

/** The benefits of a policy with their steps. */
export function benefitsPart(app: App, answer: PolicyAnswer): HTMLElement[] {
  const would = answer.outcome === "ineligible";
  const given = (answer.benefits ?? []).filter((benefit) => benefit.given !== "no");
  return given.map((benefit) =>
    h(
      "div",
      { class: "benefit" },
      h("h3", {}, words(benefit.title ?? benefit.id)),
      h(
        "table",
        { class: "sum" },
        h(
          "tbody",
          {},
          (benefit.computation ?? []).filter(({ op }) => op !== "=").map((step) =>
            h("tr", {}, h("th", { scope: "row" }, sign(step.op), foreign(say(step.label))), h("td", {}, foreign(say(step.value)))),
          ),
          h("tr", { class: "total" }, h("th", { scope: "row" }, would ? t("wouldGive") : t("gives")), h("td", {}, foreign(say(benefit.text)))),
        ),
      ),
      benefit.amount !== undefined && benefit.unit === "CNY" && h("p", { class: "second" }, t("exactFigure", { value: inYuan(benefit.amount) })),
      because(app, benefit),
      blockedList(benefit.blocked),
      remarks(benefit),
      (answer.sentences ?? []).filter((sentence) => sentence.carried_by === benefit.id).map((sentence) => quotation(sentence)),
    ),
  );
}

/** The benefit that a line has room for: a sum before a right. */
export function mainBenefit(benefits: readonly BenefitAnswer[] | undefined): BenefitAnswer | undefined {
  const given = (benefits ?? []).filter((benefit) => benefit.given !== "no");
  return given.find(isSum) ?? given[0];
}

/** Whether anything is counted at all, or the benefit is a right and no more. */
export function isSum(benefit: BenefitAnswer): boolean {
  return benefit.amount !== undefined || benefit.at_least !== undefined || benefit.at_most !== undefined;
}

function remarks(benefit: BenefitAnswer): Child {
  const parts: Child[] = [
    benefit.term !== undefined && [t("term"), benefit.term],
    benefit.obtained !== undefined && [t("obtained"), benefit.obtained],
    benefit.paid_by !== undefined && [t("paidBy"), benefit.paid_by],
    ...(benefit.doubt ?? []).map((doubt) => [t("doubt"), doubt]),
  ].filter((part) => part !== false);
  return parts.length > 0 && h("p", { class: "second" }, parts.map((part, index) => [index > 0 && t("listSemicolon"), h("span", { lang: "zh-CN" }, part)]));
}

function because(app: App, benefit: BenefitAnswer): Child {
  const reasons = benefit.because ?? [];
  const missing = benefit.missing ?? [];
  const [first] = missing;
  return [
    reasons.includes("law") && h("p", { class: "second" }, t("becauseLaw"), benefit.fixed_by !== undefined && foreign(t("fixedBy", { who: benefit.fixed_by }))),
    reasons.includes("judged") && h("p", { class: "second" }, t("becauseJudged")),
    first !== undefined &&
      notice(
        "info",
        h("p", {}, foreign(t("becauseFacts", { facts: missing.map((name) => app.index.title(name, app.asOf)).join(t("listComma")) })), " ", h("a", { href: address("ask", { fact: first }), class: "answer" }, t("answerThis"))),
      ),
  ];
}

/** The sign before a line of the sum. */
function sign(op: string | undefined): string {
  const signs: Record<string, string> = { "+": "+ ", "-": "− ", "*": "× ", "/": "÷ ", "=": "= " };
  return op === undefined ? "" : (signs[op] ?? "");
}
