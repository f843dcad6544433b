/** Words for people: Chinese first, English beside it. */

import { type Child, h } from "../dom.js";
import { en } from "./en.js";
import { zh } from "./zh.js";

/** The author's words or ours: Chinese, and English where there is English. */
export interface Label {
  zh: string;
  en?: string;
}

/** Every text has a key that both catalogues know. */
export type Key = keyof typeof zh;
/** The language of the page. */
export type Language = "zh" | "en";

const catalogues: Record<Language, Record<Key, string>> = { zh, en };
let language: Language = "zh";

/** The language that texts are in now. */
export function speaks(): Language {
  return language;
}

/** Changes the language of all texts made from now on. */
export function speak(to: Language): void {
  language = to;
  document.documentElement.lang = to === "zh" ? "zh-CN" : "en";
}

/** A text with its blanks filled. */
export function t(key: Key, blanks: Record<string, string | number> = {}, into: Language = language): string {
  return numbered(catalogues[into][key], blanks).replace(/\{(\w+)\}/g, (_, name: string) => String(blanks[name] ?? ""));
}

/** A text with `**strong**` parts and blanks that may be elements. */
export function rich(key: Key, blanks: Record<string, Child> = {}): Child[] {
  return numbered(catalogues[language][key], blanks).split("**").map((part, index) => {
    const filled = part
      .split(/(\{\w+\})/)
      .map((piece) => (/^\{\w+\}$/.test(piece) ? blanks[piece.slice(1, -1)] : piece));
    return index % 2 === 1 ? h("strong", {}, filled) : filled;
  });
}

/** The author's words as plain text: in English where there is English. */
export function say(label: Label | string | undefined): string {
  if (label === undefined || typeof label === "string") return label ?? "";
  return language === "en" ? (label.en ?? label.zh) : label.zh;
}

/** The author's words; Chinese on an English page says that it is Chinese. */
export function words(label: Label | string | undefined): Child {
  if (label === undefined) return undefined;
  const chinese = typeof label === "string" || label.en === undefined;
  return language === "en" && chinese ? h("span", { lang: "zh-CN" }, say(label)) : say(label);
}

/** Words of ours that may hold the author's: on an English page Chinese says that it is Chinese. */
export function foreign(text: string): Child {
  return language === "en" && /\p{Script=Han}/u.test(text) ? h("span", { lang: "zh-CN" }, text) : text;
}

/** `{count:day|days}`: the first for one, the second for any other number. */
function numbered(text: string, blanks: Record<string, unknown>): string {
  return text.replace(/\{(\w+):([^|}]*)\|([^}]*)\}/g, (_, name: string, one: string, many: string) =>
    String(blanks[name]) === "1" ? one : many,
  );
}
