/** Marks: shape and word carry the meaning, colour helps. The word is the text; the mark is not read aloud. */

import type { ConditionAnswer } from "guiju";
import { h, s } from "../dom.js";
import { type Key, t } from "../i18n/index.js";
import type { GroupName } from "../state/app.js";

/** Every state that a mark can show. */
export type State =
  | "met" | "near" | "unknown" | "judged" | "unmet" | "closed" | "notApplicable" | "notEncoded" | "shared" | "promised"
  | "later" | "submit";

const WORDS: Record<State, Key> = {
  met: "stateMet",
  near: "stateNear",
  unknown: "stateUnknown",
  judged: "stateJudged",
  unmet: "stateUnmet",
  closed: "stateClosed",
  notApplicable: "stateNotApplicable",
  notEncoded: "stateNotEncoded",
  shared: "materialShared",
  promised: "materialPromised",
  later: "materialLater",
  submit: "materialSubmit",
};

/** The bare sign. */
export function sign(state: State): SVGSVGElement {
  return s("svg", { class: `mark ${state}`, viewBox: "0 0 20 20", "aria-hidden": "true", focusable: "false" }, SHAPES[state]());
}

/** Sign and word as one unit. */
export function mark(state: State, word: string = t(WORDS[state]), tag: "span" | "p" | "strong" = "span"): HTMLElement {
  return h(tag, { class: `state ${state}` }, sign(state), h("span", { class: "word" }, word));
}

/** The state of a group of policies. */
export function groupState(group: GroupName): State {
  const states: Record<GroupName, State> = {
    eligible: "met",
    pending: "judged",
    near: "near",
    undetermined: "unknown",
    not_open: "closed",
    ineligible: "unmet",
    not_applicable: "notApplicable",
  };
  return states[group];
}

/** Sign and word of a condition; what cannot be worked out is not merely unknown. */
export function conditionMark(condition: ConditionAnswer): HTMLElement {
  const stuck = condition.outcome === "unknown" && (condition.blocked ?? []).length > 0 && (condition.missing ?? []).length === 0;
  return stuck ? mark("unknown", t("stateBlocked")) : mark(conditionState(condition));
}

/** The state of a condition. */
function conditionState(condition: ConditionAnswer): State {
  return condition.outcome;
}

const SHAPES: Record<State, () => SVGElement[]> = {
  met: () => [s("circle", { class: "solid", cx: 10, cy: 10, r: 8.5 }), s("path", { class: "cut", d: "M5.8 10.3l3 3 5.4-6" })],
  unmet: () => [
    s("rect", { class: "solid", x: 2, y: 2, width: 16, height: 16 }),
    s("path", { class: "cut", d: "M6.4 6.4l7.2 7.2M13.6 6.4l-7.2 7.2" }),
  ],
  near: () => [
    s("path", { class: "stroke", d: "M13.6 2.9A8 8 0 1 0 17.9 8.6" }),
    s("path", { class: "stroke", d: "M10 6.3v7.4M6.3 10h7.4" }),
  ],
  unknown: () => [
    s("circle", { class: "stroke dashed", cx: 10, cy: 10, r: 8 }),
    s("path", { class: "stroke thin", d: "M7.7 8a2.3 2.3 0 1 1 3.6 1.9c-.8.6-1.3 1-1.3 2" }),
    s("circle", { class: "solid", cx: 10, cy: 14.3, r: 0.95 }),
  ],
  judged: () => [
    s("circle", { class: "stroke thin", cx: 10, cy: 10, r: 8.2 }),
    s("circle", { class: "stroke thin", cx: 10, cy: 8, r: 2.4 }),
    s("path", { class: "stroke thin", d: "M5.4 14.6c.8-2.4 2.6-3.3 4.6-3.3s3.8.9 4.6 3.3" }),
  ],
  closed: () => [s("circle", { class: "stroke", cx: 10, cy: 10, r: 8 }), s("path", { class: "stroke", d: "M10 5.2V10l3.4 2.2" })],
  notApplicable: () => [s("circle", { class: "stroke", cx: 10, cy: 10, r: 8 }), s("path", { class: "stroke", d: "M6 10h8" })],
  notEncoded: () => [
    s("rect", { class: "stroke thin", x: 4, y: 2, width: 12, height: 16 }),
    s("path", { class: "stroke thin", d: "M4 12l8-9.6M4.4 17.4L16 3.6M9.6 17.6l6.2-7.2" }),
  ],
  shared: () => [
    s("rect", { class: "stroke", x: 2.5, y: 2.5, width: 9.5, height: 11 }),
    s("path", { class: "stroke", d: "M14 7h3.5v10.5H8V15" }),
  ],
  promised: () => [s("path", { class: "stroke", d: "M3.4 16.6l1-4L13.8 3l3.2 3.2-9.6 9.4zM11.6 5.4l3 3" })],
  later: () => [
    s("rect", { class: "stroke thin dashed", x: 2, y: 2, width: 16, height: 16 }),
    s("path", { class: "stroke thin", d: "M10 5.6V10l2.8 1.8" }),
  ],
  submit: () => [s("rect", { class: "stroke", x: 3, y: 3, width: 14, height: 14 })],
};
