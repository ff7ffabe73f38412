/** What the catalog says about a code. */
export interface CodeInfo {
  /** The status in the catalog. It is the HTTP status of most replies with this code, unless every reply has the status 200. */
  readonly status: number;
  /** Whether the same request can succeed later. Some codes do not say it: then the status of the reply does. */
  readonly retryable?: boolean;
  /** The number of seconds to wait before another attempt. */
  readonly retryAfter?: number;
  /** The page that documents the code. */
  readonly docsUrl?: string;
  /** What the code means. */
  readonly description: string;
  /** The text of a failure, if it differs from the description. */
  readonly message?: string;
  /** Why the code is deprecated, and what replaces it. Other codes do not have this text. */
  readonly deprecated?: string;
}

/** A value of JSON that is neither an object nor an array. */
export type Scalar = null | boolean | number | string;
/** A value of JSON. */
export type Json = Scalar | readonly Json[] | JsonObject;
/** An object of JSON. */
export interface JsonObject {
  readonly [name: string]: Json;
}

/** The params of a failure whose code has none. */
export interface NoParams {
  readonly [name: string]: undefined;
}

/** A failure with this code and these params. */
export interface FailureOf<C extends KnownCode | undefined, P> {
  /** The code. `undefined` if the body has none, or one that this file does not know: see `sentCode`. */
  readonly code: C;
  /** The code as the service sent it. It can be a former name, or a code that this file does not know. */
  readonly sentCode?: Code | (string & {});
  /** The HTTP status of the reply, or else the status in the body, or else that of the code. */
  readonly status: number | undefined;
  /** The text of this failure, or else the text of its code. It is empty if there is neither. */
  readonly description: string;
  /** The params of the code, as far as the service sent them with the right types. */
  readonly params: P;
  /** All params that the service sent. */
  readonly sentParams: JsonObject;
  /** What is wrong with fields of the request. */
  readonly fields: readonly FieldError[];
  readonly data: Data;
  /** What the service added to the failure, and values of other types than the catalog says. */
  readonly members: JsonObject;
  /** The number of seconds to wait, if the body has it. See `retryAfter`. */
  readonly retryAfter?: number;
  /** Whether the same request can succeed later, if the body says it. See `isRetryable`. */
  readonly retryable?: boolean;
  readonly title?: string;
  readonly help?: string;
  readonly docsUrl?: string;
  /** The id of a server's failure, which is also in its log. */
  readonly incident?: string;
  readonly requestId?: string;
  readonly serverTime?: Date;
}

/** A reply that succeeded. */
export interface Success<T> {
  readonly kind: "success";
  /** The payload. Its type is not checked. */
  readonly payload: T;
  readonly requestId?: string;
  readonly serverTime?: Date;
}

/** A reply that failed. */
export interface Failed {
  readonly kind: "failure";
  readonly failure: Failure;
}

/** A body that is not one of this catalog, such as the page of a proxy. */
export interface Defect {
  readonly kind: "defect";
  /** Why it is not, for a log. */
  readonly reason: string;
  /** The body as it was given. */
  readonly body: unknown;
}

/** What a reply is. */
export type Parsed<T> = Success<T> | Failed | Defect;

/**
 * Reads the body of a reply. It never throws for a string, or for what `JSON.parse` returns.
 *
 * A string is parsed as JSON; any other value is one that has been parsed. Give the HTTP `status` if it is known: in
 * some catalogs, only the status separates a success from a failure. An empty string with the status 204 or 205 is a
 * success whose payload is `null`.
 *
 *     const reply = parse<Item>(await response.text(), response.status);
 *     if (reply.kind === "success") return reply.payload;
 *     if (reply.kind === "failure" && isRetryable(reply.failure)) await wait(retryAfter(reply.failure) ?? 1);
 */
export function parse<T = Json>(body: unknown, status?: number): Parsed<T> {
  if ((status === 204 || status === 205) && typeof body === "string" && /^[\t\n\f\r ]*$/.test(withoutMark(body))) {
    return { kind: "success", payload: null as T };
  }
  try {
    return either<T>(typeof body === "string" ? JSON.parse(withoutMark(body)) : body, body, status);
  } catch {
    return { kind: "defect", reason: "the body cannot be read as JSON", body };
  }
}

/** Whether the same request can succeed later. If the code is not known, the body or the status says it. */
export function isRetryable(failure: Failure): boolean {
  const known = infoOf(failure.code)?.retryable ?? failure.retryable;
  return known ?? [408, 429, 502, 503, 504].includes(failure.status ?? 0);
}

/**
 * The number of seconds to wait before another attempt: what the header `Retry-After` of the reply says, if you give it, or
 * else the body, or else the catalog.
 */
export function retryAfter(failure: Failure, header: string | null = null): number | undefined {
  return secondsOf(header) ?? failure.retryAfter ?? infoOf(failure.code)?.retryAfter;
}

const YEAR = 365 * 24 * 60 * 60;

/** The three forms of a date (RFC 9110, section 5.6.7), with the day of the month. */
const DATES = [
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (\d\d) [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/,
  /^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (\d\d)-[A-Z][a-z]{2}-\d\d \d\d:\d\d:\d\d GMT$/,
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} ([ \d]\d) \d\d:\d\d:\d\d \d{4}$/,
];

/** The header is a number of seconds or a time (RFC 9110, section 10.2.3). More than a year is a mistake. */
function secondsOf(header: string | null): number | undefined {
  const text = header?.trim() ?? "";
  const seconds = /^[0-9]+$/.test(text) ? Number(text) : secondsUntil(text);
  return seconds <= YEAR ? seconds : undefined;
}

function secondsUntil(date: string): number {
  const form = DATES.map((form) => form.exec(date)).find((form) => form !== null);
  // The oldest of the three forms does not say that its time is UTC.
  const time = form ? Date.parse(date.endsWith(" GMT") ? date : `${date} GMT`) : NaN;
  // `Date.parse` accepts days that no month has.
  return new Date(time).getUTCDate() === Number(form?.[1]) ? Math.max(0, Math.ceil((time - Date.now()) / 1000)) : NaN;
}

