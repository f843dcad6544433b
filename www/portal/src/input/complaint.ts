/** What is wrong with a field, above it, in words. */

import { fill, h, unique } from "../dom.js";

export interface Complaint {
  element: HTMLElement;
  id: string;
  show(inputs: readonly HTMLElement[], message: string | undefined): void;
}

/** A place for a message, empty as long as nothing is wrong. */
export function complaint(): Complaint {
  const id = unique("wrong");
  const element = h("p", { id, class: "wrong", hidden: true });
  return {
    element,
    id,
    show(inputs, message) {
      fill(element, message);
      element.hidden = message === undefined;
      element.parentElement?.classList.toggle("has-wrong", message !== undefined);
      for (const input of inputs) {
        if (message === undefined) input.removeAttribute("aria-invalid");
        else input.setAttribute("aria-invalid", "true");
      }
    },
  };
}

let pressed = false;
document.addEventListener("pointerdown", () => (pressed = true), true);
for (const type of ["pointerup", "pointercancel"]) document.addEventListener(type, () => (pressed = false), true);

/**
 * Does something when a field is left; if that is by a press, only when the press is over. A message that appears
 * between press and release would push the button away from under the finger.
 */
export function whenLeft(element: HTMLElement, action: () => void): void {
  element.addEventListener("focusout", (event) => {
    const { relatedTarget } = event;
    // From one end of a range to the other is not away; to a link beside the field is.
    if (relatedTarget instanceof Element && element.contains(relatedTarget) && relatedTarget.matches("input, select")) return;
    if (pressed) document.addEventListener("pointerup", () => setTimeout(action), { once: true });
    else action();
  });
}
