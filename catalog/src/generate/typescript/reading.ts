/** A member next to params or field errors. */
interface Beside {
  readonly name: string;
  readonly value: unknown;
  readonly mayBeParam: boolean;
  /** Whether it is at the first place of the slot. Later places are not read. */
  readonly isFirst: boolean;
  readonly keeps: boolean;
  /** Whether its object is the place of the members. Then it counts before the members of the objects around it. */
  readonly isInner: boolean;
}

/** A place of params or of field errors. */
interface DataPlace {
  readonly slot: string;
  readonly isFirst: boolean;
}

/** The slot, if the template is such a place. */
function dataOf(template: Template): DataPlace | undefined {
  const slot = template.kind === "again" ? template.template : template;
  const isData = slot.kind === "slot" && ["params", "fieldsByPath"].includes(slot.slot);
  return isData ? { slot: slot.slot, isFirst: template.kind === "slot" } : undefined;
}

/**
 * The place of the value for each element of a template.
 *
 * An element without constants has its own position, unless an object with constants is there that is nowhere else: then the
 * element was left out. Others have their own position too, if the value there fits, or else the first value that fits. A value
 * that also fits an element with more constants comes last.
 */
function placesOf(items: readonly Template[], values: readonly unknown[]): (number | undefined)[] {
  const fits = (item: Template, place: number) => isMatch(item, values[place]);
  const fitsAlone = (item: Template, place: number) =>
    fits(item, place) && !items.some((other) => constants(other) > constants(item) && fits(other, place));
  const isOwn = (item: Template, position: number) => constants(item) === 0 || fitsAlone(item, position);
  const places = items.map((item, position) => (isOwn(item, position) ? position : undefined));
  for (const isIt of [fitsAlone, fits]) {
    items.forEach((item, position) => {
      const isFree = (place: number) => !places.includes(place) && isIt(item, place);
      places[position] ??= [...values.keys()].find(isFree);
    });
  }
  items.forEach((item, position) => {
    if (constants(item) === 0 || places[position] !== undefined) return;
    // Where an element without constants was left out, the next one is in its place.
    const isLeftOut = (other: Template, place: number) => places[place] === place && constants(other) === 0 && fits(item, place);
    const found = items.findIndex(isLeftOut);
    if (found < 0) return;
    places[found] = undefined;
    places[position] = found;
  });
  return places;
}

/** A value at a later place of a slot. */
interface Later {
  readonly earlier: number;
  readonly slot: SlotTemplate;
  /** Without a value, the text there has another form. */
  readonly value: unknown;
  /** The member that it becomes if it has a wrong type. */
  readonly member: readonly [string, unknown] | undefined;
}

/** A body that is being read. */
class Reading {
  /** Why the value is not such a body. */
  error: string | undefined;
  /** Whether there was a member at the place of the code. */
  hasCode = false;
  /** Whether there was the object that has the code as a member. */
  holdsCode = false;
  payload: unknown;
  sentCode: string | undefined;
  description: string | undefined;
  title: string | undefined;
  help: string | undefined;
  docsUrl: string | undefined;
  incident: string | undefined;
  requestId: string | undefined;
  serverTime: Date | undefined;
  status: number | undefined;
  retryAfter: number | undefined;
  retryable: boolean | undefined;
  readonly params = empty<unknown>();
  /** Params with a place of their own. They count if the place of all params does not have them. */
  readonly singleParams = empty<unknown>();
  readonly data = empty<unknown>();
  readonly members = empty<unknown>();
  fields: FieldParts[] = [];
  /** The field errors by path. They count if there are no others. */
  fieldsByPath: FieldParts[] = [];
  /** Members next to params or field errors. Which of them are params depends on the code. */
  readonly beside: Beside[] = [];

  /** Values at later places of slots. */
  private readonly later: Later[] = [];

  constructor(template: Template, body: unknown) {
    this.root = template;
    this.node(template, body);
    this.later.sort((one, other) => one.earlier - other.earlier);
    for (const { slot, value, member } of this.later) {
      if (this.has(slot)) continue;
      const mayFit = value !== undefined && (slot.slot !== "code" || mayBeCode(value));
      if (!(mayFit && this.take(slot, value)) && member !== undefined) this.keep(...member);
    }
  }

