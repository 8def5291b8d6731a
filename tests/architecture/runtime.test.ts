import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inProject } from '@/scripts/project';

// Linux gets the runtime as a package, which npm puts before any other Node in what its scripts find; elsewhere it is the operator's.

const read = (...parts: string[]) => readFileSync(inProject(...parts), 'utf8');
const manifest = JSON.parse(read('package.json')) as {
  engines: { node: string };
  dependencies: Record<string, string>;
  optionalDependencies: Record<string, string>;
};
const majorOf = (version: string) => version.split('.')[0];
const packages = Object.entries(manifest.optionalDependencies).filter(([name]) => /^node-linux-/.test(name));

test('every place names one long-term release of Node', () => {
  const majors = new Set([
    ...packages.map(([, version]) => majorOf(version)),
    majorOf(manifest.dependencies['@types/node'] ?? ''),
    ...[...read('Dockerfile').matchAll(/^FROM node:(\d+)/gm)].map(([, major]) => major),
    /(\d+) is recommended/.exec(read('README.md'))?.[1],
  ]);
  expect([packages.length, [...majors]]).toEqual([2, ['24']]);
});

test('what may install it is told alike to npm, to people and to the landing', () => {
  const oldest = manifest.engines.node.replace('>=', '');
  expect(read('README.md')).toContain(`${oldest} or newer`);
  expect(read('.ci', 'run')).toContain(`Node.js ${oldest} or newer`);
});

test('the scripts of npm run with it', () => {
  const ours = manifest.optionalDependencies[`node-${process.platform}-${process.arch}`];
  const found = execFileSync('npm', ['exec', '--offline', '-c', 'node --version'], {
    cwd: inProject(),
    encoding: 'utf8',
  }).trim();
  expect(found).toBe(ours === undefined ? process.version : `v${ours}`);
});
