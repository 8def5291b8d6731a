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
