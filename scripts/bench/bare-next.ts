import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { runNode } from '../child';
import { endProcess } from '../processes';
import { inProject } from '../project';

/**
 * The floor of pages: the least that one can write with the framework. One server component without words, access or a rule draws the very
 * elements that a page of ours has, from one row; one route answers with one row. No proxy stands before them.
 */
const files: Readonly<Record<string, string>> = {
  'package.json': '{"private":true,"type":"module"}',
  'next.config.mjs': `export default { output: 'standalone', poweredByHeader: false, serverExternalPackages: ['pg'], outputFileTracingRoot: ${JSON.stringify(inProject())}, turbopack: { root: ${JSON.stringify(inProject())} } };`,
  'app/layout.jsx': `export const dynamic = 'force-dynamic';
export default function Layout({ children }) { return <html lang="en"><body>{children}</body></html>; }`,
  'app/row.js': `import pg from 'pg';
const pool = globalThis.pool ??= new pg.Pool({ connectionString: process.env.DATABASE, max: 4 });
export async function row(key) {
  const { rows } = await pool.query({ name: 'row', text: 'SELECT said FROM bare_row WHERE key = $1', values: [key] });
  return rows[0].said;
}`,
  'app/page/[key]/page.jsx': `import { createElement } from 'react';
import { row } from '../../row';
const draw = (one, key) => typeof one === 'string' ? one : createElement(one[0], { ...one[1], key }, ...one[2].map(draw));
export default async function Page({ params }) { return draw(await row((await params).key), 0); }`,
  'app/least/route.js': `export const dynamic = 'force-dynamic';
export function GET() { return Response.json({ said: 'nothing' }); }`,
  'app/row/[key]/route.js': `import { row } from '../../row';
export async function GET(request, { params }) { return Response.json(await row((await params).key)); }`,
};

/** An element as the floor keeps it: name, attributes, children. */
export type Drawn = string | [name: string, attributes: Record<string, string | true>, children: Drawn[]];

const empty = new Set(['area', 'br', 'col', 'hr', 'img', 'input', 'link', 'meta', 'source', 'wbr']);

/** The body of a page of ours as elements, its scripts left out; it is well formed, since the framework wrote it. */
export function drawnOf(html: string): Drawn {
  const root: Drawn = ['div', {}, []];
  const open = [root];
  const body = html
    .slice(html.indexOf('<body'), html.lastIndexOf('</body>'))
    .replaceAll(/<script\b[^>]*>[\s\S]*?<\/script>|<template\b[^>]*><\/template>|<!--[\s\S]*?-->/g, '');
  for (const [, text, closed, name = '', attributes = ''] of body.matchAll(
    /([^<]+)|<(\/)?([a-z][\w-]*)((?:\s+[\w:-]+(?:="[^"]*")?)*)\s*\/?>/gi,
  )) {
    const within = open.at(-1)?.[2] as Drawn[];
    if (text !== undefined) within.push(readText(text));
    else if (closed !== undefined) {
      if (open.length > 1) open.pop();
    } else if (name !== 'body' && name !== 'link') {
      const one: Drawn = [name, attributesOf(attributes), []];
      within.push(one);
      if (!empty.has(name)) open.push(one);
    }
  }
  return root;
}

/** As React names the few that it names otherwise and that count. */
const named: Readonly<Record<string, string>> = {
  class: 'className',
  for: 'htmlFor',
  value: 'defaultValue',
  checked: 'defaultChecked',
  tabindex: 'tabIndex',
  colspan: 'colSpan',
  viewbox: 'viewBox',
};

function attributesOf(text: string): Record<string, string | true> {
  return Object.fromEntries(
    [...text.matchAll(/([\w:-]+)(?:="([^"]*)")?/g)]
      .filter(([, name]) => name !== 'selected')
      .map(([, name = '', value]) => [
        named[name] ?? name,
        value === undefined || value === '' ? true : readText(value),
      ]),
  );
}

function readText(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll(/&#(?:x27|39);/g, "'")
    .replaceAll('&amp;', '&');
}

/** Builds the floor where it was not, and serves it on a port. */
export async function startBareNext(
  port: number,
  database: string,
): Promise<{ pid: number; stop: () => Promise<void> }> {
  const sum = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 12);
  const folder = inProject('.cache', `bare-next-${sum}`);
  const server = path.join(folder, '.next', 'standalone', path.relative(inProject(), folder), 'server.js');
  if (!existsSync(server)) {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
    }
    await runNode([inProject('node_modules', 'next', 'dist', 'bin', 'next'), 'build', folder], {
      logFile: path.join(folder, 'build.log'),
      env: { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    });
  }
  const { pid = 0 } = spawn(process.execPath, [server], {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      DATABASE: database,
      PORT: String(port),
      HOSTNAME: '127.0.0.1',
    },
    stdio: 'ignore',
    detached: true,
  });
  for (let tries = 0; tries < 200; tries++) {
    const isThere = await fetch(`http://127.0.0.1:${port}/`).then(
      () => true,
      () => false,
    );
    if (isThere) break;
    await pause(100);
  }
  return { pid, stop: () => endProcess(pid, 'SIGTERM', 5_000) };
}
