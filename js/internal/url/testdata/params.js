const t = (f) => { try { print(f()) } catch (e) { print(e.name, e.code, e.message) } };
const s = (x) => String(new URLSearchParams(x));
t(() => s('?a=1&b=2&&c&=d&e==f&%41=%zz+x')); t(() => s({ a: 1, b: [2, 3], c: null })); t(() => s([['a', 1], ['b', 2]])); t(() => s(new Map([['x', 'y']]))); t(() => s(new URLSearchParams('q=1'))); t(() => s([['a']])); t(() => s([1])); t(() => s(null)); t(() => s(undefined)); t(() => s(5)); t(() => s({ [Symbol.iterator]: 5 })); t(() => s([['a', 'b', 'c']]));
const p = new URLSearchParams('b=1&a=2&b=3&\u00e9=\u20ac&x=*-._~!\'()');
t(() => p.toString()); t(() => p.get('b')); t(() => p.get('zz')); t(() => p.getAll('b').join('/')); t(() => p.has('a')); t(() => p.has('a', '3')); t(() => p.has('b', '3')); t(() => p.size); t(() => [...p].join(';')); t(() => [...p.keys()].join()); t(() => [...p.values()].join()); t(() => [...p.entries()].length);
t(() => { p.sort(); return p }); t(() => { p.delete('b', '3'); return p }); t(() => { p.append('n', 'x y&z'); return p }); t(() => { p.set('a', '9'); p.set('new', '1'); return p }); t(() => p.forEach((v, k, o) => print(v, k, o === p)));
t(() => p.append('x')); t(() => p.get()); t(() => p.set('a')); t(() => p.delete()); t(() => p.has()); t(() => p.forEach(5)); t(() => URLSearchParams.prototype.get.call({}, 'a')); t(() => Object.prototype.toString.call(p.keys())); t(() => Object.prototype.toString.call(p));
t(() => p.has('a', undefined)); t(() => { const q = new URLSearchParams('a=1&b=2'); for (const [k] of q) q.delete(k); return q });
