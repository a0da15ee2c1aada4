'use strict';
// A BigInt that would be too large is refused before it is made, whatever it comes from, and
// shifts by more than there are bits.

const t = (n, f) => { let s; try { const r = f(); s = typeof r === 'bigint' && r > 2n**200n ? 'large' : r; } catch (e) { s = e.name + ': ' + e.message; } console.log(n, s); };
const K = 40n, two = 2n;
t(1, () => 2n ** (2n ** 40n));
t(2, () => 2n ** 100000000000n);
t(3, () => two ** (two ** K));
t(4, () => { let x = 2n; x **= 1099511627776n; return x });
t(5, () => 3n ** (2n ** 31n));
t(6, () => 1n << (2n ** 40n));
t(7, () => 1n << 99999999999999999999999999999n);
t(8, () => 1n >> -99999999999999999999999999999n);
t(9, () => [1n >> 99999999999999999999999999999n, -5n >> (2n ** 64n), 5n << -(2n ** 64n), 0n << (2n ** 90n), 0n >> -(2n ** 90n), 1n >> 1n, -1n >> 64n, 8n >> 2n, 1n << 70n]);
t(10, () => [0n ** (2n ** 70n), 1n ** (2n ** 70n), (-1n) ** (2n ** 70n + 1n), (-2n) ** 3n, 2n ** 0n, 0n ** 0n]);
t(11, () => 2n ** -1n);
t(12, () => Object(2n) ** Object(2n ** 40n));
t(13, () => { const o = []; const v = (n, x) => ({ valueOf() { o.push(n); return x } }); const r = v('l', 3n) ** v('r', 4n); return [r, v('l', 3n) * v('r', 4n), v('l', 3) * v('r', 4), v('l', 3n) << v('r', 4n), v('l', '7') >> v('r', 1), o.join()] });
t(14, () => Object(2n) ** 3);
t(15, () => 2 ** 3n);
t(19, () => 2n ** (2n ** 30n));
t(21, () => 1n << (2n ** 30n));
t(22, () => (-1n) << (2n ** 30n));
t(23, () => new Function('a', 'return a ** 999999999999n')(7n));
t(24, () => new Function('a', 'return (a + 1n) ** 999999999999n')(1n));
t(25, () => (true ? 3n : 1n) << 999999999999n);
t(26, () => Symbol() * { valueOf() { throw new Error('never') } });
t(27, () => ({ valueOf() { throw new Error('first') } }) * ({ valueOf() { throw new Error('second') } }));
t(28, () => [[5] * [6], '3' ** 2, null << 1, new Date(5) * 2]);
t(29, () => { let n = 0; const o = { get x() { n++; return 3n }, set x(v) { n += 10 } }; o.x **= 2n; return n });
t(30, () => (10n ** 30n) * (10n ** 3n) >> 5n);
t(31, () => (-3n) ** 999999999999n);
// What goja would calculate when it compiles a function.
for (const args of [['return 2n ** (2n ** 40n)'], ['a = 1n << 2n ** 37n', 'return a'], ['a', 'return a ** a ** 40n'], ['return [2n ** 3n ** 2n, (1n + (2n)) ** 2n, -(1n) << 3n]']]) {
	try { console.log(new Function(...args)(args[0] === 'a' ? 2n : undefined)); } catch (e) { console.log(e.name, e.message); }
}
