/** One question's field, whatever its kind. The same controls stand in questions, in the form and in the try panel. */

import type { FactValue } from "guiju";
import type { App } from "../state/app.js";
import type { Fact } from "../state/catalogue.js";
import { choiceField, choicesField, yesNoField } from "./choice-field.js";
import { listField } from "./list-field.js";
import { numberField } from "./number-field.js";
import { placeField } from "./place-field.js";
import { dateField, textField } from "./text-field.js";

/** What a field says now. */
export type Reading =
  | { state: "empty" }
  /** What it means, and for typed fields what stands there. */
  | { state: "value"; value: FactValue; typed?: string }
  /** Text that cannot be read, and why. */
  | { state: "wrong"; typed: string; message: string };

/** The ends of a number that other facts set. */
export interface Within {
  low?: End;
  high?: End;
}

/** A fact that another must not pass, with its number where it is known, and where to change it. */
export interface End {
  title: string;
  number?: string;
  address: string;
}

/** What a field needs to know. */
export interface FieldOptions {
  app: App;
  fact: Fact;
  /** The visible name of the field; radios take it as their legend. */
  label: string;
  /** Ids of what describes it. */
  describedBy?: string | undefined;
  value: FactValue | undefined;
  /** Other facts that it must not be less, or more, than. */
  within?: Within | undefined;
  /** Text from an earlier visit that could not be read. */
  unread?: string | undefined;
  /** Leave the name to a heading that is on the page already. */
  labelledBy?: string | undefined;
  /** Called at every change. */
  onRead: (reading: Reading) => void;
}

/** A field on the page. */
export interface Field {
  element: HTMLElement;
  /** Where the focus goes. */
  focus(): void;
  /** Shows or takes away what is wrong with it. */
  complain(message: string | undefined): void;
}

/** The field for a fact. */
export function fieldFor(options: FieldOptions): Field {
  switch (options.fact.kind) {
    case "yes_no":
      return yesNoField(options);
    case "choice":
      return choiceField(options);
    case "choices":
      return choicesField(options);
    case "region":
      return placeField(options);
    case "list":
      return listField(options);
    case "date":
      return dateField(options);
    case "text":
      return textField(options);
    default:
      return numberField(options);
  }
}
