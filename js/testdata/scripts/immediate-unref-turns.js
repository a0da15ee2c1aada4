// An unref'd immediate runs in the turn of the loop that it was asked for in; in the next one only if something
// else keeps the program alive until that begins.
const net = require('net'), fs = require('fs'), { spawnSync } = require('child_process');
const go = {
  main() { im('a'); },
  mainSlow() { setTimeout(() => console.log('timer'), 0); im('a'); const e = Date.now() + 20; while (Date.now() < e); },
  timer() { inTheLoop(() => setTimeout(() => { console.log('t'); im('a'); }, 2)); },
  timerThenTimer() { inTheLoop(() => setTimeout(() => { console.log('t'); im('a'); setTimeout(() => console.log('t2'), 300); }, 2)); },
  immediate() { setImmediate(() => { console.log('i'); im('a'); }); },
  two() { setImmediate(() => { console.log('i'); im('a'); setImmediate(() => console.log('j')); }); },
  file() { fs.readFile(__filename, () => { console.log('read'); im('a'); }); },
  promise() { fs.promises.stat(__filename).then(() => { console.log('stat'); im('a'); }); },
  beforeExit() { let n = 0; process.on('beforeExit', () => { if (n++ < 3) { im('b' + n); if (n === 2) setTimeout(() => console.log('t'), 300); } }); },
  ref() { const i = im('a'); setTimeout(() => { i.ref(); }, 2); },
  refLate() { let i; process.once('beforeExit', () => { i.ref(); console.log('be'); }); i = im('a'); },
  data() { const s = net.createServer((c) => { c.end('x'); s.close(); }).listen(0, () => { const c = net.connect(s.address().port).on('data', () => {}).on('end', () => { console.log('end'); im('e'); }).on('close', () => { console.log('close'); }); }); },
  tick() { inTheLoop(() => setTimeout(() => { process.nextTick(() => { im('a'); console.log('tick'); }); }, 1)); },
  worker() { const { Worker } = require('worker_threads'); new Worker('setImmediate(() => console.log("never")).unref()', { eval: true }).on('exit', () => { console.log('exit'); im('a'); }); },
  cleared() { const i = im('a'); clearImmediate(i); im('b'); },
};
// A timer of the main script runs before the first turn if it is due by then, and at the end of one otherwise.
const inTheLoop = (f) => setImmediate(f);
const im = (name) => setImmediate(() => console.log('immediate', name)).unref();
if (process.argv[2]) { process.on('exit', () => console.log('exit')); go[process.argv[2]](); }
else for (const m of Object.keys(go)) {
  const r = spawnSync(process.execPath, [__filename, m], { encoding: 'utf8', timeout: 5000 });
  console.log(m, r.status, r.signal, JSON.stringify(r.stdout), r.stderr);
}
