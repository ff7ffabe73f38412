// What a client can write: this file must compile, and each line after `@ts-expect-error` must not.

import { CODES, isRetryable, parse, retryAfter } from "./occurrences_flat.js";
import type { Code, Failure, KnownCode } from "./occurrences_flat.js";
import type { Code as Numbers } from "./telegram.js";

export function handle(failure: Failure): string | undefined {
  if (failure.code === "slow_down") {
    const seconds: number | undefined = failure.params.seconds;
    // @ts-expect-error: it is a number
    const text: string | undefined = failure.params.seconds;
    // @ts-expect-error: the row has no such param
    const other: string = failure.params.other;
    return `${seconds ?? text ?? other}`;
  }
  // @ts-expect-error: not every code has this param
  failure.params.seconds;
  switch (failure.code) {
    case "every_type":
      return failure.params.text?.toUpperCase();
    case "not_found":
      return failure.fields[0]?.description;
    // @ts-expect-error: there is no such code
    case "slow_downn":
      return undefined;
    default:
      return failure.sentCode === "a_code_of_a_newer_service" ? "new" : failure.code;
  }
}

const reply = parse<{ id: string }>("{}", 200);
if (reply.kind === "success") reply.payload.id.toUpperCase();
if (reply.kind === "failure") handle(reply.failure) ?? [isRetryable(reply.failure), retryAfter(reply.failure)];
if (reply.kind === "defect") reply.reason.toUpperCase();
// @ts-expect-error: nobody knows yet that it is a success
reply.payload;

export const known: KnownCode = "invalid";
// @ts-expect-error: it is not known
export const unknown: KnownCode = "a_code_of_a_newer_service";
export const open: Code = "a_code_of_a_newer_service";
export const numbers: Numbers[] = [429, 7];
export const status: number | undefined = CODES.get("slow_down")?.status;
