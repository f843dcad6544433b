/** Days and words. */

import { fill, h, unique } from "../dom.js";
import { foreign, t } from "../i18n/index.js";
import { complaint } from "./complaint.js";
import type { Field, FieldOptions, Reading } from "./control.js";
import { readDate } from "./date.js";

/** A field for a day. */
export function dateField(options: FieldOptions): Field {
  return lineField(options, t("dateHint"), "numeric", (typed) => {
    const date = readDate(typed);
    return date === undefined
      ? { state: "wrong", typed, message: t("notADay", { text: typed }) }
      : { state: "value", value: date, typed };
  });
}

/** A field for a name or other words. */
export function textField(options: FieldOptions): Field {
  return lineField(options, undefined, "text", (typed) => ({ state: "value", value: typed, typed }));
}

function lineField(
  options: FieldOptions,
  hint: string | undefined,
  keyboard: string,
  understand: (typed: string) => Reading,
): Field {
  const wrong = complaint();
  const id = unique("line");
  const heardId = unique("heard");
  const hintId = unique("hint");
  const input = h("input", {
    id,
    type: "text",
    inputmode: keyboard,
    autocomplete: "off",
    spellcheck: "false",
    class: hint === undefined ? "long" : "day",
    "aria-labelledby": options.labelledBy,
    "aria-describedby": [options.describedBy, wrong.id, heardId, hint && hintId].filter(Boolean).join(" "),
    on: { input: (event) => (event as InputEvent).isComposing || said(), compositionend: said },
  });
  input.value = typeof options.value === "string" ? options.value : (options.unread ?? "");
  const heard = h("p", { id: heardId, class: "heard" });
  const element = h(
    "div",
    { class: "field line" },
    h("label", { class: "name", for: id }, foreign(options.label)),
    wrong.element,
    h("div", { class: "entry" }, input),
    heard,
    hint && h("p", { id: hintId, class: "limits" }, hint),
  );
  return { element, focus: () => input.focus(), complain: (message) => wrong.show([input], message) };

  function said(): void {
    const typed = input.value.trim();
    const reading: Reading = typed === "" ? { state: "empty" } : understand(typed);
    const told = hint !== undefined && reading.state === "value" && reading.value !== typed;
    fill(heard, told ? t("heard", { value: String(reading.value) }) : undefined);
    options.onRead(reading);
  }
}
