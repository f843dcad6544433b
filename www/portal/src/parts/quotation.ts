/** The law's own words, in Song, with the phrase that decides underlined. */

import type { Cite, ComparisonAnswer, SentenceAnswer } from "guiju";
import { type Child, h } from "../dom.js";
import { approximate, exact } from "../format/exact.js";
import { readNumber } from "../input/number.js";
import { speaks, t } from "../i18n/index.js";
import type { App } from "../state/app.js";

/** A sentence of the law and where it stands. A paraphrase says that it is one. */
export function quotation(sentence: Pick<SentenceAnswer, "text" | "paraphrase" | "cite">, comparisons: readonly Pick<ComparisonAnswer, "threshold">[] = []): HTMLElement {
  return h(
    "blockquote",
    { class: sentence.paraphrase === true ? "law paraphrase" : "law" },
    h("p", { lang: "zh-CN" }, deciding(sentence.text, comparisons)),
    h(
      "footer",
      {},
      sentence.paraphrase === true && `${t("paraphrase")} `,
      citation(sentence.cite, true),
      speaks() === "en" && (sentence.cite ?? []).length > 0 && ` ${t("chineseIsLaw")}`,
    ),
  );
}

/** Where something stands: 《…》第十一条（四）. */
export function citation(cites: readonly Cite[] | undefined, whole = false): Child[] {
  return (cites ?? []).map((cite, index) => [
    index > 0 && (whole ? "；" : " "),
    h(
      "cite",
      { lang: "zh-CN" },
      whole && (cite.document === undefined ? cite.number : bookMarks(cite.document)),
      cite.article ?? (whole ? undefined : cite.document),
    ),
  ]);
}

/** Articles, with the short name of the document where it is not the main one. */
export function cited(app: App, cites: readonly Cite[] | undefined, main: readonly string[]): Child[] {
  return (cites ?? []).map((cite, index) => [
    index > 0 && t("listSemicolon"),
    h("cite", { lang: "zh-CN" }, foreign(app, cite, main), cite.article),
  ]);
}

/** The margin: the short name of the document only where it changes. */
export function margin(app: App, cites: readonly Cite[] | undefined, main: readonly string[]): HTMLElement {
  return h(
    "p",
    { class: "margin" },
    (cites ?? []).map((cite, index) => [
      index > 0 && h("br"),
      h("cite", { lang: "zh-CN" }, foreign(app, cite, main), cite.article),
    ]),
  );
}

/** The document, where it is not the main one: its short name, or its number where it has no title. */
function foreign(app: App, cite: Cite, main: readonly string[]): string | undefined {
  if (cite.document === undefined) return cite.number === undefined ? undefined : `${cite.number} `;
  return main.includes(cite.document) ? undefined : `${app.index.shortName(cite.document)} `;
}

/** 《…》 around the title of a document. */
function bookMarks(title: string): string {
  return title.startsWith("《") ? title : `《${title}》`;
}

const BEFORE = "不低于|不少于|不高于|不超过|不得超过|不得低于|达到|超过|高于|低于|大于|小于|少于|多于|满|每满";
const FIGURE = String.raw`百分之[零一二三四五六七八九十百点]+|[\d０-９][\d０-９,，.．]*\s*(?:%|％|‰|亿元|万元|元|人|项|分|年|个月|日|天|平方米|周岁|岁)?|[一二三四五六七八九十百千两]+(?:年|个月|日|天|项|人|次)`;
const AFTER = String.raw`（含）|以上|以下|以内|\(含\)`;

/** Marks the phrase whose figure is the threshold. */
function deciding(text: string, comparisons: readonly Pick<ComparisonAnswer, "threshold">[]): Child[] {
  const limits = comparisons.flatMap(({ threshold }) => (typeof threshold === "string" ? [threshold] : []));
  const phrase = new RegExp(`(?:${BEFORE})?\\s*(${FIGURE})(?:${AFTER})*`, "g");
  for (const match of text.matchAll(phrase)) {
    const [whole, figure = ""] = match;
    if (!limits.some((limit) => same(figure, limit))) continue;
    const end = match.index + whole.length;
    return [text.slice(0, match.index), h("u", {}, whole), text.slice(end)];
  }
  return [text];
}

/** Whether a figure of the text is the threshold of the rule: 10% is 0.1, 一年 is 365 days or P1Y. */
function same(figure: string, limit: string): boolean {
  const plain = figure.normalize("NFKC").replace(/[,\s]/g, "");
  const [, count = "", unit = ""] = /^(?:百分之)?([\d.零一二三四五六七八九十百千两点]+)(.*)$/.exec(plain) ?? [];
  const read = readNumber(count);
  const value = read === undefined ? undefined : exact(read.decimal);
  if (value === undefined) return false;
  const size = approximate(value);
  const factor = plain.startsWith("百分之") || unit === "%" ? 0.01 : unit === "‰" ? 0.001 : unit === "万元" ? 1e4 : unit === "亿元" ? 1e8 : 1;
  const wanted = exact(limit);
  if (wanted !== undefined && Math.abs(approximate(wanted) - size * factor) < 1e-9) return true;
  return unit === "年" && (limit === String(365 * size) || limit === `P${12 * size}M` || limit === `P${365 * size}D`);
}
