type Told = "success" | "failure" | undefined;

/** What the constants of the body say, or why they say nothing. */
function toldByConstants(body: unknown): { told: Told; error?: string } {
  let told: Told;
  for (const { path, success, failure } of TELLS) {
    const at = path.reduce<unknown>((value, name) => (isObject(value) ? own(value, name) : undefined), body);
    if (at === undefined) continue;
    const name = path.join(".");
    const says = saidBy(at, success, failure);
    if (says === undefined) return { told, error: `\`${name}\` has another value` };
    if (told !== undefined && told !== says) return { told, error: `\`${name}\` contradicts another member` };
    told = says;
  }
  return told === undefined ? { told, error: `\`${TELLS[0]?.path.join(".")}\` is missing` } : { told };
}

function saidBy(value: unknown, success: Scalar | undefined, failure: Scalar | undefined): Told {
  if (!isScalar(value)) return undefined;
  if (value === success) return "success";
  if (value === failure) return "failure";
  if (success === undefined) return "success";
  return failure === undefined ? "failure" : undefined;
}

/** What the status says, in a catalog without constants. */
function toldByStatus(status: number | undefined): Told {
  if (status === undefined || !STATUS_TELLS) return undefined;
  return status < 400 ? "success" : "failure";
}

function either<T>(value: unknown, body: unknown, status: number | undefined): Parsed<T> {
  const defect = (reason: string): Defect => ({ kind: "defect", reason, body });
  if (!isScalar(value) && typeof value !== "object") return defect("there is no body");
  const { told, error } = TELLS.length > 0 ? toldByConstants(value) : { told: toldByStatus(status), error: undefined };
  if (error !== undefined) return defect(error);
  const failure = new Reading(FAILURE, value);
  const looksFailed = failure.hasCode || (failure.error !== undefined && failure.holdsCode);
  if (told === "failure" || (told === undefined && looksFailed)) {
    if (failure.error !== undefined) return defect(failure.error);
    if (TELLS.length === 0 && !failure.holdsCode) return defect("the body has no place for a code");
    return { kind: "failure", failure: failureOf(failure, status) };
  }
  // A service that sends every reply with 200 sends no other status, but a gateway before it may.
  if (told === undefined && status !== undefined && status >= 400) return defect(`the HTTP status is ${status}, but the body is not a failure`);
  const success = new Reading(SUCCESS, value);
  if (success.error !== undefined) return defect(success.error);
  // Without constants, only the payload shows that the body is a success.
  if (success.payload === undefined && TELLS.length === 0) return defect("the body has no payload");
  const { payload, requestId, serverTime } = success;
  return { kind: "success", payload: (payload ?? null) as T, ...given({ requestId, serverTime }) };
}

/** The members that have a value. */
function given<M extends object>(members: M): { [K in keyof M]?: Exclude<M[K], undefined> } {
  const entries = Object.entries(members).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof M]?: Exclude<M[K], undefined> };
}

/** The code as it was sent. Numbers may be written as strings. */
function sent(text: string | undefined): Code | string | undefined {
  if (text === undefined || text === "") return undefined;
  return HAS_NUMBERS && /^(0|-?[1-9]\d*)$/.test(text) ? (Number(text) as unknown as Code) : text;
}

/** The code, if this file knows it. It is the new name, if the text is a former one. */
function known(sent: Code | string | undefined): KnownCode | undefined {
  const code = sent as KnownCode;
  return ALIASES.get(code) ?? (CODES.has(code) ? code : undefined);
}

function failureOf(found: Reading, status: number | undefined): Failure {
  const sentCode = sent(found.sentCode);
  const code = known(sentCode);
  const info = infoOf(code);
  const kinds = (code === undefined ? undefined : PARAMS.get(code)) ?? [];
  const inner = empty<unknown>();
  for (const { name, value, mayBeParam, keeps, isInner } of found.beside.filter(({ isFirst }) => isFirst)) {
    const isParam = mayBeParam && kinds.some(([param]) => param === name);
    const place = isParam ? found.params : isInner ? inner : found.members;
    if ((isParam || keeps) && !(name in place)) place[name] = value;
  }
  Object.assign(found.members, inner);
  const sentParams = Object.assign(empty<unknown>(), found.singleParams, found.params);
  const paths = new Set(found.fieldsByPath.map(({ path }) => path));
  for (const { name, value, mayBeParam, keeps } of found.beside.filter(({ isFirst }) => !isFirst)) {
    const isRead = mayBeParam ? name in sentParams : paths.has(name);
    if (keeps && !isRead && !(name in found.members)) found.members[name] = value;
  }
  const { title, help, docsUrl, incident, requestId, serverTime, retryable } = found;
  const fields = found.fields.length > 0 ? found.fields : found.fieldsByPath;
  const failure = {
    code,
    status: status !== undefined && status >= 400 ? status : (found.status ?? info?.status),
    description: found.description ?? info?.message ?? info?.description ?? "",
    params: typedAll(kinds, sentParams),
    sentParams,
    fields: fields.map(fieldError),
    data: typedAll(DATA, found.data),
    members: found.members,
    ...given({ sentCode, title, help, docsUrl, incident, requestId, serverTime, retryable, retryAfter: found.retryAfter }),
  };
  return failure as unknown as Failure;
}
