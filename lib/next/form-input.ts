import { refuse } from '@/lib/kernel/refusal';

const limits = { fields: 4_000, depth: 10, indexes: 2_000 };
const forbidden = new Set(['__proto__', 'prototype', 'constructor']);

type Tree = { [key: string]: unknown };

/** The fields of a request; a body that is no form has none, since asking it for some ends in an exception. */
export async function readForm(request: Request): Promise<FormData> {
  return request.formData().catch(() => new FormData());
}

/**
 * Turns form fields into a plain object: `lines.0.credits.amount` nests, `programs[]` and repeated fields collect.
 * Empty text fields of optional inputs arrive as '' and are the schema's to judge. Framework fields are left out.
 * @refuses invalid_input `form/too-large`, `form/bad-name`
 */
export function formInput(form: FormData): Tree {
  const root: Tree = Object.create(null) as Tree;
  let count = 0;
  for (const [name, value] of form.entries()) {
    if (name.startsWith('$ACTION') || name === 'idempotencyKey') continue;
    if (++count > limits.fields) refuse('invalid_input', 'form/too-large');
    put(root, name, value);
  }
  return toPlain(root) as Tree;
}

function put(root: Tree, name: string, value: FormDataEntryValue): void {
  const isList = name.endsWith('[]');
  const path = (isList ? name.slice(0, -2) : name).split('.');
  if (path.length > limits.depth || path.some((step) => step === '' || forbidden.has(step)))
    refuse('invalid_input', 'form/bad-name');
  let node = root;
  for (const step of path.slice(0, -1)) {
    const next = node[step] ?? (node[step] = Object.create(null));
    if (typeof next !== 'object' || next === null || Array.isArray(next))
      refuse('invalid_input', 'form/bad-name');
    node = next as Tree;
  }
  const last = path[path.length - 1] as string;
  const present = node[last];
  if (isList) {
    if (present === undefined) node[last] = [value];
    else if (Array.isArray(present)) present.push(value);
    else refuse('invalid_input', 'form/bad-name');
  } else if (present === undefined) node[last] = value;
  else refuse('invalid_input', 'form/bad-name');
}

/** Objects whose keys are 0, 1, 2 … become lists, in that order; gaps close up. */
function toPlain(node: unknown): unknown {
  if (
    Array.isArray(node) ||
    typeof node !== 'object' ||
    node === null ||
    Object.getPrototypeOf(node) !== null
  )
    return node;
  const entries = Object.entries(node as Tree);
  if (entries.length > 0 && entries.every(([key]) => /^\d{1,4}$/.test(key))) {
    if (entries.length > limits.indexes) refuse('invalid_input', 'form/too-large');
    return entries.sort(([a], [b]) => Number(a) - Number(b)).map(([, inner]) => toPlain(inner));
  }
  return Object.fromEntries(entries.map(([key, inner]) => [key, toPlain(inner)]));
}

/** What was entered, to be shown again after a refusal, up to as many fields as are read. Files cannot be brought back. */
export function enteredValues(form: FormData): Record<string, string | string[]> {
  const texts = new Map<string, string[]>();
  let count = 0;
  for (const [name, value] of form.entries()) {
    if (name.startsWith('$ACTION') || typeof value !== 'string') continue;
    if (++count > limits.fields) break;
    const others = texts.get(name);
    if (others) others.push(value);
    else texts.set(name, [value]);
  }
  return Object.fromEntries(
    [...texts].map(([name, values]) => [name, name.endsWith('[]') ? values : (values[0] ?? '')]),
  );
}
