type Kinds = readonly (readonly [string, string])[];

interface Tell {
  readonly path: readonly string[];
  readonly success: Scalar | undefined;
  readonly failure: Scalar | undefined;
}

type Template =
  | { readonly kind: "ignored" }
  | { readonly kind: "constant"; readonly value: Scalar }
  | AgainTemplate
  | TextTemplate
  | { readonly kind: "array"; readonly items: readonly Template[] }
  | SlotTemplate
  | ObjectTemplate;

interface SlotTemplate {
  readonly kind: "slot";
  readonly slot: string;
  /** The name of a param, or the key of a constant. */
  readonly name: string;
  /** Whether null is the empty text, that is the whole request. */
  readonly orNull?: true;
}

interface TextTemplate {
  readonly kind: "text";
  readonly before: string;
  readonly after: string;
  readonly slot: SlotTemplate;
}

/** A slot, or a text with it, that also has earlier places. It is read if those have no value. */
interface AgainTemplate {
  readonly kind: "again";
  readonly earlier: number;
  readonly template: SlotTemplate | TextTemplate;
}

interface ObjectTemplate {
  readonly kind: "object";
  readonly members: readonly (readonly [string | undefined, Template])[];
}

/** Makes the entries of tables and the parts of templates. */
const make = {
  info: (code: KnownCode, info: CodeInfo): [Code, CodeInfo] => [code, info],
  alias: (alias: Code, code: KnownCode): [Code, KnownCode] => [alias, code],
  kinds: (code: KnownCode, kinds: Kinds): [Code, Kinds] => [code, kinds],
  ignored: (): Template => ({ kind: "ignored" }),
  constant: (value: Scalar): Template => ({ kind: "constant", value }),
  again: (earlier: number, template: AgainTemplate["template"]): Template => ({ kind: "again", earlier, template }),
  slot: (slot: string, name = ""): SlotTemplate => ({ kind: "slot", slot, name }),
  slotOrNull: (slot: string): SlotTemplate => ({ kind: "slot", slot, name: "", orNull: true }),
  text: (before: string, after: string, slot: string, name = ""): TextTemplate => ({
    kind: "text",
    before,
    after,
    slot: { kind: "slot", slot, name },
  }),
  object: (members: ObjectTemplate["members"]): Template => ({ kind: "object", members }),
  array: (items: readonly Template[]): Template => ({ kind: "array", items }),
};

/** In place of a name: the members of the value are members of the object itself. */
const SPREAD = undefined;

/** Whether a slot is in the template, where a reader finds it. */
function contains(template: Template, wanted: string): boolean {
  switch (template.kind) {
    case "slot":
      return template.slot === wanted;
    case "text":
      return template.slot.slot === wanted;
    case "object":
      return template.members.some(([, member]) => contains(member, wanted));
    case "array":
      return template.items.some((item) => contains(item, wanted));
    default:
      return false;
  }
}

/** Whether the template is the code, or a text with it. */
function isCode(template: Template): boolean {
  switch (template.kind) {
    case "slot":
      return template.slot === "code";
    case "text":
      return isCode(template.slot);
    case "again":
      return isCode(template.template);
    default:
      return false;
  }
}

/** Whether the template is the code, or has an object with the code as a member. */
function holdsCode(template: Template): boolean {
  switch (template.kind) {
    case "object":
      return template.members.some(([, member]) => isCode(member) || holdsCode(member));
    case "array":
      return template.items.some(holdsCode);
    default:
      return isCode(template);
  }
}

