const t = (f) => { try { print(f()); } catch (e) { print(e.name, e.code, e.message); } };
const rl = require('readline');
class PassThrough extends require('events') { resume() {} pause() {} write(d) { this.emit('data', d); } end(d) { if (d) this.write(d); this.emit('end'); } }
const o = { write(d) { print('out', JSON.stringify(d)); return true; }, on() {}, removeListener() {} };
const i = new PassThrough(); const r = rl.createInterface({ input: i, output: o, terminal: false, prompt: '> ' });
r.on('line', (l) => print('line', JSON.stringify(l))); r.on('close', () => print('close')); r.on('pause', () => print('pause')); r.on('resume', () => print('resume'));
r.prompt(); r.question('who? ', (a) => print('answer', a)); i.write('bob\nali'); i.write('ce\r'); i.write('\nfoo\r\n\nlast'); i.end();
t(() => rl.createInterface()); t(() => r.line); t(() => r.getPrompt());
t(() => rl.clearLine(o, 0)); t(() => rl.cursorTo(o, 1, 2)); t(() => rl.cursorTo(o, 4)); t(() => rl.moveCursor(o, 1, -1)); t(() => rl.clearScreenDown(o));
setTimeout(async () => {
  const i2 = new PassThrough(); const r2 = rl.createInterface({ input: i2, crlfDelay: Infinity }); const it = r2[Symbol.asyncIterator](); i2.end('a\nb\r\nc');
  for (let s; !(s = await it.next()).done;) print('iter', s.value); print('done');
  const i3 = new PassThrough(); const r3 = require('readline/promises').createInterface({ input: i3 }); r3.question('q').then((a) => print('pa', a)); i3.write('x\n');
  setTimeout(() => { r3.close(); r3.question('z').catch((e) => print(e.code, e.message)); try { r3.prompt(); } catch (e) { print(e.code, e.message); } }, 10);
  const i4 = new PassThrough(); const r4 = rl.createInterface({ input: i4 }); r4.pause(); r4.on('line', (l) => print('l4', l)); r4.on('resume', () => print('r4')); r4.resume(); r4.write('typed\n'); r4.close(); r4.close(); try { r4.pause(); } catch (e) { print(e.code); }
  const ac = new AbortController(); const r5 = rl.createInterface({ input: new PassThrough(), signal: ac.signal }); r5.on('close', () => print('aborted')); ac.abort();
}, 50);
