/** What the reader or this script has set and the server knows nothing of. */
const ownAttributes = /^(?:open|aria-(?:expanded|controls|autocomplete|activedescendant|busy)|role)$/;

/**
 * Makes one element say what another one says, and leaves in place what says the same: what has the focus keeps it. Fields keep what was
 * entered where `keepsEntered`, or where they have the focus; else they take what the other one begins with.
 */
export function become(now: Element, then: Element, keepsEntered: boolean): void {
  for (const { name } of [...now.attributes])
    if (!then.hasAttribute(name) && !ownAttributes.test(name)) now.removeAttribute(name);
  for (const { name, value } of then.attributes)
    if (now.getAttribute(name) !== value && !(now instanceof HTMLInputElement && name === 'role'))
      now.setAttribute(name, value);
  if (!(now instanceof HTMLTextAreaElement)) becomeChildren(now, then, keepsEntered);
  if (keepsEntered || now === document.activeElement) return;
  if (now instanceof HTMLInputElement && then instanceof HTMLInputElement) {
    now.value = then.defaultValue;
    now.checked = then.defaultChecked;
  } else if (now instanceof HTMLSelectElement && then instanceof HTMLSelectElement) now.value = then.value;
}

function becomeChildren(now: Element, then: Element, keepsEntered: boolean): void {
  let at = now.firstChild;
  for (const wanted of then.childNodes) {
    const found = findAlike(at, wanted);
    while (at !== null && found !== null && at !== found) at = without(at);
    if (found === null) now.insertBefore(document.importNode(wanted, true), at);
    else {
      if (found instanceof Element && wanted instanceof Element) become(found, wanted, keepsEntered);
      else if (found.nodeValue !== wanted.nodeValue) found.nodeValue = wanted.nodeValue;
      at = found.nextSibling;
    }
  }
  while (at !== null) at = without(at);
}

/** The next that may become this one, past what can be left out; what somebody is in is left out only where nothing else is left. */
function findAlike(from: ChildNode | null, wanted: Node): ChildNode | null {
  for (let one = from; one !== null; one = one.nextSibling) {
    if (one.nodeName === wanted.nodeName && keyOf(one) === keyOf(wanted)) return one;
    if (one.contains(document.activeElement) || (keyOf(one) !== '' && keyOf(wanted) === '')) return null;
  }
  return null;
}

/** By which of several alike one is known; what holds a field is known by it. */
function keyOf(node: Node): string {
  if (!(node instanceof Element)) return '';
  const own = node.getAttribute('data-holding') ?? node.getAttribute('name');
  return (
    own ??
    node.querySelector('[data-holding]')?.getAttribute('data-holding') ??
    node.querySelector('[name]')?.getAttribute('name') ??
    ''
  );
}

function without(one: ChildNode): ChildNode | null {
  const next = one.nextSibling;
  one.remove();
  return next;
}