  private readonly root: Template;

  /** Reads a part of the body. Returns whether the object around it keeps the value as a member. */
  private node(template: Template, value: unknown): boolean {
    switch (template.kind) {
      case "object":
        if (isObject(value)) this.object(template, value);
        else if (template === this.root || contains(template, "payload")) this.fail("an object is missing");
        return !isObject(value);
      case "array":
        if (Array.isArray(value)) this.array(template.items, value);
        return !Array.isArray(value);
      case "slot":
        return !this.take(template, value);
      case "text":
        return !this.text(template, value);
      case "again":
        this.addLater(template, value, undefined);
        return false;
      // A text with several slots is not read.
      case "ignored":
        return !isScalar(value);
      default:
        return false;
    }
  }

  private fail(reason: string): void {
    this.error ??= reason;
  }

  private object(template: ObjectTemplate, value: Record<string, unknown>): void {
    const isRoot = template === this.root;
    this.holdsCode ||=
      template.members.some(([, member]) => isCode(member) || (!isRoot && holdsCode(member))) ||
      (isRoot && !contains(template, "code"));
    const members = new Map(template.members);
    const keeps = contains(template, "members");
    const spread = template.members.flatMap(([name, member]) => (name === SPREAD ? (dataOf(member) ?? []) : []))[0];
    const isInner = template.members.some(([name, member]) => name === SPREAD && contains(member, "members"));
    const kept: [string, unknown][] = [];
    const others: [string, unknown][] = [];
    for (const [name, part] of Object.entries(value)) {
      const member = members.get(name);
      if (member?.kind === "again") {
        this.addLater(member, part, keeps && part !== null ? [name, part] : undefined);
      } else if (member !== undefined) {
        if (this.node(member, part) && keeps && part !== null) kept.push([name, part]);
      } else if (spread !== undefined) {
        this.spread(spread, { name, value: part, keeps, isInner });
      } else if (keeps) {
        kept.push([name, part]);
      } else {
        others.push([name, part]);
      }
    }
    // `fromEntries` makes a member of every name, also of `__proto__`.
    if (template.members.some(([name, member]) => name === SPREAD && contains(member, "payload"))) this.payload = Object.fromEntries(others);
    for (const [name, part] of kept) this.keep(name, part);
  }

  /** Reads a member next to params or field errors. Only the first place of a slot is read. */
  private spread({ slot, isFirst }: DataPlace, member: Omit<Beside, "mayBeParam" | "isFirst">): void {
    const mayBeParam = slot === "params";
    if (!mayBeParam && isFirst && this.takePath(member.name, member.value)) return;
    this.beside.push({ ...member, mayBeParam, isFirst });
  }

  /** Members of an inner object count before those of the objects around it. */
  private keep(name: string, value: unknown): void {
    if (!(name in this.members)) this.members[name] = value;
  }

  private array(items: readonly Template[], values: readonly unknown[]): void {
    this.holdsCode ||= items.some(holdsCode);
    const places = placesOf(items, values);
    items.forEach((item, position) => {
      const place = places[position];
      if (place !== undefined && place in values) this.node(item, values[place]);
    });
  }

  private text(template: Extract<Template, { kind: "text" }>, value: unknown): boolean {
    const slot = template.slot;
    const part = inner(template, value);
    if (part !== undefined) return this.take(slot, part);
    // The code is there, but it has another form.
    this.hasCode ||= slot.slot === "code";
    return false;
  }

  private addLater({ earlier, template }: AgainTemplate, value: unknown, member: Later["member"]): void {
    const isText = template.kind === "text";
    const [slot, part] = isText ? [template.slot, inner(template, value)] : [template, value];
    this.hasCode ||= slot.slot === "code";
    this.later.push({ earlier, slot, value: part, member });
  }

