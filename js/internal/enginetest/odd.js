// Makes an odd value of bytes, and calls work with a function that gives one after the
// other. What is thrown on purpose is let go; what is no more than a fault of ours is not.
(function (memory, work) {
	'use strict'
	const bytes = new Uint8Array(memory)
	const made = []
	const thrown = { thrown: 'on purpose' }
	let at = 0
	const byte = () => at < bytes.length ? bytes[at++] : 0
	const pick = (list) => list[byte() % list.length]
	const few = () => byte() % 5
	const numbers = [0, -0, 1, -1, 0.1, 1e21, 2 ** 53, NaN, Infinity, -Infinity, 255]
	const texts = ['', 'a', "it's `\"", 'two\nlines', '\ud800', '\u0000\u001b[31m', '\u4e2d\u6587\ud83d\ude00', 'x'.repeat(200), 'a b c d e f g h i j k l m n o p q r s t u v w x y z '.repeat(4)]
	const keys = ['a', '', '0', '-1', '4294967295', '__proto__', 'constructor', 'prototype', 'length', 'size', 'name', 'message', 'stack', 'cause', 'errors',
		'toString', 'toJSON', 'valueOf', 'then', 'buffer', 'byteLength', 'source', 'flags', 'next', 'two words', Symbol.toStringTag, Symbol.iterator,
		Symbol.hasInstance, Symbol.species, Symbol('a'), Symbol(''), Symbol.for('nodejs.util.inspect.custom')]
	const views = [Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array, BigInt64Array, BigUint64Array]
	const errors = [Error, TypeError, RangeError, SyntaxError, AggregateError]
	const traps = ['get', 'has', 'ownKeys', 'getOwnPropertyDescriptor', 'getPrototypeOf', 'isExtensible', 'set', 'defineProperty', 'deleteProperty', 'apply', 'construct']
	const attempt = (f) => { try { return f() } catch (err) { check(err) } }

	// check throws a fault of ours again.
	function check (err) {
		if (err === thrown || err === null || typeof err !== 'object') return
		const own = Object.getOwnPropertyDescriptor(err, 'message')
		if (own && typeof own.value === 'string' && own.value.includes('bug of nodenet')) throw err
	}

	// behaviour is a function that gives a value, gives what it is called on, or throws.
	function behaviour () {
		const value = make()
		switch (byte() % 4) {
			case 0: return function () { throw thrown }
			case 1: return function () { return this }
			case 2: return (...args) => args[0]
		}
		return () => value
	}

	function properties (o) {
		for (let n = few(); n > 0; n--) {
			const key = pick(keys)
			switch (byte() % 4) {
				case 0: attempt(() => Object.defineProperty(o, key, { get: behaviour(), enumerable: byte() % 2 === 0, configurable: true })); break
				case 1: attempt(() => Object.defineProperty(o, key, { value: make(), enumerable: byte() % 2 === 0, writable: true })); break
				default: attempt(() => { o[key] = make() })
			}
		}
		return o
	}

	const list = () => Array.from({ length: few() }, make)
	const kinds = [
		() => undefined, () => null, () => byte() % 2 === 0, () => pick(numbers), () => BigInt(pick([0, -1, 2 ** 53])), () => pick(texts), () => pick([Symbol.iterator, Symbol('x'), Symbol()]),
		() => properties({}), () => properties(list()), () => properties(Object.create(null)),
		() => { const a = [1, 2]; a.length = pick([0, 3, 1000, 2 ** 32 - 1]); return properties(a) },
		() => new Map(Array.from({ length: few() }, () => [make(), make()])), () => new Set(list()),
		() => properties(new Date(pick(numbers))), () => properties(new RegExp(pick(['a', '(?:)', '/', '[\\n]']), pick(['', 'g', 'giy']))),
		() => properties(Object(make())),
		() => { const C = pick(errors); return properties(C === AggregateError ? new C(list(), pick(texts)) : new C(pick(texts), { cause: make() })) },
		() => properties(new ArrayBuffer(few())),
		() => properties(new (pick(views))(few())), () => properties(new DataView(new ArrayBuffer(8), few())),
		() => { const a = new Uint8Array(4); attempt(() => structuredClone(a.buffer, { transfer: [a.buffer] })); return a },
		() => properties(pick([function named () {}, () => {}, async () => {}, function * () {}, class A {}, class B extends Array {}, Math.max, function () {}.bind()])),
		() => new Proxy(Object(make()), {}), () => { const p = Proxy.revocable(Object(make()), {}); p.revoke(); return p.proxy },
		() => {
			const handler = {}
			for (let n = few(); n > 0; n--) handler[pick(traps)] = behaviour()
			return new Proxy(Object(make()), handler)
		},
		() => Promise.resolve(few()), () => new Promise(() => {}), () => (function * () { yield 1 })(), () => new Map([[1, 2]]).entries(), () => [1][Symbol.iterator](),
		() => new WeakMap(), () => new WeakSet(), () => (function () { return arguments })(...list()),
		() => Object.freeze(properties({})),
		() => { const o = Object(make()); attempt(() => Object.setPrototypeOf(o, Object(make()))); return o },
		() => new (pick([class extends Map {}, class extends Set {}, class extends Array {}, class Foo { constructor () { properties(this) } }, class extends Error {}]))()
	]

	function make () {
		if (made.length > 0 && byte() % 8 === 7) return made[byte() % made.length]
		if (at >= bytes.length) return undefined
		let value
		attempt(() => { value = pick(kinds)() })
		if (value !== null && (typeof value === 'object' || typeof value === 'function') && made.length < 100) made.push(value)
		return value
	}

	try {
		work(make, byte)
	} catch (err) {
		check(err)
	}
})
