/** Turns the JSON Schema of the answers into TypeScript, so that no type is written twice. */

import { readFile, writeFile } from "node:fs/promises";
import { compile } from "json-schema-to-typescript";

const schemaFile = process.env.GUIJU_SCHEMA ?? new URL("../../../schema/answer.schema.json", import.meta.url);
const schema = plain(JSON.parse(await readFile(schemaFile, "utf8")));

const types = await compile(schema, "Answers", {
  bannerComment: "/* Made from schema/answer.schema.json. Change that, not this. */",
  additionalProperties: false,
  unreachableDefinitions: true,
});
await writeFile(new URL("../src/answer.ts", import.meta.url), types);

/** What is empty is absent and never null; and a reference with a remark beside it is still the same type. */
function plain(node) {
  if (Array.isArray(node)) return node.map(plain);
  if (typeof node !== "object" || node === null) return node;
  if ("$ref" in node) return { $ref: node.$ref };
  const { anyOf, type, ...rest } = node;
  const made = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, plain(value)]));
  if (Array.isArray(type)) {
    const types = type.filter((one) => one !== "null");
    made.type = types.length === 1 ? types[0] : types;
  } else if (type !== undefined) made.type = type;
  if (Array.isArray(anyOf)) {
    const choices = anyOf.filter((one) => one.type !== "null").map(plain);
    if (choices.length === 1) return { ...choices[0] };
    made.anyOf = choices;
  }
  return made;
}
