/** A standard: what it defines, what that comes to for this enterprise, and the text it rests on. It grants nothing. */

import type { DefinitionAnswer } from "guiju";
import { h } from "../dom.js";
import { measure } from "../format/value.js";
import { foreign, say, t, words } from "../i18n/index.js";
import { mark } from "../parts/mark.js";
import { citation, margin, quotation } from "../parts/quotation.js";
import type { App } from "../state/app.js";
import { standardNeeds } from "../state/bounds.js";
import { address, type View } from "./view.js";

/** The screen of one standard; undefined if there is none of that name. */
export function standardView(app: App, query: URLSearchParams): View | undefined {
  const name = query.get("name") ?? "";
  const about = app.index.standard(name);
  if (about === undefined) return undefined;
  app.talk(undefined);
  const answer = app.standard(name);
  const document = app.index.mainDocument(about);
  const definitions = answer.definitions ?? [];
  const sentences = answer.sentences ?? [];
  const missing = standardNeeds(app, name);
  const meta = [about.authority?.join("、"), document?.number ?? document?.title.zh].filter((piece) => piece !== undefined);
  const element = h(
    "div",
    { class: "wide policy standard" },
    h("p", { class: "crumbs no-print" }, h("a", { href: address("") }, t("collectionTitle")), " / ", words(about.title)),
    h(
      "article",
      { class: "sheet" },
      h(
        "div",
        { class: "padded top" },
        h("p", { class: "meta" }, h("span", { class: "tag" }, t("standardTag")), meta.map((piece) => [" · ", h("span", { lang: "zh-CN" }, piece)])),
        h("h1", { tabindex: "-1" }, words(about.title)),
        h("p", {}, t("standardMeans")),
        (answer.doubt ?? []).map((doubt) => h("p", { class: "second" }, t("doubt"), h("span", { lang: "zh-CN" }, doubt))),
      ),
      h(
        "section",
        { class: "part" },
        h("div", { class: "part-head" }, h("h2", {}, t("standardSays"))),
        h("ul", { class: "rows" }, definitions.map(row)),
        missing.length > 0 &&
          h(
            "div",
            { class: "padded no-print" },
            h("p", {}, t("standardNeeds")),
            h("ul", { class: "plain" }, missing.map((fact) => h("li", {}, h("a", { href: address("ask", { standard: name, fact }) }, foreign(app.index.title(fact, app.asOf)))))),
          ),
      ),
      sentences.length > 0 &&
        h(
          "section",
          { class: "part" },
          h("div", { class: "part-head" }, h("h2", {}, t("standardText")), " ", h("span", { class: "aside" }, t("sentences", { count: about.coverage.sentences }))),
          h(
            "ul",
            { class: "rows" },
            sentences.map((sentence) => h("li", { class: "row sentence" }, margin(app, sentence.cite, app.index.mainNames(name)), h("div", { class: "body" }, quotation({ ...sentence, cite: [] })))),
          ),
        ),
    ),
  );
  return { element, title: say(about.title) };
}

function row(one: DefinitionAnswer): HTMLElement {
  const open = (one.missing ?? []).length > 0;
  return h(
    "li",
    { class: "row definition" },
    h("p", { class: "margin" }, citation(one.cite)),
    h(
      "div",
      { class: "body" },
      h("h3", {}, words(one.title ?? one.id)),
      open && h("p", {}, foreign(one.value === undefined ? say(one.text) : t("stillPossible", { values: measure(one.value, one.unit) }))),
    ),
    h("div", { class: "verdict" }, open ? mark("unknown") : h("strong", {}, one.value === undefined ? t("notKnown") : foreign(measure(one.value, one.unit)))),
  );
}
