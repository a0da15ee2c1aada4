'use strict';
// What iterates over something whose iterator has no method next throws a TypeError.
const odd = (next) => ({ [Symbol.iterator]: () => ({ next }), [Symbol.asyncIterator]: () => ({ next }) });
const users = {
	loop: (o) => { for (const v of o) console.log(v); },
	pattern: (o) => { const [a] = o; return a; },
	rest: (o) => { const [...a] = o; return a; },
	assigned: (o) => { let a; [a] = o; return a; },
	spread: (o) => [...o],
	call: (o) => console.log(...o),
	create: (o) => new Date(...o),
	generator: (o) => [...(function* () { yield* o; })()],
	value: (o) => (function* () { return yield* o; })().next(),
	map: (o) => new Map(o),
	set: (o) => new Set(o),
	from: (o) => Array.from(o),
	all: (o) => Promise.all(o),
	delegated: async (o) => { for await (const v of (async function* () { yield* o; })()) console.log(v); },
	awaited: async (o) => { for await (const v of o) console.log(v); },
};
(async () => {
	for (const next of [undefined, null, 5, 'x']) {
		for (const [name, use] of Object.entries(users)) {
			try { console.log(name, await use(odd(next))); } catch (err) { console.log(name, err.name); }
		}
	}
	const iterators = Object.getPrototypeOf([][Symbol.iterator]());
	const { next } = iterators;
	delete iterators.next;
	const failed = [];
	try { for (const v of [1]) failed.push('a value'); } catch (err) { failed[failed.length] = err.name; }
	try { const [a] = [1]; failed.push(a); } catch (err) { failed[failed.length] = err.name; }
	iterators.next = function () { failed[failed.length] = 'next'; return next.call(this); };
	for (const v of [1]) failed[failed.length] = v;
	iterators.next = next;
	for (const v of [2]) failed[failed.length] = v;
	console.log(failed);
})();
