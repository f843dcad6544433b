/** The one conversation with the engine that every screen reads. */

import {
  type Engine, type Facts, type FactValue, GuijuError, type MatchAnswer, type MatchRow, type PolicyAnswer,
  type QuestionAnswer, type Session, type SessionAnswer, type StandardAnswer,
} from "guiju";
import { factValue } from "../format/value.js";
import { say, t } from "../i18n/index.js";
import { today } from "../input/date.js";
import { Index } from "./catalogue.js";
import { engineFacts, note, noteUnread, profile } from "./profile.js";

export class App {
  readonly engine: Engine;
  readonly index: Index;
  /** The day that everything is worked out for. */
  asOf = today();
  /** Answers that the present rules do not take, until the page has said so. */
  refused: string[] = [];
  #talk: Session | undefined;
  #policies: string[] | undefined;

  constructor(engine: Engine) {
    this.engine = engine;
    this.index = new Index(engine.catalogue());
  }

  /** The conversation about all policies, or about these only. */
  talk(policies?: string[]): Session {
    if (this.#talk === undefined || this.#policies?.join("\n") !== policies?.join("\n")) {
      this.#talk?.free();
      this.#policies = policies;
      this.#talk = this.#start(policies);
    }
    return this.#talk;
  }

  #start(policies: string[] | undefined): Session {
    const asked = { asOf: this.asOf, ignoreExtraFacts: true, ...(policies === undefined ? {} : { policies }) };
    try {
      return this.engine.session(engineFacts(profile.facts), asked);
    } catch (cause) {
      if (!(cause instanceof GuijuError)) throw cause;
      this.#setAside();
      return this.engine.session(engineFacts(profile.facts), asked);
    }
  }

  /** Rules change, and what was said long ago may no longer be a value. One such answer must not cost all others. */
  #setAside(): void {
    const taken: Facts = {};
    for (const [name, value] of Object.entries(profile.facts)) {
      try {
        this.matchWith({ ...taken, [name]: value });
        taken[name] = value;
      } catch (cause) {
        if (!(cause instanceof GuijuError)) throw cause;
        noteUnread(name, typeof value === "string" ? value : "");
        this.refused.push(name);
      }
    }
  }

  /** Starts the conversation anew: another day, another profile. */
  restart(): void {
    this.#talk?.free();
    this.#talk = undefined;
  }

  /**
   * Says a fact and keeps it; undefined takes it back. Gives the reason where the engine refuses it: then the text
   * that was typed is kept, and the fact is not known.
   */
  set(name: string, value: FactValue | undefined, typed = ""): string | undefined {
    const talk = this.talk(this.#policies);
    try {
      if (value === undefined) talk.unset(name);
      else talk.set(name, value);
    } catch (cause) {
      if (!(cause instanceof GuijuError)) throw cause;
      talk.unset(name);
      noteUnread(name, typed);
      return this.refusal(name, cause, profile.facts);
    }
    note(name, value);
    return undefined;
  }

  /** Why the engine refuses a fact: its own words, or that another fact, said before, does not go with it. */
  refusal(name: string, { answer }: GuijuError, facts: Facts): string {
    const other = answer.path === undefined || answer.path === name ? undefined : this.index.slot(answer.path);
    if (other === undefined || facts[other.name] === undefined) return say(answer.message);
    return t("clashes", { fact: this.index.title(other.name, this.asOf), value: factValue(other.fact, facts[other.name]) });
  }

  /** Every policy, by where it stands. */
  results(): MatchAnswer {
    return this.talk(this.#policies).results();
  }

  /** What to ask next. */
  next(): QuestionAnswer | null {
    return this.answer().question ?? null;
  }

  /** Where everything stands and what to ask next, in one look. */
  answer(): SessionAnswer {
    const talk = this.talk(this.#policies);
    const skip = [...profile.skipped];
    // A figure of 上年 is not asked while it is open which year that is; what settles the year is asked instead.
    for (;;) {
      const answer = talk.answer({ skip });
      const fact = answer.question?.fact;
      if (fact === undefined || skip.includes(fact) || this.index.slot(fact)?.relative === undefined) return answer;
      skip.push(fact);
    }
  }

  /** One policy in full, with other facts than those that were said if wished. */
  policy(name: string, facts: Facts = profile.facts): PolicyAnswer {
    return this.engine.evaluate(name, engineFacts(facts), { asOf: this.asOf, ignoreExtraFacts: true });
  }

  /** What a standard says of these facts. */
  standard(name: string, facts: Facts = profile.facts): StandardAnswer {
    return this.engine.standard(name, engineFacts(facts), { asOf: this.asOf, ignoreExtraFacts: true });
  }

  /** Every policy under other facts than those that were said. */
  matchWith(facts: Facts): MatchAnswer {
    return this.engine.match(engineFacts(facts), { asOf: this.asOf, ignoreExtraFacts: true });
  }
}

/** Where a policy may stand. */
export type GroupName = "eligible" | "pending" | "near" | "undetermined" | "not_open" | "ineligible" | "not_applicable";

/** The groups in the order in which they stand on a page. */
export const GROUPS: readonly GroupName[] = ["eligible", "pending", "near", "undetermined", "not_open", "ineligible"];

/** The group of each policy, by name. */
export function groupOf(answer: MatchAnswer): Map<string, GroupName> {
  const found = new Map<string, GroupName>();
  for (const group of [...GROUPS, "not_applicable"] as const) {
    for (const row of rowsOf(answer, group)) found.set(row.policy, group);
  }
  return found;
}

/** The policies of a group. */
export function rowsOf(answer: MatchAnswer, group: GroupName): readonly MatchRow[] {
  return answer[group] ?? [];
}
