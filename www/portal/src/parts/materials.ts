/** Papers: what to bring, what may follow, what need not be brought. Ticks stay on the device. */

import type { MaterialAnswer, PolicyAnswer } from "guiju";
import { type Child, fill, h, unique } from "../dom.js";
import { measure, unitless } from "../format/value.js";
import { foreign, t, words } from "../i18n/index.js";
import type { App } from "../state/app.js";
import { keep, recall } from "../state/store.js";
import { address } from "../views/view.js";
import { sign, type State } from "./mark.js";

/** The list of papers and one line that sums it up; undefined where the policy names none. */
export function materialsPart(app: App, answer: PolicyAnswer): { summary: HTMLElement; list: HTMLElement } | undefined {
  const materials = answer.materials ?? [];
  if (materials.length === 0) return undefined;
  const store = `ticks.${answer.policy}`;
  const ticked = new Set<string>(recall<string[]>(store, []));
  const summary = h("span", { class: "aside" });
  const list = h("ul", { class: "rows" }, materials.map((material) => row(material)));
  sum();
  return { summary, list };

  function row(material: MaterialAnswer): HTMLElement {
    const kind = kindOf(material);
    const name = h("span", { class: "paper" }, words(titleOf(material)));
    return h(
      "li",
      { class: `row material ${kind}` },
      kind === "submit" ? tick(material, name) : [h("span", { class: "sign" }, kind === "none" || kind === "kept" ? undefined : sign(kind)), h("div", { class: "body" }, name, notes(material))],
      h("div", { class: "verdict" }, h("strong", {}, kindWord(kind)), how(material)),
    );
  }

  function tick(material: MaterialAnswer, name: HTMLElement): Child[] {
    const box = h("input", { type: "checkbox", id: unique("paper"), on: { change } });
    box.checked = ticked.has(material.id);
    return [h("span", { class: "sign" }, box), h("div", { class: "body" }, h("label", { for: box.id }, name), notes(material))];

    function change(): void {
      if (box.checked) ticked.add(material.id);
      else ticked.delete(material.id);
      keep(store, [...ticked]);
      sum();
    }
  }

  function notes(material: MaterialAnswer): Child {
    const missing = material.missing?.[0];
    const parts: Child[] = [
      material.alternatives?.map((one, index) => [index > 0 && t("or"), words(titleOf(one))]),
      material.issued_by !== undefined && foreign(t("issuedBy", { who: material.issued_by })),
      missing !== undefined && h("a", { href: address("ask", { fact: missing }), class: "answer" }, foreign(t("answerFact", { fact: app.index.title(missing, app.asOf) }))),
    ...(material.remarks ?? []).map((remark) => h("span", { lang: "zh-CN" }, remark)),
      ...(material.doubt ?? []).map((doubt) => [t("doubt"), h("span", { lang: "zh-CN" }, doubt)]),
    ].filter((part) => part !== false && part !== undefined);
    return parts.length > 0 && h("p", { class: "second" }, parts.map((part, index) => [index > 0 && t("listSemicolon"), part]));
  }

  function sum(): void {
    const count = (kind: Kind): number => materials.filter((material) => kindOf(material) === kind).length;
    const done = materials.filter((material) => kindOf(material) === "submit" && ticked.has(material.id)).length;
    fill(
      summary,
      t("materialsToSubmit", { count: count("submit"), done }),
      count("later") > 0 && t("materialsLaterCount", { count: count("later") }),
      count("promised") > 0 && t("materialsPromisedCount", { count: count("promised") }),
      count("shared") > 0 && t("materialsSharedCount", { count: count("shared") }),
      count("unknown") > 0 && t("materialsUnknownCount", { count: count("unknown") }),
    );
  }
}

type Kind = Extract<State, "submit" | "later" | "promised" | "shared" | "unknown"> | "kept" | "none";

function kindOf(material: MaterialAnswer): Kind {
  if (material.needed === "unknown") return "unknown";
  if (material.needed === "no") return "none";
  if (material.keep !== undefined) return "kept";
  // An earlier step of a chain makes it.
  if (material.how === "produced") return "none";
  // A group says no way of its own; a single paper that says none may still come in several.
  return material.how ?? (material.alternatives === undefined ? "unknown" : "submit");
}

function kindWord(kind: Kind): string {
  switch (kind) {
    case "submit":
      return t("materialSubmit");
    case "later":
      return t("materialLater");
    case "promised":
      return t("materialPromised");
    case "shared":
      return t("materialShared");
    case "unknown":
      return t("materialUnknown");
    case "kept":
      return t("materialKept");
    case "none":
      return t("materialNotNeeded");
  }
}

function how(material: MaterialAnswer): Child[] {
  if (material.needed === "unknown" || material.needed === "no") return [];
  const details: (string | undefined)[] = [
    material.keep === undefined ? undefined : unitless(material.keep),
    material.how === "shared" ? material.by : undefined,
    material.how === "later" ? t("laterWithin", { term: unitless(material.within ?? ""), date: material.by ?? "" }) : undefined,
    ...(material.how === "submit" && material.keep === undefined ? [...(material.forms ?? []), material.copies === undefined ? undefined : t("copies", { count: measure(material.copies, undefined) })] : []),
  ];
  const shown = details.filter((detail): detail is string => detail !== undefined && detail !== "");
  return shown.length === 0 ? [] : [" · ", foreign(shown.join(" "))];
}

function titleOf(material: MaterialAnswer): { zh: string; en?: string } {
  return material.name_en === undefined ? { zh: material.name } : { zh: material.name, en: material.name_en };
}
