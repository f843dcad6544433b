/** The verdict band: mark, headline, what it does not say. */

import type { PolicyAnswer } from "guiju";
import { type Child, h } from "../dom.js";
import { foreign, say } from "../i18n/index.js";
import type { GroupName } from "../state/app.js";
import { groupState, mark } from "./mark.js";
import { blockedList } from "./sentence.js";
import { groupWord } from "./tally.js";

/** The band. `acts` stand at its right. The disclaimer is never smaller than second text. */
export function verdictBand(answer: PolicyAnswer, group: GroupName, ...acts: Child[]): HTMLElement {
  const { headline, disclaimer } = answer.words;
  return h(
    "div",
    { class: `verdict-band ${groupState(group)}` },
    h(
      "div",
      {},
      mark(groupState(group), groupWord(group), "p"),
      h("p", { class: "headline" }, h("strong", {}, foreign(say(headline)))),
      group === "undetermined" && blockedList(answer.blocked),
      group === "not_open" && answer.window !== undefined && h("p", {}, foreign(say(answer.window.text))),
      h("p", { class: "sub" }, foreign(say(disclaimer))),
    ),
    h("div", { class: "acts no-print" }, acts),
  );
}

/** How many sentences of the text no rule carries. */
export function notEncoded({ coverage }: PolicyAnswer): number {
  return coverage.sentences - coverage.encoded - coverage.judged;
}
