import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addressIn } from '@/lib/next/request-target';

test('a whole address is its host and its path, however it is written', () => {
  expect(addressIn('http://elsewhere.example/catalog?q=a')).toEqual({
    host: 'elsewhere.example',
    path: '/catalog?q=a',
  });
  expect(addressIn('HTTPS://Here.Example:3000')).toEqual({ host: 'here.example:3000', path: '/' });
  expect(addressIn('http://a?q=1')).toEqual({ host: 'a', path: '/?q=1' });
  expect(addressIn('http:///catalog')).toEqual({ host: '', path: '/catalog' });
});

test('a path is left as it is, and no path that comes of an address leads elsewhere', () => {
  for (const path of ['/', '/catalog', '/catalog?next=http://a/', '//a/', '*', ''])
    expect(addressIn(path)).toBeNull();
  fc.assert(
    fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (address) => {
      const { host } = new URL(address);
      const [, afterHost = ''] = /^[a-z]+:\/\/[^/?#]*([^#]*)/.exec(address) ?? [];
      expect(addressIn(address)).toEqual({
        host,
        path: afterHost.startsWith('/') ? afterHost : `/${afterHost}`,
      });
    }),
  );
});
