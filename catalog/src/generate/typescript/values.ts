function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isScalar(value: unknown): value is Scalar {
  return value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

function mayBeCode(value: unknown): boolean {
  return value === null || typeof value === "string" || Number.isInteger(value);
}

/** The own member of an object. What every object inherits, such as `constructor`, is not in a body. */
function own(object: Record<string, unknown>, name: string): unknown {
  return Object.prototype.hasOwnProperty.call(object, name) ? object[name] : undefined;
}

/** An object without a prototype, so that every name can be a member. */
function empty<V>(): Record<string, V> {
  return Object.create(null) as Record<string, V>;
}

function withoutMark(text: string): string {
  return text.startsWith("\ufeff") ? text.slice(1) : text;
}

function infoOf(code: KnownCode | undefined): CodeInfo | undefined {
  return code === undefined ? undefined : CODES.get(code);
}

/** The number, also if it is written as a string. */
function integer(value: unknown): number | undefined {
  const number = typeof value === "string" && /^[+-]?\d+$/.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isInteger(number) ? number : undefined;
}

function within(number: number | undefined, least: number, most: number): number | undefined {
  return number !== undefined && number >= least && number <= most ? number : undefined;
}

/** A time (RFC 3339) in whole seconds, as milliseconds, or `NaN`. `Date.parse` accepts other forms, and days that no month has. */
function timeOf(text: string): number {
  const parts = /^(\d{4}-\d\d-\d\d)[Tt ]((?:[01]\d|2[0-3]):[0-5]\d)(?::([0-5]\d|60)(?:[.,]\d{1,9})?)?([Zz]|[+-]\d\d:\d\d)$/.exec(text);
  if (parts === null) return NaN;
  const [, day = "", minute = "", second = "00", zone = ""] = parts;
  const midnight = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(midnight) || new Date(midnight).toISOString().slice(0, 10) !== day) return NaN;
  // A leap second is the second before it.
  return Date.parse(`${day}T${minute}:${second === "60" ? "59" : second}${zone.toUpperCase()}`);
}

/** The value with this type. Numbers and booleans may be written as strings. */
function typed(kind: string, value: unknown): Scalar | undefined {
  switch (kind) {
    case "string":
      return typeof value === "string" ? value : undefined;
    case "bool":
    case "boolean":
      if (value === "true" || value === "false") return value === "true";
      return typeof value === "boolean" ? value : undefined;
    case "u32":
      return within(integer(value), 0, 2 ** 32 - 1);
    case "u64":
      // A number of JavaScript cannot be the largest one: it is rounded.
      return within(integer(value), 0, 2 ** 64);
    case "i32":
      return within(integer(value), -(2 ** 31), 2 ** 31 - 1);
    case "i64":
      return within(integer(value), -(2 ** 63), 2 ** 63);
    case "integer":
      return integer(value);
    case "f64":
    case "number": {
      // `Number` also reads other bases and spaces.
      const isDecimal = typeof value === "string" && /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value);
      const number = isDecimal ? Number(value) : value;
      return typeof number === "number" && Number.isFinite(number) ? number : undefined;
    }
    default:
      return isScalar(value) ? value : undefined;
  }
}

function typedAll(kinds: Kinds, values: Record<string, unknown>): Record<string, Scalar> {
  const all = empty<Scalar>();
  for (const [name, kind] of kinds) {
    const value = typed(kind, own(values, name));
    if (value !== undefined) all[name] = value;
  }
  return all;
}

/** The part of a text that is between the constant parts of its template. */
function inner(template: Extract<Template, { kind: "text" }>, value: unknown): string | undefined {
  const { before, after } = template;
  if (typeof value !== "string" || value.length < before.length + after.length) return undefined;
  if (!value.startsWith(before) || !value.endsWith(after)) return undefined;
  return value.slice(before.length, value.length - after.length);
}

