/** What stays on this device: for good where the visitor agreed to it, else until the tab is closed. */

const PREFIX = "guiju.";
const CONSENT = "guiju.remember";
let refused = false;

/** Whether the browser has refused to keep something. */
export function storageRefused(): boolean {
  return refused;
}

/** Whether the visitor agreed to keep answers on this device. */
export function remembers(): boolean {
  return attempt(() => localStorage.getItem(CONSENT) === "yes") ?? false;
}

/** Notes the visitor's choice and moves what is kept to where it belongs. */
export function remember(yes: boolean): void {
  const [from, to] = yes ? [sessionStorage, localStorage] : [localStorage, sessionStorage];
  attempt(() => {
    for (const name of Object.keys(from)) {
      if (!name.startsWith(PREFIX) || name === CONSENT || name === PREFIX + "settings") continue;
      to.setItem(name, from.getItem(name) ?? "");
      from.removeItem(name);
    }
    if (yes) localStorage.setItem(CONSENT, "yes");
    else localStorage.removeItem(CONSENT);
  });
}

/** Reads what was kept under a name. */
export function recall<Kept>(name: string, otherwise: Kept): Kept {
  const text = attempt(() => sessionStorage.getItem(PREFIX + name) ?? localStorage.getItem(PREFIX + name));
  if (text === null || text === undefined) return otherwise;
  try {
    return JSON.parse(text) as Kept;
  } catch {
    return otherwise;
  }
}

/** Keeps an answer under a name. */
export function keep(name: string, value: unknown): void {
  attempt(() => (remembers() ? localStorage : sessionStorage).setItem(PREFIX + name, JSON.stringify(value)));
}

/** Keeps how the page is to look: that says nothing about anybody. */
export function keepSetting(name: string, value: unknown): void {
  attempt(() => localStorage.setItem(PREFIX + name, JSON.stringify(value)));
}

/** Forgets what was kept under every name that begins so. */
export function forget(stem: string): void {
  attempt(() => {
    for (const storage of [localStorage, sessionStorage]) {
      for (const name of Object.keys(storage)) if (name.startsWith(PREFIX + stem)) storage.removeItem(name);
    }
  });
}

/** Browsers may refuse storage altogether; the page works without it. */
function attempt<Result>(action: () => Result): Result | undefined {
  try {
    const result = action();
    refused = false;
    return result;
  } catch {
    refused = true;
    return undefined;
  }
}
