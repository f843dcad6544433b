/** The frame around every screen: header, ribbon, footer. */

import { type Child, fill, h, s, unique } from "../dom.js";
import { t } from "../i18n/index.js";
import { readDate, today } from "../input/date.js";
import { prefer, settings } from "../state/settings.js";

/** What the frame shows and what its buttons do. */
export interface Frame {
  /** The part of the address that names the screen. */
  screen: string;
  asOf: string;
  pack?: { id: string; digest: string };
  onDate: (date: string) => void;
  onLanguage: () => void;
}

/** The header with its navigation. */
export function header(frame: Frame): HTMLElement {
  const menu = unique("menu");
  const nav = h(
    "nav",
    { id: menu, "aria-label": t("mainNavigation") },
    h(
      "ul",
      {},
      item("#/results", t("navResults"), frame.screen === "results" || frame.screen === "policy"),
      item("#/ask", t("navAsk"), frame.screen === "ask"),
      item("#/all", t("navAll"), frame.screen === "all"),
    ),
  );
  const toggle = h(
    "button",
    { type: "button", class: "button quiet menu", "aria-expanded": "false", "aria-controls": menu, on: { click: open } },
    t("menu"),
  );
  const large = h(
    "button",
    { type: "button", class: "button quiet", "aria-pressed": String(settings.large), on: { click: grow } },
    t("largeType"),
  );
  return h(
    "header",
    { class: "site" },
    h(
      "div",
      { class: "wide" },
      h(
        "a",
        { class: "home", href: "#/" },
        logo(),
        h("span", { class: "name" }, t("siteName")),
        h("span", { class: "tagline" }, t("siteTagline")),
      ),
      nav,
      h("div", { class: "tools" }, large, languageButton(frame), toggle),
    ),
  );

  function open(): void {
    const opened = nav.classList.toggle("open");
    toggle.setAttribute("aria-expanded", String(opened));
  }

  function grow(): void {
    prefer({ large: !settings.large });
    large.setAttribute("aria-pressed", String(settings.large));
  }
}

/** The day, the rules, and where it is worked out. */
export function ribbon(frame: Frame): HTMLElement {
  const panel = h("div", { class: "wide date-panel", hidden: true });
  const button = h(
    "button",
    { type: "button", class: "link", "aria-expanded": "false", on: { click: toggle } },
    h("span", { class: "visually-hidden" }, t("changeDay")),
    frame.asOf,
  );
  const isToday = frame.asOf === today();
  return h(
    "div",
    { class: "ribbon" },
    h(
      "div",
      { class: "wide", role: "status" },
      h("span", {}, t("ribbonDayBefore"), button, t("ribbonDayAfter"), !isToday && t("notToday")),
      frame.pack !== undefined && h("span", {}, t("ribbonRules", { version: shortDigest(frame.pack.digest) })),
      h("span", { class: "local" }, t("ribbonLocal")),
    ),
    panel,
  );

  function toggle(): void {
    panel.hidden = !panel.hidden;
    button.setAttribute("aria-expanded", String(!panel.hidden));
    if (panel.hidden) return;
    const id = unique("as-of");
    const input = h("input", { id, type: "text", inputmode: "numeric", class: "day", autocomplete: "off", value: frame.asOf });
    const wrong = h("p", { class: "wrong", role: "alert", hidden: true });
    const form = h(
      "form",
      { on: { submit: change, keydown: (event) => event.key === "Escape" && close() } },
      h("label", { for: id }, t("asOfLabel")),
      input,
      h("button", { type: "submit", class: "button primary" }, t("useDay")),
      !isToday && h("button", { type: "button", class: "button", on: { click: () => frame.onDate(today()) } }, t("useToday")),
      h("p", { class: "limits" }, t("asOfHelp")),
      wrong,
    );
    fill(panel, form);
    input.focus();
    input.select();

    function change(event: Event): void {
      event.preventDefault();
      const date = readDate(input.value);
      if (date !== undefined) return frame.onDate(date);
      fill(wrong, t("notADay", { text: input.value }));
      wrong.hidden = false;
      input.setAttribute("aria-invalid", "true");
    }

    function close(): void {
      panel.hidden = true;
      button.setAttribute("aria-expanded", "false");
      button.focus();
    }
  }
}

/** What this is and is not. */
export function footer(): HTMLElement {
  const id = unique("theme");
  const select: HTMLSelectElement = h(
    "select",
    { id, on: { change: () => prefer({ theme: select.value as typeof settings.theme }) } },
    (["auto", "light", "dark"] as const).map((theme) =>
      h("option", { value: theme, selected: settings.theme === theme }, t(theme === "auto" ? "themeAuto" : theme === "light" ? "themeLight" : "themeDark")),
    ),
  );
  return h(
    "footer",
    { class: "site" },
    h(
      "div",
      { class: "wide" },
      h("p", {}, t("disclaimer"), " · ", h("a", { href: "#/about" }, t("howItWorks")), " · ", h("a", { href: "#/about?part=privacy" }, t("privacy"))),
      h("p", { class: "theme" }, h("label", { for: id }, t("colours")), " ", select),
    ),
  );
}

/** The first eight letters name a version well enough to be read out. */
export function shortDigest(digest: string): string {
  return digest.replace(/^sha256:/, "").slice(0, 8);
}

/** A notice that stays where it is. */
export function notice(kind: "info" | "warning" | "bad", ...children: Child[]): HTMLElement {
  return h("div", { class: `notice ${kind}`, role: kind === "bad" ? "alert" : "status" }, children);
}

function item(href: string, text: string, current: boolean): HTMLElement {
  return h("li", {}, h("a", { href, "aria-current": current ? "page" : undefined }, text));
}

function languageButton(frame: Frame): HTMLElement {
  const other = settings.language === "zh" ? "English" : "中文";
  return h(
    "button",
    { type: "button", class: "button quiet language", lang: settings.language === "zh" ? "en" : "zh-CN", on: { click: frame.onLanguage } },
    other,
  );
}

function logo(): SVGSVGElement {
  return s(
    "svg",
    { class: "logo", viewBox: "0 0 24 24", "aria-hidden": "true", focusable: "false" },
    s("path", { d: "M3 2v19h19M3 16h3M3 11h3M3 6h3M8 21v-3M13 21v-3M18 21v-3" }),
    s("path", { d: "M6.5 17.5A13.5 13.5 0 0 1 20 4" }),
  );
}
