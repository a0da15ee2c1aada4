'use strict';
// exec, execFile and what they say when something fails.
const cp = require('node:child_process');
const util = require('node:util');
const { log } = console;
const steps = [];
const step = (name, f) => steps.push([name, f]);
step('exec', (r) => { const c = cp.exec('echo hi; echo er >&2; exit 4', (err, so, se) => { log(err.message, {...err}, JSON.stringify(so), JSON.stringify(se)); r(); }); log(c.spawnfile, c.spawnargs); });
step('exec ok', (r) => cp.exec('echo $FOO', { env: { FOO: 'bar' } }, (err, so, se) => { log(err, so, se); r(); }));
step('exec timeout', (r) => cp.exec('sleep 5', { timeout: 50 }, (err, so, se) => { log(err.message, {...err}, so, se); r(); }));
step('exec maxbuf', (r) => cp.exec('echo 1234567890', { maxBuffer: 5 }, (err, so, se) => { log(err.name, err.message, {...err}, so, se); r(); }));
step('execFile enoent', (r) => cp.execFile('nosuch', ['x'], (err, so, se) => { log(err.message, {...err}, so, se); r(); }));
step('execFile buffer', (r) => cp.execFile('echo', ['x'], { encoding: 'buffer' }, (err, so, se) => { log(err, so, se); r(); }));
step('execFile node', (r) => cp.execFile(process.execPath, ['-p', '1+1'], (err, so, se) => { log(err, so, se); r(); }));
step('fds', (r) => { const c = cp.spawn('sh', ['-c', 'echo three >&3; cat <&4'], { stdio: ['ignore', 'inherit', 'inherit', 'pipe', 'pipe'] }); log(c.stdin, c.stdout, c.stdio.length); c.stdio[3].on('data', (d) => log('3', d + '')); c.stdio[3].once('data', () => c.stdio[4].end('four\n')); c.on('close', (...a) => { log(a); r(); }); });
(async () => {
  for (const [name, f] of steps) {
    log('--', name);
    await new Promise(f);
  }
})();
