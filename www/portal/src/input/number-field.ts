/** Numbers, money, percentages, durations and years; or a range where only that is known. */

import type { FactValue } from "guiju";
import { type Child, fill, h, unique } from "../dom.js";
import { compare, exact } from "../format/exact.js";
import { inYuan, isNumeric, isRange, measured, money, unitOf, unitWord } from "../format/value.js";
import { moneyWords } from "../format/words.js";
import { foreign, rich, speaks, t } from "../i18n/index.js";
import type { Fact } from "../state/catalogue.js";
import { complaint } from "./complaint.js";
import type { End, Field, FieldOptions, Reading } from "./control.js";
import { readNumber, shifted } from "./number.js";

/** A field for a number. */
export function numberField(options: FieldOptions): Field {
  const { fact } = options;
  const ids = { input: unique("number"), heard: unique("heard"), limits: unique("limits") };
  const wrong = complaint();
  const start = options.value;
  let wide = isRange(start);
  // Money is asked in 万元: that is how accounts are kept in mind. Small sums may be typed in 元.
  let power = fact.kind === "money" ? 4 : fact.kind === "percent" ? -2 : 0;

  const describedBy = [options.describedBy, wrong.id, ids.heard, ids.limits].filter(Boolean).join(" ");
  const one = input(ids.input, "");
  const from = input(unique("from"), t("rangeFrom"));
  const to = input(unique("to"), t("rangeTo"));
  if (options.labelledBy !== undefined) one.setAttribute("aria-labelledby", options.labelledBy);
  if (typeof start === "string" || typeof start === "number") one.value = shown(String(start));
  else if (isRange(start)) {
    from.value = shown(start.from ?? start.above ?? "");
    to.value = shown(start.to ?? start.below ?? "");
  } else if (options.unread !== undefined) one.value = options.unread;

  // Said politely and only when the typing rests: a screen reader should not count along.
  const heard = h("p", { id: ids.heard, class: "heard" });
  const widen = isNumeric(fact) ? h("button", { type: "button", class: "link", on: { click: turn } }) : undefined;
  const change = fact.kind === "money" ? h("button", { type: "button", class: "link", on: { click: rescale } }) : undefined;
  const unit = h("span", { class: "unit" });
  const limits = h("p", { class: "limits" }, h("span", { id: ids.limits }, limitText(options)), widen && [t("onlyRoughly"), widen], " ", change);
  const label = h("label", { class: "name", for: ids.input }, foreign(options.label));
  const row = h("div", { class: "entry" });
  const element = h(
    "div",
    { class: `field number ${fact.kind}` },
    label,
    wrong.element,
    row,
    heard,
    limits,
  );
  lay();
  tell();

  return {
    element,
    focus: () => (wide ? from : one).focus(),
    complain: (message) => wrong.show(inputs(), message),
  };

  function input(id: string, name: string): HTMLInputElement {
    return h("input", {
      id,
      type: "text",
      inputmode: "decimal",
      autocomplete: "off",
      spellcheck: "false",
      "aria-label": name === "" ? undefined : `${options.label} ${name}`,
      "aria-describedby": describedBy,
      on: { input: (event) => (event as InputEvent).isComposing || said(), compositionend: said },
    });
  }

  function inputs(): HTMLInputElement[] {
    return wide ? [from, to] : [one];
  }

  function said(): void {
    options.onRead(read());
    tell();
  }

  function read(): Reading {
    const typed = inputs().map((field) => field.value.trim());
    if (typed.every((text) => text === "")) return { state: "empty" };
    const values: (string | undefined)[] = [];
    for (const text of typed) {
      const value = text === "" ? undefined : engineNumber(text);
      if (text !== "" && value === undefined) return { state: "wrong", typed: text, message: t("notANumber", { text }) };
      if (value !== undefined && fact.kind === "year" && !/^[12]\d{3}$/.test(value)) {
        return { state: "wrong", typed: text, message: t("notAYear", { text }) };
      }
      if (value !== undefined && needsWhole(fact) && value.includes(".")) {
        return { state: "wrong", typed: text, message: t("notWhole", { text }) };
      }
      // A range that reaches beyond the other fact may still hold what is true.
      const passed = value === undefined || wide ? undefined : passes(value);
      if (passed !== undefined) return { state: "wrong", typed: text, message: passed };
      values.push(value);
    }
    const [low, high] = values;
    if (!wide) return { state: "value", value: low ?? "", typed: typed.join("") };
    const lowest = low === undefined ? undefined : exact(low);
    const highest = high === undefined ? undefined : exact(high);
    if (lowest !== undefined && highest !== undefined && compare(lowest, highest) > 0) {
      return { state: "wrong", typed: typed.join(" – "), message: t("rangeTurned") };
    }
    const value: FactValue = { ...(low === undefined ? {} : { from: low }), ...(high === undefined ? {} : { to: high }) };
    return { state: "value", value: low !== undefined && low === high ? low : value, typed: typed.join(" – ") };
  }

  /** What is wrong with a number that passes another fact. */
  function passes(value: string): string | undefined {
    const number = exact(value);
    const { low, high } = options.within ?? {};
    const says = (end: End, key: "moreThan" | "lessThan"): string =>
      t(key, { value: measured(value, unitOf(fact)), fact: end.title, limit: measured(end.number ?? "", unitOf(fact)) });
    const least = low?.number === undefined ? undefined : exact(low.number);
    const most = high?.number === undefined ? undefined : exact(high.number);
    if (number === undefined) return undefined;
    if (high !== undefined && most !== undefined && compare(number, most) > 0) return says(high, "moreThan");
    if (low !== undefined && least !== undefined && compare(number, least) < 0) return says(low, "lessThan");
    return undefined;
  }

  /** The number in the fact's own unit: yuan, a fraction for a percentage. */
  function engineNumber(text: string): string | undefined {
    const plain = fact.kind === "percent" ? text.normalize("NFKC").replace(/[%％]\s*$/, "") : stripped(text, fact);
    const number = readNumber(plain);
    if (number === undefined) return undefined;
    return shifted(number.decimal, number.scaled && fact.kind === "money" ? 0 : power);
  }

  function shown(value: string): string {
    return exact(value) === undefined || value.includes("/") ? value : shifted(value, -power);
  }

  function turn(): void {
    wide = !wide;
    lay();
    said();
    (wide ? from : one).focus();
  }

  /** 万元 or 元: the sum stays, its writing changes. */
  function rescale(): void {
    const before = inputs().map((field) => engineNumber(field.value));
    power = power === 4 ? 0 : 4;
    for (const [index, field] of inputs().entries()) {
      const value = before[index];
      if (value !== undefined) field.value = shown(value);
    }
    lay();
    said();
    inputs()[0]?.focus();
  }

  function lay(): void {
    fill(unit, foreign(unitText()));
    fill(
      row,
      wide ? [h("span", { "aria-hidden": "true" }, t("rangeFrom")), from, h("span", { "aria-hidden": "true" }, t("rangeTo")), to] : one,
      unit,
    );
    label.htmlFor = wide ? from.id : one.id;
    if (widen !== undefined) fill(widen, wide ? t("exactAgain") : t("giveRange"));
    if (change !== undefined) fill(change, power === 4 ? t("typeInYuan") : t("typeInWan"));
  }

  function unitText(): string {
    if (fact.kind === "money") return power === 4 ? t("unitWan") : t("unitYuan");
    if (fact.kind === "percent") return "%";
    return fact.kind === "year" ? t("unitYear") : unitWord(fact.unit ?? "");
  }

  /** What was understood, wherever that is not plainly what stands in the field. */
  function tell(): void {
    const reading = read();
    if (reading.state !== "value") return fill(heard);
    if (isRange(reading.value)) {
      const { from: low, to: high } = reading.value;
      const ends = [low, high].map((end) => (end === undefined ? "…" : measured(end, unitOf(fact))));
      return fill(heard, t("heardRange", { low: ends[0] ?? "", high: ends[1] ?? "" }));
    }
    const value = String(reading.value);
    if (fact.kind === "money") {
      const spoken = speaks() === "zh" ? moneyWords(value) : undefined;
      const figure = exact(value);
      const short = figure === undefined ? "" : money(figure);
      return fill(heard, spoken === undefined ? t("heard", { value: `${inYuan(value)} (${short})` }) : t("heardMoney", { value: inYuan(value), words: spoken }));
    }
    // A year is no quantity: it has no thousands.
    const plain = fact.kind === "year" ? t("yearLabel", { year: value }) : measured(value, unitOf(fact));
    const asTyped = one.value.trim() === shown(value);
    fill(heard, asTyped ? undefined : t("heard", { value: plain }));
  }
}

