import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inProject } from '@/scripts/project';
import { walk } from './sources';

// The end-to-end tests ask of a page in dark only what colours and the button of the theme can change (tests/support/e2e.ts). So
// nothing else may be another in dark than in light.

/** Places where a file makes something else in dark than colours: a variant of a utility, or a rule of its own. */
function differsInDark(file: string, text: string): string[] {
  if (file.endsWith('.tsx'))
    return [...text.matchAll(/\bdark:[\w[-]+/g)].map(([found]) => `${file}: ${found}`);
  const rules = [...text.matchAll(/([^{};]*)\{([^{}]*)\}/g)];
  return rules.flatMap(([, selector = '', body = '']) => {
    const isOfDark = /data-theme|only-(dark|light)/.test(selector);
    const isOfTheButton = /\.only-(dark|light)\s*$/.test(selector);
    const setsColours = body.split(';').every((line) => /^\s*(color-scheme\s*:|--|$)/.test(line));
    return isOfDark && !isOfTheButton && !setsColours ? [`${file}: ${selector.trim()}`] : [];
  });
}

test('in dark nothing differs but colours and the button of the theme', () => {
  const files = [...walk('app'), ...walk('components')].filter((file) => /\.(tsx|css)$/.test(file));
  expect(files.flatMap((file) => differsInDark(file, readFileSync(inProject(file), 'utf8')))).toEqual([]);
  // Asked of the system in one place only, where the button is chosen.
  expect(
    files.filter((file) => /@media[^{]*prefers-color-scheme/.test(readFileSync(inProject(file), 'utf8'))),
  ).toEqual(['app/styles/pieces.css']);
});

test('control: something that shows only in dark is found', () => {
  expect(differsInDark('app/planted.tsx', '<p className="hidden dark:block">')).toHaveLength(1);
  expect(
    differsInDark('app/planted.css', ":root[data-theme='dark'] .kicker { display: none; }"),
  ).toHaveLength(1);
  expect(
    differsInDark('app/planted.css', ":root[data-theme='dark'] { color-scheme: dark; --ink: #fff; }"),
  ).toEqual([]);
});
