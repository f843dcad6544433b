/** Hatches that rulers and bars are filled with, once on the page. They print in black like any drawing. */

import { s } from "../dom.js";

/** The patterns; referred to by the style sheet. */
export function patterns(): SVGSVGElement {
  return s(
    "svg",
    { class: "patterns", "aria-hidden": "true", focusable: "false" },
    s(
      "defs",
      {},
      s(
        "pattern",
        { id: "gj-gap", width: 7, height: 7, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
        s("rect", { class: "gap-ground", width: 7, height: 7 }),
        s("line", { class: "gap-line", x1: 2, x2: 2, y1: 0, y2: 7 }),
      ),
      s(
        "pattern",
        { id: "gj-range", width: 5, height: 5, patternUnits: "userSpaceOnUse" },
        s("rect", { class: "range-ground", width: 5, height: 5 }),
        s("line", { class: "range-line", x1: 2, x2: 2, y1: 0, y2: 5 }),
      ),
      s(
        "pattern",
        { id: "gj-outside", width: 8, height: 8, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
        s("rect", { class: "range-ground", width: 8, height: 8 }),
        s("line", { class: "outside-line", x1: 2, x2: 2, y1: 0, y2: 8 }),
      ),
    ),
  );
}
