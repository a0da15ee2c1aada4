'use strict';
// Arrays of which an element was defined anew, or whose length was set by a function, and
// that have holes: who takes their elements gets undefined for a hole, as always.
const { inspect } = require('util');

const types = (...values) => `${values.length} ${values.map((v) => typeof v)}`;
const kinds = {
	'revived': () => JSON.parse('["x", null]', (key, value) => value === null ? undefined : value),
	'defined anew': () => { const a = [1, 2]; Object.defineProperty(a, 0, { value: 3 }); delete a[1]; return a; },
	'all defined anew': () => { const a = [1, 2]; Object.defineProperties(a, { 0: { value: 3 }, 1: { value: 4 } }); a.length = 4; return a; },
	'by Reflect': () => { const a = [1, 2]; Reflect.defineProperty(a, '1', { value: 3 }); delete a[0]; return a; },
	'with a length set': () => { const a = [1, 2, 3]; Reflect.set(a, 'length', 1); a[3] = 5; return a; },
	'once with a getter': () => {
		const a = [1, 2, 3];
		Object.defineProperty(a, 0, { get: () => 7, configurable: true });
		Object.defineProperty(a, 0, { value: 8, writable: true, enumerable: true });
		delete a[1];
		return a;
	},
};
const takers = [
	(a) => types(...a), (a) => types.apply(null, a), (a) => Reflect.apply(types, null, a), (a) => new Set(a), (a) => Array.from(a, (v) => typeof v),
	(a) => [...a, ...a], (a) => { const [b, c, ...d] = a; return [b, c, d]; }, (a) => { const seen = []; for (const v of a) seen.push(typeof v); return seen; },
	(a) => [a.includes(undefined), a.indexOf(undefined), a.lastIndexOf(a[0])], (a) => a.join('-'), (a) => a.slice(), (a) => a.concat([1], 2), (a) => a.flat(),
	(a) => a.fill(1, 5), (a) => a.reverse(), (a) => a.toReversed(), (a) => a.toSorted(), (a) => a.with(0, 1), (a) => a.toSpliced(0, 1), (a) => [a.splice(0, 1), a],
	(a) => JSON.stringify(a), (a) => new Uint8Array(a), (a) => Buffer.from(a), (a) => a.map((v) => typeof v), (a) => structuredClone(a), (a) => a.copyWithin(0, 1),
	(a) => a.toLocaleString(), (a) => a.sort(), (a) => [a.push(1), a], (a) => [a.unshift(1), a], (a) => [a.pop(), a], (a) => [a.shift(), a], (a) => a.at(1), (a) => Object.keys(a),
	(a) => Math.max.apply(null, a), (a) => new Array(...a), (a) => [Promise.all(a), new Map(a.map((v) => [v, v]))],
];
for (const [kind, make] of Object.entries(kinds)) {
	console.log(kind, make());
	for (const take of takers) {
		try { console.log(String(take), inspect(take(make()))); } catch (err) { console.log(String(take), err.name); }
	}
}
