//// three streams
const a = watch('a', source(['x', 'y'])), b = watch('b', new PassThrough()), c = watch('c', sink('c')); out(pipeline(a, b, c, (err) => out('done', err)) === c);
//// array
pipeline([source(['x']), sink('c')], (err) => out('done', err));
//// source fails
const a = watch('a', new Readable({ read() {} })), b = watch('b', new PassThrough()), c = watch('c', sink('c')); pipeline(a, b, c, (err) => out('done', err)); later(() => a.destroy(new Error('src')));
//// middle fails
const a = watch('a', source(['x'])), b = watch('b', new Transform({ transform(c, e, cb) { cb(new Error('mid')); } })), c = watch('c', sink('c')); pipeline(a, b, c, (err) => out('done', err));
//// last fails
const a = watch('a', source(['x'])), c = watch('c', new Writable({ write(c, e, cb) { cb(new Error('last')); } })); pipeline(a, c, (err) => out('done', err));
//// source closes early
const a = watch('a', new Readable({ read() {} })), c = watch('c', sink('c')); pipeline(a, c, (err) => out('done', err)); later(() => a.destroy());
//// destination closes early
const a = watch('a', new Readable({ read() {} })), c = watch('c', sink('c')); pipeline(a, c, (err) => out('done', err)); later(() => c.destroy());
//// destination ends by itself
const a = watch('a', new Readable({ read() {} })), c = watch('c', sink('c')); pipeline(a, c, (err) => out('done', err)); later(() => c.end());
//// arguments
thrown(() => pipeline()); thrown(() => pipeline(() => {})); thrown(() => pipeline(source([]), () => {})); thrown(() => pipeline(source([]), sink('w'))); thrown(() => pipeline(5, sink('w'), () => {})); thrown(() => pipeline(source([]), {}, () => {}));
//// closed streams
const w = sink('w'); w.destroy(); thrown(() => pipeline(source(['a']), w, () => {})); const r = source([]); r.destroy(); pipeline(r, sink('x'), (err) => out('done', err));
//// iterable source
pipeline(['a', 'b', new Uint8Array([67])], sink('c'), (err) => out('done', err));
//// string source
pipeline('text', sink('c'), (err) => out('done', err));
//// async iterable source
pipeline(asyncList('src', ['a', 'b']), sink('c'), (err) => out('done', err));
//// async iterable that throws
pipeline(asyncList('src', ['a', new Error('gen')]), watch('c', sink('c'), 'close', 'error'), (err) => out('done', err));
//// async iterable and a failing sink
pipeline(asyncList('src', ['a', 'b', 'c']), new Writable({ write(c, e, cb) { out(c); cb(new Error('sink')); } }), (err) => out('done', err));
//// async iterable and a slow sink
pipeline(asyncList('src', ['aa', 'bb', 'cc']), new Writable({ highWaterMark: 2, write(c, e, cb) { out(c); setTimeout(cb, 1); } }), (err) => out('done', err));
//// function as source
pipeline(({ signal }) => { out(signal.aborted, signal instanceof AbortSignal); return ['a']; }, sink('c'), (err) => out('done', err));
//// functions that return wrong things
thrown(() => pipeline(() => 5, sink('c'), () => {})); thrown(() => pipeline(source([]), () => 5, sink('c'), () => {})); thrown(() => pipeline(source([]), () => 5, () => {})); thrown(() => pipeline(() => ({}), sink('x'), () => {}));
//// function as destination
pipeline(source(['a', 'b']), async (src) => { let n = 0; await each(src, (c) => { out('got', c); n++; }); return n; }, (err, v) => out('done', err, v));
//// function as destination that fails
pipeline(watch('a', source(['a', 'b'])), async () => { throw new Error('dest'); }, (err, v) => out('done', err, v));
//// function in the middle
pipeline(source(['a', 'b']), (src) => ({ [Symbol.asyncIterator]() { const it = src[Symbol.asyncIterator](); return { async next() { const { done, value } = await it.next(); return { done, value: value && String(value) + '!' }; }, return() { return it.return(); } }; } }), sink('c'), (err) => out('done', err));
//// result is a stream
const p = pipeline(source(['a']), async (src) => { await each(src, () => {}); return 'value'; }, (err, v) => out('done', err, v)); out(p instanceof PassThrough); p.on('data', (c) => out('data', c)); p.on('end', () => out('end'));
//// last is readable
const t = new PassThrough(); pipeline(source(['a']), t, (err) => out('done', err)); t.on('data', (c) => out('data', c)); watch('t', t, 'end', 'finish', 'close');
//// last is readable and nobody reads
const t = new PassThrough(); pipeline(source(['a']), t, (err) => out('done', err, t.readableLength)); later(() => out(t.destroyed));
//// promise
const { pipeline: pipe } = stream.promises; settle(pipe(source(['a']), sink('c'))); settle(pipe(source(['a']), async () => 7), 'value'); settle(pipe(source(['a']), new Writable({ write(c, e, cb) { cb(new Error('w')); } })), 'fails'); settle(pipe(source([])), 'one');
//// end false
const w = watch('w', sink('w')); settle(stream.promises.pipeline(source(['a']), w, { end: false })); later(() => { out(w.writableEnded, w.destroyed); w.end('more'); });
//// end false with an iterable
const w = watch('w', sink('w')); settle(stream.promises.pipeline(['a'], w, { end: false })); later(() => { out(w.writableEnded); w.end(); });
//// signal
const ac = new AbortController(); const a = watch('a', new Readable({ read() {} })), c = watch('c', sink('c')); settle(stream.promises.pipeline(a, c, { signal: ac.signal })); later(() => ac.abort());
//// signal with reason
const ac = new AbortController(); const a = new Readable({ read() {} }); stream.promises.pipeline(a, sink('c'), { signal: ac.signal }).catch((err) => out(err, err.cause)); ac.abort(new Error('why'));
//// signal aborted before
const ac = new AbortController(); ac.abort(); settle(stream.promises.pipeline(source(['a']), sink('c'), { signal: ac.signal }));
//// signal that is none
settle(stream.promises.pipeline(source(['a']), sink('c'), { signal: 5 })); settle(stream.promises.pipeline(source(['a']), sink('c'), { signal: {} }));
//// signal of functions
const ac = new AbortController(); settle(stream.promises.pipeline(new Readable({ read() {} }), async (src, { signal }) => { await new Promise((resolve) => signal.addEventListener('abort', resolve)); out('told', signal.aborted); }, { signal: ac.signal })); later(() => ac.abort());
//// callback once
const a = source(['x']), c = sink('c'); pipeline(a, c, (err) => { out('done', err); c.destroy(new Error('later')); }); c.on('error', (err) => out('error', err));
//// errors after the end are heard
const a = source(['x']), c = new Writable({ autoDestroy: false, write(c, e, cb) { cb(); } }); pipeline(a, c, (err) => { out('done', err); later(() => c.emit('error', new Error('late'))); });
//// callback throws
pipeline(source([]), sink('c'), () => { throw new Error('in callback'); });
//// final fails
pipeline(source(['a']), new Writable({ write(c, e, cb) { cb(); }, final(cb) { cb(new Error('final')); } }), (err) => out('done', err));
//// many streams
pipeline(source(['a', 'b']), ...Array.from({ length: 5 }, (_, i) => new Transform({ transform(c, e, cb) { cb(null, c + String(i)); } })), sink('c'), (err) => out('done', err));
//// object streams
pipeline(Readable.from([1, 2, 3]), new Transform({ objectMode: true, transform(n, e, cb) { cb(null, n * 2); } }), new Writable({ objectMode: true, write(n, e, cb) { out(n); cb(); } }), (err) => out('done', err));
//// error and premature close
const a = new Readable({ read() {} }), b = new PassThrough(), c = sink('c'); pipeline(a, b, c, (err) => out('done', err)); c.on('error', (err) => out('c', err)); b.on('error', (err) => out('b', err)); later(() => { c.destroy(); a.destroy(new Error('real')); });
//// abort error is replaced
const ac = new AbortController(); const a = new Readable({ read() {}, destroy(err, cb) { setTimeout(() => cb(new Error('real')), 1); } }); settle(stream.promises.pipeline(a, sink('c'), { signal: ac.signal })); ac.abort();
//// promise of iterables
settle(stream.promises.pipeline(new Set(['a', 'b']), new Map([[1, 2]]).constructor === Map ? (src) => src : null, sink('c')));
//// duplex in both places
const d = new PassThrough(); pipeline(d, new Transform({ transform(c, e, cb) { cb(null, c); } }), sink('c'), (err) => out('done', err)); d.write('a'); d.end('b');
//// listeners removed
const t = new PassThrough(); pipeline(source(['a']), t, () => out(t.listenerCount('error'), t.listenerCount('end'), t.listenerCount('close'))); t.resume();
