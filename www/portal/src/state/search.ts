/** Finds policies and standards by name, by document number, and by the words of their text. */

import type { Cite, PolicyEntry } from "guiju";
import type { Label } from "../i18n/index.js";
import type { App } from "./app.js";

/** What was found, and the words of it that match best, if those are not in its name. */
export interface Found {
  entry: PolicyEntry;
  standard: boolean;
  /** A sentence of the law, or our name for a condition. */
  place?: Passage;
}

/** Words that can be found, and where they stand. */
export interface Passage {
  text: Label;
  /** The law's own words are shown as such. */
  law: boolean;
  cite: readonly Cite[];
}

interface Indexed {
  entry: PolicyEntry;
  standard: boolean;
  /** Its names and those of its documents. */
  names: string;
  passages: { plain: string; passage: Passage }[];
}

/** A word in a name says more than one in the text. */
const OF_NAME = 4;

/** Less than this part of the best answer is not worth showing. */
const WORTH = 0.4;

/** So many answers are shown. */
const SHOWN = 6;

/** What more than this part of the policies holds tells none of them apart. */
const COMMON = 0.2;

/** A query of which no telling word stands in a name must be found by so much of it. */
const COVERED = 0.5;

const indexes = new WeakMap<App, Indexed[]>();

/** What a query in plain words may mean, the likeliest first. */
export function search(app: App, query: string): Found[] {
  const wanted = pieces(asWritten(query));
  if (wanted.length === 0) return [];
  const all = indexes.get(app) ?? index(app);
  indexes.set(app, all);
  // What stands everywhere tells nothing apart: 企业 is in every policy.
  const weights = new Map(wanted.map((piece) => [piece, weight(all, piece)]));
  const telling = new Set(wanted.filter((piece) => !KINDS.includes(piece) && held(all, piece) <= Math.max(1, all.length * COMMON)));
  // 养老院床位补贴 is not answered with whatever holds 补贴: a word that tells must stand in a name, or much of the query somewhere.
  const answers = (one: Indexed): boolean => wanted.some((piece) => telling.has(piece) && one.names.includes(piece)) || covered(one, wanted) >= COVERED;
  const scored = all
    .filter(answers)
    .map((one) => score(one, weights))
    .filter(({ points }) => points > 0);
  scored.sort((a, b) => b.points - a.points);
  const best = scored[0]?.points ?? 0;
  return scored
    .filter(({ points }) => points >= best * WORTH)
    .slice(0, SHOWN)
    .map(({ one, place }) => ({ entry: one.entry, standard: one.standard, ...(place === undefined ? {} : { place }) }));
}

function score(one: Indexed, weights: ReadonlyMap<string, number>): { one: Indexed; points: number; place?: Passage } {
  const points = (text: string): number => [...weights].reduce((sum, [piece, size]) => sum + (text.includes(piece) ? size : 0), 0);
  const ofName = points(one.names) * OF_NAME;
  let best = 0;
  let place: Passage | undefined;
  for (const { plain, passage } of one.passages) {
    const found = points(plain);
    if (found > best) [best, place] = [found, passage];
  }
  return { one, points: ofName + best, ...(place === undefined ? {} : { place }) };
}

function weight(all: readonly Indexed[], piece: string): number {
  const holding = held(all, piece);
  return holding === 0 ? 0 : Math.log2(1 + all.length / holding) * piece.length;
}

function held(all: readonly Indexed[], piece: string): number {
  return all.filter((one) => holds(one, piece)).length;
}

function holds({ names, passages }: Indexed, piece: string): boolean {
  return names.includes(piece) || passages.some(({ plain }) => plain.includes(piece));
}

/** How much of a query a policy holds, piece by piece. */
function covered(one: Indexed, wanted: readonly string[]): number {
  return wanted.filter((piece) => holds(one, piece)).length / wanted.length;
}

