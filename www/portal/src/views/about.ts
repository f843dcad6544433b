/** How it is worked out, and what stays where. */

import { h } from "../dom.js";
import { type Key, t } from "../i18n/index.js";
import type { View } from "./view.js";

const PARTS: readonly [Key, readonly Key[]][] = [
  ["howItWorks", ["aboutRules", "aboutUnknown", "aboutJudged", "aboutOutside", "aboutExact"]],
  ["privacy", ["privacyLocal", "privacyKept", "privacyFile"]],
];

/** A page of plain words. */
export function aboutView(): View {
  const element = h(
    "div",
    { class: "wide" },
    h(
      "article",
      { class: "sheet padded prose" },
      h("h1", { tabindex: "-1" }, t("howItWorks")),
      PARTS.map(([title, paragraphs], index) => [index > 0 && h("h2", {}, t(title)), paragraphs.map((paragraph) => h("p", {}, t(paragraph)))]),
    ),
  );
  return { element, title: t("howItWorks") };
}
