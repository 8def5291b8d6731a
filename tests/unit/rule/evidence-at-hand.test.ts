import { expect, test } from 'vitest';
import { evidenceAtHand, mostAtHand } from '@/lib/rule/evidence-at-hand';

const certificate = {
  title: 'Data Analytics',
  url: 'https://provider.example/data',
  recommendations: [{ recommender: 'ACE', sourceUrl: 'https://ace.example/1' }],
};

test('where a recommendation stands comes before the page of the certificate', () => {
  expect(evidenceAtHand([certificate], [])).toEqual([
    { url: 'https://ace.example/1', title: 'ACE: Data Analytics', kind: 'recommendation' },
    { url: 'https://provider.example/data', title: 'Data Analytics', kind: 'other' },
  ]);
});

test('what has been added is not offered again, and an address is offered once', () => {
  expect(evidenceAtHand([certificate, certificate], [null, 'https://ace.example/1'])).toEqual([
    expect.objectContaining({ url: 'https://provider.example/data' }),
  ]);
});

test('a certificate without a page has none, and what is no address of the web is left out', () => {
  const recommendations = [{ recommender: 'ACE', sourceUrl: 'javascript:alert(1)' }];
  expect(evidenceAtHand([{ title: 'Alone', url: null, recommendations }], [])).toEqual([]);
});

test('so many at most, each called by no more letters than evidence may be', () => {
  const many = Array.from({ length: 20 }, (_, n) => ({
    ...certificate,
    title: '𝒟'.repeat(300),
    url: `https://provider.example/${n}`,
  }));
  const offered = evidenceAtHand(many, []);
  expect(offered).toHaveLength(mostAtHand);
  expect([...(offered[1]?.title ?? '')]).toHaveLength(200);
});
