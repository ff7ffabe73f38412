/** What an element says about a field, as far as it was read. */
interface FieldParts {
  path?: string;
  pointer?: string;
  description?: string;
  code?: string;
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((text) => typeof text === "string");
}

/** The number of constants by which an object is found in an array. */
function constants(template: Template): number {
  const isOne = ([, member]: readonly [string | undefined, Template]) => member.kind === "constant" && member.value !== null;
  return template.kind === "object" ? template.members.filter(isOne).length : 0;
}

function isMatch(template: Template, value: unknown): boolean {
  if (template.kind !== "object" || !isObject(value)) return false;
  return template.members.every(
    ([name, member]) => member.kind !== "constant" || name === SPREAD || own(value, name) === member.value,
  );
}

/** What an element says about a field. */
function fieldParts(template: Template, value: unknown, parts: FieldParts): FieldParts {
  const isText = typeof value === "string" || typeof value === "number";
  if (template.kind === "slot" && (isText || (value === null && template.orNull))) {
    const slot = template.slot as keyof FieldParts;
    parts[slot] ??= isText ? String(value) : "";
  } else if (template.kind === "again") {
    fieldParts(template.template, value, parts);
  } else if (template.kind === "text") {
    fieldParts(template.slot, inner(template, value), parts);
  } else if (template.kind === "object" && isObject(value)) {
    for (const [name, member] of template.members) {
      if (name !== SPREAD) fieldParts(member, own(value, name), parts);
    }
  } else if (template.kind === "array" && Array.isArray(value)) {
    template.items.forEach((item, index) => fieldParts(item, value[index], parts));
  }
  return parts;
}

/** The path of a JSON Pointer. A token of digits is the index of an array. */
function pathOf(pointer: string): string {
  let path = "";
  for (const token of pointer.split("/").slice(1)) {
    if (/^\d+$/.test(token)) path += `[${token}]`;
    else path += (path === "" ? "" : ".") + token.replace(/~1/g, "/").replace(/~0/g, "~");
  }
  return path;
}

function fieldError(parts: FieldParts): FieldError {
  const path = parts.path ?? pathOf(parts.pointer ?? "");
  return { ...parts, path, description: parts.description ?? "" };
}

