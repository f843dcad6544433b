import type { Glue } from "./glue.js";
import { refused } from "./errors.js";
import { compileModule } from "#wasm";

/** Called after a trap, when a new instance has taken the place of the dead one. */
export type OnRestart = (cause: Error) => void;

/**
 * One wasm instance and what was made in it. After a trap an instance is in no known state, so it is thrown away,
 * another one is made from the module that we kept, and everything that lived in the old one is made again when it
 * is next used. The counter tells what is stale.
 */
export class Instance {
  /** Grows by one with every new instance. */
  age = 0;
  readonly #glue: Glue;
  readonly #listeners = new Set<OnRestart>();

  private constructor(glue: Glue) {
    this.#glue = glue;
  }

  /** The classes that wasm exports. */
  get exports(): Glue {
    return this.#glue;
  }

  /** The instance of the runtime: packs, evaluation, explanation. */
  static runtime(): Promise<Instance> {
    runtime ??= start("guiju_runtime", import("#runtime") as Promise<unknown> as Promise<Glue>).catch((cause: unknown) => {
      // What could not be fetched now may be had later.
      runtime = undefined;
      throw cause;
    });
    return runtime;
  }

  /** The instance of the compiler: the runtime, and what reads rule files. */
  static compiler(): Promise<Instance> {
    compiler ??= start("guiju_compiler", import("#compiler") as Promise<unknown> as Promise<Glue>).catch((cause: unknown) => {
      compiler = undefined;
      throw cause;
    });
    return compiler;
  }

  /** Made by `runtime` and `compiler` only: the glue keeps one instance for each module. */
  static of(glue: Glue): Instance {
    return new Instance(glue);
  }

  /** Tells of restarts until the function that it returns is called. */
  onRestart(listener: OnRestart): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Runs a call into wasm, once more in a new instance if it trapped. A call that traps twice throws the trap. */
  call<Answer>(action: () => Answer): Answer {
    try {
      return this.#attempt(action);
    } catch (cause) {
      if (!(cause instanceof WebAssembly.RuntimeError)) throw cause;
      return this.#attempt(action);
    }
  }

  #attempt<Answer>(action: () => Answer): Answer {
    try {
      return action();
    } catch (cause) {
      if (!isTrap(cause)) throw refused(cause);
      this.#glue.__wbg_reset_state();
      this.age += 1;
      const trap = cause instanceof WebAssembly.RuntimeError ? cause : new WebAssembly.RuntimeError(String(cause));
      for (const listener of this.#listeners) listener(trap);
      throw trap;
    }
  }
}

let runtime: Promise<Instance> | undefined;
let compiler: Promise<Instance> | undefined;

async function start(name: "guiju_runtime" | "guiju_compiler", glue: Promise<Glue>): Promise<Instance> {
  const [exports, module] = await Promise.all([glue, compileModule(name)]);
  exports.initSync({ module });
  return Instance.of(exports);
}

/** A full stack leaves an instance as dead as an `unreachable` does, but browsers call it a RangeError. */
function isTrap(cause: unknown): boolean {
  return cause instanceof WebAssembly.RuntimeError || cause instanceof RangeError;
}
