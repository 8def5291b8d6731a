import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { inProject } from '@/scripts/project';
import { badMessages } from './message-rules';

const languages = readdirSync(inProject('messages'));

describe.each(languages)('messages in %s', (language) => {
  test.each(readdirSync(inProject('messages', language)))(
    '%s: every sentence is there and can be formatted',
    (name) => {
      expect(badMessages(JSON.parse(readFileSync(inProject('messages', language, name), 'utf8')))).toEqual(
        [],
      );
    },
  );
});

test('every message file is part of the messages that the product loads', () => {
  const loader = readFileSync(inProject('lib/next/messages.ts'), 'utf8');
  expect(readdirSync(inProject('messages/en')).filter((name) => !loader.includes(`/${name}'`))).toEqual([]);
});
