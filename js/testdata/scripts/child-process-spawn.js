'use strict';
// What spawn gives: events and their order, streams, signals.
const cp = require('node:child_process');
const util = require('node:util');
const { log } = console;
const steps = [];
const step = (name, f) => steps.push([name, f]);
step('kinds', (r) => { log(Object.keys(cp)); const c = cp.spawn('true'); log(c.constructor.name, c.spawnfile, c.spawnargs, typeof c.pid, c.connected, c.stdio.length); for (const ev of ['spawn', 'exit', 'close']) c.on(ev, (...a) => log(ev, a)); c.on('close', r); log([c.kill, cp.spawn, cp.exec, cp.execFile, cp.fork, cp.spawnSync, cp.execSync, cp.execFileSync].map((f) => f.length)); });
step('out', (r) => { const c = cp.spawn('sh', ['-c', 'echo out; echo err >&2; cat; exit 3']); let o = '', e = ''; c.stdout.on('data', (d) => { o += d; }); c.stderr.on('data', (d) => { e += d; }); c.stdin.end('input'); c.on('close', (...a) => { log(a, JSON.stringify(o), JSON.stringify(e), c.exitCode, c.signalCode, c.killed); r(); }); });
step('kill', (r) => { const c = cp.spawn('sleep', ['10']); c.on('exit', (...a) => { log('exit', a, c.killed, c.signalCode, c.exitCode, c.kill()); r(); }); log(c.kill('SIGUSR1'), c.killed, c.kill(0)); });
step('badsig', (r) => { const c = cp.spawn('sleep', ['10']); try { c.kill('FOO') } catch (e) { log(e.code, e.name, e.message) } try { c.kill(12345) } catch (e) { log(e.code, e.name, e.message) } c.on('exit', (...a) => { log('exit', a); r(); }); c.kill(9); });
step('abort', (r) => { const ac = new AbortController(); const c = cp.spawn('sleep', ['5'], { signal: ac.signal }); c.on('error', (e) => log(e.name, e.code, e.message)); c.on('close', (...a) => { log(a); r(); }); ac.abort(); });
step('timeout', (r) => { const c = cp.spawn('sleep', ['5'], { timeout: 30, killSignal: 'SIGKILL' }); c.on('close', (...a) => { log(a, c.killed); r(); }); });
step('argv0', (r) => { const c = cp.spawn('sh', ['-c', 'echo $0'], { argv0: 'xx' }); c.stdout.on('data', d => log(d + '')); c.on('close', r); log(c.spawnargs); });
step('shell', (r) => { const c = cp.spawn('printf "a b" && exit 2', { shell: true }); c.stdout.setEncoding('utf8').on('data', (d) => log(d)); c.on('close', (...a) => { log(a); r(); }); log(c.spawnargs, c.spawnfile); });
step('unread', (r) => { const c = cp.spawn('sh', ['-c', 'echo x']); c.on('close', (...a) => { log('closed', a); r(); }); });
step('dispose', (r) => { const c = cp.spawn('sleep', ['5']); c.on('exit', (...a) => { log(a); r(); }); c[Symbol.dispose](); log(c.killed); });
(async () => {
  for (const [name, f] of steps) {
    log('--', name);
    await new Promise(f);
  }
})();
