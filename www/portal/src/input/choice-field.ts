/** Yes and no, one of several, some of several: native radios and checkboxes. */

import type { FactValue } from "guiju";
import { type Child, h, unique } from "../dom.js";
import { foreign, t, words } from "../i18n/index.js";
import { complaint } from "./complaint.js";
import type { Field, FieldOptions } from "./control.js";

/** Yes or no. */
export function yesNoField(options: FieldOptions): Field {
  return radios(options, [
    { value: true, text: t("yes") },
    { value: false, text: t("no") },
  ]);
}

/** One of several. */
export function choiceField(options: FieldOptions): Field {
  const list = options.fact.options.map((option) => ({ value: option.name, text: words(option.title) }));
  return radios(options, list);
}

/** Some of several, or none of them: no tick alone says nothing yet. */
export function choicesField(options: FieldOptions): Field {
  const wrong = complaint();
  const chosen = new Set(Array.isArray(options.value) ? options.value.filter((one) => typeof one === "string") : []);
  const none = h("input", { type: "checkbox", id: unique("none"), on: { change: () => said(none) } });
  none.checked = Array.isArray(options.value) && options.value.length === 0;
  const boxes = options.fact.options.map((option) => {
    const box = h("input", { type: "checkbox", id: unique("box"), value: option.name, on: { change: () => said(box) } });
    box.checked = chosen.has(option.name);
    return { box, text: words(option.title) };
  });
  const element = group(options, wrong.element, wrong.id, [
    ...boxes.map(({ box, text }) => choice(box, text)),
    choice(none, t("noneOfThese")),
  ]);
  return {
    element,
    focus: () => (boxes[0]?.box ?? none).focus(),
    complain: (message) => wrong.show([element], message),
  };

  function said(box: HTMLInputElement): void {
    if (box === none && none.checked) for (const other of boxes) other.box.checked = false;
    else if (box.checked) none.checked = false;
    const value = boxes.filter((other) => other.box.checked).map((other) => other.box.value);
    options.onRead(value.length === 0 && !none.checked ? { state: "empty" } : { state: "value", value });
  }
}

function radios(options: FieldOptions, list: { value: FactValue; text: Child }[]): Field {
  const wrong = complaint();
  const name = unique("radio");
  const inputs = list.map(({ value }) => {
    const input = h("input", {
      type: "radio",
      name,
      id: unique("option"),
      on: { change: () => options.onRead({ state: "value", value }) },
    });
    input.checked = options.value === value;
    return input;
  });
  const element = group(
    options,
    wrong.element,
    wrong.id,
    inputs.map((input, index) => choice(input, list[index]?.text, index)),
  );
  // 1 to 9 choose; inside the group only, so that no single key does anything elsewhere on the page.
  element.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const input = inputs[Number(event.key) - 1];
    if (input === undefined) return;
    event.preventDefault();
    input.focus();
    input.click();
  });
  return {
    element,
    focus: () => (inputs.find((input) => input.checked) ?? inputs[0])?.focus(),
    complain: (message) => wrong.show([element], message),
  };
}

function group(options: FieldOptions, wrong: HTMLElement, wrongId: string, choices: HTMLElement[]): HTMLFieldSetElement {
  return h(
    "fieldset",
    {
      class: "field choices",
      "aria-labelledby": options.labelledBy,
      "aria-describedby": [options.describedBy, wrongId].filter(Boolean).join(" "),
    },
    h("legend", { class: options.labelledBy === undefined ? "name" : "visually-hidden" }, foreign(options.label)),
    wrong,
    h("div", { class: "options" }, choices),
  );
}

function choice(input: HTMLInputElement, text: Child, index?: number): HTMLElement {
  return h(
    "div",
    { class: "choice" },
    input,
    h("label", { for: input.id }, text),
    index !== undefined && index < 9 && h("kbd", { "aria-hidden": "true" }, index + 1),
  );
}
