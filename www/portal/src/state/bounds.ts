/** What other facts say of a question before it is answered. */

import type { FactValue } from "guiju";
import type { End, Within } from "../input/control.js";
import { address } from "../views/view.js";
import type { App } from "./app.js";
import type { Slot } from "./catalogue.js";
import { profile } from "./profile.js";

/** The facts that a number must lie between, of the same year where it is of a year. */
export function within(app: App, slot: Slot): Within {
  const { fromFact, toFact } = slot.column === undefined ? slot.fact : {};
  const low = end(app, slot, fromFact);
  const high = end(app, slot, toFact);
  return { ...(low === undefined ? {} : { low }), ...(high === undefined ? {} : { high }) };
}

function end(app: App, slot: Slot, fact: string | undefined): End | undefined {
  if (fact === undefined) return undefined;
  const name = slot.year !== undefined && app.index.fact(fact)?.entry?.yearly === true ? `${fact}(${slot.year})` : fact;
  const number = plain(profile.facts[name]);
  return { title: app.index.title(name, app.asOf), address: address("ask", { fact: name }), ...(number === undefined ? {} : { number }) };
}

/** A single number; a range sets no end that a field could hold a number to. */
function plain(value: FactValue | undefined): string | undefined {
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}

/** The facts that a standard still needs, and that can be asked for. */
export function standardNeeds(app: App, name: string): string[] {
  const missing = (app.standard(name).definitions ?? []).flatMap((one) => one.missing ?? []);
  return [...new Set(missing)].filter((fact) => app.index.slot(fact)?.relative === undefined);
}
