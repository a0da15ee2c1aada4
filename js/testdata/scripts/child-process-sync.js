'use strict';
// What waits for a program: spawnSync, execSync, execFileSync.
const cp = require('node:child_process');
const util = require('node:util');
const { log } = console;
const steps = [];
const step = (name, f) => steps.push([name, f]);
step('sync', (r) => { const x = cp.spawnSync('sh', ['-c', 'cat; echo e >&2; exit 2'], { input: 'abc' }); delete x.pid; log(x); const y = cp.spawnSync('echo', ['a'], { encoding: 'utf8' }); delete y.pid; log(y); const z = cp.spawnSync('nosuch'); log({ ...z, error: { ...z.error } }, z.error.message); const t = cp.spawnSync('sleep', ['5'], { timeout: 50 }); log(t.status, t.signal, t.error.code, t.error.message, { ...t.error }); const i = cp.spawnSync('echo', ['inh'], { stdio: 'inherit' }); log(i.output, i.stdout); r(); });
step('throwing', (r) => { log(cp.execSync('echo a') + '', cp.execSync('echo b', { encoding: 'utf8' })); for (const f of [() => cp.execSync('echo o; echo e >&2; exit 5', { stdio: 'pipe' }), () => cp.execFileSync('false', ['q']), () => cp.execFileSync('nosuch')]) try { f(); } catch (e) { delete e.pid; const { error, ...rest } = e; log(e.message, rest, error === e || error); } r(); });
(async () => {
  for (const [name, f] of steps) {
    log('--', name);
    await new Promise(f);
  }
})();
