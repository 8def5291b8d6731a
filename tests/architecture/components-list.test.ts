import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { inProject } from '@/scripts/project';

/** One component in package-lock.json: what it is, which version, and the sum of what was looked at. */
const Lock = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      integrity: z.string().optional(),
      resolved: z.string().optional(),
      link: z.boolean().optional(),
      inBundle: z.boolean().optional(),
    }),
  ),
});
type Packages = z.infer<typeof Lock>['packages'];

/** Components that could be another thing tomorrow: without a version, without the sum of their content, or from elsewhere than the registry. */
function loose(packages: Packages): string[] {
  return Object.entries(packages).flatMap(([name, { version, integrity, resolved, link, inBundle }]) => {
    // What comes inside another's archive is covered by the sum of that.
    const isSummed =
      /^sha512-/.test(integrity ?? '') ||
      (inBundle === true && /node_modules\/.+\/node_modules\//.test(name));
    const isExact =
      /^\d+\.\d+\.\d+/.test(version ?? '') &&
      isSummed &&
      link !== true &&
      !/^(git|file|ssh)/.test(resolved ?? '');
    return isExact ? [] : [name];
  });
}

/** Packages that are asked for by more than one version; one that goes by another name here says which it is, and its version all the same. */
function manyVersions(asked: Record<string, string>): string[] {
  const oneVersion = /^(npm:(@[a-z\d-]+\/)?[a-z\d.-]+@)?\d+\.\d+\.\d+[\w.-]*$/;
  return Object.keys(asked).filter((name) => !oneVersion.test(asked[name] ?? ''));
}

const { packages } = Lock.parse(JSON.parse(readFileSync(inProject('package-lock.json'), 'utf8')));
const { '': _project, ...components } = packages;
const manifest = z
  .object({
    dependencies: z.record(z.string(), z.string()),
    devDependencies: z.record(z.string(), z.string()),
  })
  .parse(JSON.parse(readFileSync(inProject('package.json'), 'utf8')));

test('every component is listed with its version and the sum of its content', () => {
  expect(Object.keys(components).length).toBeGreaterThan(100);
  expect(loose(components)).toEqual([]);
  expect(manyVersions({ ...manifest.dependencies, ...manifest.devDependencies })).toEqual([]);
});

test('control: a package that is asked for by a range, by a word or from elsewhere is seen, under its own name or another', () => {
  const many = ['^1.0.0', 'latest', 'npm:typescript@^7.0.2', 'npm:typescript', 'git+ssh://somewhere/x.git'];
  const one = ['1.0.0', '1.0.0-beta.1', 'npm:typescript@7.0.2', 'npm:@scope/package@7.0.2'];
  const asked = Object.fromEntries([...many, ...one].map((version) => [version, version]));
  expect(manyVersions(asked)).toEqual(many);
});

test('control: a component from elsewhere, without a sum or without a version is seen', () => {
  const good = { version: '1.0.0', integrity: 'sha512-a' };
  expect(
    loose({
      good,
      git: { ...good, resolved: 'git+ssh://somewhere/x.git' },
      sum: { version: '1.0.0' },
      old: { ...good, integrity: 'sha1-a' },
      link: { ...good, link: true },
      any: { ...good, version: 'latest' },
    }),
  ).toEqual(['git', 'sum', 'old', 'link', 'any']);
});
