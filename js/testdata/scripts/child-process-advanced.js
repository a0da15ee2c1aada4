'use strict';
// Messages that are structured clones, serialization: 'advanced', and what cannot be one.
// What each says comes in order, in any order between them.
const net = require('net');
const { once } = require('events');
const { fork, spawn } = require('child_process');
const { inspect } = require('util');
const say = (...args) => console.log(process.argv[2] || 'parent', ...args);
const show = (v) => inspect(v, { depth: 9, breakLength: Infinity }).replace(/\s+/g, ' ');

const circle = { list: [] };
circle.list.push(circle, circle.list);
const twice = { a: 1 };
const sparse = [1, , 3];
sparse.name = 'x';
const bytes = new Uint8Array(8).fill(7);
const failure = new RangeError('far', { cause: new Error('near') });
class Point { constructor() { this.x = 1; } get y() { return 2; } }

const values = {
	primitives: ['', 'abc', 'caf\u00e9', '\u20ac\ud83d\ude00', '\ud800', true, false, null, undefined, 0, -0, 1, -1, 2 ** 31, 2 ** 53, 1.5, NaN, -Infinity],
	bigints: [0n, 1n, -1n, 2n ** 64n, -(2n ** 130n)],
	boxed: [Object(true), Object(1.5), Object('s'), Object(5n)],
	objects: { a: { b: { c: [] } }, 5: 'five', '-1': 'minus', get got() { return 'once'; }, ['__proto__']: 1, 4294967295: 'big' },
	classes: [new Point(), Object.create(null, { own: { value: 1, enumerable: true }, hidden: { value: 2 } })],
	arrays: [[], [1, 2], sparse, new Array(5)],
	dates: [new Date(0), new Date(NaN)],
	expressions: [/a\/b/gi, /x/my],
	collections: [new Map([[1, new Map([['k', twice]])], [twice, 2]]), new Set(['a', twice])],
	buffers: [Buffer.from('text'), Buffer.alloc(0), new ArrayBuffer(3), new Uint8Array(bytes.buffer, 2, 3)],
	views: [Int8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array].map((C) => new C([1, 2, 255])),
	big: [new BigInt64Array([-5n]), new BigUint64Array([5n])],
	circle,
	same: [twice, twice, bytes, bytes],
	platform: [new URL('http://a/'), new net.BlockList(), new MessageChannel().port1],
	long: 'x'.repeat(300000) + '\u20ac',
};

const errorOf = (f) => { try { return f(); } catch (err) { return err instanceof Error ? `${err.name} ${err.code} ${err.message}` : err; } };

if (process.argv[2] === 'child') {
	let listening;
	const asks = {
		value(v) { say(v.name, v.name === 'long' ? v.value.length : ArrayBuffer.isView(v.value) ? v.value.byteLength : show(v.value)); process.send(v); },
		error({ err, extra }) {
			say(err instanceof RangeError, err.name, err.message, err.stack === extra, err.cause.message, Object.keys(err));
			process.send(err);
		},
		server({ n }, server) {
			listening = server;
			say('server', n, server instanceof net.Server);
			server.on('connection', (c) => { say('connection'); process.send({ n: BigInt(n) }, c); });
			process.send(new Set(['listening']));
		},
		refuse() {
			for (const bad of [() => 1, { f() {} }, Symbol('s'), 5n, undefined, { s: Symbol('in') }, [new WeakMap()], { get bad() { throw 'thrown'; } }, Promise.resolve(), new SharedArrayBuffer(1)]) {
				say('refused', errorOf(() => process.send(bad)));
			}
			process.send('refused');
		},
		end() { process.disconnect(); listening.close(); },
	};
	process.on('message', (m, h) => asks[m.ask](m, h));
	process.on('disconnect', () => say('disconnect'));
	process.send({ ready: process.env.NODE_CHANNEL_SERIALIZATION_MODE });
} else {
	const child = fork(__filename, ['child'], { execPath: process.env.NODENET_CHILD || process.execPath, serialization: 'advanced' });
	child.on('disconnect', () => say('disconnect'));
	child.on('exit', (code, signal) => say('exit', code, signal));
	const ask = async (...args) => { child.send(...args); return once(child, 'message'); };
	(async () => {
		say(await once(child, 'message'));
		for (const name in values) {
			const [back] = await ask({ ask: 'value', name, value: values[name] });
			say(name, name === 'long' ? back.value === values.long : show(back.value));
		}
		const [copy] = await ask({ ask: 'value', name: 'twice', value: { twice: [twice, twice], circle, m: new Map([[twice, circle]]) } });
		const [view] = await ask({ ask: 'value', name: 'view', value: new DataView(bytes.buffer, 4) });
		say(view.value instanceof DataView, view.value.byteLength, view.value.getInt8(3));
		say(copy.value.twice[0] === copy.value.twice[1], copy.value.circle.list[0] === copy.value.circle, copy.value.circle.list[1] === copy.value.circle.list, copy.value.m.get(copy.value.twice[0]) === copy.value.circle);
		const [err] = await ask({ ask: 'error', err: failure, extra: failure.stack });
		say(err instanceof RangeError, err.message, err.stack === failure.stack, err.cause.message);
		await ask({ ask: 'refuse' });

		// A server goes there, its connection comes back; what is sent right after one waits.
		const server = net.createServer().listen(0, '127.0.0.1');
		await once(server, 'listening');
		const [listening] = await ask({ ask: 'server', n: 3 }, server);
		say(listening);
		const { port } = server.address();
		server.close();
		const client = net.connect(port, '127.0.0.1').setEncoding('utf8').on('data', (d) => console.log('client', d));
		const [{ n }, socket] = await once(child, 'message');
		say(n, socket instanceof net.Socket);
		socket.end('from the parent');
		await once(client, 'close');
		child.send({ ask: 'end' });
		await once(child, 'close');
		for (const serialization of ['xml', null, 5, '']) say(serialization, errorOf(() => spawn('true', { serialization })));
	})();
}
