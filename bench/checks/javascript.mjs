// Reads a JSON list of paths from stdin. Runs each module apart from the others, with a `fetch` that only records, and
// prints per path what it sent, or why it cannot be parsed or run: [{path, fault} | {path, method, url, body}].
import { readFileSync } from "node:fs";
import vm from "node:vm";

const FILE = Buffer.from("content");
const MODULES = {
  "node:fs/promises": { readFile: async () => FILE },
  "node:path": { basename: (path) => String(path).split("/").at(-1) },
};
const results = [];

async function run(path) {
  let sent;
  const fetch = async (url, init = {}) => {
    const request = new Request(url, { ...init, method: init.method === "TRACE" ? "POST" : init.method });
    const body = typeof init.body === "string" ? init.body : undefined;
    sent = { method: init.method, url: request.url, body };
    return new Response("{}", { status: 200, headers: { "content-type": "application/json" } });
  };
  const env = new Proxy({}, { get: () => "value" });
  const process = { env, stdout: { write: () => true } };
  const console = { log: () => {} };
  const context = vm.createContext({
    ...{ fetch, process, console, Buffer, FormData, Blob, URLSearchParams, Headers, Response, URL, encodeURIComponent },
  });
  const module = new vm.SourceTextModule(readFileSync(path, "utf8"), { context, identifier: path });
  await module.link((specifier) => {
    const exported = MODULES[specifier];
    return new vm.SyntheticModule(
      Object.keys(exported),
      function () {
        for (const [name, value] of Object.entries(exported)) this.setExport(name, value);
      },
      { context },
    );
  });
  await module.evaluate();
  return sent === undefined ? { fault: "it sends nothing" } : sent;
}

for (const path of JSON.parse(readFileSync(0, "utf8"))) {
  try {
    results.push({ path, ...(await run(path)) });
  } catch (error) {
    results.push({ path, fault: String(error) });
  }
}
process.stdout.write(JSON.stringify(results));
