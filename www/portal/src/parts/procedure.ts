/** How it is handled: where, by whom, how long. */

import type { PolicyAnswer } from "guiju";
import { type Child, h } from "../dom.js";
import { unitless } from "../format/value.js";
import { foreign, say, t, words } from "../i18n/index.js";
import { citation } from "./quotation.js";

/** The steps of the procedure as a line of stops, and what else is said of it. */
export function procedurePart(answer: PolicyAnswer): HTMLElement | undefined {
  const { procedure } = answer;
  if (procedure === undefined) return undefined;
  const stops: [Child, Child][] = [
    [list(procedure.apply) ?? t("apply"), answer.window === undefined ? undefined : foreign(say(answer.window.text))],
    ...(procedure.accepts === undefined ? [] : [[t("accepts"), list(procedure.accepts)] as [Child, Child]]),
    ...(procedure.special ?? []).map((special): [Child, Child] => [
      chinese(special.name),
      [
        special.takes === undefined ? t("timeOpen") : unitless(special.takes),
        special.uncounted === true && t("uncounted"),
        special.remarks !== undefined && [t("listSemicolon"), chinese(special.remarks.join("；"))],
      ],
    ]),
    ...(procedure.decides === undefined ? [] : [[t("decides"), list(procedure.decides)] as [Child, Child]]),
  ];
  const facts: [string, Child][] = [
    [t("statutoryLimit"), procedure.statutory_limit === undefined ? undefined : foreign(say(procedure.statutory_limit.text))],
    ...(procedure.promised_limits ?? []).map((limit): [string, Child] => [t("promisedLimit"), foreign(say(limit.text))]),
    [t("visits"), procedure.visits === undefined ? undefined : t("times", { count: procedure.visits })],
    [t("modes"), list(procedure.modes)],
    [t("fee"), procedure.fee === undefined ? undefined : chinese(procedure.fee)],
    [t("hotline"), procedure.hotline],
  ];
  return h(
    "div",
    {},
    h("ol", { class: "stops" }, stops.map(([name, note]) => h("li", {}, h("strong", {}, name), h("span", { class: "second" }, note)))),
    h("dl", { class: "pairs" }, facts.filter(([, value]) => value !== undefined).map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value)))),
    [...(procedure.remarks ?? []), ...(procedure.doubt ?? []).map((doubt) => `${t("doubt")}${doubt}`)].map((remark) => h("p", { class: "second" }, chinese(remark))),
  );
}

/** Duties afterwards. */
export function dutiesPart(answer: PolicyAnswer): HTMLElement | undefined {
  if (answer.duties === undefined || answer.duties.length === 0) return undefined;
  return h(
    "ul",
    { class: "plain" },
    answer.duties.map((duty) =>
      h(
        "li",
        {},
        h("strong", {}, words(duty.id)),
        t("colon"),
        words(duty.content),
        duty.term !== undefined && [t("listSemicolon"), chinese(duty.term)],
        duty.consequence !== undefined && [t("listSemicolon"), chinese(duty.consequence)],
        " ",
        h("span", { class: "second" }, citation(duty.cite)),
      ),
    ),
  );
}

function list(names: readonly string[] | undefined): Child {
  return names === undefined || names.length === 0 ? undefined : chinese(names.join("、"));
}

function chinese(text: string): Child {
  return h("span", { lang: "zh-CN" }, text);
}
