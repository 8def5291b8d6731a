import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { RuleActs } from '@/components/rule/rule-acts';
import registrar from '@/messages/en/registrar.json';
import ui from '@/messages/en/ui.json';

const shown = (given: Partial<Parameters<typeof RuleActs>[0]>) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en-GB" timeZone="UTC" messages={{ registrar, ui }}>
      <RuleActs
        version={{ id: 'v', rowVersion: 1, departmentId: null, version: 1 }}
        departments={[
          { id: 'it', code: 'IT', name: 'Information Technology' },
          { id: 'ma', code: 'MA', name: 'Mathematics' },
        ]}
        routing={{ departmentId: null, isAuthor: false, reviewers: [] }}
        conditional={null}
        offered={[]}
        actions={{ route: () => ({ status: 'idle' }) } as never}
        {...given}
      />
    </NextIntlClientProvider>,
  );

describe('sending a mapping to its department', () => {
  const offered = [{ act: 'route', denied: null }] as const;

  test('whoever sends on a mapping without a department says which one', () => {
    const html = shown({ offered });
    expect(html).toMatch(/<select[^>]*name="departmentId"[^]*<option value="it">Information Technology/);
    expect(html).toMatch(/<select[^>]*required/);
    expect(html).toMatch(/<option value="" selected="">/);
  });

  test('its own department is chosen already', () => {
    expect(shown({ offered, routing: { departmentId: 'ma', isAuthor: false, reviewers: [] } })).toMatch(
      /<option value="ma" selected="">Mathematics/,
    );
  });

  test('whoever did not write it may choose who reviews it there', () => {
    const reviewers = [{ id: 'p1', name: 'Jonas Weber' }];
    const html = shown({ offered, routing: { departmentId: 'ma', isAuthor: false, reviewers } });
    expect(html).toMatch(/<input[^>]*name="reviewerIds\[\]"[^>]*value="p1"/);
    expect(html).toContain('Jonas Weber');
  });

  test('whoever wrote it chooses none, and is told where it goes', () => {
    const html = shown({ offered, routing: { departmentId: 'ma', isAuthor: true, reviewers: [] } });
    expect(html).not.toContain('<select');
    expect(html).toContain('It goes to Mathematics.');
    const nowhere = shown({ offered, routing: { departmentId: null, isAuthor: true, reviewers: [] } });
    expect(nowhere).toContain('somebody else');
    expect(nowhere).not.toMatch(/<form|<button/);
  });

  test('where the author named another department than that of the course, whoever sends it is told', () => {
    const html = shown({
      offered,
      version: { id: 'v', rowVersion: 1, departmentId: 'ma', version: 1 },
      routing: { departmentId: 'it', isAuthor: false, reviewers: [] },
    });
    expect(html).toContain('The author named Mathematics; the course belongs to Information Technology.');
    expect(html).toContain('name="departmentReason"');
  });

  test('where there is no department at all, it says where one is added, and offers nothing to send', () => {
    const html = shown({ offered, departments: [] });
    expect(html).toContain('href="/administration/departments"');
    expect(html).not.toContain('<form');
  });
});

describe('an approval on conditions', () => {
  test('shows the conditions and where they are settled, and never says that it is closed', () => {
    const html = shown({
      conditional: { href: '/faculty/cases/1', conditions: 'The provider names its proctor.' },
    });
    expect(html).toContain('The provider names its proctor.');
    expect(html).toContain('href="/faculty/cases/1"');
    expect(html).not.toContain('closed');
    expect(shown({})).toContain('closed');
  });

  test('says it without the words of the review to whoever may not read them', () => {
    const html = shown({ conditional: { href: '/faculty/cases/1', conditions: null } });
    expect(html).toContain('href="/faculty/cases/1"');
    expect(html).not.toMatch(/closed|<blockquote/);
  });
});

describe('publishing', () => {
  test('says before which earlier version it leaves without a day', () => {
    const actions = { publish: () => ({ status: 'idle' }) } as never;
    const offered = [{ act: 'publish', denied: null }] as const;
    expect(shown({ offered, actions, leavesWithoutADay: [2] })).toContain(
      'Version 2 would never have had a day',
    );
    expect(shown({ offered, actions })).not.toContain('never have had a day');
  });
});

describe('the reason of an act', () => {
  const said = (act: 'suspend' | 'revoke' | 'resume' | 'withdraw') =>
    shown({ offered: [{ act, denied: null }], actions: { [act]: () => ({ status: 'idle' }) } as never });

  test('says who reads it: students where public pages tell it, staff that of any other', () => {
    expect(said('suspend')).toContain('Students read this on the public page while it is suspended.');
    expect(said('revoke')).toContain('Students read this on the public page from now on, for good.');
    for (const act of ['suspend', 'revoke'] as const) {
      expect(said(act)).toContain('Why, for students');
      expect(said(act)).not.toContain('staff read this');
    }
    for (const act of ['resume', 'withdraw'] as const) {
      expect(said(act)).toContain('staff read this, students do not');
      expect(said(act)).not.toContain('Students read this');
    }
  });
});

test('what was handed in is pulled back with a question and without a reason', () => {
  const html = shown({
    offered: [{ act: 'pullBack', denied: null }],
    actions: { pullBack: () => ({ status: 'idle' }) } as never,
  });
  expect(html).toContain('Pull it back to a draft');
  expect(html).toContain('Nobody has voted since it was handed in.');
  expect(html).not.toContain('name="reason"');
});

test('publishing a first version speaks of no version before it', () => {
  const offered = [{ act: 'publish', denied: null }] as const;
  const actions = { publish: () => ({ status: 'idle' }) } as never;
  const version = { id: 'v', rowVersion: 1, departmentId: null };
  const first = shown({ offered, actions, version: { ...version, version: 1 } });
  expect(first).not.toMatch(/version before|earlier versions/i);
  expect(shown({ offered, actions, version: { ...version, version: 2 } })).toMatch(/Earlier versions end/);
});
