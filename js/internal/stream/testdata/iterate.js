//// to the end
(async () => { const r = watch('r', source(['a', 'b'])); await each(r, (c) => out(c)); out('after', r.destroyed); })();
//// break
(async () => { const r = watch('r', source(['a', 'b'])); await each(r, (c) => { out(c); return false; }); out('after', r.destroyed); })();
//// throw
(async () => { const r = watch('r', source(['a', 'b'])); const it = r[Symbol.asyncIterator](); out((await it.next()).value); await settle(it.throw(new Error('thrown'))); out(r.destroyed, r.errored); settle(it.next(), 'next'); })();
//// return before next
(async () => { const r = watch('r', source(['a', 'b'])); const it = r[Symbol.asyncIterator](); await settle(it.return('v')); out(r.destroyed); await settle(it.next()); })();
//// destroyOnReturn false
(async () => { const r = watch('r', source(['a', 'b'])); await each({ [Symbol.asyncIterator]: () => r.iterator({ destroyOnReturn: false }) }, (c) => { out(c); return false; }); out(r.destroyed, r.listenerCount('readable'), r.listenerCount('end')); await each(r, (c) => out(c)); })();
//// iterator options
thrown(() => source([]).iterator(5)); thrown(() => source([]).iterator(null)); out(typeof source([]).iterator().next);
//// error
(async () => { const r = new Readable({ read() {} }); r.push('a'); later(() => r.destroy(new Error('x'))); await settle(each(r, (c) => out(c))); })();
//// premature close
(async () => { const r = new Readable({ read() {} }); r.push('a'); later(() => r.destroy()); await settle(each(r, (c) => out(c))); })();
//// destroyed before
(async () => { const r = source(['a']); r.destroy(); await settle(each(r, (c) => out(c))); const q = source(['a']); q.on('error', () => {}); q.destroy(new Error('x')); later(() => settle(each(q, (c) => out(c)), 'q')); })();
//// ended before
(async () => { const r = source([]); r.resume(); r.on('close', () => settle(each(r, (c) => out(c)))); })();
//// text
(async () => { const r = source(['a', 'é']); r.setEncoding('utf8'); await each(r, (c) => out(typeof c, c)); })();
//// objects
(async () => { await each(source([{ a: 1 }, 0, '', false], { objectMode: true }), (c) => out(c)); })();
//// slow
(async () => { let n = 0; await each(new Readable({ read() { setTimeout(() => this.push(n < 3 ? String(n++) : null), 1); } }), (c) => out(c)); out('done'); })();
//// requests at once
(async () => { const it = source(['a', 'b'])[Symbol.asyncIterator](); const all = await Promise.all([it.next(), it.next(), it.next(), it.next()]); out(all); })();
//// two iterators
(async () => { const r = source(['a', 'b', 'c']); const one = r[Symbol.asyncIterator](), two = r[Symbol.asyncIterator](); out((await one.next()).value, (await two.next()).value, (await one.next()).value); await one.return(); settle(two.next(), 'two'); })();
//// duplex stays writable
(async () => { const d = new PassThrough({ allowHalfOpen: true }); d.write('x'); d.end(); await each(d, (c) => out(c)); out(d.destroyed); })();
//// autoDestroy false
(async () => { const r = new Readable({ autoDestroy: false, read() { this.push(null); } }); await each(r, () => {}); out(r.destroyed); })();
//// kinds
const it = source([])[Symbol.asyncIterator](); out(Object.prototype.toString.call(it), it[Symbol.asyncIterator]() === it, typeof it.throw, it.stream instanceof Readable, Object.keys(it));
//// from strings and buffers
for (const v of ['text', new Uint8Array([65]), Buffer.from('buf')]) { const r = Readable.from(v); out(r.readableObjectMode); r.on('data', (c) => out(typeof c, c)).on('end', () => out('end')); }
//// from an array
const r = watch('r', Readable.from(['a', 1, { x: 1 }, undefined, ''])); out(r.readableObjectMode, r.readableHighWaterMark); r.on('data', (c) => out(c));
//// from with options
const r = Readable.from(['a', 'b'], { objectMode: false, highWaterMark: 5 }); out(r.readableObjectMode, r.readableHighWaterMark); r.on('data', (c) => out(c));
//// from null values
const r = watch('r', Readable.from([1, null, 2])); r.on('data', (c) => out(c)); const q = watch('q', Readable.from(asyncList('q', [1, null]))); q.on('data', (c) => out(c));
//// from promises
const r = watch('r', Readable.from([1, Promise.resolve(2), 3, Promise.resolve(4)])); r.on('data', (c) => out(c));
//// from a rejected promise
const r = watch('r', Readable.from([1, Promise.reject(new Error('no')), 3])); r.on('data', (c) => out(c));
//// from an async iterable
const r = watch('r', Readable.from(asyncList('src', [1, 2]))); r.on('data', (c) => out(c));
//// from promises in an async iterable
Readable.from(asyncList('src', [Promise.resolve(1), 2])).on('data', (c) => out(c));
//// from an async iterable that throws
const r = watch('r', Readable.from(asyncList('src', [1, new Error('gen')]))); r.on('data', (c) => out(c));
//// from a generator
const r = watch('r', Readable.from((function* () { try { yield 1; yield 2; yield 3; } finally { out('finally'); } })())); r.on('data', (c) => { out(c); if (c === 2) r.destroy(); });
//// from a generator destroyed with an error
const r = watch('r', Readable.from((function* () { try { yield 1; yield 2; } catch (err) { out('caught', err); } finally { out('finally'); } })())); r.on('data', (c) => { out(c); r.destroy(new Error('x')); });
//// from a generator that throws
const r = watch('r', Readable.from((function* () { yield 1; throw new Error('gen'); })())); r.on('data', (c) => out(c));
//// from what cannot be iterated
for (const v of [null, undefined, 5, {}, () => {}]) thrown(() => Readable.from(v));
//// from a set and a map
Readable.from(new Set([1, 2])).on('data', (c) => out(c)); Readable.from(new Map([['a', 1]])).on('data', (c) => out(c));
//// from destroyed calls return
const r = watch('r', Readable.from(asyncList('src', [1, 2, 3]))); r.once('data', (c) => { out(c); r.destroy(); });
//// from reads no further than asked
let n = 0; const r = Readable.from((function* () { while (n < 10) { out('pulled', ++n); yield n; } })()); r.once('readable', () => { out(r.read()); r.destroy(); });
//// from a stream
const r = Readable.from(source(['a', 'b'])); r.on('data', (c) => out(c)).on('end', () => out('end'));
//// from called on a subclass
class R extends Readable {} out(R.from([1]) instanceof R, Readable.from.call(null, [1]) instanceof Readable);
//// readable from duplex class
out(Duplex.from([1]) instanceof Duplex);
