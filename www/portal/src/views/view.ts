/** What a screen is. */

/** A screen: its element, its title, and what to do once it stands on the page. */
export interface View {
  element: HTMLElement;
  title: string;
  /** Where the focus goes; the heading if nowhere else. */
  focus?: (() => void) | undefined;
  /** Called when the screen is left. */
  leave?: (() => void) | undefined;
}

/** The address of a screen. */
export function address(screen: string, query: Record<string, string | undefined> = {}): string {
  const words = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const text = new URLSearchParams(words).toString();
  return `#/${screen}${text === "" ? "" : `?${text}`}`;
}

/** Takes an address apart. */
export function route(hash: string): { screen: string; query: URLSearchParams } {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?");
  return { screen: path, query: new URLSearchParams(query) };
}
