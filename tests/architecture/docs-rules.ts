const ours = /^(\.\.?\/|app|components|docs|lib|messages|prisma|scripts|tests|\.ci)(\/|$)/;

/** Paths of this project that a document names: in links, and in code marks that look like one of our files. */
export function citedPaths(markdown: string): string[] {
  const links = [...markdown.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target));
  const marked = [...markdown.replace(/```[\s\S]*?```/g, '').matchAll(/`([\w./()[\]-]+)`/g)]
    .map(([, text = '']) => text)
    .filter((text) => ours.test(text) && /\.\w+$/.test(text));
  return [...new Set([...links, ...marked])];
}

/** Clauses behind `@source`, each with what it says about a place of this project, if it names one. */
export function citedSources(code: string): string[] {
  return [...code.matchAll(/@source (?!not\b)([^\n]*?)(?=\*\/|@\w|$)/gm)].map(([, text = '']) => text.trim());
}

/** What is wrong with a source that the code gives: a file that is not there, or a place in it that is not. `read` gives null for no file. */
export function badSources(cited: string, read: (file: string) => string | null): string[] {
  const bad: string[] = [];
  let file: string | null = null;
  for (const clause of cited.split(/;/)) {
    const named = /(?<![\w/.-])(?:[\w.-]+\/)*[\w.-]+\.(?:md|json|tsx?|mjs)(?!\w)/.exec(clause)?.[0];
    file = named ?? null;
    if (file === null) continue;
    const text = read(file);
    if (text === null) bad.push(`${file} is not there`);
    else
      bad.push(
        ...placesIn(clause)
          .filter((place) => !holds(text, place))
          .map((place) => `${file} has no ${place}`),
      );
  }
  return bad;
}

/** Sections, headings and steps of an algorithm that a clause names. */
function placesIn(clause: string): string[] {
  const sections = [...clause.matchAll(/§(\d+(?:\.\d+)*)/g)].map(([, number]) => `§${number}`);
  const headings = [...clause.matchAll(/\.(?:md|json), "([^"]+)"/g)].map(([, title]) => `"${title}"`);
  const steps = /algorithm ([\d, ]+(?:(?:and|to) \d+)?)/.exec(clause)?.[1]?.match(/\d+/g) ?? [];
  return [...sections, ...headings, ...steps.map((step) => `step ${step}`)];
}

function holds(text: string, place: string): boolean {
  // A heading of a document, a key of data.
  if (place.startsWith('"'))
    return (
      text.includes(`# ${place.slice(1, -1)}\n`) || text.includes(`"${place.slice(1, -1).split('.')[0]}":`)
    );
  if (place.startsWith('step ')) {
    const { readme } = JSON.parse(text) as { readme?: { algorithm?: unknown[] } };
    return Number(place.slice(5)) >= 1 && Number(place.slice(5)) <= (readme?.algorithm?.length ?? 0);
  }
  const [section, ...rest] = place.slice(1).split('.');
  const at = text.split(/^## /m).find((part) => part.startsWith(`${section} `));
  const number = place.slice(1);
  if (at === undefined) return false;
  if (rest.length === 0) return true;
  return at.includes(`\n### ${number} `) || at.includes(`\n${rest.join('.')}. `);
}
