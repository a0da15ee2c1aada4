//// readable
const r = source(['a']); finished(r, function (err) { out('finished', err, this === r, arguments.length); }); r.on('close', () => out('close')); r.resume();
//// writable
const w = sink('w'); finished(w, (err) => out('finished', err)); w.on('finish', () => out('finish')); w.on('close', () => out('close')); w.end('x');
//// duplex
const d = new PassThrough(); finished(d, (err) => out('finished', err)); watch('d', d); d.end('x'); later(() => d.resume());
//// one side of a duplex
const d = new PassThrough(); finished(d, { readable: false }, (err) => out('writable done', err)); finished(d, { writable: false }, (err) => out('readable done', err)); d.end('x'); later(() => d.resume());
//// error
const r = source(['a']); finished(r, (err) => out('finished', err)); r.destroy(new Error('x')); r.on('close', () => out('close'));
//// premature
const r = source(['a']); finished(r, (err) => out('finished', err)); r.destroy(); const w = sink('w'); finished(w, (err) => out('finished w', err)); w.destroy();
//// error false
const r = source(['a']); finished(r, { error: false }, (err) => out('finished', err)); r.on('error', (err) => out('error', err)); r.destroy(new Error('x'));
//// cleanup
const r = source(['a']); const cleanup = finished(r, () => out('never')); out(r.listenerCount('end'), r.listenerCount('error')); cleanup(); out(r.listenerCount('end'), r.listenerCount('error'), r.listenerCount('close')); r.resume();
//// listeners stay
const r = source(['a']); finished(r, () => later(() => out(r.listenerCount('error'), r.listenerCount('end')))); r.resume();
//// already finished
const w = sink('w'); w.end(); w.on('close', () => { finished(w, (err) => out('finished', err)); out('sync'); });
//// already ended
const r = source([]); r.resume(); r.on('close', () => finished(r, (err) => out('finished', err)));
//// already destroyed
const r = source([]); r.destroy(); later(() => finished(r, (err) => out('finished', err)));
//// already failed
const r = source([]); r.on('error', () => {}); r.destroy(new Error('x')); later(() => finished(r, (err) => out('finished', err)));
//// destroyed just now
const r = source([]); r.destroy(); finished(r, (err) => out('finished', err)); const w = sink('w'); w.on('error', () => {}); w.destroy(new Error('x')); finished(w, (err) => out('finished w', err));
//// in end
const r = source([]); r.on('end', () => finished(r, (err) => out('finished', err))); r.on('close', () => out('close')); r.resume();
//// in finish
const w = sink('w'); w.on('finish', () => finished(w, (err) => out('finished', err))); w.on('close', () => out('close')); w.end();
//// autoDestroy false
const r = new Readable({ autoDestroy: false, read() { this.push(null); } }); finished(r, (err) => out('finished', err, r.destroyed)); r.resume(); const w = new Writable({ autoDestroy: false, write(c, e, cb) { cb(); } }); finished(w, (err) => out('finished w', err)); w.end();
//// emitClose false
const r = new Readable({ emitClose: false, read() { this.push(null); } }); finished(r, (err) => out('finished', err)); r.resume(); const q = new Readable({ emitClose: false, read() {} }); finished(q, (err) => out('q', err)); q.destroy(); later(() => out('nothing'));
//// legacy
const EE = require('events'); const o = new EE(); o.readable = true; o.pipe = () => {}; o.on('error', () => {}); finished(o, (err) => out('finished', err)); o.emit('end'); const p = new EE(); p.writable = true; p.write = () => {}; finished(p, (err) => out('p', err)); p.writable = false; p.emit('close'); const q = new EE(); q.write = () => {}; q.writable = true; finished(q, (err) => out('q', err)); q.emit('error', new Error('old'));
//// legacy closes early
const EE = require('events'); const o = new EE(); o.readable = true; o.pipe = o.pause = o.resume = () => {}; finished(o, (err) => out('finished', err)); o.emit('close');
//// arguments
thrown(() => finished({}, () => {})); thrown(() => finished(source([]))); thrown(() => finished(source([]), {}, 5)); thrown(() => finished(source([]), 5, () => {})); thrown(() => finished(source([]), { signal: {} }, () => {})); thrown(() => finished(source([]), null, null)); thrown(() => finished(null, () => {}));
//// signal
const ac = new AbortController(); const r = new Readable({ read() {} }); finished(r, { signal: ac.signal }, (err) => out('finished', err, err.cause)); ac.abort('because'); later(() => out(r.destroyed, r.listenerCount('end')));
//// signal aborted before
const ac = new AbortController(); ac.abort(); const r = new Readable({ read() {} }); finished(r, { signal: ac.signal }, (err) => out('finished', err)); out('sync');
//// signal too late
const ac = new AbortController(); const r = source([]); finished(r, { signal: ac.signal }, (err) => out('finished', err)); r.resume(); r.on('close', () => later(() => ac.abort()));
//// promise
const { finished: done } = stream.promises; const r = source(['a']); settle(done(r)); r.resume(); const q = source([]); settle(done(q), 'q'); q.destroy(new Error('x')); settle(done(5), 'bad'); settle(done(source([]), { cleanup: 5 }), 'cleanup');
//// promise with cleanup
const { finished: done } = stream.promises; const r = source(['a']); done(r, { cleanup: true }).then(() => out(r.listenerCount('end'), r.listenerCount('error'))); r.resume();
//// twice
const r = source(['a']); finished(r, (err) => out(1, err)); finished(r, (err) => out(2, err)); r.resume();
//// callback throws
const r = source([]); finished(r, () => { throw new Error('in callback'); }); r.resume();
//// is functions
const r = source(['a']), w = sink('w'), d = new PassThrough(); const all = () => [r, w, d, {}, null].map((s) => [stream.isReadable(s), stream.isWritable(s), stream.isErrored(s), stream.isDisturbed(s), stream.isDestroyed(s)]); out(all()); r.read(); w.end(); d.on('error', () => {}); d.destroy(new Error('x')); out(all()); later(() => out(all()));
//// ended while not flowing
const r = new Readable({ read() {} }); r.push(null); finished(r, (err) => out('finished', err)); later(() => r.read());
