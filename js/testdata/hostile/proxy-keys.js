'use strict';
// A trap that lists keys may say that there are billions, or none where it has to have one.

const { inspect } = require('util');
const t = (name, f) => {
  try {
    console.log(name, f());
  } catch (error) {
    console.log(name, error.name, error.message);
  }
};
const lists = {
  billions: { length: 4e9 }, more: { length: 2 ** 53 }, holes: [,], numbers: [1], undefined: ['a', undefined], null: null, text: 'ab', none: { length: -1 },
  odd: { length: '2', 0: 'a', 1: 'b' }, twice: ['a', 'a'], symbols: [Symbol.iterator, 'b'], objects: [{}], nan: { length: NaN },
};
for (const [name, list] of Object.entries(lists)) {
  for (const target of [{}, [], () => {}]) {
    const proxy = new Proxy(target, { ownKeys: () => list });
    t(name + ' Reflect', () => Reflect.ownKeys(proxy));
    t(name + ' keys', () => Object.keys(proxy));
    t(name + ' spread', () => inspect({ ...proxy }));
    t(name + ' in', () => { const all = []; for (const key in proxy) all.push(key); return all; });
    t(name + ' JSON', () => JSON.stringify(proxy));
    t(name + ' symbols', () => Object.getOwnPropertySymbols(proxy));
  }
}
class Handler {
  #seen = 0;
  ownKeys(target) { this.#seen++; return Reflect.ownKeys(target); }
  get(target, key, receiver) { return key === 'seen' ? this.#seen : Reflect.get(target, key, receiver); }
}
const proxy = new Proxy({ a: 1, b: 2 }, new Handler());
t('class', () => [Object.keys(proxy), proxy.seen, { ...proxy }, proxy.seen, 'a' in proxy, delete proxy.a, Object.keys(proxy)]);
t('shown', () => inspect(new Proxy({ x: 1 }, { ownKeys: () => ['x'] }), { showProxy: true }));
t('later', () => { const handler = { ownKeys: undefined }; const p = new Proxy({ x: 1 }, handler); const before = Object.keys(p); handler.ownKeys = () => ['x', 'y']; return [before, Reflect.ownKeys(p)]; });
