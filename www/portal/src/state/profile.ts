/** What the enterprise has said. It stays in this browser. */

import type { Facts, FactValue } from "guiju";
import { today } from "../input/date.js";
import { forget, keep, recall } from "./store.js";

/** The profile as it is kept and exported. */
export interface Profile {
  /** Facts by the names that the engine knows: `科技人员`, `营业收入(2025)`. */
  facts: Facts;
  /** Questions put off, in the order in which they were. */
  skipped: string[];
  /** Texts that could not be read, so that nobody types them twice. */
  unread: Record<string, string>;
  /** What the enterprise is called. No rule asks; it stands on the printed sheet. */
  name?: string;
  /** The day of the last change. */
  changed?: string;
}

const EMPTY: Profile = { facts: {}, skipped: [], unread: {} };

export const profile: Profile = { ...EMPTY, ...recall<Partial<Profile>>("profile", {}) };

/** Whether anything was said. */
export function hasFacts(): boolean {
  return Object.keys(profile.facts).length > 0;
}

/** Keeps the value of a fact; undefined takes it back. */
export function note(name: string, value: FactValue | undefined): void {
  if (value === undefined) delete profile.facts[name];
  else profile.facts[name] = value;
  profile.skipped = profile.skipped.filter((skipped) => skipped !== name && !skipped.startsWith(`${name}[`));
  delete profile.unread[name];
  save();
}

/** Keeps a text that could not be read, in the place of a value. */
export function noteUnread(name: string, text: string): void {
  delete profile.facts[name];
  profile.unread[name] = text;
  save();
}

/** Puts a question off. */
export function skip(name: string): void {
  if (!profile.skipped.includes(name)) profile.skipped.push(name);
  save();
}

/** Keeps the name of the enterprise. */
export function call(name: string): void {
  if (name === "") delete profile.name;
  else profile.name = name;
  save();
}

/** Takes another profile in the place of this one. */
export function replace(other: Partial<Profile>): void {
  Object.assign(profile, structuredClone(EMPTY), other);
  save();
}

/** Forgets everything that was said, ticks included. */
export function clear(): void {
  Object.assign(profile, structuredClone(EMPTY));
  delete profile.changed;
  delete profile.name;
  forget("profile");
  forget("ticks");
}

/** The facts as the engine reads them: a yearly fact is an object by year. */
export function engineFacts(facts: Facts): Facts {
  const whole: Facts = {};
  for (const [name, value] of Object.entries(facts)) {
    const [, base, year] = /^(.*)\((\d{4})\)$/.exec(name) ?? [];
    if (base === undefined || year === undefined) whole[name] = value;
    else whole[base] = { ...(whole[base] as Record<string, FactValue> | undefined), [year]: value };
  }
  return whole;
}

/** The other way round. */
export function namedFacts(facts: Facts, yearly: (name: string) => boolean): Facts {
  const named: Facts = {};
  for (const [name, value] of Object.entries(facts)) {
    if (!yearly(name) || typeof value !== "object" || value === null || Array.isArray(value)) named[name] = value;
    else for (const [year, one] of Object.entries(value)) named[`${name}(${year})`] = one as FactValue;
  }
  return named;
}

function save(): void {
  profile.changed = today();
  keep("profile", profile);
}