  /** Whether a slot with one value has it. Later places of other slots are not read. */
  private has({ slot, name }: SlotTemplate): boolean {
    switch (slot) {
      case "code":
        return this.sentCode !== undefined;
      case "serverTime":
      case "unixTime":
        return this.serverTime !== undefined;
      case "param":
        return name in this.singleParams;
      case "data":
        return name in this.data;
      case "description":
      case "title":
      case "help":
      case "docsUrl":
      case "incident":
      case "requestId":
      case "status":
      case "retryAfter":
      case "retryable":
        return this[slot] !== undefined;
      default:
        return true;
    }
  }

  /** Stores the value of a slot. Returns whether the value has the right type. */
  private take({ slot, name }: SlotTemplate, value: unknown): boolean {
    if (slot === "payload") {
      this.payload = value;
      return true;
    }
    if (slot === "code") return this.takeCode(value);
    if (value === null) return true;
    if (typeof value === "string" && this.takeText(slot, value)) return true;
    return this.takeNumber(slot, value) || this.takeNamed(slot, name, value) || this.takeList(slot, value);
  }

  private takeCode(value: unknown): boolean {
    const isCode = mayBeCode(value);
    if (!isCode) this.fail("the code has a wrong type");
    this.hasCode ||= isScalar(value);
    if (isCode && value !== null) this.sentCode = String(value);
    return true;
  }

  private takeText(slot: string, value: string): boolean {
    switch (slot) {
      case "description":
        this.description = value;
        return true;
      case "title":
        this.title = value;
        return true;
      case "help":
        this.help = value;
        return true;
      case "docsUrl":
        this.docsUrl = value;
        return true;
      case "requestId":
        this.requestId = value;
        return true;
      case "incident":
        this.incident = value === "" ? undefined : value;
        return true;
      case "serverTime":
        return this.takeTime(timeOf(value), true);
      default:
        return false;
    }
  }

  /** If a body has both times, the one in text counts. */
  private takeTime(milliseconds: number, isText: boolean): boolean {
    // The years with four digits, and as many before the year 0.
    if (!(milliseconds >= -377705023201000 && milliseconds < 253402207201000)) return false;
    if (isText || this.serverTime === undefined) this.serverTime = new Date(milliseconds);
    return true;
  }

  private takeNumber(slot: string, value: unknown): boolean {
    const number = integer(value);
    if (number === undefined) return false;
    switch (slot) {
      case "unixTime":
        return this.takeTime(number * 1000, false);
      case "status":
        if (number < 400 || number > 599) return false;
        this.status = number;
        return true;
      case "retryAfter":
        if (number < 0 || number > YEAR) return false;
        this.retryAfter = number;
        return true;
      default:
        return false;
    }
  }

  private takeNamed(slot: string, name: string, value: unknown): boolean {
    if (!isScalar(value)) return false;
    switch (slot) {
      case "param":
        if (!(name in this.singleParams)) this.singleParams[name] = value;
        return true;
      case "data":
        this.data[name] = value;
        return typedAll(DATA, this.data)[name] !== undefined;
      case "retryable": {
        const retryable = typed("boolean", value);
        if (typeof retryable === "boolean") this.retryable = retryable;
        return typeof retryable === "boolean";
      }
      default:
        return false;
    }
  }

  private takeList(slot: string, value: unknown): boolean {
    if (slot === "fields") return this.takeFields(value);
    if (!isObject(value)) return false;
    const entries = Object.entries(value);
    switch (slot) {
      case "params":
        for (const [name, param] of entries) this.params[name] = param;
        return true;
      case "members":
        for (const [name, member] of entries) this.keep(name, member);
        return true;
      case "fieldsByPath":
        if (!entries.every(([, texts]) => isTexts(texts))) return false;
        for (const [path, texts] of entries) this.takePath(path, texts);
        return true;
      default:
        return false;
    }
  }

  private takePath(path: string, texts: unknown): boolean {
    if (!isTexts(texts)) return false;
    for (const description of texts) this.fieldsByPath.push({ path, description });
    return true;
  }

  private takeFields(value: unknown): boolean {
    if (!Array.isArray(value)) return false;
    const fields = value.map((element) => fieldParts(FIELD, element, {}));
    if (fields.some((field) => Object.keys(field).length === 0)) return false;
    for (const field of fields) this.fields.push(field);
    return true;
  }
}

