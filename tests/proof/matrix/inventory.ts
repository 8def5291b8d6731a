import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { inProject } from '@/scripts/project';

/** Everything of the built product that answers a request, as the build itself lists it. */
export interface Endpoint {
  /** `page /audit/[seq]`, `route /theme` or `action app/…/actions.ts#saveCourseAction`: the key of its row. */
  name: string;
  kind: 'page' | 'route' | 'action';
  /** Of an action: the id it is called by, and a page that can call it. */
  actionId?: string;
  page?: string;
}

const Paths = z.record(z.string(), z.string());
const Actions = z.object({
  node: z.record(
    z.string(),
    z.object({ filename: z.string(), exportedName: z.string(), workers: z.record(z.string(), z.unknown()) }),
  ),
  edge: z.record(z.string(), z.unknown()),
});

/** Pages that the framework adds by itself and that hold nothing of ours. */
const ofTheFramework = ['/_not-found/page', '/_global-error/page'];

export function endpoints(): Endpoint[] {
  const manifest = (name: string): unknown =>
    JSON.parse(readFileSync(inProject('.next', 'standalone', '.next', 'server', name), 'utf8'));
  const paths = Paths.parse(manifest('app-paths-manifest.json'));
  const { node, edge } = Actions.parse(manifest('server-reference-manifest.json'));
  if (Object.keys(edge).length > 0)
    throw new Error('Some server actions are built for the edge runtime, which nothing here calls.');
  const fromPaths = Object.keys(paths)
    .filter((path) => !ofTheFramework.includes(path))
    .map((path): Endpoint => {
      const kind = path.endsWith('/page') ? 'page' : 'route';
      return { name: `${kind} ${routeOf(path)}`, kind };
    });
  const actions = Object.entries(node).map(([actionId, { filename, exportedName, workers }]): Endpoint => {
    const page = Object.keys(workers).find((worker) => worker.endsWith('/page'));
    if (page === undefined) throw new Error(`No page can call ${filename}#${exportedName}.`);
    return {
      name: `action ${filename}#${exportedName}`,
      kind: 'action',
      actionId,
      page: routeOf(page.replace(/^app/, '')),
    };
  });
  return [...fromPaths, ...actions].sort((a, b) => a.name.localeCompare(b.name));
}

/** `/(registrar)/registrar/rules/page` → `/registrar/rules`. */
function routeOf(path: string): string {
  return path.replace(/\/\([^)]+\)/g, '').replace(/\/(page|route)$/, '') || '/';
}
