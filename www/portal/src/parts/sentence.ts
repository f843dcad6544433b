/** The engine's sentences on a page, with what matters most in bold. */

import type { BlockedAnswer, ConditionAnswer } from "guiju";
import { type Child, h } from "../dom.js";
import { foreign, say, t } from "../i18n/index.js";
import { address } from "../views/view.js";

/** One or two sentences on where a condition stands, and the way on where an answer is wanting. */
export function conditionSentence(condition: ConditionAnswer, policy: string): Child[] {
  const [first] = condition.missing ?? [];
  const strong = [...(condition.gaps ?? []).map((gap) => say(gap.text)), ...(condition.turns === undefined ? [] : [say(condition.turns.text)])];
  return [
    emphasised(say(condition.text), strong),
    condition.outcome === "unknown" &&
      first !== undefined && [" ", h("a", { href: address("ask", { fact: first, policy }), class: "answer" }, t("answerThis"))],
  ];
}

/** A sentence in which some of its own parts stand in bold. */
export function emphasised(sentence: string, strong: readonly string[]): Child[] {
  for (const part of strong) {
    const at = part === "" ? -1 : sentence.indexOf(part);
    if (at < 0) continue;
    const rest = strong.filter((other) => other !== part);
    return [emphasised(sentence.slice(0, at), rest), h("strong", {}, foreign(part)), emphasised(sentence.slice(at + part.length), rest)];
  }
  return [foreign(sentence)];
}

/** What no answer helps with. */
export function blockedList(blocked: readonly BlockedAnswer[] | undefined): Child {
  return (blocked ?? []).map((one) => h("p", { class: "second" }, foreign(say(one.text))));
}

/** The facts that a condition reads, each once. */
export function factsOf(condition: ConditionAnswer): string[] {
  const names = [
    ...(condition.comparisons ?? []).flatMap((comparison) => comparison.from ?? []),
    ...(condition.missing ?? []),
    ...(condition.gaps ?? []).map((gap) => gap.fact),
    ...(condition.conditions ?? []).flatMap(factsOf),
  ];
  return [...new Set(names)].filter((name) => name !== "今天");
}

/** The title of a condition: its own, in English where it has one. */
export function conditionTitle(condition: ConditionAnswer): { zh: string; en?: string } {
  return condition.label_en === undefined ? { zh: condition.label } : { zh: condition.label, en: condition.label_en };
}
