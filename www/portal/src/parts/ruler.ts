/**
 * The gap bar. Full length is twice the threshold, so that the needle stands in the middle and rulers line up down
 * the page; a scale that has its own end keeps it. A solid needle head: the number itself counts; hollow: it does not.
 */

import type { ComparisonAnswer, Quantity } from "guiju";
import { h, s } from "../dom.js";
import { approximate, exact } from "../format/exact.js";
import { measure, measured } from "../format/value.js";
import { t } from "../i18n/index.js";

/** What a ruler needs to know. */
export type Drawn = Pick<ComparisonAnswer, "value" | "threshold" | "op" | "unit" | "scale">;

/** Draws a comparison with an order and a positive threshold; undefined for any other. */
export function ruler(comparison: Drawn, met: boolean): HTMLElement | undefined {
  const { value, threshold, op, unit } = comparison;
  if (!/^[<>]=?$/.test(op) || typeof threshold !== "string" || value === undefined) return undefined;
  const limit = number(threshold);
  const scale = comparison.scale === undefined ? undefined : number(comparison.scale);
  if (limit === undefined || limit <= 0) return undefined;
  const end = scale ?? limit * 2;
  const [low, high] = ends(value, end);
  if (low === undefined || high === undefined || low < 0) return undefined;
  const range = low !== high;
  const at = (place: number): number => Math.min(100, (place / end) * 100);
  const needle = at(limit);
  const beyond = high > end;
  const lower = op.startsWith(">");

  const bars: SVGElement[] = [];
  if (range) {
    bars.push(bar("range", at(low), at(high)), edge(at(low)), edge(at(high)));
  } else if (met) {
    bars.push(bar("filled met", 0, at(low)));
  } else if (lower) {
    bars.push(bar("filled", 0, at(low)), bar("gap", at(low), needle));
  } else {
    bars.push(bar("filled", 0, needle), bar("gap", needle, at(low)));
  }
  if (beyond) bars.push(s("path", { class: "break", d: "M0 0", "aria-hidden": "true" }));

  const limitText = limitWords(op, measured(threshold, unit));
  const shown: Label[] = [{ text: limitText, at: needle, kind: "limit" }];
  // On the threshold itself the value stands on the side where it counts.
  if (!range) shown.splice(at(low) < needle || (at(low) === needle && !met) ? 0 : 1, 0, { text: measured(value as string, unit, threshold), at: at(low), kind: "value" });
  return h(
    "div",
    { class: "ruler", role: "img", "aria-label": sentence(comparison, limitText) },
    h("div", { class: "labels", "aria-hidden": "true" }, labels(shown)),
    s(
      "svg",
      { class: "rail", "aria-hidden": "true", focusable: "false" },
      s("rect", { class: "ground", x: "0", y: "6", width: "100%", height: "14" }),
      bars,
      beyond && breakSign(),
      s("rect", { class: "frame", x: "0", y: "6", width: "100%", height: "14" }),
      s("line", { class: "needle", x1: `${needle}%`, x2: `${needle}%`, y1: "2", y2: "26" }),
      s("circle", { class: op.endsWith("=") ? "head" : "head hollow", cx: `${needle}%`, cy: "4.5", r: "4" }),
      [0, 25, 50, 75, 100].map((tick) => s("line", { class: "tick", x1: `${tick}%`, x2: `${tick}%`, y1: "20", y2: "24" })),
    ),
    ticks(end, unit, beyond ? high : undefined, limit),
  );
}

/** Where the value lies, or where it may lie. */
function ends(value: Quantity, end: number): [number, number] | [undefined, undefined] {
  if (typeof value === "string") {
    const at = number(value);
    return at === undefined ? [undefined, undefined] : [at, at];
  }
  if (typeof value === "boolean" || Array.isArray(value)) return [undefined, undefined];
  if ("one_of" in value || "within" in value || "surely" in value) return [undefined, undefined];
  const low = number(value.from ?? value.above ?? "") ?? 0;
  const high = number(value.to ?? value.below ?? "");
  // Of something of which nothing is known there is nothing to draw.
  return low === 0 && high === undefined ? [undefined, undefined] : [low, high ?? end];
}

