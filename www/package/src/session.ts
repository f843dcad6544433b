import type { MatchAnswer, PolicyAnswer, QuestionAnswer, SessionAnswer } from "./answer.js";
import { type Asked, asking, type Facts, type FactValue, normalised } from "./facts.js";
import type { WasmEngine, WasmSession } from "./glue.js";
import type { Instance } from "./instance.js";
import { read } from "./errors.js";

/** A conversation: a fact at a time, decided anew at each. */
export class Session {
  readonly #instance: Instance;
  readonly #engine: () => WasmEngine;
  readonly #start: string;
  /** What was said since the start, so that a new instance can be told again. */
  #steps: Step[] = [];
  #wasm: WasmSession | undefined;
  #age: number;

  constructor(instance: Instance, engine: () => WasmEngine, facts: Facts, asked: Asked & { policies?: string[] }) {
    this.#instance = instance;
    this.#engine = engine;
    this.#start = JSON.stringify({
      ...asking(facts, asked),
      ...(asked.policies === undefined ? {} : { policies: asked.policies }),
    });
    this.#age = instance.age;
    this.#call(() => undefined);
  }

  /** Says what a fact is. A value that cannot be is refused and changes nothing. */
  set(name: string, value: FactValue): void {
    const step = { name: name.normalize("NFC"), value: JSON.stringify(normalised(value)) };
    read(this.#call((wasm) => wasm.set(step.name, step.value)));
    this.#steps.push(step);
  }

  /** Takes back what was said of a fact. */
  unset(name: string): void {
    const step: Step = { name: name.normalize("NFC") };
    read(this.#call((wasm) => wasm.unset(step.name)));
    this.#steps.push(step);
  }

  /** Takes back the last `set` or `unset`; false if there is none. */
  undo(): boolean {
    const undone = this.#call((wasm) => wasm.undo());
    if (undone) this.#steps.push("undo");
    return undone;
  }

  /** Does again what `undo` took back; false if there is nothing. */
  redo(): boolean {
    const redone = this.#call((wasm) => wasm.redo());
    if (redone) this.#steps.push("redo");
    return redone;
  }

  /** What to ask next, or null when nothing that may be asked can still change an outcome. */
  nextQuestion(options: { skip?: string[] } = {}): QuestionAnswer | null {
    const request = JSON.stringify({ skip: (options.skip ?? []).map((name) => name.normalize("NFC")) });
    return read(this.#call((wasm) => wasm.nextQuestion(request)));
  }

  /** Where each policy stands now. */
  results(): MatchAnswer {
    return read(this.#call((wasm) => wasm.results()));
  }

  /** Results and next question together, which is quicker than one after the other. */
  answer(options: { skip?: string[] } = {}): SessionAnswer {
    const request = JSON.stringify({ skip: (options.skip ?? []).map((name) => name.normalize("NFC")) });
    return read(this.#call((wasm) => wasm.answer(request)));
  }

  /** One policy in full, under what has been said so far. */
  evaluate(policy: string): PolicyAnswer {
    return read(this.#call((wasm) => wasm.evaluate(policy.normalize("NFC"))));
  }

  /** Gives the memory inside wasm back. */
  free(): void {
    if (this.#age === this.#instance.age) this.#wasm?.free();
    this.#wasm = undefined;
    this.#steps = [];
  }

  /** As `free`, at the end of a `using` block. */
  [Symbol.dispose](): void {
    this.free();
  }

  #call<Answer>(action: (wasm: WasmSession) => Answer): Answer {
    return this.#instance.call(() => action(this.#live()));
  }

  #live(): WasmSession {
    if (this.#wasm === undefined || this.#age !== this.#instance.age) {
      this.#wasm = this.#engine().session(this.#start);
      this.#age = this.#instance.age;
      for (const step of this.#steps) {
        if (step === "undo") this.#wasm.undo();
        else if (step === "redo") this.#wasm.redo();
        else if (step.value === undefined) this.#wasm.unset(step.name);
        else this.#wasm.set(step.name, step.value);
      }
    }
    return this.#wasm;
  }
}

/** What was done, in the order in which it was; `value` is JSON, absent for `unset`. */
type Step = { name: string; value?: string } | "undo" | "redo";
