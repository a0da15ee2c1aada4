// An exit code is a C int: listeners and other threads see all of it, the system eight bits.
const { spawnSync } = require('child_process');
const { Worker } = require('worker_threads');
const shown = "process.on('exit', (code) => console.log('exit', code, process.exitCode));";
const codes = ['process.exit(256)', 'process.exit(-1)', 'process.exit(2 ** 40 + 5)', "process.exit('300')", 'process.exitCode = 513', 'process.exitCode = -5', 'process.reallyExit(300)',
  "process.on('exit', () => { process.exitCode = -2 }); throw new Error('x')"];

for (const code of codes) {
  const { status, stdout } = spawnSync(process.execPath, ['-e', shown + code], { encoding: 'utf8' });
  console.log(code, status, stdout.trim());
}
(async () => {
  for (const code of codes) {
    const worker = new Worker(code, { eval: true, stderr: true });
    worker.on('error', () => {});
    await new Promise((resolve) => worker.on('exit', (told) => resolve(console.log('worker', code, told))));
  }
})();
