//// map
(async () => { out(await Readable.from([1, 2, 3]).map((x) => x * 2).toArray()); out(await Readable.from([1, 2]).map(async (x) => x + 1).toArray()); })();
//// map gets a signal
(async () => { await Readable.from([1]).map((x, o) => { out(x, Object.keys(o), o.signal instanceof AbortSignal, o.signal.aborted); return x; }).toArray(); })();
//// map fails
settle(Readable.from([1, 2]).map((x) => { if (x === 2) throw new Error('two'); return x; }).toArray()); const r = Readable.from([1, 2, 3]); settle(r.map(async (x) => { throw new Error('async ' + x); }).toArray(), 'async'); later(() => out(r.destroyed));
//// map with concurrency
(async () => { let running = 0, most = 0; const list = await Readable.from([1, 2, 3, 4, 5, 6]).map(async (x) => { most = Math.max(most, ++running); await new Promise((ok) => setTimeout(ok, 7 - x)); running--; return x; }, { concurrency: 3 }).toArray(); out(list, most); })();
//// map order of calls
(async () => { await Readable.from([1, 2, 3]).map(async (x) => { out('start', x); await null; out('end', x); return x; }, { concurrency: 2 }).forEach((x) => out('got', x)); })();
//// map arguments
thrown(() => Readable.from([]).map()); thrown(() => Readable.from([]).map(5)); thrown(() => Readable.from([]).map((x) => x, 5)); thrown(() => Readable.from([]).map((x) => x, { concurrency: 0 })); thrown(() => Readable.from([]).map((x) => x, { concurrency: 'x' })); thrown(() => Readable.from([]).map((x) => x, { highWaterMark: -1 })); thrown(() => Readable.from([]).map((x) => x, { signal: {} })); out(Readable.from([]).map((x) => x, { concurrency: 1.5 }) instanceof Readable);
//// map with a signal
const ac = new AbortController(); const r = Readable.from([1, 2, 3]); settle(r.map(async (x, { signal }) => { if (x === 2) ac.abort(); return x; }, { signal: ac.signal }).toArray());
//// map of null and undefined
settle(Readable.from([1]).map(() => null).toArray(), 'null'); settle(Readable.from([1, 2]).map(() => undefined).toArray(), 'undefined');
//// filter
(async () => { out(await Readable.from([1, 2, 3, 4]).filter((x) => x % 2).toArray(), await Readable.from([1, 2, 3, 4]).filter(async (x) => x > 2, { concurrency: 2 }).toArray()); thrown(() => Readable.from([]).filter(1)); })();
//// forEach
(async () => { const r = Readable.from([1, 2]); out(await r.forEach((x, o) => out('each', x, typeof o.signal)), r.destroyed); await settle(Readable.from([1]).forEach()); await settle(Readable.from([1, 2]).forEach(async () => { throw new Error('e'); }), 'fails'); })();
//// toArray
(async () => { out(await source(['a', 'b']).toArray()); await settle(Readable.from([1]).toArray(5)); const ac = new AbortController(); ac.abort(); await settle(Readable.from([1]).toArray({ signal: ac.signal }), 'aborted'); await settle(Readable.from([1]).toArray({ signal: 1 }), 'bad'); })();
//// some, every, find
(async () => { const r = Readable.from([1, 2, 3]); out(await r.some((x) => x === 2), r.destroyed); out(await Readable.from([1, 2]).some((x) => x > 5)); const q = Readable.from([1, 2, 3]); out(await q.every((x) => x < 2), q.destroyed, await Readable.from([1, 2]).every((x) => x < 5), await Readable.from([]).every(() => false)); out(await Readable.from([1, 2, 3]).find((x) => x > 1), await Readable.from([1]).find((x) => x > 1), await Readable.from([0, 1]).find(async (x) => x === 0)); await settle(Readable.from([]).some(), 'some'); await settle(Readable.from([]).every(5), 'every'); await settle(Readable.from([]).find({}), 'find'); })();
//// flatMap
(async () => { out(await Readable.from([1, 2]).flatMap((x) => [x, x * 10]).toArray(), await Readable.from([1, 2]).flatMap((x) => Readable.from([x, x])).toArray(), await Readable.from(['ab', 'cd']).flatMap((x) => x).toArray()); await settle(Readable.from([1]).flatMap(() => 5).toArray()); thrown(() => Readable.from([]).flatMap()); })();
//// drop and take
(async () => { const of = () => Readable.from([1, 2, 3, 4]); out(await of().drop(2).toArray(), await of().take(2).toArray(), await of().take(0).toArray(), await of().drop(9).toArray(), await of().take(Infinity).toArray(), await of().take('2').toArray(), await of().drop(NaN).toArray(), await of().drop(1).take(2).toArray()); thrown(() => of().take(-1)); thrown(() => of().drop(-5)); thrown(() => of().take(1, 5)); thrown(() => of().take(1, { signal: 5 })); const r = of(); await r.take(1).toArray(); out(r.destroyed); })();
//// take zero reads nothing
(async () => { let n = 0; out(await Readable.from((function* () { n++; yield 1; })()).take(0).toArray(), n); })();
//// reduce
(async () => { out(await Readable.from([1, 2, 3]).reduce((a, b) => a + b), await Readable.from([1, 2]).reduce(async (a, b) => a + b, 10), await Readable.from([]).reduce((a) => a, 'init'), await Readable.from([5]).reduce(() => out('never')), await Readable.from([]).reduce((a) => a, undefined)); await settle(Readable.from([]).reduce((a) => a)); await settle(Readable.from([1, 2]).reduce(() => { throw new Error('r'); }), 'throws'); await settle(Readable.from([1]).reduce(), 'none'); const ac = new AbortController(); ac.abort(); const r = Readable.from([1]); await settle(r.reduce((a) => a, 0, { signal: ac.signal }), 'aborted'); out(r.destroyed); })();
//// chains
(async () => { out(await Readable.from([5, 1, 4, 2]).filter((x) => x > 1).map((x) => x * x).drop(1).reduce((a, b) => a + b, 0)); })();
//// errors of the source
settle(Readable.from((function* () { yield 1; throw new Error('src'); })()).map((x) => x).toArray()); settle(Readable.from(asyncList('s', [1, new Error('async')])).filter(() => true).toArray(), 'async');
//// results are streams
const r = Readable.from([1, 2]).map((x) => x); watch('r', r, 'end', 'close'); out(r.readableObjectMode, r.readableHighWaterMark); r.on('data', (x) => out(x));
//// breaking off a map
(async () => { const r = Readable.from([1, 2, 3]); const m = r.map((x) => x); await each(m, () => false); out(m.destroyed); later(() => out(r.destroyed)); })();
//// compose with a transform
(async () => { out(await Readable.from(['a', 'b']).compose(new Transform({ objectMode: true, transform(c, e, cb) { cb(null, c + '!'); } })).toArray()); })();
//// compose with a function
(async () => { out(await Readable.from([1, 2]).compose((src) => { const it = src[Symbol.asyncIterator](); return { [Symbol.asyncIterator]() { return this; }, async next() { const { done, value } = await it.next(); return { done, value: value * 10 }; }, return: () => it.return() }; }).toArray()); })();
//// compose with what is not writable
const thrown = (f) => { try { f(); } catch (err) { out(err.code, err.message.slice(0, 60)); } }; thrown(() => Readable.from([1]).compose(Readable.from([1]))); thrown(() => Readable.from([1]).compose(new PassThrough(), 5)); thrown(() => stream.compose()); thrown(() => stream.compose(sink('w'), new PassThrough())); thrown(() => stream.compose(new PassThrough(), source([])));
//// compose with a signal
const ac = new AbortController(); const c = watch('c', Readable.from([1, 2]).compose(new PassThrough({ objectMode: true }), { signal: ac.signal })); ac.abort();
//// static compose
const c = watch('c', stream.compose(new Transform({ transform(c, e, cb) { cb(null, c + '1'); } }), new Transform({ transform(c, e, cb) { cb(null, c + '2'); } }))); c.setEncoding('utf8'); c.on('data', (x) => out('data', x)); c.write('a', () => out('cb')); c.end('b');
//// static compose errors
const c = watch('c', stream.compose(new PassThrough(), new Transform({ transform(c, e, cb) { cb(new Error('t')); } }))); c.resume(); c.write('a');
//// static compose destroyed
const a = watch('a', new PassThrough()), b = watch('b', new PassThrough()); const c = watch('c', stream.compose(a, b)); c.destroy(new Error('x')); later(() => out(a.destroyed, b.destroyed));
//// static compose of source and sink
const c = stream.compose(source(['a', 'b']), sink('w')); out(c.readable, c.writable); watch('c', c, 'close', 'error', 'finish', 'end');
//// static compose of one
const p = new PassThrough(); out(stream.compose(p) === p, stream.compose([1, 2]).readable);
//// duplex from streams
const p = new PassThrough(); out(Duplex.from(p) === p); const r = Duplex.from(source(['a'])); out(r.readable, r.writable); r.on('data', (c) => out('data', c)); watch('r', r, 'end', 'close'); const w = Duplex.from(sink('w')); out(w.readable, w.writable); w.end('x'); watch('w', w, 'finish', 'close');
//// duplex from a pair
const d = watch('d', Duplex.from({ readable: source(['a', 'b']), writable: sink('w') })); d.on('data', (c) => out('data', c)); d.write('x', () => out('cb')); d.end();
//// duplex from a pair with errors
const r = watch('r', new Readable({ read() {} })), w = watch('w', sink('w')); const d = watch('d', Duplex.from({ readable: r, writable: w })); r.destroy(new Error('side')); later(() => out(w.destroyed, d.destroyed));
//// duplex from a pair destroyed
const r = watch('r', new Readable({ read() {} })), w = watch('w', sink('w')); const d = watch('d', Duplex.from({ readable: r, writable: w })); d.destroy(); later(() => out(r.destroyed, w.destroyed));
//// duplex from iterables
const d = watch('d', Duplex.from(['a', 'b'])); out(d.writable); d.on('data', (c) => out(c)); Duplex.from(asyncList('x', [1])).on('data', (c) => out(c));
//// duplex from a string
Duplex.from('text').on('data', (c) => out(c));
//// duplex from a promise
const d = watch('d', Duplex.from(Promise.resolve('v'))); d.on('data', (c) => out(c)); watch('e', Duplex.from(Promise.reject(new Error('no')))).resume(); watch('n', Duplex.from(Promise.resolve())).resume();
//// duplex from an async function
const d = watch('d', Duplex.from(async (src) => { await each(src, (c) => out('got', c)); out('done'); })); out(d.readable, d.writable); d.write('a', () => out('cb')); d.end('b');
//// duplex from an async function that fails
const d = watch('d', Duplex.from(async (src) => { throw new Error('fn'); })); d.write('a', (err) => out('cb', err));
//// duplex from an async function that returns
const d = watch('d', Duplex.from(async (src) => { await each(src, () => {}); return 'value'; })); d.end('a');
//// duplex from a generator function
const d = watch('d', Duplex.from((src) => { const it = src[Symbol.asyncIterator](); return { [Symbol.asyncIterator]() { return this; }, async next() { const { done, value } = await it.next(); return { done, value: done ? undefined : value + '!' }; } }; })); d.on('data', (c) => out('data', c)); d.write('a', () => out('cb')); d.end('b');
//// duplex from wrong things
for (const v of [5, null, undefined, {}, true]) thrown(() => Duplex.from(v)); thrown(() => Duplex.from(() => 5)); thrown(() => Duplex.from(() => ({})));
//// consumers
const c = require('stream/consumers'); (async () => { out(await c.text(source(['a', 'é']))); out(await c.json(source(['{"a":', '1}']))); out(await c.buffer(source(['a', 'b'])), Buffer.isBuffer(await c.buffer(source(['x'])))); const ab = await c.arrayBuffer(source(['abc'])); out(ab instanceof ArrayBuffer, ab.byteLength); out((await c.bytes(source(['abc']))).constructor.name, await c.bytes(source([]))); })();
//// consumers of text
const c = require('stream/consumers'); (async () => { out(JSON.stringify(await c.text(source([new Uint8Array([0xe2, 0x82]), new Uint8Array([0xac, 0xe2])])))); out(await c.text(Readable.from(['a', 'b'])), JSON.stringify(await c.text(source([new Uint8Array([0xef, 0xbb, 0xbf, 0x41])]))), await c.text(asyncList('x', ['p', 'q']))); await settle(c.text(Readable.from([1]))); await settle(c.json(source(['{'])).catch((err) => { throw new Error(err.name); })); const r = source([]); r.destroy(new Error('x')); await settle(c.text(r), 'destroyed'); out(await c.buffer(Readable.from(['s', Buffer.from('t'), 1]))); })();
