import type { CatalogueAnswer, ChainAnswer, CompareAnswer, DiffAnswer, MatchAnswer, PolicyAnswer, StackAnswer, StandardAnswer } from "./answer.js";
import { read } from "./errors.js";
import { type Asked, asking, type Facts } from "./facts.js";
import type { Glue, WasmEngine } from "./glue.js";
import { Instance, type OnRestart } from "./instance.js";
import { Session } from "./session.js";

/** Rules, ready to be asked. Everything is worked out here; nothing is sent anywhere. */
export class Engine {
  readonly #instance: Instance;
  readonly #make: (glue: Glue) => WasmEngine;
  #wasm: WasmEngine | undefined;
  #age: number;

  private constructor(instance: Instance, make: (glue: Glue) => WasmEngine) {
    this.#instance = instance;
    this.#make = make;
    this.#age = instance.age;
    this.#call(() => undefined);
  }

  /** Reads a pack. Bytes that are damaged are refused. */
  static async fromPack(bytes: Uint8Array | ArrayBuffer): Promise<Engine> {
    const instance = await Instance.runtime();
    // A copy: a new instance after a trap reads them again, and the caller may have changed his.
    const kept = new Uint8Array(bytes instanceof ArrayBuffer ? bytes.slice(0) : bytes.slice());
    return new Engine(instance, (glue) => glue.Engine.fromPack(kept));
  }

  /** Compiles rule files, by name. Downloads the compiler, which is larger than the runtime. */
  static async fromSource(files: Record<string, string>): Promise<Engine> {
    const instance = await Instance.compiler();
    const text = JSON.stringify(files);
    return new Engine(instance, (glue) => {
      if (glue.Engine.fromSource === undefined) throw new Error("this build has no compiler");
      return glue.Engine.fromSource(text);
    });
  }

  /** Fetches a pack and reads it. */
  static async load(url: string | URL): Promise<Engine> {
    const [response] = await Promise.all([fetch(url), Instance.runtime()]);
    if (!response.ok) throw new Error(`${String(url)}: ${response.status}`);
    return Engine.fromPack(await response.arrayBuffer());
  }

  /** One policy for one profile. */
  evaluate(policy: string, facts: Facts, asked: Asked): PolicyAnswer {
    const request = JSON.stringify({ policy: policy.normalize("NFC"), ...asking(facts, asked) });
    return read(this.#call((wasm) => wasm.evaluate(request)));
  }

  /** One standard for one profile: the values of what it defines. */
  standard(standard: string, facts: Facts, asked: Asked): StandardAnswer {
    const request = JSON.stringify({ standard: standard.normalize("NFC"), ...asking(facts, asked) });
    return read(this.#call((wasm) => wasm.standard(request)));
  }

  /** What the benefits of one 叠加 come to together for one profile. */
  stack(stack: string, facts: Facts, asked: Asked): StackAnswer {
    const request = JSON.stringify({ stack: stack.normalize("NFC"), ...asking(facts, asked) });
    return read(this.#call((wasm) => wasm.stack(request)));
  }

  /** One chain for one profile: which steps, in which order, on which days, with one form and one set of papers. */
  chain(name: string, facts: Facts, asked: Asked): ChainAnswer {
    const request = JSON.stringify({ chain: name.normalize("NFC"), ...asking(facts, asked) });
    return read(this.#call((wasm) => wasm.chain(request)));
  }

  /** One item, policy or standard over places, element by element, measured by its standard. */
  compare(item: string, regions: string[], asked: Asked): CompareAnswer {
    const places = regions.map((region) => region.normalize("NFC"));
    const request = JSON.stringify({ item: item.normalize("NFC"), regions: places, ...asking({}, asked) });
    return read(this.#call((wasm) => wasm.compare(request)));
  }

  /** What changed in meaning from earlier rules, or an earlier day, to these; and for the facts given. */
  diff(older: Engine, asked: Asked & { oldAsOf?: string; policy?: string; facts?: Facts }): DiffAnswer {
    const request = JSON.stringify({
      ...(asked.policy === undefined ? {} : { policy: asked.policy.normalize("NFC") }),
      ...asking(asked.facts ?? {}, asked),
      ...(asked.oldAsOf === undefined ? {} : { old_as_of: asked.oldAsOf }),
    });
    // A pack and rule files live in two modules: then both are looked at in the compiler, which reads either.
    const home = this.#instance.exports.Engine.fromSource === undefined ? older.#instance : this.#instance;
    return read(home.call(() => older.#within(home, (old) => this.#within(home, (wasm) => wasm.diff(old, request)))));
  }

  /** All policies for one profile, in groups. */
  match(facts: Facts, asked: Asked & { notApplicable?: boolean }): MatchAnswer {
    const request = JSON.stringify({
      ...asking(facts, asked),
      ...(asked.notApplicable === true ? { not_applicable: true } : {}),
    });
    return read(this.#call((wasm) => wasm.match(request)));
  }

  /** A conversation that starts from these facts. */
  session(facts: Facts, asked: Asked & { policies?: string[] }): Session {
    return new Session(this.#instance, () => this.#live(), facts, asked);
  }

  /** What may be asked, where, and which policies there are. */
  catalogue(): CatalogueAnswer {
    return read(this.#call((wasm) => wasm.catalogue()));
  }

  /** Tells when the engine had to be started again after a fault inside it. The answers are the same. */
  onRestart(listener: OnRestart): () => void {
    return this.#instance.onRestart(listener);
  }

  /** Gives the memory inside wasm back. */
  free(): void {
    if (this.#age === this.#instance.age) this.#wasm?.free();
    this.#wasm = undefined;
  }

  /** As `free`, at the end of a `using` block. */
  [Symbol.dispose](): void {
    this.free();
  }

  #call<Answer>(action: (wasm: WasmEngine) => Answer): Answer {
    return this.#instance.call(() => action(this.#live()));
  }

  /** In another module than its own an engine is made for one call; after a refusal its memory goes with the next collection. */
  #within<Answer>(home: Instance, action: (wasm: WasmEngine) => Answer): Answer {
    if (home === this.#instance) return action(this.#live());
    const wasm = this.#make(home.exports);
    const answer = action(wasm);
    wasm.free();
    return answer;
  }

  #live(): WasmEngine {
    if (this.#wasm === undefined || this.#age !== this.#instance.age) {
      this.#wasm = this.#make(this.#instance.exports);
      this.#age = this.#instance.age;
    }
    return this.#wasm;
  }
}
