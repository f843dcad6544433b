/** My policies: by where they stand, each with the one thing that decides it. */

import type { MatchAnswer, MatchRow } from "guiju";
import { type Child, fill, h, unique } from "../dom.js";
import { foreign, say, t, words } from "../i18n/index.js";
import { isSum, mainBenefit } from "../parts/benefits.js";
import { groupState, mark, sign } from "../parts/mark.js";
import { emphasised } from "../parts/sentence.js";
import { groupWord } from "../parts/tally.js";
import { type App, type GroupName, groupOf, GROUPS, rowsOf } from "../state/app.js";
import { hasFacts, profile } from "../state/profile.js";
import { address, type View } from "./view.js";

/** The list of all policies. */
export function resultsView(app: App): View {
  app.talk(undefined);
  const results = app.results();
  const changes = results.changes ?? [];
  const change = changes.find((candidate) => candidate.policies.length > 1) ?? changes[0];
  const filled = GROUPS.filter((group) => rowsOf(results, group).length > 0);
  const element = h(
    "div",
    { class: "wide results" },
    h(
      "div",
      { class: "page-head" },
      h("div", {}, profile.name !== undefined && h("p", { class: "second", lang: "zh-CN" }, profile.name), h("h1", { tabindex: "-1" }, t("navResults"))),
      h(
        "div",
        { class: "acts no-print" },
        h("a", { class: "button", href: address("ask") }, t("answerMore")),
        h("button", { type: "button", class: "button", on: { click: () => window.print() } }, t("print")),
      ),
    ),
    !hasFacts() &&
      h(
        "section",
        { class: "sheet padded empty" },
        h("h2", {}, t("emptyTitle")),
        h("p", {}, t("emptyHelp")),
        h("p", {}, h("a", { class: "button primary", href: address("ask") }, t("start"))),
      ),
    change !== undefined &&
      h(
        "section",
        { class: "notice info" },
        h("h2", {}, change.policies.length > 1 ? t("oneChangeSeveral", { count: change.policies.length }) : t("oneChange")),
        h("p", {}, emphasised(say(change.text), [say(change.change.text)])),
      ),
    h(
      "ul",
      { class: "counts no-print", "aria-label": t("groups") },
      filled.map((group) =>
        h(
          "li",
          {},
          h(
            "button",
            { type: "button", class: `link state ${groupState(group)}`, on: { click: () => jump(group) } },
            sign(groupState(group)),
            h("span", { class: "word" }, groupWord(group)),
            h("strong", {}, rowsOf(results, group).length),
          ),
        ),
      ),
    ),
    h("div", { class: "sheet" }, hasFacts() && !filled.includes("eligible") && noneEligible(app, results), filled.map((group) => section(app, group, rowsOf(results, group)))),
    elsewhere(app, results),
  );
  return { element, title: t("navResults") };

  function jump(group: GroupName): void {
    const heading = element.querySelector<HTMLElement>(`[data-group="${group}"] h2`);
    heading?.scrollIntoView({ block: "start" });
    heading?.focus({ preventScroll: true });
  }
}

/** Nobody is left with an empty page: what comes nearest, or what would tell more. */
function noneEligible(app: App, results: MatchAnswer): HTMLElement {
  const nearest = rowsOf(results, "near")[0] ?? rowsOf(results, "pending")[0];
  const [open] = rowsOf(results, "undetermined");
  const missing = open?.missing?.find((name) => app.index.slot(name)?.relative === undefined);
  return h(
    "section",
    { class: "policies none" },
    h("div", { class: "part-head" }, h("h2", {}, mark("met")), " ", h("strong", {}, t("policyCount", { count: 0 }))),
    h(
      "p",
      {},
      t("noneYet"),
      nearest !== undefined && [t("nearestIs"), h("a", { href: address("policy", { name: nearest.policy }) }, words(app.index.policyTitle(nearest.policy))), t("stop")],
      nearest === undefined && missing !== undefined && [t("answerNext"), h("a", { href: address("ask", { fact: missing }) }, foreign(app.index.title(missing, app.asOf))), t("stop")],
    ),
  );
}

/** Policies that do not speak of this case are named, so that nobody looks for them in vain. */
function elsewhere(app: App, results: MatchAnswer): Child {
  const placed = groupOf(results);
  const others = app.index.policies.filter((policy) => !placed.has(policy.policy));
  return (
    others.length > 0 &&
    h(
      "p",
      { class: "second elsewhere" },
      mark("notApplicable"),
      t("colon"),
      others.map((policy, index) => [index > 0 && t("listComma"), h("a", { href: address("policy", { name: policy.policy }) }, words(policy.title))]),
    )
  );
}

function section(app: App, group: GroupName, rows: readonly MatchRow[]): HTMLElement {
  const id = unique("group");
  const list = h("ul", { class: "rows", id }, rows.map((row) => policyRow(app, group, row)));
  const fold = h("button", { type: "button", class: "link", "aria-controls": id, on: { click: () => set(list.hidden === true) } });
  // What is out of reach is put away on a narrow page, never taken away.
  const folds = group === "ineligible";
  set(!folds || !matchMedia("(max-width: 47.99rem)").matches);
  return h(
    "section",
    { class: "policies", "data-group": group },
    h(
      "div",
      { class: "part-head" },
      h("h2", { tabindex: "-1" }, mark(groupState(group), groupWord(group))),
      " ",
      h("strong", {}, t("policyCount", { count: rows.length })),
      " ",
      h("span", { class: "aside" }, groupMeaning(group)),
      folds && fold,
    ),
    list,
  );

  function set(open: boolean): void {
    list.hidden = !open;
    fold.setAttribute("aria-expanded", String(open));
    fill(fold, open ? t("fold") : t("unfoldCount", { count: rows.length }));
  }
}

function policyRow(app: App, group: GroupName, row: MatchRow): HTMLElement {
  const benefit = mainBenefit(row.benefits);
  const [missing] = row.missing ?? [];
  const near = (row.near ?? []).map((change) => say(change.text));
  return h(
    "li",
    { class: "row policy-row" },
    h("p", { class: "margin" }, row.level !== undefined && h("span", { lang: "zh-CN" }, row.level)),
    h(
      "div",
      { class: "body" },
      h("h3", {}, h("a", { href: address("policy", { name: row.policy }) }, words(app.index.policyTitle(row.policy)))),
      h("p", { class: "second" }, emphasised(say(row.text), near)),
    ),
    h(
      "p",
      { class: "amount" },
      benefit !== undefined && h("strong", {}, foreign(say(benefit.text))),
      benefit !== undefined && isSum(benefit) && [h("br"), h("span", { class: "second" }, words(benefit.title ?? benefit.id))],
    ),
    h(
      "p",
      { class: "when" },
      row.window !== undefined && foreign(say(row.window.text)),
      group === "undetermined" &&
        missing !== undefined && [
          h("br"),
          h("a", { href: address("ask", { fact: missing }) }, t("answerThis"), h("span", { class: "visually-hidden" }, foreign(` ${app.index.title(missing, app.asOf)}`))),
        ],
    ),
  );
}

function groupMeaning(group: GroupName): string {
  switch (group) {
    case "eligible":
      return t("meansEligible");
    case "pending":
      return t("meansPending");
    case "near":
      return t("meansNear");
    case "undetermined":
      return t("meansUndetermined");
    case "not_open":
      return t("meansNotOpen");
    default:
      return "";
  }
}
