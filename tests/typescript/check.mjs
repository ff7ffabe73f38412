// Compares what the generated files read with what errcat read.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import "./types.js";

// The types of params that are not numbers.
const TYPES = { name: "string", part: "string", text: "string", what: "string", param: "string", constructor: "string", boolean: "boolean", __proto__: null };
// A code is a number or a string, and errcat has it as text.
const text = (code) => (code === undefined ? null : String(code));
const byPath = (one, other) => (one.path < other.path ? -1 : Number(one.path > other.path));
const plain = (value) => JSON.parse(JSON.stringify(value));

/** The header says how long to wait, if it is one. */
function waits(file, failure) {
  assert.equal(file.retryAfter(failure, "45"), 45);
  const soon = file.retryAfter(failure, new Date(Date.now() + 90_000).toUTCString());
  assert.ok(soon > 80 && soon <= 90, `${soon}`);
  for (const past of ["Fri, 31 Dec 1999 23:59:59 GMT", "Friday, 31-Dec-99 23:59:59 GMT", "Fri Dec 31 23:59:59 1999"]) {
    assert.equal(file.retryAfter(failure, past), 0, past);
  }
  for (const header of [null, "", "soon", "-5", "2.5", "May", "-5 GMT", "Mon, 5", "Mon, 30 Feb 2026 00:00:00 GMT", "Wed, 01 Jan 2025 00:00:00 +0200", "Friday", "Fri, 31 Dec 2999 23:59:59 GMT", "99999999"]) {
    assert.equal(file.retryAfter(failure, header), file.retryAfter(failure));
  }
}

function check(file, { body, status, expected }) {
  for (const given of parsed(body)) {
    const read = file.parse(given, status ?? undefined);
    assert.equal(read.kind, expected.kind, read.reason);
    if (read.kind === "success") assert.deepEqual(plain(read.payload), expected.payload);
    if (read.kind === "failure") checkFailure(file, read.failure, expected);
    if (read.kind === "defect") assert.equal(read.body, given);
  }
}

/** The body as text, and as the value of a text that is not a string. */
function parsed(body) {
  try {
    const value = JSON.parse(body);
    return typeof value === "string" ? [body] : [body, value];
  } catch {
    return [body];
  }
}

function checkFailure(file, failure, expected) {
  const isListed = expected.code === null || failure.code !== undefined;
  assert.equal(text(failure.code ?? failure.sentCode), expected.code);
  // errcat has no text for a neutral code, and the file has none for a code that is not published.
  const hasText = isListed ? expected.description !== "" || failure.code === undefined : failure.description !== "";
  if (hasText) assert.equal(failure.description, expected.description);
  assert.deepEqual(plain(failure.sentParams), expected.sentParams);
  const field = ({ path, description, code }) => ({ path, description, code: code ?? null });
  assert.deepEqual(failure.fields.map(field).sort(byPath), expected.fields);
  assert.equal(failure.incident ?? null, expected.incident);
  if (isListed) assert.equal(file.retryAfter(failure) ?? null, expected.retryAfter);
  waits(file, failure);
  assert.equal(failure.serverTime?.getTime() ?? null, expected.serverTime && Date.parse(expected.serverTime));
  if (isListed && "status" in expected) {
    assert.equal(failure.status, expected.status);
    assert.equal(file.isRetryable(failure), expected.isRetryable);
  }
  checkParams(failure, expected);
  if ("members" in expected) assert.deepEqual(plain(failure.members), expected.members);
}

/** Params of a whole body have their types, also if they were sent as strings. */
function checkParams(failure, expected) {
  for (const [name, value] of Object.entries(failure.params)) {
    assert.equal(String(value), String(failure.sentParams[name]));
    assert.equal(typeof value, TYPES[name] ?? "number", name);
  }
  const isWhole = "members" in expected && failure.code !== undefined;
  if (isWhole) assert.deepEqual(Object.keys(failure.params).sort(), Object.keys(failure.sentParams).sort());
}

/** A param that is not of its Rust type is no param. */
async function checkTypes() {
  const { parse } = await import("./occurrences_spread.js");
  const ofEveryType = (params) => parse(JSON.stringify({ ok: false, code: "every_type", ...params })).failure;
  const right = { small: 4294967295, minus: -2147483648, fraction: "1.5e3", large: "7" };
  assert.deepEqual({ ...ofEveryType(right).params }, { ...right, fraction: 1500, large: 7 });
  for (const wrong of [{ small: -1 }, { small: 4294967296 }, { minus: 2147483648 }, { large: -1 }, { fraction: "0x10" }, { fraction: " 5" }]) {
    assert.deepEqual({ ...ofEveryType(wrong).params }, {}, JSON.stringify(wrong));
  }
}

await checkTypes();
let count = 0;
const wrong = [];
for (const name of readdirSync(import.meta.dirname).filter((name) => name.endsWith(".json"))) {
  if (name === "package.json" || name === "tsconfig.json") continue;
  const file = await import(`./${name.replace(".json", ".js")}`);
  for (const fixture of JSON.parse(readFileSync(`${import.meta.dirname}/${name}`, "utf8"))) {
    count += 1;
    try {
      check(file, fixture);
    } catch (error) {
      wrong.push(`${name}: ${JSON.stringify(fixture)}\n${error.message}`);
    }
  }
}
assert.equal(wrong.length, 0, `${wrong.length} of ${count} bodies\n${wrong.slice(0, 8).join("\n\n")}`);
console.log(`${count} bodies`);
