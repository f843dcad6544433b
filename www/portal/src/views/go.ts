/** Moving between screens. */

/** Goes to an address; draws the screen anew where one stands on it already. */
export function go(hash: string): void {
  if (location.hash === hash || (hash === "#/" && location.hash === "")) redraw();
  else location.hash = hash;
}

/** Draws the present screen anew. */
export function redraw(): void {
  document.dispatchEvent(new Event("guiju-redraw"));
}
