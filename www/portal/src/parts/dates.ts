/** The days that come next: what the rules know of windows and of ends. Nothing is made up; what is announced elsewhere says so. */

import type { MatchRow, PolicyEntry } from "guiju";
import { type Child, h } from "../dom.js";
import { dayWords } from "../format/day.js";
import { t, words } from "../i18n/index.js";
import { daysBetween } from "../input/date.js";
import { type App, GROUPS, rowsOf } from "../state/app.js";
import { address } from "../views/view.js";

/** So many are named at once; the others stand folded behind their number. */
const SHOWN = 5;

/** Farther off than a year, nobody counts days. */
const SOON = 366;

interface Coming {
  policy: PolicyEntry;
  /** Nothing where the day is announced elsewhere. */
  day?: string;
  what: Child;
}

/** The days that come next, or nothing where no rule knows any. */
export function dates(app: App): HTMLElement | undefined {
  const rows = new Map(GROUPS.flatMap((group) => rowsOf(app.results(), group)).map((row) => [row.policy, row]));
  const coming = app.index.policies.flatMap((policy) => daysOf(app, policy, rows.get(policy.policy)));
  const dated = coming.filter((one) => one.day !== undefined).sort((a, b) => (a.day ?? "").localeCompare(b.day ?? ""));
  // What is announced elsewhere has no place in the order of days, and stands behind it.
  const announced = coming.filter((one) => one.day === undefined);
  if (coming.length === 0) return undefined;
  return h("section", { class: "dates" }, h("h2", {}, t("nextDates")), folding(app, dated), folding(app, announced));
}

/** The first by their days, and how many more there are. */
function folding(app: App, coming: readonly Coming[]): Child[] {
  const list = (some: readonly Coming[]): Child => {
    const days = [...new Set(some.map((one) => one.day))];
    return some.length > 0 && h("dl", {}, days.map((day) => entry(app, day, some.filter((one) => one.day === day))));
  };
  const more = coming.slice(SHOWN);
  return [list(coming.slice(0, SHOWN)), more.length > 0 && h("details", {}, h("summary", {}, t(more[0]?.day === undefined ? "moreAnnounced" : "moreDates", { count: more.length })), list(more))];
}

function entry(app: App, day: string | undefined, coming: readonly Coming[]): HTMLElement {
  return h(
    "div",
    {},
    h("dt", {}, day === undefined ? t("dateUnknown") : [h("strong", {}, dayWords(day, app.asOf)), daysBetween(app.asOf, day) <= SOON && h("span", {}, t("daysLeft", { count: daysBetween(app.asOf, day) }))]),
    coming.map(({ policy, what }) => h("dd", {}, h("a", { href: address("policy", { name: policy.policy }) }, words(policy.title)), h("span", {}, what))),
  );
}

/** The window that opens or closes next, and the day on which the rule ends. */
function daysOf(app: App, policy: PolicyEntry, row: MatchRow | undefined): Coming[] {
  const found: Coming[] = [];
  const window = row?.window;
  if (window?.state === "open" && window.closes !== undefined) found.push({ policy, day: window.closes, what: t("windowCloses") });
  else if (window?.opens !== undefined && window.opens > app.asOf) found.push({ policy, day: window.opens, what: t("windowOpens") });
  else if (window?.state === "announced" && policy.window?.kind === "announced") found.push({ policy, what: words(policy.window.note) });
  const last = lastDay(policy, app.asOf);
  if (last !== undefined) found.push({ policy, day: last, what: t("inForceUntil") });
  return found;
}

/** The last day of the stretches that run now or follow; nothing where one of them has no end. */
function lastDay(policy: PolicyEntry, today: string): string | undefined {
  const known = (policy.effective ?? []).filter(({ published, to }) => (published ?? "") <= today && (to === undefined || to >= today));
  const ends = known.map(({ to }) => to);
  return ends.includes(undefined) ? undefined : (ends as string[]).sort().at(-1);
}
