'use strict';
// Arguments that are none, and programs that cannot be started.
const cp = require('node:child_process');
const util = require('node:util');
const { log } = console;
const steps = [];
const step = (name, f) => steps.push([name, f]);
const bad = [
 () => cp.spawn(), () => cp.spawn(''), () => cp.spawn('a\0b'), () => cp.spawn('x', 5), () => cp.spawn('x', [], 5), () => cp.spawn('x', [], null), () => cp.spawn('x', { cwd: 5 }), () => cp.spawn('x', { uid: 'a' }), () => cp.spawn('x', {gid: 1.5}), () => cp.spawn('x', { detached: 5 }), () => cp.spawn('x', { shell: 5 }), () => cp.spawn('x', { argv0: 5 }), () => cp.spawn('x', { stdio: 'foo' }), () => cp.spawn('x', { stdio: ['foo'] }), () => cp.spawn('x', { stdio: ['ipc', 'ipc'] }), () => cp.spawn('x', { timeout: -1 }), () => cp.spawn('x', { timeout: 'a' }), () => cp.spawn('x', { killSignal: 'FOO' }), () => cp.spawn('x', { killSignal: true }), () => cp.spawn('x', { signal: 5 }), () => cp.fork(), () => cp.fork('x', 5), () => cp.fork('x', [], { stdio: ['pipe'] }), () => cp.fork('x', [], { stdio: 'foo' }), () => cp.fork('x', [], 5), () => cp.exec(), () => cp.execFile('x', 5), () => cp.execFile('x', [], {}, 5), () => cp.spawnSync('x', { input: 5 }), () => cp.spawnSync('x', { stdio: ['ipc'] }), () => cp.spawnSync('x', { maxBuffer: -1 }), () => cp.spawn('x', ['a\0']), () => cp.spawn('x', { windowsHide: 3 }), () => cp.spawn('x', { serialization: 'foo' }), () => new cp.ChildProcess().spawn(), () => new cp.ChildProcess().spawn({}), () => cp.execSync(''), ()=> cp.execFile('x', 'y'), () => cp.spawn('x', { env: 5 }), () => cp.spawn('x', { windowsVerbatimArguments: 5 }), () => cp.exec('x', 5),
];
step('enoent', (r) => { const c = cp.spawn('nosuchthing', ['a']); log(c.pid, c.exitCode); c.on('error', (e) => log('error', util.inspect({...e}), e.message, c.exitCode)); c.on('exit', (...a) => log('exit', a)); c.on('close', (...a) => { log('close', a); r(); }); c.on('spawn', () => log('spawn')); log(c.kill()); });
step('eacces', (r) => { const c = cp.spawn('/etc/passwd'); c.on('error', (e) => { log('error', {...e}, e.message); r(); }); });
step('badcwd', (r) => { const c = cp.spawn('true', {cwd: '/nonexist'}); c.on('error', (e) => { log('error', {...e}, e.message); r(); }); });
step('bad', (r) => { bad.forEach((f, i) => { try { const c = f(); if (c && c.on) { c.on('error', () => {}); log(i, 'ok'); } else log(i, 'returned', c); } catch (e) { log(i, e.name, e.code, e.message); } }); r(); });
(async () => {
  for (const [name, f] of steps) {
    log('--', name);
    await new Promise(f);
  }
})();