function needsWhole(fact: Fact): boolean {
  return fact.whole || fact.kind === "year";
}

/** A unit typed behind the number is no mistake: 12人, 3个月, 2024年. */
function stripped(text: string, fact: Fact): string {
  const plain = text.normalize("NFKC").trim();
  const units = [fact.unit ?? "", "个月", "年度", "年", "个", "人", "项", "天", "分"].filter((unit) => unit !== "");
  const found = units.find((unit) => plain.endsWith(unit) && plain.length > unit.length);
  return fact.kind === "money" || found === undefined ? plain : plain.slice(0, -found.length);
}

/** What values are accepted, in words. */
function limitText({ fact, within }: FieldOptions): Child[] {
  const unit = unitOf(fact);
  const ends = fact.from !== undefined && fact.to !== undefined && t("accepted", { low: measured(fact.from, unit), high: measured(fact.to, unit) });
  const told = (end: End | undefined, key: "notLessThan" | "notMoreThan"): Child =>
    end !== undefined && [
      foreign(t(key, { fact: end.title, limit: end.number === undefined ? "" : measured(end.number, unit) }).trim()),
      end.number !== undefined && rich("inBrackets", { what: h("a", { href: end.address }, t("change"), h("span", { class: "visually-hidden" }, foreign(` ${end.title}`))) }),
      t("stop"),
    ];
  return [ends, told(within?.low, "notLessThan"), told(within?.high, "notMoreThan")];
}
