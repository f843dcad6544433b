/** Values as people read them: 万元 from 1万 up, percent never rounded across its limit, dates by number. */

import type { FactValue, Quantity, Range } from "guiju";
import { type Key, say, t } from "../i18n/index.js";
import type { Fact } from "../state/catalogue.js";
import { compare, decimal, decimalBeside, exact, type Exact, times } from "./exact.js";

const HUNDRED = { over: 100n, under: 1n };
const MYRIAD = { over: 10_000n, under: 1n };
const YI = { over: 100_000_000n, under: 1n };

/** A number with its unit. `limit` is what it stands beside, so that rounding does not carry it across. */
export function measured(text: string, unit: string | undefined, limit?: string): string {
  const value = exact(text);
  if (value === undefined) return unitless(text);
  const beside = limit === undefined ? undefined : exact(limit);
  if (unit === "%") return `${decimalBeside(times(value, HUNDRED), 2, beside && times(beside, HUNDRED))}%`;
  if (unit === "‰") return `${decimalBeside(times(times(value, HUNDRED), { over: 10n, under: 1n }), 2, undefined)}‰`;
  if (unit === "CNY" || unit === "元") return money(value, beside);
  const shown = decimalBeside(value, 2, beside);
  return unit === undefined || unit === "" ? shown : t("withUnit", { value: shown, unit: unitWord(unit) });
}

/** Money: 元 below 1万, 万元 above, 亿元 where it comes out even. */
export function money(value: Exact, beside?: Exact): string {
  const size = value.over < 0n ? { ...value, over: -value.over } : value;
  if (compare(size, MYRIAD) < 0) return t("yuan", { value: decimalBeside(value, 2, beside) });
  if (compare(size, YI) >= 0 && (size.over * 10n) % (size.under * 100_000_000n) === 0n) {
    return t("yi", { value: decimal(scaled(value, YI), 1) });
  }
  return t("wan", { value: decimalBeside(scaled(value, MYRIAD), 2, beside && scaled(beside, MYRIAD)) });
}

/** An amount to the fen, as offices write it: two places, in 万元 from 1万 up. */
export function amount(text: string): string {
  const value = exact(text);
  if (value === undefined) return text;
  const large = compare(value, MYRIAD) >= 0;
  return large
    ? t("wan", { value: decimal(scaled(value, MYRIAD), 2, true) })
    : t("yuan", { value: decimal(value, 2, true) });
}

/** The figure in yuan, to the fen. */
export function inYuan(text: string): string {
  const value = exact(text);
  return value === undefined ? text : t("yuan", { value: decimal(value, 2, true) });
}

/** A value or its bounds. */
export function measure(value: Quantity | undefined, unit: string | undefined, limit?: string): string {
  if (value === undefined) return t("notKnown");
  if (typeof value === "string") return measured(value, unit, limit);
  if (typeof value === "boolean") return value ? t("yes") : t("no");
  if (Array.isArray(value)) return value.length === 0 ? t("none") : value.join(t("listComma"));
  if ("one_of" in value) return value.one_of.join(t("listSlash"));
  if ("within" in value) return value.within;
  if ("surely" in value) return value.surely.join(t("listComma"));
  const low = value.from ?? value.above;
  const high = value.to ?? value.below;
  if (low === undefined && high === undefined) return t("notKnown");
  if (low === undefined) return t("atMost", { value: measured(high ?? "", unit) });
  if (high === undefined) return t("atLeast", { value: measured(low, unit) });
  return t("between", { low: measured(low, unit), high: measured(high, unit) });
}

/** A date, duration or choice that came without a number: `P5BD` is 5 个工作日. */
export function unitless(text: string): string {
  const [, count, kind] = /^-?P(\d+)(BD|D|W|M|Y)$/.exec(text) ?? [];
  if (count !== undefined && kind !== undefined) return duration(count, kind);
  return text === "true" ? t("yes") : text === "false" ? t("no") : text;
}

/** `P5BD` as 5 个工作日. */
function duration(count: string, kind: string): string {
  if (kind === "BD") return t("workingDays", { count });
  if (kind === "M" && Number(count) % 12 === 0) return t("years", { count: Number(count) / 12 });
  if (kind === "M") return t("months", { count });
  if (kind === "Y") return t("years", { count });
  return t("days", { count: kind === "W" ? Number(count) * 7 : count });
}

/** What was said of a fact, in one line. */
export function factValue(fact: Fact, value: FactValue | undefined): string {
  if (value === undefined || value === null) return t("notFilled");
  if (typeof value === "boolean") return value ? t("yes") : t("no");
  if (typeof value === "number") return measured(String(value), unitOf(fact));
  if (typeof value === "string") {
    const option = fact.options.find((candidate) => candidate.name === value);
    if (option !== undefined) return say(option.title);
    if (fact.kind === "year") return t("yearLabel", { year: value });
    return isNumeric(fact) ? measured(value, unitOf(fact)) : unitless(value);
  }
  if (Array.isArray(value)) {
    if (fact.kind === "list") {
      return value.length === 0 ? t("none") : t("records", { count: value.length, unit: unitWord(fact.unit ?? "") });
    }
    return value.length === 0 ? t("none") : value.map((one) => factValue(fact, one)).join(t("listComma"));
  }
  return isRange(value) ? measure(value, unitOf(fact)) : "";
}

/** The unit that a fact's number is shown in. */
export function unitOf(fact: Fact): string | undefined {
  return fact.kind === "money" ? "CNY" : fact.kind === "percent" ? "%" : fact.unit;
}

/** Whether a fact is a number that may be given as a range. */
export function isNumeric(fact: Fact): boolean {
  return ["number", "money", "percent"].includes(fact.kind);
}

/** Bounds rather than a record. */
export function isRange(value: FactValue | undefined): value is Range {
  return typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).every((key) => RANGE.has(key));
}

const RANGE = new Set(["from", "above", "to", "below"]);

function scaled(value: Exact, by: Exact): Exact {
  return { over: value.over * by.under, under: value.under * by.over };
}

/** Units that the language of rules has of its own. */
export function unitWord(unit: string): string {
  const key = UNITS[unit];
  return key === undefined ? unit : t(key);
}

const UNITS: Partial<Record<string, Key>> = {
  分: "unitPoints",
  人: "unitPeople",
  项: "unitItems",
  个月: "unitMonths",
  天: "unitDays",
  个工作日: "unitWorkingDays",
};
