/** Elements without a framework: made once, changed in place. */

/** What may stand inside an element. */
export type Child = Node | string | number | false | null | undefined | readonly Child[];

/** Attributes; listeners stand under `on`. False and undefined leave the attribute out. */
export type Attributes = Record<string, string | number | boolean | undefined | Listeners> & { on?: Listeners };
type Listeners = { [Type in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[Type]) => void };

/** An HTML element. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  dress(element, attributes);
  element.append(...nodes(children));
  return element;
}

/** An SVG element. */
export function s<Tag extends keyof SVGElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: Child[]
): SVGElementTagNameMap[Tag] {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  dress(element, attributes);
  element.append(...nodes(children));
  return element;
}

/** Puts these children in the place of those that are there. */
export function fill(element: Element, ...children: Child[]): void {
  element.replaceChildren(...nodes(children));
}

/** Children as the DOM takes them. */
export function nodes(children: readonly Child[]): (Node | string)[] {
  const found: (Node | string)[] = [];
  for (const child of children) {
    if (child === false || child === null || child === undefined || child === "") continue;
    if (child instanceof Node) found.push(child);
    else if (typeof child === "object") found.push(...nodes(child));
    else found.push(String(child));
  }
  return found;
}

function dress(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (typeof value === "object") {
      for (const [type, listener] of Object.entries(value)) {
        element.addEventListener(type, listener as EventListener);
      }
    } else element.setAttribute(name, value === true ? "" : String(value));
  }
}

let last = 0;

/** A name that no other element has. */
export function unique(stem: string): string {
  last += 1;
  return `${stem}-${last}`;
}
