/** How this person likes to read. */

import type { Language } from "../i18n/index.js";
import { keepSetting, recall } from "./store.js";

export interface Settings {
  language: Language;
  large: boolean;
  theme: "auto" | "light" | "dark";
}

export const settings: Settings = { language: "zh", large: false, theme: "auto", ...recall("settings", {}) };

/** Changes some of it, keeps it, and dresses the page. */
export function prefer(change: Partial<Settings>): void {
  Object.assign(settings, change);
  keepSetting("settings", settings);
  dressPage();
}

/** Puts the settings on the root element, where the style sheet reads them. */
export function dressPage(): void {
  const root = document.documentElement;
  root.classList.toggle("large", settings.large);
  root.dataset["theme"] = settings.theme;
}
