import type { ErrorAnswer } from "./answer.js";


/** A call that the engine refused. Nothing was changed. */
export class GuijuError extends Error {
  override readonly name = "GuijuError";
  /** What was wrong, in both languages, with a code for programs. */
  readonly answer: ErrorAnswer;

  constructor(answer: ErrorAnswer) {
    super(answer.message.en);
    this.answer = answer;
  }
}

/** Reads an answer, or throws what stands in its place. */
export function read<Answer>(text: string): Answer {
  const told = JSON.parse(text) as Answer | { error: ErrorAnswer } | null;
  if (typeof told === "object" && told !== null && "error" in told) throw new GuijuError(told.error);
  return told as Answer;
}

/** An error that came out of wasm, as one of ours; a trap stays what it is. */
export function refused(cause: unknown): unknown {
  if (cause instanceof WebAssembly.RuntimeError || !(cause instanceof Error)) return cause;
  try {
    const told = JSON.parse(cause.message) as { error?: ErrorAnswer } & Partial<ErrorAnswer>;
    const answer = told.error ?? (told.code === undefined ? undefined : (told as ErrorAnswer));
    return answer === undefined ? cause : new GuijuError(answer);
  } catch {
    return cause;
  }
}
