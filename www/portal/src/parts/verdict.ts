/** The verdict band: mark, headline, what it does not say. */

import type { ConditionAnswer, PolicyAnswer } from "guiju";
import { type Child, h } from "../dom.js";
import { foreign, rich, say, t, words } from "../i18n/index.js";
import type { App, GroupName } from "../state/app.js";
import { address } from "../views/view.js";
import { groupState, mark } from "./mark.js";
import { blockedList, conditionTitle } from "./sentence.js";
import { groupWord } from "./tally.js";

/** So many missing facts are named. */
const MOST = 4;

/** The band. `remark` says more where the sentence alone leads nowhere; `acts` stand at its right. The disclaimer is never smaller than second text. */
export function verdictBand(app: App, answer: PolicyAnswer, group: GroupName, remark: string | undefined, ...acts: Child[]): HTMLElement {
  const { headline, disclaimer } = answer.words;
  const missing = answer.outcome === "undetermined" ? (answer.missing ?? []) : [];
  const unmet = (answer.conditions ?? []).filter((condition) => condition.outcome === "unmet");
  return h(
    "div",
    { class: `verdict-band ${groupState(group)}` },
    h(
      "div",
      {},
      mark(groupState(group), groupWord(group), "p"),
      h("p", { class: "headline" }, h("strong", {}, group === "ineligible" && unmet.length > 0 ? unmetNames(unmet) : missing.length > 0 ? wanted(app, missing) : foreign(say(headline)))),
      // One thing is said in full: the next step, or that there is none.
      group === "ineligible" && unmet.length === 1 && h("p", {}, foreign(say(unmet[0]?.text))),
      group === "undetermined" && blockedList(answer.blocked),
      group === "not_open" && answer.window !== undefined && h("p", {}, foreign(say(answer.window.text))),
      remark !== undefined && h("p", {}, remark),
      h("p", { class: "sub" }, foreign(say(disclaimer))),
    ),
    h("div", { class: "acts no-print" }, acts),
  );
}

/** What must be known, each a way to say it. */
function wanted(app: App, missing: readonly string[]): Child[] {
  const titles = missing.slice(0, MOST).map((name, index) => {
    const title = foreign(app.index.title(name, app.asOf));
    const asked = app.index.slot(name)?.relative === undefined;
    return [index > 0 && t("listComma"), asked ? h("a", { href: address("ask", { fact: name }) }, title) : title];
  });
  const rest = missing.length - MOST;
  return rich("needToKnow", { facts: [titles, rest > 0 && t("andMore", { count: rest })] });
}

/** The mark says already that they are not met. */
function unmetNames(unmet: readonly ConditionAnswer[]): Child[] {
  return unmet.map((condition, index) => [index > 0 && t("listComma"), words(conditionTitle(condition))]);
}

/** How many sentences of the text no rule carries. */
export function notEncoded({ coverage }: PolicyAnswer): number {
  return coverage.sentences - coverage.encoded - coverage.judged;
}
