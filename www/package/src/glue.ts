/**
 * The faces that the wasm-bindgen output shows us. The generated files are made by the build and are not in the
 * repository, so what we rely on is written down here; the package's tests hold the two together.
 */

/** An engine inside wasm. Text in and text out: every request and every answer is JSON. */
export interface WasmEngine {
  catalogue(): string;
  evaluate(request: string): string;
  standard(request: string): string;
  stack(request: string): string;
  chain(request: string): string;
  compare(request: string): string;
  diff(older: WasmEngine, request: string): string;
  match(request: string): string;
  session(request: string): WasmSession;
  free(): void;
}

/** A conversation inside wasm. */
export interface WasmSession {
  set(name: string, value: string): string;
  unset(name: string): string;
  undo(): boolean;
  redo(): boolean;
  nextQuestion(request: string): string;
  results(): string;
  answer(request: string): string;
  evaluate(policy: string): string;
  free(): void;
}

/** What a glue module exports. */
export interface Glue {
  initSync(options: { module: WebAssembly.Module }): unknown;
  /** Throws the instance away and makes another from the same module. */
  __wbg_reset_state(): void;
  Engine: {
    fromPack(bytes: Uint8Array): WasmEngine;
    fromSource?(files: string): WasmEngine;
  };
}
