/** A place, level by level: 省, 市, 县（市、区）. */

import { fill, h, unique } from "../dom.js";
import { foreign, say, t } from "../i18n/index.js";
import { complaint } from "./complaint.js";
import type { Field, FieldOptions } from "./control.js";

/** A field for a place. A city is an answer too: then nothing is known below it. */
export function placeField(options: FieldOptions): Field {
  const regions = options.app.index.all.regions ?? [];
  const wrong = complaint();
  const find = (key: string): (typeof regions)[number] | undefined =>
    regions.find((region) => region.region === key || region.code === key);
  const root = regions.find((region) => region.parent === undefined);
  const rows = h("div", { class: "entry places" });
  let selects: HTMLSelectElement[] = [];
  lay(path(typeof options.value === "string" ? options.value : undefined));
  const element = h(
    "fieldset",
    { class: "field place", "aria-labelledby": options.labelledBy, "aria-describedby": [options.describedBy, wrong.id].filter(Boolean).join(" ") },
    h("legend", { class: options.labelledBy === undefined ? "name" : "visually-hidden" }, foreign(options.label)),
    wrong.element,
    rows,
  );
  return { element, focus: () => selects[0]?.focus(), complain: (message) => wrong.show(selects, message) };

  /** The names from below the country down to the place. */
  function path(key: string | undefined): string[] {
    const names: string[] = [];
    let place = key === undefined ? undefined : find(key);
    while (place !== undefined && place !== root) {
      names.unshift(place.region);
      place = place.parent === undefined ? undefined : find(place.parent);
    }
    return names;
  }

  /** One list for each level that is chosen, and one for the next. */
  function lay(chosen: string[]): void {
    selects = [];
    let parent = root?.region;
    for (let level = 0; parent !== undefined; level += 1) {
      const above = parent;
      const below = regions.filter((region) => region.parent === above);
      if (below.length === 0) break;
      const select: HTMLSelectElement = h(
        "select",
        { id: unique("place"), "aria-label": `${options.label} ${levelName(level)}`, on: { change: () => choose(level, select.value) } },
        h("option", { value: "" }, levelName(level)),
        below.map((region) => h("option", { value: region.region, selected: region.region === chosen[level] }, say(region.title ?? region.region))),
      );
      selects.push(select);
      parent = chosen[level];
    }
    fill(rows, selects);
  }

  function choose(level: number, name: string): void {
    const chosen = [...selects.slice(0, level).map((select) => select.value), ...(name === "" ? [] : [name])];
    lay(chosen);
    (selects[level] ?? selects.at(-1))?.focus();
    const deepest = chosen.at(-1);
    options.onRead(deepest === undefined ? { state: "empty" } : { state: "value", value: deepest });
  }
}

function levelName(level: number): string {
  return level === 0 ? t("pickProvince") : level === 1 ? t("pickCity") : t("pickDistrict");
}
