// Writes src/api/schema.d.ts from openapi.json, or says that it is out of date.
//
// The types of the browser app are never written by hand: the server's OpenAPI document is the only contract.

import { readFile, writeFile } from "node:fs/promises";
import openapiTS, { astToString } from "openapi-typescript";

const document = new URL("../openapi.json", import.meta.url);
const target = new URL("../src/api/schema.d.ts", import.meta.url);

const header = "// Generated from openapi.json by `npm run schema`; do not edit.\n\n";
const fresh = header + astToString(await openapiTS(document));

if (process.argv.includes("--write")) {
  await writeFile(target, fresh);
} else if ((await readFile(target, "utf8").catch(() => "")) !== fresh) {
  console.error("web/src/api/schema.d.ts does not match web/openapi.json: run `npm run schema` in web/ and commit the result");
  process.exit(1);
}
