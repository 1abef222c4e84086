// Prints the snippets of other tools as JSON: node peers.mjs MODULES SPEC. They are given the description and nothing else.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { join } from "node:path";

const [modules, spec] = process.argv.slice(2);
console.log = console.error; // some of them talk
const require = createRequire(join(modules, "anchor.cjs"));
const load = async (name) => {
  const found = await import(pathToFileURL(require.resolve(name)).href);
  const main = found.default?.default ?? found.default;
  return main ?? found;
};
const document = JSON.parse(readFileSync(spec, "utf8"));
const methods = ["get", "put", "post", "delete", "patch", "head", "options"];
const found = [];
const add = (tool, operation, language, text) => found.push({ tool, operation, language, text: text || "" });
const tryTo = async (step) => {
  try {
    return await step();
  } catch (error) {
    return "";
  }
};

const Oas = await load("oas");
const oasToSnippet = await load("@readme/oas-to-snippet");
const oasToHar = await load("@readme/oas-to-har");
const { HTTPSnippet } = require("httpsnippet");
const targets = { curl: ["shell", "curl"], javascript: ["javascript", "fetch"], python: ["python", "requests"] };
const api = new Oas(structuredClone(document));
for (const [path, item] of Object.entries(document.paths)) {
  for (const method of methods.filter((each) => item[each])) {
    const name = `${method.toUpperCase()} ${path}`;
    const operation = api.operation(path, method);
    for (const [language, target] of Object.entries(targets)) {
      add("@readme/oas-to-snippet", name, language, await tryTo(() => oasToSnippet(api, operation, {}, {}, target).code));
      add(
        "httpsnippet",
        name,
        language,
        await tryTo(async () => {
          const har = oasToHar(api, operation, {}, {}).log.entries[0].request;
          return new HTTPSnippet(har).convert(...target);
        }),
      );
    }
  }
}

const widdershins = require("widdershins");
const tabs = [{ shell: "curl" }, { javascript: "JavaScript" }, { python: "Python" }];
const markdown = await tryTo(() =>
  widdershins.convert(structuredClone(document), { codeSamples: true, language_tabs: tabs, omitHeader: true }),
);
const names = { shell: "curl", javascript: "javascript", python: "python" };
let name = "";
for (const [, fence, text] of String(markdown).matchAll(/^```(shell|javascript|python)\n([\s\S]*?)^```/gm)) {
  const head = /curl -X (\w+) (\S+)/.exec(text);
  if (fence === "shell" && head) {
    name = `${head[1]} ${head[2].replace(document.servers[0].url, "").split("?")[0]}`;
  }
  add("widdershins", name, names[fence], text);
}
process.stdout.write(JSON.stringify(found));
