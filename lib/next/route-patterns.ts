/** Files of `app` that answer requests, each with what it adds to the address of its folder. */
const answering: Readonly<Record<string, string>> = {
  'page.tsx': '',
  'route.ts': '',
  'robots.ts': 'robots.txt',
  'icon.svg': 'icon.svg',
  'favicon.ico': 'favicon.ico',
};

/** The addresses that files below `app` answer, as patterns: `/catalog/[slug]`. Groups in brackets are no part of an address. */
export function patternsOf(files: readonly string[]): string[] {
  const patterns = files.flatMap((file) => {
    const steps = file.split(/[/\\]/);
    const own = answering[steps.pop() ?? ''];
    if (own === undefined) return [];
    return [`/${[...steps.filter((step) => !step.startsWith('(')), own].filter(Boolean).join('/')}`];
  });
  return [...new Set(patterns)].sort();
}

/** What is no page or route of ours, whatever it is called; and the files of the build. */
export const otherRoute = 'other';
export const staticRoute = '/_next/static';

/**
 * Tells which pattern an address fits: written out before any parameter, and what takes the whole rest last. What fits none is `other`, so
 * that whoever makes up addresses makes up no patterns.
 */
export function routesBy(patterns: readonly string[]): (path: string) => string {
  const plain = new Set(patterns.filter((pattern) => !pattern.includes('[')));
  const open = patterns
    .filter((pattern) => pattern.includes('['))
    .map((pattern) => ({ pattern, steps: pattern.split('/').slice(1) }))
    .sort((one, other) => (rankOf(one.pattern) < rankOf(other.pattern) ? -1 : 1));
  return (given) => {
    const path = given.length > 1 && given.endsWith('/') ? given.slice(0, -1) : given;
    if (plain.has(path)) return path;
    if (path.startsWith(`${staticRoute}/`)) return staticRoute;
    const steps = path.split('/', 12).slice(1);
    return open.find((one) => fits(one.steps, steps))?.pattern ?? otherRoute;
  };
}

/** Of two patterns that fit, the one with the smaller rank is meant. */
function rankOf(pattern: string): string {
  return pattern.replaceAll(/\[\.\.\.\w+\]/g, '~~').replaceAll(/\[\w+\]/g, '~');
}

function fits(pattern: readonly string[], steps: readonly string[]): boolean {
  const hasRest = pattern.at(-1)?.startsWith('[...') === true;
  if (hasRest ? steps.length < pattern.length : steps.length !== pattern.length) return false;
  return pattern.every((step, at) => (step.startsWith('[') ? steps[at] !== '' : step === steps[at]));
}