/** The plain words of a limit: 不低于 10%（含）. */
export function limitWords(op: string, limit: string): string {
  switch (op) {
    case ">=":
      return t("limitAtLeast", { limit });
    case ">":
      return t("limitMore", { limit });
    case "<=":
      return t("limitAtMost", { limit });
    case "<":
      return t("limitLess", { limit });
    case "!=":
    case "≠":
      return t("limitNot", { limit });
    default:
      return t("limitIs", { limit });
  }
}

function sentence(comparison: Drawn, limit: string): string {
  const threshold = typeof comparison.threshold === "string" ? comparison.threshold : undefined;
  return t("rulerSentence", { value: measure(comparison.value, comparison.unit, threshold), limit });
}

function number(text: string): number | undefined {
  const value = exact(text);
  return value === undefined ? undefined : approximate(value);
}

function bar(kind: string, from: number, to: number): SVGElement {
  return s("rect", { class: `bar ${kind}`, x: `${from}%`, y: "6.5", width: `${Math.max(0, to - from)}%`, height: "13" });
}

function edge(at: number): SVGElement {
  return s("line", { class: "edge", x1: `${at}%`, x2: `${at}%`, y1: "6", y2: "20" });
}

/** Two strokes at three quarters: the scale is broken there. */
function breakSign(): SVGElement {
  return s(
    "svg",
    { x: "78%", y: "4", width: "12", height: "18", overflow: "visible" },
    s("path", { class: "break", d: "M1 18L6 0M6 18L11 0" }),
  );
}

interface Label {
  text: string;
  at: number;
  kind: "value" | "limit";
}

/**
 * One or two labels that lean away from each other: the left one ends at its point, the right one begins there, and
 * neither reaches into the other's half however large the type is.
 */
function labels([first, second]: readonly Label[]): (HTMLElement | undefined)[] {
  if (first === undefined) return [];
  const leansLeft = first.at > 18 && (second !== undefined || first.at > 60);
  if (second === undefined) return [label(first, leansLeft, leansLeft ? 0 : first.at, leansLeft ? first.at : 100)];
  const ends = second.at > 80;
  return [
    label(first, leansLeft, leansLeft ? 0 : first.at, leansLeft ? first.at : (first.at + second.at) / 2),
    label(second, ends, ends ? (leansLeft ? first.at : (first.at + second.at) / 2) : second.at, ends ? second.at : 100),
  ];
}

function label({ text, kind }: Label, leansLeft: boolean, from: number, to: number): HTMLElement {
  const element = h("span", { class: `label ${kind} ${leansLeft ? "leans-left" : "leans-right"}` }, text);
  element.style.setProperty("--from", `${from}%`);
  element.style.setProperty("--to", `${to}%`);
  return element;
}

function ticks(end: number, unit: string | undefined, beyond: number | undefined, limit: number): HTMLElement {
  const places: [number, number][] =
    beyond === undefined ? [0, 25, 50, 75, 100].map((place) => [place, (end * place) / 100]) : [[0, 0], [(limit / end) * 100, limit], [100, beyond]];
  const row = h("div", { class: "ticks", "aria-hidden": "true" });
  for (const [place, value] of places) {
    const tick = h("span", { class: place === 0 ? "first" : place === 100 ? "last" : "" }, tickText(value, unit));
    tick.style.setProperty("--at", `${place}%`);
    row.append(tick);
  }
  return row;
}

function tickText(value: number, unit: string | undefined): string {
  if (value === 0) return "0";
  // A figure on a scale, not a result: a float is good enough here.
  const text = measured(value.toFixed(9).replace(/\.?0+$/, ""), unit);
  return unit === "%" || unit === "CNY" ? text : (/^[\d.,]+/.exec(text)?.[0] ?? text);
}
