/** One mark a policy, in stable order; framed: hangs on this question. Never a percent or a bar. */

import type { MatchAnswer } from "guiju";
import { h } from "../dom.js";
import { rich, say, t } from "../i18n/index.js";
import { type App, type GroupName, groupOf } from "../state/app.js";
import { address } from "../views/view.js";
import { groupState, sign } from "./mark.js";

/** The tally and the sentence that says the same. */
export function tally(app: App, results: MatchAnswer, framed: ReadonlySet<string>, left?: { at_least: number; at_most: number }): HTMLElement {
  const groups = groupOf(results);
  const policies = app.index.policies.filter((policy) => (groups.get(policy.policy) ?? "not_applicable") !== "not_applicable");
  const counts = new Map<GroupName, number>();
  for (const policy of policies) {
    const group = groups.get(policy.policy) ?? "undetermined";
    counts.set(group, (counts.get(group) ?? 0) + 1);
  }
  const open = counts.get("undetermined") ?? 0;
  const decided = [...counts]
    .filter(([group]) => group !== "undetermined")
    .map(([group, count]) => t("countOf", { state: groupWord(group), count }))
    .join(t("listComma"));
  const sentence = t("tallySentence", { all: policies.length, decided: policies.length - open, open });
  return h(
    "section",
    { class: "tally" },
    h("h2", {}, t("tallyTitle"), " ", h("span", { class: "aside" }, t("tallyAside"))),
    h(
      "div",
      { class: "marks", role: "img", "aria-label": sentence },
      policies.map((policy) => {
        const box = h("span", { class: framed.has(policy.policy) ? "framed" : "" }, sign(groupState(groups.get(policy.policy) ?? "undetermined")));
        box.title = say(policy.title);
        return box;
      }),
    ),
    h("p", {}, h("strong", {}, sentence), decided !== "" && t("tallyDecided", { list: decided })),
    h(
      "p",
      {},
      left !== undefined && left.at_most > 0 && rich("tallyLeft", { least: left.at_least, most: left.at_most }),
      h("a", { href: address("results") }, t("seeResults")),
    ),
  );
}

/** The word of a group. */
export function groupWord(group: GroupName): string {
  switch (group) {
    case "eligible":
      return t("stateMet");
    case "pending":
      return t("statePending");
    case "near":
      return t("stateNear");
    case "undetermined":
      return t("stateUnknown");
    case "not_open":
      return t("stateClosed");
    case "ineligible":
      return t("stateUnmet");
    case "not_applicable":
      return t("stateNotApplicable");
  }
}
