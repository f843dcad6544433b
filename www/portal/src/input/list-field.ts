/** A list: one card for each record, with the same fields as everywhere. */

import type { FactValue } from "guiju";
import { fill, h } from "../dom.js";
import { foreign, say, t } from "../i18n/index.js";
import type { Fact } from "../state/catalogue.js";
import { complaint } from "./complaint.js";
import { type Field, type FieldOptions, fieldFor, type Reading } from "./control.js";

type Row = Record<string, FactValue>;

/** A field for a list. A list that is given is complete; 一项也没有 is an answer too. */
export function listField(options: FieldOptions): Field {
  const { fact } = options;
  const { columns } = fact;
  const wrong = complaint();
  const start = Array.isArray(options.value) ? (options.value as Row[]) : [];
  let rows: Row[] = start.map((row) => ({ ...row }));
  let given = Array.isArray(options.value);
  const wrongs = new Map<Row, Set<string>>();
  const cards = h("ol", { class: "records" });
  const count = h("p", { class: "limits", role: "status" });
  const add = h("button", { type: "button", class: "button", on: { click: append } }, foreign(t("addRecord", { list: name() })));
  const none = h("input", { type: "checkbox", id: `${fact.name}-none`, on: { change: empty } });
  const element = h(
    "fieldset",
    { class: "field list", "aria-labelledby": options.labelledBy, "aria-describedby": [options.describedBy, wrong.id].filter(Boolean).join(" ") },
    h("legend", { class: options.labelledBy === undefined ? "name" : "visually-hidden" }, foreign(options.label)),
    wrong.element,
    cards,
    h("div", { class: "entry" }, add, h("div", { class: "choice" }, none, h("label", { for: none.id }, t("noRecords")))),
    count,
  );
  for (const row of rows) cards.append(card(row));
  tell();
  return { element, focus: () => (cards.querySelector<HTMLElement>("input, select") ?? add).focus(), complain: (message) => wrong.show([element], message) };

  function name(): string {
    return say(fact.title);
  }

  function append(): void {
    if (rows.length >= (fact.entry?.max_records ?? 1000)) return;
    const row: Row = {};
    rows.push(row);
    given = true;
    const made = card(row);
    cards.append(made);
    said();
    made.querySelector<HTMLElement>("input, select")?.focus();
  }

  function remove(row: Row, made: HTMLElement): void {
    const index = rows.indexOf(row);
    rows = rows.filter((other) => other !== row);
    wrongs.delete(row);
    made.remove();
    // A list with nothing left in it was not said to be empty.
    given = rows.length > 0;
    for (const [at, other] of [...cards.children].entries()) {
      const title = other.querySelector("legend");
      if (title !== null) fill(title, foreign(t("recordTitle", { list: name(), number: at + 1 })));
    }
    said();
    (cards.children[Math.min(index, rows.length - 1)]?.querySelector<HTMLElement>("button") ?? add).focus();
  }

  function empty(): void {
    if (none.checked) {
      rows = [];
      wrongs.clear();
      fill(cards);
    }
    given = none.checked;
    said();
  }

  function card(row: Row): HTMLElement {
    const made = h("li", {});
    const fields = columns.map((column) =>
      fieldFor({
        ...options,
        fact: column,
        label: columnName(column),
        value: row[column.name],
        labelledBy: undefined,
        describedBy: undefined,
        unread: undefined,
        onRead: (reading) => hear(row, column, reading, field(column)),
      }),
    );
    const field = (column: Fact): Field | undefined => fields[columns.indexOf(column)];
    made.append(
      h(
        "fieldset",
        { class: "record" },
        h("legend", {}, foreign(t("recordTitle", { list: name(), number: rows.indexOf(row) + 1 }))),
        h("div", { class: "columns" }, fields.map((one) => one.element)),
        h("button", { type: "button", class: "link remove", on: { click: () => remove(row, made) } }, t("removeRecord")),
      ),
    );
    return made;
  }

  function hear(row: Row, column: Fact, reading: Reading, field: Field | undefined): void {
    const bad = wrongs.get(row) ?? new Set<string>();
    wrongs.set(row, bad);
    bad.delete(column.name);
    delete row[column.name];
    if (reading.state === "value") row[column.name] = reading.value;
    if (reading.state === "wrong") bad.add(column.name);
    field?.complain(reading.state === "wrong" ? reading.message : undefined);
    said();
  }

  function said(): void {
    none.checked = given && rows.length === 0;
    tell();
    const broken = [...wrongs.values()].some((columnsWrong) => columnsWrong.size > 0);
    if (broken) options.onRead({ state: "wrong", typed: "", message: t("listWrong") });
    else if (!given) options.onRead({ state: "empty" });
    else options.onRead({ state: "value", value: rows.map((row) => ({ ...row })) });
  }

  function tell(): void {
    none.checked = given && rows.length === 0;
    fill(count, rows.length > 0 ? t("recordCount", { count: rows.length, unit: fact.unit ?? "" }) : given ? undefined : t("recordHint"));
  }
}

function columnName(column: Fact): string {
  return say(column.ask ?? column.title);
}
