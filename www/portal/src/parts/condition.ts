/** A condition: citation in the margin, our sentence in the middle, the verdict at the right. */

import type { ComparisonAnswer, ConditionAnswer, Facts, ScoreAnswer, SentenceAnswer } from "guiju";
import { type Child, fill, h, unique } from "../dom.js";
import { factValue, measure, measured } from "../format/value.js";
import { foreign, say, t, words } from "../i18n/index.js";
import type { App } from "../state/app.js";
import { address } from "../views/view.js";
import { conditionMark } from "./mark.js";
import { margin, quotation } from "./quotation.js";
import { ruler } from "./ruler.js";
import { blockedList, conditionSentence, conditionTitle, factsOf } from "./sentence.js";

/** What a row needs beside its condition. */
export interface RowContext {
  app: App;
  facts: Facts;
  policy: string;
  sentences: readonly SentenceAnswer[];
  scores: readonly ScoreAnswer[];
  /** The names of the policy's main document, which the margin leaves out. */
  main: readonly string[];
  /** Which rows the reader has opened or folded, by id. */
  opened: Map<string, boolean>;
}

/** The row of a condition, with the conditions inside it. */
export function conditionRow(context: RowContext, condition: ConditionAnswer): HTMLElement {
  const { policy, opened } = context;
  const id = unique("condition");
  const details = h("div", { id, class: "details" }, detailsOf(context, condition));
  const bounded = (condition.comparisons ?? []).some((comparison) => typeof comparison.value === "object");
  const openAtFirst = condition.outcome === "unmet" || (condition.outcome === "judged" && bounded);
  const toggle = h("span", { class: "toggle", "aria-hidden": "true" });
  const button = h(
    "button",
    { type: "button", "aria-controls": id, on: { click: () => set(button.getAttribute("aria-expanded") !== "true") } },
    h("span", {}, words(conditionTitle(condition))),
    toggle,
  );
  const row = h(
    "li",
    { class: `row condition ${condition.outcome}` },
    margin(context.app, condition.cite, context.main),
    h("div", { class: "body" }, h("h3", {}, button), h("p", {}, conditionSentence(condition, policy)), details),
    h("div", { class: "verdict" }, conditionMark(condition)),
  );
  set(opened.get(condition.id) ?? openAtFirst, false);
  return row;

  function set(open: boolean, byReader = true): void {
    if (byReader) opened.set(condition.id, open);
    button.setAttribute("aria-expanded", String(open));
    row.classList.toggle("open", open);
    details.hidden = !open;
    fill(toggle, open ? t("fold") : t("unfold"));
  }
}

function detailsOf(context: RowContext, condition: ConditionAnswer): Child[] {
  const { sentences } = context;
  const quoted = sentences.filter((sentence) => sentence.condition === condition.id);
  const names = factsOf(condition);
  return [
    // Of several ways one of which is enough, those that fail need no drawing once one holds.
    (condition.comparisons ?? []).filter((comparison) => condition.outcome !== "met" || comparison.outcome === "met").map((comparison) => [ruler(comparison, comparison.outcome === "met"), comparison.tier !== undefined && !say(condition.text).includes(say(comparison.tier.text)) && h("p", { class: "second" }, foreign(say(comparison.tier.text))), scoreLine(context, comparison)]),
    blockedList(condition.blocked),
    names.length > 0 && h("dl", { class: "facts" }, names.map((name) => factRow(context, condition, name))),
    condition.doubt?.map((doubt) => h("p", { class: "second doubt" }, t("doubt"), h("span", { lang: "zh-CN" }, doubt))),
    quoted.map((sentence) => quotation(sentence, condition.comparisons)),
    condition.conditions !== undefined &&
      h(
        "ul",
        { class: "inner" },
        condition.conditions.map((inner) =>
          h(
            "li",
            { class: inner.outcome },
            h("p", {}, h("strong", {}, words(conditionTitle(inner))), " ", conditionMark(inner)),
            h("p", { class: "second" }, conditionSentence(inner, context.policy)),
            (inner.comparisons ?? []).map((comparison) => ruler(comparison, comparison.outcome === "met")),
            sentences.filter((sentence) => sentence.condition === inner.id).map((sentence) => quotation(sentence, inner.comparisons)),
          ),
        ),
      ),
  ];
}

/** What a score is made of, part by part. */
function scoreLine({ scores }: RowContext, comparison: ComparisonAnswer): Child {
  const score = scores.find((candidate) => candidate.id === comparison.name);
  if (score?.parts === undefined) return undefined;
  return h(
    "p",
    { class: "second" },
    score.parts.map((part, index) => [index > 0 && t("listSemicolon"), words(part.title ?? part.id), " ", measure(part.points, "分")]),
  );
}

function factRow({ app, facts }: RowContext, condition: ConditionAnswer, name: string): HTMLElement {
  const slot = app.index.slot(name);
  const title = app.index.title(name, app.asOf);
  const gap = condition.gaps?.find((candidate) => candidate.fact === name);
  const held = condition.gaps?.some((candidate) => candidate.held?.includes(name)) === true;
  const value = slot === undefined ? "" : factValue(slot.fact, facts[slot.name]);
  return h(
    "div",
    {},
    h("dt", {}, foreign(title)),
    h("dd", { class: "now" }, foreign(value)),
    h("dd", { class: "need" }, gap !== undefined ? t(gap.change.startsWith("-") ? "toAtMost" : "toAtLeast", { value: measured(gap.need, gap.unit) }) : held && t("heldFixed")),
    h(
      "dd",
      { class: "change" },
      slot !== undefined &&
        slot.relative === undefined &&
        h("a", { href: address("ask", { fact: slot.name }) }, facts[slot.name] === undefined ? t("answer") : t("change"), h("span", { class: "visually-hidden" }, foreign(` ${title}`))),
    ),
  );
}
