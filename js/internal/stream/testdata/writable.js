//// order
const w = watch('w', sink('w')); w.write('a', () => out('cb a')); w.write('b', 'latin1', () => out('cb b')); w.end('c', () => out('cb end')); out('sync');
//// order when asynchronous
const w = watch('w', new Writable({ write(c, e, cb) { out('_write', c); setTimeout(cb, 1); } })); w.write('a', () => out('cb a')); w.write('b', () => out('cb b')); w.end(() => out('cb end')); out(w.writableLength, w.writableEnded, w.writableFinished);
//// order when in a tick
const w = watch('w', new Writable({ write(c, e, cb) { out('_write', c); process.nextTick(cb); } })); w.write('a', () => out('cb a')); w.write('b', () => out('cb b')); w.end('c', () => out('cb end'));
//// drain
const w = watch('w', new Writable({ highWaterMark: 3, write(c, e, cb) { setTimeout(cb, 1); } })); out(w.write('ab'), w.writableNeedDrain, w.write('c'), w.writableNeedDrain, w.write('d')); w.on('drain', () => out(w.writableLength, w.writableNeedDrain, w.write('x')));
//// drain when synchronous
const w = watch('w', new Writable({ highWaterMark: 3, write(c, e, cb) { cb(); } })); out(w.write('abcd', () => out('cb')), w.writableLength, w.writableNeedDrain);
//// no drain after end
const w = watch('w', new Writable({ highWaterMark: 1, write(c, e, cb) { setTimeout(cb, 1); } })); w.write('abcd'); w.end();
//// cork
const w = watch('w', new Writable({ write(c, e, cb) { out('_write', c); cb(); }, writev(list, cb) { out('_writev', list.map((x) => [x.chunk, x.encoding, typeof x.callback]), list.allBuffers); cb(); } })); w.cork(); w.cork(); w.write('a', () => out('a')); w.write('b', () => out('b')); out(w.writableCorked, w.writableLength); w.uncork(); out(w.writableCorked); w.uncork(); w.write('c');
//// cork and end
const w = watch('w', new Writable({ writev(list, cb) { out('_writev', list.map((x) => x.chunk)); cb(); } })); w.cork(); w.cork(); w.write('a'); w.write('b'); w.end('c', () => out('end cb'));
//// cork without writev
const w = watch('w', sink('w')); w.cork(); w.write('a'); w.write('b'); out(w.writableBuffer.length); w.uncork(); out(w.writableLength);
//// one corked chunk
const w = watch('w', new Writable({ write(c, e, cb) { out('_write', c); cb(); }, writev(list, cb) { out('_writev'); cb(); } })); w.cork(); w.write('a'); process.nextTick(() => w.uncork());
//// writev with text
const w = new Writable({ decodeStrings: false, writev(list, cb) { out(list.map((x) => [x.chunk, x.encoding]), list.allBuffers); cb(); } }); w.cork(); w.write('a', 'latin1'); w.write(new Uint8Array([65])); w.uncork(); w.write('single');
//// writev after a slow write
const w = watch('w', new Writable({ write(c, e, cb) { out('_write', c); setTimeout(cb, 1); }, writev(list, cb) { out('_writev', list.map((x) => x.chunk)); setTimeout(cb, 1); } })); for (const c of ['a', 'b', 'c']) w.write(c, () => out('cb', c)); w.end();
//// decodeStrings false
const w = new Writable({ decodeStrings: false, write(c, e, cb) { out(typeof c, c, e, w.writableLength); cb(); } }); w.write('h€'); w.write('abc', 'hex'); w.write(new Uint8Array([66]));
//// default encoding
const w = new Writable({ decodeStrings: false, defaultEncoding: 'latin1', write(c, e, cb) { out(c, e); cb(); } }); w.write('a'); w.setDefaultEncoding('HEX'); w.write('41'); thrown(() => w.setDefaultEncoding('nope')); thrown(() => w.setDefaultEncoding(5)); out(w.setDefaultEncoding('utf8') === w);
//// default encoding decodes
const w = new Writable({ defaultEncoding: 'hex', write(c, e, cb) { out(c, e); cb(); } }); w.write('4142'); w.write('43', 'utf8');
//// unknown encodings
const w = sink('w'); thrown(() => w.write('a', 'nope')); thrown(() => new Writable({ defaultEncoding: 'nope' })); thrown(() => w.end('a', 'bad')); w.write('a', null); w.write('b', ''); w.write('c', undefined);
//// null and wrong values
for (const v of [null, undefined, 5, {}, true, [], Symbol('x')]) { const w = new Writable({ write() {} }); w.on('error', (err) => out('error', err)); thrown(() => w.write(v)); }
//// null in object mode
const w = sink('w', { objectMode: true }); thrown(() => w.write(null)); thrown(() => w.write(undefined)); thrown(() => w.write(0)); w.write(''); w.write({ a: 1 }, 'x', () => {});
//// end with null and undefined
const w = watch('w', sink('w')); w.end(null); const x = watch('x', sink('x', { objectMode: true })); x.end(undefined);
//// end with a number
const w = watch('w', sink('w')); thrown(() => w.end(5));
//// write after end
const w = watch('w', sink('w')); w.end('a'); out(w.write('b', (err) => out('cb', err)));
//// write after end without callback
const w = sink('w'); w.end(); w.write('b');
//// end twice
const w = watch('w', sink('w')); w.end(() => out('first')); w.end((err) => out('second', err)); w.end('x', (err) => out('third', err)); later(() => w.end((err) => out('fourth', err)));
//// end twice after finish
const w = watch('w', sink('w')); w.end(); w.on('finish', () => w.end((err) => out('again', err)));
//// write after destroy
const w = watch('w', sink('w')); w.destroy(); out(w.write('x', (err) => out('cb', err))); w.end((err) => out('end cb', err));
//// end after destroy
const w = watch('w', sink('w')); w.destroy(); w.end('x', (err) => out('end cb', err));
//// error of a write
const w = watch('w', new Writable({ write(c, e, cb) { cb(new Error('bad')); } })); out(w.write('a', (err) => out('cb a', err))); out(w.write('b', (err) => out('cb b', err))); w.end((err) => out('end', err)); later(() => out(w.errored, w.destroyed, w.writable));
//// error of a slow write
const w = watch('w', new Writable({ write(c, e, cb) { setTimeout(() => cb(new Error('bad')), 1); } })); w.write('a', (err) => out('cb a', err)); w.write('b', (err) => out('cb b', err)); w.end((err) => out('end', err));
//// error of writev
const w = watch('w', new Writable({ writev(list, cb) { cb(new Error('bad')); } })); w.cork(); w.write('a', (err) => out('cb a', err)); w.write('b', (err) => out('cb b', err)); w.uncork();
//// _write throws
const w = watch('w', new Writable({ write() { throw new Error('thrown'); } })); thrown(() => w.write('a', (err) => out('cb', err)));
//// callback twice
const w = watch('w', new Writable({ write(c, e, cb) { cb(); cb(); } })); w.write('a', (err) => out('cb', err));
//// callback twice later
const w = watch('w', new Writable({ write(c, e, cb) { setTimeout(() => { cb(); cb(); }, 1); } })); w.write('a', (err) => out('cb', err));
//// falsy and odd errors
for (const v of [0, '', false, 'text', 7]) { const w = new Writable({ write(c, e, cb) { cb(v); } }); w.on('error', (err) => out('error', err)); w.write('a', (err) => out('cb', err)); }
//// no _write
const w = watch('w', new Writable()); thrown(() => w.write('a'));
//// final
const w = watch('w', new Writable({ write(c, e, cb) { cb(); }, final(cb) { out('_final'); setTimeout(cb, 1); } })); w.end('a', () => out('end cb'));
//// final at once
const w = watch('w', new Writable({ write(c, e, cb) { cb(); }, final(cb) { out('_final'); cb(); out('after'); } })); w.end('a', () => out('end cb')); out('sync');
//// final fails
const w = watch('w', new Writable({ write(c, e, cb) { cb(); }, final(cb) { cb(new Error('final')); } })); w.end((err) => out('end cb', err));
//// final throws
const w = watch('w', new Writable({ write(c, e, cb) { cb(); }, final() { throw new Error('final'); } })); w.end((err) => out('end cb', err));
//// final twice
const w = watch('w', new Writable({ write(c, e, cb) { cb(); }, final(cb) { cb(); cb(); } })); w.end((err) => out('end cb', err));
//// prefinish without final
const w = watch('w', new Writable({ write(c, e, cb) { setTimeout(cb, 1); } })); w.end('a'); out('sync');
//// writes in callbacks
const w = watch('w', sink('w')); w.write('a', () => { out('cb a'); w.write('b', () => { out('cb b'); w.end(); }); });
//// write in drain many times
const w = new Writable({ highWaterMark: 2, write(c, e, cb) { process.nextTick(cb); } }); let n = 0; const go = () => { while (n < 6) { out('write', n); if (!w.write(String(n++))) return; } w.end(); }; w.on('drain', () => { out('drain'); go(); }); w.on('finish', () => out('finish')); go();
//// many synchronous callbacks
const w = watch('w', new Writable({ write(c, e, cb) { cb(); } })); const f = (err) => out('f', err); w.write('a', f); w.write('b', f); w.write('c', () => out('g')); w.write('d', f); process.nextTick(() => out('tick')); Promise.resolve().then(() => out('promise'));
//// object mode
const w = new Writable({ objectMode: true, highWaterMark: 2, write(c, e, cb) { out(c, e); setTimeout(cb, 1); } }); out(w.write({ a: 1 }), w.write([1]), w.write('s'), w.writableLength);
//// states
const w = sink('w'); const show = () => out(w.writable, w.writableEnded, w.writableFinished, w.writableNeedDrain, w.writableAborted, w.destroyed, w.closed); show(); w.end(); show(); w.on('finish', show); w.on('close', show);
//// states destroyed
const w = sink('w'); const show = () => out(w.writable, w.writableEnded, w.writableFinished, w.writableAborted, w.destroyed, w.closed, w.errored); w.on('error', () => {}); w.destroy(new Error('x')); show(); w.on('close', show);
//// state names
const s = new Writable()._writableState; out(s.objectMode, s.highWaterMark, s.finalCalled, s.needDrain, s.ending, s.ended, s.finished, s.destroyed, s.decodeStrings, s.defaultEncoding, s.length, s.writing, s.corked, s.sync, s.bufferProcessing, s.pendingcb, s.constructed, s.prefinished, s.errorEmitted, s.emitClose, s.autoDestroy, s.errored, s.closed, s.closeEmitted, s.getBuffer(), s.bufferedRequestCount);
//// state after writing
const w = new Writable({ highWaterMark: 1, write() {} }); w.write('ab'); w.write('c'); const s = w._writableState; out(s.length, s.writing, s.needDrain, s.pendingcb, s.bufferedRequestCount, s.getBuffer().map((x) => [x.chunk, x.encoding]), s.sync);
//// cannot pipe
const w = watch('w', sink('w')); out(w.pipe(sink('x')));
//// autoDestroy false
const w = watch('w', sink('w', { autoDestroy: false })); w.end('a'); later(() => out(w.destroyed)); const x = watch('x', new Writable({ autoDestroy: false, write(c, e, cb) { cb(new Error('bad')); } })); x.write('a', (err) => out('cb', err)); later(() => out(x.destroyed, x.errored, x.write('b')));
//// emitClose false
const w = watch('w', sink('w', { emitClose: false })); w.end(); later(() => out(w.destroyed, w.closed));
//// return values
const w = sink('w'); out(w.end() === w, w.cork(), w.uncork());
//// write from within _write
let n = 0; const w = watch('w', new Writable({ write(c, e, cb) { out('_write', c); if (n++ < 2) w.write('x' + n); cb(); } })); w.write('a');
//// writing property false
const w = sink('w'); w.writable = false; out(w.writable, w.write('x'));
//// async dispose
(async () => { const w = watch('w', sink('w')); out(await w[Symbol.asyncDispose](), w.destroyed); })();
//// removal during finish
const w = sink('w'); w.once('finish', () => out(1)); w.once('finish', () => out(2)); w.end();
//// end within write callback and cork
const w = watch('w', sink('w')); w.cork(); w.write('a'); w.end('b'); out(w.writableCorked);
//// uncork without cork
const w = sink('w'); w.uncork(); out(w.writableCorked); w.write('a');
