/** Reads a profile file: one that we wrote, or plain facts from another system. What cannot be read is named, the rest is taken. */

import type { Facts, FactValue } from "guiju";
import { GuijuError } from "guiju";
import { say, t } from "../i18n/index.js";
import type { App } from "./app.js";
import { engineFacts, namedFacts, type Profile } from "./profile.js";

/** What was read, and what was left with the reason. */
export interface Import {
  taken: Profile;
  left: { name: string; why: string }[];
}

/** Reads the text of a file; throws if it is no JSON object at all. */
export function readProfile(app: App, text: string): Import {
  const told: unknown = JSON.parse(text);
  if (typeof told !== "object" || told === null || Array.isArray(told)) throw new Error(t("importNotFacts"));
  const ours = told as Partial<Profile>;
  const facts = namedFacts(typeof ours.facts === "object" ? ours.facts : (told as Facts), (name) => app.index.fact(name)?.entry?.yearly === true);
  const taken: Profile = { facts: {}, skipped: [], unread: {}, ...(typeof ours.name === "string" ? { name: ours.name } : {}) };
  const left: Import["left"] = [];
  for (const [name, value] of Object.entries(facts)) {
    const why = app.index.slot(name) === undefined ? t("importUnknown") : refusal(app, taken.facts, name, value);
    if (why === undefined) taken.facts[name] = value;
    else left.push({ name, why });
  }
  return { taken, left };
}

/** Why a value cannot stand beside those that were taken. */
function refusal(app: App, before: Facts, name: string, value: FactValue): string | undefined {
  try {
    app.engine.match(engineFacts({ ...before, [name]: value }), { asOf: app.asOf });
    return undefined;
  } catch (cause) {
    if (!(cause instanceof GuijuError)) throw cause;
    return say(cause.answer.message);
  }
}
