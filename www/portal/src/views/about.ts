/** How it is worked out, and what stays where. */

import { h } from "../dom.js";
import { type Key, t } from "../i18n/index.js";
import type { View } from "./view.js";

const PARTS: readonly [Key, readonly Key[]][] = [
  ["howItWorks", ["aboutRules", "aboutUnknown", "aboutJudged", "aboutOutside", "aboutExact"]],
  ["privacy", ["privacyLocal", "privacyKept", "privacyFile"]],
];

/** A page of plain words. */
export function aboutView(query: URLSearchParams): View {
  const element = h(
    "div",
    { class: "wide" },
    h(
      "article",
      { class: "sheet padded prose" },
      h("h1", { tabindex: "-1" }, t("howItWorks")),
      PARTS.map(([title, paragraphs], index) => [index > 0 && h("h2", { "data-part": title, tabindex: "-1" }, t(title)), paragraphs.map((paragraph) => h("p", {}, t(paragraph)))]),
    ),
  );
  const part = element.querySelector<HTMLElement>(`[data-part="${CSS.escape(query.get("part") ?? "")}"]`);
  return { element, title: t("howItWorks"), focus: part === null ? undefined : () => part.focus() };
}