/** What is given, of whatever kind: by itself it does not tell which policy is meant. */
const KINDS = ["补贴", "补助", "奖励", "津贴", "奖补", "优惠", "减免", "认定", "评价", "登记", "许可"];

/** What callers say, in the words of the law. */
const SPOKEN: readonly (readonly [said: string, written: string])[] = [
  ["高企", "高新技术企业"],
  ["小微", "小型微利"],
  ["招人", "招用 吸纳就业"],
  ["退伍", "退役"],
  ["当兵", "退役士兵"],
  ["大学生", "高校毕业生"],
  ["毕业的学生", "高校毕业生"],
  ["个体户", "个体工商户"],
  ["开公司", "企业开办 设立登记"],
  ["注册公司", "设立登记"],
  ["外省", "跨省"],
  ["搬", "迁移"],
  ["饭店", "食品经营"],
  ["餐馆", "食品经营"],
  ["社保", "社会保险"],
  ["裁人", "裁员"],
];

/** A query with the law's words beside those that callers say. */
function asWritten(query: string): string {
  const plain = simple(query);
  return [plain, ...SPOKEN.filter(([said]) => plain.includes(said)).map(([, written]) => written)].join(" ");
}

/** Chinese has no blanks between words, so it is looked for in pairs; numbers and letters are looked for whole. */
function pieces(query: string): string[] {
  const found = new Set<string>();
  for (const [run] of simple(query).matchAll(/[a-z]+|\d+|\p{Script=Han}+/gu)) {
    if (!/\p{Script=Han}/u.test(run)) {
      if (run.length > 1) found.add(run);
    } else if (run.length === 1) found.add(run);
    else for (let at = 0; at + 2 <= run.length; at += 1) found.add(run.slice(at, at + 2));
  }
  for (const piece of SAYS_NOTHING) found.delete(piece);
  return [...found];
}

/** Pairs that every question holds. */
const SAYS_NOTHING = ["什么", "怎么", "能不", "不能", "可以", "还能", "有没", "没有", "是不", "不是", "我们", "我想", "想问", "请问", "一下", "办理", "申请", "企业", "公司", "政策", "the", "for", "of", "and"];

function simple(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}

/** Reads every policy once, without any facts. */
function index(app: App): Indexed[] {
  const documents = new Map((app.index.all.documents ?? []).map((document) => [document.document, document]));
  const named = (entry: PolicyEntry): string => {
    const papers = (entry.documents ?? []).flatMap((name) => documents.get(name) ?? []);
    return simple([entry.policy, entry.title.zh, entry.title.en, ...papers.flatMap((paper) => [paper.title.zh, paper.number])].join(" "));
  };
  const passage = (text: Label, law: boolean, cite: readonly Cite[] = []): Indexed["passages"][number] => ({
    plain: simple(`${text.zh} ${text.en ?? ""}`),
    passage: { text, law, cite },
  });
  const policies = app.index.policies.map((entry): Indexed => {
    const answer = app.policy(entry.policy, {});
    // What is called as the policy itself tells nothing more.
    const benefits = (answer.benefits ?? []).filter(({ id, title }) => (title?.zh ?? id) !== entry.title.zh);
    return {
      entry,
      standard: false,
      names: named(entry),
      passages: [
        ...(answer.conditions ?? []).map(({ label, label_en, cite }) => passage(label_en === undefined ? { zh: label } : { zh: label, en: label_en }, false, cite)),
        ...benefits.map(({ id, title, cite }) => passage(title ?? { zh: id }, false, cite)),
        ...(answer.materials ?? []).map(({ name }) => passage({ zh: name }, false)),
        ...(answer.sentences ?? []).map(({ text, cite }) => passage({ zh: text }, true, cite)),
      ],
    };
  });
  const standards = app.index.standards.map((entry): Indexed => ({
    entry,
    standard: true,
    names: named(entry),
    passages: (app.standard(entry.policy, {}).sentences ?? []).map(({ text, cite }) => passage({ zh: text }, true, cite)),
  }));
  return [...policies, ...standards];
}
