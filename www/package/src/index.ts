/** Guiju in JavaScript: one entry for browsers, bundlers, workers, Node and Deno. */

export type * from "./answer.js";
export { Engine } from "./engine.js";
export { GuijuError } from "./errors.js";
export type { Asked, Facts, FactValue, Range } from "./facts.js";
export type { OnRestart } from "./instance.js";
export type { Session } from "./session.js";
