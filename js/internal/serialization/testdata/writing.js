// The bytes that values are written as.
const v8 = require('v8');
const show = (name, make) => {
	try { print(name, v8.serialize(make()).toString('hex')); } catch (err) { print(name, err instanceof Error ? `${err.name} ${err.code} ${err.message}` : err); }
};
const values = {
	undefined, null: null, true: true, false: false, zero: 0, minus: -0, NaN, seven: 7, 'minus seven': -7, int: 2 ** 31 - 1, 'minus int': -(2 ** 31), uint: 2 ** 31, half: 0.5,
	bigints: [0n, 1n, -1n, 2n ** 64n, -(2n ** 70n)], texts: ['', 'abc', '\xe9', '\u20ac', '\ud800'], aligned: ['\u20ac\u20ac\u20ac', 'a', '\u20ac', 'ab', '\u20ac'],
	object: { a: 'x', b: { c: true }, 5: 'y', 2147483648: 'z', 4294967295: '', '-1': '', '01': '' }, array: [null, true], hole: [true, , true], none: [], five: new Array(5),
	named: Object.assign(['a', 'b'], { x: null }), date: new Date(0), bad: new Date(NaN),
	boxed: [new Boolean(true), new Boolean(false), new Number(1.5), Object(5n), new String('x')], expressions: [/a\/b/gimsuy, /x/],
	map: new Map([['a', {}], [{}, 'b']]), set: new Set(['a', {}]), buffer: new ArrayBuffer(3), text: Buffer.from('hi'), part: new DataView(new ArrayBuffer(4), 1, 2),
	'same again': (() => { const view = new Uint8Array(2); return [view, view, view.buffer]; })(), 'the same in itself': (() => { const o = {}; o.o = o; return o; })(),
	'not enumerable': Object.create({ inherited: 1 }, { hidden: { value: 1 }, own: { value: '', enumerable: true } }),
};
for (const name in values) show(name, () => values[name]);
for (const C of [Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array, BigInt64Array, BigUint64Array]) show(C.name, () => new C(1));
class Sub extends Uint8Array {}
show('subclass', () => new Sub(2));
const failure = (C, set) => () => Object.assign(new C('m'), { stack: 'at' }, set);
for (const C of [Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError]) show(C.name, failure(C));
show('named', failure(Error, { name: 'RangeError', extra: 1 }));
show('otherwise named', failure(TypeError, { name: 'Other' }));
show('cause', () => Object.assign(new Error('', { cause: 'why' }), { stack: '' }));
show('getter', () => ({ get a() { return 'x'; } }));
show('getter that throws', () => ({ get a() { throw 'thrown'; } }));
show('getter that takes away', () => { const o = { get a() { delete o.b; return 'x'; }, b: 'y' }; return o; });
show('getter that shortens', () => { const a = [{ get a() { a.length = 1; return 'x'; } }, 'y']; return a; });
for (const [name, bad] of Object.entries({
	function: () => 1, method: { f() {} }, symbol: Symbol('a'), boxed: Object(Symbol('a')), shared: new SharedArrayBuffer(4), weak: new WeakMap(), weakSet: new WeakSet(), promise: Promise.resolve(),
	proxy: new Proxy({}, {}), proxies: new Proxy([], {}), generator: (function* () {})(), arguments: (function () { return arguments; })(1), iterator: new Map().entries(), reference: new WeakRef({}),
	moved: (() => { const b = new ArrayBuffer(4); structuredClone(b, { transfer: [b] }); return b; })(),
})) show(name, () => bad);
show('lying expression', () => Object.setPrototypeOf(Object.defineProperties(/a/g, { source: { value: 'b' }, flags: { value: 'i' } }), null));
