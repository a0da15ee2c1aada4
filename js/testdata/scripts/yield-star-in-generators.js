'use strict';
// yield* in a generator uses the iterator, in an async one the async iterator if there is one.
const o = { *[Symbol.iterator]() { return yield 'sync'; }, async *[Symbol.asyncIterator]() { return yield 'async'; } };
function* named() { yield* o; }
class Methods { *plain() { return yield* o; } async *async() { return yield* o; } static *[Symbol.iterator]() { yield* o; } }
const within = async function* () {
	yield* (function* () { yield* o; })();
	yield* o;
	const plain = function* () { yield* o; };
	yield* plain();
	yield [...(function* () { yield* [...named()]; })()].join();
};
const all = async (iterable) => { const values = []; for await (const v of iterable) values.push(v); return values; };
(async () => {
	console.log([...named()], [...new Methods().plain()], [...Methods], [...(function* () { const v = yield* o; yield v; })()]);
	console.log(await all(new Methods().async()), await all(within()), await all((async function* () { yield* ['of', 'an', Promise.resolve('array')]; })()));
	const g = (function* () { return yield* o; })();
	console.log(g.next(), g.next('sent'), g.next());
	const a = new Methods().async();
	console.log(await a.next(), await a.next('sent'), await a.next());
})();
