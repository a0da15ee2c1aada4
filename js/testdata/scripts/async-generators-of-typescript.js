'use strict';
// A file with functions that TypeScript has put there for async generators of older targets,
// beside one that is none: names of their helpers are those that others use, too.
var __await = function (v) { return this instanceof __await ? (this.v = v, this) : new __await(v); };
var __asyncGenerator = function (thisArg, _arguments, generator) {
	const g = generator.apply(thisArg, _arguments || []), queue = [], made = {};
	made[Symbol.asyncIterator] = () => made;
	for (const name of ['next', 'throw', 'return']) made[name] = (v) => new Promise((a, b) => { queue.push([name, v, a, b]) > 1 || resume(name, v); });
	function resume(name, v) { try { step(g[name](v)); } catch (e) { settle(queue[0][3], e); } }
	function step(r) { r.value instanceof __await ? Promise.resolve(r.value.v).then((v) => resume('next', v), (v) => resume('throw', v)) : settle(queue[0][2], r); }
	function settle(f, v) { f(v); queue.shift(); if (queue.length) resume(queue[0][0], queue[0][1]); }
	return made;
};
function older() {
	return __asyncGenerator(this, arguments, function* older_1() {
		yield yield __await('one');
		const two = yield __await(Promise.resolve('two'));
		yield yield __await(two);
		return yield __await('three');
	});
}
async function* newer() { yield* older(); yield await 'four'; return 'five'; }
(async () => {
	for await (const v of newer()) console.log(v);
	const g = older();
	console.log(await g.next(), await g.next(), await g.next(), await g.next());
	const n = newer();
	console.log(await Promise.all([n.next(), n.next(), n.next(), n.next(), n.next()]));
	try { for await (const v of 5); } catch (err) { console.log(err.name); }
})();
